"""The settings of a run that hold for every command: what to read, how, and how much to say."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Settings:
    """The options of the group of commands. Raises ValueError where ``quiet`` and ``verbose`` are both asked for."""

    inputs: tuple[str, ...] = ()
    jobs: int = 1
    encoding: str | None = None
    quiet: bool = False
    verbose: bool = False

    def __post_init__(self) -> None:
        if self.quiet and self.verbose:
            raise ValueError("-q and -v contradict each other: leave one out.")

    def updated(self, options: dict[str, Any]) -> Settings:
        """Take those of the group's options out of a command's that were given there, and return all."""
        given = {name: options.pop(name, None) for name in ("encoding", "jobs", "quiet", "verbose")}
        return replace(self, **{name: value for name, value in given.items() if value})
