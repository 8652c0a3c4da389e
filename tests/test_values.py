"""One table of units says what is a value, for all who ask."""
from __future__ import annotations

import pytest

from medclean.gaps import _GOES_ON
from medclean.metadata.headlines import is_value
from medclean.parse.pictures import _NUMBER_GOES_ON
from medclean.parse.raised import _MEASURED
from medclean.tables import load
from medclean.values import DOSE, MEASURED, is_matter

UNITS = load("units")
FORMER = ("ng pg dL μL nmol pmol μmol mEq kPa Pa cmH2O kcal kJ Gy mSv MBq Hz bpm mU nm μm min h d "
          "丸 瓶 包 枚 贴 喷 揿 斤 两 钱 支 滴 升 %").split()


def test_each_unit_stands_once_and_is_of_a_known_kind():
    assert len({unit for unit, _ in UNITS}) == len(UNITS)
    assert {kind for _, kind in UNITS} == {"measure", "form", "count"}


@pytest.mark.parametrize("unit, kind", UNITS, ids=[unit for unit, _ in UNITS])
def test_a_number_before_a_unit_is_measured_and_a_dose_where_no_page_counts_in_it(unit, kind):
    for text in (f"每次5 {unit}", f"每次5{unit}，早晚", f"＜1.5{unit}"):
        assert MEASURED.search(text) and is_matter(text)
    assert bool(DOSE.search(f"每次5 {unit}")) is (kind != "count")


@pytest.mark.parametrize("unit", FORMER)
def test_units_that_no_guard_knew(unit):
    assert unit in dict(UNITS) and MEASURED.search(f"5 {unit}")


@pytest.mark.parametrize("text", ["10⁹/L", "每小时3 µg", "3ug", "140/90", "38.5", "评分15分", "6丸", "90 bpm", "1片tid",
                                  "5㎎", "2 ㏄", "10㎝", "80万单位", "400萬單位", "5万U", "20 万 IU", "肾上腺素 1:1000", "1.5/2.5"])
def test_values_of_all_kinds(text):
    assert MEASURED.search(text)


@pytest.mark.parametrize("text", ["5 mgs of it", "2020年", "3天前", "5分钟前", "2003-7-24 钱江晚报", "10时20分", "10:20分",
                                  "12楼", "第3页", "32条评论", "浏览5万次", "21:1000", "10万Users", "5万人"])
def test_what_is_no_value(text):
    assert not MEASURED.search(text)


@pytest.mark.parametrize("unit", ["kPa", "mmHg", "ng", "μmol", "MBq", "℃", "毫升", "微克"])
def test_the_readers_of_numbers_know_the_same_units(unit):
    for pattern in (_NUMBER_GOES_ON, _MEASURED, _GOES_ON):
        assert pattern.match(f"{unit} 早晚")
    assert is_value(f"血药浓度 12.5{unit}")


@pytest.mark.parametrize("text", ["升高了", "克服困难", "两组患者", "Uniform", "grams", "mmHgs"])
def test_the_beginning_of_another_word_is_no_unit(text):
    assert not any(pattern.match(text) for pattern in (_NUMBER_GOES_ON, _MEASURED, _GOES_ON))
