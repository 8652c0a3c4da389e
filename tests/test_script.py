"""The script of a text, by share and not by a single word."""
from __future__ import annotations

import pytest

from medclean.script import detect_script, line_scripts

HANS = "松河县人民医院的护士们说，这个病的药要饭后吃，两个小时后再测体温，发热的病人应当马上到门诊来检查。"
HANT = "松河縣人民醫院的護士們說，這個病的藥要飯後吃，兩個小時後再測體溫，發熱的病人應當馬上到門診來檢查。"


@pytest.mark.parametrize("text, script", [
    (HANS, "hans"),
    (HANT, "hant"),
    (HANS + HANT, "mixed"),
    (HANS[:25] + HANT[25:], "mixed"),
    (HANS[:12] + HANT[12:], "mixed"),
    (HANS + "又叫醫療", "hans"),
    (HANS[:20] + "醫療糾紛" + HANS[20:], "hans"),
    (HANT[:20] + "医疗纠纷" + HANT[20:], "hant"),
    (HANT + "又叫医疗", "hant"),
    ("", "none"),
    ("Aspirin 100 mg", "none"),
    ("人中人口", "none"),
    ("この薬は食後に飲んでください。会社の医師に相談しましょう。", "none"),
    (HANT + "軟體與網路", "hant-tw"),
    (HANT + "佢哋喺屯門睇醫生", "hant-hk"),
])
def test_script(text: str, script: str) -> None:
    assert detect_script(text) == script


def test_line_scripts_tells_each_line() -> None:
    assert line_scripts([HANS, HANT, "100 mg", ""]) == ["hans", "hant", "none", "none"]
