"""Reads a damaged run again: rebuilds its bytes and decodes them, by the likeliest of all ways.

A hypothesis holds what has been decoded so far and the pending byte, a lead that waits for its trail.
Each token of the run feeds bytes to it; one that makes no character dies. What was lost is not
guessed at random: it is a byte that completes a character of a known reading, a lead before a
sentence's end, a pair that GBK does not assign, or a character of one byte that the lead before it took.
"""
from __future__ import annotations

import re
from typing import Collection, Iterable, Iterator, NamedTuple

from .gbk import codes, likely, number, oddness, pairs, read_as, unassigned, with_lead, with_trail
from .model import model
from .readings import LETTERS, TONED, normal, reads

FREE = 0x100                 # pending: a lead that is not known; FREE + b: which makes no pair after b
NOTHING = -1                 # pending: the next byte begins a character
BARE = rf"(?=[a-z]{{0,5}}[{TONED}])[{LETTERS}]{{1,6}}[)）]"   # a reading whose bracket left no question mark
TOKENS = re.compile(rf"[(（](?P<whole>[{LETTERS}]{{1,6}})[)）]|[?？](?P<broken>[{LETTERS}]{{1,6}})[)）]|"
                    rf"(?P<bare>{BARE})|(?s:.)")
ENDS = frozenset(("", *"。；？！"))
_WHOLE = re.compile(rf"[(（][{LETTERS}]{{1,6}}[)）]")
_DAMAGED = re.compile(r"[?？].{0,6}[^\x00-\x3e]{0,60}")
_TAG = re.compile("/?[a-z]{1,10}>")
WIDE = {char: chr(ord(char) + 0xFEE0) for char in ",;:?!()"}
NARROW = {wide: char for char, wide in WIDE.items()}
HOLE = "\ufffd"

# Costs in eighths of a bit, found by trying on news that neither the model nor the benchmark holds. That
# something was lost costs next to nothing: whether it is lost, the bytes alone decide.
BROKEN = 4                   # a lead is lost at a sentence's end
PAIR = 4                     # a pair is lost
SWALLOWED = 8                # a character of one byte is lost with the lead before it
MISREAD = 80                 # a reading stands behind a character that it does not belong to
DOUBLED = 40                 # a comma or a full stop follows another
UNREAD = 64                  # a character that the page annotates has no reading behind it
WIDENED = 32                 # a letter or digit was full width
LITERAL = 24                 # a damaged page has a question mark of its own where a sentence ends
UNKNOWABLE = 24              # ... with the lead before it, and may be a digit, a space, whatever
UNSEEN = "0a .%"             # so it is put among others as one of these, and shown as a hole
SWALLOWED_MARKS = ",:;()"    # where punctuation is half width it may be one of these
TAG = 8                      # what was swallowed in front of /strong> is a <
SEEN_TWICE = 20              # the page itself has these three characters in a row
SEEN = 30                    # ... these two
_SEEN_OF = 20_000            # characters of a line that are learnt from
BEAM = 48
BEAM_LOST = 24               # ... where each of them branches
MARKS = 6                    # a run has about one question mark in so many characters, at the most
MARGIN = 200
FEW = 32                     # so many characters are tried where two bytes are unknown


class Way(NamedTuple):
    """A hypothesis: ``text`` decoded so far, at a cost; ``first`` and ``second`` are the model's numbers
    of its last two characters, ``last`` is the last of them (``text`` may end in a reading)."""

    cost: int
    pending: int
    first: int
    second: int
    last: str
    text: str
    lost: tuple[str, ...]


class Run(NamedTuple):
    """What became of a damaged run: so many characters of it were read, and this is their text."""

    size: int
    text: str
    lost: tuple[str, ...]
    gain: int


