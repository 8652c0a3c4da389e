"""Pictures in the middle of a line that stand for text: a digit, a formula, a rare character.

So do drawings and the fields of forms, where they hold a value. A picture that decorates (a smiley, an icon, a button)
says so in words, or stands apart from numbers. A photograph is larger than a line, or has the number of its file for a
text.
"""
from __future__ import annotations

from itertools import chain, repeat
from typing import Iterable, NamedTuple

from ..gaps import LISTED, in_number
from ..patterns import HAN, LOST, lazy_regex
from ..values import MEASURE, UNIT
from .attributes import Attributes, hint_of, is_hidden, picture_address
from .raised import TEN, shifted

PLACE = "\ufdd0"
"""Stands in a line for a picture until what follows it is known; no character of any text (Unicode, 23.7)."""
_LONGEST = 40  # characters of a formula
_NUMBER = lazy_regex(r"(?!.*\d{7})[\d.,:+\-×·/~%‰℃° ]*\d[\d.,:+\-×·/~%‰℃° ]*\Z")  # seven digits name a file
_CHARACTER = lazy_regex(rf"(?!图)[{HAN}\w\u0370-\u03ff±×÷≤≥≠≈<>=%‰℃°]\Z")
_FORMULA = lazy_regex(r"(?=.*[\\^=<>≤≥±×÷])(?=.*(?:\d|\\|[A-Za-z].*[A-Za-z]))"  # ^o^ is none
                      r"(?:\\[A-Za-z]+(?![A-Za-z])|\\[^A-Za-z]|[A-Za-z]{0,3}[^A-Za-z\\\u2e80-\uffff])*[A-Za-z]{0,3}\Z")
_UNITS = lazy_regex(rf"/?{UNIT}(?:/{UNIT})?\Z")
_VALUE = lazy_regex(rf"[<>≤≥±~～]?\s?\d[\d.,:+\-×·/~～ ]{{0,20}}(?:{MEASURE})(?:/(?:{MEASURE}))?\Z")
_NUMBER_ENDS = lazy_regex(r"[\d.×/~±^<>≤≥=]\Z")
_NUMBER_GOES_ON = lazy_regex(rf"[\d/×~±^]|[.,]\d|{MEASURE}")
_TIMES_TEN = lazy_regex(r"[×xX*·]\s?10\Z")  # the power that follows was drawn because it is raised
_COUNTED = lazy_regex(r"/(?:[Ll]|m[Llm])")
_SEEN = 6  # characters before a picture that tell whether it stands in a number
_DECORATES = lazy_regex("icon|emoji|emotion|smil|face|arrow|star")
_JOINS_BEFORE = lazy_regex(r"[+\-]?[\d.,]")
_HIGH = 40  # pixels of a line
_WIDE = 20  # pixels of a character
_SIZE = lazy_regex(r"\s*(\d{1,5}(?:\.\d{1,9})?)\s*(pt|r?em|ex|%|v[wh])?")
_STYLED_SIZE = lazy_regex(r"(?<![\w-])(width|height)\s*:([^;]{1,30})")
_PIXELS = {"pt": 4 / 3, "em": 16, "rem": 16, "ex": 8, "%": 10, "vw": 10, "vh": 10}
_FILE = lazy_regex(r"([^/?#]*?)(?:\.\w{1,5})?(?:[?#].*)?\Z")
_FILE_NUMBER = lazy_regex(r"(\d+)\)?\Z")


class Picture(NamedTuple):
    """A picture in a line: ``alt`` is None where it shows no text.

    A ``photograph`` says nothing, but for a power that has the name of its file.
    """

    alt: str | None
    photograph: bool = False


_NOTHING = Picture(None)


def picture(attributes: Attributes, alt: str | None) -> Picture:
    """Return what a picture with this alternative text is to the line that it stands in."""
    alt = (alt or "").strip() if alt and len(alt) <= 2 * _LONGEST else alt or ""
    wide, high = _sizes(attributes)
    if high > _HIGH or wide > (max(_HIGH, _WIDE * len(alt)) if high and len(alt) <= _LONGEST else _HIGH):
        return Picture(None, True)
    if alt:
        return Picture(alt, not (wide or high) and bool(_NUMBER.match(alt)) and _names_file(alt, attributes))
    return _NOTHING if decorates(attributes) else Picture("")


_TYPED = frozenset(("text", "number", "tel"))
DRAWN = frozenset("canvas embed input object select svg textarea".split())
"""Elements that a reader sees as a picture or a field in a line, and that hold no text of it."""


