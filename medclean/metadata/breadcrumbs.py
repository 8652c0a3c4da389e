"""Breadcrumbs: the path from a site's first page to the page."""
from __future__ import annotations

from typing import Sequence

from ..document import Line, Node
from ..patterns import lazy_regex
from ..tables import fold

_HOMES = ("首页", "主页", "Home", "HOME")
_STARTS = (*_HOMES, "网", "中心", "频道")  # 体检中心/二楼/203室 is a place: strokes have to begin with the first page
_ARROW = lazy_regex(r"[>»›→\\]")
_CRUMB_MARK = lazy_regex("[>＞»›→/]")
_MOST = 8  # parts of a path
_LONGEST = 40  # characters of a part
_CRUMB = lazy_regex(r">{1,3}|»|›|→|/|\\|-{1,2}>")


def breadcrumb(text: str) -> tuple[str, ...]:
    """Return the parts of a breadcrumb (首页>寻医·问药>医讯同期声医讯同期声), or ().

    A line is one when it begins with the first page, or ends in 正文, and has breaks between short parts.
    A part that stands twice without a break is taken once.
    """
    if len(text) > 150 or not _CRUMB_MARK.search(text) or "记者" in text or "記者" in text:
        return ()
    folded = fold(text)
    parts = [part.strip() for part in _CRUMB.split(_with_plain_marks(text))]
    parts = [_once(part) for part in parts if part]
    if len(parts) < 2 or any(len(part) > 24 for part in parts):
        return ()
    homes = _HOMES if "/" in folded and _ARROW.search(folded) is None else _STARTS
    opens = fold(parts[0]).endswith(homes)
    return tuple(parts) if opens or fold(parts[-1]) == "正文" else ()


def crumbs_of(value: str) -> tuple[str, ...]:
    """Return the parts of what stands behind 当前位置：."""
    parts = [_once(part.strip()) for part in _CRUMB.split(_with_plain_marks(value))]
    return tuple(part for part in parts if part and len(part) <= _LONGEST)


def named_crumbs(lines: Sequence[Line], nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the lines of the first element that is named a breadcrumb, as its parts; () where they are no path.

    ``lines`` are those of the page, ``nodes`` its tree: what an element holds stands right behind it.
    """
    first = next((at for at, node in enumerate(nodes) if "crumb" in node.hint), 0)
    last = next((at for at in range(first + 1, len(nodes)) if nodes[at].parent < first), len(nodes))
    texts = [line.text for line in lines if first <= line.node < last] if first else []
    parts = [part for text in texts for part in crumbs_of(text.rpartition("：")[2])]
    return tuple(parts) if 1 < len(parts) <= _MOST and all(len(part) <= _LONGEST for part in parts) else ()


def _with_plain_marks(text: str) -> str:
    """A text with the marks between its parts folded, and nothing else: ＞ is one, too."""
    return "".join(mark if mark in ">/" else char for mark, char in zip(fold(text), text))


def _once(part: str) -> str:
    half = len(part) // 2
    return part[:half] if half and part[:half] == part[half:] else part
