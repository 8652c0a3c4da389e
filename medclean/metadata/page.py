"""Puts together what the head and the visible lines tell of an article."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Collection, Mapping, Sequence

from ..document import Document, Image, Line, Metadata
from ..patterns import lazy_regex
from ..tables import fold, words
from .captions import caption_lines, read_images
from .dates import iso, local
from .head import Value, read_head
from .images import file_name, markdown_image
from .labels import field_of, read_labels
from .people import is_name, is_nobody, split_names
from .titles import (bare, headlines, is_byline, is_notice, is_row, last_block, names_site, page_title, signed_site,
                     site_of, uncut, without_site)
from .visible import (BY, HEADER, TAIL, Shown, boxed, breadcrumb, byline, crumbs_of, dateline, posted, read_visible,
                      site_notice)

_KEYWORD_BREAK = lazy_regex(r"[,，;；、|/\s\u3000]+")
_KEYWORD_FIRM = lazy_regex(r"[,，;；、|]+\s*")
_ENGLISH = lazy_regex(r"By ([A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{0,20}){1,3})(?=\s*(?:[|,/-]|$))")
_CUT = "，。！？：、,!?: "
_HEADINGS = frozenset(("h1", "h2", "h3"))
_ANY_TIME = 9  # rank of a <time>, which may be anybody's
_VIEWS = lazy_regex(r"(\d[\d,]*(?:\.\d+)?)\s*([万k])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The metadata of a document, and the lines that hold nothing else, with the name of their field."""

    metadata: Metadata
    told: Mapping[int, str] = field(default_factory=dict)


def read(doc: Document) -> Metadata:
    """Return the metadata of a document; the article is taken to lie between its long paragraphs."""
    kept = [line for line in doc.lines if line.tag != "meta" and not line.dropped]
    long = [line.number for line in kept if len(line.text) > 60 and "。" in line.text]
    return reading(doc, long or [line.number for line in kept]).metadata


def reading(doc: Document, main: Collection[int], roles: Mapping[int, str] | None = None,
            clutter: Collection[int] = ()) -> Reading:
    """Return what the page tells of itself, and which lines tell nothing else.

    ``doc`` holds all lines as parse made them (dropped ones are read too); ``main`` are the numbers of
    the article's own lines; ``roles`` says what the extractor took lines for (``caption``, ``title``);
    ``clutter`` are the numbers of lines that a rule dropped, which are no headline.
    """
    head = read_head(line for line in doc.lines if line.tag == "meta")
    lines = [line for line in doc.lines if line.tag != "meta"]
    chosen = set(main)
    at = [index for index, line in enumerate(lines) if line.number in chosen and line.text.strip()]
    first, last = (at[0], at[-1]) if at else (0, len(lines) - 1)
    page = _Page(lines, first, last, [lines[index] for index in at], head, roles or {}, frozenset(clutter),
                 doc.format == "markdown")
    return page.reading(doc)


