"""Threads, and questions with answers: what people wrote, without their cards, signatures and buttons."""
from __future__ import annotations

from collections import Counter
from typing import Iterable

from ..days import DAY, HOUR
from ..patterns import lazy_regex
from ..tables import fold
from .features import SENTENCE_ENDS, unnumbered
from .around import OFTEN, SIGNED, hold_values
from .headline import LONGEST_QUESTION, asks
from .survey import Survey
from .tree import LEAVES, Tree

_ANSWERED = lazy_regex(r"(?:.{0,12}\d{1,6}.{0,4})?(?:.{0,6})(?:回答|答案|回复|解答|答复)")
_CARD = lazy_regex(r"(?:^|[\s_-])(?:author|user|badge|bio|profile|avatar|pstatus|card)")
_SOON = 2  # containers behind a question, in one of which its answers stand
_AROUND = 3  # containers around a paragraph in which stands who wrote it
_CONTENT = lazy_regex(r"content|text|body|message|post|markdown|detail|_con(?:$|\s)")


def find_question(page: Survey, homes: list[int]) -> int:
    """Return the container with most prose outside what is named as replies: what they answer.

    Where all posts are named so, it is the one with most prose of all.
    """
    own: dict[int, float] = {}
    for index, home in enumerate(homes):
        if page.weights[index] > 0:
            own[home] = own.get(home, 0) + page.weights[index] * page.near[index]
    asked = [home for home in own if not page.comments[home]] or own
    return max(asked, key=own.__getitem__, default=0)


def find_posts(page: Survey, homes: list[int], question: int) -> set[int]:
    """Return the containers of the posts: those of the question's shape, and those of replies.

    Containers of one shape go together: either all of them hold posts, or all hold names, buttons,
    signatures. What stands alone between the headline and the last of them opens the thread, or is its best answer.
    """
    tree = page.tree
    listed = tree.sums([page.feeds[node] for node in tree.places])
    groups: dict[int, list[int]] = {}
    for index in range(0 if page.headline is None else page.headline + 1, len(tree.lines)):
        line, home = tree.lines[index], homes[index]
        over = listed[home] * 2 > tree.counts[home]  # it heads a list of other threads
        if not (over or page.hidden[line.node] or page.feeds[line.node] or page.frames[line.node]):
            groups.setdefault(tree.shapes[homes[index]], []).append(index)
    own = tree.shapes[question]
    found = [index for shape, group in groups.items()
             if shape == own or _are_replies(page, group, homes) for index in group]
    last = max(max(found, default=0), _end_of_answers(page))
    if page.headline is not None or page.answered is not None:
        found += [index for group in groups.values() if group[-1] <= last and _opens(page, group, homes)
                  for index in group]
    posts = {homes[index] for index in found}
    sure = {question}
    if posts == sure:
        posts |= _only_answer(page, homes, max(found))
        sure = posts
    values = _values(page, groups.values(), homes, posts)
    return posts | _mates(tree, posts) | _kin(page, posts, question, sure) | values


def _only_answer(page: Survey, homes: list[int], last: int) -> set[int]:
    """What holds the next paragraph below a question, where who wrote it, and when, stands beside it in a container."""
    tree = page.tree
    index = next((at for at in range(last + 1, len(homes)) if page.weights[at] > 0 and page.looks[at].prose), None)
    if index is None or page.feeds[tree.places[index]] or page.frames[tree.places[index]]:
        return set()
    home = homes[index]
    for node in tree.path(home)[:_AROUND]:
        if tree.starts[node] <= last:
            break
        beside = [at for at in tree.under(node) if homes[at] != home]
        if any(page.looks[at].info and DAY.search(fold(tree.lines[at].text)) for at in beside):
            return {home} if _is_written(page, [index], home) else set()
    return set()


def _values(page: Survey, groups: Iterable[list[int]], homes: list[int], posts: set[int]) -> set[int]:
    """The containers beside posts, in what holds each of them, that tell what was measured, or taken: 2.5 mg."""
    tree = page.tree
    parents = {parent for parent in (tree.parents[node] for node in posts) if tree.mates(parent) > 1}
    found: set[int] = set()
    for group in groups:
        nodes = {homes[index] for index in group}
        beside = not nodes & posts and all(tree.parents[node] in parents for node in nodes)
        if beside and hold_values(page, group):
            found |= nodes
    return found


def _mates(tree: Tree, posts: set[int]) -> set[int]:
    """The siblings of posts that hold text, and the same named elements beside it: rows take turns in their names."""
    known: dict[int, set[tuple[str, ...]]] = {}
    for node in posts:
        known.setdefault(tree.parents[node], set()).add(_inner(tree, node))
    return {child for parent, inner in known.items() for child in tree.children[parent]
            if tree.direct[child] and _inner(tree, child)[1:] and _inner(tree, child) in inner}


def _kin(page: Survey, posts: set[int], question: int, sure: set[int]) -> set[int]:
    """What stands as a ``sure`` post does, or as three, in containers whose names begin alike: row odd, row even.

    Those of doctor and patient take turns so; its own name says what it is. In what looks like posts, and behind the
    line that says that answers follow, the question's own name is enough: an answer may be as short as 同问.
    """
    tree, kinds = page.tree, page.tree.kinds
    known = Counter((kinds[node], tree.nodes[node].hint) for node in posts)
    known.update({(kinds[node], tree.nodes[node].hint): OFTEN for node in sure})
    _, tag, hint = tree.nodes[question]
    own_name = unnumbered(hint)
    below = len(tree.lines) if page.answered is None else page.answered
    inside = tree.below(page.posts)
    return {node for node, (kind, named) in enumerate(zip(kinds, tree.nodes)) if tree.counts[node] and (
        known[kind, named.hint] >= OFTEN
        or own_name and named.tag == tag and (inside[node] or tree.starts[node] > below)
        and unnumbered(named.hint) == own_name)}


