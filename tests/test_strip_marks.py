"""The marks that rules look for before their patterns save time; they must not hide a line from a rule."""
from __future__ import annotations

import re
from types import CodeType
from typing import Any, Iterator

import pytest
from matches import texts

from medclean.document import Line
from medclean.rules import Finding, Lines, Rule, all_rules
from medclean.strip import Strip
from medclean.tables import fold

assert Strip  # importing the stage registers its rules


class Unmarked(Lines):
    """Lines of which each is said to hold every mark; those of a rule's own nobody has looked for."""

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


def found_in(rule: Rule, lines: list[Line]) -> list[Finding]:
    """What a rule finds in lines of which it reads those with its marks, as the register hands them out."""
    read = Lines(lines)
    if rule.marks:
        read.held = {line.number for line in lines if any(mark in line.text for mark in rule.marks)}
    return list(rule.check(read if rule.whole else read.marked)) if read.marked else []


@pytest.mark.parametrize("rule, pattern", [
    pytest.param(rule, pattern, id=f"{rule.code}-{number}")
    for rule in all_rules("S") for number, pattern in enumerate(patterns(rule), 1)
    if {"having", "marked", "buttons"} & names(rule)])
def test_no_mark_hides_a_line_that_a_pattern_finds(rule: Rule, pattern: re.Pattern[str]) -> None:
    made = texts(pattern)
    found = list(filter(pattern.search, made)) or list(filter(pattern.search, ["。" + text for text in made]))
    for text in {case for text in found for case in (text, text.lower(), text.upper(), text.title())}:
        lines = [Line(1, text)]
        assert found_in(rule, lines) == list(rule.check(Unmarked(lines))), text
    assert found


@pytest.mark.parametrize("rule", all_rules("S"), ids=lambda rule: rule.code)
def test_what_a_rule_looks_for_can_stand_in_folded_lines(rule: Rule) -> None:
    docstring = rule.check.__doc__
    constants = [each for code in codes(rule.check.__code__) for each in code.co_consts if each != docstring]
    marks = [each for value in (*named(rule).values(), *constants) if isinstance(value, tuple) for each in value]
    marks += [each.pattern for each in patterns(rule)] + constants
    han = "".join(re.findall("[\u4e00-\u9fff]+", " ".join(each for each in marks if isinstance(each, str))))
    assert docstring and fold(han) == han
