"""Where two texts differ: what conversion and repair tell of a change, without what stays."""
from __future__ import annotations

from itertools import compress, count
from operator import ne


def differing(before: str, after: str) -> tuple[int, str, str]:
    """Return what is left of two texts without the beginning and the end that both share, and where it begins."""
    most = min(len(before), len(after))
    head = next(compress(count(), map(ne, before, after)), most)
    tail = min(next(compress(count(), map(ne, reversed(before), reversed(after))), most), most - head)
    return head, before[head:len(before) - tail], after[head:len(after) - tail]
