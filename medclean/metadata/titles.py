"""The headline: without the site's name, and with the kicker above it."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Sequence

from ..document import Line
from ..patterns import lazy_regex
from ..tables import fold
from .labels import is_publisher
from .people import split_names

_BREAK = lazy_regex(r"\s{0,3}(?:_{1,3}|\|{1,2}|丨|｜|::|»|«|—{1,2}|--|\s(?:[-–·@/]|>{1,2})\s|"
                    r""
                    r"(?<=[\u3400-\u9fff)”])-(?=[\u3400-\u9fff]))\s{0,3}")
_ENGINE = lazy_regex("powered by", re.IGNORECASE)
_FIRM = lazy_regex(r"[_|丨｜»«]|::|--|\s[-–·@]\s")
_SITE_END = lazy_regex(r"(?:网|報|报|台|频道|頻道|在线|社|客户端|博客|论坛|门户|资讯|新闻|新聞|\.(?:com|cn|net))$")
_LABELS = lazy_regex(r"[:：\]】]")
_LOOSE = lazy_regex(r"[\W_]+")
_NOTICE = lazy_regex(r"^[^,。;:]{0,20}关于[^。;:]{4,45}的?(?:通告|通知|公告|公示|意见|决定|报告|批复|通报|函)$")
_LONGEST_SITE = 16  # characters
_LONGEST_CELL = 4  # characters of two cells that are no headline: 科普 | 冬季养生要点 is one
_DOTS = lazy_regex(r"\s?(?:\.{3,6}|…{1,2})")
_KEY_WORDS = lazy_regex("[,，、_|]")
_SIGNED = lazy_regex(r"版权|版權|copyright|©|ICP", re.IGNORECASE)
_BESIDE = " \t·:：|_-–—/,，(（)）[]【】「」"  # between a headline and the site's name
_TAIL = lazy_regex(r"[_\-–—|·\s]+$")
_NUMBERED = lazy_regex(r"[(（【\[]\s?(?:第?\s?\d{1,3}\s?[页頁]?(?:/\d{1,3})?)\s?[)）】\]]$")


@lru_cache(maxsize=512)  # the same few lines are compared again and again
def bare(text: str) -> str:
    """Return a text folded, in lower case and without punctuation, to compare headlines by."""
    return _LOOSE.sub("", fold(text)).lower()


def without_site(title: str, site: str | None, shown: Sequence[str], path: Sequence[str] = (),
                 headline: str = "") -> str:
    """Return a page's title without the names of the site and its sections.

    ``title`` is what the head gives, ``site`` the site's name if it is known, ``shown`` the lines that
    stand above the article, ``path`` the sections that the page says it is in, ``headline`` the shown line that
    the extractor takes for it. A shown line that the title begins with is the headline itself; otherwise the parts
    behind the last breaks go, as long as they look like names of sites and sections.
    """
    title = " ".join(title.split())
    whole = bare(title)
    if labelled := _behind_label(headline, whole):
        return labelled
    matches = [line for line in shown if len(bare(line)) >= 5 and _is_head(title, whole, bare(line))]
    parts, breaks = _split(title)
    known = bare(site) if site else ""
    behind = [line for line in shown if len(bare(line)) >= 4 and any(bare(line) == bare(part) for part in parts[1:])
              and not is_publisher(line)]
    if behind:  # the site stands first, the headline behind it
        matches = [line for line in matches if not is_publisher(line) and bare(line) != known]
    if len(bare(headline)) >= 5 and any(bare(each) + bare(headline) == whole for each in matches):
        return headline  # the site stands first, whatever parts them
    if matches or behind:
        return max(matches or behind, key=lambda line: len(bare(line))).strip()
    if len(parts) > 1 and (is_publisher(parts[0]) or known and bare(parts[0]) == known) and _leads(parts):
        return parts[-1].strip()
    if len(parts) > 1 and _SITE_END.search(parts[0].strip()) and len(bare(parts[0])) <= 12 \
            and not _SITE_END.search(parts[-1].strip()) and len(bare(parts[-1])) > 4 and not _ENGINE.search(parts[-1]):
        parts, breaks = parts[1:], breaks[1:]  # the site stands first
    seen = {bare(line) for line in (*shown, *path)}
    whole_parts = len(parts)
    while len(parts) > 1 and (_is_site(parts[-1], breaks[-1], known, seen, parts[0])
                              or len(parts) < whole_parts and len(bare(parts[-1])) <= 4):
        parts.pop()
        breaks.pop()
    while len(parts) > 1 and known and bare(parts[0]) == known:
        parts.pop(0)
        breaks.pop(0)
    joined = "".join(part + mark for part, mark in zip(parts, [*breaks, ""]))
    return _beside(_TAIL.sub("", joined).strip(), site or "") or title


def _behind_label(line: str, whole: str) -> str:
    """What stands behind a label in the extractor's headline (主题：…), or in a cell, and in the page's title too."""
    cells = [] if not line or bare(line) in whole else line.split("\t")
    pieces = cells + [cell[label.end():] for cell in cells for label in _LABELS.finditer(cell)]
    said = (piece.strip() for piece in pieces if len(bare(piece)) >= 6 and bare(piece) in whole)
    return max(said, key=len, default="")


def _leads(parts: Sequence[str]) -> bool:
    """Whether the last part of a title is its headline: the longest, and no site's name."""
    last = bare(parts[-1])
    site = len(parts[0]) <= _LONGEST_SITE and not _ENGINE.search(parts[-1]) and not parts[0].endswith("怎么办")
    longest = all(len(bare(part)) < len(last) for part in parts[:-1])
    return site and longest and len(last) >= 8 and not is_publisher(parts[-1])


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


