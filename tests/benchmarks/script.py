"""Script detection: whole texts, texts with a stray word of the other script, and mixtures, by length.

Run by hand: ``MEDCLEAN_TEST_DATA=DIR python tests/benchmarks/script.py [--count N]``. Windows of the Simplified
gold texts (held-out pages are left alone) are taken as they are and converted by OpenCC; a stray word
is one of the words (two to four characters) that the two scripts write differently.
"""
from __future__ import annotations

import argparse
import os
import random
import re
from pathlib import Path

from detect import SEED, texts
from opencc import OpenCC

from medclean.script import detect_script

LENGTHS = (10, 20, 50, 100, 300)
_WORDS = re.compile("[\u4e00-\u9fff]{2,4}")


def window(rng: random.Random, pool: list[str], size: int) -> str:
    """Return ``size`` characters that are mostly Chinese in either half."""
    while True:
        text = rng.choice(pool)
        start = rng.randrange(max(1, len(text) - size))
        part = text[start:start + size]
        halves = part[:size // 2], part[size // 2:]
        if len(part) == size and all(len(re.findall("[\u4e00-\u9fff]", half)) > size // 4 for half in halves):
            return part


def measure(rng: random.Random, hans: list[str], size: int, count: int) -> dict[str, float]:
    """Return the share of right answers for each kind of text of a length."""
    convert = OpenCC("s2t").convert
    words = [word for text in hans for word in _WORDS.findall(text) if convert(word) != word]
    right = dict.fromkeys(("hans", "hant", "hans, stray word", "hant, stray word", "half and half", "a third"), 0)
    for turn in range(count):
        one, other, word = window(rng, hans, size), window(rng, hans, size), rng.choice(words)
        place = rng.randrange(size)
        right["hans"] += detect_script(one) == "hans"
        right["hant"] += detect_script(convert(one)).startswith("hant")
        right["hans, stray word"] += detect_script(one[:place] + convert(word) + one[place:]) == "hans"
        stray = convert(one)
        right["hant, stray word"] += detect_script(stray[:place] + word + stray[place:]).startswith("hant")
        for title, part in (("half and half", size // 2), ("a third", size // 3)):
            mixtures = one[:-part] + convert(other[:part]), convert(one[:-part]) + other[:part]
            right[title] += detect_script(mixtures[turn % 2]) == "mixed"
    return {title: value / count for title, value in right.items()}


def main() -> None:
    """Print a row for each length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    pool = texts(Path(os.environ["MEDCLEAN_TEST_DATA"]))["hans"]
    hans = [re.sub(r"\s", "", text) for text in pool if detect_script(text) == "hans"]
    for size in LENGTHS:
        shares = measure(random.Random(SEED), hans, size, options.count)
        print(f"{size:4} characters", *(f"{title} {share:.1%}" for title, share in shares.items()), sep="  ")


if __name__ == "__main__":
    main()
