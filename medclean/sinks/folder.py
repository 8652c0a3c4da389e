"""The folder that a run puts its results into, with a manifest: a file for each input, or shards."""
from __future__ import annotations

import os
from typing import Any

from ..engines import Result, Task
from ..engines.work import digest
from ..manifest import NAME, Manifest, same_input, to_row
from ..output import Store
from ..output.names import Names
from ..output.remote import RemoteStore
from ..output.shards import Shard, normal, read_lines
from ..read import Source
from ..read.load import known_by, open_any, open_plain
from ..read.remote import MARK


class Folder:
    """Every result has a file of its own, which the workers write; the manifest tells of each."""

    ordered = False

    def __init__(self, names: Names, manifest: Manifest, store: Store | RemoteStore) -> None:
        self._names = names
        self._manifest = manifest
        self._store = store
        self.duplicates = 0

    def task(self, number: int, source: Source) -> Task:
        """Return the task for a source; nothing is to be done where its output is there, its input unchanged."""
        output = self._names(source)
        row = self._manifest.finished(source.name)
        if row is not None and self._stands(row, output) and unchanged(source, row):
            return Task(number, source, output, _known(row))
        return Task(number, source, output)

    def _stands(self, row: dict[str, Any], output: str) -> bool:
        """Tell whether the output is on disk as the manifest says (or there is none to be)."""
        written = row["output"]
        if written is None:
            return True
        return bool(written["name"] == output and written["size"] == self._store.size(output))

    def place(self, task: Task, result: Result) -> None:
        """Note in the manifest what the worker has written; what an earlier run had written goes."""
        if task.known is not None:
            self._manifest.keep(task.number, task.source.name)
            return
        if result.output is None and task.output is not None and self._manifest.wrote(task.output):
            self._store.remove(task.output)
        self._manifest.add(task.number, to_row(result, task.output))

    def close(self, complete: bool) -> None:
        """Put the manifest in order, where the run is complete, and let go of it."""
        if complete:
            self._manifest.finish()
            self.duplicates = self._manifest.duplicates
        self._manifest.close()
        self._store.give_back(NAME, os.path.dirname(self._manifest.path))


class Shards:
    """Results go to files of so many inputs each, in order: which input is in which is known beforehand.

    A run that is taken up again copies the lines of unchanged inputs from the file that it, or what there
    is of it, already has; a file whose lines all stand is not touched.
    """

    ordered = True

    def __init__(self, manifest: Manifest, folder: str, suffix: str, size: int) -> None:
        self._manifest = manifest
        self._folder = folder
        self._suffix = suffix
        self._size = size
        self._old: dict[int, bytes] = {}
        self._number = -1
        self._shard: Shard | None = None
        self._offset = 0
        self.duplicates = 0

    def _name(self, number: int) -> str:
        return f"part-{number:05}{self._suffix}"

    def _path(self, number: int) -> str:
        return os.path.join(self._folder, self._name(number))

    def task(self, number: int, source: Source) -> Task:
        """Return the task for a source; where its lines are there and it is unchanged, they are its result."""
        row = self._manifest.finished(source.name)
        if row is None or row["output"] is None or not unchanged(source, row):
            return Task(number, source)
        written = row["output"]
        part = number // self._size
        if written["name"] != self._name(part):
            return Task(number, source)
        text = self._lines(part)[written["offset"]:written["offset"] + written["size"]]
        if digest(text).sha256 != written["sha256"]:
            return Task(number, source)
        return Task(number, source, None, _known(row)._replace(text=text))

    def _lines(self, part: int) -> bytes:
        """The lines that an earlier run left in a part; those of parts that are done with are let go."""
        if part not in self._old:
            for done in [known for known in self._old if known < self._number]:
                del self._old[done]
            self._old[part] = read_lines(self._path(part)) or b""
        return self._old[part]

    def place(self, task: Task, result: Result) -> None:
        """Add the result to its part, and tell the manifest where it is."""
        part = task.number // self._size
        if part != self._number:
            self._commit()
            self._number, self._offset = part, 0
        text = result.text if task.known is not None else normal(result.text, self._suffix)
        old = self._old.get(part, b"")
        if self._shard is None and not (text and old[self._offset:self._offset + len(text)] == text):
            self._begin(old)
        if self._shard is not None:
            self._shard.write(text)
        written = result.output if text is result.text and result.output else digest(text)
        row = to_row(result._replace(output=written if text else None), self._name(part), self._offset)
        if task.known is None or not self._manifest.stands(task.source.name, row["output"]):
            self._manifest.add(task.number, row)
        else:
            self._manifest.keep(task.number, task.source.name)
        self._offset += len(text)

    def _begin(self, old: bytes) -> None:
        """Write the part anew, from the lines that stand."""
        self._shard = Shard(self._path(self._number))
        if self._offset:
            self._shard.write(old[:self._offset])

    def _commit(self) -> None:
        old = self._old.get(self._number, b"")
        if self._shard is None and self._number >= 0:
            if self._offset < len(old) or not os.path.exists(self._path(self._number)):
                self._begin(old)
        if self._shard is not None:
            self._shard.commit()
            self._shard = None

    def close(self, complete: bool) -> None:
        """Commit the last part and put the manifest in order, where the run is complete."""
        if complete:
            self._commit()
            self._remove_later_parts()
            self._manifest.finish(others=False)
            self.duplicates = self._manifest.duplicates
        elif self._shard is not None:
            self._shard.leave()
        self._manifest.close()

    def _remove_later_parts(self) -> None:
        """Remove what a run over more inputs had written behind the last part."""
        number = self._number + 1
        while os.path.exists(self._path(number)):
            os.unlink(self._path(number))
            number += 1


def _known(row: dict[str, Any]) -> Result:
    """The result that a line of the manifest tells of."""
    return Result(row["name"], row["status"], row["error"])


def unchanged(source: Source, row: dict[str, Any]) -> bool:
    """Tell whether an input is what it was when the manifest's line was written.

    By size and time of change, as make does; by its content where these differ.
    """
    if source.problem:
        return bool(row["error"] == source.problem)
    known = row["input"]
    if known is None:
        return False
    if source.data is not None:
        return bool(digest(known_by(source)).sha256 == known["sha256"])
    try:
        if MARK in (source.path or ""):
            with open_any(source.path or "") as file:
                return bool(digest(file.read()).sha256 == known["sha256"])
        with open_plain(source.path or os.devnull) as file:
            status = os.fstat(file.fileno())
            if same_input(row, status.st_size, status.st_mtime_ns):
                return True
            return status.st_size == known["size"] and digest(file.read()).sha256 == known["sha256"]
    except OSError:
        return False
