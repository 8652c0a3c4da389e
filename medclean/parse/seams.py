"""Where the elements of a line touch: ``<span>来源：健康报</span><a>收藏</a>`` is shown apart, and reads as one word."""
from __future__ import annotations

from typing import Sequence

from ..document import Seam
from .spaces import WHITE, collapse

_LONGEST = 200  # characters: what is printed about an article is short, and no sentence


class Seams:
    """The seams of the line that is being gathered, and those of the lines before it.

    ``ended`` is the number of pieces that the line had when an element ended last, 0 where none has.
    """

    __slots__ = ("ended", "_at", "_found")

    def __init__(self) -> None:
        self.ended = 0
        self._at: list[int] = []
        self._found: dict[str, str] = {}

    def touch(self) -> None:
        """An element begins right where one ended."""
        if self._at[-1:] != [self.ended]:
            self._at.append(self.ended)

    def forget(self) -> None:
        """Forget the line's seams: its pieces have become others."""
        self.ended = 0
        self._at.clear()

    def close(self, pieces: Sequence[str], text: str) -> None:
        """End the line of these pieces, which reads ``text``."""
        if self._at and len(text) <= _LONGEST and "。" not in text:
            cuts = [0, *self._at, len(pieces)]
            parts = ["".join(pieces[start:end]) for start, end in zip(cuts, cuts[1:])]
            if not any(before[-1:] in WHITE or after[:1] in WHITE for before, after in zip(parts, parts[1:])):
                self._found[text] = collapse(" ".join(parts))
        self.forget()

    def told(self) -> tuple[Seam, ...]:
        """Return the lines in which elements touch, each text once."""
        return tuple(map(Seam, self._found, self._found.values()))
