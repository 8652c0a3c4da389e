"""Dates as Chinese pages print them, brought to ISO 8601."""
from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, Sequence

from ..patterns import HAN_NUMERALS, YEAR, lazy_regex
from ..tables import fold

_AFTERNOON = frozenset(("下午", "傍晚", "PM"))
_NIGHT = frozenset(("晚上", "晚", "深夜", "夜里"))
_CHINA = timezone(timedelta(hours=8))
_DAWN = 5  # o'clock: 深夜1点 is 1:00
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_MONTH_NAMES = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.lower().split("|"), 1)}
_CLOCK = (r"(?:\s{0,40}(?:(?:T|日|星期.|周.|\(.{1,3}\)|[,|/-])\s{0,40})?"
          r"(?:(?P<place>格林(?:尼治|威治)(?:标准)?|北京|台北|香港)时间\s{0,4})?"
          r"(?P<half>上午|下午|晚上?|凌晨|中午|早上|清晨|傍晚|深夜|夜里|AM|PM)?\s*"
          r"(?P<hour>[01]?\d|2[0-4])(?:[:时点](?P<minute>[0-5]\d)(?:[:分](?P<second>[0-5]\d))?)"
          r"[分秒]?(?:\.\d{1,6})?(?:\s?(?P<after>AM|PM))?"
          r"(?P<zone>(?:\s?(?:UTC|GMT)\s?[+-]|\s?\+|(?:(?<=:\d\d:\d\d)\s?|(?<=\.\d{3}))-)"  # 09:00-10:00 is no zone
          r"(?:(?:0\d|1[0-4]):?[0-5]\d|1[0-4]|0?\d)|\s?(?:Z|UTC|GMT|CST))?(?![\d:]))?")
_DATE = lazy_regex(
    rf"(?:(?<![\d.#])|(?<=\d:\d\d))(?P<roc>民国)?\s?(?P<year>{YEAR}|(?<=民国)\d{{2,3}}|(?<=民国\s)\d{{2,3}})"
    r"(?:\s?(?P<sep>[-/.年·—–])\s?(?P<month>1[0-2]|0?[1-9])\s?(?:[-/.月·—–])\s?"
    r"(?P<day>3[01]|[12]\d|"
    r"0?[1-9])(?!\d(?!\d:))(?!日?\s?[-–—~至到]\s?\d{1,2}日)\s?日?"  # 11-12日: an event's
    r"|(?P<month8>1[0-2]|0[1-9])(?P<day8>3[01]|[12]\d|0[1-9])(?!\d))" + _CLOCK, re.IGNORECASE)
_REPUBLIC = lazy_regex(r"[\s:]*(?P<year>1[01]\d)(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)"
                       r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/.])")
_ENGLISH = lazy_regex(
    rf"(?<![A-Za-z])(?P<name>{_MONTH_NAMES})[a-z]{{0,6}}\.?\s"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[,.]?\s(?:[A-Z][a-z]{2}\s)?"
    rf"(?P<year>{YEAR})(?!\d)" + _CLOCK,
    re.IGNORECASE)
_MAIL = lazy_regex(rf"(?:[A-Z][a-z]{{2}},\s)?\d{{1,2}}\s[A-Z][a-z]{{2}}\s{YEAR}(?:\s\d\d?:\d\d(?::\d\d)?)?"
                   r"(?:\s(?:GMT|UTC|Z|[+-]\d{4}))?")
_ORDINAL = lazy_regex(rf"([十一二三四五六七八九]{{1,2}})月\s(\d{{1,2}})(?:st|nd|rd|th),\s({YEAR})")
_DAY_FIRST = lazy_regex(r"(?<![\d.])(3[01]|[12]\d|0?[1-9])\.?\s"
                        rf"(?:({_MONTH_NAMES})[a-z]{{0,6}}\.?|"
                        rf"(十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])月),?\s({YEAR})(?!\d)")
_ASCTIME = lazy_regex(rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s({_MONTH_NAMES})\s{{1,2}}"
                      rf"(3[01]|[12]\d|0?[1-9])\s(\d\d):(\d\d):(\d\d)\s(?:[A-Z]{{3}}\s)?({YEAR})(?!\d)")
