"""A conversion of texts: script, medical terms, a user's terms, and what never changes, put together."""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Iterable, Iterator, NamedTuple

from ..document import Edit
from .choice import Route
from .engine import Change, converter, differences
from .terms import Pairs, Term, Terms, glossary

if TYPE_CHECKING:
    from opencc import OpenCC

CONVERTERS = ("medclean", "opencc")

_RULES = {"s": "C101", "sp": "C101", "t": "C102", "tw": "C103", "twp": "C103", "hk": "C104", "hkp": "C104",
          "jp": "C105"}
_LATIN = re.compile(r"[0-9A-Za-z]")
_NOT_LATIN = re.compile(r"[^0-9A-Za-z]+")
# An address, with Chinese characters only where they begin a part of its path or query.
_ADDRESS = re.compile(
    r"(?<![0-9A-Za-z])(?:https?|ftp)://[!-;=?-~]+(?:(?<=[/=?#&])[\u3400-\u9fff]+[!-;=?-~]*)*", re.IGNORECASE)
_STAYS = Term("", "", "")

Stretch = tuple[int, int, Term]


class Conversion(NamedTuple):
    """How texts are converted: by which route and engine, with which words of the user's own.

    ``exact`` is for a configuration that the user named: OpenCC's result, as it is. Otherwise
    Latin letters, digits and addresses never change, and the route's medical terms are converted.
    """

    route: Route
    engine: str = "medclean"
    terms: Pairs = ()
    protect: tuple[str, ...] = ()
    exact: bool = False

    def edits(self, text: str, line: int = 0) -> list[Edit]:
        """Return the edits that convert a text, from right to left."""
        edits: list[Edit] = []
        done = 0
        for start, end, term in self._decided(text):
            edits += self._script(text[done:start], done, line)
            if term is not _STAYS and term.after != text[start:end]:
                edits.append(Edit(line, start, text[start:end], term.after, term.why, term.rule))
            done = end
        edits += self._script(text[done:], done, line)
        return edits[::-1]

    def _decided(self, text: str) -> list[Stretch]:
        """The stretches that OpenCC has no say in, and what becomes of them.

        What is protected goes before the user's terms, these before the glossary's.
        """
        found: list[Stretch] = []
        if self.protect:
            found = _claimed(found, _protected(self.protect).find(text))
        if not self.exact and "://" in text:
            found = _claimed(found, ((match.start(), match[0], _STAYS) for match in _ADDRESS.finditer(text)))
        if self.terms:
            found = _claimed(found, _users(self.terms).find(text))
        if self.route.words:
            found = _claimed(found, glossary(*self.route[1:]).find(text))
        return found

    def _script(self, text: str, start: int, line: int) -> Iterator[Edit]:
        configs = self.route.configs
        if not configs or not text or text.isascii():
            return
        why, rule = f"OpenCC {', '.join(configs)}", _RULES[configs[-1].split("2")[1]]
        for at, before, after in self._changes(text):
            yield Edit(line, start + at, before, after, why, rule)

    def _changes(self, text: str) -> Iterable[Change]:
        if self.engine == "opencc":
            return differences(text, _peer(self.route.configs, text))
        if len(self.route.configs) > 1:
            return differences(text, _chained(self.route.configs, text))
        changes = converter(self.route.configs[0]).changes(text)
        return changes if self.exact else self._without_latin(changes)

    def _without_latin(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Let Latin letters and digits stand (OpenCC makes 超音波 of B超), and convert what is beside them."""
        for change in changes:
            if not _LATIN.search(change.before):
                yield change
                continue
            for part in _NOT_LATIN.finditer(change.before):
                for at, before, after in converter(self.route.configs[0]).changes(part[0]):
                    yield Change(change.start + part.start() + at, before, after)


def _claimed(found: list[Stretch], more: Iterable[tuple[int, str, Term]]) -> list[Stretch]:
    """Return the stretches found and those of the others that overlap none of them, in order."""
    free = []
    for start, word, term in more:
        end = start + len(word)
        before = bisect_left(found, (end,)) - 1
        if before < 0 or found[before][1] <= start:
            free.append((start, end, term))
    return sorted(found + free)


@lru_cache(maxsize=8)
def _users(pairs: Pairs) -> Terms:
    return Terms({before: Term(after, "the user's table", "C204") for before, after in pairs})


@lru_cache(maxsize=8)
def _protected(words: tuple[str, ...]) -> Terms:
    return Terms(dict.fromkeys(words, _STAYS))


def _chained(configs: Iterable[str], text: str) -> str:
    return reduce(lambda result, config: converter(config).convert(result), configs, text)


def _peer(configs: Iterable[str], text: str) -> str:
    return reduce(lambda result, config: _opencc(config).convert(result), configs, text)


@lru_cache(maxsize=None)
def _opencc(config: str) -> OpenCC:
    from opencc import OpenCC
    return OpenCC(config)
