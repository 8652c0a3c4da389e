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
from itertools import compress, count
from operator import ne
from os.path import commonprefix
from typing import TYPE_CHECKING, NamedTuple

from .dictionaries import plan
from .exact import Exact

if TYPE_CHECKING:
    from .survey import Survey

_PATIENCE = 30_000  # characters that `Exact` converts in the time a survey takes


Part = tuple[str, str]  # a part of a text, and what it becomes


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
            yield from self._exact.segments(text)
            return
        self._patience = 0
        usual = text.translate(self._survey.table)
        done = 0
        for start, end in self._survey.clauses(text):
            yield text[done:start], usual[done:start]
            yield from self._exact.segments(text[start:end])
            done = end
        yield text[done:], usual[done:]

    @cached_property
    def _survey(self) -> Survey:
        from .survey import Survey
        return Survey(self._plan)


def changes(parts: Iterable[Part]) -> Iterator[Change]:
    """Yield what changes in the parts of a text, from left to right, in runs as small as they come."""
    start = 0
    for before, after in parts:
        if before != after:
            yield from differences(before, after, start)
        start += len(before)


def differences(before: str, after: str, start: int = 0) -> Iterator[Change]:
    """Yield the runs in which two texts differ; one run in all where they differ in length.

    ``start`` is added to the places.
    """
    if before == after:
        return
    if len(before) != len(after):
        yield _middle(before, after, start)
        return
    first = end = -1
    for at in compress(count(), map(ne, before, after)):
        if at != end:
            if end > 0:
                yield Change(start + first, before[first:end], after[first:end])
            first = at
        end = at + 1
    yield Change(start + first, before[first:end], after[first:end])


def _middle(before: str, after: str, start: int) -> Change:
    """The run in which texts of different lengths differ: all but what begins and what ends both."""
    head = len(commonprefix((before, after)))
    tail = len(commonprefix((before[head:][::-1], after[head:][::-1])))
    return Change(start + head, before[head:len(before) - tail], after[head:len(after) - tail])


@lru_cache(maxsize=None)
def converter(config: str) -> Converter:
    """Return the converter of a configuration, made once in each process."""
    return Converter(config)


def convert(text: str, config: str) -> str:
    """Return the text converted by one of OpenCC's configurations (``s2twp``), exactly as OpenCC does.

    Raises ValueError where there is no such configuration.
    """
    return converter(config).convert(text)
