"""Front matter: the block of YAML between two lines of ``---`` that feeds put before a post.

Two rules with lines between them stand in texts as well, around what was measured (体温: 38.5): a block without a key
that some site writes for its readers' programs is text.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Iterator

from ..document import Line
from ..patterns import HAN, lazy_regex
from ..tables import load

MAX_FRONT_MATTER = 65_536
"""Longer front matter (characters) is not read as YAML: nobody writes it, and YAML is slow."""

_BLOCK = lazy_regex(r"\s{0,200}---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_TOP = lazy_regex(r"['\"]?([A-Za-z_][\w.:-]{0,60})['\"]?[ \t]*:(?:\s|\Z)")
_OF_TEXT = lazy_regex(rf"(?![-\s#'\"\[{{]|[A-Za-z0-9_.:-]{{1,60}}[ \t]*:(?:\s|\Z)).{{0,200}}[{HAN}]")
_PAIR = lazy_regex(r"([A-Za-z_][\w.-]{0,60})[ \t]*:[ \t]*(\S.*)?$")


def read_front_matter(text: str) -> tuple[tuple[Line, ...], str, str | None]:
    """Split a text into the lines of its front matter and its body.

    Returns (lines, body, problem): a ``meta`` line for each value, keyed as in the front matter (nested keys
    joined by a dot, the items of a list under one key); ``problem`` is a sentence where the block
    is not plain YAML, whose lines are then read as they stand (``key: value``, or no key). A Chinese key is none:
    its line (体温: 38.5) is one of the text. All is body where no key is known (data/head_keys.txt).
    """
    found = _BLOCK.match(text[:4 * MAX_FRONT_MATTER])
    if not found or not _is_front_matter(found[1]):
        return (), text, None
    block, said = _apart(found[1])
    values, problem = _load(block)
    if values is None:
        values = list(_pairs(block))
    lines = [Line(0, value, "meta", 0, 0, key) for key, value in values]
    lines += [Line(0, line.strip()) for line in said]
    return tuple(lines), text[found.end():], problem


def _is_front_matter(block: str) -> bool:
    """Return whether one of the keys is one that the head of a page has, too."""
    tops = map(_TOP.match, block.splitlines())
    return any(top and top[1].lower() in _known() for top in tops)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(row[0] for row in load("head_keys"))


def _apart(block: str) -> tuple[str, list[str]]:
    """Part the lines of a block that are of YAML from those of the text, each with the indented lines below it."""
    yaml: list[str] = []
    said: list[str] = []
    into = yaml
    for line in block.splitlines():
        if line[:1] not in tuple(" \t-"):
            into = said if _OF_TEXT.match(line) else yaml
        into.append(line)
    return "\n".join(yaml), [line for line in said if line.strip()]


def _load(block: str) -> tuple[list[tuple[str, str]] | None, str | None]:
    if len(block) > MAX_FRONT_MATTER:
        return None, f"front matter of {len(block):,} characters is not read as YAML"
    import yaml
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # strings, lists and mappings only
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(block, loader)):
            return None, "the front matter has YAML aliases, which are refused; its lines were read as they stand"
        data = yaml.load(block, loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).partition("\n")[0]
        return None, f"the front matter is not plain YAML ({reason}); its lines were read as they stand"
    if not isinstance(data, dict):
        return None, "the front matter is not a YAML mapping; its lines were read as they stand"
    return list(_flat("", data)), None


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Flatten nested mappings and lists into (key, text) pairs."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _flat(f"{key}.{name}" if key else str(name), item)
    elif isinstance(value, list):
        for item in value:
            yield from _flat(key, item)
    elif value.strip():
        yield key.lower(), " ".join(value.split())


def _pairs(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        found = _PAIR.match(line)
        if found:
            yield found[1].lower(), (found[2] or "").strip().strip("'\"")
        elif line.strip():
            yield "", line.strip()
