"""Where the headline stands, and how much a line's place relative to it counts."""
from __future__ import annotations

from collections import Counter
from typing import Container, Mapping, NamedTuple, Sequence

from ..dialogue import ANSWERS
from ..document import Line
from ..lists import breaks_off
from ..patterns import lazy_regex
from ..tables import fold
from ..titles import bare, pieces
from .features import Look
from .tree import LEAVES, Tree

LONGEST_QUESTION = 500
"""Characters under a headline that asks something; an article there is longer."""

_HEADINGS = {"h1": 1.0, "h2": .6, "h3": .4, "h4": .2, "h5": .1}
_PARTS = lazy_regex(r"[-_|—–·:：»«<>@﹣／/]")
_LABELS = lazy_regex(r"[:：\]】\t]")
_COUNTED = lazy_regex(r"\d{1,4} ")  # the points that a question offers
_QUESTION = lazy_regex(r"\?|[吗呢么]\Z|怎么|怎样|什么|如何|为何|多[久少]|几[天次个岁]|([能会可要是])不\1|能否|可否|是否|有没有")
_HARDLY = .4  # of the head's title: a line that says less says the name of the site, perhaps
_MOSTLY = .6  # of it: what says so much is its text
_SHORTEST = 8  # characters of a headline that nothing but its place tells
_SHORT = 6  # where a date stands below it, too
_NO_TITLE = "。；，、：:,;"
_SENTENCE_ENDS = "。！？!?…”』」）"
_LABEL_ENDS = frozenset(":：]】»>")
_OPENS = "[【"  # a channel, before the headline
_LONGEST_LABEL = 40  # characters before a subject: who wrote the post, and when
_MAX_PARTS = 200
_MAX_TRIES = 50  # each looks at the whole page
_SENTENCE = 20  # characters that are at least one
_WRITTEN = 100  # characters of an article, before another one may begin
_FOLLOWING = (3.0, 2.4, 2.0, 1.7, 1.4, 1.2)


def asks(headline: str) -> bool:
    """Return whether a headline asks something."""
    return _QUESTION.search(fold(headline)) is not None


class _Title(NamedTuple):
    """A title of the head without its punctuation, its first part, and its longest part."""

    text: str
    first: str
    longest: str

    def covered(self, text: str) -> float:
        """Return how much of the title a line says; 0 for the name of the site, or a word of it."""
        if len(text) > 1 and text == self.first:
            return len(text) / len(self.text)
        if len(text) < 4 or text not in self.text:
            return 0.0
        covered = len(text) / len(self.text)
        opens = self.text.startswith(text) and len(text) * 2 >= len(self.longest)
        return covered if opens or covered >= .4 else 0.0

    def behind_label(self, line: str) -> int:
        """Return how many characters of the title stand behind a label (主题：…) of a line, or in a cell of a row.

        0 where they are much less than the title's longest part.
        """
        long = [bare(piece) for piece in pieces(line) if len(piece) >= _SHORTEST]
        longest = max([len(piece) for piece in long if piece in self.text], default=0)
        return longest if longest >= _SHORTEST and longest * 10 >= len(self.longest) * 7 else 0


def find_headline(tree: Tree, looks: Sequence[Look], head: Mapping[str, str],
                  hidden: Sequence[bool]) -> int | None:
    """Return the index of the visible line that says what the head's title says; of several the best.

    A heading is better than a paragraph, unless it breaks off, text is better than a link, the whole title better than
    a part.
    A link that is no heading is none, for lists of new articles name this one too, unless a date and a paragraph stand
    right below it: posts lead to themselves. Where no line says the title, it may
    stand behind a label.
    """
    raw = [head[key] for key in ("og:title", "title") if head.get(key)]
    titles = [_title(text) for text in raw]
    said = " ".join(raw)
    best, part, found = 0.0, 0.0, None
    for index, line in enumerate(tree.lines):
        text, size = line.text, looks[index].size
        if not 2 <= size <= 120 or hidden[line.node] or not _shares(text, size, said):
            continue
        text = bare(text)
        covered = max((title.covered(text) for title in titles), default=0.0)
        heading = 0.0 if breaks_off(line.text) else _HEADINGS.get(line.tag, 0.0)
        score = 1 + covered + heading - looks[index].linked
        free = not looks[index].linked or covered >= _HARDLY and _is_headed(looks, index) and looks[index + 1].info
        if covered and score > best and (heading or free and not _closes(tree, looks, index)):
            best, part, found = score, covered, index
    if found is None:
        found = _first_heading(tree, looks, titles, hidden)
    if found is None or 0 < part < _HARDLY:
        labelled = _labelled_line(tree, looks, titles, hidden)
        if labelled is None and (found is None or tree.lines[found].tag not in _HEADINGS):
            labelled = _linked_line(tree, looks, titles, hidden)
        found = found if labelled is None else labelled
    if found is None or part < _MOSTLY and tree.lines[found].tag not in _HEADINGS and not (
            _leads(tree, looks, found)):
        dated = _dated_line(tree, looks, hidden)
        found = found if dated is None else dated
    return found


