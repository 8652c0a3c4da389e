"""What a page hides and unfolds for its readers: the other panes of tabs, the rest of a text behind 展开全文.

They are the article's as much as what is shown at first: a leaflet's warnings may stand in the second pane. What else a
page hides (boxes to share or to log in, copies for other screens) has no shown sibling of its kind and no button.
"""
from __future__ import annotations

from typing import Sequence

from ..patterns import lazy_regex
from ..tables import fold
from .features import Look
from .tree import Tree

HIDDEN_HINT = lazy_regex(r"(?:^| )hidden(?: |$)")
"""What an element is called that a page does not show (see `parse.attributes.hint_of`)."""

_STATES = frozenset(("hidden", "hide", "active", "current", "selected", "on", "show", "in", "fade", "open", "collapse",
                     "collapsed", "first", "last"))
"""Names that tell how a pane is shown at the moment, as the usual frameworks call them (Bootstrap, layui, Element)."""
_UNFOLD = lazy_regex(r"\W{0,3}(?:点击)?(?:展开|显示|查看|阅读|浏览)(?:剩余|余下)?(?:全文|全部|更多|完整)?(?:内容|正文|文章)?"
                     r"\s?(?:\(?剩余\s?\d{1,3}%\)?)?\W{0,3}")
_BESIDE = 2  # lines between a folded part and its button


def folded_areas(tree: Tree, looks: Sequence[Look]) -> frozenset[int]:
    """Return the hidden nodes that a reader unfolds: they hold sentences that the page shows nowhere else.

    A pane has a shown sibling that is called alike and holds sentences, too; the rest of a text stands behind sentences
    in the same container, with a button beside it.
    """
    found = tree.named(HIDDEN_HINT, "hidden")
    if not found:
        return frozenset()
    unseen = tree.below(found)
    shown = {line.text for line in tree.lines if not unseen[line.node]}
    return frozenset(node for node in found if _is_text(tree, looks, node, shown)
                     and (_is_pane(tree, looks, node, unseen) or _is_rest(tree, looks, node, unseen)))


def _is_text(tree: Tree, looks: Sequence[Look], node: int, shown: set[str]) -> bool:
    """Whether a node holds sentences that stand nowhere else."""
    said = [tree.lines[at].text for at in tree.under(node) if looks[at].prose]
    return bool(said) and shown.isdisjoint(said)


def _is_pane(tree: Tree, looks: Sequence[Look], node: int, unseen: Sequence[bool]) -> bool:
    name = _name(tree, node)
    mates = [mate for mate in tree.children[tree.parents[node]] if not unseen[mate] and _name(tree, mate) == name]
    return bool(name[1]) and any(looks[at].prose for mate in mates for at in tree.under(mate))


def _name(tree: Tree, node: int) -> tuple[str, frozenset[str]]:
    """What a node is called: its tag and its names, but for those of its state and their numbers."""
    names = (word.rstrip("-_0123456789") for word in tree.nodes[node].hint.split())
    return tree.nodes[node].tag, frozenset(names) - _STATES


def _is_rest(tree: Tree, looks: Sequence[Look], node: int, unseen: Sequence[bool]) -> bool:
    start, end, parent = tree.starts[node], tree.ends[node], tree.parents[node]
    above = any(looks[at].prose and not unseen[tree.lines[at].node] for at in range(tree.starts[parent], start))
    beside = [*tree.lines[max(start - 1, 0):start], *tree.lines[end:end + _BESIDE]]
    return above and any(_UNFOLD.fullmatch(fold(line.text)) for line in beside)
