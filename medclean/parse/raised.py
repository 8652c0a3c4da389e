"""Raised and lowered text as plain text: 10<sup>9</sup> is 10⁹, for as plain digits it would be another number.

What has a raised form in Unicode (block Superscripts and Subscripts) gets it. A power that has none is written as is
usual in plain text, after a circumflex: 10^6.5. Notes and references, which a reader takes for no number, stay.
"""
from __future__ import annotations

from ..patterns import lazy_regex

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
_LONGEST = 40  # characters of a formula: longer text is raised because a tag was never closed


def shifted(text: str, tag: str, before: str) -> str:
    """Return how raised (``tag`` is sup) or lowered text (sub) is written after ``before``, the character before it.

    As it stands where it is neither a number nor could be read as the end of one: notes, references, ordinals.
    """
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