_APART = lazy_regex(  # a day set large above its year and month, or the year apart: 12 2023-04, 2023 04-12, 04-12 2023
    rf"(?:(?P<y1>{YEAR})\s(?P<m1>1[0-2]|0[1-9])[-/.](?P<d1>3[01]|[12]\d|0[1-9])|"
    rf"(?P<m2>1[0-2]|0[1-9])[-/.](?P<d2>3[01]|[12]\d|0[1-9])\s(?P<y2>{YEAR})|"
    rf"(?P<d3>3[01]|[12]\d|0[1-9])\s(?P<y3>{YEAR})[-/.](?P<m3>1[0-2]|0[1-9]))")
_STAMP = lazy_regex(r"(?:19|20)\d{10}(?:\d\d)?")
_HAN_MONTHS = {name: number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}
_HAN_DATE = lazy_regex(rf"([一二12][〇零○0-9一二三四五六七八九]{{3}})年([{HAN_NUMERALS}]{{1,2}})月([{HAN_NUMERALS}]{{1,3}})日")


class Found(NamedTuple):
    """A date in a text: where it stands, and what it is in ISO 8601."""

    start: int
    end: int
    iso: str


def find_dates(text: str) -> list[Found]:
    """Return the full dates (with a year) in a text, in the order in which they stand.

    The text may be in either script. A time and a zone are part of the date where they follow it. Dates of
    the Republic (民國107年) are counted from 1911. Nothing is guessed: a date without a year is none.
    """
    folded = fold(text)
    year = "20" in folded or "19" in folded
    found = []
    if year or "民国" in folded:
        found = [date for match in _DATE.finditer(folded) if (date := _found(match))]
    return found or _rarer(folded, year)


def labelled_dates(text: str) -> list[Found]:
    """Return the dates in what stands behind a label that announces one: there a year may be the Republic's alone.

    108-03-11 is of its year 108. A year of two digits is none: 05-06-19 may begin with the year, the day or the month.
    """
    found = find_dates(text)
    short = None if found else _REPUBLIC.match(fold(text))
    if not short:
        return found
    long = f"{int(short['year']) + 1911}-{short['month']}-{short['day']}{text[short.end():]}"
    return [date._replace(start=short.start("year"), end=max(short.end(), date.end - len(long) + len(text)))
            for date in find_dates(long)[:1]]


def local(date: str, printed: Sequence[str]) -> str:
    """Return a time that is given in UTC as the time in China, where the page prints that day and not the other."""
    if not date.endswith("+00:00"):
        return date
    here = datetime.fromisoformat(date).astimezone(_CHINA).isoformat()
    days = {each[:10] for each in printed}
    return here if here[:10] in days and date[:10] not in days else date


def iso(text: str) -> str | None:
    """Return the first date of a text in ISO 8601, or None where it holds no date with a year.

    Understands what `find_dates` does, and the dates of mail (``Wed, 01 Jun 2022 03:22:00 GMT``).
    """
    text = text.strip()[:200]
    mail = _MAIL.search(text)
    if mail:
        try:
            from email.utils import parsedate_to_datetime  # rare, and slow to load
            return parsedate_to_datetime(mail.group()).isoformat()
        except (ValueError, TypeError):
            pass
    if text.isdecimal() and len(text) in (10, 13):
        return _epoch(int(text[:10]))
    if _STAMP.fullmatch(text):  # 20230412080500
        text = f"{text[:8]} {text[8:10]}:{text[10:12]}"
    dates = find_dates(text)
    return dates[0].iso if dates else None


def _epoch(seconds: int) -> str | None:
    """Seconds since 1970, as some pages give them; only where they lie between 1995 and 2100.

    The moment is told in the time of Chinese pages: with that of Greenwich the day of what came at night is wrong.
    """
    if not 788918400 <= seconds < 4102444800:
        return None
    return datetime.fromtimestamp(seconds, _CHINA).isoformat()


