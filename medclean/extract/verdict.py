"""The last step: a verdict for each line, with the evidence for it."""
from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import NamedTuple, Sequence

from ..days import DAY, HOURS, time_form
from ..document import HEADINGS, Image, Line, made
from ..patterns import YEAR, lazy_regex
from ..tables import fold
from ..values import DOSE, MEASURED, PRICE, holds_value, is_matter, is_of_a_case, is_of_care, warns
from .bounds import find_bounds
from .captions import find_captions
from .features import Look, is_bare_link, is_drawn, unnumbered
from .frames import Frames
from .reasons import Reasons
from .region import Region
from .survey import Survey
from .tree import LEAVES

_DOCUMENT_NUMBER = lazy_regex(rf"[〔［\[(（]{YEAR}[〕］\])）]\s?第?\s?\d{{1,5}}\s?[号號]")
_WEAK = 40  # characters of sentences: with less a table is the text
_RULED = 20  # marks: a shorter row of them parts sections of a text
_ENTRIES, _FEW = 2, 3  # dates below the first one; lines over and under a list of links, of which a poem has more
_ARRANGED = lazy_regex(  # when, where and how patients come, whom to tell of misuse, who may make a drug
    r"\W{0,4}(?:预约|預約|报名|報名|就诊|就診|挂号|掛號|接种|接種|义诊|義診|活动|活動|门诊|門診|缴费|繳費|取报告|领取)"
    r"(?:方式|方法|流程|渠道|途径|时间|時間|地点|地點|平台)\s?[:：]\s?\S|"
    r"(?:[扫掃][码碼描]|[扫掃]一[扫掃])(?:[二维維码碼]{3})?.?(?:预约|預約|挂号|掛號|接种|接種|领取|領取|登[记記]|填[写報报])|"
    r"\W{0,4}(?:举报|舉報)(?:电话|電話)\s?[:：]\s?[\d-]{5,14}\W?\Z|"
    r"\W{0,4}(?:药品|藥品|医疗器械|醫療器械|生产|生產|经营|經營|备案|備案){1,3}(?:许可证|許可證|号|號)(?:编?[号號])?\s?[:：]\s?\S")
_LONGEST_NAME = 6  # characters of what a cell names, on average
_ASIDE = lazy_regex(  # names of what stands within posts and nobody wrote
    r"(?:^|[\s_-])(?:quote|cite|sign\w*|attach\w*|p?status|rat\w*|score\w*|ads?|a_\w+|tips?|lock\w*|tool\w*|btn\w*|"
    r"button\w*|author|user\w*|avatar|card|profile|info|meta|foot\w*|bar|share\w*|vote\w*|action\w*|modact|page\w*)"
    r"(?:$|[\s_\-\d])")
_BOX = lazy_regex(r"(?:tips?|info)(?![^\s_\-\d])")  # may hold a dose or a warning of who wrote
_LABELS = 3  # colons of a card in one line, at least
_WHOLE = frozenset(("html", "body"))


class Verdict(NamedTuple):
    """Whether a line stays, the evidence for that, and the part it plays in the page.

    ``role`` is main, post (in a thread), heading, caption, title, header, tail, navigation, comment, hidden or other.
    """

    keep: bool
    why: str
    role: str = "main"


def judge(page: Survey, region: Region, images: Sequence[Image]) -> list[Verdict]:
    """Return the verdict of each line of the page."""
    judgement = _Judgement(page, region, images)
    found = [judgement.of(index) for index in range(len(page.tree.lines))]
    found = [verdict._replace(role="post") if verdict.keep and (page.forum or region.answers[line.node]) else verdict
             for verdict, line in zip(found, page.tree.lines)]
    kept = [index for index, verdict in enumerate(found) if verdict.keep]
    if len(kept) > 1 and not page.forum and _heads_nothing(page, kept[-1]):
        found[kept.pop()] = Verdict(False, "the heading of what is no part of the article", "other")
    if kept and not page.forum and _is_heading(page, kept):
        why = f"beside a list of {max(page.lists.values())} entries, on a page without a sentence"
        found = [verdict._replace(keep=False, why=why, role="other") if verdict.keep else verdict for verdict in found]
        kept = []
    if not kept:
        return _whatever_reads_like_text(page, found)
    return _under_headline(page, _with_tables(page, found))


def _heads_nothing(page: Survey, last: int) -> bool:
    """Whether the last line that stays heads what does not: another article, the rest of its own container."""
    tree, line = page.tree, page.tree.lines[last]
    if page.looks[last].prose or is_matter(fold(line.text)):
        return False
    container = tree.parents[line.node]
    headed = line.tag in (*HEADINGS, "dt") and tree.starts[container] == last and tree.ends[container] > last + 1
    return headed or last == page.next_article


