"""A conversion of texts: script, medical terms, a user's terms, and what never changes, put together."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from ..document import Edit
from ..patterns import HAN, lazy_regex
from .choice import Route
from .engine import Part, changes, convert, converter
from .regional import no_regional_words
from .terms import Pairs, Term, Terms, glossary

if TYPE_CHECKING:
    from opencc import OpenCC

CONVERTERS = ("medclean", "opencc")
"""Who converts: ours, or opencc-python-reimplemented."""

PEER = "opencc-python-reimplemented"
"""The other converter's package."""

PEER_CONFIGS = ("s2t", "s2tw", "s2twp", "s2hk", "t2s", "tw2s", "tw2sp", "hk2s", "t2tw", "t2hk")
"""The only configurations that the other converter has."""

_RULES = {"s": "C101", "sp": "C101", "t": "C102", "tw": "C103", "twp": "C103", "hk": "C104", "hkp": "C104",
          "jp": "C105"}
_LATIN = lazy_regex(r"([0-9A-Za-z]+)")
# An address, with Chinese characters only where they begin a part of its path or query.
_ADDRESS = lazy_regex(rf"(?<![0-9A-Za-z])(?i:https?|ftp)://[!-;=?-~]+(?:(?<=[/=?#&])[{HAN}]+[!-;=?-~]*)*")
_STAYS = Term("", "", "")

_Stretch = tuple[int, int, Term]


class Conversion(NamedTuple):
    """How texts are converted: by which route and engine, with which words of the user's own.

    The engine ``opencc`` is opencc-python-reimplemented; what it has no configuration for, ours does.
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

    def _decided(self, text: str) -> list[_Stretch]:
        """The stretches that OpenCC has no say in, and what becomes of them.

        What is protected goes before the user's terms, these before the glossary's.
        """
        found: list[_Stretch] = []
        if self.protect:
            found = _claimed(found, _protected(self.protect).find(text))
        if not self.exact and "://" in text:
            found = _claimed(found, ((match.start(), match[0], _STAYS) for match in _ADDRESS.finditer(text)))
        if self.terms:
            found = _claimed(found, _users(self.terms).find(text))
        if self.route.words:
            found = _claimed(found, glossary(*self.route[1:]).find(text))
        if not self.exact and self.route.configs:
            found = _claimed(found, no_regional_words(text, self.route.configs[-1]))
        return found

    def _script(self, text: str, start: int, line: int) -> Iterator[Edit]:
        configs = self.route.configs
        if not configs or text.isascii():
            return
        why = f"{PEER if self._by_peer else 'OpenCC'} {', '.join(configs)}"
        rule = _RULES[configs[-1].split("2")[1]]
        for at, before, after in changes(self._parts(text)):
            yield Edit(line, start + at, before, after, why, rule)

    @property
    def _by_peer(self) -> bool:
        return self.engine == "opencc" and set(self.route.configs) <= set(PEER_CONFIGS)

    def _parts(self, text: str) -> Iterator[Part]:
        """Yield the text in parts, each with what OpenCC makes of it.

        Unless OpenCC's exact result is wanted, Latin letters and digits stand in it as they are
        (OpenCC makes 超音波 of B超), and only what is beside them is converted.
        """
        *first, config = self.route.configs
        if first or self._by_peer:
            yield text, reduce(_by_peer if self._by_peer else convert, self.route.configs, text)
            return
        for before, after in converter(config).parts(text):
            if self.exact or _LATIN.findall(before) == _LATIN.findall(after):
                yield before, after
            else:
                for piece in _LATIN.split(before):
                    yield from [(piece, piece)] if piece.isascii() else converter(config).parts(piece)


def _claimed(found: list[_Stretch], more: Iterable[tuple[int, str, Term]]) -> list[_Stretch]:
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


def _by_peer(text: str, config: str) -> str:
    return _peer(config).convert(text)


@lru_cache(maxsize=None)
def _peer(config: str) -> OpenCC:
    from opencc import OpenCC
    return OpenCC(config)
