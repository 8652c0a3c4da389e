"""Which containers hold the article: a core, and what is like it beside it."""
from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace
from typing import Sequence

from ..tables import fold, words
from ..values import is_matter
from .below import below_headings, comments_within
from .forum import find_answers, find_posts, find_question
from .homes import find_homes
from .rivals import Rivals, first_of_two
from .sections import find_between, find_pages, find_plain, find_rows, find_sections, find_tabled
from .survey import Survey

_MAX_LABEL = 10  # characters of a label in a table, spaces between them included
_ENDS = tuple("。！？；：…”』」）)!?;:")
_DECK = 60  # characters
_LEAST = 15  # characters of what belongs to an article, and stands beside it
_ASKED = ((40, .35), (100, .5), (200, .7), (300, .9))  # characters, share of the core's, by levels up


@dataclass(slots=True)
class Region:
    """Where the article stands.

    ``core`` is the container that holds most of it, ``chosen`` all of them, ``inside`` flags by node.
    ``homes`` has for each line the container that it is a part of. By node, ``branches`` has the container
    that leaves the way from the root to the core (0: on the way), ``below`` the index of the heading of
    comments or of other articles that it stands under (-1: none), ``labels`` whether it is in a table of
    labels and values that belongs to the article, ``answers`` whether it is in an answer to a question, ``plain``
    whether in a container around the core that holds nothing else.
    """

    core: int
    chosen: set[int]
    inside: list[bool]
    homes: list[int]
    branches: list[int]
    below: list[int]
    labels: list[bool]
    answers: list[bool]
    plain: list[bool]


def find_region(page: Survey) -> tuple[Survey, Region]:
    """Return where the page's main text stands, and the page: on an index of articles it ends before the second."""
    tree, homes = page.tree, find_homes(page)
    core = find_question(page, homes) if page.forum else _core(page, homes)
    if page.headline is None and not page.forum:
        page, core = _first_of_index(page, core)
    branches = _branches(page, core)
    below = below_headings(page, core, branches)
    tables = _label_tables(page)
    path = set(tree.path(core))
    chosen = _beside(page, core, below, tables).union(node for node in page.folded if tree.parents[node] in path)
    answers, more, left_out = list[int](), list[int](), list[int]()
    if page.forum:
        chosen.update(home for home in find_posts(page, homes, core) if below[home] < 0)
    else:
        sections = [node for node in find_sections(page, core) if below[node] < 0]
        homes = _regrouped(page, core, homes, sections)
        answers = [node for node in find_answers(page) if below[node] < 0]
        chosen.update(sections, answers)
        more = [*find_plain(page, core), *find_pages(page, core), *find_between(page, chosen), *find_tabled(page, core)]
        left_out = comments_within(page, core)
    inside = [held and not out for held, out in zip(tree.below(chosen), tree.below(left_out))]
    labels = tree.below(node for node in tables if inside[node] and node != core)
    plain = tree.below(more)
    inside = [one or other for one, other in zip(inside, plain)]
    return page, Region(core, chosen, inside, homes, branches, below, labels, tree.below(answers), plain)


def _regrouped(page: Survey, core: int, homes: list[int], sections: Sequence[int]) -> list[int]:
    """The homes of an article's lines: those in sections are parts of what holds them all, drawn rows of the core."""
    homes, tree = list(homes), page.tree
    for node in sections:
        homes[tree.starts[node]:tree.ends[node]] = [tree.parents[node]] * tree.counts[node]
    for node in find_rows(page, core):
        homes[tree.starts[node]:tree.ends[node]] = [core] * tree.counts[node]
    return homes


def _core(page: Survey, homes: list[int]) -> int:
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
    core = max(range(len(spread)), key=spread.__getitem__)
    return first_of_two(page, homes, _below_deck(page, homes, core))


def _below_deck(page: Survey, homes: list[int], core: int) -> int:
    """The container below a deck: a second headline, which the head repeats, may weigh more than a short article.

    It is one short line that does not end as sentences do and holds no value; the article, the next text below, has
    two sentences and more.
    """
    lines = page.tree.lines
    told = [index for index, weight in enumerate(page.weights) if weight > 0 and homes[index] == core]
    if len(told) != 1 or page.looks[told[0]].size > _DECK or lines[told[0]].text.endswith(_ENDS) \
            or is_matter(fold(lines[told[0]].text)):
        return core
    sentences = Counter(homes[index] for index, weight in enumerate(page.weights)
                        if weight > 0 and lines[index].text.endswith(_ENDS))
    return next((home for home, count in sentences.items() if count > 1 and page.tree.starts[home] >= told[0]), core)


