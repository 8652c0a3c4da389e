"""What speaks for and against a line of flattened text: features of its shape and of its neighbours.

Every feature is a name; the table ``flat_weights`` holds what each one is worth (a logistic regression, so
that the sum for a line is the logarithm of its odds to be the article's).
"""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Iterator, Mapping, Sequence

from ..document import Line
from ..tables import load
from . import shape

_SIZES = (2, 4, 6, 9, 14, 20, 30, 45, 80, 150, 300)
_NUMBERED = re.compile(r"^[(\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|第[\d一二三四五六七八九十]{1,3}[章节条步])[)\].、,:]")
_DATED = re.compile(r"\d{1,4}[-/.年月]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?[)\]]?$|"
                    r"^[\[(]?\d{4}[-/.]\d\d|(?:分钟|小时|天|月|年)前$")
_FUNCTION = re.compile("[的了是在和有不他她这我就也都而与及]")
_STOPS, _COMMAS = re.compile("[。!?]"), re.compile("[,、;]")
_LATIN = re.compile(r"^[\x20-\x7e]+$")
_NEAR, _WIDE = 3, 12


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {row[0]: float(row[1]) for row in load("flat_weights")}


TAILS = frozenset({"S102", "S112", "S120", "S121", "S122", "S201", "S202", "S203", "S204", "S205", "S206"})
"""Rules whose lines stand below an article: its editors, its neighbours, notices, lists of other articles."""


def weigh(lines: Sequence[Line], fates: Mapping[int, str]) -> list[float]:
    """Return for each line the logarithm of its odds to belong to the article; 0 for a blank line.

    ``lines`` are all visible lines with folded text, those that a rule dropped too; ``fates`` says which
    rule dropped a line, by the line's number.
    """
    worth = _weights().get
    weights = [0.0] * len(lines)
    for at, names in features(lines, fates):
        weight = sum(worth(name, 0.0) for name in names)
        weights[at] = weight * _bulk(len(lines[at].text)) if weight > 0 else weight
    return weights


def _bulk(size: int) -> float:
    """A long paragraph counts for several: with the square root of its length."""
    return 1.0 if size <= 60 else min(size / 60, 16.0) ** 0.5


def features(lines: Sequence[Line], fates: Mapping[int, str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (position, names of features) for each line that holds something."""
    held = [at for at, line in enumerate(lines) if line.text.strip()]
    texts = [lines[at].text.strip() for at in held]
    gone = [lines[at].dropped for at in held]
    prose = [not out and shape.is_prose(text) for text, out in zip(texts, gone)]
    before_prose, before_gone = _sums(prose), _sums(gone)
    before_short = _sums([len(text) <= 12 and not out for text, out in zip(texts, gone)])
    tails = _tails([fates.get(lines[at].number, "") for at in held], prose)
    seen: set[str] = set()
    for at, text in enumerate(texts):
        names = ["bias", f"tails-above:{min(tails[at], 3)}",
                 f"prose-near:{min(_around(before_prose, at, _NEAR), 4)}",
                 f"prose-wide:{_bucket(_around(before_prose, at, _WIDE), (0, 1, 3, 6, 10))}",
                 f"gone-near:{min(_around(before_gone, at, _NEAR), 4)}",
                 f"gone-wide:{_bucket(_around(before_gone, at, _WIDE), (0, 2, 6, 12))}",
                 f"short-wide:{_bucket(_around(before_short, at, _WIDE), (2, 6, 12, 18))}"]
        if gone[at]:
            names.append("gone")
        else:
            names += _shape(text)
            if text in seen:
                names.append("again" if len(text) < 30 else "again-long")
        seen.add(text)
        yield held[at], names


def _tails(codes: Sequence[str], prose: Sequence[bool]) -> list[int]:
    """How many marks of an article's end stand above each line, counted from the second line of prose on."""
    counts, above, read = [], 0, 0
    for code, text in zip(codes, prose):
        counts.append(above)
        read += text
        above += read > 1 and code in TAILS
    return counts


def _sums(flags: Sequence[bool]) -> list[int]:
    return [0, *accumulate(flags)]


def _around(sums: Sequence[int], at: int, reach: int) -> int:
    """How many of the lines around a line have the property, itself not counted."""
    low, high = max(at - reach, 0), min(at + reach + 1, len(sums) - 1)
    return sums[high] - sums[low] - (sums[at + 1] - sums[at])


def _bucket(value: int, bounds: Sequence[int]) -> int:
    return bisect_left(bounds, value)


def _shape(text: str) -> Iterator[str]:
    size = len(text)
    yield f"size:{_bucket(size, _SIZES)}"
    yield f"stops:{min(len(_STOPS.findall(text)), 3)}"
    yield f"commas:{min(len(_COMMAS.findall(text)), 4)}"
    yield f"end:{_end(text)}"
    if size <= 60:
        yield f"function:{min(len(_FUNCTION.findall(text)), 3)}"
    strength = shape.menu_strength(text)
    marks = {"number": shape.is_number(text), "menu": strength == shape.STRONG,
             "button": strength == shape.WEAK, "numbered": _NUMBERED.match(text),
             "dated": size < 80 and _DATED.search(text), "colon": ":" in text,
             "bar": "|" in text or ">" in text, "latin": _LATIN.match(text),
             "teaser": shape.is_teaser(text), "quote": "“" in text or "「" in text}
    yield from (name for name, found in marks.items() if found)


def _end(text: str) -> str:
    mark = text[-1]
    if mark in "。!?":
        return "stop"
    if mark in "”」』)）]】":
        return "close"
    return "open" if mark in ":;,、" else "bare"
