"""What a person at the screen sees: messages, how far a run is, and at its end what became of the inputs.

On a terminal rich draws a progress bar; elsewhere a plain line comes every so often. All goes to stderr: stdout
is never touched.
"""
from __future__ import annotations

import os
import sys
import time
from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING, Any, Iterable

from .write import one_line

if TYPE_CHECKING:
    from .engines import Result

_PLAIN_EVERY = 30.0
_DRAW_EVERY = 0.1
_FEW = 5
_COLOURS = {"@": "36", "-": "31", "+": "32"}


def say(message: str) -> None:
    """Write one line on stderr, with control characters (a line end in a name too) made visible."""
    text = one_line(message)
    try:
        print(text, file=sys.stderr)
    except (OSError, UnicodeEncodeError):
        try:
            print(text.encode("ascii", "backslashreplace").decode("ascii"), file=sys.stderr)
        except OSError:
            pass


class Teller:
    """Tells what went wrong with inputs; of a file of many pages only the first messages, and how many more there are.

    ``most`` is how many are told of one file (None: all).
    """

    MOST = 20

    def __init__(self, most: int | None = MOST) -> None:
        self._most = most
        self._told: Counter[str] = Counter()

    def tell(self, container: str, message: str) -> None:
        """Say a message about an input; ``container`` is the file of many pages that it stands in (empty: none)."""
        self._told[container] += 1
        if not container or self._most is None or self._told[container] <= self._most:
            say(message)

    def close(self) -> None:
        """Say how many messages were not told."""
        for container, count in self._told.items():
            if container and self._most is not None and count > self._most:
                say(f"{container}: and {count - self._most:,} more of its pages; -v tells of all")


def wants_colour() -> bool:
    """Tell whether stdout is a terminal that shows colours and nobody said NO_COLOR (https://no-color.org)."""
    shown = sys.stdout is not None and sys.stdout.isatty()
    return shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(diff: str) -> str:
    """Return a diff with the colours that git gives: names bold, places cyan, old lines red, new ones green."""
    rows = diff.split("\n")
    colours = ["1", "1", *(_COLOURS.get(row[:1], "") for row in rows[2:])]
    return "\n".join(f"\x1b[{colour}m{row}\x1b[0m" if colour else row for row, colour in zip(rows, colours))


class Tally:
    """Counts what became of the inputs of a run."""

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()
        self.encodings: Counter[str] = Counter()
        self.scripts: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self.started = time.monotonic()
        self.resumed = 0
        self.duplicates = 0

    def add(self, result: Result) -> None:
        """Count one result."""
        self.states[result.status] += 1
        if result.encoding:
            self.encodings[result.encoding] += 1
        if result.script:
            self.scripts[result.script] += 1
        self.removed.update(result.removed)
        if len(self.slowest) < _FEW or (result.seconds, result.name) > self.slowest[-1]:
            self.slowest = nlargest(_FEW, [*self.slowest, (result.seconds, result.name)])

    @property
    def done(self) -> int:
        """The number of inputs that ended in a state in this run."""
        return sum(self.states.values())

    @property
    def rate(self) -> float:
        """Inputs a second since the run began."""
        return self.done / max(time.monotonic() - self.started, 1e-6)

    def _speed(self) -> str:
        """How many inputs a second, in words; of one input it says nothing that the time does not."""
        return f" ({_rate(self.rate)} a second)" if self.done > 1 else ""

    def summary(self) -> Iterable[str]:
        """Yield the lines that tell at the end what became of the inputs."""
        states = ", ".join(f"{count:,} {state}" for state, count in self.states.most_common())
        seconds = time.monotonic() - self.started
        yield f"{counted(self.done)} in {_span(seconds)}{self._speed()}: {states or 'none'}"
        if self.resumed:
            yield f"{counted(self.resumed)} {'was' if self.resumed == 1 else 'were'} finished by an earlier run"
        if self.duplicates:
            yield f"duplicates: {self.duplicates:,}"
        for what, counts in (("encodings", self.encodings), ("scripts", self.scripts)):
            if counts:
                yield f"{what}: {_listed(counts, '')}"
        if self.removed:
            yield f"removed most: {_listed(self.removed, ' characters')}"
        slow = [f"{name} {seconds:.2f} s" for seconds, name in self.slowest if seconds >= 1]
        if slow:
            yield f"slowest: {', '.join(slow)}"


class Progress:
    """Shows how far a run is; ``total`` is the number of inputs (None: nobody knows)."""

    def __init__(self, tally: Tally, total: int | None, shown: bool) -> None:
        self._tally = tally
        self._total = total
        self._shown = shown
        self._next = time.monotonic() + (_DRAW_EVERY if sys.stderr.isatty() else _PLAIN_EVERY)
        self._bar: Any = _bar(total) if shown and sys.stderr.isatty() else None

    def update(self) -> None:
        """Show how far the run is, if it is time."""
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        if self._bar is None:
            self._next = now + _PLAIN_EVERY
            say(self._line())
        else:
            self._next = now + _DRAW_EVERY
            self._draw()

    def _draw(self) -> None:
        failed = self._tally.states["failed"]
        self._bar.update(0, completed=self._tally.done + self._tally.resumed, failed=failed,
                         rate=_rate(self._tally.rate))
        self._bar.refresh()

    def _line(self) -> str:
        done = self._tally.done + self._tally.resumed
        of = f" of {self._total:,}" if self._total is not None else ""
        left = ""
        if self._total is not None and self._tally.done:
            left = f", {_span((self._total - done) / self._tally.rate)} left"
        return (f"{done:,}{of} done, {_rate(self._tally.rate)} a second{left}, "
                f"{self._tally.states['failed']:,} failed")

    def close(self) -> None:
        """Take the bar off the terminal, with its last state left standing."""
        if self._bar is not None:
            self._draw()
            self._bar.stop()


def _bar(total: int | None) -> Any:
    """A progress bar that is drawn only when told to: no thread of its own, beside which processes start."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress as Bar, TextColumn, TimeRemainingColumn
    bar = Bar(BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}/s", markup=False),
              TimeRemainingColumn(), TextColumn("{task.fields[failed]} failed", markup=False),
              console=Console(stderr=True), auto_refresh=False)
    bar.add_task("", total=total, rate="0", failed=0)
    bar.start()
    return bar


def _listed(counts: Counter[str], unit: str) -> str:
    return ", ".join(f"{key} {count:,}{unit}" for key, count in counts.most_common(_FEW))


def counted(inputs: int) -> str:
    """Return a number of inputs in words: ``1 input``, ``2,000 inputs``."""
    return f"{inputs:,} input{'' if inputs == 1 else 's'}"


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def _span(seconds: float) -> str:
    """A span of time in words: ``4.2 s``, ``3:05``, ``2:10:00``."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
