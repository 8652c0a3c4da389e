"""Which script a Chinese text is in: Simplified, Traditional (of Taiwan or Hong Kong), or a mixture.

Counted are the characters that only one script writes (data/script.txt): a third of all characters
of running text. The share of the rarer script decides, so a stray word of the other one is no mixture.
"""
from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Iterable, NamedTuple

from .patterns import is_common_han, lazy_regex
from .tables import alternation, load

_MIXED_SHARE = 0.1  # of the telling characters, in the rarer script; a stray word in 150 characters has less
_KINDS = {"hans": "s", "hant": "t"}
_WORD = 4           # characters of a stray word at most
_REGION_POINTS = 3  # one word of the region, or three of its character forms
_KANA = lazy_regex("[\u3041-\u30fa]")
_JAPANESE = 0.2     # share of kana among kana and Chinese characters: Chinese text has next to none


class Telling(NamedTuple):
    """How many characters of a text only Simplified writes, only Traditional writes, and whether it is Japanese."""

    hans: int
    hant: int
    japanese: bool


def telling(text: str) -> Telling:
    """Return how many characters of the text tell its script."""
    if text.isascii():
        return Telling(0, 0, False)
    kinds = text.translate(_kinds())
    hans, hant = map(kinds.count, _KINDS.values())
    return Telling(hans, hant, has_kana(text) and _is_japanese(Counter(text)))


def has_kana(text: str) -> bool:
    """Tell whether the text holds a Japanese letter."""
    return _KANA.search(text) is not None


def _is_japanese(counts: Counter[str]) -> bool:
    kana = sum(count for char, count in counts.items() if _KANA.match(char))
    han = sum(count for char, count in counts.items() if is_common_han(char))
    return kana > _JAPANESE * (kana + han)


def detect_script(text: str) -> str:
    """Return the script of the text: ``hans``, ``hant``, ``hant-tw``, ``hant-hk``, ``mixed`` or ``none``.

    ``hant`` is Traditional without signs of a region; ``mixed`` has at least a tenth of its telling characters
    in each script, and not all in one word; ``none`` has no telling characters, or is Japanese.
    """
    found = telling(text)
    total = found.hans + found.hant
    if not total or found.japanese:
        return "none"
    usual, rarer = ("hans", "hant") if found.hans >= found.hant else ("hant", "hans")
    if min(found.hans, found.hant) >= _MIXED_SHARE * total and _is_spread(text, rarer):
        return "mixed"
    return _region(text) if usual == "hant" else "hans"


def line_scripts(lines: Iterable[str]) -> list[str]:
    """Return ``hans``, ``hant`` or ``none`` for each line: what most of its telling characters are.

    Meant for documents that `detect_script` calls mixed; a line without telling characters is ``none``.
    """
    found = []
    for line in lines:
        hans, hant, japanese = telling(line)
        found.append("none" if hans == hant or japanese else "hans" if hans > hant else "hant")
    return found


def _is_spread(text: str, script: str) -> bool:
    """Tell whether characters of the script stand in more than one word."""
    chars = _characters(script)
    places = [place for place, char in enumerate(text) if char in chars]
    return places[-1] - places[0] >= _WORD


def _region(text: str) -> str:
    """Return ``hant-tw`` or ``hant-hk`` where the text's words and character forms tell, else ``hant``.

    Hong Kong's forms count three times: its pages often keep the forms of Taiwan, but not the reverse.
    """
    points = {"hant-tw": 0, "hant-hk": 0}
    for match in _region_pattern().finditer(text):
        points[_region_words()[match[0]]] += _REGION_POINTS
    forms = Counter(text)
    points["hant-tw"] += sum(forms[char] for char in _characters("hant-tw"))
    points["hant-hk"] += sum(forms[char] for char in _characters("hant-hk")) * _REGION_POINTS
    (name, most), (_, other) = sorted(points.items(), key=lambda item: -item[1])
    return name if most >= _REGION_POINTS and most >= 2 * other else "hant"


@lru_cache(maxsize=1)
def _kinds() -> str:
    """For each character, by its code, the letter of the script that alone writes it, or a space.

    A string: `str.translate` takes a character's kind from it in half the time in which it could be counted.
    """
    rows = [(_KINDS[name], chars) for name, chars in load("script") if name in _KINDS]
    kinds = bytearray(b" " * (max(ord(max(chars)) for _, chars in rows) + 1))
    for kind, chars in rows:
        for code in map(ord, chars):
            kinds[code] = ord(kind)
    return kinds.decode("ascii")


@lru_cache(maxsize=None)
def _characters(name: str) -> frozenset[str]:
    return frozenset(char for row in load("script") if row[0] == name for char in row[1])


@lru_cache(maxsize=1)
def _region_words() -> dict[str, str]:
    return {row[1]: row[0] for row in load("regions")}


@lru_cache(maxsize=1)
def _region_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_region_words()))
