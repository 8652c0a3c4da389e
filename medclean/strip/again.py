"""A second look at lines that only a value kept: among the page's own lines they are the page's.

A rule of single lines takes none that holds a value: 99% may be the article's wherever it stands. But furniture stands
together. Where such a line has the shape that a rule knows, and nothing of the article stands between it and what is
known to be the page's, both its shape and its neighbours say whose it is. A line that speaks
of care, of taking something or of a drug stays.
"""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import Collection, Iterator, Sequence

from ..document import Edit, Line
from ..patterns import lazy_regex
from ..rules import Lines, Rule, drop
from ..tables import alternation, alternatives, fold, load
from ..values import holds_value, is_of_care, values_in
from .shape import PACKS

_MOST = 30  # lines with values that furniture has in a row; a table has more
_ANY = "."  # among of a rule whose shape says all: no word in its lines tells more
_TAKEN = lazy_regex(alternatives("dose_words"))
_PACKS = lazy_regex(PACKS)
_OFFERS = lazy_regex(rf"[领送赠奖]|{alternatives('offer_words')}")


def look_again(lines: Sequence[Line], own: Collection[int], rules: Sequence[Rule]) -> list[Edit]:
    """Return the edits that drop lines with a value that have the shape of a rule and stand among the page's own lines.

    ``lines`` are the visible lines of a page in order, the dropped ones too; ``own`` are the numbers of those that are
    known to be the page's: what a rule dropped, what stands outside the article, its headline. The ``rules``
    have a pattern of the values that their lines may hold (`Rule.among`).
    """
    held = [line for line in lines if line.text.strip()]
    kept = [line for line in held if line.number not in own]
    if len(kept) == len(held):
        return []
    valued = _valued(held, own)
    if not valued:
        return []
    found = {edit.line: edit for number in _among(held, own, valued) for edit in _shaped(valued[number], rules)}
    texts = {line.number: line.text for line in kept}
    return [found[number]._replace(before=texts[number]) for number in _among(held, own, found)]


def _valued(held: Sequence[Line], own: Collection[int]) -> dict[int, Line]:
    """Return, folded, the lines with a value from both ends of each stretch between the page's own lines on.

    Behind the first line without one the article may begin: none within touches the page's own (see `_among`).
    """
    found: dict[int, Line] = {}
    for is_own, group in groupby(held, key=lambda line: line.number in own):
        stretch = [] if is_own else list(group)
        for inwards in (stretch, stretch[::-1]):
            for line in inwards[:_MOST + 1]:  # more have no say
                text = fold(line.text)
                if line.number in found or not holds_value(text):
                    break
                found[line.number] = line.with_text(text)
    return found


def _shaped(line: Line, rules: Sequence[Rule]) -> Iterator[Edit]:
    """What the rules say of a line alone that holds only values which they may take.

    Where one speaks of medicine, the shape alone has to say all: that of a path to a title does.
    """
    values = values_in(line.text)
    for rule in rules:
        may_tell = (not rule.marks or any(mark in line.text for mark in rule.marks)) and (
            rule.among == _ANY or not _is_of_medicine(line.text, values))
        if may_tell and all(map(re.compile(rule.among).search, values)):
            yield from (drop(line, f"{edit.why}; the lines beside it are the page's, too", rule.code)
                        for edit in rule.check(Lines([line])) if isinstance(edit, Edit) and edit.after is None)


def _is_of_medicine(text: str, values: Sequence[str]) -> bool:
    """Whether a folded line speaks of care, of what is taken or measured, of a drug, or of packs that nobody offers.

    The names of drugs are more than any list holds: 打开APP 某某片2瓶 may be one, 下载APP，领50g奶粉 is an offer.
    """
    if any(map(_PACKS.search, values)) and not _OFFERS.search(text):
        return True
    return is_of_care(text) or _TAKEN.search(text) is not None or _drugs().search(text) is not None


@lru_cache(maxsize=1)
def _drugs() -> re.Pattern[str]:
    """The drugs of the glossary."""
    return re.compile(alternation({fold(row[0]) for row in load("terms") if row[3:4] == ("drug",)}))


def _among(held: Sequence[Line], own: Collection[int], found: Collection[int]) -> Iterator[int]:
    """Yield the numbers of found lines that stand among the page's own.

    They stand right between two of these; or next to one of them, and nothing else stands from there to the page's
    edge, whichever way; or at the edge themselves, with one of them beside it.
    """
    kinds = ["own" if line.number in own else "found" if line.number in found else "" for line in held]
    article = [at for at, kind in enumerate(kinds) if not kind]
    first, last = (article[0], article[-1]) if article else (len(held), -1)
    end = 0
    for kind, group in groupby(kinds):
        start, end = end, end + len(list(group))
        if kind != "found" or end - start > _MOST:
            continue
        above, below = kinds[start - 1] == "own" if start else None, kinds[end] == "own" if end < len(held) else None
        margin = above and end <= first or below and start > last or above is None and below or below is None and above
        if margin or above and below:
            yield from (line.number for line in held[start:end])
