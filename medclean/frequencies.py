"""How often each character is written: the likelihood of a text, in nats.

Several readings of the same bytes compare by it. The list is data/frequencies.txt, for Chinese; Japanese and Korean
have syllables of their own (data/syllables.txt), so that they win their own text. What is not listed is told
by its block.
"""
from __future__ import annotations

import sys
from array import array
from functools import lru_cache
from typing import Iterable

from .tables import load

LETTER = -4.5
"""What a letter or a digit is worth (nats): as much as a common character."""

_UNLISTED = -13.0
# Of blocks: a character for private use and a control code are what no page's author writes. A character beyond
# U+FFFF is two units, each of them a surrogate.
_BLOCKS = ((0x00, 0x20, -8.0), (0x20, 0x7F, LETTER), (0x7F, 0xA0, -16.0), (0x391, 0x3CA, -10.0),
           (0x4E00, 0xA000, -14.5), (0xD800, 0xE000, -8.0), (0xE000, 0xF900, -16.0), (0xFF01, 0xFF5F, -8.5),
           (0xFF61, 0xFFA0, -9.0), (0xFFFD, 0xFFFE, -13.0))
_MARKS = {mark: level for level, marks in (
    (-4.0, "，。"), (-5.5, "、：；？！“”（）《》「」·　"), (-7.5, "‘’『』【】…—～〈〉〔〕％－／．＋")) for mark in marks}
_SYMBOLS = dict.fromkeys("○●◎□■△▲☆★◇◆※→←↑↓×÷±℃°‰①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣ々〇", -8.5)
# language -> frequency of kana, of hangul, and how much rarer Chinese characters are than in Chinese
_LANGUAGES = {"zh": (-9.5, -12.5, 0.0), "ja": (-7.0, -12.5, -0.7), "ko": (-11.0, -9.5, -3.0)}
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


@lru_cache(maxsize=1)
def listed() -> dict[str, float]:
    """Return the logarithm of the frequency of each character of Chinese that is listed, and of its punctuation."""
    return {**_MARKS, **{char: float(level) for level, chars in load("frequencies") for char in chars}}


@lru_cache(maxsize=None)
def frequencies(language: str = "zh") -> list[float]:
    """Return the logarithm of the frequency of each UTF-16 unit in ``zh``, ``ja`` or ``ko``."""
    table = [_UNLISTED] * 0x10000
    for start, end, level in _BLOCKS:
        table[start:end] = [level] * (end - start)
    kana, hangul, rarer = _LANGUAGES[language]
    table[0x3041:0x30FF] = [kana] * (0x30FF - 0x3041)
    table[0xAC00:0xD7A4] = [hangul] * (0xD7A4 - 0xAC00)
    for char, level in (*listed().items(), *_SYMBOLS.items()):
        table[ord(char)] = level if char in _MARKS or char in _SYMBOLS else level + rarer
    for row in load("syllables"):
        if row[0] == language:
            for char in row[2]:
                table[ord(char)] = float(row[1])
    return table


def units(text: str) -> Iterable[int]:
    """Return the UTF-16 units of a text: no character has to become a string of its own."""
    return array("H", text.encode(_UTF16, "surrogatepass"))


def likelihood(text: str, language: str = "zh") -> float:
    """Return the likelihood of the text in nats: the sum of its characters' frequencies."""
    return sum(map(frequencies(language).__getitem__, units(text)))
