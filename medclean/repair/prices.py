"""What a character costs on a damaged page: by the language model, by the form it has, by the page's own text."""
from __future__ import annotations

from typing import Collection, Iterable

from ..patterns import lazy_regex
from .gbk import number, oddness
from .model import model
from .readings import LETTERS, WIDE

WHOLE = lazy_regex(rf"[(（][{LETTERS}]{{1,6}}[)）]")
NARROW = {wide: char for char, wide in WIDE.items()}
_DAMAGED = lazy_regex(r"[?？].{0,6}[^\x00-\x3e]{0,60}")
_PART = lazy_regex(r"(?<=[\x00-\x7f，。；？！])")
_BEGINNING = lazy_regex(r"[^\x00-\x7f]{1,60}")

# Costs in eighths of a bit, found like those of the beam.
DOUBLED = 20                 # a comma or a full stop follows another
UNREAD = 64                  # a character that the page annotates has no reading behind it
SEEN_TWICE = 20              # the page itself has these three characters in a row
SEEN = 30                    # ... these two
ODD = 70                     # a character of a shifted run costs more than this, on the average
_SEEN_OF = 20_000            # characters of a line that are learnt from


class Prices:
    """The costs of characters on a page (its lines); what is whole in it helps to tell what was lost.

    ``folded``, ``listed`` and ``silent`` are those of `beam.Reader`. ``narrow`` says whether the page shows
    half-width punctuation for full-width, ``wide`` what half-width punctuation may have been in its bytes.
    """

    def __init__(self, page: Iterable[str], folded: str, listed: Collection[str], silent: bool) -> None:
        self.narrow = folded in ("before", "some time")
        self.wide = {} if folded in ("never", "before") else WIDE
        self._listed = frozenset(listed)
        self._model = model()
        self._known: dict[tuple[int, int, str], tuple[int, int, int]] = {}
        self._stops = frozenset(self._model.codes("，。、；："))
        self._pairs: set[tuple[int, int]] = set()
        self._triples: set[tuple[int, int, int]] = set()
        for line in page:
            for whole in (_PART if silent else _DAMAGED).split(WHOLE.sub("", line[:_SEEN_OF])):
                if not (silent and self.odd(whole)):
                    self._learn(self._model.codes(whole))

    def _learn(self, numbers: list[int]) -> None:
        self._pairs.update(zip(numbers, numbers[1:]))
        self._triples.update(zip(numbers, numbers[1:], numbers[2:]))

    def odd(self, text: str) -> bool:
        """Return whether no sentence is likely to begin like this."""
        whole = _BEGINNING.match(text)
        return whole is not None and self._model.total(whole[0], "。") > ODD * len(whole[0])

    def total(self, before: str, text: str) -> int:
        """Return what a text costs as it stands, behind another."""
        first, second = self._model.codes("\n\n" + before[-2:])[-2:]
        total = 0
        for char in WHOLE.sub("", text):
            cost, first, second, _ = self.price(first, second, char, True)
            total += cost
        return total

    def price(self, first: int, second: int, char: str, read: bool) -> tuple[int, int, int, str]:
        """Return what a character costs behind two others (their numbers in the model), and what is then known.

        That are the numbers of the last two characters, and the form in which the page writes this one.
        ``read`` says whether a reading follows that it may have.
        """
        key = (first, second, char)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._priced(*key)
        cost, first, second = known
        if char in self._listed and not read:
            cost += UNREAD
        if self.narrow and char in NARROW:
            return cost + (0 if self.wide else UNREAD), first, second, NARROW[char]
        return cost, first, second, char

    def _priced(self, first: int, second: int, char: str) -> tuple[int, int, int]:
        code = number(char)
        if code == second and code in self._model.runs:
            return oddness(char), first, second
        cost = self._model.cost(first, second, code) + (DOUBLED if code in self._stops and second in self._stops else 0)
        if (first, second, code) in self._triples:
            cost = min(cost, SEEN_TWICE)
        elif (second, code) in self._pairs:
            cost = min(cost, SEEN)
        return cost + oddness(char), second, code
