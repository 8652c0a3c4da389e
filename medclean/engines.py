"""One work function over many inputs: an error becomes a result, never an end."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator, NamedTuple

from .document import Document, Note
from .pipeline import Pipeline, open_documents
from .read import Source, load
from .write import Write, changed


class Result(NamedTuple):
    """What became of one document: its name and state, and what is to be written of it.

    ``source`` is the name of the input; a record that came in keeps its own name in ``name``.
    """

    source: str
    name: str
    status: str
    error: str | None
    output: str
    changed: bool
    warnings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one input: read it, clean it, say what is to be written. It pickles."""

    pipeline: Pipeline
    write: Write
    encoding: str | None = None

    def __call__(self, source: Source) -> tuple[Result, ...]:
        """Return a result for each document of the input: one, unless it holds records."""
        try:
            docs = list(self._documents(source))
        except OSError as error:
            docs = [_failed(source, (error.strerror or str(error)).lower())]
        return tuple(self._result(source, doc) for doc in docs)

    def _documents(self, source: Source) -> Iterator[Document]:
        if source.problem:
            yield _failed(source, source.problem)
            return
        data = load(source)
        for doc in open_documents(data, source.name, encoding=self.encoding):
            try:
                yield self.pipeline(doc)
            except (ValueError, LookupError, RecursionError, MemoryError) as error:
                yield _failed(source, f"{type(error).__name__}: {error}")

    def _result(self, source: Source, doc: Document) -> Result:
        told = doc.status not in ("failed", "skipped") or self.write.format in ("json", "jsonl")
        output = self.write(doc) if told else ""
        return Result(source.name, doc.name, doc.status, doc.error, output, changed(doc), doc.warnings)


def run_serial(work: Work, sources: Iterable[Source]) -> Iterator[Result]:
    """Yield the results of all sources, one after the other, in this process."""
    for source in sources:
        yield from work(source)


def _failed(source: Source, why: str) -> Document:
    return Document(source.name, status="failed", error=why)
