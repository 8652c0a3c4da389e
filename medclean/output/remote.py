"""Outputs at an address (``s3://…``), by fsspec: one file for each input, the manifest kept here until the end."""
from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Iterator

from ..read import reason
from ..read.remote import MARK, files, filesystem, reading
from . import OutputError, Store

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_SENDERS = 8
_STACK = 1 << 18


class Sent:
    """An output that a thread of this process writes to an address."""

    def __init__(self, sending: Future[None]) -> None:
        self._sending = sending

    def hasten(self) -> None:
        """It goes on by itself."""

    def wait(self) -> None:
        """Wait until it is there; what goes wrong is told at the end."""
        self._sending.exception()

    def end(self) -> None:
        """Wait until it is there. Raises OutputError."""
        self._sending.result()


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A folder at an address; writing the same output twice leaves one. Object stores write whole or not at all."""

    root: str

    def path(self, name: str) -> str:
        """Return the address of an output."""
        return f"{self.root.rstrip('/')}/{name}"

    def write(self, name: str, data: bytes) -> Sent:
        """Begin to write an output."""
        return Sent(_senders().submit(self._write, name, data))

    def _write(self, name: str, data: bytes) -> None:
        try:
            system, path = filesystem(self.path(name))
            system.makedirs(os.path.dirname(path), exist_ok=True)
            system.pipe_file(path, data)
        except Exception as error:  # each driver has errors of its own
            why = reason(error) if isinstance(error, OSError) else error
            raise OutputError(f"{self.path(name)}: {why}") from error

    def read(self, name: str) -> bytes:
        """Return the bytes of an output. Raises OSError."""
        system, path = filesystem(self.path(name))
        with reading():
            return bytes(system.cat_file(path))

    def names(self) -> Iterator[str]:
        """Yield the name of each file at the address, in alphabetical order. Raises OSError."""
        yield from (name for name, _ in files(self.root))

    @contextmanager
    def copy(self, name: str) -> Iterator[str]:
        """Give the path of a copy of an output on this machine, while the body runs. Raises OSError."""
        from tempfile import TemporaryDirectory  # it loads a dozen modules, which a page does without
        with TemporaryDirectory(prefix="medclean-") as folder:
            yield self._fetch(name, folder)

    def _fetch(self, name: str, folder: str) -> str:
        """Put a copy of an output into a folder here, and return its path. Raises OSError."""
        here = os.path.join(folder, os.path.basename(name))
        system, path = filesystem(self.path(name))
        with reading():
            system.get_file(path, here)
        return here

    def discard(self, name: str) -> None:
        """Nothing is left half written."""

    def remove(self, name: str) -> None:
        """Remove an output that stands there from an earlier run."""
        if self.size(name) is not None:
            system, path = filesystem(self.path(name))
            system.rm_file(path)

    def size(self, name: str) -> int | None:
        """Return the size of an output in bytes, or None where it is not there."""
        try:
            system, path = filesystem(self.path(name))
            return int(system.size(path))
        except Exception:  # not there, or not to be found out: then it is written again
            return None

    def borrow(self, name: str, resume: bool) -> str:
        """Return a folder here with a copy of a file, where one is there and wanted."""
        from tempfile import mkdtemp
        folder = mkdtemp(prefix="medclean-")
        if resume and self.size(name) is not None:
            self._fetch(name, folder)
        return folder

    def give_back(self, name: str, folder: str) -> None:
        """Put the file of a borrowed folder to the address, and remove the folder. Raises OutputError."""
        here = os.path.join(folder, name)
        with open(here, "rb") as file:
            self._write(name, file.read())
        from shutil import rmtree
        rmtree(folder)


@lru_cache(maxsize=1)
def _senders() -> ThreadPoolExecutor:
    """The threads of this process that write to addresses: each waits for the network, and not for a processor."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import stack_size
    stack_size(_STACK)  # it counts as memory that the process takes
    return ThreadPoolExecutor(_SENDERS)


def store_at(path: str) -> Store | RemoteStore:
    """Return the store of a path or an address. Raises OSError where there is no driver for the address."""
    if MARK not in path:
        return Store(path)
    filesystem(path)
    return RemoteStore(path)
