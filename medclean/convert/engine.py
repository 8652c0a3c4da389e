"""Convert between Simplified and Traditional Chinese, exactly as OpenCC does, and fast in Python.

`Exact` is OpenCC's algorithm, written down plainly. `Converter` gives the same result many times
faster, because a phrase rarely becomes anything but what its characters become one by one:

1. The whole text is converted character by character, which is one call in C.
2. Where a phrase decides otherwise, an *ambiguous* character stands in it: 发 is 發 as a rule, but
   髮 in 头发. `Converter` looks for these characters, each beside a neighbour from such a phrase.
3. The *clause* around such a place is converted again, by `Exact`. A clause is a run of characters
   that occur in phrases; no phrase reaches beyond it, so nothing outside can change what it becomes.
"""
from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import compress, count, product
from operator import ne
from os.path import commonprefix
from typing import Iterable, Iterator, NamedTuple

from .dictionaries import Lexicon, Plan, plan


class Change(NamedTuple):
    """A stretch of a text, and what a conversion made of it."""

    start: int
    before: str
    after: str


class Exact:
    """OpenCC's algorithm: normalise, cut into words, take each part through one step after the other."""

    def __init__(self, plan: Plan) -> None:
        self._normal = str.maketrans(plan.normal)
        self._cut = plan.cut
        self._steps = [(step, _singles(step)) for step in plan.steps]

    def convert(self, text: str) -> str:
        """Return the text converted."""
        return "".join([after for _, after in self.segments(text)])

    def segments(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the words that the text is cut into, and what lies between, each with what it becomes."""
        normal = text.translate(self._normal)
        done = 0
        for start, word in self._cut.find(normal) if self._cut else ():
            if done < start:
                yield text[done:start], self._converted(normal[done:start])
            done = start + len(word)
            yield text[start:done], self._converted(word)
        if done < len(text):
            yield text[done:], self._converted(normal[done:])

    def _converted(self, part: str) -> str:
        for step, singles in self._steps:
            done = 0
            parts: list[str] = []
            for start, word in step.find(part):
                parts += part[done:start].translate(singles), step.words[word]
                done = start + len(word)
            part = "".join((*parts, part[done:].translate(singles)))
        return part


def _singles(step: Lexicon) -> dict[int, str]:
    """A step's words of one character, as a table for `str.translate`."""
    return str.maketrans({word: value for word, value in step.words.items() if len(word) == 1})


class Table(dict[int, int]):
    """A table for `str.translate` that learns, up to the size of Unicode's first plane, what it lacks."""

    def __missing__(self, code: int) -> int:
        if code < 0x10000:
            self[code] = code
        return code


class Survey:
    """What steps do to single characters, and where phrases decide otherwise.

    ``usual`` is what each character becomes by itself. ``ambiguous`` holds the characters that may
    become something else in a phrase, ``contexts`` each of them together with a neighbour, and
    ``inside`` every character of a phrase; all as they stand in the text before the first step.
    """

    def __init__(self, plan: Plan) -> None:
        self.usual: dict[str, str] = dict(plan.normal)
        self.ambiguous: set[str] = set()
        self.contexts: set[str] = set()
        self.inside: set[str] = set()
        if plan.cut:
            self._enclose(plan.cut.words, Sources(self.usual))
        for step in plan.steps:
            self._add(step, Sources(self.usual))

    def _enclose(self, words: Iterable[str], sources: Sources) -> None:
        self.inside.update(*map(sources.of, set("".join(words))))

    def _add(self, step: Lexicon, sources: Sources) -> None:
        singles = _singles(step)
        table = Table((code, ord(value)) for code, value in singles.items() if len(value) == 1)
        phrases = [word for word in step.words if len(word) > 1]
        self._enclose(phrases, sources)
        usual = "\n".join(phrases).translate(table).split("\n")
        for phrase, expected in zip(phrases, usual):
            if step.words[phrase] != expected:
                self._note(phrase, _first_difference(expected, step.words[phrase]), sources)
        for code in singles.keys() - table.keys():
            self._note(chr(code), 0, sources)
        known = {char: chr(table[ord(value)]) for char, value in self.usual.items()}
        self.usual = {chr(code): chr(value) for code, value in table.items()} | known

    def _note(self, phrase: str, at: int, sources: Sources) -> None:
        """Remember the ambiguous character at this place of a phrase, and a neighbour of it."""
        start = at if at + 1 < len(phrase) else max(at - 1, 0)
        pair = phrase[start:start + 2]
        self.ambiguous.update(sources.of(phrase[at]))
        self.contexts.update(map("".join, product(*map(sources.of, pair))))
        self._enclose(pair, sources)


class Sources:
    """Which characters of the text may have become a character by the time a step sees it."""

    def __init__(self, usual: dict[str, str]) -> None:
        self._usual = usual
        self._before: dict[str, list[str]] = defaultdict(list)
        for char, value in usual.items():
            self._before[value].append(char)

    def of(self, char: str) -> list[str]:
        """Return the characters that become this one."""
        before = self._before.get(char, [])
        return before if char in self._usual else [*before, char]


def _first_difference(expected: str, value: str) -> int:
    """Where a phrase's value leaves what was expected; the last place where one begins the other."""
    places = (at for at, pair in enumerate(zip(expected, value)) if pair[0] != pair[1])
    return next(places, len(expected) - 1)


class Converter:
    """Converts text by one of OpenCC's configurations: cheap to call, some time to make.

    Raises ValueError where OpenCC has no such configuration.
    """

    def __init__(self, config: str) -> None:
        self.config = config
        found = plan(config)
        self._exact = Exact(found)
        survey = Survey(found)
        self._table = Table((ord(char), ord(value)) for char, value in survey.usual.items())
        chars = "".join(map(re.escape, sorted(survey.ambiguous)))
        self._ambiguous = re.compile(f"[{chars}]" if chars else "(?!)")
        self._contexts = survey.contexts
        self._inside = survey.inside

    def convert(self, text: str) -> str:
        """Return the text converted."""
        usual = text.translate(self._table)
        parts: list[str] = []
        done = 0
        for start, end in self._clauses(text):
            parts += usual[done:start], self._exact.convert(text[start:end])
            done = end
        return "".join((*parts, usual[done:]))

    def changes(self, text: str) -> Iterator[Change]:
        """Yield what the conversion changes, from left to right, in runs as small as they come."""
        usual = text.translate(self._table)
        done = 0
        for start, end in self._clauses(text):
            yield from differences(text[done:start], usual[done:start], done)
            done = start
            for before, after in self._exact.segments(text[start:end]):
                yield from differences(before, after, done)
                done += len(before)
        yield from differences(text[done:], usual[done:], done)

    def _clauses(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each clause in which a phrase may decide otherwise."""
        inside = self._inside
        end = 0
        for hit in self._ambiguous.finditer(text):
            at = hit.start()
            pairs = text[at], text[at:at + 2], text[max(at - 1, 0):at + 1]
            if at < end or self._contexts.isdisjoint(pairs):
                continue
            start, end = at, at + 1
            while start and text[start - 1] in inside:
                start -= 1
            while end < len(text) and text[end] in inside:
                end += 1
            yield start, end


def differences(before: str, after: str, start: int = 0) -> Iterator[Change]:
    """Yield the runs in which two texts differ; one run for both where their lengths do.

    ``start`` is added to the places.
    """
    if before == after:
        return
    if len(before) != len(after):
        yield _middle(before, after, start)
        return
    first = last = -1
    for at in compress(count(), map(ne, before, after)):
        if at > last + 1 or first < 0:
            if first >= 0:
                yield Change(start + first, before[first:last + 1], after[first:last + 1])
            first = at
        last = at
    yield Change(start + first, before[first:last + 1], after[first:last + 1])


def _middle(before: str, after: str, start: int) -> Change:
    """The one run in which texts of different lengths differ: without what begins and ends both."""
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
