"""The options for runs over many inputs, and what they come to."""
from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Callable, TypeVar

import click

from ..patterns import lazy_regex

if TYPE_CHECKING:
    from ..plan import Options

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
"""A command that options are added to."""

_SIZE = lazy_regex(r"(\d{1,9}(?:\.\d{1,3})?)\s?([KMGT]?)(?:i?B)?", re.I)
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
_MOST = 1 << 62  # more does not fit what the system counts with
_MOST_DIGITS = 9
_YEAR = 366 * 86400.0
_WHOLE = 1000  # characters of a help's first sentence: all of them


class Size(click.ParamType):
    """A number of bytes: ``500K``, ``64M``, ``2G``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes; anything else is misuse."""
        found = _SIZE.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no size: write 500K, 64M or 2G.", param, ctx)
        return min(int(float(found[1]) * (1 << _UNITS[found[2].upper()])), _MOST)


class Whole(click.ParamType):
    """A number of things: 1 or more."""

    name = "whole"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; anything else is misuse."""
        told = str(value).strip()
        if not (told.isascii() and told.isdecimal() and int(told[:_MOST_DIGITS]) and len(told) <= _MOST_DIGITS):
            self.fail(f"{value!r} is no whole number from 1 on: write 2.", param, ctx)
        return int(told)


class Seconds(click.ParamType):
    """A span of time, 0 or more: ``30``, ``0.5``."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number of seconds; anything else, or more than a year, is misuse."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds <= _YEAR:
            self.fail(f"{value!r} is no number of seconds: write 30 or 0.5, or 0 for no limit.", param, ctx)
        return seconds


class BatchOption(click.Option):
    """An option for runs over many inputs: the help shows these under a heading of their own."""


class Command(click.Command):
    """A command whose help sets the options for many inputs apart."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; an option of the group, or of another command of it, is told where it belongs."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            where = ctx.parent and belongs(error.option_name, ctx.parent.command, self.name)
            if not where:
                raise
            raise click.UsageError(f"{error.option_name} {where}", ctx) from error

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the group's help says of the command: on a narrow terminal it is wrapped, not cut."""
        return super().get_short_help_str(_WHOLE)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, those for many inputs last."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        for heading, batch in (("Options", False), ("Many inputs", True)):
            rows = [option.get_help_record(ctx) for option in options
                    if isinstance(option, BatchOption) is batch]
            shown = [row for row in rows if row]
            if shown:
                with formatter.section(heading):
                    formatter.write_dl(shown)


def belongs(option: str, group: click.Command, command: str | None) -> str | None:
    """Tell where an option belongs that a command of the group (None: the group) does not have; None: nowhere."""
    here = next((param for param in group.params if option in param.opts), None)
    if here:
        return " ".join(filter(None, ("stands before the commands: medclean", option, here.metavar, command)))
    others = getattr(group, "commands", {}).values()
    owners = [other.name for other in others if any(option in param.opts for param in other.params)]
    stead = f", not of {command!r}." if command else ": it stands behind the command."
    return f"is an option of {' and '.join(map(repr, owners))}{stead}" if owners else None


def _option(*names: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    return click.option(*names, cls=BatchOption, **settings)


_OPTIONS = (
    _option("--include", multiple=True, metavar="GLOB",
            help="Of folders and archives read only these files; may be given again."),
    _option("--exclude", multiple=True, metavar="GLOB", help="Leave out these files and folders."),
    _option("--files-from", "lists", multiple=True, metavar="FILE",
            help="Read the names of the inputs from a file, or from stdin (-)."),
    _option("-0", "--null", is_flag=True, help="The names in it are separated by NUL."),
    _option("--field", metavar="NAME", help="The field of JSON Lines that holds the page [html or text]."),
    _option("--max-size", type=Size(), default="64M", show_default=True, metavar="SIZE",
            help="Refuse larger inputs, before and after unpacking; 0: none."),
    _option("--timeout", type=Seconds(), default=30.0, show_default=True, metavar="SECONDS",
            help="Give up an input that takes longer; 0: never."),
    _option("--memory", type=Size(), default="2G", show_default=True, metavar="SIZE",
            help="The most memory that a worker may take; 0: any."),
    _option("--shard-size", type=Whole(), show_default="5000", metavar="N",
            help="Inputs in each file of records (-o DIR --format jsonl or parquet)."),
    _option("--dedup", type=click.Choice(("exact", "near")),
            help="Mark in the manifest the same, or nearly the same, article with the name of the first."),
    _option("--report", metavar="FILE", help="Write a report of the run: one web page, with charts."),
    _option("--cluster", metavar="auto|ADDRESS", help="Work on a Ray cluster instead of in processes here."),
    _option("--resume", is_flag=True, help="Go on with an earlier run into the same folder."),
)


def reading(command: Decorated) -> Decorated:
    """Add the options that say which inputs are read."""
    for option in reversed(_OPTIONS[:_OF_READING]):
        command = option(command)
    return command


def batching(command: Decorated) -> Decorated:
    """Add the options for runs over many inputs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OF_READING = 6  # of these options: which inputs are read
_NAMES = {"include", "exclude", "lists", "null", "field", "max_size", "timeout", "memory", "shard_size",
          "cluster", "dedup", "report", "resume"}


def batch_options(values: dict[str, Any], fmt: str) -> Options:
    """Take the options for many inputs out of a command's values, and return what they come to.

    ``fmt`` is the format of the output. Raises UsageError where what is asked for wants a package that is not there,
    or can't be written.
    """
    from ..output.shards import PARQUET
    from ..plan import Options
    from ..engines import Limits
    from ..read import Selection
    if fmt == "parquet":
        _check_parquet(values)
    if values.get("dedup") == "near":
        _need("rensa", "dedup", "--dedup near")
    if values.get("cluster") is not None:
        _need("ray", "ray", "--cluster")
    taken = {name: values.pop(name) for name in tuple(values) if name in _NAMES}
    if not taken:
        return Options()
    limits = {name: taken.pop(name) for name in ("max_size", "timeout", "memory") if name in taken}
    limits["max_size"] = limits["max_size"] or _MOST
    options = Options(
        Selection(taken.pop("include"), taken.pop("exclude"), limits["max_size"], taken.pop("field")), Limits(**limits))
    return replace(options, **taken, shards=PARQUET if fmt == "parquet" else ".jsonl.zst")


def _need(module: str, extra: str, what: str) -> None:
    from importlib.util import find_spec
    if find_spec(module) is None:
        raise click.UsageError(f"{what} wants {module}: pip install 'medclean[{extra}]'")


def _check_parquet(values: dict[str, Any]) -> None:
    _need("pyarrow", "parquet", "--format parquet")
    if values.get("edits"):
        raise click.UsageError("a Parquet table has no place for edits: use --format jsonl.")
