"""What the attributes of an element tell."""
from __future__ import annotations

from typing import Mapping

from ..patterns import lazy_regex

Attributes = Mapping[str, str]
"""The attributes of an element, by name."""

_HINTS = ("class", "id", "role", "itemprop")
_LONGEST_HINT = 200  # characters
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload",
         "data-url", "_src", "original", "zoomfile", "file")
_IS_LAZY = frozenset(_LAZY)
_HIDDEN_STYLE = lazy_regex(r"display\s*:\s*none")
_WHITE_SPACE = lazy_regex(r"white-space\s*:\s*(?:(pre(?:-wrap|-line)?|break-spaces)|normal|nowrap)\b")
_JAMMER = "jammer"  # the class of the noise that Discuz! puts into posts against copying (function_discuzcode.php)
_STYLE_WORDS = ("none", "super", "sub", "through")
_SHOWN = lazy_regex(r"(display\s*:\s*none)|vertical-align\s*:\s*(?:(super)|sub)\b|"
                    r"text-decoration(?:-line)?\s*:[^;:]{0,60}\b(line-through)")


def keeps_breaks(attributes: Attributes) -> bool | None:
    """Return whether a block's own style keeps its line breaks (``white-space: pre-wrap``); None where it says nothing.

    Source: CSS Text Module Level 3, white-space.
    """
    style = attributes.get("style")
    found = _WHITE_SPACE.search(style.lower()) if style and "hite-space" in style else None
    return found[1] is not None if found else None


def is_hidden(attributes: Attributes) -> bool:
    """Return whether an element's own attributes hide it; what is only not visible a script often shows."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN_STYLE.search(style.lower()) is not None


def shown_as(attributes: Attributes) -> str:
    """Return the tag that shows text as an inline element's own attributes do: sup, sub, s; ``hidden``, or nothing."""
    style = attributes.get("style")
    if style:
        style = style.lower()
        found = any(word in style for word in _STYLE_WORDS) and _SHOWN.search(style)
        if found:
            return ("sub", "hidden", "sup", "s")[found.lastindex or 0]
    return "hidden" if "hidden" in attributes or attributes.get("class") == _JAMMER else ""


def hint_of(attributes: Attributes) -> str:
    """Return what an element is called, in lower case: its classes, its id, its role, ``hidden`` where it is."""
    words = " ".join([attributes[name] for name in _HINTS if name in attributes])
    if is_hidden(attributes):
        words += " hidden"
    return " ".join(words.lower().split())[:_LONGEST_HINT] if words else ""


def picture_address(attributes: Attributes) -> str | None:
    """Return where a picture comes from: the address that a script puts in later comes before ``src``.

    A picture that is written into the page itself has none.
    """
    src = attributes.get("src")
    if not _IS_LAZY.isdisjoint(attributes):
        lazy = (value for value in map(attributes.get, _LAZY) if value and ("/" in value or "." in value))
        src = next(lazy, src)
    return src.strip() if src and not src.startswith("data:") else None
