"""How long the package's patterns take on hostile text: patterns.py [--size 3000] [--show .05].

Each pattern is asked for repetitions of a character or a word out of its own source, behind several beginnings, with
nothing that ends the match; those that take more than ``--show`` seconds of processor time are printed, the slowest
first. A linear pattern takes thousandths of a second; where a longer one is printed, the code that asks it has to
bound the text. Run by hand: times mean nothing in a test.
"""
from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import time
from typing import Any, Iterator

import medclean
from medclean.patterns import _Lazy

_LIMIT = 2.0  # seconds for one search
_BEGINNINGS = ("", "2020-01-01", "a", "中")
_WORDS = (" ", "1", "a", "中", "\n", "?http://a", "(", ",", " 1", "a.", "中 ", "1,")


class _TooLong(Exception):
    """A search took longer than the limit."""


def patterns() -> Iterator[tuple[str, Any]]:
    """Yield the name and the pattern of each one that stands in a module."""
    for module in pkgutil.walk_packages(medclean.__path__, "medclean."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, (_Lazy, re.Pattern)):
                    yield f"{module.name}.{name}", value


def slowest(pattern: Any, size: int) -> tuple[float, str]:
    """Return the longest time of a search, in seconds, and what was searched."""
    binary = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if binary else pattern.pattern
    own = sorted(set(re.findall(r"[\u4e00-\u9fff]|[A-Za-z<>(\[.:/_|-]", source)))[:12]
    tried = ((beginning, word) for word in (*own, *_WORDS) for beginning in _BEGINNINGS)
    found = (0.0, "")
    for beginning, word in tried:
        text = beginning + word * size + "\x01"
        found = max(found, (_seconds(pattern, text.encode() if binary else text), f"{beginning!r} + {word!r}"))
    return found


def _seconds(pattern: Any, text: Any) -> float:
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    try:
        pattern.search(text)
    except _TooLong:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def _stop(*_: object) -> None:
    raise _TooLong


def main() -> None:
    """Print the slow patterns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=3000, help="repetitions (3000)")
    parser.add_argument("--show", type=float, default=.05, help="seconds from which on a pattern is printed (0.05)")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    known = {id(pattern): (name, pattern) for name, pattern in patterns()}
    for (seconds, text), name in sorted(((slowest(each, options.size), name) for name, each in known.values()),
                                        reverse=True):
        if seconds >= options.show:
            print(f"{seconds:6.2f} s  {name}  {text}")


if __name__ == "__main__":
    main()
