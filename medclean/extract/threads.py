"""Whether a page is a thread, or a question with answers: then replies belong to its text."""
from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import Mapping, NamedTuple, Sequence

from ..days import CLOCK, DAY, EVEN, HOUR, HOURS
from ..dialogue import FLOOR, REPLY, frames_post, is_office
from ..patterns import lazy_regex
from ..tables import alternatives, fold
from ..values import MEASURED
from .above import REPLIES, Above
from .areas import COMMENT_HINT, COMMENT_MARKS
from .features import SENTENCE_ENDS, Look, unnumbered
from .headline import LONGEST_QUESTION, SHORTEST_TITLE
from .posts import LONGEST_BUTTONS, are_comments, are_measured, are_readers, beside_day, head_of, named_in
from .tree import LEAVES, Tree, nearly_all

_NEAR = 2  # lines between who signs a post, and the post
_SHORT = 30  # characters of an entry of a log
_FOOT = 12  # short lines of it
_NAMES = 3  # of containers, at least: known articles have none around their headlines
_SITE_KEYS = ("keywords", "generator", "og:site_name", "application-name")
_FORUM_NAME = lazy_regex(rf"论坛|社区(?!卫生|医院|服务)|贴吧|bbs|问答|问必答|知道|提问|讨论[区版]|forum|{alternatives('engines')}", re.I)
_ENGINE = lazy_regex(rf"\b(?:{alternatives('engines')})\b|powered by.{{0,3}}\w{{0,8}}(?:bbs|bb|board|forum)(?:xp)?\b",
                     re.I)
_SIGNS = ("owered by", "驱动", "技术支持", "©", "opyright")  # of software, in a page's foot
_FORUM_HINT = lazy_regex(r"(?:^|[\s_-])(?:thread|topic|postlist|answers?|question|floor|forum|bbs)(?:$|[\s_\-0-9])|"
                         r"(?:^|\s)(?:repl(?:y|ies)(?=\s|-?\d|_c|$)|(?:post|pid)_?\d)")
_FORUM_MARKS = ("thread", "topic", "postlist", "answer", "question", "floor", "forum", "bbs", "repl", "post", "pid")
_SPOKEN = (r"沙发|板凳|最佳答案|只看该作者|发表于|精华|积分|楼主|"
           r"回(?:帖|(?:(?<=\d回)|(?<=\d 回)|(?<=\d个回)|(?<=\d 个回))[答复])")
_FORUM_WORD = lazy_regex(_SPOKEN)
_FORUM_LINE = lazy_regex(rf"{_SPOKEN}|楼(?:(?<=\d楼)|(?<=\d 楼))|#(?: ?\d|(?<=\d#)|(?<=\d #))")
_DAY_AND_HOUR = rf"\d{{1,2}}[-/.月] ?\d{{1,2}}日? ?{CLOCK}"
_SIGNED = lazy_regex(rf"[^\W\d_].{{0,24}}{_DAY_AND_HOUR}")
_GUEST = lazy_regex(rf"\A\W{{0,3}}(?:姓\s{{0,4}}名|昵称|暱稱|网名|網名|留言[人者]|访客|訪客)\s?[:：]\s?\S.{{0,60}}"
                    rf"{_DAY_AND_HOUR}")
_TITLE_PARTS = lazy_regex(r"[-_|—–·»«<>﹣]")


class Seen(NamedTuple):
    """What is known of a page before it is told whether it is a thread.

    ``weights`` are those of its lines, ``feeds`` flags by node: it is in a list of other pages; ``above`` tells what
    stands between the headline and what may be posts.
    """

    tree: Tree
    looks: Sequence[Look]
    weights: Sequence[float]
    feeds: Sequence[bool]
    above: Above

    def mass(self, start: int = 0) -> list[float]:
        """Return what the prose of each node weighs, of the lines from ``start`` on."""
        return self.tree.weigh([max(weight, 0) * (index >= start) for index, weight in enumerate(self.weights)])


