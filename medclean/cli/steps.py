"""What the group and its commands come to: the settings of a run, and the steps of a chain besides the stages."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Callable

import click

if TYPE_CHECKING:
    from ..plan import Options
    from ..write import Write


@dataclass(frozen=True)
class Settings:
    """The options of the group: what to read, how, and how much to say."""

    inputs: tuple[str, ...] = ()
    jobs: int = 1
    encoding: str | None = None
    quiet: bool = False
    verbose: bool = False

    def __post_init__(self) -> None:
        if self.quiet and self.verbose:
            raise click.UsageError("-q and -v contradict each other: leave one out.")

    def updated(self, options: dict[str, Any]) -> Settings:
        """Take those of the group's options out of a command's that were given there, and return all."""
        given = {name: options.pop(name) for name in ("encoding", "jobs", "quiet", "verbose")}
        return replace(self, **{name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Out:
    """The write step of a chain: what to write, where, and how a run over many inputs goes."""

    write: Write
    path: str | None = None
    options: Options | None = None


@dataclass(frozen=True)
class Detect:
    """``detect`` as a step of a chain: detection always runs; alone, its findings are shown."""

    format: str = "text"


@dataclass(frozen=True)
class Alone:
    """A command that can't be part of a chain: ``run`` does its work and returns the exit code.

    ``reads`` tells whether it takes inputs.
    """

    name: str
    run: Callable[[Settings], int]
    reads: bool = True
    ctx: click.Context = field(default_factory=click.get_current_context)
