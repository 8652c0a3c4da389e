"""The stage that mends what copy sites and wrong codecs did to a text.

Each module of this package holds one family of rules, and tells how to see at the speed of C whether
they could find anything: most texts are whole, and are only looked at. The families run in the
order of their codes, each on what the ones before it left.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, NamedTuple

from ..document import Document
from ..rules import Rule, all_rules, lines_for, run_rule
from . import codecs, escapes, lost, onetoone, punctuation, readings, shifted, spacing, widths

assert punctuation      # imported for its rules: they have no look, for they run only where they are asked for
PUNCTUATION = ("keep", "chinese", "ascii")


class _Look(NamedTuple):
    """When a rule could find anything in a text (all lines, joined by newlines).

    That is where the text holds one of the ``signs`` (the inside of a set; empty: it needs none), and
    is ``suspected``.
    """

    signs: str = ""
    suspected: Callable[[str], object] = bool


def _looks() -> dict[str, _Look]:
    return {
        "R101": _Look("&", escapes.ENTITY.search),
        "R102": _Look(r"\\%", escapes.escaped),
        "R103": _Look("%", escapes.PERCENT.search),
        "R111": _Look("", codecs.suspected),
        "R112": _Look(codecs.leads(), codecs.suspected),
        "R113": _Look(codecs.WINDOWS_MARKS),
        "R121": _Look(lost.SIGNS),
        "R201": _Look("?" + readings.TONED, shifted.suspected),
        "R211": _Look("(（", readings.suspected),
        "R212": _Look("(（", readings.suspected),
        "R213": _Look("<", readings.RUBY_OPENS.search),
        "R301": _Look(spacing.CONTROL),
        "R302": _Look(spacing.INVISIBLE),
        "R303": _Look(spacing.PRIVATE),
        "R304": _Look("", spacing.edged),
        "R305": _Look(spacing.ODD),
        "R306": _Look("", spacing.DOUBLED.search),
        "R307": _Look("", spacing.LETTER_SPACED.search),
        "R401": _Look(widths.LETTERS),
        "R402": _Look(widths.SIGNS),
        "R451": _Look(),
        "R452": _Look(),
        "R501": _Look(onetoone.odd(), onetoone.suspected),
    }


Found = Callable[[str], object]


@lru_cache(maxsize=None)
def _wanted(punctuation: str) -> list[tuple[Rule, Found, Found]]:
    """Return the rules of a stage, each with the searches for its signs and for what it suspects.

    A rule that is not for everyone is named after the option that asks for it.
    """
    looks = _looks()
    return [(each, re.compile(f"[{looks[each.code].signs}]" if looks[each.code].signs else "").search,
             looks[each.code].suspected)
            for each in all_rules("R") if each.default or each.name == f"punctuation-{punctuation}"]


@lru_cache(maxsize=1)
def _unusual() -> re.Pattern[str]:
    """Return what finds the characters that not every text has, and all signs."""
    signs = "".join(look.signs for look in _looks().values())
    plain = re.sub(f"[{signs}]", "", "\n" + "".join(map(chr, range(32, 127))) + codecs.frequent())
    return re.compile(f"[^{re.escape(plain)}]")


@dataclass(frozen=True, slots=True)
class Repair:
    """Mends the lines of a document by the R rules.

    ``punctuation`` says what becomes of ``,;:?!()`` between Chinese characters: ``keep`` leaves
    them, ``chinese`` makes them full width, ``ascii`` makes full-width ones half width. Raises
    ValueError where it is none of these.
    """

    punctuation: str = "keep"

    def __post_init__(self) -> None:
        if self.punctuation not in PUNCTUATION:
            raise ValueError(f"punctuation must be one of {', '.join(PUNCTUATION)}")

    def __call__(self, doc: Document) -> Document:
        """Return the document with what is damaged mended, and a warning where it cannot be."""
        lines = lines_for(doc, folded=False)
        for rule, signs, suspected in _wanted(self.punctuation):
            if signs(lines.distinct(_unusual())) and suspected(lines.text):
                doc, lines = run_rule(doc, rule, lines)
        return doc
