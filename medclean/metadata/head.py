"""What a page's head tells: meta elements, OpenGraph, JSON-LD, front matter."""
from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Iterable, Iterator, NamedTuple

from ..document import Line
from ..patterns import lazy_regex
from ..spam import is_spam
from ..tables import fold, load

_ARTICLE = lazy_regex(r"article|posting|webpage|report|discussion|question|medical", re.IGNORECASE)
_MAX_NODES = 400
_LD_FIELDS = {"headline": "title", "datePublished": "date", "author": "authors", "editor": "editors",
              "publisher": "publisher", "keywords": "keywords", "description": "summary",
              "articleSection": "categories", "url": "url"}


class Value(NamedTuple):
    """A value of the head: the metadata field, how far it is to be trusted (1 first), the text."""

    field: str
    rank: int
    text: str


@lru_cache(maxsize=1)
def _keys() -> dict[str, tuple[str, int]]:
    return {row[0]: (row[1], int(row[2])) for row in load("head_keys")}


def read_head(lines: Iterable[Line]) -> list[Value]:
    """Return the values of the head lines that say something about the article, the best first.

    ``lines`` are the document's lines with the tag ``meta``. JSON-LD that is no JSON is passed over, and so are links
    to pornography, with which break-ins replace a title.
    """
    values: list[Value] = []
    keys = _keys()
    for line in lines:
        if line.key == "json-ld":
            values += _linked_data(line.text)
        elif line.key in keys and line.text.strip() and not is_spam(fold(line.text)):
            field, rank = keys[line.key]
            values.append(Value(field, rank, " ".join(line.text.split())))
    return sorted(values, key=lambda value: value.rank)


def _linked_data(text: str) -> Iterator[Value]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        kind = node.get("@type", "")
        kind = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
        if "Breadcrumb" in kind:
            yield from _crumbs(node)
        elif _ARTICLE.search(kind) or "headline" in node:
            yield from _article(node, 2 if "webpage" in kind.lower() else 1)
        elif not kind and "pubDate" in node:
            yield Value("date", 1, str(node["pubDate"]))


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD block: itself, a list of them, or what stands in @graph."""
    stack, seen = [data], 0
    while stack and seen < _MAX_NODES:
        item = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack += reversed(item[:_MAX_NODES])
        elif isinstance(item, dict):
            yield item
            stack += [item[key] for key in ("mainEntity", "@graph") if key in item]


def _article(node: dict[str, Any], rank: int) -> Iterator[Value]:
    for key, field in _LD_FIELDS.items():
        for text in _texts(node.get(key)):
            if text and not (field in ("url", "summary", "title") and len(text) > 1000):
                yield Value(field, rank + (field == "summary"), text)


def _texts(value: Any) -> list[str]:
    """The texts of a value: of a string, an object's name, a list of either."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return [" ".join(str(value).split())]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in _texts(item)]
    return []


def _crumbs(node: dict[str, Any]) -> Iterator[Value]:
    items = node.get("itemListElement")
    for item in items[:20] if isinstance(items, list) else ():
        if isinstance(item, dict):
            for text in _texts(item.get("name") or item.get("item")):
                yield Value("breadcrumb", 1, text)
