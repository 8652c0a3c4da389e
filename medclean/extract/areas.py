"""Areas of a page that are no part of an article: hidden, lists of teasers, comments; and forums."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import Mapping, Sequence

from ..document import Line
from ..patterns import lazy_regex
from ..tables import fold
from .features import Look, breaks_off, unnumbered
from .headline import LONGEST_QUESTION, asks
from .tree import Tree

_HIDDEN_HINT = lazy_regex(r"(?:^| )hidden(?: |$)")
_MAX_TITLES = 3  # of an item in a list of teasers: its headline, its author, its channel
_MAX_TEASER = 250  # characters outside links
_MAX_TITLE = 60
_MIN_TITLE = 8  # characters of a headline; what people call themselves is shorter
_MIN_CUT = 40  # characters of a sentence that is cut off, not a heading or an item
_DRAWN = 3  # times the sentences that are shown stand in the noscript of a page that scripts draw
_LED = 100  # characters of an article above a list of paragraphs that are cut off
_LONGEST_BUTTONS = 40
_ASKING = frozenset("?？")
_LAST_WORDS = 20  # characters in which a question is asked, or thanks are said behind it
_MIN_ARTICLE = 80  # characters above readers' comments
_FRAMES = frozenset(("nav", "aside", "footer"))
_FRAME_HINT = lazy_regex(r"(?:^| )(?:navigation|contentinfo|complementary)(?: |$)")
_COMMENT_HINT = lazy_regex(r"(?:^|[\s_-])(?:comment\w{0,12}|reply|replies|pinglun|cmts?|liuyan|disqus|"
                           r"respond)(?:$|[\s_-])")
_ANSWER_HINT = lazy_regex(r"repl[iy]|answer|post|topic|floor")
_COMMENT_MARKS = ("comment", "repl", "pinglun", "cmt", "liuyan", "disqus", "respond")
_SITE_KEYS = ("keywords", "generator", "og:site_name", "application-name")
_FORUM_NAME = lazy_regex(r"论坛|社区|贴吧|bbs|问答|问必答|知道|提问|讨论[区版]|discuz|phpwind|phpbb|vbulletin|xenforo|xiuno|"
                         r"forum", re.I)
_ENGINE = lazy_regex(r"powered by.{0,3}(?:discuz|phpwind|vbulletin|xenforo|xiuno|\w{0,8}(?:bbs|bb|board|forum)\b)", re.I)
_FORUM_HINT = lazy_regex(r"(?:^|[\s_-])(?:thread|topic|postlist|answers?|question|floor|forum|bbs)(?:$|[\s_\-0-9])|"
                         r"(?:^|\s)(?:repl(?:y|ies)(?=\s|-?\d|_c|$)|(?:post|pid)_?\d)")
_FORUM_LINE = lazy_regex(r"沙发|板凳|最佳答案|只看该作者|发表于|精华|积分|楼(?:主|(?<=\d楼)|(?<=\d 楼))|#(?: ?\d|(?<=\d#)|(?<=\d #))|"
                         r"回(?:帖|(?:(?<=\d回)|(?<=\d 回)|(?<=\d个回)|(?<=\d 个回))[答复])")
_REPLY = lazy_regex(r"(?:[Rr][Ee]|回[复应]) ?: ?")
_COUNT = lazy_regex(r"\( ?\d+ ?\)")
_DATED = lazy_regex(r"\d:\d\d|(?:19|20)\d\d[-/.年]\s?\d")
_SOURCED = lazy_regex(r"(?:来源|稿源|责任编辑|责编|编辑|记者|通讯员) ?:")
_HOUR = lazy_regex(r"\d:\d\d")
_TITLED = frozenset(("h1", "h2", "h3", "h4"))
_ENDS_DATED = lazy_regex(r"(?:\d:\d\d|[-/.年月]\s?\d{1,2}日?)\s?[)\]】）]?\Z")
_DATE_CHARS = "0123456789 :-/.年月日时分秒()[]（）【】"
BUTTONS = lazy_regex(r"(?:(?:回复|举报|引用|收藏|分享|点?赞同?|顶|踩|有用|没用|评论|支持|反对|楼主)[\s\d()\[\]·|]*){1,8}\Z|第? ?\d+ ?楼")
DOCTOR = lazy_regex(r"[^，,。]{0,12}(?<!我是)(?:副?主任|主治|住院)(?:中?医|药|护)师.{0,12}(?:擅长|医院|帮助|感谢|好评|科)")
_TITLE_PARTS = lazy_regex(r"[-_|—–·»«<>﹣]")


def hidden_areas(tree: Tree, looks: Sequence[Look]) -> list[bool]:
    """Return for each node whether its text is hidden, of a button, or for readers without scripts.

    Where those are shown nearly all sentences of the page, scripts draw it: then that is its text.
    """
    silent = [index for index, node in enumerate(tree.nodes) if node.tag == "noscript"]
    if silent:
        within = tree.below(silent)
        prose = [(within[line.node], look.own) for line, look in zip(tree.lines, looks) if look.prose]
        shown = sum(own for inside, own in prose if not inside)
        if sum(own for inside, own in prose if inside) >= max(_LED, _DRAWN * shown):
            silent = []
    buttons = (index for index, node in enumerate(tree.nodes) if node.tag == "button")
    return tree.below([*silent, *buttons, *tree.named(_HIDDEN_HINT, "hidden")])


def feed_areas(tree: Tree, looks: Sequence[Look], own: Sequence[float], headline: int | None) -> dict[int, int]:
    """Return the items of lists of teasers, by node: how many items their list has.

    Such a list has three siblings and more of one shape, and nearly each has a headline that is a link and
    little else. Posts of a forum have links too, but to people: shorter than 8 characters. Columns of a
    page are of one shape as well, but hold many headlines. ``own`` has for each node the characters
    outside links; what holds the page's own headline is no teaser.
    """
    said = tree.lines[headline].text if headline is not None else "\n"
    entries = [index for index, look in enumerate(looks)
               if _is_entry(tree.lines[index], look) and said not in tree.lines[index].text]
    listed = frozenset(entries)
    titles = tree.sums(index in listed for index in range(len(looks)))
    path = set(tree.path(tree.lines[headline].node)) if headline is not None else set()
    found: dict[int, int] = {}
    for node, children in enumerate(tree.children):
        if len(children) < 3 or titles[node] < 3:
            continue
        groups: dict[int, list[int]] = {}
        for child in children:
            groups.setdefault(tree.shapes[child], []).append(child)
        for group in groups.values():
            items = [child for child in group if 1 <= titles[child] <= _MAX_TITLES
                     and own[child] <= _MAX_TEASER and child not in path]
            if len(group) >= 3 and len(items) * 10 >= len(group) * 7 and _differ(tree, entries, items):
                found.update(dict.fromkeys(items, len(items)))
    return found


def _differ(tree: Tree, entries: Sequence[int], items: Sequence[int]) -> bool:
    """Whether most items have a headline of their own; posts repeat the thread's, or the names of buttons."""
    starts = tree.starts
    said = set()
    for node in items:
        first = entries[bisect_left(entries, starts[node])]
        said.add(_COUNT.sub("", _REPLY.sub("", fold(tree.lines[first].text))))
    return len(said) * 2 > len(items)


