"""What a line tells beside its labels: the value behind each of them, and what stands there without one."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Sequence

from ..days import AGO
from ..patterns import HAN, lazy_regex
from ..staff import is_ward
from ..tables import alternatives, fold, words
from .dates import Found, find_dates, labelled_dates
from .marks import BARS
from .people import are_people, is_drug, is_name, is_pen_name, split_names

EDGE = f" \t\u3000()[]（）［］【】<>/,，;；.。、:：-—_·\"'“”{BARS}"
"""What may stand around a part of a line of labels."""

LIMIT = {"summary": 600, "keywords": 150, "breadcrumb": 150, "TITLE": 90, "url": 300}
"""Characters of the value of a field, at most, where it may be longer than others."""

_OF_PAPER = rf"(?:本[报刊网台社]|{alternatives('roles')})"

ROLE = lazy_regex(rf"{_OF_PAPER}{{1,4}}")
"""What somebody does for a paper: 记者, 本报通讯员."""

REPORTER = lazy_regex(rf"(?:(?:记者|编辑|特派员)\s?|(?<![{HAN}]))"
                      rf"([{HAN}]{{2,4}}(?:[、, ][{HAN}]{{2,4}}){{0,3}})"
                      rf"\s?[/∕、|]\s?[{HAN}]{{2,8}}(?:报导|报道)")
"""Reporters, and where they were: 记者王晓明/台北报道."""

_COUNT = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9}|\d[\d,.]{0,8}\s?[万wk])\+?"

VIEWED = lazy_regex(rf"(?<![^\s,;(/{BARS}])(?:(?:已?阅读|浏览|点击|人气|访问)(?:量|数|次数)?\s?(?:\(\s?{_COUNT}\s?\)|{_COUNT})"
                    rf"\s?次?|{_COUNT}\s?(?:次|人)?\s?(?:阅读|浏览|点击|已读))(?![^\s,;)/{BARS}]|,\d)", re.IGNORECASE)
"""A counter of views without a colon: 阅读 3021, 1.2万阅读."""

_LOADS = "(?:载入|加载|统计|读取)中|loading"
_LOADING = lazy_regex(_LOADS, re.IGNORECASE)
_UNREAD = lazy_regex(  # behind a page's own label of a date where no day is read; 时间：空腹 is when a drug is taken
    rf"刚刚|[今昨前][天日](?:\s?\d|\Z)|\d{{0,3}}{AGO}|"
    rf"\d{{2,4}}\s?[-/.年]\s?\d(?!\d?\s?(?:分|秒|小|天|次|[~-]))|[-—x*]{{2}}|{_LOADS}", re.IGNORECASE)
_SENTENCE = lazy_regex(r"[。!?;](?!$)|,.{12}")
_AROUND = f" \t\u3000/,，;；:：。、·{BARS}"
_ADDRESS = lazy_regex(r"(?i:https?://|www\.)[^\s\u3000-\u9fff]+|(?:[A-Za-z0-9-]{1,40}\.){1,3}(?i:com|cn|"
                      r"net|org|tw|hk)\b")  # a range is quick to compile where no case matters
_DOCTOR = lazy_regex("(?:主任|主治|住院)(?:医|药|护|技)师")  # 王晓明主任医师云溪市第一医院: who is from there
_ROLED = lazy_regex(rf"{_OF_PAPER}+[:/]?(?=.)")
_BEHIND_PAPER = lazy_regex(rf"(?<=\S)\s{_OF_PAPER}+\s?[:/]?\s?(?=[{HAN}])")
_OPENING = " \t\u3000([（［【"
_BOXED = lazy_regex(r"[(\[（［【]([^()\[\]（）［］【】]{1,16})[)\]）］】]\s*\Z")  # at the end of a value
_PEOPLE = ("authors", "editors", "EDITING")


class Told(NamedTuple):
    """What a line tells: a metadata field (or a kind in capitals that no field keeps), and the value."""

    field: str
    value: str


@lru_cache(maxsize=1)
def _publisher_end() -> tuple[str, ...]:
    return tuple(words("publishers"))


def is_publisher(text: str) -> bool:
    """Return whether a text looks like the name of a paper, a site, an institution."""
    folded = fold(text).strip(EDGE)
    return 2 <= len(folded) <= 24 and folded.endswith(_publisher_end()) and not _DOCTOR.search(folded)


def valued(field: str, value: str, alone: bool) -> list[Told] | None:
    """Return the value of a label, and what stands behind it without one of its own; None where it is a sentence."""
    bare = value.strip(EDGE)
    if len(bare) > LIMIT.get(field, 60):
        return None
    if field in ("summary", "TITLE", "url", "breadcrumb", "keywords"):
        value = value[:_closed(fold(value))] if field == "TITLE" else value
        return [Told(field, _unbracketed(value.strip(" \u3000|")) if field != "summary" else value.strip())]
    if field in ("date", "UPDATED"):
        return _dated(field, value)
    if field in ("views", "COUNT"):
        return _counted(field, value)
    if field in ("authors", "editors") and bare[-1:] in ("？", "?", "！", "!", "…"):
        return None
    if _SENTENCE.search(fold(bare)) or value.rstrip().endswith("。") and not is_publisher(bare):
        return None
    told = _named(field, value)
    told = told and [each._replace(field="OTHER") if _is_another(each) else each for each in told]
    if told and told[0].field == "OTHER" and alone and not any(each.field == "date" for each in told):
        return None  # 来源：甘草根 says where a drug comes from, 通讯员：产科 names nobody
    people = [each.value for each in told or () if each.field == field]
    if field in _PEOPLE and not all(are_people(name, alone, strict=field == "EDITING")
                                    or field == "authors" and (is_publisher(name) or is_pen_name(name))
                                    for name in people):
        return None  # 编辑：… with words behind it that name nobody is a sentence, or someone speaks
    return told


def _unbracketed(value: str) -> str:
    """A value without the brackets around it; those around its first or last word (【求助】头晕) are its own."""
    if any(mark in value.strip("[]【】") for mark in "[]【】"):
        return value
    return value.strip("[]【】")


def _is_another(told: Told) -> bool:
    """Whether what stands behind a label is none of its kind: a drug publishes nothing, and no ward is a person."""
    return told.field == "publisher" and is_drug(told.value) or told.field in _PEOPLE and is_ward(fold(told.value))


def _counted(field: str, value: str) -> list[Told] | None:
    """A count and what stands behind it; words where the number should be (浏览：眼科) are no count."""
    number = re.match(r"\s*约?\s*[\d,.]*\s*[万k]?\s*次?", fold(value))
    rest = value[number.end():] if number else value
    others = rest_of(rest)
    if others is None:
        return None
    count = value[:len(value) - len(rest)]
    worded = [each for each in others if each.field in ("publisher", "authors", "OTHER")]
    if worded and not any(map(str.isdigit, count)) and not _LOADING.search(fold(rest)):
        return None
    return [Told(field, count), *others]


def _named(field: str, value: str) -> list[Told] | None:
    """A publisher's or a person's name; a bracket that was open before the label, or a date, ends it."""
    folded = fold(value)
    end = _closed(folded)
    viewed = VIEWED.search(folded, 1, end)
    if viewed:
        rest, others = _named(field, value[:viewed.start()]), rest_of(value[viewed.end():])
        return None if rest is None or others is None else [*rest, Told("views", viewed[0]), *others]
    reporters = _BEHIND_PAPER.search(folded) if field == "publisher" else None
    if reporters and (names := split_names(value[reporters.start():end], trust=False, told=True)):
        rest = _named(field, value[:reporters.start()])
        return None if rest is None else [*rest, *(Told("authors", name) for name in names)]
    dates = find_dates(value[:end])
    told = []
    if dates:
        end = dates[0].start
        told = [Told("date", dates[0].iso)]
    others = rest_of(value[dates[0].end if dates else end:])
    if others is None:
        return None
    name = _unwrapped(_without_button(value[:end]).strip(_AROUND))
    return [Told(field, name), *told, *others] if name or not told else [*told, *others]


def _without_button(value: str) -> str:
    """What stands before words of a menu or a label at the end, and the place of who posted it: 来源: 云溪日报 云南 举报.

    A bracket around such words goes with them (【大 中 小】), and so does one that only opens (【字号：).
    """
    value = value.rstrip(_OPENING)
    while (boxed := _BOXED.search(value)) and all(fold(word).lower() in words("menu") for word in boxed[1].split()):
        value = value[:boxed.start()].rstrip(_OPENING)
    pieces = value.split()
    while len(pieces) > 1 and any(fold(pieces[-1]).lower().rstrip("(0)") in words(each)
                                  for each in ("menu", "places", "labels")):
        value = value[:value.rstrip().rfind(pieces.pop())]
    return value


def _unwrapped(name: str) -> str:
    """[ 国际金融报 ] without the brackets around the whole; 某医院【宣传科】 keeps its own."""
    inner = name[1:-1]
    wrapped = len(name) > 2 and name[0] + name[-1] in ("[]", "()", "（）", "【】") and inner.isprintable()
    return inner.strip() if wrapped and not any(mark in inner for mark in "[]()（）【】") else name


def _closed(folded: str) -> int:
    """Where a bracket closes that the value does not open; its end where none does."""
    depth = 0
    for at, mark in enumerate(folded):
        if mark in "([【<":
            depth += 1
        elif mark in ")]】>":
            depth -= 1
            if depth < 0 and at:
                return at
    return len(folded)


def _dated(field: str, value: str) -> list[Told] | None:
    dates = labelled_dates(value)
    if not dates:
        bare = fold(value.strip(EDGE))
        return [Told(field, "")] if not bare or len(bare) <= 30 and _UNREAD.match(bare) else None
    first = dates[0]
    if value[:first.start].strip(EDGE):
        return None
    others = rest_of(value[first.end:])
    if others is None or any(other.field == "OTHER" and other.value[:1] in "上下晚星周" for other in others):
        return None  # 时间：3月5日上午9时 is when an event takes place
    return [Told(field, first.iso), *others]


def rest_of(text: str, dates: Sequence[Found] | None = None) -> list[Told] | None:
    """Return what stands beside the labels: ``dates``, addresses, a publisher, an author; None: it is a sentence."""
    told, cut, last = [], [], 0
    for date in find_dates(text) if dates is None else dates:
        told.append(Told("date", date.iso))
        cut.append(text[last:date.start])
        last = date.end
    rest = " ".join([*cut, text[last:]])
    rest = _ADDRESS.sub(" ", rest)
    folded = fold(rest)
    reporter = REPORTER.search(folded) if "报" in folded else None
    if reporter and all(map(is_name, re.split("[、, ]", reporter[1]))):
        told.append(Told("authors", rest[reporter.start(1):reporter.end(1)]))
        rest = rest[:reporter.start()] + " " + rest[reporter.end():]
    viewed = VIEWED.search(folded)
    if viewed:
        told.append(Told("views", viewed[0]))
        rest = rest[:viewed.start()] + " " + rest[viewed.end():]
    if len(rest) > 60 or "。" in rest or _SENTENCE.search(fold(rest)):
        return None
    role = False
    for piece in _chunks(rest):
        bare, signs = piece.strip(EDGE), role
        roled = _ROLED.match(fold(bare))
        if roled and is_name(bare[roled.end():], told=True):
            bare, signs = bare[roled.end():], True
        role = bool(ROLE.fullmatch(fold(bare)))
        if not bare or fold(bare) in words("menu") or bare.isdigit():
            continue
        if is_publisher(bare) and not is_ward(fold(bare)):
            told.append(Told("publisher", piece.strip(f"　 \t:：-—、，。/／∕{BARS}")))
        elif is_name(bare, told=signs):
            told.append(Told("authors", bare))
        elif len(bare) > 16:
            return None
        else:
            told.append(Told("OTHER", bare))
    return told


def _chunks(text: str) -> list[str]:
    """Pieces of a line between spaces and bars; a bracket stays with the word before it (某医院【宣传科】)."""
    spaced = re.sub(r"(?<=[^\s\]】)）])(?=[\[(（])|(?<=[\])）])", " ", text)
    return [piece for piece in re.split(rf"[\s\u3000{BARS}]+", spaced) if piece]