def _first_of_index(page: Survey, core: int) -> tuple[Survey, int]:
    """On an index of whole articles (a blog's month): the first, and the page as it ends before its successor.

    The articles are of one named shape, and nearly each is parted from the next by a line with its date: parts
    of one article are not.
    """
    tree = page.tree
    if not tree.nodes[core].hint:
        return page, core
    up = tree.weigh([max(weight, 0) for weight in page.weights])
    starts = tree.starts
    mates = [node for node, shape in enumerate(tree.shapes) if shape == tree.shapes[core] and up[node] >= 40]
    if len(mates) < 2:
        return page, core
    inside = tree.below(mates)
    dated = [index for index, line in enumerate(tree.lines) if page.looks[index].info and not inside[line.node]]
    parted = sum(bisect(dated, starts[after]) > bisect(dated, starts[before])
                 for before, after in zip(mates, mates[1:]))
    if parted * 4 < 3 * (len(mates) - 1):
        return page, core
    path = set(tree.path(mates[0]))
    second = next(node for node in tree.path(mates[1]) if tree.parents[node] in path)
    return replace(page, next_article=starts[second]), mates[0]


def _branches(page: Survey, core: int) -> list[int]:
    tree = page.tree
    path = set(tree.path(core))
    return tree.inherit({node: node for above in path for node in tree.children[above] if node not in path}, 0)


def _beside(page: Survey, core: int, below: list[int], tables: set[int]) -> set[int]:
    """The core, and containers beside it with so much prose that they belong to it.

    The farther up the common container is, the more is asked: from a third of the core's prose to
    nearly as much. Siblings of the core's own shape, and text between headline and core, need less.
    """
    tree = page.tree
    starts, beside = tree.starts, Rivals(page, core)
    chosen, mass = {core}, beside.up(core)
    shapes = {tree.shapes[core]}
    node, level = core, 0
    while node:
        parent = tree.parents[node]
        rivals = [child for child in tree.children[parent] if child != node]
        level += bool(rivals)
        least, share = _ASKED[min(max(level, 1), 4) - 1]
        share *= .4 if page.forum else 1  # what stands around a question is often an answer
        for child in rivals:
            if level <= 3 and child in tables:
                chosen.add(child)
            if page.own[child] < _LEAST or not _may_belong(page, child, starts[child], below):
                continue
            weight = beside.up(child)
            if weight < max(_LEAST, beside.down(child)):
                continue
            if not page.forum and not beside.go_on(child, starts[child]):
                continue
            lead = starts[child] < starts[core] and level <= 3
            enough = .05 * mass if lead else max(least, share * mass)
            if weight >= enough or (level <= 1 and tree.shapes[child] in shapes):
                chosen.add(child)
                shapes.add(tree.shapes[child])
        node = parent
    if page.headline is None:  # an index of whole articles, or an article whose parts stand apart
        chosen.update(other for other, shape in enumerate(tree.shapes)
                      if shape == tree.shapes[core] and tree.nodes[other].hint
                      and beside.up(other) >= max(40, beside.down(other))
                      and _may_belong(page, other, starts[other], below))
    return chosen


def _label_tables(page: Survey) -> set[int]:
    """Containers of nothing but rows of labels with their values: 索引号, 发文机关, 成文日期."""
    tree = page.tree
    if not page.tables:
        return set()
    rows = tree.sums([line.tag == "tr" and not look.linked and _has_label(line.text)
                      for line, look in zip(tree.lines, page.looks)])
    lines = tree.counts
    return {node for node, count in enumerate(rows) if count > 1 and count * 4 >= lines[node] * 3
            and not page.hidden[node] and not page.feeds[node]}


def _has_label(row: str) -> bool:
    """Whether a row of a table has a colon, or a known label in one of the cells that stand before a value."""
    if ":" in row or "：" in row:
        return True
    cells = fold(row).split("\t", 8)
    known = words("labels")
    return any([cell.replace(" ", "") in known for cell in cells[:-1:2] if len(cell) <= _MAX_LABEL])


def _may_belong(page: Survey, node: int, start: int, below: list[int]) -> bool:
    if page.feeds[node] or below[node] >= 0 or (page.comments[node] and not page.forum):
        return False
    return (page.headline or 0) <= start < page.next_article