def is_forum(page: Seen, head: Mapping[str, str], posts: Sequence[list[int]]) -> bool:
    """Tell a thread or a question with answers: two kinds of evidence out of four.

    These are the name of the site, the names of containers, what short lines say (楼主, 3#, 最佳答案),
    and whether most of the prose stands in three siblings and more of one shape. Lines that answer the headline
    (Re: …) speak too, and so does the engine's name. A blog has comments, an article may be about a forum,
    but seldom are there two of them. ``posts`` (of `posts.post_groups`) alone are enough where no article is above, and
    so they are where the site is called a forum, and where they are a chat.
    """
    tree, headline = page.tree, page.above.headline
    mass = page.mass() if posts else []
    if any(_is_chat(page, mass, group) for group in posts) or page.above.consulted(page.feeds) is not None:
        return True
    if _is_thread(page, posts) or _is_signed(page) or _is_signed_alike(page) or _opens_thread(page):
        return True
    called = tree.named(_FORUM_HINT, *_FORUM_MARKS)
    if headline is not None and _is_housed(tree, called, headline):
        return True
    titled = _is_called_forum(head)
    threads = len(called)
    named = threads >= 3 and (titled or threads > len(tree.named(COMMENT_HINT, *COMMENT_MARKS)) // 2)
    if titled and (named or any(_may_answer(page, group) for group in posts)):
        return True
    short = fold("\n".join(line.text for line in tree.lines if len(line.text) <= 60))
    asked = fold(tree.said(headline))
    replied = sum(short.startswith(asked, reply.end()) for reply in REPLY.finditer(short)) > 1
    worded = replied or _is_worded(short)
    spoken = worded or _is_floored(short) and not _is_measured(page)
    kinds = titled + named + spoken + _is_signed_by_engine(short)
    if kinds == 1 and not _is_repeated(page):
        return _is_replied(page, worded or not spoken)
    return kinds > 0


def _is_called_forum(head: Mapping[str, str]) -> bool:
    """Whether the head's title calls the site a forum, or another of its values does."""
    name, *site = _TITLE_PARTS.split(head.get("title", ""))
    site += [name[:8]] if len(name) <= 8 or not site else []
    said = [*site, *(head.get(key, "")[:200] for key in _SITE_KEYS)]
    return _FORUM_NAME.search(fold(" ".join(said))) is not None


def _is_worded(short: str) -> bool:
    """Whether short lines hold three words that forums have."""
    return sum(1 for _ in zip(range(3), _FORUM_WORD.finditer(short))) == 3


def _is_floored(short: str) -> bool:
    """Whether short lines speak of floors, beside half as many days at least: those of a building have none."""
    said = _FORUM_LINE.findall(short)
    floors = sum(word[0] in "楼#" and word != "楼主" for word in said)
    return len(said) > 2 and len(DAY.findall(short)) * 2 >= floors


def _is_measured(page: Seen) -> bool:
    """Whether most of the prose holds doses and values, as that of logs does."""
    prose = [line.text for line, look in zip(page.tree.lines, page.looks) if look.prose]
    return sum(MEASURED.search(text) is not None for text in prose) * 2 > len(prose)


def _is_replied(page: Seen, floored: bool) -> bool:
    """Whether replies, and no comments, follow what is no longer than a question, without a source.

    Floors count as replies where more than floors speaks of a thread, ``floored``: one fact is not two.
    """
    above, start = page.above, page.above.replied(page.feeds, floored)
    if start is None or above.written(start) > LONGEST_QUESTION or above.is_sourced(start):
        return False
    return not _in_comments(page.tree, start)


def _in_comments(tree: Tree, index: int) -> bool:
    return any(are_comments(tree, [node]) for node in tree.path(tree.lines[index].node))


def _is_signed_by_engine(short: str) -> bool:
    """Whether the foot of a page names the software of a forum: Powered by …, 由 … 强力驱动."""
    if not any([sign in short for sign in _SIGNS]):
        return False
    return any(any(sign in line for sign in _SIGNS) and _ENGINE.search(line) for line in short.splitlines()[-_FOOT:])


def _is_housed(tree: Tree, called: Sequence[int], headline: int) -> bool:
    """Whether the headline stands in one of the containers ``called`` threads, topics, questions; of several names.

    A page of news has a name or two of that kind: of its topics, or of the floors of its comments.
    """
    names = {unnumbered(tree.nodes[node].hint) for node in called if not COMMENT_HINT.search(tree.nodes[node].hint)}
    return len(names) >= _NAMES and not set(called).isdisjoint(tree.path(tree.lines[headline].node))


def _is_thread(page: Seen, groups: Sequence[list[int]]) -> bool:
    """Whether most of the prose is readers' posts, or stands above them, and no article does.

    News in full, one below the other, have dates and sources as posts have; but each has a headline of its own,
    and the page has none.
    """
    tree, above, headline = page.tree, page.above, page.above.headline
    if not groups or headline is None:
        return False
    mass = page.mass(headline + 1)
    weighed = [0.0, *accumulate(max(weight, 0) for weight in page.weights)]
    for group in groups:
        start = tree.starts[group[0]]
        before = max(0.0, weighed[start] - weighed[headline + 1])
        most = (sum(mass[node] for node in group) + before) * 10 >= mass[0] * 6 > 0
        titles = {tree.lines[index].text for index in above.headings_between(start, tree.ends[group[-1]])}
        if most and len(titles) * 2 < len(group):
            booked = above.is_guest_book(start)
            alone = (booked or not before) and are_readers(tree, page.looks, group)
            answered = alone or above.is_asked(start) and not are_comments(tree, group)
            if answered and (booked or not above.is_article(start)) or _are_replies(page, group):
                return True
    return False


def _is_chat(page: Seen, mass: Sequence[float], posts: Sequence[int]) -> bool:
    """Whether three fifths of a page's prose are posts, and none stands between its headline and them.

    Each has an hour, and beside it, or in the line, what is as short as a name. Two people and more speak, and not all
    of them for an office; below a headline one of them speaks again. What is planned, or logged, has even hours, or
    values; and teasers are links. ``mass`` has what the prose of each node weighs.
    """
    tree, looks, above = page.tree, page.looks, page.above
    if sum(mass[node] for node in posts) * 10 < mass[0] * 6 or any(page.feeds[node] for node in posts):
        return False
    titled, start = above.headline is not None, tree.starts[posts[0]]
    if titled and (start < (above.headline or 0) or above.written(start)
                   or len(above.headings_between(start, tree.ends[posts[-1]])) * 2 >= len(posts)):
        return False
    hours, names = [], Counter[str]()
    for node in posts:
        for index in head_of(tree, node):
            text, look = tree.lines[index].text, looks[index]
            if look.info and look.size <= LONGEST_BUTTONS and HOUR.search(text) and not HOURS.search(text):
                hours.append(text)
                names.update(filter(None, [named_in(fold(text))]))
            elif look.size < SHORTEST_TITLE and not look.info and not MEASURED.search(text):
                names[text] += 1
    even = all(EVEN.search(text) for text in hours) or all(map(is_office, names))
    return (nearly_all(len(hours), len(posts)) and len(names) > 1 and not even and not are_measured(tree, looks, posts)
            and not (titled and max(names.values()) < 2))


def _are_replies(page: Seen, posts: Sequence[int]) -> bool:
    """Whether a line right above posts calls them replies, and not comments; and no source is named above them."""
    tree, start = page.tree, page.tree.starts[posts[0]]
    said = any(REPLIES.match(fold(line.text)) for line in tree.lines[max(start - 2, 0):start])
    return said and not are_comments(tree, posts) and not page.above.is_sourced(start)


def _is_signed(page: Seen) -> bool:
    """Whether most of the prose stands in one container between lines of who wrote and when, as posts do in lists.

    There are three such lines and more of one shape, each with a name, the day and the hour, and text between them;
    news in full have headlines between them, too. They stand in a ``dl``, something is asked above, or the page has
    buttons of posts: ward rounds are signed as well. A page without a headline is a guest book, where a label stands
    before each name.
    """
    tree, lines, above = page.tree, page.tree.lines, page.above
    signature = _SIGNED if above.headline is not None else _GUEST
    below = 0 if above.headline is None else above.headline + 1
    signed: dict[int, list[int]] = {}
    for index in range(below, len(lines)):
        look = page.looks[index]
        stamped = look.info and look.size <= LONGEST_BUTTONS and not look.linked
        if stamped and signature.search(lines[index].text) and not HOURS.search(lines[index].text):
            signed.setdefault(tree.shapes[lines[index].node], []).append(index)
    apart = [heads for heads in signed.values()
             if len(heads) > 2 and all(after - before > 1 for before, after in zip(heads, heads[1:]))]
    weighed = [0.0, *accumulate(max(weight, 0) for weight in page.weights[below:])] if apart else []
    for heads in apart:
        start, node = heads[0], lines[heads[0]].node
        while tree.ends[node] <= heads[-1]:
            node = tree.parents[node]
        end = tree.ends[node]
        titled = len(above.headings_between(start - 1, end)) * 2 >= len(heads)
        if weighed[end - below] * 10 >= weighed[-1] * 6 and not (
                titled or _in_comments(tree, start) or above.is_article(start)):
            return above.headline is None or lines[start].tag == "dt" or above.is_asked(start) or any(
                frames_post(fold(line.text)) for line in lines if len(line.text) <= LONGEST_BUTTONS)
    return False


def _is_signed_alike(page: Seen) -> bool:
    """Whether the first paragraph below the headline is signed as others are: then it is a post, and those answer it.

    Right above each stands a line with the day, the hour and a name, in an element of one name, and what they sign
    stands in elements of another, which hold a third of the prose. Whoever signs an article signs it otherwise than its
    readers do. News in full have headlines; those who log things an office, even hours, or values in short lines.
    """
    tree, looks, weights, above = page.tree, page.looks, page.weights, page.above
    found: dict[tuple[str, str], list[int]] = {}
    stamp, stamps = -_NEAR, list[str]()
    for index in range((above.headline or 0) + 1, len(looks)):
        if looks[index].info:
            stamp = index
        elif index - stamp <= _NEAR:
            key = _name_above(tree, stamp), _name_above(tree, index)
            if all(key) and key[0] != key[1] and (key in found or not found and looks[index].prose) and _is_stamp(
                    tree.lines[stamp].text):
                found.setdefault(key, []).append(index)
                stamps.append(tree.lines[stamp].text)
                stamp = -_NEAR
    texts = next(iter(found.values()), [])
    if len(texts) < 2 or len(above.headings_between(texts[0], texts[-1])) * 2 >= len(texts) or (
            above.is_sourced(texts[0]) or any(looks[at].prose and tree.lines[at].text.endswith(SENTENCE_ENDS)
                                              for at in range((above.headline or 0) + 1, texts[0]))):
        return False
    weighed = sum(max(weights[index], 0) for index in texts)
    short = sum(looks[index].size for index in texts) < _SHORT * len(texts)
    measured = sum(MEASURED.search(tree.lines[index].text) is not None for index in texts)
    logged = short and measured * 3 >= len(texts) * 2 or all(EVEN.search(text) for text in stamps)
    return not logged and weighed * 3 >= sum(max(weight, 0) for weight in weights)


def _opens_thread(page: Seen) -> bool:
    """Whether the first paragraph below the headline stands in one of several posts of one shape, be they but two.

    Each has a day or a floor and some text, and they have buttons, or names, as readers' posts do. News in full have
    headlines.
    """
    tree, looks, headline = page.tree, page.looks, page.above.headline
    opening = next((at for at in range((headline or 0) + 1, len(looks)) if looks[at].prose), None)
    if headline is None or opening is None:
        return False
    for node in tree.path(tree.places[opening])[:-1]:
        if tree.starts[node] <= headline:
            return False
        group = [child for child in tree.alike(node) if tree.counts[child] > 1]
        if len(group) > 1 and tree.nodes[node].tag not in LEAVES and not any(page.feeds[child] for child in group):
            titled = len(page.above.headings_between(tree.starts[group[0]], tree.ends[group[-1]])) * 2 >= len(group)
            dated = not titled and all(_is_dated(page, child) for child in group)
            return dated and not page.above.is_sourced(opening) and are_readers(tree, looks, group)
    return False


def _is_dated(page: Seen, node: int) -> bool:
    """Whether a container holds a short line with a day, or that begins with a floor, and text beside it."""
    tree, looks = page.tree, page.looks
    lines = range(tree.starts[node], min(tree.ends[node], tree.starts[node] + _FOOT))
    stamps = [at for at in lines if looks[at].size <= LONGEST_BUTTONS and not looks[at].prose
              and (DAY.search(text := fold(tree.lines[at].text)) or FLOOR.match(text)) and not HOURS.search(text)]
    return 0 < len(stamps) < len(lines)


def _is_stamp(text: str) -> bool:
    """Whether a line tells the day and the hour, and beside them somebody, who is no office."""
    folded = fold(text)
    name = beside_day(folded)
    return (DAY.search(folded) is not None and HOUR.search(folded) is not None and not HOURS.search(folded)
            and sum(map(str.isalpha, name)) > 1 and not is_office(name))


def _name_above(tree: Tree, index: int) -> str:
    """The name of what a line stands in, without numbers: of a paragraph, what holds it."""
    node = tree.places[index]
    return unnumbered(tree.nodes[node].hint or tree.nodes[tree.parents[node]].hint)


def _may_answer(page: Seen, posts: Sequence[int]) -> bool:
    """Whether posts are not called comments, and what stands above is no longer than a question, without a source."""
    above, start = page.above, page.tree.starts[posts[0]]
    return not (are_comments(page.tree, posts) or above.written(start) > LONGEST_QUESTION or above.is_sourced(start))


def _is_repeated(page: Seen) -> bool:
    """Whether three fifths of the prose stand in three siblings and more of one shape, with no article above."""
    tree, mass = page.tree, page.mass()
    for group in tree.groups:
        held = [mass[node] for node in group if mass[node] > 0 and not page.feeds[node]]
        if len(held) >= 3 and sum(held) > .6 * mass[0]:
            return not page.above.is_article(tree.starts[group[0]])
    return False
