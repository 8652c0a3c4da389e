"""Tables of terms: the glossary of medical terms, and a user's own tables of terms and protected words."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import add
from os import PathLike
from typing import NamedTuple

from ..patterns import lazy_regex
from ..tables import load
from .dictionaries import Lexicon, plan
from .engine import convert
from .cutting import Cutter, cutter

Pairs = tuple[tuple[str, str], ...]
"""Terms with what stands in their place."""

_REGIONS = {"mainland": "the Mainland's", "taiwan": "Taiwan's", "hongkong": "Hong Kong's"}
_RULES = {"taiwan": "C201", "hongkong": "C202", "mainland": "C203"}
_SCRIPTS = {"taiwan": ("s2tw", "C103"), "hongkong": ("s2hk", "C104"), "mainland": ("t2s", "C101")}
_TO_SIMPLIFIED = {"mainland": (), "taiwan": ("tw2s", "t2s"), "hongkong": ("hk2s", "t2s")}
_PART = 3  # characters of a term that is found as the first or the last part of a longer word
_CLAUSE = lazy_regex(r"[^，。；！？\s]+")  # no term and no word goes beyond it
_NONE = "-"  # stands in the glossary where a region has no sure term of its own


class TableError(ValueError):
    """A user's table is not what it should be; the message names the file and the line."""


class Term(NamedTuple):
    """What stands in place of a term, why, and the code of the rule that says so.

    A ``guard`` keeps its words: it is there to keep a term from being found, and may end amid a word.
    """

    after: str
    why: str
    rule: str
    guard: bool = False


class Terms:
    """Finds the terms of a table in a text, the longest first. (A term that is None is a mere word.)

    Where there are ``words``, a term is not found inside another word: the text is cut into terms and
    words by forward maximum matching. But a term goes before a word

    - that it begins in, where it is longer, or as long and the word leaves a character over: 只流涕 is
      只 and 流涕, not 只流 and 涕;
    - that begins or ends with it, where it has three characters and more: 慢性疲劳综合征 is made of 综合征.

    Where there is a ``cutter``, it decides before these rules whether a term or a word that overlaps it is
    meant; a guard is never in doubt.
    """

    def __init__(self, terms: Mapping[str, Term | None], words: Lexicon | None = None,
                 cutter: Cutter | None = None) -> None:
        self._terms = terms
        self._words = words
        self._cutter = cutter
        self._lengths = {term[:2]: len(term) for term in sorted(terms, key=len)}

    def find(self, text: str) -> Iterator[tuple[int, str, Term]]:
        """Yield the terms of a text with their places, from left to right."""
        places = self._places(text) if self._words is None else self._cut(text, self._words)
        for start, word in places:
            term = self._terms[word]
            if term is not None:
                yield start, word, term

    def _longest(self, text: str, start: int) -> str:
        return next(self._begun(text, start), "")

    def _begun(self, text: str, start: int) -> Iterator[str]:
        """Yield the terms that begin at a place, the longest first."""
        length = self._lengths.get(text[start:start + 2]) or self._lengths.get(text[start], 0)
        for end in range(min(start + length, len(text)), start, -1):
            if text[start:end] in self._terms:
                yield text[start:end]

    def _meant(self, text: str, start: int) -> tuple[str, bool]:
        """The longest term at a place that is read as one, and whether the cutter speaks for it."""
        for word in self._begun(text, start):
            term = self._terms[word]
            if self._cutter is None or term is None or term.guard:
                return word, False
            stands = self._cutter.stands(text, start, start + len(word))
            if stands is not False:
                return word, bool(stands)
        return "", False

    def _places(self, text: str) -> Iterator[tuple[int, str]]:
        start = 0 if self._begins_in(text) else len(text)
        while start < len(text):
            term = self._longest(text, start)
            if term:
                yield start, term
            start += len(term) or 1

    def _begins_in(self, text: str) -> bool:
        """Tell, at the speed of C, whether any term may stand in a text."""
        heads = self._lengths.keys()
        return not (heads.isdisjoint(map(add, text, text[1:])) and heads.isdisjoint(text))

    def _cut(self, text: str, words: Lexicon) -> Iterator[tuple[int, str]]:
        for clause in _CLAUSE.finditer(text):
            if any(self._places(clause[0])):  # most clauses have no term: one look is enough
                for start, term in self._cut_clause(clause[0], words):
                    yield clause.start() + start, term

    def _cut_clause(self, text: str, words: Lexicon) -> Iterator[tuple[int, str]]:
        start = 0
        while start < len(text):
            term, word = self._meant(text, start)[0], words.at(text, start)
            if term and len(term) >= min(len(word), _PART):
                yield start, term
                start += len(term)
            else:
                start = self._after(text, start, word, words) if word else start + 1

    def _after(self, text: str, start: int, word: str, words: Lexicon) -> int:
        """Where to look after a word: at its end, or at a term that begins in it and goes before it."""
        end = start + len(word)
        whole = words.at(text, end) or end < len(text) and self._longest(text, end)
        across = len(word) + 1 if whole else len(word)
        for at in range(start + 1, end):
            term, likelier = self._meant(text, at)
            length = len(term)
            if length > end - at and (likelier or length >= across) or length == end - at >= _PART:
                return at
        return end


