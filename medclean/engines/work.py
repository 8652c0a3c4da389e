"""The work on one input: read it, clean it, write it where it has a file of its own, and tell of it."""
from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Callable, Iterator, Mapping, NamedTuple

from ..document import Document, Metadata, Note
from ..output import Begun, OutputError, Store
from ..output.remote import RemoteStore
from ..pipeline import Pipeline, open_documents
from ..read import MAX_SIZE, MEGABYTE, Source, reason
from ..read.load import Loaded, TooLarge, load, size_words
from ..write import Write, changed

_MOST_WARNINGS = 20
_Page = tuple[Document, bytes]  # as it is cleaned, and as it is written
_WORST = ("failed", "truncated", "skipped", "ok", "empty")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take: bytes, seconds, and bytes of a worker's memory."""

    max_size: int = MAX_SIZE
    timeout: float = 30.0
    memory: int = 2048 * MEGABYTE

    @property
    def too_slow(self) -> str:
        """Why an input failed that took too long."""
        return f"took longer than {self.timeout:g} s (--timeout)"

    @property
    def too_big(self) -> str:
        """Why an input failed that took too much memory."""
        return f"took more than {size_words(self.memory)} of memory (--memory)"


class Task(NamedTuple):
    """A source with its number in the run, and its output's path in the store where it has one of its own.

    ``known`` is the result where an earlier run has finished it: engines hand it on and do no work.
    """

    number: int
    source: Source
    output: str | None = None
    known: Result | None = None


class Digest(NamedTuple):
    """What a file was: its size in bytes, SHA-256, and when it was modified (nanoseconds; 0: unknown)."""

    size: int
    sha256: str
    modified: int = 0


class Result(NamedTuple):
    """What became of one input.

    ``text`` is what the parent has to write (nothing, where the work wrote the output itself). ``fatal`` says
    that nothing more can be written at all. ``removed`` counts dropped characters by rule, ``chars`` those
    of the lines before and after. ``notes`` are (record's name, state, error, warnings) of
    each document, for stderr.
    """

    name: str
    status: str
    error: str | None = None
    source: Digest | None = None
    output: Digest | None = None
    text: bytes = b""
    changed: bool = False
    fatal: bool = False
    seconds: float = 0.0
    encoding: str | None = None
    script: str | None = None
    format: str | None = None
    rules: Mapping[str, int] = {}
    removed: Mapping[str, int] = {}
    chars: tuple[int, int] = (0, 0)
    notes: tuple[tuple[str, str, str | None, tuple[Note, ...]], ...] = ()
    signature: str | None = None


class Ending(NamedTuple):
    """A task that is done but for its output, which is ``begun`` (None: it has none of its own).

    ``end`` waits for that, and returns the result without the text.
    """

    begun: Begun | None
    end: Callable[[], Result]


def digest(data: bytes, modified: int = 0) -> Digest:
    """Return the size and the SHA-256 of these bytes, with the time at which their file was modified."""
    from hashlib import sha256  # it loads a large library, which one page does without
    return Digest(len(data), sha256(data).hexdigest(), modified)


