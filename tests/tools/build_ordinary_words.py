"""Make medclean/data/ordinary_words.txt: how often the words are written that may lie across a term's edge.

Run it by hand (``python tests/tools/build_ordinary_words.py``) in an environment with medclean and ``jieba``
0.42.1, whose dict.txt (MIT) gives 349,046 words with their counts; again where the glossary has grown. Kept are

- words that lie across an edge of some term: they end as it begins, or begin as it ends (身体 before 体检);
- words that complete the other reading, beside such a word (查询 after 体检, where 检查 lies across);
- the glossary's terms and single characters.
"""
from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import jieba

from medclean.tables import fold, load

TARGET = Path(__file__).parents[2] / "medclean" / "data" / "ordinary_words.txt"
STEP = 0.1  # nats between two rows
ACROSS, BESIDE, SINGLE = 30, 100, 20  # smallest counts, of 60 million words: what is rarer decides no reading
HEADER = """\
# How often ordinary words are written: natural logarithm of the word's share of all words, and the words that
# are that frequent, in Simplified characters. Only words that may lie across an edge of a term of terms.txt, or
# beside such a word, the terms themselves, and single characters: with them it is decided which reading is likelier.
# Source: counts of words in dict.txt of jieba 0.42.1 (MIT, copyright Sun Junyi), the more frequent of them.
# Made by tests/tools/build_ordinary_words.py.
"""


def word_counts() -> dict[str, int]:
    """Return jieba's Chinese words of one to four characters, and longer ones for the terms, with their counts."""
    rows = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in (row.split(" ") for row in rows)}
    return {word: count for word, count in counts.items() if re.fullmatch("[\u3400-\u9fff]+", word)}


def glossary(counts: Mapping[str, int]) -> set[str]:
    """Return the terms that a comparison is made for: short ones, and long ones whose count is known."""
    terms = {fold(cell) for row in load("terms") for cell in row[:3] if cell != "-"}
    return {term for term in terms if len(term) < 4 or term in counts}


def heads(words: Iterable[str]) -> set[str]:
    """Return all that words may begin with."""
    return {word[:end] for word in words for end in range(1, len(word))}


def tails(words: Iterable[str]) -> set[str]:
    """Return all that words may end with."""
    return {word[start:] for word in words for start in range(1, len(word))}


def meeting(words: Iterable[str], before: set[str], after: set[str]) -> tuple[set[str], set[str]]:
    """Return the words that begin as others end (``before``), and those that end as others begin (``after``)."""
    words = set(words)
    return ({word for word in words if not heads([word]).isdisjoint(before)},
            {word for word in words if not tails([word]).isdisjoint(after)})


def chosen(counts: Mapping[str, int]) -> set[str]:
    """Return the words of the table."""
    terms = glossary(counts)
    first, last = heads(terms), tails(terms)
    words = {word for word in counts if 2 <= len(word) <= 4}
    right, left = meeting((word for word in words if counts[word] >= ACROSS), last, first)
    rest_after = {word[end:] for word in right for end in range(1, len(word)) if word[:end] in last}
    rest_before = {word[:start] for word in left for start in range(1, len(word)) if word[start:] in first}
    beside = set().union(*meeting((word for word in words if counts[word] >= BESIDE), rest_after, rest_before))
    singles = {word for word in counts if len(word) == 1 and counts[word] >= SINGLE}
    return right | left | beside | singles | {term for term in terms if term in counts}


def main() -> None:
    """Write the table."""
    counts = word_counts()
    total = sum(counts.values())
    levels: defaultdict[float, list[str]] = defaultdict(list)
    for word in chosen(counts):
        levels[round(math.log(counts[word] / total) / STEP) * STEP].append(word)
    table = "".join(f"{level:.1f}\t{' '.join(sorted(levels[level]))}\n" for level in sorted(levels, reverse=True))
    TARGET.write_text(HEADER + table, encoding="utf-8")


if __name__ == "__main__":
    main()
