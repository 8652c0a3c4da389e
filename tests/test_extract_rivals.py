"""What stands beside an article: other articles, posts, boxes go, the article's own second half stays."""
from __future__ import annotations

import pytest

from medclean import clean

_TITLE = "社区医院开展老年人体检"
_OWN = ["青禾社区医院本周起为六十五岁以上老人免费体检，项目包括血压、血糖和心电图。",
        "院长介绍，检查结果会记入健康档案，由家庭医生每季度随访一次，并给出饮食和运动的建议。",
        "居民可以带身份证到一楼大厅登记，行动不便的老人可预约上门服务，费用全免。"]
_OTHER = [f"第{mark}段说的是另一件事：研究人员跟踪了五千名志愿者，发现经常运动的人更少生病，睡眠也更好，情绪更稳定。"
          for mark in "甲乙丙丁戊己庚辛"]


def _page(beside: str, inside: str = "", text: list[str] | None = None) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in text or _OWN)
    return (f"<html><head><title>{_TITLE}_青禾新闻</title></head><body><div class='w'><div class='l'><h1>{_TITLE}</h1>"
            f"<div class='i'>2021-03-04 10:20 来源：青禾晚报</div><div class='c'>{paragraphs}{inside}</div>{beside}"
            "</div></div></body></html>")


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in texts)


_POST = ("<div class='k'><div><a href='/u'>山里人</a> <span>2021-03-05 12:1{at}</span></div><div>{text}</div>"
         "<div><a href='#'>回复</a><a href='#'>赞(3)</a></div></div>")
_POSTS = "<div class='m'>" + "".join(_POST.format(at=at, text=text) for at, text in enumerate(_OTHER)) + "</div>"


@pytest.mark.parametrize("beside", [
    f"<div class='n'><h2>运动与健康</h2><div>2021-02-01 08:00 来源：滨海日报</div><div>{_paragraphs(_OTHER)}</div></div>",
    f"<div class='n'><div>运动与健康</div><div>2021-02-01 来源：滨海日报</div><div>{_paragraphs(_OTHER)}</div></div>",
    _POSTS,
    "<div class='n'><h4>周立新</h4><p>某市医院主任医师，从事心血管病的诊断与治疗二十余年，著有多部科普作品，深受读者喜爱。</p></div>",
    "<div class='n'>" + "".join(f"<div class='q'><h4>怎么办？</h4><p>{text}</p></div>" for text in _OTHER[:5]) + "</div>",
], ids=["article-h2", "article-div", "posts", "about-the-author", "questions"])
def test_other_prose_beside_a_short_article_goes(beside: str) -> None:
    assert clean(_page(beside)).text.split("\n") == _OWN


def test_posts_in_the_articles_own_container_go() -> None:
    assert clean(_page("", inside=_POSTS)).text.split("\n") == _OWN


def test_a_list_of_linked_headlines_with_beginnings_of_texts_goes() -> None:
    items = "".join(f"<li><a href='/a'>运动让人少生病，睡眠也更好</a> {text[:40]}…</li>" for text in _OTHER)
    assert clean(_page(f"<div class='n'><ul>{items}</ul></div>")).text.split("\n") == _OWN


def test_the_second_half_in_a_container_of_its_own_stays() -> None:
    assert clean(_page(f"<div class='c'>{_paragraphs(_OTHER)}</div>")).text.split("\n") == _OWN + _OTHER


def test_dated_parts_of_an_article_stay() -> None:
    parts = "".join(f"<h3>第{at}次检查</h3><p>时间：2021年3月{at}日</p><p>{text}</p>" for at, text in enumerate(_OTHER, 1))
    text = clean(_page("", inside=parts)).text
    assert all(each in text for each in _OWN + _OTHER)


def test_answers_under_a_question_are_no_comments() -> None:
    answers = "".join(_POST.format(at=at, text=text) for at, text in enumerate(_OTHER[:3]))
    page = _page(f"<div class='m'>{answers}</div>", text=["老人体检前一天可以吃晚饭吗，要空腹多久？"])
    text = clean(page.replace(_TITLE, "老人体检前可以吃饭吗")).text
    assert all(each in text for each in _OTHER[:3])


def test_a_page_that_is_a_list_of_dated_headlines_is_empty() -> None:
    items = "".join(f"<li><a href='/n/{at}'>{text[4:22]}</a><span>2023-0{at}-11</span></li>"
                    for at, text in enumerate(_OTHER, 1))
    found = clean(f"<title>通知公告-青禾医院</title><h2>通知公告</h2><ul>{items}</ul><div>共 8 页 下一页</div>")
    assert found.status == "empty"


@pytest.mark.parametrize("row", ["<span>2023-03-0{at}</span><a href='/n/{at}'>{text}</a>",
                                 "<a href='/n/{at}'>{text}</a> [2023年3月{at}日 08:30]", "<a href='/n/{at}'>{text}</a>"])
def test_entries_of_a_list_are_no_text_whoever_finds_them(row: str) -> None:
    items = "".join(f"<li>{row.format(at=at, text=text[4:22])}</li>" for at, text in enumerate(_OTHER, 1))
    assert clean(f"<title>新闻中心</title><ul>{items}</ul><p>版权所有 青禾健康网</p>").status == "empty"


@pytest.mark.parametrize("row", ["<p>2023-03-0{at} 体温38.{at}℃ 服用<a href='/d'>布洛芬</a></p>",
                                 "<li>2023-03-0{at} 停用<a href='/d'>华法林</a></li>",
                                 "<p>孕妇禁用：<a href='/d'>麻黄碱滴剂</a>、<a href='/e'>美托洛尔{at}号片</a></p>",
                                 "<li><a href='/{at}'>Aspirin {at}00 mg</a></li>"])
