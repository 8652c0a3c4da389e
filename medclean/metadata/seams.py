"""What stands apart in a line whose elements touch: where one of them is an item of its own, a space parts it."""
from __future__ import annotations

import re
from functools import lru_cache

from ..document import Seam
from ..patterns import lazy_regex
from ..tables import alternation, alternatives, fold, words
from .dates import find_dates
from .marks import BARS, label_fields

_LED = 4  # characters before a day: 发布于2021-03-04
_GOES_ON = lazy_regex(r"\d{1,2}(?:\Z|[日号时時点點分:：/.-])")  # of a date, whose parts stand in elements
_COUNTS = " ()（）0123456789"


def apart(seam: Seam) -> str:
    """Return a line's text with spaces where its elements are items: a button, a label, a day, a link beside none.

    An element may also hold a part of a name or of a number (``<b>王</b><b>晓明</b>``): those stay together.
    """
    cuts = [0, *seam.cuts, len(seam.text)]
    parts = [seam.text[start:end] for start, end in zip(cuts, cuts[1:])]
    read = parts[0]
    for cut, part in zip(seam.cuts, parts[1:]):
        own = cut in seam.links or _is_item(part) or _ends_with_day(read) and not _GOES_ON.match(part)
        read += " " * own + part
    return read


def _is_item(part: str) -> bool:
    folded = fold(part)
    if folded.strip(_COUNTS).lower() in words("menu") or _label().match(folded):
        return True
    dates = find_dates(part)
    return bool(dates) and dates[0].start <= _LED


def _ends_with_day(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and dates[-1].end == len(text)


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """A label of two characters and more with what stands behind it, or a role: 阅读 123, 作者：, 记者张三."""
    labels = alternation(label for label in label_fields() if len(label) > 1)
    return re.compile(rf"\W?(?:{labels})\s?(?:[:{BARS}]|\d|\Z)|(?:{alternatives('roles')})")
