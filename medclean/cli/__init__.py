"""The command line: a chain of stages, and commands that stand alone."""
from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Callable, Iterator

import click

from .. import __version__
from ..settings import Settings
from .batch import Command, batch_options, batching, reading
from .stages import converting, make_convert, make_repair, make_strip, repairing, stripping, writing
from .steps import Alone, Detect, Out

if TYPE_CHECKING:
    from ..pipeline import Stage
    from ..plan import Options

BROKEN_PIPE = 141
"""The exit code of a program whose reader went away, as shells report it (128 + SIGPIPE)."""

STOPPED = 130
"""The exit code of a program that Ctrl-C ended, as shells report it (128 + SIGINT)."""

_STAGE = "Reads stdin, or what is named before it: medclean -i page.html repair strip convert write"

STAGES = ("detect", "repair", "strip", "convert", "write")


class Chain(click.Group):
    """The group of commands; a closed pipe ends it with 141 and Ctrl-C with 130, where click would say 1; a full disk
    is told in one line."""

    command_class = Command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments (help and version are printed here)."""
        return _until_closed(super().make_context, *args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the commands."""
        return _until_closed(super().invoke, ctx)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; ``detect`` in a chain is a step and takes no files."""
        following = next((arg for arg in args[1:] if not arg.startswith("-")), None)
        stage = following in STAGES and not os.path.exists(following)
        if args[0] == "detect" and (ctx.params.get("inputs") or stage):
            return "detect", detect_stage, args[1:]
        named = os.path.lexists(args[0]) or os.path.splitext(args[0])[1] or os.sep in args[0]
        if args[0] not in self.commands and named and not args[0].startswith("-"):
            raise click.UsageError(f"{args[0]!r} is no command: name the inputs of a chain before it, "
                                   "as in 'medclean -i FILE strip'.", ctx)
        return super().resolve_command(ctx, args)


class Standing(Command):
    """A command that stands alone: its options may follow its files, although the group is a chain."""

    def make_context(self, info_name: str | None, args: list[str], parent: click.Context | None = None,
                     **extra: Any) -> click.Context:
        """Parse options and files in any order."""
        extra |= {"allow_interspersed_args": True, "allow_extra_args": False}
        return super().make_context(info_name, args, parent=parent, **extra)


def _until_closed(call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return call(*args, **kwargs)
    except BrokenPipeError:
        # Nobody reads any more: keep the interpreter from flushing into the closed pipe at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(BROKEN_PIPE) from None
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None
    except Exception as error:
        from ..output import OutputError, silence_stdout
        if not isinstance(error, (OSError, OutputError)):
            raise
        from ..read import reason
        from ..screen import say  # most often stdout can't be written: its disk is full
        silence_stdout()
        said = f"{error.filename or 'stdout'}: {reason(error)}" if isinstance(error, OSError) else error
        say(f"error: {said}")
        raise SystemExit(1) from error


def _known_encoding(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    if name is not None:
        from ..detect import UnknownEncoding, detect as detected
        try:
            detected(b"", given=name)
        except UnknownEncoding as error:
            raise click.BadParameter(str(error), ctx, param) from error
    return name


encoding_option = click.option("--encoding", metavar="NAME", callback=_known_encoding,
                               help="The encoding of the inputs, where detection is wrong.")


@click.group(cls=Chain, chain=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-i", "--input", "inputs", multiple=True, metavar="PATH",
              help="A file, a folder, or - for stdin (the default); may be given again.")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, metavar="N", help="Work in N processes.")
@encoding_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was done to each input.")
@click.version_option(__version__, prog_name="medclean", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, inputs: tuple[str, ...], jobs: int, encoding: str | None, quiet: bool,
         verbose: bool) -> None:
    """Turn Chinese web pages about medicine and health into clean text.

    \b
    medclean clean page.html          the whole chain to stdout
    medclean clean pages/ -o clean/   a folder, mirrored
    medclean -i page.html repair strip write --format json
                                      stage by stage
    """
    with _misuse():
        ctx.obj = Settings(inputs, jobs, encoding, quiet, verbose)


@main.result_callback()
@click.pass_context
def run_chain(ctx: click.Context, steps: list[Any], **_: Any) -> None:
    """Run what the commands returned: one that stands alone, or a chain of stages."""
    settings: Settings = ctx.obj
    alone = [step for step in steps if isinstance(step, Alone)]
    if alone and len(steps) > 1:
        raise click.UsageError(f"{alone[0].name!r} stands alone: it can't be mixed with other commands.", ctx)
    if alone and settings.inputs and not alone[0].reads:
        raise click.UsageError(f"{alone[0].name!r} reads no inputs: leave out -i.", ctx)
    if alone:
        with click.core.augment_usage_errors(alone[0].ctx):  # misuse is shown with the command's own usage
            ctx.exit(alone[0].run(settings))
    if len(steps) == 1 and isinstance(steps[0], Detect):
        ctx.exit(_show_encodings(settings, (), steps[0].format))
    _check_order(ctx, steps)
    out = steps[-1] if isinstance(steps[-1], Out) else _out()
    stages = [step for step in steps if not isinstance(step, (Out, Detect))]
    ctx.exit(_work(settings, (), stages, out))


def _check_order(ctx: click.Context, steps: list[Any]) -> None:
    if len(set(map(type, steps))) < len(steps):
        raise click.UsageError("A stage can stand in a chain only once.", ctx)
    if any(isinstance(step, Detect) for step in steps[1:]):
        raise click.UsageError("'detect' comes first in a chain.", ctx)
    if any(isinstance(step, Out) for step in steps[:-1]):
        raise click.UsageError("'write' comes last in a chain.", ctx)


def _out(fmt: str | None = None, path: str | None = None, **options: Any) -> Out:
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


def _work(settings: Settings, files: tuple[str, ...], stages: list[Stage], out: Out) -> int:
    """Run the stages over the inputs and return the exit code."""
    from ..batch import run
    return _over(settings, files, out.options,
                 lambda inputs, told: run(inputs, stages, out.write, out.path, settings, *told))


def _over(settings: Settings, files: tuple[str, ...], options: Options | None,
          work: Callable[[tuple[str, ...], list[Options]], int]) -> int:
    """Do some work over the inputs, of which the options may list more."""
    listed = options is not None and options.lists
    inputs = settings.inputs + files if listed else _inputs(settings, files)
    with _misuse():
        return work(inputs, [options] if options is not None else [])


@contextmanager
def _misuse() -> Iterator[None]:
    """What makes no sense is misuse, and is told with the command's usage."""
    try:
        yield
    except ValueError as error:
        raise click.UsageError(str(error)) from error


