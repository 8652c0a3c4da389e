"""OpenCC's algorithm, written down plainly: normalise, cut into words, convert each word.

OpenCC calls it ``mmseg`` and a ``conversion_chain``: https://github.com/BYVoid/OpenCC (version 1.4.2).
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from .dictionaries import Lexicon, Plan

Part = tuple[str, str]
"""A part of a text, and what it becomes."""

_Phrase = tuple[int, str, str]  # where a word begins, the word, and what it becomes


class Exact:
    """Converts text by a plan, word by word."""

    def __init__(self, plan: Plan) -> None:
        self._normal = str.maketrans(plan.normal)
        self._cut = plan.cut
        self._steps = [(step, str.maketrans(step.singles)) for step in plan.steps]
        self._known: dict[str, tuple[str, list[int]]] = {}  # words of the dictionary: it cannot grow beyond them

    def convert(self, text: str) -> str:
        """Return the text converted."""
        return "".join([after for _, after in self.parts(text)])

    def parts(self, text: str) -> Iterator[Part]:
        """Yield the text in parts, each with what it becomes.

        A phrase that changes its length or has letters is a part of its own, and so is each character beside it.
        """
        normal = text.translate(self._normal)
        done = 0
        for start, word in self._cut.find(normal) if self._cut else ():
            if done < start:
                yield from _parts(text[done:start], *self._converted(normal[done:start]))
            done = start + len(word)
            if word not in self._known:
                self._known[word] = self._converted(word)
            after, sizes = self._known[word]
            if sizes:
                yield from _parts(text[start:done], after, sizes)
            else:  # a generator for each word would take as long as all the rest
                yield text[start:done], after
        if done < len(text):
            yield from _parts(text[done:], *self._converted(normal[done:]))

    def _converted(self, part: str) -> tuple[str, list[int]]:
        """Take a part through the steps: the words of each are replaced, and all other characters.

        Returned is what it becomes, and for how many characters of the part each there stands: none for
        those behind the first of a phrase. Nothing is said of them where each stands for one.
        """
        sizes: list[int] = []
        for step, table in self._steps:
            part, found = _step(part, step, table)
            if found and sizes:
                sizes = [sum(sizes[end - size:end]) for size, end in zip(found, accumulate(found))]
            sizes = sizes or found
        return part, sizes


def _step(text: str, step: Lexicon, table: dict[int, str]) -> tuple[str, list[int]]:
    """Return a text after one step, and for how many of its characters each there stands (nothing: one each)."""
    parts: list[str] = []
    phrases: list[_Phrase] = []
    done = 0
    for start, word in step.find(text):
        value = step.words[word]
        parts += text[done:start].translate(table), value
        done = start + len(word)
        if len(value) != len(word) or min(value + word) < "\x80":
            phrases.append((start, word, value))
    made = "".join((*parts, text[done:].translate(table)))
    return made, _sizes(text, phrases, step.singles) if phrases or len(made) != len(text) else []


def _sizes(text: str, phrases: list[_Phrase], singles: dict[str, str]) -> list[int]:
    """Return for how many characters each one stands that a text becomes, by its phrases and its other characters."""
    found: list[Part] = []
    done = 0
    for start, word, value in phrases:
        found += [(char, singles.get(char, char)) for char in text[done:start]]
        found.append((word, value))
        done = start + len(word)
    found += [(char, singles.get(char, char)) for char in text[done:]]
    return [size for before, after in found for size in (len(before), *[0] * (len(after) - 1))]


def _parts(before: str, after: str, sizes: list[int]) -> Iterator[Part]:
    """Yield a stretch in its parts, or whole where no phrase is in it."""
    if not sizes:
        yield before, after
        return
    starts = [at for at, size in enumerate(sizes) if size]
    done = 0
    for start, end in zip(starts, [*starts[1:], len(sizes)]):
        yield before[done:done + sizes[start]], after[start:end]
        done += sizes[start]
