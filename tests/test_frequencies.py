"""How often characters are written: what is listed, what is told by its block, and the likelihood of a text."""
from __future__ import annotations

import pytest

from medclean.frequencies import LETTER, frequencies, likelihood, listed, units


def test_a_text_is_as_likely_as_its_characters_together() -> None:
    assert likelihood("的醫a") == pytest.approx(likelihood("的") + likelihood("醫") + LETTER)
    assert likelihood("") == 0


def test_what_is_listed_stands_in_the_table_and_a_rare_character_is_told_by_its_block() -> None:
    table = frequencies()
    assert all(table[ord(char)] == level for char, level in listed().items())
    assert table[ord("龘")] < table[ord("饕")] < table[ord("是")]
    assert likelihood("\ue000") < likelihood("é") < likelihood("、")


def test_each_language_finds_its_own_text_likelier() -> None:
    for text, language in (("今日は病院に行きます", "ja"), ("오늘은 병원에 갑니다", "ko"), ("今天我去医院", "zh")):
        assert max(("zh", "ja", "ko"), key=lambda each: likelihood(text, each)) == language


def test_a_character_beyond_the_first_plane_is_two_units_and_a_lone_surrogate_one() -> None:
    assert len(list(units("\U00020000甲\ud800"))) == 4
    assert likelihood("\U00020000") == likelihood("\ue000")
