"""The lines of a thread that frame its posts, and nobody wrote: cards, names, signatures, buttons."""
from __future__ import annotations

from collections import Counter
from typing import Sequence

from ..dialogue import CARD, RULE, are_spoken, label_of, opens_answer
from ..patterns import HAN, lazy_regex
from ..tables import fold
from ..values import MEASURED
from .features import unnumbered
from .survey import Survey
from .tree import LEAVES, Tree, nearly_all

SIGNED = lazy_regex(r"signature|(?:^|[\s_-])(?:sign|sig)(?:$|[\s_-])")
"""In the name of an element: it holds a signature."""

OFTEN = 3
"""Posts, or copies of a line, that are enough to compare."""

_LONGEST = 60  # characters of the buttons beside a post
_SHORTEST = 6  # characters of a signature; several people thank with fewer
_LONGEST_SIGNATURE = 3  # lines under a rule
_LONGEST_HEAD = 24  # characters
_NO_HEAD_ENDS = frozenset("。！？!?…~～；;，")
_LABELS = 3  # of a card, at least
_LABELLED = lazy_regex(rf"([{HAN}]{{1,2}} ?[{HAN}]{{1,4}}) ?: ?\S{{1,16}}\Z")
_SAYS = lazy_regex(r"。|[:：]\s?[^\d\W]")


def find_signatures(page: Survey) -> frozenset[int]:
    """Return the lines that sign posts: under a rule that ends a post, or the same below three posts of one shape.

    Rules go too; between two of them stands a post. A quotation of a post stands in another element than the post, or
    above such a rule, behind the name of who wrote it (@…); below a label an answer may be the same several times.
    So do lines in what is named as signatures, unless most of the thread stands there, and sentences of the site's.
    Where posts say nothing else, their sentence is what people wrote.
    """
    tree = page.tree
    lines = tree.lines
    prose = tree.sums([look.prose for look in page.looks])
    found = _named_signatures(page) | _warnings(page, prose)
    last: dict[tuple[int, str], list[int]] = {}
    for own in tree.direct:
        rules = [at for at, index in enumerate(own) if RULE.match(lines[index].text)]
        found.update(own[at] for at in rules)
        if rules and len(own) - rules[-1] <= _LONGEST_SIGNATURE + 1 and lines[own[0]].text.lstrip()[:1] != "@":
            found.update(own[rules[-1]:])
            own = own[:rules[-1]]
        if own and len(lines[own[-1]].text) >= _SHORTEST and lines[own[-1]].text[-1] not in ":：" and not (
                _is_answer_to(tree, own[-1]) or MEASURED.search(lines[own[-1]].text)):
            last.setdefault((tree.shapes[lines[own[-1]].node], lines[own[-1]].text), []).append(own[-1])
    found.update(index for copies in last.values() if len(copies) >= OFTEN and not _are_all(page, copies, prose)
                 for index in copies)
    return frozenset(found)


def _is_answer_to(tree: Tree, index: int) -> bool:
    """Whether the line above is a label that an answer follows."""
    return index > 0 and opens_answer(label_of(tree.lines[index - 1].text))


def _named_signatures(page: Survey) -> set[int]:
    tree = page.tree
    named = tree.below(tree.named(SIGNED, "sig"))
    found = {index for index, line in enumerate(tree.lines) if named[line.node]}
    written = sum(page.looks[index].own for index in found)
    return found if written * 2 < sum(look.own for look in page.looks if look.prose) else set()


def _are_all(page: Survey, copies: Sequence[int], prose: Sequence[int]) -> bool:
    """Whether the copies of a sentence are the only one of their posts: two doctors may give the same answer.

    A post is the innermost container with other lines, too, that has siblings of its shape.
    """
    tree = page.tree
    paths = (tree.path(tree.lines[index].node) for index in copies)
    posts = (next((node for node in path if tree.counts[node] > 1 and tree.mates(node) > 1), 0) for path in paths)
    return page.looks[copies[0]].prose and all(prose[node] == 1 for node in posts)


def _warnings(page: Survey, prose: Sequence[int]) -> set[int]:
    """The sentences that two containers and more of one shape hold, and nothing else: 线上咨询不能代替面诊。"""
    copies: dict[tuple[int, str], list[int]] = {}
    for node, own in enumerate(page.tree.direct):
        if len(own) == page.tree.counts[node] == 1 and page.looks[own[0]].prose and (
                page.tree.nodes[node].tag not in LEAVES and not _is_answer_to(page.tree, own[0])):
            copies.setdefault((page.tree.shapes[node], page.tree.lines[own[0]].text), []).append(own[0])
    return {index for lines in copies.values() if len(lines) > 1 and not _are_all(page, lines, prose)
            for index in lines}


