"""A run over a folder with a stage that dies, hangs or eats where a page tells it to; tests start it."""
from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass

from medclean.batch import run
from medclean.document import Document
from medclean.engines import Limits
from medclean.plan import Options
from medclean.settings import Settings
from medclean.write import Write


@dataclass(frozen=True)
class Poison:
    """Does to its process what the page says."""

    def __call__(self, doc: Document) -> Document:
        """Return the document, if at all."""
        text = doc.text
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        elif "EXIT" in text:
            os._exit(3)
        elif "HANG" in text:
            signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL})
            time.sleep(600)
        elif "EAT" in text:
            bytearray(4 << 30)
        elif "RAISE" in text:
            raise RuntimeError("a fault of ours")
        return doc


if __name__ == "__main__":
    limits = Limits(timeout=2, memory=1 << 30)
    sys.exit(run([sys.argv[1]], [Poison()], Write("text"), sys.argv[2], Settings(jobs=int(sys.argv[3])),
                 Options(limits=limits, cluster=sys.argv[4] if len(sys.argv) > 4 else None)))
