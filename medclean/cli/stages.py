"""The options of the stages, shared by the commands of the stages and by ``clean``."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

import click
from click.core import ParameterSource

from ..convert.choice import TARGETS
from ..convert.dictionaries import CONFIGS
from .batch import Decorated

if TYPE_CHECKING:
    from ..convert import Convert
    from ..repair import Repair
    from ..strip import Strip

_FORMATS = ("text", "json", "jsonl", "parquet", "markdown", "edits")


def repairing(command: Decorated) -> Decorated:
    """Add the options of repair."""
    return click.option("--punctuation", type=click.Choice(("keep", "chinese", "ascii")), default="keep",
                        show_default=True, help="The width of punctuation between Chinese characters.")(command)


def stripping(command: Decorated) -> Decorated:
    """Add the options of strip."""
    return _all(command, (
        click.option("--extractor", type=click.Choice(("own", "trafilatura")), default="own", show_default=True,
                     help="Who finds the main content of an HTML page."),
        click.option("--comments", is_flag=True, help="Keep what readers wrote below an article."),
    ))


def converting(default: str) -> Callable[[Decorated], Decorated]:
    """Add the options of convert; ``default`` is the script that it converts to."""
    options = (
        click.option("--to", type=click.Choice(TARGETS), default=default, show_default=True,
                     help="The script: as it is, Simplified, Traditional, of Taiwan, of Hong Kong; with p also "
                          "the region's words."),
        click.option("--config", type=click.Choice(CONFIGS), metavar="NAME",
                     help="Exactly this configuration of OpenCC (s2twp), instead of --to."),
        click.option("--converter", type=click.Choice(("medclean", "opencc")), default="medclean",
                     show_default=True, help="Who converts; opencc is opencc-python-reimplemented."),
        click.option("--terms", metavar="FILE", callback=_terms,
                     help="Your own terms: on each line a term, a tab, and what to write."),
        click.option("--protect", metavar="FILE", callback=_protected,
                     help="Words that never change, one a line."),
    )
    return lambda command: _all(command, options)


def writing(command: Decorated) -> Decorated:
    """Add the options that say what is written, and where."""
    return _all(command, (
        click.option("--format", "fmt", type=click.Choice(_FORMATS), show_default="as -o is named, or text",
                     help="What to write: the text, a JSON record, one record a line, Markdown, or a "
                          "table of the edits."),
        click.option("-o", "--output", "path", metavar="PATH",
                     help="Write to this file, or below this folder for several inputs."),
        click.option("--edits", is_flag=True,
                     help="Put the edits and all lines into the record; without --format, show a table of them."),
        click.option("--with-metadata", is_flag=True, help="Put a block of front matter before the text."),
        click.option("--check", is_flag=True, help="Write no output; exit 1 where something would change."),
        click.option("--diff", is_flag=True, help="Write no output, but a diff of what would change to stdout."),
    ))


def _all(command: Decorated, options: tuple[Callable[[Decorated], Decorated], ...]) -> Decorated:
    for option in reversed(options):
        command = option(command)
    return command


def make_repair(options: dict[str, Any]) -> Repair:
    """Take the options of repair out of a command's and return the stage."""
    from ..repair import Repair
    return Repair(options.pop("punctuation"))


def make_strip(options: dict[str, Any]) -> Strip:
    """Take the options of strip out of a command's and return the stage."""
    from ..strip import Strip
    return Strip(options.pop("extractor"), options.pop("comments"))


def make_convert(options: dict[str, Any]) -> Convert:
    """Take the options of convert out of a command's and return the stage."""
    from ..convert import Convert
    to = click.get_current_context().get_parameter_source("to")
    if options["config"] and to is not ParameterSource.DEFAULT:
        raise click.UsageError("--to and --config both name the script: leave one out.")
    return Convert(**{name: options.pop(name) for name in ("to", "config", "converter", "terms", "protect")})


def _terms(ctx: click.Context, param: click.Parameter, path: str | None) -> Any:
    from ..convert import read_terms
    return _read(read_terms, ctx, param, path)


def _protected(ctx: click.Context, param: click.Parameter, path: str | None) -> Any:
    from ..convert import read_protected
    return _read(read_protected, ctx, param, path)


def _read(read: Callable[[str], Any], ctx: click.Context, param: click.Parameter, path: str | None) -> Any:
    """Read a user's table, or say in one line what is wrong with it."""
    if path is None:
        return ()
    try:
        return read(path)
    except OSError as error:
        raise click.BadParameter(f"{path}: {(error.strerror or str(error)).lower()}", ctx, param) from error
    except ValueError as error:
        raise click.BadParameter(str(error), ctx, param) from error
