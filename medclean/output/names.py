"""The names of outputs: they mirror the inputs', and no two meet, on any file system."""
from __future__ import annotations

import hashlib
import os
import unicodedata
from typing import Iterable

from ..read import Source, inside
from ..read.earlier import NAME as MANIFEST
from ..read.load import COMPRESSED
from ..write import SUFFIXES

_LONGEST = 200
_BYTES = 4  # of a character, at most


class Names:
    """Gives each source the path of its output, relative to the output folder.

    The suffix of the format takes the place of the input's (``a/b.html`` becomes ``a/b.txt``); where two
    inputs would meet, each keeps its own as well (``b.html.txt``). Neither case nor how letters are composed
    tells two names apart, for there are file systems to which they are one. Only the hash of a name is
    kept, 8 bytes. The members of an archive are not known beforehand: the later one gives way.
    """

    def __init__(self, fmt: str, expected: Iterable[Source] = ()) -> None:
        self._suffix = SUFFIXES[fmt]
        self._taken: set[int] = set()
        self._met: set[int] = set()
        self.count = 0
        seen: set[int] = set()
        for source in expected:
            self.count += 1
            key = _key(self._short(source.name))
            (self._met if key in seen else seen).add(key)

    def __call__(self, source: Source) -> str:
        """Return the output's path for the next source. Sources come in the order of the run."""
        short = self._short(source.name)
        if _key(short) in self._met or not self._take(short):
            short = fitting(source.name + self._suffix)
            stem = short[:-len(self._suffix)]
            count = 2
            while not self._take(short):
                short = f"{stem}~{count}{self._suffix}"
                count += 1
        return short

    def _take(self, path: str) -> bool:
        key = _key(path)
        free = key not in self._taken
        self._taken.add(key)
        return free

    def _short(self, name: str) -> str:
        base, suffix = os.path.splitext(name)
        if suffix.lower() in COMPRESSED:
            base = os.path.splitext(base)[0]
        return fitting(base + self._suffix)


def fitting(path: str) -> str:
    """Return the path with parts that every file system can hold, and no way out of the folder.

    The place of the manifest stays free: an archive may bear its name.
    """
    first, *others = map(_fitting, inside(path).split("/"))
    return "/".join([first + "~" if first == MANIFEST else first, *others])


def _fitting(part: str) -> str:
    """A part that is too long is cut, and told apart by a digest of the whole."""
    if len(part) * _BYTES <= _LONGEST:
        return part
    data = os.fsencode(part)
    if len(data) <= _LONGEST:
        return part
    digest = hashlib.blake2b(data, digest_size=4).hexdigest()
    stem, suffix = os.path.splitext(part)
    start = os.fsencode(stem)[:_LONGEST - 40].decode("utf-8", "ignore")
    return f"{start}~{digest}{suffix if len(os.fsencode(suffix)) < 20 else ''}"


def _key(path: str) -> int:
    if not path.isascii():
        path = unicodedata.normalize("NFC", path)
    return hash(path.casefold())
