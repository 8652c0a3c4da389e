"""A cluster, by Ray Core tasks: the same work on many machines.

Each Ray task does a short list of ours and sends their results back. Where its worker, or the whole node, is
lost, the list is done again in two halves, until a page that kills its worker is alone; alone it is tried
three times. Work that is done twice writes the same bytes to the same place.
"""
from __future__ import annotations

import io
import os
import socket
import sys
from collections import deque
from dataclasses import replace
from itertools import islice
from typing import Any, Iterable, Iterator

from ..output import Store
from ..read import reason
from . import Pairs
from .alarm import Overtime, within
from .waiting import wait_for
from .work import Result, Task, Work

_LIST = 16
_TRIES = 3
_QUEUED = 2
_LOOK_EVERY = 1.0
_ANSWER = 5.0  # seconds


def run_ray(work: Work, tasks: Iterable[Task], address: str) -> Pairs:
    """Yield (task, result) of all tasks, worked on by a Ray cluster, as they come.

    ``address`` is that of a cluster, or ``auto``: the one that this machine belongs to, or, where there is
    none, this machine. Raises ValueError where the cluster is not there, ImportError without Ray.
    """
    ray = _connected(address)
    stdout = sys.stdout
    sys.stdout = _Unheard(stdout)
    try:
        yield from _Lists(ray, _absolute(work), tasks).run()
    finally:
        try:
            ray.shutdown()  # its threads may tell of something up to here
        finally:
            sys.stdout = stdout


class _Unheard(io.TextIOBase):
    """Stands in for stdout, on which Ray tells of workers that died: results are bytes and go to its buffer."""

    def __init__(self, stdout: Any) -> None:
        self.buffer = getattr(stdout, "buffer", stdout)

    def write(self, text: str) -> int:
        return len(text)


def _refuse_unheard(address: str) -> None:
    """Refuse an address HOST:PORT at which nobody answers: Ray would try for two minutes."""
    host, _, port = address.rpartition(":")
    if not port.isdecimal() or "/" in host:
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _ANSWER).close()
    except (OSError, OverflowError, UnicodeError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise ValueError(f"there is no Ray cluster at {address}: {why}") from error


def _connected(address: str) -> Any:
    _refuse_unheard(address)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        ray.init(address=address, **quiet)
    except ConnectionError as error:
        if address != "auto":
            raise ValueError(f"there is no Ray cluster at {address}: {error}") from error
        ray.init(include_dashboard=False, **quiet)
    return ray


def _absolute(work: Work) -> Work:
    """The work with its folder named so that it is found from anywhere."""
    if not isinstance(work.store, Store):
        return work
    return replace(work, store=replace(work.store, root=os.path.abspath(work.store.root)))


class _Lists:
    """The lists of tasks that are at work, and those that are to be done again."""

    def __init__(self, ray: Any, work: Work, tasks: Iterable[Task]) -> None:
        self._ray = ray
        self._work = ray.put(work)
        self._lost = work.lost
        self._remote = ray.remote(max_retries=0, num_cpus=1)(do_list)
        self._tasks = iter(tasks)
        self._settled: deque[tuple[Task, Result]] = deque()
        self._again: deque[list[Task]] = deque()
        self._tries: dict[int, int] = {}
        self._running: dict[Any, list[Task]] = {}

    def run(self) -> Iterator[tuple[Task, Result]]:
        """Yield the results as they come."""
        while self._fill() or self._settled:
            while self._settled:
                yield self._settled.popleft()
            if self._running:
                done, _ = self._ray.wait(list(self._running), timeout=_LOOK_EVERY)
                for reference in done:
                    yield from self._collect(reference)

    def _fill(self) -> bool:
        """Keep twice as many lists at work as there are processors; False when nothing is left."""
        most = _QUEUED * max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        while len(self._running) < most:
            tasks = self._next()
            if not tasks:
                break
            shipped = [task._replace(source=_absolute_source(task)) for task in tasks]
            self._running[self._remote.remote(self._work, shipped)] = tasks
        return bool(self._running)

    def _next(self) -> list[Task]:
        if self._again:
            return self._again.popleft()
        found: list[Task] = []
        for task in islice(self._tasks, _LIST):
            if task.known is None:
                found.append(task)
            else:
                self._settled.append((task, task.known))
        return found

    def _collect(self, reference: Any) -> Iterator[tuple[Task, Result]]:
        tasks = self._running.pop(reference)
        try:
            yield from zip(tasks, self._ray.get(reference))
        except self._ray.exceptions.RayError as error:
            if len(tasks) > 1:
                middle = len(tasks) // 2
                self._again.extend((tasks[:middle], tasks[middle:]))
                return
            tries = self._tries[tasks[0].number] = self._tries.get(tasks[0].number, 0) + 1
            if tries < _TRIES:
                self._again.append(tasks)
            else:
                why = str(error).strip().partition("\n")[0]
                yield tasks[0], self._lost(tasks[0], f"its worker was lost, {_TRIES} times: {why}")


def _absolute_source(task: Task) -> Any:
    path = task.source.path
    if path is None or "://" in path:
        return task.source
    return task.source._replace(path=os.path.abspath(path))


def do_list(work: Work, tasks: list[Task]) -> list[Result]:
    """Do a list of tasks, in a worker of Ray: each within its time."""
    endings = []
    for task in tasks:
        try:
            with within(work.limits.timeout, hard=True):
                result = work.clean(task)
        except Overtime:
            result = work.lost(task, work.limits.too_slow)
        endings.append(work.begin(task, result))
    wait_for(endings)
    return [ending.end() for ending in endings]
