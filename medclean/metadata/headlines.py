"""Which lines above an article may be its headline, where no head names it."""
from __future__ import annotations

from itertools import takewhile
from typing import Sequence

from ..document import Line
from ..patterns import HAN, lazy_regex
from ..tables import fold
from ..titles import bare
from ..values import MEASURE, MEASURED
from .breadcrumbs import breadcrumb, crumbs_of
from .dates import find_dates
from .labels import is_labelled, read_labels
from .told import is_publisher
from .people import is_name, split_names
from .site import ends_in_site, without_site

_NOTICE = lazy_regex(r"^[^,。;:]{0,20}关于[^。;:]{4,45}的?(?:通告|通知|公告|公示|意见|决定|报告|批复|通报|函)$")
_REPORTER = lazy_regex(r"(?:记者|通讯员|作者|编辑)\s")
_DOTS = lazy_regex(r"\s?(?:\.{3,6}|…{1,2})")
_TIME = lazy_regex(r"[\d年月日号时点分上下午星期周一二三四五六至到楼层F、\s—~～:：/／.()（）-]+")
_DIGIT = lazy_regex(r"\d")
_VALUE = lazy_regex(rf"[{HAN}A-Za-z]{{1,8}}[\s:：]{{0,2}}[\d./]+\s?(?:[A-Za-zμµ%‰℃°/]{{0,8}}|{MEASURE})")
_RISES = lazy_regex("[达超增降破涨约近]")
_BREAK = lazy_regex(r"\s?[-_|｜@–—]\s?|::")  # behind the headline in a head's title
_DEFINES = lazy_regex(r"\s?(?:\([^()]{1,60}\)\s?)?(?:,?\s?(?:[又也俗简]称|又名|[即是为指系])|,.{0,20}[是为])")
_LEAD = 16  # lines between an entry's name and its first sentence: its aliases, a menu of its sections
_TOP = 60  # lines in which a path stands
_ARROW, _CHARACTER = lazy_regex("[>＞»›→/]"), lazy_regex(f"[{HAN}]")
_SOON = 3  # lines under a headline: its source, its date
_LONGEST_DAY = 30  # characters
_ENOUGH = 6  # characters: fewer are a headline where the title has just these before its first break
_LONGEST_CELL = 4  # characters of two cells that are no headline: 科普 | 冬季养生要点 is one


def headlines(texts: Sequence[str]) -> list[int]:
    """Return the positions of the headline: lines that the page's first line, its title, begins with.

    Where none is, it is the line in which a path above it ends, if no longer one may be the headline: else it is the
    column's.

    A flattened page often begins with the title out of its head (``headline_section_site``); the headline
    itself stands above the article. Only the first two such lines count: lists below may repeat it. A sentence is no
    title: a summary begins with the article's first lines, too.
    """
    return _begun(texts) or _below_path(texts)


def _begun(texts: Sequence[str]) -> list[int]:
    """The positions of the first two lines that the page's first line begins with."""
    first = next((at for at, text in enumerate(texts) if text.strip()), 0)
    title = bare(texts[first].strip()[:400]) if texts else ""
    if not 6 <= len(title) <= 120 or "。" in texts[first]:
        return []
    opening = bare(_BREAK.split(texts[first].strip()[:400], 1)[0])
    found: list[int] = []
    for at in range(first + 1, len(texts)):
        text = texts[at].strip()
        if not 2 <= len(text) <= 120 or text[0].isalnum() and not title.startswith(bare(text[0])):
            continue
        name = bare(text)
        if len(name) > 1 and title.startswith(name) and (
                len(name) >= _ENOUGH or name == opening and _is_entry(texts, at)):
            found.append(at)
            if len(found) == 2:
                break
    return found


