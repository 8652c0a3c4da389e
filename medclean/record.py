"""The record: a document as JSON (schema ``medclean/1``), and back."""
from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Iterator, get_args, get_origin, get_type_hints

from .document import Document, Edit, EditError, Encoding, Image, Line, Metadata, Node, Note, Seam, Segment
from .tables import shipped

_SCHEMA = "medclean/1"

STATES = ("ok", "empty", "skipped", "truncated", "failed")
"""How an input may end."""

_BEGINNING = b'{"schema"'
_RARE = {"node", "link_chars", "key"}
_LISTS = ("authors", "editors", "categories", "keywords", "breadcrumb")
_MOST = 2**63  # of what a record counts: 64 bits, as in a table
_SINGLES = ("title", "date", "publisher", "site", "url", "summary", "views", "fetched")


class RecordError(ValueError):
    """A line is not a record that this version can read."""


def schema() -> str:
    """Return the JSON Schema of the record."""
    return shipped("record.schema.json").decode("utf-8")


def to_record(doc: Document, *, edits: bool = False) -> dict[str, Any]:
    """Return the document as a record: what ``--format json`` writes.

    With ``edits`` the record also has every edit and every line (and, before strip has read the page,
    its tree, pictures and seams), so that `from_record` gives the same document back.
    """
    meta = doc.metadata or Metadata()
    record: dict[str, Any] = {
        "schema": _SCHEMA, "name": doc.name, "status": doc.status, "error": doc.error,
        "encoding": _encoding(doc.encoding), "format": doc.format,
        "script": {"from": doc.script[0], "to": doc.script[1]},
        "title": meta.title, "date": meta.date,
        **{name: list(getattr(meta, name)) for name in ("authors", "editors")},
        "publisher": meta.publisher, "site": meta.site, "url": meta.url,
        **{name: list(getattr(meta, name)) for name in ("categories", "keywords", "breadcrumb")},
        "summary": meta.summary, "views": meta.views, "fetched": meta.fetched,
        "images": [{"src": image.src, "alt": image.alt, "caption": image.caption}
                   for image in meta.images],
        "text": doc.text, "counts": counts(doc),
        "warnings": [note._asdict() for note in doc.warnings],
    }
    return record | _working(doc) if edits else record


def counts(doc: Document) -> dict[str, int]:
    """Count the page's lines, the dropped ones, and the edits of repair and of conversion."""
    page = [line for line in doc.lines if line.tag != "meta"]
    return {"lines": len(page), "dropped": sum(line.dropped for line in page),
            "repaired": sum(edit.rule.startswith("R") for edit in doc.edits),
            "converted": sum(edit.rule.startswith("C") for edit in doc.edits)}


def _encoding(encoding: Encoding) -> dict[str, Any]:
    return {"name": encoding.name, "from": encoding.source, "confidence": encoding.confidence,
            "declared": encoding.declared, "bad_bytes": encoding.bad_bytes,
            "segments": [asdict(segment) for segment in encoding.segments]}


def _working(doc: Document) -> dict[str, Any]:
    """What the next process of a pipe needs besides the record itself."""
    parts: dict[str, Any] = {
        "edits": [_row(edit, {"field"}) for edit in doc.edits],
        "lines": [_row(line, _RARE) for line in doc.lines]}
    if doc.nodes:
        parts["nodes"] = [list(node) for node in doc.nodes]
        parts["pictures"] = [list(image) for image in doc.images]
        parts["seams"] = [list(seam) for seam in doc.seams]
    if doc.metadata is None:
        parts["metadata"] = None
    return parts


def _row(row: Line | Edit, rare: set[str]) -> dict[str, Any]:
    """A line or an edit by its fields; the rare ones only where they say something."""
    return {key: value for key, value in row._asdict().items() if value or key not in rare}


def is_record(data: bytes) -> bool:
    """Tell whether the input begins with a record of medclean, whatever its version."""
    return data[:64].lstrip().startswith(_BEGINNING) and b"medclean/" in data[:128]


