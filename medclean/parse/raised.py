"""Raised and lowered text as plain text: 10<sup>9</sup> is 10⁹, for as plain digits it would be another number.

What has a raised form in Unicode (block Superscripts and Subscripts) gets it. A power that has none is written as is
usual in plain text, after a circumflex: 10^6.5. Notes and references, which a reader takes for no number, stay, and so
does a value that was moved for its looks: the lower number of a blood pressure, a dose before its unit.
"""
from __future__ import annotations

from typing import Mapping, MutableSequence, Sequence

from ..patterns import lazy_regex
from ..values import MEASURE

TEN = lazy_regex(r"(?<![\d.])10\Z")
"""A number that ends in ten, of which powers are written."""
_DIGITS = "0123456789０１２３４５６７８９"
_SIGNS = "+-=()−–－＋⁻⁺"
_RAISED = str.maketrans(f"{_DIGITS}{_SIGNS}ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻⁻⁻⁺⁻⁺ⁿⁱ")
_LOWERED = str.maketrans(_DIGITS + _SIGNS, "₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋₋₊₋₊")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿ°ᵖʳˢᵗᵘᵛʷˣʸᶻ")  # degrees are typed with an o
_SIGNED = rf"[+\-−–－＋⁻]?[{_DIGITS}]"
_NUMBER = lazy_regex(rf"[{_DIGITS}+\-=()−–－＋⁻⁺]+\Z")
_POWER = lazy_regex(rf"[{_DIGITS}+\-=()−–－＋⁻⁺ni]+\Z")
_EXPRESSION = lazy_regex(rf"[+\-−–－＋⁻⁺.．,，/~～]{{0,3}}[{_DIGITS}][{_DIGITS}+\-=()−–－＋⁻⁺.．,，、/~～:：×]*")
_CONNECTORS = ".．,，、/~～:：×=("
_DECIMAL = lazy_regex(rf"(?:{_SIGNED}+)?[.．][{_DIGITS}]+\Z")
_FRACTION = lazy_regex(rf"{_SIGNED}+/[{_DIGITS}]+\Z")
_UNIT = lazy_regex(r"\s?/\s?[^\W\d]|\[")  # of 10<sup>9/L</sup>; a reference behind the power
_WORDS = lazy_regex(r"\Z|[ .,;:)]|[^\x00-\x7f]")
_DIGIT = lazy_regex(r"[\d⁰¹²³⁴-⁹]")
_VALUE = lazy_regex(rf"[{_DIGITS}][{_DIGITS}.．~～\-–]*\Z")
_MEASURED = lazy_regex(rf"\s?(?:{MEASURE})")
_SEEN = 8  # characters before or behind
_LONGEST = 40  # characters of a formula: longer text is raised because a tag was never closed


def ending(pieces: Sequence[str], end: int) -> str:
    """Return the last characters of a line before the piece ``end``; white space at their end is none."""
    while end and not pieces[end - 1].strip():
        end -= 1
    if not end:
        return ""
    return "".join([piece[-_SEEN:] for piece in pieces[max(0, end - 3):end - 1]]) + pieces[end - 1].rstrip()[-_SEEN:]


def marked(text: str, tag: str, before: str, styled: bool) -> tuple[str, bool]:
    """Return how raised or lowered text is written after ``before``, and whether that holds before a unit too.

    A style (``styled``) tells less than a tag: pages are laid out with it.
    """
    last = before[-1:]
    letter = last < "\u2e80" and last.isalpha() or last in tuple(")]")
    if styled and not letter and (tag == "sub" or not last.isdigit()):
        return text, True
    value = not letter and (styled and not TEN.search(before) or not last.isdigit()) and _VALUE.match(text)
    return shifted(text, tag, last), not value


def settle(pieces: MutableSequence[str], unsure: Mapping[int, tuple[str, str]]) -> None:
    """Let values that a unit follows stand as they are; ``unsure`` has by piece how one was written, and its text."""
    for at, (written, text) in unsure.items():
        if at < len(pieces) and pieces[at] == written:
            if _MEASURED.match("".join([piece[:_SEEN] for piece in pieces[at + 1:at + 4]])):
                pieces[at] = text


def shifted(text: str, tag: str, before: str) -> str:
    """Return how raised (``tag`` is sup) or lowered text (sub) is written after ``before``, the character before it.

    As it stands where it is neither a number nor could be read as the end of one: notes, references, ordinals, what
    a stroke parts from the number.
    """
    if text[:1] in tuple("/／"):
        return text
    short = len(text) <= _LONGEST
    if short and _NUMBER.match(text):
        return _formula(text, tag)
    number, base = before.isdigit(), before < "\u2e80" and (before.isalnum() or before in ")]") and before
    if tag == "sup" and base and short:
        close = "".join(text.split())
        if number and len(close) == 1 and close.isalpha():
            return close.translate(_LETTERS)
        if _POWER.match(close):
            return close.translate(_RAISED)
    found = _EXPRESSION.match(text, 0, _LONGEST)
    if not found:
        return text
    expression = found.group().rstrip(_CONNECTORS)
    rest = text[len(expression):]
    if number:
        return _power(expression, rest, tag)
    if tag == "sup" and before and not rest and (_DECIMAL.match(text) or base and _FRACTION.match(text)):
        return _formula(text, tag)
    if base and _NUMBER.match(expression) and not (rest[0].isalnum() or _DIGIT.search(rest)):
        return _formula(expression, tag) + rest
    return text


def _power(expression: str, rest: str, tag: str) -> str:
    """What is raised after a number: a power, and what was raised with it, its unit or the words that follow."""
    short = len(expression) + len(rest) <= _LONGEST
    if short and not _UNIT.match(rest) and (_DIGIT.search(rest) or not _WORDS.match(rest)):
        expression, rest = expression + rest, ""
    return _formula(expression, tag) + rest


def _formula(expression: str, tag: str) -> str:
    if _NUMBER.match(expression):
        return expression.translate(_RAISED if tag == "sup" else _LOWERED)
    return ("^" if tag == "sup" else "_") + (expression if _DECIMAL.match(expression) else f"({expression})")
