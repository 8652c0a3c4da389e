"""The register of rules: each a function with a code, a reason, and examples that are tests.

A rule takes the kept lines of a document and yields edits (or notes, which become warnings). It
never changes anything itself.
"""
from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Callable, Iterable, Iterator, Mapping, Sequence

from .document import Document, Edit, Line, Note
from .tables import fold

Finding = Edit | Note
Check = Callable[[Sequence[Line]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, why it exists, and the examples that hold it to that.

    ``hits`` are texts that the rule must catch (for a rule that mends, a mapping from the text to
    the mended text); ``keeps`` are texts that tempt it and must stay as they are. ``folded`` says
    whether the rule reads folded lines (`tables.fold`) or the lines as they are. A rule that is
    not ``default`` runs only where a stage's option asks for it.
    """

    code: str
    name: str
    check: Check
    hits: Sequence[str] | Mapping[str, str]
    keeps: Sequence[str]
    folded: bool
    default: bool = True

    @property
    def doc(self) -> str:
        """The rule's manual page: the docstring of its function."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.doc.partition("\n")[0]


_register: dict[str, Rule] = {}


def rule(code: str, name: str, *, hits: Sequence[str] | Mapping[str, str] = (),
         keeps: Sequence[str] = (), default: bool = True) -> Callable[[Check], Check]:
    """Register the decorated function as a rule.

    ``code`` is a letter for the stage (S strip, R repair, C convert) and three digits; rules run in
    the order of their codes. Strip's rules read folded lines, the others the lines as they are.
    Raises ValueError where the code or the name is taken.
    """
    def register(check: Check) -> Check:
        taken = code in _register or any(known.name == name for known in _register.values())
        if taken:
            raise ValueError(f"rule {code} {name} is registered twice")
        _register[code] = Rule(code, name, check, hits, keeps, code.startswith("S"), default)
        return check
    return register


def all_rules(family: str = "") -> tuple[Rule, ...]:
    """Return the registered rules whose code begins with ``family``, in the order of their codes."""
    return tuple(_register[code] for code in sorted(_register) if code.startswith(family))


def drop(line: Line, why: str) -> Edit:
    """Return the edit that drops a whole line."""
    return Edit(line.number, 0, line.text, None, why)


def change(line: Line, start: int, before: str, after: str, why: str) -> Edit:
    """Return the edit that replaces ``before`` at ``start`` with ``after``."""
    return Edit(line.number, start, before, after, why)


def run_rules(doc: Document, rules: Iterable[Rule]) -> Document:
    """Return the document with what these rules propose applied, and their warnings added.

    The rules run one after the other, each on the lines that the ones before it left.
    """
    seen: dict[bool, list[Line]] = {}
    for each in rules:
        if each.folded not in seen:
            seen[each.folded] = _seen(doc, each.folded)
        edits, notes = _findings(each, seen[each.folded])
        if edits:
            doc = doc.apply(_unfolded(doc, edits) if each.folded else edits)
            touched = {edit.line for edit in edits}
            seen = {folded: _again(doc, lines, touched, folded) for folded, lines in seen.items()}
        doc = doc.warn(notes)
    return doc


def _seen(doc: Document, folded: bool) -> list[Line]:
    """The lines that a rule reads: strip the page's own, folded; repair the values of its head too."""
    if not folded:
        return [line for line in doc.lines if not line.dropped]
    return [line.with_text(fold(line.text)) for line in doc.kept]


def _again(doc: Document, lines: Sequence[Line], touched: set[int], folded: bool) -> list[Line]:
    """What a rule read, after edits: only the lines that they touched are looked at again."""
    fresh = (doc.lines[line.number - 1] if line.number in touched else line for line in lines)
    return [line.with_text(fold(line.text)) if folded and line.number in touched else line
            for line in fresh if not line.dropped]


def _findings(rule: Rule, lines: Sequence[Line]) -> tuple[list[Edit], list[Note]]:
    edits: list[Edit] = []
    notes: list[Note] = []
    dropped: set[int] = set()
    for found in rule.check(lines):
        if isinstance(found, Note):
            notes.append(found._replace(rule=rule.code))
        elif found.line not in dropped:  # two reasons to drop a line are one drop
            edits.append(found._replace(rule=rule.code))
            if found.after is None:
                dropped.add(found.line)
    edits.sort(key=lambda edit: (edit.line, -edit.start))  # right to left: each start still holds
    return edits, notes


def _unfolded(doc: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Give each edit of folded lines the characters that really stand there."""
    for edit in edits:
        text = doc.lines[edit.line - 1].text
        yield edit._replace(before=text[edit.start:edit.start + len(edit.before)])
