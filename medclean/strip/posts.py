"""Threads, and questions with answers, in flattened text: which lines frame the posts, and where these begin and end.

Above a post stands who wrote it, when, or on which floor; below it stand buttons. No tag is left to tell them from
what was written, but each post has them, a date or a floor among them, and people write sentences.
"""
from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from statistics import median_low
from typing import NamedTuple, Sequence

from ..days import AGO, CLOCK, DATE, EVEN, HOURS
from ..dialogue import (ANSWERS, FLOOR, GUEST_BOOK, REPLY, is_office, is_person, label_of, opens_answer,
                        opens_question)
from ..lists import heading_kind
from ..patterns import YEAR, lazy_regex
from ..staff import OFFICE_END
from ..values import MEASURED
from . import shape
from .frames import (JOINED, find_frames, find_signatures, is_button, is_count, may_be_said, measures, speaks_of_thread,
                     subject, tells_of_post, tells_of_writer)
from .held import Held

_WHEN = lazy_regex(rf"(?<![\d:])(?:{YEAR} ?[-/.年] ?)?\d{{1,2}} ?[-/.月] ?\d{{1,2}} ?日?,?(?: ?(?:星期|周).)? ?"
                   rf"{CLOCK}|{DATE}|\d{{0,2}}{AGO}|[昨前今]天 ?{CLOCK}|[A-Z][a-z]{{2}} {{1,2}}\d{{1,2}} {CLOCK} {YEAR}|"
                   r"(?<![\d:])\d{1,2}:\d\d:\d\d(?![\d:])")
_OFFICE = lazy_regex(rf"(?:{OFFICE_END}|[房区楼层])\Z")
_MARK = lazy_regex(r"\d ?[-/.:月楼#F年秒分小天周个]|#|^[沙板地楼]..?$")  # all of them have one: quickly sought
_BESIDE = lazy_regex(r"发表|回复|回覆|回答|提问|发布|评论|于|时间|来自|只看|该作者|楼主|大|中|小|赞|举报|浏览|阅读|电脑|手机|客户端|[\W\d_]+")
_SAID = lazy_regex(r"[。!?,;:、…~]")
_SUBJECT_BEHIND = lazy_regex(r"(?<=\d) ?(?:文章|帖子)?(?:主题|标题) ?: ?(.*)\Z")
_SUBJECT = lazy_regex(REPLY.pattern + r"\S.{4}", re.IGNORECASE)
_TITLE_END = lazy_regex(r"\s*[-_|—–·»]")  # what follows names the site
_FORUM = lazy_regex(r"[-_|—–·»] ?[^-_|—–·»]{0,12}(?:论坛|贴吧|社区|问答|bbs)\Z", re.IGNORECASE)  # the site, behind a title
_COMMENTED = lazy_regex("评论|跟[帖贴]")
_SEATS = {"沙发": 2, "板凳": 3, "地板": 4}  # who answers first sits on the sofa
_PRESSED = lazy_regex("回复|回覆|引用|举报|点赞")
_LONGEST_STAMP = 60  # characters
_LONGEST_NAME = 16  # letters of a stamp that are neither a date nor a word of such lines
_LONGEST_CARD = 24  # characters of a line that tells of who wrote, and holds no sentence
_LONGEST_FIRST = 500  # characters of the first post, and of what is above it: more is an article with comments
_OFTEN = 3  # copies of a button, or of a subject
_SHORTEST_SUBJECT = 8  # characters
_MOST_ANSWERS = 30  # of a consultation, each looks at the whole page
_MORE = 3  # lines by which the last post may be farther from its stamp than the others
_CARD_LINES = 2  # of who wrote a post, at least
_STOP = 3  # short lines below the last post, behind which it is over
_STOP_ALONE = 6  # ... which are as short as a drug's name, below a single answer
_FEW = 2  # hours beside buttons that may stand below an article
_NEAR = 12  # lines above the first stamp that may tell of a thread


class Thread(NamedTuple):
    """The positions of the first and last line that was written in a thread, and of those that frame its posts."""

    first: int
    last: int
    frames: frozenset[int]


class _Ends(NamedTuple):
    """Where a thread begins and ends, and whether the stamps stand below their posts."""

    first: int
    last: int
    below: bool


