"""Front matter: the block of YAML between two lines of ``---`` that feeds put before a post."""
from __future__ import annotations

import re
from typing import Any, Iterator

from ..document import Line
from ..patterns import lazy_regex

MAX_FRONT_MATTER = 65_536
"""Longer front matter (characters) is not read as YAML: nobody writes it, and YAML is slow."""

_BLOCK = lazy_regex(r"\s{0,200}---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_PAIR = lazy_regex(r"([A-Za-z_][\w.-]{0,60})[ \t]*:[ \t]*(\S.*)?$")


def read_front_matter(text: str) -> tuple[tuple[Line, ...], str, str | None]:
    """Split a text into its front matter, as ``meta`` lines, and its body.

    Returns (lines, body, problem): a line for each value, keyed as in the front matter (nested keys
    joined by a dot, the items of a list under one key); ``problem`` is a sentence where the block
    is not plain YAML, whose lines are then read as they stand (``key: value``, or no key).
    """
    found = _BLOCK.match(text[:4 * MAX_FRONT_MATTER])
    if not found:
        return (), text, None
    block, body = found[1], text[found.end():]
    values, problem = _load(block)
    if values is None:
        if not any(_PAIR.match(line) for line in block.splitlines()):
            return (), text, problem
        values = list(_pairs(block))
    lines = (Line(0, value, "meta", 0, 0, key) for key, value in values)
    return tuple(lines), body, problem


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
