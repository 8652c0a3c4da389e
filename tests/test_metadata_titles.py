"""Headlines and days of pages that name their site in every other way."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.metadata.titles import names_site, signed_site, uncut

_NAME = "高血压患者冬季如何用药"
_TEXT = ("<p>专家介绍，高血压患者入冬以后要注意保暖，按时服药，每天早晚各测一次血压并且记录下来。</p>"
         "<p>如果连续三天血压偏高，应当尽快到医院就诊，由医生调整剂量，不可自行加减药物。</p>")
_SITE = '<meta property="og:site_name" content="杏林苑">'


def _page(title: str, heading: str = "", head: str = "", above: str = "", date: str = "2020-01-03",
          foot: str = "") -> str:
    return (f"<html><head><title>{title}</title>{head}</head><body><div><a href=/>首页</a> <a href=/x>疾病</a></div>{above}"
            f"<div class=c>{heading}<div>{date}</div>{_TEXT}</div><div>{foot}</div></body></html>")


@pytest.mark.parametrize("title", [f"{_NAME}（杏林苑）", f"杏林苑：{_NAME}", f"{_NAME}·杏林苑", f"{_NAME} 杏林苑", f"{_NAME} / 杏林苑",
                                   f"杏林苑-{_NAME}", f"{_NAME}-杏林苑", f"{_NAME} > 杏林苑"])
def test_the_sites_name_goes_whatever_mark_is_beside_it(title: str) -> None:
    assert clean(_page(title, head=_SITE)).metadata.title == _NAME


def test_the_notice_at_the_foot_names_the_site() -> None:
    assert clean(_page(f"{_NAME}-杏林苑", foot="Copyright © 2020 杏林苑 版权所有")).metadata.title == _NAME
    assert clean(_page(f"{_NAME}-杏林苑")).metadata.title == f"{_NAME}-杏林苑"
    assert signed_site("甲乙-丙丁", ["丙丁来了"]) is None


def test_sections_go_that_the_path_names() -> None:
    path = "<div>您的位置：<a href=/>杏林苑</a> &gt; <a href=/y>心血管病</a> &gt; 正文</div>"
    assert clean(_page(f"{_NAME}-心血管病-杏林苑", above=path)).metadata.title == _NAME


@pytest.mark.parametrize("title", ["杏林县人民医院", "新闻中心-杏林县人民医院", "文章详情"])
@pytest.mark.parametrize("tag", ["h1", "h2", "h3"])
def test_where_the_title_names_the_site_alone_the_heading_is_the_headline(title: str, tag: str) -> None:
    assert clean(_page(title, f"<{tag}>{_NAME}</{tag}>")).metadata.title == _NAME


@pytest.mark.parametrize("title", ["守护生命——记某医院急诊科", "医院里的年夜饭"])
def test_headlines_that_name_an_institution_stay(title: str) -> None:
    assert clean(_page(f"{title} - 杏林日报")).metadata.title == title
    assert not names_site(title, None)


@pytest.mark.parametrize("end", ["...", "…", "...._杏林网"])
def test_a_title_cut_short_is_made_whole_by_the_heading(end: str) -> None:
    assert clean(_page(_NAME[:8] + end, f"<h1>{_NAME}</h1>")).metadata.title == _NAME
    assert uncut("等等...", ["等等再说，不要急"]) == "等等..."


def test_key_words_behind_the_headline_go() -> None:
    assert clean(_page(f"{_NAME},高血压用药,降压药-杏林苑", f"<h1>{_NAME}</h1>")).metadata.title == _NAME


@pytest.mark.parametrize("date, day", [
    ('<time datetime="2021-05-06T10:20:00+08:00">3小时前</time>', "2021-05-06T10:20:00+08:00"),
    ('<time datetime="2021-05-06T10:20:00+08:00">2021-05-06</time>', "2021-05-06T10:20:00+08:00"),
    ('2021-05-03 <time datetime="2021-05-06">3小时前</time>', "2021-05-03"),
    ("更新时间：2021-05-07 11:00", "2021-05-07T11:00"),
    ("发布时间：2021-05-06 更新时间：2021-05-07", "2021-05-06"),
    ('更新时间：2021-05-07 <time datetime="2021-05-06">昨天</time>', "2021-05-06"),
], ids=["time", "time-of-day", "printed-first", "update", "published", "earlier"])
def test_the_day_of_an_update_or_of_a_time_element_is_the_last_resort(date: str, day: str) -> None:
    assert clean(_page(_NAME, f"<h1>{_NAME}</h1>", date=date)).metadata.date == day


def test_a_heading_that_is_the_sites_name_before_the_headline_is_not_the_title() -> None:
    site = "<h1><a href=/>云溪健康网</a></h1>"
    assert clean(_page(f"云溪健康网 - {_NAME}", heading=f"<h2>{_NAME}</h2>", above=site)).metadata.title == _NAME
    assert clean(_page(f"{_NAME} - 云溪健康网", heading=f"<h2>{_NAME}</h2>", above=site)).metadata.title == _NAME


@pytest.mark.parametrize("printed, date", [("2021年3月8日", "2021-03-08T07:45:00+08:00"),
                                           ("2021-03-07", "2021-03-07T23:45:00+00:00"),
                                           ("", "2021-03-07T23:45:00+00:00")])
def test_a_time_in_utc_is_the_time_in_china_where_the_page_prints_that_day(printed: str, date: str) -> None:
    head = '<meta property="article:published_time" content="2021-03-07T23:45:00.000Z">'
    assert clean(_page(_NAME, head=head, date=printed)).metadata.date == date


@pytest.mark.parametrize("box, authors", [
    ("<address class='vcard author'>By 周予安</address>", ("周予安",)), ("<p class=wp-post-author__name>周予安</p>", ("周予安",)),
    ("<div itemprop=author>文/周予安</div>", ("周予安",)), ("<div class=author>周予安</div><div class=author>林知夏</div>", ()),
    ("<div class='comment-author vcard'>周予安</div>", ()), ("<div class=author-description>周予安</div>", ()),
    ("<div class=author>关于我们</div>", ())])
def test_an_author_may_be_named_by_a_container_alone(box: str, authors: tuple[str, ...]) -> None:
    assert clean(_page(_NAME, foot=box)).metadata.authors == authors


@pytest.mark.parametrize("note, date", [("本文发表于 2009年3月12日 08:00，归类于 保健。欢迎评论。", "2009-03-12T08:00"),
                                        ("本文發表於2009-03-12，歡迎轉告親友。", "2009-03-12"),
                                        ("本文发表于《某某杂志》2009年3月12日，共八页。", None)])
def test_a_sentence_may_tell_when_a_page_was_posted(note: str, date: str | None) -> None:
    assert clean(_page(_NAME, date="", foot=f"<p>{note}</p>")).metadata.date == date


def test_the_headline_behind_the_sites_name_is_known_whatever_parts_them() -> None:
    page = _page(f"清河病友园地 — {_NAME}", heading=f"<h1>{_NAME}</h1>", above="<div><b>清河病友园地</b></div>")
    assert clean(page).metadata.title == _NAME
    page = _page(f"{_NAME} — 清河病友园地", heading=f"<h1>{_NAME}</h1>", above="<div><b>清河病友园地</b></div>")
    assert clean(page).metadata.title == _NAME
