"""The register of rules: each a function with a code, a reason, and examples that are tests.

A rule takes the kept lines of a document and yields edits (or notes, which become warnings). It
never changes anything itself.
"""
from __future__ import annotations

import inspect
import re
from bisect import bisect, bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, Callable, Collection, Iterable, Iterator, Mapping, Sequence, TypeVar

from .document import Document, Edit, Line, Note, made
from .tables import fold, longest_first
from .values import holds_value

Finding = Edit | Note
"""What a rule yields: a change, or what it only notes."""

_Answer = TypeVar("_Answer")
_NEVER = "(?!)"
_LINE = itemgetter(0)  # of a line its number, of an edit its line's


class Lines(list[Line]):
    """The lines that a rule reads, with what is known of them: a question is asked once a line, not by each rule."""

    __slots__ = ("_known", "_texts", "_text", "_starts", "_signs", "_signed", "_repeats")

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        super().__init__(lines)
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


Check = Callable[[Lines], Iterable[Finding]]
"""The function of a rule: what it finds in lines."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, why it exists, and the examples that hold it to that.

    ``hits`` are texts that the rule must catch, every line of them; in a mapping each has the text that is left (for a
    rule that mends, the mended text). ``keeps`` are texts that tempt it and must stay as they are. ``folded`` says
    whether the rule reads folded lines (`tables.fold`) or the lines as they are. A rule that is
    not ``default`` runs only where a stage's option asks for it. One of the ``marks`` stands in each line that the rule
    speaks of: it reads those lines alone, or, where it weighs the ``whole`` document, the others too. Without marks it
    reads all of them, always. What holds a value stays, whatever a strip rule says: one that may take it along has a
    reason, ``values``, and looks itself for what it has to spare. ``among`` is a pattern: a line whose values it all
    finds goes where it stands among the page's own lines (`strip.again`).
    """

    code: str
    name: str
    check: Check
    hits: Sequence[str] | Mapping[str, str]
    keeps: Sequence[str]
    folded: bool
    default: bool = True
    marks: Sequence[str] = ()
    whole: bool = False
    values: str = ""
    among: str = ""

    @property
    def doc(self) -> str:
        """The rule's manual page: the docstring of its function."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.doc.partition("\n")[0]


_register: dict[str, Rule] = {}


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern[str], Mapping[str, list[str]]]:
    """Return the pattern of all marks, and for each of them the codes of the rules that have it, or its beginning.

    Marks overlap: where several begin the longest is found, and one character is taken. The pattern begins with one
    set, which is searched for the fastest.
    """
    marked = [(code, tuple(each.marks)) for code, each in _register.items() if each.marks]
    codes = {mark: [code for code, begun in marked if mark.startswith(begun)] for _, marks in marked for mark in marks}
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for mark in longest_first(codes):
        behind[re.escape(mark[0])].append(re.escape(mark[1:]))
    marks = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())
    second = "|".join({re.escape(mark[1]) for mark in codes if len(mark) > 1}) or _NEVER
    alone = "|".join({re.escape(mark) for mark in codes if len(mark) == 1}) or _NEVER
    found = f"[{''.join(behind)}](?:(?={second})|(?<={alone}))(?<=(?=({marks})).)"  # one look instead of a hundred
    return re.compile(found if behind else _NEVER), codes  # repair's rules have none


def rule(code: str, name: str, *, hits: Sequence[str] | Mapping[str, str] = (), keeps: Sequence[str] = (),
         default: bool = True, marks: Sequence[str] = (), whole: bool = False,
         values: str = "", among: str = "") -> Callable[[Check], Check]:
    """Register the decorated function as a rule.

    ``code`` is a letter for the stage (S strip, R repair, C convert) and three digits; rules run in
    the order of their codes. Strip's rules read folded lines, the others the lines as they are. The rest is told by
    `Rule`. Raises ValueError where the code or the name is taken.
    """
    def register(check: Check) -> Check:
        taken = code in _register or any(known.name == name for known in _register.values())
        if taken:
            raise ValueError(f"rule {code} {name} is registered twice")
        _register[code] = Rule(code, name, check, hits, keeps, code.startswith("S"), default, marks, whole, values,
                               among)
        _marks.cache_clear()
        return check
    return register


def all_rules(family: str = "") -> tuple[Rule, ...]:
    """Return the registered rules whose code begins with ``family``, in the order of their codes."""
    return tuple(_register[code] for code in sorted(_register) if code.startswith(family))


def drop(line: Line, why: str, code: str = "") -> Edit:
    """Return the edit that drops a whole line; the register adds the code of a rule."""
    return made(Edit, (line.number, 0, line.text, None, why, code, ""))


def change(line: Line, start: int, before: str, after: str, why: str) -> Edit:
    """Return the edit that replaces ``before`` at ``start`` with ``after``."""
    return made(Edit, (line.number, start, before, after, why, "", ""))


def run_rules(doc: Document, rules: Sequence[Rule]) -> Document:
    """Return the document with what these rules, all of one stage, propose applied, and their warnings added."""
    return run_in_turn(doc, rules)[0]


def run_in_turn(doc: Document, rules: Sequence[Rule]) -> tuple[Document, Lines]:
    """Return the document as `run_rules` does, and the lines that the rules left, as they read them.

    The rules run one after the other, each on the lines that the ones before it left.
    """
    pattern, codes = _marks()
    lines = lines_for(doc, rules[0].folded)
    marked = lines.signed(pattern, codes.__getitem__)
    for each in rules:
        if each.marks and each.code not in marked:
            continue
        read = lines.numbered(marked[each.code]) if each.marks and not each.whole else lines
        doc, again = run_rule(doc, each, lines, read)
        if again is not lines:
            lines, marked = again, again.signed(pattern, codes.__getitem__)
    return doc, lines


def run_rule(doc: Document, rule: Rule, lines: Lines, read: Lines) -> tuple[Document, Lines]:
    """Return the document after one rule, and the lines that the next rule reads; ``read`` are those that it reads."""
    found = list(rule.check(read))
    if not found:  # as most rules do on most pages
        return doc, lines
    edits, notes = _sorted(found, rule, doc)
    if edits:
        doc = doc.apply(edits)
        lines = _again(doc, lines, edits, rule.folded)
    return doc.warn(notes), lines


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


def _again(doc: Document, lines: Lines, edits: Iterable[Edit], folded: bool) -> Lines:
    """What a rule read, after edits: only the lines that they touched are looked at again."""
    gone = {edit.line for edit in edits if edit.after is None}
    changed = {edit.line for edit in edits if edit.after is not None} - gone
    if not changed:
        return lines.without(gone)
    again = Lines([line for line in lines if line[0] not in gone] if gone else lines)
    for number in changed:
        line = doc.lines[number - 1]
        again[bisect_left(again, number, key=_LINE)] = _folded(line) if folded else line
    again.take_over(lines, changed)
    return again


def _sorted(findings: Iterable[Finding], rule: Rule, doc: Document) -> tuple[list[Edit], list[Note]]:
    """What a rule found: edits from right to left in each line, with the characters that really stand there; notes."""
    edits: list[Edit] = []
    notes: list[Note] = []
    dropped: set[int] = set()
    spares = rule.folded and not rule.values
    for found in findings:
        if isinstance(found, Note):
            notes.append(found._replace(rule=rule.code))
        elif found.line not in dropped and not (spares and holds_value(found.before)):  # two reasons are one drop
            number, start, before, after, why, _, field = found
            if rule.folded:
                before = doc.lines[number - 1].text[start:start + len(before)]
            edits.append(made(Edit, (number, start, before, after, why, rule.code, field)))
            if after is None:
                dropped.add(number)
    if len(edits) > 1:
        edits.sort(key=_LINE if len(edits) == len(dropped) else _place)
    return edits, notes


def _place(edit: Edit) -> tuple[int, int]:
    return edit.line, -edit.start  # right to left: each start still holds
