"""Of the lines between two posts of a flattened thread: which frame the posts, and which may be what people wrote.

Names, ranks and cards stand in most gaps in the same number, nearest to the line that tells when a post was written;
buttons and subjects come again. What is more than that was written.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from statistics import median_low
from typing import Collection, NamedTuple, Sequence

from ..days import HOURS
from ..dialogue import ANSWERS, BUTTONS, CARD, DOCTOR, HOSPITAL, LETTER, REPLY, RULE, is_state, label_of, opens_answer
from ..patterns import NUMBER, lazy_regex
from ..tables import words
from ..values import MEASURED, is_matter, is_of_care
from . import shape
from .held import Held

JOINED = lazy_regex("注册|加入|生日|出生|最后登")
"""A line that tells when somebody joined the site, or came last."""

SCORE = lazy_regex(r"(?<=\S) \d{1,3}\.\d[kKwW]\Z")
"""Somebody's score behind the name: 小林 1.3k."""

_LONGEST_SIGNATURE = 3  # lines
_OFTEN = 3  # copies of a line that frames posts
_REPLIES = lazy_regex(f"(?:{REPLY.pattern})+", re.IGNORECASE)
_SPEAKER = lazy_regex(r"\S{1,20} ?(?:说道?|写道|wrote|said) ?:\Z")
_THREAD = lazy_regex(r"^楼主\W*$|^发信人 ?:|只看(?:该|楼主)|^回[帖贴]|引用回复|编辑帖子|由提问者|^提问(?:者|人|时间)? ?[:于]|"
                     r"^[病问][情题]描述 ?(?::|$)|于.{4,24}:\d\d.{0,4}回[复答]|^追[问答]\W*$|^已?采纳|采纳率|^uid\b|"
                     r"^\d+ ?个?赞\W*$", re.IGNORECASE)


class _Run(NamedTuple):
    """Lines that are neither stamps nor said, and whether they stand right ``below`` a stamp, right ``above`` one."""

    lines: range
    below: bool
    above: bool


def find_frames(held: Sequence[Held], said: Sequence[bool], stamped: Sequence[bool], signing: Collection[int],
                first: int, last: int) -> frozenset[int]:
    """Return the positions of the lines that frame the posts of a thread, from its ``first`` line to its ``last``.

    ``said`` and ``stamped`` are flags by line: somebody wrote it, it tells when a post was written. ``signing`` are
    the positions of signatures (of `find_signatures`). Between two posts go stamps, lines that come again but for their
    numbers, cards, buttons, and what stands from a signature on. Of the others as many go, nearest to the stamp, as
    stand there as a rule: what is more than that belongs to a post, be it 体温38 or 同问; so does what stands above
    buttons.
    """
    marks = [at for at in range(first, last + 1) if said[at] or stamped[at]]
    runs = [_Run(range(before + 1, after), stamped[before], stamped[after]) for before, after in zip(marks, marks[1:])]
    keys = {at: NUMBER.sub("", subject(held[at].text)) for run in runs for at in run.lines}
    copies = Counter(key for run in runs for key in {keys[at] for at in run.lines})
    under = _usual([len(_named(held, run.lines)) for run in runs if run.below and not run.above])
    over = _usual([len(_named(held, _behind_buttons(held, run.lines))) for run in runs if run.above and not run.below])
    found = {at for at in marks if stamped[at]}
    for run in runs:
        found.update(_named(held, run.lines)[:under * run.below])
        found.update(_named(held, _behind_buttons(held, run.lines))[::-1][:over * run.above])
        if not (run.below or run.above):  # within a post, or beside who signs it with a sentence
            found.update(at for at in run.lines if copies[keys[at]] >= _OFTEN or _is_of_thread(held[at].text))
            continue
        signed = next((at for at in run.lines if at in signing), run.lines.stop)
        found.update(at for at in run.lines if at >= signed or copies[keys[at]] > 1 or not may_be_said(held[at]))
    return frozenset(at for at in found if stamped[at] or not measures(held[at].text))


def find_signatures(held: Sequence[Held], stamped: Sequence[bool]) -> set[int]:
    """Return the positions of what signs posts, with the rules above it.

    A signature has three lines at most, and each comes again under another rule but for its numbers; none is prose, or
    of the matter of medicine: a dose may stand under a rule as well. Below it stands what frames the next post, or this
    one. What else stands under a rule is left whole.
    """
    copies = Counter(line.text for line in held)
    rules = [at for at, line in enumerate(held) if RULE.match(line.text)]
    blocks = []  # without their rules
    for at in rules:
        ends = (to for to in range(at + 1, min(at + _LONGEST_SIGNATURE + 2, len(held))) if stamped[to] or held[to].gone
                or is_button(held[to]) or tells_of_writer(held[to].text) or copies[held[to].text] >= _OFTEN)
        blocks.append(range(at + 1, next(ends, at + 1)))
    again = Counter(key for block in blocks for key in {NUMBER.sub("", held[at].text) for at in block})
    signing = (block for block in blocks if not any(
        held[at].prose or is_matter(held[at].text) or again[NUMBER.sub("", held[at].text)] < 2 for at in block))
    return {at for block in signing if block for at in (block.start - 1, *block)}