class Reader:
    """Reads the damaged runs of a page.

    ``page`` holds its lines; what is whole in them helps to tell what was lost. ``folded`` says when its
    punctuation became half width: "never", "before" it was damaged, "some time", or it cannot be told ("").
    ``listed`` are the characters that it annotates, where it is known for a copy: the readings that it
    should have are then left in what was read. ``work`` counts the hypotheses that were continued so far:
    the time that all its runs took grows with it.
    """

    def __init__(self, page: Iterable[str], folded: str = "", listed: Collection[str] = ()) -> None:
        self.work = 0
        self._narrow = folded in ("before", "some time")
        self._wide = {} if folded in ("never", "before") else WIDE
        self._ends = ENDS | WIDE.keys() if self._wide else ENDS
        self._marks = SWALLOWED_MARKS if self._narrow else ""
        self._listed = frozenset(listed)
        self._model = model()
        self._known: dict[tuple[int, int, str], tuple[int, int, int]] = {}
        self._ways: dict[tuple[int, int, int], Way] = {}
        self._stops = frozenset(self._model.codes("，。、；："))
        self._rest = ""
        self._read = False
        self._pairs: set[tuple[int, int]] = set()
        self._triples: set[tuple[int, int, int]] = set()
        for line in page:
            for whole in _DAMAGED.split(_WHOLE.sub("", line[:_SEEN_OF])):
                numbers = self._model.codes(whole)
                self._pairs.update(zip(numbers, numbers[1:]))
                self._triples.update(zip(numbers, numbers[1:], numbers[2:]))

    def read(self, before: str, damaged: str) -> Run | None:
        """Read ``damaged``, which begins with what was lost, as far as the damage goes.

        ``before`` is the text in front of it. Returns None where no way leads through.
        """
        before = _WHOLE.sub("", before[-40:])
        first, second = self._model.codes("\n\n" + before[-2:])[-2:]
        ways = [Way(0, NOTHING, first, second, before[-1:], "", ())]
        place = settled = marks = 0
        for token in TOKENS.finditer(damaged):
            self._ways = {}
            self._rest = damaged[token.end():token.end() + 12]
            self._read = _WHOLE.match(self._rest) is not None
            lost = token[0][0] in "?？" or bool(token["bare"])
            marks += lost
            self.work += len(ways)
            for way in ways[:BEAM_LOST] if lost else ways:
                self._feed(way, token)
            ways = self._kept()
            place = token.end()
            plain = len(token[0]) == 1 and token[0] != "?"
            settled = settled + 1 if plain and len(ways) == 1 and ways[0].pending == NOTHING else 0
            if not ways or settled == 3:
                break
            if marks > MARKS + place // MARKS:
                return None
        if place == len(damaged):
            ways = [way._replace(cost=way.cost + self._model.cost(way.first, way.second, 0)) for way in ways]
        best = min((way for way in ways if way.pending == NOTHING), default=None)
        if best is None:
            return None
        return Run(place, best.text, best.lost, self._total(before, damaged[:place]) - best.cost)

    def _total(self, before: str, text: str) -> int:
        """Return what it costs to take the run as it stands."""
        first, second = self._model.codes("\n\n" + before[-2:])[-2:]
        way = Way(0, NOTHING, first, second, before[-1:], "", ())
        for char in _WHOLE.sub("", text):
            way = self._said(way, char)
        return way.cost

    def _kept(self) -> list[Way]:
        ways = sorted(self._ways.values())[:BEAM]
        return [way for way in ways if way.cost <= ways[0].cost + MARGIN]

    def _feed(self, way: Way, token: re.Match[str]) -> None:
        """Continue a way by a token: an annotation, a broken one, a question mark or a character."""
        if token["whole"]:
            self._annotation(way, normal(token["whole"]), token[0])
        elif token["broken"]:
            self._broken(way, normal(token["broken"]))
        elif token["bare"]:
            self._broken(way, normal(token["bare"][:-1]))
        elif token[0] == "?":
            self._query(way)
        else:
            self._char(way, token[0])

    def _push(self, way: Way) -> None:
        key = way[1:4]
        known = self._ways.get(key)
        if known is None or way.cost < known.cost:
            self._ways[key] = way

    def _said(self, way: Way, char: str, lost: str = "", extra: int = 0, read: bool = True) -> Way:
        """Return the way after one more character; ``read`` where its reading follows, if it has one."""
        key = (way.first, way.second, char)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._priced(*key)
        cost, first, code = known
        if char in self._listed and not read:
            extra += UNREAD
        if self._narrow and char in NARROW:
            char = NARROW[char]
            extra += 0 if self._wide else UNREAD
        return Way(way.cost + cost + extra, NOTHING, first, code, char, way.text + char,
                   way.lost + (lost,) if lost else way.lost)

    def _priced(self, first: int, second: int, char: str) -> tuple[int, int, int]:
        """Return what a character costs after two others, and the last two then."""
        code = number(char)
        if code == second and code in self._model.runs:
            return oddness(char), first, second
        cost = self._model.cost(first, second, code) + (DOUBLED if code in self._stops and second in self._stops else 0)
        if (first, second, code) in self._triples:
            cost = min(cost, SEEN_TWICE)
        elif (second, code) in self._pairs:
            cost = min(cost, SEEN)
        return cost + oddness(char), second, code

    def _completed(self, way: Way, byte: int, read: bool) -> Iterator[Way]:
        """Yield the ways in which a byte completes the character that is pending."""
        if way.pending < FREE:
            char = pairs().get(way.pending << 8 | byte)
            if char:
                yield self._said(way, char, read=read)
            return
        for lead, char in with_trail(byte):
            if _may(way.pending, lead):
                yield self._said(way, char, f"{lead:02X} of {char}", read=read)

    def _char(self, way: Way, char: str) -> None:
        """Feed a character's two bytes (its own one, in ASCII), or leave it where nothing is pending."""
        if way.pending == NOTHING:
            self._push(self._said(way, char, read=self._read))
            return
        wide = self._wide.get(char, char)
        if wide.isascii():
            for each in self._completed(way, ord(wide), self._read) if ord(wide) >= 0x40 else ():
                self._push(each)
            if wide.isalnum():
                self._pair(way._replace(cost=way.cost + WIDENED), 0xA380 + ord(wide))
        elif wide in codes():
            self._pair(way, codes()[wide])

    def _pair(self, way: Way, pair: int) -> None:
        """Feed two bytes: the first completes a character, the second is pending, or one of ASCII."""
        for each in self._completed(way, pair >> 8, False):
            trail = pair & 0xFF
            self._push(each._replace(pending=trail) if trail >= 0x80 else self._said(each, chr(trail)))

    def _annotation(self, way: Way, reading: str, text: str) -> None:
        """A whole annotation feeds nothing; the two bytes before it are a character of its reading."""
        if way.pending == NOTHING and reads(way.last, reading):
            self._push(self._with(way, text))
            return
        char = pairs().get(self._last(way) << 8 | way.pending, "")
        right = way.pending >= FREE or way.pending >= 0 and reads(char, reading)
        self._push(way if right else way._replace(cost=way.cost + MISREAD))

    def _with(self, way: Way, annotation: str) -> Way:
        return way._replace(text=way.text + annotation) if self._listed else way

    def _broken(self, way: Way, reading: str) -> None:
        """A reading without its bracket lost the second byte of a character that has it."""
        known = read_as(reading)
        if way.pending < FREE:
            leads = {way.pending if way.pending != NOTHING else self._last(way)} & known.keys()
        else:
            leads = {lead for lead in known if _may(way.pending, lead)}
        for char in (char for lead in sorted(leads) for char in known[lead] if _trail(char) >= 0x81):
            lost = f"{_trail(char):02X} of {char}, read {reading}"
            if way.pending != NOTHING:
                self._push(self._with(self._said(way, char, lost), f"({reading})"))
            else:
                self._push(way._replace(pending=_trail(char), lost=(*way.lost, lost)))

    def _last(self, way: Way) -> int:
        """Return the second byte of the last character, which was full width before a page was folded."""
        return _trail(self._wide.get(way.last, way.last))

    def _query(self, way: Way) -> None:
        """A question mark is itself, or stands for what was lost."""
        end = self._rest[:1] in self._ends
        if way.pending == NOTHING:
            self._push(self._said(way, "?", extra=LITERAL if end and self._listed else 0))
            if end and self._rest:
                self._push(way._replace(pending=FREE, cost=way.cost + BROKEN))
            return
        self._char(way, "?")
        for byte, said in self._tried(way):
            if end:
                self._push(said._replace(cost=said.cost + BROKEN))
            if unassigned(byte):
                self._push(said._replace(cost=said.cost + PAIR, pending=FREE + byte))
            self._swallowed(said)

    def _tried(self, way: Way) -> list[tuple[int, Way]]:
        """Return the likeliest characters that a lost byte makes of the pending one, with that byte."""
        if way.pending < FREE:
            found = [(byte, self._said(way, char, f"{byte:02X} of {char}", read=False))
                     for byte, char in with_lead(way.pending) if byte >= 0x80]
        else:
            found = [(_trail(char), self._said(way, char, f"both bytes of {char}", read=False))
                     for char in likely(way.second)
                     if _trail(char) >= 0x80 and _may(way.pending, codes()[char] >> 8)]
        return sorted(found, key=lambda each: each[1].cost)[:FEW]

    def _swallowed(self, way: Way) -> None:
        """A character of ASCII went with the lead before it: a hole, a mark of the page, what opens a tag."""
        way = way._replace(lost=(*way.lost[:-1], f"{way.lost[-1]} and one character of ASCII"))
        if _TAG.match(self._rest):
            if self._rest[0] == "/" and way.last in "“‘（《":
                return
            self._push(way._replace(cost=way.cost + TAG, text=way.text + "<", last="<"))
            return
        for char in self._marks:
            self._push(self._said(way, char, extra=SWALLOWED))
        for char in UNSEEN:
            said = self._said(way, char, extra=UNKNOWABLE - oddness(char))
            self._push(said._replace(text=way.text + HOLE, last=HOLE))


def _trail(char: str) -> int:
    return codes().get(char, 0) & 0xFF


def _may(pending: int, lead: int) -> bool:
    """Return whether a lead may be the pending byte, known or not."""
    if pending <= FREE:
        return pending in (lead, FREE)
    return lead in unassigned(pending - FREE)
