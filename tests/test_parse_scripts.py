"""The article of a page that scripts draw is read out of the page's data."""
from __future__ import annotations

import html
import json
import tracemalloc

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


POSTS = ["<p>我母亲五十六岁，半年前体检时发现血压偏高，最近一周常常头晕，夜里睡不好，请问各位医生需要马上吃药吗？平时饮食要注意什么？</p>"
         "<p>已经测了七天，早上一百四十六，晚上一百三十八。没有糖尿病，没有家族史，也不抽烟，"
         "近来家里事情多，她常常着急，请大家帮忙看看，谢谢各位。</p>",
         "建议先做动态血压，再决定是否用药。", "谢谢！", "我家老人也是这样，低盐饮食三个月以后好多了。头晕要查颈椎。"]


@pytest.mark.parametrize("data", [
    {"question": {"title": "要吃药吗", "content": POSTS[0]},
     "answers": [{"user": {"name": "丁"}, "content": each} for each in POSTS[1:]]},
    {"entities": {"posts": {str(at): {"id": at, "content": each} for at, each in enumerate(POSTS)}}},
    {"posts": POSTS, "comments": [{"posts": "说得对。写得好。"}]},
    {"posts": [{"content": each, "comments": [{"content": "说得对。写得好。"}]} for each in POSTS],
     "recommended": [{"content": TEXT[:90]}]}], ids=["question", "by number", "strings", "comments"])
def test_all_posts_of_a_thread_are_found(data):
    script = f'<script>window["__DATA__"]={json.dumps(data, ensure_ascii=False)};</script>'
    lines = POSTS[0][3:-4].split("</p><p>") + POSTS[1:]
    assert text_of(script) == "\n".join(lines)
    nested = f"<script>a = JSON.parse({json.dumps(json.dumps(data))})</script>"
    assert text_of(nested) == "\n".join(lines)


def test_posts_that_are_all_short_make_a_thread_together():
    posts = [f"孩子第{at}次发烧，烧到三十八度五，精神还好。请问要不要去医院？" for at in range(1, 6)]
    data = {"list": [{"body": each} for each in posts], "menu": [{"body": "首页"}, {"body": "登录"}],
            "recommended": [{"body": each} for each in PARAGRAPHS[:1]]}
    assert text_of(f"<script>a={json.dumps(data)}</script>").split("\n") == posts


@pytest.mark.parametrize("data", [
    {"detail": {"content": HTML}, "list": [{"content": "<p>" + "另一篇文章。讲的是别的病。" * 3 + "</p>"}]},
    {"article": {"content": HTML}, "comments": [{"content": "<p>" + "说得很好。我也这样想。" * 40 + "</p>"}]},
    {"a": {"content": HTML}, "b": {"content": HTML}}, {"content": HTML, "policy": "我们重视您的隐私。请阅读本政策。" * 40}],
    ids=["others", "comment", "twice", "policy"])
def test_what_else_the_data_hold_is_no_part_of_an_article(data):
    assert text_of(f"<script>a={json.dumps(data)}</script>") == TEXT


def test_a_paragraph_without_chinese_is_one():
    blocks = ["".join(PARAGRAPHS), "0.5g tid", PARAGRAPHS[2], "25 mg/d"]
    data = {"blocks": [{"text": each} for each in blocks]}
    assert text_of(f"<script>a={json.dumps(data)}</script>").split("\n") == blocks


def test_comments_are_no_part_of_an_article():
    data = {"article": {"content": HTML}, "commentList": [{"content": f"第{at}条，很有用。谢谢专家。"} for at in range(9)]}
    assert text_of(f"<script>a={json.dumps(data)}</script>") == TEXT


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


def test_data_of_a_thousand_levels_take_little():
    keys = ",".join(f'"k{at}":"好。"' for at in range(30_000))
    deep = '{"a":' * 800 + f'{{{keys},"content":{json.dumps(TEXT)}}}' + "}" * 800
    tracemalloc.start()
    with_scripted_article(f"<script>{deep}</script>")
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
