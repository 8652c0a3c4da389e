"""Threads, and questions with answers, in flattened text: which lines frame the posts, and where these begin and end.

Above a post stands who wrote it, when, or on which floor; below it stand buttons. No tag is left to tell them from
what was written, but each post has them, a date or a floor among them, and people write sentences.
"""
from __future__ import annotations

from collections import Counter
from itertools import accumulate
from statistics import median_low
from typing import NamedTuple, Sequence

from ..dialogue import ANSWERS, FLOOR, label_of, opens_answer, opens_question
from ..values import MEASURED
from . import shape
from .frames import (SCORE, find_frames, find_repeated, find_signatures, is_count, is_pressed, may_be_said, measures,
                     subject, tells_of_post, tells_of_writer)
from .held import Held
from .stamps import (LONGEST_STAMP, NEAR, SAID, SUBJECT_BEHIND, answered, has_day, is_dated, is_forum, is_stamp,
                     tell_of_thread)

_LONGEST_CARD = 24  # characters of a line that tells of who wrote, and holds no sentence
_LONGEST_FIRST = 500  # characters of the first post, and of what is above it: more is an article with comments
_PARAGRAPHS = 3  # of an article above titles with their days
_OFTEN = 3  # copies of a subject
_SHORTEST_SUBJECT = 8  # characters
_MOST_ANSWERS = 30  # of a consultation, each looks at the whole page
_MORE = 3  # lines by which the last post may be farther from its stamp than the others
_CARD_LINES = 2  # of who wrote a post, at least
_STOP = 3  # short lines below the last post, behind which it is over
_STOP_ALONE = 6  # ... which are as short as a drug's name, below a single answer


class Thread(NamedTuple):
    """The positions of the first and last line that was written in a thread, and of those that frame its posts."""

    first: int
    last: int
    frames: frozenset[int]


def find_thread(held: Sequence[Held]) -> Thread | None:
    """Return where a page's posts stand among the lines, None where it is no thread.

    Two posts at least have a stamp, a line with a date or a floor, above or below them; some line near them speaks of
    a thread (楼主, 2楼, 3个回答, 提问者); no article stands above, or is the first post; most are no teasers. Floors
    without a date are those of a house. A question with a single answer is a thread as well.
    """
    stamped = [is_stamp(line) for line in held]
    signing = find_signatures(held, stamped)
    subjects = _subjects(held)
    aside = subjects | signing
    said = [not (stamp or at in aside) and _is_said(line) for at, (line, stamp) in enumerate(zip(held, stamped))]
    repeated = find_repeated(held, stamped, said)
    said = [is_said and at not in repeated for at, is_said in enumerate(said)]
    dated = sum(stamp and has_day(line.text) for line, stamp in zip(held, stamped))
    stamps = _stamps(stamped, said) if dated > 1 else []
    ends = _ends(held, said, stamps) if len(stamps) > 1 and tell_of_thread(held, stamped, stamps) else None
    if not ends:
        return _consultation(held, said)
    first, last = ends
    answers = answered(held, stamps[0])
    if answers and any(said[:answers]):
        first = min(first, _first(said, answers))
    starts = [first, *(stamp for stamp in stamps if first < stamp < last)]
    posts = [[line for line, is_said in zip(held[at:after], said[at:after]) if is_said]
             for at, after in zip(starts, [*starts[1:], last + 1])]
    above = [line for line, is_said in zip(held[:first], said) if is_said]
    if max(_size(posts[0]), _size(above)) > _LONGEST_FIRST and not answers or _are_teasers(posts):
        return None
    if sum(line.prose for line in (*above, *posts[0])) >= _PARAGRAPHS and _are_titles(posts[1:]) and not any(
            is_dated(held[at].text) or FLOOR.search(held[at].text) for at in starts[1:]):
        return None
    new = [at for at in _new_subjects(held, stamped) if stamps[0] <= at <= last]
    first = min([first, *new])
    frames = find_frames(held, said, stamped, signing, first, last)
    frames |= (subjects | repeated).intersection(range(first, last))
    return Thread(first, last, frames - set(new))


def only_post(held: Sequence[Held]) -> tuple[int, int] | None:
    """Return the positions of the first and last line of the only post on a site that is called a forum, or None.

    It stands right below the only stamp. A news site may be called so, too: to be asked where no article is found.
    """
    stamps = [at for at, line in enumerate(held) if is_stamp(line) and is_dated(line.text)]
    said = [at not in stamps and _is_said(line) for at, line in enumerate(held)]
    if len(stamps) != 1 or not is_forum(held[0].text) or not any(said[stamps[0] + 1:stamps[0] + _CARD_LINES + 1]):
        return None
    return said.index(True, stamps[0]), _last(held, said, stamps[0])


