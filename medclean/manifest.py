"""The manifest: one line for each input, with its state and what was read and written.

It is written as the run goes on, so that a run that was killed can be taken up again, and put into the order
of the inputs at its end. An open manifest is locked: two runs cannot share a folder.
"""
from __future__ import annotations

import json
import os
import re
from array import array
from typing import Any, Iterator

from .dedup import duplicates
from .engines.work import Result
from .output import OutputError, whole_file
from .read import inside, reason
from .read.earlier import NAME as NAME, TEMPORARY, is_manifest_line
from .record import STATES

UNFINISHED = TEMPORARY + "unfinished"
"""The name of the file that stands beside the manifest from the beginning of a run to its end."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OUTPUT = re.compile(rb'"output":\{"name":("(?:[^"\\]|\\.)*")')
_NEVER = (1 << 64) - 1
_SYNC_EVERY = 500
_TEXT = (str, type(None))
_TYPES: dict[str, tuple[type, ...]] = {
    "name": (str,), "status": (str,), "error": _TEXT, "input": (dict, type(None)), "output": (dict, type(None)),
    "seconds": (int, float), "encoding": _TEXT, "script": _TEXT, "format": _TEXT, "rules": (dict,),
    "removed": (dict,), "chars": (list,), "options": (str,)}


class Locked(ValueError):
    """Another run is at work in the output folder."""


class Manifest:
    """The manifest of a folder, open for a run.

    Without ``resume`` it starts empty. ``options`` is the fingerprint of what decides the outputs:
    lines of a run with other options count as not finished. Raises Locked, or ValueError where another program's
    file has its name: that is not written over.
    """

    def __init__(self, folder: str, options: str, resume: bool, dedup: str | None = None) -> None:
        self.path = os.path.join(folder, NAME)
        self._options = options
        self._dedup = dedup
        self.duplicates = 0
        self._old: dict[int, int] = {}
        self._wrote: set[int] = set()
        self._order = array("Q")
        self._unsynced = 0
        try:
            os.makedirs(folder, exist_ok=True)
            self._file = _locked(self.path)
            self._refuse_foreign()
            open(os.path.join(folder, UNFINISHED), "wb").close()
            self._read(resume)
        except OSError as error:
            raise OutputError(f"{self.path}: {reason(error)}") from error

    def _refuse_foreign(self) -> None:
        first = self._file.readline()
        if first.endswith(b"\n") and not is_manifest_line(first):
            self._file.close()
            raise ValueError(f"{self.path} is no manifest of medclean: remove it, or name another folder with -o.")

    def _read(self, resume: bool) -> None:
        """Note which outputs an earlier run wrote, and where the line of each name stands; then cut those lines off.

        With ``resume`` they stay, all but what a killed run left half written.
        """
        end = 0
        self._file.seek(0)
        for raw in self._file:
            if output := _OUTPUT.search(raw):
                self._wrote.add(hash(output[1]))
            row = _parsed(raw) if resume else None
            if row is not None:
                self._old[hash(row["name"])] = end
            if resume and raw.endswith(b"\n"):
                end += len(raw)
        self._file.truncate(end)

    def wrote(self, output: str) -> bool:
        """Return whether an earlier run wrote the output of this name: nobody else's file is removed."""
        return hash(_encoded(output)) in self._wrote

    def finished(self, name: str) -> dict[str, Any] | None:
        """Return the line of an input that an earlier run with these options finished, or None.

        What failed is not finished: it may have been the run, and not the input.
        """
        offset = self._old.get(hash(name)) if self._old else None
        if offset is None:
            return None
        row = _parsed(self._raw(offset))
        if row is None or row["name"] != name:
            return None
        if row["options"] != self._options or row["status"] == "failed":
            return None
        return row

    def stands(self, name: str, output: dict[str, Any] | None) -> bool:
        """Tell whether the line of an input says just this of its output."""
        row = self.finished(name)
        return row is not None and bool(row["output"] == output)

    def keep(self, number: int, name: str) -> None:
        """Let the finished line of an input stand: nothing is done again."""
        self._place(number, name, self._old[hash(name)])

    def _raw(self, offset: int) -> bytes:
        self._file.seek(offset)
        return bytes(self._file.readline())

    def add(self, number: int, row: dict[str, Any]) -> None:
        """Append the line of the input with this number, or nothing of it. Raises OutputError."""
        end = self._file.seek(0, os.SEEK_END)
        try:
            self._file.write(to_line(row | {"options": self._options}))
            self._file.flush()
        except OSError as error:
            self._cut(end)
            raise OutputError(f"{self.path}: {reason(error)}") from error
        self._place(number, row["name"], end)
        self._unsynced += 1
        if self._unsynced >= _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def _cut(self, end: int) -> None:
        try:
            os.ftruncate(self._file.fileno(), end)
        except OSError:
            pass

    def _place(self, number: int, name: str, offset: int) -> None:
        if self._old:
            self._old.pop(hash(name), None)
        while len(self._order) <= number:
            self._order.append(_NEVER)
        self._order[number] = offset

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the lines of this run's inputs, in the inputs' order."""
        for offset in self._order:
            row = _parsed(self._raw(offset)) if offset != _NEVER else None
            if row is not None:
                yield row

    def finish(self, others: bool = True) -> None:
        """Put the lines into the order of the inputs, one for each.

        ``others``: those of inputs that only an earlier run had stay, behind them.
        Where that was asked for, each line names the first input that it is a duplicate of.
        """
        marks = duplicates(self.rows(), self._dedup) if self._dedup else None
        self.duplicates = len(marks or ())
        mine = [offset for offset in self._order if offset != _NEVER]
        with whole_file(self.path) as file:
            for offset in mine + (sorted(self._old.values()) if others else []):
                file.write(self._raw(offset) if marks is None else self._marked(offset, marks))
        os.unlink(os.path.join(os.path.dirname(self.path), UNFINISHED))

    def _marked(self, offset: int, marks: dict[str, str]) -> bytes:
        row = _parsed(self._raw(offset))
        return to_line(row | {"duplicate_of": marks.get(row["name"])}) if row else b""

    def close(self) -> None:
        """Close the manifest and let other runs into the folder.

        What a full disk did not take is still in its buffer, and fails once more: `add` has told it.
        """
        try:
            self._file.close()
        except OSError:
            pass


def to_row(result: Result, output: str | None, offset: int | None = None) -> dict[str, Any]:
    """Return the manifest's line for a result, whose output is in the file ``output`` (at ``offset``)."""
    written = None
    if output is not None and result.output is not None:
        written = {"name": output, "size": result.output.size, "sha256": result.output.sha256}
        if offset is not None:
            written["offset"] = offset
    row: dict[str, Any] = {
        "name": result.name, "status": result.status, "error": result.error,
        "input": result.source._asdict() if result.source else None, "output": written,
        "seconds": result.seconds, "encoding": result.encoding, "script": result.script,
        "format": result.format, "rules": result.rules, "removed": result.removed,
        "chars": list(result.chars)}
    return row | {"signature": result.signature} if result.signature else row


