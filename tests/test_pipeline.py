"""The promises of the house, over pages made at random out of what real pages are made of."""
from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import medclean
from medclean import Convert, Pipeline, Repair, Strip, clean, open_document
from medclean.document import Document

SENTENCES = [
    "入秋以后，各医院发热门诊的就诊人数明显上升，其中近四成是学龄儿童。", "成人每次75 mg，每日2次，疗程5天。",
    "他說，病人應在48小時內服藥，並多喝水。", "受到當?shù)厝罕姷钠毡闅g迎。", "醫(yī)院發(fā)布了通知。",
    "本　报　讯 记者　王一", "体温39℃，<b>血压</b>140/90 mmHg。", "Ò½Ôº", "锟斤拷", "&nbsp;&amp;lt;", "🙂", "\ufffd", "\x1b[31m",
    "责任编辑：周砚", "来源：云溪日报", "2023-10-18 09:30", "上一篇：老年人跌倒后不要急着扶", "点击排行榜", "1 人参的功效", "0",
    "首页", "分享到：微信 微博", "版权所有 © 云溪健康网", "", "  ", "...", "（记者 王一）", "a.jpg", "关键词：流感 疫苗",
]
LINES = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=12), max_size=14)
TAGS = st.sampled_from(["p", "div", "li", "h1", "td", "span", "a", "br", "table", "sup", "ruby", "pre"])
PAGES = st.lists(st.tuples(TAGS, st.sampled_from(SENTENCES) | st.text(max_size=8)), max_size=14).map(
    lambda parts: "<html><body>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts))
PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)


def chain(doc: Document, to: str = "keep") -> Document:
    return Pipeline((Repair(), Strip(), Convert(to)))(doc)


def check_promises(doc: Document) -> None:
    after = chain(doc)
    assert [line.number for line in after.lines] == [line.number for line in doc.lines]
    assert after.undo().lines == doc.lines
    repaired = Repair()(doc)
    again = Repair()(repaired)
    assert (again.lines, again.edits) == (repaired.lines, repaired.edits)
    stripped = Strip()(repaired)
    assert Strip()(stripped) == stripped
    assert pickle.loads(pickle.dumps(after)) == after
    assert after.status in ("ok", "empty")
    assert (after.status == "empty") == (not after.text.strip())


@given(LINES)
@PROPERTY
def test_promises_hold_for_flattened_pages(lines):
    check_promises(open_document("\n".join(lines)))


@given(PAGES)
@PROPERTY
def test_promises_hold_for_html(page):
    check_promises(open_document(page))


@given(st.binary(max_size=300))
@PROPERTY
def test_any_bytes_come_to_an_end(data):
    assert clean(data).status in ("ok", "empty", "skipped", "truncated")


def test_the_public_names_are_these():
    assert sorted(medclean.__all__) == ["Convert", "Document", "Edit", "Line", "Metadata", "Pipeline", "Repair",
                                        "Strip", "Write", "clean", "open_document"]
    assert all(getattr(medclean, name) for name in medclean.__all__)
    with pytest.raises(AttributeError):
        medclean.nothing


def test_stages_are_plain_data():
    assert Pipeline() == Pipeline((Repair(), Strip(), Convert("keep")))
    assert pickle.loads(pickle.dumps(Pipeline())) == Pipeline()
    assert "punctuation" in repr(Repair())


def test_text_that_is_decoded_already_is_read_as_it_is():
    doc = clean("<p>患者血压平稳，今日复查血常规，结果未见异常。</p>")
    assert doc.text == "患者血压平稳，今日复查血常规，结果未见异常。"
    assert doc.encoding.source == "text"


def test_a_document_that_failed_passes_unchanged():
    doc = Document(status="failed", error="no such file")
    assert Pipeline()(doc) == doc


@pytest.mark.parametrize("source", [None, Path("page.html"), 7])
def test_what_is_no_page_is_a_type_error(source):
    with pytest.raises(TypeError, match="bytes or str"):
        clean(source)
