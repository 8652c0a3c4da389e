"""Inputs: files, folders, archives, lists of names and stdin, each with its name in records and outputs."""
from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, NamedTuple

MEGABYTE = 1 << 20
"""Bytes."""

MAX_SIZE = 64 * MEGABYTE
"""Larger inputs are refused, unless the user says otherwise: real pages are below 10 MB."""
_DIGITS = 8  # of a member's number


class Source(NamedTuple):
    """An input: its name, the path to read (None: stdin), and whether the user named it itself.

    ``status`` and ``problem`` say what is known before it is read: failed or skipped, and why. A member of an
    archive, or a line of JSON Lines, brings its ``data``; a record of a WARC also the ``charset`` of its
    HTTP header, its ``url`` and when it was ``fetched``; a line of JSON Lines what it has ``told`` of the page
    beside its text, as (key, value). ``container`` is the archive's own name.
    """

    name: str
    path: str | None
    named: bool = True
    status: str = ""
    problem: str | None = None
    data: bytes | None = None
    charset: str | None = None
    url: str | None = None
    fetched: str | None = None
    told: tuple[tuple[str, str], ...] = ()
    container: str = ""

    def member(self, number: int, **fields: Any) -> Source:
        """Return the source for one of the numbered members of this file."""
        return Source(f"{self.name}/{number:0{_DIGITS}}", self.path, False, container=self.name, **fields)

    def shown(self, name: str) -> str:
        """Return how a message calls the document of this name: one that the user named himself, as he typed it."""
        return self.path if self.named and self.path and name == self.name else name

    def failed(self, why: str) -> Source:
        """Return the source with the reason why it, or the rest of it, can't be read."""
        return self._replace(status="failed", problem=why)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which inputs are read.

    ``include`` and ``exclude`` are globs for the files of a folder or an archive, matched with the name and
    with the whole path; ``max_size`` is in bytes, of the file and of what it unpacks to; ``field`` is
    the field of JSON Lines that holds the page (None: html or text); ``avoid`` is a folder that is not
    walked (the output's).
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_size: int = MAX_SIZE
    field: str | None = None
    avoid: str | None = None


def reason(error: OSError) -> str:
    """Say in a few words why a file can't be read or written."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, (FileExistsError, NotADirectoryError)):  # only the making of a folder meets the first
        return "a file is where a folder should be"
    return (error.strerror or str(error) or type(error).__name__).lower()


def inside(path: str) -> str:
    """Return the path with no way out of the folder that it is put in: no root, drive letter or ``..``."""
    if os.sep != "/":
        path = path.replace(os.sep, "/").replace(":", "_")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return "/".join("_" * len(part) if not part.strip(".") else part for part in parts) or "_"
