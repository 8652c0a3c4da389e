"""Threads, and questions with answers, in flattened text: which lines frame the posts, and where these begin and end.

Above a post stands who wrote it, when, or on which floor; below it stand buttons. No tag is left to tell them from
what was written, but each post has them, a date or a floor among them, and people write sentences.
"""
from __future__ import annotations

import re
from statistics import median_low
from typing import NamedTuple, Sequence

from ..patterns import lazy_regex
from . import shape
from .held import Held

_FLOOR = lazy_regex(r"(?:^|(?<=[^\w.-]))(?:(?:第 ?)?\d{1,4} ?(?:楼|#|F)|# ?\d{1,4})(?=\W|$)|^(?:沙发|板凳|地板|楼主)$")
_WHEN = lazy_regex(r"(?:(?:19|20)\d\d ?[-/.年] ?)?\d{1,2} ?[-/.月] ?\d{1,2} ?日?(?: ?(?:星期|周).)? ?\d{1,2}:\d\d(?::\d\d)?|"
                   r"(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?|"
                   r"\d{1,3} ?(?:秒|分钟|小时|天|周|个?月|年)前|[昨前今]天 ?\d{1,2}:\d\d")
_MARK = lazy_regex(r"\d ?[-/.:月楼#F年秒分小天周个]|#|^[沙板地楼]..?$")  # all of them have one: quickly sought
_BESIDE = lazy_regex(r"发表|回复|回覆|回答|提问|发布|评论|于|时间|来自|只看|该作者|楼主|大|中|小|赞|举报|浏览|阅读|电脑|手机|客户端|[\W\d_]+")
_SAID = lazy_regex(r"[。!?,;:、…~]")
_CARD = lazy_regex(r"(?:擅长|专长|主治|科室|职称|医院|积分|帖子|主题|发帖|等级|级别|头衔|注册|uid|来自|威望|金[钱币]|性别|年龄|在线|"
                   r"最后登[录陆]|ip ?属地|阅读权限|精华|好友|粉丝|经验|贡献)[^:。,]{0,6}:", re.IGNORECASE)
_THREAD = lazy_regex(r"楼主|沙发|板凳|只看该|回[帖贴]|^uid\b|(?:医生|专家|网友|全部|最佳|\d ?[个条]) ?(?:回答|答案|回复|解答)|"
                     r"提问[者人时:]|[病问][情题]描述|^追[问答]\W*$|采纳率|已采纳", re.IGNORECASE)
_LONGEST_STAMP = 60  # characters
_LONGEST_NAME = 16  # letters of a stamp that are neither a date nor a word of such lines
_LONGEST_CARD = 24  # characters of a line that tells of who wrote, and holds no sentence
_LONGEST_FIRST = 500  # characters of the first post: a longer one is an article, with comments below it
_MORE = 3  # lines that a frame may have above the usual number
_CARD_LINES = 2  # of who wrote a post, at least
_STOP = 3  # short lines below the last post, behind which it is over
_NEAR = 12  # lines above the first stamp that may tell of a thread


class Thread(NamedTuple):
    """The positions of the first and last line that was written in a thread, and of those that frame its posts.

    Where the first post has no stamp, what was asked may stand above ``first``.
    """

    first: int
    last: int
    frames: frozenset[int]


def find_thread(held: Sequence[Held]) -> Thread | None:
    """Return where a page's posts stand among the lines, None where it is no thread.

    Two posts at least have a stamp, a line with a date or a floor, above or below them; some line near them speaks of
    a thread (楼主, 2楼, 3个回答, 提问者); the first post is no article; most are no teasers. Floors without a date are
    those of a house.
    """
    stamped = [_is_stamp(line) for line in held]
    if sum(stamp and _WHEN.search(line.text) is not None for line, stamp in zip(held, stamped)) < 2:
        return None
    said = [not stamp and _is_said(line) for line, stamp in zip(held, stamped)]
    stamps = _stamps(stamped, said)
    below = len(stamps) > 1 and _stand_below(said, stamps)
    if stamps and not below and not any(said[stamps[-1]:]):  # a date in the page's foot
        stamps.pop()
    if len(stamps) < 2 or not _tells_of_thread(held, stamps):
        return None
    if below:
        first = _first(said, stamps[0])
        last = max(at for at in range(stamps[-1]) if said[at])
        starts, frames = [first, *stamps[:-1]], _gaps(said, first, last)
    else:
        first = next(at for at in range(stamps[0], len(held)) if said[at])
        last = _last(held, said, stamps[-1])
        starts, frames = stamps, _frames(held, said, stamps).union(
            at for at in range(first, last) if stamped[at])
    posts = [[line for line, is_said in zip(held[at:after], said[at:after]) if is_said]
             for at, after in zip(starts, [*starts[1:], last + 1])]
    if sum(len(line.text) for line in posts[0]) > _LONGEST_FIRST or _are_teasers(posts):
        return None
    return Thread(first, last, frames)