def find_furniture(page: Survey) -> frozenset[int]:
    """Return the short lines that half of the posts hold, but for numbers: 来自 手机版 | 3楼 | 回复.

    Containers of one shape are compared, three of them at least. What a few people say too (谢谢) stays, and so does
    what a label has for a value in words (用药：无).
    """
    tree = page.tree
    copies: dict[tuple[int, str], list[int]] = {}
    for node, own in enumerate(tree.direct):
        texts = {unnumbered(tree.lines[index].text): index for index in own
                 if page.looks[index].size <= _LONGEST and not _says(tree.lines[index].text)}
        for text, index in () if len(own) > 1 and hold_values(page, own) else texts.items():
            copies.setdefault((tree.shapes[node], text), []).append(index)
    holders = Counter(tree.shapes[node] for node, own in enumerate(tree.direct) if own)
    above = {(tree.shapes[node], tree.parents[node]) for node, own in enumerate(tree.direct) if own}
    posts = Counter(shape for shape, _ in above)  # where several containers of the shape stand in each post
    found = {index for (shape, _), lines in copies.items() if len(lines) >= OFTEN for index in lines
             if len(lines) * 2 >= (posts[shape] if posts[shape] >= OFTEN else holders[shape])}
    return frozenset(found.union(*(_repeated(page, own) for own in tree.direct if len(own) > 2 * OFTEN)))


def _says(text: str) -> bool:
    """Whether a short line says something of its own: a label's value in words, a dose, what was measured."""
    return _SAYS.search(text) is not None or MEASURED.search(text) is not None


def _repeated(page: Survey, own: list[int]) -> list[int]:
    """The short lines that stand behind half of the posts of a container that holds them all, one below the other."""
    told = sum(page.looks[index].info for index in own)
    copies: dict[str, list[int]] = {}
    for index in own:
        look, text = page.looks[index], page.tree.lines[index].text
        if look.size <= _LONGEST and not (look.info or look.prose or MEASURED.search(text)):
            copies.setdefault(unnumbered(text), []).append(index)
    return [index for lines in copies.values() if len(lines) >= max(OFTEN, told / 2) for index in lines]


def find_spoken(page: Survey) -> frozenset[int]:
    """Return the lines of elements of one shape that each hold a whole post: who wrote it, what, and when."""
    alike: dict[int, list[int]] = {}
    for index, line in enumerate(page.tree.lines):
        if page.looks[index].info:
            alike.setdefault(page.tree.shapes[line.node], []).append(index)
    return frozenset(index for lines in alike.values()
                     if are_spoken([fold(page.tree.lines[each].text) for each in lines]) for index in lines)


def find_heads(page: Survey) -> frozenset[int]:
    """Return the lines of elements that stand in nearly each post and never say a sentence: names, ranks, floors.

    Posts are three siblings and more of one shape, half of them with prose; another element there has the text.
    """
    tree, looks = page.tree, page.looks
    prose = tree.sums([look.prose for look in looks])
    found: set[int] = set()
    for group in tree.groups:
        if sum(prose[node] > 0 for node in group) * 2 < len(group):
            continue
        said: dict[tuple[int, str], dict[int, int]] = {}
        for node in group:
            for index in tree.under(node):
                own = tree.lines[index].node
                said.setdefault((tree.shapes[own], tree.nodes[own].hint), {})[index] = node
        found.update(index for lines in said.values() if nearly_all(len(set(lines.values())), len(group))
                     and all(_is_head(page, index) for index in lines) and not hold_values(page, list(lines))
                     for index in lines)
    return frozenset(found)


def _is_head(page: Survey, index: int) -> bool:
    look, text = page.looks[index], page.tree.lines[index].text
    longest = _LONGEST if look.info else _LONGEST_HEAD
    return not look.prose and look.size <= longest and text[-1:] not in _NO_HEAD_ENDS


def find_cards(page: Survey) -> frozenset[int]:
    """Return the lines of the cards of who wrote: rank, posts, points.

    A card has three labels and more with short values, in no sentence, and two others of its shape have them too; above
    the labels stands a name.
    """
    tree, looks = page.tree, page.looks
    cards: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for node, own in enumerate(tree.direct):
        if len(own) > _LABELS and not any(looks[index].prose for index in own) and not hold_values(page, own):
            found = (_LABELLED.match(fold(tree.lines[index].text)) for index in own)
            labels = tuple(match[1] for match in found if match)
            if len(set(labels)) >= _LABELS:
                cards.setdefault((tree.shapes[node], labels), []).append(node)
    return frozenset(index for nodes in cards.values() if len(nodes) >= OFTEN
                     for node in nodes for index in tree.direct[node])


def hold_values(page: Survey, lines: Sequence[int]) -> bool:
    """Return whether half of some lines, by their indexes, hold a value: they are no card of who wrote, and no date."""
    texts = [fold(page.tree.lines[index].text) for index in lines if not page.looks[index].info]
    return sum(MEASURED.search(text) is not None and not CARD.match(text) for text in texts) * 2 >= len(lines)
