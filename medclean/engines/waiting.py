"""A thread that waits until the disk is sure of a list of outputs, while the next list is worked on."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import stack_size
from typing import Iterable

from .work import Ending, Result

_STACK = 1 << 18

Numbered = list[tuple[int, Ending]]
"""Tasks that are done but for their outputs, by their numbers."""


class Waiting:
    """Ends lists of tasks one list late. Raises RuntimeError where no thread is to be had.

    The thread does nothing but wait: each time that it and the work take turns costs a part of a page's time.
    """

    def __init__(self) -> None:
        stack_size(_STACK)  # it counts as memory that the worker takes
        self._thread = ThreadPoolExecutor(1)
        self._last: Numbered = []
        self._waited = self._thread.submit(wait_for, ())

    def turn(self, begun: Numbered) -> list[tuple[int, Result]]:
        """Take the next list; return the results of the one before, by the tasks' numbers."""
        self._waited.result()
        done = [(number, ending.end()) for number, ending in self._last]
        self._last = begun
        self._waited = self._thread.submit(wait_for, [ending for _, ending in begun])
        return done


def wait_for(endings: Iterable[Ending]) -> None:
    """Wait until all outputs that are begun are safe.

    Where the file system keeps a journal, that takes little longer than for one of them, as long as none is given its
    name between.
    """
    begun = [ending.begun for ending in endings if ending.begun is not None]
    for each in begun:
        each.hasten()
    for each in begun:
        each.wait()
