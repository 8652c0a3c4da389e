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
from ..lines import Lines, lines_for
from ..rules import Rule, all_rules, run_rule
from . import (codecs, controls, escapes, jammer, lost, onetoone, punctuation, readings, repeated, shifted, spacing,
               spelled, widths)
from .trial import frequent, infrequent

assert escapes and punctuation      # imported for their rules
PUNCTUATION = ("keep", "chinese", "ascii")


class _Look(NamedTuple):
    """When a rule could find anything in a document, and in which of its lines.

    That is where they hold one of the ``signs`` (the inside of a set; empty: it needs none) in a place that ``around``
    matches, which looks ahead and behind, and the text of these lines (joined by newlines) is ``suspected``. A rule
    that weighs the ``whole`` document reads its other lines, too.
    """

    signs: str = ""
    around: str = ""
    suspected: Callable[[str], object] = bool
    whole: bool = False


@lru_cache(maxsize=1)
def _looks() -> dict[str, _Look]:
    return {
        "R101": _Look("&", "(?=[A-Za-z#])"),
        "R102": _Look(r"\\%", "(?=[ux])"),
        "R103": _Look("%", "(?=[0-9A-Fa-f]{2}%)"),
        "R111": _Look(infrequent(), f"(?=[^\n]{{0,2}}?[{infrequent()}])", codecs.suspected, whole=True),
        "R112": _Look(codecs.leads(), suspected=codecs.BYTES.search),
        "R113": _Look(codecs.WINDOWS_MARKS),
        "R121": _Look(lost.SIGNS),
        "R122": _Look("?", lost.SPACED, whole=True),
        "R123": _Look("年", lost.UNNUMBERED),
        "R201": _Look("?" + readings.TONED, suspected=shifted.suspected, whole=True),
        "R211": _Look("(（", readings.INSIDE, readings.suspected, whole=True),
        "R212": _Look("(（", readings.INSIDE, readings.suspected, whole=True),
        "R213": _Look("<", "(?=(?i:ruby)>)", whole=True),
        "R214": _Look("(（", readings.INSIDE, repeated.TWICE.search, whole=True),
        "R215": _Look(spelled.SIGNS, spelled.AROUND),
        "R221": _Look(" ", jammer.AROUND),
        "R301": _Look(controls.CONTROL),
        "R302": _Look(spacing.INVISIBLE),
        "R303": _Look(spacing.PRIVATE),
        "R304": _Look(spacing.SPACES, r"(?<=^.)|$|(?<=\t)"),
        "R305": _Look(spacing.ODD),
        "R306": _Look(" ", "(?= )"),
        "R307": _Look(" ", r"(?=[^\0-\x7f](?:[ ：:]|$))", whole=True),
        "R401": _Look(widths.LETTERS),
        "R402": _Look(widths.SIGNS),
        "R451": _Look(),
        "R452": _Look(),
        "R501": _Look(onetoone.odd(), onetoone.around(), onetoone.suspected),
    }


@lru_cache(maxsize=None)
def _wanted(punctuation: str) -> list[tuple[str, Rule, _Look]]:
    """Return the rules of a stage, each with the code that its signs are noted under (empty: it has none) and its look.

    A rule that is not for everyone is named after the option that asks for it.
    """
    wanted = [(each, _looks()[each.code]) for each in all_rules("R")
              if each.default or each.name == f"punctuation-{punctuation}"]
    return [(rule.code if look.signs else "", rule, look) for rule, look in wanted]


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """Return the pattern of all signs, each in its place.

    It begins with one set, which is searched for the fastest: all but the usual characters that are no sign.
    """
    signed = [look for look in _looks().values() if look.signs and look.signs != infrequent()]
    usual, every = "".join(map(chr, range(0x80))) + frequent(), "".join(look.signs for look in signed)
    alone = "".join(look.signs for look in signed if not look.around)
    said = re.escape("".join(re.findall(f"[{every}]", usual)))
    places = [f"(?<=[{alone}])", f"(?<![{said}]){_looks()['R111'].around}",
              *dict.fromkeys(f"(?<=[{look.signs}])(?:{look.around})" for look in signed if look.around)]
    return re.compile(f"[^{re.escape(re.sub(f'[{every}]', '', usual))}](?:{'|'.join(places)})", re.M)


@lru_cache(maxsize=4096)
def _rules_of(sign: str) -> list[str]:
    """Return the codes of the rules that a character is a sign for."""
    strange = sign > "\x7f" and sign not in frequent()
    return [code for code, look in _looks().items() if look.signs
            and (strange if look.signs == infrequent() else re.match(f"[{look.signs}]", sign))]


def _read(rule: Rule, look: _Look, lines: Lines, signed: dict[str, set[int]]) -> Lines | None:
    """Return those of the lines that a rule has to read; None where it could find nothing."""
    held = lines.numbered(signed[rule.code]) if look.signs else lines
    if look.suspected is not bool and not look.suspected(held.text):
        return None
    return lines if look.whole else held


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
        signed = lines.signed(_signs(), _rules_of)
        for code, rule, look in _wanted(self.punctuation):
            if code and code not in signed:
                continue
            read = _read(rule, look, lines, signed)
            if read is not None:
                doc, again = run_rule(doc, rule, lines, read)
                if again is not lines:
                    lines, signed = again, again.signed(_signs(), _rules_of)
        return doc