def test_what_is_said_beside_a_day_and_a_link_is_no_entry_of_a_list(row: str) -> None:
    rows = [row.format(at=at) for at in range(1, 5)]
    assert len(clean(f"<title>大事记</title><div>{''.join(rows)}</div><p>版权所有 青禾健康网</p>").text.split("\n")) == 4


@pytest.mark.parametrize("told", ["抱歉，您访问的页面不存在或已被删除。", "404 Not Found", "系统检测到您的访问过于频繁，请输入验证码后继续访问。",
                                  "该内容已被发布者删除", "页面正在跳转，请稍候"])
def test_a_page_that_is_not_there_is_empty(told: str) -> None:
    page = f"<title>青禾健康网</title><h1>404</h1><p>{told}</p><a href='/'>返回首页</a><div>版权所有 青禾健康网</div>"
    assert clean(page).status == "empty"
    assert _OWN[0] in clean(page.replace("<div>", f"<p>{_OWN[0]}</p><div>")).text
    drugs = "<ul><li>Aspirin</li><li>Warfarin: do not use in pregnancy</li></ul>"
    assert "Warfarin" in clean(page.replace("<div>", f"{drugs}<div>")).text


def test_a_page_that_is_a_list_of_teasers_is_empty() -> None:
    items = "".join(f"<div class='t'><h3><a href='/n'>{text[4:22]}</a></h3><p>{text}...</p><a href='/n'>阅读全文</a></div>"
                    for text in _OTHER)
    assert clean(f"<title>健康资讯_青禾健康网</title>{items}").status == "empty"


def test_a_list_of_beginnings_above_the_article_is_not_taken_for_it() -> None:
    entries = "".join(f"<div class='t'><h3>{text[4:20]}！</h3><p>{text[:34]}</p></div>" for text in _OTHER)
    page = _page("").replace("<div class='c'>", f"<div class='n'>{entries}</div><h2>正文</h2><div class='c'>")
    long = page.replace(_OWN[0], _OWN[0] * 9)
    assert _OWN[1] in clean(long).text


_CUT = [text.replace("，", "")[:20] + "，情况与往年大不相同，记者在现场看到许多人排队等候检查，工作人员忙着登记，旁边的" for text in _OTHER]
_TEASER = "<div class='q'><h3>运动让人少生病{at}号研究</h3><p>{text}</p>{behind}</div>"


@pytest.mark.parametrize("place", ["above", "below", "inside"])
@pytest.mark.parametrize("teaser, texts", [
    (_TEASER, _CUT), (_TEASER.replace("{behind}", "<span>2021-03-0{at}</span>"), _OTHER),
    ("<div class='q'><div>运动让人少生病{at}号研究</div><div>{text}</div></div>", _CUT),
], ids=["cut", "dated", "no-heading"])
def test_a_list_of_teasers_without_links_goes(place: str, teaser: str, texts: list[str]) -> None:
    items = "".join(teaser.format(at=at, text=text, behind="") for at, text in enumerate(texts, 1))
    box = f"<div class='n'>{items}</div>"
    page = _page(box if place == "below" else "", inside=box if place == "inside" else "")
    if place == "above":
        page = page.replace("<div class='c'>", box + "<div class='c'>")
    assert clean(page).text.split("\n") == _OWN


def test_beginnings_without_headlines_below_an_article_go() -> None:
    items = "".join(f"<div class='q'><p>{text}</p></div>" for text in _CUT)
    long = _OWN + ["体检中心还将在周末开放，方便上班的子女陪同父母前来，预计全年可以服务三千名老人，比去年增加一成。"]
    assert clean(_page(f"<div class='n'>{items}</div>", text=long)).text.split("\n") == long


def test_sections_with_whole_paragraphs_are_no_teasers() -> None:
    sections = "".join(f"<div class='q'><h3>老人体检该注意的第{at}件事</h3><p>{text}</p></div>"
                       for at, text in enumerate(_OTHER, 1))
    text = clean(_page("", inside=sections)).text
    assert all(each in text for each in _OWN + _OTHER)


@pytest.mark.parametrize("heading", ["h2", "h4", "div"])
@pytest.mark.parametrize("dated", [True, False])
def test_a_longer_article_below_goes_with_or_without_a_date(heading: str, dated: bool) -> None:
    date = "<div>2021-02-01 08:00 来源：滨海日报</div>" if dated else ""
    other = (f"<div class='n'><{heading}>运动，健康生活的第一步</{heading}>{date}"
             f"<div class='t'>{_paragraphs(_OTHER)}</div></div>")
    assert clean(_page(other)).text.split("\n") == _OWN


def test_a_dated_article_below_one_of_a_single_sentence_goes() -> None:
    other = f"<div class='n'><h2>运动与健康</h2><div>2021-02-01 08:00</div>{_paragraphs(_OTHER)}</div>"
    assert clean(_page(other, text=_OWN[:1])).text.split("\n") == _OWN[:1]


def test_sections_of_one_shape_beside_each_other_are_one_article() -> None:
    sections = "".join(f"<div class='s'><h2>老人体检要注意的第{at}件事</h2>{_paragraphs(_OTHER[at:at + 2])}</div>"
                       for at in (0, 2, 4))
    page = _page("").replace("<div class='c'>", "<div class='s'>").replace("<h1>", "<h1 class='t'>")
    text = clean(page.replace("</div></div></div></body>", f"</div>{sections}</div></div></body>")).text
    assert all(each in text for each in _OWN + _OTHER[:6])
