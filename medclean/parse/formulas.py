"""Formulas in MathML as plain text: what is drawn above, below or over a stroke never runs into the number beside it.

The elements are those of MathML Core (W3C).
"""
from __future__ import annotations

from typing import Sequence

from ..patterns import lazy_regex
from .raised import shifted

_TOKENS = frozenset("mi mn mo ms mtext".split())
_COPIES = frozenset(("annotation", "annotation-xml"))  # the formula again, in another notation
_APART = frozenset("munder mover munderover mmultiscripts mtable mtr mtd".split())
_OPERATORS = {0x2061: " ", 0x2062: " ", 0x2063: ",", 0x2064: "+"}  # that nobody sees: apply, times, comma, plus
_DEEPEST = 50  # elements in elements: each of them copies the text in it
_SIMPLE = lazy_regex(r"[\w.,%‰℃°]*\Z")


class Formula:
    """Takes what stands in an element ``math``, as a parser reads it, and tells it as text."""

    def __init__(self) -> None:
        self._open: list[tuple[str, list[str]]] = [("math", [])]  # elements, each with the texts of its children
        self._deeper = 0

    def start(self, tag: str) -> None:
        """Open an element."""
        if len(self._open) < _DEEPEST:
            self._open.append((tag, []))
        else:
            self._deeper += 1

    def data(self, text: str) -> None:
        """Take text; between the elements it is layout."""
        tag, parts = self._open[-1]
        if tag in _TOKENS or self._deeper:
            text = text.translate(_OPERATORS)
            parts.append(" ".join(text.split()) or text[:1])

    def end(self) -> None:
        """Close the element that was opened last."""
        if self._deeper:
            self._deeper -= 1
        elif len(self._open) > 1:
            tag, parts = self._open.pop()
            if tag not in _COPIES:
                self._open[-1][1].append(_written(tag, parts))

    def text(self, before: str) -> str:
        """Return the formula as it is written behind ``before``, the end of the line so far."""
        while len(self._open) > 1:
            self.end()
        return _row([before[-1:], *self._open[0][1]])[len(before[-1:]):]


def _written(tag: str, parts: Sequence[str]) -> str:
    """The text of an element, from that of its children."""
    if tag in ("msup", "msub") and len(parts) == 2:
        return parts[0] + _moved(parts[1], tag[1:], parts[0])
    if tag == "msubsup" and len(parts) == 3:
        return parts[0] + _moved(parts[1], "sub", parts[0]) + _moved(parts[2], "sup", parts[0])
    if tag == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if tag == "msqrt":
        return "√" + _grouped(_row(parts))
    if tag == "mroot" and len(parts) == 2:
        return shifted(parts[1], "sup", "x") + "√" + _grouped(parts[0])
    if tag == "mfenced":
        return f"({','.join(parts)})"
    return " ".join(parts) if tag in _APART else _row(parts)


def _moved(text: str, tag: str, base: str) -> str:
    """What is raised or lowered behind ``base``; letters that are raised are a power too."""
    written = shifted(text, tag, base[-1:])
    power = tag == "sup" and written == text and any(map(str.isalnum, text))
    return f"^{_grouped(text)}" if power else written


def _grouped(text: str) -> str:
    return text if _SIMPLE.match(text) else f"({text})"


def _row(parts: Sequence[str]) -> str:
    """Texts in a row: the fraction of a mixed number, 2 1/2, stands apart from its whole."""
    row = ""
    for part in parts:
        apart = row[-1:].isdigit() and part[:1].isdigit() and "/" in part
        row += f" {part}" if apart else part
    return row
