"""The stamps of a flattened thread: lines that tell when a post was written, or its floor, and what they say together.

A log, a timetable, a list of articles have days as well: those of a thread go on with people who take turns, with
floors, buttons, or words that only threads have.
"""
from __future__ import annotations

import re
from collections import Counter
from typing import Sequence

from ..days import AGO, CLOCK, DATE, EVEN, HOURS
from ..dialogue import FLOOR, GUEST_BOOK, REPLY, is_office, is_person
from ..lists import heading_kind
from ..patterns import YEAR, lazy_regex
from ..staff import OFFICE_END
from ..values import MEASURED
from . import shape
from .frames import JOINED, is_button, may_be_said, speaks_of_thread
from .held import Held

NEAR = 12
"""Lines above the first stamp that may tell of a thread."""

LONGEST_STAMP = 60
"""Characters of a stamp, and of another line around posts, at most."""

SUBJECT_BEHIND = lazy_regex(r"(?<=\d) ?(?:文章|帖子)?(?:主题|标题) ?: ?(.*)\Z")
"""The subject of a post, behind its day."""

SAID = lazy_regex(r"[。!?,;:、…~]")
"""A mark of a sentence, as people write it."""

_WHEN = lazy_regex(rf"(?<![\d:])(?:{YEAR} ?[-/.年] ?)?\d{{1,2}} ?[-/.月] ?\d{{1,2}} ?日?,?(?: ?(?:星期|周).)? ?"
                   rf"{CLOCK}|{DATE}|\d{{0,2}}{AGO}|[昨前今]天 ?{CLOCK}|[A-Z][a-z]{{2}} {{1,2}}\d{{1,2}} {CLOCK} {YEAR}|"
                   r"(?<![\d:])\d{1,2}:\d\d:\d\d(?![\d:])")
_ANSWERED = lazy_regex(r"\d[\d,]{0,8} ?个(?:回答|答案)")
_OFFICE = lazy_regex(rf"(?:{OFFICE_END}|[房区楼层])\Z")
_MARK = lazy_regex(r"\d ?[-/.:月楼#F年秒分小天周个]|#|^[沙板地楼]..?$")  # all of them have one: quickly sought
_BESIDE = lazy_regex(r"发表|回复|回覆|回答|提问|发布|评论|于|时间|来自|只看|该作者|楼主|大|中|小|赞|举报|浏览|阅读|电脑|手机|客户端|[\W\d_]+")
_SUBJECT = lazy_regex(REPLY.pattern + r"\S.{4}", re.IGNORECASE)
_FORUM = lazy_regex(r"[-_|—–·»] ?[^-_|—–·»]{0,12}(?:论坛|贴吧|社区|问答|bbs)\Z", re.IGNORECASE)
_TITLE_END = lazy_regex(r"\s*[-_|—–·»]")  # what follows names the site
_COMMENTED = lazy_regex("评论|跟[帖贴]")
_SEATS = {"沙发": 2, "板凳": 3, "地板": 4}  # who answers first sits on the sofa
_PRESSED = lazy_regex("回复|回覆|引用|举报|点赞")
_LONGEST_NAME = 16  # letters of a stamp that are neither a date nor a word of such lines
_TURNS = 3  # stamps that tell whose turn it is, at least one more
_FEW = 2  # hours beside buttons that may stand below an article


def is_stamp(line: Held) -> bool:
    """Return whether a line tells when a post was written, or its floor, and little else."""
    text = line.text
    if line.prose and not SUBJECT_BEHIND.search(text) or len(text) > LONGEST_STAMP or not _MARK.search(text):
        return False
    when = _WHEN.search(text) or FLOOR.search(text)
    if not when or line.gone and line.code != "S101":
        return False
    rest = _beside(SUBJECT_BEHIND.sub("", text))
    if JOINED.search(text) or HOURS.search(text):
        return False
    return line.gone or len(rest) <= _LONGEST_NAME and not shape.is_teaser(text) and "。" not in text


def has_day(text: str) -> bool:
    """Return whether a stamp tells the day, the hour, or how long ago."""
    return _WHEN.search(text) is not None


def is_dated(text: str) -> bool:
    """Return whether a line tells the day and the hour, or how long ago."""
    found = None if HOURS.search(text) else _WHEN.search(text)
    return found is not None and (":" in found.group() or "前" in found.group())


def is_forum(title: str) -> bool:
    """Return whether a page's title ends in the name of a site that is called a forum: … - 云溪论坛."""
    return _FORUM.search(title) is not None


