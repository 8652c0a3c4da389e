"""Traditional Chinese out of a one-to-one table: one wrong character where Simplified merged several.

The second kind of copy site turns each Simplified character into always the same Traditional one:
方面 becomes 方麵, 系統 係統, 體制 體製. Such a word is no word in any Traditional text.
"""
from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Iterator

from ..document import Edit
from ..rules import Lines, change, rule
from ..tables import load

FEW = 2     # different words of the table: one may be a slip of the pen
# What the odd character goes together with, where it ends a word only by chance: 飛機|製造, 下方|麵包, 團體|係由.
_OTHERWISE = {"製": frozenset("造作品成藥劑備服圖片程得出為爲法糖鞋茶"), "麵": frozenset("包條粉食團點館線糊"),
              "係": frozenset("由以指屬為爲因在於")}


@lru_cache(maxsize=1)
def _right() -> dict[str, str]:
    """Return the wrong words, each with the right one."""
    return {row[0]: row[1] for row in load("one_to_one")}


@lru_cache(maxsize=1)
def odd() -> str:
    """Return the characters that are wrong in the wrong words."""
    return "".join(sorted({char for wrong, word in _right().items() for char in set(wrong) - set(word)}))


@lru_cache(maxsize=1)
def around() -> str:
    """Return the pattern of what stands around an odd character in a wrong word: the other one of the word."""
    before, behind = defaultdict[str, str](str), defaultdict[str, str](str)
    for wrong, right in _right().items():
        if wrong[0] != right[0]:
            behind[wrong[0]] += wrong[1]
        if wrong[1] != right[1]:
            before[wrong[1]] += wrong[0]
    return "|".join([*(f"(?<={char})(?=[{others}])" for char, others in behind.items()),
                     *(f"(?<=[{others}]{char})" for char, others in before.items())])


@lru_cache(maxsize=1)
def _odd_in_place() -> re.Pattern[str]:
    return re.compile(f"[{odd()}](?:{around()})")


def suspected(text: str) -> bool:
    """Return whether a text holds several words of the table."""
    return len({word for _, word in _words(text)}) >= FEW


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the wrong words of a text, and where each begins; all words of the table have two characters."""
    right = _right()
    for match in _odd_in_place().finditer(text):
        for start in (match.start() - 1, match.start()):
            word = text[max(start, 0):start + 2]
            if word in right and text[start + 2:start + 3] not in _OTHERWISE.get(word[-1], ()):
                yield start, word


@rule("R501", "one-to-one",
      hits={"各方麵的係統和體製": "各方面的系統和體制", "裏麵有很多專傢\n突齣": "裏面有很多專家\n突出"},
      keeps=["飛機製造和團體製作，兩方麵包店", "牛肉麵和麵包", "方面的系統", "他隻有一隻眼睛", "製作麵條的方法，關係很好", "裏面有很多專家"])
def one_to_one(lines: Lines) -> Iterator[Edit]:
    """Words that only a one-to-one table spells so, where a document has several of them.

    麵 is noodles and 面 a face, Simplified writes 面 for both; a site's table knows one of them. The
    words are those that cannot be right (data/one_to_one.txt); it takes two different
    ones to know the table at work.
    """
    right = _right()
    found = [(line, start, word) for line in lines for start, word in _words(line.text)]
    kinds = {word for _, _, word in found}
    done: set[tuple[int, int]] = set()
    for line, start, word in found if len(kinds) >= FEW else ():
        at = next(place for place in (0, 1) if word[place] != right[word][place])
        if (line.number, start + at) not in done:
            done.add((line.number, start + at))
            why = f"{word} is {right[word]}; the document has {len(kinds)} words of a one-to-one table"
            yield change(line, start + at, word[at], right[word][at], why)
