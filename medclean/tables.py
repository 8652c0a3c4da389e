"""Tables of phrases and characters: plain text files in ``medclean/data``, read once.

A table is UTF-8, one entry a line, columns separated by tabs, ``#`` at the start of a line for a
comment; its first comment names its source and licence.
"""
from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Iterable

_SHORT = 120  # characters of a text that is remembered
_FEW = 48  # characters
_PLANE = 0x10000  # the characters of one code unit: no phrase of a table needs others

HALF_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""The plain form of each full-width letter, digit and sign (Unicode, Halfwidth and Fullwidth Forms)."""


def shipped(name: str) -> bytes:
    """Return a file of ``medclean/data``, read plainly: importlib.resources first loads forty modules.

    Raises FileNotFoundError where the package ships no such file.
    """
    with open(os.path.join(os.path.dirname(__file__), "data", name), "rb") as file:
        return file.read()


@lru_cache(maxsize=None)
def load(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``data/NAME.txt``, each a tuple of its columns.

    Raises FileNotFoundError where the package ships no such table.
    """
    text = shipped(f"{name}.txt").decode("utf-8")
    rows = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(row.split("\t")) for row in rows)


@lru_cache(maxsize=None)
def words(name: str, kind: str = "") -> frozenset[str]:
    """Return the first column of a table, folded: of all rows, or of those whose second column is ``kind``."""
    return frozenset(fold(row[0]) for row in load(name) if not kind or row[1:2] == (kind,))


@lru_cache(maxsize=None)
def alternatives(name: str, kind: str = "") -> str:
    """Return the `words` of a table, escaped, as the inside of a pattern: ``a|b|c``.

    Longer entries come first, so that the pattern takes the longest.
    """
    return alternation(words(name, kind))


def alternation(found: Iterable[str]) -> str:
    """Return words, escaped, as the inside of a pattern that takes the longest: ``ab|a``."""
    return "|".join(map(re.escape, longest_first(found)))


def longest_first(found: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern has to try them; those of one length by their characters."""
    return sorted(found, key=lambda word: (-len(word), word))


def fold(text: str) -> str:
    """Return the text in Simplified characters and half width, for matching.

    One character becomes exactly one, so positions in the folded text are positions in the text.
    """
    return _remembered(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    """The folded text: where few characters are to be folded, each is replaced at the speed of C."""
    if text.isascii():
        return text
    found = set(_foldable().findall(text))
    if len(found) > _FEW:
        return text.translate(_folding())
    folds = _folds()
    for char in found:
        text = text.replace(char, folds[char])
    return text


_remembered = lru_cache(maxsize=1 << 12)(_folded)  # a page asks again and again, and its menu is that of the next page


@lru_cache(maxsize=1)
def _folds() -> dict[str, str]:
    """What the characters are folded to; none of these is folded itself."""
    found = {row[0]: row[1] for row in load("fold") if ord(row[0]) < _PLANE}
    return found | HALF_WIDTH | {"\u3000": " ", "\xa0": " "}


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_folds())}]")


@lru_cache(maxsize=1)
def _folding() -> tuple[int, ...]:
    """The character that each one is folded to, by its code: `str.translate` reads a tuple at twice a dict's speed."""
    found = list(range(_PLANE))
    for char, folded in _folds().items():
        found[ord(char)] = ord(folded)
    return tuple(found)
