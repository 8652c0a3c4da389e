"""Links to pornography that break-ins put into pages: they go, wherever they stand, and name no page."""
from __future__ import annotations

import pytest

from medclean import clean
from medclean.spam import is_spam

SPAM = ["国产高清图片,亚洲一级二级,国产一级特黄大片99,欧美一级视频在线观看", "日本一区二区三区_成人免费网站在线观看_精品久久网站_色综合888",
        "主站蜘蛛池模板: 国产成人免费视频| 精品a在线观看| 日韩在线视频网| 久久久精品96"]
TOLD = ["高血压患者应坚持每天测量血压，按时服药，饮食清淡少盐，适当运动，定期到医院复查，不要自行停药或换药。",
        "冬季气温低，血管收缩，血压容易升高，外出应注意保暖，早晨起床的动作要慢一些，避免突然用力。"]


@pytest.mark.parametrize("spam", SPAM)
def test_spam_above_and_below_an_article_goes_and_is_no_title(spam):
    title = "高血压患者的日常护理"
    page = f"<title>{spam}</title><div>{spam}</div><h1>{title}</h1><p>{'</p><p>'.join(TOLD)}</p><div>{spam}</div>"
    for source, text in ((page, TOLD), ("\n".join([spam, title, *TOLD, spam]), [title, *TOLD])):
        doc = clean(source)  # a text without a page around it keeps its headline
        assert doc.text.split("\n") == text and doc.metadata.title == title and doc.metadata.site is None
        assert doc.undo().text.count(spam) > 1


@pytest.mark.parametrize("text", [
    "国产精品药妆在亚洲、欧美和日韩上市，价格比进口的低三成", "成人免费接种流感疫苗，流程可在线观看视频",
    "久久不愈的口腔溃疡要当心，国产和进口的药膏都可以用", "亚洲、欧美、日韩的一级预防指南比较", "青少年沉迷成人网站和黄色视频怎么办",
    "国产精品在线观看一区二区。"])
def test_what_only_has_words_of_spam_is_none(text):
    assert not is_spam(text)


def test_a_page_of_a_magazine_with_bars_is_no_list_of_questions():
    row = "|".join(["项目", "结果", "单位", "参考值"] * 3)
    asked = "| ".join(["月球是地球的什么星", "去火喝什么茶", "鼻炎吃什么药效果最好"] * 4)
    doc = clean("\n".join([asked, *TOLD, row]))
    assert doc.text.split("\n")[:2] == TOLD and row in doc.undo().text and asked not in doc.text


def test_an_error_of_the_server_hides_neither_the_title_nor_the_date():
    title = "高血压患者的日常护理"
    error = "Deprecated: Function each() is deprecated in /www/wwwroot/example/connect.php on line 6"
    doc = clean("\n".join([error, f"{title}_云溪健康网", title, "2024-03-20 13:01:57 本文标签：高血压 护理", *TOLD]))
    assert doc.text.split("\n") == TOLD and doc.metadata.title == title
    assert doc.metadata.date == "2024-03-20T13:01:57" and doc.metadata.keywords == ("高血压", "护理")
    assert {edit.rule for edit in doc.edits if edit.before == error} == {"S003"}
