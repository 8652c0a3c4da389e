"""The noise that forum software puts between the lines of a post, so that nobody copies it: ``+ M4 E2 [8 g! N2 a$ |``.

Discuz! writes it where a line breaks and hides it from who reads the page; text that was copied or flattened has it. It
is five to fifteen pairs, each of a character from space to ``;`` and one from ``?`` to ``~`` with a space between them
(``jammer`` in its source/function/function_discuzcode.php). Nothing else alternates so, in so many marks.
"""
from __future__ import annotations

import re
from typing import Iterator

from ..patterns import lazy_regex
from ..rules import Finding, Lines, rule
from ..values import DOSE
from .spacing import mend_each

AROUND = r"(?=[?-~](?:[!-;]? [?-~]){2})"
"""What follows a space in the noise, as the source of a pattern."""

_PAIR = "[!-;]? [?-~]"  # of two spaces one is left
_NOISE = lazy_regex(rf"(?:^[?-~]|{_PAIR})(?:{_PAIR}){{4,14}}")
_LOW = lazy_regex("[!-;](?= )")
_VARIED = 3  # characters of the first kind that differ, at least: f(a, b, c, d, e) has one
_BESIDE = lazy_regex(r"[A-Za-z0-9.,/~%-]\Z")


def _is_noise(found: str) -> bool:
    """Whether the first of the pairs vary as chance has it, and the second: letters of both cases, or marks."""
    low, high = set(_LOW.findall(found)), {char for char in found if char > "="}
    cased = any(map(str.isupper, high)) and any(map(str.islower, high))
    return len(low) >= _VARIED and not all(map(str.isdecimal, low)) and (cased or bool(high & set("@[\\]^_`{|}~")))


def _taken(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """Nothing is left of noise, but where its first or last pair may be the text's own: 140 a$, 5 g."""
    found, after = match.group(), text[match.end():match.end() + 1]
    before = text[max(match.start() - 1, 0):match.start()]
    own = _BESIDE.search(before) or before and DOSE.match(found) or after and (DOSE.search(found[-3:]) or (
        found[-3:-2].isdecimal() and after[0].isalnum() and after[0].isascii()))
    return None if own or not _is_noise(found) else ("", "noise that a forum puts between lines against copying")


@rule("R221", "jammer",
      hits={"胖大海性寒，可清肺熱。+ M4 E2 [8 g! N2 a$ |": "胖大海性寒，可清肺熱。", "5 V3 U$ `. w7 k多年生落葉喬木": "多年生落葉喬木",
            "; d, e+ ~+ W) m0 r7 F* P": "", "每次5 mg。) T% L) C4 _& |* F$ |$ d": "每次5 mg。"},
      keeps=["血压140 a$ |8 g! N2 a$ |", "每次5 g+ M4 E2 [8 q! N2 a$ |", "f(a, b, c, d, e, F)", "A. b, C. d, E. f",
             "a b c d E F g", "5 V3 U$ `. w7 u，睡前皮下注射", "+ M4 E2 [8 g! N2 w5 mg，每日三次", "0 a1 b2 c3 D4 e5 f",
             "x + y - z * A / b", "选项：A) b) C) d) E) f)"])
def jammer(lines: Lines) -> Iterator[Finding]:
    """The noise that Discuz! puts between the lines of a post against copying goes.

    Where its first or last pair may be a number or a dose of the text it stays as it is.
    """
    yield from mend_each(lines, _NOISE, _taken)
