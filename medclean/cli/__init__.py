"""The command line: a chain of stages, and commands that stand alone."""
from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..settings import Settings
from .batch import Decorated, Whole, batch_options, batching, reading
from .group import STAGES, Chain, Standing
from .running import misuse, out_of, show_encodings, work_on
from .stages import converting, make_convert, make_repair, make_strip, repairing, stripping, writing
from .steps import Alone, Detect, Out

if TYPE_CHECKING:
    from ..pipeline import Stage

_STAGE = "Reads stdin, or what is named before it: medclean -i page.html repair strip convert write"


def _known_encoding(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
    if name is not None:
        from ..detect import UnknownEncoding, detect as detected
        try:
            detected(b"", given=name)
        except UnknownEncoding as error:
            raise click.BadParameter(str(error), ctx, param) from error
    return name


def _telling(command: Decorated) -> Decorated:
    """The options of the group that ``detect`` takes as well."""
    for option in (
            click.option("-v", "--verbose", is_flag=True, help="Say what was done to each input."),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
            click.option("--encoding", metavar="NAME", callback=_known_encoding,
                         help="The encoding of the inputs, where detection is wrong.")):
        command = option(command)
    return command


def _setting(command: Decorated) -> Decorated:
    """The options of the group that ``clean`` takes as well."""
    return click.option("-j", "--jobs", type=Whole(), metavar="N",
                        help="Work in N processes.")(_telling(command))


@click.group(cls=Chain, chain=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-i", "--input", "inputs", multiple=True, metavar="PATH",
              help="A file, a folder, or - for stdin (the default); may be given again.")
@_setting
@click.version_option(__version__, prog_name="medclean", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, inputs: tuple[str, ...], jobs: int | None, encoding: str | None, quiet: bool,
         verbose: bool) -> None:
    """Turn Chinese web pages about medicine and health into clean text.

    \b
    medclean clean page.html         the whole chain to stdout
    medclean clean pages/ -o clean/  a folder, mirrored
    medclean -i page.html repair strip write --format json
                                     stage by stage
    """
    with misuse():
        ctx.obj = Settings(inputs, jobs or 1, encoding, quiet, verbose)


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
        ctx.exit(show_encodings(settings, (), steps[0].format))
    _check_order(ctx, steps)
    out = steps[-1] if isinstance(steps[-1], Out) else out_of()
    stages = [step for step in steps if not isinstance(step, (Out, Detect))]
    ctx.exit(work_on(settings, (), stages, out))


def _check_order(ctx: click.Context, steps: list[Any]) -> None:
    if len(set(map(type, steps))) < len(steps):
        raise click.UsageError("A stage can stand in a chain only once.", ctx)
    if any(isinstance(step, Detect) for step in steps[1:]):
        raise click.UsageError("'detect' comes first in a chain.", ctx)
    if any(isinstance(step, Out) for step in steps[:-1]):
        raise click.UsageError("'write' comes last in a chain.", ctx)


@main.command(cls=Standing)
@click.argument("files", nargs=-1, metavar="[FILE|DIR]...")
@converting("keep")
@repairing
@stripping
@writing
@_setting
@batching
def clean(files: tuple[str, ...], **options: Any) -> Alone:
    """Clean pages: the whole chain, repair strip convert write.

    Reads stdin where no file is named. Several files, or a folder, want -o or --format jsonl.
    """
    def run(settings: Settings) -> int:
        with misuse():
            settings = settings.updated(options)
        stages: list[Stage] = [make_repair(options), make_strip(options), make_convert(options)]
        _refuse_stages(files)
        return work_on(settings, files, stages, out_of(**options))
    return Alone("clean", run)


def _refuse_stages(files: tuple[str, ...]) -> None:
    for name in files:
        if name in STAGES and not os.path.exists(name):
            raise click.UsageError(f"'clean' is the whole chain: it can't be mixed with {name!r}.")


@main.command(cls=Standing)
@click.argument("files", nargs=-1, metavar="[FILE|DIR]...")
@click.option("--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="Lines with tabs, or an object of JSON on each.")
@_telling
@reading
def detect(files: tuple[str, ...], fmt: str, **options: Any) -> Alone:
    """Show each input's encoding, script and format.

    A line has nine columns with tabs between: name, encoding, how it was decided, confidence, script, format, declared
    encoding, unreadable bytes, stretches in other encodings.
    """
    def run(settings: Settings) -> int:
        with misuse():
            settings = settings.updated(options)
        return show_encodings(settings, files, fmt, batch_options(options, fmt))
    return Alone("detect", run)


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
    return out_of(**options)


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
    """Check a folder of outputs, or an address, against its manifest.

    Ends with 1 where an output is missing or altered, or the run has not ended; inputs that failed are counted.
    """
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
