"""The table of phrases: its marks stand in what they find, and each kind serves a rule."""
from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from matches import texts

from medclean import phrases
from medclean.tables import load

ROWS = load("phrases")
AROUND_POSTS = load("dialogue_phrases")
KINDS = phrases._rows()
MODULES = "\n".join(path.read_text(encoding="utf-8") for path in Path(phrases.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]} {row[0][:30]}")
def test_a_mark_of_a_phrase_stands_in_all_that_it_finds(row, monkeypatch):
    kind = row[1]
    monkeypatch.setattr(phrases, "_rows", lambda: {**KINDS, kind: [row]})
    pattern = re.compile(phrases.phrases(kind).pattern, re.IGNORECASE)
    ended = [text + end for text in texts(pattern) for end in ("", "《本文")]  # as a phrase may look ahead
    made = [case for text in ended for case in (text, text.lower(), text.upper())]
    found = [text for text in made if pattern.search(text)]
    assert found
    assert [text for text in found if not any(mark in text for mark in phrases.marks(kind))] == []


def test_what_a_kind_finds_is_what_its_phrases_find_whatever_the_case():
    pattern = phrases.phrases("share")
    assert pattern.search("SHARE this Page") and pattern.search("分享到朋友圈") and not pattern.search("他分享到的")
    assert phrases.phrases("follow").search("欢迎用手机浏览") and not phrases.phrases("follow").search("请用手机")


def test_latin_marks_are_looked_for_in_three_cases_and_one_that_holds_another_is_none():
    assert set(phrases.marks("scripts")) == {"script", "SCRIPT", "Script", "脚本"}
    assert "评论" in phrases.marks("login") and "发表评论" not in phrases.marks("login")


def test_no_group_catches_what_it_finds():
    assert re.compile(phrases.phrases("more").pattern).groups == 0
    assert phrases.phrases("login").search("密码(")


def test_each_kind_is_asked_for_and_no_phrase_stands_twice():
    rows = (*ROWS, *AROUND_POSTS)
    asked = set(re.findall(r"\bphrases\(\"([a-z-]+)\"\)", MODULES))
    named = {kind for row in rows for kind in re.findall("<([a-z-]+)>", row[0])}
    assert {row[1] for row in rows} <= asked | named <= set(KINDS)
    assert [row for row, count in Counter(row[:2] for row in rows).items() if count > 1] == []


def test_no_table_has_a_kind_of_another():
    found = [{row[1] for row in load(name)} for name in phrases._TABLES]
    assert sum(map(len, found)) == len(KINDS)


def test_a_phrase_may_name_the_words_of_another_table():
    assert phrases.phrases("heads-answers").match("3 个医生的回答") and phrases.phrases("asks").match("患者提问:")


def test_a_kind_that_the_table_has_not_is_an_error():
    with pytest.raises(KeyError):
        phrases.phrases("nothing")
