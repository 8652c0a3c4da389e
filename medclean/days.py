"""Which day a line tells: the page's, or that of something else."""
from __future__ import annotations

from .patterns import HAN, lazy_regex
from .tables import words

_VISITED = lazy_regex("今天是|农历|星期|注册|加入|登录|生日|join")
_LABEL = lazy_regex(rf"[^\w]{{0,3}}([{HAN}]{{2,10}}(?:时间|日期|期限|截止|至))\s?:?\s?(?=(?:19|20)\d\d)")
_PAGE = lazy_regex("来源|稿源|作者|编辑|浏览|阅读|点击|字号")


def is_visitors(text: str) -> bool:
    """Return whether a folded line's date is today's, or the one on which somebody joined the site."""
    return _VISITED.search(text.lower()) is not None


def is_of_something(text: str) -> bool:
    """Return whether a folded line tells when something took place, or ends: 会议时间：2024-05-01, 有效期至2026年3月.

    It begins with a label that pages don't date themselves with (those are in the table ``labels``), and names no
    source, author or count.
    """
    label = _LABEL.match(text)
    return (label is not None and label[1] not in words("labels") and not is_visitors(label[1])
            and _PAGE.search(text) is None)
