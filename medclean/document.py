"""The data that flows through medclean: numbered lines, and the edits made to them.

Bytes become numbered lines; rules propose edits; the document applies and remembers them; the
writer writes the lines that are left. Everything here is frozen: a stage returns a new document.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import itemgetter
from typing import Any, Collection, Iterable, NamedTuple

made = tuple.__new__
"""Makes a named tuple of its class and its fields in their order, without a call of Python's own: there are many."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Tags of lines that head what follows."""


class EditError(ValueError):
    """An edit does not fit the line (or the metadata field) that it names."""


class Line(NamedTuple):
    """One line of a document: a paragraph, a heading, a cell, or a value out of the page's head.

    ``number`` is given by parse, counts from 1 and never changes. ``text`` is what is there now.
    ``tag`` is the block element the text stood in (``p`` for plain text, ``meta`` for a value of
    the head or of front matter, whose key is then ``key``). ``node`` is the index of the
    container in ``Document.nodes``; ``link_chars`` counts the characters of ``text`` inside links.
    """

    number: int
    text: str
    tag: str = "p"
    node: int = 0
    link_chars: int = 0
    key: str = ""
    dropped: bool = False

    @property
    def linked(self) -> bool:
        """Whether more than half of the text is link."""
        return self.link_chars * 2 > len(self.text)

    def with_text(self, text: str) -> Line:
        """Return the line with another text (faster than `_replace`, and called for every line)."""
        return made(Line, (self[0], text, *self[2:]))

    def as_dropped(self, dropped: bool) -> Line:
        """Return the line, dropped or kept again."""
        number, text, tag, node, link_chars, key, _ = self
        return made(Line, (number, text, tag, node, link_chars, key, dropped))


class Node(NamedTuple):
    """An element of the page's tree that holds lines: what the extractor sees instead of HTML.

    ``parent`` is an index in ``Document.nodes``, always smaller than the node's own (the root,
    node 0, is its own parent): nodes come in the page's order, each right before all that it holds.
    ``hint`` is what the element's class, id, role and itemprop say, in lower case, separated by spaces.
    """

    parent: int
    tag: str
    hint: str = ""


class Seam(NamedTuple):
    """A line in which elements touch (``来源：健康报收藏``): a style sheet may show them apart.

    ``text`` is the line's as parse made it, ``cuts`` are the places in it where one element ends and the next begins,
    ``links`` those of them where a link begins or ends.
    """

    text: str
    cuts: tuple[int, ...]
    links: tuple[int, ...] = ()


class Image(NamedTuple):
    """A picture: ``line`` is the number of the line that it stood before, ``node`` its container."""

    src: str | None
    alt: str | None = None
    caption: str | None = None
    line: int = 0
    node: int = 0


class Edit(NamedTuple):
    """A change to one line, with the rule that proposed it and the evidence for it.

    ``after`` is None where the whole line is dropped. ``start`` counts characters of the line as
    it was when the edit was applied. An edit of a metadata field has line 0 and names the field
    (``title``, ``authors.0``, ``images.2.caption``).
    """

    line: int
    start: int
    before: str
    after: str | None
    why: str
    rule: str = ""
    field: str = ""


_PLACE = itemgetter(Edit._fields.index("line"), Edit._fields.index("field"))


