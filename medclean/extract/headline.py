"""Where the headline stands, and which lines say it again."""
from __future__ import annotations

from collections import Counter
from typing import Mapping, NamedTuple, Sequence

from ..days import CLOCK, DAY, HOURS
from ..dialogue import ANSWERS
from ..document import Line
from ..lists import breaks_off
from ..patterns import lazy_regex
from ..tables import fold
from ..titles import bare, pieces
from .features import Look
from .tree import Tree

LONGEST_QUESTION = 500
"""Characters under a headline that asks something; an article there is longer."""

SHORTEST_TITLE = 8
"""Characters of a headline that nothing but its place tells, at least; what people call themselves is shorter."""

_CLOCK = lazy_regex(CLOCK)
_HEADINGS = {"h1": 1.0, "h2": .6, "h3": .4, "h4": .2, "h5": .1}
_PARTS = lazy_regex(r"[-_|—–·:：»«<>@﹣／/]")
_LABELS = lazy_regex(r"[:：\]】\t]")
_COUNTED = lazy_regex(r"\d{1,4} ")  # the points that a question offers
_QUESTION = lazy_regex(r"\?|[吗呢么]\Z|怎么|怎样|什么|如何|为何|多[久少]|几[天次个岁]|([能会可要是])不\1|能否|可否|是否|有没有")
_HARDLY = .4  # of the head's title: a line that says less says the name of the site, perhaps
_MOSTLY = .6  # of it: what says so much is its text
_SHORT = 6  # where a date stands below it, too
_NO_TITLE = "。；，、：:,;"
_SENTENCE_ENDS = "。！？!?…”』」）"
_LABEL_ENDS = frozenset(":：]】»>")
_OPENS = "[【"  # a channel, before the headline
_LONGEST_LABEL = 40  # characters before a subject: who wrote the post, and when


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
        long = [bare(piece) for piece in pieces(line) if len(piece) >= SHORTEST_TITLE]
        longest = max([len(piece) for piece in long if piece in self.text], default=0)
        return longest if longest >= SHORTEST_TITLE and longest * 10 >= len(self.longest) * 7 else 0


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
        free = not looks[index].linked or covered >= _HARDLY and is_headed(tree, looks, index) \
            and looks[index + 1].info
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
    linked = [at for at, look in enumerate(looks if titles else ()) if look.linked and look.size >= SHORTEST_TITLE]
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
             and may_head(line, looks[index]) and (line.text[0] in _OPENS or not _LABELS.search(line.text, 0, _SHORT))
             and "。" not in line.text and is_headed(tree, looks, index) and not hidden[line.node]
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


def may_head(line: Line, look: Look) -> bool:
    """Return whether a line is as short as a headline, does not end as a sentence, and is no row of data."""
    return (4 <= look.size <= 60 and line.text[-1] not in _NO_TITLE and "\t" not in line.text
            and not (look.info or look.linked or look.furniture))


def _is_of_hours(text: str) -> bool:
    """Whether a line tells an hour and nothing else, or from when to when: 10:23, 上午：9:00～12:00."""
    return _CLOCK.fullmatch(text) is not None or HOURS.search(fold(text)) is not None and not DAY.search(text)


def is_headed(tree: Tree, looks: Sequence[Look], index: int) -> bool:
    """Return whether a line could be a headline: a date or a source, no hours alone, then a paragraph follow soon."""
    after = looks[index + 1:index + 7]
    dated = next((at for at, each in enumerate(after[:3])
                  if each.info and not _is_of_hours(tree.lines[index + 1 + at].text)), 6)
    first = next((at for at, each in enumerate(after) if each.prose), 0)
    return dated < first