def _is_entry(line: Line, look: Look) -> bool:
    """Whether a line is a linked headline, with nothing, a date or a text's beginning behind it; no linked date.

    A single word in Latin letters is somebody's name, or a button.
    """
    if look.size >= 8 and look.own * 5 < look.size:
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


def cut_areas(tree: Tree, looks: Sequence[Look], headline: int | None) -> dict[int, int]:
    """Return the items of lists of teasers without links, by node: how many items their list has.

    Each item has a headline, the beginning of a text, and that breaks off within a sentence or a date stands
    below it; or it is a beginning alone, where an article stands above. Sections of an article have whole
    paragraphs, readers' posts begin with a name.
    """
    found: dict[int, int] = {}
    starts, counts = tree.starts, tree.counts
    path = set(tree.path(tree.lines[headline].node)) if headline is not None else set()
    for group in tree.groups:
        items = [node for node in group if counts[node] <= _MAX_TITLES + 1 and node not in path]
        if len(items) * 10 < len(group) * 7:
            continue
        teasers = [node for node in items if _is_teaser(tree, looks, starts[node], int(counts[node]))]
        if len(teasers) * 10 >= len(group) * 7 and (
                all(counts[node] > 1 for node in teasers) or _is_led(looks, headline, starts[group[0]])):
            found.update(dict.fromkeys(items, len(items)))
    return found


