"""Readers' posts: siblings of one shape that tell who wrote them, and when; and whether they are comments."""
from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Sequence

from ..days import AGO, DAY, HOUR, HOURS, WEEKDAY
from ..dialogue import frames_post, is_office, is_person
from ..document import HEADINGS
from ..patterns import lazy_regex
from ..tables import fold
from ..values import MEASURED
from .above import REPLIES, Above
from .areas import COMMENT_HINT
from .features import Look, unnumbered
from .headline import SHORTEST_TITLE
from .tree import Tree, nearly_all

LONGEST_BUTTONS = 40
"""Characters of a line of buttons, or of one that tells who wrote a post."""

_LONGEST_POST = 60  # lines of it that are looked at: groups may stand in groups
_LONGEST_NAME = 16  # characters
_HEAD = 3  # lines of it in which stands who wrote it, and when
_COMMENTS = lazy_regex(r"(?:[^回答楼]{0,6}|共? ?\d+ ?[条个则] ?)(?:评论|留言|讨论|跟[帖贴]|热议)"
                       r"[ \d()条个则区列表]*:?\Z")
_ANSWER_HINT = lazy_regex(r"repl[iy]|answer|post|topic|floor")
_HOUR_OR_AGO = lazy_regex(rf"\d:\d\d|{AGO}")
_STAMP = lazy_regex(rf"\d[\d\s:/.年月日-]*|发[表布]于|(?:小时|分钟|天|周|个月)前|{WEEKDAY}|[\s()\[\]|·]+")
_MARKS = " •|:,-—"


def post_groups(tree: Tree, looks: Sequence[Look]) -> list[list[int]]:
    """Return the readers' posts that no name tells: three siblings and more of one shape, by group.

    Nearly each of them has some text, and two lines about it: when it was written, by whom, buttons, or what half of
    the others say too; or its first line has the hour and somebody's name, or is as short as a name, and a date stands
    below, or the hour above, or in its last line. A range of hours tells when something is open.
    """
    lines = tree.counts
    groups = [[node for node in group if lines[node]] for group in chain(tree.groups, tree.kin)
              if nearly_all(sum(lines[node] > 1 for node in group), len(group))]
    if not groups:
        return []
    grouped = tree.below(chain(*groups))
    told = [grouped[line.node] and look.size <= 40 and (
        look.info and not HOURS.search(line.text) or frames_post(fold(line.text)))
        for line, look in zip(tree.lines, looks)]
    dated = tree.sums(told)
    about = tree.sums([each or look.size <= 40 and look.linked for each, look in zip(told, looks)])
    starts = tree.starts
    found = []
    for group in groups:
        written = [node for node in group if dated[node] >= 1 and lines[node] > about[node]]
        if not nearly_all(len(written), len(group)):
            continue
        clear = [node for node in written
                 if about[node] >= 2 or told[starts[node]] and _signs(tree.lines[starts[node]].text)
                 or looks[starts[node]].size < SHORTEST_TITLE and (
                     told[starts[node] + 1] or _closes(tree.lines[tree.ends[node] - 1].text))
                 or told[starts[node]] and lines[node] > 2 and _is_signed_at(tree, looks, starts[node])]
        if nearly_all(len(clear), len(group)) or _say_the_same(tree, looks, told, group):
            found.append(group)
    return found


def _is_signed_at(tree: Tree, looks: Sequence[Look], start: int) -> bool:
    """Whether an hour stands above a line as short as a name."""
    return HOUR.search(tree.lines[start].text) is not None and looks[start + 1].size < SHORTEST_TITLE


def _closes(text: str) -> bool:
    """Whether a line tells when a post was written, to the hour, or how long ago."""
    return len(text) <= LONGEST_BUTTONS and _HOUR_OR_AGO.search(text) is not None and not HOURS.search(text)


def _say_the_same(tree: Tree, looks: Sequence[Look], told: Sequence[bool], group: Sequence[int]) -> bool:
    """Whether half of some siblings hold the same short line, but for numbers, beside what is ``told`` of them: 患者."""
    said: Counter[str] = Counter()
    for node in group:
        said.update({unnumbered(tree.lines[index].text) for index in _lines_of(tree, node, _LONGEST_POST)
                     if looks[index].size <= LONGEST_BUTTONS and not (looks[index].prose or told[index])})
    return any(count * 2 >= len(group) for text, count in said.items() if text)


def _signs(text: str) -> bool:
    """Whether a line has an hour, and more than that: a name, a floor."""
    return HOUR.search(text) is not None and sum(map(str.isalpha, text)) > 1


