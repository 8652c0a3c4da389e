"""A pool of worker processes: a crash, a kill or a hang costs the one document at hand, never the batch.

Each worker has a pipe of its own. Pebble's workers share one: a worker killed while it sends a result
leaves half a message in it, and the pool is lost (with results of 3 MB and a worker killed every 0.3 s,
pebble 5.2.3 raised BrokenProcessPool after 41 errors of 300 tasks). Tasks go out, and results come back, in lists
of so many as are soon done: with a message for each page, both sides would be woken for each. Which one a worker
is at it writes into memory that it shares with the parent: a death or a time limit is held against that one alone.
"""
from __future__ import annotations

import gc
import time
from collections import deque
from multiprocessing.connection import wait
from typing import Iterable, Iterator

from ..read import Source, reason
from . import EngineError, Pairs
from .work import Result, Task, Work
from .worker import FORKS, GRACE, NO_TASK, Worker, death

_LIST_SECONDS = 0.05  # of work in a list of tasks
_LIST = 16  # tasks in one, at most
_AHEAD_BYTES = 16_384  # of tasks for a worker that is at work
_OVERHEAD = 200  # bytes of a task beside its page and its names
_TRIES = 2  # of a document at which its worker died
_START_TRIES = 3  # workers that die before they are ready
_RECYCLE = 20_000  # documents, behind which another worker takes over
_MOST_SETTLED = 100  # results that are known beforehand
_PAGE = ("<html><body><h1>门诊须知</h1>" + "".join(
    f"<p>第{number}条，初次就诊的患者请先在一楼大厅登记，带上证件和以往的病历，再到相应的诊室外等候叫号。</p>"
    for number in range(8)) + "</body></html>").encode()  # an article of some length: no witness is loaded for it


class Pool:
    """Runs the tasks in ``jobs`` processes; an instance serves one run."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[Worker] = []
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
                self._workers.append(self._started())
                progress = True
        return any(worker.given for worker in self._workers)

    def _started(self) -> Worker:
        try:
            return Worker(self._work)
        except OSError as error:  # no more processes, files or memory are to be had
            raise EngineError(f"worker processes can't be started: {reason(error)}") from error

    def _give(self, worker: Worker) -> bool:
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
        begun = [since if number != NO_TASK else now for number, since in (worker.at for worker in self._workers)]
        return max(0.0, min(begun) + limit + GRACE - now) + 0.01 if limit and begun else None

    def _died(self, worker: Worker) -> Iterator[tuple[Task, Result]]:
        """The document at hand is tried once more, so that a stray kill costs none; then it has failed."""
        guilty, code = self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_TRIES:
                raise EngineError(f"worker processes can't be started ({death(code)}): is --memory too little?")
        if guilty is None:
            return
        tries = self._tries[guilty.number] = self._tries.get(guilty.number, 0) + 1
        if tries < _TRIES:
            self._again.appendleft(guilty)
        else:
            del self._tries[guilty.number]
            yield guilty, self._work.lost(guilty, f"its worker process {death(code)}, twice")

    def _remove(self, worker: Worker) -> tuple[Task | None, int | None]:
        """End a worker; return the task that it was at, and its exit code. The others are given again."""
        self._workers.remove(worker)
        code = worker.stop()
        self._tidy(worker.given.values())
        number, _ = worker.at
        if number not in worker.given and worker.ready:  # it died of reading the next ones
            number = next(iter(worker.given), NO_TASK)
        guilty = worker.given.pop(number, None)
        self._again.extendleft(reversed(worker.given.values()))
        return guilty, code

    def _tidy(self, tasks: Iterable[Task]) -> None:
        """Remove what a killed worker may have left half written."""
        if self._work.store is not None:
            for task in tasks:
                if task.output is not None:
                    self._work.store.discard(task.output)


def run_pool(work: Work, tasks: Iterable[Task], jobs: int) -> Pairs:
    """Yield (task, result) of all tasks, worked on in ``jobs`` processes, as they come."""
    return Pool(work, jobs).run(tasks)


def _size(task: Task) -> int:
    """About how many bytes it takes to send a task."""
    return len(task.source.data or b"") + len(task.source.name) + len(task.source.path or "") + _OVERHEAD


def _warm(work: Work) -> None:
    """Clean a small page here, so that each worker has at once what is loaded for that, and shares its memory."""
    if FORKS:
        work.clean(Task(0, Source("-", None, data=_PAGE)))
        gc.collect()
        gc.freeze()  # all that is loaded stays: no worker needs to look through it, or to copy its memory
