"""Reading a page that is not in one encoding throughout, or is damaged: stretch by stretch.

A stretch is what stands between two line ends or angle brackets, which no encoding uses as the second byte of
a character. A stretch that the page's encoding reads well is taken as it is; one that it cannot read, or
makes nonsense of, is read in each way that it might be meant, and the likeliest text is taken.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator, NamedTuple

from ..document import Segment
from . import names
from .realign import realign
from .statistics import frequencies, reading
from .structure import UTF8_RUN, high_bytes
from .tolerant import read_as

_STRETCH = re.compile(rb"[^\r\n<>]+|[\r\n<>]+")
_GAIN = 8.0            # nats by which another reading must be likelier than the page's own encoding
_RARE = -11.5          # nats: one character in 100,000; several close together are a sign of nonsense
_LEGACY = ("gb18030", "big5")
_REALIGN_BYTES = 4000  # of one stretch, and fifty times as many of a page: hostile input must not take long


class Part(NamedTuple):
    """Some bytes of a stretch (offsets within it), what they were read as and the bad ones among them."""

    start: int
    end: int
    name: str
    text: str
    bad: int


def read_stretches(data: bytes, name: str) -> tuple[str, int, tuple[Segment, ...]]:
    """Return the text of a page in UTF-8, GB or Big5, its bad bytes, and the segments in other encodings."""
    codec = names.codec(name)
    text, bad = read_as(data, codec)
    if not bad and (codec == "utf-8" or not (_nonsense().search(text) or UTF8_RUN.search(data))):
        return text, 0, ()
    parts = list(_parts(data, name))
    return ("".join(part.text for part in parts), sum(part.bad for part in parts),
            tuple(_joined(parts, name, data)))


def _parts(data: bytes, name: str) -> Iterator[Part]:
    codec = names.codec(name)
    budget = 50 * _REALIGN_BYTES
    for match in _STRETCH.finditer(data):
        stretch = match[0]
        text, bad = read_as(stretch, codec)
        if bad or codec != "utf-8" and (_nonsense().search(text) or UTF8_RUN.search(stretch)):
            budget -= len(stretch)
            for part in _best(stretch, name, budget > 0 and len(stretch) <= _REALIGN_BYTES):
                yield part._replace(start=match.start() + part.start, end=match.start() + part.end)
        else:
            yield Part(match.start(), match.end(), name, text, 0)


def _best(stretch: bytes, name: str, may_realign: bool) -> list[Part]:
    """Return the likeliest reading of a stretch; the page's own encoding where none is much likelier."""
    own, *others = _ways(stretch, name, may_realign)
    best, gain = own, _GAIN
    own_score = reading(name, "zh", "".join(part.text for part in own)).score
    for parts in others:
        found = reading(name, "zh", "".join(part.text for part in parts))
        needed = _GAIN if any(part.name != name for part in parts) else 0.0
        if found.plausible and found.score - own_score > max(gain if best is not own else 0.0, needed):
            best, gain = parts, found.score - own_score
    return best


def _ways(stretch: bytes, name: str, may_realign: bool) -> Iterator[list[Part]]:
    """Yield the readings that a stretch may be meant to have, the page's own encoding first."""
    yield [_part(stretch, 0, len(stretch), name)]
    if name == "utf-8":
        legacies: tuple[str, ...] = _LEGACY
    else:
        legacies = (name, *(other for other in _LEGACY if names.family(other) != names.family(name)))
        if may_realign:
            yield [Part(0, len(stretch), name, *realign(stretch, names.codec(name)))]
    for legacy in legacies:
        if legacy != name:
            yield [_part(stretch, 0, len(stretch), legacy)]
        if UTF8_RUN.search(stretch):
            yield list(_split(stretch, legacy))


def _split(stretch: bytes, legacy: str) -> Iterator[Part]:
    """Yield the runs of UTF-8 in a stretch, and what is between them in a legacy encoding."""
    end = 0
    for match in UTF8_RUN.finditer(stretch):
        if match.start() > end:
            yield _part(stretch, end, match.start(), legacy)
        yield _part(stretch, match.start(), match.end(), "utf-8")
        end = match.end()
    if end < len(stretch):
        yield _part(stretch, end, len(stretch), legacy)


def _part(stretch: bytes, start: int, end: int, name: str) -> Part:
    return Part(start, end, name, *read_as(stretch[start:end], names.codec(name)))


def _joined(parts: list[Part], name: str, data: bytes) -> Iterator[Segment]:
    """Yield the segments in other encodings; those with nothing but ASCII between them are one."""
    open_: Segment | None = None
    for part in parts:
        other = part.name if part.name != name else ""
        if not high_bytes(data[part.start:part.end]):
            continue
        if open_ and open_.name == other:
            open_ = Segment(open_.start, part.end, other)
            continue
        if open_:
            yield open_
        open_ = Segment(part.start, part.end, other) if other else None
    if open_:
        yield open_


@lru_cache(maxsize=1)
def _nonsense() -> re.Pattern[str]:
    """Return a pattern for three rare characters side by side, or twice two."""
    table = frequencies("zh")
    usual = "".join(chr(code) for code in range(0x80, 0xD800) if table[code] >= _RARE)
    rare = f"[^\0-\x7f{re.escape(usual)}]"
    return re.compile(f"{rare}{rare}(?:{rare}|.{{1,6}}{rare}{rare})")