def _leads(tree: Tree, looks: Sequence[Look], index: int) -> bool:
    """Whether a sentence follows a line soon: in a list of sites that it names there is none."""
    return any(look.prose and line.text[-1] in _SENTENCE_ENDS
               for line, look in zip(tree.lines[index + 1:index + 21], looks[index + 1:index + 21]))


def _closes(tree: Tree, looks: Sequence[Look], index: int) -> bool:
    """Whether a line stands right below two paragraphs of its own container: who signs a notice, and no headline."""
    parent = tree.parents[tree.lines[index].node]
    return index > 1 and all(looks[above].prose and tree.parents[tree.lines[above].node] == parent
                             for above in (index - 1, index - 2))


def _labelled_line(tree: Tree, looks: Sequence[Look], titles: Sequence[_Title], hidden: Sequence[bool]) -> int | None:
    """The line that says most of the head's title behind a label; a paragraph follows it soon.

    版权所有：… names the site.
    """
    best, found = 0, None
    for index, line in enumerate(tree.lines if titles else ()):
        look = looks[index]
        if look.size > 120 or look.info or look.furniture or hidden[line.node]:
            continue
        if not (_LABELS.search(line.text) or _COUNTED.match(line.text)):
            continue
        size = max((title.behind_label(line.text) for title in titles), default=0)
        if size > best and any(each.prose for each in looks[index + 1:index + 21]):
            best, found = size, index
    return found


def _linked_line(tree: Tree, looks: Sequence[Look], titles: Sequence[_Title], hidden: Sequence[bool]) -> int | None:
    """The link that says most of the head's title, where no other link stands as it does: a thread leads to itself."""
    lines = tree.lines
    linked = [index for index, look in enumerate(looks if titles else ()) if look.linked and look.size >= _SHORTEST]
    found = [index for index in linked if looks[index].size <= 120 and lines[index].tag != "li"
             and not hidden[lines[index].node]
             and max(title.covered(bare(lines[index].text)) for title in titles) >= _HARDLY]
    if not found:
        return None
    alike = Counter(tree.shapes[lines[index].node] for index in linked)
    return next((index for index in found if alike[tree.shapes[lines[index].node]] == 1), None)


def _first_heading(tree: Tree, looks: Sequence[Look], titles: Sequence[_Title], hidden: Sequence[bool]) -> int | None:
    """Where the head's title says something else: the first ``h1`` that has a text, and is no link.

    A site's name is an ``h1`` on many pages; but its text soon follows in another part of the page.
    """
    for index, line in enumerate(tree.lines):
        look = looks[index]
        if line.tag == "h1" and 6 <= look.size <= 80 and not (look.linked or look.info or hidden[line.node]) and not (
                _names_site(titles, bare(line.text))):
            return index if _is_followed(tree, looks, index) else None
    return None


def _names_site(titles: Sequence[_Title], text: str) -> bool:
    """Whether a text ends the head's title, and says too little of it: … - 林医师的诊间."""
    return any(title.text.endswith(text) and not title.covered(text) for title in titles)


