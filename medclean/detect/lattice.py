"""The likeliest reading of bytes that are damaged, or in two encodings at once.

A byte too many or too few in a run of Chinese shifts every pair after it, and the shifted pairs are mostly
characters too: an ordinary decoder goes on in nonsense until the next letter. Here the bytes are divided
into characters of any of the encodings and into bad bytes so that the whole is likeliest (Viterbi's
algorithm: the cheapest way through all divisions, where going over to another encoding has its price).
"""
from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ..frequencies import LETTER, likelihood
from ..patterns import LOST, lazy_regex
from . import names

_BAD = 13.0     # nats, as in `frequencies`: worth it where it saves two or three nonsense characters
_SWITCH = 15.0  # going over to another encoding: worth it for two characters that would be bad otherwise
_FORMED = 9.0   # at most, for a well-formed character of UTF-8 in any language: its form is evidence itself


_BROKEN = lazy_regex(rb"[\xc2-\xf4][\x80-\xbf]*")  # what is left of a character of UTF-8


class Part(NamedTuple):
    """A stretch of bytes, the encoding it was read in, its text, and how many of its bytes were bad."""

    start: int
    end: int
    name: str
    text: str
    bad: int


def likeliest(data: bytes, encodings: tuple[str, ...]) -> list[Part]:
    """Return the likeliest reading of the data, which begins in the first of the encodings.

    Encodings are ``utf-8``, ``gb18030``, ``big5`` and their families. Takes some microseconds a byte.
    """
    infinite = float("inf")
    costs = [[infinite] * (len(data) + 1) for _ in encodings]
    came: list[list[tuple[int, int, str]]] = [[(0, 0, "")] * (len(data) + 1) for _ in encodings]
    costs[0][0] = 0.0
    for place, byte in enumerate(data):
        cheapest = min(range(len(encodings)), key=lambda state: costs[state][place])
        switched = costs[cheapest][place] + _SWITCH
        for state, encoding in enumerate(encodings):
            cost, before = costs[state][place], state
            if switched < cost:
                cost, before = switched, cheapest
            steps = [(1, -LETTER, chr(byte))] if byte < 0x80 else _steps(data, place, names.codec(encoding))
            for length, price, char in steps:
                if cost + price < costs[state][place + length]:
                    costs[state][place + length] = cost + price
                    came[state][place + length] = place, before, char
    return _parts(encodings, came, min(range(len(encodings)), key=lambda state: costs[state][-1]))


def _parts(encodings: tuple[str, ...], came: list[list[tuple[int, int, str]]], state: int) -> list[Part]:
    """Follow the cheapest way back and return its characters, those of one encoding together."""
    parts: list[Part] = []
    end = place = len(came[0]) - 1
    chars: list[str] = []
    while place:
        place, before, char = came[state][place]
        chars.append(char)
        if before != state or not place:
            parts.append(Part(place, end, encodings[state], "".join(reversed(chars)), 0))
            end, chars = place, []
        state = before
    return [part._replace(bad=part.text.count(LOST)) for part in parts[::-1]]


def _steps(data: bytes, place: int, codec: str) -> list[tuple[int, float, str]]:
    """Return what may begin at a byte that is not ASCII: length, price and character of each reading."""
    code = data[place:place + _length(data, place, codec)]
    found = _character(code, codec)
    if found:
        return [(1, _BAD, LOST), (len(code), *found)]
    broken = _BROKEN.match(code) if codec == "utf-8" else None
    size = broken.end() if broken else 1
    return [(size, _BAD, LOST * size)]


def _length(data: bytes, place: int, codec: str) -> int:
    """Return how many bytes the character has that begins at a byte which is not ASCII."""
    byte = data[place]
    if codec == "utf-8":
        return 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
    if codec == "gb18030" and (byte == 0x80 or data[place + 1:place + 2].isdigit()):
        return 1 if byte == 0x80 else 4
    return 2


@lru_cache(maxsize=30000)
def _character(code: bytes, codec: str) -> tuple[float, str] | None:
    """Return the price and the character of a code, or None where the encoding has no such code."""
    if code == b"\x80" and codec == "gb18030":
        return _FORMED, "€"  # Windows' GBK
    try:
        char = code.decode(codec)
    except UnicodeDecodeError:
        return None
    price = -likelihood(char)
    return (min(price, _FORMED) if codec == "utf-8" else price, char) if len(char) == 1 else None