def _rarer(folded: str, year: bool) -> list[Found]:
    """Dates in Chinese numerals, and, where digits may be a ``year``, those that are not written in Chinese alone."""
    found = _half_english(folded) if year else []
    if apart := _APART.fullmatch(folded.strip()) if year and not found else None:
        return _dated(apart, *(int(apart[part + "1"] or apart[part + "2"] or apart[part + "3"]) for part in "ymd"))
    for match in _HAN_DATE.finditer(folded) if "年" in folded and "月" in folded else ():
        number = match[1].translate(_NUMERALS)
        if number.isdigit():
            found += _dated(match, int(number), _HAN_MONTHS.get(match[2]), _han_number(match[3]))
    return sorted(found)


def _half_english(folded: str) -> list[Found]:
    """Dates written in English, half in Chinese (十一月 6th, 2009), or as C's ``asctime`` does."""
    found = [date for match in _ENGLISH.finditer(folded) if (date := _found(match))]
    for match in _DAY_FIRST.finditer(folded):
        number = _MONTHS[match[2].lower()] if match[2] else _HAN_MONTHS.get(match[3]) or int(match[3])
        found += _dated(match, int(match[4]), number, int(match[1]))
    for match in _ASCTIME.finditer(folded):
        day = _dated(match, int(match[6]), _MONTHS[match[1].lower()], int(match[2]))
        found += [date._replace(iso=f"{date.iso}T{match[3]}:{match[4]}:{match[5]}") for date in day]
    for match in _ORDINAL.finditer(folded):
        month = _HAN_MONTHS.get(match[1])
        found += _dated(match, int(match[3]), month, int(match[2]))
    return found


def _han_number(numeral: str) -> int | None:
    tens, mark, ones = numeral.rpartition("十")
    digits = "一二三四五六七八九"
    if (tens and tens not in digits) or (ones and ones not in digits) or (not mark and not ones):
        return None
    number = 10 * (digits.find(tens) + 1 if tens else 1) if mark else 0
    return number + (digits.find(ones) + 1 if ones else 0)


def _dated(match: re.Match[str], year: int, month: int | None, day: int | None) -> list[Found]:
    try:
        return [Found(match.start(), match.end(), datetime(year, month or 0, day or 0).date().isoformat())]
    except ValueError:
        return []


def _found(match: re.Match[str]) -> Found | None:
    part = match.groupdict()
    year = int(part["year"]) + (1911 if part.get("roc") else 0)
    name = part.get("name")
    month = _MONTHS[name[:3].lower()] if name else int(part["month"] or part["month8"])
    day = int(part.get("day") or part.get("day8") or 0)
    try:
        moment = datetime(year, month, day)
    except ValueError:
        return None
    if year > 2100 or not part["hour"]:
        return None if year > 2100 else Found(match.start(), _trimmed(match), moment.date().isoformat())
    return Found(match.start(), _trimmed(match), _timed(moment, part))


def _trimmed(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())


def _timed(moment: datetime, part: dict[str, str | None]) -> str:
    hour = int(part["hour"] or 0)
    half = (part["half"] or part["after"] or "").upper()
    if half in _NIGHT and hour == 12:
        return moment.date().isoformat()  # of which day this midnight is nobody knows
    if hour < 12 and (half in _AFTERNOON or half in _NIGHT and hour >= _DAWN) or half == "中午" and hour < 3:
        hour += 12
    elif half in ("凌晨", "AM") and hour == 12:
        hour = 0
    moment += timedelta(hours=hour, minutes=int(part["minute"] or 0), seconds=int(part["second"] or 0))
    text = moment.isoformat() if part["second"] else moment.isoformat(timespec="minutes")
    place = part["place"]
    return text + (_zone(part["zone"]) if not place else "+00:00" if place.startswith("格林") else "+08:00")


def _zone(zone: str | None) -> str:
    """CST is left out: on a Chinese page it is China's time, elsewhere America's."""
    if not zone or zone.strip().upper() == "CST":
        return ""
    shift = zone.upper().strip().removeprefix("UTC").removeprefix("GMT").lstrip()
    if shift[:1] not in ("+", "-"):
        return "+00:00"
    hours, _, minutes = shift[1:].partition(":")
    if len(hours) > 2:
        hours, minutes = hours[:2], hours[2:]
    return f"{shift[0]}{hours:0>2}:{minutes or '00'}"
