"""The last step: a verdict for each line, with the evidence for it."""
from __future__ import annotations

from typing import NamedTuple

from .page import Page
from .region import LEAVES, Region


class Verdict(NamedTuple):
    """Whether a line stays, the evidence for that, and the part it plays in the page.

    ``role`` is main, heading, caption, title, header, tail, navigation, comment, hidden or other.
    """

    keep: bool
    why: str
    role: str = "main"


def judge(page: Page, region: Region) -> list[Verdict]:
    """Return the verdict of each line of the page."""
    tree = page.tree
    links = _link_blocks(page, region)
    prose = [index for index, line in enumerate(tree.lines)
             if region.inside[line.node] and not links[line.node] and page.looks[index].prose
             and page.weights[index] > 0]
    homes = {region.homes[index] for index in prose} or {region.core}
    first, last = (prose[0], prose[-1]) if prose else (0, len(tree.lines))
    core = tree.below([region.core])
    if page.forum:
        homes.update(home for home in region.homes if region.inside[home])
    out: list[Verdict] = []
    for i, line in enumerate(tree.lines):
        node, look = line.node, page.looks[i]
        at_home = region.homes[i] in homes
        if page.hidden[node]:
            v = Verdict(False, "hidden", "hidden")
        elif i == page.headline:
            v = Verdict(False, "headline", "title")
        elif not region.inside[node]:
            role = "comment" if page.comments[node] else "header" if i < first else "tail"
            v = Verdict(False, "outside the container", role)
        elif page.comments[node] and not page.forum:
            v = Verdict(False, "comment", "comment")
        elif links[node]:
            v = Verdict(False, "block of links", "navigation")
        elif look.prose:
            v = Verdict(page.weights[i] > 0, "prose", "main")
        elif look.linked and not (at_home and first < i < last and look.own * 5 > look.size):
            v = Verdict(False, "link line", "navigation")
        elif look.furniture and not (at_home and first < i < last):
            v = Verdict(False, "furniture", "other")
        elif look.info and i < first:
            v = Verdict(False, "info", "header")
        elif at_home:
            v = Verdict(True, "short line in a home of prose", "main")
        elif core[node] and first < i < last:
            v = Verdict(True, "short line in core", "main")
        else:
            v = Verdict(False, "short line outside the core", "header" if i < first else "tail")
        out.append(v)
    return out


def _link_blocks(page: Page, region: Region) -> list[bool]:
    tree = page.tree
    links = tree.sums([look.size - look.own for look in page.looks])
    sizes = tree.sums([look.size for look in page.looks])
    weights = tree.sums(page.weights)
    return tree.below(
        node for node in range(len(tree.nodes))
        if region.inside[node] and node != region.core and weights[node] < 0 and links[node] * 2 > sizes[node]
        and (tree.nodes[node].tag not in LEAVES or links[node] > .9 * sizes[node]))
