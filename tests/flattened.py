"""Flattened pages of our own, in the shapes of real ones: portals, offices, hospitals, forums, shops, feeds.

``flattened.txt`` holds them, ``threads.txt`` threads and what tempts to be taken for one: a line ``@@NUMBER NAME``
begins a page, ``+`` stands before a line of its article and ``-`` before any other; what stands in ``{{}}`` is the
part of a line that goes. Of ``flattened.txt`` pages of odd numbers were never looked at while the rules and the weights
were made (`seen` is false).
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, NamedTuple

_FOLDER = Path(__file__).parent
_CUT = re.compile(r"\{\{.*?\}\}")


class Page(NamedTuple):
    """A flattened page with its gold text (empty where the page holds no article)."""

    name: str
    text: str
    gold: str
    seen: bool


def own_pages(name: str = "flattened") -> Iterator[Page]:
    """Yield the pages of ``NAME.txt`` in their order."""
    pages = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for part in re.split("^@@", pages, flags=re.MULTILINE)[1:]:
        title, *lines = part.rstrip("\n").split("\n")
        text = "\n".join(line[1:].replace("{{", "").replace("}}", "") for line in lines)
        gold = "\n".join(_CUT.sub("", line[1:]) for line in lines if line.startswith("+"))
        yield Page(title, text, gold, int(title[:2]) % 2 == 0)
