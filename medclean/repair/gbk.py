"""GBK byte by byte: which pairs are characters, which character lost a byte, which form is in use."""
from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..patterns import LOST, is_common_han
from .model import model
from .readings import readings, traditional

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
MARKS = frozenset("。，、；：？！“”‘’（）《》〈〉【】「」『』—…·")

# What a form costs in a Traditional text, in eighths of a bit: bytes that could be two characters
# are those of the one that Traditional texts use.
SIMPLIFIED = 120
VARIANT = 40
HONG_KONG = frozenset("着兑叁囱媪悦愠户揾榅氲温煴税脱腽卧葱蜕")   # forms that Big5 lacks and Hong Kong writes (OpenCC, HKVariants)
STRANGE = 80             # a symbol, a space: seldom inside a sentence
ONE_OF_TEN = 27          # the model knows only that a digit stands there, or a letter
ONE_OF_MANY = 40


@lru_cache(maxsize=1)
def pairs() -> dict[int, str]:
    """Return the character of each pair of bytes (lead * 256 + trail) that GBK assigns."""
    found = {}
    for lead in LEADS:
        for trail in TRAILS:
            char = bytes((lead, trail)).decode("gbk", "ignore")
            if len(char) == 1 and not char.isascii():   # else the lead alone was ignored
                found[lead << 8 | trail] = char
    return found


@lru_cache(maxsize=1)
def codes() -> dict[str, int]:
    """Return the pair of bytes (lead * 256 + trail) of each character of GBK."""
    return {char: pair for pair, char in pairs().items()}


@lru_cache(maxsize=None)
def with_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """Return the leads that go with a trail byte, and the characters: those that texts use."""
    return tuple((lead, char) for lead in LEADS if (char := pairs().get(lead << 8 | trail)) and in_use(char))


@lru_cache(maxsize=None)
def with_lead(lead: int) -> tuple[tuple[int, str], ...]:
    """Return the trail bytes that go with a lead, and the characters: those that texts use."""
    return tuple((trail, char) for trail in TRAILS
                 if (char := pairs().get(lead << 8 | trail)) and in_use(char))


@lru_cache(maxsize=1)
def _by_reading() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for char, each in readings().items():
        for reading in each:
            found.setdefault(reading, []).append(char)
    return {reading: tuple(chars) for reading, chars in found.items()}


@lru_cache(maxsize=2048)
def read_as(reading: str) -> dict[int, list[str]]:
    """Return the characters of GBK that have this reading, tone mark and all, by their lead byte."""
    found: dict[int, list[str]] = {}
    for char in _by_reading().get(reading, ()):
        found.setdefault(codes()[char] >> 8, []).append(char)
    return found


@lru_cache(maxsize=None)
def unassigned(lead: int) -> frozenset[int]:
    """Return the bytes that make no character after this lead, of those that could be a lead."""
    return frozenset(byte for byte in LEADS if lead << 8 | byte not in pairs())


@lru_cache(maxsize=None)
def in_use(char: str) -> bool:
    """Return whether a character may be guessed: one that texts use, never a digit, a letter or a unit."""
    if not (is_common_han(char) or char in MARKS):
        return False
    return model().codes(char)[0] != model().unknown


@lru_cache(maxsize=None)
def oddness(char: str) -> int:
    """Return what a form of a character costs in a Traditional text, beyond what the model says."""
    if is_common_han(char):
        rare = 0 if char.encode("big5", "ignore") else VARIANT if traditional(char) or char in HONG_KONG else SIMPLIFIED
        return max(rare, model().forms.get(char, 0))
    if char.isalnum():
        return ONE_OF_TEN if char.isdigit() else ONE_OF_MANY
    return 0 if char in MARKS or char.isascii() or char == LOST else STRANGE


class Traits(NamedTuple):
    """What prices need of some characters: their numbers in the language model, and how odd each of them is."""

    chars: str
    numbers: tuple[int, ...]
    oddness: tuple[int, ...]


def traits(chars: str) -> Traits:
    """Return what prices need of these characters."""
    return Traits(chars, tuple(model().codes(chars)), tuple(map(oddness, chars)))


@lru_cache(maxsize=1)
def _by_number() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    numbers = model().codes("".join(codes()))
    for char, number in zip(codes(), numbers):
        if number != model().unknown:
            found.setdefault(number, []).append(char)
    return found


@lru_cache(maxsize=256)
def likely(number: int) -> tuple[str, ...]:
    """Return the characters of GBK that the model expects after the character of this number."""
    return tuple(char for each in model().followers(number) for char in _by_number().get(each, ())
                 if in_use(char))
