"""How a text is looked at before a rule reads its lines: all of it at once, at the speed of C."""
from __future__ import annotations

import re
from bisect import bisect
from functools import lru_cache
from itertools import accumulate
from typing import Iterable, Iterator

from ..document import Line


@lru_cache(maxsize=None)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of this package, compiled on its first use.

    A set of thousands of characters takes milliseconds to compile, all of them together took half
    of the time in which the stage was imported. Raises re.error where it is no pattern.
    """
    return re.compile(pattern)


def holding(lines: Iterable[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Yield the lines that hold a match of a pattern, which must not match across a newline.

    One search over all lines: a page has hundreds of short ones, and few of them hold anything. A pattern that
    begins with one set of characters, or with one of them, is searched for at the speed of C.
    """
    among = list(lines)
    text = "\n".join([line.text for line in among])
    ends = list(accumulate(len(line.text) + 1 for line in among))
    match = pattern.search(text)
    while match:
        place = bisect(ends, match.start())
        yield among[place]
        match = pattern.search(text, ends[place])
