"""Escapes left in text, and characters that are lost."""
from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Line
from medclean.repair import Repair
from medclean.rules import all_rules, run_rules


def mend(text: str, family: str = "R10", tag: str = "p") -> Document:
    """Run the rules of a family over the lines of a text."""
    lines = (Line(number, line, tag) for number, line in enumerate(text.split("\n"), 1))
    return run_rules(Document(lines=tuple(lines)), all_rules(family))


@pytest.mark.parametrize("before, after", [
    ("收缩压&gt;140，舒张压&lt; 90", "收缩压>140，舒张压< 90"),
    ("甲&#10;乙&Tab;丙", "甲 乙 丙"),
    ("&amp;amp;amp;lt;0.05", "<0.05"),
    ("α&alpha;&beta;&le;&ge;&times;", "ααβ≤≥×"),
    ("&#60;0.05", "<0.05"),
    ("&#x1F60A;", "😊"),
    ("&#8203;空", "\u200b空"),
    ("网址 http://a.cn/?a=1&amp;b=2", "网址 http://a.cn/?a=1&b=2"),
])
def test_entities(before: str, after: str) -> None:
    """Each entity becomes its character, whatever the number of its escapes."""
    assert mend(before).text == after


@pytest.mark.parametrize("text", [
    "&lt;div class=&quot;a&quot;&gt;", "&lt;/p&gt;", "&amp;lt;b&amp;gt;", "&#60;script&#62;", "&lt;!-- 注 --&gt;",
    "&#xFFFFFF;",
    "标签写作 &lt; 与 &gt;", "&;", "& nbsp;", r"\u12", r"\d+\u4e00", "%E5%8C", "折扣 50%", "%zz%yy",
    r"{'a': '\u4e00', 'b': '\u4e01'}", "https://x.cn/a_%E5%8C%BB%E9%99%A2.html", "a=%E5%8C%BB", "user%E5%8C%BB@a.cn",
])
def test_what_is_meant_stays(text: str) -> None:
    """Mark-up, addresses, patterns and what is no escape stay as they are."""
    assert mend(text).edits == ()


def test_code_stays() -> None:
    """A listing may hold every kind of escape."""
    text = r"&nbsp; \u533b\u9662 %E5%8C%BB%E9%99%A2"
    assert mend(text, tag="pre").edits == ()
    assert mend(text).text == "\xa0 医院 医院"


def test_an_entity_can_hide_a_wrong_codec() -> None:
    """The families run in order: what entities spell is read again, and the spaces made plain."""
    lines = (Line(1, "&Ograve;&frac12;&Ocirc;&ordm;&nbsp;简介"),)
    assert Repair()(Document(lines=lines)).text == "医院 简介"


def test_lost_characters_are_told_with_their_place() -> None:
    """Each run of them is a warning; the text stays."""
    doc = mend("患者\ufffd\ufffd入院\n锟斤拷锟斤拷与烫烫烫", "R12")
    assert doc.edits == ()
    assert [note[:2] for note in doc.warnings] == [(1, 2), (2, 0), (2, 7)]
    assert {note.rule for note in doc.warnings} == {"R121"}


def test_a_line_full_of_them_is_told_briefly() -> None:
    """A line of a thousand losses gives twenty warnings and one more."""
    assert len(mend("\ufffd中" * 1000, "R12").warnings) == 21


@given(st.text(alphabet="&lt;gtnbsp#x60\\u533%E5%8C%BB医院 /<a\ufffd锟", max_size=50))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_no_markup_appears_and_all_can_be_undone(text: str) -> None:
    """No rule makes a tag of what was none; undo restores."""
    doc = mend(text)
    assert doc.text.count("</") == text.count("</") and doc.text.count("<a") == text.count("<a")
    assert doc.undo().text == text


@pytest.mark.parametrize("unit", [
    "&", "&amp;", "&#", r"\u", r"\u533b", r"\xe5", "%E5", "%", "&lt;", r"\u533ba", "锟", "a%E5%8C%BB"])
def test_hostile_lengths(unit: str) -> None:
    """Many times one unit is as quick as any other text; what is done to it can be undone."""
    text = unit * (30_000 // len(unit))
    doc = mend(text)
    assert doc.undo().text == text
    assert bool(doc.edits) == (unit in ("&amp;", "&lt;", r"\u533b", r"\u533ba", "%E5", "a%E5%8C%BB"))
    assert bool(mend(text, "R12").warnings) == (unit == "锟")