def _dated_line(tree: Tree, looks: Sequence[Look], hidden: Sequence[bool]) -> int | None:
    """Where the head has the site's name and nothing is an ``h1``: what stands right above a date or a source.

    A paragraph follows soon. On a page of several such lines (news in full, posts) none is the page's; a label
    with its value (地点：…) tells of an event, as the date does. What stands between two dates of one shape is a post;
    what counts answers heads them.
    """
    if any(line.tag == "h1" for line in tree.lines):
        return None
    found = [index for index, line in enumerate(tree.lines)
             if index + 1 < len(looks) and looks[index + 1].info and looks[index].size >= _SHORT
             and _may_head(line, looks[index]) and (line.text[0] in _OPENS or not _LABELS.search(line.text, 0, _SHORT))
             and "。" not in line.text and _is_headed(looks, index) and not hidden[line.node]
             and not (looks[index - 1].prose and tree.lines[index - 1].node == line.node)
             and not (index and looks[index - 1].info and _are_alike(tree, index - 1, index + 1))
             and not ANSWERS.match(fold(line.text))]
    return found[0] if len(found) == 1 else None


def _are_alike(tree: Tree, above: int, below: int) -> bool:
    return tree.shapes[tree.lines[above].node] == tree.shapes[tree.lines[below].node]


def _is_followed(tree: Tree, looks: Sequence[Look], headline: int) -> bool:
    """Whether the first sentence within 20 lines shares at least half of the headline's containers."""
    node = tree.lines[headline].node
    path = set(tree.path(node))
    for index in range(headline + 1, min(headline + 21, len(tree.lines))):
        if looks[index].prose:
            common = next(above for above in tree.path(tree.lines[index].node) if above in path)
            return tree.depths[common] * 2 >= tree.depths[node]
    return False


def _title(text: str) -> _Title:
    parts = [bare(part) for part in _PARTS.split(text)]
    return _Title(bare(text), parts[0], max(parts, key=len))


def _shares(text: str, size: int, said: str) -> bool:
    """Whether two neighbours of the line stand in the title too: most lines need no closer look."""
    half = size // 2
    return text[:2] in said or text[half:half + 2] in said


def find_repeats(tree: Tree, headline: int | None, thread: bool) -> frozenset[int]:
    """Return the lines that say the headline again: headings, once for readers and once for a crawler.

    In a thread any line may, and each post may have it for its subject, behind a label or a date: Re: …, 主题: …
    """
    if headline is None:
        return frozenset()
    said = tree.lines[headline].text
    return frozenset(index for index, line in enumerate(tree.lines) if said in line.text and index != headline and (
        line.text == said and (thread or line.tag in _HEADINGS) or thread and _is_subject(line.text, said)))


def _is_subject(text: str, said: str) -> bool:
    """Whether a line is a headline with a label before it, and no more than a count in brackets behind it."""
    before, _, behind = text.partition(said)
    label, count = before.rstrip(), behind.strip()
    counted = not count or count[0] in "(（[" and len(count) <= _LONGEST_LABEL
    return counted and len(label) <= _LONGEST_LABEL and label[-1:] in _LABEL_ENDS


def next_article(tree: Tree, looks: Sequence[Look], headline: int | None, named: Container[int] = ()) -> int:
    """Return the index of the line at which another article begins.

    It is another line in a second ``h1``, in an element of the headline's own tag and names, or a short line
    outside the container of the paragraphs above it: with a date or a source behind it, or at the head of a
    container of another shape than theirs. Before enough is written, the page's own headline has its date, too.
    ``named`` are lines that have a date behind them as well, for they begin posts, or entries of a log.
    """
    if headline is None:
        return len(tree.lines)
    own, said = tree.nodes[tree.lines[headline].node], tree.lines[headline].text
    holders: set[int] = set()  # containers of the paragraphs so far, and what is known to be inside them
    written, dated, tries = 0, False, _MAX_TRIES
    for index in range(headline + 1, len(tree.lines)):
        line, look = tree.lines[index], looks[index]
        node = tree.nodes[line.node]
        if node.tag == own.tag and line.text != said and (node.tag == "h1" or node.hint == own.hint != ""):
            return index
        enough = written >= _WRITTEN or dated and written >= _SENTENCE
        if enough and line.text != said and index not in named and _may_head(line, look):
            headed = _is_headed(looks, index)
            part = not headed and written >= _WRITTEN and look.size >= _SHORTEST and tries > 0
            tries -= part
            if (headed or part) and not _is_inside(tree, line.node, holders) and (
                    headed or _heads_a_part(tree, looks, headline, index)):
                return index
        if look.prose:
            holders.add(node.parent if node.tag in LEAVES or _is_of_entry(tree, line.node) else line.node)
            written += look.own
        elif not written:
            dated = dated or look.info
    return len(tree.lines)


