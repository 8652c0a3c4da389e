"""The width of punctuation, where the option ``punctuation`` asks for one: both rules rest by default.

Many sites fold ，；：？！（） to ``,;:?!()``. The way back is clear between Chinese characters, and
nowhere else: numbers, units, formulas, addresses and Latin text are written with the narrow ones.
"""
from __future__ import annotations

from typing import Iterator

from ..document import Edit, Line
from ..patterns import CHINESE, HAN, lazy_regex
from ..rules import Finding, Lines, change, rule
from .widths import NARROW, WIDE

_OPENING, _CLOSING = "“‘「『《〈【〔（", "”’」』》〉】〕）"
_CHINESE = HAN + _OPENING + _CLOSING + "，。、；：？！…—～"
_TO_WIDE, _TO_NARROW = str.maketrans(WIDE), str.maketrans(NARROW)
_STOPS = lazy_regex(f"(?<=[{HAN}{_CLOSING}])(?:[,;:?!]+(?=[{_CHINESE}]|$)|[,;:](?=[0-9]))"
                    f"|(?<=[0-9%℃])[,;](?=[{HAN}])")
_CHINESE_SIDE = lazy_regex(f"[{_CHINESE}]")
_WIDE = lazy_regex(f"[{''.join(NARROW)}]+")
_NARROW = lazy_regex(f"[{''.join(WIDE)}]")


@rule("R451", "punctuation-chinese", default=False,
      hits={"他说:好,我来;行吗?": "他说：好，我来；行吗？", "医院(北京)的医生": "医院（北京）的医生", "如下(见图):": "如下（见图）：",
            "增长70.4%,高于去年": "增长70.4%，高于去年", "(一)总则": "（一）总则"},
      keeps=["1,000", "10:30", "http://a.cn/b?c=医院", "p<0.05", "片(metformin)500mg", "Yes, (no)!",
             "f(变量)=1", "比例1:2", "(National Health Commission)", "A,B两组", "王(Wang)等人", "18:00(周一)"])
def punctuation_chinese(lines: Lines) -> Iterator[Finding]:
    """Punctuation between Chinese characters becomes full width (option ``punctuation="chinese"``).

    A stop needs a Chinese character before it and Chinese or the end of the line behind; a comma
    also stands between a number and Chinese. A pair of brackets needs Chinese inside, and Chinese or
    the line's edge on one side at least and no letter or formula on the other.
    """
    for line in lines:
        if line.text.isascii():
            continue
        text = _with_wide_brackets(line.text)
        text = _STOPS.sub(lambda match: match.group().translate(_TO_WIDE), text)
        if text != line.text:
            yield from _differences(line, text)


@rule("R452", "punctuation-ascii", default=False,
      hits={"他说：好，（我）来；行吗？": "他说:好,(我)来;行吗?"}, keeps=["他说:“好。”", "甲、乙《丙》"])
def punctuation_ascii(lines: Lines) -> Iterator[Finding]:
    """Full-width ，；：？！（） become ASCII (option ``punctuation="ascii"``).

    Marks that ASCII lacks (。、《》“”) stay.
    """
    for line in lines:
        for match in _WIDE.finditer(line.text):
            yield change(line, match.start(), match.group(), match.group().translate(_TO_NARROW),
                         "full-width punctuation")


def _with_wide_brackets(text: str) -> str:
    """Return the text with the pairs of brackets widened that stand in Chinese and hold Chinese."""
    if "(" not in text:
        return text
    chars, opened, han = list(text), [], 0
    for place, char in enumerate(text):
        if char == "(":
            opened.append((place, han))
        elif char == ")" and opened:
            start, han_before = opened.pop()
            if han > han_before and _in_chinese(text, start, place):
                chars[start], chars[place] = "（", "）"
        elif char > "\u2fff" and CHINESE.match(char):
            han += 1
    return "".join(chars)


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Return whether Chinese (or an edge of the line) stands beside these brackets, and no formula."""
    before, after = text[max(start - 1, 0):start], text[end + 1:end + 2]
    left, right = (not side or _CHINESE_SIDE.match(side) for side in (before, after))
    if left:
        return bool(right) or after in ",;:?!)(" or bool(before)
    return bool(after and right)


def _differences(line: Line, text: str) -> Iterator[Edit]:
    """Yield a change for each mark that differs in a text of the same length."""
    for match in _NARROW.finditer(line.text):
        place = match.start()
        if text[place] != match.group():
            yield change(line, place, match.group(), text[place], "punctuation between Chinese characters")
