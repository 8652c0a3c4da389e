from __future__ import annotations

import os
from pathlib import Path

import pytest

from damage import Site, damaged
from medclean.document import Document, Line
from medclean.repair import Repair, shifted
from medclean.repair.gbk import codes, oddness
from medclean.repair.model import model

DATA = os.environ.get("MEDCLEAN_TEST_DATA")


def document(text: str) -> Document:
    return Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))


def repaired(text: str) -> str:
    return Repair()(document(text)).text


@pytest.mark.parametrize("damaged, mended", [
    ("受到當?shù)厝罕姷钠毡闅g迎", "受到當地群眾的普遍歡迎"),
    ("海琴?gòu)V場(chǎng)4個(gè)", "海琴廣場4個"),
    ("31個(gè)?。ㄗ灾螀^(qū)、", "31個省（自治區、"),
    ("中醫藥大?fà)W附屬(shǔ)", "中醫藥大學附屬"),
    ("產(chǎn)性轉(zhuǎn)化?！?/strong>", "產性轉化。”</strong>"),
    ("當(dāng)?shù)夭±?7例", "當地病例\ufffd7例"),
    ("周?！⒄阋会t院", "周睿、浙一醫院"),
    ("幫助村民勞作?!稗r行自助循環貸真好,我家5年來一直用。", "幫助村民勞作。“農行自助循環貸真好,我家5年來一直用。"),
    ("血糖長(cháng)期控制在正?；蚪咏K?。", "血糖長期控制在正常或接終?。"),
])
def test_real_shifted_runs_are_restored(damaged, mended):
    assert repaired(damaged) == mended


@pytest.mark.parametrize("text", ["什么??", "真的?！我不信。", "他問：“去哪?”", "是嗎?。好的", "Why?!", "真的?!我不信,他說。", "a?b)c", "?(?(?("])
def test_question_marks_of_their_own_stay(text):
    assert repaired(text) == text


@pytest.mark.parametrize("text, listed, folded, lost", [
    ("花費三萬元，數額巨大，無人報銷。", (("瑪", "mǎ"), ("萬", "wàn")), "after", "?"),
    ("受到當地群眾的普遍歡迎，數年來一直如此。", (("數", "shù"), ("歡", "huān")), "never", ""),
    ("護士說：“請按時服藥，病情會好轉。”他現在生活正常。“認真就好。”家屬說。",
     (("護", "hù"), ("說", "shuō"), ("時", "shí"), ("認", "rèn")), "never", ""),
    ("他每兩個月複診一次，護士認真作記錄。", (("績", "jī"), ("個", "gè"), ("認", "rèn")), "never", "?"),
    ("醫生說，幫母親分擔一點家務。", (("醫", "yī"), ("說", "shuō"), ("瑤", "yáo"), ("親", "qīn")), "never", ""),
    ("這個護士聽說他去了幾次醫院。", (("這", "zhè"), ("護", "hù"), ("聽", "tīng"), ("藥", "lüè")), "never", ""),
    ("她在這個單位得了三個獎。", (("劇", "jù"), ("這", "zhè"), ("個", "gè")), "never", ""),     # the end of the line is lost, too
])
def test_the_marks_that_sites_leave_behind_are_understood(text, listed, folded, lost):
    site = Site(listed, folded=folded, lost=lost)
    broken, whole = damaged(text, site)
    assert "(" in broken and repaired(broken) == whole


@pytest.mark.parametrize("text, listed, folded", [
    ("這是思壯導航公司，護士說", (("級", "jí"), ("這", "zhè"), ("護", "hù")), "never"),     # not 即, read jí
    ("這位護士表示，海口工商也關注到", (("這", "zhè"), ("護", "hù")), "after"),
    ("這個信息真的讓人感到憤怒啊，究竟是什麼", (("這", "zhè"), ("個", "gè")), "never"),      # no ！ that it had cut at
    ("這個護士去過桂林、梧州、北海、崇左、來賓、賀州", (("這", "zhè"), ("個", "gè")), "never"),   # no 。
])
def test_what_the_site_cannot_have_done_is_not_read(text, listed, folded):
    broken, whole = damaged(text, Site(listed, folded=folded))
    assert "(" in broken and repaired(broken) == whole


def test_a_sentence_cut_at_a_half_width_mark_is_read_on_a_page_without_readings():
    text = "鍛煉應當量力而行，循序漸進。科學的運動方式能夠幫助患者改善睡眠，降低血糖水平。"
    broken, whole = damaged(text, Site((), folded="after"))
    assert "??" in broken and repaired(broken) == whole


@pytest.mark.parametrize("text", ["這是什麼??我不知道怎麼辦。", "血壓140要吃藥嗎??還是先運動??", "為什麼??因為流感病毒變異很快。"])
def test_two_question_marks_that_people_write_stay(text):
    assert repaired(text) == text


@pytest.mark.parametrize("folded", ["never", "before", "after"])
@pytest.mark.parametrize("text", [
    "這種療法需要長期堅持。患兒需要緊急手術來挽救生命，醫生建議立即住院治療。", "兩組患者的情況相近。現將結果報道如下，供醫生參考。"])
