"""Where results go: stdout, a file, or a folder that mirrors the inputs; a file whole or not at all."""
from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import RawIOBase
from typing import Any, BinaryIO, Iterator, Protocol

from ..read import reason
from ..read.earlier import TEMPORARY

_FATAL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EPERM, errno.EACCES)


class OutputError(Exception):
    """An output can't be written where it was asked for.

    ``fatal``: nothing that comes after it can be written either (the disk is full).
    """

    def __init__(self, message: str, fatal: bool = True) -> None:
        super().__init__(message)
        self.fatal = fatal


class Begun(Protocol):
    """An output that is begun. All but its end may be done by another thread, for it takes no processor."""

    def hasten(self) -> None:
        """Have it go on by itself, so that several go on at once. It raises nothing."""

    def wait(self) -> None:
        """Wait until it is safe. It raises nothing."""

    def end(self) -> None:
        """Wait for it, and have it stand in its place. Raises OutputError, and then leaves nothing."""


class Part:
    """An output of a `Store`, written in the file ``part`` beside its place ``path``."""

    def __init__(self, file: RawIOBase, part: str, path: str) -> None:
        self._file = file
        self._part = part
        self._path = path
        self._waiting = True
        self._error: OSError | None = None

    def hasten(self) -> None:
        """Have the disk begin with it: several files are then sure at once.

        Linux begins to write back what it is told not to keep (posix_fadvise(2)): 16 files of 2 kB so took 0.65 ms to
        make sure of on ext4, one after the other, and 2.2 ms without this.
        """
        if self._waiting and hasattr(os, "posix_fadvise"):
            try:
                os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            except OSError:
                pass  # a file system that knows no advice

    def wait(self) -> None:
        """Wait until the disk is sure of it; what goes wrong is told at the end, as the disk tells it only once."""
        if self._waiting:
            try:
                os.fsync(self._file.fileno())
            except OSError as error:
                self._error = error
            self._waiting = False

    def end(self) -> None:
        """Wait for it, and give it its name. Raises OutputError, and then leaves nothing."""
        with _or_nothing(self._part, self._path):
            with self._file:
                self.wait()
            if self._error:
                raise self._error
            os.replace(self._part, self._path)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that outputs are put into, by paths relative to it that never lead out of it."""

    root: str

    def path(self, name: str) -> str:
        """Return the path of an output on disk."""
        return os.path.join(self.root, *name.split("/"))

    def write(self, name: str, data: bytes) -> Part:
        """Write an output beside its place, making its folders; to end what is returned gives it its name.

        Both raise OutputError, and then leave nothing.
        """
        path = self.path(name)
        part = temporary(path)
        if not _within(os.path.dirname(path), self.root):
            raise OutputError(f"{path}: a link leads out of the output folder", fatal=False)
        with _or_nothing(part, path):
            file = _opened(part)
            try:
                write_all(file, data)
            except BaseException:
                file.close()
                raise
        return Part(file, part, path)

    def discard(self, name: str) -> None:
        """Remove what a killed process may have left of an output."""
        _remove(temporary(self.path(name)))

    def read(self, name: str) -> bytes:
        """Return the bytes of an output. Raises OSError."""
        with open(self.path(name), "rb") as file:
            return file.read()

    def names(self) -> Iterator[str]:
        """Yield the name of each file in the folder, in alphabetical order of its folders."""
        for path, folders, files in os.walk(self.root):
            folders.sort()
            for file in sorted(files):
                yield os.path.relpath(os.path.join(path, file), self.root).replace(os.sep, "/")

    @contextmanager
    def copy(self, name: str) -> Iterator[str]:
        """Give the path of an output as a file on this machine, while the body runs."""
        yield self.path(name)

    def borrow(self, name: str, resume: bool) -> str:
        """Return the folder here in which a file is to be written."""
        return self.root

    def give_back(self, name: str, folder: str) -> None:
        """The file of a borrowed folder is where it belongs."""

    def size(self, name: str) -> int | None:
        """Return the size of an output in bytes, or None where it is not there."""
        try:
            return os.stat(self.path(name)).st_size
        except OSError:
            return None

    def remove(self, name: str) -> None:
        """Remove an output that stands there from an earlier run."""
        _remove(self.path(name))


@lru_cache(maxsize=1024)
def _within(folder: str, root: str) -> bool:
    real, top = os.path.realpath(folder), os.path.realpath(root)
    return real == top or real.startswith(os.path.join(top, ""))


def temporary(path: str) -> str:
    """Return the path at which a file is written before it gets its name: the same one each time.

    A run that is taken up again writes over what a killed one left.
    """
    import hashlib
    folder, name = os.path.split(path)
    digest = hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()
    return os.path.join(folder, f"{TEMPORARY}{digest}.tmp")


@contextmanager
def whole_file(path: str) -> Iterator[BinaryIO]:
    """Write a file whole or not at all: a temporary file beside it, fsync, rename.

    Raises OutputError where it can't be written; whatever is raised in the body leaves no file.
    """
    part = temporary(path)
    with _or_nothing(part, path):
        with open(part, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)


def _opened(path: str) -> RawIOBase:
    """Open a file for writing; its folders are made where they are missing, which is asked only then."""
    try:
        return open(path, "wb", buffering=0)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return open(path, "wb", buffering=0)


@contextmanager
def _or_nothing(part: str, path: str) -> Iterator[None]:
    """Leave no part of an output where the body raises; an OSError becomes an OutputError of its path."""
    try:
        yield
    except BaseException as error:
        _remove(part)
        if isinstance(error, OSError):
            raise _output_error(path, error) from error
        raise


def write_all(file: Any, data: bytes) -> None:
    """Write bytes to a file that has no buffer of its own, and may take a part of them at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest):]


def write_file(path: str, data: bytes) -> None:
    """Write these bytes as a whole file, or nothing, and make its folders. Raises OutputError."""
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
    except OSError as error:
        raise _output_error(path, error) from error
    with whole_file(path) as file:
        file.write(data)


def try_place(path: str) -> None:
    """Make sure, before any work, that a file can be written here. Nothing is left. Raises OutputError.

    A file is made and removed, in the nearest folder that is there: permissions do not tell all (a read-only file
    system, /proc, a user whom they don't bind).
    """
    folder, name = os.path.split(path)
    try:
        os.lstat(path)  # tells a name that is too long, and a file that stands where a folder should
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _output_error(path, error) from error
    while folder and not os.path.lexists(folder):
        folder = os.path.dirname(folder)
    part = temporary(os.path.join(folder or os.curdir, name))
    with _or_nothing(part, path):
        open(part, "wb").close()
        os.unlink(part)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass


def _output_error(path: str, error: OSError) -> OutputError:
    return OutputError(f"{path}: {reason(error)}", error.errno in _FATAL)


def write_stdout(text: str | bytes) -> None:
    """Write UTF-8 to stdout, whatever the locale.

    Raises BrokenPipeError where nobody reads, OutputError where it can't be written.
    """
    if sys.stdout is None:  # the shell's >&-
        raise OutputError("stdout: it is closed")
    stream = getattr(sys.stdout, "buffer", None)
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        if stream is None:
            sys.stdout.write(data.decode("utf-8"))
        else:
            write_all(stream, data)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise OutputError(f"stdout: {reason(error)}") from error


def silence_stdout() -> None:
    """Point stdout at nothing: what is still in its buffer would fail once more as Python ends."""
    if sys.stdout is None:  # closed from the start
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
