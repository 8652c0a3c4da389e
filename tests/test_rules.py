"""Every registered rule is held to its own examples, in both scripts."""
from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flattened import own_pages
from medclean.convert import rules as conversion
from medclean.document import Document, Line
from medclean.repair import Repair
from medclean.lines import Lines, lines_for
from medclean.rules import Rule, all_rules, run_rules
from medclean.strip import Strip
from medclean.tables import fold

assert Repair and Strip and conversion  # importing the stages registers their rules

STRIP = all_rules("S")
MENDING = [each for each in all_rules() if not each.code.startswith("S")]
REPORTING = [each for each in MENDING if all(before == after for before, after in each.hits.items())]


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


@lru_cache(maxsize=1)
def converter():
    from opencc import OpenCC
    return OpenCC("s2t")


def traditional(text: str) -> str:
    return converter().convert(text)


def left(rule: Rule, text: str) -> str:
    return run_rules(document(text), [rule]).text


def hits(rule: Rule) -> dict[str, str]:
    return rule.hits if isinstance(rule.hits, dict) else dict.fromkeys(rule.hits, "")


HITS = [pytest.param(rule, before, after, id=f"{rule.code}-{number}")
        for rule in STRIP for number, (before, after) in enumerate(hits(rule).items(), 1)]
KEEPS = [pytest.param(rule, text, id=f"{rule.code}-{number}")
         for rule in STRIP for number, text in enumerate(rule.keeps, 1)]


@pytest.mark.parametrize("rule", STRIP, ids=lambda rule: rule.code)
def test_every_strip_rule_has_a_manual_page_and_examples(rule: Rule) -> None:
    assert rule.summary and len(rule.doc) > 40 and rule.hits and rule.keeps


@pytest.mark.parametrize("rule, before, after", HITS)
def test_a_strip_rule_catches_its_hits(rule: Rule, before: str, after: str) -> None:
    assert left(rule, before) == after


@pytest.mark.parametrize("rule, text", KEEPS)
def test_a_strip_rule_leaves_what_tempts_it(rule: Rule, text: str) -> None:
    assert left(rule, text) == text
    assert not rule.marks or any(mark in fold(text) for mark in rule.marks), "the rule is not asked: nothing tempts it"


@pytest.mark.parametrize("rule, before, after", HITS)
def test_a_strip_rule_catches_its_hits_in_traditional(rule: Rule, before: str, after: str) -> None:
    assert left(rule, traditional(before)) == traditional(after)


@pytest.mark.parametrize("rule, text", KEEPS)
def test_a_strip_rule_leaves_what_tempts_it_in_traditional(rule: Rule, text: str) -> None:
    assert left(rule, traditional(text)) == traditional(text)


@pytest.mark.parametrize("rule, before, after", [
    pytest.param(rule, before, after, id=f"{rule.code}-{number}")
    for rule in MENDING if isinstance(rule.hits, dict)
    for number, (before, after) in enumerate(rule.hits.items(), 1)])
def test_a_mending_rule_mends_its_hits(rule: Rule, before: str, after: str) -> None:
    assert run_rules(document(before), [rule]).text == after


@pytest.mark.parametrize("rule", REPORTING, ids=lambda rule: rule.code)
def test_a_rule_that_only_reports_notes_its_hits_and_nothing_else(rule: Rule) -> None:
    for text in rule.hits:
        done = run_rules(document(text), [rule])
        assert {note.rule for note in done.warnings} == {rule.code} and not done.edits
    assert not any(run_rules(document(text), [rule]).warnings for text in rule.keeps)


def test_every_mending_rule_has_examples_of_both_kinds() -> None:
    assert all(rule.hits and rule.keeps for rule in MENDING) and REPORTING
    assert all(before != after for rule in MENDING if rule not in REPORTING for before, after in rule.hits.items())


@pytest.mark.parametrize("rule, text", [pytest.param(rule, text, id=f"{rule.code}-{number}")
                                        for rule in MENDING for number, text in enumerate(rule.keeps, 1)])
def test_a_mending_rule_leaves_what_tempts_it(rule: Rule, text: str) -> None:
    assert run_rules(document(text), [rule]).text == text


@given(st.lists(st.text(alphabet="甲乙 é\u3000", max_size=6), max_size=8), st.sampled_from(["é", "[é甲] ?乙", " "]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_one_search_finds_the_lines_that_hold_a_pattern(texts: list[str], pattern: str) -> None:
    lines = Lines(Line(number, text) for number, text in enumerate(texts, 1))
    assert list(lines.holding(re.compile(pattern))) == [line for line in lines if re.search(pattern, line.text)]
    where = {char: {number for number, text in enumerate(texts, 1) if char in text} for char in "é甲"}
    assert lines.signed(re.compile("[é甲]"), str) == {char: numbers for char, numbers in where.items() if numbers}
    assert lines.numbered([1, 3, 99]) == [line for line in lines if line.number in (1, 3)]


MARKED = [each for each in STRIP if each.marks]


def read_by(rule: Rule, lines: Lines) -> Lines:
    """What a rule reads, line by line: those with one of its marks, or all if one has, with those marked."""
    read = Lines(lines)
    read.held = {line.number for line in lines if any(mark in line.text for mark in rule.marks)}
    return read if rule.whole and read.held else read.marked


@pytest.mark.parametrize("rule", MARKED, ids=lambda rule: rule.code)
def test_marks_hide_no_line_that_a_rule_would_speak_of(rule: Rule) -> None:
    for text in every_text():
        lines = lines_for(document(text), folded=True)
        assert list(rule.check(read_by(rule, lines))) == list(rule.check(lines)), text


@lru_cache(maxsize=1)
def every_text() -> list[str]:
    """The examples of all rules, in both scripts, and whole pages."""
    examples = "\n\n".join(text for rule in STRIP for text in (*hits(rule), *rule.keeps)).split("\n\n")
    pages = [page.text for name in ("flattened", "threads") for page in own_pages(name)]
    return [*examples, *map(traditional, examples), *pages]


@given(st.lists(st.sampled_from(sorted({mark for rule in MARKED for mark in rule.marks})), max_size=12),
       st.lists(st.sampled_from(["", "\n", "。", "甲"]), min_size=12, max_size=12))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_one_search_finds_the_marks_of_all_rules(marks: list[str], between: list[str]) -> None:
    lines = lines_for(document("".join(mark + behind for mark, behind in zip(marks, between))), folded=True)
    read: dict[str, list[Line]] = {}
    for rule in MARKED:
        spy = replace(rule, check=lambda lines, code=rule.code: read.setdefault(code, lines) and ())
        run_rules(Document(lines=tuple(lines)), [spy])
    assert read == {rule.code: found for rule in MARKED if (found := read_by(rule, lines))}
