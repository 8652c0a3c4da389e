"""Which containers hold the article: a core, and what is like it beside it."""
from __future__ import annotations

import re
from dataclasses import dataclass

from ..tables import fold
from .page import Page

LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd tr pre center figcaption legend summary".split())
_GROUPS = frozenset("ul ol dl table tbody thead tfoot blockquote figure tr".split())
_NEXT = re.compile(
    r"(?:(?:网友|最新|最热|热门|全部|所有|用户|精彩|我要|发表|文章|读者)*"
    r"(?:评论|留言|跟帖|回复|回应|热评|comments?)(?:列表|区|专区)?|"
    r"相关(?:阅读|新闻|文章|推荐|链接|报道|资讯|内容)|猜你喜欢|您?可能(?:感兴趣|喜欢)的?(?:文章|新闻)?|"
    r"(?:热门|精彩|为你|为您)?推荐(?:阅读|文章|新闻)?|延伸阅读|热门(?:文章|新闻|阅读))[\s(:]*\d*\s*[条个则篇)]*\Z", re.I)
_ASK = ((20, .05), (60, .2), (100, .35), (150, .5))
_SIGNATURE = re.compile(r"(?:^|[\s_-])(?:sign|signature|signatures|pstatus|userinfo|profile|author)(?:$|[\s_-])")


@dataclass(slots=True)
class Region:
    """Where the article stands: the core (a node), all its containers (flags by node), homes by line."""

    core: int
    inside: list[bool]
    homes: list[int]
    after: list[bool]


def find_region(page: Page) -> Region:
    """Return where the page's main text stands."""
    homes = [_home(page, index) for index in range(len(page.tree.lines))]
    core = _core(page, homes)
    after = _after(page, core)
    chosen = _beside(page, core, after)
    if page.forum:
        chosen |= _posts(page, homes, core)
    return Region(core, page.tree.below(chosen), homes, after)


def _home(page: Page, index: int) -> int:
    """The container that a line is a part of: of a paragraph, what holds the paragraphs."""
    tree = page.tree
    nodes = tree.nodes
    node = tree.lines[index].node
    tag = nodes[node].tag
    if tag in LEAVES:
        node = nodes[node].parent
    elif len(tree.direct[node]) == 1 and not tree.children[node] and _is_paragraph(page, node, index):
        node = nodes[node].parent
    while node and nodes[node].tag in _GROUPS:
        node = nodes[node].parent
    return node


def _is_paragraph(page: Page, node: int, index: int) -> bool:
    """Whether a container with a single line stands for a paragraph: it has no name, or siblings like it."""
    tree = page.tree
    if tree.nodes[node].tag in ("td", "th"):
        return page.looks[index].size < 60
    if not tree.nodes[node].hint:
        return True
    shape = tree.shapes[node]
    mates = (1 for child in tree.children[tree.parents[node]] if tree.shapes[child] == shape)
    return next(mates, 0) + next(mates, 0) > 1


def _core(page: Page, homes: list[int]) -> int:
    """The container whose own paragraphs weigh most; some of it counts for the two around it."""
    tree = page.tree
    own = [0.0] * len(tree.nodes)
    for index, weight in enumerate(page.weights):
        if weight > 0:
            own[homes[index]] += weight * page.near[index]
    spread = list(own)
    for node in range(1, len(own)):
        if own[node]:
            parent = tree.parents[node]
            spread[parent] += own[node] * .4
            if parent:
                spread[tree.parents[parent]] += own[node] * .2
    return max(range(len(spread)), key=spread.__getitem__)


def _after(page: Page, core: int) -> list[bool]:
    """What follows, beside the core, a heading that names comments or other articles."""
    tree = page.tree
    path = set(tree.path(core))
    inside = tree.below([core])
    last = max((index for index, line in enumerate(tree.lines) if inside[line.node]), default=0)
    found: list[int] = []
    for index in range(last + 1, len(tree.lines)):
        line = tree.lines[index]
        if len(line.text) > 20 or line.node in path or not _NEXT.match(fold(line.text)):
            continue
        if page.forum and re.search("评|留言|回|comment", fold(line.text), re.I):
            continue
        node = line.node
        while tree.parents[node] not in path:
            node = tree.parents[node]
        found += [child for child in tree.children[tree.parents[node]] if child >= node and child not in path]
        if len(found) > 10_000:
            break
    return tree.below(found)


def _beside(page: Page, core: int, after: list[bool]) -> set[int]:
    """The core, and containers beside it with so much prose that they belong to it.

    The farther up the common container is, the more is asked: from a twentieth of the core's
    prose for a sibling to half of it. Text between headline and core is asked for less.
    """
    tree = page.tree
    up = tree.sums([max(weight, 0) for weight in page.weights])
    down = tree.sums([-min(weight, 0) for weight in page.weights])
    starts = tree.starts()
    chosen = {core}
    shapes = {tree.shapes[core]}
    node, level = core, 0
    while node:
        parent = tree.parents[node]
        rivals = [child for child in tree.children[parent] if child != node]
        level += bool(rivals)
        least, share = _ASK[min(max(level, 1), 4) - 1]
        for child in rivals:
            if up[child] < 15 or up[child] < down[child]:
                continue
            if page.feeds[child] or after[child] or (page.comments[child] and not page.forum):
                continue
            if page.headline is not None and starts[child] < page.headline:
                continue
            lead = starts[child] < starts[core] and level <= 3
            alike = level <= 1 and tree.shapes[child] in shapes
            enough = max(15, .05 * up[core]) if lead else max(least, share * up[core])
            if alike or up[child] >= enough:
                chosen.add(child)
                shapes.add(tree.shapes[child])
        node = parent
    return chosen


def _posts(page: Page, homes: list[int], core: int) -> set[int]:
    """In a forum: the containers that look like the core's or hold replies, each with its own text."""
    tree = page.tree
    groups: dict[int, list[int]] = {}
    for index, line in enumerate(tree.lines):
        if not page.hidden[line.node] and not page.feeds[line.node]:
            groups.setdefault(tree.shapes[homes[index]], []).append(index)
    first = page.headline if page.headline is not None else 0
    chosen: set[int] = set()
    for shape, group in groups.items():
        group = [index for index in group if index > first]
        if group and _is_posts(page, group, homes, shape == tree.shapes[core]):
            chosen.update(homes[index] for index in group)
    return chosen


def _is_posts(page: Page, group: list[int], homes: list[int], like_core: bool) -> bool:
    looks, lines = page.looks, page.tree.lines
    node = homes[group[0]]
    hint = page.tree.nodes[node].hint
    if _SIGNATURE.search(hint):
        return False
    about = sum(1 for index in group if looks[index].info or looks[index].linked or looks[index].furniture)
    if about * 2 > len(group):
        return False
    if like_core:
        return True
    if not (page.comments[node] or len({homes[index] for index in group}) > 1):
        return False
    distinct = len({lines[index].text for index in group})
    own = sum(looks[index].own for index in group)
    said = any(page.weights[index] > 0 for index in group)
    return said and distinct * 2 > len(group) and own >= 8 * len(group)
