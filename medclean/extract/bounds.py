"""Where the text of an article begins and ends: values and warnings beside its paragraphs belong to it."""
from __future__ import annotations

from typing import Sequence

from ..tables import fold
from ..values import MEASURED, PRICE, warns
from .survey import Survey

_ROWS = frozenset(("tr", "td", "th"))


def find_bounds(page: Survey, core: Sequence[bool], prose: Sequence[int]) -> tuple[int, int]:
    """Return the positions of the first and the last line of the text, (0, -1) where there is none.

    ``core`` flags what stands in the container that holds most of the article, by node; ``prose`` are the positions of
    its paragraphs. What stands above the headline is none of the text where anything stands below it.
    """
    below = [index for index in prose if index > (page.headline or 0)] or prose
    if not below:
        return 0, -1
    if page.forum:
        return below[0], below[-1]
    return _first(page, core, below[0]), _last(page, core, below[-1])


def _first(page: Survey, core: Sequence[bool], first: int) -> int:
    """Where the text begins: right above its first paragraph values and warnings may stand, below the headline."""
    headline = -1 if page.headline is None else page.headline
    while first - 1 > headline and _may_be_own(page, core, first - 1):
        text = fold(page.tree.lines[first - 1].text)
        if not (MEASURED.search(text) and not PRICE.search(text) or warns(text)):
            break
        first -= 1
    return first


def _last(page: Survey, core: Sequence[bool], last: int) -> int:
    """Where the text ends: rows of values may stand below its last paragraph, and right below it a warning.

    What has a price is a shop's there; in the row of a table it may be a fee that the text tells of.
    """
    for index in range(last + 1, len(page.tree.lines)):
        if not _may_be_own(page, core, index):
            break
        line = page.tree.lines[index]
        measured = MEASURED.search(line.text) and (line.tag in _ROWS or not PRICE.search(line.text))
        if measured or index == last + 1 and warns(fold(line.text)):
            last = index
    return last


def _may_be_own(page: Survey, core: Sequence[bool], index: int) -> bool:
    """Whether a line stands in the core, is seen, and is no link, label or button."""
    line, look = page.tree.lines[index], page.looks[index]
    return core[line.node] and not (look.linked or look.info or look.furniture or page.hidden[line.node])
