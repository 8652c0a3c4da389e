"""Text out of wrong codecs: what comes back, what stays lost, and what was never broken."""
from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Line
from medclean.repair import trial
from medclean.repair.rereading import LOST, Disguise, reread
from medclean.rules import all_rules, run_rules

HANS = "安和市第三医院昨日启用新门诊楼，内科、外科与中医科共有医生120名。患者反映：“挂号比以前快多了！”"
HANT = "安和市第三醫院昨日啟用新門診樓，內科、外科與中醫科共有醫生120名。患者反映：「掛號比以前快多了！」"


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def mend(text: str) -> Document:
    """Run the rules of the family over the lines of a text."""
    return run_rules(document(text), all_rules("R1"))


def latin(data: bytes, lost: str = "") -> str:
    """Read bytes as Windows-1252, and those that it lacks as Latin-1 (or as ``lost``)."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or lost or chr(byte) for byte in data)


WRONG = [
    ("gbk", latin, HANS), ("gbk", lambda data: data.decode("latin-1"), HANS),
    ("cp950", latin, HANT), ("cp950", lambda data: data.decode("latin-1"), HANT),
    ("gbk", latin, HANT), ("utf-8", latin, HANS), ("utf-8", lambda data: data.decode("latin-1"), HANT),
    ("cp950", lambda data: data.decode("gb18030"), HANT),
    ("utf-8", lambda data: data.decode("gb18030"), HANS[:24]),
    ("gbk", lambda data: data.decode("cp950"), "中医科与内科医生共同会诊"),
]


@pytest.mark.parametrize("codec, wrong, text", WRONG)
def test_whole_documents_come_back(codec: str, wrong, text: str) -> None:
    """Where the wrong decode lost nothing the text is exactly as it was, and undo restores the damage."""
    damaged = wrong(text.encode(codec))
    doc = mend(damaged)
    assert doc.text == text
    assert {edit.rule for edit in doc.edits} == {"R111"}
    assert doc.undo().text == damaged
    assert mend(text).edits == ()


@pytest.mark.parametrize("codec, wrong, text", WRONG)
def test_a_line_of_a_clean_page_comes_back(codec: str, wrong, text: str) -> None:
    """One damaged line among clean ones is mended, and nothing else."""
    doc = mend("\n".join([HANS, wrong(text.encode(codec)), HANT, "Café Müller, 25 °C ± 0,5"]))
    assert doc.text.split("\n") == [HANS, text, HANT, "Café Müller, 25 °C ± 0,5"]
    assert {edit.line for edit in doc.edits} == {2}


def test_short_lines_need_a_document_that_tells() -> None:
    """What is too short to tell by itself is mended where the document shows the disguise."""
    lines = [HANS, "首页", "科"]
    assert mend("\n".join(latin(line.encode("gbk")) for line in lines)).text == "\n".join(lines)
    assert mend(latin("科".encode("gbk"))).edits == ()


@pytest.mark.parametrize("lost", ["\ufffd", "?"])
def test_what_was_lost_stays_lost(lost: str) -> None:
    """A byte that became U+FFFD or a question mark leaves U+FFFD; the rest is right."""
    damaged = HANS.encode().decode("gbk", "replace").replace("\ufffd", lost)
    mended = mend(damaged).text
    assert LOST in mended
    rest = iter(HANS)
    assert all(char in rest for char in mended.replace(LOST, ""))


def test_a_question_mark_for_a_first_byte_takes_the_second_along() -> None:
    """The reading goes on in step behind a lost first byte, and an honest question mark stays."""
    damaged = latin("病人原來怕醫院，患者張開口説話了嗎? 好".encode("gbk"), lost="?")
    assert damaged.count("?") == 3
    assert mend(damaged).text == "病人原\ufffd怕醫院，患者\ufffd開口説話了嗎? 好"


def test_beside_marks_of_loss_a_question_mark_is_one() -> None:
    """A codec loses in one way: where U+FFFD tells what was lost, nothing is hidden behind question marks."""
    text = "我們研究的是中國社會結構，它又有什麼意義呢?在組成社會資本的因素中，哪些更顯著呢?這是本文準備探討的問題。"
    mended = mend(text.encode("cp950").decode("gbk", "replace")).text
    assert LOST in mended and mended.count("?") == 2
    assert not {char for char in mended if char.isascii()} - {"?"}


def test_a_page_in_two_disguises() -> None:
    """After many lines in one disguise the others are still read as what they are."""
    lines = [f"第{number}条：{HANS}" for number in range(60)]
    half = len(lines) - 5
    damaged = [latin(line.encode("gbk")) for line in lines[:half]] + [latin(line.encode()) for line in lines[half:]]
    assert mend("\n".join(damaged)).text.split("\n") == lines
    assert mend("\n".join(reversed(damaged))).text.split("\n") == lines[::-1]


def test_windows_reads_80_as_the_euro_sign() -> None:
    """The byte 80 that GBK has no use for is a euro sign on Windows."""
    codecs.register_error("euro", lambda error: ("€", error.start + 1))  # type: ignore[attr-defined]
    damaged = "简介：一二".encode().decode("gbk", "euro")
    assert "€" in damaged
    assert mend(damaged + HANS[:9].encode().decode("gbk", "ignore")).text.startswith("简介：")


@pytest.mark.parametrize("text", ["“Ò½Ôº”", "简介\xa0Ò½Ôº\xa0", "（Ò½Ôº）…", "Ò½Ôº — Hospital"])
def test_a_stretch_of_a_line_comes_back(text: str) -> None:
    """Marks beside a stretch that Windows-1252 has too are not drawn into it."""
    assert mend(text).text == text.replace("Ò½Ôº", "医院")


def test_the_reason_names_the_codecs() -> None:
    """The record tells what the text was, what it was read as, and the evidence."""
    [edit] = mend("Ò½Ôº").edits
    assert edit.why.startswith("GBK that was read as Windows-1252: mean frequency -1")


def test_foreign_characters_stay_where_they_are() -> None:
    """An emoji that was put in later is kept, and many of them mean another disguise."""
    text = latin(HANS.encode("gbk"))
    assert reread(text[:20] + "🙂" + text[20:], Disguise("gb18030", "cp1252")) == HANS[:10] + "🙂" + HANS[10:]
    assert reread("医院" + text, Disguise("gb18030", "cp1252")) is not None
    assert reread(HANS, Disguise("gb18030", "cp1252")) is None


@given(st.text(alphabet="医院门诊，。abc 12?婷璇é°Ö½あ\ufffd", max_size=40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_text_of_frequent_characters_stays(text: str) -> None:
    """Frequent characters among accents, kana and question marks are nobody's disguise."""
    doc = mend(text)
    assert all(edit.rule not in ("R111",) or not set(edit.before) & set("医院门诊") for edit in doc.edits)


