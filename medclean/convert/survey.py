"""What a plan does to single characters, and where in a text a phrase decides otherwise."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from .dictionaries import Lexicon, Plan

_Unusual = tuple[str, str, str]  # a phrase, what its characters become, and what it becomes


class Table(dict[int, int]):
    """A table for `str.translate` that learns what it lacks, up to the end of Unicode's first plane."""

    def __missing__(self, code: int) -> int:
        if code < 0x10000:
            self[code] = code
        return code


class Survey:
    """A survey of all phrases of a plan, after which only few places of a text need a closer look.

    ``table`` is what each character becomes by itself, for `str.translate`.
    """

    def __init__(self, plan: Plan) -> None:
        self._ambiguous: set[str] = set()  # characters that may become something else in a phrase,
        self._contexts: set[str] = set()   # each with a neighbour from such a phrase,
        self._alone: set[str] = set()      # or by themselves, where they become several characters
        self._inside: set[str] = set()     # neighbours in any phrase: no cut between these is safe
        self._uses: Counter[str] = Counter()
        self._sources = Sources({})
        usual = self._take(Lexicon.of(plan.normal), {})
        self._enclose(plan.cut.words if plan.cut else ())
        for step in plan.steps:
            usual = self._take(step, usual)
        self.table = Table((ord(before), ord(after)) for before, after in usual.items())
        chars = "".join(map(re.escape, sorted(self._ambiguous)))
        self._places = re.compile(f"[{chars}]" if chars else "(?!)")

    def clauses(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each clause of a text in which a phrase may decide otherwise."""
        inside, contexts, alone = self._inside, self._contexts, self._alone
        end = 0
        for place in self._places.finditer(text):
            at = place.start()
            if at < end or not (text[at:at + 2] in contexts or text[at - 1:at + 1] in contexts
                                or alone and text[at] in alone):
                continue
            start, end = at, at + 1
            while text[start - 1:start + 1] in inside:
                start -= 1
            while text[end - 1:end + 1] in inside:
                end += 1
            yield start, end

    def _take(self, step: Lexicon, usual: dict[str, str]) -> dict[str, str]:
        """Take in the next step, and return what characters become by themselves after it."""
        table = Table((ord(char), ord(value)) for char, value in step.singles.items() if len(value) == 1)
        several = [(char, "", value) for char, value in step.singles.items() if len(value) != 1]
        unusual = _unusual(step, table) + several
        self._enclose(step.words)
        self._note(unusual)
        self._alone.update(*(self._sources.of(char) for char, _, _ in several))
        changed = {chr(code): chr(value) for code, value in table.items()}
        self._sources = self._sources.before(chain(changed.items(), *map(_ends, unusual)))
        return changed | {char: chr(table[ord(value)]) for char, value in usual.items()}

    def _enclose(self, words: Iterable[str]) -> None:
        """Remember which characters are neighbours in these words."""
        joined = "\n".join(words)
        self._uses.update(joined)
        pairs = set(map(str.__add__, joined, joined[1:]))
        self._inside.update(self._sources.spelled(pair for pair in pairs if "\n" not in pair))

    def _note(self, unusual: list[_Unusual]) -> None:
        """Remember the ambiguous characters of these phrases, each with a neighbour.

        Of several characters in a phrase the one is taken that tells most: often used in such
        phrases, and seldom in others.
        """
        places = [_different(*phrase) for phrase in unusual]
        telling = Counter(phrase[0][at] for phrase, ats in zip(unusual, places) for at in ats)
        rank = {char: sum(self._uses[source] for source in self._sources.of(char)) / count
                for char, count in telling.items()}
        for (phrase, _, _), ats in zip(unusual, places):
            at = min(ats, key=lambda at: rank[phrase[at]])
            start = min(at, max(len(phrase) - 2, 0))
            self._ambiguous.update(self._sources.of(phrase[at]))
            self._contexts.update(self._sources.spelled([phrase[start:start + 2]]))


class Sources:
    """Which characters of the text may stand where, after some steps, a given character stands."""

    def __init__(self, found: dict[str, set[str]]) -> None:
        self._found = found

    def of(self, char: str) -> set[str]:
        """Return the characters that may have become this one; it may always have been there."""
        return self._found.get(char) or {char}

    def spelled(self, words: Iterable[str]) -> set[str]:
        """Return all spellings that words of one or two characters may have had in the text."""
        return {first + second for word in words for first in self.of(word[0])
                for second in (self.of(word[1]) if word[1:] else ("",))}

    def before(self, changes: Iterable[tuple[str, str]]) -> Sources:
        """Return the sources after a step that makes these changes."""
        found = defaultdict(set, {char: set(sources) for char, sources in self._found.items()})
        for before, after in changes:
            found[after] |= self.of(before) | self.of(after)
        return Sources(dict(found))


def _unusual(step: Lexicon, table: Table) -> list[_Unusual]:
    usual = "\n".join(step.words).translate(table).split("\n")
    return [(phrase, expected, value) for (phrase, value), expected in zip(step.words.items(), usual)
            if expected != value]


def _different(phrase: str, expected: str, value: str) -> list[int]:
    """The places of a phrase where it does not become what is expected."""
    return [at for at in range(len(phrase)) if expected[at:at + 1] != value[at:at + 1]] or [len(phrase) - 1]


def _ends(unusual: _Unusual) -> list[tuple[str, str]]:
    """What the first and the last character of a phrase become: a word of a later step may begin there."""
    phrase, _, value = unusual
    return [(phrase[0], value[:1]), (phrase[-1], value[-1:])]
