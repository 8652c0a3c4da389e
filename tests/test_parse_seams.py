"""Elements that touch: their texts make one line, and are read apart."""
from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclean import clean, open_document
from medclean.document import Seam
from medclean.metadata.seams import apart
from medclean.parse.html import parse_html
from medclean.record import from_record, to_record

BODY = ("<p>高血压患者应当在医生指导下规律服药，不要自行增减剂量，也不要听信所谓的偏方。</p>"
        "<p>研究人员对三千名居民随访了五年，发现每天走路半小时的人发病更少，差别十分明显。</p>")


def seams(inner: str) -> dict[str, Seam]:
    return {seam.text: seam for seam in parse_html(f"<div>{inner}</div>").seams}


@pytest.mark.parametrize("inner, read", [
    ("<span>来源：健康报</span><a href='#'>收藏</a><a href='#'>举报</a>", "来源：健康报 收藏 举报"),
    ("<span>健康网<em>（原创）</em></span><span>作者：李建华</span><a href='#'>我要提问</a>", "健康网（原创） 作者：李建华 我要提问"),
    ("<em>2020-03-05 10:20</em><i></i><b>39健康网</b>", "2020-03-05 10:20 39健康网"),
    ("<i>2021-03-04</i><i>3021</i><i>12</i>", "2021-03-04 302112"), ("<b>健康报</b><b>记者王明</b>", "健康报 记者王明"),
    # parts of one thing stay together
    ("<i>2021</i><i>-03-05</i><i>阅读</i><i>123</i>", "2021-03-05 阅读123"), ("<i>2021-03-1</i><i>4</i>", "2021-03-14"),
    ("<span>阅读：1</span><span>234</span>", "阅读：1234"), ("<b>作者：</b><b>王</b><b>晓明</b>", "作者：王晓明"),
    ("<span>责任编辑：张</span><span>三丰</span><span>2024-03-05</span>", "责任编辑：张三丰 2024-03-05"),
    ("来源：<a href='x'>云溪</a><a href='y'>日报</a>", "来源：云溪日报"), ("来源：<b>39</b><b>健康网</b>", "来源：39健康网"),
    ("来源：<b>www.</b><b>abc.com</b>", "来源：www.abc.com"), ("关键词：<a href='x'>高</a><a href='y'>血压</a>", "关键词：高血压")])
def test_elements_that_touch_are_read_apart_where_one_is_an_item_of_its_own(inner: str, read: str) -> None:
    assert list(map(apart, seams(inner).values())) == [read]


@pytest.mark.parametrize("inner", [
    "<span>来源：健康报</span> <a href='#'>收藏</a>", "<span>来源：健康报</span>\n<span>收藏</span>",
    "每次<b>5</b>毫克", "<span>10</span><sup>9</sup>", "<b>高</b>血压", "<span>每次5毫克。</span><span>饭后服</span>",
    "<span>" + "长" * 200 + "</span><span>句</span>", "<p>一</p><span>二</span>",
    "<div>&nbsp;<i></i></div><div>一<b>二</b></div>", "<span>一</span><br><span>二</span>"])
def test_what_is_apart_already_or_belongs_together_is_no_seam(inner: str) -> None:
    assert seams(inner) == {}


@given(st.lists(st.text("来源健康报120/5mg：-", min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_line_itself_never_changes(parts: list[str]) -> None:
    inner = "".join(f"<span>{part}</span>" for part in parts)
    page = parse_html(f"<div>{inner}</div>")
    assert [line.text for line in page.lines] == ["".join(parts)]
    assert all(apart(seam).replace(" ", "") == seam.text for seam in page.seams)


@pytest.mark.parametrize("info, field, value", [
    ("<span>来源：健康报</span><a href='#'>收藏</a><a href='#'>举报</a>", "publisher", "健康报"),
    ("<span>2014-06-18 17:02:00</span><span>39健康网</span>", "publisher", "39健康网"),
    ("<span>2014-06-18 17:02:00</span><span>39健康网</span>", "date", "2014-06-18T17:02:00"),
    ("<span>作者：李建华</span><a href='#'>我要提问</a><a href='#'>举报/反馈</a>", "authors", ("李建华",)),
    ("<span>作者：王小明</span><span>阅读 123</span>", "views", 123),
    ("<span>发表者：刘志艳</span> <span>1203人已读</span>", "authors", ("刘志艳",)),
    ("<i>2021</i><i>年3月4日</i><i>健康报</i>", "date", "2021-03-04"),
    ("<i>2021-03-04</i><i>3021</i><i>12</i>", "date", "2021-03-04"),
    ("<h3 class=author><span><a>李建华</a><sup>1</sup></span><span><a>王小明</a></span></h3>", "authors", ("李建华", "王小明")),
    ("<p class=author><b>李建华</b><b>王小明</b></p>", "authors", ("李建华", "王小明")),
    ("<h3 class=author><a>李建华</a><a>关注</a></h3>", "authors", ("李建华",))])
def test_a_minified_page_tells_what_another_does(info: str, field: str, value: object) -> None:
    page = f"<html><title>冬季血压</title><body><h1>冬季血压</h1><div>{info}</div><div>{BODY}</div></body></html>"
    assert getattr(clean(page.encode()).metadata, field) == value


def test_a_chain_that_is_split_reads_them_too() -> None:
    page = f"<h1>冬季血压</h1><div><span>来源：健康报</span><a href='#'>收藏</a></div>{BODY}"
    doc = open_document(page.encode(), "page.html")
    assert doc.seams and from_record(json.loads(json.dumps(to_record(doc, edits=True)))).seams == doc.seams
