"""Where the text of an article begins and ends: rows of values below its last paragraph belong to it."""
from __future__ import annotations

from typing import Sequence

from ..values import MEASURED, PRICE
from .survey import Survey
from .tree import ROWS


def find_bounds(page: Survey, core: Sequence[bool], prose: Sequence[int]) -> tuple[int, int]:
    """Return the positions of the first and the last line of the text, (0, -1) where there is none.

    ``core`` flags what stands in the container that holds most of the article, by node; ``prose`` are the positions of
    its paragraphs. What stands above the headline is none of the text where anything stands below it.
    """
    below = [index for index in prose if index > (page.headline or 0)] or prose
    if not below:
        return 0, -1
    return below[0], below[-1] if page.forum else _last(page, core, below[-1])


def _last(page: Survey, core: Sequence[bool], last: int) -> int:
    """Where the text ends: rows of values may stand below its last paragraph, in the same container.

    What has a price is a shop's there; in the row of a table it may be a fee that the text tells of.
    """
    for index in range(last + 1, len(page.tree.lines)):
        line, look = page.tree.lines[index], page.looks[index]
        if look.linked or look.info or look.furniture or page.hidden[line.node] or not core[line.node]:
            break
        if MEASURED.search(line.text) and (line.tag in ROWS or not PRICE.search(line.text)):
            last = index
    return last
