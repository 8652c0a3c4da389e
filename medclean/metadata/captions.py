"""Which lines are captions of pictures, and which pictures belong to the article."""
from __future__ import annotations

import re
from typing import Collection, Iterable, Iterator, Mapping, Sequence

from ..document import Document, Image, Line, Node
from ..patterns import HAN_NUMERALS, lazy_regex
from ..staff import TITLE
from ..tables import alternatives, fold
from ..values import holds_value, is_of_care, warns
from .images import file_name, markdown_image, unwrap

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
_ARROW = lazy_regex("[↑↓]")
_BIDS = lazy_regex("(?<![反供相适效响对感])应[^对急用邀届答聘约激]|须|不[要可宜得能]|[切请]勿|避免|[慎忌]")
_ENDS = tuple("。！？；：，、!?;:,…")
_LONG = 45
_SHORT = 40
_MOST = 12


def _noun() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('caption_words')})$")


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
    noun = _noun()
    at = 0
    while at < len(lines):
        if not _is_short(lines[at]):
            at += 1
            continue
        end = at
        while end < len(lines) and _is_short(lines[end]):
            end += 1
        found |= _captions(lines, at, end, noun, under)
        at = end
    return found


def _is_short(line: Line) -> bool:
    text = line.text.strip()
    if len(text) <= 60 and _SHOWN.match(fold(text)):
        return not holds_value(fold(text))
    return line.tag not in ("h1", "h2", "h3", "h4", "tr", "li", "dt", "dd") and 3 <= len(text) <= _SHORT \
        and not (text.endswith(_ENDS) or holds_value(fold(text)))


def _captions(lines: Sequence[Line], start: int, end: int, noun: re.Pattern[str], under: set[int]) -> set[int]:
    """The captions among the short lines from ``start`` to ``end``; ``under`` are lines under a picture's file."""
    run = lines[start:end]
    texts = [fold(line.text.strip()) for line in run]
    found = {line.number for line, text in zip(run, texts)
             if _CREDIT.match(text) or _MARK.search(text) and not _SIGNED.search(text) and not _tells(text, noun)}
    if run[0].number in under and not _STEP.match(texts[0]) and (
            _DOING.search(texts[0]) or len(texts[0]) >= 6 and noun.search(texts[0])):
        found.add(run[0].number)  # right under a picture's file name no long neighbours are needed
    if not start or end >= len(lines) or min(len(lines[start - 1].text), len(lines[end].text)) <= _LONG:
        return found
    if fold(lines[start - 1].text.rstrip()).endswith((":", "如下", "包括")):
        return found
    if any(_STEP.match(text) for text in texts):
        return found
    ending = sum(bool(noun.search(text)) and len(text) >= 6 or line.number in under and bool(_DOING.search(text))
                 for line, text in zip(run, texts))
    alone = len(run) == 1 and len(texts[0]) >= 9
    if ending and (alone or 1 < len(run) <= _MOST and min(map(len, texts)) >= 5):
        found |= {line.number for line in run}
    return found


def _tells(text: str, noun: re.Pattern[str]) -> bool:
    """Whether a pointed line warns or bids (▲孕妇禁用, △停药后应复查), or what an arrow points at is nothing that is seen.

    Results rise and fall under arrows: ↓血清钾明显降低者.
    """
    if not _SHOWN.match(text):
        return False
    bids = warns(text) or is_of_care(text) and _BIDS.search(text) is not None
    return bids or _ARROW.match(text) is not None and not (_DOING.search(text) or noun.search(text))


def article_images(doc: Document, main: Sequence[Line], captions: Collection[int],
                   clutter: Collection[int]) -> tuple[Image, ...]:
    """Return the pictures of the tree that stand between the article's first and last line, but for those of clutter.

    ``main`` are the article's lines, ``captions`` the numbers of its captions, which may stand around them, ``clutter``
    those of lines that a rule dropped. The first container
    around a picture that has a line tells: in a row of share icons there is only 分享到, beside a teaser a link.
    """
    if not main:
        return ()
    numbers = [main[0].number, main[-1].number, *captions]
    low, high = min(numbers) - 1, max(numbers) + 1
    images = [image for image in doc.images if low <= image.line <= high and image.src]
    if not images:
        return ()
    shown = [line for line in doc.lines if line.tag != "meta"]
    written = _with_holders(doc.nodes, (line.node for line in shown))
    own = _with_holders(doc.nodes, (line.node for line in shown if not line.linked and (
        line.number not in clutter or file_name(line.text) or markdown_image(line.text))))
    return tuple(image for image in images
                 if next(node for node in _way_up(doc.nodes, image.node) if node in written) in own)


def _with_holders(nodes: Sequence[Node], held: Iterable[int]) -> set[int]:
    """These nodes and all that hold one of them; the root, which holds all."""
    found = {0}
    for node in held:
        while node not in found:
            found.add(node)
            node = nodes[node].parent
    return found


def _way_up(nodes: Sequence[Node], node: int) -> Iterator[int]:
    """A node and those that hold it, up to the root."""
    yield node
    while node:
        node = nodes[node].parent
        yield node


def read_images(images: Sequence[Image], lines: Sequence[Line], captions: set[int],
                nodes: Sequence[Node]) -> tuple[Image, ...]:
    """Return the article's pictures with their real addresses and captions.

    ``images`` are the pictures of the tree, ``nodes``, that stand in the article; without them the lines that name a
    picture file are pictures. A caption that none of them has is a picture of which nothing else is known.
    """
    if not images:
        return _shown_by_lines(lines, captions)
    by_number = {line.number: line for line in lines if line.number in captions}
    texts = {number: line.text.strip() for number, line in by_number.items()}
    owners = [next((number for number in (image.line, image.line - 1, image.line + 1)
                    if number in by_number and _is_of(by_number[number], image, nodes)), 0) for image in images]
    found = [Image(unwrap(image.src) if image.src else None, image.alt or None, texts.get(owner))
             for image, owner in zip(images, owners)]
    return (*found, *(Image(None, None, text) for number, text in texts.items() if number not in owners))


def _is_of(caption: Line, image: Image, nodes: Sequence[Node]) -> bool:
    """Whether a caption may be that of a picture: the one of a figure is of a picture in it."""
    if caption.tag != "figcaption":
        return True
    figure, node = nodes[caption.node].parent, image.node
    while node > figure:  # a node stands behind the one that holds it
        node = nodes[node].parent
    return node == figure


def _shown_by_lines(lines: Sequence[Line], captions: set[int]) -> tuple[Image, ...]:
    """Pictures of flattened text: file names, each with the caption right under it, and lone captions."""
    found: list[Image] = []
    named = False
    for line in (line for line in lines if line.text.strip()):
        name, marked = file_name(line.text), markdown_image(line.text)
        if marked:
            found.append(Image(marked[1] or None, marked[0] or None))
        elif name:
            found.append(Image(name))
        elif line.number in captions and named:
            found[-1] = found[-1]._replace(caption=line.text.strip())
        elif line.number in captions:
            found.append(Image(None, None, line.text.strip()))
        named = bool(name or marked)
    return tuple(found)
