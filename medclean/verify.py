"""Check a folder of outputs against its manifest: is everything there, and as it was written?"""
from __future__ import annotations

import os
from typing import Any, Iterator

from .engines.work import digest
from .manifest import NAME, UNFINISHED, read_rows
from .output import TEMPORARY, Store
from .output.remote import RemoteStore, store_at
from .output.shards import read_lines
from .read import reason
from .report import counted, say


def check_folder(folder: str) -> int:
    """Say on stderr what is wrong with a folder of outputs, here or at an address, and return the exit code.

    Raises OSError where there is no manifest to read.
    """
    store = store_at(folder)
    with store.copy(NAME) as manifest:
        rows = sum(1 for _ in latest_rows(manifest))
        count = 0
        for problem in problems(store, manifest):
            say(f"error: {problem}")
            count += 1
        for name in strangers(store, manifest):
            half = _is_temporary(name)
            say(f"error: {name} is half written" if half else f"note: {name} is not in the manifest")
            count += half
    found = f"{count:,} problem{'' if count == 1 else 's'}" if count else "all as the manifest says"
    say(f"{counted(rows)}, {found}")
    return int(count > 0)


def latest_rows(manifest: str) -> Iterator[dict[str, Any]]:
    """Yield the line of each input: the last one, where a run that was stopped has left several."""
    last = {hash(row["name"]): number for number, row in enumerate(read_rows(manifest)) if row}
    for number, row in enumerate(read_rows(manifest)):
        if row and last[hash(row["name"])] == number:
            yield row


def problems(store: Store | RemoteStore, manifest: str) -> Iterator[str]:
    """Yield what is wrong: the run did not end, a line says nothing, an output is missing or not what was written.

    Raises OSError.
    """
    if store.size(UNFINISHED) is not None:
        yield "the run has not ended: the same command with --resume goes on"
    yield from (f"line {number} of the manifest can't be read"
                for number, row in enumerate(read_rows(manifest), 1) if row is None)
    shard = ("", b"")
    for row in latest_rows(manifest):
        written = row["output"]
        if written is None:
            if row["status"] in ("ok", "truncated") and row["chars"][1]:
                yield f"{row['name']}: its state is {row['status']}, but it has no output"
            continue
        if "offset" in written and written["name"] != shard[0]:
            shard = (written["name"], _lines(store.path(written["name"])))
        problem = _problem(store, written, shard[1])
        if problem:
            yield f"{row['name']}: {problem}"


def _lines(path: str) -> bytes:
    return (read_lines(path) or b"") if os.path.exists(path) else b""


def _problem(store: Store | RemoteStore, written: dict[str, Any], lines: bytes) -> str | None:
    """Say what is wrong with an output, or None."""
    name = written["name"]
    if "offset" in written:
        data = lines[written["offset"]:written["offset"] + written["size"]]
        if not data:
            return f"is missing from {name}"
    elif store.size(name) not in (None, written["size"]):  # it is not read, however large it is
        return f"its output in {name} is not what was written"
    else:
        try:
            data = store.read(name)
        except OSError as error:
            return f"its output {name} can't be read: {reason(error)}"
    if digest(data) != (written["size"], written["sha256"], 0):
        return f"its output in {name} is not what was written"
    return None


def strangers(store: Store | RemoteStore, manifest: str) -> Iterator[str]:
    """Yield the files that no line of the manifest names: half-written ones, of inputs that are gone, or others'."""
    known = {NAME, UNFINISHED} | {row["output"]["name"] for row in latest_rows(manifest) if row["output"]}
    yield from (name for name in store.names() if name not in known)


def _is_temporary(name: str) -> bool:
    return os.path.basename(name).startswith(TEMPORARY)