def to_line(row: dict[str, Any]) -> bytes:
    """Return a row as a line of JSON; a lone surrogate of a file name is escaped, and so comes back."""
    return _encoded(row) + b"\n"


def _encoded(value: object) -> bytes:
    return _JSON.encode(value).encode("utf-8", "backslashreplace")


def read_rows(path: str) -> Iterator[dict[str, Any] | None]:
    """Yield the lines of a manifest; None for one that can't be read, or is half written. Raises OSError."""
    with open(path, "rb") as file:
        yield from map(_parsed, file)


def same_input(row: dict[str, Any], size: int, modified: int) -> bool:
    """Tell whether an input has the size and the time of change that it had when the line was written."""
    known = row["input"]
    return bool(known and known["size"] == size and known.get("modified") == modified)


def _parsed(raw: bytes) -> dict[str, Any] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and _is_sound(row) else None


def _is_sound(row: dict[str, Any]) -> bool:
    """Tell whether a line is as `to_row` makes it: it may have been damaged, or altered on purpose."""
    return (all(isinstance(row.get(key), types) for key, types in _TYPES.items()) and row["status"] in STATES
            and list(map(type, row["chars"])) == [int, int]
            and all(type(count) is int for counts in (row["rules"], row["removed"]) for count in counts.values())
            and all(_is_file(row[key]) for key in ("input", "output") if row[key] is not None)
            and (row["output"] is None or inside(str(row["output"].get("name"))) == row["output"]["name"]))


def _is_file(told: dict[str, Any]) -> bool:
    sizes = (told.get("size"), told.get("offset", 0))
    return isinstance(told.get("sha256"), str) and all(type(size) is int and size >= 0 for size in sizes)


def _locked(path: str) -> Any:
    """Open a file for reading and appending, with a lock that ends with this process and its workers."""
    while True:
        file = open(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666), "r+b")
        try:
            import fcntl
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            return file
        except OSError as error:
            file.close()
            raise Locked(f"another run is at work in {os.path.dirname(path)}: "
                         "wait for its end, or name another folder with -o.") from error
        if os.fstat(file.fileno()).st_ino == _inode(path):
            return file
        file.close()


def _inode(path: str) -> int | None:
    try:
        return os.stat(path).st_ino
    except OSError:
        return None
