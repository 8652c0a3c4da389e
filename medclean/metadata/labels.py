"""Lines that announce something about the article: 来源：…　作者：…　2023-06-22 08:28 浏览：4583."""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import Sequence

from ..days import UNTIL, is_of_something
from ..document import Line
from ..patterns import HAN, lazy_regex
from ..tables import fold, words
from ..values import DOSE, holds_value, is_of_care
from .dates import find_dates
from .marks import LONGEST_LINE, find_marks, label_fields
from .people import is_name, split_names
from .told import EDGE, LIMIT, REPORTER, ROLE, VIEWED, Told, is_publisher, rest_of, valued

_AROUND = f"{EDGE}□■●○◎◆◇▲△★☆※"  # a byline
_LONGEST_COUNTER = 16  # characters of a line that only tells how often the page was read
_SHORTEST_LINE = 3  # characters of a line of labels
_WORDS = lazy_regex(r"[\s:：、]+")
_PLAIN = lazy_regex(r"[^\s\d〇一二]{3,80}$")
_UNTIL = lazy_regex(UNTIL)
_OF_VIEWS = lazy_regex(  # nothing but a counter: fewer than three digits can be a score (阅读 12)
    r"(?=.*(?:\d{3}|\d\s?[万wk]))(?:[已阅浏点人访].*[\d)万wk次+]|\d.*[读览击])$", re.IGNORECASE)
_LABELLED_PART = lazy_regex(rf"\s*【[{HAN}\s]{{2,8}}】\s?[^\s【].")
_MOST_PARTS = 6  # of a text of labelled parts, on either side of one of them
_OTHER = lazy_regex(rf"[{HAN}] ?:\Z")
_BACK = lazy_regex(rf"(?:点击)?返回[{HAN}]{{2,4}}[，,]?\s?(?:点击)?(?:查看|了解)更多\s*$")


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:  # of labels and of roles: most lines begin with another character
    return frozenset(["本", *(word[0] for word in (*label_fields(), *words("roles")))])


def read_labels(text: str) -> tuple[Told, ...]:
    """Return what a line tells, or () where it is a sentence and not a line of labels.

    The line may stand in brackets and hold several labels, a date, a publisher without a label. Every
    part of it has to be accounted for: one sentence among them, and the line is text. An empty value
    means that it stands in the next line.
    """
    return _read(text) if _SHORTEST_LINE <= len(text) <= LONGEST_LINE else ()


@lru_cache(maxsize=1024)  # several rules and the metadata ask about the same lines
def _read(text: str) -> tuple[Told, ...]:
    if "更多" in text:
        text = _BACK.sub("", text)
    folded = fold(text)
    told = _all_told(text, folded)
    return () if told and (is_of_something(folded) or _speaks_of_care(told, folded)) else told


def _speaks_of_care(told: Sequence[Told], folded: str) -> bool:
    """Whether a line that seems to tell of a page holds an order or an observation: 2020-03-05 08:00 头孢 1.0 g, 入院.

    The number behind a label of counts (评分：4.8) is its own, and a tag (#血压) says what the page is about.
    """
    fields = {each.field for each in told}
    if not fields & set(LIMIT):
        rest = folded
        for each in told:
            rest = rest.replace(fold(each.value), "", 1) if each.field == "COUNT" else rest
        if DOSE.search(folded) or holds_value(rest):
            return True
    others = [fold(each.value) for each in told if each.field == "OTHER" and each.value[:1] not in "#＃"]
    return fields <= {"date", "OTHER"} and any(map(is_of_care, others))


def _all_told(text: str, folded: str) -> tuple[Told, ...]:
    marks = find_marks(folded)
    if not marks:
        return _without_label(text, folded)
    told: list[Told] = []
    if marks[0].start:
        before = rest_of(text[:marks[0].start])
        if before is None:
            return ()
        told = before
    for mark, after in zip(marks, [*marks[1:], None]):
        parts = valued(mark.field, text[mark.end:after.start if after else len(text)],
                       alone=len(marks) == 1 and not any(each.field == "date" for each in told))
        if parts is None:
            return ()
        told += parts
    return tuple(told)


def is_labelled(text: str) -> bool:
    """Return whether a label stands in the text, so that not only its shape speaks for a line of labels."""
    folded = fold(text)
    return len(text) <= LONGEST_LINE and bool(find_marks(folded)) or folded.lstrip("([【 ")[:2] in ("责编", "责任", "编辑")


def is_part(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line of labels is a part of a text of such parts: 【来源】《局方》 beside 【组成】人参9克.

    Half of the parts and more tell nothing of the page; what a paper or a site is named for is its source.
    """
    told = read_labels(lines[at].text) if _LABELLED_PART.match(lines[at].text) else ()
    if not told or is_publisher(told[0].value):
        return False
    parts = [line.text for beside in (lines[max(at - _MOST_PARTS, 0):at + 1][::-1], lines[at + 1:at + _MOST_PARTS])
             for line in takewhile(lambda line: _LABELLED_PART.match(line.text), beside)]
    return sum(not read_labels(text) for text in parts) * 2 >= len(parts)


def is_info(text: str) -> bool:
    """Return whether a line belongs to the table over an official notice: 索引号：…　发文机关：…."""
    return len(text) <= 80 and any(each.field in ("INFO", "ISSUER") for each in read_labels(text))


def _without_label(text: str, folded: str) -> tuple[Told, ...]:
    """A line without a colon: a date with a publisher (2019-09-26 人民网), or 编辑 张三 校对 李四."""
    if len(text) <= 40 and "报" in folded and REPORTER.search(folded):
        return tuple(rest_of(text) or ())
    if _PLAIN.match(text):
        return ()
    dated = "19" in folded or "20" in folded or "年" in folded or "民国" in folded
    named = folded.strip(_AROUND)
    if len(named) <= _LONGEST_COUNTER and _OF_VIEWS.match(named) and VIEWED.fullmatch(named):
        return (Told("views", named),)
    if len(text) > 80 or not dated and named[:1] not in _openings():
        return ()
    if dated and (dates := find_dates(text)):
        before = folded[:dates[0].start].rstrip()
        other = _OTHER.search(before) is not None and not (  # 批号：20200101
            is_publisher(before[:-1]) or ROLE.match(before.strip(_AROUND)))
        told = not other and not any(_UNTIL.match(folded, date.end) for date in dates)
        return tuple(rest_of(text, dates) or ()) if told else ()
    first, *names = _WORDS.split(named)[:6]
    if not names:
        return ()
    field = label_fields().get(first, "")
    if not field and first and ROLE.fullmatch(first):
        people = split_names(" ".join(_WORDS.split(text.strip(_AROUND))[1:]), trust=False, told=True)
        if people:
            return tuple(Told("authors", name) for name in people)
    pairs = field == "EDITING" and sum(name in label_fields() for name in names)  # one of these may be of a report
    if (field in ("editors", "authors") or pairs) and all(
            is_name(name) or name in label_fields() for name in names):
        return tuple(_spoken(text.strip(EDGE).split()))
    return ()


def _spoken(words_: list[str]) -> list[Told]:
    told, field = [], ""
    for word in words_:
        known = label_fields().get(fold(word).lower())
        if known:
            field = known
        else:
            told.append(Told(field, word))
    return told
