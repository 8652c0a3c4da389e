"""Offices and titles: each kind is told from the others, and from names."""
from __future__ import annotations

import re

import pytest

from medclean.staff import DEGREE, OFFICE, PRESS_OFFICE, RANKED, TITLE, is_ward


@pytest.mark.parametrize("text", ["儿科", "产科", "心内科", "检验科", "手术室", "急诊室", "重症病房", "内科病区", "云溪市肾内科", "妇产科", "皮肤科室",
                                  "治未病科", "全科医学科"])
def test_a_ward_is_one(text):
    assert is_ward(text) and re.fullmatch(OFFICE, text) and not re.fullmatch(PRESS_OFFICE, text)


@pytest.mark.parametrize("text", ["宣传科", "新闻科", "编辑部", "云溪医院产科", "云溪健康报", "王小明", "科学", "科", "内科的医生", "工作室",
                                  "王建科", "李科", "陈文科", "罗永科", "医学百科", "果壳百科", "护理学科", "王全科"])
def test_what_makes_pages_or_has_its_houses_name_is_no_ward(text):
    assert not is_ward(text)


@pytest.mark.parametrize("text", ["宣传科", "云溪医院宣传部", "新媒体中心", "融媒中心", "编辑部", "党委办公室", "党政办", "信息中心", "新闻发布处"])
def test_an_office_that_makes_pages(text):
    assert re.fullmatch(PRESS_OFFICE, text)


@pytest.mark.parametrize("source, hits, keeps", [
    (RANKED, ["副主任医师", "主治中医师", "住院药师"], ["医师", "主任", "执业药师"]),
    (DEGREE, ["医师", "副主任护师", "执业药师", "实习医师", "营养师"], ["医生", "教授", "老师"]),
    (TITLE, ["副主任医师", "主治医生", "护士长", "教授", "大夫", "副院长"], ["老师", "工程师", "院", "主治"])])
def test_a_title_is_one_and_other_work_is_none(source, hits, keeps):
    assert all(re.fullmatch(source, text) for text in hits)
    assert not any(re.fullmatch(source, text) for text in keeps)
