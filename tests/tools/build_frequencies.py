"""Make medclean/data/frequencies.txt: how often each Chinese character is written.

Run it by hand (``python tests/tools/build_frequencies.py``) in an environment with ``jieba`` 0.42.1 (whose
dict.txt, MIT, gives 349,046 words with their counts) and ``opencc-python-reimplemented`` (Apache-2.0,
which writes each word in Traditional characters). A character's share is the mean of its shares in the
words as they are and in the same words in Traditional characters: a page may be in either script.
"""
from __future__ import annotations

import math
from collections import Counter, defaultdict
from pathlib import Path

import jieba
from opencc import OpenCC

TARGET = Path(__file__).parents[2] / "medclean" / "data" / "frequencies.txt"
STEP = 0.25  # nats between two rows: finer changes no decision
HEADER = """\
# How often each Chinese character is written: natural logarithm of its share of all characters, and the
# characters that are that frequent, half Simplified and half Traditional text.
# Source: counts of words in dict.txt of jieba 0.42.1 (MIT, copyright Sun Junyi), also converted to
# Traditional characters with OpenCC's dictionaries (Apache-2.0). Made by tests/tools/build_frequencies.py.
"""


def word_counts() -> dict[str, int]:
    """Return jieba's words with their counts."""
    rows = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (row.split(" ") for row in rows)}


def shares(words: dict[str, int]) -> dict[str, float]:
    """Return each Chinese character's share of all characters of these words."""
    counts: Counter[str] = Counter()
    for word, count in words.items():
        for char in word:
            if "\u3400" <= char <= "\u9fff":
                counts[char] += count
    total = sum(counts.values())
    return {char: count / total for char, count in counts.items()}


def rows(share: dict[str, float]) -> dict[float, str]:
    """Return the characters of each level of frequency, in steps of STEP."""
    levels: defaultdict[float, list[str]] = defaultdict(list)
    for char, value in share.items():
        levels[round(math.log(value) / STEP) * STEP].append(char)
    return {level: "".join(sorted(levels[level])) for level in sorted(levels, reverse=True)}


def main() -> None:
    """Write the table."""
    words = word_counts()
    texts = OpenCC("s2t").convert("\n".join(words)).split("\n")
    plain = shares(words)
    converted = shares({new: words[old] for old, new in zip(words, texts)})
    share = {char: (plain.get(char, 0) + converted.get(char, 0)) / 2 for char in plain | converted}
    table = "".join(f"{level:g}\t{chars}\n" for level, chars in rows(share).items())
    TARGET.write_text(HEADER + table, encoding="utf-8")


if __name__ == "__main__":
    main()