def find_repeated(held: Sequence[Held], stamped: Sequence[bool], said: Sequence[bool]) -> set[int]:
    """Return the positions of sentences that a page prints around each post: 答案对人有帮助，有参考价值.

    One stands in two of three gaps between stamps, but for its numbers, and beside each copy something that does not
    come again: what several people answer to one question (谢谢医生) stands alone. What speaks of the matter of medicine
    is none.
    """
    keys: dict[str, list[int]] = {}
    for at, line in enumerate(held):
        if said[at]:
            keys.setdefault(NUMBER.sub("", line.text), []).append(at)
    often = {key: copies for key, copies in keys.items() if len(copies) >= _OFTEN}
    if not often:
        return set()
    gaps = list(accumulate(stamped))
    owned = {gaps[at] for copies in keys.values() for at in copies if len(copies) < _OFTEN}
    filled = sorted({gaps[at] for copies in keys.values() for at in copies})
    found: set[int] = set()
    for copies in often.values():
        in_gaps = {gaps[at] for at in copies}
        between = bisect_right(filled, gaps[copies[-1]]) - bisect_left(filled, gaps[copies[0]])
        if len(in_gaps) == len(copies) and len(in_gaps & owned) >= _OFTEN and 3 * len(in_gaps) >= 2 * between \
                and not (is_matter(held[copies[0]].text) or measures(held[copies[0]].text)):
            found.update(copies)
    return found


def _named(held: Sequence[Held], lines: range) -> list[int]:
    """Those of some lines that may be names, ranks or short posts: cards have as many lines as people told of."""
    return [at for at in lines if may_be_said(held[at])]


def is_pressed(text: str) -> bool:
    """Return whether a line is nothing but buttons of a post, and nobody's short post (顶)."""
    return BUTTONS.match(text) is not None and text.strip().lower() not in words("dialogue_words", "cheer")


def _is_of_thread(text: str) -> bool:
    """Whether a line is what only a page puts there: it heads answers, is a button, tells of the thread."""
    return is_pressed(text) or speaks_of_thread(text) or is_state(text)


def _behind_buttons(held: Sequence[Held], lines: range) -> range:
    """The lines from the first buttons on: those above them are no part of what leads to a stamp."""
    return range(next((at for at in lines if is_button(held[at])), lines.start), lines.stop)


def _usual(sizes: Sequence[int]) -> int:
    """How many lines stand in most runs."""
    return median_low(sizes) if sizes else 0


def may_be_said(line: Held) -> bool:
    """Return whether a short line may be what somebody wrote: no button, no count, no card, nothing of a thread."""
    return not (line.gone or line.heading or is_button(line) or is_count(line.text) or tells_of_writer(line.text)
                or tells_of_post(line.text) or speaks_of_thread(line.text) or JOINED.search(line.text))


def measures(text: str) -> bool:
    """Return whether a line that is no card of a writer holds a measured value, or opening hours."""
    if tells_of_writer(text) or tells_of_post(text):
        return False
    valued = is_of_care(text) and any(map(str.isdecimal, text))  # 血压 150: its unit is understood
    return valued or (MEASURED.search(SCORE.sub("", text)) or HOURS.search(text)) is not None


def speaks_of_thread(text: str) -> bool:
    """Return whether a short line says what only threads say: 只看楼主, or heads answers."""
    return _THREAD.search(text) is not None or ANSWERS.match(text) is not None


def tells_of_writer(text: str) -> bool:
    """Return whether a line is one of the card beside a post, and none that answers: 医院回复：…"""
    return any(kind.match(text) for kind in (CARD, DOCTOR, HOSPITAL)) and not opens_answer(label_of(text))


def tells_of_post(text: str) -> bool:
    """Return whether a line is of a post's letter, names who speaks, or is what the page says: 登录后才能回帖."""
    return LETTER.match(text) is not None or _SPEAKER.match(text) is not None or is_state(text)


def is_button(line: Held) -> bool:
    """Return whether a line is a button of a post, or of a menu."""
    return line.strength > 0 or BUTTONS.match(line.text) is not None


def is_count(text: str) -> bool:
    """Return whether a line is a number of votes or views: 140/90 and 38.5 are measured."""
    return shape.is_number(text) and MEASURED.search(text) is None


def subject(text: str) -> str:
    """Return a line without what makes it a reply's subject: Re: …, 回复: …; 医生回复: … is an answer."""
    found = _REPLIES.match(text)
    return text[found.end():] if found else text
