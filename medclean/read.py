"""Inputs: files, directories and stdin, each with the name it has in records and outputs."""
from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Iterable, Iterator, NamedTuple


class Source(NamedTuple):
    """An input: its name, the path to read (None: stdin), and whether the user named it itself.

    ``problem`` says why it can't be read, where that is known already.
    """

    name: str
    path: str | None
    named: bool = True
    problem: str | None = None


def find(inputs: Iterable[str]) -> list[Source]:
    """Return a source for each input: a file, every file below a directory, or stdin (``-``).

    A named file is called by its own name, or, where two would have one name, by its path from
    the folder that all of them share. An input that is not there is a source with a problem.
    """
    found: list[Source] = []
    paths = [path for path in inputs if path != "-" and not os.path.isdir(path)]
    names = _names(paths)
    for path in inputs:
        if path == "-":
            found.append(Source("-", None))
        elif os.path.isdir(path):
            found.extend(_walk(path))
        else:
            found.append(Source(names[path], path, True, _problem(path)))
    return found


def load(source: Source) -> bytes:
    """Return the bytes of a source. Raises OSError where it can't be read."""
    if source.path is None:
        return sys.stdin.buffer.read()
    return Path(source.path).read_bytes()


def _names(paths: list[str]) -> dict[str, str]:
    bases = [os.path.basename(path) for path in paths]
    if len(set(bases)) == len(set(paths)):
        return dict(zip(paths, bases))
    shared = os.path.commonpath([os.path.abspath(path) for path in paths])
    return {path: os.path.relpath(os.path.abspath(path), shared) for path in paths}


def _walk(top: str) -> Iterator[Source]:
    for folder, folders, files in os.walk(top):
        folders.sort()
        for file in sorted(files):
            path = os.path.join(folder, file)
            yield Source(os.path.relpath(path, top), path, False, _problem(path))


def _problem(path: str) -> str | None:
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return "there is no such file"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None if stat.S_ISREG(mode) else "not a regular file"
