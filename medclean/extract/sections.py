"""Sections of an article that stand in containers of their own, each under its heading: entries, leaflets.

Where a site wraps each section of an entry of an encyclopaedia, or each field of a drug's leaflet, the container with
most prose is one section of many. All have its shape, and each begins with a short line that no other has.
"""
from __future__ import annotations

from .page import Page
from .tree import LEAVES

_FEWEST = 3  # sections
_LONGEST_HEADING = 20  # characters
_LONGEST_LINK = 4  # characters of a link in a heading: [编辑]
_SENTENCE_ENDS = "。！？；，!?;,…"


def find_sections(page: Page, core: int) -> list[int]:
    """Return the article's sections: the first paragraph of ``core`` stands in one of them; or none.

    They are three siblings and more of one shape below the headline, a third of them with prose. Nearly each begins
    with a heading: a short line, no date and no link, that no other says. Of sections in sections the outermost count.
    """
    tree, headline = page.tree, page.headline
    if headline is None:
        return []
    opening = next((index for index in tree.under(core) if page.looks[index].prose), headline)
    groups = []
    for node in tree.path(tree.lines[opening].node)[:-1]:
        if tree.starts[node] <= headline:
            break
        if tree.mates(node) >= _FEWEST and tree.nodes[node].tag not in LEAVES:
            beside = tree.children[tree.parents[node]]
            groups.append([child for child in beside if tree.shapes[child] == tree.shapes[node]])
    if not groups:
        return []
    prose = tree.sums(look.prose for look in page.looks)
    found = next((group for group in reversed(groups) if _are_sections(page, group, prose)), [])
    return [node for node in found if tree.starts[node] < page.next_article]


def _are_sections(page: Page, group: list[int], prose: list[float]) -> bool:
    """Whether siblings of one shape are sections: headed, each by its own line, two of them with prose, and a third.

    ``prose`` has the number of paragraphs by node.
    """
    tree = page.tree
    if any(page.feeds[node] or page.comments[node] or page.frames[node] or node in page.posts for node in group):
        return False
    headed = [tree.starts[node] for node in group if tree.counts[node] > 1 and _is_heading(page, tree.starts[node])]
    titles = {tree.lines[start].text for start in headed}
    if len(headed) * 10 < len(group) * 9 or len(titles) < len(headed):
        return False
    return sum(prose[node] > 0 for node in group) * 3 >= max(len(group), 2 * _FEWEST)


def _is_heading(page: Page, index: int) -> bool:
    """Whether a line is as short as a heading, and neither a link nor a date nor a sentence."""
    look, line = page.looks[index], page.tree.lines[index]
    linked = look.linked and line.link_chars > _LONGEST_LINK
    told = linked or look.info or look.furniture != ""
    return look.size <= _LONGEST_HEADING and not told and line.text[-1] not in _SENTENCE_ENDS
