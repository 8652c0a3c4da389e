"""A pool of worker processes: a crash, a kill or a hang costs the one document at hand, never the batch.

Each worker has a pipe of its own. Pebble's workers share one: a worker killed while it sends a result
leaves half a message in it, and the pool is lost (with results of 3 MB and a worker killed every 0.3 s,
pebble 5.2.3 raised BrokenProcessPool after 41 errors of 300 tasks). Tasks go out, and results come back, in lists
of so many as are soon done: with a message for each page, both sides would be woken for each. Which one a worker
is at it writes into memory that it shares with the parent: a death or a time limit is held against that one alone.
"""
from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from multiprocessing.connection import Connection, wait
from typing import Any, Iterable, Iterator, NamedTuple

from ..read import Source
from . import EngineError, Pairs
from .waiting import Numbered, Waiting
from .work import Limits, Result, Task, Work

_LIST_SECONDS = 0.05  # of work in a list of tasks
_LIST = 16  # tasks in one, at most
_AHEAD_BYTES = 16_384
_OVERHEAD = 200  # bytes of a task beside its page and its names
_NONE = -1  # the number of no task
_TRIES = 2
_START_TRIES = 3
_RECYCLE = 20_000
_MOST_SETTLED = 100
_GRACE = 0.2
_PR_SET_PDEATHSIG = 1
_STOPS = (signal.SIGINT, signal.SIGTERM)
_PAGE = ("<html><body><h1>门诊须知</h1>" + "".join(
    f"<p>第{number}条，初次就诊的患者请先在一楼大厅登记，带上证件和以往的病历，再到相应的诊室外等候叫号。</p>"
    for number in range(8)) + "</body></html>").encode()  # an article of some length: no witness is loaded for it

_context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


class Message(NamedTuple):
    """What a worker says: whether it has read a list of tasks since it last spoke, and the results it has by number."""

    read: bool
    done: list[tuple[int, Result]]


