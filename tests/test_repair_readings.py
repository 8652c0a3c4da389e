from __future__ import annotations

import os
from pathlib import Path

import pytest

from medclean.document import Document, Line
from medclean.repair import Repair
from medclean.repair.readings import reads, reads_toneless, telling, toneless

DATA = os.environ.get("MEDCLEAN_TEST_DATA")


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def repaired(text: str) -> str:
    return Repair()(document(text)).text


def test_a_reading_is_known_with_its_tone():
    assert reads("醫", "yī") and not reads("醫", "yí")
    assert reads_toneless("於", "yu") and not reads_toneless("於", "yú")
    assert toneless("lǜ") == "lü"


def test_rare_and_shared_characters_tell_nothing():
    assert telling("醫")
    assert not telling("院") and not telling("贇") and not telling("珺")


def test_every_reading_of_a_copy_goes_and_each_is_an_edit():
    doc = Repair()(document("參(cān)加活動(dòng)的專(zhuān)家有三位，\n都來(lái)自醫(yī)院。"))
    assert doc.text == "參加活動的專家有三位，\n都來自醫院。"
    assert [(edit.line, edit.before, edit.after, edit.rule) for edit in doc.edits] == [
        (1, "(zhuān)", "", "R211"), (1, "(dòng)", "", "R211"), (1, "(cān)", "", "R211"),
        (2, "(yī)", "", "R211"), (2, "(lái)", "", "R211")]
    assert "yī is a reading of 醫" in doc.edits[-2].why


def test_undone_is_as_before():
    doc = document("醫(yī)院發(fā)布通知")
    assert Repair()(doc).undo() == doc


def test_a_reading_of_a_character_that_both_scripts_share_stays():
    text = "醫(yī)院發(fā)布的教學(xué)通知說(shuō)，“行走”的行(xíng)是動(dòng)詞。"
    assert repaired(text) == "醫院發布的教學通知說，“行走”的行(xíng)是動詞。"


@pytest.mark.parametrize("text", [
    "他叫李珺(jùn)，来自北京。", "“瞭(liào)望”的写法在词典里", "古人写“國(guó)”字，今人写国字，边上有个玉。",
    "憂鬱(yù)：心情不好", "王(Wang)等人", "第一課 醫(yī)院(yuàn) 學(xué)校(xiào) 國(guó)家(jiā)",
    "這裡的長讀(dú)作長(zhǎng)", "當地(local)醫院(hospital)", "方程f(x)=a(e)", "什么??"])
def test_a_text_with_its_own_brackets_is_not_touched(text):
    assert repaired(text) == text


def test_one_glossed_character_in_a_long_traditional_text_stays():
    text = "國內醫學專家們認為這個問題關係到許多農村婦女兒童的健康，應該進一步開展調查。" * 12
    assert repaired(text + "他長期憂鬱(yù)成疾。") == text + "他長期憂鬱(yù)成疾。"


def test_a_reading_that_has_no_tone_takes_its_space_along():
    assert repaired("醫(yi) 師們(men) 關(guan) 於病人們(men) 、家屬的報告") == "醫師們關於病人們、家屬的報告"
    assert repaired("醫(yī)師們(men)關(guān)於病人們(men) 3次的報告") == "醫師們關於病人們 3次的報告"


def test_a_notion_is_no_talk_of_readings():
    mended = "規劃以健康城市理念爲引領，被解讀爲協調發展。"
    assert repaired("規劃(huà)以健康城市理念爲引領，被解讀爲協(xié)調發(fā)展。") == mended


@pytest.mark.parametrize("text, mended", [
    ("建立了市、縣(區)、鎮(zhèn)、村三級農(nóng)村的名冊。", "建立了市、縣(區)、鎮、村三級農村的名冊。"),
    ("打開(kāi)手機，稱(chèn)“可怕”。", "打開手機，稱“可怕”。")])
def test_a_character_between_two_marks_is_in_no_list_if_nothing_beside_it_is_read(text, mended):
    assert repaired(text) == mended


@pytest.mark.parametrize("text, mended", [
    ("招標過(guò)程中，編號爲(wéi)z(lián)ab，請來(lái)電", "招標過程中，編號爲zab，請來電"),
    ("辨別(bié)真假;\\(lǒng)請來(lái)電,醫(yī)院", "辨別真假;\\請來電,醫院")])
def test_a_character_may_be_found_around_a_reading_and_across_folded_punctuation(text, mended):
    assert repaired(text) == mended


@pytest.mark.skipif(DATA is None, reason="MEDCLEAN_TEST_DATA names no folder of real pages")
def test_a_real_annotated_page_is_restored():
    seeds = Path(str(DATA)) / "seeds"
    damaged = (seeds / "pinyin_annotated.txt").read_text(encoding="utf-8")
    gold = (seeds / "pinyin_annotated.gold.original-script.txt").read_text(encoding="utf-8")
    doc = Repair()(document(damaged))
    assert doc.text.strip() == gold.strip()
    assert len(doc.edits) == 192
