"""The register of rules: each a function with a code, a reason, and examples that are tests.

A rule takes the kept lines of a document (`lines.Lines`) and yields edits (or notes, which become warnings). It never
changes anything itself.
"""
from __future__ import annotations

import inspect
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Callable, Iterable, Mapping, Sequence

from .document import Document, Edit, Line, Note, made
from .lines import Lines, after_edits, lines_for
from .tables import longest_first
from .values import holds_value

Finding = Edit | Note
"""What a rule yields: a change, or what it only notes."""

FOREIGN = "S0"
"""How the codes of the rules begin for what is neither the article's nor the portal's: what others put into a page."""

_NEVER = "(?!)"
_LINE = itemgetter(0)  # of an edit


Check = Callable[[Lines], Iterable[Finding]]
"""The function of a rule: what it finds in lines."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, why it exists, and the examples that hold it to that.

    ``hits`` are texts that the rule must catch, every line of them; in a mapping each has the text that is left (for
    a rule that mends, the mended text). ``keeps`` are texts that tempt it and must stay as they are. ``folded`` says
    whether the rule reads folded lines (`tables.fold`) or the lines as they are. A rule that is not ``default`` runs
    only where a stage's option asks for it. One of the ``marks`` stands in each line that the rule speaks of: it
    reads those lines alone, or, where it weighs the ``whole`` document, the others too (`Lines.marked` are those with
    a mark). Without marks it reads all of them, always. What holds a value stays, whatever a strip rule says: one
    that may take it along has a reason, ``values``, and looks itself for what it has to spare. ``among`` is a
    pattern: a line whose values it all finds goes where it stands among the page's own lines (`strip.again`).
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
        lines.held = marked[each.code] if each.marks else None
        doc, again = run_rule(doc, each, lines, lines if each.whole else lines.marked)
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
        lines = after_edits(doc, lines, edits, rule.folded)
    return doc.warn(notes), lines


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