def uncut(title: str, shown: Sequence[str] = ()) -> str:
    """Return the shown line that a title begins, where dots end the title or a part of it; else the title."""
    dots = _DOTS.search(title)
    begun = bare(title[:dots.start()]) if dots else ""
    return next((line for line in shown if bare(line).startswith(begun)), title) if len(begun) >= 6 else title


def names_site(title: str, site: str | None) -> bool:
    """Return whether a page's title tells nothing but sites and sections: each part ends so, or is short."""
    parts, _ = _split(title)
    known = bare(site) if site else "\n"
    return "—" not in title and all(
        len(bare(part)) <= 4 or known in bare(part) and len(bare(part)) <= len(known) + 4
        or len(bare(part)) <= 14 and is_publisher(part) for part in parts)


def signed_site(title: str, foot: Sequence[str]) -> str | None:
    """Return the last or the first part of a title that a copyright notice at the page's foot names."""
    parts, _ = _split(title)
    notices = [bare(line) for line in foot if _SIGNED.search(line)]
    return next((part.strip() for part in (parts[-1], parts[0])
                 if len(parts) > 1 and len(bare(part)) > 1 and any(bare(part) in each for each in notices)), None)


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
    return len(name) == len(whole) or 10 * len(name) >= 6 * len(bare(parts[0])) or _is_listed(parts[0], name)


def _is_listed(title: str, name: str) -> bool:
    """Whether a long line is the first of several key words in a title."""
    first, *words = _KEY_WORDS.split(title)
    return len(name) >= 8 and len(words) > 1 and bare(first) == name


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
        if not 6 <= len(text) <= 120 or text[0].isalnum() and not title.startswith(bare(text[0])):
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


def is_notice(text: str) -> bool:
    """Whether a line is the headline of an official notice: …关于……的通告."""
    return 10 <= len(text) <= 60 and bool(_NOTICE.search(fold(text.strip())))


def is_byline(text: str) -> bool:
    """Return whether a line is nothing but a paper's or a reporter's name, as stands between headline and article."""
    text = text.strip()
    return len(text) <= 16 and is_publisher(text) or len(text) <= 25 and bool(split_names(text, trust=False))


def is_row(text: str) -> bool:
    """Return whether a line is a row of cells between bars, and no headline: 首页 | 新闻 | 问答, 女 | 34岁."""
    cells = re.split("[|｜]", text)
    return len(cells) > 2 or len(cells) == 2 and max(len(cell.strip()) for cell in cells) <= _LONGEST_CELL


def last_block(above: Sequence[Line]) -> list[Line]:
    """Return the last line of the candidates, and the one above it where they stand alone."""
    last = above[-1]
    block = [last]
    if is_notice(last.text):
        return block
    if len(above) > 1 and above[-2].number == last.number - 1:
        if len(above) == 2 or above[-3].number < last.number - 2:
            block.insert(0, above[-2])
    return block
