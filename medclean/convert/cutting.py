"""Which reading is likelier where a term and an ordinary word overlap: 高 超声 誉, or 高超 声誉?

Of all rows of words that a text may be cut into, the likeliest is the one whose words' shares of all words,
multiplied with each other, are the greatest: a unigram model, as jieba has it
(https://github.com/fxsjy/jieba). Only the few characters around a term are cut.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ..tables import fold, load

_LONGEST = 4  # characters of an ordinary word in the table
_REACH = 7    # characters beside a term that are looked at: a word across its edge, and one that follows
_SHORT = 3    # characters of a term that stands only where that is the likelier reading
_DOUBT = 0.05  # half a step of the table: readings that differ by less are equally likely
_RARE = -17.9  # of a character that the table lacks: one of 60 million words
# Of a term that jieba lacks: as jieba's rarest word. With the table's rarest, -14.5, 24 terms are missed instead of
# 36, but 6 are wrong instead of 4 of 504 (tests/benchmarks/overlaps.py): a wrong word is worse than a missed one.
_LEAST = -16.8

_Word = tuple[int, int, float]  # where a word begins and ends, and the logarithm of its share


class Cutter:
    """Tells whether a term stands where it is found, by the logarithm of each word's share of all words."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        self._shares = shares
        self._decided = lru_cache(maxsize=4096)(self._decide)

    def stands(self, text: str, start: int, end: int) -> bool | None:
        """Tell whether no word of the likeliest reading lies across an edge of the term ``text[start:end]``.

        None where the table does not tell: it has no word across an edge, or the term is long and it has
        not the term. Of two readings equally likely a short term's is not taken. A word that holds the
        whole of a term is no word across its edge.
        """
        first = max(start - _REACH, 0)
        return self._decided(fold(text[first:end + _REACH]), start - first, end - first)

    def _decide(self, text: str, start: int, end: int) -> bool | None:
        if end - start > _SHORT and text[start:end] not in self._shares:
            return None
        if not (self._crossed(text, start, start, end) or self._crossed(text, end, start, end)):
            return None
        return {start, end} <= _likeliest(self._words(text, start, end), len(text))

    def _crossed(self, text: str, edge: int, start: int, end: int) -> bool:
        """Tell whether a word lies across an edge of the term."""
        for first in range(max(edge - _LONGEST + 1, 0), edge):
            for last in range(edge + 1, min(first + _LONGEST, len(text)) + 1):
                if text[first:last] in self._shares and not first <= start < end <= last:
                    return True
        return False

    def _words(self, text: str, start: int, end: int) -> Iterator[_Word]:
        """Yield the words that a text may be cut into, the term among them, in the order of their ends."""
        share_of = self._shares.get
        for last in range(1, len(text) + 1):
            if last == end:
                least = max(share_of(text[start:end], _LEAST), _LEAST)
                yield start, end, least + (_DOUBT if end - start > _SHORT else -_DOUBT)
            yield last - 1, last, share_of(text[last - 1], _RARE)
            for first in range(max(last - _LONGEST, 0), last - 1):
                share = share_of(text[first:last])
                if share and not first <= start < end <= last:
                    yield first, last, share


def _likeliest(words: Iterable[_Word], length: int) -> set[int]:
    """The places where the likeliest row of words is cut, both ends of the text among them."""
    best = [0.0] + [float("-inf")] * length
    begins = [0] * (length + 1)
    for first, last, share in words:
        if best[first] + share > best[last]:
            best[last], begins[last] = best[first] + share, first
    cuts = {0, length}
    while length:
        length = begins[length]
        cuts.add(length)
    return cuts


@lru_cache(maxsize=1)
def cutter() -> Cutter:
    """Return the cutter by the words of the table ``ordinary_words``."""
    shares: dict[str, float] = {}
    for level, words in load("ordinary_words"):
        shares.update(dict.fromkeys(words.split(" "), float(level)))
    return Cutter(shares)
