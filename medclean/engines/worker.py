"""A worker process, from both ends of its pipe: what the pool gives to it and asks of it, and what it does itself."""
from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from .waiting import Numbered, Waiting
from .work import Limits, Result, Task, Work

NO_TASK = -1
"""The number of no task."""

GRACE = 0.2
"""Seconds over its time limit that a task is given."""

_PR_SET_PDEATHSIG = 1
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

FORKS = sys.platform == "linux"
"""Whether a worker begins as a fork, which shares what is loaded."""

_context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")


class Message(NamedTuple):
    """What a worker says: whether it has read a list of tasks since it last spoke, and the results it has by number."""

    read: bool
    done: list[tuple[int, Result]]


class Worker:
    """A process and the pipe to it; ``given`` are the tasks that it has not answered.

    ``unread``: it has not yet read the last list of them.
    """

    def __init__(self, work: Work) -> None:
        self.pipe, theirs = _context.Pipe()
        self._desk = _context.RawArray("d", (NO_TASK, 0.0))
        self.process = _context.Process(target=serve, args=(theirs, self._desk, work), daemon=True)
        _hold(signal.SIG_BLOCK)  # the child has to be ready for a stop before it can hear of one
        try:
            self.process.start()
        finally:
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
        late = limit and number != NO_TASK and time.monotonic() - since > limit + GRACE
        return number if late and not self.pipe.poll() else None

    def stop(self) -> int | None:
        """Kill the process and return its exit code (the negative number of a signal)."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode


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
                desk[0] = NO_TASK
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
    """Leave Ctrl-C and a closed terminal to the parent, die with it, and take no more memory than is allowed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
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
            time.sleep(GRACE)
        os._exit(1)
    threading.Thread(target=watch, daemon=True).start()


def death(code: int | None) -> str:
    """Return how a process ended, by its exit code (the negative number of a signal)."""
    if code is not None and code < 0:
        try:
            return f"was killed ({signal.Signals(-code).name})"
        except ValueError:
            return f"was killed (signal {-code})"
    return f"ended with exit code {code}"
