"""White space as browsers show it (CSS Text 4, 4.1.1)."""
from __future__ import annotations

from ..patterns import lazy_regex

WHITE = " \t\r\n\f"
"""What HTML calls white space; NBSP and U+3000 are text."""
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
_BREAK_IN_CJK = lazy_regex(rf"(?<=[{_CJK}])[ \t\r\f]*\n[ \t\r\f\n]*(?=[{_CJK}])")
_BLANK_LINE = lazy_regex(r"\n[ \t\r\f]*\n")
_TYPED, _PARTED = 30, 3  # characters of a text that may have been typed; blank lines and entries that make it sure
_SAID = lazy_regex("[，。！？]")  # a page's own line (时间：… 来源：…) has none
_ENTRY = lazy_regex(r"\n[ \t\r\f]*(?=\(?\d{1,2}[.、)] ?\D|[●•※*] ?\S)")
_TYPED_BREAK = rf"(?:(?<=[。！？!?…])|(?<=[。！？!?…][”’」』）)]))[ \t\r\f]*\n\s*|{_ENTRY.pattern}"
_TYPED_BREAKS = lazy_regex(_TYPED_BREAK), lazy_regex(rf"{_TYPED_BREAK}|{_BLANK_LINE.pattern}\s*")
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

    Its page's style keeps line breaks (`white-space: pre-wrap` in a file of its own). A break behind a sentence ends
    one, or before an entry's number; others may wrap the page's source (每次 5 / mg), but a blank line among several.
    """
    bare = text.strip(WHITE)
    blank = len(_BLANK_LINE.findall(bare)) if len(bare) >= _TYPED else 0
    if not blank or not _SAID.search(bare):
        return [text]
    return _TYPED_BREAKS[blank + len(_ENTRY.findall(bare)) >= _PARTED].split(text)
