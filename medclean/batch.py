"""One run over the inputs of a command: find them, work, write what comes, say what went wrong."""
from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Callable, Sequence

from .document import Document
from .engines import Result, Work, run_serial
from .output import OutputError, output_names, write_file, write_stdout
from .pipeline import Pipeline, Stage, open_documents
from .read import Source, find, load
from .write import Write, safe

if TYPE_CHECKING:
    from .cli import Settings

Place = Callable[[Result], None]


def run(inputs: Sequence[str], stages: Sequence[Stage], write: Write, path: str | None,
        settings: Settings) -> int:
    """Clean the inputs and return the exit code: 0, or 1 where an input failed (or ``--check`` found work).

    Raises ValueError where what is asked for makes no sense.
    """
    sources = find(inputs)
    place = _place(sources, write, path, any(os.path.isdir(name) for name in inputs))
    named = {source.name for source in sources if source.named}
    code = 0
    try:
        for result in run_serial(Work(Pipeline(tuple(stages)), write, settings.encoding), sources):
            _tell(result, settings)
            place(result)
            lost = result.status == "failed" or result.status == "skipped" and result.source in named
            code |= lost or write.check and result.changed
    except OutputError as error:
        _say(f"error: {error}")
        return 1
    return int(code)


def _place(sources: list[Source], write: Write, path: str | None, folder: bool) -> Place:
    """Return the function that puts a result where it belongs."""
    many = folder or len(sources) > 1
    if write.check or write.diff:
        return lambda result: _to_stdout(result.output)
    if path and (many or path.endswith(os.sep) or os.path.isdir(path)):
        names = output_names((source.name for source in sources), write.format)
        return lambda result: _to_file(os.path.join(path, names[result.source]), result)
    if path:
        return lambda result: _to_file(path, result)
    if many and write.format != "jsonl":
        raise ValueError(f"{len(sources)} inputs can't go to one stdout as {write.format}: "
                         "name a directory with -o, or use --format jsonl.")
    return lambda result: _to_stdout(result.output)


def _to_stdout(text: str) -> None:
    try:
        write_stdout(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"stdout: {(error.strerror or str(error)).lower()}") from error


def _to_file(path: str, result: Result) -> None:
    if result.output:
        write_file(path, result.output)


def _tell(result: Result, settings: Settings) -> None:
    """Say on stderr what went wrong with an input, and what is worth knowing."""
    name = safe(result.name)
    if result.status == "failed":
        _say(f"error: {name}: {result.error}")
    elif settings.quiet:
        return
    elif result.status != "ok":
        _say(f"{result.status}: {name}: {result.error}")
    for note in result.warnings:
        where = f", line {note.line}" if note.line else ""
        _say(f"warning: {name}{where}: {safe(note.why)}")
    if settings.verbose:
        _say(f"{result.status}: {name}: {len(result.output)} characters written")


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def show_encodings(inputs: Sequence[str], fmt: str, settings: Settings) -> int:
    """Write a line for each input: encoding, how it was decided, confidence, script, format."""
    code = 0
    for source in find(inputs):
        for doc in _opened(source, settings.encoding):
            if doc.status in ("failed", "skipped"):
                code = 1
                _say(f"error: {safe(doc.name)}: {doc.error}")
            elif fmt == "json":
                _to_stdout(json.dumps(_findings(doc), ensure_ascii=False) + "\n")
            else:
                _to_stdout("\t".join(str(value) for value in _findings(doc).values()) + "\n")
    return code


def _opened(source: Source, encoding: str | None) -> list[Document]:
    try:
        if source.problem:
            raise OSError(0, source.problem)
        return list(open_documents(load(source), source.name, encoding=encoding))
    except OSError as error:
        return [Document(source.name, status="failed", error=(error.strerror or str(error)).lower())]


def _findings(doc: Document) -> dict[str, object]:
    from .script import detect_script
    found = doc.encoding
    return {"name": safe(doc.name), "encoding": found.name, "from": found.source,
            "confidence": found.confidence, "script": detect_script(doc.text), "format": doc.format}
