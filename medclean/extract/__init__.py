"""Which lines of a page are its main text, and why: shape decides, names of classes hardly count.

The way of thought: weigh each line (prose up, links and furniture down); find the headline; find
the container whose own paragraphs weigh most near it (the core); add what is like the core beside it;
then decide each line by where it stands and how it looks. Observations behind it are in
Kohlschütter et al., *Boilerplate Detection using Shallow Text Features* (2010), and jusText's
``doc/algorithm.rst``; a sentence in Chinese is known by its punctuation, not by stop words.

Each step has its modules: lines are weighed in `features`, containers compared in `tree`; `survey` puts together what
is seen before anything is chosen: the `headline`, how far what stands below it may `reach`, the `areas` that are no
article, what is `folded` away, readers' `posts`, and whether the page is a thread (`threads`; `above`: what stands
over its posts). `region` then chooses: an article's core (`homes`: what each line is a part of) with its `rivals` and
`sections`, or what people wrote (`forum`), and leaves out what stands `below` headings of comments and of other
articles. `verdict` decides each line: `bounds` tells where the article begins and ends, `captions` which lines are a
picture's, `frames` which only frame a thread's posts (`around`: for what they have in common), `reasons` what the
reader is told. `witness` is asked last.
"""
from __future__ import annotations

from typing import Mapping, Sequence

from ..document import Document, Line
from .features import is_bare_link, looks
from .survey import Survey, survey
from .region import find_region
from .tree import Tree
from .verdict import Verdict, judge
from .witness import ask_witness

__all__ = ["EXTRACTORS", "Verdict", "find_main"]

EXTRACTORS = ("own", "trafilatura")
"""Who may find the main text: our own extractor, or trafilatura."""

_WEAK = 40  # characters of sentences: less than this is hardly an article
_MAX_ASKED = 5000  # lines: trafilatura takes quadratic time, and so long a page without a sentence is a list
_MAX_ASKED_BYTES = 500_000  # of a page with hardly a sentence


def find_main(doc: Document, extractor: str = "own") -> Mapping[int, Verdict]:
    """Return a verdict for every kept line of an HTML page that holds something, by line number.

    Reads only ``doc.lines``, ``doc.nodes`` and ``doc.images``, so that a record serves as well as a page.
    trafilatura is asked where our own evidence is weak, or always with ``extractor="trafilatura"``: it
    needs ``doc.data``. Raises ValueError for an extractor that nobody knows.
    """
    if extractor not in EXTRACTORS:
        raise ValueError(f"no extractor is called {extractor!r}: there are {', '.join(EXTRACTORS)}")
    lines = [line for line in doc.kept if line.text.strip()]  # a repair may have left nothing of one
    if not lines or not doc.nodes:
        return {line.number: Verdict(True, "the input has no tree to judge by") for line in lines}
    head = {line.key: line.text for line in reversed(doc.lines) if line.tag == "meta"}
    page = survey(Tree(doc.nodes, lines), looks(lines), head)
    page, region = find_region(page)
    found = judge(page, region, doc.images)
    short = len(lines) <= _MAX_ASKED and len(doc.data) <= _MAX_ASKED_BYTES
    if extractor == "trafilatura" or short and _is_weak(page, found):
        found = _heard(doc, lines, page, found, extractor)
    return {line.number: verdict for line, verdict in zip(lines, found)}


def _is_weak(page: Survey, found: Sequence[Verdict]) -> bool:
    """Whether the choice may be wrong: no headline tells the place, and hardly a sentence was found there.

    That most sentences stand elsewhere is no sign: a short article has long feeds beside it, and a witness
    who finds more has found those.
    """
    if page.headline is not None or page.forum:
        return False
    return sum(look.own for look, verdict in zip(page.looks, found) if look.prose and verdict.keep) < _WEAK


def _heard(doc: Document, lines: Sequence[Line], page: Survey, found: list[Verdict], extractor: str) -> list[Verdict]:
    """The verdicts with trafilatura heard: it decides where it was wished for, or where it finds more."""
    said = ask_witness(doc, lines)
    if extractor == "own":  # a list of teasers or of links is no text, whoever finds it
        said = frozenset(index for index in said if not (
            page.feeds[lines[index].node] or is_bare_link(lines[index])))
    own = sum(look.own for look, verdict in zip(page.looks, found) if verdict.keep)
    if not said or (extractor == "own" and sum(page.looks[index].own for index in said) <= own):
        return found
    return [Verdict(True, "trafilatura keeps it", "main") if index in said
            else Verdict(False, "trafilatura leaves it out", "other") if verdict.keep else verdict
            for index, verdict in enumerate(found)]
