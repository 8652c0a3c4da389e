"""The quality gate: floors under what the extraction reaches, which may only be raised.

The floors are what was measured, rounded down. The real pages are not part of the project: they are
read where MEDCLEAN_TEST_DATA names their folder.
"""
from __future__ import annotations

from pathlib import Path

import pytest

import medclean
from benchmarks.flat import flatten
from benchmarks.titles import ours, ours_flattened
from quality import Gold, Summary, evaluate, normalise, pages, right, sample_pages, score, summary

SAMPLES = Path(__file__).parent.parent / "samples"


def clean(data: bytes) -> str:
    return medclean.clean(data, to="keep").text


def measured(golds: list[Gold]) -> Summary:
    return summary(evaluate(golds, clean))


@pytest.mark.parametrize(("gold", "text", "f1"), [
    ("一二三四五六七八", "一二三四五六七八", 1.0), ("一二三四五六七八", "", 0.0), ("一二三四五六七八", "一二三四五", 4 / 7),
    ("“一二”，三四…", "「一 二」，三四......\n", 1.0)])
def test_f1_of_four_grams(gold, text, f1):
    assert score(Gold("a", b"", "utf-8", gold, "article", False), text).f1 == pytest.approx(f1)


def test_a_leak_is_clutter_that_the_gold_lacks():
    gold = Gold("a", b"", "utf-8", "正文在此。责任编辑部门负责。", "article", False)
    assert score(gold, "正文在此。责任编辑部门负责。").leaks == ()
    assert score(gold, "正文在此。\n责任编辑：某某\n上一篇：某文").leaks == ("上一篇", "责任编辑")


def test_normal_form():
    assert normalise("Ａ　b\n——。") == "ab--."


def test_the_samples_come_out_whole():
    golds = [gold for gold in sample_pages(SAMPLES)]
    scores = evaluate(golds, clean)
    assert scores and min(score.f1 for score in scores) >= .96 and summary(scores).mean >= .99
    assert not any(score.leaks for score in scores)


@pytest.fixture(scope="module")
def real(test_data) -> dict[str, list[Gold]]:
    human, by_site = list(pages(test_data / "pages" / "gold")), list(pages(test_data / "pages" / "site_gold"))
    seen = [gold for gold in human if not gold.held_out]
    return {"articles": [gold for gold in seen if gold.kind == "article"],
            "forum": [gold for gold in seen if gold.kind == "forum"],
            "by site": [gold for gold in by_site if not gold.held_out],
            "held out": [gold for gold in (*human, *by_site) if gold.held_out]}


@pytest.mark.parametrize(("group", "mean", "good", "recall", "bad", "leak"), [
    ("articles", .985, .80, .985, 0, .00),
    ("by site", .990, .90, .985, 0, .00),
    ("forum", .80, .0, .71, 0, .00),
    ("held out", .97, .70, .96, 0, .10),
])
def test_real_pages_stay_above_the_floors(real, group, mean, good, recall, bad, leak):
    found = measured(real[group])
    assert found.mean >= mean and found.good >= good and found.recall >= recall, found
    assert found.bad <= bad and found.empty == 0 and found.leak <= leak, found


@pytest.mark.parametrize(("group", "mean", "good", "recall", "bad"), [("articles", .98, .76, .98, 0),
                                                                      ("by site", .985, .76, .98, 0)])
def test_real_pages_that_were_flattened_stay_above_the_floors(real, group, mean, good, recall, bad):
    found = measured([gold._replace(data=flatten(gold), encoding="utf-8") for gold in real[group]])
    assert found.mean >= mean and found.good >= good and found.recall >= recall and found.bad <= bad, found


def test_titles_and_dates_of_real_pages(test_data):
    golds = [gold for folder in ("gold", "site_gold") for gold in pages(test_data / "pages" / folder, core_only=False)
             if not gold.held_out]
    titles, named, dates, dated = right(golds, ours)
    assert named > 25 and titles >= .90 * named and dated > 15 and dates >= .94 * dated
    titles, named, dates, dated = right(golds, ours_flattened)
    assert titles >= .70 * named and dates >= .75 * dated
