"""What the commands come to that are no stage: the other steps of a chain, and commands that stand alone."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Callable

import click

if TYPE_CHECKING:
    from ..plan import Options
    from ..settings import Settings
    from ..write import Write


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
