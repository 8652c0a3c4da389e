"""Which encoding a page is in, and its text: marks, structure, declaration, then statistics.

Evidence is ranked by how hard it is to have by accident: what the user says, a byte order mark, escape
codes, UTF-8's pattern, then how likely the text is that each legacy encoding makes of the bytes. What
the page declares is evidence too, weighed and overruled where the bytes say otherwise.
"""
from __future__ import annotations

import math

from ..document import Encoding, Segment
from ..frequencies import likelihood
from ..patterns import lazy_regex
from . import names, statistics, structure
from .segments import read_stretches
from .statistics import Reading
from .tolerant import PRIVATE, read_as

__all__ = ["UnknownEncoding", "decode", "detect", "read"]

_DECLARED = 12.0    # nats that a declaration is worth: two characters that speak against it
_UTF8_SHARE = 0.85  # of the bytes that are not ASCII; legacy Chinese has less than 0.3 by chance
_LOOK = 1 << 16     # bytes of a page by which its main encoding is told
_HARMFUL = lazy_regex("[\0\ud800-\udfff]")
_HIGH = lazy_regex(rb"[\x80-\xff]")
_GUESS = 0.01       # chardet's confidence in what it makes of noise
_ASKED = 1 << 13    # bytes that chardet gets: it tells other languages by their context


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
    marked = structure.mark(data)
    if given is not None:
        name = names.canonical(given)
        if name is None:
            raise UnknownEncoding(f"unknown encoding: {given}")
        if marked and name.startswith(("utf-16", "utf-32")) and marked[0][:6] == name[:6]:
            name = marked[0]  # the mark knows the order of the bytes
        return Encoding(name, "given", 1.0, claim)
    claimed = [name for name in map(names.canonical, claims) if name]
    if marked and marked[0] == "utf-8":
        data = data[marked[1]:]  # what follows such a mark is not always UTF-8
    found = _by_structure(data, marked, claimed) or _by_statistics(data, claimed)
    return found if claim is None else found._replace(declared=claim)


def decode(data: bytes, encoding: Encoding) -> tuple[str, Encoding]:
    """Return the text of the data, and the encoding with its bad bytes and segments filled in.

    Byte order marks, zeros and lone surrogates are taken out; the latter two count as bad. Never fails.
    """
    marked = structure.mark(data)
    legacy = names.family(encoding.name) in (names.GB, names.BIG5)
    skip = marked[1] if marked and marked[0] in ("utf-8", encoding.name) else 0
    segments: tuple[Segment, ...] = ()
    if legacy or encoding.name == "utf-8":
        text, bad, segments = read_stretches(data[skip:], encoding.name)
    else:
        text, bad = read_as(data[skip:], names.codec(encoding.name))
    text, harmful = text.lstrip("\ufeff"), 0
    if b"\0" in data and "\0" in text or not names.is_known(encoding.name):  # Python's UTF-7 makes lone surrogates
        text, harmful = _HARMFUL.subn("", text)
    segments = tuple(Segment(each.start + skip, each.end + skip, each.name) for each in segments)
    return text, encoding._replace(bad_bytes=bad + harmful, segments=segments)


def _by_structure(data: bytes, marked: tuple[str, int] | None, claimed: list[str]) -> Encoding | None:
    if marked and (marked[0] != "utf-8" or _looks_like_utf8(data)):
        return Encoding(marked[0], "bom")
    name = structure.wide(data)
    if name:
        return Encoding(name, "structure", 0.98)
    high = not data.isascii()
    name = structure.escaped(data)
    if name and structure.high_bytes(data) * 100 <= len(data) and (name != "hz" or _reads_as_hz(data)):
        return Encoding(name, "declared" if name in claimed else "structure", 0.99)
    if high and structure.is_utf8(data) and not _is_short_gb(data, claimed):
        return Encoding("utf-8", "declared" if "utf-8" in claimed else "structure", 1.0)
    found = statistics.wide(data)
    if found:
        return Encoding(found.name, "statistics", 0.9)
    if not high:
        return Encoding("utf-8", "default", 1.0)
    if _looks_like_utf8(data):
        return Encoding("utf-8", "declared" if "utf-8" in claimed else "structure", 0.9)
    return None


