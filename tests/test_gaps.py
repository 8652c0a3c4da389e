"""A number that lacks a digit is told from one that has an icon beside it."""
from __future__ import annotations

import pytest

from medclean.gaps import begins_number, in_number, lacks_number


@pytest.mark.parametrize("text", ["每次_mg", "每次 _ mg", "_ mg", "占_%", "体温_℃", "用量：_ 毫克", "(_ mg)", "<_ mmol/L"])
def test_a_unit_without_its_number(text):
    assert lacks_number(*text.split("_")) and in_number(*text.split("_"))


@pytest.mark.parametrize("text", ["插入_U盘", "_ 公斤级比赛", "_ 克服困难", "_微信", "_", "5_mg", "abc_ mL", "_ mg.example.com"])
def test_a_unit_that_lacks_none(text):
    assert not lacks_number(*text.split("_"))


@pytest.mark.parametrize("text", [
    "5_%", "5_ mg", "5_ 毫克", "37._℃", "约0._。", "5_.5 g", "5~_。", "≥_分", "120_/80", "5_~10", "10_/L", "±_。", "共3 _ mg"])
def test_a_number_that_is_cut(text):
    assert in_number(*text.split("_"))


@pytest.mark.parametrize("text", [
    "浏览120_", "浏览 120 _ 点赞 3", "1._门诊", "说明：2._住院", "_3573 标签", "_ 2020-03-05", "12_条评论", "第5_页"])
def test_an_icon_beside_a_number(text):
    assert not in_number(*text.split("_")) and not begins_number(text.split("_")[1])


@pytest.mark.parametrize("text", ["0 mg", ".5%", "36.5", "20/80 mmHg", "-10 mg", "~10 片", "0毫升"])
def test_the_rest_of_a_value(text):
    assert begins_number(text)


@pytest.mark.parametrize("text", [" 50 kg", "120", "1.2万", "8.5分", "12条评论", "2020.03.05", "3573 标签", "10-20", "35人参与"])
def test_what_is_whole(text):
    assert not begins_number(text)
