"""The headings of lists and their teasers are told from an article's own lines."""
from __future__ import annotations

import pytest

from medclean.lists import breaks_off, heading_kind


@pytest.mark.parametrize("text, kind", [
    ("相关阅读:", "related"), ("共32条评论", "comments"),
    ("■ 猜你喜欢 >>", "related"), ("◤ 延伸阅读 ◢", "related"), ("猜你感兴趣", "related"),
    ("点击排行榜", "ranking"), ("友情链接:", "partners"),
    ("共5条评论", "comments"), ("最新评论(3)", "comments"), ("热门文章 top 10", "related"),
    ("趾间神经痛相关文章", "related"), ("耳鼻喉科医生推荐", "related"), ("现代预防医学杂志相关文献", "related")])
def test_headings_of_lists(text, kind):
    assert heading_kind(text) == kind


@pytest.mark.parametrize("text", ["◤ 血压 ◢", "相关阅读显示,该病少见", "推荐", "医院排行榜该怎么看?", "评论员:少吃盐", "相关阅读障碍", "评论员文章", "医院排行榜",
                                  "预防", "高血压相关疾病", "医生推荐", "眼科医生推荐的眼药水", "检索糖尿病相关文献", "我们查阅了相关文章", "", "。"])
def test_other_lines_head_no_list(text):
    assert heading_kind(text) == ""


@pytest.mark.parametrize("text", ["春天到了,许多人开始打喷嚏...", "专家提醒…", "本报讯 昨日… [详细]", "秋冬进补要分体质[全文]»"])
def test_teasers_break_off(text):
    assert breaks_off(text)


@pytest.mark.parametrize("text", ["她等了很久很久……", "等等......", "血压为140/90。", ""])
def test_sentences_do_not(text):
    assert not breaks_off(text)
