"""Engines: one work function over many inputs, here, in a pool of processes, or on a cluster.

An engine is a function of the work and an iterable of tasks; it yields (task, result) as they come, in any
order. An error becomes a result, never an end. Every engine gives the serial result.
"""
from __future__ import annotations

from typing import Generator, Iterable

from .work import Limits, Result, Task, Work


class EngineError(Exception):
    """An engine can't work at all."""


Pairs = Generator[tuple[Task, Result], None, None]
"""What an engine yields: tasks with what became of them, as they come."""

__all__ = ["EngineError", "Limits", "Pairs", "Result", "Task", "Work", "in_order", "run_serial"]


def run_serial(work: Work, tasks: Iterable[Task]) -> Pairs:
    """Yield the results of all tasks, one after the other, in this process."""
    from .alarm import Overtime, within
    for task in tasks:
        if task.known is not None:
            yield task, task.known
            continue
        try:
            with within(work.limits.timeout):
                result = work(task)
        except Overtime:
            result = work.lost(task, work.limits.too_slow)
        yield task, result


def in_order(pairs: Iterable[tuple[Task, Result]]) -> Pairs:
    """Yield results in the order of their tasks' numbers, which begin at 0 and leave no gap; early ones wait."""
    first = 0
    waiting: dict[int, tuple[Task, Result]] = {}
    for task, result in pairs:
        waiting[task.number] = (task, result)
        while first in waiting:
            yield waiting.pop(first)
            first += 1