def drawn(tag: str, attributes: Attributes, text: str = "") -> Picture:
    """Return what a drawing or a field of a form is to the line that it stands in; ``text`` is what it holds."""
    if attributes.get("aria-hidden") == "true" or is_hidden(attributes):
        return _NOTHING
    if tag == "input":
        text = attributes.get("value", "") if attributes.get("type", "text").lower() in _TYPED else ""
    text = " ".join(text[:2 * _LONGEST].split())
    if text and tag != "select":
        return Picture(text) if _VALUE.match(text) or _NUMBER.match(text) else _NOTHING
    return _NOTHING if tag in ("input", "textarea") else picture(attributes, "")


def _sizes(attributes: Attributes) -> tuple[float, float]:
    """Width and height in pixels, 0 where nothing tells them."""
    told = {name: attributes.get(name, "") for name in ("width", "height")}
    told.update(_STYLED_SIZE.findall(attributes.get("style", "")[:500].lower()))
    sizes = map(_SIZE.match, (told["width"], told["height"]))
    wide, high = (float(size[1]) * _PIXELS.get(size[2], 1) if size else 0.0 for size in sizes)
    return wide, high


def _names_file(alt: str, attributes: Attributes) -> bool:
    """Whether the text of a picture is the name or the number of its file."""
    file = _FILE.search((picture_address(attributes) or "")[-200:])
    name = file[1] if file else ""
    number = _FILE_NUMBER.search(name)
    return name == alt or number is not None and number[1].lstrip("0") == alt.lstrip("0")


def decorates(attributes: Attributes) -> bool:
    """Return whether a picture is named as one that shows no text, or takes up no more room than a point."""
    named = f"{hint_of(attributes)} {attributes.get('src', '')[:200].lower()}"
    return bool(_DECORATES.search(named)) or not {"0", "1", "2"}.isdisjoint(map(attributes.get, ("width", "height")))


def said(alt: str | None, counted: bool = True) -> str:
    """Return the alternative text of a picture where it is short and a value, a formula or a character.

    Letters are a unit only where the picture stands behind a number (``counted``).
    """
    alt = (alt or "").strip()
    if len(alt) > _LONGEST:
        return ""
    is_text = _NUMBER.match(alt) or _CHARACTER.match(alt) or _FORMULA.match(alt) or _VALUE.match(alt)
    return alt if is_text or counted and _UNITS.match(alt) else ""


def with_pictures(text: str, pictures: Iterable[Picture]) -> str:
    """Return a line with its ``pictures``: each ``PLACE`` in it becomes what the picture says, if that is text.

    One without a text is LOST where a number stands on both sides of it, or its unit behind it, and so is one with
    digits beside those of the line. Behind a ten that is multiplied, or counted in litres, it is the power; else one at
    the end of the line says nothing.
    """
    first, *rest = text.split(PLACE)
    pieces, before, drawn = [first], first[-_SEEN:], False
    shown = max((at for at, after in enumerate(rest, 1) if after.strip()), default=0)
    for each, after in zip(chain(pictures, repeat(_NOTHING)), rest):
        says = ""
        if shown > 0 or _TIMES_TEN.search(before) or each.alt and _VALUE.match(each.alt):
            says = _shown(each, before, after, drawn)
        pieces += says, after
        before = (before + says + after)[-_SEEN:]
        drawn = says not in ("", LOST) and not after
        shown -= 1
    return "".join(pieces)


def _shown(each: Picture, before: str, after: str, drawn: bool) -> str:
    """What a picture says; ``drawn`` where a picture with a text stands before it."""
    alt, photograph = each
    power = _TIMES_TEN.search(before) or TEN.search(before) and _COUNTED.match(after)
    if photograph and not (power and alt):
        return " " if before[-1:].isdigit() and after[:1].isdigit() else ""
    counted = bool(_NUMBER_ENDS.search(before))
    text = said(alt, counted)
    if text and power:
        return shifted(text, "sup", "0")
    if text or alt != "":
        return LOST if text and joined(text, "" if drawn else before, after) else text
    between = counted and _NUMBER_GOES_ON.match(after) or before.strip() and in_number(before, after)
    return LOST if power or between and not LISTED.search(before) else ""


def joined(text: str, before: str, after: str = "") -> bool:
    """Return whether what a picture says and the digits beside it would make another number."""
    beside = before[-1:].isdigit() or before.endswith(LOST) or bool(LISTED.search(before))
    return beside and bool(_JOINS_BEFORE.match(text)) or text[-1:].isdigit() and after[:1].isdigit()
