"""The process that workers are forked from: started early, it loads the stages while this one reads its options."""
from __future__ import annotations

import multiprocessing
import os
from typing import Any

_PRELOAD = ["medclean.engines.preload"]


def context() -> Any:
    """Return how worker processes are started here: forked from a server, or anew where there is no fork."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_PRELOAD)
    return found


def start_server() -> None:
    """Start the server and do not wait for it."""
    if os.name == "posix":
        from multiprocessing.forkserver import ensure_running
        context()
        ensure_running()
