"""The day of something else than the page stays in the text, and is not the page's date."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.days import is_of_something, is_visitors
from medclean.tables import fold

_TEXT = ["各科室请派两名医生参加，会上由心内科主任讲解高血压患者的用药，请提前十分钟入场。",
         "参会人员请携带工作证，会后每人领取一本手册，未能到场的科室请自行安排时间补学。"]


@pytest.mark.parametrize("line", ["会议时间：2024-05-01 09:00", "有效期至：2026年3月1日", "报名截止 2024/05/01", "就診時間：2024-05-01",
                                  "（收稿日期：2023-05-01）"])
@pytest.mark.parametrize("flat", [False, True])
def test_the_day_of_something_else_stays(line, flat):
    assert is_of_something(fold(line))
    lines = ["高血压用药培训通知", line, *_TEXT]
    html = f"<h1>{lines[0]}</h1>" + "".join(f"<p>{each}</p>" for each in lines[1:])
    doc = clean("\n".join(lines) if flat else f"<html><body>{html}</body></html>", to="keep")
    assert line in doc.text.split("\n") and doc.metadata.date is None


@pytest.mark.parametrize("line", ["发布时间：2024-05-01", "公布日期：2024-05-01", "刊发时间 2024-05-01 09:00", "更新于 2024-05-01",
                                  "出版：2024-05-01", "發佈日期：2024-05-01", "2024-05-01", "日期：2024-05-01"])
def test_the_page_s_own_day_goes(line):
    assert not is_of_something(fold(line))
    html = f"<h1>高血压用药培训通知</h1><p>{line}</p>" + "".join(f"<p>{each}</p>" for each in _TEXT)
    doc = clean(f"<html><body>{html}</body></html>", to="keep")
    assert line not in doc.text and doc.metadata.date.startswith("2024-05-01")


@pytest.mark.parametrize("line", ["今天是2024年5月1日", "注册时间：2008-01-04", "最后登录时间 2024-05-01", "Joined: 2008-01-04"])
def test_the_day_of_a_visit_is_nobody_s(line):
    assert is_visitors(fold(line)) and not is_of_something(fold(line))


def test_what_the_article_speaks_of_is_no_author():
    page = ("<html><body><h1>老药新用</h1><div>2024-05-01</div><div>{name}</div><p>{name}是从黄连中提取的药物，常用于治疗腹泻。</p>"
            "<p>近年的研究发现，{other}还能降低血脂，患者应当在医生指导下服用。</p></body></html>")
    assert clean(page.format(name="黄连素", other="黄连素")).metadata.authors == ()
    assert clean(page.format(name="黄连素", other="它")).metadata.authors == ("黄连素",)  # said once: may be a person's name
