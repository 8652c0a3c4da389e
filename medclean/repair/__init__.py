"""The stage that mends what copy sites and wrong codecs did to a text.

Each module of this package holds one family of rules, and tells how to see at the speed of C whether
they could find anything: most texts are whole, and are only looked at. The families run in the
order of their codes, each on what the ones before it left.
"""
from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, NamedTuple

from ..document import Document
from ..rules import Lines, Rule, all_rules, lines_for, run_rule
from . import codecs, escapes, lost, onetoone, punctuation, readings, shifted, spacing, widths

assert punctuation      # imported for its rules: they have no look, for they run only where they are asked for
PUNCTUATION = ("keep", "chinese", "ascii")


class _Look(NamedTuple):
    """When a rule could find anything in a document, and in which of its lines.

    That is where they hold one of the ``signs`` (the inside of a set; empty: it needs none), and their text (joined by
    newlines) is ``suspected``. A rule that weighs the ``whole`` document reads its other lines, too.
    """

    signs: str = ""
    suspected: Callable[[str], object] = bool
    whole: bool = False


@lru_cache(maxsize=1)
def _looks() -> dict[str, _Look]:
    return {
        "R101": _Look("&", escapes.ENTITY.search),
        "R102": _Look(r"\\%", escapes.escaped),
        "R103": _Look("%", escapes.PERCENT.search),
        "R111": _Look("", codecs.suspected),
        "R112": _Look(codecs.leads(), codecs.suspected),
        "R113": _Look(codecs.WINDOWS_MARKS),
        "R121": _Look(lost.SIGNS),
        "R201": _Look("?" + readings.TONED, shifted.suspected, whole=True),
        "R211": _Look("(（", readings.suspected, whole=True),
        "R212": _Look("(（", readings.suspected, whole=True),
        "R213": _Look("<", readings.RUBY_OPENS.search, whole=True),
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


@lru_cache(maxsize=None)
def _wanted(punctuation: str) -> list[tuple[Rule, _Look]]:
    """Return the rules of a stage, each with its look.

    A rule that is not for everyone is named after the option that asks for it.
    """
    return [(each, _looks()[each.code]) for each in all_rules("R")
            if each.default or each.name == f"punctuation-{punctuation}"]


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    return re.compile(f"[{''.join(look.signs for look in _looks().values())}]")


@lru_cache(maxsize=4096)
def _rules_of(sign: str) -> tuple[str, ...]:
    """Return the codes of the rules that a character is a sign for."""
    return tuple(code for code, look in _looks().items() if look.signs and re.match(f"[{look.signs}]", sign))


def _signed(lines: Lines) -> dict[str, set[int]]:
    """Return the places of the lines that hold a sign, for each rule that has one."""
    signed: defaultdict[str, set[int]] = defaultdict(set)
    for sign, places in lines.places(_signs()).items():
        for code in _rules_of(sign):
            signed[code] |= places
    return signed


def _read(rule: Rule, look: _Look, lines: Lines, signed: dict[str, set[int]]) -> Lines | None:
    """Return those of the lines that a rule has to read; None where it could find nothing."""
    if look.signs and rule.code not in signed:
        return None
    alone = look.signs and not look.whole
    read = Lines(map(lines.__getitem__, sorted(signed[rule.code]))) if alone else lines
    return read if look.suspected(read.text) else None


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
        signed = _signed(lines)
        for rule, look in _wanted(self.punctuation):
            read = _read(rule, look, lines, signed)
            if read is not None:
                doc, again = run_rule(doc, rule, lines, read)
                if again is not lines:
                    lines, signed = again, _signed(again)
        return doc
