"""How the title in a page's head is compared with a line on the page."""
from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Iterator

from .patterns import lazy_regex
from .tables import fold

_LABELS = lazy_regex(r"[:：\]】]|\A\d{1,4}\s")  # 主题：…, 【求助】…, and the points that a question offers
_SIGNS = lazy_regex(r"[\W_]+")
_MOST_CELLS = 4  # of a row that may hold the title: the rest of a longer one is the last
_MOST_LABELS = 2  # before a title in one cell


@lru_cache(maxsize=1024)  # the same lines are compared with each title, and with each part of one
def bare(text: str) -> str:
    """Return a text's letters and characters only, folded, in lower case: titles are compared by them."""
    return _SIGNS.sub("", fold(text)).lower()


def pieces(line: str) -> Iterator[str]:
    """Yield what may be the title in a line: the cells of a row, and what stands behind labels (主题：…) in each."""
    for cell in line.split("\t", _MOST_CELLS - 1):
        yield cell
        yield from (cell[label.end():] for label in islice(_LABELS.finditer(cell), _MOST_LABELS))
