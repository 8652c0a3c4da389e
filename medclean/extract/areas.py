"""Areas of a page that are no part of an article: hidden, lists of teasers, comments."""
from __future__ import annotations

from collections import Counter
from typing import AbstractSet, Sequence

from ..days import AGO, DAY
from ..dialogue import REPLY
from ..document import HEADINGS, Line
from ..lists import breaks_off, heading_kind
from ..patterns import YEAR, lazy_regex
from ..staff import RANKED
from ..tables import fold
from ..values import DOSE
from .features import Look, unnumbered
from .folded import HIDDEN_HINT
from .headline import SHORTEST_TITLE
from .tree import Tree, nearly_all

_FEWEST = 3  # items of a list
_MAX_TITLES = 3  # of an item in a list of teasers: its headline, its author, its channel
_MAX_TEASER = 250  # characters outside links
_MAX_TITLE = 60
_SHORTEST_HEADING = 4  # characters of one that unfolds a part

_MIN_CUT = 40  # characters of a sentence that is cut off, not a heading or an item
_DRAWN = 3  # times the sentences that are shown stand in the noscript of a page that scripts draw
_NAMED = 4  # characters of the cells that are no links, in a row of data whose other cells are
_LED = 100  # characters of an article above a list of paragraphs that are cut off
_FRAMES = ("nav", "aside", "footer")
_FRAME_HINT = lazy_regex(r"(?:^| )(?:navigation|contentinfo|complementary)(?: |$)")

COMMENT_HINT = lazy_regex(r"(?:^|[\s_-])(?:comment\w{0,12}|reply|replies|pinglun|cmts?|liuyan|disqus|"
                          r"respond)(?:$|[\s_-])")
"""The name of an element that holds comments."""

COMMENT_MARKS = ("comment", "repl", "pinglun", "cmt", "liuyan", "disqus", "respond")
"""One of these stands in each such name."""

_COUNT = lazy_regex(r"[(#Nn第 \d](?:(?<=\() ?\d{1,6} ?\)|(?:(?<=[Nn])o\.|(?<=#)) ?\d{1,6}|"
                    r"(?:(?<=第) ?\d|(?<= )\d|(?<=\d))\d{0,5} ?[#楼])")  # of answers, or of a floor
_DATED = lazy_regex(rf"\d:\d\d|{YEAR}[-/.年]\s?\d")
_SIGNED = lazy_regex(rf"[!-~]{{2,24}}\s{{0,3}}{YEAR}[-/.年]\s?\d")  # a name in Latin letters, right before a day
_AGO = lazy_regex(rf"(?:第?\s?\d+\s?[楼樓]|\d*{AGO})\W{{0,3}}")
_ENDS_DATED = lazy_regex(r"(?:\d:\d\d|[-/.年月]\s?\d{1,2}日?)\s?[)\]】）]?\Z")
_DATE_CHARS = "0123456789 :-/.年月日时分秒()[]（）【】"

DOCTOR_CARD = lazy_regex(rf"[^，,。]{{0,12}}(?<!我是){RANKED}.{{0,12}}(?:擅长|医院|帮助|感谢|好评|科)")
"""The card of a doctor who answers: name, title, and what tells of them."""


def hidden_areas(tree: Tree, looks: Sequence[Look], folded: AbstractSet[int]) -> list[bool]:
    """Return for each node whether its text is hidden for good, of a button, or for readers without scripts.

    What is ``folded`` is not: a reader unfolds it. A dose is no label of a button. Where nearly all sentences of the
    page are for readers without scripts, scripts draw it: then that is its text.
    """
    silent = tree.tagged("noscript")
    if silent:
        within = tree.below(silent)
        prose = [(within[node], look.own) for node, look in zip(tree.places, looks) if look.prose]
        shown = sum(own for inside, own in prose if not inside)
        if sum(own for inside, own in prose if inside) >= max(_LED, _DRAWN * shown):
            silent = []
    buttons = tree.tagged("button")
    if buttons:
        doses = {node for node, line in zip(tree.places, tree.lines) if line.tag == "button" and DOSE.search(line.text)}
        buttons = [node for node in buttons if node not in doses | _headings(tree, looks, buttons)]
    hidden = set(tree.named(HIDDEN_HINT, "hidden")) - folded
    return tree.below([*silent, *buttons, *hidden])