class _Worker:
    """A process and the pipe to it; ``given`` are the tasks that it has not answered.

    ``unread``: it has not yet read the last list of them.
    """

    def __init__(self, work: Work) -> None:
        self.pipe, theirs = _context.Pipe()
        self._desk = _context.RawArray("d", (_NONE, 0.0))
        self.process = _context.Process(target=serve, args=(theirs, self._desk, work), daemon=True)
        _hold(signal.SIG_BLOCK)  # the child has to be ready for a stop before it can hear of one
        self.process.start()
        _hold(signal.SIG_UNBLOCK)
        theirs.close()
        self.given: dict[int, Task] = {}
        self.unread = False
        self.ready = False
        self.done = 0

    def give(self, tasks: list[Task]) -> None:
        """Send a list of tasks."""
        self.given.update((task.number, task) for task in tasks)
        self.unread = True
        try:
            self.pipe.send(tasks)
        except OSError:
            pass  # it died: its end is seen, and the tasks given again, when its pipe is read

    def receive(self) -> list[tuple[Task, Result]]:
        """Return the results that the next message brings. Raises EOFError or OSError where the worker is gone."""
        message: Message = self.pipe.recv()
        self.ready = True
        self.unread = self.unread and not message.read
        self.done += len(message.done)
        return [(self.given.pop(number), result) for number, result in message.done]

    @property
    def at(self) -> tuple[int, float]:
        """The number of the task at work (-1: none), and when it was begun. The worker writes the time first."""
        number = int(self._desk[0])
        return number, self._desk[1]

    def overdue(self, limit: float) -> int | None:
        """Return the number of the task at work where it has taken longer than this many seconds."""
        number, since = self.at
        late = limit and number != _NONE and time.monotonic() - since > limit + _GRACE
        return number if late and not self.pipe.poll() else None

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
        self._workers: list[_Worker] = []
        self._next: Task | None = None
        self._pace = _LIST_SECONDS
        self._again: deque[Task] = deque()
        self._settled: deque[tuple[Task, Result]] = deque()
        self._tries: dict[int, int] = {}
        self._failed_starts = 0

    def run(self, tasks: Iterable[Task]) -> Pairs:
        """Yield (task, result) as they come. Workers are killed when the generator is closed."""
        self._todo = iter(tasks)
        _warm(self._work)
        try:
            while self._fill() or self._settled:
                while self._settled:
                    yield self._settled.popleft()
                if any(worker.given for worker in self._workers):
                    yield from self._collect()
        finally:
            gc.unfreeze()
            for worker in self._workers:
                worker.stop()
                self._tidy(worker.given.values())

    def _fill(self) -> bool:
        """Start workers and give them tasks; False when nothing is left to do."""
        progress = True
        while progress:
            progress = False
            for worker in self._workers:
                if worker.done < _RECYCLE:
                    progress |= self._give(worker)
            if not progress and len(self._workers) < self._jobs and self._peek():
                self._workers.append(_Worker(self._work))
                progress = True
        return any(worker.given for worker in self._workers)

    def _give(self, worker: _Worker) -> bool:
        """Give a worker the next tasks, if there are some and it has read the last ones.

        One that is at work gets no more than a pipe holds: it might be just about to send as much itself.
        """
        tasks: list[Task] = []
        size = 0
        most = 0 if worker.unread else max(1, int(_LIST_SECONDS / self._pace))
        while len(tasks) < most and (task := self._peek()) is not None:
            size += _size(task)
            if size > _AHEAD_BYTES and (tasks or worker.given):
                break
            tasks.append(task)
            self._next = None
        if tasks:
            worker.give(tasks)
        return bool(tasks)

    def _peek(self) -> Task | None:
        """The next task that is to be worked on; what is known is settled on the way."""
        while self._next is None and len(self._settled) < _MOST_SETTLED:
            task = self._again.popleft() if self._again else next(self._todo, None)
            if task is None:
                break
            if task.known is None:
                self._next = task
            else:
                self._settled.append((task, task.known))
        return self._next

    def _collect(self) -> Pairs:
        """Wait for results, a death or a time limit, and yield what is settled by it."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), self._patience()):
            worker = by_pipe[pipe]
            try:
                results = worker.receive()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            self._failed_starts = 0
            for _, result in results:
                self._pace += (max(result.seconds, _LIST_SECONDS / _LIST) - self._pace) / _LIST
            yield from results
            if not worker.given and worker.done >= _RECYCLE:
                self._remove(worker)
        for worker in list(self._workers):
            number = worker.overdue(self._work.limits.timeout)
            if number is not None:
                task = self._remove(worker)[0]
                if task is not None and task.number == number:
                    yield task, self._work.lost(task, self._work.limits.too_slow)
                elif task is not None:  # the other one was done in the last moment
                    self._again.appendleft(task)

    def _patience(self) -> float | None:
        """Seconds until the first time limit can be reached."""
        limit = self._work.limits.timeout
        now = time.monotonic()
        begun = [since if number != _NONE else now for number, since in (worker.at for worker in self._workers)]
        return max(0.0, min(begun) + limit + _GRACE - now) + 0.01 if limit and begun else None

    def _died(self, worker: _Worker) -> Iterator[tuple[Task, Result]]:
        """The document at hand is tried once more, so that a stray kill costs none; then it has failed."""
        guilty, code = self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_TRIES:
                raise EngineError(f"worker processes can't be started ({_death(code)}): is --memory too little?")
        if guilty is None:
            return
        tries = self._tries[guilty.number] = self._tries.get(guilty.number, 0) + 1
        if tries < _TRIES:
            self._again.appendleft(guilty)
        else:
            del self._tries[guilty.number]
            yield guilty, self._work.lost(guilty, f"its worker process {_death(code)}, twice")

    def _remove(self, worker: _Worker) -> tuple[Task | None, int | None]:
        """End a worker; return the task that it was at, and its exit code. The others are given again."""
        self._workers.remove(worker)
        code = worker.stop()
        self._tidy(worker.given.values())
        number, _ = worker.at
        if number not in worker.given and worker.ready:  # it died of reading the next ones
            number = next(iter(worker.given), _NONE)
        guilty = worker.given.pop(number, None)
        self._again.extendleft(reversed(worker.given.values()))
        return guilty, code

    def _tidy(self, tasks: Iterable[Task]) -> None:
        """Remove what a killed worker may have left half written."""
        if self._work.store is not None:
            for task in tasks:
                if task.output is not None:
                    self._work.store.discard(task.output)


def _size(task: Task) -> int:
    """About how many bytes it takes to send a task."""
    return len(task.source.data or b"") + len(task.source.name) + len(task.source.path or "") + _OVERHEAD


def run_pool(work: Work, tasks: Iterable[Task], jobs: int) -> Pairs:
    """Yield (task, result) of all tasks, worked on in ``jobs`` processes, as they come."""
    return Pool(work, jobs).run(tasks)


def _warm(work: Work) -> None:
    """Clean a small page here, so that each worker has at once what is loaded for that, and shares its memory."""
    if _context.get_start_method() == "fork":
        work.clean(Task(0, Source("-", None, data=_PAGE)))
        gc.collect()
        gc.freeze()  # all that is loaded stays: no worker needs to look through it, or to copy its memory


def serve(pipe: Connection, desk: Any, work: Work) -> None:
    """Live as a worker: say that it is ready, do each task of a list and tell of them, until the pipe ends.

    ``desk`` holds the number of the task at work and the time of its beginning, for the parent to look at.
    """
    try:
        _settle(work.limits)
        waiting = Waiting()
    except (OSError, MemoryError, RuntimeError):  # no memory, or no thread to be had: the parent tells
        os._exit(1)
    pipe.send(Message(False, []))
    begun: Numbered = []
    while True:
        done = waiting.turn(begun)
        try:
            if not pipe.poll():  # nothing to do, so nothing to wait with
                done += waiting.turn([])
                if done:
                    pipe.send(Message(False, done))
                    done = []
                desk[0] = _NONE
            tasks = pipe.recv()
            pipe.send(Message(True, done))
        except (EOFError, OSError):
            return
        begun = []
        for task in tasks:
            desk[1] = time.monotonic()
            desk[0] = task.number
            begun.append((task.number, work.begin(task, work.clean(task))))


def _hold(how: int) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(how, _STOPS)


def _settle(limits: Limits) -> None:
    """Leave Ctrl-C to the parent, die with it, and take no more memory than is allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _hold(signal.SIG_UNBLOCK)
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
        parent_process = multiprocessing.parent_process()
        if parent_process and os.getppid() != parent_process.pid:  # it was quicker
            os._exit(1)
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
