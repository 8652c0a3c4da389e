"""Patterns that few texts need, compiled when the first of them does."""
from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=None)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of this package, compiled on its first use.

    A set of thousands of characters takes milliseconds to compile, all of them together took half
    of the time in which the stage was imported. Raises re.error where it is no pattern.
    """
    return re.compile(pattern)
