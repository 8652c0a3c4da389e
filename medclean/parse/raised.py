"""Raised and lowered numbers: 10<sup>9</sup> is 10⁹, for as plain digits it would be another number."""
from __future__ import annotations

from ..patterns import lazy_regex

_RAISED = str.maketrans("0123456789+-=()−–－＋", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻⁻⁻⁺")
_LOWERED = str.maketrans("0123456789+-=()−–－＋", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋₋₊")
_NUMBER = lazy_regex(r"[0-9+\-=()−–－＋]+\Z")


def shifted(text: str, tag: str) -> str:
    """Return a number in raised (``tag`` is sup) or lowered characters (sub); nothing where a text is more."""
    if not _NUMBER.match(text):
        return ""
    return text.translate(_RAISED if tag == "sup" else _LOWERED)
