"""Characters that a site spells in pinyin where filters look for them: ``颜SE``, ``zui终``, ``女xing``.

China's advertising law forbids 最 in advertisements, and filters of words take 色 and 性 for pornography: some sites write
their readings, in letters of one case, between the characters of a word. Only the few characters of the table are
put back, and only where they make a common word with the character beside them.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Iterator

from ..document import Edit
from ..patterns import COMMON_HAN, lazy_regex
from ..rules import Lines, change, rule
from ..tables import load
from .model import Model, model

SIGNS = "zZsSxX"
AROUND = rf"(?=(?:ui|UI|[eE]|ing|ING)(?:[{COMMON_HAN}，。、；！？]|$))"
"""What follows the first letter, as the source of a pattern."""

_SPELLED = lazy_regex(r"(?<![A-Za-z0-9])(?:zui|ZUI|se|SE|xing|XING)(?![A-Za-z0-9])")
_COMMON = {"before": 50, "behind": 88}  # what the second character of a word may cost behind its first
_SURE = 24  # by how much the character has to be cheaper than any other of its reading: three bits
_NEAR = 2  # characters on each side


@rule("R215", "spelled-character",
      hits={"面部和躯干，颜SE呈浅黄SE。": "面部和躯干，颜色呈浅黄色。", "这是zui理想的，zui终分娩出健康的婴儿": "这是最理想的，最终分娩出健康的婴儿",
            "多见于女xing和急xing期": "多见于女性和急性期"},
      keeps=["富SE大米含SE丰富", "iPhone SE版", "缺SE的患者补SE", "请读作zui，再读作xing。", "患者xing张", "SE图像见se序列"])
def spelled_character(lines: Lines) -> Iterator[Edit]:
    """Pinyin in the place of 最, 色 or 性, inside a word that is common with it and with no other of its reading."""
    known = model()
    for line in lines:
        for match in _SPELLED.finditer(line.text):
            char, others, side = _table()[match[0].lower()]
            start, end = match.span()
            before, behind = line.text[max(start - _NEAR, 0):start], line.text[end:end + _NEAR]
            word = before[-1:] + char if side == "before" else char + behind[:1]
            if len(word) == 2 and _is_common(known, word, _COMMON[side]) \
                    and all(known.total(char + behind, before) + _SURE <= known.total(other + behind, before)
                            for other in others):
                yield change(line, start, match[0], char, f"{match[0].lower()} is spelled for {char}: {word}")


def _is_common(known: Model, word: str, most: int) -> bool:
    """Whether the second character of a word is usual behind its first."""
    first, second = known.codes(word)
    place = known.pairs[first].get(second)
    return place is not None and known.pair_costs[place] <= most


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str, str]]:
    return {row[0]: (row[1], row[2], row[3]) for row in load("spelled")}
