"""What speaks for and against a stretch of flattened text being the article: features of its lines and edges.

Every feature is a name; the table ``flat_weights`` holds what each one is worth. They were fitted together, so
that the sum over a stretch's lines, its first and its last line, is the logarithm of its odds to be the article
(tests/tools/fit_flat.py).
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from functools import lru_cache
from itertools import accumulate
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence

from ..document import Line
from ..metadata.labels import is_info
from ..metadata.titles import headlines
from ..tables import load
from . import shape

_SIZES = (2, 4, 6, 9, 14, 20, 30, 45, 80, 150, 300)
_NUMBERED = re.compile(r"^[(\[]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|第[\d一二三四五六七八九十]{1,3}[章节条步])[)\].、,:]")
_DATED = re.compile(r"\d{1,4}[-/.年月]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?[)\]]?$|"
                    r"^[\[(]?\d{4}[-/.]\d\d|(?:分钟|小时|天|月|年)前$")
_DAY = re.compile(r"(?:\d{4}|[二〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
_FUNCTION = re.compile("[的了是在和有不他她这我就也都而与及]")
_STOPS, _COMMAS = re.compile("[。!?]"), re.compile("[,、;]")
_LATIN = re.compile(r"^[\x20-\x7e]+$")
_NEAR, _WIDE = 3, 12
_FAR = 40
_RUN = 2
_SOON = 8
_STEPS = (1, 2, 4, 8, 16)

HEADS = frozenset({"S101", "S103", "S104", "S105", "S106"})
"""Rules whose lines stand above an article: its source and date, its path, its summary."""
TAILS = frozenset({"S102", "S112", "S120", "S121", "S122", "S201", "S202", "S203", "S204", "S205", "S206"})
"""Rules whose lines stand below an article: its editors, its neighbours, notices, lists of other articles."""


class Held(NamedTuple):
    """A line that holds something: its position among all lines, its folded text, the rule that dropped it.

    ``prose`` is whether it reads as prose (and was not dropped), ``title`` whether it is the headline again,
    ``heading`` whether it opens a list (`shape.heading_kind`), ``strength`` that of `shape.menu_strength`,
    ``mark`` whether it stands above an article (``head``), below one (``tail``), or neither (an empty text).
    """

    at: int
    text: str
    code: str
    gone: bool
    prose: bool
    title: bool
    heading: bool
    strength: int
    mark: str = ""


def held_lines(lines: Sequence[Line], fates: Mapping[int, str]) -> list[Held]:
    """Return the lines that hold something; ``lines`` have folded text, ``fates`` tells rules by line number."""
    titles = set(headlines([line.text for line in lines]))
    held = []
    for at, line in enumerate(lines):
        text = line.text.strip()
        if text:
            held.append(Held(at, text, fates.get(line.number, ""), line.dropped,
                             not line.dropped and shape.is_prose(text), at in titles,
                             not line.dropped and bool(shape.heading_kind(text)), shape.menu_strength(text)))
    return marked(held)


def marked(held: Sequence[Held]) -> list[Held]:
    """Return the lines with their marks.

    What text goes on behind (a credit, a notice under a picture) is no mark of an article's end: prose follows
    at once, or three lines of it soon and before another article's head.
    """
    found = []
    soon: deque[bool] = deque(maxlen=_SOON)
    for line in reversed(held):
        mark = ""
        if line.title or line.code in HEADS:
            mark = "head"
            soon.clear()
        elif line.code in TAILS or line.heading:
            mark = "" if sum(soon) > 2 or soon and soon[0] else "tail"
        if not line.gone:
            soon.appendleft(line.prose)
        found.append(line._replace(mark=mark) if mark else line)
    return found[::-1]


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {row[0]: float(row[1]) for row in load("flat_weights")}


def worth(features: Iterable[Iterable[str]]) -> list[float]:
    """Return the sum of what its features are worth, for each of several lines."""
    known = _weights().get
    return [sum([known(name, 0.0) for name in names]) for names in features]


@lru_cache(maxsize=1 << 14)  # what stands around lines is much alike: making names anew took most of the time
def _named(names: str, *values: str | int) -> tuple[str, ...]:
    return tuple(names.format(*values).split(" "))


def line_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line the names of its features: what counts for or against it inside the article."""
    before_prose, before_gone = _sums(line.prose for line in held), _sums(line.gone for line in held)
    before_short = _sums(len(line.text) <= 12 and not line.gone for line in held)
    phases, ahead = _phases(held), _ahead(held)
    texts = Counter(line.text for line in held)
    seen: set[str] = set()
    shapes: dict[str, tuple[str, ...]] = {}
    for at, line in enumerate(held):
        near = min(_around(before_prose, at, _NEAR), 4)
        names = _named("prose prose-near:{}:prose", near) if line.prose else _named(
            "short prose-near:{}:short box:{}:{} prose-wide:{} gone-near:{} gone-wide:{} short-wide:{}", near,
            phases[at], ahead[at], _bucket(_around(before_prose, at, _WIDE), (0, 1, 3, 6, 10)),
            min(_around(before_gone, at, _NEAR), 4), _bucket(_around(before_gone, at, _WIDE), (0, 2, 6, 12)),
            _bucket(_around(before_short, at, _WIDE), (2, 6, 12, 18)))
        if line.mark == "tail":
            names += ("tail",)
        if line.gone:
            names += "gone", f"gone:{line.code}"
        else:
            if line.text not in shapes:
                shapes[line.text] = tuple(_shape(line))
            names += shapes[line.text]
            if line.text in seen:
                names += ("again" if len(line.text) < 30 else "again-long",)
            elif texts[line.text] > 1:
                names += ("comes-again",)
            if line.title:
                names += ("title",)
        seen.add(line.text)
        yield names


