"""Where results go: stdout, one file, or a directory that mirrors the inputs."""
from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from typing import Iterable

from .write import SUFFIXES


class OutputError(Exception):
    """The output can't be written where it was asked for: nothing more can be done."""


def output_names(names: Iterable[str], fmt: str) -> dict[str, str]:
    """Return the path of each input's output, relative to the output directory.

    The suffix of the format takes the place of the input's (``a/b.html`` becomes ``a/b.txt``); where
    two inputs would meet, each keeps its own as well (``b.html.txt``). No path leads out of the
    directory: ``..``, drive letters and roots become ordinary parts.
    """
    names = list(dict.fromkeys(names))
    short = {name: _inside(os.path.splitext(name)[0] + SUFFIXES[fmt]) for name in names}
    met = Counter(path.casefold() for path in short.values())
    return {name: path if met[path.casefold()] == 1 else _inside(name + SUFFIXES[fmt])
            for name, path in short.items()}


def _inside(path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return os.path.join(*(part.replace("..", "__") if part.strip(".") == "" else part for part in parts))


def write_file(path: str, text: str) -> None:
    """Write a file whole or not at all: into a temporary file beside it, then renamed.

    Raises OutputError where that fails.
    """
    folder = os.path.dirname(path) or "."
    try:
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".medclean-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8", "replace"))
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def write_stdout(text: str) -> None:
    """Write UTF-8 to stdout, whatever the locale. Raises BrokenPipeError where nobody reads."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
    else:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
