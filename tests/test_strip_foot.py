"""What stands below an article among the lines that close its page (S903)."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.document import Line
from medclean.strip.foot import below_article

_TITLE = "义诊走进社区 居民家门口看病"
_ARTICLE = ("昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。",
            "活动持续到傍晚，许多市民说，这样的活动让他们不出小区就看上了病，希望以后能常来。")
_CLOSING = "责任编辑：林晓棠"
_SCAN = "扫描二维码，关注云溪健康公众号"


def _html(*below):
    lines = "".join(f"<p>{line}</p>" for line in (*_ARTICLE, *below))
    return f"<html><head><title>{_TITLE}</title></head><body><div><h1>{_TITLE}</h1>{lines}</div></body></html>".encode()


def _text(*below):
    return "\n".join((*_ARTICLE, *below)).encode()


def _codes(data, name):
    doc = clean(data, name=name, to="keep")
    return doc.text, {edit.before: edit.rule for edit in doc.edits if edit.after is None}


both = pytest.mark.parametrize("page, name", [(_html, "a.html"), (_text, "a.txt")])


@both
@pytest.mark.parametrize("line", ["我们下期节目再会", "综合自新华社、央视新闻", "素材来源：人民日报", "本栏目每周三更新",
                                  "本文由智能助手辅助生成", "还没有评论，快来抢沙发"])
def test_a_short_line_behind_what_closes_the_page_is_the_pages(page, name, line):
    for below in ((_CLOSING, line), (_SCAN, line, _CLOSING), (_CLOSING, line, _SCAN)):
        text, codes = _codes(page(*below), name)
        assert text == "\n".join(_ARTICLE)
        assert codes[line] == "S903"


@both
@pytest.mark.parametrize("line", [
    "主治：咳喘", "小贴士：多喝水", "诊断：支气管哮喘", "孕妇禁用", "阳性（+）", "【贮藏】密封", "图1 肺功能", "阿司匹林 100 mg", "（通讯员 林晓棠）",
    "1. 少开窗", "高血压患者忌服", "祝大家健康。", "→转诊"])
def test_what_may_be_the_articles_stays_behind_it(page, name, line):
    for below in ((_CLOSING, line), (_CLOSING, line, _SCAN)):
        assert _codes(page(*below), name)[0] == "\n".join((*_ARTICLE, line))


@both
def test_a_row_of_three_and_what_stands_above_it_stay(page, name):
    rows = ("打开窗户通风", "准备一杯温水", "带上身份证件")
    assert _codes(page(_CLOSING, "我们下期节目再会", _SCAN, *rows), name)[0] == "\n".join(
        (*_ARTICLE, "我们下期节目再会", *rows))


@both
def test_a_short_line_above_what_closes_the_page_stays(page, name):
    assert _codes(page("我们下期节目再会", _CLOSING), name)[0] == "\n".join((*_ARTICLE, "我们下期节目再会"))


@both
def test_short_lines_without_an_article_above_them_stay(page, name):
    poem = "静夜思\n床前明月光\n责任编辑：林晓棠\n疑是地上霜"
    assert "疑是地上霜" in _codes(poem.encode(), name)[0]


@both
def test_the_last_heading_of_comments_goes(page, name):
    assert _codes(page("网友评论"), name)[0] == "\n".join(_ARTICLE)
    below = ("网友评论", "王女士说，义诊让她省了半天的路，也省了挂号的钱，更重要的是医生耐心地听她说了病情。")
    assert below[1] in _codes(_html(*below), "a.html")[0]


def test_the_last_post_of_a_thread_may_be_short():
    post = "<div class=post><div class=author>小桥 2019-03-02 10:11</div><div class=body><p>{}</p></div></div>"
    posts = "".join(map(post.format, (_ARTICLE[0], f"{_ARTICLE[1]}</p><p>{_SCAN}", "谢谢医生的解答")))
    data = f"<html><body><div id=thread>{posts}</div></body></html>".encode()
    assert _codes(data, "a.html")[0].endswith("谢谢医生的解答")


def test_two_lines_in_a_row_are_no_list_yet():
    below = (_CLOSING, "打开窗户通风", "准备一杯温水")
    assert _codes(_html(*below), "a.html")[0] == "\n".join(_ARTICLE)


@pytest.mark.parametrize("size, gone", [(38, True), (42, False)])
def test_only_a_short_line_is_the_pages(size, gone):
    line = ("我们下期节目再会并继续介绍这座城市的街道河流桥梁树木房屋店铺车站码头公园广场学校剧院" * 2)[:size]
    assert (line not in _codes(_html(_CLOSING, line), "a.html")[0]) == gone


@pytest.mark.parametrize("code, closes", [
    ("S102", True), ("S123", True), ("S202", True), ("S117", False), ("S104", False), ("S126", False), ("S211", False),
    ("S901", False), ("R301", False)])
def test_what_closes_a_page(code, closes):
    lines = [Line(number, text) for number, text in enumerate((*_ARTICLE, "某行", "我们下期节目再会"), 1)]
    assert below_article(lines, {3}, {3: code}) == ([4] if closes else [])


def test_the_last_post_of_a_flattened_thread_may_be_short():
    posts = ["帖子：吃二甲双胍拉肚子怎么办", "[楼主] 小河流水 发表于 2021-6-3 20:15",
             "医生让我吃二甲双胍，每次0.5克，一天三次，吃了两天就拉肚子，要停吗？", "回复 举报", "沙发 白衣战士 2021-6-3 21:02",
             "别停，先减到每次0.25克，饭后吃，一两周就好了。", "支持(3) 反对(0)", "板凳 小草 2021-6-3 22:10", "我换了缓释片就不拉了，空腹血糖6.8。",
             _SCAN, "地板 老糖友 2021-6-4 08:11", "谢谢大家的解答！"]
    assert _codes("\n".join(posts).encode(), "a.txt")[0].endswith("谢谢大家的解答！")
