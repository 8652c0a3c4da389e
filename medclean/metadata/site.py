"""The site's name: out of the head, the copyright notice, or the page's title; and the title without it."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Collection, Mapping, Sequence

from ..patterns import HAN, lazy_regex
from ..tables import fold
from ..titles import bare, pieces
from .breadcrumbs import breadcrumb
from .page import Page
from .told import is_publisher

_BREAK = lazy_regex(r"\s{0,3}(?:_{1,3}|\|{1,2}|丨|｜|::|»|«|>>|—{1,2}|--|\s(?:[-–·@/]|>{1,2})\s|"
                    rf"(?<=[{HAN})”?？!！])-(?=[{HAN}]|[A-Za-z\d+]{{1,12}}[{HAN}]{{0,8}}(?:网|论坛|博客|在线|频道)\Z))\s{{0,3}}")
_FIRM = lazy_regex(r"[_|丨｜»«]|::|--|\s[-–·@]\s")
_TAIL = lazy_regex(r"[_\-–—|·\s]+$")
_ENGINE = lazy_regex("powered by", re.IGNORECASE)
_SITE_END = lazy_regex(r"(?:网|報|报|台|频道|頻道|在线|社|客户端|博客|论坛|门户|资讯|新闻|新聞|\.(?:com|cn|net))$")
_KEY_WORDS = lazy_regex("[,，、_|]")
_NOTICE = lazy_regex(r"版权(?:均?归|归属于?)\s?[【\[\"“(]([^】\]\"”)]{2,20})[】\]\"”)]"
                     rf"|(?:本文|本网|本站)?(?:版权|着作权)(?:均?为|均?属于?|归)\s?[【\[\"“(]?([{HAN}]{{2,14}}[网站])")
_SIGNED = lazy_regex(r"版权|版權|copyright|©|ICP", re.IGNORECASE)
_MARKS = " _-|·【】[]"  # around a site's name in a title
_BESIDE = " \t·:：|_-–—/,，(（)）[]【】「」"  # between a headline and the site's name
_LONGEST = 20  # characters of a site's name
_LONGEST_LABEL = 4  # characters of a label before the headline: 標題[問題] 拔智齒
_LONGEST_FIRST = 16  # and of one that stands before the headline


def read_site(page: Page) -> str | None:
    """Return the site's name as the head gives it, or the copyright notice at the foot; None where neither does."""
    named = page.first_of("site")
    if named:
        return named
    notices = (site_notice(line.text) for line in page.lines[page.last:] if "版" in line.text)
    return next((site for site in notices if site), None)


def site_in_title(page: Page, headline: str | None) -> str | None:
    """Return the site's name that stands behind the headline in the page's title; a flattened page begins with it."""
    titles = [value.text for value in page.heads("title")]
    if not titles and page.lines and not breadcrumb(page.lines[0].text):
        titles = [page.lines[0].text[:150]]
    found = (site_of(each, headline, page.foot) for each in titles)
    return next((site for site in found if site), None)


def site_notice(text: str) -> str | None:
    """Return the site that a copyright notice names: 版权归【四川文化旅游网】或原作者所有."""
    found = _NOTICE.search(fold(text[:300]))
    if not found:
        return None
    group = 1 if found[1] else 2
    return text[found.start(group):found.end(group)].strip()


def signed_site(title: str, foot: Sequence[str]) -> str | None:
    """Return the last or the first part of a title that a copyright notice at the page's foot names."""
    parts = _split(title)[0]
    notices = [bare(line) for line in foot if _SIGNED.search(line)] if len(parts) > 1 else []
    return next((part.strip() for part in (parts[-1], parts[0])
                 if len(bare(part)) > 1 and any(bare(part) in each for each in notices)), None)


def site_of(title: str, headline: str | None, foot: Sequence[str]) -> str | None:
    """Return the site's name out of a page's title: a part beside the headline, where evidence agrees.

    It ends as names of sites do, or a line of the page's foot (``foot``) holds it; 正文, a section's name, is none.
    """
    parts = _split(" ".join(title.split()))[0]
    if len(parts) < 2 or not headline:
        return None
    if len(parts) > 2 and _ENGINE.search(parts[-1]) and 2 < len(bare(parts[-2])) <= _LONGEST \
            and bare(parts[-2]) not in bare(headline):
        return parts[-2].strip(_MARKS)  # a forum's engine signs behind the forum's name
    for last in (part.strip(_MARKS) for part in (parts[-1], parts[-2], parts[0])):
        name = bare(last)
        named = any(name in bare(line) for line in foot) or is_publisher(last)
        if named and 2 < len(name) <= _LONGEST and name not in bare(headline) and bare(headline) not in name \
                and not _ENGINE.search(last):
            return last
    return None