def _headings(tree: Tree, looks: Sequence[Look], buttons: Sequence[int]) -> set[int]:
    """The buttons that are the headings of what they unfold: in a heading, around one, or two and more above prose.

    These are of one shape, and say different things: 回复 and 3 条评论 stand below each post.
    """
    found: set[int] = set()
    several: dict[int, dict[str, int]] = {}
    for node in buttons:
        own = tree.lines[tree.starts[node]:tree.ends[node]]
        if not own or tree.ends[node] == len(tree.lines):
            continue
        if tree.nodes[tree.parents[node]].tag in HEADINGS or any(line.tag in HEADINGS for line in own):
            found.add(node)
        elif looks[tree.ends[node]].prose:
            several.setdefault(tree.shapes[node], {})[unnumbered(own[0].text)] = node
    for alike in several.values():
        found.update(alike.values() if len(alike) > 1 and min(map(len, alike)) >= _SHORTEST_HEADING else ())
    return found


def feed_areas(tree: Tree, looks: Sequence[Look], own: Sequence[float], headline: int | None) -> dict[int, int]:
    """Return the items of lists of teasers, by node: how many items their list has.

    Such a list has three siblings and more of one shape, and nearly each has a headline that is a link and
    little else. Posts of a forum have links too, but to people: shorter than 8 characters. Columns of a
    page are of one shape as well, but hold many headlines. ``own`` has for each node the characters
    outside links; what holds the page's own headline, or says it again (Re: …), is no teaser.
    """
    entries = [line.link_chars > 0 and _is_entry(line, look) for line, look in zip(tree.lines, looks)]
    if sum(entries) < _FEWEST:
        return {}
    said = tree.said(headline)
    titles, again = tree.sums(entries), tree.sums([said in line.text for line in tree.lines])
    found: dict[int, int] = {}
    for node, children in enumerate(tree.children):
        if len(children) < _FEWEST or titles[node] < _FEWEST:
            continue
        groups: dict[int, list[int]] = {}
        for child in children:
            groups.setdefault(tree.shapes[child], []).append(child)
        for group in groups.values():
            items = [child for child in group if 1 <= titles[child] <= _MAX_TITLES
                     and own[child] <= _MAX_TEASER and not again[child]]
            if len(group) >= _FEWEST and nearly_all(len(items), len(group)) and _differ(tree, entries, items):
                found.update(dict.fromkeys(items, len(items)))
    return found


def _differ(tree: Tree, entries: Sequence[bool], items: Sequence[int]) -> bool:
    """Whether most items have a headline of their own; posts repeat the thread's, or the names of buttons."""
    said = set()
    for node in items:
        first = entries.index(True, tree.starts[node])
        said.add(_COUNT.sub("", REPLY.sub("", fold(tree.lines[first].text))))
        if len(said) * 2 > len(items):
            return True
    return False


def _is_entry(line: Line, look: Look) -> bool:
    """Whether a line with a link is a headline, with nothing, a date or a text's beginning behind it; no linked date.

    A single word in Latin letters is somebody's name, or a button, and so is one right before a day.
    """
    if _SIGNED.match(line.text) or DOSE.search(line.text):  # drugs may be links, too
        return False
    if look.size >= 8 and look.own * 5 < look.size:
        ago = look.size <= 30 and ("前" in line.text or "楼" in line.text or "樓" in line.text)
        if ago and _AGO.search(line.text) and len(_AGO.sub("", line.text)) < SHORTEST_TITLE:
            return False  # a name, the floor, how long ago
        worded = not line.text.isascii() or " " in line.text
        return worded and (look.size > 30 or _DATED.search(line.text) is None)
    if line.link_chars < 8:
        return False
    words = line.text.rstrip(_DATE_CHARS)
    if line.link_chars > len(words) and line.link_chars + len(words) < len(line.text) + 8:
        return False  # a name, and the date as the link to a post
    behind = line.text[-16:]
    dated = look.own < 20 and _ENDS_DATED.search(behind) is not None
    return dated or breaks_off(behind)


def headed_areas(tree: Tree) -> dict[int, int]:
    """Return the items of lists right under a heading of other articles (相关推荐), by node: how many their list has.

    The heading says what they are: most have a headline that is a link, and behind it may stand as much text as an
    article begins with, in the same line too. Where most hold a dose they are the article's own paragraphs.
    """
    lines, found = tree.lines, dict[int, int]()
    seen: set[tuple[int, int]] = set()
    linked = [line.link_chars >= SHORTEST_TITLE for line in lines]
    for index in [at for at, (one, next_) in enumerate(zip(linked, linked[1:])) if next_ and not one]:
        if heading_kind(fold(lines[index].text)) != "related":
            continue
        node = lines[index + 1].node
        while node and tree.mates(node) < _FEWEST and tree.starts[tree.parents[node]] == index + 1:
            node = tree.parents[node]
        list_ = (tree.parents[node], tree.shapes[node])
        if not node or list_ in seen:
            continue
        seen.add(list_)
        group = [child for child in tree.alike(node) if child >= node]
        items = [child for child in group if 0 < tree.counts[child] <= _MAX_TITLES and linked[tree.starts[child]]]
        dosed = sum(any(DOSE.search(lines[at].text) for at in tree.under(child)) for child in items)
        if len(items) >= _FEWEST and nearly_all(len(items), len(group)) and dosed * 2 <= len(items):
            found.update(dict.fromkeys(items, len(items)))
    return found


