"""The marks that rules look for before their patterns save time; they must not hide a line from a rule."""
from __future__ import annotations

import re
from types import CodeType
from typing import Any, Iterable, Iterator

import pytest

from medclean.document import Line
from medclean.rules import Lines, Rule, all_rules
from medclean.strip import Strip
from medclean.tables import fold

try:
    from re import _constants as kinds, _parser as parser
except ImportError:  # Python 3.10
    import sre_constants as kinds
    import sre_parse as parser

assert Strip  # importing the stage registers its rules

CLASSES = {"DIGIT": "1", "SPACE": " ", "WORD": "中", "NOT_DIGIT": "中", "NOT_SPACE": "中", "NOT_WORD": "-"}


def texts(pattern: Iterable[tuple[Any, Any]]) -> list[str]:
    """Texts that a parsed pattern matches, so many that any two alternatives of parts that go together are in one."""
    parts = [choices(kind, value) for kind, value in pattern]
    first = [part[0] for part in parts]
    found = ["".join(first)]
    for at, part in enumerate(parts):
        for other in part[1:]:
            changed = [*first[:at], other, *first[at + 1:]]
            found.append("".join(changed))
            found += ["".join([*changed[:place], each, *changed[place + 1:]])
                      for place in range(at + 1, len(parts)) for each in parts[place][1:]]
    return found


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


def codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the generators and the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def names(rule: Rule) -> set[str]:
    """The names that a rule uses."""
    return {name for code in codes(rule.check.__code__) for name in code.co_names}


def named(rule: Rule) -> dict[str, Any]:
    """What a rule names of its module: patterns, marks, functions."""
    known = rule.check.__globals__
    return {name: known[name] for name in sorted(names(rule)) if name in known}


def patterns(rule: Rule) -> Iterator[re.Pattern[str]]:
    """The patterns that a rule names."""
    for value in named(rule).values():
        if isinstance(getattr(value, "pattern", None), str):
            yield re.compile(value.pattern, value.flags)


@pytest.mark.parametrize("rule, pattern", [
    pytest.param(rule, pattern, id=f"{rule.code}-{number}")
    for rule in all_rules("S") for number, pattern in enumerate(patterns(rule), 1)
    if {"having", "buttons"} & names(rule)])
def test_no_mark_hides_a_line_that_a_pattern_finds(rule: Rule, pattern: re.Pattern[str]) -> None:
    made = texts(parser.parse(pattern.pattern, pattern.flags))
    found = list(filter(pattern.search, made)) or list(filter(pattern.search, ["。" + text for text in made]))
    for text in {case for text in found for case in (text, text.lower(), text.upper(), text.title())}:
        lines = [Line(1, text)]
        assert list(rule.check(Lines(lines))) == list(rule.check(Unmarked(lines))), text
    assert found


@pytest.mark.parametrize("rule", all_rules("S"), ids=lambda rule: rule.code)
def test_what_a_rule_looks_for_can_stand_in_folded_lines(rule: Rule) -> None:
    docstring = rule.check.__doc__
    constants = [each for code in codes(rule.check.__code__) for each in code.co_consts if each != docstring]
    marks = [each for value in (*named(rule).values(), *constants) if isinstance(value, tuple) for each in value]
    marks += [each.pattern for each in patterns(rule)] + constants
    han = "".join(re.findall("[\u4e00-\u9fff]+", " ".join(each for each in marks if isinstance(each, str))))
    assert docstring and fold(han) == han
