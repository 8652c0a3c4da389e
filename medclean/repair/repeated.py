"""Readings without tone marks that a third kind of site puts behind any character, some of them several times.

``的(de)(de)核心手(shou)段``: which characters have one, and how often, chance decides. Nobody glosses a character twice for
a reader: that tells the site, and what it has put behind other characters once.
"""
from __future__ import annotations

from typing import Iterator

from ..document import Edit
from ..patterns import COMMON_HAN, lazy_regex
from ..rules import Lines, change, rule
from .readings import reads_toneless

TWICE = lazy_regex(rf"(?<=[{COMMON_HAN}])([(（]([a-zü]{{1,6}})[)）])\1")
"""A reading that stands twice behind a character."""

_RUN = lazy_regex(rf"(?<=([{COMMON_HAN}]))([(（]([a-zü]{{1,6}})[)）])\2*")
_LEAST = 2  # characters with a reading twice


@rule("R214", "repeated-reading",
      hits={"测量结果的(de)(de)核心手(shou)段是溯(su)(su)源(yuan)，企业(ye)在溯源(yuan)中":
            "测量结果的核心手段是溯源，企业在溯源中",
            "資料不(bu)(bu)完整，研(yan)究的(de)(de)(de)問題(ti)": "資料不完整，研究的問題"},
      keeps=["测量的(de)(de)手(shou)段", "基(ji)于实践(jian)的核心手(shou)段", "片(tab)(tab)和胶囊(cap)(cap)",
             "的(de)(di)与得(de)(dei)都是多音字"])
def repeated_reading(lines: Lines) -> Iterator[Edit]:
    """Readings without tone marks go where several characters have theirs twice: no reader needs that.

    Only readings of the character that they stand behind go, each with its repetitions.
    """
    twice = {(match.string[match.start() - 1], match[2]) for line in lines for match in TWICE.finditer(line.text)}
    known = {char for char, reading in twice if reads_toneless(char, reading)}
    if len(known) < _LEAST:
        return
    for line in lines:
        for match in _RUN.finditer(line.text):
            if reads_toneless(match[1], match[3]):
                why = f"{match[3]} is a reading of {match[1]}; {len(known)} characters have theirs twice"
                yield change(line, match.start(), match[0], "", why)
