"""Rows of a table as single lines: each cell in its column, also where cells above it or beside it reach over several.

Which columns a cell takes is told in the HTML standard, 4.9.12 (Processing model). A column that another cell reaches
into is empty in the line: the text of a cell stands once, and no value stands under the head of another column.
"""
from __future__ import annotations

from typing import Mapping, Sequence

MOST_COLUMNS = 100  # that cells are spread over
MOST_LINES = 3  # of a cell that reaches into rows of data; a part of the page has more
NOTHING_ABOVE: Mapping[int, int] = {}
"""No cell reaches into the next row."""
SHORT_CELL = 60  # characters: a table row whose cells are all this short is one line
NO_DATA = (0, 0)
"""What is known of a table before its first row of data."""
_SURE = 2  # rows of data: a head counts as two


class Cells:
    """The cells of a row that is being read.

    ``lines`` has the number of lines that each column's cell made, ``reach`` by column the number of rows below that
    its cell reaches into, ``heads`` whether they are heads of columns.
    """

    __slots__ = ("lines", "reach", "heads")

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.reach: dict[int, int] = {}
        self.heads = False

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
            if high > 1 and at < MOST_COLUMNS and lines <= MOST_LINES:
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

    def line(self, texts: Sequence[str], data: tuple[int, int], moved: bool) -> str | None:
        """Return the row as one line with a tab between two cells, or None where it is none.

        ``texts`` are the lines that its cells made, ``data`` what is known of the table (see `known`), ``moved`` says
        that cells above reach into the row. A row of layout holds whole parts of the page, so that some
        cell has several lines, or a long one, which a table of data may have too. A single value there stands in its
        column.
        """
        lines = self.lines
        width, rows = data if len(lines) <= data[0] else NO_DATA
        if sum(lines) != len(texts) or max(lines) > 1 or len(texts) == 1 and not moved and (lines[0] or not rows):
            return None
        if rows < _SURE and max(map(len, texts)) > SHORT_CELL:
            return None
        if len(lines) > len(texts):
            filled = iter(texts)
            texts = [next(filled) if count else "" for count in lines]
        return "\t".join(texts).rstrip()

    def known(self, data: tuple[int, int], filled: int) -> tuple[int, int]:
        """Return what is known of the table after this row: the columns of its rows of data, and how many they are.

        ``filled`` is the number of the row's cells with text; one alone tells nothing.
        """
        if filled < 2:
            return data
        width, rows = data
        rows = rows * (len(self.lines) == width) + (_SURE if self.heads else 1)
        return len(self.lines), rows


def _span(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "").strip()[:5]
    return int(value) if value.isascii() and value.isdigit() else 1
