"""Which containers hold the article: a core, and what is like it beside it."""
from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace

from ..lists import heading_kind
from ..patterns import lazy_regex
from ..tables import fold, words
from ..values import is_matter
from .forum import find_answers, find_posts, find_question
from .survey import Survey
from .rivals import Rivals, first_of_two
from .sections import find_rows, find_sections
from .tree import HEADINGS, LEAVES, Tree

_GROUPS = frozenset("li ul ol dl table tbody thead tfoot blockquote figure tr".split())
_COMMENTS = (r"(?:网友|最新|最热|热门|全部|所有|用户|精彩|我要|发表|文章|读者)*"
             r"(?:评论|留言|跟帖|回复|回应|热评|comments?)(?:列表|区|专区)?|"
             r"(?:.{1,30}[已共]有?)?\s?\d{1,6}\s?[条件个则位]\s?(?:网友)?(?:评论|留言|跟帖|回复)")
_OTHER_QUESTIONS = (r"大家都在[搜问]|.{0,6}(?:相关|相似|类似|热点|推荐|热门|最新)的?(?:问题|问答|问诊|咨询|提问|病例|话题)")
_NESTED = 6  # containers around a paragraph, each in the next
_MAX_LABEL = 10  # characters of a label in a table, spaces between them included
_COUNT = r"[\s(:]*\d*[\s条个则篇)]*\Z"
_COUNTED = lazy_regex(r"(?:.{0,60}[\s》”」已共有(])?\d{1,6}\s?[条件个则位篇]\s?"
                      r"(?:网友|读者|用户)?(?:评论|留言|跟帖|回复|回应)(?:列表|区)?\W*\Z")
_COMMENTED = lazy_regex(rf"(?:{_COMMENTS}){_COUNT}", re.I)
_ASKED_ELSEWHERE = lazy_regex(rf"(?:{_OTHER_QUESTIONS}){_COUNT}")
_ENDS = tuple("。！？；：…”』」）)!?;:")
_DECK = 60  # characters
_LONGEST_COUNT = 80  # characters of a line that counts comments, and says the headline again
_ARTICLE = 100  # characters above it
_LEAST = 15  # characters of what belongs to an article, and stands beside it
_ASKED = ((40, .35), (100, .5), (200, .7), (300, .9))  # characters, share of the core's, by levels up


@dataclass(slots=True)
class Region:
    """Where the article stands.

    ``core`` is the container that holds most of it, ``chosen`` all of them, ``inside`` flags by node.
    ``homes`` has for each line the container that it is a part of. By node, ``branches`` has the container
    that leaves the way from the root to the core (0: on the way), ``below`` the index of the heading of
    comments or of other articles that it stands under (-1: none), ``labels`` whether it is in a table of
    labels and values that belongs to the article, ``answers`` whether it is in an answer to a question.
    """

    core: int
    chosen: set[int]
    inside: list[bool]
    homes: list[int]
    branches: list[int]
    below: list[int]
    labels: list[bool]
    answers: list[bool]


def find_region(page: Survey) -> tuple[Survey, Region]:
    """Return where the page's main text stands, and the page: on an index of articles it ends before the second."""
    homes = _homes(page)
    core = find_question(page, homes) if page.forum else _core(page, homes)
    if page.headline is None and not page.forum:
        page, core = _first_of_index(page, core)
    branches = _branches(page, core)
    below = _below_headings(page, core, branches)
    tables = _label_tables(page)
    chosen = _beside(page, core, below, tables)
    if page.forum:
        chosen |= {home for home in find_posts(page, homes, core) if below[home] < 0}
    sections = [] if page.forum else [node for node in find_sections(page, core) if below[node] < 0]
    for node in sections:
        for index in page.tree.under(node):
            homes[index] = page.tree.parents[node]
    chosen.update(sections)
    rows = page.tree.below([] if page.forum else find_rows(page, core))
    homes = [core if rows[line.node] else home for line, home in zip(page.tree.lines, homes)]
    answers = [] if page.forum else [node for node in find_answers(page) if below[node] < 0]
    chosen.update(answers)
    path = set(page.tree.path(core))
    chosen.update(node for node in page.folded if page.tree.parents[node] in path)
    inside = page.tree.below(chosen)
    for node in [] if page.forum else _comments_within(page, core):
        inside[node:page.tree.last[node] + 1] = [False] * (page.tree.last[node] + 1 - node)
    labels = page.tree.below(node for node in tables if inside[node] and node != core)
    return page, Region(core, chosen, inside, homes, branches, below, labels, page.tree.below(answers))


def _homes(page: Survey) -> list[int]:
    """The container that each line is a part of: of a paragraph, what holds the paragraphs."""
    homes: list[int] = []
    known: dict[int, int] = {}
    for index in range(len(page.tree.lines)):
        node = _holder(page, index)
        if node not in known:
            known[node] = _outside_groups(page, node)
        homes.append(known[node])
    return homes


def _holder(page: Survey, index: int) -> int:
    """The container that a line stands in; of a line that is a paragraph, what holds that."""
    tree = page.tree
    node = tree.lines[index].node
    alone = len(tree.direct[node]) == 1 and not tree.children[node]
    if tree.nodes[node].tag in LEAVES or alone and _is_paragraph(page, node, index):
        return tree.parents[node]
    return node


def _outside_groups(page: Survey, node: int) -> int:
    """The innermost container from this one up that is no list, no row, and wraps no paragraph alone."""
    tree = page.tree
    while node and (tree.nodes[node].tag in _GROUPS or _wraps(page, node)):
        node = tree.parents[node]
    return node


