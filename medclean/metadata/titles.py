"""The headline: without the site's name, and with the kicker above it."""
from __future__ import annotations

import re
from typing import Sequence

from ..tables import fold
from .labels import is_publisher

_BREAK = re.compile(r"\s{0,3}(?:_{1,3}|\|{1,2}|丨|｜|::|»|«|—{1,2}|--|\s[-–·@]\s|"
                    r""
                    r"(?<=[\u3400-\u9fff)”])-(?=[\u3400-\u9fff]))\s{0,3}")
_ENGINE = re.compile("powered by", re.IGNORECASE)
_FIRM = re.compile(r"[_|丨｜»«]|::|--|\s[-–·@]\s")
_SITE_END = re.compile(r"(?:网|報|报|台|频道|頻道|在线|社|客户端|博客|论坛|门户|资讯|新闻|新聞|\.(?:com|cn|net))$")
_LOOSE = re.compile(r"[\W_]+")
_TAIL = re.compile(r"[_\-–—|·\s]+$")
_NUMBERED = re.compile(r"[(（【\[]\s?(?:第?\s?\d{1,3}\s?[页頁]?(?:/\d{1,3})?)\s?[)）】\]]$")


def bare(text: str) -> str:
    """Return a text folded, in lower case and without punctuation, to compare headlines by."""
    return _LOOSE.sub("", fold(text)).lower()


def without_site(title: str, site: str | None, shown: Sequence[str]) -> str:
    """Return a page's title without the names of the site and its sections.

    ``title`` is what the head gives, ``site`` the site's name if it is known, ``shown`` the lines that
    stand above the article. A shown line that the title begins with is the headline itself; otherwise
    the parts behind the last breaks go, as long as they look like names of sites and sections.
    """
    title = " ".join(title.split())
    whole = bare(title)
    matches = [line for line in shown if len(bare(line)) >= 5 and _is_head(title, whole, bare(line))]
    if matches:
        return max(matches, key=lambda line: len(bare(line))).strip()
    parts, breaks = _split(title)
    behind = [line for line in shown if len(bare(line)) >= 4 and any(bare(line) == bare(part) for part in parts[1:])
              and not is_publisher(line)]
    if behind:  # the site stands first, the headline behind it
        return max(behind, key=len).strip()
    known = bare(site) if site else ""
    if len(parts) > 1 and _SITE_END.search(parts[0].strip()) and len(bare(parts[0])) <= 12 \
            and not _SITE_END.search(parts[-1].strip()) and len(bare(parts[-1])) > 4 and not _ENGINE.search(parts[-1]):
        parts, breaks = parts[1:], breaks[1:]  # the site stands first
    seen = {bare(line) for line in shown}
    whole_parts = len(parts)
    while len(parts) > 1 and (_is_site(parts[-1], breaks[-1], known, seen, parts[0])
                              or len(parts) < whole_parts and len(bare(parts[-1])) <= 4):
        parts.pop()
        breaks.pop()
    while len(parts) > 1 and known and bare(parts[0]) == known:
        parts.pop(0)
        breaks.pop(0)
    joined = "".join(part + mark for part, mark in zip(parts, [*breaks, ""]))
    return _TAIL.sub("", joined).strip() or title


def site_of(title: str, headline: str | None, foot: Sequence[str]) -> str | None:
    """Return the site's name out of a page's title: a part beside the headline, where evidence agrees.

    It ends as names of sites do, or a line of the page's foot (``foot``) holds it; 正文, a section's name, is none.
    """
    parts, _ = _split(" ".join(title.split()))
    if len(parts) < 2 or not headline:
        return None
    if len(parts) > 2 and _ENGINE.search(parts[-1]) and 2 < len(bare(parts[-2])) <= 20 \
            and bare(parts[-2]) not in bare(headline):
        return parts[-2].strip(" _-|·【】[]")  # a forum's engine signs behind the forum's name
    for last in (part.strip(" _-|·【】[]") for part in (parts[-1], parts[-2], parts[0])):
        name = bare(last)
        named = any(name in bare(line) for line in foot) or is_publisher(last)
        if named and 2 < len(name) <= 20 and name not in bare(headline) and bare(headline) not in name \
                and not _ENGINE.search(last):
            return last
    return None


def _is_head(title: str, whole: str, name: str) -> bool:
    """Whether a title begins with a shown line, and what follows is no more of the sentence."""
    if not whole.startswith(name):
        return False
    parts, _ = _split(title)
    return len(name) == len(whole) or 10 * len(name) >= 6 * len(bare(parts[0]))


def headlines(texts: Sequence[str]) -> list[int]:
    """Return the positions of the headline: lines that the page's first line, its title, begins with.

    A flattened page often begins with the title out of its head (``headline_section_site``); the headline
    itself stands above the article. Only the first two such lines count: lists below may repeat it.
    """
    first = next((at for at, text in enumerate(texts) if text.strip()), 0)
    title = bare(texts[first].strip()[:400]) if texts else ""
    if not 6 <= len(title) <= 120:
        return []
    found: list[int] = []
    for at in range(first + 1, len(texts)):
        text = texts[at].strip()
        if not 6 <= len(text) <= 120:
            continue
        name = bare(text)
        if len(name) >= 6 and title.startswith(name):
            found.append(at)
            if len(found) == 2:
                break
    return found


def page_title(text: str) -> str | None:
    """Return the headline out of a line that looks like the title of a page's head, or None.

    It has a break before a last part that names a site: ``headline_section_site``.
    """
    text = text.strip()
    parts, _ = _split(text)
    if not 8 <= len(text) <= 120 or len(parts) < 2 or len(bare(parts[0])) < 6 or not is_publisher(parts[-1]):
        return None
    return without_site(text, None, ())


def _split(title: str) -> tuple[list[str], list[str]]:
    parts, breaks, start = [], [], 0
    for match in _BREAK.finditer(title):
        if match.start() > start:
            parts.append(title[start:match.start()])
            breaks.append(match.group())
            start = match.end()
    if title[start:].strip():
        parts.append(title[start:])
    return parts or [title], breaks[:max(len(parts) - 1, 0)]


def _is_site(part: str, mark: str, known: str, seen: set[str], first: str) -> bool:
    """Whether the last part of a title names the site, a section of it, or a slogan.

    A dash without spaces stands in headlines too (守护生命——记某医院): behind one only what names a site goes.
    """
    name = bare(part)
    if not name or _ENGINE.search(part) or (known and (name in known or known in name)) or name in seen:
        return True
    if not _FIRM.search(mark):
        return bool(_SITE_END.search(part.strip())) and len(name) <= 14
    return is_publisher(part) or len(name) <= 6 or len(name) < len(bare(first)) and len(name) <= 14