def _stamps(stamped: Sequence[bool], said: Sequence[bool]) -> list[int]:
    """The positions of the stamps; of those between which nothing is said, the last."""
    found: list[int] = []
    for at, stamp in enumerate(stamped):
        if stamp:
            if found and not any(said[found[-1] + 1:at]):
                found.pop()
            found.append(at)
    return found


def _is_stamp(line: Held) -> bool:
    """Whether a line tells when a post was written, or its floor, and little else."""
    text = line.text
    if line.prose or len(text) > _LONGEST_STAMP or not _MARK.search(text):
        return False
    when = _WHEN.search(text) or _FLOOR.search(text)
    if not when or line.gone and line.code != "S101":
        return False
    rest = _BESIDE.sub("", _FLOOR.sub("", _WHEN.sub("", text)))
    return line.gone or len(rest) <= _LONGEST_NAME and not shape.is_teaser(text) and "。" not in text


def _is_said(line: Held) -> bool:
    """Whether a line reads as what somebody wrote: it has a mark of a sentence, or is longer than an office's name."""
    if line.gone or line.heading or line.title or line.strength or _CARD.match(line.text):
        return False
    return line.prose or len(line.text) > _LONGEST_CARD or _SAID.search(line.text) is not None


def _tells_of_thread(held: Sequence[Held], stamps: Sequence[int]) -> bool:
    """Whether a short line around the posts speaks of a thread, and none names a source, or opens comments."""
    around = held[max(stamps[0] - _NEAR, 0):stamps[-1] + 1]
    if "来源" in held[stamps[0]].text or any(shape.heading_kind(line.text) == "comments" for line in around):
        return False
    return any(_THREAD.search(line.text) or _is_stamp(line) and _FLOOR.search(line.text)
               for line in around if len(line.text) <= _LONGEST_STAMP and "。" not in line.text)


def _are_teasers(posts: Sequence[Sequence[Held]]) -> bool:
    return sum(any(shape.is_teaser(line.text) for line in post) for post in posts) * 2 >= len(posts)


def _stand_below(said: Sequence[bool], stamps: Sequence[int]) -> bool:
    """Whether stamps stand below their posts: nothing is said below the last one, and what is said above is nearer."""
    if any(said[stamps[-1]:]) or not any(said[:stamps[0]]):
        return False
    above = [next(stamp - at for at in range(stamp, -1, -1) if said[at]) for stamp in stamps]
    below = [said.index(True, stamp) - stamp for stamp in stamps[:-1]]
    return median_low(above) < median_low(below)


def _first(said: Sequence[bool], stamp: int) -> int:
    """Where the first post begins whose stamp stands below it: above it is a card of several lines."""
    first = max(at for at in range(stamp) if said[at])
    for at in range(first - 1, -1, -1):
        if said[at]:
            first = at
        elif first - at >= _CARD_LINES:
            break
    return first


def _last(held: Sequence[Held], said: Sequence[bool], stamp: int) -> int:
    """Where the last post ends: before a heading, a mark of an article's end, or several short lines."""
    last = said.index(True, stamp)
    for at in range(last + 1, len(held)):
        if said[at]:
            last = at
        elif held[at].heading or held[at].gone or held[at].mark == "tail" or at - last >= _STOP:
            break
    return last


def _frames(held: Sequence[Held], said: Sequence[bool], stamps: Sequence[int]) -> frozenset[int]:
    """The stamps, with what stands between each and what was said above it, and the buttons below them.

    Where nothing seems to be said, or many short lines stand there, as many lines as usual.
    """
    counts = []
    for before, stamp in zip([-1, *stamps], stamps):
        above = next((at for at in range(stamp - 1, before, -1) if said[at]), before)
        counts.append((stamp - 1 - above, above == before))
    usual = median_low([count for count, silent in counts[1:] if not silent] or [0])
    found: set[int] = set()
    for stamp, (count, silent) in zip(stamps, counts):
        found.update(range(stamp - (count if count <= usual + _MORE and not silent else min(count, usual)), stamp + 1))
        below = stamp + 1
        while below < len(held) and not said[below] and (held[below].strength or held[below].gone):
            found.add(below)
            below += 1
    return frozenset(found)


def _gaps(said: Sequence[bool], first: int, last: int) -> frozenset[int]:
    """The lines between the first and the last post in which nothing is said."""
    return frozenset(at for at in range(first, last) if not said[at])
