"""Reads a page's metadata: where the article stands, then field by field."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Collection, Mapping

from ..document import Document, Metadata, Seam
from ..patterns import lazy_regex
from ..rules import FOREIGN
from ..staff import is_ward
from ..tables import fold
from ..titles import bare
from .authors import dateline, read_authors, read_people
from .breadcrumbs import breadcrumb, crumbs_of, named_crumbs
from .captions import caption_lines
from .head import read_head
from .images import article_images, file_name, markdown_image, read_images
from .labels import read_labels
from .page import Page
from .published import read_date
from .site import read_site, site_in_title
from .title import read_title
from .told import is_publisher

_KEYWORD_BREAK = lazy_regex(r"[,，;；、|/\s\u3000]+")
_KEYWORD_FIRM = lazy_regex(r"[,，;；、|]+\s*")
_VIEWS = lazy_regex(r"(\d[\d,]*(?:\.\d+)?)\s*([万wk])?", re.IGNORECASE)
_COUNTED = lazy_regex(r"\d")
_TIMES = {"": 1, "万": 10_000, "w": 10_000, "k": 1_000}  # 1.2w is 1.2万
_MOST_VIEWS = 10**12
_PLACE = lazy_regex(r"[(（][^()（）]{1,12}[)）]$")
_LONGEST_BYLINE = 40  # characters of what stands for a summary and only names who wrote the article
_DAY = lazy_regex(r"\d[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}")  # the year may have two digits
_ORIGINAL = lazy_regex(r"^(?:原创|原創)\s?[:：]?\s?(?=.{2})|^[·•]")


@dataclass(frozen=True, slots=True)
class Fields:
    """The metadata of a document, and the lines that hold nothing else, with the name of their field."""

    metadata: Metadata
    lines: Mapping[int, str] = field(default_factory=dict)


def read(doc: Document) -> Metadata:
    """Return the metadata of a document; the article is taken to lie between its long paragraphs."""
    long = [line.number for line in doc.kept if len(line.text) > 60 and "。" in line.text]
    return read_fields(doc, long or [line.number for line in doc.kept]).metadata


def read_fields(doc: Document, main: Collection[int], roles: Mapping[int, str] | None = None,
                clutter: Mapping[int, str] | None = None) -> Fields:
    """Return what the page tells of itself, and which lines tell nothing else.

    ``doc`` holds all lines as parse made them (dropped ones are read too); ``main`` are the numbers of
    the article's own lines; ``roles`` says what the extractor took lines for (``caption``, ``title``);
    ``clutter`` says which rule dropped a line, by its number: it is no headline.
    """
    page = _page(doc, main, roles or {}, clutter or {})
    site, path = read_site(page), _path(page)
    title, said = read_title(page, site, path)
    around = page.lines if doc.nodes else page.article  # in a tree a picture may stand above the first paragraph
    captions = caption_lines(around if page.main else [], page.roles)
    shown = [line for line in around if line.number in captions] if doc.nodes else page.article
    metadata = Metadata(
        title=title, date=read_date(page), authors=read_authors(page), editors=read_people(page, "editors"),
        publisher=_publisher(page), site=site or site_in_title(page, title), url=_url(page),
        categories=_categories(page), keywords=_keywords(page, title), summary=_summary(page, title),
        breadcrumb=tuple(part for part in path if part != title), views=_views(page),
        images=read_images(article_images(page, doc.images, captions), shown, captions, page.nodes))
    pictured = [line.number for line in page.article if file_name(line.text) or markdown_image(line.text)]
    return Fields(metadata, {**dict.fromkeys(said, "title"), **dict.fromkeys((*captions, *pictured), "images")})


def _page(doc: Document, main: Collection[int], roles: Mapping[int, str], clutter: Mapping[int, str]) -> Page:
    """The page with the article's place in it; without an article's line all lines are its. Spam is no line of it."""
    chosen = set(main)
    lines = [line for line in doc.lines if line.tag != "meta" and not clutter.get(line.number, "").startswith(FOREIGN)]
    at = [index for index, line in enumerate(lines) if line.number in chosen and line.text.strip()]
    first, last = (at[0], at[-1]) if at else (0, len(lines) - 1)
    head = read_head(line for line in doc.lines if line.tag == "meta")
    return Page(lines, first, last, [lines[index] for index in at], head, roles, frozenset(clutter),
                doc.nodes, _seams(doc), doc.format == "markdown")


def _seams(doc: Document) -> dict[str, Seam]:
    """The lines in which elements touch, by their text: a repair may have narrowed signs or spaces in it (文／王小明)."""
    found = {seam.text: seam for seam in doc.seams}
    narrowed = {edit.line for edit in doc.edits if edit.rule.startswith(("R3", "R4"))} if found else ()
    folded = {fold(text): seam for text, seam in found.items()} if narrowed else {}
    for line in (doc.lines[number - 1] for number in narrowed):
        if line.text not in found and (seam := folded.get(fold(line.text))):
            found[line.text] = seam._replace(text=line.text)
    return found


def _publisher(page: Page) -> str | None:
    """The source, or the paper of the dateline; without the place behind it (中国新闻网(北京)) and brackets around it.

    Where nothing names either, it is the account that stands between headline and date.
    """
    told = page.one("publisher")
    if told is None:
        papers = (dateline(text)[0] for text in page.openings)
        return next(filter(None, papers), None) or (_account(page) if page.main else None)
    name = _ORIGINAL.sub("", _PLACE.sub("", told).strip())
    if page.is_thread and name in read_people(page, "authors"):
        return None  # 来自：… names who posted
    return name[1:-1].strip() if name[:1] + name[-1:] in ("【】", "[]", "（）", "()", "《》") else name


def _account(page: Page) -> str | None:
    """The line between headline and day that holds nothing but a publisher's name, and no link."""
    headline = page.headline
    for at in range(headline + 1, min(headline + 4, page.body)) if headline is not None else ():
        text, below = page.lines[at].text.strip(), page.lines[at + 1:at + 3]
        free = not page.lines[at].link_chars and page.lines[at].number not in page.clutter
        if free and is_publisher(text) and not is_ward(fold(text)) and any(
                _DAY.search(line.text[:_LONGEST_BYLINE]) for line in below):
            return text
    return None


