"""White space as browsers show it (CSS Text 4, 4.1.1)."""
from __future__ import annotations

from ..patterns import lazy_regex

WHITE = " \t\r\n\f"
"""What HTML calls white space; NBSP and U+3000 are text."""
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
_BREAK_IN_CJK = lazy_regex(rf"(?<=[{_CJK}])[ \t\r\f]*\n[ \t\r\f\n]*(?=[{_CJK}])")
_BLANK_LINE = lazy_regex(r"\n[ \t\r\f]*\n")
_TYPED = 30  # characters of a text that may have been typed with line breaks
_SAID = lazy_regex("[，。！？]")  # a page's own line (时间：… 来源：…) has none
_TYPED_BREAK = lazy_regex(
    r"\n[ \t\r\f]*(?:\n\s*|(?<=[。！？!?：:…~～」』”）)>]\n)|(?=\(?\d{1,2}[.、)] ?\D|[●•※*] ?\S))")
_SPACES = lazy_regex(r"[ \t\r\f\n][ \t\r\f\n]*")  # begins with a set, which is sought at the speed of C


def collapse(text: str) -> str:
    """Return the text with white space as browsers show it: none at its ends, one space for several.

    A line break between two CJK characters vanishes.
    """
    text = text.strip(WHITE)
    if "\n" in text:
        text = _BREAK_IN_CJK.sub("", text)
    return _SPACES.sub(" ", text) if "  " in text or not text.isprintable() else text


def typed(text: str) -> list[str]:
    """Return the lines of a text as it was typed, where it holds blank lines; else the text alone.

    Its page's style keeps line breaks (`white-space: pre-wrap` in a file of its own). A blank line ends one, and so
    does a break behind a sentence or before the number of an entry; others may wrap the page's source: 每次 5 / mg.
    """
    bare = text.strip(WHITE)
    if len(bare) < _TYPED or not (_BLANK_LINE.search(bare) and _SAID.search(bare)):
        return [text]
    return _TYPED_BREAK.split(text)
