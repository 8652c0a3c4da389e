"""How far an article reaches: where another one begins, and how much prose counts by its place below the headline."""
from __future__ import annotations

from typing import Container, Sequence

from .features import Look
from .headline import SHORTEST_TITLE, is_headed, may_head
from .tree import LEAVES, Tree

_MAX_PARTS = 200
_MAX_TRIES = 50  # each looks at the whole page
_SENTENCE = 20  # characters that are at least one
_WRITTEN = 100  # characters of an article, before another one may begin
_FOLLOWING = (3.0, 2.4, 2.0, 1.7, 1.4, 1.2)


def next_article(tree: Tree, looks: Sequence[Look], headline: int | None, named: Container[int] = ()) -> int:
    """Return the index of the line at which another article begins.

    It is another line in a second ``h1``, in an element of the headline's own tag and names, or a short line
    outside the container of the paragraphs above it: with a date or a source behind it, or at the head of a
    container of another shape than theirs. Before enough is written, the page's own headline has its date, too.
    ``named`` are lines that have a date behind them as well, for they begin posts, or entries of a log.
    """
    if headline is None:
        return len(tree.lines)
    own, said = tree.nodes[tree.lines[headline].node], tree.lines[headline].text
    holders: set[int] = set()  # containers of the paragraphs so far, and what is known to be inside them
    written, dated, tries = 0, False, _MAX_TRIES
    for index in range(headline + 1, len(tree.lines)):
        line, look = tree.lines[index], looks[index]
        node = tree.nodes[line.node]
        if node.tag == own.tag and line.text != said and (node.tag == "h1" or node.hint == own.hint != ""):
            return index
        enough = written >= _WRITTEN or dated and written >= _SENTENCE
        if enough and line.text != said and index not in named and may_head(line, look):
            headed = is_headed(tree, looks, index)
            part = not headed and written >= _WRITTEN and look.size >= SHORTEST_TITLE and tries > 0
            tries -= part
            if (headed or part) and not _is_inside(tree, line.node, holders) and (
                    headed or _heads_a_part(tree, looks, headline, index)):
                return index
        if look.prose:
            holders.add(node.parent if node.tag in LEAVES or _is_of_entry(tree, line.node) else line.node)
            written += look.own
        elif not written:
            dated = dated or look.info
    return len(tree.lines)


def _is_of_entry(tree: Tree, node: int) -> bool:
    """Whether a container is a paragraph of one of three entries of one shape: who signs it stands there, too."""
    return tree.counts[node] == 1 and tree.mates(tree.parents[node]) > 2


def nearness(tree: Tree, weights: Sequence[float], headline: int | None, end: int) -> list[float]:
    """Return for each line how much its prose counts: more near the headline.

    Near means that it shares deeper containers with the headline, stands after it, soon after it,
    and before the next article (at ``end``).
    """
    if headline is None:
        return [1.0] * len(tree.lines)
    node = tree.lines[headline].node
    deepest = max(tree.depths[node], 1)
    share = tree.inherit({each: .2 + .8 * (tree.depths[each] / deepest) ** 2 for each in tree.path(node)}, .2)
    written = sum(max(weight, 0) for weight in weights[headline + 1:end])
    alike = end < len(tree.lines) and tree.lines[end].tag == tree.lines[headline].tag  # two names of the site, maybe
    beyond = .05 if written >= (_WRITTEN if alike else _SENTENCE) else .4
    shares = list(map(share.__getitem__, tree.places))
    near = [each * .6 for each in shares[:headline]] + shares[headline:end] + [each * beyond for each in shares[end:]]
    following = (index for index in range(headline + 1, len(near)) if weights[index] > 3)
    for boost, index in zip(_FOLLOWING, following):
        near[index] *= boost
    return near


def _is_inside(tree: Tree, node: int, holders: set[int]) -> bool:
    """Whether a node is, or is below, one of the holders; the way to it is added, so that none is gone twice."""
    way = []
    while node not in holders:
        if not node:
            return False
        way.append(node)
        node = tree.parents[node]
    holders.update(way)
    return True


def _heads_a_part(tree: Tree, looks: Sequence[Look], headline: int, index: int) -> bool:
    """Whether a line could be the headline of a container that is no part of the article.

    It is the first line there, and paragraphs follow it. The article stands in a single container beside it,
    which is of another shape: containers of one shape, or three of them, are the sections of an article.
    """
    starts, ends, node = tree.starts, tree.ends, tree.lines[index].node
    while tree.parents[node] and starts[tree.parents[node]] == index:
        node = tree.parents[node]
    if starts[node] != index or _prose(looks, index + 1, ends[node]) < 2:
        return False
    beside = [other for other in tree.children[tree.parents[node]][:_MAX_PARTS] if other != node
              and _prose(looks, max(starts[other], headline + 1), ends[other])]
    above = [other for other in beside if other < node]
    return len(above) == 1 and all(tree.shapes[other] != tree.shapes[node] for other in beside)


def _prose(looks: Sequence[Look], first: int, end: int) -> int:
    """How many paragraphs stand between two lines, two at most."""
    return sum(1 for _ in zip(range(2), (True for look in looks[first:end] if look.prose)))