def line_scales(held: Sequence[Held]) -> list[float]:
    """Return how much each line counts: a long paragraph for several, a line far down a list for less.

    So a table, a poem, a list inside an article does not outweigh its prose.
    """
    scales, run = [], 0
    for line, tails in zip(held, _tails(held)):
        run = 0 if line.gone or line.mark else run + (not line.prose)
        size = len(line.text)
        scales.append(min(max(size / 60, 1.0), 4.0) ** 0.5 / (1 + tails) if line.prose else 1 / (1 + run / _RUN))
    return scales


def first_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line what counts for or against the article's beginning there."""
    label, title = _FAR, _FAR
    menus = gone = 0
    phases, tails = _phases(held), _tails(held)
    for at, line in enumerate(held):
        above = held[at - 1] if at else None
        yield _named("first:{} first:phase:{} first:tails:{} first:above:{} first:label:{} first:title:{} "
                     "first:menus:{} first:gone:{}", "prose" if line.prose else "short", phases[at],
                     min(tails[at], 3), _neighbour(above), _bucket(label, _STEPS), _bucket(title, _STEPS),
                     _bucket(menus, (0, 3, 10, 30)), _bucket(gone, (0, 2, 6)))
        label = 1 if line.code in HEADS else label + 1
        title = 1 if line.title else title + 1
        gone += line.gone
        menus += not line.gone and not line.prose


def last_features(held: Sequence[Held]) -> Iterator[tuple[str, ...]]:
    """Yield for each line what counts for or against the article's end there."""
    found = []
    tail = _FAR
    menus = gone = 0
    ahead = _ahead(held)
    for at in range(len(held) - 1, -1, -1):
        line = held[at]
        below = held[at + 1] if at + 1 < len(held) else None
        found.append(_named(
            "last:{} last:end:{} last:ahead:{} last:below:{} last:tail:{} last:menus:{} last:gone:{}",
            "prose" if line.prose else "short", _end(line.text), ahead[at], _neighbour(below),
            _bucket(tail, _STEPS), _bucket(menus, (0, 3, 10, 30)), _bucket(gone, (0, 2, 6))))
        if is_day(line.text):
            found[-1] += ("last:signed",)
        tail = 1 if line.mark == "tail" else tail + 1
        gone += line.gone
        menus += not line.gone and not line.prose
    return reversed(found)