class Note(NamedTuple):
    """A warning: what was seen but not changed, and where (line 0: the whole document)."""

    line: int
    start: int
    why: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of ``Document.data`` (byte offsets) that is in another encoding than the rest."""

    start: int
    end: int
    name: str


class Encoding(NamedTuple):
    """How the bytes were decoded.

    ``name`` is a WHATWG or Python codec name in lower case; ``source`` says how it was decided:
    ``bom``, ``declared``, ``structure``, ``statistics``, ``given`` (by the user), ``default`` (pure ASCII or
    nothing to go by) or ``text`` (the input was text already). ``confidence`` is between 0 and 1.
    ``declared`` is the charset the page claims, as written there. ``bad_bytes`` counts bytes that
    became U+FFFD. ``segments`` are the stretches in another encoding.
    """

    name: str = "utf-8"
    source: str = "default"
    confidence: float = 1.0
    declared: str | None = None
    bad_bytes: int = 0
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page tells of itself. A field that it does not tell is None or empty.

    ``date`` is ISO 8601, with time and zone where given. ``publisher`` is who first published the
    text (来源), ``site`` the site that it stood on, ``views`` the number of views it showed.
    ``fetched`` is when a crawler fetched the page, where the input tells that.
    """

    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str | None = None
    site: str | None = None
    url: str | None = None
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    summary: str | None = None
    views: int | None = None
    fetched: str | None = None
    images: tuple[Image, ...] = ()


class Document(NamedTuple):
    """One input on its way through the stages.

    ``name`` is the input's path relative to the folder given (``-``: stdin); ``data`` holds its bytes
    until strip has read the page; ``nodes``, ``images`` and ``seams`` are the page's tree, its pictures and
    its short lines of elements that touch, also until then. ``status`` is ok, empty, skipped, truncated
    or failed, with ``error`` saying why. ``script`` is (found, converted to). ``metadata`` is None until it
    has been read.
    """

    name: str = "-"
    data: bytes = b""
    status: str = "ok"
    error: str | None = None
    encoding: Encoding = Encoding()
    format: str = "text"
    script: tuple[str | None, str | None] = (None, None)
    lines: tuple[Line, ...] = ()
    nodes: tuple[Node, ...] = ()
    images: tuple[Image, ...] = ()
    seams: tuple[Seam, ...] = ()
    metadata: Metadata | None = None
    edits: tuple[Edit, ...] = ()
    warnings: tuple[Note, ...] = ()

    @property
    def kept(self) -> tuple[Line, ...]:
        """The lines that are neither dropped nor values of the head."""
        return tuple([line for line in self.lines if not line.dropped and line.tag != "meta"])

    @property
    def text(self) -> str:
        """The kept lines, one paragraph a line."""
        return "\n".join([line.text for line in self.kept])

    @property
    def is_blank(self) -> bool:
        """Whether no kept line holds more than white space."""
        return not any(line.text and not (line.dropped or line.tag == "meta" or line.text.isspace())
                       for line in self.lines)

    def apply(self, edits: Iterable[Edit]) -> Document:
        """Return a document with these edits made and remembered: the only way that lines change.

        Edits are made in the order given; several edits of one line go from right to left, so
        that each ``start`` still holds. Raises EditError where an edit's ``before`` is not what
        stands there, or its line is missing or dropped.
        """
        edits = tuple(edits)
        if not edits:
            return self
        lines = list(self.lines)
        metadata = self.metadata
        if not any(edit.field or edit.after is not None for edit in edits):  # nothing but drops, as strip makes them
            for edit in edits:
                index = self._index(edit.line)
                lines[index] = _edited(lines[index], edit)
            return self._replace(lines=tuple(lines), edits=self.edits + edits)
        for (number, field_name), group in groupby(edits, key=_PLACE):
            if field_name:
                for edit in group:
                    metadata = _set_field(metadata, edit.field, edit.before, edit.after)
            else:
                index = self._index(number)
                lines[index] = edited(lines[index], list(group))
        return self._replace(lines=tuple(lines), metadata=metadata, edits=self.edits + edits)

    def undo(self, edits: Iterable[Edit] | None = None) -> Document:
        """Return the document before its edits (or before the given last ones): parse's lines again.

        Raises EditError where an edit is not among the last of this document.
        """
        undone = self.edits if edits is None else tuple(edits)
        rest = len(self.edits) - len(undone)
        if rest < 0 or self.edits[rest:] != undone:
            raise EditError("only the last edits of a document can be undone")
        lines = list(self.lines)
        metadata = self.metadata
        for (number, field_name), group in groupby(reversed(undone), key=_PLACE):
            if field_name:
                for edit in group:
                    metadata = _set_field(metadata, edit.field, edit.after, edit.before)
            else:
                index = self._index(number)
                lines[index] = _all_restored(lines[index], list(group))
        return self._replace(lines=tuple(lines), metadata=metadata, edits=self.edits[:rest])

    def warn(self, notes: Collection[Note]) -> Document:
        """Return a document with these warnings added, each of them once."""
        if not notes:
            return self
        known = set(self.warnings)
        fresh = tuple(note for note in dict.fromkeys(notes) if note not in known)
        return self._replace(warnings=self.warnings + fresh) if fresh else self

    def _index(self, number: int) -> int:
        index = number - 1
        if not 0 <= index < len(self.lines) or self.lines[index].number != number:
            raise EditError(f"there is no line {number}")
        return index