def _new_subjects(held: Sequence[Held], stamped: Sequence[bool]) -> list[int]:
    """The stamps with a subject that no stamp above tells, nor a line near above the first, nor the page's title."""
    begins = next((at for at, stamp in enumerate(stamped) if stamp), 0)
    above = "\n".join(line.text for line in [*held[:1], *held[max(begins - NEAR, 1):begins]])
    found: list[int] = []
    known = {""}
    for at, stamp in enumerate(stamped):
        behind = SUBJECT_BEHIND.search(held[at].text) if stamp else None
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
        near = range(max(at - NEAR, 0), at)
        below = range(at + 1, min(at + NEAR, len(held)))
        texts = [held[index].text for index in near]
        asked = any(text[-1] == "?" or opens_question(label_of(text)) for text in texts)
        start = next((index for index in below if said[index] or held[index].heading), at)
        if asked and said[start] and any(said[index] for index in near) and not any("来源" in text for text in texts):
            framed = max(index for index in range(at, start)
                         if index == at or is_stamp(held[index]) or not may_be_said(held[index]))
            frames = set(range(max(index for index in near if said[index]) + 1, framed + 1))
            last = _last(held, said, at, _STOP_ALONE)
            if last == start and held[start].text[-1] == "?":
                continue  # 什么是答案总结？ is a box above the answers
            for _ in range(_MOST_ANSWERS):
                if more := _next_answer(held, said, last):
                    frames.update(range(last + 1, more))
                    last = _last(held, said, more - 1, _STOP_ALONE)
            first = _asked_at(held, near)
            return Thread(_first(said, at) if first is None else first, last, frozenset(frames))
    return None


def _asked_at(held: Sequence[Held], near: range) -> int | None:
    """Where the question begins whose label stands above it: 病情描述（女，28岁）：.

    None where no label stands alone, or prose above it: that has been asked before it.
    """
    label = next((at for at in near if held[at].text.endswith(":") and opens_question(label_of(held[at].text))), None)
    if label is None or label + 1 not in near or any(held[at].prose for at in range(near.start, label)):
        return None
    return label + 1


def _next_answer(held: Sequence[Held], said: Sequence[bool], last: int) -> int | None:
    """Where soon behind an answer another begins that says so: 病情分析：…"""
    below = range(last + 1, min(last + NEAR, len(held)))
    return next((at for at in below if said[at] and opens_answer(label_of(held[at].text))), None)


def _answers(text: str) -> bool:
    return len(text) <= LONGEST_STAMP and (ANSWERS.match(text) is not None or opens_answer(label_of(text)))


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


def _ends(held: Sequence[Held], said: Sequence[bool], stamps: Sequence[int]) -> tuple[int, int] | None:
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
        return _first(said, stamps[0]), max(at for at in range(stamps[-1]) if said[at])
    if not followed:  # a date in the page's foot
        stamps = stamps[:-1]
    if len(stamps) < 2:
        return None
    first = said.index(True, stamps[0])
    counted = any(ANSWERS.match(line.text) for line in held[stamps[0] - above[0]:stamps[0]])
    if 0 < above[0] <= max(above[1:]) + 1 or counted and above[0]:
        asked = _first(said, stamps[0])
        first = asked if any(line.prose for line in held[asked:stamps[0]]) else first
    return first, _last(held, said, stamps[-1])


def _is_said(line: Held) -> bool:
    """Whether a line reads as what somebody wrote: it has a mark of a sentence, or is longer than an office's name."""
    if line.gone or line.heading or line.title or line.strength or is_count(line.text):
        return False
    if tells_of_writer(line.text) or tells_of_post(line.text) or is_pressed(line.text):
        return False
    text = SCORE.sub("", line.text)
    return line.prose or len(text) > _LONGEST_CARD or bool(SAID.search(text) or MEASURED.search(text))


def _size(lines: Sequence[Held]) -> int:
    """How many characters are said in lines."""
    return sum(len(line.text) for line in lines)


def _are_teasers(posts: Sequence[Sequence[Held]]) -> bool:
    return sum(any(shape.is_teaser(line.text) for line in post) for post in posts) * 2 >= len(posts)


def _are_titles(posts: Sequence[Sequence[Held]]) -> bool:
    """Whether most posts are one line without a mark that ends a sentence: titles of articles, with their days."""
    return sum(len(post) == 1 and post[0].text[-1] not in "。!" and not post[0].prose for post in posts) * 2 > len(posts)


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
