"""The stage that mends what copy sites and wrong codecs did to a text.

Each module of this package holds one family of rules, and a `suspected` that tells in a scan or
two at the speed of C whether any of them could find something: most texts are whole, and are only
looked at. The families run in the order of their codes, each on what the ones before it left.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from ..document import Document
from ..rules import Rule, all_rules, run_rules
from . import codecs, escapes, lost, onetoone, punctuation, readings, shifted, spacing, widths

PUNCTUATION = ("keep", "chinese", "ascii")

# The codes of a family, and whether a text (all lines, joined by newlines) could need it.
_FAMILIES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("R10", escapes.suspected),
    ("R11", codecs.suspected),
    ("R12", lost.suspected),
    ("R20", shifted.suspected),
    ("R21", readings.suspected),
    ("R3", spacing.suspected),
    ("R40", widths.suspected),
    ("R45", punctuation.suspected),
    ("R5", onetoone.suspected),
)


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
        text = _raw(doc)
        for codes, suspected in _FAMILIES:
            if suspected(text):
                mended = run_rules(doc, filter(self._wanted, all_rules(codes)))
                if mended.edits is not doc.edits:
                    text = _raw(mended)
                doc = mended
        return doc

    def _wanted(self, rule: Rule) -> bool:
        """A rule that is not for everyone is named after the option that asks for it."""
        return rule.default or rule.name == f"punctuation-{self.punctuation}"


def _raw(doc: Document) -> str:
    return "\n".join(line.text for line in doc.lines if not line.dropped)
