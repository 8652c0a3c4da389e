"""Flattened pages of our own, in the shapes of real ones: portals, offices, hospitals, forums, shops, feeds.

``flattened.txt`` holds them: a line ``@@NUMBER NAME`` begins a page, ``+`` stands before a line of its article and
``-`` before any other; what stands in ``{{}}`` is the part of a line that goes. Pages of odd numbers were never
looked at while the rules and the weights were made (`seen` is false).
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, NamedTuple

_PAGES = Path(__file__).with_name("flattened.txt")
_CUT = re.compile(r"\{\{.*?\}\}")


class Page(NamedTuple):
    """A flattened page with its gold text (empty where the page holds no article)."""

    name: str
    text: str
    gold: str
    seen: bool


def own_pages() -> Iterator[Page]:
    """Yield the pages in their order."""
    for part in re.split("^@@", _PAGES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = part.rstrip("\n").split("\n")
        text = "\n".join(line[1:].replace("{{", "").replace("}}", "") for line in lines)
        gold = "\n".join(_CUT.sub("", line[1:]) for line in lines if line.startswith("+"))
        yield Page(name, text, gold, int(name[:2]) % 2 == 0)
