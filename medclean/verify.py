"""Check a folder of outputs against its manifest: is everything there, and as it was written?"""
from __future__ import annotations

import os
from collections import Counter
from typing import Any, Iterator

from .engines.work import digest
from .manifest import NAME, UNFINISHED, read_rows
from .output import TEMPORARY, Store
from .output.remote import RemoteStore, store_at
from .output.shards import read_lines
from .read import reason
from .screen import counted, say

_MOST_TOLD = 20  # files that are not in the manifest
_LOST = ("failed", "truncated", "skipped")  # states of inputs of which not all is in the outputs


def check_folder(folder: str) -> int:
    """Say on stderr what is wrong with a folder of outputs, here or at an address, and return the exit code.

    An input that failed is no problem of the outputs: the manifest says so, and the run has ended with 1; how many
    there are is told.
    Raises OSError where there is no manifest to read.
    """
    store = store_at(folder)
    with store.copy(NAME) as manifest:
        check = Check(store, manifest)
        count = 0
        for problem in check.problems():
            say(f"error: {problem}")
            count += 1
        others = 0
        for name in check.strangers():
            half = _is_temporary(name)
            count += half
            others += not half
            if half or others <= _MOST_TOLD:
                say(f"error: {name} is half written" if half else f"note: {name} is not in the manifest")
        if others > _MOST_TOLD:
            say(f"note: nor are {others - _MOST_TOLD:,} more files")
    found = f"{count:,} problem{'' if count == 1 else 's'}" if count else "the outputs are as the manifest says"
    lost = ", ".join(f"{check.states[state]:,} {state}" for state in _LOST if check.states[state])
    say(f"{counted(check.inputs)}{f' ({lost})' if lost else ''}, {found}")
    return int(count > 0)


class Check:
    """A check of the outputs in a store against the manifest at a path, which is read twice.

    First to find which line of each input counts: the last one, where a run that was stopped has left several; then to
    look at the outputs, and to count what became of the inputs (``states``).
    """

    def __init__(self, store: Store | RemoteStore, manifest: str) -> None:
        self._store = store
        self._manifest = manifest
        self._last: dict[int, int] = {}
        self._broken: list[int] = []
        self.states: Counter[str] = Counter()
        self._known = {hash(NAME), hash(UNFINISHED)}
        for number, row in enumerate(read_rows(manifest), 1):
            if row is None:
                self._broken.append(number)
            else:
                self._last[hash(row["name"])] = number

    @property
    def inputs(self) -> int:
        """The number of inputs that the manifest tells of."""
        return len(self._last)

    def problems(self) -> Iterator[str]:
        """Yield what is wrong: the run did not end, a line can't be read, an output is missing or not what was written.

        Raises OSError.
        """
        if self._store.size(UNFINISHED) is not None:
            yield "the run has not ended: the same command with --resume goes on"
        yield from (f"line {number} of the manifest can't be read" for number in self._broken)
        shard = ("", b"")
        for row in self._rows():
            self.states[row["status"]] += 1
            written = row["output"]
            if written is None:
                if row["status"] in ("ok", "truncated") and row["chars"][1]:
                    yield f"{row['name']}: its state is {row['status']}, but it has no output"
                continue
            self._known.add(hash(written["name"]))
            if "offset" in written and written["name"] != shard[0]:
                shard = (written["name"], _lines(self._store.path(written["name"])))
            problem = _problem(self._store, written, shard[1])
            if problem:
                yield f"{row['name']}: {problem}"

    def _rows(self) -> Iterator[dict[str, Any]]:
        for number, row in enumerate(read_rows(self._manifest), 1):
            if row and self._last.get(hash(row["name"])) == number:
                yield row

    def strangers(self) -> Iterator[str]:
        """Yield, once the problems are told, the files that no line names: half-written ones, of inputs that are gone,
        or others'."""
        yield from (name for name in self._store.names() if hash(name) not in self._known)


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


def _is_temporary(name: str) -> bool:
    return os.path.basename(name).startswith(TEMPORARY)
