"""Which legacy encoding makes Chinese of the bytes: each reads them, the likeliest text wins.

The likelihood of a reading is the sum over its characters of the logarithm of how often each is
written (data/frequencies.txt). All readings explain the same bytes, so their sums compare.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..tables import load
from . import names
from .tolerant import read_as

_RUN = re.compile(rb"[\x80-\xff][\x30-\x39\x40-\x7e\x80-\xff]*")
SAMPLE_BYTES = 4000  # 2,000 characters: far more than any two encodings need to part

_MARKS = dict.fromkeys("，。", -4.0) | dict.fromkeys("、：；？！“”（）《》「」·　", -5.5) | dict.fromkeys(
    "‘’『』【】…—～〈〉〔〕％％－／．＋", -7.5)
_BAD = -13.0         # a byte that the encoding cannot read
_PRIVATE = -16.0     # a character for private use: no page's author wrote it


class Reading(NamedTuple):
    """One way to read the sample: the encoding, its likelihood (nats) and the characters it saw."""

    name: str
    score: float
    chars: int


class _Scores(dict[str, float]):
    """Logarithm of each character's frequency in a language; what is not listed goes by its block."""

    def __init__(self, scores: dict[str, float], kana: float, hangul: float) -> None:
        super().__init__(scores)
        self.kana, self.hangul = kana, hangul

    def __missing__(self, char: str) -> float:
        code = ord(char)
        if code < 0x80:
            return -4.5
        if 0x4E00 <= code <= 0x9FFF:
            return -14.5
        if 0x3040 <= code < 0x3100:
            return self.kana
        if 0xAC00 <= code < 0xD7A4:
            return self.hangul
        if char == "\ufffd":
            return _BAD
        if 0xFF00 <= code < 0xFF60:
            return -8.5
        return _PRIVATE if code < 0xA0 or 0xE000 <= code < 0xF900 or code > 0xFFFF else -13.0


@lru_cache(maxsize=1)
def _chinese() -> dict[str, float]:
    rows = ((float(row[0]), row[1]) for row in load("frequencies"))
    return {char: level for level, chars in rows for char in chars} | _MARKS


@lru_cache(maxsize=None)
def scores(language: str) -> _Scores:
    """Return the character frequencies of ``zh``, ``ja`` or ``ko``.

    Kana and hangul are given one frequency each: enough to let Japanese and Korean win their own text.
    """
    kana, hangul = {"zh": (-9.5, -12.5), "ja": (-4.5, -12.5), "ko": (-11.0, -6.5)}[language]
    return _Scores(_chinese(), kana, hangul)


CANDIDATES = (("gb18030", "zh"), ("big5", "zh"), ("big5-hkscs", "zh"), ("shift_jis", "ja"), ("euc-jp", "ja"),
              ("euc-kr", "ko"), ("euc-tw", "zh"))


def sample(data: bytes, limit: int = SAMPLE_BYTES) -> bytes:
    """Return the runs of bytes that are not ASCII, with a space after each, up to ``limit`` bytes."""
    runs: list[bytes] = []
    size = 0
    for match in _RUN.finditer(data):
        runs.append(match[0])
        size += len(match[0]) + 1
        if size > limit:
            break
    return b" ".join(runs)


def readings(data: bytes) -> list[Reading]:
    """Return how each candidate reads the sample, the likeliest first."""
    found = []
    for name, language in CANDIDATES:
        text, _ = read_as(data, names.codec(name))
        found.append(Reading(name, sum(map(scores(language).__getitem__, text)), len(text)))
    return sorted(found, key=lambda reading: -reading.score)
