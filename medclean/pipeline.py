"""The chain of stages: an input's bytes become a document, each stage returns the next one."""
from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import wraps
from typing import Callable, Iterable, Iterator, ParamSpec, Protocol, TypeVar

from . import metadata
from .binary import binary_kind
from .convert import Convert
from .detect import read
from .document import Document, Encoding
from .parse import parse
from .record import RecordError, is_record, read_records
from .repair import Repair
from .script import detect_script
from .strip import Strip


_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def _uncollected(work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let the collector of cycles wait while a function works on a document.

    It would look through thousands of new lines and edits again and again, and none is part of a cycle.
    """
    @wraps(work)
    def worked(*args: _Given.args, **options: _Given.kwargs) -> _Made:
        if not gc.isenabled():
            return work(*args, **options)
        gc.disable()
        try:
            return work(*args, **options)
        finally:
            gc.enable()
    return worked


class Stage(Protocol):
    """A step of the chain: plain data, called with a document, returns a document."""

    def __call__(self, doc: Document, /) -> Document:
        """Return the document as this stage leaves it."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A chain of stages, run in the order given; by default repair, strip, convert.

    Metadata is read by strip; in a chain without it, before the conversion, so that it is
    converted with the text. A document that failed, or was skipped, passes unchanged.
    """

    stages: tuple[Stage, ...] = (Repair(), Strip(), Convert("keep"))

    @_uncollected
    def __call__(self, doc: Document) -> Document:
        """Return the document after all stages; ``empty`` where no text is left."""
        if doc.status in ("failed", "skipped"):
            return doc
        for stage in self.stages:
            if isinstance(stage, Convert):
                doc = _with_metadata(doc)
            doc = stage(doc)
        if self.stages:
            doc = _with_script(_with_metadata(doc))
        if doc.status == "ok" and doc.is_blank:
            return doc._replace(status="empty", error=doc.error or "no text is left")
        return doc


def _with_metadata(doc: Document) -> Document:
    return doc if doc.metadata is not None else doc._replace(metadata=metadata.read(doc))


def _with_script(doc: Document) -> Document:
    return doc if doc.script[0] else doc._replace(script=(detect_script(doc.text), doc.script[1]))


@_uncollected
def open_document(data: bytes | str, name: str = "-", *, encoding: str | None = None,
                  declared: str | None = None, told: Iterable[tuple[str, str]] = ()) -> Document:
    """Return the parsed document of an input: detect its encoding, decode it, make its lines.

    ``encoding`` overrides the detection; ``declared`` is the charset of an HTTP header, evidence that
    is checked. ``told`` are keys with values that came with the page (``title``, ``date``), read as those of its
    head are. Raises LookupError for an encoding that nobody knows, TypeError for what is neither bytes nor text.
    """
    if not isinstance(data, (bytes, str)):
        raise TypeError(f"the page must be bytes or str, not {type(data).__name__}: read the file first")
    if isinstance(data, str):
        doc = Document(name, data.encode("utf-8", "replace"), encoding=Encoding(source="text"))
        return _parsed(doc, data, told)
    kind = binary_kind(data)
    if kind and encoding is None:
        return Document(name, status="skipped", error=f"not text, but {kind}")
    text, found = read(data, declared=declared, given=encoding)
    return _parsed(Document(name, data, encoding=found), text, told)


def _parsed(doc: Document, text: str, told: Iterable[tuple[str, str]]) -> Document:
    doc = parse(doc, text, told)
    if text and not text.isspace():
        return doc
    return doc._replace(status="empty", error=f"the input {'holds only white space' if text else 'is empty'}")


def open_documents(data: bytes, name: str = "-", *, encoding: str | None = None,
                   declared: str | None = None, told: Iterable[tuple[str, str]] = ()) -> Iterator[Document]:
    """Yield the documents of an input: one, or one for each record where it holds medclean's records."""
    if not is_record(data):
        yield open_document(data, name, encoding=encoding, declared=declared, told=told)
        return
    for found in read_records(data):
        if isinstance(found, RecordError):
            yield Document(name, status="failed", error=str(found))
        else:
            yield found


def clean(source: bytes | str, *, to: str = "keep", name: str = "-",
          encoding: str | None = None) -> Document:
    """Clean one page: repair, strip, and convert to the script ``to``.

    ``source`` is the page's bytes, or its text where it has been decoded already; ``to`` is keep, hans,
    hant, tw, hk, twp, hkp or hansp; ``name`` goes into the record; ``encoding`` overrides the
    detection. Returns the document: ``.text``, ``.metadata``, ``.edits``, ``.undo()``.
    """
    pipeline = Pipeline((Repair(), Strip(), Convert(to)))
    return pipeline(open_document(source, name, encoding=encoding))
