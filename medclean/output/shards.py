"""Files of many records: JSON Lines, plain or compressed with Zstandard, and Parquet.

Whatever the file, records go in and come out as lines of JSON, so that one run can take up another's.
"""
from __future__ import annotations

import io
import json
import os
from typing import Any, BinaryIO, Protocol

from ..read import reason
from . import OutputError, temporary

PARQUET = ".parquet"
"""The suffix of a table of records; every other file of records holds JSON Lines."""

_LEVEL = 3
_FLUSH_EVERY = 64
_GROUP = 1000


class Packer(Protocol):
    """Writes lines of JSON into a file in its own way; the same lines always give the same bytes."""

    def write(self, lines: bytes) -> None:
        """Add whole lines."""

    def close(self) -> None:
        """Write what is left; the file stays open."""


class Shard:
    """A file of records that is being written: it gets its name when it is committed."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            self._file = open(temporary(path), "wb")
        except OSError as error:
            raise OutputError(f"{path}: {reason(error)}") from error
        self._packer = _packer(path, self._file)

    def write(self, lines: bytes) -> None:
        """Add lines. Raises OutputError, and leaves no file, where they can't be written."""
        try:
            self._packer.write(lines)
        except OSError as error:
            self._fail(error)

    def commit(self) -> None:
        """End the file and give it its name. Raises OutputError."""
        try:
            self._packer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(temporary(self.path), self.path)
        except OSError as error:
            self._fail(error)

    def leave(self) -> None:
        """Stop writing and leave what there is, for a later run to take up."""
        try:
            self._file.close()
        except OSError:
            pass

    def remove(self) -> None:
        """Stop writing and leave nothing."""
        self.leave()
        try:
            os.unlink(temporary(self.path))
        except OSError:
            pass

    def _fail(self, error: OSError) -> None:
        self.remove()
        raise OutputError(f"{self.path}: {reason(error)}") from error


def read_lines(path: str) -> bytes | None:
    """Return the lines of a shard; where it was never committed, those that can still be read.

    None: there is neither.
    """
    for name in (path, temporary(path)):
        try:
            with open(name, "rb") as file:
                return _unpacked(path, file)
        except OSError:
            continue
    return None


def _unpacked(path: str, file: BinaryIO) -> bytes | None:
    if path.endswith(PARQUET):
        return _parquet_lines(file)
    if not path.endswith(".zst"):
        return file.read()
    import zstandard
    pieces = []
    try:
        with zstandard.ZstdDecompressor().stream_reader(file) as stream:
            while piece := stream.read(1 << 20):
                pieces.append(piece)
    except zstandard.ZstdError:
        pass
    return b"".join(pieces)


def _packer(path: str, file: BinaryIO) -> Packer:
    if path.endswith(PARQUET):
        return _Parquet(file)
    return _Zstandard(file) if path.endswith(".zst") else _Plain(file)


class _Plain:
    """JSON Lines as they are."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, lines: bytes) -> None:
        self._file.write(lines)
        self._file.flush()

    def close(self) -> None:
        pass


class _Zstandard:
    """JSON Lines in one Zstandard frame; every few lines all that went in can be read back."""

    def __init__(self, file: BinaryIO) -> None:
        import zstandard
        self._block = zstandard.FLUSH_BLOCK
        self._writer = zstandard.ZstdCompressor(level=_LEVEL).stream_writer(file, closefd=False)
        self._file = file
        self._since = 0

    def write(self, lines: bytes) -> None:
        self._writer.write(lines)
        self._since += 1
        if self._since == _FLUSH_EVERY:
            self._since = 0
            self._writer.flush(self._block)
            self._file.flush()

    def close(self) -> None:
        self._writer.close()


class _Parquet:
    """Rows of a typed table, a thousand in a group."""

    def __init__(self, file: BinaryIO) -> None:
        import pyarrow.parquet
        from .schema import record_schema
        self._schema = record_schema()
        self._writer = pyarrow.parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, lines: bytes) -> None:
        self._rows += map(json.loads, lines.splitlines())
        if len(self._rows) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow
        if self._rows:
            self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []

    def close(self) -> None:
        self._flush()
        self._writer.close()


def _parquet_lines(file: BinaryIO) -> bytes | None:
    import pyarrow
    import pyarrow.parquet
    try:
        table = pyarrow.parquet.read_table(io.BytesIO(file.read()))
    except pyarrow.ArrowInvalid:
        return None
    return b"".join(map(_line, table.to_pylist()))


def normal(lines: bytes, path: str) -> bytes:
    """Return lines as they will be read back from this file: Parquet gives numbers their type and can't hold the
    lone surrogates of a file name, which become escapes."""
    if not path.endswith(PARQUET):
        return lines
    import pyarrow
    from .schema import record_schema
    rows = [_well_formed(json.loads(line)) for line in lines.splitlines()]
    return b"".join(map(_line, pyarrow.Table.from_pylist(rows, schema=record_schema()).to_pylist()))


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_well_formed(each) for each in value]
    return {key: _well_formed(each) for key, each in value.items()} if isinstance(value, dict) else value
