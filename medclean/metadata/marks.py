"""The labels of a line, as pages write them before a colon or what stands for one: 来源：, 责任编辑 |."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Sequence

from ..patterns import lazy_regex
from ..tables import fold, load

BARS = "丨|∣"
"""What is drawn as a bar and stands for a colon: 编辑丨李晓. The first is a Chinese character, for keyboards have it."""

COLONS = f":>】/·・{BARS}"
"""All that may stand for a colon behind a label in folded text, and the colon."""

_COLON = lazy_regex(rf"(?=[\s{COLONS}])"  # most characters are none of these: one look instead of three
                    rf"(?:\s{{0,2}}(?::|>>|】)|(?<=[文图家])\s?[/·・{BARS}]|(?<=[辑编影])\s?/(?!\s?\d)|"
                    rf"\s?[{BARS}](?=[^{BARS}]*\Z))\s*")
_WHO = lazy_regex("[文图家]")
_BEFORE = f" \t/·•[(【)]】>;,0123456789日●■◆▲★※{BARS}"
_LONGEST = 8  # characters of the longest label

LONGEST_LINE = 700
"""Characters of a line of labels: a longer one is not read."""


class Mark(NamedTuple):
    """A label in a line: where it begins, where its value begins, and its field."""

    start: int
    end: int
    field: str


@lru_cache(maxsize=1)
def label_fields() -> dict[str, str]:
    """Return the field that each label announces, by the folded label in lower case (data/labels.txt)."""
    return {fold(row[0]).lower(): row[1] for row in load("labels")}


@lru_cache(maxsize=1)
def _label_sizes() -> dict[str, tuple[int, ...]]:
    """How long the labels are that end in a character, the longest first: none ends in the hour before a colon."""
    sizes: dict[str, set[int]] = {}
    for label in label_fields():
        for last in {label[-1], label[-1].upper()}:
            sizes.setdefault(last, set()).add(len(label))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}


@lru_cache(maxsize=1)
def _label_end() -> re.Pattern[str]:
    """The last character of a label, and what stands for a colon: quickly sought, and most lines have none."""
    return re.compile(rf"[{re.escape(''.join(_label_sizes()))}]\s{{0,{_LONGEST}}}[{COLONS}]")


@lru_cache(maxsize=1024)  # strip asks about a line, and the metadata again
def find_marks(folded: str) -> tuple[Mark, ...]:
    """Return the labels of a folded line, from left to right.

    Behind the first one a label may be glued to the value before it.
    """
    marks: list[Mark] = []
    if not _label_end().search(folded):
        return ()
    several = sum(map(folded.count, BARS)) > 1
    for colon in _COLON.finditer(folded):
        if several and colon.group().strip() in BARS and not _WHO.match(folded, max(colon.start() - 1, 0)):
            continue  # the cells of a row: 阿司匹林|来源|水杨酸
        mark = _label_before(folded, colon, marks[-1].end if marks else 0, glued=bool(marks))
        if mark:
            marks.append(mark)
    return tuple(marks)


def _label_before(folded: str, colon: re.Match[str], floor: int, glued: bool) -> Mark | None:
    """The longest label that ends at a colon; 时 间 may have a space in it."""
    end = colon.start()
    least = max(floor, end - _LONGEST)
    sizes: Sequence[int] = _label_sizes().get(folded[end - 1:end], ())
    if " " in folded[least:end]:
        sizes = range(end - least, 0, -1)
    known = label_fields()
    for start in (end - size for size in sizes if end - size >= least):
        word = folded[start:end].lower()
        if word[0] == " ":
            continue
        spaced = " " in word
        field = known.get(word.replace(" ", "") if spaced else word)
        apart = not start or folded[start - 1] in _BEFORE  # in 文/林昭文 图/何品睿 the name is no part of a label
        if field and (not spaced or len(word) <= 5) and (apart or glued and not spaced):
            return Mark(start, colon.end(), field)
    return None


def field_of(word: str) -> str:
    """Return the field that a cell announces where it is nothing but a label (发文机关), or ''."""
    return label_fields().get(fold(word).strip(" \t\u3000:").replace(" ", "").lower(), "") if len(word) <= 12 else ""


def label_words(text: str) -> tuple[str, ...]:
    """Return the labels that stand in a line, as it writes them: 来源, 作者, 责任编辑."""
    marks = find_marks(fold(text)) if len(text) <= LONGEST_LINE else ()
    return tuple(dict.fromkeys(text[mark.start:mark.end].strip(f" \t：[{COLONS}") for mark in marks))