def _is_teaser(tree: Tree, looks: Sequence[Look], start: int, count: int) -> bool:
    """Whether some lines are a teaser: a headline, a text, then a date, or a text that is cut off."""
    texts = [index for index in range(start + (count > 1), start + count) if looks[index].prose]
    if len(texts) != 1 or looks[texts[0]].own > _MAX_TEASER:
        return False
    cut = _is_cut(tree.lines[texts[0]].text)
    if count == 1:
        return cut
    title, said = looks[start], tree.lines[start].text
    titled = not title.info and _MIN_TITLE <= title.size <= _MAX_TITLE and said[-1] not in "。；，"
    return titled and not DOCTOR.match(fold(said)) and (
        cut or any(look.info for look in looks[texts[0] + 1:start + count]))


def _is_cut(text: str) -> bool:
    """Whether a text ends within a sentence."""
    return len(text) >= _MIN_CUT and (text[-1].isalnum() or text[-1] in "，、,")


def _is_led(looks: Sequence[Look], headline: int | None, start: int) -> bool:
    """Whether an article stands above, whose paragraphs end as sentences do."""
    above = looks[headline + 1:start] if headline is not None else ()
    return sum(look.own for look in above if look.prose) >= _LED


def data_tables(tree: Tree, looks: Sequence[Look]) -> frozenset[int]:
    """Return the nodes with two and more rows of short cells that are not links: their long cells are data too."""
    rows = Counter(tree.parents[line.node] for line, look in zip(tree.lines, looks)
                   if line.tag == "tr" and not look.linked)
    return frozenset(node for node, count in rows.items() if count > 1)


def comment_areas(tree: Tree, weights: Sequence[float], headline: int | None) -> list[bool]:
    """Return for each node whether it is named as a comment, and is not the whole page.

    The name may say only that there are comments (``article comment_feature``): then the headline is in it;
    where there is no headline, half of the prose.
    """
    named = tree.named(_COMMENT_HINT, *_COMMENT_MARKS)
    if not named:
        return [False] * len(tree.nodes)
    if headline is not None:
        path = set(tree.path(tree.lines[headline].node))
        return tree.below(node for node in named if node not in path)
    mass = tree.sums(max(weight, 0) for weight in weights)
    return tree.below(node for node in named if mass[node] < .5 * mass[0])


def frame_areas(tree: Tree) -> list[bool]:
    """Return for each node whether its tag or role puts it beside the text: nav, aside, footer."""
    tagged = (index for index, node in enumerate(tree.nodes) if node.tag in _FRAMES)
    return tree.below([*tagged, *tree.named(_FRAME_HINT, "navigation", "contentinfo", "complementary")])


