"""The article of a page that scripts draw: it stands in a string of a script, as text or as HTML.

Such pages hold their data as JSON (``<script id="__NEXT_DATA__">``, ``window.__INITIAL_STATE__ = …``, the
``articleBody`` of schema.org) or as an object of JavaScript. Only strings are read, as ECMA-262 (12.9.4) and RFC 8259
write them, and nothing is run.
"""
from __future__ import annotations

import html
import json
import re
from typing import Iterator

from ..patterns import lazy_regex

_LEAST = 100  # Chinese characters of an article that is worth it
_MOST_NESTED = 3  # strings in strings: JSON.parse("{\"content\": \"…\"}")
_OPEN = lazy_regex(r"<script\b[^>]{0,2000}>", re.IGNORECASE)
_CLOSE = lazy_regex(r"</script", re.IGNORECASE)
_BODY = lazy_regex(r"<body\b[^>]{0,2000}>", re.IGNORECASE)
_HEADLINE_END = lazy_regex(r"</h1\s*>", re.IGNORECASE)
_QUOTE = lazy_regex("[\"'`]")
_INSIDE = {quote: lazy_regex(rf"(?:[^{quote}\\{end}]|\\.)*", re.DOTALL)
           for quote, end in (('"', r"\n"), ("'", r"\n"), ("`", ""))}
_UNESCAPED = lazy_regex(r"(\\.)|\"", re.DOTALL)
_NO_JSON = lazy_regex(r"\\(?:x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]{1,6})\}|([^\"\\/bfnrtu]))", re.DOTALL)
_TAG = lazy_regex(r"</?[A-Za-z][^<>]{0,2000}>")
_HAN = lazy_regex("[\u3400-\u9fff]")
_STOP = lazy_regex("[。！？]")


def with_scripted_article(page: str, least: int = 0) -> str:
    """Return an HTML page with the article out of a string of its scripts put where it is shown: below the headline.

    The article is the longest string that has ``least`` Chinese characters, and 100, more than of anything else, and
    two sentences. A page without one is returned itself. Linear in the page's length.
    """
    article = _longest(page, max(least, _LEAST))
    if not article:
        return page
    if not _TAG.search(article):
        article = "".join(f"<p>{html.escape(line)}</p>" for line in article.splitlines())
    above = _HEADLINE_END.search(page) or _BODY.search(page)
    place = above.end() if above else 0
    return f"{page[:place]}<article>{article}</article>{page[place:]}"


def _longest(page: str, least: int) -> str:
    found, most = "", least - 1
    for script in _scripts(page):
        for text in _texts(script, _MOST_NESTED):
            count = _prose(text)
            if count > most:
                found, most = text, count
    return found


def _scripts(page: str) -> Iterator[str]:
    opened = _OPEN.search(page)
    while opened:
        closed = _CLOSE.search(page, opened.end())
        yield page[opened.end():closed.start() if closed else len(page)]
        opened = _OPEN.search(page, closed.end()) if closed else None


def _texts(script: str, nested: int) -> Iterator[str]:
    """Yield what the longer strings of a script say; a string that holds data itself is looked into."""
    for literal, quote in _literals(script):
        text = _said(literal, quote) if len(literal) >= _LEAST else ""
        if nested and text.lstrip()[:1] in ("{", "["):
            yield from _texts(text, nested - 1)
        elif text:
            yield html.unescape(text) if "&lt;" in text and "<" not in text else text


def _literals(script: str) -> Iterator[tuple[str, str]]:
    """Yield the strings of a script as they are written, each with its quotation mark; one without end is skipped."""
    opened = _QUOTE.search(script)
    while opened:
        quote = opened.group()
        inside = _INSIDE[quote].match(script, opened.end())
        end = inside.end() if inside else opened.end()
        if script[end:end + 1] == quote:
            yield script[opened.end():end], quote
        opened = _QUOTE.search(script, end + 1)


def _said(literal: str, quote: str) -> str:
    """What a string says: JavaScript's own escapes are written as JSON's first. What can't be read says nothing."""
    if quote != '"':
        literal = _UNESCAPED.sub(lambda match: match[1] or '\\"', literal)
    try:
        return str(json.loads(f'"{_NO_JSON.sub(_as_json, literal)}"', strict=False))
    except ValueError:
        return ""


def _as_json(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if not code:
        return "" if escape[3] == "\n" else json.dumps(escape[3])[1:-1]
    char = int(code, 16)
    return json.dumps(chr(char))[1:-1] if char < 0x110000 else "\\ufffd"


def _prose(text: str) -> int:
    """How many Chinese characters a text has, 0 where it is none."""
    plain = _TAG.sub("", text)
    count = len(_HAN.findall(plain))
    return count if 2 * count > len("".join(plain.split())) and len(_STOP.findall(plain)) >= 2 else 0
