"""The stage Convert: which lines and fields are converted, from which script, and what is recorded."""
from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings, strategies as st

from medclean.convert import Convert
from medclean.convert.choice import TARGETS, route
from medclean.convert.dictionaries import CONFIGS
from medclean.convert.engine import converter
from medclean.document import Document, Image, Line, Metadata
from medclean.rules import drop


def document(*lines: str, metadata: Metadata | None = None) -> Document:
    numbered = tuple(Line(number, text) for number, text in enumerate(lines, 1))
    return Document(lines=numbered, metadata=metadata)


@pytest.mark.parametrize("to, script, text", [
    ("hans", "hans", "头发干燥，里面"),
    ("hant", "hant", "頭髮乾燥，裏面"),
    ("tw", "tw", "頭髮乾燥，裡面"),
    ("hk", "hk", "頭髮乾燥，裏面"),
    ("keep", None, "头发干燥，里面"),
])
def test_simplified_to_each_script(to: str, script: str | None, text: str) -> None:
    doc = Convert(to)(document("头发干燥，里面"))
    assert doc.text == text
    assert doc.script == ("hans", script)


def test_lines_spaces_and_blank_lines_stay() -> None:
    doc = Convert("tw")(document("  头发 干燥　", "", " ", "ok 1"))
    assert [line.text for line in doc.lines] == ["  頭髮 乾燥　", "", " ", "ok 1"]


def test_dropped_and_head_lines_are_left_alone() -> None:
    doc = document("头发", "里面干", "病历")
    doc = doc.apply([drop(doc.lines[1], "an example")])
    doc = Convert("hant")(doc)
    assert [line.text for line in doc.lines] == ["頭髮", "里面干", "病歷"]


def test_every_change_is_an_edit_that_can_be_undone() -> None:
    metadata = Metadata("头发干燥", authors=("张发", "lee"), images=(Image("a.png", "里面", None), Image("b.png")))
    doc = document("头发干燥的病历", "皇后", metadata=metadata)
    done = Convert(config="s2twp")(doc)
    assert [(edit.line, edit.start, edit.before, edit.after, edit.rule) for edit in done.edits[:2]] == [
        (1, 6, "历", "歷", "C103"), (1, 0, "头发干", "頭髮乾", "C103")]
    assert [edit.field for edit in done.edits if edit.field] == ["title", "authors.0", "images.0.alt"]
    assert done.edits[0].why == "OpenCC s2twp"
    assert done.metadata and done.metadata.authors == ("張發", "lee")
    assert done.undo().lines == doc.lines and done.undo().metadata == metadata


def test_no_metadata_stays_none() -> None:
    assert Convert("hant")(document("头发")).metadata is None


def test_a_mixed_document_is_converted_line_by_line() -> None:
    hans, hant = "皇后对医生说头发里面很干燥", "皇后對醫生說頭髮裡面很乾燥，范先生"
    doc = Convert("hant")(document(hans, hant))
    assert doc.script == ("mixed", "hant")
    assert [line.text for line in doc.lines] == ["皇后對醫生說頭髮裏面很乾燥", hant]


def test_japanese_is_not_converted() -> None:
    text = "この学校では、体の検査をしています。"
    assert Convert("hant")(document(text)).text == text


def test_latin_digits_and_addresses_never_change() -> None:
    text = "见https://example.org/头发?q=里面，用U盘"
    assert Convert("twp")(document(text)).text == "見https://example.org/头发?q=里面，用U盤"


def test_a_configuration_that_is_named_is_exactly_opencc() -> None:
    assert Convert(config="s2twp")(document("做B超，用U盘")).text == "做超音波，用隨身碟"


def test_stages_pickle_and_compare() -> None:
    stage = Convert("tw", protect=("干",))
    assert pickle.loads(pickle.dumps(stage)) == stage


@pytest.mark.parametrize("options", [{"to": "xx"}, {"config": "s2x"}, {"converter": "other"}])
def test_unknown_options(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="it is one of"):
        Convert(**options)


def test_a_very_long_line_has_edits_as_small_as_a_short_one() -> None:
    doc = document("头发干燥，急性心肌梗死。" * 2000, metadata=Metadata(title="头发，超声。" * 5000))
    done = Convert("twp")(doc)
    assert done.text == "頭髮乾燥，急性心肌梗塞。" * 2000
    assert done.metadata is not None and done.metadata.title == "頭髮，超音波。" * 5000
    assert {edit.before for edit in done.edits if edit.line} == {"头发干", "心肌梗死"}
    assert done.undo().lines == doc.lines and done.undo().metadata == doc.metadata


@pytest.mark.parametrize("to", ["hans", "hant", "tw", "twp", "hk", "hkp", "hansp"])
def test_the_edits_of_a_text_do_not_depend_on_what_was_converted_before(to: str) -> None:
    lines = ["头发干燥，医疗设备里面的中间件软件视频，做B超。", "罗马尼亚的乙肝和U盘里的数据库，PN结", "滑鼠與A型肝炎、隨身碟裡的資料庫"]
    lines += [text * 50 for text in lines]
    converter.cache_clear()
    fresh = Convert(to)(document(*lines))
    Convert(to)(document("里面的头发裡" * 7000))
    assert Convert(to)(document(*lines)).edits == fresh.edits


@given(text=st.text("头发干里面皇后系统软件，。 aA1http://头超声心肌梗死乾裡體軟檢查血紅素", max_size=40),
       to=st.sampled_from(["hans", "hant", "tw", "hk", "twp", "hkp", "hansp"]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_is_converted_can_be_undone(text: str, to: str) -> None:
    doc = document(text, metadata=Metadata(title=text, keywords=(text, "x")))
    done = Convert(to)(doc)
    assert done.undo().lines == doc.lines and done.undo().metadata == doc.metadata
    letters = [char for char in text if char.isascii()]
    assert [char for char in done.lines[0].text if char.isascii()] == letters


@pytest.mark.parametrize("to, script", [(to, script) for to in TARGETS for script in (
    "hans", "hant", "hant-tw", "hant-hk", "none")])
def test_every_script_has_a_way_to_every_target(to: str, script: str) -> None:
    way = route(script, to)
    assert set(way.configs) <= set(CONFIGS)
    assert not way.configs or len(way.configs) == 1 or way.configs[0][-1] == way.configs[1][0] == "t"
    reached = {"hans": "hans", "hansp": "hans"}.get(to, to)
    stays = to == "keep" or script == "none" or reached == script or to in ("tw", "twp", "hk", "hkp") and (
        script == f"hant-{to[:2]}")
    assert bool(way.configs) or stays
