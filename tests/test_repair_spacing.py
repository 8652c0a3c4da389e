"""Spaces and characters that nobody sees: what goes, what stays, and that it goes in one pass."""
from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Line
import medclean.repair  # noqa: F401 - registers the rules
from medclean.rules import all_rules, run_rules

_TRICKY = " \t\u3000\xa0\u2009\u200b\u200d\ufeff\xad\x1b[]m1;\x07\x00\x9b" "\ue602\uf0d8中文，。ab5👩⚕️のش"


def mend(text: str, tag: str = "p") -> Document:
    """Run the rules of the family over the lines of a text."""
    lines = (Line(number, line, tag) for number, line in enumerate(text.split("\n"), 1))
    return run_rules(Document(lines=tuple(lines)), all_rules("R3"))


@pytest.mark.parametrize("before, after", [
    ("\u3000\u3000\x1b[32m本院\u200b\x1b[0m通告", "本院通告"),        # several rules in one line
    ("\u3000\ufeff\u3000门诊", "门诊"),  # an indent hides an invisible one
    ("\xa0", ""),
    ("一\u2028二", "一 二"),                                          # a line break that is no newline
    ("10\u202f000 例，5\u2009mg", "10 000 例，5 mg"),
    ("甲\u3000 \u3000乙", "甲 乙"),
    ("第\u2005一\u2009条", "第一条"),
    ("\x1b]8;;http://a.cn\x1b\\链接\x1b]8;;\x1b\\", "链接"),  # a hyperlink of a terminal
    ("患 者 的 血 压 在 正 常 范 围 内 ， 可 以 出 院 。", "患者的血压在正常范围内，可以出院。"),
    ("关 键 词：高血压", "关键词：高血压"), ("第 一 章", "第 一 章"), ("门  诊  号: 12", "门诊号: 12"),
    ("a\x1b", "a"), ("\x1b[1;31m中\x1b[0m", "中"), ("中\x1b[2K\x1b[3;4H文\x1b[?25l", "中文"), ("\x1b7\x1b[H中", "中"),
])
def test_mends(before: str, after: str) -> None:
    """Each text comes out as it was meant."""
    assert mend(before).text == after


@pytest.mark.parametrize("text", [
    "张 三", "总 则 和 别 的", "时 间 就 是 生 命", "甲 乙 丙 丁 戊 己 庚 辛 壬 癸", "现 病 史 学",
    "王 冰\n李 钢\n陈宏辉", "数十位大咖齐聚 见证新院落成", "科学导报讯 记者隋萌 刘娜 昨日获悉",
    "姓名    年龄    性别", "    def f(x):\n        return '医院'", "- 甲\n  - 乙", "a\tb\t药",
    "e\u0301", "葛\U000e0100城", "❤️", "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
])
def test_leaves_alone(text: str) -> None:
    """Names, headings, tables, code, lists, accents and variants of characters stay as they are."""
    doc = mend(text)
    assert (doc.edits, doc.warnings) == ((), ())


def test_preformatted_lines_keep_their_spaces() -> None:
    """Spaces are layout in a listing; what nobody sees goes there too."""
    assert mend("\u3000\u3000甲\u3000\u200b乙，  丙", tag="pre").text == "\u3000\u3000甲\u3000乙，  丙"


def test_a_lost_character_is_told() -> None:
    """A private character inside a word leaves U+FFFD and a warning with its place."""
    doc = mend("患者\ue5c6的\ue602 血压")
    assert doc.text == "患者\ufffd的 血压"
    assert [(note.line, note.start, note.rule) for note in doc.warnings] == [(1, 2, "R303")]


def test_why_names_the_character() -> None:
    """The record tells which character it was."""
    assert [(edit.rule, edit.why) for edit in mend("甲\u200b乙").edits] == [
        ("R302", "invisible character U+200B")]


@given(st.text(alphabet=_TRICKY, max_size=60))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_once_is_enough_and_can_be_undone(text: str) -> None:
    """A second pass finds nothing, and undo restores."""
    doc = mend(text)
    assert mend(doc.text).edits == ()
    assert doc.undo().text == text