def _under_headline(page: Survey, found: list[Verdict]) -> list[Verdict]:
    """The verdicts, where hardly a sentence stays, and none of it beside the headline: hours, doses, names stand there.

    What a page says below such lines (its address, a wish, what a reader wrote) is in another container. So may the
    text be whose head these lines are: as many lines and more stay, and where one speaks of medicine or ends as a
    sentence does.
    """
    looks, tree, headline = page.looks, page.tree, page.headline
    kept = [at for at, verdict in enumerate(found) if verdict.keep]
    if headline is None or page.forum or sum(looks[at].own for at in kept) >= _WEAK or kept[0] < headline:
        return found
    for node in tree.path(tree.places[headline]):
        if tree.ends[node] > kept[0]:
            return found
        below = [at for at in range(headline + 1, tree.ends[node]) if _may_be_text(page, at) and not (
            page.hidden[tree.places[at]] or page.comments[tree.places[at]] or page.frames[tree.places[at]])]
        if len(below) > 1:
            break
    else:
        return found
    why = "right under the headline, on a page with hardly a sentence"
    own, others = set(below), [at for at in kept if at >= tree.ends[node]]
    stay = len(others) >= len(below) or any(_is_said(tree.lines[at].text) for at in others)
    return [Verdict(True, why) if at in own else verdict._replace(keep=False, role="other")
            if verdict.keep and not stay else verdict for at, verdict in enumerate(found)]


def _is_said(text: str) -> bool:
    """Whether a line speaks of medicine, or is a whole sentence: 孕妇慎用, 王医生3月5日停诊。"""
    folded = fold(text)
    return text.endswith("。") or is_matter(folded) or warns(folded)


def _may_be_text(page: Survey, at: int) -> bool:
    """Whether a line is no link, no entry of a list, and nothing that tells of the page; hours may be a ward's."""
    look, line = page.looks[at], page.tree.lines[at]
    told = look.furniture or look.info and HOURS.search(line.text) is None
    return not (look.linked or told or page.feeds[line.node] or is_bare_link(line))


def _with_tables(page: Survey, found: list[Verdict]) -> list[Verdict]:
    """The verdicts, with the rows of tables under the headline where hardly a sentence stays: these are the text."""
    looks, lines = page.looks, page.tree.lines
    if page.headline is None or page.forum or not page.tables \
            or sum(look.own for look, verdict in zip(looks, found) if look.prose and verdict.keep) >= _WEAK:
        return found
    tables = page.tree.below(node for node in page.tables if page.tree.starts[node] > page.headline
                             and not (page.feeds[node] or page.hidden[node] or page.frames[node]))
    rows = [at for at, line in enumerate(lines) if tables[line.node] and "\t" in line.text and not looks[at].linked]
    if len(rows) < 2 or rows[-1] >= page.next_article:
        return found
    kept = frozenset(rows)
    why = "a row of a table under the headline, on a page with hardly a sentence"
    return [Verdict(True, why) if at in kept and not verdict.keep else verdict for at, verdict in enumerate(found)]


def _is_heading(page: Survey, short: Sequence[int]) -> bool:
    """Whether lines are no more than what stands over and under a list of links to other pages: short, and few."""
    if not page.lists or len(short) > _FEW or any(page.looks[index].prose for index in short):
        return False
    listed = sum(look.size for look, line in zip(page.looks, page.tree.lines) if page.feeds[line.node])
    return sum(page.looks[index].size for index in short) * 3 <= listed


def _whatever_reads_like_text(page: Survey, found: list[Verdict]) -> list[Verdict]:
    """Where nothing stays: sentences wherever they stand, then hidden ones, then short lines that are no links.

    Lists of teasers, entries of lists, and what speaks of the page itself are no text even so.
    """
    looks, lines = page.looks, page.tree.lines
    free = [i for i in range(len(looks)) if _may_be_text(page, i)]
    shown = [i for i in free if not page.hidden[lines[i].node]]
    short = [] if _is_heading(page, shown) else shown
    for chosen, why in (([i for i in shown if looks[i].prose], "no container holds an article; this is a sentence"),
                        ([i for i in free if looks[i].prose], "it is hidden, but the page has no other text"),
                        (short, "the page has no sentence; this line is no link")):
        if chosen:
            kept = frozenset(chosen)
            return [Verdict(True, why) if i in kept else verdict for i, verdict in enumerate(found)]
    return found


