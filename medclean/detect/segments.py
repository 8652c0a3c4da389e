"""Reading a page that is not in one encoding throughout, or is damaged: stretch by stretch.

A stretch is what stands between two line ends or angle brackets, which no encoding uses as the second byte of
a character. A stretch that the page's encoding reads well is taken as it is. One that it cannot read, or
makes nonsense of, is tried in the other encodings, and where none reads all of it, divided anew.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator

from ..document import Segment
from ..frequencies import frequencies
from ..patterns import lazy_regex
from . import names
from .lattice import Part, likeliest
from .statistics import reading
from .structure import has_utf8_run, high_bytes
from .tolerant import PRIVATE, read_as

_BLOCK = lazy_regex(rb"(?s).{1,2000}[^\r\n<>]*[\r\n<>]*")
_STRETCH = lazy_regex(rb"[^\r\n<>]+|[\r\n<>]+")
_GAIN = 8.0            # nats by which another reading of a stretch must be likelier: one character's worth
_RARE = -11.5          # nats: one character in 100,000; several close together are a sign of nonsense
_UNLIKELY = -10.5      # nats a character: midway between Chinese read rightly and read wrongly
_EFFORT = 1 << 17      # bytes in doubtful stretches of a page: after that hostile input is read more simply
_LOOKED_AT = 20        # what it costs to look at a doubtful stretch, in bytes divided anew
_ENCODINGS = ("utf-8", "gb18030", "big5")


def read_stretches(data: bytes, name: str) -> tuple[str, int, tuple[Segment, ...]]:
    """Return the text of a page in UTF-8, GB or Big5, its bad bytes, and the segments in other encodings."""
    text = _read_gb2312(data) if name == "gb2312" else None
    if text is None:
        text = _read_well(data, name)
    if text is not None:
        return text, 0, ()
    parts = list(_parts(data, name))
    return ("".join(part.text for part in parts), sum(part.bad for part in parts),
            tuple(_joined(parts, name, data)))


def _read_gb2312(data: bytes) -> str | None:
    """Return the text where all pairs are in GB 2312: then nothing of any length is in UTF-8 or Big5.

    Half of the bytes of those are none of a pair in GB 2312. Python reads its dot and its dash as others than GBK's.
    """
    try:
        return data.decode("gb2312").replace("\u30fb", "·").replace("\u2015", "—")
    except UnicodeDecodeError:
        return None


def _read_well(data: bytes, name: str) -> str | None:
    """Return the text, or None where the encoding cannot read all of it or perhaps makes nonsense of some."""
    try:
        text = data.decode(names.codec(name))
    except UnicodeDecodeError:
        return None
    doubtful = name != "utf-8" and (has_utf8_run(data) or _rare_together().search(text))
    return None if doubtful else text


def _parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the parts of a page: blocks that read well in one piece, others stretch by stretch."""
    effort = 0
    for block in _BLOCK.finditer(data):
        text = _read_well(block[0], name)
        if text is not None or effort > 4 * _EFFORT:
            simply = (text, 0) if text is not None else read_as(block[0], names.codec(name))
            yield Part(block.start(), block.end(), name, *simply)
            continue
        for match in _STRETCH.finditer(data, block.start(), block.end()):
            text = _read_well(match[0], name)
            if text is not None:
                yield Part(match.start(), match.end(), name, text, 0)
                continue
            effort += _LOOKED_AT + len(match[0])
            for part in _doubtful(match[0], name) if effort < _EFFORT else _quickly(match[0], name):
                yield part._replace(start=match.start() + part.start, end=match.start() + part.end)


def _quickly(stretch: bytes, name: str) -> list[Part]:
    """Return the stretch in the first encoding that reads all of it, or else in the page's own."""
    for each in dict.fromkeys((name, *_ENCODINGS)):
        try:
            return [Part(0, len(stretch), each, stretch.decode(names.codec(each)), 0)]
        except UnicodeDecodeError:
            continue
    return [Part(0, len(stretch), name, *read_as(stretch, names.codec(name)))]


def _doubtful(stretch: bytes, name: str) -> list[Part]:
    """Return the parts of a stretch that does not read well: one where another encoding reads all of it.

    Where rare characters are the only doubt, pairs may be shifted, but no other encoding is thought of, and
    much must be gained: a name in rare characters is no damage.
    """
    text, bad = read_as(stretch, names.codec(name))
    others: tuple[str, ...] = ()
    if bad or has_utf8_run(stretch) or _is_nonsense(text):
        others = tuple(other for other in _ENCODINGS if names.family(other) != names.family(name))
    score = reading(name, "zh", text).score
    whole = _other_encoding(stretch, score, others)
    if whole:
        return [whole]
    divided = likeliest(stretch, (name, *others))
    gain = reading(name, "zh", "".join(part.text for part in divided)).score - score
    certain = bad or PRIVATE.search(text)
    return divided if gain > (_GAIN / 2 if certain else 4 * _GAIN) else [Part(0, len(stretch), name, text, bad)]


def _other_encoding(stretch: bytes, score: float, others: tuple[str, ...]) -> Part | None:
    """Return the stretch as the one other encoding reads it that makes much likelier text of all of it."""
    texts = ((other, _read_well(stretch, other)) for other in others)
    ways = [(reading(other, "zh", text), text) for other, text in texts if text is not None]
    for found, text in sorted(ways, key=lambda way: -way[0].score)[:1]:
        if found.plausible and found.score > score + _GAIN:
            return Part(0, len(stretch), found.name, text, 0)
    return None


def _is_nonsense(text: str) -> bool:
    """Tell whether what stands about rare characters is as unlikely as they are.

    Names and lists of herbs bring rare characters together too, but among common ones.
    """
    return any(reading("", "zh", text[max(0, match.start() - 8):match.end() + 8]).mean < _UNLIKELY
               for match in _rare_together().finditer(text))


def _joined(parts: list[Part], name: str, data: bytes) -> Iterator[Segment]:
    """Yield the segments in other encodings; those with nothing but ASCII between them are one."""
    last: Segment | None = None
    for part in parts:
        if not high_bytes(data[part.start:part.end]):
            continue
        if last and last.name == part.name:
            last = Segment(last.start, part.end, last.name)
            continue
        if last:
            yield last
        last = Segment(part.start, part.end, part.name) if part.name != name else None
    if last:
        yield last


@lru_cache(maxsize=1)
def _rare_together() -> re.Pattern[str]:
    """Return a pattern for three rare characters side by side, or twice two, or one for private use."""
    table = frequencies()
    usual = "".join(chr(code) for code in (*range(0x80, 0xD800), *range(0xFF00, 0x10000)) if table[code] >= _RARE)
    rare = f"[^\0-\x7f{re.escape(usual)}]"
    return re.compile(f"{rare}(?:{rare}(?:{rare}|.{{1,6}}{rare}{rare})|(?<={PRIVATE.pattern}))")
