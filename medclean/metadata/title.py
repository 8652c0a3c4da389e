"""The title: the headline that stands above the article, checked with the title of the page's head."""
from __future__ import annotations

from typing import NamedTuple, Sequence

from ..days import is_of_something
from ..document import Line
from ..patterns import CHINESE, HAN_NUMERALS, lazy_regex
from ..tables import fold, words
from ..titles import bare
from ..values import is_of_a_case, is_of_care
from .breadcrumbs import breadcrumb
from .headlines import headlines, is_byline, is_notice, is_row, is_time, is_value, last_block, page_title, uncut
from .labels import read_labels
from .marks import field_of
from .page import Page
from .people import is_name
from .site import names_page, names_site, signed_site, without_site
from .told import is_publisher
from .visible import HEADER

_CUT = tuple("，。！？：、,!?: ")  # what an attribute ends in that quotes cut short
_END = ("。", "；", "：", ":", "，")
_SAID_AGAIN = lazy_regex(r"^(.{4,}?)(?:\s+\1)+$")  # for readers, for a crawler, for a phone
_NUMBERED = lazy_regex(rf"\W{{0,3}}(?:[{HAN_NUMERALS}\d]{{1,3}}\W|第[{HAN_NUMERALS}\d]{{1,3}}[章节条])|[\W_]")
_LISTED = lazy_regex("[ 、,]")  # between what a list names
_ADDRESS = lazy_regex(r"(?:https?://|www\.)\w")
_ASKS = lazy_regex(r"[?吗呢]\Z|怎么|如何|怎样|为何|为什么|[哪谁]|何时|多少")
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SHORTEST, _LONGEST = 4, 90  # characters of a headline
_DEFAULTS = frozenset(("无标题文档", "无标题页", "untitled document", "document", "new page 1", "新建网页 1"))
"""What an editor (Dreamweaver, Visual Studio, Emmet, FrontPage) writes into the head of a page without a title."""
_NEAR_DATE = 4  # lines between a headline and the date under it, at most
_LONGEST_LABEL = 6  # characters of one before a name
_LONGEST_ENTRY = 4  # characters of a menu's entry, in a row of several
_LONGEST_NAME = 20  # characters of an entry's
_SHARED = 2  # pairs of characters that a headline has in common with its text, at least
_ABOUT, _MORE = .4, 4  # the share of them that a heading of the page has, and how many times the head's title's
_OF_SITE = ("官网", "官方网站", "官網", "官方網站")
_TOOLS = "TOOLS"  # labels of a page's own buttons (分享到), which announce nothing
_SURE = 8  # characters of a line that may be the headline where the head names none


class Title(NamedTuple):
    """A title, and the numbers of the lines that hold nothing else."""

    text: str | None
    lines: frozenset[int] = frozenset()


def read_title(page: Page, site: str | None, path: Sequence[str]) -> Title:
    """Return the headline of a page.

    ``site`` is the site's name, if it is known, ``path`` the breadcrumb. Front matter gives the headline itself;
    where the head's title tells nothing but the site, the page's own heading is taken: one that begins that title
    (a doctor's name, before a section's), else the nearest.
    """
    named = _head_title(page)
    above = _above(page, named)
    if not named:
        columns = set(map(bare, path))  # 医院动态, under 首页 > 医院动态
        return _unnamed(page, [line for line in above if bare(line.text) not in columns] or above)
    if page.front_matter:
        return Title(" ".join(named.split()), _saying(above, named))
    printed = page.one("TITLE")
    if printed and printed[0] + printed[-1] == "《》" and printed not in named:
        printed = printed[1:-1]  # 原标题：《…》 quotes it
    if printed and len(bare(printed)) >= _SURE and bare(printed) in bare(named) \
            and not _says_more(above, printed, named):
        return Title(printed)
    if names_site(named, site, path, page.foot):
        if printed:
            return Title(printed)
        headings = [line for line in above if line.tag in _HEADINGS or page.is_headline(line) and _may_name(line)]
        free = [line for line in above if _may_name(line) and len(line.text.strip()) >= _SURE and not line.link_chars
                and not names_site(line.text, site, path, page.foot)]
        own = [line for line in headings if names_page(line.text, named)] or headings
        if own:
            return _named(page, own[-1].text, None, above, path)
        if free and (found := _unnamed(page, free)).text:
            return found
    if heading := _own_heading(page, named, above):
        return _named(page, heading.text, None, above, path)
    return _named(page, named, site, above, path)


