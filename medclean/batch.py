"""One run over the inputs of a command: find them, work, put the results in place, say what went wrong."""
from __future__ import annotations

import hashlib
import json
import os
import signal
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Iterable, Iterator, Sequence

from . import __version__
from .document import Document
from .engines import Limits, Pairs, Result, Task, Work, in_order, run_serial
from .output import OutputError, Store, write_stdout
from .pipeline import Pipeline, Stage, open_documents
from .read import Selection, Source, reason
from .read.containers import container_suffix, expand, records_of
from .read.load import TooLarge, load
from .read.walk import Finder, read_list
from .report import Progress, Tally, say
from .sinks import Folder, OneFile, Shards, Sink, Stdout
from .write import Write, safe

if TYPE_CHECKING:
    from .cli import Settings

SMALL = 256 * 1024
"""One input up to this many bytes is worked on in this process: no stage takes long over so little."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run over many inputs may be told besides its stages.

    ``lists`` are files with names of inputs, ``null`` says that NUL separates them. ``resume`` takes up an
    earlier run. ``shards`` is the suffix of the files that records go to, each of ``shard_size`` inputs.
    ``cluster`` is the address of a Ray cluster, ``dedup`` how duplicates are found: exact or near.
    """

    selection: Selection = Selection()
    limits: Limits = Limits()
    lists: tuple[str, ...] = ()
    null: bool = False
    resume: bool = False
    shards: str = ".jsonl.zst"
    shard_size: int = 5000
    cluster: str | None = None
    dedup: str | None = None


def run(inputs: Sequence[str], stages: Sequence[Stage], write: Write, path: str | None,
        settings: Settings, options: Options = Options()) -> int:
    """Clean the inputs and return the exit code: 0, or 1 where an input failed (or ``--check`` found work).

    Raises ValueError where what is asked for makes no sense.
    """
    plan = _Plan(inputs, path, write, options)
    work = Work(Pipeline(tuple(stages)), write, settings.encoding, options.limits, plan.store,
                options.dedup)
    tally = Tally()
    try:
        sink = plan.sink(_fingerprint(work, options))
        return _run(plan, work, sink, tally, settings)
    except OutputError as error:
        say(f"error: {error}")
        return 1


class _Plan:
    """What is to be read, and where the results go."""

    def __init__(self, inputs: Sequence[str], path: str | None, write: Write, options: Options) -> None:
        self.path = path
        self.write = write
        self.options = options
        listed = [name for file in options.lists for name in _listed(file, options.null)]
        _refuse_missing_folder(inputs)
        folder = any(os.path.isdir(name) for name in inputs)
        self.many = folder or bool(options.lists) or len(set(inputs)) > 1 or \
            any(container_suffix(name) for name in inputs)
        self.into = bool(path) and not (write.check or write.diff) and (
            (self.many and not _is_shard(path)) or str(path).endswith(os.sep) or os.path.isdir(str(path)))
        self.finder = Finder(inputs, self._selection(), listed)
        self.store = Store(path) if path and self.into and write.format != "jsonl" else None
        self.total: int | None = None
        self.stdin: int | None = None
        if not self.into:
            self._refuse(len(inputs))

    def _selection(self) -> Selection:
        from dataclasses import replace
        return replace(self.options.selection, avoid=self.path if self.into else None)

    def _refuse(self, count: int) -> None:
        """Refuse what only makes sense with a folder for the outputs, or can't go to one place."""
        if self.options.resume or self.options.dedup:
            option = "--resume" if self.options.resume else "--dedup"
            raise ValueError(f"{option} wants a folder with a manifest: name it with -o.")
        if self.many and self.write.format != "jsonl" and not (self.write.check or self.write.diff):
            what = f"{count} inputs" if count > 1 else "an input that holds many"
            raise ValueError(f"{what} can't go to one {'file' if self.path else 'stdout'} as "
                             f"{self.write.format}: name a directory with -o, or use --format jsonl.")

    def sink(self, fingerprint: str) -> Sink:
        """Return where the results go."""
        if self.write.check or self.write.diff or not self.path:
            return Stdout()
        if not self.into:
            return OneFile(self.path)
        from .manifest import Manifest
        from .output.names import Names
        manifest = Manifest(self.path, fingerprint, self.options.resume, self.options.dedup)
        if self.write.format == "jsonl":
            self.total = sum(1 for _ in self.finder)
            return Shards(manifest, self.path, self.options.shards, self.options.shard_size)
        names = Names(self.write.format, self.finder)
        self.total = names.count
        return Folder(names, manifest, Store(self.path))

    def sources(self) -> Iterator[Source]:
        """Yield every input, the members of archives one by one."""
        for source in self.finder:
            if source.path is None:
                yield from self._stdin(source)
            else:
                yield from expand(source, self.finder.selection)

    def _stdin(self, source: Source) -> Iterator[Source]:
        """Read stdin here, for a worker has none; records that come in are worked on one by one."""
        try:
            found = load(source, self.options.limits.max_size)
            self.stdin = found.size
            yield from records_of(source._replace(data=found.data), self.finder.selection)
        except TooLarge as error:
            yield source._replace(status="failed", problem=str(error))
        except OSError as error:
            yield source._replace(status="failed", problem=reason(error))

    def is_light(self, first: list[Source]) -> bool:
        """Tell whether the input is so small that it needs no process of its own.

        ``first`` are the first two sources. Of a pipe of records the whole is weighed.
        """
        if self.stdin is not None:
            return self.stdin <= SMALL
        if len(first) != 1:
            return not first
        source = first[0]
        try:
            return bool(source.problem) or os.path.getsize(source.path or "") <= SMALL
        except OSError:
            return True


