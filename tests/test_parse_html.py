"""HTML becomes lines, nodes and pictures as a reader would see them."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.document import Document, Image
from medclean.parse import parse
from medclean.parse.html import parse_html
from medclean.parse.parsed import Parsed


def texts(html: str) -> list[str]:
    return [line.text for line in parse_html(html).lines if line.tag != "meta"]


def head(html: str) -> list[tuple[str, str]]:
    return [(line.key, line.text) for line in parse_html(html).lines if line.tag == "meta"]


def path(page: Parsed, node: int) -> str:
    names = []
    while True:
        names.append(page.nodes[node].tag)
        if node == 0:
            return ">".join(reversed(names))
        node = page.nodes[node].parent


@pytest.mark.parametrize(("html", "lines"), [
    ("<p>一<p>二", ["一", "二"]),
    ("一<br>二<br/><br>三", ["一", "二", "三"]),
    ("<div>一<p>二</p>三</div>", ["一", "二", "三"]),
    ("<p>一<b>二</b><i> 三</i></p>", ["一二 三"]),
    ("只有文字", ["只有文字"]),
    ("", []),
    ("<p> \n\t</p><p>&nbsp;</p><p>　</p>", []),
    ("<ul><li>一<li>二</ul>", ["一", "二"]),
    ("<b>一<p>二</b>三</p>", ["一", "二三"]),
])
def test_lines_are_what_a_reader_sees_as_lines(html, lines):
    assert texts(html) == lines


@pytest.mark.parametrize(("html", "line"), [
    ("<p>  a \t b  </p>", "a b"),
    ("<p>血压\n   偏高</p>", "血压偏高"),
    ("<p>血压，\n偏高</p>", "血压，偏高"),
    ("<p>“血压”\n偏高</p>", "“血压”偏高"),
    ("<p>blood\npressure</p>", "blood pressure"),
    ("<p>血压\nABC</p>", "血压 ABC"),
    ("<p>血压 偏高</p>", "血压 偏高"),
    ("<p>　　血压&nbsp;偏高</p>", "　　血压\u00a0偏高"),
])
def test_white_space_collapses_as_in_browsers(html, line):
    assert texts(html) == [line]


def test_pre_keeps_its_lines_and_indents():
    assert texts("<pre>一\n  二  \n\n三</pre>四") == ["一", "  二", "三", "四"]


@pytest.mark.parametrize(("html", "line"), [
    ("4×10<sup>9</sup>/L", "4×10⁹/L"),
    ("Na<sup>+</sup>、Ca<sup>2+</sup>", "Na⁺、Ca²⁺"),
    ("H<sub>2</sub>O", "H₂O"),
    ("m<sup><font>2</font></sup>", "m²"),
    ("10<sup>-3</sup>", "10⁻³"),
    ("文献<sup><a href=#r1>[1]</a></sup>", "文献[1]"),
    ("文献<sup><a href=#r1>1</a></sup>。", "文献1。"),
    ("<a href=#r1><sup>2</sup></a>", "2"),
    ("第1<sup>st</sup>", "第1st"),
    ("<a href=/x>4×10<sup>9</sup>/L的意义</a>", "4×10⁹/L的意义"),
    ("<a href=/x>补充CO<sub>2</sub></a>", "补充CO₂"),
    ("共30<sup><a href=#r1>2</a></sup>例", "共30²例"),
    ("4×10<sup>9</sup><br>/L", "4×10⁹|/L"),
    ("4×10<sup>9/L<br>偏低</sup>", "4×10⁹/L|偏低"),
])
def test_raised_and_lowered_digits_keep_their_value(html, line):
    assert texts(f"<p>{html}</p>") == line.split("|")


@pytest.mark.parametrize(("html", "lines"), [
    ('10<span style="vertical-align:super">9</span>/L', ["10⁹/L"]),
    ('10<span style="VERTICAL-ALIGN: super; font-size:9px"><span>6.5</span></span> L', ["10^6.5 L"]),
    ('H<font style="vertical-align: sub">2</font>O', ["H₂O"]),
    ('<span style="text-decoration: line-through">10 mg</span>5 mg', ["5 mg", "10 mg"]),
    ('<b style="color:red;text-decoration-line:line-through">10 <b>mg</b></b>5 mg', ["5 mg", "10 mg"]),
    ('每日<span style="Display: none">30</span>10 mg', ["每日10 mg", "30"]),
    ('每日<span style="visibility: hidden">三次</span>，每次10 mg', ["每日三次，每次10 mg"]),
    ('10<span style="vertical-align:middle">9</span>', ["109"]),
    ('10<span style="font-weight:none;mso-hidden:no">9</span>', ["109"]),
    ('<span style="text-decoration:none">10 mg</span>5 mg', ["10 mg5 mg"]),
])
def test_what_a_style_shows_counts_as_its_tag_does(html, lines):
    assert texts(f"<p>{html}</p>") == lines


@pytest.mark.parametrize("html", [
    "<ruby>醫<rt>yī</rt></ruby>院", "<ruby>醫<rp>(</rp><rt>yī</rt><rp>)</rp></ruby>院",
    "<ruby>醫<rp>（</rp><rt><span>yī</span></rt><rp>）</rp></ruby>院"])
def test_readings_stand_in_brackets(html):
    assert texts(html) == ["醫(yī)院"]


def test_what_no_reader_sees_makes_no_line():
    html = ("<script>var a='文';</script><style>p{}</style><template><p>模板</p></template>"
            "<svg><title>图</title></svg><select><option>选一</option>"
            "</select><textarea>填写</textarea><video>不支持视频</video><!-- 注 -->")
    assert texts(html + "<p>正文") == ["正文"]


@pytest.mark.parametrize("html", [
    "<div style='display: NONE'><p>藏</p></div>", "<div hidden><p>藏</p></div>",
    "<p>见<span style='display:none'>藏</span>到</p>"])
def test_hidden_text_makes_lines_whose_nodes_say_so(html):
    page = parse_html(html)
    line = next(line for line in page.lines if line.text == "藏")
    node = line.node
    while "hidden" not in page.nodes[node].hint.split():
        assert node, "no node says so"
        node = page.nodes[node].parent


def test_hidden_words_do_not_split_the_line_they_stand_in():
    assert texts("<p>见<span style='display:none'>藏</span>到</p>") == ["见到", "藏"]


def test_what_is_struck_out_stands_apart():
    assert texts("<p>剂量<s>5 mg</s>10 mg，<del>每日<a href=/x>3</a>次</del>每日2次。") == [
        "剂量10 mg，每日2次。", "5 mg", "每日3次"]


def test_a_strike_over_several_lines_is_not_trusted():
    assert texts("<p><s>一<br>二</s>三") == ["一", "二三"]
    assert texts("<div><s><p>一</p><p>二</p></s>三</div>") == ["一", "二", "三"]


def test_visibility_hidden_is_not_hidden():
    assert "hidden" not in parse_html("<div id=js_content style='visibility:hidden'>文").nodes[-1].hint


def test_noscript_makes_lines_whose_node_says_so():
    page = parse_html("<noscript><p>请开启脚本</p></noscript>")
    assert path(page, page.lines[0].node) == "html>body>noscript>p"


@pytest.mark.parametrize(("html", "lines"), [
    ("<table><tr><td></td><th>入院</th><th>出院</th></tr><tr><td>白细胞</td><td>&nbsp;</td><td>6.5</td></tr></table>",
     ["\t入院\t出院", "白细胞\t\t6.5"]),
    ("<table><tr><td>首页</td><td>内科</td><td></td></tr></table>", ["首页\t内科"]),
    ("<table><tr><th>项目</th><th>结果</th></tr><tr><td>白细胞<td>5.2</table>", ["项目\t结果", "白细胞\t5.2"]),
    ("<table><tr><td>菜单</td><td><p>一段</p><p>二段</p></td></tr></table>", ["菜单", "一段", "二段"]),
    ("<table><tr><td>标签</td><td>" + "长" * 61 + "</td></tr></table>", ["标签", "长" * 61]),
    ("<table><tr><td></td><td>只有一格</td></tr></table>", ["只有一格"]),
    ("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>丙</td></tr></table>", ["甲\t乙\t丙"]),
])
def test_rows_of_short_cells_are_one_line(html, lines):
    assert texts(html) == lines


def test_a_row_counts_its_links_and_stands_in_its_row():
    page = parse_html("<table><tr><td><a href=/a>甲乙</a></td><td>丙<img src=/a.png></td></tr></table>")
    assert page.lines[0].tag == "tr" and page.lines[0].link_chars == 2
    assert path(page, page.lines[0].node) == "html>body>table>tr"
    assert page.images[0].line == page.lines[0].number and page.images[0].node < len(page.nodes)


def test_link_characters_need_an_address():
    page = parse_html("<p>见<a href=/x>这里</a>和<a name=y>那里</a></p>")
    assert page.lines[0].link_chars == 2


def test_nodes_are_a_tree_in_order_with_hints():
    page = parse_html("<div class='Left  main' id=Zoom role=main itemprop=articleBody><p>文</p></div>")
    assert page.nodes[page.lines[0].node].tag == "p"
    assert "left main zoom main articlebody" in [node.hint for node in page.nodes]
    assert all(node.parent < index for index, node in enumerate(page.nodes) if index)


def test_a_block_without_text_has_no_node():
    nodes = parse_html("<div><section></section></div><p>文").nodes
    assert [node.tag for node in nodes] == ["html", "body", "p"]


def test_the_head_comes_first():
    html = """<html lang=zh-CN><head><meta charset=utf-8><title> 义诊