def names_above(tree: Tree, looks: Sequence[Look], groups: Sequence[list[int]]) -> frozenset[int]:
    """Return the first lines of posts that are as short as a name, and no heading; ``groups`` as `post_groups` has."""
    first = [tree.starts[node] for group in groups for node in group]
    return frozenset(at for at in first if looks[at].size < SHORTEST_TITLE and tree.lines[at].tag not in HEADINGS)


def post_areas(tree: Tree, looks: Sequence[Look], groups: Sequence[list[int]], above: Above) -> list[int]:
    """Return the nodes of readers' posts below an article; ``groups`` are those of `post_groups`."""
    return [node for group in groups if _is_commented(tree, looks, group, above) for node in group]


def _is_commented(tree: Tree, looks: Sequence[Look], posts: Sequence[int], above: Above) -> bool:
    """Whether posts stand below any text with a line between that says comments, or readers' below an article."""
    start = tree.starts[posts[0]]
    if are_comments(tree, posts):
        return above.written(start) > 0 or above.is_article(start)
    return above.is_article(start) and are_readers(tree, looks, posts)


def are_readers(tree: Tree, looks: Sequence[Look], posts: Sequence[int]) -> bool:
    """Return whether readers wrote some posts: they have buttons, or each tells the day, the hour, and a name.

    A hospital's log is signed as well, but by departments and offices, or by people who go by their names; what is
    done may stand there, too (入院), and most of what it says is measured. Containers named as posts are asked less.
    What took place on a day (第一针, 2024-05-01) has no hour.
    """
    if _have_buttons(tree, looks, posts):
        return True
    names = [name for name in (_signed_by(tree, looks, node) for node in posts) if name]
    named = _ANSWER_HINT.search(tree.nodes[posts[0]].hint) is not None
    if not nearly_all(len(names), len(posts)) or not named and are_measured(tree, looks, posts):
        return False
    return sum(is_office(name) or not named and is_person(name) for name in names) * 5 < len(names) * 4


def head_of(tree: Tree, node: int) -> range:
    """Return the first lines of a post, in which stands who wrote it, and when."""
    return _lines_of(tree, node, _HEAD)


def _lines_of(tree: Tree, node: int, most: int) -> range:
    return tree.under(node)[:most]


def _signed_by(tree: Tree, looks: Sequence[Look], node: int) -> str:
    """What stands beside day and hour at the head of a post, or at its end: a name; empty where they are missing."""
    held = [*head_of(tree, node), tree.ends[node] - 1]
    short = [fold(tree.lines[index].text) for index in held
             if looks[index].size <= LONGEST_BUTTONS and not looks[index].prose]
    if not (any(map(DAY.search, short)) and any(map(_HOUR_OR_AGO.search, short))):
        return ""
    return next(filter(None, map(named_in, short)), "")


def beside_day(text: str) -> str:
    """Return what a folded line says beside day and hour: who wrote a post, and on which floor."""
    return _STAMP.sub(" ", text).strip(_MARKS)


def named_in(text: str) -> str:
    """Return the name that stands beside day and hour in a folded line; empty where it is none, or longer."""
    name = beside_day(text)
    return name if len(name) <= _LONGEST_NAME else ""


def are_measured(tree: Tree, looks: Sequence[Look], posts: Sequence[int]) -> bool:
    """Return whether most posts hold a dose or a value in what they say."""
    held = sum(any(not looks[index].info and MEASURED.search(tree.lines[index].text)
                   for index in _lines_of(tree, node, _LONGEST_POST)) for node in posts)
    return held * 3 >= len(posts) * 2


def _have_buttons(tree: Tree, looks: Sequence[Look], posts: Sequence[int]) -> bool:
    """Whether most posts hold a short link (who wrote them, what one may do) or a line of buttons: logs do not."""
    def is_button(index: int) -> bool:
        look = looks[index]
        if look.size > LONGEST_BUTTONS:
            return False
        folded = fold(tree.lines[index].text)
        return (look.own < look.size and not is_office(tree.lines[index].text) or frames_post(folded)
                or look.info and frames_post(beside_day(folded)))

    return sum(any(map(is_button, _lines_of(tree, node, _LONGEST_POST))) for node in posts) * 2 > len(posts)


def are_comments(tree: Tree, posts: Sequence[int]) -> bool:
    """Return whether the line above posts calls them comments; or their name, and neither it nor the line says replies.
    """
    hint, start = tree.nodes[posts[0]].hint, tree.starts[posts[0]]
    above = fold(tree.lines[start - 1].text) if start else ""
    if _COMMENTS.match(above) or REPLIES.match(above):
        return REPLIES.match(above) is None
    return COMMENT_HINT.search(hint) is not None and _ANSWER_HINT.search(hint) is None
