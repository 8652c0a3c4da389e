"""Pictures in the middle of a line that stand for text: a digit, a formula, a rare character.

A picture that decorates (a smiley, an icon, a button) says so in words, or stands apart from numbers.
"""
from __future__ import annotations

from itertools import chain, repeat
from typing import Iterable

from ..patterns import HAN, lazy_regex
from .attributes import Attributes, hint_of
from .raised import shifted

PLACE = "\ufdd0"
"""Stands in a line for a picture until what follows it is known; no character of any text (Unicode, 23.7)."""
LOST = "\ufffd"
"""Stands for what a picture without a text showed in a number; repair's R121 warns of it."""
_LONGEST = 40  # characters of a formula
_UNIT = r"(?:[mkμuµn]?g|[mμd]?[lL]|[mμµn]?mol|[cdkmμµn]?m|m?IU|k?cal|k?Pa|mmHg)"
_NUMBER = lazy_regex(r"(?!.*\d{7})[\d.,:+\-×·/~%‰℃° ]*\d[\d.,:+\-×·/~%‰℃° ]*\Z")  # seven digits name a file
_CHARACTER = lazy_regex(rf"(?!图)[{HAN}\w\u0370-\u03ff±×÷≤≥≠≈<>=%‰℃°]\Z")
_FORMULA = lazy_regex(r"(?=.*[\\^=<>≤≥±×÷])(?=.*(?:\d|\\|[A-Za-z].*[A-Za-z]))"  # ^o^ is none
                      r"(?:\\[A-Za-z]+(?![A-Za-z])|\\[^A-Za-z]|[A-Za-z]{0,3}[^A-Za-z\\\u2e80-\uffff])*[A-Za-z]{0,3}\Z")
_UNITS = lazy_regex(rf"/?{_UNIT}(?:/{_UNIT})?\Z")
_NUMBER_ENDS = lazy_regex(r"[\d.×/~±^<>≤≥=]\Z")
_NUMBER_GOES_ON = lazy_regex(rf"[\d/%‰℃×~±^]|[.,]\d|{_UNIT}(?![A-Za-z])")
_UNIT_BEGINS = lazy_regex(rf"(?=[%‰℃]|[A-Za-zμµ]{{2}})(?:[%‰℃]|{_UNIT}(?![A-Za-z]))")  # U盘 begins with none
_TEN = lazy_regex(r"(?<![\d.])10\Z")
_TIMES_TEN = lazy_regex(r"[×xX*·]\s?10\Z")  # the power that follows was drawn because it is raised
_COUNTED = lazy_regex(r"/(?:[Ll]|m[Llm])")
_SEEN = 6  # characters before a picture that tell whether it stands in a number
_DECORATES = lazy_regex("icon|emoji|emotion|smil|face|arrow|star")


def decorates(attributes: Attributes) -> bool:
    """Return whether a picture is named as one that shows no text, or takes up no more room than a point."""
    named = f"{hint_of(attributes)} {attributes.get('src', '')[:200].lower()}"
    return bool(_DECORATES.search(named)) or not {"0", "1", "2"}.isdisjoint(map(attributes.get, ("width", "height")))


def said(alt: str | None, in_number: bool = True) -> str:
    """Return the alternative text of a picture where it is short and a value, a formula or a character.

    Letters are a unit only where the picture stands ``in_number``.
    """
    alt = (alt or "").strip()
    if len(alt) > _LONGEST:
        return ""
    is_text = _NUMBER.match(alt) or _CHARACTER.match(alt) or _FORMULA.match(alt) or in_number and _UNITS.match(alt)
    return alt if is_text else ""


def with_pictures(text: str, alts: Iterable[str | None]) -> str:
    """Return a line with its pictures: each ``PLACE`` in it becomes what the picture says, if that is text.

    ``alts`` are their alternative texts in order, None for a picture that only decorates. One without a text is LOST
    where a number stands on both sides of it, or its unit behind it. Behind a ten that is multiplied, or counted in
    litres, it is the power; else one at the end of the line says nothing.
    """
    first, *rest = text.split(PLACE)
    pieces, before = [first], first[-_SEEN:]
    shown = max((at for at, after in enumerate(rest, 1) if after.strip()), default=0)
    for alt, after in zip(chain(alts, repeat(None)), rest):
        if shown > 0 or _TIMES_TEN.search(before):
            pieces.append(_shown(alt, before, after))
        pieces.append(after)
        before = (before + pieces[-2] + after)[-_SEEN:]
        shown -= 1
    return "".join(pieces)


def _shown(alt: str | None, before: str, after: str) -> str:
    power = _TIMES_TEN.search(before) or _TEN.search(before) and _COUNTED.match(after)
    in_number = bool(_NUMBER_ENDS.search(before))
    text = said(alt, in_number)
    if text or alt != "":
        return shifted(text, "sup", "0") if power else text
    between = _NUMBER_GOES_ON.match(after) if in_number else before[-1:].strip() and _UNIT_BEGINS.match(after)
    return LOST if power or between else ""
