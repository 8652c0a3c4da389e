"""What the commands do once their options are read: run stages over the inputs, or show how these are encoded."""
from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Callable, Iterator

import click

from .batch import batch_options
from .steps import Out

if TYPE_CHECKING:
    from ..pipeline import Stage
    from ..plan import Options
    from ..settings import Settings


def out_of(fmt: str | None = None, path: str | None = None, **options: Any) -> Out:
    """Return what is written, and where; raises click.UsageError where the options contradict each other."""
    from ..write import Write, format_of
    told = fmt or format_of(path or "")
    fmt = "edits" if options.get("edits") and not fmt and told == "text" else told
    if options.get("edits") and fmt not in ("json", "jsonl", "edits", "parquet"):
        raise click.UsageError(f"--edits goes into a record, not into {fmt}: use --format json, or --format edits.")
    if options.get("with_metadata") and fmt not in ("text", "markdown"):
        raise click.UsageError(f"--with-metadata goes before text or Markdown: {fmt} has no place for it.")
    batch = batch_options(options, fmt)
    return Out(Write("jsonl" if fmt == "parquet" else fmt, **options), path, batch)


def _inputs(settings: Settings, files: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the inputs that were named; where none was, stdin, and who sits at the terminal is told so."""
    named = settings.inputs + files
    if not named and not settings.quiet and sys.stdin is not None and sys.stdin.isatty():
        from ..screen import say
        say("reading what is typed here; Ctrl-D ends it")
    return named or ("-",)


def work_on(settings: Settings, files: tuple[str, ...], stages: list[Stage], out: Out) -> int:
    """Run the stages over the inputs and return the exit code."""
    from ..batch import run
    return _over(settings, files, out.options,
                 lambda inputs, told: run(inputs, stages, out.write, out.path, settings, *told))


def _over(settings: Settings, files: tuple[str, ...], options: Options | None,
          work: Callable[[tuple[str, ...], list[Options]], int]) -> int:
    """Do some work over the inputs, of which the options may list more."""
    listed = options is not None and options.lists
    inputs = settings.inputs + files if listed else _inputs(settings, files)
    with misuse():
        return work(inputs, [options] if options is not None else [])


@contextmanager
def misuse() -> Iterator[None]:
    """What makes no sense is misuse, and is told with the command's usage."""
    try:
        yield
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def show_encodings(settings: Settings, files: tuple[str, ...], fmt: str, options: Options | None = None) -> int:
    """Show what detection finds out about the inputs, and return the exit code."""
    from .. import findings
    return _over(settings, files, options, lambda inputs, told: findings.show_encodings(inputs, fmt, settings, *told))
