"""What a line looks like: how much of it is prose, link or furniture of the page."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Sequence

from ..days import AGO, CLOCK, DATE, DAY, UNTIL, is_of_something
from ..document import Line, made
from ..lists import LEADS_ON, breaks_off
from ..patterns import HAN, lazy_regex
from ..tables import alternatives, fold, words
from ..values import DOSE, MEASURED, holds_value, warns

SENTENCE_ENDS = tuple("。！？!?…")
"""What a sentence ends in."""

_MARKS = lazy_regex("[。！？；!?，、,]")
_COMMAS = "，、,"
_INFO = lazy_regex(rf"(?<![自从至]){DATE}(?![\d日])(?! ?(?:{CLOCK})?{UNTIL})|{CLOCK}(?!:?\d|{UNTIL})|{AGO}|"
                   rf"(?:时间|日期) ?:(?= ?(?:\d{{2,4}} ?[-/.年]|\d\d? ?月|刚刚|[昨今]天|[载加]载?|[-*]|\Z))")
"""What a page's own line tells; 时间:空腹 is when a drug is taken, 2023年10月1日起 a part of a sentence."""
_LABELLED = lazy_regex(rf"(?<![{HAN}])([{HAN}]{{0,6}}(?:来源|作者|编辑|字号|(?:浏览|阅读|点击|人气|次数)(?! ?: ?(?![载加])[{HAN}]))) ?:")
_SLASHED = lazy_regex(r"(?<!\d)\d{1,4}/\d{1,4}(?!\d)")
_CLOSING = "”’」』）)】 "
_LABEL_ENDS = ": |】])>〉»"
_PAUSES = lazy_regex(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")  # who writes so, writes no commas
_BESIDE_LINKS = 3  # characters of a sentence whose terms are links, at least
_FEW_LABELS = 3  # colons: a line with more is a card (级别：学徒 威望：0 发帖：3), and no verse
_WHEN = lazy_regex(f"{DATE}|{CLOCK}|{DAY.pattern}")
_BESIDE_LINK = 1  # letters beside a link and its day
_LONGEST_BUTTON = 12  # characters behind a sentence
_NUMBERS = lazy_regex(r"[\d\s]+")
_DRAWN = frozenset("-_=~*#./\\·•…–—―─━═┄┅┈┉☆★◆◇※＊－＿＝～﹏﹍。．")
_DRAWN_WITH = 2  # marks that differ


class Look(NamedTuple):
    """The evidence of one line.

    ``size`` is its length in characters, ``own`` the part of it outside links. ``prose`` says that it
    reads like part of a text, ``furniture`` is the phrase with which it speaks of the page itself (or
    empty), ``info`` that it is short and holds a date or a label such as 来源. ``weight`` is what the
    line adds to its container: up for prose, down for links and furniture. ``linked`` says that more than half of it
    is link.
    """

    size: int
    own: int
    prose: bool
    furniture: str
    info: bool
    weight: float
    linked: bool


def looks(lines: Sequence[Line]) -> list[Look]:
    """Return the evidence of each line."""
    return [look(line) for line in lines]


def look(line: Line) -> Look:
    """Return the evidence of a line.

    A sentence has its mark (。！？；) or a comma and some length; a line of 40 characters without
    either is prose too, but weighs little. The lengths were measured on Chinese news pages.
    """
    text = line.text
    size = len(text)
    own = max(0, size - line.link_chars) if line.link_chars else size
    if own * 2 < size:
        if (size < 80 or _counted(text)[1] < 2) and (own < _BESIDE_LINKS or not _has_words_linked(text, own)):
            return made(Look, (size, own, False, "", False, -4.0 - min(size, 30) * .5, True))
        own = size  # no link says several sentences: somebody forgot to close it
    marks, stops = _counted(text)
    folded = fold(text if size < 80 else text[:16])
    head = folded.lower()
    info = size < 80 and "。" not in head and text[-1:] not in "？?" and _is_info(head)
    furniture = _furniture_in(head, size, stops, text[-1:] == "。" and not line.link_chars)
    if (info or furniture) and holds_value(folded):
        furniture = ""  # a stroke between two numbers is that of a day without a year, too
        info = info and not (DOSE.search(folded) or holds_value(_SLASHED.sub(" ", folded)))
    if not marks and own >= 24 and "|" not in text and text.count(":") + text.count("：") < _FEW_LABELS:
        marks = len(_PAUSES.findall(text, 0, 400))
    prose = own >= (10 if stops else 16 if marks else 40) and not (info or furniture or is_drawn(text))
    weight = _weight(text, own, marks, prose, info or furniture != "")
    return made(Look, (size, own, prose, furniture, info, weight, False))


def _counted(text: str) -> tuple[int, int]:
    """How many marks of sentences and their parts a text has, and how many of those are no commas."""
    said = "".join(_MARKS.findall(text))
    return len(said), len(said) - sum(map(said.count, _COMMAS)) if said else 0


def is_drawn(text: str) -> bool:
    """Return whether a line is a rule across the page: one mark of those that rules are drawn with, or two of them.

    Brackets, boxes and signs that differ are the results of tests: (－)(＋)(－), + - +.
    """
    if text[:1].isalnum():  # as most lines begin
        return False
    marks = set(text).difference(" \t\u3000\xa0")
    return 0 < len(marks) <= _DRAWN_WITH and marks <= _DRAWN


def is_bare_link(line: Line) -> bool:
    """Return whether a line is a link with a day beside it, or with nothing: an entry in a list of other pages.

    2021-03-01 停用<a>华法林</a> says something of its own, and so does a link that warns or holds a value.
    """
    if not line.link_chars or MEASURED.search(text := fold(line.text)) or warns(text):
        return False
    rest = _WHEN.sub("", text)
    return sum(map(str.isalnum, rest)) - line.link_chars <= _BESIDE_LINK


def unnumbered(text: str) -> str:
    """Return a line's text without digits and spaces: what the buttons of all posts have in common."""
    return _NUMBERS.sub("", text)


def _has_words_linked(text: str, own: int) -> bool:
    """Whether a line that is mostly link is a sentence whose terms lead to their entries, as in encyclopaedias.

    A linked headline with a tag or a date beside it may hold commas, or end in a question mark, but
    seldom ends in a full stop, or has a third of its characters outside the link and no date there.
    """
    end = text.rstrip(_CLOSING)[-1:]
    if end == "。":
        return own * 4 >= len(text)
    spoken = end in "！？!?" or "，" in text
    return spoken and own >= 8 and own * 3 >= len(text) and not _is_info(fold(text[:80]).lower())


def _weight(text: str, own: int, marks: int, prose: bool, foreign: bool) -> float:
    size = len(text)
    if prose:
        if not marks:
            return own * .25
        weight = own - (size - own) * .3
        if size < 200 and breaks_off(text):
            weight *= .6 if LEADS_ON.search(fold(text[-_LONGEST_BUTTON:])) else .3
        return weight
    if foreign:
        return -6.0
    if not marks:
        return -1.0
    return own * (.8 if text[-1] in "，。！？；、,!?;…" else .4)


def _is_info(head: str) -> bool:
    """Look only where a mark of each kind of date or label stands: most lines have none."""
    said = ":" in head or "前" in head or "20" in head or "19" in head
    return said and (_INFO.search(head) is not None or _is_labelled(head)) and not is_of_something(head)


def _is_labelled(head: str) -> bool:
    """Whether a label of pages stands before a colon: 感染来源：牛羊 and 排便次数：减少 are of a disease."""
    return ":" in head and any(label in words("labels") for label in _LABELLED.findall(head))


def _furniture_in(head: str, size: int, stops: int, sentence: bool) -> str:
    """A long line speaks of the page only where it begins so: an article may mention cookies.

    Some phrases speak of the page only as a label; in a sentence they are words like others.
    """
    if size > 60 and (stops > 2 or size > 240):
        return ""
    for found in _furniture().finditer(head if size <= 60 else head[:16]):
        follows = head[found.end():found.end() + 1]
        if not (sentence and found.group() in words("furniture", "label") and follows and follows not in _LABEL_ENDS):
            return found.group()
    return ""


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    return re.compile(alternatives("furniture"))