通知 </title><meta name=Keywords content="医院,义诊"><meta property=og:title content=义诊>
<link rel="canonical" href=/a.html>
<script type="application/ld+json"> {"@type": "NewsArticle"} </script><base href=/></head>
<body><p>文</p>
<meta itemprop=datePublished content=2020-01-02><svg><title>图标</title></svg></body></html>"""
    assert head(html) == [("lang", "zh-CN"), ("title", "义诊通知"), ("keywords", "医院,义诊"), ("og:title", "义诊"),
                          ("canonical", "/a.html"), ("json-ld", '{"@type": "NewsArticle"}'), ("base", "/"),
                          ("datepublished", "2020-01-02")]
    assert [line.number for line in parse_html(html).lines] == list(range(1, 10))


@pytest.mark.parametrize(("tag", "image"), [
    ("<img src=/a.jpg alt=院长>", ("/a.jpg", "院长")),
    ("<img src=/blank.gif data-src=/b.jpg>", ("/b.jpg", None)),
    ("<img src=data:image/gif;base64,AA data-original=c.png title=图>", ("c.png", "图")),
    ("<img src=data:image/gif;base64,AA alt=点>", (None, "点")),
])
def test_pictures(tag, image):
    found = parse_html(f"<title>题</title><p>一</p><p>{tag}</p><p>二</p>").images
    assert [(each.src, each.alt) for each in found] == [image]
    assert isinstance(found[0], Image) and found[0].line == 3  # the line 二: the title is line 1


def test_a_deep_page_keeps_its_text():
    page = parse_html("<div>" * 30_000 + "正文。")
    assert [line.text for line in page.lines] == ["正文。"] and not page.truncated


def test_a_tag_with_very_many_attributes():
    page = parse_html("<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">文")
    assert page.wild and [line.text for line in page.lines] == ["文"]
    assert not parse_html("<p a=1 b=2>文").wild


def test_no_library_is_given_the_bytes_of_a_page_whose_tree_takes_minutes():
    wild = "<p>题</p><p " + " ".join(f"a{i}=1" for i in range(6_000)) + ">文</p>"
    assert not parse(Document(data=wild.encode()), wild).data
    assert parse(Document(data=b"<p>a</p><p>b</p>"), "<p>a</p><p>b</p>").data


def test_a_page_beyond_the_caps_says_so(monkeypatch):
    monkeypatch.setattr("medclean.parse.tree.MAX_LINES", 10)
    page = parse_html("<p>一" * 20)
    assert page.truncated and len(page.lines) == 10
    monkeypatch.setattr("medclean.parse.tree.MAX_NODES", 5)
    assert parse_html("<div>一" * 20).truncated


def _assert_in_order(page: Parsed) -> None:
    """Nodes and lines of a subtree follow one another: `extract.tree.Tree` counts on that."""
    below: list[tuple[list[int], list[int]]] = [([], []) for _ in page.nodes]
    kept = [line for line in page.lines if line.tag != "meta"]
    for kind, nodes in enumerate((range(len(page.nodes)), [line.node for line in kept])):
        for place, node in enumerate(nodes):
            below[node][kind].append(place)
            while node:
                node = page.nodes[node].parent
                below[node][kind].append(place)
    for found in (each for both in below for each in both if each):
        assert found == list(range(found[0], found[-1] + 1))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(
    "<div>,</div>,<p class=a>,</p>,<table>,<tr>,<td>,</td>,</tr>,</table>,<br>,<a href=x>,</a>,"
    "<sup>,</sup>,<ruby>,"
    "<rt>,</rt>,<pre>,</pre>,<span hidden>,</span>,<img src=a>,<script>,</script>,<title>,</title>,"
    "文字,a b,\n,9,"
    "&nbsp;,<,>,&#0;,\0,\ud800,<!--,-->,<svg>,<li>,<html>,</body>".split(",")), max_size=40).map("".join))
def test_whatever_the_tags_the_page_is_sound(html):
    page = parse_html(html)
    assert [line.number for line in page.lines] == list(range(1, len(page.lines) + 1))
    for line in page.lines:
        assert line.text.strip() and "\n" not in line.text and 0 <= line.link_chars <= len(line.text)
        assert line.tag == "meta" or line.node < len(page.nodes)
    assert all(node.parent < index for index, node in enumerate(page.nodes) if index)
    _assert_in_order(page)
    for image in page.images:
        assert image.node < len(page.nodes) and 0 < image.line <= len(page.lines) + 1


@pytest.mark.parametrize("html, lines", [
    ('<div style="white-space: pre-wrap">一\n二<p style="white-space:normal">三\n四</p>五\n六</div><p>七\n八</p>',
     ["一", "二", "三四", "五", "六", "七八"]),
    ("<pre>一\n<div>二\n三</div></pre>四\n五", ["一", "二", "三", "四五"]),
    ('<p style="white-space:nowrap">一\n二</p><p style="background:white">一\n二</p>', ["一二", "一二"]),
    ('<p style="white-space: pre-line">一\n\n二</p>', ["一", "二"]),
    (f"<div>{'患者应当按时复诊。' * 4}\n\n一\n<b>二</b>\n三<p>四\n五</p></div><div>六\n七</div>",
     ["患者应当按时复诊。" * 4, "一二三", "四五", "六七"]),
    (f"<div>{'患者应当按时复诊，' * 4}\n\n每次 5\nmg，孕妇\n禁用。\n症状：\n1. 发热\n2. 咳嗽</div>",
     ["患者应当按时复诊，" * 4, "每次 5 mg，孕妇禁用。", "症状：", "1. 发热", "2. 咳嗽"]),
    (f"<div>{'患者应当按时复诊，' * 4}每日\n\n三次，血糖 >\n11 mmol/L（慎用）\n禁用，比例 1：\n1000</div>",
     ["患者应当按时复诊，" * 4 + "每日三次，血糖 > 11 mmol/L（慎用）禁用，比例 1： 1000"]),
    (f"<div>{'患者应当按时复诊，' * 4}一\n\n二\n三\n\n四\n\n五</div>", ["患者应当按时复诊，" * 4 + "一", "二三", "四", "五"]),
    ("<p>发布时间：3月5日\n\n作者</p>", ["发布时间：3月5日作者"]),
    (f"<p>{'患者应当按时复诊。' * 4}\n每次 5\nmg</p>", ["患者应当按时复诊。" * 4 + "每次 5 mg"])])
def test_line_breaks_count_where_a_blocks_style_or_its_blank_lines_say_so(html: str, lines: list[str]) -> None:
    assert [line.text for line in parse_html(html).lines] == lines
