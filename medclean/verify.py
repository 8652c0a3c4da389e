"""Check a folder of outputs against its manifest: is everything there, and as it was written?"""
from __future__ import annotations

import os
from typing import Any, Iterator

from .engines.work import digest
from .manifest import NAME, read_rows
from .output import TEMPORARY
from .output.shards import read_lines
from .report import counted, say


def check_folder(folder: str) -> int:
    """Say on stderr what is wrong with a folder of outputs, and return the exit code.

    Raises OSError where there is no manifest to read.
    """
    rows = sum(1 for _ in latest_rows(folder))
    count = 0
    for problem in problems(folder):
        say(f"error: {problem}")
        count += 1
    for name in strangers(folder):
        say(f"note: {name} is not in the manifest")
    found = f"{count:,} problem{'' if count == 1 else 's'}" if count else "all as the manifest says"
    say(f"{counted(rows)}, {found}")
    return int(count > 0)


def latest_rows(folder: str) -> Iterator[dict[str, Any]]:
    """Yield the line of each input: the last one, where a run that was stopped has left several."""
    path = os.path.join(folder, NAME)
    last = {hash(row["name"]): number for number, row in enumerate(read_rows(path))}
    for number, row in enumerate(read_rows(path)):
        if last[hash(row["name"])] == number:
            yield row


def problems(folder: str) -> Iterator[str]:
    """Yield a line for each output that is missing, changed or half written. Raises OSError."""
    shard = ("", b"")
    for row in latest_rows(folder):
        written = row["output"]
        if written is None:
            if row["status"] in ("ok", "truncated") and row["chars"][1]:
                yield f"{row['name']}: its state is {row['status']}, but it has no output"
            continue
        if "offset" in written and written["name"] != shard[0]:
            shard = (written["name"], _lines(folder, written["name"]))
        problem = _problem(folder, written, shard[1])
        if problem:
            yield f"{row['name']}: {problem}"
    yield from (f"{name} is half written" for name in _files(folder) if _is_temporary(name))


def _lines(folder: str, name: str) -> bytes:
    path = os.path.join(folder, name)
    return (read_lines(path) or b"") if os.path.exists(path) else b""


def _problem(folder: str, written: dict[str, Any], lines: bytes) -> str | None:
    """Say what is wrong with an output, or None."""
    name = written["name"]
    if "offset" in written:
        data = lines[written["offset"]:written["offset"] + written["size"]]
        if not data:
            return f"is missing from {name}"
    else:
        try:
            with open(os.path.join(folder, *name.split("/")), "rb") as file:
                data = file.read(written["size"] + 1)
        except OSError as error:
            return f"its output {name} can't be read: {(error.strerror or str(error)).lower()}"
    if digest(data) != (written["size"], written["sha256"], 0):
        return f"its output in {name} is not what was written"
    return None


def strangers(folder: str) -> Iterator[str]:
    """Yield the files that no line of the manifest names: outputs of inputs that are gone, or others'."""
    known = {NAME} | {row["output"]["name"] for row in latest_rows(folder) if row["output"]}
    yield from (name for name in _files(folder) if name not in known and not _is_temporary(name))


def _is_temporary(name: str) -> bool:
    return os.path.basename(name).startswith(TEMPORARY)


def _files(folder: str) -> Iterator[str]:
    for path, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            yield os.path.relpath(os.path.join(path, file), folder).replace(os.sep, "/")