_PIECES = [HANS[:9], HANT[:7], "Ò½Ôº", "鍖婚櫌", "Âå°|", "瓟埏湍雄厙釐", "材\ue5e6初い瓣", "\ufffd", "?", " ",
           "，", "é", "abc", "å®‰å’Œ",
           latin(HANS.encode("gbk")), HANT.encode("cp950").decode("gb18030"), HANS[:8].encode().decode("gb18030")]


@given(st.lists(st.sampled_from(_PIECES), max_size=8), st.lists(st.sampled_from(_PIECES), max_size=8))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_mixture_can_be_mended_and_undone(first: list[str], second: list[str]) -> None:
    """Disguises beside each other and beside clean text never make edits that do not fit."""
    text = "".join(first) + "\n" + "".join(second)
    assert mend(text).undo().text == text


@pytest.mark.parametrize("unit", ["\x80", "é", "锟斤拷", "\ufffd", "鍖婚櫌", "Ò½", "¤", "鑫 ", "a?é?", "(é"])
def test_hostile_lengths(unit: str) -> None:
    """Many times one unit is as quick as any other text; what is done to it can be undone, what is lost is told."""
    for text in (unit * (50_000 // len(unit)), "\n".join([unit * 9] * 2_000)):
        doc = mend(text)
        assert doc.undo().text == text
        assert bool(doc.edits) == (unit in ("鍖婚櫌", "Ò½", "¤", "\x80"))
        assert bool(doc.warnings) == ("\ufffd" in doc.text or "锟" in doc.text)


def test_the_work_on_text_in_many_disguises_is_bounded_and_the_rest_is_told(monkeypatch) -> None:
    made = []

    class Counted(trial.Trials):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    monkeypatch.setattr(trial, "MOST_WORK", 20_000)
    monkeypatch.setattr("medclean.repair.codecs.Trials", Counted)
    lines = [HANS.encode(codec).decode(wrong, "replace") for codec, wrong in (("utf-8", "gbk"), ("gbk", "cp950"))] * 40
    doc = mend("\n".join(lines))
    assert 20_000 < max(each.work for each in made) < 20_000 + 6 * 21 * trial.SAMPLE     # one line of them besides
    assert doc.lines[0].text != lines[0] and doc.lines[-1].text == lines[-1]
    assert any("too much text" in note.why for note in doc.warnings)


def test_a_page_in_one_disguise_that_lost_something_is_read_once_a_line(monkeypatch) -> None:
    read = []
    monkeypatch.setattr(trial, "reread", lambda *args, **kwargs: read.append(args) or reread(*args, **kwargs))
    line = HANS.encode("utf-8").decode("gb18030", "replace")
    assert LOST in line
    doc = mend("\n".join(f"{line}{number}" for number in range(300)))
    assert all(HANS[3:6] in each.text for each in doc.lines)
    assert len(read) < 50 * 12 + 250 * 2


def test_text_in_single_bytes_is_bounded_and_the_rest_is_told(monkeypatch) -> None:
    monkeypatch.setattr("medclean.repair.codecs._MOST_BYTES", 100)
    doc = mend("cafÃ© â€“ ok\n" * 40)
    assert doc.lines[0].text == "café – ok" and doc.lines[30].text == "cafÃ© â€“ ok"
    assert any("too much text" in note.why for note in doc.warnings)


def test_the_clean_half_of_a_line_is_not_read_again():
    """It would turn into losses: its characters are none of the wrong decode's."""
    lost = "每日三次，饭后服用，不要自行停药，".encode().decode("gbk", "replace")
    clean_half = "成人每次口服阿莫西林0.5克，青霉素过敏者禁用。"
    assert mend(lost + clean_half).text.endswith(clean_half)
