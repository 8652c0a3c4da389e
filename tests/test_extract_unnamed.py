"""Pages without the names and the markup that tell what is what: shape, place and repetition have to do."""
from __future__ import annotations

import pytest

from medclean import clean

_TITLE = "秋季腹泻怎样在家护理"
_OWN = ["青禾县医院儿科门诊近日接诊的腹泻患儿比上月多了三成，医生提醒家长先看精神和尿量。",
        "口服补液盐每次按说明书冲成250ml，少量多次地喂；不要加糖，也不要用果汁代替。",
        "六小时没有小便、哭时没有眼泪的孩子，应当马上到医院来，不要在家等。"]
_SAID = ["我家孩子去年也是这样，喝了两天补液盐就好了，别急着吃止泻药，听医生的话最要紧。",
         "补液盐药店里就买得到，价钱也便宜，家里常备几包总没有错，冲的时候要看清楚用多少水。"]


def _page(body: str, title: str = f"{_TITLE}_青禾健康") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in texts)


def _cell(inside: str, own: list[str] = _OWN) -> str:
    return _page(f"<table><tr><td><p>{_TITLE}</p><p>2021-10-08 09:30</p>{_paragraphs(own)}{inside}</td></tr></table>")


def _comments(heading: str, dated: bool = True) -> str:
    said = "".join(f"<li>苗苗的妈妈<br>{f'2021-10-0{at} 20:1{at}' if dated else '说'}<p>{text}</p></li>"
                   for at, text in enumerate(_SAID, 8))
    return f"{heading}<ol>{said}</ol>"


@pytest.mark.parametrize("heading", ["<h3>2条评论</h3>", f"<h3>《{_TITLE}》已有2件评论</h3>", "<h3>共有 2 条网友留言</h3>",
                                     f"<div>《{_TITLE}》已有2条评论</div>"])
def test_comments_below_the_article_in_its_own_cell_go(heading: str) -> None:
    assert clean(_cell(_comments(heading))).text.split("\n") == _OWN


@pytest.mark.parametrize("inside", [
    _comments("<h3>两位家长的留言</h3>"),  # counts nothing that a page would
    _comments("<h3>2条建议</h3>"),  # counts something else
    _comments("<h3>2条评论</h3>", dated=False),  # nobody wrote these at any hour: the article quotes them
    _comments("<div>记者看到有2条评论</div>"),  # no heading
])
def test_what_the_article_itself_quotes_stays(inside: str) -> None:
    text = clean(_cell(inside)).text
    assert all(each in text for each in _OWN + _SAID)


def test_too_little_above_a_count_of_comments_is_no_article() -> None:
    text = clean(_cell(_comments("<h3>2条评论</h3>"), own=_OWN[:2])).text
    assert all(each in text for each in _OWN[:2] + _SAID)


def test_paragraphs_above_a_heading_of_comments_in_their_own_container_stay() -> None:
    below = f"<div>{_paragraphs(_SAID)}<p>发表评论</p><p>昵称</p></div>"
    text = clean(_page(f"<div><h1>{_TITLE}</h1><div>{_paragraphs(_OWN)}</div>{below}</div>")).text
    assert text.split("\n")[:5] == _OWN + _SAID


def test_a_container_of_comments_under_its_heading_goes() -> None:
    below = f"<div><p>网友评论</p>{_paragraphs(_SAID)}</div>"
    page = _page(f"<div><h1>{_TITLE}</h1><div>{_paragraphs(_OWN)}</div>{below}</div>")
    assert clean(page).text.split("\n") == _OWN


_SITES = ("青禾健康", "城南儿科之友", "奶爸手记，周末更新的笔记本", "全国儿童医院名录，下载版", "Open Paediatrics 儿科图书馆",
          "药品说明书大全，可按药名来查", "补液盐的配方，网友整理的表格")
_LOG = f"<p>[儿科]{_TITLE}</p><p>苗医生 发表于 2021-10-08 11:46</p><div>{_paragraphs(_OWN)}</div>"


@pytest.mark.parametrize("heading", ["", "[儿科]", "【护理】"])
def test_the_name_of_the_site_in_a_list_of_sites_is_no_headline(heading: str) -> None:
    sites = "<div>" + "<br>".join(_SITES * 4) + "</div>"
    body = f"<table><tr><td>{sites}</td><td>{_LOG.replace('[儿科]', heading)}</td></tr></table>"
    assert clean(_page(body, "青禾健康 blog--苗医生")).text.split("\n") == _OWN


def test_what_says_the_whole_title_over_a_list_without_a_sentence_is_the_headline() -> None:
    wards = ["儿科门诊，一楼东侧，上午八点开诊", "输液室，一楼西侧，全天有人值班", "化验室在二楼，采血不用再排队了"] * 8
    other = f"<div><p>护士节的通知</p><p>2021-05-12 来源：院办</p>{_paragraphs(_SAID)}</div>"
    doc = clean(_page(f"<div><p>各科室在哪里怎么走</p><div>{_paragraphs(wards)}</div></div>{other}", "各科室在哪里怎么走_青禾县医院"))
    assert doc.metadata.title == "各科室在哪里怎么走" and doc.text.count("输液室，一楼西侧") == 8


def _blocks() -> str:
    blocks = (("10月12日 上午 开幕", "地点：二楼报告厅"), ("10月12日晚 各科主任会", "时间：7:00-9:30", "地点：门诊楼一楼，东侧会议室"),
              ("10月13日 培训", "主讲：苗立新 教授", "补液盐 每次250ml 的用法"), ("10月14日 查房", "带队：柳一舟 医师"))
    return "".join(f"<p>{'<br>'.join(block)}</p>" for block in blocks)


def test_from_when_to_when_something_is_stays_above_the_first_sentence() -> None:
    agenda = f"<div><div>儿科年会的议程</div><div>2021-10-08 阅读105次</div><div>{_blocks()}</div></div>"
    text = clean(_page(agenda, "儿科年会的议程_青禾")).text
    assert all(each in text for each in ("开幕", "7:00-9:30", "苗立新 教授", "补液盐 每次250ml 的用法", "柳一舟"))
    assert "阅读105次" not in text
