"""HTML to lines, nodes and pictures: what the other stages see instead of a tree. lxml's only door.

lxml hands over tags and text as it reads them; no tree is built, for a tree in libxml2 ends at a
depth of 2,048 (what lies deeper is lost) and takes quadratic time where a tag has 200,000 attributes.
"""
from __future__ import annotations

from typing import Any, cast

from ..patterns import LOST
from .parsed import Parsed
from .reader import Reader
from .scripts import with_scripted_article
from .tree import Full

_HARDLY = 100  # characters in sentences: the notice at the foot of a page that scripts draw
_MORE = 2  # times as many characters have to stand in a script as the page shows


def parse_html(text: str) -> Parsed:
    """Return the lines, nodes and pictures of an HTML page, the values of its head first.

    ``text`` is the decoded page, however broken: a page without ``<html>``, unclosed and wrongly
    nested tags are read as lxml's parser mends them. White space collapses as in browsers (CSS
    Text 4: a line break between two CJK characters vanishes), NBSP and U+3000 stay. Text that no
    reader sees (scripts, templates, choices of a form) makes no line; text that some readers see
    (``noscript``, hidden elements) or that is struck out (beside the dose that holds) does, and its node
    says so. Where the elements hold hardly a sentence, the article is looked for in the page's scripts. Never raises.
    """
    reader = _read(text)
    if reader.said() < _HARDLY:
        drawn = with_scripted_article(text, _MORE * reader.shown())
        reader = reader if drawn is text else _read(drawn)
    return reader.page()


def _read(text: str) -> Reader:
    from lxml import etree
    reader = Reader()
    parser = etree.HTMLParser(target=cast(Any, reader), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace").replace(b"\0", LOST.encode()))  # sooner found in bytes
        parser.close()
    except (Full, etree.LxmlError):  # longer than the caps, or nothing in it that could be a document
        pass
    return reader
