"""A survey of the page before anything is chosen: what is hidden, feeds, comments, the headline."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Sequence

from ..tables import fold
from .features import Look
from .tree import Tree

_HEADS = {"h1": 1.0, "h2": .6, "h3": .4}
_COMMENT_HINT = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|reply|replies|pinglun|cmts?|liuyan|disqus|respond)(?:$|[\s_-])")
_NO_WORD = re.compile(r"\W+")


@dataclass(slots=True)
class Page:
    """A tree with the evidence of its lines.

    ``weights`` are the lines' weights, less where they are hidden, in a feed or a comment;
    ``near`` says how much each line's prose counts for its place relative to the headline (an index of
    ``tree.lines``, None where there is none). ``hidden``, ``feeds`` and ``comments`` are flags by node.
    ``forum`` says that replies belong to the text.
    """

    tree: Tree
    looks: Sequence[Look]
    weights: list[float]
    near: list[float]
    headline: int | None
    hidden: list[bool]
    feeds: list[bool]
    comments: list[bool]
    forum: bool


def survey(tree: Tree, looks: Sequence[Look], head: Mapping[str, str]) -> Page:
    """Return the page with its evidence; ``head`` has the values of the page's head by key."""
    hidden = _hidden(tree)
    weights = [0.0 if hidden[line.node] else look.weight for line, look in zip(tree.lines, looks)]
    feeds = _feeds(tree, looks)
    comments = _comments(tree, weights)
    forum = is_forum(tree, head)
    for index, line in enumerate(tree.lines):
        if weights[index] > 0 and (feeds[line.node] or (comments[line.node] and not forum)):
            weights[index] *= .1
    headline = _headline(tree, looks, head, hidden)
    near = _nearness(tree, weights, headline)
    _lift_opening(tree, looks, near, head)
    return Page(tree, looks, weights, near, headline, hidden, feeds, comments, forum)


def _hidden(tree: Tree) -> list[bool]:
    return tree.below(index for index, node in enumerate(tree.nodes)
                      if node.tag in ("noscript", "button") or (node.hint and "hidden" in node.hint.split()))


def _feeds(tree: Tree, looks: Sequence[Look]) -> list[bool]:
    """Lists of teasers: three siblings and more of one shape, each with a headline that is a link.

    Posts of a forum have links too, but to people: shorter than 8 characters.
    """
    titles = tree.sums([look.size >= 8 and look.own * 5 < look.size for look in looks])
    own = tree.sums([look.own for look in looks])
    found: list[int] = []
    for children in tree.children:
        if len(children) >= 3:
            groups: dict[int, list[int]] = {}
            for child in children:
                groups.setdefault(tree.shapes[child], []).append(child)
            for group in groups.values():
                titled = sum(1 for child in group if titles[child])
                if len(group) >= 3 and titled * 10 >= len(group) * 7:
                    if sum(own[child] for child in group) < 150 * len(group):
                        found += group
    return tree.below(found)


def _comments(tree: Tree, weights: Sequence[float]) -> list[bool]:
    """Containers named as comments, unless half of the page's prose is there."""
    mass = tree.sums([max(weight, 0) for weight in weights])
    return tree.below(index for index, node in enumerate(tree.nodes)
                      if node.hint and mass[index] < .5 * mass[0] and _COMMENT_HINT.search(node.hint))


_SITE_KEYS = ("title", "keywords", "generator", "og:site_name", "application-name")
_FORUM_TITLE = re.compile(r"论坛|社区|贴吧|bbs|问答|知道|discuz|phpwind|xiuno|forum", re.I)
_FORUM_HINT = re.compile(r"(?:^|[\s_-])(?:thread|topic|posts?|reply|replies|postlist|answers?|question|floor|"
                         r"forum|bbs)(?:$|[\s_\-0-9])")
_FORUM_LINE = re.compile(r"楼主|沙发|板凳|\d+\s*楼|#\s*\d+|最佳答案|只看该作者|发表于|回帖|精华|积分|"
                         r"\d+\s*个?回[答复]")


def is_forum(tree: Tree, head: Mapping[str, str]) -> bool:
    """Tell a thread or a question with answers: two kinds of evidence out of three."""
    said = " ".join(head.get(key, "") for key in _SITE_KEYS)
    titled = bool(_FORUM_TITLE.search(fold(said[:400])))
    named = sum(1 for node in tree.nodes if node.hint and _FORUM_HINT.search(node.hint)) >= 3
    spoken = sum(1 for line in tree.lines if len(line.text) <= 60 and _FORUM_LINE.search(fold(line.text))) >= 3
    return titled + named + spoken >= 2


def plain(text: str) -> str:
    """Return the text's letters and characters only, folded, in lower case: for comparison."""
    return _NO_WORD.sub("", fold(text)).lower()


def _headline(tree: Tree, looks: Sequence[Look], head: Mapping[str, str],
              hidden: Sequence[bool]) -> int | None:
    """The visible line that says what the head's title says; of several the most heading-like."""
    titles = [plain(head[key]) for key in ("og:title", "title") if head.get(key)]
    best, found = 0.0, None
    for index, line in enumerate(tree.lines):
        if not 4 <= looks[index].size <= 120 or hidden[line.node]:
            continue
        text = plain(line.text)
        same = [title for title in titles if text and _says(text, title)]
        if not same:
            continue
        covered = max(len(text) / len(title) for title in same)
        score = 1 + covered + _HEADS.get(line.tag, 0) - looks[index].linked
        if score > best:
            best, found = score, index
    return found


def _says(text: str, title: str) -> bool:
    return text == title or (len(text) >= 5 and title.startswith(text)) or (len(text) >= 6 and text in title)


def _nearness(tree: Tree, weights: Sequence[float], headline: int | None) -> list[float]:
    """Prose counts more where it shares deeper containers with the headline, and soon after it."""
    near = [1.0] * len(tree.lines)
    if headline is None:
        return near
    node = tree.lines[headline].node
    path = set(tree.path(node))
    deepest = max(tree.depths[node], 1)
    share = [0.0] * len(tree.nodes)
    for index in range(len(share)):
        share[index] = tree.depths[index] / deepest if index in path else share[tree.parents[index]]
    other = next((index for index in range(headline + 1, len(near))
                  if tree.lines[index].tag == "h1" == tree.lines[headline].tag), len(near))
    for index, line in enumerate(tree.lines):
        near[index] = .2 + .8 * share[line.node] ** 2
        if index < headline:
            near[index] *= .6
        elif index > other:
            near[index] *= .4
    following = (index for index in range(headline + 1, len(near)) if weights[index] > 3)
    for _, index in zip(range(6), following):
        near[index] *= 1.8
    return near


def _lift_opening(tree: Tree, looks: Sequence[Look], near: list[float], head: Mapping[str, str]) -> None:
    """The description in the head is often the text's beginning: then it tells where that stands."""
    opening = plain((head.get("og:description") or head.get("description") or "")[:60])[:14]
    if len(opening) < 10:
        return
    for index, line in enumerate(tree.lines):
        if looks[index].prose and opening in plain(line.text[:60]):
            near[index] *= 2
            return
