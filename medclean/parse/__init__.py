"""From a page's text to numbered lines: HTML, Markdown with front matter, or plain text."""
from __future__ import annotations

import re
from typing import Any, Iterable

from ..document import Document, Line, Note, made
from ..patterns import lazy_regex
from .front_matter import read_front_matter
from .parsed import MAX_LINES

_SNIFFED = 65_536
_PAGE = lazy_regex(r"<(?:!doctype\s+html|html|head|body|meta|title)\b[^<]{0,1000}>", re.I)
_BLOCK = lazy_regex(r"</?(?:p|div|br|table|tr|td|span|font|img|a|h[1-6]|li|ul|ol|center|section|article|"
                    r"strong|b|em|i|blockquote|figure)\b(?:\s[^<]{0,2000})?/?>", re.I)
_FRONT = lazy_regex(r"\s{0,200}---[ \t]*\r?\n")
_ESCAPED_BREAK = lazy_regex(r"(?<=[^\0-\x7f]|[.!?:;,)\d])(?:\\r\\n|\\[nr]){1,9}(?![a-z'\"`])")
_ESCAPED = lazy_regex(r"\\(?![nrt](?![a-z]))[A-Za-z]")  # of a path, a formula, a pattern: nothing is read there
_BREAKS = 2  # that tell a text of them
_MARKDOWN_SUFFIXES = (".md", ".markdown")


def parse(doc: Document, text: str, told: Iterable[tuple[str, str]] = ()) -> Document:
    """Return the document with the lines of this text, and the page's tree and pictures.

    ``text`` is the decoded input; ``told`` are keys with values that came with it, which are read as those of
    the page's head are. The format is told by its shape: front matter (or a Markdown
    suffix of the name) makes it ``markdown``, tags make it ``html``, all else is ``text``.
    """
    fmt = sniff(text, doc.name)
    head = tuple(Line(0, value, "meta", 0, 0, key) for key, value in told)
    if fmt == "markdown":
        return _parse_markdown(doc, text, head)
    if fmt == "html":
        return _parse_page(doc, text, head, "html")
    return _with_lines(doc, (*head, *_text_lines(text)), format="text")


def sniff(text: str, name: str = "-") -> str:
    """Tell the format of a text by its shape: ``html``, ``markdown`` or ``text``.

    A page declares itself (doctype, html, head, body); a fragment holds at least two tags and
    begins with one, or has one for every 500 characters.
    """
    head = text[:_SNIFFED]
    if name.lower().endswith(_MARKDOWN_SUFFIXES) or _FRONT.match(head):
        return "markdown"
    if _PAGE.search(head):
        return "html"
    tags = len(_BLOCK.findall(head))
    if tags >= 2 and (_BLOCK.match(head.lstrip()) or tags * 500 >= len(head)):
        return "html"
    return "text"


def _parse_markdown(doc: Document, text: str, head: tuple[Line, ...]) -> Document:
    front, body, problem = read_front_matter(text)
    doc = doc._replace(format="markdown" if front or problem or not _FRONT.match(text) else "text")
    front = (*head, *front)
    if problem:
        doc = doc.warn([Note(0, 0, problem)])
    if sniff(body) != "html" and doc.format == "markdown":
        from .markdown import to_html
        body = to_html(body)
    if sniff(body) == "html":
        return _parse_page(doc, body, front, doc.format)
    return _with_lines(doc, (*front, *_text_lines(body)))


def _parse_page(doc: Document, text: str, front: tuple[Line, ...], fmt: str) -> Document:
    from .html import parse_html
    page = parse_html(text)
    images = tuple(image._replace(line=image.line + len(front)) for image in page.images) if front else page.images
    return _with_lines(doc, (*front, *page.lines), page.truncated, format=fmt, nodes=page.nodes, images=images,
                       seams=page.seams, data=b"" if page.wild else doc.data)


def _text_lines(text: str) -> tuple[Line, ...]:
    """Every line of a plain text as it is: blank lines and spaces stay until a rule drops them.

    Line breaks that an export escaped and nobody read (``。\\n``) are line breaks, unless other backslashes mean more.
    """
    if "\\" in text and len(_ESCAPED_BREAK.findall(text)) >= _BREAKS and not _ESCAPED.search(text):
        text = _ESCAPED_BREAK.sub("\n", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    return tuple([made(Line, (number, line, "p", 0, 0, "", False)) for number, line in enumerate(lines, 1)])


def _with_lines(doc: Document, lines: tuple[Line, ...], truncated: bool = False, **found: Any) -> Document:
    """The document with these lines, numbered, and what else of it was ``found``."""
    numbered = lines[:MAX_LINES]
    if numbered and not numbered[0].number:  # front matter stands before them
        numbered = tuple(line._replace(number=number) for number, line in enumerate(numbered, 1))
    doc = doc._replace(lines=numbered, **found)
    if not truncated and len(lines) <= MAX_LINES:
        return doc
    why = f"only the first {len(numbered):,} lines were read"
    return doc._replace(status="truncated", error=why).warn([Note(0, 0, why)])
