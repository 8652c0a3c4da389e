"""The article of a page that scripts draw: it stands in a string of a script, as text or as HTML.

Such pages hold their data as JSON (``<script id="__NEXT_DATA__">``, ``window.__INITIAL_STATE__ = …``, the
``articleBody`` of schema.org) or as an object of JavaScript. Only strings are read, as ECMA-262 (12.9.4) and RFC 8259
write them, and nothing is run. Data in JSON also tell what stands beside a string: the other posts, or paragraphs.
"""
from __future__ import annotations

import html
import json
import re
from itertools import islice
from operator import itemgetter
from typing import Any, Iterator

from ..patterns import CHINESE, lazy_regex

_LEAST = 100  # Chinese characters of an article that is worth it
_MOST_VALUES = 8  # brackets of a script at which one is looked for: window["data"] = {…}
_LONGEST_WAY = 8  # names: the last ones tell a place, and hostile data nest a thousand
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
_ASIDE = lazy_regex(r"comment|recommend|relat|review|hot|rank|feed|next|prev|more|author|user|policy|privacy|agreement|"
                    r"i18n|locale|lang|config|setting|copyright|footer|tips", re.IGNORECASE)
_ASKED = lazy_regex("question|ask|topic|thread|subject", re.IGNORECASE)
_DATA = lazy_regex(r"\s*[{\[]\s*[\"'{}\[\]\w]", re.ASCII)  # [摘要] begins a text
_BRACKET = lazy_regex(r"[{\[]")
_JSON = json.JSONDecoder(strict=False)
_STOP = lazy_regex("[。！？]")


def with_scripted_article(page: str, least: int = 0) -> str:
    """Return an HTML page with the article out of a string of its scripts put where it is shown: below the headline.

    The article is the longest string that has ``least`` Chinese characters, and 100, more than of anything else, and
    two sentences; with it go the strings at its place, which are a thread's posts or a text's paragraphs. A page
    without one is returned itself. Linear in the page's length.
    """
    parts = _article(page, max(least, _LEAST))
    if not parts:
        return page
    article = "<br>".join(map(_as_html, parts))
    above = _HEADLINE_END.search(page) or _BODY.search(page)
    place = above.end() if above else 0
    return f"{page[:place]}<article>{article}</article>{page[place:]}"


def _as_html(text: str) -> str:
    return text if _TAG.search(text) else "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())


def _article(page: str, least: int) -> list[str]:
    """The longest string of the scripts that is prose, and those at its place.

    Where none is long enough: the strings of a place, two of which are prose, that are so together. Comments, what the
    page recommends, and what it says of itself are no article.
    """
    longest, most = "", least - 1
    beside: list[list[str]] = []
    places: list[list[str]] = []
    for source in (data for script in _scripts(page) for data in _sources(script, _MOST_NESTED)):
        kinds, aside = _kinds(source)
        for text in map(_shown, _strings(source)):
            count = 0 if _DATA.match(text) or text in aside else _prose(text)
            if count > most:
                longest, most, beside = text, count, kinds
        places += kinds
    if longest:
        return max((kind for kind in beside if longest in kind), key=len, default=[longest])
    written = [(kind, [count for count in map(_prose, kind) if count]) for kind in places]
    together = [(sum(counts), kind) for kind, counts in written if len(counts) > 1]
    size, best = max(together, key=itemgetter(0), default=(0, []))
    return best if size >= least else []


def _kinds(source: str) -> tuple[list[list[str]], set[str]]:
    """The strings of a script's data by their place, as posts and paragraphs have one, each once; and those aside.

    What was asked stands under the same name at a place of its own.
    """
    places: dict[tuple[str, ...], list[str]] = {}
    aside: set[str] = set()
    for path, said in _named_strings(source):
        if _ASIDE.search(" ".join(path)):
            aside.add(_shown(said))
        elif said.strip():
            places.setdefault(path, []).append(_shown(said))
    asked = {path[-1]: texts for path, texts in reversed(places.items())
             if len(texts) == 1 and _ASKED.search(" ".join(path)) and _prose(texts[0])}
    kinds = [list(dict.fromkeys([*asked.get(path[-1], ()), *said])) for path, said in places.items()]
    return kinds, aside.difference(*places.values())


def _named_strings(source: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the strings of what a script says in JSON, each with the names on the way to it.

    Numbers, of a list's item or as a name, are no part of the way.
    """
    stack: list[tuple[tuple[str, ...], Any]] = [(("",), _value(source))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, list):
            stack += [(path, each) for each in reversed(value)]
        elif isinstance(value, dict):
            stack += [(path if name.isdecimal() else (*path[-_LONGEST_WAY:], name), each)
                      for name, each in reversed(value.items())]


def _value(source: str) -> Any:
    """The longest of the values in JSON that a script holds; None where it is other JavaScript."""
    best, most, end = None, 0, 0
    for opened in islice(_BRACKET.finditer(source), _MOST_VALUES):
        if opened.start() >= end:
            try:
                value, end = _JSON.raw_decode(source, opened.start())
            except (ValueError, RecursionError):
                continue
            if end - opened.start() > most:
                best, most = value, end - opened.start()
    return best


def _scripts(page: str) -> Iterator[str]:
    opened = _OPEN.search(page)
    while opened:
        closed = _CLOSE.search(page, opened.end())
        yield page[opened.end():closed.start() if closed else len(page)]
        opened = _OPEN.search(page, closed.end()) if closed else None


def _sources(script: str, nested: int) -> Iterator[str]:
    """Yield a script, and the strings in it that hold data themselves."""
    yield script
    for text in _strings(script) if nested else ():
        if _DATA.match(text):
            yield from _sources(text, nested - 1)


def _strings(script: str) -> Iterator[str]:
    """Yield what the longer strings of a script say."""
    return (_said(literal, quote) for literal, quote in _literals(script) if len(literal) >= _LEAST)


def _shown(text: str) -> str:
    """What a string shows: in some the markup is escaped."""
    return html.unescape(text) if "&lt;" in text and "<" not in text else text


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
    count = len(CHINESE.findall(plain))
    return count if 2 * count > len("".join(plain.split())) and len(_STOP.findall(plain)) >= 2 else 0
