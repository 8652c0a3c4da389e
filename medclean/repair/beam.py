"""Reads a damaged run again: rebuilds its bytes and decodes them, by the likeliest of all ways.

A hypothesis holds what has been decoded so far and the pending byte, a lead that waits for its trail.
Each token of the run feeds bytes to it; one that makes no character dies. What was lost is not
guessed at random: it is a byte that completes a character of a known reading, a lead before a
sentence's end, a pair that GBK does not assign, or a character of one byte that the lead before it took.
"""
from __future__ import annotations

import re
from operator import itemgetter
from typing import Collection, Iterable, Sequence

from ..patterns import LOST, lazy_regex
from .candidates import FREE, PRIVATE, Tried, likely_with, losing_trail, of_lead, of_private, of_trail, trail
from .costs import (AHEAD, BROKEN, CLEAR, DROPPED, LITERAL, MISREAD, PAIR, SILENT, SWALLOWED, TAG, UNCUT, UNKNOWABLE,
                    UNSEEN, UNSEEN_MARKS, WIDENED)
from .gbk import codes, oddness, pairs, traits, unassigned
from .model import model
from .prices import CONTEXT, LAST, UNREAD, WHOLE, Prices
from .readings import LETTERS, TONED, normal, reads
from .ways import MARGIN, NEAR, NOTHING, Lost, Run, Way, Ways, told
from .widths import WIDE

BARE = rf"(?=[a-zü]{{0,5}}[{TONED}])[{LETTERS}]{{1,6}}[)）]"   # a reading whose bracket left no question mark
TOKENS = lazy_regex(rf"[(（](?P<whole>[{LETTERS}]{{1,6}})[)）]|[?？](?P<broken>[{LETTERS}]{{1,6}})[)）]|"
                    rf"(?P<bare>{BARE})|(?s:.)")
_READING = lazy_regex(rf"[?？]?{BARE}")
ENDS = frozenset(("", *"。；？！，"))
CUT = frozenset("。！？；!?;")      # at which sites cut, at 。 last: they find none across the start of these
SOONER = frozenset(map(codes().get, "！？；，"))
_TAG = lazy_regex("/?[a-z]{1,10}>")
NUMBERS = frozenset("零〇一二三四五六七八九十两兩半百千万萬")

BEAM_SILENT = 8              # ... where something may be lost without a trace
BEAM_LOST = 24               # ... where each of them branches
MARKS = 6                    # a run has about one question mark in so many characters, at the most
MOST_KNOWN = 5_000           # contexts whose prices are remembered from one run to the next
FEW = 96                     # so many characters are tried where two bytes are unknown
FEW_SILENT = 32              # ... and nothing shows that they were lost


