"""Letters, digits and signs as wide as Chinese characters (ＭＤＴ, ２０２２, ５％), back to half width.

Input methods and old typesetters left them; only their width tells them from the plain ones, and
no search finds them. Chinese punctuation is full width by right: see `punctuation`. Japanese asks
for wide letters in places, so a line with kana stays as it is.
"""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit
from ..patterns import lazy_regex
from ..rules import Finding, Lines, change, rule
from ..script import has_kana
from ..tables import HALF_WIDTH

NARROW = {wide: char for wide, char in HALF_WIDTH.items() if char in ",;:?!()"}
"""The punctuation that pages fold to half width, with what it becomes."""

WIDE = {char: wide for wide, char in NARROW.items()}
"""The same the other way round."""

_TO_HALF = str.maketrans(HALF_WIDTH)
LETTERS = "０-９Ａ-Ｚａ-ｚ"                  # the insides of sets
SIGNS = "％＆＠＄＾＿＼／＃＊＋＝－＜＞．＇［］"
_LETTERS = lazy_regex(f"[{LETTERS}][{LETTERS}]*")
_WORD = "0-9A-Za-z"
_SIGN = lazy_regex(f"[{SIGNS}]")
_IN_PLACE = lazy_regex(
    "[％＆＠＄＾＿＼]+|(?<!＜)／(?!＞)"
    "|(?<=.)(?:[＃＊＋＝]|(?<!－)－(?!－))"               # where a line begins they would make a list or a heading
    "|(?<=.)[＜＞](?= ?[0-9.=])"                      # a comparison: elsewhere it could become mark-up
    f"|(?<=[{_WORD}])[．＇](?=[{_WORD}])|(?<=^[{_WORD}])．|(?<=^[0-9]{{2}})．"   # 3．5, don＇t, 1．概述
    "|［(?=[0-9,，、-]{1,12}］)|(?<=[0-9])］")             # a reference: ［12］


def _narrowed(lines: Lines, any_of: re.Pattern[str], pattern: re.Pattern[str], why: str) -> Iterator[Edit]:
    for line in lines.holding(any_of):
        if not has_kana(line.text):
            for match in pattern.finditer(line.text):
                yield change(line, match.start(), match.group(), match.group().translate(_TO_HALF), why)


@rule("R401", "wide-letters",
      hits={"ＭＤＴ会诊始于２０２２年": "MDT会诊始于2022年", "Ｂ超与Ｘ线": "B超与X线"},
      keeps=["第九O三医院", "是，对吗？（是）", "ＮＨＫのニュース", "①②ⅢⅣ", "〇三年"])
def wide_letters(lines: Lines) -> Iterator[Finding]:
    """Full-width Latin letters and digits become plain ones.

    The two differ in width only (Unicode, Halfwidth and Fullwidth Forms), so nothing is guessed.
    """
    return _narrowed(lines, _LETTERS, _LETTERS, "full-width letters or digits")


@rule("R402", "wide-signs",
      hits={"有效率９５％": "有效率９５%", "P＜0.05，51Kw／6000rpm": "P<0.05，51Kw/6000rpm",
            "血糖3．5，文献［12］": "血糖3.5，文献[12]", "1．概述": "1.概述", "A＋B＝C，19－20日": "A+B=C，19-20日"},
      keeps=["6～12℃", "他说：“好！”（完）", "＃ 标题", "＊注", "甲－－乙", "效果好．结论如下", "＜p＞与＜／p＞是标记",
             "￥1k", "［甲］说", "健康｜春季养生", "５％は"])
def wide_signs(lines: Lines) -> Iterator[Finding]:
    """Full-width signs of formulas, addresses and references become plain ones; punctuation stays.

    A stop is a decimal point between digits only, and the stop of a number that begins a line:
    elsewhere it may end a sentence. ～ ￥ ｜ belong to Chinese. What would turn into mark-up
    (＜p＞, ＃ at the start of a line) stays, so that a second reading finds the same text.
    """
    return _narrowed(lines, _SIGN, _IN_PLACE, "full-width sign")
