"""What the elements of HTML are for the lines of a page."""
from __future__ import annotations

from .attributes import Attributes
from .formulas import MATH
from .head import TELLS
from .rows import NO_DATA, NOTHING_ABOVE, OF_DATA, Cells

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main marquee menu "
    "nav noscript ol p pre search section summary table tbody td tfoot th thead tr ul".split())
"""Tags that begin and end a line."""
_SKIPPED = frozenset(
    "applet audio canvas datalist embed iframe map noembed noframes object rp select style svg template "
    "textarea video".split())
STRUCK = frozenset("del s strike".split())
"""Tags of what no longer holds."""
MARKED = STRUCK | frozenset("rt sub sup".split())
"""Tags within a line whose text is not written as it stands."""
SECTIONS = frozenset("thead tbody tfoot".split())
"""Tags of the parts of a table."""
SPECIAL = _SKIPPED | TELLS | MARKED | MATH | frozenset("a br img input script title".split())
"""Tags within a line that are more than a style of it."""


class Block:
    """A block element that is open: its node is made when its first line is.

    ``cells`` are those of a table row; ``above`` says how far cells of a table reach into its next row, ``data`` what
    is known of its rows; ``around`` whether line breaks count around it, where it says that of itself;
    ``owed`` counts the ends of cells and rows around it that were taken for granted, and are still to come.
    """

    __slots__ = ("tag", "attributes", "first_line", "node", "cells", "above", "data", "around", "owed")

    def __init__(self, tag: str, attributes: Attributes, first_line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.first_line = first_line
        self.node = -1
        self.cells = Cells(OF_DATA in attributes) if tag == "tr" else None
        self.above = NOTHING_ABOVE
        self.data = NO_DATA
        self.around: bool | None = None
        self.owed = 0
