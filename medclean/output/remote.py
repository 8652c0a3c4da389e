"""Outputs at an address (``s3://…``), by fsspec: one file for each input, the manifest kept here until the end."""
from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import Callable

from ..read import reason
from ..read.remote import filesystem
from . import OutputError


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A folder at an address; writing the same output twice leaves one. Object stores write whole or not at all."""

    root: str

    def path(self, name: str) -> str:
        """Return the address of an output."""
        return f"{self.root.rstrip('/')}/{name}"

    def write(self, name: str, data: bytes) -> Callable[[], None]:
        """Return the function that writes an output, which may take its time, and raises OutputError."""
        return partial(self._write, name, data)

    def _write(self, name: str, data: bytes) -> None:
        try:
            system, path = filesystem(self.path(name))
            system.makedirs(os.path.dirname(path), exist_ok=True)
            system.pipe_file(path, data)
        except Exception as error:  # each driver has errors of its own
            why = reason(error) if isinstance(error, OSError) else error
            raise OutputError(f"{self.path(name)}: {why}") from error

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
        import tempfile
        folder = tempfile.mkdtemp(prefix="medclean-")
        if resume and self.size(name) is not None:
            system, path = filesystem(self.path(name))
            system.get_file(path, os.path.join(folder, name))
        return folder

    def give_back(self, name: str, folder: str) -> None:
        """Put the file of a borrowed folder to the address, and remove the folder. Raises OutputError."""
        here = os.path.join(folder, name)
        with open(here, "rb") as file:
            self._write(name, file.read())
        os.unlink(here)
        os.rmdir(folder)
