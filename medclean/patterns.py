"""Patterns that are compiled when they are first used.

A page needs one in three of the package's patterns, and a set of thousands of characters takes milliseconds to
compile: all of them together took longer than to start Python and to clean a page.
"""
from __future__ import annotations

import re
from typing import Any, AnyStr, cast

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Every Chinese character that Unicode has, for the inside of a set; 〇 is one."""

COMMON_HAN = "\u3400-\u9fff"
"""Those that stand in one block, for the inside of a set: what codecs of two bytes write, but for rare ones."""

LOST = "\ufffd"
"""Stands for a character that is gone and that nobody can name (U+FFFD, REPLACEMENT CHARACTER)."""

HAN_NUMERALS = "一二三四五六七八九十"
"""What numbers of sections, figures, months and days are written in, for the inside of a set; 十一 has two."""

YEAR = r"(?:19|20)\d\d"
"""A year that a page tells with its day: 1998, 2023; the source of a pattern."""

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class _Lazy:
    """Stands for a pattern: the first call of one of its methods compiles it and takes them over."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update((each, getattr(compiled, each)) for each in _METHODS)
        return getattr(compiled, name)


def is_common_han(char: str) -> bool:
    """Return whether a character is one of `COMMON_HAN`."""
    return "\u3400" <= char <= "\u9fff"


def lazy_regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what works as ``re.compile(source, flags)`` does, but compiles at its first use.

    It has the attributes of a pattern; functions such as `re.sub` don't take it.
    The first use raises re.error where the source is no pattern.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(source, flags))


CHINESE = lazy_regex(f"[{HAN}]")
"""Finds a Chinese character."""

NUMBER = lazy_regex(r"\d+")
"""Finds the digits of a number."""
