"""A survey of the page before anything is chosen."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Mapping, Sequence

from ..patterns import HAN, lazy_regex
from ..titles import bare
from .above import Above
from .areas import comment_areas, cut_areas, data_tables, feed_areas, frame_areas, headed_areas, hidden_areas
from .folded import folded_areas
from .features import Look
from .headline import find_headline, find_repeats
from .posts import names_above, post_areas, post_groups
from .reach import nearness, next_article
from .threads import Seen, is_forum
from .tree import Tree

_LABEL = lazy_regex(rf"[{HAN}]{{2,8}}\s?[:：]\s?\S")
_MOST_LABELS = 20  # of one list that are looked at


@dataclass(frozen=True, slots=True)
class Survey:
    """A tree with the evidence of its lines.

    ``weights`` are the lines' weights, less where they are hidden, in a feed or a comment; ``near`` says how much
    each line's prose counts for its place. ``headline`` is an index of ``tree.lines`` (None where there is none),
    ``repeats`` are those of the lines that say it again, ``next_article`` is the index at which another article
    begins. ``hidden``, ``feeds``, ``comments`` and ``frames`` are flags by node, ``lists`` has the size of its list
    for each item of a feed, ``sizes`` and ``own`` what each node holds of characters and of those outside links.
    ``tables`` are the nodes that hold rows of data. ``forum`` says that replies belong to the text, ``answered`` is
    the index of the line that says that an answer to the page's question follows (None where no line does), ``posts``
    are the nodes that look like readers' posts, ``folded`` those that a reader unfolds.
    """

    tree: Tree
    looks: Sequence[Look]
    sizes: list[int]
    own: list[int]
    weights: list[float]
    near: list[float]
    headline: int | None
    repeats: frozenset[int]
    next_article: int
    hidden: list[bool]
    lists: Mapping[int, int]
    feeds: list[bool]
    comments: list[bool]
    frames: list[bool]
    tables: frozenset[int]
    forum: bool
    answered: int | None
    posts: frozenset[int]
    folded: frozenset[int]

    def is_row_of_data(self, index: int) -> bool:
        """Return whether a line is a row right in one of the ``tables``."""
        line = self.tree.lines[index]
        return line.tag == "tr" and self.tree.parents[line.node] in self.tables

    def is_of_labels(self, index: int) -> bool:
        """Return whether a line says by links what its label asks, beside two and more that do without.

        治疗方法：<a>手术</a> stands so beside 就诊科室：内科 and 治愈率：50%.
        """
        tree, lines = self.tree, self.tree.lines
        node = lines[index].node
        if tree.counts[node] != 1 or not _LABEL.match(lines[index].text):
            return False
        beside = [tree.starts[other] for other in tree.children[tree.parents[node]][:_MOST_LABELS]
                  if tree.counts[other] == 1 and tree.shapes[other] == tree.shapes[node]]
        return sum(_LABEL.match(lines[at].text) is not None and not self.looks[at].linked for at in beside) > 1


def survey(tree: Tree, looks: Sequence[Look], head: Mapping[str, str]) -> Survey:
    """Return the page with its evidence; ``head`` has the values of the page's head by key."""
    folded = folded_areas(tree, looks)
    hidden = hidden_areas(tree, looks, folded)
    weights = [0.0 if hidden[line.node] else look.weight for line, look in zip(tree.lines, looks)]
    sizes = tree.sums([look.size for look in looks])
    own = tree.sums([look.own for look in looks])
    headline = find_headline(tree, looks, head, hidden)
    linked = {**headed_areas(tree), **feed_areas(tree, looks, own, headline)}
    lists = {**cut_areas(tree, looks, headline), **linked}
    feeds = tree.below(lists)
    comments = comment_areas(tree, weights, headline)
    frames = frame_areas(tree)
    groups = post_groups(tree, looks)
    above = Above(tree, looks, headline)
    listed = tree.below(linked) if len(lists) > len(linked) else feeds
    forum = is_forum(Seen(tree, looks, weights, listed, above), head, groups)
    if forum:  # a name, a text and a date are a post there, and no teaser
        lists = linked
        feeds = listed
    else:
        posts = post_areas(tree, looks, groups, above)
        comments = [one or other for one, other in zip(comments, tree.below(posts))] if posts else comments
    for index, line in enumerate(tree.lines):
        if weights[index] > 0 and (feeds[line.node] or (comments[line.node] and not forum)):
            weights[index] *= .1
        elif weights[index] > 0 and frames[line.node]:
            weights[index] *= .3
    repeats = find_repeats(tree, headline, forum)
    for index in repeats:
        weights[index] = 0.0
    end = next_article(tree, looks, None if forum else headline, names_above(tree, looks, groups))
    near = nearness(tree, weights, headline, end)
    _lift_opening(tree, looks, near, head)
    return Survey(tree, looks, sizes, own, weights, near, headline, repeats, end, hidden, lists, feeds, comments,
                  frames, data_tables(tree, looks), forum, _answered(above, feeds, groups) if forum else None,
                  frozenset(chain.from_iterable(groups)), folded)


def _answered(above: Above, feeds: Sequence[bool], posts: Sequence[list[int]]) -> int | None:
    """The line that says that answers follow; replies too few to look alike are known by what heads them."""
    return above.consulted(feeds) or (None if posts else above.replied(feeds))


def _lift_opening(tree: Tree, looks: Sequence[Look], near: list[float], head: Mapping[str, str]) -> None:
    """The description in the head is often the text's beginning: then it tells where that stands."""
    opening = bare((head.get("og:description") or head.get("description") or "")[:60])[:14]
    if len(opening) < 10:
        return
    for index, line in enumerate(tree.lines):
        if looks[index].prose and opening in bare(line.text[:60]):
            near[index] *= 2
            return
