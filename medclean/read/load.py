"""Read an input's bytes: refused by size before reading, unpacked as a stream up to the same size."""
from __future__ import annotations

import errno
import io
import os
import stat
import sys
from typing import Any, BinaryIO, Callable, NamedTuple, cast

from . import MEGABYTE, Source
from .remote import MARK, open_address

COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
"""The suffixes of compressed files; a compressed file is told by how it begins."""

Opener = Callable[[BinaryIO], Any]
"""Opens what a kind of compressed file holds as a stream."""

_PIECE = 256 * 1024
_XZ_MEMORY = 256 * MEGABYTE
_ZSTD_WINDOW = 1 << 27


class Loaded(NamedTuple):
    """The bytes of an input, where it was cut short why, and what the file itself was on disk.

    ``stored`` are the file's own bytes, before they are unpacked (None: it was not read; see `known_by` for one of many
    in a file), ``modified`` is when it was changed (nanoseconds; 0 where that is not known).
    """

    data: bytes
    cut: str | None = None
    stored: bytes | None = None
    modified: int = 0


class TooLarge(ValueError):
    """An input holds more bytes than are read."""


def load(source: Source, max_size: int) -> Loaded:
    """Return the bytes of a source, unpacked where they are compressed.

    Raises TooLarge beyond ``max_size`` bytes, OSError where the source can't be read.
    """
    if source.data is not None:
        found = Loaded(source.data, stored=known_by(source))
    elif source.path is None:
        found = _limited(stdin(), max_size)
    else:
        found = _load_file(source.path, max_size)
    opener = packed(found.data[:8])
    if opener is None:
        return found
    data, cut = unpack(io.BytesIO(found.data), opener, max_size)
    return found._replace(data=data, cut=cut)


def known_by(source: Source) -> bytes:
    """Return the bytes that tell whether a source without a file of its own has changed: its page, and what came with
    it into the record."""
    told = tuple(filter(None, (source.url, source.fetched, source.told)))
    return (source.data or b"") + (repr(told).encode("utf-8", "surrogatepass") if told else b"")


def stdin() -> BinaryIO:
    """Return stdin's bytes. Raises OSError where it is closed."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "stdin is closed")
    return sys.stdin.buffer


def open_plain(path: str) -> BinaryIO:
    """Open a file without ever waiting for the other end of a pipe."""
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")


def open_any(path: str) -> BinaryIO:
    """Open a file, or what is at an address."""
    if MARK in path:
        return cast(BinaryIO, open_address(path)[0])
    return open_plain(path)


def _load_file(path: str, max_size: int) -> Loaded:
    if MARK in path:
        remote, size = open_address(path)
        with remote:
            _refuse(size or 0, max_size)
            return _limited(remote, max_size)
    if path.startswith("/dev/fd/"):
        with open(path, "rb") as pipe:
            return _limited(pipe, max_size)
    with open_plain(path) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a regular file")
        _refuse(status.st_size, max_size)
        return _limited(file, max_size)._replace(modified=status.st_mtime_ns)


def _refuse(size: int, max_size: int) -> None:
    if size > max_size:
        raise TooLarge(f"larger than {size_words(max_size)} (--max-size): {size_words(size)}")


def _limited(file: BinaryIO, max_size: int) -> Loaded:
    data = read_whole(file, max_size)
    return Loaded(data, stored=data)


def read_whole(file: Any, max_size: int) -> bytes:
    """Return all bytes of a file or stream. Raises TooLarge where it holds more than ``max_size``.

    It is read in pieces: for all that is asked for at once Python first takes the memory.
    """
    pieces: list[bytes] = []
    total = 0
    while piece := file.read(_PIECE):
        total += len(piece)
        if total > max_size:
            raise TooLarge(f"larger than {size_words(max_size)} (--max-size)")
        pieces.append(piece)
        if len(piece) < _PIECE and isinstance(file, io.BufferedReader):
            break  # that was the end: at a terminal another read would wait for another Ctrl-D
    return b"".join(pieces)


def packed(head: bytes) -> Opener | None:
    """Return the function that opens this kind of compressed file, or None where it is not one."""
    return next((opener for magic, opener in _OPENERS if head.startswith(magic)), None)


def _gzip(file: BinaryIO) -> Any:
    import gzip
    return gzip.GzipFile(fileobj=file)


def _bzip2(file: BinaryIO) -> Any:
    import bz2
    return bz2.BZ2File(file)


def _xz(file: BinaryIO) -> Any:
    return io.BufferedReader(_Xz(file))


def _zstd(file: BinaryIO) -> Any:
    import zstandard
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return io.BufferedReader(unpacker.stream_reader(file, read_across_frames=True))


class _Xz(io.RawIOBase):
    """An xz file as a stream that takes a bounded share of memory, whatever its header asks for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacker = self._begin()

    @staticmethod
    def _begin() -> Any:
        import lzma
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = b""
        while not data:
            piece = b"" if not self._unpacker.needs_input else self._file.read(_PIECE)
            if self._unpacker.eof:
                rest = (self._unpacker.unused_data + self._file.read(_PIECE)).lstrip(b"\0")
                if not rest:
                    return 0
                self._unpacker = self._begin()
                piece = rest
            elif self._unpacker.needs_input and not piece:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            data = self._unpacker.decompress(piece, len(buffer))
        buffer[:len(data)] = data
        return len(data)


_OPENERS: tuple[tuple[bytes, Opener], ...] = (
    (b"\x1f\x8b\x08", _gzip), (b"BZh", _bzip2), (b"\xfd7zXZ\0", _xz),
    (b"\x28\xb5\x2f\xfd", _zstd))


def unpack(file: BinaryIO, opener: Opener, max_size: int) -> tuple[bytes, str | None]:
    """Return what a compressed file holds, and why it was cut short, if it was.

    Raises TooLarge as soon as more than ``max_size`` bytes have come out, OSError where nothing did.
    """
    pieces: list[bytes] = []
    total = 0
    cut = None
    try:
        stream = opener(file)
        while piece := stream.read1(_PIECE):
            total += len(piece)
            if total > max_size:
                raise TooLarge(f"unpacks to more than {size_words(max_size)} (--max-size)")
            pieces.append(piece)
    except EOFError:
        cut = "the compressed file ends early"
    except (TooLarge, MemoryError):
        raise
    except Exception as error:  # each of the libraries has errors of its own; all say that the rest is lost
        cut = f"the compressed file is damaged: {error}"
    if cut and not pieces:
        raise OSError(0, cut)
    return b"".join(pieces), cut


def size_words(size: int) -> str:
    """Return a number of bytes in words: ``1.5 MB``."""
    for unit, name in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if size >= unit:
            return f"{size / unit:.4g} {name}"
    return f"{size} byte{'' if size == 1 else 's'}"
