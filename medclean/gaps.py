"""Where a number has a gap: something stood there that is no character of the line, and may have been a digit.

A page's font, a picture or a field of a form draws digits; without them 10 mg is 0 mg. What stands beside a number and
is none (an icon before a count, a bullet) leaves no gap.
"""
from __future__ import annotations

from .patterns import HAN, lazy_regex
from .values import DOSE, MEASURE

LISTED = lazy_regex(r"(?:\A|[\s:：;；。，,、（(])[1-9]\d?[.．]\Z")
"""What ends in the number of an item in a list, and is no 0.5."""

_SEEN = 30  # characters on each side
_NUMBER_ENDS = lazy_regex(r"[\d≤≥±×^～~]\s?\Z|\d[.．,]\Z")
_CUT = lazy_regex(r"(?:[≤≥±×^]|\d\s?[～~])\s?\Z|\d[.．]\Z")
_GOES_ON = lazy_regex(rf"[.．,]\d|[/×～~±^–—-]\s?\d|/\s?(?:{MEASURE})|[ \xa0]?(?:{MEASURE})")
_UNIT = lazy_regex(rf"[ \xa0]?(?![A-Z][{HAN}])(?:{MEASURE})(?!\.\w)")
_ITS_UNIT = lazy_regex(rf"[ \xa0]?(?:{MEASURE})(?![\w-]|\.\w)")
_DECIMAL = lazy_regex(r"[.．]\d|\d{1,4}[.．]\d{1,3}(?![\d.．]|\s?[万萬千亿億kKwW分])")
_REST = lazy_regex(r"(?:[/×~～±–—-]\s?)?\d[\d.,/～~–-]{0,12}\s?[^\s\d]{1,6}")


def lacks_number(before: str, after: str) -> bool:
    """Return whether a unit stands in a line (``after`` its beginning) that has no number before it: 每次 mg."""
    before, after = before[-_SEEN:].rstrip(), after[:_SEEN]
    if not before:
        return _ITS_UNIT.match(after) is not None
    return not before[-1].isdigit() and (before[-1] >= "\x80" or before[-1] in ":(<>=~") and bool(_UNIT.match(after))


def in_number(before: str, after: str) -> bool:
    """Return whether what stands between two stretches of a line is a part of a number, or of its unit."""
    before, after = before[-_SEEN:], after[:_SEEN]
    if lacks_number(before, after) or _NUMBER_ENDS.search(before) and _GOES_ON.match(after):
        return True
    return bool(_CUT.search(before)) and not LISTED.search(before)


def begins_number(after: str) -> bool:
    """Return whether a line goes on with the rest of a value, of which nothing parts what stands before: 0 mg, .5."""
    rest = _REST.match(after)
    return bool(_DECIMAL.match(after) or rest and DOSE.search(rest.group()))
