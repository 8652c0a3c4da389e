"""Rows of a table as single lines: each cell in its column, also where cells above it or beside it reach over several.

Which columns a cell takes is told in the HTML standard, 4.9.12 (Processing model). A column that another cell reaches
into is empty in the line: the text of a cell stands once, and no value stands under the head of another column.
"""
from __future__ import annotations

from typing import Mapping, NamedTuple, Sequence

from ..document import Image

OF_DATA = "data-medclean-row"
"""The attribute of a row that is one of data for sure, and no layout of a page."""
MOST_COLUMNS = 100
"""Columns that cells are spread over."""

_MOST_LINES = 3  # of a cell that reaches into rows of data; a part of the page has more
NOTHING_ABOVE: Mapping[int, int] = {}
"""No cell reaches into the next row."""
_SHORT_CELL = 60  # characters: a table row whose cells are all this short is one line
_SURE = 2  # rows of data: a head counts as two
_COLUMNS = 3  # of a table without a head where a row has a long cell: two are also a page's navigation and its article


class Data(NamedTuple):
    """What is known of a table: the columns of its rows of data, how many they are, and whether they have a head."""

    width: int = 0
    rows: int = 0
    headed: bool = False


NO_DATA = Data()
"""What is known of a table before its first row of data."""


class Cells:
    """The cells of a row that is being read.

    ``lines`` has the number of lines that each column's cell made, ``reach`` by column the number of rows below that
    its cell reaches into, ``heads`` whether they are heads of columns, ``sure`` whether the row is one of data.
    """

    __slots__ = ("lines", "reach", "heads", "sure")

    def __init__(self, sure: bool = False) -> None:
        self.lines: list[int] = []
        self.reach: dict[int, int] = {}
        self.heads = False
        self.sure = sure

    def add(self, lines: int, attributes: Mapping[str, str]) -> None:
        """Add a cell that made so many lines; ``attributes`` are those of its element.

        The card of who wrote a post reaches into the rows of the post and of its signature, and makes no table of them.
        """
        at = len(self.lines)
        self.lines.append(lines)
        if attributes:
            wide, high = _span(attributes, "colspan"), _span(attributes, "rowspan")
            if wide > 1 and at + wide <= MOST_COLUMNS:
                self.lines += [0] * (wide - 1)
            if high > 1 and at < MOST_COLUMNS and lines <= _MOST_LINES:
                self.reach.update((column, high - 1) for column in range(at, len(self.lines)))

    def put_below(self, above: Mapping[int, int]) -> tuple[bool, Mapping[int, int]]:
        """Make room for what reaches into this row; return whether that moved a cell, and ``above`` for the next row.

        ``above`` has by column how many rows, this one included, the cells above reach into.
        """
        lines, reach = self.lines, self.reach
        if not above and not reach:
            return False, above
        self.lines, below = [], {column: rows - 1 for column, rows in above.items() if rows > 1}
        for column, count in enumerate(lines):
            while len(self.lines) in above:
                self.lines.append(0)
            if column in reach and len(self.lines) < MOST_COLUMNS:
                below[len(self.lines)] = reach[column]
            self.lines.append(count)
        return len(self.lines) > len(lines), below

    def line(self, texts: Sequence[str], links: Sequence[int], data: Data, moved: bool) -> str | None:
        """Return the row as one line with a tab between two cells, or None where it is none.

        ``texts`` are the lines that its cells made, ``links`` their characters in links, ``data`` what is known of
        the table (see `known`), ``moved`` says that cells above reach into the row. A row of layout holds whole parts
        of the page, so that some cell has several lines, or a long one, which a table of data may have too (see
        `_may_be_long`). A single value there stands in its column.
        """
        lines = self.lines
        known = data if len(lines) <= data.width else NO_DATA
        if sum(lines) != len(texts) or max(lines) > 1:
            return None
        if not self.sure:
            if len(texts) == 1 and not moved and (lines[0] or not known.rows):
                return None
            if max(map(len, texts)) > _SHORT_CELL and not _may_be_long(texts, links, known):
                return None
        if len(lines) > len(texts):
            filled = iter(texts)
            texts = [next(filled) if count else "" for count in lines]
        return "\t".join(texts).rstrip()

    def known(self, data: Data, filled: int) -> Data:
        """Return what is known of the table after this row; ``filled`` is the number of its cells with text.

        One alone tells nothing.
        """
        if filled < 2:
            return data
        width, same = len(self.lines), len(self.lines) == data.width
        return Data(width, data.rows * same + (_SURE if self.heads else 1), self.heads or same and data.headed)


def _may_be_long(texts: Sequence[str], links: Sequence[int], data: Data) -> bool:
    """Return whether a row with a long cell is one of data: navigation beside an article has links, or two columns."""
    if len(texts) < 2 or data.rows < _SURE or not (data.headed or data.width >= _COLUMNS):
        return False
    return not any(count for text, count in zip(texts, links) if len(text) <= _SHORT_CELL)


def _span(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "").strip()[:5]
    return int(value) if value.isascii() and value.isdigit() else 1


def put_in_row(images: list[Image], node: int, line: int) -> None:
    """Let the last pictures, those in the row that is this ``node``, stand in its ``line``."""
    for index in range(len(images) - 1, -1, -1):
        if images[index].node <= node:
            return
        images[index] = images[index]._replace(line=line, node=node)