def read_records(data: bytes) -> Iterator[Document | RecordError]:
    """Read the records of an input, one a line; a line that cannot be read gives an error instead."""
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                yield from_record(json.loads(line, parse_constant=_refused))
            except (ValueError, RecursionError) as error:
                yield RecordError(f"line {number}: {error}")


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def from_record(record: Any) -> Document:
    """Return the document that a record tells of.

    A record without ``lines`` gives its text as lines, with no edits to undo. Raises RecordError
    where it is not a record of this version.
    """
    if not isinstance(record, dict) or not str(record.get("schema", "")).startswith("medclean/"):
        raise RecordError("this is not a record of medclean")
    if record["schema"] != _SCHEMA:
        raise RecordError(f"a record of schema {record['schema']!r}; this version reads {_SCHEMA!r}: "
                          "write it again with this version, or use a newer medclean")
    try:
        return _sound(_document(record))
    except EditError as error:
        raise RecordError(f"a record whose edits do not fit its lines: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"a record with a broken field: {error}") from error


def _sound(doc: Document) -> Document:
    """Return the document, if it is one that medclean may have written: the stages take that for granted.

    Raises TypeError, or EditError where its edits can't be undone.
    """
    meta = doc.metadata or Metadata()
    for part in (doc, doc.encoding, *doc.encoding.segments, meta, *meta.images, *doc.lines, *doc.nodes, *doc.images,
                 *doc.seams, *doc.edits, *doc.warnings):
        _check_types(part)
    nodes = range(len(doc.nodes))
    for what, fits in (
            ("status", doc.status in STATES), ("confidence", 0 <= doc.encoding.confidence <= 1),
            ("lines", all(line.number == place for place, line in enumerate(doc.lines, 1))),
            ("nodes", all(node.parent in nodes[:max(1, place)] for place, node in enumerate(doc.nodes))),
            ("node", not nodes or all(line.node in nodes for line in doc.lines)),
            ("pictures", not nodes or all(image.node in nodes for image in doc.images))):
        if not fits:
            raise TypeError(what)
    doc.undo()
    return doc


def _check_types(part: Any) -> None:
    """Raise TypeError where a field holds another type than its class declares, or a number that no table takes."""
    kind: Any = type(part)
    for name, many, kinds in _kinds(kind):
        value = getattr(part, name)
        for each in value if many else (value,):
            if type(each) not in kinds or type(each) is int and not -_MOST <= each < _MOST:
                raise TypeError(f"{name} is {value!r:.40}")


@lru_cache(maxsize=None)
def _kinds(kind: type) -> list[tuple[str, bool, tuple[type, ...]]]:
    """The fields of a class: the name, whether it holds many values, and the types that these may have."""
    found = []
    for name, hint in get_type_hints(kind).items():
        many = get_origin(hint) is tuple
        one = get_args(hint)[0] if many else hint
        found.append((name, many, (get_args(one) or (one,)) + ((int,) if one is float else ())))
    return found


def _document(record: dict[str, Any]) -> Document:
    encoding = record["encoding"]
    doc = Document(
        name=record["name"], status=record["status"], error=record["error"],
        encoding=Encoding(encoding["name"], encoding["from"], encoding["confidence"],
                          encoding["declared"], encoding["bad_bytes"],
                          tuple(Segment(**segment) for segment in encoding["segments"])),
        format=record["format"], script=(record["script"]["from"], record["script"]["to"]),
        warnings=tuple(Note(**note) for note in record["warnings"]),
        metadata=_metadata(record) if "metadata" not in record else None)
    if "lines" not in record:
        texts = record["text"].split("\n") if record["text"] else []
        return doc._replace(lines=tuple(Line(n, text) for n, text in enumerate(texts, 1)))
    return doc._replace(lines=tuple(Line(**line) for line in record["lines"]),
                        edits=tuple(Edit(**edit) for edit in record.get("edits", ())),
                        nodes=tuple(Node(*node) for node in record.get("nodes", ())),
                        images=tuple(Image(*image) for image in record.get("pictures", ())),
                        seams=tuple(Seam(text, tuple(cuts), tuple(links))
                                    for text, cuts, links in record.get("seams", ())))


def _metadata(record: dict[str, Any]) -> Metadata:
    if not all(isinstance(record[name], list) for name in _LISTS):
        raise TypeError(f"{', '.join(_LISTS)} are lists")
    fields: dict[str, Any] = {name: tuple(record[name]) for name in _LISTS}
    fields |= {name: record[name] for name in _SINGLES}
    images = tuple(Image(image["src"], image["alt"], image["caption"]) for image in record["images"])
    return Metadata(**fields, images=images)
