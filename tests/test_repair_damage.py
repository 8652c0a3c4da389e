"""Properties over generated damage: what repair may never do, whatever a site did to the text."""
from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from damage import HOLE, Site, damaged, random_site
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.document import Document, Line
from medclean.repair.readings import readings
from medclean.rules import all_rules, run_rules

PIECES = ("當地羣眾普遍歡迎", "他長期控制血糖", "，", "。", "：", "患者17例", "每次500mg", "疾病，一個月後復診。", "專科聯盟", "（自治區）",
          "醫院發布通知", "護士張曉雲說：“請按時服藥。”", "體溫37.5℃", "共3個小時", "約10%", "用維生素B12", "。看病難？", "健康；平安！")
KEPT = ("王(Wang)等人報道", "片(metformin)500mg", "什么??", "在“行走”中读行(xíng)。", "國家衛健委(NHC)", "f(x)=a(e)",
        "天(tiān)地(dì)人(rén)你(nǐ)我(wǒ)他(tā)", "劉贇(yūn)醫師", "p<0.05(n=30)", "真的?!", "他姓仇(qiú)。", "（見圖1）")
NUMERALS = "零〇一二三四五六七八九十兩半百千萬"
SETTINGS = settings(max_examples=60, derandomize=True, deadline=None)


def repaired(text: str) -> str:
    return run_rules(Document(lines=(Line(1, text),)), (*all_rules("R2"), *all_rules("R5"))).text


def known(text: str) -> str:
    """The digits, numerals, letters and units of a text."""
    return "".join(char for char in text if char.isascii() and char.isalnum() or char in "％℃ⅠⅡⅢ" or char in NUMERALS
                   or "\uff10" <= char <= "\uff5a")


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=12), st.integers(0, 10**6), st.booleans())
def test_nothing_guessed_becomes_a_digit_a_unit_or_a_letter(pieces, seed, private):
    text = "".join(pieces)
    site = replace(random_site(random.Random(seed), least=300, most=900), private=private)
    broken, whole = damaged(text, site)
    mended = repaired(broken)
    assert not Counter(known(mended)) - (Counter(known(broken)) | Counter(known(whole)))


@pytest.mark.parametrize("text, seed", [
    ("患者已經治療百個月；這種藥吃了六粒。醫生要求觀察一粒。這種藥吃了九歲，患者已經治療〇片，", 34),
    ("醫生要求觀察半粒，她住院四毫升，患者已經治療五次。醫生要求觀察二片；患者已經治療一歲。", 95)])
@pytest.mark.parametrize("lost", ["?", ""])
def test_nothing_guessed_becomes_a_numeral(text, seed, lost):
    """片 and 七 begin with the same byte, 二片 is not to become 二十一."""
    broken, whole = damaged(text, random_site(random.Random(seed), 300, 900, lost))
    assert not Counter(known(repaired(broken))) - (Counter(known(broken)) | Counter(known(whole)))


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10), st.integers(0, 10**6))
def test_annotations_alone_are_taken_out_exactly(pieces, seed):
    text = "".join(pieces)
    site = Site(random_site(random.Random(seed), least=300, most=900).listed, cuts=False)
    broken, whole = damaged(text, site)
    if "?" not in broken and repaired(broken) != broken:
        assert repaired(broken) == whole


@SETTINGS
@given(st.lists(st.sampled_from(KEPT), min_size=1, max_size=6))
def test_clean_text_is_never_changed(pieces):
    text = "".join(pieces)
    assert repaired(text) == text


@SETTINGS
@given(st.text(alphabet="醫院發布?？。！；;!(（)）yīshùa ，天地數", max_size=60))
def test_any_text_can_be_repaired_and_undone(text):
    doc = Document(lines=(Line(1, text),))
    assert run_rules(doc, all_rules("R2")).undo() == doc


@SETTINGS
@given(st.sampled_from(sorted(readings())), st.integers(0, 5))
def test_a_single_gloss_in_simplified_text_stays(char, place):
    read = sorted(readings()[char])[0]
    text = f"这个词里的{char}({read})写法少见，请读者们记住。"
    assert repaired(text) == text


def test_the_generator_reproduces_real_damage():
    site = Site((("數", "shù"),))
    assert damaged("受到當地群眾的普遍歡迎", site)[0] == "受到當?shù)厝罕姷钠毡闅g迎"
    site = Site((("數", "shù"), ("當", "dāng")))
    assert damaged("當地病例17例", site) == ("當(dāng)?shù)夭±?7例", f"當地病例{HOLE}7例")
    assert damaged("周睿、浙一醫院", Site(()))[0] == "周?！⒄阋会t院"
    assert damaged("產性轉化。”</strong>", Site(()))[0] == "產性轉化?！?/strong>"
