"""How click's group becomes a chain of stages beside commands that stand alone, and how a run ends before its time."""
from __future__ import annotations

import os
from typing import Any, Callable

import click

from .batch import Command, belongs
from .steps import Detect

BROKEN_PIPE = 141
"""The exit code of a program whose reader went away, as shells report it (128 + SIGPIPE)."""

STOPPED = 130
"""The exit code of a program that Ctrl-C ended, as shells report it (128 + SIGINT)."""

STAGES = ("detect", "repair", "strip", "convert", "write")
"""The commands that may be named one behind the other."""


class Chain(click.Group):
    """The group of commands; a closed pipe ends it with 141 and Ctrl-C with 130, where click would say 1; a full disk
    is told in one line."""

    command_class = Command

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments (help and version are printed here)."""
        return _until_closed(super().make_context, *args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options; one of a command is told where it belongs."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            where = belongs(error.option_name, self, None)
            if not where:
                raise
            raise click.UsageError(f"{error.option_name} {where}", ctx) from error

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


@click.command("detect")
@click.option("--format", "fmt", type=click.Choice(("text", "json")), default="text", show_default=True)
def detect_stage(fmt: str) -> Detect:
    """Show each input's encoding, script and format."""
    return Detect(fmt)