def cut_areas(tree: Tree, looks: Sequence[Look], headline: int | None) -> dict[int, int]:
    """Return the items of lists of teasers without links, by node: how many items their list has.

    Each item has a headline, the beginning of a text, and that breaks off within a sentence or a date stands
    below it; or it is a beginning alone, where an article stands above. Sections of an article have whole
    paragraphs, readers' posts begin with a name.
    """
    found: dict[int, int] = {}
    starts, ends, counts = tree.starts, tree.ends, tree.counts
    path = set(tree.path(tree.places[headline])) if headline is not None and tree.groups else set()
    for group in tree.groups:
        items = [node for node in group if counts[node] <= _MAX_TITLES + 1 and node not in path]
        if not nearly_all(len(items), len(group)):
            continue
        teasers = [node for node in items if _is_teaser(tree, looks, starts[node], ends[node])]
        if nearly_all(len(teasers), len(group)) and (
                all(counts[node] > 1 for node in teasers) or _is_led(looks, headline, starts[group[0]])):
            found.update(dict.fromkeys(items, len(items)))
    return found


def _is_teaser(tree: Tree, looks: Sequence[Look], start: int, end: int) -> bool:
    """Whether some lines are a teaser: a headline, a text, then a date, or a text that is cut off."""
    alone = end == start + 1
    texts = [index for index in range(start + (not alone), end) if looks[index].prose]
    if len(texts) != 1 or looks[texts[0]].own > _MAX_TEASER:
        return False
    cut = _is_cut(tree.lines[texts[0]].text)
    if alone:
        return cut
    title, said = looks[start], tree.lines[start].text
    titled = not title.info and SHORTEST_TITLE <= title.size <= _MAX_TITLE and said[-1] not in "。；，"
    return titled and not DOCTOR_CARD.match(fold(said)) and (
        cut or any(look.info for look in looks[texts[0] + 1:end]))


def _is_cut(text: str) -> bool:
    """Whether a text ends within a sentence."""
    return len(text) >= _MIN_CUT and (text[-1].isalnum() or text[-1] in "，、,")


def _is_led(looks: Sequence[Look], headline: int | None, start: int) -> bool:
    """Whether an article stands above, whose paragraphs end as sentences do."""
    above = looks[headline + 1:start] if headline is not None else ()
    return sum(look.own for look in above if look.prose) >= _LED


def data_tables(tree: Tree, looks: Sequence[Look]) -> frozenset[int]:
    """Return the nodes with two and more rows of short cells that are not links: their long cells are data too.

    A timetable's cells may be, behind those of its rows' names; a list of other pages tells the day of each.
    """
    if not tree.tagged("tr"):
        return frozenset()
    rows = [tree.parents[line.node] for line, look in zip(tree.lines, looks) if line.tag == "tr"
            and (not look.linked or look.own - line.text.count("\t") >= _NAMED and line.text.count("\t") > 1
                 and not DAY.search(line.text))]
    return frozenset(node for node, count in Counter(rows).items() if count > 1) if rows else frozenset()


def comment_areas(tree: Tree, weights: Sequence[float], headline: int | None) -> list[bool]:
    """Return for each node whether it is named as a comment, and is not the whole page.

    The name may say only that there are comments (``article comment_feature``): then the headline is in it;
    where there is no headline, half of the prose.
    """
    named = tree.named(COMMENT_HINT, *COMMENT_MARKS)
    if not named:
        return [False] * len(tree.nodes)
    if headline is not None:
        path = set(tree.path(tree.lines[headline].node))
        return tree.below(node for node in named if node not in path)
    mass = tree.weigh([max(weight, 0) for weight in weights])
    return tree.below(node for node in named if mass[node] < .5 * mass[0])


def frame_areas(tree: Tree) -> list[bool]:
    """Return for each node whether its tag or role puts it beside the text: nav, aside, footer."""
    return tree.below([*tree.tagged(*_FRAMES), *tree.named(_FRAME_HINT, "navigation", "contentinfo", "complementary")])
