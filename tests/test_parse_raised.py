"""What is raised after a number stays apart from it."""
from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.parse.html import parse_html
from medclean.parse.raised import shifted


@pytest.mark.parametrize(("before", "text", "written"), [
    ("0", "9", "⁹"), ("0", "９", "⁹"), ("0", "－９", "⁻⁹"), ("0", "- 3", "⁻³"), ("0", "⁻3", "⁻³"), ("0", "n", "ⁿ"),
    ("x", "n+1", "ⁿ⁺¹"), ("a", "2+", "²⁺"), ("0", "9/L", "⁹/L"), ("0", "9 /L", "⁹ /L"), ("0", "9个/L", "⁹个/L"),
    ("0", "9，", "⁹，"), ("a", "2+、", "²⁺、"), ("0", "9[1]", "⁹[1]"),
    ("0", "9/L，" + "中性粒细胞占80%，" * 5, "⁹/L，" + "中性粒细胞占80%，" * 5)])
def test_what_has_a_raised_form_gets_it(before, text, written):
    assert shifted(text, "sup", before) == written


@pytest.mark.parametrize(("before", "text", "written"), [
    ("0", "6.5", "^6.5"), ("0", "-3.5", "^-3.5"), ("0", "-6.5 mol/L", "^-6.5 mol/L"), ("2", "1/2", "^(1/2)"),
    ("0", "3~5", "^(3~5)"), ("0", "2x", "^(2x)"), ("0", "5%", "^(5%)"), ("0", "9或10", "^(9或10)"),
    ("9", "1,2", "^(1,2)"), ("0", "9/100ml", "^(9/100ml)"), ("0", "2³", "^(2³)"), ("m", "2.5", "^2.5"),
    ("r", "-1.234", "^-1.234"), ("龄", "-0.179", "^-0.179"), (")", "1/2", "^(1/2)")])
def test_a_power_that_has_none_stands_behind_a_circumflex(before, text, written):
    assert shifted(text, "sup", before) == written


@pytest.mark.parametrize(("before", "text"), [
    ("究", "1,2"), ("e", "1,2"), ("究", "[1]"), ("9", "[1]"), ("1", "st"), ("5", "*"), ("5", "△"), ("T", "TM"),
    ("次", "1/2"), ("第", "n"), ("", "6.5"), ("0", ""), ("0", "年")])
def test_notes_references_and_ordinals_stay(before, text):
    assert shifted(text, "sup", before) == text


def test_a_raised_letter_is_no_unit_of_the_number():
    assert [shifted(text, "sup", "7") for text in "aohA"] == ["ᵃ", "°", "ʰ", "A"]


@pytest.mark.parametrize(("before", "text", "written"), [
    ("O", "2", "₂"), ("O", "2，", "₂，"), ("2", "1/2", "_(1/2)"),
    ("M", "2.5", "2.5"), ("t", "1/2", "1/2"), ("A", "1c", "1c"), ("O", "2≥95%", "2≥95%")])
def test_lowered_text_is_part_of_a_name_unless_a_number_stands_before(before, text, written):
    assert shifted(text, "sub", before) == written


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text("0123456789０９.,/~+-−()，、%nLx个 ", max_size=60), st.sampled_from(["sup", "sub"]))
def test_no_digit_continues_the_number_and_none_is_lost(text, tag):
    written = shifted(text, tag, "0")
    assert written == text if text.startswith("/") else not re.match(r"[+\-−]?[.,/~]?[0-9０-９]", written)
    plain = [unicodedata.normalize("NFKC", each) for each in (text, written)]
    assert re.findall("[0-9]", plain[0]) == re.findall("[0-9]", plain[1])


def line(html: str) -> str:
    html = html.replace("<up>", "<b style=vertical-align:super>").replace("<down>", "<b style=vertical-align:sub>")
    html = html.replace("</up>", "</b>").replace("</down>", "</b>")
    return "|".join(each.text for each in parse_html(f"<p>{html}").lines)


@pytest.mark.parametrize(("html", "text"), [
    ("血压120<sub>/80</sub>mmHg，130<sup>/85</sup>mmHg", "血压120/80mmHg，130/85mmHg"),
    ("血压120/<down>80</down>mmHg，每次服<up>5</up>mg，共1<down>0</down>片", "血压120/80mmHg，每次服5mg，共10片"),
    ("血压120/<sub>80</sub>&nbsp;mmHg", "血压120/80\xa0mmHg"), ("每次服<sup>0.5</sup><b>m</b>g", "每次服0.5mg"),
    ("每次服<up>5</up>片", "每次服5片"), ("每次1<up>0</up>毫克", "每次10毫克"), ("<up>5</up>次", "5次"),
    ("每次<sup>5</sup>mg，<s>和<sup>6</sup></s>mg", "每次5mg，mg|和⁶"), ("每次服<sup>5", "每次服⁵"),
])
def test_a_value_that_is_moved_for_its_looks_stays(html, text):
    assert line(html) == text


@pytest.mark.parametrize(("html", "text"), [
    ("4×10<up>9</up>/L", "4×10⁹/L"), ("共10<b></b><up>3</up> mg", "共10³ mg"), ("5<up>2</up>个", "5²个"),
    ("CO<down>2</down>mmHg", "CO₂mmHg"), ("Ca(OH)<down>2</down>5mg", "Ca(OH)₂5mg"), ("Ca<up>2+</up>mmol", "Ca²⁺mmol"),
    ("共50<sup>1</sup>mg", "共50¹mg"), ("研究<sup>5</sup>显示", "研究⁵显示"), ("示踪剂<sup>131</sup>I", "示踪剂¹³¹I"),
])
def test_a_power_or_an_index_counts_before_a_unit_too(html, text):
    assert line(html) == text
