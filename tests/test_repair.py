"""The stage: its look at the raw text never hides what a rule would have found."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.document import Document, Line
from medclean.repair import Repair
from medclean.rules import all_rules, run_rules

PIECES = ("患者在醫院候診。", "高血压", "\n", "\n", " ", "  ", "\t", "\u3000", "\xa0", "\u200b", "\x1b[31m", "\ue602",
          "本 报 讯 ", "ＭＤＴ", "％", "&nbsp;", "%E5%8C%BB%E9%99%A2", r"\u533b\u9662", "Ò½Ôº", "鍖婚櫌", "Âå°|",
          "cafÃ©", "Â“", "\x93", "\ufffd", "锟斤拷", "烫烫烫", "醫(yī)院", "關(guan) 於(yu) ", "當?shù)厝罕姷",
          "<ruby>醫<rt>yī</rt></ruby>", "各方麵", "係統", "（甲）", "?", "a", "1", "荀彧", "°C")
RULES = [each for each in all_rules("R") if each.default]


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def same(text: str) -> None:
    looked, run = Repair()(document(text)), run_rules(document(text), RULES)
    assert (looked.lines, looked.edits, looked.warnings) == (run.lines, run.edits, run.warnings)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_nothing_is_overlooked(pieces: list[str]) -> None:
    same("".join(pieces))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_example_is_overlooked(rule) -> None:
    for text in (*rule.hits, *rule.keeps):
        same(text)
