"""Flattened text: which stretch of lines is the article, when no tags are left to tell.

Each line has a score: prose counts for it, the short lines of menus and lists count against it, and what
a rule has dropped already counts more. The article is the stretch with the greatest sum (maximum-sum
segment, Kadane's algorithm); what stands before and after goes, unless nothing there looks like clutter.
"""
from __future__ import annotations

import re
from typing import Iterator, Mapping, NamedTuple, Sequence

from ..document import Document, Edit, Line
from ..metadata import reading
from ..metadata.labels import is_info
from ..metadata.titles import headlines
from ..rules import drop, rule
from ..tables import fold
from . import shape
from .evidence import TAILS, weigh

_CLUTTER = 3
_DAY = re.compile(r"(?:\d{4}|[二〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
_HEADLINE = 150.0
_FARTHER = 8.0
_HEAD_LABEL = 8.0
_TAIL = 8.0
_END = 30.0
_ENDS = frozenset({"S102", "S112", "S121", "S204"})  # editors, neighbours, disclaimers, comments: hardly inside
_LEAVE = 2.0
_REACH = 8
_HEADS = frozenset({"S101"})


class Span(NamedTuple):
    """Where the article stands: the positions of its first line and of the line behind its last."""

    first: int
    end: int


def find_span(lines: Sequence[Line], fates: Mapping[int, str]) -> Span | None:
    """Return where the article stands among the lines, or None where nothing speaks for one.

    ``lines`` are all visible lines with folded text; ``fates`` says which rule dropped a line, by its number:
    the labels above an article (source, date) speak for what follows, those below it (editor, copyright,
    related articles) stand between it and what follows. Edges are moved outwards again where the page holds
    so little beside the article that it was hardly a page.
    """
    weights = weigh(lines, fates)
    entry, leave = _bonuses(lines, fates)
    for at, line in enumerate(lines):
        weights[at] -= _barrier(line, fates.get(line.number, ""))
    span = _greatest(weights, entry, leave)
    if span and not any(shape.is_prose(line.text) for line in lines[span.first:span.end]):
        span = _greatest(weights, [0.0] * len(lines), leave)  # under the headline stood only a list
    if span is None:
        return _nothing_but_text(lines, weights)
    first, end = _from_prose(lines, weights, span)
    if not _cluttered(lines[:first], weights[:first]):
        first = 0
    if not _cluttered(lines[end:], weights[end:]):
        end = len(lines)
    return Span(first, end)


def _barrier(line: Line, code: str) -> float:
    """What it costs an article to go on behind a line: much behind its editors or comments, less behind a list."""
    kind = "" if line.dropped else shape.heading_kind(line.text.strip())
    if code in _ENDS or kind == "comments":
        return _END
    return _TAIL if code in TAILS or kind else 0.0


def _bonuses(lines: Sequence[Line], fates: Mapping[int, str]) -> tuple[list[float], list[float]]:
    """What it is worth to begin at a line (a headline or labels stand close above) or to end at one."""
    entry, leave = [0.0] * len(lines), [0.0] * len(lines)
    for at, line in enumerate(lines):
        code = fates.get(line.number)
        if code in _HEADS:
            for near in range(at + 1, min(at + 1 + _REACH, len(lines))):
                entry[near] = max(entry[near], _HEAD_LABEL)
        elif code in TAILS:
            for near in range(max(at - _REACH // 2, 0), at):
                leave[near] = _LEAVE
    for at in headlines([line.text for line in lines]):
        for near in range(at + 1, min(at + 1 + 2 * _REACH, len(lines))):
            entry[near] = max(entry[near], _HEADLINE - _FARTHER * (near - at))
    return entry, leave


def _greatest(weights: Sequence[float], entry: Sequence[float], leave: Sequence[float]) -> Span | None:
    best, span = 0.0, None
    total, start = 0.0, 0
    for at, weight in enumerate(weights):
        if total <= entry[at]:
            total, start = entry[at], at
        total += weight
        if total - entry[start] > 0 and total + leave[at] > best:
            best, span = total + leave[at], Span(start, at + 1)
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
    end = _signed(lines, span.end)
    while end > first + 1 and _is_button(lines[end - 1].text.strip()):
        end -= 1
    return Span(_led(lines, heading if under_labels else first), end)


def _led(lines: Sequence[Line], first: int) -> int:
    """The article's beginning moved over what leads to it: …公告如下：, and the table of an official notice."""
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        text = lines[at].text.strip()
        sentence = 12 <= len(text) and "," in text and text[-1] in ":。"
        if lines[at].dropped or text and not sentence and not is_info(text):
            break
        first = at if text else first
    return first


def _signed(lines: Sequence[Line], end: int) -> int:
    """The end of the article moved behind the signature of a notice: who gave it, and the day."""
    for at in range(end, min(end + 3, len(lines))):
        text = lines[at].text.strip()
        if lines[at].dropped or len(text) > 30 or shape.menu_strength(text) or shape.heading_kind(text):
            return end
        if _DAY.fullmatch(text):
            return at + 1
    return end


def _is_button(text: str) -> bool:
    """Whether an article cannot end with a line: a word of a menu, a list's heading, a count."""
    return not text or bool(shape.menu_strength(text) or shape.heading_kind(text)) or text.isdigit()


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
      hits=["首页\n新闻\n医院\n专题\n视频\n图片\n名医\n科室\n疾病\n药品\n体检\n育儿\n美容\n养生\n中医\n男科\n妇科\n社区\n"
            "昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。活动持续到傍晚。"],
      keeps=["静夜思\n床前明月光\n疑是地上霜",
             "什么是流感\n流感是由流感病毒引起的急性呼吸道传染病，传染性强，传播速度快。"], default=False)
def outside_article(lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands before and after the article in flattened text: headers, menus, lists, a page's foot.

    The strip stage runs it behind the other rules on text without tags; on an HTML page the extractor
    decides, under the same code, and each of its edits says why.
    """
    yield from outside(lines, {})


@rule("S902", "told-by-metadata",
      hits=["某市医院与县医院结对帮扶\n昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路。",
            "昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路，看病更方便。\n结对帮扶签约仪式\n"
            "专家义诊现场\n双方表示，将以此为契机，加强人才培养和学科建设，为群众提供优质、便捷、高效的医疗服务，共同进步。"],
      keeps=["昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路。",
             "常见症状包括：\n发热\n咳嗽\n乏力"], default=False)
def told_by_metadata(lines: Sequence[Line]) -> Iterator[Edit]:
    """The headline above an article, the captions of its pictures: the metadata holds them, the text does not.

    The strip stage knows more than the lines (the page's head, the extractor's verdicts) and drops under this
    code what the metadata took from a line of its own.
    """
    told = reading(Document(lines=tuple(lines)), [line.number for line in lines if shape.is_prose(line.text)])
    for line in lines:
        if line.number in told.told:
            yield drop(line, WHY[told.told[line.number]])


WHY = {"title": "the headline: title in the metadata", "images": "a picture's caption: images in the metadata"}
"""What the edit says that drops a line because the metadata holds it, by the metadata's field."""


def outside(lines: Sequence[Line], fates: Mapping[int, str]) -> Iterator[Edit]:
    """Yield the edits that drop what stands outside the article; ``fates`` as in `find_span`."""
    folded = [line._replace(text=fold(line.text)) for line in lines]
    span = find_span(folded, fates)
    for at, line in enumerate(lines):
        if line.dropped or not line.text.strip():
            continue
        if span is None:
            yield drop(line, "no line of the page reads as text: what is left is a list")
        elif at < span.first:
            yield drop(line, f"above the article, which begins at line {lines[span.first].number}")
        elif at >= span.end:
            yield drop(line, f"below the article, which ends at line {lines[span.end - 1].number}")
