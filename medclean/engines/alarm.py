"""A limit of time for work in this process: for the one small input that needs no process of its own."""
from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager, nullcontext
from typing import Any, Iterator

_GRACE = 2.0


class Overtime(BaseException):
    """The time is up. Not an Exception: nothing on the way may take it for an error of its own."""


@contextmanager
def within(seconds: float, hard: bool = False) -> Iterator[None]:
    """Raise Overtime in the body once it has taken this long; 0: no limit.

    Only Python code can be stopped so (a call into a C library first returns): larger inputs are therefore
    given to a worker, which can be killed. ``hard``: this process is one, and ends itself where the body goes
    on for two seconds more: a thread sees to it, or, where the interpreter is held, a timer of the computing.
    Without effect where there is no such signal (Windows, threads).
    """
    if not seconds or not hasattr(signal, "setitimer") or \
            threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise Overtime
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        with _ended_after(seconds + _GRACE) if hard else nullcontext():
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    watch = threading.Timer(seconds, os._exit, (1,))
    watch.daemon = True
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        signal.setitimer(signal.ITIMER_PROF, 0)
