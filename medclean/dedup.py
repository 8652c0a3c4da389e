"""The same article from several portals: a signature of each text, and who was first.

Workers make the signatures, which stand in the manifest; who is a duplicate of whom is decided at the end of
a run, in the order of the inputs, so that the number of workers makes no difference.
"""
from __future__ import annotations

import base64
import hashlib
from typing import Any, Iterable

from .tables import fold

_HASHES = 128
NEAR = 0.8
"""Texts that share this much of their shingles (Jaccard's index, by MinHash) are nearly the same."""

_SHINGLE = 5
_BAND = 8
_SEED = 1
_WIDTH = 4


def signature(text: str, how: str) -> str | None:
    """Return a text's signature: a digest (``exact``), or 128 MinHash values in base64 (``near``).

    Script, width, spaces and punctuation make no difference. A text without a letter has none. MinHash:
    Broder 1997, over shingles of five characters, by rensa.
    """
    plain = "".join(char for char in fold(text).casefold() if char.isalnum())
    if not plain:
        return None
    if how == "exact":
        return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
    from rensa import RMinHash
    minhash = RMinHash(num_perm=_HASHES, seed=_SEED)
    shingles = {plain[start:start + _SHINGLE] for start in range(max(1, len(plain) - _SHINGLE + 1))}
    minhash.update(sorted(shingles))
    values = b"".join(value.to_bytes(_WIDTH, "little") for value in minhash.digest())
    return base64.b64encode(values).decode("ascii")


def duplicates(rows: Iterable[dict[str, Any]], how: str) -> dict[str, str]:
    """Return, for each input that is a duplicate, the name of the first one like it.

    ``rows`` are lines of the manifest in the order of the inputs. A text is compared with those that are no
    duplicates themselves, so no chain of small changes leads from one article to another.
    """
    first = _Exact() if how == "exact" else _Near()
    found = {}
    for row in rows:
        if row.get("signature"):
            name = first.like(row["signature"], row["name"])
            if name is not None:
                found[row["name"]] = name
    return found


class _Exact:
    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def like(self, mark: str, name: str) -> str | None:
        """Return the first input with this signature, or None: then it is this one."""
        first = self._first.setdefault(mark, name)
        return first if first != name else None


class _Near:
    """Texts by their bands: of two that agree in NEAR of their values, 95 of 100 pairs share one of 16 bands of 8;
    of two that agree in nine tenths, practically all."""

    def __init__(self) -> None:
        self._bands: dict[tuple[int, bytes], list[int]] = {}
        self._firsts: list[tuple[str, bytes]] = []

    def like(self, mark: str, name: str) -> str | None:
        """Return the first input that is nearly the same, or None: then this one is remembered."""
        values = base64.b64decode(mark)
        size = _BAND * _WIDTH
        bands = [(start, values[start:start + size]) for start in range(0, len(values), size)]
        for number in sorted({number for band in bands for number in self._bands.get(band, ())}):
            if _agreement(values, self._firsts[number][1]) >= NEAR:
                return self._firsts[number][0]
        for band in bands:
            self._bands.setdefault(band, []).append(len(self._firsts))
        self._firsts.append((name, values))
        return None


def _agreement(one: bytes, other: bytes) -> float:
    same = sum(one[start:start + _WIDTH] == other[start:start + _WIDTH] for start in range(0, len(one), _WIDTH))
    return same / (len(one) // _WIDTH)