@main.command(cls=Standing)
@click.argument("files", nargs=-1, metavar="[FILE|DIR]...")
@converting("keep")
@repairing
@stripping
@writing
@encoding_option
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Work in N processes.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was done to each input.")
@batching
def clean(files: tuple[str, ...], **options: Any) -> Alone:
    """Clean pages: the whole chain, repair strip convert write.

    Reads stdin where no file is named. Several files, or a folder, want -o or --format jsonl.
    """
    def run(settings: Settings) -> int:
        with _misuse():
            settings = settings.updated(options)
        stages: list[Stage] = [make_repair(options), make_strip(options), make_convert(options)]
        _refuse_stages(files)
        return _work(settings, files, stages, _out(**options))
    return Alone("clean", run)


def _refuse_stages(files: tuple[str, ...]) -> None:
    for name in files:
        if name in STAGES and not os.path.exists(name):
            raise click.UsageError(f"'clean' is the whole chain: it can't be mixed with {name!r}.")


@main.command(cls=Standing)
@click.argument("files", nargs=-1, metavar="[FILE|DIR]...")
@click.option("--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="Lines with tabs, or an object of JSON on each.")
@reading
def detect(files: tuple[str, ...], fmt: str, **options: Any) -> Alone:
    """Show each input's encoding, script and format.

    A line has nine columns with tabs between: name, encoding, how it was decided, confidence, script, format, declared
    encoding, unreadable bytes, stretches in other encodings.
    """
    return Alone("detect", lambda settings: _show_encodings(settings, files, fmt, batch_options(options, fmt)))


@click.command("detect")
@click.option("--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True)
def detect_stage(fmt: str) -> Detect:
    """Show each input's encoding, script and format."""
    return Detect(fmt)


def _show_encodings(settings: Settings, files: tuple[str, ...], fmt: str, options: Options | None = None) -> int:
    from ..findings import show_encodings
    return _over(settings, files, options, lambda inputs, told: show_encodings(inputs, fmt, settings, *told))


@main.command(epilog=_STAGE)
@repairing
def repair(**options: Any) -> Stage:
    """Mend what copy sites and wrong codecs damaged."""
    return make_repair(options)


@main.command(epilog=_STAGE)
@stripping
def strip(**options: Any) -> Stage:
    """Strip the portal's clutter and read the metadata."""
    return make_strip(options)


@main.command(epilog=_STAGE)
@converting("hans")
def convert(**options: Any) -> Stage:
    """Convert the script: Simplified, Traditional, Taiwan, Hong Kong."""
    return make_convert(options)


@main.command(epilog=_STAGE)
@writing
@batching
def write(**options: Any) -> Out:
    """Write the result: text, a record, Markdown or the edits."""
    return _out(**options)


@main.command(cls=Standing)
@click.option("--explain", metavar="CODE", help="Show one rule's manual page.")
def rules(explain: str | None) -> Alone:
    """List the rules, or explain one."""
    def run(_: Settings) -> int:
        from ..explain import explain_rule, list_rules
        try:
            text = list_rules() if explain is None else explain_rule(explain)
        except LookupError as error:
            raise click.BadParameter(str(error), param_hint="--explain") from error
        _print(text)
        return 0
    return Alone("rules", run, reads=False)


@main.command(cls=Standing)
def schema() -> Alone:
    """Print the JSON Schema of the record."""
    def run(_: Settings) -> int:
        from ..record import schema as record_schema
        _print(record_schema())
        return 0
    return Alone("schema", run, reads=False)


@main.command(cls=Standing)
@click.argument("folder", metavar="DIR")
def verify(folder: str) -> Alone:
    """Check a folder of outputs, or an address, against its manifest."""
    def run(_: Settings) -> int:
        from ..read import reason
        from ..verify import check_folder
        try:
            return check_folder(folder)
        except OSError as error:
            raise click.UsageError(f"there is no manifest in {folder!r}: {reason(error)}") from error
    return Alone("verify", run, reads=False)


def _print(text: str) -> None:
    from ..output import write_stdout
    write_stdout(text)


def run() -> None:
    """Run the command line and end the process with its code: the entry point.

    Python would take down every object first, which takes a tenth of the time of one page.
    """
    if sys.stderr is None:  # closed; what is opened next must not take its place
        sys.stderr = open(os.devnull, "w")
    try:
        main(prog_name="medclean")
    except SystemExit as end:
        if isinstance(end.code, int) and not {"multiprocessing", "ray"} & sys.modules.keys():  # these tidy up
            if sys.stdout is not None:
                sys.stdout.flush()  # print would write, if only nothing, and fail on a full disk
            os._exit(end.code)
        raise
