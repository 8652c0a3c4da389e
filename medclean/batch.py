"""One run over the inputs of a command: find them, work, put the results in place, say what went wrong."""
from __future__ import annotations

import os
import signal
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Iterable, Iterator, Sequence

from . import __version__
from .engines import EngineError, Pairs, Result, Task, Work, in_order, run_serial
from .output import OutputError, try_place
from .pipeline import Pipeline, Stage
from .plan import SHARD_SIZE, Options, Plan
from .read import Source
from .screen import Progress, Tally, Teller, counted, say
from .settings import Settings
from .sinks import Sink
from .write import Write


def run(inputs: Sequence[str], stages: Sequence[Stage], write: Write, path: str | None,
        settings: Settings, options: Options = Options()) -> int:
    """Clean the inputs and return the exit code: 0, or 1 where an input failed, one that was named was not
    read to its end, none was found, or ``--check`` found work.

    Raises ValueError where what is asked for makes no sense.
    """
    plan = Plan(inputs, path, write, options)
    work = Work(Pipeline(tuple(stages)), write, settings.encoding, options.limits, plan.store,
                options.dedup, plan.into)
    tally = Tally()
    try:
        if options.report:
            try_place(options.report)
        sink = plan.sink(_fingerprint(work, options) if plan.into else "")
        code = _run(plan, work, sink, tally, settings)
        if options.report and plan.path and code in (0, 1):
            _report(plan, work, options.report, settings)
        return code
    except (OutputError, EngineError) as error:
        say(f"error: {error}")
        return 1


def _run(plan: Plan, work: Work, sink: Sink, tally: Tally, settings: Settings) -> int:
    code = 0
    complete = False
    progress = Progress(tally, plan.total, plan.many and not settings.quiet)
    teller = Teller(None if settings.verbose else Teller.MOST)
    try:
        with _stopped_by_signal():
            with closing(_results(plan, work, sink, settings)) as pairs:
                for task, result in pairs:
                    sink.place(task, result)
                    if task.known is not None:
                        tally.resumed += 1
                        continue
                    tally.add(result)
                    _tell(task.source, result, settings, teller, plan.hint(task.source))
                    _stop_if_fatal(result)
                    code |= _lost(task.source, result) or work.write.check and result.changed
                    progress.update()
        complete = True
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except _Stopped as stop:
        code = 128 + stop.number
    finally:
        progress.close()
        teller.close()
        sink.close(complete)
        tally.duplicates = sink.duplicates
    if not complete:
        _stop(plan, tally)
        return int(code)
    missed = plan.missed(tally.done + tally.resumed)
    if not settings.quiet:
        _sum_up(plan, tally)
    return int(code or missed)


def _report(plan: Plan, work: Work, path: str, settings: Settings) -> None:
    """Write the report: the manifest tells the figures, a sample of the inputs is cleaned once more to be shown."""
    from .engines.pool import run_pool
    from .manifest import NAME, read_rows
    from .report import sample, write_report
    manifest = os.path.join(str(plan.path), NAME)
    wanted = sample(filter(None, read_rows(manifest)))
    sources = (source for source in plan.sources() if source.name in wanted)
    tasks = (Task(number, source) for number, source in enumerate(islice(sources, len(wanted))))
    again = replace(work, write=Write("jsonl", edits=True), store=None, dedup=None, noted=False)
    done = in_order(run_pool(again, tasks, settings.jobs))
    write_report(path, filter(None, read_rows(manifest)), (result.text for _, result in done))
    if not settings.quiet:
        say(f"the report is in {path}")


def _results(plan: Plan, work: Work, sink: Sink, settings: Settings) -> Pairs:
    """Start the engine that fits, and yield what comes of it."""
    sources = plan.sources()
    first = list(islice(sources, 2))
    tasks = _tasks(chain(first, sources), sink)
    if plan.options.cluster:
        from .engines.cluster import run_ray
        pairs = run_ray(work, tasks, plan.options.cluster)
    elif settings.jobs == 1 and not plan.into and plan.is_light(first):
        pairs = run_serial(work, tasks)
    else:
        from .engines.pool import run_pool
        pairs = run_pool(work, tasks, settings.jobs)
    return in_order(pairs) if sink.ordered else pairs


def _tasks(sources: Iterable[Source], sink: Sink) -> Iterator[Task]:
    for number, source in enumerate(sources):
        yield sink.task(number, source)


def _lost(source: Source, result: Result) -> bool:
    """Return whether something of an input is missing: of one that was named, any part of it."""
    return result.status == "failed" or result.status in ("skipped", "truncated") and source.named


def _stop_if_fatal(result: Result) -> None:
    if result.fatal:
        raise OutputError(f"{result.error}; the run stops here, --resume goes on with it")


def _tell(source: Source, result: Result, settings: Settings, teller: Teller, hint: str) -> None:
    """Say on stderr what went wrong with an input, and what is worth knowing; ``hint`` is what may have been meant."""
    for name, status, error, warnings in result.notes:
        name = source.shown(name)
        if status == "failed":
            teller.tell(source.container, f"error: {name}: {error}{hint}")
        elif settings.quiet:
            continue
        elif status != "ok":
            teller.tell(source.container, f"{status}: {name}: {error}")
        if not settings.quiet:
            for line, why in dict.fromkeys((note.line, note.why) for note in warnings if note.why != error):
                where = f", line {line}" if line else ""
                say(f"warning: {name}{where}: {why}")
    if settings.verbose:
        size = result.output.size if result.output else len(result.text)
        say(f"{result.status}: {source.name}: {size:,} bytes written, {result.seconds:.3f} s")


def _stop(plan: Plan, tally: Tally) -> None:
    """Say how far a run came that was stopped."""
    more = "; the same command with --resume goes on" if plan.into else ""
    done = tally.done + tally.resumed
    say(f"stopped: {counted(done)} {'is' if done == 1 else 'are'} done{more}")


def _sum_up(plan: Plan, tally: Tally) -> None:
    if not tally.done + tally.resumed and plan.options.lists:
        say("no input was listed")
    passed = plan.finder.passed
    if passed:
        kinds = ", ".join(f"{suffix} {count:,}" for suffix, count in passed.most_common(5))
        count = sum(passed.values())
        files = "1 file that is no page" if count == 1 else f"{count:,} files that are no pages"
        say(f"passed over {files} ({kinds}); --include reads {'it' if count == 1 else 'them'}")
    if plan.into and plan.many and tally.done + tally.resumed:
        for line in tally.summary():
            say(line)


def _fingerprint(work: Work, options: Options) -> str:
    """Return a digest of all that decides what is written: the version, the stages, the format."""
    import hashlib
    told = repr((__version__, work.pipeline, work.write, work.encoding, options.selection.field,
                 options.shards, options.shard_size or SHARD_SIZE, options.dedup))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class _Stopped(BaseException):
    """SIGTERM or SIGHUP came: stop as after Ctrl-C. ``number`` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _stopped_by_signal:
    """While the body runs, SIGTERM and SIGHUP (a closed terminal) raise there, so that workers are stopped and files
    closed; what is ignored, as nohup has it, stays so."""

    def __enter__(self) -> None:
        def stop(number: int, _: Any) -> None:
            raise _Stopped(number)
        self._before: dict[int, Any] = {}
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:
                try:
                    self._before[number] = signal.signal(number, stop)
                except ValueError:  # not the main thread
                    pass

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
