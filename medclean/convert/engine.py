"""Convert between Simplified and Traditional Chinese, exactly as OpenCC does, and fast in Python.

A phrase rarely becomes anything but what its characters become one by one. So

1. the whole text is converted character by character, which is one call in C;
2. where a phrase decides otherwise, an *ambiguous* character stands in it: 发 is 發 as a rule, but 髮
   in 头发. `Survey` finds these characters, each beside a neighbour that it has in such a phrase;
3. the *clause* around such a place is converted by `Exact`. It ends where two characters meet that are
   neighbours in no phrase, so nothing outside can change what the clause becomes.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import compress, count, groupby
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from ..differences import differing
from .dictionaries import plan
from .exact import Exact, Part

if TYPE_CHECKING:
    from .survey import Survey

_PATIENCE = 30_000  # characters that `Exact` converts in the time a survey takes


class Change(NamedTuple):
    """A stretch of a text, and what a conversion made of it."""

    start: int
    before: str
    after: str


class Converter:
    """Converts text by one of OpenCC's configurations.

    The first texts are left to `Exact`, until there are so many that a survey pays. Raises
    ValueError where OpenCC has no such configuration.
    """

    def __init__(self, config: str) -> None:
        self._plan = plan(config)
        self._exact = Exact(self._plan)
        self._patience = _PATIENCE

    def convert(self, text: str) -> str:
        """Return the text converted."""
        return "".join([after for _, after in self.parts(text)])

    def parts(self, text: str) -> Iterator[Part]:
        """Yield the text in parts, each with what it becomes."""
        if len(text) < self._patience:
            self._patience -= len(text)
            yield from self._exact.parts(text)
            return
        self._patience = 0
        usual = text.translate(self._survey.table)
        done = 0
        for start, end in self._survey.clauses(text):
            yield text[done:start], usual[done:start]
            yield from self._exact.parts(text[start:end])
            done = end
        yield text[done:], usual[done:]

    @cached_property
    def _survey(self) -> Survey:
        from .survey import Survey
        return Survey(self._plan)


def changes(parts: Iterable[Part]) -> Iterator[Change]:
    """Yield what changes in the parts of a text, from left to right.

    That is each run of characters that all change, and by itself each phrase that changes its length. So the
    same text has the same changes, whatever the parts it was converted in: they differ in where a word ends.
    """
    start = 0
    for even, some in groupby(parts, _is_even):
        if even:
            before, after = map("".join, zip(*some))
            yield from _runs(before, after, start)
            start += len(before)
            continue
        for before, after in some:
            at, less, more = differing(before, after)
            yield Change(start + at, less, more)
            start += len(before)


def _is_even(part: Part) -> bool:
    return len(part[0]) == len(part[1])


def _runs(before: str, after: str, start: int) -> Iterator[Change]:
    """Yield the runs in which two texts of one length differ; ``start`` is added to the places."""
    if before == after:
        return
    first = end = -1
    for at in compress(count(), map(ne, before, after)):
        if at != end:
            if end > 0:
                yield Change(start + first, before[first:end], after[first:end])
            first = at
        end = at + 1
    yield Change(start + first, before[first:end], after[first:end])


@lru_cache(maxsize=None)
def converter(config: str) -> Converter:
    """Return the converter of a configuration, made once in each process."""
    return Converter(config)


def convert(text: str, config: str) -> str:
    """Return the text converted by one of OpenCC's configurations (``s2twp``), exactly as OpenCC does.

    Raises ValueError where there is no such configuration.
    """
    return converter(config).convert(text)
