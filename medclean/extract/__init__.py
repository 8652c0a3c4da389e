"""Which lines of a page are its main text, and why: shape decides, names of classes hardly count.

The way of thought: weigh each line (prose up, links and furniture down); find the headline; find
the container whose own paragraphs weigh most near it (the core); add what is like the core beside it;
then decide each line by where it stands and how it looks. Observations behind it are in
Kohlschütter et al., *Boilerplate Detection using Shallow Text Features* (2010), and jusText's
``doc/algorithm.rst``; a sentence in Chinese is known by its punctuation, not by stop words.
"""
from __future__ import annotations

from typing import Mapping

from ..document import Document
from .features import looks
from .page import survey
from .region import find_region
from .tree import Tree
from .verdict import Verdict, judge

__all__ = ["Verdict", "find_main"]


def find_main(doc: Document) -> Mapping[int, Verdict]:
    """Return a verdict for every kept line of an HTML page, by line number.

    Reads only ``doc.lines`` and ``doc.nodes``, so that a record serves as well as a page.
    """
    lines = doc.kept
    if not lines or not doc.nodes:
        return {line.number: Verdict(True, "the input has no tree to judge by") for line in lines}
    head = {line.key: line.text for line in reversed(doc.lines) if line.tag == "meta"}
    page = survey(Tree(doc.nodes, lines), looks(lines), head)
    region = find_region(page)
    return {line.number: verdict for line, verdict in zip(lines, judge(page, region, doc.images))}
