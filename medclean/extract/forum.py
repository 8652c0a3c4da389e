"""Threads, and questions with answers: what people wrote, without their cards, signatures and buttons."""
from __future__ import annotations

import re

from .page import Page

_CARD = re.compile(r"(?:^|[\s_-])(?:sign|author|user|badge|bio|profile|avatar|pstatus|card)")
_CONTENT = re.compile(r"content|text|body|message|post|markdown|detail|_con(?:$|\s)")


def find_question(page: Page, homes: list[int]) -> int:
    """Return the container with most prose outside what is named as replies: what they answer."""
    own: dict[int, float] = {}
    for index, home in enumerate(homes):
        if page.weights[index] > 0 and not page.comments[home]:
            own[home] = own.get(home, 0) + page.weights[index] * page.near[index]
    return max(own, key=own.__getitem__, default=0)


def find_posts(page: Page, homes: list[int], question: int) -> set[int]:
    """Return the containers of the posts: those of the question's shape, and those of replies.

    Containers of one shape go together: either all of them hold posts, or all hold names, buttons,
    signatures. What stands alone between the headline and the first of them opens the thread.
    """
    tree = page.tree
    groups: dict[int, list[int]] = {}
    for index in range(page.headline or 0, len(tree.lines)):
        line = tree.lines[index]
        if not (page.hidden[line.node] or page.feeds[line.node] or page.frames[line.node]):
            groups.setdefault(tree.shapes[homes[index]], []).append(index)
    own = tree.shapes[question]
    found = [index for shape, group in groups.items()
             if shape == own or _are_replies(page, group, homes) for index in group]
    first = min(found, default=0)
    if page.headline is not None:
        found += [index for group in groups.values() if group[-1] < first and _opens(page, group, homes)
                  for index in group]
    return {homes[index] for index in found}


def _are_replies(page: Page, group: list[int], homes: list[int]) -> bool:
    """Whether lines from several containers of one shape are what people wrote."""
    lines, home = page.tree.lines, homes[group[0]]
    if not page.comments[home] and all(homes[index] == home for index in group):
        return False
    distinct = len({lines[index].text for index in group})
    own = sum(page.looks[index].own for index in group)
    return _is_written(page, group, home) and distinct * 2 > len(group) and own >= 8 * len(group)


def _opens(page: Page, group: list[int], homes: list[int]) -> bool:
    home = homes[group[0]]
    alone = all(homes[index] == home for index in group)
    return alone and _is_written(page, group, home) and any(page.weights[index] > 6 for index in group)


def _is_written(page: Page, group: list[int], home: int) -> bool:
    """Whether some of the lines are sentences, most no dates, labels or links, and no name says card."""
    hint = page.tree.nodes[home].hint
    if _CARD.search(hint) and not _CONTENT.search(hint):
        return False
    looks = [page.looks[index] for index in group]
    about = sum(1 for look in looks if look.info or look.linked or look.furniture)
    return about * 2 < len(group) and any(page.weights[index] > 0 for index in group)
