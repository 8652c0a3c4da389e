"""The lines that rules read: what is asked of them is asked once, and marks are looked for in all of them together."""
from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, Callable, Collection, Iterable, Iterator, Sequence, TypeVar

from .document import Document, Edit, Line
from .tables import fold

_Answer = TypeVar("_Answer")
_NUMBER = itemgetter(0)  # of a line


class Lines(list[Line]):
    """The lines that a rule reads, with what is known of them: a question is asked once a line, not by each rule.

    ``held`` are the numbers of those that hold one of the marks of the rule that reads them; None where nobody has
    looked for its marks.
    """

    __slots__ = ("held", "_known", "_texts", "_text", "_starts", "_signs", "_signed", "_repeats")

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        super().__init__(lines)
        self.held: Collection[int] | None = None
        self._known: dict[Callable[[str], Any], list[Any]] = {}
        self._texts: list[str] | None = None
        self._text: str | None = None
        self._starts: list[int] = []
        self._signs: tuple[re.Pattern[str], dict[str, set[int]]] | None = None
        self._signed: dict[str, set[int]] | None = None
        self._repeats: bool | None = None  # do most texts stand there more than once?

    @property
    def texts(self) -> list[str]:
        """What the lines say."""
        if self._texts is None:
            self._texts = [line.text for line in self]
        return self._texts

    @property
    def text(self) -> str:
        """All lines, joined by newlines."""
        if self._text is None:
            self._text = "\n".join(self.texts)
        return self._text

    def ask(self, question: Callable[[str], _Answer]) -> list[_Answer]:
        """Return what a function of a text says of each line; where most stand there twice it is asked once a text."""
        if question not in self._known:
            texts = self.texts
            if self._repeats is None:
                self._repeats = 2 * len(set(texts)) < len(texts)
            answer = {text: question(text) for text in set(texts)}.__getitem__ if self._repeats else question
            self._known[question] = list(map(answer, texts))
        return self._known[question]

    @property
    def marked(self) -> Lines:
        """Those of the lines that hold one of the marks of the rule that reads them; all where nobody has looked."""
        return self if self.held is None else self.numbered(self.held)

    def having(self, *marks: str) -> list[Line]:
        """Return the lines that hold one of these marks, in order; they are looked for in the whole text."""
        text, found = self.text, set()
        for mark in marks:
            start = text.find(mark)
            while start >= 0:
                at = self._position(start)
                found.add(at)
                start = text.find(mark, self._starts[at + 1])
        return [self[at] for at in sorted(found)]

    def holding(self, pattern: re.Pattern[str]) -> Iterator[Line]:
        """Yield the lines that hold a match of a pattern, which must not match across a newline.

        It is searched for in the whole text: at the speed of C where it begins with a character, or one set of them.
        """
        match = pattern.search(self.text)
        while match:
            at = self._position(match.start())
            yield self[at]
            match = pattern.search(self.text, self._starts[at + 1])

    def numbered(self, numbers: Collection[int]) -> Lines:
        """Return those of the lines that have one of these numbers, in order."""
        return Lines([line for line in self if line[0] in numbers])

    def signed(self, pattern: re.Pattern[str], codes: Callable[[str], Iterable[str]]) -> dict[str, set[int]]:
        """Return for each rule that has a sign here the numbers of the lines that hold one.

        A pattern finds the signs, each in its line, and ``codes`` tells whose they are; they are looked for once. After
        edits some may be among them that have gone.
        """
        if self._signs is None or self._signs[0] is not pattern:
            self._signs, self._signed = (pattern, self._noted(pattern)), None
        if self._signed is None:
            self._signed = defaultdict(set)
            for sign, numbers in self._signs[1].items():
                for code in codes(sign):
                    self._signed[code] |= numbers
        return self._signed

    def take_over(self, before: Lines, changed: set[int]) -> None:
        """Take over the signs of these lines before a change, and note those of the changed ones."""
        self._signs = before._signs
        if self._signs:
            pattern, found = self._signs
            for sign, numbers in self.numbered(changed)._noted(pattern).items():
                found[sign] |= numbers

    def _noted(self, pattern: re.Pattern[str]) -> defaultdict[str, set[int]]:
        """Return the signs with the numbers of the lines that hold them: the page is gone through once."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        end = number = 0
        for match in pattern.finditer(self.text):
            start = match.start()
            if start >= end:
                at = self._position(start)
                end, number = self._starts[at + 1], self[at].number
            found[match[match.lastindex or 0]].add(number)
        return found

    def without(self, gone: set[int]) -> Lines:
        """Return the lines that are left without those of these numbers; what is known of them stays so."""
        stay = [line.number not in gone for line in self]
        left = Lines(compress(self, stay))
        left._signs, left._signed = self._signs, self._signed
        left._known = {question: list(compress(answers, stay)) for question, answers in self._known.items()}
        return left

    def _position(self, start: int) -> int:
        if not self._starts:
            self._starts = [0, *accumulate([len(text) + 1 for text in self.texts])]
        return bisect(self._starts, start) - 1


def lines_for(doc: Document, folded: bool) -> Lines:
    """Return the lines that a rule reads: strip the page's own, folded; repair the values of its head too."""
    if not folded:
        return Lines([line for line in doc.lines if not line.dropped])
    return Lines(folded_lines(doc.kept))


def folded_lines(lines: Sequence[Line]) -> Iterable[Line]:
    """Return lines with their texts folded: all at once is quicker than each by itself."""
    text = "\n".join([line.text for line in lines])
    folded = fold(text)
    return lines if folded == text else _cut(folded, lines)


def after_edits(doc: Document, lines: Lines, edits: Iterable[Edit], folded: bool) -> Lines:
    """Return what a rule read, after its edits to the document: only lines that they touched are looked at again."""
    gone = {edit.line for edit in edits if edit.after is None}
    changed = {edit.line for edit in edits if edit.after is not None} - gone
    if not changed:
        return lines.without(gone)
    again = Lines([line for line in lines if line[0] not in gone] if gone else lines)
    for number in changed:
        line = doc.lines[number - 1]
        again[bisect_left(again, number, key=_NUMBER)] = _folded(line) if folded else line
    again.take_over(lines, changed)
    return again


def _cut(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines with their parts of a text: folding moves no character."""
    start = 0
    for line in lines:
        end = start + len(line.text)
        part = text[start:end]
        yield line if part == line.text else line.with_text(part)
        start = end + 1


def _folded(line: Line) -> Line:
    text = fold(line.text)
    return line if text == line.text else line.with_text(text)
