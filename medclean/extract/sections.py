"""Sections of an article that stand in containers of their own, each under its heading: entries, leaflets.

Where a site wraps each section of an entry of an encyclopaedia, or each field of a drug's leaflet, the container with
most prose is one section of many. All have its shape, and each begins with a short line that no other has.
A diary has its days so, and a table may be drawn with containers: a row in each, below the paragraph that leads to it.
So do the pages of a document that was made HTML. Where the text is short, its lists and tables may stand beside the
container that holds its only paragraphs.
"""
from __future__ import annotations

from itertools import chain
from typing import Collection

from ..days import time_form
from ..dialogue import BUTTONS
from ..document import HEADINGS
from ..lists import heading_kind
from ..tables import fold, words
from .survey import Survey
from .tree import GROUPS, LEAVES, nearly_all

_FEWEST = 3  # sections
_SHORT = 3  # paragraphs of a text that its lists may be beside
_COLUMNS = 3  # of a table whose rows hold no number, at least
_LONGEST_HEADING = 20  # characters
_LONGEST_DAY = 40  # characters of such a line with a day: 2021-07-12 08:40 查房记录; or of buttons
_LONGEST_LINK = 4  # characters of a link in a heading: [编辑]
_NO_HEADING_ENDS = "。！？；，!?;,…"


def find_sections(page: Survey, core: int) -> list[int]:
    """Return the article's sections: the first paragraph of ``core`` stands in one of them; or none.

    They are three siblings and more of one shape, or whose names begin alike, below the headline, a third of them with
    prose. Nearly each begins with a heading: a short line, no date and no link, that no other says. Of sections in
    sections the outermost count. On a page without a headline each has prose, and no link.
    """
    tree, headline = page.tree, -1 if page.headline is None else page.headline
    opening = next((index for index in tree.under(core) if page.looks[index].prose), headline)
    if opening < 0:
        return []
    groups = []
    for node in tree.path(tree.lines[opening].node)[:-1]:
        if tree.starts[node] <= headline:
            break
        if tree.mates(node) >= _FEWEST and tree.nodes[node].tag not in LEAVES:
            groups.append(tree.alike(node))
        groups += [group for group in tree.kin if tree.parents[group[0]] == tree.parents[node] and node in group]
    if not groups:
        return []
    prose, busy = tree.sums([look.prose for look in page.looks]), _busy(page)
    found = next((group for group in reversed(groups) if _are_sections(page, group, prose, busy)), [])
    return [node for node in found if tree.starts[node] < page.next_article]


def _are_sections(page: Survey, group: list[int], prose: list[int], busy: list[int]) -> bool:
    """Whether siblings that look alike are sections: headed, each by its own line, two of them with prose, and a third.

    ``prose`` has the number of paragraphs by node, ``busy`` what `_busy` returns.
    """
    tree = page.tree
    if _are_beside(page, group):
        return False
    days = {time_form(tree.lines[tree.starts[node]].text) for node in group if tree.counts[node]}
    logged = not page.posts.isdisjoint(group) or len(days) == 1 and days != {""}  # they begin with a day, as posts do
    if logged and any(busy[node] for node in group):
        return False
    headed = [tree.starts[node] for node in group
              if tree.counts[node] > 1 and _is_heading(page, tree.starts[node], logged)]
    titles = {tree.lines[start].text for start in headed}
    if len(headed) * 10 < len(group) * 9 or len(titles) < len(headed):
        return False
    if page.headline is None:
        return all(prose[node] and not busy[node] for node in group)
    return sum(prose[node] > 0 for node in group) * 3 >= max(len(group), 2 * _FEWEST)


def _is_heading(page: Survey, index: int, logged: bool) -> bool:
    """Whether a line is as short as a heading, and neither a link nor a sentence; nor a date but in logs."""
    look, line = page.looks[index], page.tree.lines[index]
    linked = look.linked and line.link_chars > _LONGEST_LINK
    told = linked or look.info and not logged or look.furniture != ""
    longest = _LONGEST_DAY if look.info else _LONGEST_HEADING
    return look.size <= longest and not told and line.text[-1] not in _NO_HEADING_ENDS


def find_rows(page: Survey, core: int) -> list[int]:
    """Return the rows of tables that are drawn with containers in the article: a page of hours, operations, doses.

    They are three siblings and more of one shape below a paragraph of ``core``; each has two lines and more, and
    nearly each a number, but no link and no button.
    """
    tree = page.tree
    inside = range(core, tree.last[core] + 1)
    first = next((index for index in tree.under(core) if page.looks[index].prose), len(tree.lines))
    rows = [group for group in tree.groups
            if tree.parents[group[0]] in inside and first < tree.starts[group[0]] < page.next_article
            and all(tree.counts[node] > 1 for node in group) and not _are_beside(page, group)]
    if not rows:
        return []
    numbered, busy = tree.sums([any(map(str.isdecimal, line.text)) for line in tree.lines]), _busy(page)
    return [node for group in rows if nearly_all(sum(numbered[node] > 0 for node in group), len(group))
            and not any(busy[node] for node in group) for node in group]


