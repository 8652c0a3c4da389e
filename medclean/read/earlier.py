"""What an earlier run left: its manifest, the shards beside it, what it did not finish, its report."""
from __future__ import annotations

import json
import os
from typing import Iterator

from ..patterns import lazy_regex

NAME = "manifest.jsonl"
"""The name of the manifest in the output folder."""

TEMPORARY = ".medclean-"
"""How the names of files begin that stand in the output folder only while a run is at work."""

FIELDS = frozenset(("name", "status", "options", "input", "output"))
"""What each line of a manifest holds, among other things."""

_SHARD = lazy_regex(r"part-[0-9]{5,}(?:\.jsonl(?:\.zst|\.gz)?|\.parquet)")
_LONGEST_LINE = 1 << 20
_REPORT = b"<title>medclean report</title>"
_HEAD = 1024


def is_manifest(path: str) -> bool:
    """Tell whether a file is the manifest of a run of medclean, by its name and its first line."""
    if os.path.basename(path) != NAME or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return is_manifest_line(file.readline(_LONGEST_LINE))
    except OSError:
        return False


def is_manifest_line(line: bytes) -> bool:
    """Tell whether a line is JSON with the fields that every version gives the lines of a manifest."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and FIELDS <= set(row)


def outputs(path: str) -> Iterator[str]:
    """Yield the names of the outputs that a manifest tells of, below its folder. Raises OSError."""
    with open(path, "rb") as file:
        for line in file:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue  # half written
            written = row.get("output") if isinstance(row, dict) else None
            if isinstance(written, dict) and isinstance(written.get("name"), str):
                yield written["name"]


def is_report(path: str) -> bool:
    """Tell whether a file is the report of a run of medclean, by its title."""
    try:
        if not os.path.isfile(path):  # a pipe would be waited for
            return False
        with open(path, "rb") as file:
            return _REPORT in file.read(_HEAD)
    except OSError:
        return False


def is_shard_name(name: str) -> bool:
    """Tell whether a file is named as a run names its shards."""
    return _SHARD.fullmatch(name) is not None
