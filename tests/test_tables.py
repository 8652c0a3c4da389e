from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from hypothesis import given, settings, strategies as st

from medclean import tables


def test_fold_gives_simplified_and_half_width():
    assert tables.fold("醫院：ＭＤＴ　門診（１）") == "医院:MDT 门诊(1)"


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_fold_keeps_every_position(text):
    folded = tables.fold(text)
    assert len(folded) == len(text)
    assert tables.fold(folded) == folded


def test_no_table_of_words_has_two_rows_that_are_read_as_one():
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(tables.__file__).parent.rglob("*.py"))
    names = set(re.findall(r"\b(?:words|alternatives)\(\"(\w+)\"", source))
    assert {"menu", "labels", "surnames"} <= names
    for name in sorted(names):
        rows = Counter((tables.fold(row[0]), *row[1:2]) for row in tables.load(name))
        twins = [row for row in rows if rows[row] > 1 or len(row) > 1 and row[:1] in rows]
        assert not twins, f"{name}: {twins}"


def test_comments_are_not_entries_and_each_table_names_its_source():
    assert all(len(row) == 2 and len(row[0]) == len(row[1]) == 1 for row in tables.load("fold"))