def read_terms(path: str | PathLike[str]) -> Pairs:
    """Read a user's table: on each line a term, a tab, and what to write in its place.

    Further columns are left alone, and so are empty lines and lines that begin with ``#``. Returns
    pairs for `Convert`. Raises TableError for a line that has no two columns, or says otherwise
    than an earlier line; OSError where the file cannot be read.
    """
    terms: dict[str, str] = {}
    for place, line in _lines(path):
        before, _, rest = line.partition("\t")
        after = rest.partition("\t")[0].strip()
        before = before.strip()
        if not before or not after:
            raise TableError(f"{place}: a term, a tab and its replacement are needed")
        if terms.setdefault(before, after) != after:
            raise TableError(f"{place}: {before} has another replacement above, {terms[before]}")
    return tuple(terms.items())


def read_protected(path: str | PathLike[str]) -> tuple[str, ...]:
    """Read a user's list of words that never change, one a line; ``#`` begins a comment line.

    Raises TableError where the file is not UTF-8 text, OSError where it cannot be read.
    """
    return tuple(dict.fromkeys(line.strip() for _, line in _lines(path)))


def _lines(path: str | PathLike[str]) -> Iterator[tuple[str, str]]:
    """Yield the lines that say something, each with its place for a message."""
    with open(path, "rb") as file:
        rows = file.read().splitlines()
    for number, data in enumerate(rows, start=1):
        place = f"{path}, line {number}"
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise TableError(f"{place}: not UTF-8") from error
        if line.strip() and not line.startswith("#"):
            yield place, line


@lru_cache(maxsize=None)
def glossary(regions: tuple[str, ...], target: str, simplified: bool) -> Terms:
    """Return the terms that lead from some regions' words to those of the target region.

    ``simplified`` says how the text is written that they are looked for in. Where that is not how the
    regions write, their words may be no more than a part of it: a word of the target's own stays.
    """
    rows = [dict(zip((*_REGIONS, "kind", "source", "one_way"), row)) for row in load("terms")]
    forms = [{region: _forms(row[region], region, simplified) for region in _REGIONS} for row in rows]
    native = simplified == ("mainland" in regions)
    own = set() if native else {form for row in forms for form in row[target]}
    terms: dict[str, Term | None] = {}
    for region in regions:
        for row, spellings in zip(rows, forms):
            if row[target] != _NONE and (region == "mainland" or "one_way" not in row):
                terms.update((form, _term(form, row, target)) for form in spellings[region] - own
                             if form not in terms)
    if simplified:  # a word that is Traditional already is kept too: OpenCC's phrases would take it for a program's
        terms |= {kept.after: kept for kept in [*terms.values()] if kept and kept.guard and kept.after not in terms}
    others = {form: None for row in forms for found in row.values() for form in found if form not in terms}
    return Terms(terms | others, _known_words(simplified), cutter())


def _term(form: str, row: Mapping[str, str], target: str) -> Term:
    """A row's term; where the word is the same in both regions, only its script can change."""
    config, code = _SCRIPTS[target]
    if convert(form, config) == row[target]:
        return Term(row[target], f"kept as a word: {row['source']}", code, guard=True)
    return Term(row[target], f"{_REGIONS[target]} term: {row['source']}", _RULES[target])


def _forms(word: str, region: str, simplified: bool) -> set[str]:
    """How a region's term may be written in one script."""
    if word == _NONE:
        return set()
    if region == "mainland":
        return {word} if simplified else {convert(word, config) for config in ("s2t", "s2tw", "s2hk")}
    return {convert(word, config) for config in _TO_SIMPLIFIED[region]} if simplified else {word}


def _known_words(simplified: bool) -> Lexicon:
    """OpenCC's phrases: a list of common words."""
    phrases = plan("s2t").steps[0]
    return phrases if simplified else Lexicon.of(dict.fromkeys(phrases.words.values(), ""))
