"""The day of something else than the page stays in the text, and is not the page's date."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.days import is_of_something, is_visitors, stamp_form
from medclean.tables import fold

_TEXT = ["各科室请派两名医生参加，会上由心内科主任讲解高血压患者的用药，请提前十分钟入场。",
         "参会人员请携带工作证，会后每人领取一本手册，未能到场的科室请自行安排时间补学。"]


@pytest.mark.parametrize("line", ["会议时间：2024-05-01 09:00", "有效期至：2026年3月1日", "报名截止 2024/05/01", "就診時間：2024-05-01",
                                  "（收稿日期：2023-05-01）", "接種時間：每週二上午", "领药时间：周一至周五"])
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
    assert clean(page.format(name="黄连素", other="它")).metadata.authors == ()
    assert clean(page.format(name="林清溪", other="它")).metadata.authors == ("林清溪",)


@pytest.mark.parametrize("line", ["公示时间：2024年5月1日至2024年5月7日", "公告日期：2023-12-30", "修订日期：2012年10月01日", "签发日期：2023-12-28"])
def test_the_days_of_a_notice_and_of_a_leaflet_stay(line):
    html = "<h1>关于先进工作者的公示</h1>" + "".join(f"<p>{each}</p>" for each in [*_TEXT, line, "青松医院", "2024年4月30日"])
    doc = clean(f"<html><body>{html}</body></html>", to="keep")
    assert line in doc.text.split("\n") and doc.metadata.date == "2024-04-30"  # that it is signed with


def test_beside_a_source_a_day_is_the_page_s():
    line = "公告日期：2023-12-30 来源：青松日报"
    doc = clean(f"<html><body><h1>关于先进工作者的公示</h1><p>{line}</p><p>{_TEXT[0]}</p><p>{_TEXT[1]}</p></body></html>")
    assert (doc.metadata.date, doc.metadata.publisher) == ("2023-12-30", "青松日报") and line not in doc.text


def test_today_under_the_headline_is_not_the_page_s_day():
    for today in ("今天是2024年5月1日 星期三", "今天是：2024年5月1日 农历三月廿三 星期三"):
        page = f"<html><body><h1>高血压患者的日常管理</h1><div>{today}</div><p>{_TEXT[0]}</p><p>{_TEXT[1]}</p></body></html>"
        assert clean(page).metadata.date is None


def test_a_leaflet_s_days_are_no_part_of_its_title():
    lines = ["苯磺酸氨氯地平片说明书", "核准日期：2007年03月30日", "请仔细阅读说明书并在医师指导下使用。", *_TEXT]
    doc = clean("\n".join(lines), to="keep")
    assert "核准日期" not in (doc.metadata.title or "") and lines[1] in doc.text.split("\n")


def test_an_author_s_box_may_name_whom_the_text_names():
    page = ("<html><body><h1>我的行医笔记</h1><p class=author>王立新</p><p>大家好，我是王立新，是一名内科的医生，在云溪市工作。</p>"
            "<p>我每周写一篇文章，说说看病的事，请大家叫我王立新，有问题可以留言告诉我。</p></body></html>")
    assert clean(page).metadata.authors == ("王立新",)


def test_stamps_of_one_form_differ_in_their_numbers_alone():
    assert stamp_form("2021-03-03 08:12 急诊科") == stamp_form("2021-11-20 9:40心内科") != ""
    assert stamp_form("2021年3月3日") != stamp_form("2021-03-03") != stamp_form("2021-03-03 08:12")
    assert [stamp_form(line) for line in ("140/90mmHg", "2片，每日三次", "患者2021-03-03入院", "2021例", "")] == [""] * 5


@pytest.mark.parametrize("line", ["时间：空腹", "时间：饭前半小时", "日期：术后第3天", "服药时间：睡前", "服药时间：8:00", "時間丨早飯後"])
@pytest.mark.parametrize("above", [True, False])
def test_when_a_drug_is_taken_is_no_page_s_day(line, above):
    lines = ["高血压用药", *([line, *_TEXT] if above else [*_TEXT, line])]
    page = "<h1>{}</h1>".format(lines[0]) + "".join(f"<p>{each}</p>" for each in lines[1:])
    assert line in clean("\n".join(lines), to="keep").text.split("\n")
    assert line in clean(f"<html><body>{page}</body></html>", to="keep").text.split("\n")