def _below_path(texts: Sequence[str]) -> list[int]:
    """The position of the line that says the last part of the path above it, over nothing that is a headline itself."""
    for at, text in enumerate(texts[:_TOP]):
        path = breadcrumb(text) or crumbs_of(text.rpartition(":")[2]) if _ARROW.search(text) else ()
        below = texts[at + 1:at + 1 + _LEAD] if len(path) > 1 else ()
        named = next((place for place, line in enumerate(below) if line.strip() and bare(line) == bare(path[-1])), None)
        if named is not None and len(bare(path[-1])) > 1:
            told = takewhile(lambda line: "。" not in line, map(fold, below[named + 1:]))
            return [] if any(map(_may_be_headline, told)) else [at + 1 + named]
    return []


def _may_be_headline(text: str) -> bool:
    """Whether a line is as long as a headline, and neither labelled nor an address."""
    return len(_CHARACTER.findall(text)) > _ENOUGH and ":" not in text


def _is_entry(texts: Sequence[str], at: int) -> bool:
    """Whether a short line is a headline and no section's name: beside a day, over labels, what the text defines."""
    below = texts[at + 1:at + _LEAD]
    labelled = any(is_labelled(text) and read_labels(text) for text in below[:_SOON])
    if labelled or any(map(_is_day, texts[at - 1:at + 2])):
        return True
    name = fold(texts[at].strip())
    return any(text.startswith(name) and _DEFINES.match(text[len(name):]) for text in map(fold, map(str.strip, below)))


def _is_day(text: str) -> bool:
    days = find_dates(text) if len(text) <= _LONGEST_DAY else []
    return bool(days) and not any(map(str.isalnum, text[:days[0].start] + text[days[0].end:]))


def is_notice(text: str) -> bool:
    """Whether a line is the headline of an official notice: …关于……的通告."""
    return 10 <= len(text) <= 60 and bool(_NOTICE.search(fold(text.strip())))


def is_byline(text: str) -> bool:
    """Return whether a line is nothing but a paper's or a reporter's name, as stands between headline and article."""
    text = text.strip()
    if len(text) <= 16 and is_publisher(text) or len(text) <= 25 and split_names(text, trust=False):
        return True
    return len(text) <= 25 and _REPORTER.search(fold(text)) is not None and any(map(is_name, split_names(text)))


def is_row(text: str) -> bool:
    """Return whether a line is a row of cells between bars, and no headline: 首页 | 新闻 | 问答, 女 | 34岁."""
    cells = text.replace("｜", "|").split("|")
    return len(cells) > 2 or len(cells) == 2 and max(len(cell.strip()) for cell in cells) <= _LONGEST_CELL


def is_time(text: str) -> bool:
    """Return whether a line holds nothing but a day, an hour, or a span of them: 5月1日至5月3日."""
    return _TIME.fullmatch(text) is not None and _DIGIT.search(text) is not None


def is_value(text: str) -> bool:
    """Return whether a line is a value with its name: 血压 160/95, 体温 36.5℃, 华法林 2.5mg."""
    return _VALUE.fullmatch(text) is not None and not _RISES.search(text) and MEASURED.search(text) is not None


def last_block(above: Sequence[Line]) -> list[Line]:
    """Return the last line of the candidates, and the one above it where they stand alone."""
    last = above[-1]
    block = [last]
    if is_notice(last.text):
        return block
    if len(above) > 1 and above[-2].number == last.number - 1:
        if len(above) == 2 or above[-3].number < last.number - 2:
            block.insert(0, above[-2])
    return block


def page_title(text: str) -> str | None:
    """Return the headline out of a line that looks like the title of a page's head, or None.

    It has a break before a last part that names a site: ``headline_section_site``.
    """
    text = text.strip()
    return without_site(text, None, ()) if 8 <= len(text) <= 120 and ends_in_site(text) else None


def uncut(title: str, shown: Sequence[str] = ()) -> str:
    """Return the shown line that a title begins, where dots end the title or a part of it; else the title."""
    dots = _DOTS.search(title)
    begun = bare(title[:dots.start()]) if dots else ""
    return next((line for line in shown if bare(line).startswith(begun)), title) if len(begun) >= 6 else title