def find_thread(held: Sequence[Held]) -> Thread | None:
    """Return where a page's posts stand among the lines, None where it is no thread.

    Two posts at least have a stamp, a line with a date or a floor, above or below them; some line near them speaks of
    a thread (楼主, 2楼, 3个回答, 提问者); no article stands above, or is the first post; most are no teasers. Floors
    without a date are those of a house. A question with a single answer is a thread as well.
    """
    stamped = [_is_stamp(line) for line in held]
    signing = find_signatures(held, stamped)
    subjects = _subjects(held)
    aside = subjects | signing
    said = [not (stamp or at in aside) and _is_said(line) for at, (line, stamp) in enumerate(zip(held, stamped))]
    dated = sum(stamp and _WHEN.search(line.text) is not None for line, stamp in zip(held, stamped))
    stamps = _stamps(stamped, said) if dated > 1 else []
    ends = _ends(held, said, stamps) if len(stamps) > 1 and _tells_of_thread(held, stamped, stamps) else None
    if not ends:
        return _consultation(held, said)
    starts = [ends.first, *(stamp for stamp in stamps if ends.first < stamp < ends.last)]
    posts = [[line for line, is_said in zip(held[at:after], said[at:after]) if is_said]
             for at, after in zip(starts, [*starts[1:], ends.last + 1])]
    above = [line for line, is_said in zip(held[:ends.first], said) if is_said]
    if max(_size(posts[0]), _size(above)) > _LONGEST_FIRST or _are_teasers(posts):
        return None
    new = [at for at in _new_subjects(held, stamped) if stamps[0] <= at <= ends.last]
    first = min([ends.first, *new])
    frames = find_frames(held, said, stamped, signing, first, ends.last)
    frames |= subjects.intersection(range(first, ends.last))
    return Thread(first, ends.last, frames - set(new))


def only_post(held: Sequence[Held]) -> tuple[int, int] | None:
    """Return the positions of the first and last line of the only post on a site that is called a forum, or None.

    It stands right below the only stamp. A news site may be called so, too: to be asked where no article is found.
    """
    stamps = [at for at, line in enumerate(held) if _is_stamp(line) and _dated(line.text)]
    said = [at not in stamps and _is_said(line) for at, line in enumerate(held)]
    if len(stamps) != 1 or not _FORUM.search(held[0].text) or not any(said[stamps[0] + 1:stamps[0] + _CARD_LINES + 1]):
        return None
    return said.index(True, stamps[0]), _last(held, said, stamps[0])


def _new_subjects(held: Sequence[Held], stamped: Sequence[bool]) -> list[int]:
    """The stamps with a subject that no stamp above tells, nor a line near above the first, nor the page's title."""
    begins = next((at for at, stamp in enumerate(stamped) if stamp), 0)
    above = "\n".join(line.text for line in [*held[:1], *held[max(begins - _NEAR, 1):begins]])
    found: list[int] = []
    known = {""}
    for at, stamp in enumerate(stamped):
        behind = _SUBJECT_BEHIND.search(held[at].text) if stamp else None
        name = subject(behind[1]) if behind else ""
        if name not in known and (at == 0 or name not in above):
            found.append(at)
        known.add(name)
    return found


def _consultation(held: Sequence[Held], said: Sequence[bool]) -> Thread | None:
    """A question, and what follows a line that says that it is answered: 推荐答案, 1 个回答, 医生回复.

    Somebody asks near above, and no source is named there; no article stands above it.
    """
    written = list(accumulate(len(line.text) * is_said for line, is_said in zip(held, said)))
    for at, line in enumerate(held):
        if written[at] > _LONGEST_FIRST:
            return None
        if line.prose or not _answers(line.text):
            continue
        near = range(max(at - _NEAR, 0), at)
        below = range(at + 1, min(at + _NEAR, len(held)))
        texts = [held[index].text for index in near]
        asked = any(text[-1] == "?" or opens_question(label_of(text)) for text in texts)
        start = next((index for index in below if said[index] or held[index].heading), at)
        if asked and said[start] and any(said[index] for index in near) and not any("来源" in text for text in texts):
            framed = max(index for index in range(at, start)
                         if index == at or _is_stamp(held[index]) or not may_be_said(held[index]))
            frames = set(range(max(index for index in near if said[index]) + 1, framed + 1))
            last = _last(held, said, at, _STOP_ALONE)
            for _ in range(_MOST_ANSWERS):
                if more := _next_answer(held, said, last):
                    frames.update(range(last + 1, more))
                    last = _last(held, said, more - 1, _STOP_ALONE)
            return Thread(_first(said, at), last, frozenset(frames))
    return None


