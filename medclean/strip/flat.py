"""Flattened text: which stretch of lines is the article, when no tags are left to tell.

Each line has a score: prose counts for it, the short lines of menus and lists count against it, and what
a rule has dropped already counts more. The article is the stretch with the greatest sum (maximum-sum
segment, Kadane's algorithm); what stands before and after goes, unless nothing there looks like clutter.
"""
from __future__ import annotations

import re
from typing import Iterator, NamedTuple, Sequence

from ..document import Edit, Line
from ..metadata.titles import bare
from ..rules import drop, rule
from ..tables import fold
from . import shape

_DATED = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?[)\]]?$|"
                    r"^[\[(]?\d{4}-\d\d-\d\d[\])]?")
_DROPPED = -4.0
_CLUTTER = 3
_HEADLINE = 12.0


class Span(NamedTuple):
    """Where the article stands: the positions of its first line and of the line behind its last."""

    first: int
    end: int


def _weight(text: str) -> float:
    """The score of a folded line by itself."""
    size = len(text)
    if shape.menu_strength(text) == shape.STRONG:
        return -3.0
    if shape.is_teaser(text):
        return -2.0
    if shape.is_prose(text):
        return min(2.0 + size / 25, 12.0)
    if shape.is_number(text):
        return -0.8
    if _DATED.search(text):
        return -1.5
    if size >= 30:
        return 0.6
    if text.endswith(("。", "!", "?", ":", "”", ";", ",")):
        return 0.8
    return -0.2 if ":" in text else -0.7


def weigh(lines: Sequence[Line]) -> list[float]:
    """Return the score of each line; a dropped line counts against the article, a blank one does not count.

    ``lines`` are all visible lines with folded text, those that a rule dropped too.
    """
    weights: list[float] = []
    seen: set[str] = set()
    for line in lines:
        text = line.text.strip()
        if not text:
            weights.append(0.0)
        elif line.dropped:
            weights.append(_DROPPED)
        else:
            weight = _weight(text)
            weights.append(min(weight, -1.0) if text in seen and len(text) < 100 else weight)
            seen.add(text)
    return weights


def find_span(lines: Sequence[Line]) -> Span | None:
    """Return where the article stands among the lines, or None where nothing speaks for one.

    ``lines`` as in `weigh`. Edges are moved outwards again over lines that are not clutter, where the
    page holds so little beside the article that it was hardly a page.
    """
    weights = weigh(lines)
    for at in headlines(lines):
        weights[at] = _HEADLINE
    span = _greatest(weights)
    if span is None:
        return _nothing_but_text(lines, weights)
    first, end = _from_prose(lines, weights, span)
    if not _cluttered(lines[:first], weights[:first]):
        first = 0
    if not _cluttered(lines[end:], weights[end:]):
        end = len(lines)
    return Span(first, end)


def headlines(lines: Sequence[Line]) -> list[int]:
    """Return the positions of the headline: lines that the page's first line, its title, begins with.

    A flattened page often begins with the title out of its head (``headline_section_site``); the headline
    itself stands above the article. Only the first two such lines count: lists below may repeat it.
    """
    texts = [line.text.strip() for line in lines]
    first = next((at for at, text in enumerate(texts) if text), 0)
    title = bare(texts[first]) if texts else ""
    if not 6 <= len(title) <= 120:
        return []
    found = [at for at in range(first + 1, len(texts)) if texts[at][:2] == texts[first][:2]
             and len(texts[at]) >= 6 and title.startswith(bare(texts[at])) and len(bare(texts[at])) >= 6]
    return found[:2]


def _greatest(weights: Sequence[float]) -> Span | None:
    best, span = 0.0, None
    total, start = 0.0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, at
        total += weight
        if total > best:
            best, span = total, Span(start, at + 1)
    return span


def _from_prose(lines: Sequence[Line], weights: Sequence[float], span: Span) -> Span:
    """Begin with prose: short lines above the first are a headline, or a heading below the line of labels."""
    first = span.first
    while first < span.end - 1 and not shape.is_prose(lines[first].text.strip()):
        first += 1
    at, heading = first - 1, first
    while at >= 0 and first - at < 6 and weights[at] > -1.5 and not lines[at].dropped:
        if lines[at].text.strip():
            heading = at
        at -= 1
    under_labels = at >= 0 and lines[at].dropped and lines[at].tag == "told"
    return Span(heading if under_labels else first, span.end)


def _cluttered(lines: Sequence[Line], weights: Sequence[float]) -> bool:
    """Whether the lines beside the article are a page's: a rule dropped one, or menus are among them."""
    if any(line.dropped and line.text.strip() for line in lines):
        return True
    return sum(weight < -0.5 for weight in weights) > _CLUTTER


def _nothing_but_text(lines: Sequence[Line], weights: Sequence[float]) -> Span | None:
    """A text without prose (a poem, a list) is text as long as nothing in it is clutter."""
    clutter = [min(weight + 1, 0.0) for weight in weights]
    return None if _cluttered(lines, clutter) else Span(0, len(lines))


@rule("S901", "outside-article",
      hits=["首页\n新闻\n医院\n专题\n视频\n图片\n名医\n"
            "昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。活动持续到傍晚。"],
      keeps=["静夜思\n床前明月光\n疑是地上霜",
             "什么是流感\n流感是由流感病毒引起的急性呼吸道传染病，传染性强，传播速度快。"], default=False)
def outside_article(lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands before and after the article in flattened text: headers, menus, lists, a page's foot.

    The strip stage runs it behind the other rules on text without tags; on an HTML page the extractor
    decides, under the same code, and each of its edits says why.
    """
    folded = [line._replace(text=fold(line.text)) for line in lines]
    span = find_span(folded)
    for at, line in enumerate(lines):
        if line.dropped or not line.text.strip():
            continue
        if span is None:
            yield drop(line, "no line of the page reads as text: what is left is a list")
        elif at < span.first:
            yield drop(line, f"above the article, which begins at line {lines[span.first].number}")
        elif at >= span.end:
            yield drop(line, f"below the article, which ends at line {lines[span.end - 1].number}")