def _wraps(page: Survey, node: int) -> bool:
    """Whether a container holds a paragraph in an element and nothing else, and so do others like it: no posts do.

    Editors put one container into another: what is like others may be one that holds it, and no more than it.
    """
    tree = page.tree
    if page.forum or len(tree.children[node]) != 1 or tree.direct[node]:
        return False
    if tree.counts[node] == 1 and not tree.nodes[node].hint:
        return True
    for _ in range(_NESTED):
        if tree.counts[node] != 1 or tree.mates(node) > 1:
            break
        node = tree.parents[node]
    return tree.counts[node] == 1 and tree.mates(node) > 1


def _is_paragraph(page: Survey, node: int, index: int) -> bool:
    """Whether a container with a single line stands for a paragraph: it has no name, or siblings like it."""
    tree = page.tree
    if tree.nodes[node].tag in ("td", "th"):
        if page.forum and _is_alone(tree, node):
            return False
        return page.looks[index].size < 60 or tree.parents[tree.parents[node]] in page.tables
    if not tree.nodes[node].hint:
        return True
    return tree.mates(node) > 1 or _wraps(page, tree.parents[node])


def _is_alone(tree: Tree, node: int) -> bool:
    """Whether a cell is all that its row holds: a frame around a post, however short that is."""
    return tree.counts[tree.parents[node]] == 1


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


def _below_headings(page: Survey, core: int, branches: list[int]) -> list[int]:
    """What follows, beside the core, a heading that names comments or other articles."""
    tree = page.tree
    pattern = _ASKED_ELSEWHERE if page.forum else _COMMENTED
    found: dict[int, int] = {}
    for index in range(max(tree.ends[core], 1), len(tree.lines)):
        line = tree.lines[index]
        node = branches[line.node]
        if len(line.text) > 40 or not node or node in found or page.hidden[line.node]:
            continue
        folded = fold(line.text)
        if not (pattern.match(folded) or heading_kind(folded) == "related"):
            continue
        if page.forum:
            answered = page.answered is not None and index < page.answered
            found.update(dict.fromkeys(_headed(tree, line.node, index, branches, answered), index))
            continue
        written = any(page.looks[above].prose for above in range(tree.starts[node], index))
        following = [child for child in tree.children[tree.parents[node]] if child > node - (not written)]
        if written:  # what stands over the heading in the same container is no comment
            following += [child for child in _headed(tree, line.node, index, branches, False)
                          if tree.starts[child] >= index]
        found.update((child, index) for child in following if branches[child])
    return tree.inherit(found, -1)


def _comments_within(page: Survey, core: int) -> list[int]:
    """The nodes of the core that stand below a heading which counts comments, where nothing names their container.

    The article stands above it, and the first of what it counts tells its hour or day. Another heading ends them.
    """
    tree, written = page.tree, 0
    said = tree.lines[page.headline].text if page.headline is not None else "\n"
    for index in tree.under(core):
        line, look = tree.lines[index], page.looks[index]
        headed = line.tag in HEADINGS or look.size <= _LONGEST_COUNT and said in line.text
        dated = written >= _ARTICLE and any(each.info for each in page.looks[index + 1:index + 4])
        if headed and dated and _COUNTED.match(fold(line.text)):
            path = tree.path(line.node)
            below = range(index + 1, tree.ends[core])
            end = next((at for at in below if tree.lines[at].tag in HEADINGS), tree.ends[core])
            return [child for above in path[1:path.index(core) + 1] for child in tree.children[above]
                    if index <= tree.starts[child] and tree.ends[child] <= end]
        written += look.own if look.prose and index > (page.headline or 0) else 0
    return []


def _headed(tree: Tree, node: int, index: int, branches: list[int], answered: bool) -> list[int]:
    """What a heading in a thread stands over: the container that it opens, and all that follows in its branch.

    A box of other questions may stand above the answers (``answered``): then it is the box alone.
    """
    while branches[tree.parents[node]] and tree.starts[tree.parents[node]] == index:
        node = tree.parents[node]
    if answered and tree.counts[node] > 1:
        return [node]
    found = [node]
    while branches[node]:
        found += [child for child in tree.children[tree.parents[node]] if child > node and branches[child]]
        node = tree.parents[node]
    return found


def _beside(page: Survey, core: int, below: list[int], tables: set[int]) -> set[int]:
    """The core, and containers beside it with so much prose that they belong to it.

    The farther up the common container is, the more is asked: from a third of the core's prose to
    nearly as much. Siblings of the core's own shape, and text between headline and core, need less.
    """
    tree = page.tree
    starts, beside = tree.starts, Rivals(page, core)
    chosen = {core}
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
            if beside.up[child] < max(_LEAST, beside.down[child]):
                continue
            if not page.forum and not beside.go_on(child, starts[child]):
                continue
            lead = starts[child] < starts[core] and level <= 3
            enough = .05 * beside.up[core] if lead else max(least, share * beside.up[core])
            if beside.up[child] >= enough or (level <= 1 and tree.shapes[child] in shapes):
                chosen.add(child)
                shapes.add(tree.shapes[child])
        node = parent
    if page.headline is None:  # an index of whole articles, or an article whose parts stand apart
        chosen.update(other for other, shape in enumerate(tree.shapes)
                      if shape == tree.shapes[core] and tree.nodes[other].hint
                      and beside.up[other] >= max(40, beside.down[other])
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
    cells = row.split("\t", 8)
    known = words("labels")
    return any([fold(cell).replace(" ", "") in known for cell in cells[:-1:2] if len(cell) <= _MAX_LABEL])


def _may_belong(page: Survey, node: int, start: int, below: list[int]) -> bool:
    if page.feeds[node] or below[node] >= 0 or (page.comments[node] and not page.forum):
        return False
    return (page.headline or 0) <= start < page.next_article
