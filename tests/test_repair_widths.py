"""Full-width letters, digits and signs, and the two styles of punctuation."""
from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Line
from medclean.repair import Repair
from medclean.rules import all_rules, run_rules

_TRICKY = "，；：？！（）,;:?!()。“”中文１２aＡ％＋－．＜＞／［］1. <%"


def mend(text: str, style: str = "keep") -> Document:
    """Run the rules of widths, and those of one style of punctuation, over the lines of a text."""
    lines = (Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    rules = [each for each in all_rules("R4") if each.default or each.name == f"punctuation-{style}"]
    return run_rules(Document(lines=tuple(lines)), rules)


@pytest.mark.parametrize("before, after", [
    ("Ｐ＜０．０５，差异显著", "P<0.05，差异显著"),
    ("１０：３０－１１：００", "10：30-11：00"),
    ("ＣＯＶＩＤ－１９（新冠）", "COVID-19（新冠）"),
    ("电邮ａ＠ｂ．ｃｎ", "电邮a@b.cn"),
    ("１．５ｍｇ／ｋｇ", "1.5mg/kg"),
    ("收缩压＞１４０ｍｍＨｇ［１，２］", "收缩压>140mmHg[1，2]"),
    ("２－３周", "2-3周"),
])
def test_half_width(before: str, after: str) -> None:
    """Formulas, addresses and references become plain; Chinese punctuation stays."""
    assert mend(before).text == after


@pytest.mark.parametrize("text", [
    "，；：？！（）。、《》“”—…～￥", "ｶﾀｶﾅ", "氏名：ＡＢＣさん", "＞引文", "＃标题", "结束．开始", "ⅠⅡⅢ①㎎℃", "＜br／＞",
])
def test_stays_full_width(text: str) -> None:
    """What belongs to Chinese or Japanese, or would become mark-up, stays."""
    assert mend(text).edits == ()


@pytest.mark.parametrize("text", [
    "1,000", "10:30", "http://a.cn/?q=医院", "p<0.05", "t=2.1, P=0.03", "(n=30)", "5,6-二甲基", "a,b;c:d?e!",
    "x(1)",
    "2,4-D",
    "https://例子.cn:8080/a?b=中", "F(2,58)=3.1", "metformin (Glucophage), 500 mg", "0.9%(w/v)", "王(Wang)等",
    "α(受体)=2",
])
def test_chinese_style_keeps_numbers_and_latin(text: str) -> None:
    """Numbers, units, formulas, addresses and Latin text keep their narrow marks."""
    assert mend(text, "chinese").edits == ()


@pytest.mark.parametrize("before, after", [
    ("患者说:“疼吗?”", "患者说：“疼吗？”"),
    ("截至6月,共有(含外地)患者1,000人,治愈率95%,其中:甲;乙!", "截至6月，共有（含外地）患者1,000人，治愈率95%，其中：甲；乙！"),
    ("真的??", "真的？？"),
    ("一((二)三)", "一（（二）三）"),
    ("血糖p<0.05,差异显著(见表1)。", "血糖p<0.05，差异显著（见表1）。"),
])
def test_chinese_style(before: str, after: str) -> None:
    """Marks between Chinese characters become full width, brackets in pairs."""
    assert mend(before, "chinese").text == after


def test_keep_is_the_default() -> None:
    """The stage changes punctuation only where its option asks for it."""
    doc = Document(lines=(Line(1, "好,好；(一)（二）"),))
    assert Repair()(doc).edits == ()
    assert Repair("chinese")(doc).text == "好，好；（一）（二）"
    assert Repair("ascii")(doc).text == "好,好;(一)(二)"


@given(st.text(alphabet=_TRICKY, max_size=40), st.sampled_from(["keep", "chinese", "ascii"]))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_once_is_enough_and_can_be_undone(text: str, style: str) -> None:
    """A second pass finds nothing; undo restores; widths change no meaning under NFKC's own table."""
    doc = mend(text, style)
    assert mend(doc.text, style).edits == ()
    assert doc.undo().text == text
    assert len(doc.text) == len(text)


@pytest.mark.parametrize("unit", ["(", "((中)", "?", "中,", "［1", "［，", "Ａ＜", "1．", "）"])
def test_hostile_lengths(unit: str) -> None:
    """Many times one unit is as quick as any other text; no character is lost, and undo restores."""
    for style in ("chinese", "ascii"):
        text = unit * (20_000 // len(unit))
        doc = mend(text, style)
        assert len(doc.text) == len(text)
        assert doc.undo().text == text
        assert mend(doc.text, style).edits == ()
