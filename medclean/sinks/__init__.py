"""Where a run puts its results: stdout, one file, or a folder with a manifest."""
from __future__ import annotations

import os
from typing import Protocol

from ..engines import Result, Task
from ..output import OutputError, try_place, write_all, write_stdout
from ..output.shards import Shard, normal
from ..read import Source, reason
from ..screen import coloured, wants_colour


class Sink(Protocol):
    """Takes the results of a run. ``ordered``: in the order of the inputs, otherwise as they come.

    ``duplicates`` is how many inputs were found to be duplicates, once the run is complete.
    """

    ordered: bool
    duplicates: int

    def task(self, number: int, source: Source) -> Task:
        """Return the task for a source; its result is known where an earlier run has finished it."""

    def place(self, task: Task, result: Result) -> None:
        """Put a result where it belongs. Raises OutputError."""

    def close(self, complete: bool) -> None:
        """End the run; ``complete`` says that all results have been placed."""


class Stdout:
    """Results go to stdout, in the order of the inputs."""

    ordered = True
    duplicates = 0

    def task(self, number: int, source: Source) -> Task:
        """Return the task for a source."""
        return Task(number, source)

    def place(self, task: Task, result: Result) -> None:
        """Write a result. Raises BrokenPipeError where the reader has gone."""
        if result.text:
            write_stdout(result.text)

    def close(self, complete: bool) -> None:
        """Nothing is left to do."""


class Diffs(Stdout):
    """Diffs go to stdout, coloured where that is a terminal."""

    def place(self, task: Task, result: Result) -> None:
        """Write a diff."""
        if result.text:
            write_stdout(coloured(result.text.decode()) if wants_colour() else result.text)


class Device(Stdout):
    """Results go to what is no regular file (/dev/stdout, a FIFO), as the shell's > would write there.

    A file beside it that takes its name, as ``OneFile`` makes one, would put an end to the device.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        try:
            self._file = open(path, "wb", buffering=0)
        except OSError as error:
            raise OutputError(f"{path}: {reason(error)}") from error

    def place(self, task: Task, result: Result) -> None:
        """Write a result. Raises BrokenPipeError where the reader has gone."""
        try:
            write_all(self._file, normal(result.text, self._path) if result.text else b"")
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{self._path}: {reason(error)}") from error

    def close(self, complete: bool) -> None:
        """Let go of the device."""
        self._file.close()


def one_file(path: str) -> Sink:
    """Return the sink for one output: a link is followed, what is no regular file is written to as it is."""
    if os.path.exists(path) and not os.path.isfile(path):
        return Device(path)
    return OneFile(os.path.realpath(path) if os.path.islink(path) else path)


class OneFile(Stdout):
    """Results go to one file, in the order of the inputs; it is there only once it is whole."""

    def __init__(self, path: str) -> None:
        try_place(path)
        self._path = path
        self._shard: Shard | None = None

    def place(self, task: Task, result: Result) -> None:
        """Add a result to the file."""
        if result.text:
            self._shard = self._shard or Shard(self._path)
            self._shard.write(normal(result.text, self._path))

    def close(self, complete: bool) -> None:
        """Give the file its name, where the run is complete."""
        if self._shard is not None:
            if complete:
                self._shard.commit()
            else:
                self._shard.remove()
