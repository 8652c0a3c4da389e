"""Elements that touch: their texts make one line, and are read apart."""
from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclean import clean, open_document
from medclean.parse.html import parse_html
from medclean.record import from_record, to_record

BODY = ("<p>高血压患者应当在医生指导下规律服药，不要自行增减剂量，也不要听信所谓的偏方。</p>"
        "<p>研究人员对三千名居民随访了五年，发现每天走路半小时的人发病更少，差别十分明显。</p>")


def seams(inner: str) -> dict[str, str]:
    return dict(parse_html(f"<div>{inner}</div>").seams)


@pytest.mark.parametrize("inner, apart", [
    ("<span>来源：健康报</span><a href='#'>收藏</a>", "来源：健康报 收藏"),
    ("<span>健康网<em>（原创）</em></span><span>作者：李建华</span>", "健康网（原创） 作者：李建华"),
    ("<em>10:20</em><i></i><b>39健康网</b>", "10:20 39健康网")])
def test_elements_that_touch_are_apart(inner: str, apart: str) -> None:
    assert list(seams(inner).values()) == [apart]


@pytest.mark.parametrize("inner", [
    "<span>来源：健康报</span> <a href='#'>收藏</a>", "<span>来源：健康报</span>\n<span>收藏</span>",
    "每次<b>5</b>毫克", "<span>10</span><sup>9</sup>", "<b>高</b>血压", "<span>每次5毫克。</span><span>饭后服</span>",
    "<span>" + "长" * 200 + "</span><span>句</span>", "<p>一</p><span>二</span>", "<span>一</span><br><span>二</span>"])
def test_what_is_apart_already_or_belongs_together_is_no_seam(inner: str) -> None:
    assert seams(inner) == {}


@given(st.lists(st.text("来源健康报120/5mg：-", min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_line_itself_never_changes(parts: list[str]) -> None:
    inner = "".join(f"<span>{part}</span>" for part in parts)
    page = parse_html(f"<div>{inner}</div>")
    assert [line.text for line in page.lines] == ["".join(parts)]
    assert all(seam.apart.replace(" ", "") == seam.text for seam in page.seams)


@pytest.mark.parametrize("info, field, value", [
    ("<span>来源：健康报</span><a href='#'>收藏</a><a href='#'>举报</a>", "publisher", "健康报"),
    ("<span>2014-06-18 17:02:00</span><span>39健康网</span>", "publisher", "39健康网"),
    ("<span>2014-06-18 17:02:00</span><span>39健康网</span>", "date", "2014-06-18T17:02:00"),
    ("<span>作者：李建华</span><a href='#'>我要提问</a><a href='#'>举报/反馈</a>", "authors", ("李建华",)),
    ("<span>作者：王小明</span><span>阅读 123</span>", "views", 123),
    ("<span>发表者：刘志艳</span> <span>1203人已读</span>", "authors", ("刘志艳",)),
    ("<i>2021</i><i>年3月4日</i><i>健康报</i>", "date", "2021-03-04"),
    ("<i>2021-03-04</i><i>3021</i><i>12</i>", "date", "2021-03-04")])
def test_a_minified_page_tells_what_another_does(info: str, field: str, value: object) -> None:
    page = f"<html><title>冬季血压</title><body><h1>冬季血压</h1><div>{info}</div><div>{BODY}</div></body></html>"
    assert getattr(clean(page.encode()).metadata, field) == value


def test_a_chain_that_is_split_reads_them_too() -> None:
    page = f"<h1>冬季血压</h1><div><span>来源：健康报</span><a href='#'>收藏</a></div>{BODY}"
    doc = open_document(page.encode(), "page.html")
    assert doc.seams and from_record(json.loads(json.dumps(to_record(doc, edits=True)))).seams == doc.seams
