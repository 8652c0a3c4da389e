"""Which encoding a page is in, and its text: marks, structure, declaration, then statistics.

Evidence is ranked by how hard it is to have by accident: what the user says, a byte order mark, escape
codes, UTF-8's pattern, then how likely the text is that each legacy encoding makes of the bytes. What
the page declares is evidence too, weighed and overruled where the bytes say otherwise.
"""
from __future__ import annotations

import math
from dataclasses import replace

from ..document import Encoding
from . import names, statistics, structure
from .tolerant import read_as

__all__ = ["UnknownEncoding", "decode", "detect", "read"]

_DECLARED = 12.0    # nats that a declaration is worth: as much as two characters that speak against it
_UTF8_SHARE = 0.85  # of the bytes that are not ASCII; in legacy Chinese by chance less than 0.3
_PLAUSIBLE = -10.0  # nats a character: Chinese read rightly has -6 to -8, read wrongly -11 to -14
_ENOUGH = 48        # bytes that are not ASCII under which chardet is asked as well


class UnknownEncoding(LookupError):
    """The user named an encoding that does not exist."""


def read(data: bytes, *, declared: str | None = None, given: str | None = None) -> tuple[str, Encoding]:
    """Return the text of the data and how it was decoded; arguments as for `detect`."""
    return decode(data, detect(data, declared=declared, given=given))


def detect(data: bytes, *, declared: str | None = None, given: str | None = None) -> Encoding:
    """Return which encoding the data is in, how that was decided, and how sure it is.

    ``declared`` is the charset of an HTTP header; declarations inside the page are found here.
    ``given`` is the user's word and wins. Raises UnknownEncoding where ``given`` names none.
    """
    claims = ([declared] if declared else []) + names.declarations(data)
    claim = claims[0] if claims else None
    if given is not None:
        name = names.canonical(given)
        if name is None:
            raise UnknownEncoding(f"unknown encoding: {given}")
        return Encoding(name, "given", 1.0, claim)
    claimed = [name for name in map(names.canonical, claims) if name]
    found = _by_structure(data, claimed) or _by_statistics(data, claimed)
    return replace(found, declared=claim)


def decode(data: bytes, encoding: Encoding) -> tuple[str, Encoding]:
    """Return the text, without its mark and zero characters, and the encoding with its bad bytes counted."""
    marked = structure.mark(data)
    if marked and names.family(marked[0]) == names.family(encoding.name):
        data = data[marked[1]:]
    text, bad = read_as(data, names.codec(encoding.name))
    zeros = text.count("\0")
    return text.replace("\0", ""), replace(encoding, bad_bytes=bad + zeros)


def _by_structure(data: bytes, claimed: list[str]) -> Encoding | None:
    marked = structure.mark(data)
    if marked:
        return Encoding(marked[0], "bom")
    name = structure.wide(data)
    if name:
        return Encoding(name, "structure", 0.98)
    high = structure.high_bytes(data)
    name = structure.escaped(data) if high * 100 <= len(data) else None
    if name:
        return Encoding(name, "structure", 0.99)
    if not high:
        return Encoding("utf-8", "default", 1.0)
    share = structure.utf8_share(data, high)
    if share >= _UTF8_SHARE:
        return Encoding("utf-8", "declared" if "utf-8" in claimed[:1] else "structure", share)
    return None


def _by_statistics(data: bytes, claimed: list[str]) -> Encoding:
    runs = statistics.sample(data)
    families = [names.family(name) for name in claimed]
    found = sorted(statistics.readings(runs), reverse=True,
                   key=lambda reading: reading.score + _DECLARED * (names.family(reading.name) in families))
    best = found[0]
    rival = next(each for each in found if names.family(each.name) != names.family(best.name))
    chinese = dict(statistics.CANDIDATES)[best.name] == "zh"
    if not chinese or best.score < _PLAUSIBLE * best.chars or len(runs) < _ENOUGH:
        other = _by_chardet(runs, claimed)
        if other:
            return other
    sure = 1 / (1 + math.exp(-max(-20.0, min(20.0, (best.score - rival.score) / 4))))
    declared = names.family(best.name) in families
    return Encoding(_exact(best.name, data), "declared" if declared else "statistics", round(sure, 4))


def _by_chardet(runs: bytes, claimed: list[str]) -> Encoding | None:
    import chardet
    found = chardet.detect(runs, prefer_superset=True)
    name = names.canonical(found["encoding"] or "")
    if not name:
        return None
    declared = names.family(name) in map(names.family, claimed)
    return Encoding(name, "declared" if declared else "statistics", found["confidence"])


def _exact(name: str, data: bytes) -> str:
    """Return the smallest member of the family that reads as much of the data as the largest does."""
    members = {"gb18030": ("gb2312", "gbk", "gb18030"), "big5": ("big5",), "big5-hkscs": ("big5-hkscs",)}
    for member in members.get(name, ()):
        try:
            data.decode({"big5": "cp950", "big5-hkscs": "big5hkscs"}.get(member, member))
            return member
        except UnicodeDecodeError:
            continue
    return name
