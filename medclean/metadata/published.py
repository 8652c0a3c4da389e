"""The date of publication, among the dates that a page shows."""
from __future__ import annotations

from typing import Sequence

from ..days import is_visitors, is_weekday
from ..patterns import lazy_regex
from ..tables import fold
from .dates import find_dates, iso, local
from .labels import is_labelled
from .page import Page
from .told import is_publisher

_CERTAIN = 1  # rank of what is said of the article alone: dc.date is a whole site's on some
_CREATED = 8  # rank of the day when a page was made, or a thread begun
_ANY_TIME = 9  # rank of a <time>, which may be anybody's
_SCRIPTED = 10  # rank of a script's
_LONGEST = 40  # characters of a line that tells a date and little else
_BELOW, _NEXT = 20, 1  # lines below an article that are looked at; those in which its day may stand
_BRACKETS = " \t\u3000()（）[]【】"
_PAPER_PAGE = lazy_regex(r"(?:\A|[\s|])第\s?[A-Z]?\d{1,3}\s?版(?:\s?[：:].*|\s*\Z)")
_ENDED = " \t\u3000完/／"  # what may stand before the day of a release
_HOUR_OF_RELEASE = lazy_regex(r"香港[时時][间間]\s?\d{1,2}[时時]\d{1,2}分\W*")
_EDITED = lazy_regex("最后由.{1,30}编辑")
_POSTED = lazy_regex("发[表布]于")
_BESIDE = frozenset(("other", "header", "tail", "comment"))


def read_date(page: Page) -> str | None:
    """Return the date of publication in ISO 8601: the head's, with the time where the same day is printed; else the
    printed one. A date of the head that may be the site's gives way to one with a label (发布日期：…), but in a thread.

    A page without one has the day of its update, or its first ``<time>``: the earlier. Then a thread has the date of
    its first post, a page that scripts draw the one that they tell, a newspaper's page the day of its issue, a release
    of Hong Kong's offices the one below it, a notice the day that it is signed with.
    """
    told = [(value.rank, found) for value in page.heads("date") if (found := iso(value.text))]
    scripted = [found for rank, found in told if rank == _SCRIPTED]
    told = told[:len(told) - len(scripted)]
    seen = [each for each in page.seen("date") if not _EDITED.search(fold(page.text_of(each)))]
    if page.is_thread:  # each post may have its date behind a label: the first one is the thread's
        last = page.lines[page.last].number  # below it stand other threads
        own = [each for each in seen if each.line <= last and _tells_when(page.text_of(each))]
        seen = sorted(own, key=lambda each: each.line) or seen
    printed = [each.told.value for each in seen]
    labelled = any(is_labelled(page.text_of(each)) for each in seen)
    if told and (told[0][0] == _CERTAIN or told[0][0] < (_ANY_TIME if page.is_thread else 0 if labelled else _CREATED)):
        return next((date for date in printed if date.startswith(told[0][1])), local(told[0][1], printed))
    if printed:
        same = [date for date in (*(found for _, found in told), *printed) if date.startswith(printed[0])]
        return max(same, key=len)  # one of them may tell the hour, too
    if under := _under_headline(page):
        return under
    updated = [each.told.value for each in page.seen("UPDATED") if "更新" in page.text_of(each)]
    return (min([*updated[:1], *(found for _, found in told[:1])], default=None) or _first_post(page)
            or _scripted(scripted) or _of_issue(page) or _released(page) or _signed(page))


def _tells_when(text: str) -> bool:
    """Whether a line has a label, or says that something was posted: 发表于 2013-5-14 21:36."""
    return is_labelled(text) or _POSTED.search(fold(text)) is not None


def _scripted(dates: Sequence[str]) -> str | None:
    """The date that scripts tell, with its time; None where they tell several days: those of other pages."""
    return max(dates, key=len) if len({date[:10] for date in dates}) == 1 else None


def _of_issue(page: Page) -> str | None:
    """The day of a newspaper's issue, which stands beside its pages: 2022年09月27日 星期二 第A05版：健康."""
    short = [line.text.strip() for line in page.lines if len(line.text) <= _LONGEST]
    if not any(map(_PAPER_PAGE.search, short)):
        return None
    dated = ((_PAPER_PAGE.sub("", text), dates[0]) for text in short
             if is_weekday(fold(text)) and (dates := find_dates(text)))
    return next((day.iso for text, day in dated if _is_rest(text[day.end:]) and _names_nothing(text[:day.start])), None)


def _released(page: Page) -> str | None:
    """The day and the hour below a release of Hong Kong's offices, in two lines: 2023年6月21日（星期三）, 香港時間17時42分."""
    at = next((at for at in range(len(page.lines) - 1, page.body, -1)
               if _HOUR_OF_RELEASE.fullmatch(page.lines[at].text)), None)
    if not at:
        return None
    day, hour = page.lines[at - 1].text, page.lines[at].text
    dates = find_dates(f"{day} {hour}")
    return dates[-1].iso if dates and _is_rest(day[dates[0].end:]) and not day[:dates[0].start].strip(_ENDED) else None


def _signed(page: Page) -> str | None:
    """The day with which a notice or a letter is signed: in one of its last lines, alone or behind the office.

    Or the only day that stands alone below an article, in one of the next lines: of a list each title has one.
    """
    if page.is_thread:
        return None
    below = [line.text.strip(_BRACKETS) for line in page.lines[page.last + 1:page.last + _BELOW]]
    alone = [(at, dates[0].iso) for at, text in enumerate(below) if len(text) <= _LONGEST
             and (dates := find_dates(text)) and _is_rest(text[:dates[0].start] + text[dates[0].end:])]
    if len(alone) == 1 and alone[0][0] <= _NEXT:
        return alone[0][1]
    if page.last - page.body < 2:
        return None
    last = page.lines[max(page.body + 1, page.last - 2):page.last + 1]
    for text in [line.text.strip(_BRACKETS) for line in last[::-1] if len(line.text) <= _LONGEST]:
        dates = find_dates(text)
        if dates and _is_rest(text[dates[0].end:]):
            if _names_nothing(text[:dates[0].start]):
                return dates[0].iso
    return None


def _names_nothing(text: str) -> bool:
    """Whether what stands before a day is no more than its weekday, or the office or the paper."""
    return _is_rest(text) or is_publisher(text)


def _is_rest(text: str) -> bool:
    """Whether nothing stands beside a day but its weekday."""
    bare = text.strip(_BRACKETS)
    return not bare or len(bare) <= 3 and is_weekday(fold(bare))


def _under_headline(page: Page) -> str | None:
    """The day between headline and text, as newspapers print it: 2022年9月14日 星期三; at a page's top it is today's."""
    start = page.first if page.headline is None else page.headline
    between = [line.text for line in page.lines[start:page.body] if len(line.text) <= _LONGEST]
    return next((dates[0].iso for text in between if is_weekday(fold(text)) and (dates := find_dates(text))), None)


def _first_post(page: Page) -> str | None:
    """The date of a thread's first post, that of the first short line beside its posts: articles tell of any day."""
    around = page.lines[max(page.first - 8, 0):page.last + 3] if page.is_thread else ()
    beside = (line.text for line in around if len(line.text) <= _LONGEST and page.roles.get(line.number) in _BESIDE
              and not is_visitors(fold(line.text)))
    return next((dates[0].iso for text in beside if (dates := find_dates(text))), None)