class _Judgement:
    """What the verdicts share: where the text begins and ends, and which containers it fills."""

    def __init__(self, page: Survey, region: Region, images: Sequence[Image]) -> None:
        self.page = page
        self.region = region
        self.link_blocks = _link_blocks(page, region)  # by node: the outermost such block, or -1
        lines = page.tree.lines
        inside = [index for index, line in enumerate(lines)
                  if page.weights[index] > 0 and region.inside[line.node] and self.link_blocks[line.node] < 0
                  and not page.feeds[line.node]]
        prose = [index for index in inside if page.looks[index].prose] or inside
        self.homes = self._homes(prose, inside)
        self._written = {region.homes[index] for index in prose} & self.homes  # what holds sentences right in it
        self.core = page.tree.below([region.core])
        self.first, self.last = find_bounds(page, self.core, prose)
        self.captions = find_captions(page, region, images)
        self._boxes: dict[int, bool] = {}
        self.frames = Frames(page)
        self.reasons = Reasons(page, region, self.first, self.last)

    def _homes(self, prose: list[int], inside: list[int]) -> set[int]:
        """The containers whose short lines stay: those with prose, and those chosen for short lines."""
        homes = self.region.homes
        found = {homes[index] for index in prose}
        found.update(homes[index] for index in inside if homes[index] in self.region.chosen)
        return found | self.region.chosen if self.page.forum else found

    def of(self, index: int) -> Verdict:
        """Return the verdict of a line."""
        page, region, reasons = self.page, self.region, self.reasons
        line = page.tree.lines[index]
        if page.hidden[line.node]:
            return Verdict(False, reasons.hidden(line.node), "hidden")
        if index == page.headline:
            told = "it is the page's h1" if line.tag == "h1" else "the head says the same, or a date stands right below"
            return Verdict(False, f"the headline: {told}", "title")
        if index in page.repeats:
            return Verdict(False, f"it says what the headline says (line {page.tree.lines[page.headline or 0].number})",
                           "header")
        if not region.inside[line.node]:
            if self._numbers_the_document(index):
                return Verdict(True, "the number of the document, between its title and its text")
            return made(Verdict, (False, *reasons.outside(index)))
        if page.feeds[line.node] or (page.comments[line.node] and not page.forum):
            return made(Verdict, (False, *reasons.outside(index)))
        posted = page.forum or region.answers[line.node]
        nested = posted and region.homes[index] not in self.homes and self._is_within_post(index)
        if page.forum and region.homes[index] not in self.homes and not nested:
            return Verdict(False, reasons.around(index), "other")
        if posted and (framed := self.frames.reason(index)):
            return Verdict(False, framed, "other")
        if self.link_blocks[line.node] >= 0:
            return Verdict(False, reasons.links(self.link_blocks[line.node]), "navigation")
        if index in self.captions:
            return Verdict(False, "the caption of the picture that it stands right behind", "caption")
        if nested:
            return Verdict(True, "in a container within what somebody wrote")
        return self._inside(index)

    def _is_within_post(self, index: int) -> bool:
        """Whether a line stands in a container of its own within a post: rows, a table's cell, a box of short lines.

        Nothing there is named as what stands beside posts, and no other line of the page says the same: quotations do.
        """
        page, tree = self.page, self.page.tree
        look, text = page.looks[index], tree.lines[index].text
        card = text.count(":") + text.count("：") >= _LABELS and not is_of_care(fold(text))
        if look.linked or look.furniture or card or self._said[text] > 1:
            return False
        path = tree.path(self.region.homes[index])
        post = next((at for at, node in enumerate(path) if at and node in self._written), 0)
        directs = DOSE.search(text) is not None or warns(fold(text))
        hints = [tree.nodes[node].hint for node in path[:post]]
        return post > 0 and not any(_ASIDE.search(_BOX.sub(" ", hint) if directs else hint) for hint in hints)

    @cached_property
    def _said(self) -> Counter[str]:
        """How many lines of the page say each text."""
        return Counter(line.text for line in self.page.tree.lines)

    def _numbers_the_document(self, index: int) -> bool:
        headline = self.page.headline
        above = headline is not None and headline < index < self.first and self.page.looks[index].size <= 40
        return above and _DOCUMENT_NUMBER.search(self.page.tree.lines[index].text) is not None

    def _inside(self, index: int) -> Verdict:
        """The verdict of a line in a container of the article."""
        page, look, reasons = self.page, self.page.looks[index], self.reasons
        home, line = self.region.homes[index], page.tree.lines[index]
        among = self.first <= index <= self.last
        if look.size >= _RULED and is_drawn(line.text):
            return Verdict(False, "it draws a rule across the page", "other")
        if self.region.labels[line.node]:
            return Verdict(True, "a table of labels and values next to the article")
        if self.region.plain[line.node] and not (self.core[line.node] and (look.linked or look.furniture or look.info)):
            return Verdict(True, "beside the article, where nothing else is")
        if look.prose:
            if page.weights[index] > 0:
                return Verdict(True, reasons.prose(home))
            return Verdict(False, *reasons.outside(index))
        if look.linked and not (home in self.homes and (among and _is_linked_text(look, line) or DOSE.search(line.text))
                                or self._is_row_of_links(index) or page.is_of_labels(index)):
            share = 100 - 100 * look.own // look.size
            return Verdict(False, f"{share}% of the line is link", "navigation")
        if look.furniture and not (home in self.homes and (among or _ARRANGED.match(line.text))):
            return Verdict(False, f"it speaks of the page itself: {look.furniture}", "other")
        if line.tag in HEADINGS and index < (page.headline or 0):
            return Verdict(False, "a heading above the headline: the site's name, or a section's", "header")
        if look.info and index < self.first and not self._tells_of_the_text(index):
            return Verdict(False, reasons.above("date, source or views"), "header")
        if home in self.homes or self.core[line.node] and (among or self._is_box_of_values(home)):
            return Verdict(True, reasons.short(home), "heading" if line.tag in HEADINGS else "main")
        return Verdict(False, *reasons.outside(index))

    def _is_row_of_links(self, index: int) -> bool:
        """Whether a row of data names what has a page of its own, behind a cell that does not: 上午 | 王强 | 李娟.

        Titles of other pages are longer than names.
        """
        line, look = self.page.tree.lines[index], self.page.looks[index]
        cells = len(line.text.split("\t"))
        return (self.page.is_row_of_data(index) and look.own > 1 and 1 < cells
                and line.link_chars <= _LONGEST_NAME * (cells - 1))

    def _is_box_of_values(self, home: int) -> bool:
        """Whether a container right in one of the text's holds a value or a warning: its other lines tell of it."""
        page, tree = self.page, self.page.tree
        if home not in self._boxes:
            texts = (fold(tree.lines[at].text) for at in tree.under(home) if not page.looks[at].linked)
            self._boxes[home] = tree.parents[home] in self.homes and any(
                MEASURED.search(text) and not PRICE.search(text) or warns(text) for text in texts)
        return self._boxes[home]

    def _tells_of_the_text(self, index: int) -> bool:
        """Whether it is the text's: of a case, from when to when something is, of an entry of a log, an undated value.

        Lines like this one, but for their numbers or what stands behind a day, part entries.
        """
        text = fold(self.page.tree.lines[index].text)
        return (is_of_a_case(text) or HOURS.search(text) is not None or holds_value(text) and not DAY.search(text)
                or self._entries[self._kind_of(index)] >= _ENTRIES)

    @cached_property
    def _entries(self) -> Counter[tuple[int, str]]:
        """How often the short lines within the text that tell a day or the like stand there, by kind."""
        return Counter(self._kind_of(at) for at in range(self.first, self.last) if self.page.looks[at].info)

    def _kind_of(self, index: int) -> tuple[int, str]:
        """What lines that date entries have in common: the shape of what they stand in, and the form of day or hour."""
        tree, text = self.page.tree, self.page.tree.lines[index].text
        return tree.shapes[self.region.homes[index]], time_form(text) or unnumbered(text)