def edited(line: Line, edits: list[Edit]) -> Line:
    """Return a line with these edits made, in one pass where each stands left of the one before.

    Raises EditError where one does not fit. One after the other each would copy the line: a line of a megabyte may
    have a hundred thousand.
    """
    pieces: list[str] = []
    end = len(line.text)
    for edit in edits:
        stop = edit.start + len(edit.before)
        if (edit.after is None or line.dropped or not 0 <= edit.start <= stop <= end
                or not line.text.startswith(edit.before, edit.start)):
            return reduce(_edited, edits, line)
        pieces += [line.text[stop:end], edit.after]
        end = edit.start
    return line.with_text(line.text[:end] + "".join(reversed(pieces)))


def _all_restored(line: Line, edits: list[Edit]) -> Line:
    """Undo the edits of one line, in one pass where each stands right of the one before."""
    pieces: list[str] = []
    end = shift = 0
    for edit in edits:
        start = edit.start + shift
        if edit.after is None or start < end or not line.text.startswith(edit.after, start):
            return reduce(_restored, edits, line)
        pieces += [line.text[end:start], edit.before]
        end = start + len(edit.after)
        shift += len(edit.after) - len(edit.before)
    return line.with_text("".join(pieces) + line.text[end:])


def _edited(line: Line, edit: Edit) -> Line:
    if edit.after is None and edit.before == line.text and not (edit.start or line.dropped):
        return line.as_dropped(True)
    end = edit.start + len(edit.before)
    if line.dropped or edit.start < 0 or line.text[edit.start:end] != edit.before:
        raise EditError(f"line {line.number} does not hold {edit.before!r} at {edit.start}")
    if edit.after is None:
        raise EditError(f"an edit that drops line {line.number} must hold the whole of it")
    return line.with_text(line.text[:edit.start] + edit.after + line.text[end:])


def _restored(line: Line, edit: Edit) -> Line:
    if edit.after is None:
        return line.as_dropped(False)
    end = edit.start + len(edit.after)
    if line.text[edit.start:end] != edit.after:
        raise EditError(f"line {line.number} does not hold {edit.after!r} at {edit.start}")
    return line.with_text(line.text[:edit.start] + edit.before + line.text[end:])


def _set_field(metadata: Metadata | None, path: str, before: str | None,
               after: str | None) -> Metadata | None:
    """Return the metadata with the value at ``path`` (``images.2.caption``) changed."""
    name, *rest = path.split(".")
    try:
        new = _replaced(getattr(metadata, name), rest, before, after)
        return metadata and replace(metadata, **{name: new})
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        raise EditError(f"metadata has no field {path!r} with the value {before!r}") from error


def _replaced(value: Any, path: list[str], before: str | None, after: str | None) -> Any:
    if not path:
        if value != before:
            raise ValueError(value)
        return after
    if isinstance(value, Image):
        return value._replace(**{path[0]: _replaced(getattr(value, path[0]), path[1:], before, after)})
    if isinstance(value, tuple):
        place = int(path[0])
        return (*value[:place], _replaced(value[place], path[1:], before, after), *value[place + 1:])
    raise TypeError(value)