def _may_name(line: Line) -> bool:
    """Whether a line may be the headline of a page whose head has none: no site's name, no point of a list."""
    text = line.text.strip()
    return CHINESE.search(text) is not None and not (_NUMBERED.match(text) or text.endswith(_OF_SITE))


def _own_heading(page: Page, named: str, above: Sequence[Line]) -> Line | None:
    """The only first heading of a page whose head has one title for the whole site: that is not about the article."""
    heads = [line for line in above if line.tag == "h1" and not line.linked]
    if len(heads) != 1 or any(bare(line.text) in bare(named) for line in above):
        return None
    told, said = _about(page, heads[0].text), _about(page, named)
    return heads[0] if told >= _ABOUT and told >= _MORE * said else None


def _about(page: Page, title: str) -> float:
    """The share of a title's pairs of characters that the article has, but for lines that repeat it."""
    same = bare(title)
    below = "\n".join(line.text for line in page.main if bare(line.text) != same)
    pairs = _pairs(title)
    return sum(pair in below for pair in pairs) / max(len(pairs), _SHARED)


def _pairs(text: str) -> set[str]:
    return {pair for at in range(len(text) - 1) if (pair := text[at:at + 2]).isalpha()}


def _head_title(page: Page) -> str | None:
    """The best title of the head; quotes in an attribute cut og:title short, then <title> is longer."""
    titles = [value.text for value in page.heads("title") if fold(value.text).strip().lower() not in _DEFAULTS]
    if not titles or not titles[0].endswith(_CUT):
        return titles[0] if titles else None
    return next((title for title in titles[1:] if title.startswith(titles[0])), titles[0])


def _above(page: Page, named: str | None) -> list[Line]:
    """The lines above the article's prose that may be its headline: no label, and no label's value.

    One of two or three characters is a section's, but for the first of a page, or one that begins the head's title.
    """
    near = page.lines[max(0, page.first - HEADER):page.body + 2]
    fields = [field_of(line.text) for line in near]
    labels = {at for at, name in enumerate(fields) if name}
    cells = {at + 1 for at, name in enumerate(fields) if name and name != _TOOLS}
    heads = {line.number for line in near if page.is_headline(line)}
    return [line for at, line in enumerate(near) if at not in labels and at not in cells
            and (line.number in heads or line.number not in page.clutter and (line.tag in _HEADINGS or not line.linked))
            and _may_head(line, 2 if line.tag == "h1" or named and names_page(line.text, named) else _SHORTEST)]


def _may_head(line: Line, shortest: int = _SHORTEST) -> bool:
    text = line.text.strip()
    if not shortest <= len(text) <= _LONGEST or text.endswith(_END) or is_time(text) or is_value(text) \
            or _ADDRESS.match(text):
        return False
    folded = fold(text)
    label, _, value = folded.partition("】" if folded[:1] == "【" else ":")
    if is_of_something(folded) or len(label) <= _LONGEST_LABEL and (
            is_name(value.strip()) or is_of_care(label) and line.tag not in _HEADINGS
            and len(_LISTED.findall(value.strip())) > 1 and not _ASKS.search(value)):
        return False  # 主治医师：李红, 【专家】王强, 典型症状：腹痛 呕吐 发热
    return not _is_menu(folded) and not is_row(text) and not breadcrumb(text) and not read_labels(text)


def _is_menu(text: str) -> bool:
    """Whether a line is made of words of menus, or of several short words with one of menus among them."""
    parts = text.split()
    known = sum(part in words("menu") for part in parts)
    return text in words("menu") or known == len(parts) or \
        known > 0 and len(parts) > 2 and max(map(len, parts)) <= _LONGEST_ENTRY