def _looks_like_utf8(data: bytes) -> bool:
    """Tell whether most of the data is UTF-8, though some of it is damaged or in another encoding."""
    data = _telling(data)
    high = structure.high_bytes(data)
    if structure.utf8_leads(data) * 6 >= high and structure.utf8_runs(data) * 2 >= high:  # one byte of three leads
        return True
    return structure.utf8_share(statistics.sample(data)) >= _UTF8_SHARE


def _reads_as_hz(data: bytes) -> bool:
    """Tell whether what stands between HZ's shifts is Chinese, and not ASCII that happens to look like them."""
    shifted = b"".join(structure.HZ.findall(data[:_LOOK]))
    return statistics.reading("hz", "zh", read_as(shifted, "hz")[0]).plausible


def _telling(data: bytes) -> bytes:
    """Return enough of the data from its first byte on that is not ASCII."""
    first = _HIGH.search(data)
    return data[first.start():first.start() + _LOOK] if first else b""


def _is_short_gb(data: bytes, claimed: list[str]) -> bool:
    """Tell whether a few pairs that happen to be well-formed UTF-8 are likelier meant as GB."""
    if len(data) > 200 or "utf-8" in claimed or structure.utf8_runs(data):
        return False
    best = statistics.readings(data)[0]
    return best.language == "zh" and best.mean > -8.5 and best.chars > 1


def _by_statistics(data: bytes, claimed: list[str]) -> Encoding:
    legacy = data
    if structure.has_utf8_run(legacy):
        legacy = structure.UTF8_RUN.sub(b" ", legacy)
    families = [names.family(name) for name in claimed]
    found = sorted(statistics.readings(legacy), reverse=True,
                   key=lambda each: each.score + _DECLARED * (names.family(each.name) in families))
    best = found[0]
    declared = names.family(best.name) in families
    if not best.plausible and not (declared and not read_as(legacy, names.codec(best.name))[1]):
        other = _by_chardet(data[:_ASKED], claimed)
        if other:
            return other
    return Encoding(_exact(best.name, data), "declared" if declared else "statistics", _confidence(found))


def _confidence(found: list[Reading]) -> float:
    """Return how sure the first reading is against the likeliest of another family (a softened ratio)."""
    rival = next(each for each in found if names.family(each.name) != names.family(found[0].name))
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, (found[0].score - rival.score) / 4)))), 4)


def _by_chardet(data: bytes, claimed: list[str]) -> Encoding | None:
    """Return what the page claims or chardet finds, unless that is one of those that we know better."""
    import chardet
    ours = {names.family(name) for name, _ in statistics.CANDIDATES} | {"utf-8"}
    found = chardet.detect(data, prefer_superset=True)
    name = names.canonical(found["encoding"] or "")
    foreign = [claim for claim in claimed if names.family(claim) not in ours]
    if foreign and not read_as(data, names.codec(foreign[0]))[1]:
        return Encoding(foreign[0], "declared", 0.5)
    if name is None or names.family(name) in ours or found["confidence"] < _GUESS:
        return None
    return Encoding(name, "statistics", found["confidence"])


def _exact(name: str, data: bytes) -> str:
    """Return the smallest member of the family that reads all of the data; of Big5, the likelier."""
    for member in ("gb2312", "gbk") if name == "gb18030" else ():
        try:
            data.decode(member)
            return member
        except UnicodeDecodeError:
            continue
    if name != "big5-hkscs" or _is_big5(data):
        return name.removesuffix("-hkscs")
    doubtful = b"\n".join(line for line in data.split(b"\n") if not _is_big5(line))[:_LOOK]
    plain, hong_kong = (likelihood(read_as(doubtful, names.codec(each))[0]) for each in ("big5", name))
    return name if hong_kong > plain else "big5"


def _is_big5(data: bytes) -> bool:
    """Tell whether the data has no byte that Big5 cannot read and no character of Hong Kong's own."""
    try:
        return not PRIVATE.search(data.decode(names.codec("big5")))
    except UnicodeDecodeError:
        return False
