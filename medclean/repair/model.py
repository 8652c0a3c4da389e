"""A character language model: how odd is it that this character follows those two?

The table (data/characters.model) is read when a text needs it, once in a process. Costs are whole
numbers, eighths of a bit: the sum over a text is smaller, the likelier the text.
"""
from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Iterable

from ..tables import fold, shipped

FORMAT = b"characters 2\n"   # the line before the packed table; changes when the layout does
STEP = 2                     # the table holds costs in steps of so many eighths of a bit
UNKNOWN = 200                # the cost of a character that the model does not know: 25 bits
_CLASSES = {**{ord(char): "a" for char in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
            **{ord(char): "0" for char in "0123456789"}, ord("\ufffd"): "0"}
_FOLLOWERS = 400  # characters
_STEPS = bytes(min(STEP * cost, 255) for cost in range(256))


def normalised(text: str) -> str:
    """Return the text as the model sees it: Simplified, half width, one letter and one digit."""
    return fold(text).translate(_CLASSES)


class Model:
    """Trigram costs in packed arrays; ``pairs`` finds the place of a pair by its characters.

    The pairs of first character a are at ``starts[a]`` to ``starts[a + 1]``, in the order of their
    second character; the triples of pair p are at ``ends[p - 1]`` to ``ends[p]`` likewise.
    """

    def __init__(self, packed: bytes) -> None:
        take = _Reader(packed)
        alphabet = take.block().decode("utf-8")
        self.code = {char: place for place, char in enumerate(alphabet)}
        self.unknown = len(alphabet)
        self.runs = {self.code["0"], self.code["a"]}
        self.costs = take.costs() + bytes([UNKNOWN])
        self.backoffs = take.costs() + bytes(1)
        self.starts = array("I", accumulate(take.numbers(), initial=0))
        self.starts.append(self.starts[-1])
        self.seconds = take.numbers()
        self.pair_costs = take.costs()
        self.pair_backoffs = take.costs()
        self.ends = array("I", accumulate(take.numbers(), initial=0))
        self.thirds = take.numbers()
        self.triple_costs = take.costs()
        self.forms = dict(zip(take.block().decode("utf-8"), take.block()))
        self.pairs = _Pairs(self.starts, self.seconds)

    def codes(self, text: str) -> list[int]:
        """Return the model's number for each character of a text."""
        code, unknown = self.code, self.unknown
        return [code.get(char, unknown) for char in normalised(text)]

    def cost(self, first: int, second: int, third: int) -> int:
        """Return what it costs that ``third`` follows ``first`` and ``second`` (numbers of `codes`)."""
        pair, known, extra = self.pairs[first].get(second), self.pairs[second].get(third), 0
        if pair is not None:
            end = self.ends[pair + 1]
            place = bisect_left(self.thirds, third, self.ends[pair], end)
            if place < end and self.thirds[place] == third:
                return self.triple_costs[place]
            extra = self.pair_backoffs[pair]
        return extra + (self.backoffs[second] + self.costs[third] if known is None else self.pair_costs[known])

    def costs_behind(self, first: int, second: int, thirds: Iterable[int]) -> list[int]:
        """Return the same for several characters, each of them behind these two."""
        triples, extra = self._triples(first, second)
        pairs, costs, singles = self.pairs[second], self.pair_costs, self.costs
        rest = extra + self.backoffs[second]
        if not triples:
            return [extra + costs[pairs[third]] if third in pairs else rest + singles[third] for third in thirds]
        return [triples[third] if third in triples else
                extra + costs[pairs[third]] if third in pairs else rest + singles[third] for third in thirds]

    def _triples(self, first: int, second: int) -> tuple[dict[int, int], int]:
        """Return the costs of the characters that are known behind two, and what the others cost besides."""
        pair = self.pairs[first].get(second)
        if pair is None:
            return {}, 0
        low, high = self.ends[pair], self.ends[pair + 1]
        return dict(zip(self.thirds[low:high], self.triple_costs[low:high])), self.pair_backoffs[pair]

    def followers(self, first: int) -> list[int]:
        """Return the numbers of the characters that follow this one most often, the likeliest first."""
        places = range(self.starts[first], self.starts[first + 1])
        return [self.seconds[place] for place in sorted(places, key=self.pair_costs.__getitem__)[:_FOLLOWERS]]

    def total(self, text: str, before: str = "\n") -> int:
        """Return what a text costs after another text (the beginning of a line unless told)."""
        first, second = self.codes("\n" + before)[-2:]
        cost = 0
        for third in self.codes(text):
            if third != second or third not in self.runs:
                cost += self.cost(first, second, third)
                first, second = second, third
        return cost


class _Pairs(dict[int, dict[int, int]]):
    """The places of the pairs of a first character, by their second one; gathered when first asked for."""

    def __init__(self, starts: array[int], seconds: array[int]) -> None:
        super().__init__()
        self._starts, self._seconds = starts, seconds

    def __missing__(self, first: int) -> dict[int, int]:
        low, high = self._starts[first:first + 2]
        return self.setdefault(first, dict(zip(self._seconds[low:high], range(low, high))))


class _Reader:
    """Takes one block after the other out of a packed table: its size in bytes, then the block."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._place = 0

    def block(self) -> bytes:
        start = self._place + 4
        self._place = start + int.from_bytes(self._packed[self._place:start], "little")
        return self._packed[start:self._place]

    def costs(self) -> bytes:
        return self.block().translate(_STEPS)

    def numbers(self) -> array[int]:
        """Take numbers of two bytes: all the low bytes come first."""
        parts = self.block()
        both = bytearray(len(parts))
        both[::2], both[1::2] = parts[:len(parts) // 2], parts[len(parts) // 2:]
        numbers: array[int] = array("H", both)
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that the package ships. Raises ValueError where the table is of another layout."""
    table = shipped("characters.model")
    header, found, packed = table.partition(b"\n" + FORMAT)
    if not found:
        raise ValueError("data/characters.model is not of the layout that this version reads")
    return Model(zlib.decompress(packed))