@dataclass(slots=True)
class _Page:
    """The page while it is read: its visible lines, where the article stands, what its head says."""

    lines: list[Line]
    first: int
    last: int
    main: list[Line]
    head: list[Value]
    roles: Mapping[int, str]
    clutter: frozenset[int]
    feed: bool
    shown: list[Shown] = field(default_factory=list)
    told: dict[int, str] = field(default_factory=dict)

    def reading(self, doc: Document) -> Reading:
        """All fields, and which lines are told by them."""
        self.shown = read_visible(self.lines, self.body(), self.last)
        site = self.site()
        title = self.title(site)
        site = site or self.site_in_title(title)
        article = self.lines[self.first:self.last + 1]
        captions = caption_lines(article if self.main else [], self.roles)
        shown = [line for line in article if line.number in captions] if doc.nodes else article
        publisher, reporters = dateline(self.main[0].text) if self.main else (None, ())
        authors = self.people("authors") or reporters or self.byline() or self.signed() or self.boxed(doc)
        metadata = Metadata(
            title=title, date=self.date(), authors=authors, editors=self.people("editors"),
            publisher=self.one("publisher") or publisher, site=site, url=self.one("url"),
            categories=self.categories(), keywords=self.keywords(title), breadcrumb=self.breadcrumb(title),
            summary=self.summary(title), views=self.views(),
            images=read_images(self.pictures(doc), shown, captions))
        self.tell(captions)
        return Reading(metadata, self.told)

    def body(self) -> int:
        """Where the prose of the article begins: above it, labels may stand among its own lines."""
        for at in range(self.first, min(self.first + 8, self.last + 1)):
            text = self.lines[at].text.strip()
            if len(text) > 40 or len(text) > 14 and text.endswith(("。", "！", "？")):
                return at
        return self.first

    def tell(self, captions: set[int]) -> None:
        """Note the lines that hold nothing but a caption or a picture's file name."""
        for number in captions:
            self.told[number] = "images"
        for line in self.lines[self.first:self.last + 1]:
            if file_name(line.text) or markdown_image(line.text):
                self.told[line.number] = "images"

    def pictures(self, doc: Document) -> tuple[Image, ...]:
        """The pictures of the tree between the article's first and last line."""
        if not self.main:
            return ()
        low, high = self.lines[self.first].number, self.lines[self.last].number
        return tuple(image for image in doc.images if low - 1 <= image.line <= high + 1 and image.src)

    def first_of(self, name: str) -> str | None:
        """The first value that the head has for a field."""
        return next((value.text for value in self.head if value.field == name and value.text), None)

    def seen(self, name: str) -> list[Shown]:
        """What visible lines tell of a field."""
        return [each for each in self.shown if each.told.field == name and each.told.value]

    def text_of(self, each: Shown) -> str:
        """The line that tells something."""
        return self.lines[each.line - self.lines[0].number].text

    def one(self, name: str) -> str | None:
        """A field of one value: what is printed near the article comes before the head."""
        seen = [each for each in self.seen(name) if name != "publisher" or not is_nobody(each.told.value)]
        if name == "url":
            return self.first_of(name) or (seen[0].told.value if seen else None)
        if seen:
            return _tidy(max(seen[:3], key=lambda each: _labelled(self, each)).told.value)
        return self.first_of(name)

    def site(self) -> str | None:
        """The site's name: the head's, or that of the copyright notice at the foot."""
        named = self.first_of("site")
        if named:
            return named
        for line in self.lines[self.last:]:
            found = site_notice(line.text) if "版" in line.text or "版權" in line.text else None
            if found:
                return found
        return None

    def site_in_title(self, title: str | None) -> str | None:
        """The site's name behind the headline in the page's title."""
        foot = [line.text for line in self.lines[-12:] if len(line.text) <= 120]
        titles = [value.text for value in self.head if value.field == "title"]
        if not titles and self.lines:
            titles = [self.lines[0].text[:150]]
        found = (site_of(each, title, foot) for each in titles)
        return next((site for site in found if site), None)

    def date(self) -> str | None:
        """The date of publication: the head's, with the time where the same day is printed; else the printed one.

        A page without one has the day of its update, or its first ``<time>``: the earlier.
        """
        told = [(value.rank, found) for value in self.head if value.field == "date" and (found := iso(value.text))]
        printed = [each.told.value for each in self.seen("date")]
        if told and told[0][0] < _ANY_TIME:
            return next((date for date in printed if date.startswith(told[0][1])), local(told[0][1], printed))
        if printed:
            return next((found for _, found in told if found.startswith(printed[0])), printed[0])
        updated = [each.told.value for each in self.seen("UPDATED") if "更新" in self.text_of(each)]
        beside = self.lines[max(self.first - 8, 0):self.last + 3]
        return min([*updated[:1], *(found for _, found in told[:1])], default=None) or posted(beside, self.roles)

    def people(self, name: str) -> tuple[str, ...]:
        """Authors or editors: those printed with a label, above the article or below it; else the head's."""
        for zone in self.zones(name):
            people = [person for each in zone for person in split_names(each.told.value)
                      if fold(person) not in words("menu") and not is_nobody(person)]
            if people:
                return tuple(dict.fromkeys(people))
        values = [value for value in self.head if value.field == name and not is_nobody(value.text)]
        named = [value.text for value in values if value.rank == values[0].rank]
        persons = [person for text in named for person in split_names(text) if is_name(person)]
        return tuple(dict.fromkeys(persons or named))

    def zones(self, name: str) -> list[list[Shown]]:
        """What is told above the article, below it, and inside it: the field is read where it comes first."""
        seen = sorted(self.seen(name), key=lambda each: each.line)
        if not seen:
            return []
        low, high = self.lines[self.body()].number, self.lines[self.last].number
        return [[each for each in seen if each.line < low], [each for each in seen if each.line > high],
                [each for each in seen if low <= each.line <= high]]

    def byline(self) -> tuple[str, ...]:
        """The reporters in brackets at the end of the article."""
        for line in reversed(self.main[-2:]):
            if (found := byline(line.text)):
                return found
        return ()

    def signed(self) -> tuple[str, ...]:
        """A name on a line of its own, or behind By, at most two lines from the date above the article."""
        dated = {each.line for each in self.seen("date")}
        for line in self.lines[max(0, self.first - 8):self.body()]:
            beside = any(number in dated for number in range(line.number - 2, line.number + 3))
            english = _ENGLISH.match(line.text.strip()) if beside else None
            if english:
                return (english[1],)
            name = BY.sub("", line.text.strip())
            if beside and 3 <= len(name) <= 4 and is_name(name):
                return (name,)
        return ()

    def boxed(self, doc: Document) -> tuple[str, ...]:
        """The author whom a container near the article names."""
        near = self.lines[max(0, self.first - HEADER):self.last + TAIL] if doc.nodes else ()
        return boxed((line for line in near if line.number not in self.clutter), doc.nodes)

    def categories(self) -> tuple[str, ...]:
        """The head's categories, each once."""
        return tuple(dict.fromkeys(value.text for value in self.head if value.field == "categories"))

    def keywords(self, title: str | None) -> tuple[str, ...]:
        """The printed keywords, or the head's; the title is none."""
        seen = self.seen("keywords")
        if seen:
            return _keywords(seen[0].told.value)
        values = [value for value in self.head if value.field == "keywords"]
        found: list[str] = []
        for value in values:
            if value.rank == values[0].rank:
                found += _keywords(value.text)
        return tuple(word for word in dict.fromkeys(found) if word != title)

    def breadcrumb(self, title: str | None) -> tuple[str, ...]:
        """The path from the site's first page, as printed or as the head has it, without the title."""
        seen = self.seen("breadcrumb")
        for each in seen:
            crumbs = breadcrumb(each.told.value) or crumbs_of(each.told.value)
            if len(crumbs) > 1:
                return tuple(part for part in crumbs if part != title)
        return tuple(value.text for value in self.head if value.field == "breadcrumb" and value.text != title)

    def summary(self, title: str | None) -> str | None:
        """The printed summary, or the head's where it does not just say the title again."""
        seen = self.seen("summary")
        if seen:
            return seen[0].told.value
        summary = self.first_of("summary")
        return summary if summary and bare(summary) != bare(title or "") else None

    def views(self) -> int | None:
        """How often the page was read, as it says itself: 1.2万 is 12,000."""
        for each in self.seen("views"):
            found = _VIEWS.search(fold(each.told.value))
            if found:
                number = float(found[1].replace(",", ""))
                return int(number * {"万": 10_000, "k": 1_000}.get((found[2] or "").lower(), 1))
        return None

    def title(self, site: str | None) -> str | None:
        """The headline, and which lines are nothing but it."""
        near = self.lines[max(0, self.first - HEADER):self.body() + 2]
        valued = {line.number for label, line in zip(near, near[1:]) if field_of(label.text)}  # a table's cells
        above = [line for line in near if self._may_be_title(line) and line.number not in valued
                 and not field_of(line.text)]
        named = self.head_title()
        if named and self.feed:  # front matter gives the headline itself
            site, above = None, [line for line in above if bare(line.text) == bare(named)] or [Line(0, named)]
        headings = [line for line in above if line.tag in _HEADINGS or self.roles.get(line.number) == "title"]
        if named and not self.feed and names_site(named, site):
            if (asked := self.one("TITLE")):
                return asked
            free = [line for line in above if not line.link_chars and len(line.text.strip()) >= 8]
            found = self._headed(headings[-1].text, None, above) if headings else self._headline(free)
            if found:
                return found
        return self._headed(named, site, above) if named else self._headline(above)

    def head_title(self) -> str | None:
        """The best title of the head; quotes in an attribute cut og:title short, then <title> is longer."""
        titles = [value.text for value in self.head if value.field == "title" and value.text]
        if not titles:
            return None
        first, cut = titles[0], titles[0].endswith(tuple(_CUT))
        return next((title for title in titles[1:] if cut and title.startswith(first)), first)

    def _may_be_title(self, line: Line) -> bool:
        text = line.text.strip()
        shortest = 2 if line.tag == "h1" else 4
        if not shortest <= len(text) <= 90 or line.number in self.clutter or text.endswith(("。", "；", "：", ":", "，")):
            return False
        return fold(text) not in words("menu") and not is_row(text) and not breadcrumb(text) and not read_labels(text)

    def _headed(self, named: str, site: str | None, above: Sequence[Line]) -> str:
        shown = [line.text.strip() for line in above]
        foot = [line.text for line in self.lines[-12:] if len(line.text) <= 120]
        said = next((line.text.strip() for line in above if self.roles.get(line.number) == "title"), "")
        title = without_site(uncut(named, shown), site or signed_site(named, foot), shown, self.breadcrumb(None), said)
        for line in above:
            if bare(line.text) and bare(line.text) == bare(title):
                self.told[line.number] = "title"
        return title

    def _headline(self, above: Sequence[Line]) -> str | None:
        """Without a head: a line that the page's first line repeats, or those right above the article."""
        texts = [line.text for line in self.lines[:self.first + 1]]
        repeated = headlines(texts)
        named = [line for line in above if self.roles.get(line.number) == "title" or line.tag == "h1"]
        if named:
            chosen = named[:1]
        elif repeated:
            chosen = [self.lines[repeated[-1]]]
        elif title := page_title(next((text for text in texts[:-1] if text.strip()), "")):
            return title
        elif not self.main:
            return None
        else:
            limit = self.lines[self.first].number
            above = [line for line in above if line.number < limit]
            above = [line for line in above if not is_byline(line.text)] or above
            chosen = last_block(above) if above else [line for line in self.main[:1] if is_notice(line.text)]
        for line in chosen:
            self.told[line.number] = "title"
        return " ".join(line.text.strip() for line in chosen) or None


def _labelled(page: _Page, each: Shown) -> bool:
    return any(mark in page.text_of(each) for mark in ":：")


def _tidy(name: str) -> str:
    """A publisher's name without the place behind it: 中国新闻网(北京), and without the brackets around it."""
    name = re.sub(r"\s*[(（][^()（）]{1,12}[)）]$", "", name).strip()
    bare_name = re.sub(r"^(?:原创|原創)\s?[:：]?\s?(?=.{2})|^[·•]", "", name)
    return bare_name[1:-1].strip() if bare_name[:1] + bare_name[-1:] in ("【】", "[]", "（）", "()", "《》") else bare_name


def _keywords(value: str) -> tuple[str, ...]:
    parts = _KEYWORD_FIRM.split(value)
    if len(parts) == 1:
        parts = _KEYWORD_BREAK.split(value)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
