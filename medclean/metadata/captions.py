"""Which lines are captions of pictures."""
from __future__ import annotations

import re
from typing import Mapping, Sequence

from ..document import Line
from ..patterns import HAN_NUMERALS, lazy_regex
from ..staff import TITLE
from ..tables import alternatives, fold
from ..values import holds_value, is_of_care, warns
from .images import file_name

_POINTED = r"(?:[▲△▼]\s?(?=\S{2})|[↑↓]\s?(?=\S{8}))"  # alone, or beside a name (↓血钾), they are results
_MARK = lazy_regex(rf"^(?:{_POINTED}|[◀◁►▷]\s?|(?:上图|下图|左图|右图|图片说明|图说|图注|图为|图:|图\d?[:/|]|\(图\)|配图))|"
                   r"(?:\((?:资料|网络|配)?图(?:片|源)?\)|[图摄]\)|供图|供图\)|[/／]摄|\s摄|"
                   r"记者[^。,]{2,12}摄\s?\d{2,4}年\d{1,2}月\d{1,2}日|资料图|资料图片|示意图|来源:[^。]{2,12}\))$")
_CREDIT = lazy_regex(r"^\(?(?:图片|图|配图|图源|图文|视频|照片)(?:来源|来自|源自|源)?\s?[:：/]?\s?(?:视觉中国|网络|资料|东方ic|摄图网|新华社|"
                     r"受访者|官方|unsplash|pixabay)[^。]{0,20}$", re.IGNORECASE)
_SIGNED = lazy_regex(r"文\s?[/、和与及并]?\s?[图摄]\W{0,2}\Z|[图摄]影?\s?[/、]\s?文\W{0,2}\Z")  # who wrote the text, too
_DOING = lazy_regex(rf".{{2}}(?:(?:{TITLE}|专家|医护人员|志愿者)们?[^。]{{0,4}}[在为给向与和]|"
                    r"正在|在为|在给|为患者|为群众|进行|讲解|介绍|检查|参观|合影|接受|展示|查看|慰问)")
_SHOWN = lazy_regex(rf"{_POINTED}|图为|[上下左右]图为?|图(?:片|注)?:")
_STEP = lazy_regex(rf"^(?:[{HAN_NUMERALS}]{{1,3}}[、.]|\(?[\d{HAN_NUMERALS}]{{1,3}}[).、:]|"
                   rf"第[{HAN_NUMERALS}\d]{{1,3}}[章节步条部]|"
                   r"[•●◆■★※·▪-]|\d{1,2}[.]\d)")
_NOUN = lazy_regex(rf"(?:{alternatives('caption_words')})$")
_ARROW = lazy_regex("[↑↓]")
_BIDS = lazy_regex("(?<![反供相适效响对感])应[^对急用邀届答聘约激]|须|不[要可宜得能]|[切请]勿|避免|[慎忌]")
_ENDS = tuple("。！？；：，、!?;:,…")
_LONGEST = 40  # characters of a caption without a mark
_PARAGRAPH = 45  # characters of one that such captions stand beside
_MOST = 12  # captions in a row


def caption_lines(lines: Sequence[Line], hints: Mapping[int, str] | None = None) -> set[int]:
    """Return the numbers of the lines that are captions, judged by their shape and place.

    ``lines`` are the article's lines in order; ``hints`` maps numbers of lines to the extractor's role. A
    caption carries a mark (▲, 图为…, 张某摄), or stands with others in a run of short lines without
    punctuation between two paragraphs, one of which ends as captions do (签约仪式, 现场照片): headings do
    not come in runs. What 如下： or a colon announces, or what is numbered, is a list.
    """
    found = {line.number for line in lines if hints and hints.get(line.number) == "caption"}
    if hints:
        return found  # the extractor saw the pictures
    lines = [line for line in lines if line.text.strip()]
    under = {below.number for above, below in zip(lines, lines[1:]) if file_name(above.text)}
    lines = [line for line in lines if not file_name(line.text)]
    at = 0
    while at < len(lines):
        if not _is_short(lines[at]):
            at += 1
            continue
        end = at
        while end < len(lines) and _is_short(lines[end]):
            end += 1
        found |= _captions(lines, at, end, under)
        at = end
    return found


def _is_short(line: Line) -> bool:
    """Whether a line may be a caption by its length, and is no heading, no row, and no sentence or value."""
    text = line.text.strip()
    if len(text) <= 60 and _SHOWN.match(fold(text)):
        return not holds_value(fold(text))
    return line.tag not in ("h1", "h2", "h3", "h4", "tr", "li", "dt", "dd") and 3 <= len(text) <= _LONGEST \
        and not (text.endswith(_ENDS) or holds_value(fold(text)))


def _captions(lines: Sequence[Line], start: int, end: int, under: set[int]) -> set[int]:
    """The captions among the short lines from ``start`` to ``end``; ``under`` are lines under a picture's file."""
    run = lines[start:end]
    texts = [fold(line.text.strip()) for line in run]
    found = {line.number for line, text in zip(run, texts)
             if _CREDIT.match(text) or _MARK.search(text) and not _SIGNED.search(text) and not _tells(text)}
    if run[0].number in under and not _STEP.match(texts[0]) and (
            _DOING.search(texts[0]) or len(texts[0]) >= 6 and _NOUN.search(texts[0])):
        found.add(run[0].number)  # right under a picture's file name no long neighbours are needed
    if not start or end >= len(lines) or min(len(lines[start - 1].text), len(lines[end].text)) <= _PARAGRAPH:
        return found
    if fold(lines[start - 1].text.rstrip()).endswith((":", "如下", "包括")):
        return found
    if any(_STEP.match(text) for text in texts):
        return found
    ending = sum(bool(_NOUN.search(text)) and len(text) >= 6 or line.number in under and bool(_DOING.search(text))
                 for line, text in zip(run, texts))
    alone = len(run) == 1 and len(texts[0]) >= 9
    if ending and (alone or 1 < len(run) <= _MOST and min(map(len, texts)) >= 5):
        found |= {line.number for line in run}
    return found


def _tells(text: str) -> bool:
    """Whether a pointed line warns or bids (▲孕妇禁用, △停药后应复查), or what an arrow points at is nothing that is seen.

    Results rise and fall under arrows: ↓血清钾明显降低者.
    """
    if not _SHOWN.match(text):
        return False
    bids = warns(text) or is_of_care(text) and _BIDS.search(text) is not None
    return bids or _ARROW.match(text) is not None and not (_DOING.search(text) or _NOUN.search(text))