def _inner(tree: Tree, node: int) -> tuple[str, ...]:
    """The tag of a node, and the tags and names of those of its children that have a name."""
    inner = (tree.nodes[child] for child in tree.children[node])
    return tree.nodes[node].tag, *(f"{child.tag} {child.hint}" for child in inner if child.hint)


def _end_of_answers(page: Survey) -> int:
    """The last line of the smallest container that holds the label of an answer, and behind it what it labels."""
    if page.answered is None:
        return 0
    tree = page.tree
    for node in tree.path(tree.lines[page.answered].node):
        if any(page.looks[index].prose for index in range(page.answered + 1, tree.ends[node])):
            return tree.ends[node] - 1
    return 0


def _are_replies(page: Survey, group: list[int], homes: list[int]) -> bool:
    """Whether lines from several containers of one shape are what people wrote."""
    lines, home = page.tree.lines, homes[group[0]]
    if not page.comments[home] and all(homes[index] == home for index in group):
        return False
    if not page.comments[home] and not _are_parted(page, group, homes):
        return False
    distinct = len({lines[index].text for index in group})
    own = sum(page.looks[index].own for index in group)
    return _is_written(page, group, home) and distinct * 2 > len(group) and own >= 8 * len(group)


def _are_parted(page: Survey, group: list[int], homes: list[int]) -> bool:
    """Whether other lines stand between most of some containers, or in them: who wrote a post, when, buttons.

    Behind the label of an answer, sentences in containers are what a doctor said, one after the other.
    """
    steps = [after - before for before, after in zip(group, group[1:]) if homes[after] != homes[before]]
    if sum(step > 1 for step in steps) * 2 >= len(steps) or len(group) >= 2 * len(steps) + 2:
        return True
    if page.answered is not None and page.answered < group[0]:
        return _are_sentences(page, group)
    return sum(HOUR.search(page.tree.lines[index].text) is not None for index in group) * 2 >= len(group)


def _are_sentences(page: Survey, group: list[int]) -> bool:
    return all(page.tree.lines[index].text.endswith(SENTENCE_ENDS) for index in group)


def _opens(page: Survey, group: list[int], homes: list[int]) -> bool:
    home = homes[group[0]]
    alone = all(homes[index] == home for index in group) and not any(page.looks[index].furniture for index in group)
    return alone and _is_written(page, group, home) and any(page.weights[index] > 6 for index in group)


def _is_written(page: Survey, group: list[int], home: int) -> bool:
    """Whether some of the lines are sentences, most are no dates, labels or links, or short beside the sentences.

    What is known to be a post may be shorter than what tells of it. No name may say that it is a card, unless it
    speaks in nothing but sentences.
    """
    hint = page.tree.nodes[home].hint
    card = _CARD.search(hint) is not None and not _CONTENT.search(hint)
    if SIGNED.search(hint) or card and not _are_sentences(page, group):
        return False
    looks = [page.looks[index] for index in group]
    about = [look.size for look in looks if look.info or look.linked or look.furniture]
    few = (home in page.posts or len(about) * 2 < len(group)
           or sum(about) < sum(look.own for look in looks if look.prose))
    return few and any(page.weights[index] > 0 for index in group)


def find_answers(page: Survey) -> list[int]:
    """Return the containers of answers to a page's short question, where neither site nor names say forum.

    They are two siblings and more of one shape, right behind the container that holds the headline (or in one of the
    next containers), which asks something; each has a sentence, another line (who wrote it, how useful it is), and
    hardly a link.
    """
    tree, headline = page.tree, page.headline
    if headline is None or not asks(tree.lines[headline].text):
        return []
    starts = tree.starts
    for node in tree.path(tree.lines[headline].node):
        behind = [child for child in tree.children[tree.parents[node]] if child > node] if node else []
        answers = _alike(page, behind) or next(
            (found for child in behind[:_SOON] if len(found := _alike(page, tree.children[child])) > 1), [])
        if len(answers) > 1:
            asked = range(headline + 1, starts[answers[0]])
            return answers if _is_question(page, asked) else []
    return []


def _alike(page: Survey, behind: list[int]) -> list[int]:
    """The first siblings of one shape where each of them looks like an answer."""
    tree = page.tree
    shapes = [tree.shapes[node] for node in behind]
    shape = next((one for one, count in Counter(shapes).items() if count > 1), 0)
    group = [node for node, own in zip(behind, shapes) if own == shape]
    return group if all(_is_answer(page, node) for node in group) else []


def _is_answer(page: Survey, node: int) -> bool:
    tree = page.tree
    if tree.nodes[node].tag in LEAVES or page.feeds[node] or page.frames[node] or page.hidden[node]:
        return False
    lines = tree.under(node)
    spoken = any(tree.lines[index].text[-1:] in "。！!" or page.looks[index].prose for index in lines)
    return spoken and len(lines) > 1 and page.own[node] * 3 >= page.sizes[node] * 2


def _is_question(page: Survey, asked: range) -> bool:
    """Whether what stands between headline and first answer is short, and no heading of something else."""
    own = sum(page.looks[index].own for index in asked)
    if not own or own > LONGEST_QUESTION:
        return False
    last = page.tree.lines[asked[-1]]
    return page.looks[asked[-1]].prose or not last.tag.startswith("h") or bool(_ANSWERED.match(fold(last.text)))
