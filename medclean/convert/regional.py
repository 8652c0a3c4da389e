"""What only looks like one of OpenCC's words of a region: it keeps its characters, and changes in script alone."""
from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..tables import words
from .dictionaries import plan
from .engine import convert
from .cutting import cutter
from .terms import Term, Terms

_SCRIPT_ONLY = {"s2twp": ("s2tw", "C103"), "s2hkp": ("s2hk", "C104"), "tw2sp": ("tw2s", "C101"),
                "hk2sp": ("hk2s", "C101")}


def no_regional_words(text: str, config: str) -> Iterator[tuple[int, str, Term]]:
    """Yield what only looks like one of the region's words that a configuration puts in, with its place.

    OpenCC makes 記憶體 (memory) of 内存 in 体内 存在, where two words meet, and 串行 (serial) of 序列 in 基因序列,
    where the Mainland has the same word in another sense.
    """
    if config in _SCRIPT_ONLY:
        for start, word, term in _regional(config).find(text):
            if term.guard or cutter().stands(text, start, start + len(word)) is False:
                yield start, word, term


@lru_cache(maxsize=None)
def _regional(config: str) -> Terms:
    """The words that a configuration changes beyond their script; a guard is an ordinary word of its target."""
    plain, rule = _SCRIPT_ONLY[config]
    simplified = config.startswith("s")
    ordinary = frozenset() if simplified else words("mainland_words")
    found = _phrases(config) - _phrases(plain)
    terms = {}
    for word in ({convert(word, "t2s") for word in found} if simplified else found):
        own = convert(word, plain)
        if own != convert(word, config):
            terms[word] = Term(own, f"OpenCC {plain}: not the region's word here", rule, own in ordinary)
    return Terms(terms)


def _phrases(config: str) -> set[str]:
    return {word for step in plan(config).steps for word in step.words}