def _url(page: Page) -> str | None:
    """The address: the head's, which is canonical, before a printed one."""
    return page.first_of("url") or page.one("url")


def _path(page: Page) -> tuple[str, ...]:
    """The breadcrumb, as printed, as the head has it, or as an element that is named so holds it."""
    for each in page.seen("breadcrumb"):
        crumbs = breadcrumb(each.told.value) or crumbs_of(each.told.value)
        if len(crumbs) > 1:
            return crumbs
    return tuple(value.text for value in page.heads("breadcrumb")) or named_crumbs(page.lines, page.nodes)


def _categories(page: Page) -> tuple[str, ...]:
    """The head's categories, or those of a line that tells of the page otherwise, too: 分类：良性 alone is of a tumour."""
    told = [value.text for value in page.heads("categories")]
    lines = Counter(each.line for each in page.shown)
    return tuple(dict.fromkeys(told or [word for each in page.seen("CATEGORY") if lines[each.line] > 1
                                        for word in _parted(each.told.value) if not _COUNTED.search(word)]))


def _keywords(page: Page, title: str | None) -> tuple[str, ...]:
    """The printed keywords, or the tags beside the day, or the head's; the title is none."""
    seen = page.seen("keywords")
    if seen:
        return tuple(_parted(seen[0].told.value))
    dated = {each.line for each in page.seen("date")}
    tags = [each.told.value.strip("#＃") for each in page.seen("OTHER")
            if each.line in dated and each.told.value[0] in "#＃"]
    if tags:
        return tuple(dict.fromkeys(filter(None, tags)))
    values = page.heads("keywords")
    found = [word for value in values if value.rank == values[0].rank for word in _parted(value.text)]
    return tuple(word for word in dict.fromkeys(found) if word != title)


def _parted(value: str) -> dict[str, None]:
    """The keywords of a list, each once: blanks part them only where nothing else does."""
    parts = _KEYWORD_FIRM.split(value)
    if len(parts) == 1:
        parts = _KEYWORD_BREAK.split(value)
    return dict.fromkeys(part.strip() for part in parts if part.strip())


def _summary(page: Page, title: str | None) -> str | None:
    """The printed summary, or the head's where it does not just say the title again, or who wrote it."""
    seen = page.seen("summary")
    if seen:
        return seen[0].told.value
    summary = page.first_of("summary")
    if not summary or bare(summary) == bare(title or "") or len(summary) <= _LONGEST_BYLINE and read_labels(summary):
        return None
    return summary


def _views(page: Page) -> int | None:
    """How often the page was read, as it says itself: 1.2万 is 12,000; what no counter shows is no number of views."""
    for each in page.seen("views"):
        found = _VIEWS.search(fold(each.told.value))
        if found:
            number = Decimal(found[1].replace(",", "")) * _TIMES[(found[2] or "").lower()]
            return round(number) if number < _MOST_VIEWS else None
    return None
