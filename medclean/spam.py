"""Lines of links to pornography that break-ins and copy sites put into pages for search engines."""
from __future__ import annotations

from .patterns import lazy_regex
from .tables import alternatives

MARKS = ("国产", "亚洲", "欧美", "日韩", "成人", "久久", "无码", "毛片", "精品", "蜘蛛池")
"""Words of which one stands in each such line."""

_SURE = lazy_regex(alternatives("spam_words", "sure"))
_KNOWN = lazy_regex(alternatives("spam_words"))
_PARTS = lazy_regex(r"[\s|_,、:/·•-]+")
_LETTERS = lazy_regex(r"\w")
_MOSTLY = 0.55  # of the letters of a line or of one of its links
_LEAST = 2  # sure words
_LONGEST = 5000  # characters


def is_spam(text: str) -> bool:
    """Return whether a folded text is no sentence, and most of its letters or of its links are words of such lines."""
    if not any(mark in text for mark in MARKS) or "。" in text:
        return False
    text = text[:_LONGEST].lower()
    if len(set(_SURE.findall(text))) < _LEAST:
        return False
    parts = [part for part in _PARTS.split(text) if _LETTERS.search(part)]
    bad = sum(_SURE.search(part) is not None or _is_covered(part) for part in parts)
    return _is_covered(text) or len(parts) > _LEAST and 2 * bad > len(parts)


def _is_covered(text: str) -> bool:
    """Whether most letters of a text are words of spam."""
    return len(_LETTERS.findall(_KNOWN.sub(" ", text))) <= (1 - _MOSTLY) * len(_LETTERS.findall(text))
