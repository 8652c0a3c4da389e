"""What a page is once it has been parsed, and how much of one is read."""
from __future__ import annotations

from typing import NamedTuple

from ..document import Image, Line, Node, Seam

MAX_LINES = 200_000
"""More lines than this are not read, for whoever has more has a dump, and the stages stay within seconds."""
MAX_NODES = 1_000_000
"""More elements that hold lines are not read."""

MAX_ATTRIBUTES = 5_000
"""A page with a tag of more attributes is wild: a library that builds a tree takes minutes for it."""
MAX_MARKS = 100
"""Elements such as ``<sup>`` in one another; what each of them holds is copied."""


class Parsed(NamedTuple):
    """A page's lines, nodes, pictures and seams.

    ``truncated`` tells that it was longer than the caps allow, ``wild`` that a tag has more attributes than they do.
    """

    lines: tuple[Line, ...]
    nodes: tuple[Node, ...]
    images: tuple[Image, ...]
    truncated: bool = False
    wild: bool = False
    seams: tuple[Seam, ...] = ()
