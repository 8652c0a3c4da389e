"""The container that each line of a page is a part of."""
from __future__ import annotations

from .survey import Survey
from .tree import GROUPS, LEAVES, Tree

_NESTED = 6  # containers around a paragraph, each in the next


def find_homes(page: Survey) -> list[int]:
    """Return the container that each line is a part of: of a paragraph, what holds the paragraphs."""
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
    while node and (tree.nodes[node].tag in GROUPS or _wraps(page, node)):
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
