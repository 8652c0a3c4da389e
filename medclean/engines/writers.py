"""Threads that write outputs while the next page is worked on."""
from __future__ import annotations

import sys
from queue import SimpleQueue
from threading import Thread, stack_size
from typing import Callable

from .work import Result, Task, Work

_THREADS = 8
_MOST_PENDING = 16
_SWITCH = 0.001
_STACK = 1 << 18


class Writers:
    """Puts texts where they belong, several at a time: until a disk is sure of one takes as long as its page took.

    Threads do for that: they wait for the disk, and not for a processor.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._todo: SimpleQueue[tuple[int, Callable[[], Result]] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, Result]] = SimpleQueue()
        self._pending = 0
        if work.store is not None:
            sys.setswitchinterval(_SWITCH)  # by default, what the disk has answered waits 5 ms for Python
            stack_size(_STACK)  # it counts as memory that the worker takes
            for _ in range(_THREADS):
                Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        while found := self._todo.get():
            number, end = found
            self._done.put((number, end()))

    def put(self, task: Task, result: Result) -> None:
        """Take the result of a task; its text is written where it has an output of its own."""
        self._pending += 1
        if task.output is not None and result.text:
            self._todo.put((task.number, self._work.begin(task, result)))
        else:
            self._done.put((task.number, result))

    def taken(self, most: int = _MOST_PENDING) -> list[tuple[int, Result]]:
        """Return what is done, by the tasks' numbers; wait while more than ``most`` are not."""
        found = []
        while self._pending > most or not self._done.empty():
            found.append(self._done.get())
            self._pending -= 1
        return found

    def close(self) -> None:
        """End the threads, once they have written what is left."""
        for _ in range(_THREADS):
            self._todo.put(None)
