"""The noise that forum software puts between lines: it goes, and takes nothing of the text along."""
from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclean import clean
from medclean.document import Document, Line
from medclean.repair import Repair

SAID = ["胖大海性寒，味甘、淡，可清肺热，利咽喉，清肠通便。", "用于干咳无痰、咽痛音哑，每次5 g", "血压140/90，心率80", "10 mg，每日三次，饭后服",
        "B超示肝内多发囊肿", "FUO指不明原因发热", "体温38.5℃", "（一）用法", "3. 孕妇禁用"]


def noise(random: Random) -> str:
    """Return noise as ``jammer`` of Discuz! makes it, and as a page shows it: of several spaces one is left."""
    pairs, made = 0, ""
    while pairs < random.randint(5, 15):
        made += chr(random.randint(32, 59)) + " " + chr(random.randint(63, 126))
        pairs += 1
    return " ".join(made.split())


def mended(*lines: str) -> list[str]:
    return [line.text for line in Repair()(Document(lines=tuple(map(Line, range(1, len(lines) + 1), lines)))).lines]


@given(st.integers(0, 10 ** 6))
def test_no_noise_takes_any_of_the_text_along(seed):
    random = Random(seed)
    for said in SAID:
        for line in mended(said + noise(random), noise(random) + said):
            assert said in line


def test_most_noise_goes():
    random = Random(1)
    lines = [noise(random) + SAID[0] if at % 2 else SAID[3] + noise(random) for at in range(400)]
    left = sum(line not in SAID for line in mended(*lines))
    assert left < 60, left  # of these the first or last pair may be a dose


@pytest.mark.parametrize("junk", ["+ M4 E2 [8 g! N2 a$ |", ". From 1point 3acres bbs"])
def test_noise_that_a_page_hides_by_its_class_goes_with_the_page(junk):
    page = f'<p>{SAID[0] * 4}<font class="jammer">{junk}</font><br>\r\n' \
        f'<span style="display:none">{junk}</span>{SAID[1]}</p>'
    assert junk not in clean(page.encode(), to="keep").text
