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

from ..patterns import lazy_regex
from .gbk import codes, likely, oddness, pairs, read_as, unassigned, with_lead, with_trail
from .model import model
from .prices import WHOLE, Prices
from .readings import LETTERS, TONED, WIDE, normal, reads, traditional

FREE = 0x100                 # pending: a lead that is not known; FREE + b: which makes no pair after b
NO_LIMIT = 1 << 30
NOTHING = -1                 # pending: the next byte begins a character
BARE = rf"(?=[a-zü]{{0,5}}[{TONED}])[{LETTERS}]{{1,6}}[)）]"   # a reading whose bracket left no question mark
TOKENS = lazy_regex(rf"[(（](?P<whole>[{LETTERS}]{{1,6}})[)）]|[?？](?P<broken>[{LETTERS}]{{1,6}})[)）]|"
                    rf"(?P<bare>{BARE})|(?s:.)")
ENDS = frozenset(("", *"。；？！"))
_TAG = lazy_regex("/?[a-z]{1,10}>")
HOLE = "\ufffd"

# Costs in eighths of a bit, found by trying on news that neither the model nor the benchmark holds. That
# something was lost costs next to nothing: whether it is lost, the bytes alone decide.
BROKEN = 4                   # a lead is lost at a sentence's end
PAIR = 4                     # a pair is lost
SWALLOWED = 8                # a character of one byte is lost with the lead before it
MISREAD = 80                 # a reading stands behind a character that it does not belong to
WIDENED = 32                 # a letter or digit was full width
LITERAL = 24                 # a damaged page has a question mark of its own where a sentence ends
UNKNOWABLE = 12              # ... and may be a digit, a space, whatever
UNSEEN = "0a .%"             # so it is put among others as one of these, and shown as a hole
UNSEEN_MARKS = ",:;()"       # ... where punctuation is half width as one of these, too
SHARED = 80                  # a character that both scripts write is on no site's list
TAG = 8                      # what was swallowed in front of /strong> is a <
SILENT = 24                  # something was lost, and the page does not show it
BEAM = 48
BEAM_SILENT = 8              # ... where something may be lost without a trace
SETTLED = 4                  # ... besides, of those that owe no byte
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
    should have are then left in what was read. A ``silent`` page has no question mark where something was
    lost. ``work`` counts the hypotheses that were continued so far: the time that all its runs took grows with it.
    """

    def __init__(self, page: Iterable[str], folded: str = "", listed: Collection[str] = (),
                 silent: bool = False) -> None:
        self.work = 0
        self._silent = silent
        self._prices = Prices(page, folded, listed, silent)
        self._price = self._prices.price
        self._wide = self._prices.wide
        self._ends = ENDS | WIDE.keys() if self._wide else ENDS
        marks = UNSEEN_MARKS if self._prices.narrow else ""
        self._unseen = [(each, SWALLOWED) for each in marks] + [(each, UNKNOWABLE - oddness(each)) for each in UNSEEN]
        self._listed = bool(listed)
        self._ways: dict[tuple[int, int, int], Way] = {}
        self._limit = 0
        self._rest = ""
        self._read = False

    def odd(self, text: str) -> bool:
        """Return whether no sentence is likely to go on like this."""
        return self._prices.odd(text)

    def read(self, before: str, damaged: str) -> Run | None:
        """Read ``damaged``, which begins with what was lost, as far as the damage goes.

        ``before`` is the text in front of it. Returns None where no way leads through.
        """
        before = WHOLE.sub("", before[-40:])
        first, second = model().codes("\n\n" + before[-2:])[-2:]
        ways = [Way(0, NOTHING, first, second, before[-1:], "", ())]
        if self._silent and damaged[:1] in self._ends:
            ways = [ways[0]._replace(pending=FREE)]
        place = settled = marks = 0
        for token in TOKENS.finditer(damaged):
            if self._silent and place:
                ways = self._losing(ways, damaged[place:place + 12])
            self._ways, self._limit = {}, NO_LIMIT
            self._rest = damaged[token.end():token.end() + 12]
            self._read = WHOLE.match(self._rest) is not None
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
            ways = [way._replace(cost=way.cost + model().cost(way.first, way.second, 0)) for way in ways]
        best = min((way for way in ways if way.pending == NOTHING), default=None)
        if best is None:
            return None
        gain = self._prices.total(before, damaged[:place]) - best.cost
        return Run(place, best.text, tuple(map(_told, best.lost)), gain)

    def _kept(self) -> list[Way]:
        """Return the best ways, and the best of those that owe no byte: the run may end here."""
        ways = [way for way in sorted(self._ways.values()) if way.cost <= self._limit]
        return ways[:BEAM] + [way for way in ways[BEAM:] if way.pending == NOTHING][:SETTLED]

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
        cost, first, second, char = self._price(way.first, way.second, char, read)
        cost += way.cost + extra
        if self._wanted(cost, pending, first, second):
            self._ways[pending, first, second] = Way(cost, pending, first, second, char, way.text + char,
                                                     (*way.lost, lost) if lost else way.lost)

    def _said(self, way: Way, char: str, lost: Lost = "", extra: int = 0, read: bool = True) -> Way:
        """Return the way after one more character; ``read`` where its reading follows, if it has one."""
        cost, first, second, char = self._price(way.first, way.second, char, read)
        return Way(way.cost + cost + extra, NOTHING, first, second, char, way.text + char,
                   (*way.lost, lost) if lost else way.lost)

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
            shared = 0 if traditional(char) else SHARED
            if way.pending != NOTHING:
                self._push(self._with(self._said(way, char, lost, shared), f"({reading})"))
            else:
                self._push(way._replace(cost=way.cost + shared, pending=_trail(char), lost=(*way.lost, lost)))

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
        if way.pending != FREE:         # else this is the mark at which the sentence was cut
            self._lose(way, end)

    def _losing(self, ways: list[Way], rest: str) -> list[Way]:
        """Return the ways, and those in which something was lost here without a trace."""
        self.work += 4 * BEAM_SILENT      # each of them branches
        self._ways, self._limit, self._rest = {way[1:4]: way for way in ways}, ways[0].cost + MARGIN, rest
        for way in ways[:BEAM_SILENT]:
            if way.pending != NOTHING:
                self._lose(way._replace(cost=way.cost + SILENT), rest[:1] in self._ends)
        return self._kept()

    def _lose(self, way: Way, end: bool) -> None:
        """Continue a way by what may be lost: a lead at a sentence's end, a pair, a character of ASCII."""
        for cost, byte, char, lost in self._tried(way):
            if end:
                self._say(way, char, NOTHING, lost, BROKEN)
            if unassigned(byte):
                self._say(way, char, FREE + byte, lost, PAIR)
            if cost <= self._limit:
                self._swallowed(way, char, lost)

    def _tried(self, way: Way) -> list[tuple[int, int, str, Lost]]:
        """Return the likeliest characters that a lost byte makes of the pending one, with that byte."""
        tried: Iterable[tuple[int, str, Lost]]
        if way.pending < FREE:
            tried = ((byte, char, (byte, char)) for byte, char in with_lead(way.pending) if byte >= 0x80)
        else:
            tried = ((_trail(char), char, f"both bytes of {char}") for char in likely(way.second)
                     if _trail(char) >= 0x80 and _may(way.pending, codes()[char] >> 8))
        found = [(way.cost + self._price(way.first, way.second, each[1], False)[0], *each) for each in tried]
        return sorted(found, key=itemgetter(0))[:FEW]

    def _swallowed(self, way: Way, char: str, lost: Lost) -> None:
        """A character of ASCII went with the lead before it: a hole, or what opens a tag."""
        cost, first, second, char = self._price(way.first, way.second, char, False)
        cost += way.cost
        if _TAG.match(self._rest):
            if self._rest[0] != "/" or way.last not in "“‘（《":
                self._hole(way, cost + TAG, first, second, char + "<", lost)
            return
        for unseen, extra in self._unseen:
            more, before, last, _ = self._price(first, second, unseen, True)
            self._hole(way, cost + more + extra, before, last, char + HOLE, lost)

    def _hole(self, way: Way, cost: int, first: int, second: int, text: str, lost: Lost) -> None:
        """Push the way after a character and what stands for the one of ASCII behind it."""
        if self._wanted(cost, NOTHING, first, second):
            told = f"{_told(lost)} and one character of ASCII"
            self._ways[NOTHING, first, second] = Way(cost, NOTHING, first, second, text[-1], way.text + text,
                                                     (*way.lost, told))


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
