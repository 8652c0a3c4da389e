"""Lines that announce something about the article: 来源：…　作者：…　2023-06-22 08:28 浏览：4583."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Sequence

from ..days import AGO, is_of_something
from ..document import Line
from ..patterns import HAN, lazy_regex
from ..staff import is_ward
from ..tables import alternatives, fold, words
from ..values import DOSE, holds_value, is_of_care
from .dates import Found, find_dates, labelled_dates
from .marks import BARS, LONGEST_LINE, find_marks, label_fields
from .people import are_people, is_drug, is_name, is_pen_name, split_names

_EDGE = f" \t\u3000()[]（）［］【】<>/,，;；.。、:：-—_·\"'“”{BARS}"
_SIGNS = "□■●○◎◆◇▲△★☆※"  # before a byline
_UNREAD = lazy_regex(rf"刚刚|[今昨前][天日](?:\s?\d|\Z)|\d{{0,3}}{AGO}|"
                     r"\d{2,4}\s?[-/.年]\s?\d(?!\d?\s?(?:分|秒|小|天|次|[~-]))|[-—x*]{2}|"
                     "(?:载入|加载|读取)中|loading", re.IGNORECASE)
"""What a page prints behind its own label of a date where no day is read; 时间：空腹 is when a drug is taken."""
_SENTENCE = lazy_regex(r"[。!?;](?!$)|,.{12}")
_LONGEST_COUNTER = 16  # characters of a line that only tells how often the page was read
_SHORTEST_LINE = 3  # characters of a line of labels
_AROUND = f" \t\u3000/,，;；:：。、·{BARS}"
_WORDS = lazy_regex(r"[\s:：、]+")
_PLAIN = lazy_regex(r"[^\s0-9０-９〇一二]{3,80}$")
_ADDRESS = lazy_regex(r"(?i:https?://|www\.)[^\s\u3000-\u9fff]+|(?:[A-Za-z0-9-]{1,40}\.){1,3}(?i:com|cn|"
                      r"net|org|tw|hk)\b")  # a range is quick to compile where no case matters
_ROLE = lazy_regex(rf"(?:{alternatives('roles')}|本[报刊网台社]){{1,4}}")
_ROLED = lazy_regex(rf"(?:本[报刊网台社]|{alternatives('roles')})+[:/]?(?=.)")
_BEHIND_PAPER = lazy_regex(rf"(?<=\S)\s(?:本[报刊网台社]|(?:{alternatives('roles')}))+\s?[:/]?\s?(?=[{HAN}])")
_REPORTER = lazy_regex(rf"(?:(?:记者|编辑|特派员)\s?|(?<![{HAN}]))"
                       rf"([{HAN}]{{2,4}}(?:[、, ][{HAN}]{{2,4}}){{0,3}})"
                       rf"\s?[/∕、|]\s?[{HAN}]{{2,8}}(?:报导|报道)")
_COUNT = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9}|\d[\d,.]{0,8}\s?[万wk])\+?"
_VIEWED = lazy_regex(rf"(?<![^\s,;(/{BARS}])(?:(?:已?阅读|浏览|点击|人气|访问)(?:量|数|次数)?\s?(?:\(\s?{_COUNT}\s?\)|{_COUNT})"
                     rf"\s?次?|{_COUNT}\s?(?:次|人)?\s?(?:阅读|浏览|点击|已读))(?![^\s,;)/{BARS}]|,\d)", re.IGNORECASE)
_OF_VIEWS = lazy_regex(r"(?=.*(?:\d{3}|\d\s?[万wk]))(?:[已阅浏点人访].*[\d)万wk次+]|\d.*[读览击])$", re.IGNORECASE)
"""A line that is nothing but a counter: fewer than three digits can be a score (阅读 12)."""
_LABELLED_PART = lazy_regex(rf"\s*【[{HAN}\s]{{2,8}}】\s?[^\s【].")
_OPENING = " \t\u3000([（［【"
_BOXED = lazy_regex(r"[(\[（［【]([^()\[\]（）［］【】]{1,16})[)\]）］】]\s*\Z")  # at the end of a value
_BACK = lazy_regex(rf"(?:点击)?返回[{HAN}]{{2,4}}[，,]?\s?(?:点击)?(?:查看|了解)更多\s*$")
_LOADING = lazy_regex(r"(?:载入|加载|统计|读取)中|loading", re.IGNORECASE)
_PEOPLE = ("authors", "editors", "EDITING")
_LIMIT = {"summary": 600, "keywords": 150, "breadcrumb": 150, "TITLE": 90, "url": 300}


class Told(NamedTuple):
    """What a line tells: a metadata field (or a kind in capitals that no field keeps), and the value."""

    field: str
    value: str


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:  # of labels and of roles: most lines begin with another character
    return frozenset(["本", *(word[0] for word in (*label_fields(), *words("roles")))])


@lru_cache(maxsize=1)
def _publisher_end() -> tuple[str, ...]:
    return tuple(words("publishers"))


def is_publisher(text: str) -> bool:
    """Return whether a text looks like the name of a paper, a site, an institution."""
    folded = fold(text).strip(_EDGE)
    return 2 <= len(folded) <= 24 and folded.endswith(_publisher_end())


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
    if not fields & set(_LIMIT):
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
        before = _rest(text[:marks[0].start])
        if before is None:
            return ()
        told = before
    for mark, after in zip(marks, [*marks[1:], None]):
        parts = _valued(mark.field, text[mark.end:after.start if after else len(text)],
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
    """Return whether a line of labels is a part of a text of such parts: 【来源】《局方》 beside 【组成】人参9克, which tells
    nothing of the page."""
    beside = (*lines[max(at - 1, 0):at], *lines[at + 1:at + 2])
    return _LABELLED_PART.match(lines[at].text) is not None and any(
        _LABELLED_PART.match(line.text) and not read_labels(line.text) for line in beside)


def is_info(text: str) -> bool:
    """Return whether a line belongs to the table over an official notice: 索引号：…　发文机关：…."""
    return len(text) <= 80 and any(each.field in ("INFO", "ISSUER") for each in read_labels(text))


def _without_label(text: str, folded: str) -> tuple[Told, ...]:
    """A line without a colon: a date with a publisher (2019-09-26 人民网), or 编辑 张三 校对 李四."""
    if len(text) <= 40 and "报" in folded and _REPORTER.search(folded):
        return tuple(_rest(text) or ())
    dated = "19" in folded or "20" in folded or "年" in folded or "民国" in folded
    named = folded.strip(_EDGE + _SIGNS)
    if len(named) <= _LONGEST_COUNTER and _OF_VIEWS.match(named) and _VIEWED.fullmatch(named):
        return (Told("views", named),)
    if len(text) > 80 or not dated and named[:1] not in _openings() or _PLAIN.match(text):
        return ()
    if dated and (dates := find_dates(text)):
        return tuple(_rest(text, dates) or ())
    first, *names = _WORDS.split(named)[:6]
    if not names:
        return ()
    field = label_fields().get(first, "")
    if not field and first and _ROLE.fullmatch(first):
        people = split_names(" ".join(_WORDS.split(text.strip(_EDGE + _SIGNS))[1:]), trust=False, told=True)
        if people:
            return tuple(Told("authors", name) for name in people)
    pairs = field == "EDITING" and sum(name in label_fields() for name in names)  # one of these may be of a report
    if (field in ("editors", "authors") or pairs) and all(
            is_name(name) or name in label_fields() for name in names):
        return tuple(_spoken(text.strip(_EDGE).split()))
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


def _valued(field: str, value: str, alone: bool) -> list[Told] | None:
    """The value of a label, and what stands behind it on the line without a label of its own."""
    bare = value.strip(_EDGE)
    if len(bare) > _LIMIT.get(field, 60):
        return None
    if field in ("summary", "TITLE", "url", "breadcrumb", "keywords"):
        value = value[:_closed(fold(value))] if field == "TITLE" else value
        return [Told(field, value.strip(" \u3000|[]【】") if field != "summary" else value.strip())]
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


def _is_another(told: Told) -> bool:
    """Whether what stands behind a label is none of its kind: a drug publishes nothing, and no ward is a person."""
    return told.field == "publisher" and is_drug(told.value) or told.field in _PEOPLE and is_ward(fold(told.value))


def _counted(field: str, value: str) -> list[Told] | None:
    """A count and what stands behind it; words where the number should be (浏览：眼科) are no count."""
    number = re.match(r"\s*约?\s*[\d,.]*\s*[万k]?\s*次?", fold(value))
    rest = value[number.end():] if number else value
    others = _rest(rest)
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
    viewed = _VIEWED.search(folded, 1, end)
    if viewed:
        rest, others = _named(field, value[:viewed.start()]), _rest(value[viewed.end():])
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
    others = _rest(value[dates[0].end if dates else end:])
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
        bare = fold(value.strip(_EDGE))
        return [Told(field, "")] if not bare or len(bare) <= 30 and _UNREAD.match(bare) else None
    first = dates[0]
    if value[:first.start].strip(_EDGE):
        return None
    others = _rest(value[first.end:])
    if others is None or any(other.field == "OTHER" and other.value[:1] in "上下晚星周" for other in others):
        return None  # 时间：3月5日上午9时 is when an event takes place
    return [Told(field, first.iso), *others]


def _rest(text: str, dates: Sequence[Found] | None = None) -> list[Told] | None:
    """What stands beside the labels: its ``dates``, addresses, a publisher, an author; None: it is a sentence."""
    told, cut, last = [], [], 0
    for date in find_dates(text) if dates is None else dates:
        told.append(Told("date", date.iso))
        cut.append(text[last:date.start])
        last = date.end
    rest = " ".join([*cut, text[last:]])
    rest = _ADDRESS.sub(" ", rest)
    folded = fold(rest)
    reporter = _REPORTER.search(folded) if "报" in folded else None
    if reporter and all(map(is_name, re.split("[、, ]", reporter[1]))):
        told.append(Told("authors", rest[reporter.start(1):reporter.end(1)]))
        rest = rest[:reporter.start()] + " " + rest[reporter.end():]
    viewed = _VIEWED.search(folded)
    if viewed:
        told.append(Told("views", viewed[0]))
        rest = rest[:viewed.start()] + " " + rest[viewed.end():]
    if len(rest) > 60 or "。" in rest or _SENTENCE.search(fold(rest)):
        return None
    role = False
    for piece in _chunks(rest):
        bare, signs = piece.strip(_EDGE), role
        roled = _ROLED.match(fold(bare))
        if roled and is_name(bare[roled.end():], told=True):
            bare, signs = bare[roled.end():], True
        role = bool(_ROLE.fullmatch(fold(bare)))
        if not bare or fold(bare) in words("menu") or bare.isdigit():
            continue
        if is_publisher(bare):
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