def names_site(title: str, site: str | None, path: Sequence[str] = (), foot: Sequence[str] = ()) -> bool:
    """Return whether a page's title tells nothing but sites and sections: each part ends so, or is short.

    Or each of its words is one of the sections in ``path``, or stands in a copyright notice at the page's ``foot``.
    """
    known = bare(site) if site else "\n"
    return "—" not in title and (_is_signed(title, path, foot) or all(
        len(name) <= 4 or known in name and len(name) <= len(known) + 4 or len(name) <= 14 and is_publisher(part)
        for part in _split(title)[0] for name in (bare(part),)))


def _is_signed(title: str, path: Sequence[str], foot: Sequence[str]) -> bool:
    """Whether a title is made of the name that signs a page, and of sections that the page says it is in."""
    sections = set(map(bare, path))
    names = [name for part in _split(title)[0] for word in part.split() if (name := bare(word))]
    signing = [name for name in names if name not in sections]
    notices = [bare(line) for line in foot if _SIGNED.search(line)] if len(signing) == 1 < len(names) else []
    return any(signing[0] in notice for notice in notices)


def names_page(line: str, title: str) -> bool:
    """Return whether a line is the first part of a page's title, before the names of sections and of the site."""
    first = _page_in(title)
    return first != "" and bare(line) == first


@lru_cache(maxsize=1)  # all lines above an article are asked about
def _page_in(title: str) -> str:
    """What a title calls the page, bare; nothing where its first part names a site."""
    first = _split(title)[0][0]
    return "" if is_publisher(first) else bare(first)


def ends_in_site(title: str) -> bool:
    """Return whether a page's title has parts, the last of which names a site."""
    parts, _ = _split(title)
    return len(parts) > 1 and len(bare(parts[0])) >= 6 and is_publisher(parts[-1])


def without_site(title: str, site: str | None, shown: Sequence[str], path: Sequence[str] = (),
                 headline: str = "") -> str:
    """Return a page's title without the names of the site and its sections.

    ``title`` is what the head gives, ``site`` the site's name if it is known, ``shown`` the lines that
    stand above the article, ``path`` the sections that the page says it is in, ``headline`` the shown line that
    the extractor takes for it. A shown line that the title begins with is the headline itself; otherwise the parts
    behind the last breaks go, as long as they look like names of sites and sections.
    """
    title = " ".join(title.split())
    known = bare(site) if site else ""
    names = {line: bare(line) for line in shown}
    return (_piece(headline, bare(title)) or _shown(title, known, names, headline)
            or _beside(_led(_without_parts(title, known, {*names.values(), *map(bare, path)}), headline), site or "")
            or title)


def _piece(line: str, whole: str) -> str:
    """What stands behind a label in the extractor's headline (主题：…), or in a cell, and in the page's title too."""
    if not line or bare(line) in whole:
        return ""
    said = (piece.strip() for piece in pieces(line) if len(bare(piece)) >= 6 and bare(piece) in whole)
    return max(said, key=len, default="")


def _shown(title: str, known: str, names: Mapping[str, str], headline: str) -> str:
    """The longest shown line that the title begins with, or that is a part of it behind the site's; else nothing."""
    whole, parts = bare(title), _split(title)[0]
    matches = [line for line, name in names.items() if len(name) >= 5 and _is_head(parts, whole, name)]
    sections = {bare(part) for part in parts[1:]}
    behind = [line for line, name in names.items() if len(name) >= 4 and name in sections and not is_publisher(line)]
    said, first = bare(headline), bare(parts[0])
    labelled = any(name.endswith(first) and len(name) <= len(first) + _LONGEST_LABEL for name in names.values())
    if first == said or len(first) >= 6 and (labelled or first in said):
        behind = []  # the page's headline says the first part, perhaps behind a section's name or a label
    if behind or is_publisher(parts[0]) and _leads(parts):  # the site stands first, the headline behind it
        matches = [line for line in matches if not is_publisher(line) and names[line] != known]
    if len(said) >= 5 and any(names[each] + said == whole for each in matches):
        return headline  # the site stands first, whatever parts them
    return max(matches or behind, key=lambda line: len(names[line]), default="").strip()