def test_what_a_site_drops_and_where_it_cuts_at_a_comma_is_read(text, folded):
    """It drops pairs that are private characters of GBK, and shows a question mark for half a pair."""
    listed = (("醫", "yī"), ("術", "shù"), ("現", "xiàn"), ("療", "liáo"))
    broken, whole = damaged(text, Site(listed, folded=folded, private=True))
    assert "?" in broken and repaired(broken) == whole


def test_a_question_mark_of_its_own_stays_on_a_page_that_is_a_copy():
    """It costs much before a half-width mark: ways near the best one leave it out, and what they read is far worse."""
    copy = "無法履行兌(duì)換約(yào)定?!赤裸裸的欺詐!如果去,是消費(fú)者的責任,消費(fú)者去了,作廢(fèi)!"
    assert repaired(copy) == "無法履行兌換約定?!赤裸裸的欺詐!如果去,是消費者的責任,消費者去了,作廢!"


@pytest.mark.parametrize("text", ["接受采访时?；说?；是否逮捕只是程序措施的适用问题",
                                  "四年后奚晓明大学?!毕业??被分?!配至最高法研究室"])
def test_marks_of_its_own_in_simplified_text_stay(text):
    """Read one byte off these are likelier by more than a repair asks for; but copies are Traditional."""
    assert repaired(text) == text


def test_a_swallowed_mark_stays_open():
    site = Site((("數", "shù"), ("這", "zhè"), ("個", "gè")), folded="before")
    broken, whole = damaged("這是當地病例，共有三個。", site)
    assert whole == "這是當地病例\ufffd共有三個。" == repaired(broken)


def test_no_pair_of_bytes_is_a_character_of_ascii():
    assert not any(char.isascii() for char in codes()) and len(codes()) == 21_791


def test_a_form_that_texts_seldom_write_costs_more():
    assert oddness("曏") > oddness("向") == 0
    assert oddness("機") == 0 < oddness("机")


def test_more_digits_of_a_number_cost_nothing():
    assert model().total("病例17例") == model().total("病例170例") == model().total("病例1例")


def test_what_cannot_be_known_is_a_hole_and_a_warning():
    doc = Repair()(document("當(dāng)?shù)夭±?7例"))
    (note,) = doc.warnings
    assert note.line == 1 and note.rule == "R201" and "swallowed" in note.why


def test_an_edit_says_which_bytes_were_lost():
    doc = Repair()(document("受到當?shù)厝罕姷钠毡闅g迎"))
    (edit,) = doc.edits
    assert edit.rule == "R201" and "B5 of 數, read shù" in edit.why
    assert doc.undo() == document("受到當?shù)厝罕姷钠毡闅g迎")


def test_the_work_on_one_document_is_bounded_and_the_rest_is_told(monkeypatch):
    monkeypatch.setattr(shifted, "MOST_WORK", 0)
    doc = Repair()(document("受到當?shù)厝罕姷钠毡闅g迎\n受到當?shù)厝罕姷钠毡闅g迎"))
    (note,) = doc.warnings
    assert doc.text == "受到當地群眾的普遍歡迎\n受到當?shù)厝罕姷钠毡闅g迎"
    assert note.line == 2 and "too many" in note.why


@pytest.mark.parametrize("line", [
    "醫(yī)當??湍??赣H。\n", "醫(yī)當?湍?赣H。\n", "，yáo)湍赣H醫(yī)", "醫(yī)。钡。", "當?shù)夭±?7例病例?醫(yī)/strong>",
    "醫(yī)院當?shù)厝罕姷钠毡闅g迎\n",
])
def test_all_kinds_of_hostile_text_are_bounded_by_the_same_work(monkeypatch, line):
    readers = []

    class Counted(shifted.Reader):
        def __init__(self, *args):
            super().__init__(*args)
            readers.append(self)

    monkeypatch.setattr(shifted, "Reader", Counted)
    monkeypatch.setattr(shifted, "MOST_WORK", 20_000)
    doc = Repair()(document(line * 1500))
    (reader,) = readers
    assert 20_000 < reader.work < 20_000 + 400_000      # no more than one run besides
    assert [note.why[:8] for note in doc.warnings if note.why.startswith("too many")] == ["too many"]


def test_a_run_with_too_many_unknowns_stays_and_is_told():
    text = "醫(yī)院發(fā)布通知，當(dāng)?shù)" + "?" * 20 + "厝罕姷"
    doc = Repair()(document(text))
    assert doc.text == "醫院發布通知，當?shù)" + "?" * 20 + "厝罕姷"
    assert ("R201", 1) in {(note.rule, note.line) for note in doc.warnings}
    assert any("too many unknowns" in note.why and text.startswith("?shù)", note.start) for note in doc.warnings)


@pytest.mark.skipif(DATA is None, reason="MEDCLEAN_TEST_DATA names no folder of real pages")
def test_a_real_page_with_shifted_runs_is_restored():
    seeds = Path(str(DATA)) / "seeds"
    damaged = (seeds / "pinyin_frame_damage.txt").read_text(encoding="utf-8")
    gold = (seeds / "pinyin_frame_damage.gold.original-script.txt").read_text(encoding="utf-8")
    doc = Repair()(document(damaged))
    assert doc.text.split("\n")[1:] == gold.strip().split("\n")
    assert sum(edit.rule == "R201" for edit in doc.edits) == 10
