"""OpenCC's algorithm, written down plainly: normalise, cut into words, convert each word.

OpenCC calls it ``mmseg`` and a ``conversion_chain``: https://github.com/BYVoid/OpenCC (version 1.4.2).
"""
from __future__ import annotations

from collections.abc import Iterator

from .dictionaries import Plan


class Exact:
    """Converts text by a plan, word by word."""

    def __init__(self, plan: Plan) -> None:
        self._normal = str.maketrans(plan.normal)
        self._cut = plan.cut
        self._steps = [(step, str.maketrans(step.singles)) for step in plan.steps]
        self._known: dict[str, str] = {}  # only words of the dictionary: it cannot grow beyond them

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
            if word not in self._known:
                self._known[word] = self._converted(word)
            yield text[start:done], self._known[word]
        if done < len(text):
            yield text[done:], self._converted(normal[done:])

    def _converted(self, part: str) -> str:
        """Take a part through the steps: the words of each are replaced, and all other characters."""
        for step, table in self._steps:
            done = 0
            parts: list[str] = []
            for start, word in step.find(part):
                parts += part[done:start].translate(table), step.words[word]
                done = start + len(word)
            part = "".join((*parts, part[done:].translate(table)))
        return part
