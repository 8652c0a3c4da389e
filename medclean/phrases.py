"""What pages say of themselves around an article, and around posts: patterns, and the marks to look for.

A phrase is a row of a table, and so is each word that stands for others in it: what is added is a row. The patterns
are for folded text (`medclean.tables.fold`).
"""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Mapping, Sequence

from .patterns import lazy_regex
from .tables import load

_TABLES = ("phrases", "dialogue_phrases", "dialogue_words")
_KIND = re.compile("<([a-z-]+)>")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")  # that would catch what it finds, and slow down the search


def phrases(kind: str) -> re.Pattern[str]:
    """Return the pattern that finds any phrase of a kind; raises KeyError where no table has any."""
    return lazy_regex(_source(kind), re.IGNORECASE)


def marks(kind: str) -> tuple[str, ...]:
    """Return texts of which one stands in whatever a phrase of a kind finds; raises KeyError where there is none.

    Those of a rule are looked for in the whole page, so that most rules need not be asked (`rules.Rule`).
    """
    found: dict[str, None] = {}
    for phrase, _, *told in _rows()[kind]:
        for mark in told[0].split(" ") if told else (phrase,):
            named = _KIND.fullmatch(mark)
            written = (mark, mark.lower(), mark.upper(), mark.title()) if mark[0].isascii() else (mark,)
            found.update(dict.fromkeys(marks(named[1]) if named else written))
    return tuple(mark for mark in found if not any(other in mark for other in found if other != mark))


def _source(kind: str) -> str:
    """The source of the pattern: a kind's phrases as alternatives, in place of <call> those of the kind call."""
    found = "|".join([phrase for phrase, *_ in _rows()[kind]])
    return _KIND.sub(lambda named: f"(?:{_source(named[1])})", _GROUP.sub("(?:", found))


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The rows of the tables by their kinds."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in chain.from_iterable(map(load, _TABLES)):
        found.setdefault(row[1], []).append(row)
    return found
