"""What to tell the reader about a line that stays or goes: the evidence, in a few words."""
from __future__ import annotations

from functools import cached_property

from .survey import Survey
from .region import Region

_HIDDEN = {"noscript": "it is shown only where scripts are off", "button": "the label of a button",
           **dict.fromkeys(("del", "s", "strike"), "the page strikes it out")}
_Reason = tuple[str, str]


class Reasons:
    """Words for the verdicts of one page."""

    def __init__(self, page: Survey, region: Region, first: int, last: int) -> None:
        self.page = page
        self.region = region
        self.first = first
        self.last = last
        self._name = page.tree.name

    @cached_property
    def _hiders(self) -> list[int]:
        """By node: the outermost hidden one that it is, or is below."""
        tree, hidden = self.page.tree, self.page.hidden
        return tree.inherit({node: node for node in range(len(hidden))
                             if hidden[node] and not (node and hidden[tree.parents[node]])}, 0)

    @cached_property
    def _lists(self) -> list[int]:
        """By node: how many items the list has of which it is one, or is below one."""
        return self.page.tree.inherit(self.page.lists, -1)

    def hidden(self, node: int) -> str:
        """Why nobody sees a line."""
        tag = self.page.tree.nodes[self._hiders[node]].tag
        return _HIDDEN.get(tag, "the page hides it from its readers")

    def prose(self, home: int) -> str:
        """Why a paragraph stays."""
        return f"prose in {self._name(home)}"

    def short(self, home: int) -> str:
        """Why a line that is no sentence stays."""
        return f"a short line among the paragraphs of {self._name(home)}"

    def above(self, what: str) -> str:
        """What stands before the text begins."""
        return f"{what}, above the first paragraph (line {self._number(self.first)})"

    def around(self, index: int) -> str:
        """Why a line goes that stands among the posts of a thread and in none of them."""
        return f"{self._name(self.region.homes[index])} stands among the posts and is none of them"

    def links(self, node: int) -> str:
        """Why a block of links goes."""
        count = self.page.tree.counts[node]
        share = 100 - 100 * self.page.own[node] / max(self.page.sizes[node], 1)
        lines = f"the {count} lines" if count > 1 else "the line"
        return f"links are {share:.0f}% of {lines} of {self._name(node)}"

    def outside(self, index: int) -> _Reason:
        """Why a line outside the article goes, and its role."""
        page, tree = self.page, self.page.tree
        node, look = tree.lines[index].node, page.looks[index]
        if page.feeds[node]:
            return f"one of {self._lists[node]} entries of a list, with a linked headline each", "navigation"
        if page.comments[node]:
            return "in the comments", "comment"
        if self.region.below[node] >= 0:
            heading = tree.lines[self.region.below[node]]
            return f"under “{heading.text}” (line {heading.number}), after the article", "tail"
        if index >= page.next_article:
            return f"a part of another article, which begins at line {self._number(page.next_article)}", "other"
        if look.furniture:
            return f"it speaks of the page itself: {look.furniture}", "other"
        branch = self.region.branches[node]
        if branch and self.page.own[branch] * 2 < self.page.sizes[branch]:
            return self.links(branch), "navigation"
        return self._placed(index, branch)

    def _placed(self, index: int, branch: int) -> _Reason:
        """The reason that only the place of a line gives."""
        headline, within = self.page.headline, f"in {self._name(branch)}, " if branch else ""
        if headline is not None and index < headline:
            return f"{within}above the headline (line {self._number(headline)})", "header"
        if index < self.first:
            return f"{within}above the first paragraph (line {self._number(self.first)})", "header"
        if index > self.last:
            return f"{within}after the last paragraph (line {self._number(self.last)})", "tail"
        return f"{within}beside the article, which stands in {self._name(self.region.core)}", "other"

    def _number(self, index: int) -> int:
        return self.page.tree.lines[index].number