def _next_answer(held: Sequence[Held], said: Sequence[bool], last: int) -> int | None:
    """Where soon behind an answer another begins that says so: 病情分析：…"""
    below = range(last + 1, min(last + _NEAR, len(held)))
    return next((at for at in below if said[at] and opens_answer(label_of(held[at].text))), None)


def _answers(text: str) -> bool:
    return len(text) <= _LONGEST_STAMP and (ANSWERS.match(text) is not None or opens_answer(label_of(text)))


def _subjects(held: Sequence[Held]) -> set[int]:
    """The subjects of posts, which repeat the headline: Re: …

    What stands nowhere without its 回复: may be the same answer to several people.
    """
    copies = Counter(line.text for line in held)
    said = Counter(subject(line.text) for line in held)
    subjects = {subject(line.text) for line in held if line.title or subject(line.text) != line.text}
    subjects = {text for text in subjects if len(text) >= _SHORTEST_SUBJECT and said[text] >= _OFTEN and copies[text]}
    return {at for at, line in enumerate(held) if subject(line.text) in subjects}


def _stamps(stamped: Sequence[bool], said: Sequence[bool]) -> list[int]:
    """The positions of the stamps; of those between which nothing is said, the last."""
    found: list[int] = []
    for at, stamp in enumerate(stamped):
        if stamp:
            if found and not any(said[found[-1] + 1:at]):
                found.pop()
            found.append(at)
    return found


def _ends(held: Sequence[Held], said: Sequence[bool], stamps: Sequence[int]) -> _Ends | None:
    """Where the first post begins and the last one ends; None where fewer than two are left.

    Stamps stand above their posts, or below them: then there is no post near below the last one, and the others are
    nearer to what is said above. Above the first stamp may stand what was asked.
    """
    above = [next((stamp - at for at in range(stamp - 1, -1, -1) if said[at]), 0) for stamp in stamps]
    below = [said.index(True, stamp) - stamp for stamp in stamps[:-1]]
    near = next((at for at in range(stamps[-1] + 1, min(stamps[-1] + max(below) + _MORE, len(held)))
                 if said[at] or held[at].heading or held[at].mark == "tail"), None)
    followed = near is not None and said[near]
    if not followed and above[0] and median_low(above) < median_low(below):
        return _Ends(_first(said, stamps[0]), max(at for at in range(stamps[-1]) if said[at]), True)
    if not followed:  # a date in the page's foot
        stamps = stamps[:-1]
    if len(stamps) < 2:
        return None
    first = said.index(True, stamps[0])
    counted = any(ANSWERS.match(line.text) for line in held[stamps[0] - above[0]:stamps[0]])
    if 0 < above[0] <= max(above[1:]) + 1 or counted and above[0]:
        asked = _first(said, stamps[0])
        first = asked if any(line.prose for line in held[asked:stamps[0]]) else first
    return _Ends(first, _last(held, said, stamps[-1]), False)


def _is_stamp(line: Held) -> bool:
    """Whether a line tells when a post was written, or its floor, and little else."""
    text = line.text
    if line.prose and not _SUBJECT_BEHIND.search(text) or len(text) > _LONGEST_STAMP or not _MARK.search(text):
        return False
    when = _WHEN.search(text) or FLOOR.search(text)
    if not when or line.gone and line.code != "S101":
        return False
    rest = _beside(_SUBJECT_BEHIND.sub("", text))
    if JOINED.search(text) or HOURS.search(text):
        return False
    return line.gone or len(rest) <= _LONGEST_NAME and not shape.is_teaser(text) and "。" not in text


def _beside(text: str) -> str:
    """What a stamp says beside the day and the floor: a name."""
    return _BESIDE.sub("", FLOOR.sub("", _WHEN.sub("", text)))


def _is_said(line: Held) -> bool:
    """Whether a line reads as what somebody wrote: it has a mark of a sentence, or is longer than an office's name."""
    if line.gone or line.heading or line.title or line.strength or is_count(line.text):
        return False
    if tells_of_writer(line.text) or tells_of_post(line.text):
        return False
    return line.prose or len(line.text) > _LONGEST_CARD or bool(_SAID.search(line.text) or MEASURED.search(line.text))


