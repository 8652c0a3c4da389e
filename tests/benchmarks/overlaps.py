"""Terms that overlap ordinary words, by sentences made at random: how many are missed, how many are wrong.

Run by hand: ``python tests/benchmarks/overlaps.py``. A term is missed where it stands in a frame (因…入院) and is
not found; it is wrong where two random words meet (绿化 验收) and it is found across them. Both are counted with the
reading and without it. Some of the pairs make no sense, and then either answer is right.
"""
from __future__ import annotations

import random
from collections import defaultdict

from medclean.convert.terms import Term, Terms, glossary
from medclean.tables import load

FRAMES = ("患者{}后", "因{}入院", "有{}史", "出现{}症状", "{}患者", "医生说{}很常见", "进行{}检查", "老人{}怎么办",
          "合并{}病人", "治疗{}的药物", "该院{}技术", "病人{}期间")
PAIRS = 4  # of words for each term


def main() -> None:
    """Print both counts, without the reading and with it."""
    terms = glossary(("mainland",), "taiwan", True)
    short = [word for word, term in terms._terms.items() if term and not term.guard and 2 <= len(word) <= 3]
    framed = [(frame.format(term), term) for term in short for frame in FRAMES]
    pairs = list(meetings(short))
    for name, finder in (("without", Terms(terms._terms, terms._words)), ("with", terms)):
        missed = sum(all(term not in word for word in found(finder, text)) for text, term in framed)
        wrong = sum(term in found(finder, text) for text, term in pairs)
        print(f"{name:8} the reading: {missed} of {len(framed)} missed, {wrong} of {len(pairs)} wrong")


def found(terms: Terms, text: str) -> list[str]:
    """Return the terms found that would change their words."""
    places: list[tuple[int, str, Term]] = list(terms.find(text))
    return [word for _, word, term in places if not term.guard]


def meetings(terms: list[str]) -> list[tuple[str, str]]:
    """Return pairs of ordinary words that hold a term across the place where they meet."""
    ending, beginning = defaultdict(list), defaultdict(list)
    for _, cell in load("ordinary_words"):
        for word in cell.split(" "):
            if len(word) == 2 and word not in terms:
                ending[word[1]].append(word)
                beginning[word[0]].append(word)
    chance = random.Random(1)
    return [(chance.choice(ending[term[0]]) + chance.choice(beginning[term[1]]), term) for term in terms
            if len(term) == 2 and ending[term[0]] and beginning[term[1]] for _ in range(PAIRS)]


if __name__ == "__main__":
    main()
