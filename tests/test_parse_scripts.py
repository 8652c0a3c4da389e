"""The article of a page that scripts draw is read out of the page's data."""
from __future__ import annotations

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.parse.scripts import with_scripted_article

PARAGRAPHS = ["王女士今年五十六岁，半年前体检时发现血压偏高，最近一周常常头晕，医生为她做了详细的检查，认为与长期熬夜有关。",
              "专家提醒，血压偏高的人应当低盐饮食，规律作息，每天测量血压并做好记录，说“没有感觉就不要紧”是不对的。",
              "如果出现胸闷、胸痛等不适，应当立即到医院就诊，以免延误病情。"]
TEXT = "\n".join(PARAGRAPHS)
HTML = "".join(f'<p class="t">{each}</p>' for each in PARAGRAPHS)
SHELL = ('<html><head><title>血压偏高怎么办</title></head><body><div id="app"></div><div><a href="/">首页</a></div>{}'
         "<p>本网站信息仅供参考，不能作为诊断依据。</p></body></html>")
DATA = {"nav": ["首页", "科普"], "article": {"title": "血压偏高怎么办", "content": HTML, "likes": 3}}


@pytest.mark.parametrize("heading", ["<h1>血压偏高怎么办</h1>", "<h2>相关阅读</h2>"])
def test_what_the_page_shows_is_not_taken_for_the_article(heading):
    doc = clean(SHELL.format(f"{heading}<script>a={json.dumps(DATA)}</script>"))
    assert doc.text == TEXT and heading[4:-5] in doc.undo().text and doc.metadata.title == "血压偏高怎么办"


def text_of(script: str) -> str:
    return clean(SHELL.format(script)).text


@pytest.mark.parametrize("script", [
    f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(DATA)}</script>',
    f"<script>window.__INITIAL_STATE__={json.dumps(DATA, ensure_ascii=False)};(function(){{}})()</script>",
    f"<script>var page = {{title: 'x', content: '{HTML}', n: 1}}</script>",
    f"<script>var page = {{content: `{HTML}`}}</script>",
    f"<script>var data = JSON.parse({json.dumps(json.dumps(DATA))})</script>",
    f"<script>var data = {{content: '{html.escape(HTML, quote=False)}'}}</script>",
    f'<SCRIPT type="application/ld+json">{json.dumps({"@type": "NewsArticle", "articleBody": TEXT})}</SCRIPT>',
    f"<script>it's = 'not' + \"closed</script><script>a={json.dumps(TEXT)}",
], ids=["json", "state", "single", "template", "nested", "escaped", "json-ld", "broken"])
def test_the_article_is_found_in_a_string(script):
    assert text_of(script) == TEXT


def test_escapes_of_javascript_are_read():
    literal = TEXT.replace("，", r"\uFF0C").replace("。", r"\u{3002}").replace("\n", r"\n") + r"\x41\'\"\-"
    found = html.unescape(with_scripted_article(f"<script>a = '{literal}'</script>").partition("<script")[0])
    assert found == "<article>{}</article>".format("".join(f"<p>{each}</p>" for each in f"{TEXT}A'\"-".split("\n")))


@pytest.mark.parametrize("data", [
    {"description": "健康科普网站，提供专业的医学知识。"},  # too short
    {"list": ["秋季如何养生"] * 80},  # no text, but titles
    {"code": "if (a) { return '登录。注册。' } " * 30},  # code
    {"keywords": "高血压，糖尿病，冠心病，" * 20}])  # no sentence
def test_what_is_no_article_stays_in_its_script(data):
    script = f"<script>a={json.dumps(data, ensure_ascii=False)}</script>"
    assert with_scripted_article(script) is script and text_of(script) == text_of("")


def test_a_page_that_shows_its_article_is_not_searched():
    other = json.dumps({"recommended": TEXT * 3}, ensure_ascii=False)
    shown = "<p>门诊时间由八点改为八点半，请各位患者相互转告，按时前来就诊，急诊不受影响，照常全天接待各位患者。</p>" * 2
    assert PARAGRAPHS[0] not in text_of(f"{shown}<script>a={other}</script>")
    poem = "".join(f"<p>第{at}行，没有句号的诗行写在这里也算文字</p>" for at in range(15))
    assert PARAGRAPHS[0] not in text_of(f"{poem}<script>a={json.dumps(TEXT)}</script>")


def test_markup_in_a_text_stays_text():
    doc = clean(SHELL.format(f"<script>a={json.dumps(TEXT + '血压&lt;140且>90' + ' <br' * 9)}</script>"))
    assert doc.text.endswith("病情。血压<140且>90" + " <br" * 9)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="\"'`\\ux{}1fa<>/&;，。\n病", max_size=60))
def test_any_script_comes_to_an_end(noise):
    found = with_scripted_article(f"<script>{noise}\n{json.dumps(TEXT)}</script>")
    assert isinstance(found, str)