def _run(plan: _Plan, work: Work, sink: Sink, tally: Tally, settings: Settings) -> int:
    code = 0
    complete = False
    progress = Progress(tally, plan.total, plan.many and not settings.quiet)
    try:
        with _stopped_by_signal():
            with closing(_results(plan, work, sink, settings)) as pairs:
                for task, result in pairs:
                    sink.place(task, result)
                    if task.known is not None:
                        tally.resumed += 1
                        continue
                    tally.add(result)
                    _tell(task.source, result, settings)
                    _stop_if_fatal(result)
                    code |= _lost(task.source, result) or work.write.check and result.changed
                    progress.update()
        complete = True
    except (KeyboardInterrupt, _Terminated) as stop:
        code = 130 if isinstance(stop, KeyboardInterrupt) else 143
    finally:
        progress.close()
        sink.close(complete)
        tally.duplicates = getattr(sink, "duplicates", 0)
    _sum_up(plan, tally, settings, complete)
    return int(code)


def _results(plan: _Plan, work: Work, sink: Sink, settings: Settings) -> Pairs:
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
    return result.status == "failed" or result.status == "skipped" and source.named


def _stop_if_fatal(result: Result) -> None:
    if result.fatal:
        raise OutputError(f"{result.error}; the run stops here, --resume goes on with it")


def _tell(source: Source, result: Result, settings: Settings) -> None:
    """Say on stderr what went wrong with an input, and what is worth knowing."""
    for name, status, error, warnings in result.notes:
        if status == "failed":
            say(f"error: {name}: {error}")
        elif settings.quiet:
            continue
        elif status != "ok":
            say(f"{status}: {name}: {error}")
        if not settings.quiet:
            for note in warnings:
                where = f", line {note.line}" if note.line else ""
                say(f"warning: {name}{where}: {note.why}")
    if settings.verbose:
        size = result.output.size if result.output else 0
        say(f"{result.status}: {source.name}: {size:,} bytes written, {result.seconds:.3f} s")


def _sum_up(plan: _Plan, tally: Tally, settings: Settings, complete: bool) -> None:
    if not complete:
        more = "; the same command with --resume goes on" if plan.into else ""
        say(f"stopped: {tally.done + tally.resumed:,} inputs are done{more}")
        return
    if settings.quiet:
        return
    passed = plan.finder.passed
    if passed:
        kinds = ", ".join(f"{suffix} {count:,}" for suffix, count in passed.most_common(5))
        say(f"passed over {sum(passed.values()):,} files that are no pages ({kinds}); --include reads them")
    if plan.into:
        for line in tally.summary():
            say(line)


def _fingerprint(work: Work, options: Options) -> str:
    """Return a digest of all that decides what is written: the version, the stages, the format."""
    told = repr((__version__, work.pipeline, work.write, work.encoding, options.selection.field,
                 options.shards, options.shard_size, options.dedup))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _listed(path: str, null: bool) -> list[str]:
    try:
        return read_list(path, null)
    except OSError as error:
        raise ValueError(f"the list {path!r} can't be read: {reason(error)}") from error


def _is_shard(path: str | None) -> bool:
    return bool(path) and str(path).endswith((".jsonl", ".jsonl.zst", ".jsonl.gz", ".parquet"))


def _refuse_missing_folder(inputs: Sequence[str]) -> None:
    """A folder that is not there is misuse: nothing of what was asked for can be done."""
    for name in inputs:
        alone = len(inputs) == 1 and "." not in os.path.basename(name) and name != "-"
        if (name.endswith(os.sep) or alone) and not os.path.lexists(name):
            raise ValueError(f"there is no file or folder {safe(name)!r}.")


class _Terminated(BaseException):
    """SIGTERM came: stop as after Ctrl-C."""


class _stopped_by_signal:
    """While the body runs, SIGTERM raises there, so that workers are stopped and files closed."""

    def __enter__(self) -> None:
        def stop(*_: Any) -> None:
            raise _Terminated
        try:
            self._before = signal.signal(signal.SIGTERM, stop)
        except ValueError:  # not the main thread
            self._before = None

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)


def show_encodings(inputs: Sequence[str], fmt: str, settings: Settings) -> int:
    """Write a line for each input: encoding, how it was decided, confidence, script, format, then the
    declared charset, the bad bytes, and the segments in another encoding."""
    code = 0
    for source in Finder(inputs, Selection()):
        for doc in _opened(source, settings.encoding):
            if doc.status in ("failed", "skipped"):
                code |= doc.status == "failed" or source.named
                say(f"error: {doc.name}: {doc.error}")
            elif fmt == "json":
                write_stdout(json.dumps(_findings(doc), ensure_ascii=False) + "\n")
            else:
                write_stdout("\t".join(map(_column, _findings(doc).values())) + "\n")
    return int(code)


def _opened(source: Source, encoding: str | None) -> list[Document]:
    try:
        if source.problem:
            return [Document(source.name, status=source.status, error=source.problem)]
        data = load(source, Limits().max_size).data
        return list(open_documents(data, source.name, encoding=encoding))
    except (TooLarge, OSError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return [Document(source.name, status="failed", error=why)]


def _findings(doc: Document) -> dict[str, object]:
    from .script import detect_script
    found = doc.encoding
    return {"name": safe(doc.name), "encoding": found.name, "from": found.source,
            "confidence": found.confidence, "script": detect_script(doc.text), "format": doc.format,
            "declared": found.declared and safe(found.declared), "bad_bytes": found.bad_bytes,
            "segments": [asdict(each) for each in found.segments]}


def _column(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join("{name} {start}-{end}".format(**each) for each in value)
    return "-" if value in (None, "") else str(value)
