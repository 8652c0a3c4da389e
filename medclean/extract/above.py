"""What stands between a page's headline and what may be posts: a question, an article, or what heads replies."""
from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from itertools import accumulate
from typing import Sequence

from ..days import DAY, HOURS
from ..dialogue import (ANSWERS, DOCTOR, FLOOR, GUEST_BOOK, HOSPITAL, REPLY, frames_post, label_of, names_doctor,
                        opens_answer, opens_question)
from ..document import HEADINGS
from ..patterns import lazy_regex
from ..tables import fold
from .features import Look
from .headline import LONGEST_QUESTION, SHORTEST_TITLE, asks
from .tree import Tree

REPLIES = lazy_regex(r"(?:全部|所有|最新|共?收到|共){0,2} ?\(?\d{0,5}\)? ?[条个楼则]? ?(?:回[复覆]|回帖|回应)(?:列表)?(?! ?[^\W\d])")
"""The beginning of a line that calls what follows replies, and not comments: 全部回复, 3 条回复."""

_ASKING = frozenset("?？")
_LAST_WORDS = 20  # characters in which a question is asked, or thanks are said behind it
_MIN_ARTICLE = 80  # characters above readers' comments
_LONGEST_STAMP = 60  # characters of a line that tells of a post
_SOURCED = lazy_regex(r"(?:来源|稿源|责任编辑|责编|编辑|记者|通讯员) ?:")
_WELCOME = 200  # characters above the entries of a guest book
_FLOORED = lazy_regex(r"楼主(?!\w)")


class Above:
    """What stands between the headline and posts: asked once for the page, for there may be thousands of groups.

    ``headline`` is the position of its line, None where the page has none.
    """

    def __init__(self, tree: Tree, looks: Sequence[Look], headline: int | None) -> None:
        self._lines, self._looks, self.headline = tree.lines, looks, headline
        self._title = tree.said(headline)
        self._below = range(headline or 0, len(looks))

    @cached_property
    def _written(self) -> list[int]:
        return [0, *accumulate(look.own if look.prose else 0 for look in self._looks)]

    @cached_property
    def _sourced(self) -> int:
        """The first line that names a source; the number of lines where none does."""
        short = (at for at in self._below if self._looks[at].size <= 80)
        return next((at for at in short if _SOURCED.search(fold(self._lines[at].text))), len(self._lines))

    @cached_property
    def _asked(self) -> int:
        """The first line that asks: the headline, or the end of a paragraph."""
        if self.headline is None or asks(self._title):
            return self._below.start
        prose = (at for at in self._below if self._looks[at].prose)
        return next((at for at in prose if not _ASKING.isdisjoint(self._lines[at].text[-_LAST_WORDS:])),
                    len(self._lines))

    @cached_property
    def _booked(self) -> int:
        """The headline, or the heading below it above all prose, that is a guest book's; else the number of lines."""
        found = (at for at in self._below if at == self.headline or self._lines[at].tag in HEADINGS)
        return next((at for at in found if self._looks[at].size <= _LAST_WORDS and not self.written(at)
                     and GUEST_BOOK.match(fold(self._lines[at].text))), len(self._lines))

    @cached_property
    def headings(self) -> list[int]:
        """The headings of the page that say something else than its headline, and no date."""
        return [index for index, (line, look) in enumerate(zip(self._lines, self._looks)) if line.tag in HEADINGS
                and not look.info and look.size >= SHORTEST_TITLE and not line.text.endswith(self._title)]

    def headings_between(self, start: int, end: int) -> list[int]:
        """Return those of ``headings`` that are lines from ``start`` on, before ``end``."""
        return self.headings[bisect_left(self.headings, start):bisect_left(self.headings, end)]

    def written(self, start: int) -> int:
        """Return how many characters of prose stand above a line."""
        return max(0, self._written[start] - self._written[self._below.start])

    def is_sourced(self, start: int) -> bool:
        """Return whether a line above names a source, or an editor."""
        return self._sourced < start

    def is_asked(self, start: int) -> bool:
        """Return whether the headline asks something, or the end of a paragraph above; True without a headline."""
        return self._asked <= start

    def is_guest_book(self, start: int) -> bool:
        """Return whether a heading calls what stands below it a guest book, under no more than a word of welcome."""
        return self._booked < start and self.written(start) <= _WELCOME and not self.is_sourced(start)

    def consulted(self, feeds: Sequence[bool]) -> int | None:
        """Return the line that says that an answer follows, where the headline or a label asked for one; or None.

        Both labels stand outside links and lists of teasers, the one that answers in another container. Above it no
        source is named, and no more is written than a question is long, unless a label called it one. A doctor's
        card answers only where no other heading stands above it, or a label asked.
        """
        headline, asked, said, headed = self.headline, None, False, False
        above = self._written[self._below.start]
        if headline is not None and asks(self._title):
            asked = headline
        for index in self._below:
            line, written = self._lines[index], self._written[index] - above
            if written > LONGEST_QUESTION and not said:
                return None
            label = "" if self._looks[index].linked or feeds[line.node] else label_of(line.text)
            if not label:
                headed = headed or line.tag in HEADINGS and index != headline
                continue
            if not said and opens_question(label):
                asked, said = index, True
            elif asked is None or not written or line.node == self._lines[asked].node:
                continue
            elif opens_answer(label) or not headed and names_doctor(label) or said and self._is_card(index):
                return None if self.is_sourced(index) else index
            headed = headed or line.tag in HEADINGS and index != headline
        return None

    def _is_card(self, index: int) -> bool:
        """Whether a line is a doctor's title, and the next one the hospital."""
        title, *below = [fold(line.text) for line in self._lines[index:index + 2]]
        return DOCTOR.match(title) is not None and any(map(HOSPITAL.match, below))

    def replied(self, feeds: Sequence[bool], floored: bool = True) -> int | None:
        """Return the line that heads replies (1 个回复, Re: …), or the second floor of a thread beside a date; or None.

        Floors without a date are those of a house, and so are those beside opening hours. They count where something
        else speaks of a thread, ``floored``.
        """
        floors = 0
        for index in self._below[1:]:
            line, look = self._lines[index], self._looks[index]
            if feeds[line.node]:
                continue
            if self._answers(line.text):
                return index
            if look.prose or look.size > _LONGEST_STAMP:
                continue
            text = fold(line.text)
            if not (look.linked or frames_post(text)) and (ANSWERS.match(text) or REPLIES.match(text)):
                return index
            floors += floored and (_FLOORED.match(text) or FLOOR.search(text)) is not None and self._is_dated(index)
            if floors > 1:
                return index
        return None

    def _is_dated(self, index: int) -> bool:
        """Whether a day stands beside a line, or in it, and no range of hours."""
        texts = [fold(each.text) for each in self._lines[max(index - 2, 0):index + 3]]
        return any(map(DAY.search, texts)) and not any(map(HOURS.search, texts))

    def _answers(self, text: str) -> bool:
        """Whether a line is the subject of a reply to the headline: Re: …"""
        return text.endswith(self._title) and REPLY.search(fold(text[:-len(self._title)])) is not None

    def is_article(self, start: int) -> bool:
        """Return whether it is an article: more than a question, or a first post; or it has a source, or an editor."""
        if self.is_asked(start):
            return self.written(start) > (_MIN_ARTICLE if self.is_sourced(start) else LONGEST_QUESTION)
        return self.written(start) > (0 if self.is_sourced(start) else _MIN_ARTICLE)
