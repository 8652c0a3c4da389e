"""How a document is written: text, JSON, Markdown, a table of its edits, or a diff."""
from __future__ import annotations

import json
import os
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, Iterator

from .document import Document, Line, Metadata
from .patterns import lazy_regex
from .record import to_record

SUFFIXES = {"text": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md", "edits": ".tsv"}
"""The suffix of an output file, by format."""

_FORMATS = {suffix: name for name, suffix in SUFFIXES.items()} | {".parquet": "parquet"}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_LINE = attrgetter("line")
_CONTEXT = 2
_CONTROL = lazy_regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_YAML = lazy_regex("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_TAG = lazy_regex("<(?=[A-Za-z/!?])")
_MARK = lazy_regex(r"\\|[`*]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\](?=[(:])|&(?=#?\w{1,32};)|(?<=\s)#(?=#*\Z)|"
                   r"\A(?:[-+](?=[-\s]|\Z)|#|>)")
_NUMBERED = lazy_regex(r"\A(\d{1,9})(?=[.)](?:\s|\Z))")
_PREFIXES = _HEADINGS | {"li": "- ", "blockquote": "> "}


@dataclass(frozen=True, slots=True)
class Write:
    """What to write of a document, and how: the last step of every chain.

    ``format`` is text, json, jsonl, markdown or edits. ``edits`` adds the edits and the lines to a
    record; ``with_metadata`` puts a block of front matter before text and Markdown; ``diff`` writes what
    changed instead, ``check`` nothing at all.
    """

    format: str = "text"
    edits: bool = False
    with_metadata: bool = False
    check: bool = False
    diff: bool = False

    def __call__(self, doc: Document) -> str:
        """Return the document as it is to be written; what is not empty ends with a line end."""
        if self.check and not self.diff:
            return ""
        if self.diff:
            return diff(doc)
        if self.format in ("json", "jsonl"):
            return json.dumps(to_record(doc, edits=self.edits), ensure_ascii=False,
                              separators=(",", ":")) + "\n"
        if self.format == "edits":
            return "".join(_edit_rows(doc))
        front = front_matter(doc.metadata) if self.with_metadata and doc.metadata else ""
        body = markdown(doc) if self.format == "markdown" else doc.text
        return f"{front}{body}\n" if front or body or doc.kept else ""


def format_of(path: str) -> str:
    """Return the format that the name of an output file tells by its suffix; text where it tells none."""
    suffix = os.path.splitext(path.removesuffix(".zst"))[1]
    return _FORMATS.get(suffix, "text")


def markdown(doc: Document) -> str:
    """Return the kept lines as Markdown: headings, lists, quotations and tables marked, a blank line between.

    What a line itself holds of Markdown's signs is escaped, so that it is read as it stands.
    """
    blocks: list[str] = []
    for is_row, group in groupby(_rows(doc), itemgetter(0)):
        if is_row:
            blocks.append(_table([line.text.split("\t") for _, line in group]))
        else:
            blocks += [_PREFIXES.get(line.tag, "") + _escaped(line.text.strip()) for _, line in group]
    return "\n\n".join(blocks)


def _rows(doc: Document) -> Iterator[tuple[bool, Line]]:
    """The kept lines, each with whether it is a row; one below a row is, where its first cells are empty."""
    is_row = False
    for line in doc.kept:
        if line.text.strip():
            is_row = line.tag == "tr" or "\t" in line.text.strip() or is_row and line.text.startswith("\t")
            yield is_row, line


def _table(rows: list[list[str]]) -> str:
    """Rows as a table of GitHub's Markdown; the first is its head."""
    width = max(map(len, rows))
    cells = [[_escaped(cell).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    written = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([written[0], "|" + " --- |" * width, *written[1:]])


def _escaped(text: str) -> str:
    """Escape what CommonMark (0.31, chapter 2.4) would take for a mark; a tag as an entity, for else this were HTML."""
    return _TAG.sub("&lt;", _NUMBERED.sub(r"\1\\", _MARK.sub(r"\\\g<0>", text)))


def front_matter(metadata: Metadata) -> str:
    """Return the metadata that the page told as a block of YAML front matter.

    What YAML takes for no character of a text, or for a line end, is written as an escape.
    """
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in _told(metadata)]
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", "---\n" + "".join(rows) + "---\n")


def _told(metadata: Metadata) -> Iterator[tuple[str, Any]]:
    """The fields that are not empty; JSON's strings and lists are YAML as well."""
    for key in metadata.__slots__:
        value = getattr(metadata, key)
        if key == "images":
            value = [image.src for image in value if image.src]
        if value not in (None, (), []):
            yield key, value


def _edit_rows(doc: Document) -> Iterator[str]:
    """A table of the edits, tab-separated, one an edit, as they stand in the page: a record has their order."""
    yield "line\tstart\trule\tbefore\tafter\twhy\n"
    for edit in sorted(doc.edits, key=_LINE):
        place = edit.field or str(edit.line)
        after = "(dropped)" if edit.after is None else _cell(edit.after)
        yield f"{place}\t{edit.start}\t{edit.rule}\t{_cell(edit.before)}\t{after}\t{_cell(edit.why)}\n"


def _cell(text: str) -> str:
    return one_line(text.replace("\\", "\\\\"))


def diff(doc: Document) -> str:
    """Return a unified diff from the lines that parse made to the lines that are left.

    A line becomes one line or none, so nothing has to be searched: the diff is linear.
    """
    before, after = doc.undo().lines, doc.lines
    pairs = [(old.text, None if new.dropped else new.text)
             for old, new in zip(before, after) if old.tag != "meta"]
    hunks = "".join(_hunk(pairs, start, end) for start, end in _hunks(pairs))
    name = one_line(doc.name)
    return f"--- {name}\n+++ {name} (clean)\n{hunks}" if hunks else ""


def _hunks(pairs: list[tuple[str, str | None]]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each stretch of changed pairs, with the unchanged ones around it."""
    start = end = None
    for place, (old, new) in enumerate(pairs):
        if old == new:
            continue
        if end is None or start is None:
            start = max(0, place - _CONTEXT)
        elif place - _CONTEXT > end:
            yield start, end
            start = place - _CONTEXT
        end = min(len(pairs), place + _CONTEXT + 1)
    if start is not None and end is not None:
        yield start, end


def _hunk(pairs: list[tuple[str, str | None]], start: int, end: int) -> str:
    rows: list[str] = []
    kept = sum(new is not None for _, new in pairs[start:end])
    above = sum(new is not None for _, new in pairs[:start])
    for old, new in pairs[start:end]:
        if old == new:
            rows.append(f" {safe(old)}\n")
        else:
            rows.append(f"-{safe(old)}\n" + (f"+{safe(new)}\n" if new is not None else ""))
    return f"@@ -{start + 1},{end - start} +{above + 1},{kept} @@\n" + "".join(rows)


def safe(text: str) -> str:
    """Return the text with control characters, and what is no Unicode (in a file name), made visible: none reaches a
    terminal."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def one_line(text: str) -> str:
    """Return the text with line ends and tabs made visible as well: a name stays one line, and one column."""
    return safe(text).replace("\n", "\\n").replace("\t", "\\t")


def changed(doc: Document) -> bool:
    """Tell whether the document holds any change to its page's lines."""
    return any(edit.line for edit in doc.edits)
