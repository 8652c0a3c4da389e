from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Edit, EditError, Image, Line, Metadata, Note

TEXTS = st.text(alphabet="醫院门诊a1，。 ", max_size=12)


def document(*texts: str) -> Document:
    return Document(lines=tuple(Line(number, text) for number, text in enumerate(texts, 1)))


def test_an_edit_replaces_what_it_names_and_nothing_else():
    doc = document("醫(yī)院", "門診").apply([Edit(1, 1, "(yī)", "", "reading of 醫", "R201")])
    assert [line.text for line in doc.lines] == ["醫院", "門診"]
    assert doc.edits[0].rule == "R201"


def test_a_dropped_line_keeps_its_text_and_its_number():
    doc = document("首页", "正文").apply([Edit(1, 0, "首页", None, "menu", "S101")])
    assert doc.lines[0] == Line(1, "首页", dropped=True)
    assert doc.text == "正文"


@pytest.mark.parametrize("edit", [
    Edit(1, 0, "乙", "丙", "another text stands there"),
    Edit(1, 5, "甲", "丙", "the start is outside"),
    Edit(1, -1, "甲", "丙", "the start is negative"),
    Edit(2, 0, "甲", "丙", "there is no such line"),
    Edit(0, 0, "甲", "丙", "lines count from 1"),
    Edit(1, 0, "甲", None, "a drop names the whole line"),
    Edit(0, 0, "甲", "丙", "there is no such field", field="colour"),
    Edit(0, 0, "甲", "丙", "there is no such author", field="authors.4"),
])
def test_an_edit_that_does_not_fit_raises(edit):
    with pytest.raises(EditError):
        document("甲乙").apply([edit])


def test_a_dropped_line_can_not_be_edited():
    doc = document("甲").apply([Edit(1, 0, "甲", None, "clutter")])
    with pytest.raises(EditError):
        doc.apply([Edit(1, 0, "甲", "乙", "too late")])


def test_metadata_is_edited_by_path_and_restored():
    images = (Image("a.jpg"), Image("b.jpg", caption="义诊现场"))
    doc = Document(metadata=Metadata(title="医院", authors=("张三", "李丽"), images=images))
    after = doc.apply([Edit(0, 0, "医院", "醫院", "s2t", "C101", "title"),
                       Edit(0, 0, "李丽", "李麗", "s2t", "C101", "authors.1"),
                       Edit(0, 0, "义诊现场", "義診現場", "s2t", "C101", "images.1.caption")])
    assert (after.metadata.title, after.metadata.authors) == ("醫院", ("张三", "李麗"))
    assert after.metadata.images[1].caption == "義診現場"
    assert after.undo() == doc


def test_only_the_last_edits_can_be_undone():
    first, second = Edit(1, 0, "甲", "乙", "one"), Edit(1, 0, "乙", "丙", "two")
    doc = document("甲").apply([first]).apply([second])
    assert doc.undo([second]).text == "乙"
    with pytest.raises(EditError):
        doc.undo([first])


def test_a_warning_is_kept_once():
    note = Note(1, 3, "a digit was lost here", "R203")
    assert document("甲").warn([note]).warn([note, note]).warnings == (note,)


@st.composite
def documents_with_edits(draw):
    doc = document(*draw(st.lists(TEXTS, min_size=1, max_size=4)))
    edits = []
    state = doc
    for _ in range(draw(st.integers(0, 8))):
        line = draw(st.sampled_from(state.lines))
        if line.dropped:
            continue
        start = draw(st.integers(0, len(line.text)))
        end = draw(st.integers(start, len(line.text)))
        edit = Edit(line.number, start, line.text[start:end], draw(TEXTS), "any")
        if draw(st.integers(0, 4)) == 0:
            edit = Edit(line.number, 0, line.text, None, "any")
        edits.append(edit)
        state = state.apply([edit])
    return doc, edits


@given(documents_with_edits())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_undo_restores_the_lines_that_parse_made(case):
    doc, edits = case
    assert doc.apply(edits).undo() == doc
    half = len(edits) // 2
    assert doc.apply(edits).undo(edits[half:]) == doc.apply(edits[:half])


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.sampled_from(["", "x", "yz", "中文字"])), max_size=6))
@settings(derandomize=True, deadline=None)
def test_edits_of_a_line_made_together_are_those_made_one_by_one(places):
    text = "0123456789ab"
    whole, one_by_one, made = document(text), document(text), []
    for place, length, after in places:
        start = min(place, len(one_by_one.text))
        edit = Edit(1, start, one_by_one.text[start:start + length], after, "")
        one_by_one = one_by_one.apply([edit])
        made.append(edit)
    assert whole.apply(made) == one_by_one
    assert whole.apply(made).undo() == whole


def test_many_edits_of_a_long_line_are_one_pass():
    text = "a," * 100_000
    doc = document(text).apply(Edit(1, place, ",", "，", "") for place in range(len(text) - 1, 0, -2))
    assert doc.text == "a，" * 100_000
    assert doc.undo().text == text