def _named(page: Page, named: str, site: str | None, above: Sequence[Line], path: Sequence[str]) -> Title:
    """The title that the head names, without the site, and the lines above that say the same."""
    shown = [line.text.strip() for line in above]
    said = next((line.text.strip() for line in above if page.is_headline(line)), "")
    title = without_site(uncut(named, shown), site or signed_site(named, page.foot), shown, path, said)
    return Title(title, _saying(above, title))


def _says_more(above: Sequence[Line], printed: str, named: str) -> bool:
    """Whether a line above has all that is printed behind a label (原标题：…), and more of the head's title."""
    return any(bare(printed) in text and len(bare(printed)) < len(text) and text in bare(named)
               for text in (bare(line.text) for line in above))


def _saying(above: Sequence[Line], title: str) -> frozenset[int]:
    """The numbers of the lines that say nothing but the title."""
    same = bare(title)
    return frozenset(line.number for line in above if same and bare(line.text) == same)


def _unnamed(page: Page, above: Sequence[Line]) -> Title:
    """Without a head: a line that the page's first line repeats, or those right above the article, or its question."""
    texts = [line.text for line in page.lines[:page.first + 1]]
    repeated = [line for line in map(page.lines.__getitem__, headlines(texts)) if _may_head(line, 2)]
    marked = [line for line in above if page.is_headline(line) or line.tag == "h1"]
    if marked:
        chosen = marked[:1]
    elif repeated:
        chosen = repeated[-1:]
    elif title := page_title(next((text for text in texts[:-1] if text.strip()), "")):
        return Title(title)
    elif not page.main:
        return Title(None)
    else:
        chosen = _right_above(page, [line for line in above if line.number < page.main[0].number
                                     and (line.tag in _HEADINGS or not line.linked)])  # a menu's row is no headline
    if not chosen and (page.main[0].text.strip().endswith(("？", "?")) or _opens(page)) and _may_head(page.main[0]):
        return Title(page.main[0].text.strip())  # what is asked, or a text begins with: it stays in the text as well
    said = dict.fromkeys(_said_once(line.text.strip()) for line in chosen)
    return Title(" ".join(said) or None, frozenset(line.number for line in chosen))


def _opens(page: Page) -> bool:
    """Whether a plain text begins with its headline: a line that names nobody, and shares words with the article."""
    own, text = page.main[0], page.main[0].text.strip()
    first = next((line for line in page.lines if line.text.strip()), own)
    if own is not first or page.roles or _NUMBERED.match(text) or is_of_a_case(fold(text)):
        return False
    if page.body <= page.first and (len(text) > _LONGEST_NAME or not any("。" in line.text for line in page.main[1:])):
        return False  # the prose of an entry may begin far below its name
    named = is_byline(text) or is_name(text.split()[-1]) or is_publisher(text)
    below = "".join(line.text for line in page.main[1:])
    return not named and sum(pair in below for pair in _pairs(text)) >= _SHARED


def _said_once(text: str) -> str:
    return _SAID_AGAIN.sub(r"\1", text) if len(text) <= _LONGEST else text


def _right_above(page: Page, above: Sequence[Line]) -> list[Line]:
    """The lines right above the article's date, or right above the article, that are no byline.

    Between the date and the article stand buttons, captions, an account's slogan. An official notice has its
    headline among its first lines.
    """
    above = [line for line in above if not is_byline(line.text)] or above
    if any(len(bare(line.text)) >= _SURE for line in above):
        while len(bare(above[-1].text)) <= _LONGEST_ENTRY:
            above = above[:-1]  # 参与医生, below the headline
    dated = max((each.line for each in page.seen("date") if each.line < page.main[0].number), default=0)
    over = [line for line in above if 0 < dated - line.number <= _NEAR_DATE]
    if over or above:
        return last_block(over or above)
    opening = page.lines[page.first:max(page.body, page.first + 1)]
    return [line for line in opening if is_notice(line.text)][:1]
