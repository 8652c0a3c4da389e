"""Inputs at an address (``s3://…``, ``hf://…``, ``file://…``), by fsspec (an extra)."""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator

MARK = "://"
"""What tells an address from a path."""


def filesystem(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path there.

    Raises OSError where fsspec, or its driver for this kind of address, is not installed.
    """
    try:
        import fsspec
        system, path = fsspec.core.url_to_fs(address)
        return system, str(path)
    except (ImportError, ValueError) as error:
        raise OSError(0, f"an address wants fsspec and its driver (pip install 'medclean[remote]'): {error}"
                      ) from error


def is_folder(address: str) -> bool:
    """Tell whether there is a folder at an address; False where that can't be found out."""
    try:
        system, path = filesystem(address)
        return bool(system.isdir(path))
    except Exception:  # a driver's own error: reading it tells more
        return False


def files(address: str) -> Iterator[tuple[str, str]]:
    """Yield (name, address) of each file below an address, in alphabetical order. Raises OSError."""
    system, top = filesystem(address)
    try:
        found = sorted(system.find(top))
    except Exception as error:  # each driver has errors of its own
        raise OSError(0, f"can't be listed: {error}") from error
    for path in found:
        yield path[len(top.rstrip("/")):].lstrip("/"), system.unstrip_protocol(path)


def open_address(address: str) -> tuple[Any, int | None]:
    """Open the file at an address; return it, and its size where that is known. Raises OSError."""
    system, path = filesystem(address)
    with reading():
        return system.open(path, "rb"), system.size(path)


@contextmanager
def reading() -> Iterator[None]:
    """Make an OSError of whatever a driver raises in the body."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:  # each driver has errors of its own
        raise OSError(0, f"can't be read: {error}") from error
