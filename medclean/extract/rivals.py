"""Whether a container with prose beside the article's goes on with the article, or is something else.

Another article, readers' comments, a list of teasers without links, a box about the author: all of them
hold prose, and none looks as the article's own text would if it were in two containers.
"""
from __future__ import annotations

from functools import cached_property

from ..document import HEADINGS
from .survey import Survey

_OPENING = 6  # lines of a container in which its headline and its date stand


class Rivals:
    """The containers beside the core of one page."""

    def __init__(self, page: Survey, core: int) -> None:
        self.page = page
        self.core = core

    @cached_property
    def prose(self) -> list[int]:
        """The lines of the core that weigh as much as a paragraph."""
        return [index for index in self.page.tree.under(self.core) if self.page.weights[index] > 6]

    def up(self, node: int) -> float:
        """Return what the prose of a node weighs, at most as much as it has characters outside links; far away less."""
        weights, near = self.page.weights, self.page.near
        return sum([weights[at] * min(near[at], 1) for at in self.page.tree.under(node) if weights[at] > 0])

    def down(self, node: int) -> float:
        """Return what speaks against the prose of a node: links, what is said of the page."""
        weights = self.page.weights
        return sum([-weights[at] for at in self.page.tree.under(node) if weights[at] < 0])

    def go_on(self, node: int, start: int) -> bool:
        """Return whether a container goes on with the article; ``start`` is the index of its first line.

        What stands above the core may open it in any form. What stands below has the core's own shape, or
        begins with a paragraph of the core's kind, or is a longer text right below it; nothing between them says
        that the article has ended, and it has no headline and date of its own.
        """
        if not self.prose or start < self.prose[0]:
            return True
        lines = self.page.tree.under(node)
        if self._is_article(lines) or self._has_ended(start):
            return False
        return (self.page.tree.shapes[node] == self.page.tree.shapes[self.core] or self._is_alike(lines)
                or self._is_led(node, start))

    def _is_led(self, node: int, start: int) -> bool:
        """Whether the core is a lead: a paragraph alone, and a longer text stands right below it."""
        page = self.page
        return (len(self.prose) == 1 and start == self.prose[0] + 1 and page.looks[start].prose
                and page.own[node] > page.own[self.core])

    def is_parted(self, node: int, start: int) -> bool:
        """Return whether a container below certainly does not go on with the article: it has a heading of its own."""
        lines = self.page.tree.under(node)
        between = range(self.prose[-1] + 1, start + 1)
        headed = any(self.page.tree.lines[index].tag in HEADINGS for index in between)
        return headed or self._is_article(lines) or self._has_ended(start)

    def _is_article(self, lines: range) -> bool:
        """Whether a headline and a date or a source stand before the first paragraph."""
        looks = self.page.looks
        first = next((at for at, index in enumerate(lines[:_OPENING]) if looks[index].prose), 0)
        opening = lines[:first]
        return any(looks[index].info for index in opening) and any(
            not looks[index].info and looks[index].size >= 4 for index in opening)

    def _has_ended(self, start: int) -> bool:
        """Whether lines between the core's last paragraph and a container speak of the page, or are links.

        A row of data with a day (2021-03-04 | 义诊 | 门诊大厅) tells nothing of it.
        """
        page = self.page
        between = [page.looks[index] for index in range(self.prose[-1] + 1, start)
                   if page.tree.lines[index].link_chars or not page.is_row_of_data(index)]
        return any(look.furniture or look.info for look in between) or sum(look.linked for look in between) > 2

    def _is_alike(self, lines: range) -> bool:
        """Whether the first line is a paragraph, in an element of the same tag and as deep as the core's."""
        tree, looks = self.page.tree, self.page.looks
        first, last = tree.lines[lines[0]], tree.lines[self.prose[-1]]
        return looks[lines[0]].prose and first.tag == last.tag and tree.depths[first.node] == tree.depths[last.node]


def first_of_two(page: Survey, homes: list[int], core: int) -> int:
    """Return the container that the article stands in, where ``core`` has most prose: it, or one above it.

    A longer article, a wall of comments may follow a short article. Of what stands between the headline and
    ``core`` the first with two paragraphs is the article, where ``core`` begins with a heading of its own, or
    something between them says that the article has ended.
    """
    tree, headline = page.tree, page.headline
    if headline is None:
        return core
    start = next((index for index in tree.under(core) if index > headline), headline)
    written: dict[int, int] = {}
    for index in range(headline + 1, start):
        if page.looks[index].prose and page.weights[index] > 6 and tree.lines[index].tag not in HEADINGS:
            written[homes[index]] = written.get(homes[index], 0) + 1
    path = set(tree.path(core))
    for home, paragraphs in written.items():
        alone = home not in path and tree.mates(home) < 3  # of three and more of one shape each is an entry
        if paragraphs > 1 and alone and Rivals(page, home).is_parted(core, start):
            return home
    return core
