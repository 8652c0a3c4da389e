"""White space as browsers show it (CSS Text 4, 4.1.1)."""
from __future__ import annotations

from ..patterns import lazy_regex

WHITE = " \t\r\n\f"
"""What HTML calls white space; NBSP and U+3000 are text."""
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
_BREAK_IN_CJK = lazy_regex(rf"(?<=[{_CJK}])[ \t\r\f]*\n[ \t\r\f\n]*(?=[{_CJK}])")
_BLANK_LINE = lazy_regex(r"\n[ \t\r\f]*\n")
_TYPED = 60  # characters of a text that may have been typed with line breaks
_SPACES = lazy_regex(r"[ \t\r\f\n][ \t\r\f\n]*")  # begins with a set, which is sought at the speed of C


def collapse(text: str) -> str:
    """Return the text with white space as browsers show it: none at its ends, one space for several.

    A line break between two CJK characters vanishes.
    """
    text = text.strip(WHITE)
    if "\n" in text:
        text = _BREAK_IN_CJK.sub("", text)
    return _SPACES.sub(" ", text) if "  " in text or not text.isprintable() else text


def is_typed(text: str) -> bool:
    """Return whether a text holds blank lines, as people type them who see their line breaks: the page's style keeps
    them, though the element may not tell it (`white-space: pre-wrap` in a file of its own).
    """
    if len(text) < _TYPED or "\n" not in text:
        return False
    text = text.strip(WHITE)
    return len(text) >= _TYPED and _BLANK_LINE.search(text) is not None