def _is_linked_text(look: Look, line: Line) -> bool:
    """Whether a line with links is text: a fifth of it is no link, or the links end in a full stop."""
    return look.own * 5 > look.size or line.text[-1:] == "。"


def _link_blocks(page: Survey, region: Region) -> list[int]:
    """Containers inside the article's that are mostly link: lists of related pages, sharing, tags.

    What holds a post is none, however many buttons stand beside a short one, nor a table of data (a timetable), nor
    what holds doses or sentences in half of its lines: a list of drugs.
    """
    tree = page.tree
    posts = tree.above(region.chosen) | region.chosen if page.forum else set()
    own, sizes = page.own, page.sizes
    linked = [node for node, inside in enumerate(region.inside)
              if inside and own[node] * 2 < sizes[node] and node != region.core and node not in posts
              and _may_be_block(tree.nodes[node].tag, own[node], sizes[node])]
    weights = tree.weigh(page.weights) if linked else []
    said = tree.sums([line.text[-1:] == "。" or DOSE.search(line.text) is not None
                      for line in tree.lines]) if linked else []
    tabled = tree.sums(list(map(page.is_row_of_data, range(len(tree.lines))))) if linked else []
    found: dict[int, int] = {}
    for node in linked:
        if weights[node] < 0 and tabled[node] * 2 < tree.counts[node] and said[node] * 2 < tree.counts[node]:
            found[node] = found.get(tree.parents[node], node)
    return tree.inherit(found, -1)


def _may_be_block(tag: str, own: int, size: int) -> bool:
    """Whether an element is a part of the page; a paragraph is one that has hardly a character outside links."""
    return tag not in _WHOLE and (tag not in LEAVES or own < .1 * size)
