"""Where a run puts its results: stdout, one file, or a folder with a manifest."""
from __future__ import annotations

import os
from contextlib import ExitStack
from typing import Any, BinaryIO, Protocol

from .engines import Result, Task
from .engines.work import digest
from .manifest import Manifest, same_input, to_row
from .output import OutputError, Store, whole_file, write_stdout
from .output.names import Names
from .read import Source, reason
from .read.load import open_plain


class Sink(Protocol):
    """Takes the results of a run. ``ordered``: in the order of the inputs, otherwise as they come."""

    ordered: bool

    def task(self, number: int, source: Source) -> Task | None:
        """Return the task for a source, or None where an earlier run has finished it."""

    def place(self, task: Task, result: Result) -> None:
        """Put a result where it belongs. Raises OutputError."""

    def close(self, complete: bool) -> None:
        """End the run; ``complete`` says that all results have been placed."""


class Stdout:
    """Results go to stdout, in the order of the inputs."""

    ordered = True

    def task(self, number: int, source: Source) -> Task:
        """Return the task for a source."""
        return Task(number, source)

    def place(self, task: Task, result: Result) -> None:
        """Write a result. Raises BrokenPipeError where the reader has gone."""
        if result.text:
            write_stdout(result.text)

    def close(self, complete: bool) -> None:
        """Nothing is left to do."""


class OneFile(Stdout):
    """Results go to one file, in the order of the inputs; it is there only once it is whole."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack = ExitStack()
        self._file: BinaryIO | None = None

    def place(self, task: Task, result: Result) -> None:
        """Add a result to the file."""
        if result.text:
            if self._file is None:
                os.makedirs(os.path.dirname(self._path) or ".", exist_ok=True)
                self._file = self._stack.enter_context(whole_file(self._path))
            try:
                self._file.write(result.text)
            except OSError as error:
                raise OutputError(f"{self._path}: {reason(error)}") from error

    def close(self, complete: bool) -> None:
        """Give the file its name, where the run is complete."""
        if complete:
            self._stack.close()
        else:
            stop = OutputError("the run was not completed")
            self._stack.__exit__(type(stop), stop, None)


class Folder:
    """Every result has a file of its own, which the workers write; the manifest tells of each."""

    ordered = False

    def __init__(self, names: Names, manifest: Manifest, store: Store) -> None:
        self._names = names
        self._manifest = manifest
        self._store = store
        self.resumed = 0

    def task(self, number: int, source: Source) -> Task | None:
        """Return the task for a source, or None where its output is there and its input unchanged."""
        output = self._names(source)
        row = self._manifest.finished(source.name)
        if row is not None and self._stands(row, output) and unchanged(source, row):
            self._manifest.keep(number, source.name)
            self.resumed += 1
            return None
        return Task(number, source, output)

    def _stands(self, row: dict[str, Any], output: str) -> bool:
        """Tell whether the output is on disk as the manifest says (or there is none to be)."""
        written = row["output"]
        if written is None:
            return True
        try:
            size = os.stat(self._store.path(output)).st_size
        except OSError:
            return False
        return bool(written["name"] == output and written["size"] == size)

    def place(self, task: Task, result: Result) -> None:
        """Note in the manifest what the worker has written; what an earlier run had written goes."""
        if result.output is None and task.output is not None:
            self._store.remove(task.output)
        self._manifest.add(task.number, to_row(result, task.output))

    def close(self, complete: bool) -> None:
        """Put the manifest in order, where the run is complete, and let go of it."""
        if complete:
            self._manifest.finish()
        self._manifest.close()


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
        return bool(digest(source.data).sha256 == known["sha256"])
    try:
        with open_plain(source.path or os.devnull) as file:
            status = os.fstat(file.fileno())
            if same_input(row, status.st_size, status.st_mtime_ns):
                return True
            return status.st_size == known["size"] and digest(file.read()).sha256 == known["sha256"]
    except OSError:
        return False
