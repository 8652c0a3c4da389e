"""The block elements of a page while they are read: those that are open, and the lines and nodes that they have made.

A node is a block element that holds a line, and the row of a table of data is one line; an extractor needs no more of
the tree.
"""
from __future__ import annotations

from ..document import Image, Node, made
from .attributes import Attributes, hint_of, keeps_breaks
from .elements import SECTIONS, Block
from .parsed import MAX_LINES, MAX_NODES
from .rows import Cells, put_in_row

_CELLS = ("td", "th")
_OF_TABLE = ("tr", *_CELLS)
_Raw = tuple[str, str, int, int]  # text, tag, node, link_chars


class Full(Exception):
    """The page is longer than the caps allow."""


class Tree:
    """The lines of a page without their numbers (``raw``: values of the head may still come), its nodes and pictures.

    ``within_pre`` says whether line breaks count, as in a <pre>, ``full`` that the page is longer than the caps allow.
    """

    __slots__ = ("raw", "nodes", "images", "within_pre", "full", "_open", "_owed")

    def __init__(self) -> None:
        self.raw: list[_Raw] = []
        self.nodes: list[Node] = []
        self.images: list[Image] = []
        self.within_pre = False
        self.full = False
        self._open = [Block("html", {}, 0)]
        self._owed = 0

    def open(self, tag: str, attributes: Attributes) -> None:
        """Open a block element."""
        if tag == "tr" and self._open[-1].tag in _CELLS:
            self._end_row()
        block = Block(tag, attributes, len(self.raw))
        if self._owed:
            block.owed, self._owed = self._owed, 0
        self._open.append(block)
        if tag == "pre" or "style" in attributes:
            breaks = tag == "pre" or keeps_breaks(attributes)
            if breaks is not None:
                block.around, self.within_pre = self.within_pre, breaks

    def close(self, tag: str) -> None:
        """Close the innermost block of this tag, and what is open in it; a row of data becomes one line."""
        if self._owed and tag in _OF_TABLE:
            self._owed -= 1
            return
        blocks = self._open
        while len(blocks) > 1:  # the parser mends nesting, so the first is nearly always it
            block = blocks.pop()
            name = block.tag
            if name == "td" or name == "th":
                if (cells := blocks[-1].cells) is not None:
                    cells.add(len(self.raw) - block.first_line, block.attributes)
                    cells.heads |= name == "th"
            elif block.cells is not None:
                self._row(block, block.cells)
            elif block.around is not None:
                self.within_pre = block.around
            self._owed += block.owed
            if name == tag:
                return

    def _end_row(self) -> None:
        """End the cell that is open, and its row, as browsers do where a row begins in a cell.

        The parser lets it begin there where the cell holds an element that is not closed (<td><font>…<tr>), and tells
        of the ends of both behind the new row.
        """
        ended = [self._open[-1].tag, *(block.tag for block in self._open[-2:-1] if block.tag == "tr")]
        for tag in ended:
            self.close(tag)
        self._owed += len(ended)

    def add(self, text: str, link_chars: int) -> None:
        """Add a line of the innermost open block; raises Full where the page is longer than the caps allow."""
        block = self._open[-1]
        self._add(text, block.tag, block.node if block.node >= 0 else self.node(), link_chars)

    def add_hidden(self, text: str, tag: str) -> None:
        """Add a line of an element that is hidden, or whose text no longer holds; raises Full as `add` does."""
        self.nodes.append(Node(self.node(), tag, "hidden"))
        self._add(text, tag, len(self.nodes) - 1, 0)

    def node(self) -> int:
        """Return the innermost open block's node; make those that are missing on the way to it."""
        blocks, nodes = self._open, self.nodes
        missing = len(blocks)
        while missing and blocks[missing - 1].node < 0:
            missing -= 1
        parent = blocks[missing - 1].node if missing else 0
        for block in blocks[missing:]:
            nodes.append(made(Node, (parent, block.tag, hint_of(block.attributes) if block.attributes else "")))
            block.node = parent = len(nodes) - 1
        return parent

    def _add(self, text: str, tag: str, node: int, link_chars: int) -> None:
        raw = self.raw
        raw.append((text, tag, node, link_chars))
        if len(raw) >= MAX_LINES or len(self.nodes) >= MAX_NODES:
            self.full = True
            raise Full

    def _row(self, row: Block, cells: Cells) -> None:
        """Make a table row one line where its cells are short single lines.

        Without it, what was measured at discharge would stand in the column of admission.
        """
        part = table = self._open[-1]
        if part.tag in SECTIONS:
            table = self._open[-2]
        moved, part.above = cells.put_below(part.above)
        own = self.raw[row.first_line:]
        text = cells.line([line[0] for line in own], [line[3] for line in own], table.data, moved) if own else None
        if text is None:
            return
        table.data = cells.known(table.data, len(own))
        self.raw[row.first_line:] = [(text, "tr", row.node, sum([line[3] for line in own]))]
        del self.nodes[row.node + 1:]  # what was in the row, and holds no line now
        put_in_row(self.images, row.node, row.first_line)
