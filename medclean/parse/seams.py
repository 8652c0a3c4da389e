"""Where the elements of a line touch: ``<span>来源：健康报</span><a>收藏</a>`` may be shown apart, and reads as one word."""
from __future__ import annotations

from itertools import accumulate
from typing import Sequence

from ..document import Seam
from .spaces import collapse

_LONGEST = 200  # characters: what is printed about an article is short, and no sentence


class Seams:
    """The seams of the line that is being gathered, and those of the lines before it.

    ``ended`` is the number of pieces that the line had when an element ended last, 0 where none has; ``linked`` says
    whether that was a link.
    """

    __slots__ = ("ended", "linked", "_at", "_found")

    def __init__(self) -> None:
        self.ended = 0
        self.linked = False
        self._at: dict[int, bool] = {}
        self._found: dict[str, Seam] = {}

    def touch(self, link: bool) -> None:
        """An element begins right where one ended; ``link`` says whether it is one."""
        self._at[self.ended] = self._at.get(self.ended, False) or link != self.linked

    def forget(self) -> None:
        """Forget the line's seams: its pieces have become others."""
        self.ended = 0
        self._at.clear()

    def close(self, pieces: Sequence[str], text: str) -> None:
        """End the line of these pieces, which reads ``text``."""
        if self._at and len(text) <= _LONGEST and "。" not in text:
            ends = [0, *self._at, len(pieces)]
            parts = [collapse("".join(pieces[start:end])) for start, end in zip(ends, ends[1:])]
            seams = zip(accumulate(map(len, parts)), self._at.values())
            cuts = {cut: link for cut, link in seams if 0 < cut < len(text)}
            if cuts and "".join(parts) == text:
                self._found[text] = Seam(text, tuple(cuts), tuple(cut for cut, link in cuts.items() if link))
        self.forget()

    def told(self) -> tuple[Seam, ...]:
        """Return the lines in which elements touch, each text once."""
        return tuple(self._found.values())
