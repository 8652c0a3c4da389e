"""A limit of time for work in this process: for the one small input that needs no process of its own."""
from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import Any, Iterator


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the body once it has taken this long; 0: no limit.

    Only Python code can be stopped so (a call into lxml first returns): larger inputs are therefore given
    to a worker, which can be killed. Without effect where there is no such signal (Windows, threads).
    """
    if not seconds or not hasattr(signal, "setitimer") or \
            threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: Any) -> None:
        raise TimeoutError
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
