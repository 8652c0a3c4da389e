"""Formulas in MathML as plain text: what is drawn above, below or over a stroke never runs into the number beside it.

The elements are those of MathML Core (W3C).
"""
from __future__ import annotations

import unicodedata
from typing import Sequence

from ..patterns import LOST, lazy_regex
from .attributes import Attributes, is_hidden
from .pictures import said
from .raised import shifted

MATH = frozenset(("math", "mml:math", "m:math"))
"""The tags of a formula, with the prefixes that word processors and publishers use."""
_UNSEEN = frozenset(("annotation", "annotation-xml", "mphantom"))  # the formula in another notation, and room
_APART = frozenset("munder mover munderover mmultiscripts mtable mtr mtd".split())
_OPERATORS = {0x2061: " ", 0x2062: " ", 0x2063: ",", 0x2064: "+"}  # that nobody sees: apply, times, comma, plus
_DEEPEST = 100  # elements in elements: each of them copies the text in it
_MOST_PIECES = 500  # of a copy
_LONGER = 4  # times as long as the formula a copy is, with the signs that nobody sees
_SIMPLE = lazy_regex(r"[^\W²³¹⁰-₉][\w.,%‰℃°]*(?<![²³¹⁰-₉])\Z|\w?\Z|[(\[{|][^()\[\]{}|]*[)\]}|]\Z")
_NUMBER = lazy_regex(r"[\d.,]+\Z")
_SPACES = lazy_regex(r"\s+")


class _Element:
    """An element of a formula that is open, with the texts of its children."""

    def __init__(self, tag: str, attributes: Attributes) -> None:
        self.tag = tag.rpartition(":")[2]
        self.attributes = attributes
        self.parts: list[str] = []


class Formula:
    """Takes what stands in an element ``math``, as a parser reads it, and tells it as text: none of it is lost."""

    def __init__(self) -> None:
        self._open = [_Element("math", {})]
        self._deeper = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """Open an element."""
        if len(self._open) < _DEEPEST:
            self._open.append(_Element(tag, attributes))
        else:
            self._deeper += 1

    def data(self, text: str) -> None:
        """Take text; white space alone is layout."""
        text = _SPACES.sub(" ", text.translate(_OPERATORS) if text.strip() else text)
        if text.strip() or self._open[-1].tag in ("mtext", "mo"):
            self._open[-1].parts.append(f" {text}" if self._deeper else text)

    def end(self) -> None:
        """Close the element that was opened last."""
        if self._deeper:
            self._deeper -= 1
        elif len(self._open) > 1:
            element = self._open.pop()
            if element.tag not in _UNSEEN and not is_hidden(element.attributes):
                parts = self._open[-1].parts
                parts.append(_written(element, parts[-1] if parts else ""))

    def text(self, before: str) -> str:
        """Return the formula as it is written behind ``before``, the end of the line so far."""
        while len(self._open) > 1:
            self._deeper = 0
            self.end()
        return _row([before[-1:], *self._open[0].parts])[len(before[-1:]):]


class Copies:
    """What a page draws beside a formula for whoever sees it: the same signs, hidden from all others (aria-hidden).

    ``start`` and ``stop`` are the pieces of the line between which a hidden element stands, ``end`` the piece behind
    the last formula; -1 where there is none.
    """

    def __init__(self) -> None:
        self.start = self.stop = self.end = -1
        self._formula = ""

    def leave_out(self, pieces: list[str], formula: str) -> None:
        """Take the copy that stands right before a formula out of the pieces of the line."""
        near = 0 <= self.start < self.stop == len(pieces) <= self.start + _MOST_PIECES
        if near and _same("".join(pieces[self.start:]), formula):
            del pieces[self.start:]

    def told(self, formula: str, piece: int) -> None:
        """Note a formula that stands in the line, and the number of the piece behind it."""
        self._formula, self.end = formula, piece

    def hold(self, copy: str) -> bool:
        """Return whether this text, which stands right behind the formula, is a copy of it."""
        return _same(copy, self._formula)

    def apart(self, text: str) -> str:
        """Return the text behind the formula, with a space before a number that is none of the formula's."""
        return " " + text if len(_row(("", self._formula, text[:1]))) > len(self._formula) + 1 else text


def _same(copy: str, formula: str) -> bool:
    """Whether a text has the letters and digits of a formula, in whatever order they were drawn."""
    return len(copy) <= _LONGER * len(formula) and _signs(copy) == _signs(formula)


def _signs(text: str) -> list[str]:
    return sorted(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _written(element: _Element, before: str) -> str:
    """The text of an element that stands behind ``before``, from that of its children."""
    tag, parts = element.tag, element.parts
    if tag in ("msup", "msub") and len(parts) == 2:
        return _based(parts[0]) + _moved(parts[1], tag[1:], parts[0])
    if tag == "msubsup" and len(parts) == 3:
        return _based(parts[0]) + _moved(parts[1], "sub", parts[0]) + _moved(parts[2], "sup", parts[0])
    if tag == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if tag == "msqrt":
        return "√" + _grouped(_row(parts))
    if tag == "mroot" and len(parts) == 2:
        index = shifted(parts[1], "sup", "x")
        return f" {index if index != parts[1] else _grouped(index)}√{_grouped(parts[0])}"
    if tag == "mfenced":
        between = element.attributes.get("separators", ",")[:1] or " "
        return element.attributes.get("open", "(") + between.join(parts) + element.attributes.get("close", ")")
    if tag in ("sup", "sub"):  # of HTML, in the text of a formula
        return _moved(_row(parts), tag, before)
    if tag == "mspace":
        return " "
    if tag == "img":
        return said(element.attributes.get("alt")) or LOST
    if tag == "maction":
        return "".join(parts[:1])
    written = " ".join(parts) if tag in _APART else _row(parts)
    return written.strip() if tag in ("mi", "mn") else written


def _moved(text: str, tag: str, base: str) -> str:
    """What is raised or lowered behind ``base``; letters that are raised are a power too."""
    written = shifted(text, tag, base[-1:])
    power = tag == "sup" and written == text and any(map(str.isalnum, text))
    return f"^{_grouped(text)}" if power else written


def _based(text: str) -> str:
    """What has a power: a fraction, a root and another power stand in brackets."""
    raised = text[-1:].isdigit() and not text[-1:].isdecimal()
    return _grouped(text.strip()) if raised or any(map(text.__contains__, "/√^")) else text


def _grouped(text: str) -> str:
    return text if _SIMPLE.match(text) else f"({text})"


def _row(parts: Sequence[str]) -> str:
    """Texts in a row; between digits that no number holds together is a space: 2 1/2, and a limit before a factor."""
    row, last = "", ""
    for part in parts:
        apart = row[-1:].isdecimal() and part[:1].isdecimal() and not (_NUMBER.match(last) and _NUMBER.match(part))
        row += f" {part}" if apart else part
        last = part
    return row