Choice = tuple[int, int, str, int, Lost]    # a character tried: its cost, the context behind it, its form, a byte, ...


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
        self._fed = 0
        self._silent = silent
        self._margin = MARGIN
        self._prices = Prices(page, folded, listed, silent)
        self._rows, self._unread = self._prices.rows, dict.fromkeys(listed, UNREAD)
        self._wide = self._prices.wide
        self._ends = ENDS | WIDE.keys() if self._wide else ENDS
        marks = UNSEEN_MARKS if self._prices.narrow else ""
        self._unseen = traits(marks + UNSEEN)
        self._unseen_costs = [SWALLOWED] * len(marks) + [UNKNOWABLE - oddness(each) for each in UNSEEN]
        self._listed = bool(listed)
        self._tails: dict[int, list[tuple[int, int]]] = {}
        self._known: dict[tuple[int, int, int], list[Choice]] = {}
        self._ways = Ways(self._margin)
        self._rest = ""
        self._cuts = False
        self._uncut: frozenset[str] = CUT
        self._read = False

    @property
    def work(self) -> int:
        """The prices that were worked out, and the hypotheses that were continued, each of which takes as long as ten.

        The time that all runs of the page took grows with it."""
        return self._prices.work + 10 * self._fed

    def odd(self, text: str) -> bool:
        """Return whether no sentence is likely to go on like this."""
        return self._prices.odd(text)

    def read(self, before: str, damaged: str) -> Run | None:
        """Read ``damaged``, which begins with what was lost, as far as the damage goes.

        ``before`` is the text in front of it. Returns None where no way leads through: neither near the best one,
        tried first (but where a loss leaves no trace, which costs much before it is worth it), nor further off, which
        are tried, too, where what was read is less likely than what stands there.
        """
        before = WHOLE.sub("", before[-40:])
        self._forget()
        run = None
        for self._margin in (MARGIN,) if self._silent else (NEAR, MARGIN):
            if run is None or run.gain < 0:     # what costs more than the text as it stands: a ? of its own was too far
                run = self._read_near(before, damaged) or run
        return run

    def _read_near(self, before: str, damaged: str) -> Run | None:
        """Read a run by ways that cost no more than the best of them and a margin."""
        ways = [Way(0, NOTHING, self._prices.after(before), before[-1:], "", ())]
        if self._silent and damaged[:1] in self._ends:
            ways = [ways[0]._replace(pending=FREE)]
        place = settled = marks = 0
        self._cut_at(damaged)
        for token in TOKENS.finditer(damaged):
            if place and self._silent:
                ways = self._losing(ways, damaged[place:place + 12])
            elif place and "?" not in damaged[place:place + CLEAR]:
                ways = self._dropping(ways)
            self._ways = Ways(self._margin)
            self._rest = damaged[token.end():token.end() + 12]
            self._read = WHOLE.match(self._rest) is not None
            lost = token[0][0] in "?？" or bool(token["bare"])
            marks += lost
            self._fed += 1 + len(ways)
            for way in ways[:BEAM_LOST] if lost else ways:
                self._feed(way, token)
            ways = self._ways.kept()
            place = token.end()
            self._cut_at(token[0])
            plain = len(token[0]) == 1 and token[0] != "?"
            settled = settled + 1 if plain and len(ways) == 1 and ways[0].pending == NOTHING else 0
            if not ways or settled == 3:
                break
            if marks > MARKS + place // MARKS:
                return None
        if place == len(damaged):
            ways = self._ended(ways)
        best = min((way for way in ways if way.pending == NOTHING), default=None)
        if best is None:
            return None
        reading = _READING.match(damaged)
        gain = self._prices.total(before, damaged[reading.end() if reading else 0:place]) - best.cost
        return Run(place, best.text, tuple(map(told, best.lost)), gain)

    def _cut_at(self, text: str) -> None:
        """Note which marks the site would have cut at, had it made them of a byte of this text and the next one.

        That is none where a reading or a cut was between the two; whether a site cuts, the beginning of a run tells.
        """
        self._cuts = self._cuts or text[:1] in "?？" and text[1:2] in CUT
        one = text == "?" or len(text) == 1 and text not in CUT
        self._uncut = CUT if self._cuts and one else frozenset()

    def _ended(self, ways: list[Way]) -> list[Way]:
        """Return the ways at the end of a line, where something may be lost, too."""
        if self._silent:
            ways = self._losing(ways, "")
        return [way._replace(cost=way.cost + model().cost(way.context >> CONTEXT, way.context & LAST, 0))
                for way in ways]

    def _forget(self) -> None:
        """Forget what characters cost, where it is much: a page may be long."""
        for known in (self._prices.rows, self._known, self._tails):
            if len(known) > MOST_KNOWN:
                known.clear()

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

    def _say(self, way: Way, char: str, pending: int, extra: int = 0, read: bool = False) -> None:
        """Push the way after one more character; ``read`` where its reading follows, if it has one."""
        cost, context, shown = self._rows[way.context][char]
        if not read and char in self._unread:
            extra += UNREAD
        self._ways.put(way, way.cost + cost + extra, pending, context, shown, shown)

    def _char(self, way: Way, char: str) -> None:
        """Feed a character's two bytes (its own one, in ASCII), or leave it where nothing is pending."""
        if way.pending == NOTHING:
            self._say(way, char, NOTHING, read=self._read)
            return
        wide = self._wide.get(char, char)
        if wide.isascii():
            for cost, context, shown, _, lost in self._completed(way, ord(wide), self._read) if wide >= "@" else ():
                self._ways.put(way, way.cost + cost, NOTHING, context, shown, shown, lost)
            if wide.isalnum():
                self._pair(way._replace(cost=way.cost + WIDENED), 0xA380 + ord(wide))
        elif wide in codes():
            self._pair(way, codes()[wide])

    def _pair(self, way: Way, pair: int) -> None:
        """Feed two bytes: the first completes a character, the second is pending, or one of ASCII."""
        second, uncut = pair & 0xFF, self._uncut - {"。"} if pair in SOONER else self._uncut
        for cost, context, shown, _, lost in self._completed(way, pair >> 8, False):
            if way.cost + cost > self._ways.limit:
                break       # the next one costs more
            if shown in uncut:
                cost += UNCUT
            if second >= 0x80:
                self._ways.put(way, way.cost + cost, second, context, shown, shown, lost)
            else:
                more, context, last = self._rows[context][chr(second)]
                self._ways.put(way, way.cost + cost + more, NOTHING, context, last, shown + last, lost)

    def _annotation(self, way: Way, reading: str, text: str) -> None:
        """A whole annotation feeds nothing; the two bytes before it are a character of its reading."""
        if way.pending == NOTHING and reads(way.last, reading):
            self._ways.push(self._with(way, text))
            return
        char = pairs().get(self._last(way) << 8 | way.pending, "")
        right = way.pending >= FREE or way.pending >= 0 and reads(char, reading)
        self._ways.push(way if right else way._replace(cost=way.cost + MISREAD))

    def _with(self, way: Way, annotation: str) -> Way:
        return way._replace(text=way.text + annotation) if self._listed else way

    def _broken(self, way: Way, reading: str) -> None:
        """A reading without its bracket lost the second byte of a character that has it."""
        lead = self._last(way) if way.pending == NOTHING else way.pending
        whole = f"({reading})" if self._listed else ""
        for char, last, lost, shared in losing_trail(reading, lead):
            if way.pending != NOTHING:
                cost, context, shown = self._rows[way.context][char]
                self._ways.put(way, way.cost + cost + shared, NOTHING, context, shown, shown + whole, lost)
            else:
                self._ways.put(way, way.cost + shared, last, way.context, way.last, "", lost)

    def _last(self, way: Way) -> int:
        """Return the second byte of the last character, which was full width before a page was folded."""
        return trail(self._wide.get(way.last, way.last))

    def _query(self, way: Way) -> None:
        """A question mark is itself, or stands for what was lost."""
        end = self._rest[:1] in self._ends
        if way.pending == NOTHING:
            self._say(way, "?", NOTHING, extra=LITERAL if end and self._listed else 0, read=True)
            if end and self._rest:
                self._ways.push(way._replace(pending=FREE, cost=way.cost + BROKEN))
            return
        self._char(way, "?")
        if way.pending != FREE:         # else this is the mark at which the sentence was cut
            self._lose(way, end)

    def _losing(self, ways: list[Way], rest: str) -> list[Way]:
        """Return the ways, and those in which something was lost here without a trace."""
        self._ways, self._rest = Ways(self._margin, ways), rest
        for way in ways[:BEAM_SILENT]:
            if way.pending != NOTHING:
                self._lose(way._replace(cost=way.cost + SILENT), rest[:1] in self._ends)
        return self._ways.kept()

    def _dropping(self, ways: list[Way]) -> list[Way]:
        """Return the ways, and those in which a pair that is a private character of GBK was dropped here.

        Decoders make a character of these pairs that nothing shows, and sites drop it, where they show a question mark
        for half a pair. Beside another loss that would be one guess upon another.
        """
        self._ways = Ways(self._margin + AHEAD, ways)
        for way in ways[:BEAM_SILENT]:
            for more, context, shown, byte, lost in self._private(way) if NOTHING < way.pending < FREE else ():
                cost = way.cost + more + DROPPED
                if cost > self._ways.limit:
                    break       # the next one costs more
                self._ways.put(way, cost, FREE + byte, context, shown, shown, lost)
        return self._ways.kept()

    def _private(self, way: Way) -> Sequence[Choice]:
        """Return the likeliest characters of the pending byte whose second is the first of private characters."""
        key = way.context, way.pending, PRIVATE
        known = self._known.get(key)
        return self._priced(key, of_private(way.pending), False) if known is None else known

    def _lose(self, way: Way, end: bool) -> None:
        """Continue a way by what may be lost: a lead at a sentence's end, a pair, a character of ASCII."""
        for more, context, shown, byte, lost in self._guessed(way):
            cost = way.cost + more
            if cost > self._ways.limit:
                break       # the next one costs more
            if shown in self._uncut:
                cost += UNCUT
            if end:
                self._ways.put(way, cost + BROKEN, NOTHING, context, shown, shown, lost)
            if unassigned(byte):
                self._ways.put(way, cost + PAIR, FREE + byte, context, shown, shown, lost)
            self._swallowed(way, cost, context, shown, lost)

    def _completed(self, way: Way, byte: int, read: bool) -> Sequence[Choice]:
        """Return the characters that a byte completes the pending one to; ``read`` where a reading follows them."""
        if way.pending >= FREE:
            key = way.context, way.pending, byte + (0x100 if read else 0)
            return self._known.get(key) or self._priced(key, of_trail(way.pending, byte), read)
        char = pairs().get(way.pending << 8 | byte)
        if not char:
            return ()
        cost, context, shown = self._rows[way.context][char]
        return ((cost if read or char not in self._unread else cost + UNREAD, context, shown, 0, ""),)

    def _guessed(self, way: Way) -> Sequence[Choice]:
        """Return the likeliest characters that a lost byte makes of the pending one."""
        key = way.context, way.pending, NOTHING
        known = self._known.get(key)
        if known is None:
            tried = of_lead(way.pending) if way.pending < FREE else likely_with(way.pending, way.context & LAST)
            known = self._priced(key, tried, False)
            del known[FEW_SILENT if self._silent else FEW:]
        return known

    def _priced(self, key: tuple[int, int, int], tried: Tried, read: bool) -> list[Choice]:
        """Return characters in the order of their prices in a context, and remember them.

        A number is not shown where only the model would choose it: 片 and 七, 八 and 半 begin alike.
        """
        prices = self._prices.priced(key[0], tried.traits)
        unread = () if read else self._unread
        hidden = frozenset[str]() if read or len(tried.traits.chars) == 1 else NUMBERS
        found = [(cost + UNREAD if char in unread else cost, context, LOST if char in hidden else shown, byte, lost)
                 for char, (cost, context, shown), (byte, lost) in zip(tried.traits.chars, prices, tried.losses)]
        found.sort(key=itemgetter(0))
        self._known[key] = found
        return found

    def _swallowed(self, way: Way, cost: int, context: int, shown: str, lost: Lost) -> None:
        """A character of ASCII went with the lead before it: a hole, or what opens a tag."""
        if _TAG.match(self._rest):
            if self._rest[0] != "/" or way.last not in "“‘（《":
                self._ways.put(way, cost + TAG, NOTHING, context, "<", shown + "<", (lost,))
            return
        tails = self._tails.get(context)
        if tails is None:
            tails = self._tails[context] = self._unseen_after(context)
        self._fed += 1
        for more, behind in tails:
            if cost + more > self._ways.limit:
                break       # the next one costs more
            self._ways.put(way, cost + more, NOTHING, behind, LOST, shown + LOST, (lost,))

    def _unseen_after(self, context: int) -> list[tuple[int, int]]:
        """Return what each character of ASCII that may be unseen costs in a context, and the context behind it."""
        prices = self._prices.priced(context, self._unseen)
        return sorted((cost + extra, behind) for (cost, behind, _), extra in zip(prices, self._unseen_costs))