@dataclass(frozen=True, slots=True)
class Work:
    """The work on one input, as plain data: it pickles.

    ``store`` is where outputs go that have a file of their own (None: the parent writes all). ``noted`` says that a
    manifest wants to know what was read and written. ``dedup`` is the kind of signature that each text
    gets: exact or near.
    """

    pipeline: Pipeline
    write: Write
    encoding: str | None = None
    limits: Limits = Limits()
    store: Store | RemoteStore | None = None
    dedup: str | None = None
    noted: bool = False

    def __call__(self, task: Task) -> Result:
        """Return what became of the task's input; whatever goes wrong with it is told there."""
        return self.begin(task, self.clean(task)).end()

    def clean(self, task: Task) -> Result:
        """Return the result with its text, which is still to be put where it belongs."""
        start = time.perf_counter()
        try:
            result = self._done(task)
        except MemoryError:
            result = self.lost(task, self.limits.too_big)
        return result._replace(seconds=round(time.perf_counter() - start, 6))

    def begin(self, task: Task, result: Result) -> Ending:
        """Begin to write the text of a task that has an output of its own."""
        if self.store is None or task.output is None or not result.text:
            return Ending(None, lambda: result)
        try:
            begun = self.store.write(task.output, result.text)
        except Exception as error:
            lost = self._unwritten(task, error)
            return Ending(None, lambda: lost)
        return Ending(begun, partial(self._end, begun, task, result))

    def _end(self, begun: Begun, task: Task, result: Result) -> Result:
        try:
            begun.end()
        except Exception as error:
            return self._unwritten(task, error)
        return result._replace(text=b"")

    def _unwritten(self, task: Task, error: Exception) -> Result:
        if isinstance(error, OutputError):
            return self.lost(task, str(error))._replace(fatal=error.fatal)
        return self.lost(task, why_lost(error))  # a name that this system can't write

    def lost(self, task: Task, why: str) -> Result:
        """Return the result of a task that can't be done, or whose worker is gone: a failed document."""
        return self._written(task, Loaded(b""), [self._unread(task.source, why)])

    def _done(self, task: Task) -> Result:
        source = task.source
        loaded = Loaded(b"")
        try:
            if source.problem:
                pages = [self._unread(source, source.problem, source.status or "failed")]
            else:
                loaded = load(source, self.limits.max_size)
                pages = list(self._pages(source, loaded))
        except MemoryError:
            raise
        except Exception as error:
            pages = [self._unread(source, why_lost(error))]
        return self._written(task, loaded, pages)

    def _pages(self, source: Source, loaded: Loaded) -> Iterator[_Page]:
        opened = open_documents(loaded.data, source.name, encoding=self.encoding, declared=source.charset,
                                told=source.told)
        for doc in opened:
            try:
                doc = self._told(self._cleaned(doc, loaded), source)
                page = doc, self._text(doc)
            except MemoryError:
                raise
            except Exception as error:  # a fault of ours in one page: the others go on
                page = self._unread(source, why_lost(error))
            yield page

    def _cleaned(self, doc: Document, loaded: Loaded) -> Document:
        doc = self.pipeline(doc)
        if loaded.cut and doc.status in ("ok", "empty"):  # of an empty one the article may be what is missing
            return doc._replace(status="truncated", error=loaded.cut)
        return doc

    def _told(self, doc: Document, source: Source) -> Document:
        """Give the record what the crawl tells: the page's address, where the page itself is silent."""
        if (source.url or source.fetched) and self.pipeline.stages:
            meta = doc.metadata or Metadata()
            meta = replace(meta, url=meta.url or source.url, fetched=source.fetched)
            return doc._replace(metadata=meta)
        return doc

    def _written(self, task: Task, loaded: Loaded, pages: list[_Page]) -> Result:
        docs, text = [doc for doc, _ in pages], b"".join([text for _, text in pages])
        if task.output is not None and all(doc.status in ("failed", "skipped") for doc in docs):
            text = b""
        first = docs[0] if docs else Document(task.source.name, status="empty", error="no record in it")
        worst = min(docs or [first], key=lambda doc: _WORST.index(doc.status))
        return Result(
            task.source.name, worst.status, worst.error,
            digest(loaded.stored, loaded.modified) if self.noted and loaded.stored is not None else None,
            digest(text) if self.noted and text else None, text,
            any(map(changed, docs)), encoding=first.encoding.name if first.lines else None,
            script=first.script[0], format=first.format if first.lines else None,
            rules=_rules(docs), removed=_removed(docs), chars=_chars(docs),
            notes=tuple((doc.name, doc.status, doc.error, _first(doc.warnings)) for doc in docs),
            signature=self._signature(first))

    def _signature(self, doc: Document) -> str | None:
        if self.dedup is None:
            return None
        from ..dedup import signature
        return signature(doc.text, self.dedup)

    def _unread(self, source: Source, why: str, status: str = "failed") -> _Page:
        """A document that says why there is none."""
        doc = Document(source.name, status=status, error=why)
        return doc, self._text(doc)

    def _text(self, doc: Document) -> bytes:
        told = doc.status not in ("failed", "skipped") or self.write.format in ("json", "jsonl")
        return encoded(self.write(doc), self.write.format) if told else b""


def why_lost(error: Exception) -> str:
    """Return what an error says: those of inputs in their own words, a fault of ours with its kind."""
    if isinstance(error, OSError):
        return reason(error)
    return str(error) if isinstance(error, TooLarge) else f"{type(error).__name__}: {error}"


def encoded(text: str, fmt: str) -> bytes:
    """Return UTF-8; in JSON a lone surrogate (of a file name) is escaped, elsewhere it becomes ``?``."""
    return text.encode("utf-8", "backslashreplace" if fmt in ("json", "jsonl") else "replace")


def _first(warnings: tuple[Note, ...]) -> tuple[Note, ...]:
    """The first warnings of a document, and how many there are beside them."""
    more = len(warnings) - _MOST_WARNINGS
    return warnings if more <= 1 else (
        *warnings[:_MOST_WARNINGS], Note(0, 0, f"and {more} more warnings, which its record (--format json) has"))


def _rules(docs: list[Document]) -> dict[str, int]:
    return dict(sorted(Counter([edit.rule for doc in docs for edit in doc.edits]).items()))


def _removed(docs: list[Document]) -> dict[str, int]:
    found: dict[str, int] = {}
    for doc in docs:
        for _, _, before, after, _, rule, field in doc.edits:
            less = len(before) - len(after or "")
            if less > 0 and not field:
                found[rule] = found.get(rule, 0) + less
    return dict(sorted(found.items()))


def _chars(docs: list[Document]) -> tuple[int, int]:
    """Characters of the pages' lines, as parse made them and as they are left."""
    before = after = 0
    for doc in docs:
        after += sum([len(line.text) for line in doc.kept])
        before += sum([len(line.text) for line in doc.lines if line.tag != "meta"])
        before += sum([len(edit.before) - len(edit.after) for edit in doc.edits
                       if edit.line and edit.after is not None])
    return before, after
