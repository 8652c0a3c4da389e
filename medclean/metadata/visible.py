"""What the labels in the visible lines around an article tell."""
from __future__ import annotations

from typing import Iterator, NamedTuple, Sequence

from ..days import is_visitors
from ..document import Line
from ..patterns import HAN, YEAR, lazy_regex
from ..tables import fold, words
from .breadcrumbs import breadcrumb
from .dates import find_dates, labelled_dates
from .labels import is_labelled, is_part, read_labels
from .marks import COLONS, field_of, label_words
from .told import Told, is_publisher

HEADER = 60
"""Lines above an article in which the page may tell of it."""

TAIL = 50
"""Lines below an article in which the page may tell of it."""

_INSIDE = 400
_MEETING = lazy_regex(rf"^\s{{0,4}}(?:[{HAN}]{{2}})?(?:地\s?[点點址]|人\s?[员員数數]|参加|參加|主\s?[讲講]|主持|内\s?容|對象|对象|联系|聯繫"
                      r"|[电電]\s?[话話]|[费費]\s?用|主\s?[题題])[^:：]{0,4}[:：]")
_POSTED = lazy_regex(r"(?:(?:本文|此文|[这這]篇文章|本?日[志誌])\s?(?:最初)?(?:[发發]表|[发發][布佈]|[张張][贴貼])[于於]"
                     rf"|[Pp]osted(?: on| at| @)?)\s?(?={YEAR})")
_TELLING = lazy_regex(rf"[\s\d〇一二【】›»→＞／｜：、∕{COLONS}]")  # most lines have no date, and nothing behind a mark
_WHEN = frozenset(("时间", "日期"))  # a publication says 发布时间 as a rule; an event never does


class Shown(NamedTuple):
    """What a visible line tells, and which line it was."""

    line: int
    told: Told


def read_visible(lines: Sequence[Line], first: int, last: int) -> list[Shown]:
    """Return what the lines around the article tell, the nearest first.

    ``lines`` are the visible lines in order; ``first`` and ``last`` are the positions in it of the article's
    first and last line. Lines of labels are also read inside the article; a line with nothing but a date
    counts only above it, and today's date never.
    """
    order = [*range(first, min(first + 3, len(lines))), *range(first - 1, max(first - HEADER, -1), -1),
             *range(max(last - 2, 0), min(last + TAIL, len(lines))),
             *(at for at in range(first + 3, min(last - 2, first + _INSIDE)) if len(lines[at].text) <= 80)]
    return [each for at in dict.fromkeys(order) for each in _line(lines, at, first <= at <= last, above=at < first)]


def _line(lines: Sequence[Line], at: int, inside: bool, above: bool) -> Iterator[Shown]:
    line = lines[at]
    may_hold_cells = "\t" in line.text or field_of(line.text.strip())
    if not may_hold_cells and not _TELLING.search(line.text):
        return
    if may_hold_cells and (cells := [Shown(line.number, each) for each in _cells(lines, at)]):
        yield from cells
        return
    told = () if is_part(lines, at) else read_labels(line.text)
    if _POSTED.match(line.text):
        yield from (Shown(line.number, Told("date", found.iso)) for found in find_dates(line.text[:60])[:1])
    labelled = bool(told) and is_labelled(line.text)
    if told and (labelled or not inside):
        for each in told:
            if each.field == "date" and not labelled and (inside or not above or is_visitors(fold(line.text))):
                continue
            if each.field == "date" and labelled and is_event(lines, at, inside):
                continue
            if each.field in ("publisher", "authors") and not labelled and not (above and _signed(told)):
                continue  # below the article a name and a date are a reader's
            if inside and len(told) == 1 and each.field == "publisher" and each.value and not is_publisher(each.value):
                continue  # 来源：甘草的根 says where a drug comes from
            if each.field == "ISSUER":
                each = each._replace(field="publisher")
            yield Shown(line.number, each if each.value else _next(lines, at, each))
    elif not told and not inside:
        crumbs = breadcrumb(line.text)
        if crumbs:
            yield Shown(line.number, Told("breadcrumb", line.text))


def _cells(lines: Sequence[Line], at: int) -> Iterator[Told]:
    """What the table over an official notice tells, whose cells have no colons: 发文机关 | 某市卫健委.

    The cells of a row stand in one line between tabs, or the value in the line below its label. Some cell
    beside it has to be one that only such tables have (索引号, 文号).
    """
    text = lines[at].text
    if "\t" in text:
        cells = [cell.strip() for cell in text.split("\t")] if len(text) <= 300 else []
    else:
        cells = [text.strip(), lines[at + 1].text.strip()] if at + 1 < len(lines) else []
    fields = list(map(field_of, cells))
    if not any(fields):
        return
    yield from (Told(field, value) for field, value in zip(fields, cells[1:]) if field == "TITLE" and value)
    beside = [cell for line in lines[max(at - 8, 0):at + 9] if len(line.text) <= 300 for cell in line.text.split("\t")]
    if not any(field_of(cell) == "INFO" for cell in beside):
        return
    for field, value in zip(fields, cells[1:]):
        dates = labelled_dates(value) if field == "date" else []
        if dates:
            yield Told("date", dates[0].iso)
        elif field in ("ISSUER", "publisher") and is_publisher(value):
            yield Told("publisher", value)


def is_event(lines: Sequence[Line], at: int, inside: bool = False) -> bool:
    """Return whether a date is when an event takes place, and not the page's.

    ``at`` is the position of its line, whose only label is 时间 or 日期. A line beside it names the place, the
    speaker, the fee, or it stands ``inside`` the article.
    """
    words_ = label_words(lines[at].text)
    if len(words_) != 1 or fold(words_[0]).replace(" ", "") not in _WHEN:
        return False
    if not lines[at].text.lstrip(" \t\u3000([（【●•·").startswith(words_[0]):
        return False  # 第1楼 时间：… is when a post was written
    beside = [line.text for line in (*lines[max(at - 2, 0):at], *lines[at + 1:at + 3])]
    return inside or any(len(text) <= 60 and _MEETING.match(text) for text in beside)


def _signed(told: Sequence[Told]) -> bool:
    """A paper's name alone may be anything; beside a date or a reporter it is the source."""
    return any(each.field in ("date", "authors") for each in told)


def _next(lines: Sequence[Line], at: int, told: Told) -> Told:
    """The value of a label that ends its line stands in the next line that holds something."""
    for line in lines[at + 1:at + 4]:
        if line.text.strip():
            value = line.text.strip()
            if told.field in ("date", "UPDATED"):
                dates = labelled_dates(value)
                return Told(told.field, dates[0].iso if dates else "")
            short = len(value) <= 24 and not read_labels(value) and fold(value) not in words("menu")
            return Told(told.field, value) if short else told
    return told