def find_plain(page: Survey, core: int) -> list[int]:
    """Return the outermost container around ``core`` that holds lists, tables and headings beside it; or none.

    All of it is the article's: a doctor's posts, what a trial gives to whom. Not a line of it is a link, a date, a
    button, a word of menus or the heading of a list of others, and none stands above the headline. A text of several
    paragraphs is whole without.
    """
    tree, found = page.tree, 0
    if sum(page.looks[index].prose for index in tree.under(core)) > _SHORT:
        return []
    known = range(tree.starts[core], tree.starts[core])
    for node in tree.path(core)[:-1]:
        lines = tree.under(node)
        added = chain(range(lines.start, known.start), range(known.stop, lines.stop))
        if lines.start < (page.headline or 0) or not all(_is_plain(page, index) for index in added):
            break
        found, known = node, lines
    if found in (0, core):
        return []
    groups = (node for node in range(found, tree.last[found] + 1) if tree.nodes[node].tag in GROUPS | HEADINGS)
    grouped = tree.below([core, *groups])
    return [found] if all(grouped[tree.lines[index].node] for index in known) else []


def find_pages(page: Survey, core: int) -> list[int]:
    """Return what goes on with a document of several pages (a PDF, a word processor's, made HTML): containers below the
    one around ``core``, of its named shape.

    Their lines are those of its own shapes, three and more, and none is a heading, a link or a button: they are not
    boxes beside an article.
    """
    tree = page.tree
    for node in tree.path(core)[:-1]:
        beside = [child for child in tree.alike(node) if child > node] if tree.nodes[node].hint else []
        shapes = {tree.shapes[tree.lines[index].node] for index in tree.under(node)} if beside else set()
        if beside and all(tree.counts[child] >= _FEWEST and all(
                tree.shapes[tree.lines[index].node] in shapes and tree.lines[index].tag not in HEADINGS
                and _is_plain(page, index, dated=True) for index in tree.under(child)) for child in beside):
            return beside
    return []


def find_between(page: Survey, chosen: Collection[int]) -> list[int]:
    """Return the tables between two ``chosen`` containers, in the same one: rows of data, plain as in `find_plain`.

    They hold numbers, or have three columns, as those with days do.
    """
    tree = page.tree
    found: list[int] = []
    for parent in {tree.parents[node] for node in chosen if node}:
        beside = tree.children[parent]
        own = [at for at, node in enumerate(beside) if node in chosen]
        found += [node for node in beside[own[0]:own[-1]] if node not in chosen and tree.counts[node]
                  and all(_is_row(page, index) for index in tree.under(node))]
    return found


def find_tabled(page: Survey, core: int) -> list[int]:
    """Return the containers below ``core``, in the same one and called as it is, that hold a table of data.

    Not a line of them is a link, a button or a word of menus: a doctor's hours stand so, below what tells of him.
    """
    tree = page.tree
    names = set(tree.nodes[core].hint.split())
    below = [node for node in tree.children[tree.parents[core]]
             if node > core and not names.isdisjoint(tree.nodes[node].hint.split())] if core and names else []
    return [node for node in below if tree.ends[node] <= page.next_article
            and sum(map(page.is_row_of_data, tree.under(node))) > 1
            and all(_is_plain(page, at, dated=True) for at in tree.under(node))]


def _is_row(page: Survey, index: int) -> bool:
    look, line = page.looks[index], page.tree.lines[index]
    told = line.text.count("\t") >= _COLUMNS - 1 or not look.info and any(map(str.isdecimal, line.text))
    return line.tag == "tr" and told and _is_plain(page, index, dated=True)


def _is_plain(page: Survey, index: int, dated: bool = False) -> bool:
    """Whether a line is no link, button, word of menus or heading of a list, nor a date but where it may be one."""
    look, line = page.looks[index], page.tree.lines[index]
    told = line.link_chars or look.info and not dated or look.furniture or page.hidden[line.node]
    text = fold(line.text)
    cells = text.split("\t")
    return not (told or heading_kind(text) or sum(cell in words("menu") for cell in cells) * 2 > len(cells))


def _are_beside(page: Survey, group: list[int]) -> bool:
    return any(page.feeds[node] or page.comments[node] or page.frames[node] or page.hidden[node] for node in group)


def _busy(page: Survey) -> list[int]:
    """How many lines of each node are a button, hold a link, or speak of the page."""
    return page.tree.sums([line.link_chars > 0 or look.furniture != ""
                           or look.size <= _LONGEST_DAY and BUTTONS.match(fold(line.text)) is not None
                           for line, look in zip(page.tree.lines, page.looks)])
