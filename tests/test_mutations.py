"""The quality gate over pages that nobody wrote rules for: known ones with one thing changed (`mutations`).

The floors are what was measured, rounded down, and may only be raised. The real pages are not part of the project: they
are read where MEDCLEAN_TEST_DATA names their folder, and those that are held out never.
"""
from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

import medclean
from mutations import MUTATIONS, graft, mutated
from quality import Gold, evaluate, normalise, pages, sample_pages, summary

SAMPLES = Path(__file__).parent.parent / "samples"
FLOORS = {"short": (.915, .93)}
"""Mean F1 and recall of a mutation whose pages do worse than those of the others, by its name."""
_STEP = 7  # of the real pages each mutation takes one of so many, another mutation others
_PAIRS = 30


def clean(data: bytes) -> str:
    return medclean.clean(data, to="keep").text


def _samples() -> list[Gold]:
    """The project's pages that are no thread, with the encoding of each."""
    golds = [gold for gold in sample_pages(SAMPLES) if "thread" not in gold.name]
    return [gold._replace(encoding=medclean.clean(gold.data).encoding.name) for gold in golds]


@pytest.fixture(scope="module")
def real(test_data) -> list[Gold]:
    found = [gold for folder in ("gold", "site_gold") for gold in pages(test_data / "pages" / folder)]
    return [gold for gold in found if not gold.held_out and gold.kind == "article"]


_TEXT = [f"第{mark}段说的是门诊的事：医生每周{mark}上午看诊，带好病历和检查单，先到一楼大厅登记，再按叫到的号进去。" for mark in "一二三四五六"]
_PAGE = Gold("page", ("<html><head><title>门诊</title></head><body><div id='nav'><a href='/'>首页</a></div><div class='c'>"
                      + "".join(f"<p>{each}</p>" for each in _TEXT) + "</div></body></html>").encode(),
             "utf-8", "\n".join(_TEXT), "article", False)
_HOST = _PAGE._replace(data=_PAGE.data.replace("门诊的事".encode(), "药房的事".encode()).replace(b"'c'", b"'host'"),
                       text=_PAGE.text.replace("门诊的事", "药房的事"))


@pytest.mark.parametrize(("name", "has", "lacks"), [
    ("unnamed", "<div><p>第一段", "class="), ("hashed", 'class="css-', "class=\"c\""), ("short", "第三段", "第四段"),
    ("paragraphs as div", "<div>第一段", "<p>"), ("links without markup", "<span href", "<a "),
    ("everything", "<div>第六段", "class="), ("spread", '</div><div class="c"><p>第三段', "</p><p>第五段"),
    ("sections", "<h2>怎样用药</h2>", "\ufffd"), ("traditional", "門診的事", "门诊的事"),
    ("related above", '<div class="c"><div class="xg">', "\ufffd"), ("notices below", "下一篇", "\ufffd")])
def test_a_mutation_does_what_its_name_says(name, has, lacks):
    page = MUTATIONS[name](_PAGE)
    assert has in page.data.decode() and lacks not in page.data.decode()


def test_the_gold_follows_where_the_article_changes():
    assert normalise(MUTATIONS["short"](_PAGE).text) == normalise("".join(_TEXT[:3]))
    assert "阿莫西林胶囊每次0.5g，一日3次" in MUTATIONS["sections"](_PAGE).text
    assert MUTATIONS["spread"](_PAGE).data.decode().count('class="c"') == 3


def test_a_graft_has_the_article_of_one_page_and_the_rest_of_the_other():
    page = graft(_PAGE, _HOST)
    assert page and page.text == _PAGE.text
    assert "门诊的事" in page.data.decode() and "药房的事" not in page.data.decode() and "nav" in page.data.decode()


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_samples_come_out_whole(name):
    scores = evaluate(mutated(_samples(), name), clean)
    assert scores and min(score.recall for score in scores) >= .95 and summary(scores).mean >= .98, scores


@pytest.mark.parametrize("name", MUTATIONS)
def test_real_pages_stay_above_the_floors(real, name):
    found = summary(evaluate(mutated(real[list(MUTATIONS).index(name) % _STEP::_STEP], name), clean))
    least, recall = FLOORS.get(name, (.985, .975))
    assert found.mean >= least and found.recall >= recall and found.bad == found.empty == 0 and found.leak == 0, found


def test_an_article_in_another_page_is_found_there(real):
    pairs = random.Random(1).sample(list(itertools.permutations(real, 2)), _PAIRS)
    found = summary(evaluate([page for page in itertools.starmap(graft, pairs) if page], clean))
    assert found.mean >= .985 and found.recall >= .985 and found.bad == found.empty == 0 and found.leak <= .034, found
