"""trafilatura's opinion of a page, line by line: its only door.

It is asked where our own evidence is weak, or where the user wishes so. It reads the page's bytes, which a
record no longer has: then there is no witness.
"""
from __future__ import annotations

from typing import Sequence

from ..detect import decode
from ..document import Document, Line
from ..titles import bare

_GRAM = 8  # characters: this much of a line is seldom in a text by chance
_MAX_BYTES = 4_000_000  # trafilatura needs seconds for more


def ask_witness(doc: Document, lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that trafilatura keeps; none where it cannot be asked."""
    text = _extracted(doc)
    if not text:
        return frozenset()
    whole = {bare(line) for line in text.splitlines()}
    joined = bare(text)
    grams = {joined[start:start + _GRAM] for start in range(max(1, len(joined) - _GRAM + 1))}
    return frozenset(index for index, line in enumerate(lines) if _is_said(bare(line.text), whole, grams))


def _extracted(doc: Document) -> str:
    if not doc.data or len(doc.data) > _MAX_BYTES:
        return ""
    from trafilatura import extract
    return extract(decode(doc.data, doc.encoding)[0], include_comments=False) or ""


def _is_said(line: str, whole: set[str], grams: set[str]) -> bool:
    """Whether a line stands in the witness's text: all of it, or four fifths of its parts."""
    if len(line) < _GRAM or line in whole:
        return line in whole and line != ""
    parts = range(0, len(line) - _GRAM + 1, _GRAM // 2)
    return sum(line[start:start + _GRAM] in grams for start in parts) * 5 >= len(parts) * 4
