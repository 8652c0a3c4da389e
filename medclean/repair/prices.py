"""What a character costs on a damaged page: by the language model, by the form it has, by the page's own text."""
from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Collection, Iterable

from ..patterns import lazy_regex
from .gbk import Traits, oddness
from .model import model
from .readings import LETTERS
from .widths import NARROW, WIDE

WHOLE = lazy_regex(rf"[(（][{LETTERS}]{{1,6}}[)）]")
_DAMAGED = lazy_regex(r"[?？].{0,6}[^\x00-\x3e]{0,60}")
_PART = lazy_regex(r"(?<=[\x00-\x7f，。；？！])")
_BEGINNING = lazy_regex(r"[^\x00-\x7f]{1,60}")

# Costs in eighths of a bit, found like those of the beam.
DOUBLED = 20                 # a comma or a full stop follows another
UNREAD = 64                  # a character that the page annotates has no reading behind it
SEEN_TWICE = 20              # the page itself has these three characters in a row
SEEN = 30                    # ... these two
ODD = 70                     # a character of a shifted run costs more than this, on the average
_SEEN_OF = 100_000           # characters of a page that are learnt from
CONTEXT = 16                 # bits of a character's number in a context
LAST = (1 << CONTEXT) - 1    # ... of the last character's

Price = tuple[int, int, str]


class Prices:
    """The costs of characters on a page (its lines); what is whole in it helps to tell what was lost.

    ``folded``, ``listed`` and ``silent`` are those of `beam.Reader`. ``narrow`` says whether the page shows
    half-width punctuation for full-width, ``wide`` what half-width punctuation may have been in its bytes.
    ``rows[context][char]`` is the price of a character in a context (the model's numbers of the two before it): what
    it costs if its reading follows or it has none (``UNREAD`` more otherwise, if it is ``listed``), the context behind
    it, and the form in which the page writes it. ``work`` counts the prices that were worked out.
    """

    def __init__(self, page: Iterable[str], folded: str, listed: Collection[str], silent: bool) -> None:
        self.narrow = folded in ("before", "some time")
        self.wide = {} if folded in ("never", "before") else WIDE
        self.listed = frozenset(listed)
        self._model = model()
        self.rows = _Rows(self)
        self.work = 0
        self._stops = frozenset(self._model.codes("，。、；："))
        self._pairs: defaultdict[int, set[int]] = defaultdict(set)
        self._triples: set[tuple[int, int, int]] = set()
        for line in "\n".join(page)[:_SEEN_OF].split("\n"):
            for whole in (_PART if silent else _DAMAGED).split(WHOLE.sub("", line)):
                if not (silent and self.odd(whole)):
                    self._learn(self._model.codes(whole))

    def _learn(self, numbers: list[int]) -> None:
        for first, second in zip(numbers, numbers[1:]):
            self._pairs[first].add(second)
        self._triples.update(zip(numbers, numbers[1:], numbers[2:]))

    def odd(self, text: str) -> bool:
        """Return whether no sentence is likely to begin like this."""
        whole = _BEGINNING.match(text)
        return whole is not None and self._model.total(whole[0], "。") > ODD * len(whole[0])

    def total(self, before: str, text: str) -> int:
        """Return what a text costs as it stands, behind another."""
        context, total = self.after(before), 0
        for char in WHOLE.sub("", text):
            cost, context, _ = self.rows[context][char]
            total += cost
        return total

    def priced(self, context: int, some: Traits) -> list[Price]:
        """Return the prices of characters in a context: what ``rows`` holds, not remembered."""
        self.work += 10 + len(some.chars)      # the first of them takes as long as ten more
        second = context & LAST
        costs = self._model.costs_behind(context >> CONTEXT, second, some.numbers)
        behind = second << CONTEXT
        if second in self._pairs or second in self._stops:
            costs = self._on_this_page(context, costs, some.numbers)
        found = [(cost + odd, behind + number, char)
                 for char, number, odd, cost in zip(some.chars, some.numbers, some.oddness, costs)]
        if second in self._model.runs:
            found = [(odd, context, char) if number == second else each
                     for char, number, odd, each in zip(*some, found)]
        if self.narrow:
            unusual = 0 if self.wide else UNREAD
            found = [(cost + unusual, after, NARROW[char]) if char in NARROW else (cost, after, char)
                     for cost, after, char in found]
        return found

    def price(self, context: int, char: str) -> Price:
        """Return the price of one character in a context: what ``rows`` holds, not remembered."""
        self.work += 11
        number, odd = _known_trait(char)
        second = context & LAST
        if number == second and second in self._model.runs:
            return odd, context, char
        cost = self._model.cost(context >> CONTEXT, second, number)
        if second in self._pairs or second in self._stops:
            cost = self._on_this_page(context, [cost], (number,))[0]
        cost += odd
        if self.narrow and char in NARROW:
            return cost if self.wide else cost + UNREAD, second << CONTEXT | number, NARROW[char]
        return cost, second << CONTEXT | number, char

    def _on_this_page(self, context: int, costs: list[int], numbers: Iterable[int]) -> list[int]:
        """Return the costs of characters behind two that the page itself may have them behind, or behind a stop."""
        first, second = context >> CONTEXT, context & LAST
        stops = self._stops if second in self._stops else ()
        costs = [cost + DOUBLED if number in stops else cost for cost, number in zip(costs, numbers)]
        seen = self._pairs.get(second, ())
        return [min(cost, SEEN_TWICE if (first, second, number) in self._triples else SEEN) if number in seen else cost
                for cost, number in zip(costs, numbers)]

    def after(self, before: str) -> int:
        """Return the context that a text ends in."""
        first, second = self._model.codes("\n\n" + before[-2:])[-2:]
        return first << CONTEXT | second


@lru_cache(maxsize=32768)    # few of a page's characters are new
def _known_trait(char: str) -> tuple[int, int]:
    return model().codes(char)[0], oddness(char)


class _Rows(dict[int, "_Row"]):
    """The prices of characters in each context that was asked for."""

    def __init__(self, prices: Prices) -> None:
        super().__init__()
        self._prices = prices

    def __missing__(self, context: int) -> _Row:
        return self.setdefault(context, _Row(self._prices, context))


class _Row(dict[str, Price]):
    """The prices of characters in one context: a dictionary answers at the speed of C, and few are asked for."""

    __slots__ = ("_prices", "_context")

    def __init__(self, prices: Prices, context: int) -> None:
        self._prices, self._context = prices, context

    def __missing__(self, char: str) -> Price:
        return self.setdefault(char, self._prices.price(self._context, char))
