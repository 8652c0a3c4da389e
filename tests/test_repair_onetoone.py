from __future__ import annotations

from medclean.document import Document, Line
from medclean.repair.onetoone import suspected
from medclean.rules import all_rules, run_rules
from medclean.tables import load


def repaired(text: str) -> Document:
    doc = Document(lines=tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1)))
    return run_rules(doc, all_rules("R5"))


def test_each_word_of_the_table_differs_in_one_of_two_characters():
    for wrong, right in load("one_to_one"):
        assert len(wrong) == len(right) == 2 and sum(a != b for a, b in zip(wrong, right)) == 1


def test_only_the_wrong_character_is_changed_even_where_words_overlap():
    doc = repaired("全麵積極控製")
    assert doc.text == "全面積極控制"
    assert [(edit.before, edit.after, edit.rule) for edit in doc.edits] == [("製", "制", "R501"), ("麵", "面", "R501")]


def test_one_word_is_a_slip_and_stays():
    assert not suspected("各方麵都好") and repaired("各方麵都好").text == "各方麵都好"


def test_words_that_only_meet_by_chance_stay():
    text = "飛機製造商與團體製作人，兩方麵包店，該團體係由他創立，瞭解為瞭解。"
    assert repaired(text).text == text
