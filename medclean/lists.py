"""The lists that stand below and beside an article: their headings, and the teasers in them."""
from __future__ import annotations

import re
from functools import lru_cache

from .patterns import lazy_regex
from .tables import fold, load

_DECOR = r"[\W_更多]"  # ◤ 延伸閱讀 ◢: whatever mark stands around a heading
_EDGES = lazy_regex(rf"\A{_DECOR}+|{_DECOR}+\Z")
_COMMENTS = lazy_regex(r"(?:共|已有|全部|显示|收到)\s?\(?\d{1,6}\)?\s?(?:条|件|篇|个|则)\s?(?:网友)?(?:评论|留言|回复|跟帖|"
                       r"回应)\W{0,6}(?:发表评论)?\W{0,5}$|"
                       r"^(?:网友|读者|用户|最新|热门|全部|文章)?评论\W{0,2}\d{0,6}\s?条?\W{0,2}$")
_ABOUT = lazy_regex(rf"{_DECOR}*[^\W\d_]{{2,16}}(?<![与和及了过阅查看])的?相关(?:文章|新闻|资讯|报道|阅读|帖子)\W{{0,6}}\Z|"
                    rf"{_DECOR}*[^\W\d_]{{2,16}}(?:杂志|期刊|学报)相关文献\W{{0,4}}\Z|"
                    rf"{_DECOR}*[^\W\d_]{{1,8}}科(?:医生|专家|医院)推荐\W{{0,4}}\Z")
_NUMBERED = lazy_regex(r"\W?top\s?\d+$|\(.{0,8}\)$|\d+$|\s+")
_TEASER = lazy_regex(r"(?:(?<![.…])(?:\.{3}|…)|\[?(?:详细|详情|全文|更多|阅读全文)\]?(?:>>|»)?)\s?\Z")
LEADS_ON = lazy_regex(r"(?<=[。!?”」…])\s?(?:[\[【](?:查看|阅读|点击)?(?:详[细情]|全文|更多)(?:内容|介绍)?[\]】]\s?(?:>|»){0,3}|"
                      r"(?:查看|阅读|点击)?(?:详[细情]|全文|更多)(?:内容|介绍)?\s?(?:>|»){1,3})\s*\Z")
"""In a folded line, a link to the whole text behind a sentence: of a teaser, or of the opening of a section."""
_TEASER_ENDS = frozenset(".…]文多细情>» ")
_LONGEST = 30  # characters


@lru_cache(maxsize=1)
def _headings() -> dict[str, str]:
    return {fold(row[0]).lower(): row[1] for row in load("headings")}


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """What a heading begins with: most lines begin with something else and need no closer look."""
    first = "".join(sorted({char for name in _headings() for char in (name[0], name[0].upper())}))
    return re.compile(f"{_DECOR}*[{re.escape(first)}]")


def heading_kind(text: str) -> str:
    """Return the kind of list (related, ranking, comments, partners) that a folded line opens, or ''."""
    if not 2 <= len(text) <= _LONGEST or "。" in text:
        return ""
    if "评论" in text or "回" in text or "留言" in text:
        if (len(text) > 3 or text[-1] == ":") and _COMMENTS.search(text):
            return "comments"
    if _ABOUT.match(text):  # 糖尿病相关文章, 鼻科医生推荐
        return "related"
    if not _opening().match(text):
        return ""
    name = _EDGES.sub("", text).lower()
    numbered = not name.isalnum() or name[-1].isdigit()
    return _headings().get(name) or _headings().get(_NUMBERED.sub("", name) if numbered else name, "")


def breaks_off(text: str) -> bool:
    """Return whether a line ends as teasers do: with dots, or a link to the whole text. …… ends a sentence."""
    return text[-1:] in _TEASER_ENDS and _TEASER.search(text, max(0, len(text) - 12)) is not None