def is_day(text: str) -> bool:
    """Return whether a line is a day as letters and notices are signed with it: 2020年6月2日, 二〇二〇年六月二日."""
    return bool(_DAY.fullmatch(text))


def empty_features(held: Sequence[Held]) -> list[str]:
    """Return what counts for or against no line of the page being an article's."""
    prose, gone = sum(line.prose for line in held), sum(line.gone for line in held)
    return ["empty", f"empty:prose:{_bucket(prose, (0, 1, 2, 4))}", f"empty:gone:{_bucket(gone, (0, 2, 6))}"]


def _neighbour(line: Held | None) -> str:
    """What stands beside an edge: nothing, what a rule dropped, the headline, a heading, a menu, prose."""
    if line is None:
        return "none"
    if line.gone:
        return line.code or "gone"
    if line.title:
        return "title"
    if line.heading:
        return "heading"
    if line.prose:
        return "prose"
    return "menu" if line.strength else f"size:{_bucket(len(line.text), (4, 9, 20))}"


def _tails(held: Sequence[Held]) -> list[int]:
    """How many marks of an article's end stand above each line, counted from the second line of prose on."""
    counts, above, read = [], 0, 0
    for line in held:
        counts.append(above)
        read += line.prose
        above += read > 1 and line.mark == "tail"
    return counts


def _phases(held: Sequence[Held]) -> list[str]:
    """What was the last mark above each line: one of an article's head, of its end, of another's head."""
    phases, phase, read = [], "start", 0
    for line in held:
        phases.append(phase)
        read += line.prose
        if line.mark == "head":
            phase = "head" if phase in ("start", "head") else "again"
        elif line.mark == "tail":
            phase = "tail" if phase != "start" or read > 1 else phase
    return phases


def _ahead(held: Sequence[Held]) -> list[str]:
    """What is the next mark below each line: one of an article's head, of its end, or none."""
    found, mark = [], "none"
    for line in reversed(held):
        found.append(mark)
        mark = line.mark or mark
    return found[::-1]


def _sums(flags: Iterable[bool]) -> list[int]:
    return [0, *accumulate(flags)]


def _around(sums: Sequence[int], at: int, reach: int) -> int:
    """How many of the lines around a line have the property, itself not counted."""
    low, high = max(at - reach, 0), min(at + reach + 1, len(sums) - 1)
    return sums[high] - sums[low] - (sums[at + 1] - sums[at])


def _bucket(value: int, bounds: Sequence[int]) -> int:
    return bisect_left(bounds, value)


def _shape(line: Held) -> Iterator[str]:
    text, strength = line.text, line.strength
    size = len(text)
    yield f"size:{_bucket(size, _SIZES)}"
    yield f"stops:{min(len(_STOPS.findall(text)), 3)}"
    yield f"commas:{min(len(_COMMAS.findall(text)), 4)}"
    yield f"end:{_end(text)}"
    if size <= 60:
        yield f"function:{min(len(_FUNCTION.findall(text)), 3)}"
    marks = {"number": shape.is_number(text), "menu": strength == shape.STRONG,
             "button": strength == shape.WEAK, "numbered": _NUMBERED.match(text),
             "dated": size < 80 and _DATED.search(text), "colon": ":" in text,
             "bar": "|" in text or ">" in text, "latin": _LATIN.match(text), "info": is_info(text),
             "heading": line.heading, "bracket": text[0] in "【[",
             "teaser": shape.is_teaser(text), "quote": "“" in text or "「" in text}
    yield from [name for name, found in marks.items() if found]


def _end(text: str) -> str:
    mark = text[-1]
    if mark in "。!?":
        return "stop"
    if mark in "”」』)）]】":
        return "close"
    return "open" if mark in ":;,、" else "bare"
