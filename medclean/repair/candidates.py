"""The characters that a damaged run may hold where a byte of them is not known."""
from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from . import gbk
from .readings import traditional
from .ways import Lost

FREE = 0x100                 # pending: a lead that is not known; FREE + b: which makes no pair after b
PRIVATE = -2                 # pending, of what is remembered: characters before private ones
SHARED = 80                  # it costs so much (eighths of a bit) that a site reads what both scripts write


class Tried(NamedTuple):
    """Characters that are tried, and for each of them a byte that is not known and what was lost."""

    traits: gbk.Traits
    losses: tuple[tuple[int, Lost], ...]


@lru_cache(maxsize=1024)
def of_trail(pending: int, byte: int) -> Tried:
    """Return the characters with this trail whose lead may be pending, each with its lead."""
    found = [(lead, char) for lead, char in gbk.with_trail(byte) if _may(pending, lead)]
    return Tried(gbk.traits("".join(char for _, char in found)), tuple((lead, (lead, char)) for lead, char in found))


@lru_cache(maxsize=128)
def of_lead(pending: int) -> Tried:
    """Return the characters of a pending lead, each with its trail."""
    found = [(byte, char) for byte, char in gbk.with_lead(pending) if byte >= 0x80]
    return Tried(gbk.traits("".join(char for _, char in found)), tuple((byte, (byte, char)) for byte, char in found))


@lru_cache(maxsize=128)
def of_private(pending: int) -> Tried:
    """Return the characters of a pending lead whose trail is the lead of GBK's private characters, each with it.

    These are its user-defined areas 1 and 2 (AAA1 to AFFE, F8A1 to FEFE; GBK specification, 1995).
    """
    found = [(byte, char) for byte, char in gbk.with_lead(pending) if 0xAA <= byte <= 0xAF or 0xF8 <= byte <= 0xFE]
    return Tried(gbk.traits("".join(char for _, char in found)), tuple((byte, (byte, char)) for byte, char in found))


@lru_cache(maxsize=1024)
def likely_with(pending: int, second: int) -> Tried:
    """Return the characters that are likely behind the one of this number and whose lead may be pending."""
    found = (char for char in gbk.likely(second) if _may(pending, gbk.codes()[char] >> 8))
    chars = "".join(char for char in found if trail(char) >= 0x80)
    return Tried(gbk.traits(chars), tuple((trail(char), f"both bytes of {char}") for char in chars))


@lru_cache(maxsize=4096)
def losing_trail(reading: str, lead: int) -> tuple[tuple[str, int, str, int], ...]:
    """Return the characters of a reading whose lead is this one (or may be, where it is `FREE`), each with its trail,
    what was lost, and what it costs that a site reads it."""
    known = gbk.read_as(reading)
    chars = [char for each in sorted(known) if _may(lead, each) for char in known[each] if trail(char) >= 0x80]
    return tuple((char, trail(char), f"{trail(char):02X} of {char}, read {reading}",
                  0 if traditional(char) else SHARED) for char in chars)


def trail(char: str) -> int:
    """Return the second byte of a character of GBK, 0 for any other."""
    return gbk.codes().get(char, 0) & 0xFF


def _may(pending: int, lead: int) -> bool:
    """Return whether a lead may be the pending byte, known or not."""
    if pending <= FREE:
        return pending in (lead, FREE)
    return lead in gbk.unassigned(pending - FREE)
