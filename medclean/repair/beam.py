"""Reads a damaged run again: rebuilds its bytes and decodes them, by the likeliest of all ways.

A hypothesis holds what has been decoded so far and the pending byte, a lead that waits for its trail.
Each token of the run feeds bytes to it; one that makes no character dies. What was lost is not
guessed at random: it is a byte that completes a character of a known reading, a lead before a
sentence's end, a pair that GBK does not assign, or a character of one byte that the lead before it took.
"""
from __future__ import annotations

import re
from operator import itemgetter
from typing import Collection, Iterable, Iterator, NamedTuple, Union

from .gbk import codes, likely, number, oddness, pairs, read_as, unassigned, with_lead, with_trail
from .model import model
from .readings import LETTERS, TONED, normal, reads

FREE = 0x100                 # pending: a lead that is not known; FREE + b: which makes no pair after b
NO_LIMIT = 1 << 30
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


Lost = Union[str, tuple[int, str]]      # what was lost, in words, or a byte of a character


class Way(NamedTuple):
    """A hypothesis: ``text`` decoded so far, at a cost; ``first`` and ``second`` are the model's numbers
    of its last two characters, ``last`` is the last of them (``text`` may end in a reading)."""

    cost: int
    pending: int
    first: int
    second: int
    last: str
    text: str
    lost: tuple[Lost, ...]


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
        self._limit = 0
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
            self._ways, self._limit = {}, NO_LIMIT
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
        return Run(place, best.text, tuple(map(_told, best.lost)), self._total(before, damaged[:place]) - best.cost)

    def _total(self, before: str, text: str) -> int:
        """Return what it costs to take the run as it stands."""
        first, second = self._model.codes("\n\n" + before[-2:])[-2:]
        way = Way(0, NOTHING, first, second, before[-1:], "", ())
        for char in _WHOLE.sub("", text):
            way = self._said(way, char)
        return way.cost

    def _kept(self) -> list[Way]:
        return [way for way in sorted(self._ways.values())[:BEAM] if way.cost <= self._limit]

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
        if self._wanted(way.cost, way.pending, way.first, way.second):
            self._ways[way[1:4]] = way

    def _wanted(self, cost: int, pending: int, first: int, second: int) -> bool:
        """Return whether a way would be kept among those known, and lower the limit if it is the best."""
        if cost > self._limit:
            return False
        if cost + MARGIN < self._limit:
            self._limit = cost + MARGIN
        known = self._ways.get((pending, first, second))
        return known is None or cost < known.cost

    def _say(self, way: Way, char: str, pending: int, lost: Lost = "", extra: int = 0, read: bool = False) -> None:
        """Push the way after one more character, if it is wanted: what is not costs no new way."""
        cost, first, second, char = self._price(way, char, read)
        cost += way.cost + extra
        if self._wanted(cost, pending, first, second):
            self._ways[pending, first, second] = Way(cost, pending, first, second, char, way.text + char,
                                                     (*way.lost, lost) if lost else way.lost)

    def _said(self, way: Way, char: str, lost: Lost = "", extra: int = 0, read: bool = True) -> Way:
        """Return the way after one more character; ``read`` where its reading follows, if it has one."""
        cost, first, second, char = self._price(way, char, read)
        return Way(way.cost + cost + extra, NOTHING, first, second, char, way.text + char,
                   (*way.lost, lost) if lost else way.lost)

    def _price(self, way: Way, char: str, read: bool) -> tuple[int, int, int, str]:
        """Return what one more character costs, the last two then, and the form that the page writes."""
        key = (way.first, way.second, char)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._priced(*key)
        cost, first, second = known
        if char in self._listed and not read:
            cost += UNREAD
        if self._narrow and char in NARROW:
            return cost + (0 if self._wide else UNREAD), first, second, NARROW[char]
        return cost, first, second, char

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

    def _completions(self, way: Way, byte: int) -> Iterator[tuple[str, Lost]]:
        """Yield the characters that a byte completes the pending one to, each with what was lost of it."""
        if way.pending >= FREE:
            yield from ((char, (lead, char)) for lead, char in with_trail(byte) if _may(way.pending, lead))
        elif char := pairs().get(way.pending << 8 | byte):
            yield char, ""

    def _char(self, way: Way, char: str) -> None:
        """Feed a character's two bytes (its own one, in ASCII), or leave it where nothing is pending."""
        if way.pending == NOTHING:
            self._say(way, char, NOTHING, read=self._read)
            return
        wide = self._wide.get(char, char)
        if wide.isascii():
            for each, lost in self._completions(way, ord(wide)) if ord(wide) >= 0x40 else ():
                self._say(way, each, NOTHING, lost, read=self._read)
            if wide.isalnum():
                self._pair(way._replace(cost=way.cost + WIDENED), 0xA380 + ord(wide))
        elif wide in codes():
            self._pair(way, codes()[wide])

    def _pair(self, way: Way, pair: int) -> None:
        """Feed two bytes: the first completes a character, the second is pending, or one of ASCII."""
        trail = pair & 0xFF
        for char, lost in self._completions(way, pair >> 8):
            if trail >= 0x80:
                self._say(way, char, trail, lost)
            else:
                self._say(self._said(way, char, lost, read=False), chr(trail), NOTHING, read=True)

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
        for char in (char for lead in sorted(leads) for char in known[lead] if _trail(char) >= 0x80):
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
        for cost, byte, char, lost in self._tried(way):
            if end:
                self._say(way, char, NOTHING, lost, BROKEN)
            if unassigned(byte):
                self._say(way, char, FREE + byte, lost, PAIR)
            if cost <= self._limit:
                self._swallowed(way, char, lost)

    def _tried(self, way: Way) -> list[tuple[int, int, str, Lost]]:
        """Return the likeliest characters that a lost byte makes of the pending one, with that byte."""
        found: list[tuple[int, int, str, Lost]]
        if way.pending < FREE:
            found = [(way.cost + self._price(way, char, False)[0], byte, char, (byte, char))
                     for byte, char in with_lead(way.pending) if byte >= 0x80]
        else:
            found = [(way.cost + self._price(way, char, False)[0], _trail(char), char, f"both bytes of {char}")
                     for char in likely(way.second)
                     if _trail(char) >= 0x80 and _may(way.pending, codes()[char] >> 8)]
        return sorted(found, key=itemgetter(0))[:FEW]

    def _swallowed(self, way: Way, char: str, lost: Lost) -> None:
        """A character of ASCII went with the lead before it: a hole, a mark of the page, what opens a tag."""
        way = self._said(way, char, f"{_told(lost)} and one character of ASCII", read=False)
        if _TAG.match(self._rest):
            if self._rest[0] == "/" and way.last in "“‘（《":
                return
            self._push(way._replace(cost=way.cost + TAG, text=way.text + "<", last="<"))
            return
        for mark in self._marks:
            self._say(way, mark, NOTHING, extra=SWALLOWED, read=True)
        for unseen in UNSEEN:
            said = self._said(way, unseen, extra=UNKNOWABLE - oddness(unseen))
            self._push(said._replace(text=way.text + HOLE, last=HOLE))


def _told(lost: Lost) -> str:
    """Return in words what was lost: a byte of a character, if it is not in words yet."""
    return lost if isinstance(lost, str) else f"{lost[0]:02X} of {lost[1]}"


def _trail(char: str) -> int:
    return codes().get(char, 0) & 0xFF


def _may(pending: int, lead: int) -> bool:
    """Return whether a lead may be the pending byte, known or not."""
    if pending <= FREE:
        return pending in (lead, FREE)
    return lead in unassigned(pending - FREE)
