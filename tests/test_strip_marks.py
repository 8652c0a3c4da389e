"""The marks that rules look for before their patterns save time; they must not hide a line from a rule."""
from __future__ import annotations

import re
from typing import Any, Iterable, Iterator

import pytest

from medclean.document import Line
from medclean.rules import Lines, all_rules
from medclean.strip import buttons, labels, notices

try:
    from re import _constants as kinds, _parser as parser
except ImportError:  # Python 3.10
    import sre_constants as kinds
    import sre_parse as parser

CLASSES = {"DIGIT": "1", "SPACE": " ", "WORD": "中", "NOT_DIGIT": "中", "NOT_SPACE": "中", "NOT_WORD": "-"}


def texts(pattern: Iterable[tuple[Any, Any]]) -> list[str]:
    """Texts that a parsed pattern matches, so many that each of its alternatives is in one."""
    parts = [choices(kind, value) for kind, value in pattern]
    first = [part[0] for part in parts]
    return ["".join(first)] + ["".join([*first[:at], other, *first[at + 1:]])
                               for at, part in enumerate(parts) for other in part[1:]]


def choices(kind: Any, value: Any) -> list[str]:
    """What one part of a pattern may match."""
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind is kinds.IN:
        return ["中"] if value[0][0] is kinds.NEGATE else [
            chr(what) if each is kinds.LITERAL else chr(what[0]) if each is kinds.RANGE
            else CLASSES[str(what).removeprefix("CATEGORY_")] for each, what in value]
    if kind is kinds.BRANCH:
        return [text for branch in value[1] for text in texts(branch)]
    if kind is kinds.SUBPATTERN:
        return texts(value[-1])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        return [""] * (not value[0]) + [text * max(1, value[0]) for text in texts(value[2])]
    return ["中" if kind in (kinds.ANY, kinds.NOT_LITERAL) else ""]


class Unmarked(Lines):
    """Lines of which each is said to hold every mark."""

    def having(self, *marks: str) -> list[Line]:
        """Return all lines."""
        return list(self)


def patterns(module: Any) -> Iterator[re.Pattern[str]]:
    for name, value in vars(module).items():
        if name.startswith("_") and isinstance(getattr(value, "pattern", None), str):
            yield re.compile(value.pattern, value.flags)


@pytest.mark.parametrize("module", [buttons, labels, notices], ids=lambda module: module.__name__)
def test_no_mark_hides_a_line_that_a_pattern_finds(module: Any) -> None:
    rules = [rule for rule in all_rules("S") if rule.check.__module__ == module.__name__]
    tried = 0
    for pattern in patterns(module):
        found = [text for text in texts(parser.parse(pattern.pattern, pattern.flags)) if pattern.search(text)]
        for text in {case for text in found for case in (text, text.lower(), text.upper(), text.title())}:
            tried += 1
            for rule in rules:
                seen = list(rule.check(Lines([Line(1, text)])))
                assert seen == list(rule.check(Unmarked([Line(1, text)]))), (rule.code, text)
    assert tried >= len(list(patterns(module)))