def _is_head(parts: Sequence[str], whole: str, name: str) -> bool:
    """Whether a title begins with a shown line, and what follows is no more of the sentence."""
    if not whole.startswith(name):
        return False
    return len(name) == len(whole) or 10 * len(name) >= 6 * len(bare(parts[0])) or _is_listed(parts[0], name)


def _is_listed(title: str, name: str) -> bool:
    """Whether a long line is the first of several key words in a title."""
    first, *words = _KEY_WORDS.split(title)
    return len(name) >= 8 and len(words) > 1 and bare(first) == name


def _without_parts(title: str, known: str, seen: Collection[str]) -> str:
    """The title without the parts that name the site or its sections, before the headline and behind it."""
    parts, breaks = _split(title)
    first = parts[0].strip()
    if len(parts) > 1 and (is_publisher(first) or known and bare(first) == known) and _leads(parts):
        return parts[-1].strip()
    if len(parts) > 1 and _SITE_END.search(first) and len(bare(first)) <= 12 \
            and not _SITE_END.search(parts[-1].strip()) and len(bare(parts[-1])) > 4 and not _ENGINE.search(parts[-1]):
        del parts[0], breaks[0]  # the site stands first
    most = len(parts)
    while len(parts) > 1 and (_is_site(parts[-1], breaks[-1], known, seen, parts[0])
                              or len(parts) < most and len(bare(parts[-1])) <= 4):
        del parts[-1], breaks[-1]
    while len(parts) > 1 and known and bare(parts[0]) == known:
        del parts[0], breaks[0]
    return _TAIL.sub("", "".join(part + mark for part, mark in zip(parts, [*breaks, ""]))).strip()


def _led(title: str, headline: str) -> str:
    """The headline, where the title ends with it and what stands before it is as short as a site's name."""
    lead = title[:-len(headline)] if headline and title.endswith(headline) else ""
    short = lead[-1:] in _BESIDE and len(lead.strip(_BESIDE)) <= _LONGEST_FIRST
    return headline if lead and short and len(bare(headline)) >= 8 else title


def _leads(parts: Sequence[str]) -> bool:
    """Whether the last part of a title is its headline: the longest, and no site's name."""
    last = bare(parts[-1])
    site = len(parts[0]) <= _LONGEST_FIRST and not _ENGINE.search(parts[-1]) and not parts[0].endswith("怎么办")
    longest = all(len(bare(part)) < len(last) for part in parts[:-1])
    return site and longest and len(last) >= 8 and not is_publisher(parts[-1])


def _is_site(part: str, mark: str, known: str, seen: Collection[str], first: str) -> bool:
    """Whether the last part of a title names the site, a section of it, or a slogan.

    A dash without spaces stands in headlines too (守护生命——记某医院): behind one only what names a site goes.
    """
    name = bare(part)
    if not name or _ENGINE.search(part) or (known and (name in known or known in name)) or name in seen:
        return True
    if not _FIRM.search(mark):
        return bool(_SITE_END.search(part.strip())) and len(name) <= 14
    return is_publisher(part) or len(name) <= 6 or len(name) < len(bare(first)) and len(name) <= 14


def _beside(title: str, site: str) -> str:
    """The title without the site's name before or behind it, whatever mark is between them."""
    rest = title
    if len(site) > 2 and title.rstrip(_BESIDE).endswith(site):
        rest = title.rstrip(_BESIDE)[:-len(site)]
        rest = rest.rstrip(_BESIDE) if rest[-1:] in _BESIDE else title
    elif len(site) > 2 and title.lstrip(_BESIDE).startswith(site):
        rest = title.lstrip(_BESIDE)[len(site):]
        rest = rest.lstrip(_BESIDE) if rest[:1] in _BESIDE else title
    return rest if len(bare(rest)) >= 4 else title


def _split(title: str) -> tuple[list[str], list[str]]:
    """The parts of a title, and the marks between them."""
    parts, breaks, start = [], [], 0
    for match in _BREAK.finditer(title):
        if match.start() > start:
            parts.append(title[start:match.start()])
            breaks.append(match.group())
            start = match.end()
    if title[start:].strip():
        parts.append(title[start:])
    return parts or [title], breaks[:max(len(parts) - 1, 0)]
