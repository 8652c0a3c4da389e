"""How dictionaries are put together, and how words are found in a text."""
from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings, strategies as st

from medclean.convert.dictionaries import CONFIGS, Lexicon, plan
from medclean.convert.survey import Sources, Survey


def found(words: str, text: str) -> list[str]:
    return [word for _, word in Lexicon.of(dict.fromkeys(words.split(), "")).find(text)]


@pytest.mark.parametrize("words, text, expected", [
    ("ab abc cd", "abcd", ["abc"]),
    ("ab abcd cd", "abcx cd", ["ab", "cd"]),
    ("ab bc", "abc", ["ab"]),
    ("a ab", "aab", ["ab"]),
    ("ab", "a", []),
    ("ab", "", []),
    ("", "ab", []),
])
def test_the_longest_word_at_each_place_from_left_to_right(words: str, text: str, expected: list[str]) -> None:
    assert found(words, text) == expected


@given(st.sets(st.text("abc", min_size=1, max_size=4), max_size=8), st.text("abcd", max_size=20))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_find_and_at_agree(words: set[str], text: str) -> None:
    lexicon = Lexicon.of(dict.fromkeys(words, ""))
    start, expected = 0, []
    while start < len(text):
        word = lexicon.at(text, start)
        expected += [(start, word)] if word else []
        start += len(word) or 1
    assert list(lexicon.find(text)) == expected


def test_of_two_lexicons_the_first_gives_the_value() -> None:
    both = Lexicon.of({"a": "1", "ab": "1"}) | Lexicon.of({"a": "2", "ab": "2", "abc": "2", "b": "2"})
    assert both == Lexicon.of({"a": "1", "b": "2", "ab": "1", "abc": "2"})


def test_a_word_that_an_earlier_dictionary_begins_can_never_be_found() -> None:
    first, second = Lexicon.of({"a": "1", "bc": "1"}), Lexicon.of({"ab": "2", "bcd": "2", "b": "2", "cd": "2"})
    assert second.but_words_begun_in(first) == Lexicon.of({"b": "2", "cd": "2"})


@pytest.mark.parametrize("config", CONFIGS)
def test_every_configuration_has_its_dictionaries(config: str) -> None:
    assert plan(config).normal and all(step.singles or step.words for step in plan(config).steps)


def test_the_first_of_several_values_counts() -> None:
    assert plan("s2t").steps[0].singles["发"] == "發"
    assert not [value for step in plan("s2twp").steps for value in step.words.values() if " " in value]


def test_sources_lead_back_through_the_steps() -> None:
    sources = Sources({}).before([("a", "b")]).before([("b", "c"), ("d", "c")])
    assert sources.of("c") == {"a", "b", "c", "d"}
    assert sources.of("x") == {"x"}
    assert sources.spelled(["xb", "b"]) == {"xa", "xb", "a", "b"}


def test_a_survey_leaves_most_of_a_text_alone() -> None:
    survey = Survey(plan("s2t"))
    text = "今天的门诊到五点，头发干燥的病人可以明天再来"
    clauses = [text[start:end] for start, end in survey.clauses(text)]
    assert any("头发" in clause for clause in clauses)
    assert sum(map(len, clauses)) < len(text) / 2
    assert not list(survey.clauses("门诊到五点"))


def test_nothing_is_written_to_disk(tmp_path: object) -> None:
    """A home that cannot be written, and none at all, are as good as any."""
    code = "from medclean.convert import convert; print(convert('头发', 's2twp'))"
    environment = {**os.environ, "HOME": "/nonexistent", "XDG_CACHE_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True,
                          encoding="utf-8")
    assert done.stdout == "頭髮\n" and not list(os.scandir(str(tmp_path)))


def test_a_mere_conversion_loads_no_documents() -> None:
    """To start is most of what a short text costs."""
    code = "import sys; from medclean.convert import convert; convert('头发', 's2tw'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "medclean.convert.engine" in done.stdout and "medclean.document" not in done.stdout.split()