def is_forum(tree: Tree, looks: Sequence[Look], head: Mapping[str, str], weights: Sequence[float],
             feeds: Sequence[bool], headline: int | None, posts: Sequence[list[int]] = ()) -> bool:
    """Tell a thread or a question with answers: two kinds of evidence out of four.

    These are the name of the site, the names of containers, what short lines say (楼主, 3#, 最佳答案),
    and whether most of the prose stands in three siblings and more of one shape. Lines that answer the headline
    (Re: …) speak too, and so does the engine's name. A blog has comments, an article may be about a forum,
    but seldom are there two of them. ``posts`` (of `post_groups`) alone are enough, where no article is above.
    """
    if _is_thread(tree, looks, weights, headline, posts):
        return True
    name, *site = _TITLE_PARTS.split(head.get("title", ""))
    said = [*site, name if len(name) <= 8 else "" if site else name[:8], *(head.get(key, "")[:200] for key in _SITE_KEYS)]
    titled = _FORUM_NAME.search(fold(" ".join(said))) is not None
    threads = len(tree.named(_FORUM_HINT))
    named = threads >= 3 and (titled or threads > len(tree.named(_COMMENT_HINT, *_COMMENT_MARKS)) // 2)
    if titled and (named or any(_may_answer(tree, looks, headline, group) for group in posts)):
        return True
    short = fold("\n".join(line.text for line in tree.lines if len(line.text) <= 60))
    asked = fold(tree.lines[headline].text) if headline is not None else "\n"
    replied = sum(short.startswith(asked, reply.end()) for reply in _REPLY.finditer(short)) > 1
    spoken = replied or sum(1 for _ in zip(range(3), _FORUM_LINE.finditer(short))) == 3
    kinds = titled + named + spoken + ("owered" in short.lower() and _ENGINE.search(short) is not None)
    return kinds > 1 or kinds == 1 and _is_repeated(tree, looks, weights, feeds, headline)


def post_groups(tree: Tree, looks: Sequence[Look]) -> list[list[int]]:
    """Return the readers' posts that no name tells: three siblings and more of one shape, by group.

    Nearly each of them has some text, and two lines about it: when it was written, by whom, buttons, or what half of
    the others say too; or its first line has the hour and somebody's name.
    """
    lines = tree.counts
    groups = [group for group in tree.groups if sum(lines[node] > 1 for node in group) * 10 >= len(group) * 7]
    if not groups:
        return []
    told = [look.size <= 40 and (look.info or BUTTONS.match(fold(line.text)) is not None)
            for line, look in zip(tree.lines, looks)]
    dated = tree.sums(told)
    about = tree.sums(each or look.size <= 40 and look.linked for each, look in zip(told, looks))
    starts = tree.starts
    found = []
    for group in groups:
        written = [node for node in group if dated[node] >= 1 and lines[node] > about[node]]
        if len(written) * 10 < len(group) * 7:
            continue
        clear = [node for node in written
                 if about[node] >= 2 or told[starts[node]] and _signs(tree.lines[starts[node]].text)]
        if len(clear) * 10 >= len(group) * 7 or _say_the_same(tree, looks, told, group):
            found.append(group)
    return found


def _say_the_same(tree: Tree, looks: Sequence[Look], told: Sequence[bool], group: Sequence[int]) -> bool:
    """Whether half of some siblings hold the same short line, but for numbers, beside what is ``told`` of them: 患者."""
    said: Counter[str] = Counter()
    for node in group:
        start = tree.starts[node]
        said.update({unnumbered(tree.lines[index].text) for index in range(start, start + int(tree.counts[node]))
                     if looks[index].size <= _LONGEST_BUTTONS and not (looks[index].prose or told[index])})
    return any(count * 2 >= len(group) for text, count in said.items() if text)


def _signs(text: str) -> bool:
    """Whether a line has an hour, and more than that: a name, a floor."""
    return _HOUR.search(text) is not None and sum(map(str.isalpha, text)) > 1


def post_areas(tree: Tree, looks: Sequence[Look], headline: int | None, groups: Sequence[list[int]]) -> list[int]:
    """Return the nodes of readers' posts below an article; ``groups`` are those of `post_groups`."""
    return [node for group in groups if _is_below(tree, looks, headline, tree.starts[group[0]]) for node in group]


def _is_thread(tree: Tree, looks: Sequence[Look], weights: Sequence[float], headline: int | None,
               groups: Sequence[list[int]]) -> bool:
    """Whether most of the prose is readers' posts, or stands above them, and no article does.

    News in full, one below the other, have dates and sources as posts have; but each has a headline of its own,
    and the page has none.
    """
    if not groups or headline is None:
        return False
    mass = tree.sums(max(weight, 0) for weight in weights)
    said = tree.lines[headline].text
    headings = [index for index, line in enumerate(tree.lines) if line.tag in _TITLED and not looks[index].info
                and looks[index].size >= _MIN_TITLE and not line.text.endswith(said)]
    for group in groups:
        start = tree.starts[group[0]]
        above = sum(max(weight, 0) for weight in weights[headline + 1:start])
        most = (sum(mass[node] for node in group) + above) * 10 >= mass[0] * 6 > 0
        last = tree.starts[group[-1]] + int(tree.counts[group[-1]])
        titles = {tree.lines[index].text for index in headings[bisect_left(headings, start):bisect_left(headings, last)]}
        if most and len(titles) * 2 < len(group):
            answered = not above or _is_asked(tree, looks, headline, start) and not _are_comments(tree, group)
            if answered and not _is_below(tree, looks, headline, start):
                return True
    return False


def _may_answer(tree: Tree, looks: Sequence[Look], headline: int | None, posts: Sequence[int]) -> bool:
    """Whether posts have no name that says comment, and no article with a source stands above."""
    above = range(headline or 0, tree.starts[posts[0]])
    return not (_are_comments(tree, posts) or _is_sourced(tree, looks, above))


def _are_comments(tree: Tree, posts: Sequence[int]) -> bool:
    """Whether posts are named as comments, and neither as replies nor as answers."""
    hint = tree.nodes[posts[0]].hint
    return _COMMENT_HINT.search(hint) is not None and _ANSWER_HINT.search(hint) is None


def _is_below(tree: Tree, looks: Sequence[Look], headline: int | None, start: int) -> bool:
    """Whether what stands between headline and posts is an article: more than a question, or a first post.

    An article has a source, or an editor.
    """
    above = range(headline or 0, start)
    written = sum(looks[index].own for index in above if looks[index].prose)
    sourced = _is_sourced(tree, looks, above)
    if headline is None or _is_asked(tree, looks, headline, start):
        return written > (_MIN_ARTICLE if sourced else LONGEST_QUESTION)
    return written > (0 if sourced else _MIN_ARTICLE)


def _is_sourced(tree: Tree, looks: Sequence[Look], above: range) -> bool:
    return any(_SOURCED.search(fold(tree.lines[index].text)) for index in above if looks[index].size <= 80)


def _is_asked(tree: Tree, looks: Sequence[Look], headline: int, start: int) -> bool:
    """Whether the headline asks something, or the end of a paragraph between it and the posts."""
    return asks(tree.lines[headline].text) or any(
        looks[index].prose and not _ASKING.isdisjoint(tree.lines[index].text[-_LAST_WORDS:])
        for index in range(headline + 1, start))


def _is_repeated(tree: Tree, looks: Sequence[Look], weights: Sequence[float], feeds: Sequence[bool],
                 headline: int | None) -> bool:
    """Whether three fifths of the prose stand in three siblings and more of one shape, with no article above."""
    mass = tree.sums(max(weight, 0) for weight in weights)
    starts = tree.starts
    for group in tree.groups:
        held = [mass[node] for node in group if mass[node] > 0 and not feeds[node]]
        if len(held) >= 3 and sum(held) > .6 * mass[0]:
            return not _is_below(tree, looks, headline, starts[group[0]])
    return False