def _is_of_entry(tree: Tree, node: int) -> bool:
    """Whether a container is a paragraph of one of three entries of one shape: who signs it stands there, too."""
    return tree.counts[node] == 1 and tree.mates(tree.parents[node]) > 2


def _may_head(line: Line, look: Look) -> bool:
    """Whether a line is as short as a headline, and does not end as a sentence."""
    return (4 <= look.size <= 60 and line.text[-1] not in _NO_TITLE
            and not (look.info or look.linked or look.furniture))


def _is_inside(tree: Tree, node: int, holders: set[int]) -> bool:
    """Whether a node is, or is below, one of the holders; the way to it is added, so that none is gone twice."""
    way = []
    while node not in holders:
        if not node:
            return False
        way.append(node)
        node = tree.parents[node]
    holders.update(way)
    return True


def _is_headed(looks: Sequence[Look], index: int) -> bool:
    """Whether a line could be a headline: a date or a source follows, then a paragraph, both soon."""
    after = looks[index + 1:index + 7]
    dated = next((at for at, each in enumerate(after[:3]) if each.info), 6)
    first = next((at for at, each in enumerate(after) if each.prose), 0)
    return dated < first


def _heads_a_part(tree: Tree, looks: Sequence[Look], headline: int, index: int) -> bool:
    """Whether a line could be the headline of a container that is no part of the article.

    It is the first line there, and paragraphs follow it. The article stands in a single container beside it,
    which is of another shape: containers of one shape, or three of them, are the sections of an article.
    """
    starts, ends, node = tree.starts, tree.ends, tree.lines[index].node
    while tree.parents[node] and starts[tree.parents[node]] == index:
        node = tree.parents[node]
    if starts[node] != index or _prose(looks, index + 1, ends[node]) < 2:
        return False
    beside = [other for other in tree.children[tree.parents[node]][:_MAX_PARTS] if other != node
              and _prose(looks, max(starts[other], headline + 1), ends[other])]
    above = [other for other in beside if other < node]
    return len(above) == 1 and all(tree.shapes[other] != tree.shapes[node] for other in beside)


def _prose(looks: Sequence[Look], first: int, end: int) -> int:
    """How many paragraphs stand between two lines, two at most."""
    return sum(1 for _ in zip(range(2), (True for look in looks[first:end] if look.prose)))


def nearness(tree: Tree, weights: Sequence[float], headline: int | None, end: int) -> list[float]:
    """Return for each line how much its prose counts: more near the headline.

    Near means that it shares deeper containers with the headline, stands after it, soon after it,
    and before the next article (at ``end``).
    """
    if headline is None:
        return [1.0] * len(tree.lines)
    node = tree.lines[headline].node
    deepest = max(tree.depths[node], 1)
    share = tree.inherit({each: .2 + .8 * (tree.depths[each] / deepest) ** 2 for each in tree.path(node)}, .2)
    written = sum(max(weight, 0) for weight in weights[headline + 1:end])
    alike = end < len(tree.lines) and tree.lines[end].tag == tree.lines[headline].tag  # two names of the site, maybe
    beyond = .05 if written >= (_WRITTEN if alike else _SENTENCE) else .4
    shares = list(map(share.__getitem__, tree.places))
    near = [each * .6 for each in shares[:headline]] + shares[headline:end] + [each * beyond for each in shares[end:]]
    following = (index for index in range(headline + 1, len(near)) if weights[index] > 3)
    for boost, index in zip(_FOLLOWING, following):
        near[index] *= boost
    return near