def answered(held: Sequence[Held], stamp: int) -> int:
    """Return where a line above the first stamp counts the answers to what the page's title asks, 0 where none does."""
    counted = (at for at, line in enumerate(held[:stamp]) if _ANSWERED.fullmatch(line.text))
    return next(counted, 0) if "?" in held[0].text else 0


def tell_of_thread(held: Sequence[Held], stamped: Sequence[bool], stamps: Sequence[int]) -> bool:
    """Return whether a short line around the posts speaks of a thread, and none names a source, or opens comments.

    Floors alone tell of a house: beside them stand buttons, or they go on with names, the day and the hour; buttons
    and hours alone do where there are several, and none of them speaks of comments. Posts have subjects: Re: …
    A guest book is called so by the page's title, a forum by the site's name behind it, where people write at uneven
    hours; in a chat people take turns.
    """
    around = slice(max(stamps[0] - NEAR, 0), stamps[-1] + 1)
    if answered(held, stamps[0]) or GUEST_BOOK.match(_TITLE_END.split(held[0].text, 1)[0]):
        return True
    comments = (heading_kind(line.text) == "comments" and "回" not in line.text for line in held[around])
    if "来源" in held[stamps[0]].text or any(comments):
        return False
    short = [(line, stamp) for line, stamp in zip(held[around], stamped[around])
             if len(line.text) <= LONGEST_STAMP and "。" not in line.text]
    floored = [f"{line.text} {below.text if go_on else ''}" for (line, stamp), (below, go_on) in
               zip(short, [*short[1:], (held[0], False)]) if stamp and FLOOR.search(line.text)]
    signed = _go_on(floored) and _are_signed(held[around], stamped[around])
    posted = any(is_dated(held[at].text) and not EVEN.search(held[at].text) for at in stamps)
    forum = is_forum(held[0].text) and posted
    subjects = sum(_SUBJECT.match(line.text) is not None for line, _ in short)
    buttons = sum(is_button(line) or _PRESSED.search(line.text) is not None for line, _ in short)
    commented = any(_COMMENTED.search(line.text) for line, _ in short)
    told = 0 if commented else sum(stamp and is_dated(line.text) for line, stamp in short)
    if subjects > 1 or signed or forum or buttons > 1 and (len(floored) > 1 or min(told, buttons) > _FEW):
        return True
    return any(speaks_of_thread(line.text) for line, _ in short) or _take_turns([held[at].text for at in stamps])


def _take_turns(stamps: Sequence[str]) -> bool:
    """Whether stamps tell who speaks: two people and more by turns, not all by their real names or for an office."""
    names = Counter(name for name in map(_beside, stamps) if name)
    readers = any(not (is_office(name) or is_person(name)) for name in names)
    return (len(stamps) > _TURNS and sum(names.values()) * 10 >= len(stamps) * 7 and len(names) > 1
            and max(names.values()) > 1 and readers and not all(EVEN.search(text) for text in stamps))


def _go_on(floored: Sequence[str]) -> bool:
    """Whether floors with a day and an hour follow one upon the other, from the first on, or for three.

    Not all hours are even: those of operations, rounds and talks are.
    """
    floors = [found.group() for text in floored if is_dated(text) and (found := FLOOR.search(text))]
    numbers = [int("".join(filter(str.isdecimal, each)) or _SEATS.get(each.strip(" []【】"), 1)) for each in floors]
    steps = [after - before for before, after in zip(numbers, numbers[1:])]
    even = all(EVEN.search(text) for text in floored)
    return not even and set(steps) == {1} and (len(steps) > 1 or numbers[0] < 2)


def _are_signed(held: Sequence[Held], stamped: Sequence[bool]) -> bool:
    """Whether names stand in stamps, or beside them, two and more that differ in letters; most lines measure nothing.

    In a log the same is measured each day: 心率71.
    """
    stamps = [at for at, stamp in enumerate(stamped) if stamp]
    texts = [_beside(held[at].text) for at in stamps]
    texts += [held[near].text for at in stamps for near in (at - 1, at + 1)
              if 0 <= near < len(held) and not stamped[near] and may_be_said(held[near])]
    names = {"".join(filter(str.isalpha, text)) for text in texts if 0 < len(text) <= _LONGEST_NAME
             and not (SAID.search(text) or MEASURED.search(text) or _OFFICE.search(text))}
    measured = sum(MEASURED.search(line.text) is not None for line, stamp in zip(held, stamped) if not stamp)
    return len(names - {""}) > 1 and measured * 2 < len(stamps)


def _beside(text: str) -> str:
    """What a stamp says beside the day and the floor: a name."""
    return _BESIDE.sub("", FLOOR.sub("", _WHEN.sub("", text)))
