"""Reading damaged double-byte text so that it finds its feet again at once.

A byte too many or too few in a run of Chinese shifts every pair after it, and the shifted pairs are mostly
characters too: an ordinary decoder goes on in nonsense until the next letter. Here the likeliest
division into pairs and bad bytes is found instead (Viterbi's algorithm over the bytes).
"""
from __future__ import annotations

from functools import lru_cache

from .statistics import likelihood
from .tolerant import BAD

_BAD_COST = 13.0   # nats, as in `statistics`: worth it where it saves three nonsense characters
_PLAIN_COST = 4.5  # a letter, as in `statistics`

Step = tuple[float, str]


def realign(data: bytes, codec: str) -> tuple[str, int]:
    """Return the likeliest text of the data in ``gb18030``, ``cp950`` or ``big5hkscs``, and its bad bytes.

    Takes about a microsecond a byte.
    """
    size = len(data)
    costs = [0.0] + [float("inf")] * size
    came: list[tuple[int, str]] = [(0, "")] * (size + 1)
    for place, byte in enumerate(data):
        cost = costs[place]
        steps = [(1, (_PLAIN_COST, chr(byte)))] if byte < 0x80 else _steps(data, place, codec)
        for length, (price, char) in steps:
            if cost + price < costs[place + length]:
                costs[place + length] = cost + price
                came[place + length] = place, char
    chars: list[str] = []
    while size:
        size, char = came[size]
        chars.append(char)
    return "".join(reversed(chars)), chars.count(BAD)


def _steps(data: bytes, place: int, codec: str) -> list[tuple[int, Step]]:
    """Return what may begin at a byte that is not ASCII: the length and the price of each reading."""
    found = [(1, (_BAD_COST, BAD))]
    pair = data[place:place + 2]
    if len(pair) == 2:
        length = 4 if codec == "gb18030" and 0x30 <= pair[1] <= 0x39 else 2
        step = _character(data[place:place + length], codec)
        if step:
            found.append((length, step))
    return found


@lru_cache(maxsize=30000)
def _character(code: bytes, codec: str) -> Step | None:
    """Return the price and the character of a code, or None where the encoding has no such code."""
    try:
        char = code.decode(codec)
    except UnicodeDecodeError:
        return None
    return (-likelihood(char), char) if len(char) == 1 else None
