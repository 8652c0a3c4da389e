"""Which day and hour a line tells: the page's, or those of something else."""
from __future__ import annotations

from .patterns import HAN, NUMBER, YEAR, lazy_regex
from .tables import words

_VISITED = lazy_regex("今天是|农历|星期|注册|加入|登录|生日|join")
_WEEKDAY = lazy_regex("星期|周[一二三四五六日天]")
_NOW = lazy_regex("今天|今日|农历|现在")
_LABEL = lazy_regex(rf"[^\w]{{0,3}}([{HAN}]{{2,10}}(?:时间|日期|期限|截止|至))\s?:?\s?"
                    rf"(?={YEAR}|\d{{1,2}}:\d|每[天日周月]|周[一二三四五六日])")
_PAGE = lazy_regex("来源|稿源|作者|编辑|浏览|阅读|点击|字号")

AGO = (r"\d\s?(?:秒[钟鐘]?|分[钟鐘]|小[时時]|天|[周週]|[个個]?月|年)前"
       rf"(?=[^{HAN}]|\Z|[发發][表布佈]|更新|回[复復覆答应應]|[来來]自|提[问問]|[评評][论論]|[编編][辑輯])")
"""How long ago something was written, in both scripts: 3小时前, 3天前发表, but not 3天前受凉; the source of a pattern."""

DATE = rf"{YEAR} ?[-/.年] ?\d{{1,2}} ?[-/.月] ?\d{{1,2}} ?日?"
"""A day with its year: 2023-05-01, 2023 年 5 月 1 日; the source of a pattern."""

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"
"""What a clock shows: 8:30, 21:07:45; the source of a pattern."""

WEEKDAY = "(?:星期|周)[一二三四五六日天]"
"""A day of the week; the source of a pattern."""

UNTIL = "[前后起止至]"
"""What stands right behind a day or an hour from which, to which something is done: 2023年10月1日起; as `DATE`."""

_STAMP = lazy_regex(rf"{YEAR} ?[-/.年] ?\d{{1,2}}(?: ?[-/.月] ?\d{{1,2}} ?日?)?(?:[ T]{CLOCK})?")
_WORDS = lazy_regex(r"[^\d:/.-]+")

DAY = lazy_regex(rf"{YEAR} ?[-/.年] ?\d{{1,2}}|(?<![\d:])\d{{1,2}}(?: ?月 ?\d|[-/]\d{{1,2}} \d{{1,2}}:\d)|{AGO}")
"""When something was written, in folded text: a day, or how long ago."""

HOUR = lazy_regex(r"\d:\d\d")
"""An hour with its minutes: 8:30."""

HOURS = lazy_regex(r"\d:\d\d ?[-~—–至到]{1,2} ?\d{1,2}:\d")
"""A range of hours, as something is open or takes place: 8:00-17:00."""

EVEN = lazy_regex(r"(?<!:\d\d):\d[05](?!\d)")
"""An hour of what is planned: people write at 21:07, operations begin at 8:30."""


def stamp_form(text: str) -> str:
    """Return the form of the day and hour with which a line begins, one digit for each number; empty without a day.

    Lines whose stamps have one form part the entries of a log: 2021-03-03 08:12 急诊科, 2021-03-03 08:31 心内科.
    """
    found = _STAMP.match(text) if text[:1] in ("1", "2") else None
    return NUMBER.sub("0", found.group()) if found else ""


def time_form(text: str) -> str:
    """Return the form of the day or hour that a short line tells somewhere: 急诊科 08:12, 导管室 08:31.

    That with which it begins, else all that is made of figures; empty where the line tells neither.
    """
    if form := stamp_form(text):
        return form
    return NUMBER.sub("0", _WORDS.sub("", text)) if HOUR.search(text) or DAY.search(text) else ""


def is_weekday(text: str) -> bool:
    """Return whether a folded line tells a day of the week, and not as today's."""
    return _WEEKDAY.search(text) is not None and _NOW.search(text) is None


def is_visitors(text: str) -> bool:
    """Return whether a folded line's date is today's, or the one on which somebody joined the site."""
    return _VISITED.search(text.lower()) is not None


def is_of_something(text: str) -> bool:
    """Return whether a folded line tells when something is, or ends: 会议时间：2024-05-01, 接种时间：每周二, 服药时间：8:00.

    It begins with a label that pages don't date themselves with (those are in the table ``labels``), and names no
    source, author or count.
    """
    label = _LABEL.match(text)
    return (label is not None and label[1] not in words("labels") and not is_visitors(label[1])
            and _PAGE.search(text) is None)
