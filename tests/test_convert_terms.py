"""Terms: the glossary at work, a user's own table, and what is protected."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from medclean.convert import Convert, TableError, convert, read_protected, read_terms
from medclean.convert.dictionaries import Lexicon
from medclean.convert.terms import Term, Terms
from medclean.document import Document, Line
from medclean.tables import load

ROWS = load("terms")


def made(text: str, to: str = "twp", **options: object) -> str:
    return Convert(to, **options)(Document(lines=(Line(1, text),))).text  # type: ignore[arg-type]


@pytest.mark.parametrize("to, before, after", [
    ("twp", "查血红蛋白，头发干燥", "查血紅素，頭髮乾燥"),
    ("twp", "阿司匹林片", "阿斯匹靈片"),
    ("hkp", "他患帕金森病", "他患柏金遜症"),
    ("twp", "抗体检测与身体检查", "抗體檢測與身體檢查"),
    ("twp", "慢性疲劳综合征", "慢性疲勞症候群"),
    ("hansp", "急性心肌梗塞，檢查血紅素", "急性心肌梗死，检查血红蛋白"),
    ("hans", "急性心肌梗塞，檢查血紅素", "急性心肌梗塞，检查血红素"),
    ("tw", "查血红蛋白", "查血紅蛋白"),
    ("hant", "查血红蛋白", "查血紅蛋白"),
])
def test_words_change_for_the_targets_with_words_and_for_no_other(to: str, before: str, after: str) -> None:
    assert made(before, to) == after


def test_a_text_in_traditional_gets_the_words_of_the_region_too() -> None:
    assert made("這個病人急性心肌梗死，檢查血紅蛋白", "twp") == "這個病人急性心肌梗塞，檢查血紅素"


def test_a_configuration_that_is_named_leaves_the_glossary_out() -> None:
    text = "质子泵抑制剂"
    assert made(text) == "質子幫浦抑制劑"
    assert made(text, config="s2twp") == convert(text, "s2twp") == "質子泵抑制劑"


def test_each_term_is_an_edit_that_names_its_source() -> None:
    doc = Convert("twp")(Document(lines=(Line(1, "查血红蛋白。"),)))
    source = next(row[4] for row in ROWS if row[0] == "血红蛋白")
    assert [(edit.start, edit.before, edit.after, edit.rule) for edit in doc.edits] == [
        (1, "血红蛋白", "血紅素", "C201")]
    assert source in doc.edits[0].why


@pytest.mark.parametrize("to, column", [("twp", 1), ("hkp", 2)])
def test_every_entry_of_the_glossary_is_found(to: str, column: int) -> None:
    wrong = [(row[0], made(f"（{row[0]}）", to), row[column]) for row in ROWS if row[column] != "-"
             if made(f"（{row[0]}）发现", to)[1:-3] != row[column]]
    assert wrong == []


def test_converting_back_and_forth_gives_the_same_words() -> None:
    """What Taiwan calls it becomes what the Mainland calls it, and that the same again."""
    for row in ROWS:
        if row[1] != "-" and len(row) == 5:
            once = made(f"臺灣這裡說：{row[1]}。", "hansp")
            assert made(once, "hansp") == once, row


ENTRIES = {"超声": Term("超音波", "", "C201"), "心肌梗死": Term("心肌梗塞", "", "C201"), "梗死": Term("梗塞", "", "C201"),
           "流涕": Term("流鼻水", "", "C201"), "综合征": Term("症候群", "", "C201")}
WORDS = Lexicon.of(dict.fromkeys(["高超", "声誉", "只流", "超声波仪", "疲劳综合征", "大梗死者"], ""))


@pytest.mark.parametrize("text, expected", [
    ("做超声和超声", ["超声", "超声"]),
    ("心肌梗死", ["心肌梗死"]),
    ("高超声誉", []),
    ("高超声", ["超声"]),
    ("只流涕", ["流涕"]),
    ("超声波仪", []),
    ("疲劳综合征", ["综合征"]),
    ("大梗死者", []),
    ("大梗死", ["梗死"]),
    ("", []),
])
def test_longest_first_and_never_inside_another_word(text: str, expected: list[str]) -> None:
    found = list(Terms(ENTRIES, WORDS).find(text))
    assert [word for _, word, _ in found] == expected
    assert all(text[start:start + len(word)] == word for start, word, _ in found)


@given(st.text("高超声誉只流涕心肌梗死大者疲劳综合征波仪", max_size=30))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_terms_found_stand_there_and_do_not_overlap(text: str) -> None:
    end = 0
    for start, word, term in Terms(ENTRIES, WORDS).find(text):
        assert start >= end and text[start:start + len(word)] == word and ENTRIES[word] is term
        end = start + len(word)


def test_no_terms_find_nothing() -> None:
    assert list(Terms({}).find("头发")) == []


# A user's own tables.

def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_own_terms_decide_before_the_glossary_and_opencc(tmp_path: Path) -> None:
    table = written(tmp_path / "terms.tsv", "\ufeff# ours\n血红蛋白\t血色素\tremark\r\n\n头发\t毛髮\n")
    terms = read_terms(table)
    assert terms == (("血红蛋白", "血色素"), ("头发", "毛髮"))
    doc = Convert("twp", terms=terms)(Document(lines=(Line(1, "查血红蛋白，看头发，干燥"),)))
    assert doc.text == "查血色素，看毛髮，乾燥"
    assert [edit.why for edit in doc.edits if edit.rule == "C204"] == ["the user's table"] * 2
    assert made("血红蛋白", "hant", terms=terms) == "血色素"
    assert made("血红蛋白", "keep", terms=terms) == "血色素"


def test_what_is_protected_never_changes(tmp_path: Path) -> None:
    words = read_protected(written(tmp_path / "protect.txt", "# names\n张发\n血红蛋白\n张发干\n"))
    assert words == ("张发", "血红蛋白", "张发干")
    assert made("张发干、张发说：血红蛋白、头发", "twp", protect=words) == "张发干、张发說：血红蛋白、頭髮"
    assert made("张发的头发", config="s2t", protect=words) == "张发的頭髮"
    assert made("血红蛋白", protect=words, terms=(("血红蛋白", "血色素"), ("红", "赤"))) == "血红蛋白"


@pytest.mark.parametrize("text, message", [
    ("头发\n", "terms.tsv, line 1: "),
    ("# c\n头发\t\n", "terms.tsv, line 2: "),
    ("\t頭髮\n", "terms.tsv, line 1: "),
    ("头\t頭\n发\t發\n头\t首\n", "terms.tsv, line 3: 头 has another replacement"),
    ("头\t頭\n".encode() + b"\xb7\xa2\t\xb0l\n", "terms.tsv, line 2: not UTF-8"),
])
def test_a_faulty_table_is_named_with_its_line(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(TableError, match=message):
        read_terms(written(tmp_path / "terms.tsv", text))


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        read_protected(tmp_path / "none")
