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
from ..rules import Rule, all_rules, run_rules
from . import codecs, escapes, lost, onetoone, punctuation, readings, shifted, spacing, widths

assert punctuation      # imported for its rules: they have no look, for they run only where they are asked for
PUNCTUATION = ("keep", "chinese", "ascii")


class _Family(NamedTuple):
    """The rules whose codes begin with ``codes``, and when they could find anything in a text.

    That is where the text (all lines, joined by newlines) holds one of the ``signs`` (the inside of
    a set; empty: there is none), and is ``suspected``.
    """

    codes: str
    signs: str = ""
    suspected: Callable[[str], bool] | None = None


@lru_cache(maxsize=1)
def _families() -> tuple[_Family, ...]:
    return (
        _Family("R10", escapes.SIGNS, escapes.suspected),
        _Family("R111", "", codecs.suspected),
        _Family("R112", codecs.SINGLE, codecs.suspected),
        _Family("R113", codecs.WINDOWS_MARKS),
        _Family("R12", lost.LEFT),
        _Family("R20", "?", shifted.suspected),
        _Family("R21", "(（<", readings.suspected),
        _Family("R301", spacing.CONTROL),
        _Family("R302", spacing.INVISIBLE),
        _Family("R303", spacing.PRIVATE),
        _Family("R304", "", spacing.edged),
        _Family("R305", spacing.ODD),
        _Family("R306", "", spacing.doubled),
        _Family("R307", "", spacing.letter_spaced),
        _Family("R40", widths.WIDE),
        _Family("R45"),
        _Family("R5", onetoone.odd(), onetoone.suspected),
    )


class _Look(NamedTuple):
    """A family as a stage needs it: its rules, and the search for its signs."""

    rules: tuple[Rule, ...]
    signs: re.Pattern[str]
    suspected: Callable[[str], bool] | None


@lru_cache(maxsize=None)
def _looks(punctuation: str) -> tuple[_Look, ...]:
    """Return what a stage looks for; a rule that is not for everyone is named after the option that asks for it."""
    wanted = ((family, tuple(each for each in all_rules(family.codes)
                             if each.default or each.name == f"punctuation-{punctuation}"))
              for family in _families())
    return tuple(_Look(rules, re.compile(f"[{family.signs}]" if family.signs else ""), family.suspected)
                 for family, rules in wanted if rules)


@lru_cache(maxsize=1)
def _unusual() -> re.Pattern[str]:
    """Return what finds the characters that not every text has, and those that a family asks for."""
    signs = "".join(family.signs for family in _families())
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
        text, unusual = _looked_at(doc)
        for rules, signs, suspected in _looks(self.punctuation):
            if signs.search(unusual) and (suspected is None or suspected(text)):
                mended = run_rules(doc, rules)
                if mended.edits is not doc.edits:
                    text, unusual = _looked_at(mended)
                doc = mended
        return doc


def _looked_at(doc: Document) -> tuple[str, str]:
    """Return the lines of a document as one text, and the characters of it that not every text has."""
    text = "\n".join([line.text for line in doc.lines if not line.dropped])
    return text, "".join(set(_unusual().findall(text)))
