"""Whether a page is a thread, or a question with answers: then replies belong to its text."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import Mapping, Sequence

from ..patterns import lazy_regex
from ..tables import fold
from .areas import COMMENT_HINT, COMMENT_MARKS, MIN_TITLE, REPLY
from .features import Look, unnumbered
from .headline import LONGEST_QUESTION, asks
from .tree import Tree

_LONGEST_BUTTONS = 40  # characters
_NAMES = 3  # of containers, at least: known articles have none around their headlines
_ASKING = frozenset("?？")
_LAST_WORDS = 20  # characters in which a question is asked, or thanks are said behind it
_MIN_ARTICLE = 80  # characters above readers' comments
_COMMENTS = lazy_regex(r"(?:[^回答楼]{0,6}|共? ?\d+ ?[条个则] ?)(?:评论|留言|讨论|跟[帖贴]|热议)"
                       r"[ \d()条个则区列表]*:?\Z")
_ANSWER_HINT = lazy_regex(r"repl[iy]|answer|post|topic|floor")
_SITE_KEYS = ("keywords", "generator", "og:site_name", "application-name")
_FORUM_NAME = lazy_regex(r"论坛|社区|贴吧|bbs|问答|问必答|知道|提问|讨论[区版]|discuz|phpwind|phpbb|vbulletin|xenforo|xiuno|"
                         r"forum", re.I)
_ENGINE = lazy_regex(r"powered by.{0,3}(?:discuz|phpwind|vbulletin|xenforo|xiuno|"
                     r"\w{0,8}(?:bbs|bb|board|forum)(?:xp)?\b)", re.I)
_FORUM_HINT = lazy_regex(r"(?:^|[\s_-])(?:thread|topic|postlist|answers?|question|floor|forum|bbs)(?:$|[\s_\-0-9])|"
                         r"(?:^|\s)(?:repl(?:y|ies)(?=\s|-?\d|_c|$)|(?:post|pid)_?\d)")
_FORUM_LINE = lazy_regex(r"沙发|板凳|最佳答案|只看该作者|发表于|精华|积分|楼(?:主|(?<=\d楼)|(?<=\d 楼))|#(?: ?\d|(?<=\d#)|(?<=\d #))|"
                         r"回(?:帖|(?:(?<=\d回)|(?<=\d 回)|(?<=\d个回)|(?<=\d 个回))[答复])")
_SOURCED = lazy_regex(r"(?:来源|稿源|责任编辑|责编|编辑|记者|通讯员) ?:")
_HOUR = lazy_regex(r"\d:\d\d")
_TITLED = frozenset(("h1", "h2", "h3", "h4"))
BUTTONS = lazy_regex(r"(?:(?:回复|举报|引用|收藏|分享|点?赞同?|顶|踩|有用|没用|评论|支持|反对|楼主)[\s\d()\[\]·|]*){1,8}\Z|第? ?\d+ ?楼")
_TITLE_PARTS = lazy_regex(r"[-_|—–·»«<>﹣]")


def is_forum(tree: Tree, looks: Sequence[Look], head: Mapping[str, str], weights: Sequence[float],
             feeds: Sequence[bool], headline: int | None, posts: Sequence[list[int]] = ()) -> bool:
    """Tell a thread or a question with answers: two kinds of evidence out of four.

    These are the name of the site, the names of containers, what short lines say (楼主, 3#, 最佳答案),
    and whether most of the prose stands in three siblings and more of one shape. Lines that answer the headline
    (Re: …) speak too, and so does the engine's name. A blog has comments, an article may be about a forum,
    but seldom are there two of them. ``posts`` (of `post_groups`) alone are enough where no article is above, and
    so they are where the site is called a forum.
    """
    if _is_thread(tree, looks, weights, headline, posts):
        return True
    called = tree.named(_FORUM_HINT)
    if headline is not None and _is_housed(tree, called, headline):
        return True
    name, *site = _TITLE_PARTS.split(head.get("title", ""))
    site += [name[:8]] if len(name) <= 8 or not site else []
    said = [*site, *(head.get(key, "")[:200] for key in _SITE_KEYS)]
    titled = _FORUM_NAME.search(fold(" ".join(said))) is not None
    threads = len(called)
    named = threads >= 3 and (titled or threads > len(tree.named(COMMENT_HINT, *COMMENT_MARKS)) // 2)
    if titled and (named or any(_may_answer(tree, looks, headline, group) for group in posts)):
        return True
    short = fold("\n".join(line.text for line in tree.lines if len(line.text) <= 60))
    asked = fold(tree.lines[headline].text) if headline is not None else "\n"
    replied = sum(short.startswith(asked, reply.end()) for reply in REPLY.finditer(short)) > 1
    spoken = replied or sum(1 for _ in zip(range(3), _FORUM_LINE.finditer(short))) == 3
    kinds = titled + named + spoken + ("owered" in short.lower() and _ENGINE.search(short) is not None)
    return kinds > 1 or kinds == 1 and _is_repeated(tree, looks, weights, feeds, headline)


def _is_housed(tree: Tree, called: Sequence[int], headline: int) -> bool:
    """Whether the headline stands in one of the containers ``called`` threads, topics, questions; of several names.

    A page of news has a name or two of that kind: of its topics, or of the floors of its comments.
    """
    names = {unnumbered(tree.nodes[node].hint) for node in called if not COMMENT_HINT.search(tree.nodes[node].hint)}
    return len(names) >= _NAMES and not set(called).isdisjoint(tree.path(tree.lines[headline].node))


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
    return [node for group in groups if _is_commented(tree, looks, headline, group) for node in group]


def _is_commented(tree: Tree, looks: Sequence[Look], headline: int | None, posts: Sequence[int]) -> bool:
    """Whether posts stand below an article, or below any text with a line between that says comments."""
    start = tree.starts[posts[0]]
    above = range(headline or 0, start)
    return _is_below(tree, looks, headline, start) or _are_comments(tree, posts) and any(
        looks[index].prose for index in above)


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
                and looks[index].size >= MIN_TITLE and not line.text.endswith(said)]
    for group in groups:
        start = tree.starts[group[0]]
        above = sum(max(weight, 0) for weight in weights[headline + 1:start])
        most = (sum(mass[node] for node in group) + above) * 10 >= mass[0] * 6 > 0
        last = tree.starts[group[-1]] + int(tree.counts[group[-1]])
        inside = headings[bisect_left(headings, start):bisect_left(headings, last)]
        titles = {tree.lines[index].text for index in inside}
        if most and len(titles) * 2 < len(group):
            answered = not above or _is_asked(tree, looks, headline, start) and not _are_comments(tree, group)
            if answered and not _is_below(tree, looks, headline, start):
                return True
    return False


def _may_answer(tree: Tree, looks: Sequence[Look], headline: int | None, posts: Sequence[int]) -> bool:
    """Whether posts are not called comments, and what stands above is no longer than a question, without a source."""
    above = range(headline or 0, tree.starts[posts[0]])
    written = sum(looks[index].own for index in above if looks[index].prose)
    return not (_are_comments(tree, posts) or written > LONGEST_QUESTION or _is_sourced(tree, looks, above))


def _are_comments(tree: Tree, posts: Sequence[int]) -> bool:
    """Whether posts are named as comments, and neither as replies nor as answers; or the line above them says so."""
    hint, start = tree.nodes[posts[0]].hint, tree.starts[posts[0]]
    if start and _COMMENTS.match(fold(tree.lines[start - 1].text)):
        return True
    return COMMENT_HINT.search(hint) is not None and _ANSWER_HINT.search(hint) is None


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