@pytest.mark.parametrize("unit", [
    " ", "\u3000", "中  ", "中 ", "中 的 ", "目 录 ", "\x1b]", "\x1b[", "\ue602", "\u200d", "\xa0 ", "  \n"
])
def test_hostile_lengths(unit: str) -> None:
    """Many times one unit is as quick as any other text; a second pass finds nothing, and undo restores."""
    for text in (unit * (20_000 // len(unit)), unit * (20_000 // len(unit)) + "x"):
        doc = mend(text)
        assert doc.undo().text == text
        assert mend(doc.text).edits == ()


def test_the_empty_first_cell_of_a_row_is_no_indent() -> None:
    assert mend("\t入院\t出院", tag="tr").text == "\t入院\t出院"
    assert mend("\t入院后").text == "入院后"
    for text in ("\t血红蛋白\t98", "\t\t98.5 g/L", "项目\t初诊\n\t阳性\n\t阴性", "\t入院\t出院\n血红蛋白\t98\t110"):
        assert mend(text).edits == ()
    assert mend("项目\t初诊\n\n\t入院后").text == "项目\t初诊\n\n入院后"
    assert mend("项目\t初诊\n\t" + "入院后" * 30).text == "项目\t初诊\n" + "入院后" * 30
    assert mend("\xa0\t98\t110\u3000").text == "\t98\t110"


def test_a_sequence_of_characters_has_its_end_near_or_none():
    assert mend("甲\x90" + "a" * 300 + "\x9c乙").text == "甲乙"
    assert mend("甲\x90" + "a" * 301 + "\x9c乙").text == "甲" + "a" * 301 + "乙"


@pytest.mark.parametrize("broken", ["\x1b[", "\x9b", "\x1b]", "\x1b", "\x1b(", "\x1b ", "\x90", "\x1b[\x1b["])
@pytest.mark.parametrize("value", ["38.5℃", "5 mg", "0571-123", "7天", "8", "0.5 g", ">60岁", "0 mg", "120/80", "血 5"])
def test_a_sequence_without_its_end_takes_no_digit(broken: str, value: str) -> None:
    """Whatever is left of an introducer, the text behind it is whole; between digits U+FFFD parts the numbers."""
    for before in ("", "体温", "每次 "):
        assert mend(f"{before}{broken}{value}").text.endswith(value)
    assert mend(f"共5{broken}{value}").text in (f"共5{value}", f"共5\ufffd{value}", f"共5({value}", f"共5 {value}")
    assert not mend(f"共5{broken}38.5℃").text.startswith("共538")


def test_a_sequence_that_may_be_a_dose_or_parts_two_numbers_is_told() -> None:
    for text, mended in (("每次\x1b[5mg", "每次\ufffdg"), ("120\x1b[3C80", "120\ufffd80")):
        doc = mend(text)
        assert doc.text == mended and len(doc.warnings) == 1
    assert mend("\x1b[31mLDL\x1b[0m 升高，共5\x1b[1mmg\x1b[0m").text == "LDL 升高，共5mg"


@pytest.mark.parametrize("opens, ends", [("\x1b]0;", "\x07"), ("\x1b]2;", "\x1b\\"), ("\x9d", "\x9c"),
                                         ("\x1b]", "\x07"), ("\x1bP", "\x1b\\"), ("\x90", "\x9c"),
                                         ("\x1b_", "\x9c"), ("\x1b^", "\x07")])
@pytest.mark.parametrize("value", ["38.5℃", "5 mg", "3 mL", "5\x02mg"])
def test_a_string_of_a_terminal_that_holds_a_value_keeps_it(opens: str, ends: str, value: str) -> None:
    """Its marks go; the number beside it stays another, and a second pass finds nothing to mend."""
    value_left = value.replace("\x02", "\ufffd")
    for before, after, text in (("每次", "，早", f"每次{value_left}，早"), ("", "", value_left),
                                ("共5", "早", f"共5\ufffd{value_left}早")):
        doc = mend(before + opens + value + ends + after)
        assert doc.text == text and ("\ufffd" in text) == bool(doc.warnings)
        assert mend(doc.text).text == text


@pytest.mark.parametrize("text", ["\x1b]0;门诊\x07", "\x1b]8;;http://a.cn/1.5/2\x07", "\x1b]4;1;rgb:ff/00/00\x07",
                                  "\x1bP1$r0 q\x1b\\", "\x1b]0;root@host: /data/12/34\x07"])
def test_a_string_without_a_value_goes_whole(text: str) -> None:
    assert mend(f"患者{text}已出院").text == "患者已出院"


@pytest.mark.parametrize("text", ["\x1b]4;1;rgb:ff/a1/23\x07", "\x1b]11;rgb:ffff/1a12/3400\x07",
                                  "\x1b]2;Page 1/2\x07", "\x1bPq!5g#1~~\x1b\\", "\x1b]1337;File=size=5g:AAAA\x07",
                                  "\x1b]0;root@主机 ~ 1.5/2 5 mg\x07", "\x1b]0;0.5 g bid\x07"])
def test_what_programs_say_is_no_text_whatever_numbers_are_in_it(text: str) -> None:
    doc = mend(f"体温{text}正常")
    assert doc.text == "体温正常" and doc.warnings


@pytest.mark.parametrize("text, mended", [
    ("\x1b]0;血压120/80\x07早", "血压120/80早"), ("每次\x1b]2;早晚0.5 g bid\x07", "每次早晚0.5 g bid"),
    ("体温38\x1b]0;t 5\x07℃", "体温38℃"), ("剂量\x1b]0;5 \x1b\\mg", "剂量5 mg"), ("\x1b]5;禁用于儿童\x07", "禁用于儿童"),
    ("每次\x1b]8;id=5;阿司匹林5 mg\x07", "每次阿司匹林5 mg"), ("每次38 \x1b]0;5\x07 mg", "每次38 \ufffd5 mg")])
def test_chinese_and_a_number_before_its_unit_are_text(text: str, mended: str) -> None:
    assert mend(text).text == mended
