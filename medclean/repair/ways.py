"""The hypotheses of a damaged run at one place of it: the best are kept, what cannot be among them is not made."""
from __future__ import annotations

from heapq import heappush, heappushpop
from typing import Iterable, NamedTuple, Union

from ..document import made

NOTHING = -1                 # pending: the next byte begins a character
BEAM = 48                    # hypotheses that are kept at a place
SETTLED = 4                  # ... besides, of those that owe no byte: the run may end here
MARGIN = 200                 # ... none of which costs more than the best and so much
NEAR = 90                    # ... or, at first, so much: 72 loses four of 1,276 paragraphs that this one reads alike
_NO_LIMIT = 1 << 30

# What was lost: in words, or a byte of a character, or one of these and a character of ASCII behind it. Most of it
# is never told, so it is not put into words before.
Lost = Union[str, tuple[int, str], tuple["Lost"]]


class Way(NamedTuple):
    """A hypothesis: ``text`` decoded so far, at a cost; ``pending`` is the lead that waits for its trail, ``context``
    holds the model's numbers of the last two characters (`Prices.rows`), ``last`` is the last of them (``text`` may
    end in a reading)."""

    cost: int
    pending: int
    context: int
    last: str
    text: str
    lost: tuple[Lost, ...]


class Run(NamedTuple):
    """What became of a damaged run: so many characters of it were read, and this is their text.

    ``gain`` tells how much likelier that is (eighths of a bit) than what stands behind the reading that it begins with.
    """

    size: int
    text: str
    lost: tuple[str, ...]
    gain: int


class Ways:
    """The hypotheses at a place; of those with the same pending byte and context the cheapest is one.

    What costs more than ``limit`` is not kept, whatever else comes: the best and ``margin``, or as much as the last of
    `BEAM` and `SETTLED` that owe no byte. What owes one is not, where so many as `BEAM` are better.
    """

    def __init__(self, margin: int, ways: Iterable[Way] = ()) -> None:
        self._margin = margin
        self.limit = self._owing = _NO_LIMIT
        self._found: dict[tuple[int, int], Way] = {}
        self._costs: list[int] = []         # heaps of the lowest, negative: the highest of them first
        self._settled: list[int] = []
        for way in ways:
            self.push(way)

    def push(self, way: Way) -> None:
        """Add a way as it is."""
        self.put(way, way.cost, way.pending, way.context, way.last, "")

    def put(self, way: Way, cost: int, pending: int, context: int, last: str, text: str, lost: Lost = "") -> None:
        """Add what a way becomes by some more text, if it may be kept: what may not costs no new way."""
        if cost > (self.limit if pending == NOTHING else self._owing):
            return
        known = self._found.get((pending, context))
        if known is None:
            self._count(cost, pending)
        elif cost >= known[0]:
            return
        elif cost + self._margin < self.limit:
            self._lower(cost + self._margin)
        self._found[pending, context] = made(Way, (cost, pending, context, last, way[4] + text,
                                                   (*way[5], lost) if lost else way[5]))

    def kept(self) -> list[Way]:
        """Return the best ways, and the best of those that owe no byte."""
        ways = sorted(way for way in self._found.values() if way[0] <= self.limit)
        return ways[:BEAM] + [way for way in ways[BEAM:] if way.pending == NOTHING][:SETTLED]

    def _count(self, cost: int, pending: int) -> None:
        """Lower the limits by the cost of one way more."""
        if cost + self._margin < self.limit:
            self._lower(cost + self._margin)
        if len(self._costs) < BEAM:
            heappush(self._costs, -cost)
        else:
            heappushpop(self._costs, -cost)
            self._owing = min(self._owing, -self._costs[0])
        if pending == NOTHING:
            if len(self._settled) < BEAM + SETTLED:
                heappush(self._settled, -cost)
            else:
                heappushpop(self._settled, -cost)
                self._lower(-self._settled[0])

    def _lower(self, limit: int) -> None:
        self.limit, self._owing = min(self.limit, limit), min(self._owing, limit)


def told(lost: Lost) -> str:
    """Return in words what was lost: a byte of a character, or that and a character of ASCII behind it."""
    if isinstance(lost, str):
        return lost
    if len(lost) == 1:
        return f"{told(lost[0])} and one character of ASCII"
    return f"{lost[0]:02X} of {lost[1]}"
