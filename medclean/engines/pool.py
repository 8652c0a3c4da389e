"""A pool of worker processes: a crash, a kill or a hang costs the one document at hand, never the batch.

Each worker has a pipe of its own. Pebble's workers share one: a worker killed while it sends a result
leaves half a message in it, and the pool is lost (with results of 3 MB and a worker killed every 0.3 s,
pebble 5.2.3 raised BrokenProcessPool after 41 errors of 300 tasks). And with one pipe each the parent
knows which document a worker is at, so that a time limit is one of the document, and tasks can be sent
ahead, which makes small pages cheap.
"""
from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from multiprocessing.connection import Connection, wait
from typing import Any, Iterable, Iterator

from ..server import context
from . import Pairs
from .work import Limits, Result, Task, Work

_AHEAD = 4
_AHEAD_BYTES = 16_384
_TRIES = 2
_START_TRIES = 3
_RECYCLE = 20_000
_MOST_SETTLED = 100
_GRACE = 0.2
_PR_SET_PDEATHSIG = 1


class _Worker:
    """A process and the pipe to it; ``queue`` holds the tasks it was given, the first being at work."""

    def __init__(self, context: Any, work: Work) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.queue: deque[Task] = deque()
        self.ready = False
        self.since = 0.0
        self.done = 0

    def has_room(self) -> bool:
        """Tell whether a further task can be sent without waiting for this one to be read."""
        return not self.queue or len(self.queue) < _AHEAD and not any(
            len(task.source.data or b"") > _AHEAD_BYTES // _AHEAD for task in self.queue)

    def give(self, task: Task) -> None:
        """Send a task; the clock of the first one starts."""
        if not self.queue:
            self.since = time.monotonic()
        self.queue.append(task)
        try:
            self.pipe.send(task)
        except OSError:
            pass  # it died: its end is seen, and the task given again, when its pipe is read

    def receive(self) -> tuple[Task, Result] | None:
        """Return the next result, or None for the first message: that the worker is ready.

        Raises EOFError or OSError where the worker is gone.
        """
        message = self.pipe.recv()
        self.since = time.monotonic()
        if not self.ready:
            self.ready = True
            return None
        self.done += 1
        return self.queue.popleft(), message

    def overdue(self, limit: float) -> bool:
        """Tell whether the task at work has taken longer than this many seconds."""
        return bool(limit and self.ready and self.queue
                    and time.monotonic() - self.since > limit + _GRACE)

    def stop(self) -> int | None:
        """Kill the process and return its exit code (the negative number of a signal)."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


class Pool:
    """Runs the tasks in ``jobs`` processes; an instance serves one run."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._context = context()
        self._workers: list[_Worker] = []
        self._again: deque[Task] = deque()
        self._settled: deque[tuple[Task, Result]] = deque()
        self._tries: dict[int, int] = {}
        self._failed_starts = 0

    def run(self, tasks: Iterable[Task]) -> Pairs:
        """Yield (task, result) as they come. Workers are killed when the generator is closed."""
        self._todo = iter(tasks)
        try:
            while self._fill() or self._settled:
                while self._settled:
                    yield self._settled.popleft()
                if any(worker.queue for worker in self._workers):
                    yield from self._collect()
        finally:
            for worker in self._workers:
                worker.stop()
                self._tidy(worker.queue)

    def _fill(self) -> bool:
        """Start workers and give them tasks; False when nothing is left to do."""
        progress = True
        while progress:
            progress = False
            for worker in self._workers:
                if worker.has_room() and worker.done < _RECYCLE:
                    task = self._next()
                    if task is None:
                        break
                    worker.give(task)
                    progress = True
            if not progress and len(self._workers) < self._jobs:
                task = self._next()
                if task is not None:
                    self._workers.append(_Worker(self._context, self._work))
                    self._workers[-1].give(task)
                    progress = True
        return any(worker.queue for worker in self._workers)

    def _next(self) -> Task | None:
        """Return the next task that is to be worked on; what is known already is settled on the way."""
        if self._again:
            return self._again.popleft()
        while len(self._settled) < _MOST_SETTLED:
            task = next(self._todo, None)
            if task is None or task.known is None:
                return task
            self._settled.append((task, task.known))
        return None

    def _collect(self) -> Pairs:
        """Wait for results, a death or a time limit, and yield what is settled by it."""
        by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), self._patience()):
            worker = by_pipe[pipe]
            try:
                found = worker.receive()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            self._failed_starts = 0
            if found:
                yield found
            if not worker.queue and worker.done >= _RECYCLE:
                self._remove(worker)
        for worker in list(self._workers):
            if worker.overdue(self._work.limits.timeout) and not worker.pipe.poll():
                yield from self._timed_out(worker)

    def _patience(self) -> float | None:
        """Seconds until the first time limit is reached."""
        limit = self._work.limits.timeout
        busy = [worker.since for worker in self._workers if worker.queue and worker.ready]
        return max(0.0, min(busy) + limit + _GRACE - time.monotonic()) + 0.01 if limit and busy else None

    def _timed_out(self, worker: _Worker) -> Iterator[tuple[Task, Result]]:
        self._remove(worker)
        task = worker.queue.popleft()
        self._again.extendleft(reversed(worker.queue))
        yield task, self._work.lost(task, self._work.limits.too_slow)

    def _died(self, worker: _Worker) -> Iterator[tuple[Task, Result]]:
        """The document at hand is tried once more, so that a stray kill costs none; then it has failed."""
        code = self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_TRIES:
                raise RuntimeError(f"worker processes can't be started ({_death(code)})")
            self._again.extendleft(reversed(worker.queue))
            return
        guilty = worker.queue.popleft() if worker.queue else None
        self._again.extendleft(reversed(worker.queue))
        if guilty is None:
            return
        tries = self._tries[guilty.number] = self._tries.get(guilty.number, 0) + 1
        if tries < _TRIES:
            self._again.appendleft(guilty)
        else:
            del self._tries[guilty.number]
            yield guilty, self._work.lost(guilty, f"its worker process {_death(code)}, twice")

    def _remove(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        code = worker.stop()
        self._tidy(worker.queue)
        return code

    def _tidy(self, tasks: Iterable[Task]) -> None:
        """Remove what a killed worker may have left half written."""
        if self._work.store is not None:
            for task in tasks:
                if task.output is not None:
                    self._work.store.discard(task.output)


def run_pool(work: Work, tasks: Iterable[Task], jobs: int) -> Pairs:
    """Yield (task, result) of all tasks, worked on in ``jobs`` processes, as they come."""
    return Pool(work, jobs).run(tasks)


def serve(pipe: Connection, work: Work) -> None:
    """Live as a worker: say that it is ready, then answer each task with its result, until the pipe ends."""
    _settle(work.limits)
    pipe.send(None)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(work(task))


def _settle(limits: Limits) -> None:
    """Leave Ctrl-C to the parent, die with it, and take no more memory than is allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent()
    if limits.memory:
        import resource
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends (Linux); elsewhere a thread watches for it."""
    if sys.platform == "linux":
        import ctypes
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        return
    import threading
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_GRACE)
        os._exit(1)
    threading.Thread(target=watch, daemon=True).start()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"was killed ({signal.Signals(-code).name})"
        except ValueError:
            return f"was killed (signal {-code})"
    return f"ended with exit code {code}"