def _tells_of_thread(held: Sequence[Held], stamped: Sequence[bool], stamps: Sequence[int]) -> bool:
    """Whether a short line around the posts speaks of a thread, and none names a source, or opens comments.

    Floors alone tell of a house: beside them stand buttons, or they go on with names, the day and the hour; buttons
    and hours alone do where there are several, and none of them speaks of comments. Posts have subjects: Re: …
    A guest book is called so by the page's title, a forum by the site's name behind it, where people write at uneven
    hours; in a chat people take turns.
    """
    around = slice(max(stamps[0] - _NEAR, 0), stamps[-1] + 1)
    if GUEST_BOOK.match(_TITLE_END.split(held[0].text, 1)[0]):
        return True
    comments = (heading_kind(line.text) == "comments" and "回" not in line.text for line in held[around])
    if "来源" in held[stamps[0]].text or any(comments):
        return False
    short = [(line, stamp) for line, stamp in zip(held[around], stamped[around])
             if len(line.text) <= _LONGEST_STAMP and "。" not in line.text]
    floored = [f"{line.text} {below.text if go_on else ''}" for (line, stamp), (below, go_on) in
               zip(short, [*short[1:], (held[0], False)]) if stamp and FLOOR.search(line.text)]
    signed = _go_on(floored) and _are_signed(held[around], stamped[around])
    posted = any(_dated(held[at].text) and not EVEN.search(held[at].text) for at in stamps)
    forum = _FORUM.search(held[0].text) and posted
    subjects = sum(_SUBJECT.match(line.text) is not None for line, _ in short)
    buttons = sum(is_button(line) or _PRESSED.search(line.text) is not None for line, _ in short)
    commented = any(_COMMENTED.search(line.text) for line, _ in short)
    told = 0 if commented else sum(stamp and _dated(line.text) for line, stamp in short)
    if subjects > 1 or signed or forum or buttons > 1 and (len(floored) > 1 or min(told, buttons) > _FEW):
        return True
    return any(speaks_of_thread(line.text) for line, _ in short) or _take_turns([held[at].text for at in stamps])


def _take_turns(stamps: Sequence[str]) -> bool:
    """Whether stamps tell who speaks: two people and more by turns, not all by their real names or for an office."""
    names = Counter(name for name in map(_beside, stamps) if name)
    readers = any(not (is_office(name) or is_person(name)) for name in names)
    return (len(stamps) > _OFTEN and sum(names.values()) * 10 >= len(stamps) * 7 and len(names) > 1
            and max(names.values()) > 1 and readers and not all(EVEN.search(text) for text in stamps))


def _go_on(floored: Sequence[str]) -> bool:
    """Whether floors with a day and an hour follow one upon the other, from the first on, or for three.

    Not all hours are even: those of operations, rounds and talks are.
    """
    floors = [found.group() for text in floored if _dated(text) and (found := FLOOR.search(text))]
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
             and not (_SAID.search(text) or MEASURED.search(text) or _OFFICE.search(text))}
    measured = sum(MEASURED.search(line.text) is not None for line, stamp in zip(held, stamped) if not stamp)
    return len(names - {""}) > 1 and measured * 2 < len(stamps)


def _dated(text: str) -> bool:
    """Whether a line tells the day and the hour, or how long ago."""
    found = None if HOURS.search(text) else _WHEN.search(text)
    return found is not None and (":" in found.group() or "前" in found.group())


def _size(lines: Sequence[Held]) -> int:
    """How many characters are said in lines."""
    return sum(len(line.text) for line in lines)


def _are_teasers(posts: Sequence[Sequence[Held]]) -> bool:
    return sum(any(shape.is_teaser(line.text) for line in post) for post in posts) * 2 >= len(posts)


def _first(said: Sequence[bool], stamp: int) -> int:
    """Where the first post begins whose stamp stands below it: above it is a card of several lines."""
    first = max(at for at in range(stamp) if said[at])
    for at in range(first - 1, -1, -1):
        if said[at]:
            first = at
        elif first - at >= _CARD_LINES:
            break
    return first


def _last(held: Sequence[Held], said: Sequence[bool], stamp: int, stop: int = _STOP) -> int:
    """Where the last post ends: before a heading, a line that comes again, or several short lines.

    ``stop`` says how many of these are as short as a drug's name, or how often it is taken.
    """
    last = said.index(True, stamp)
    again = Counter(line.text for line in held[last:])
    for at in range(last + 1, len(held)):
        line = held[at]
        if line.heading or line.gone or line.mark == "tail" or again[line.text] > 1:
            break
        if said[at] or measures(line.text):
            last = at
        elif at - last >= (stop if len(line.text) < _SHORTEST_SUBJECT else _STOP):
            break
    return last
