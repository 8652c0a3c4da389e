"""Files that hold many pages: JSON Lines, tar and zip archives. Each member is a source of its own.

The members of an archive are named ``ARCHIVE/PATH``, the lines of a JSON Lines file and the records of
a WARC ``FILE/NUMBER``. What is broken becomes a source that has failed; the others go on.
"""
from __future__ import annotations

import io
import json
import os
from typing import Any, BinaryIO, Callable, Iterator

from . import Selection, Source, inside, reason
from .load import COMPRESSED, open_any, packed, size_words
from .walk import is_wanted, matches, unique

_LINES = (".jsonl", ".ndjson")
_TARS = (".tar", ".tgz", ".tbz2", ".txz", ".tzst")
_FIELDS = ("html", "text")
_TOLD = ("title", "date", "author", "authors")
_MOST_TOLD = 20
_LONGEST_TOLD = 1000
_BROKEN = "the file can't be read to its end: "
_WARC = b"WARC/1."
_TAR_BLOCK = 512
_TAR, _TAR_AT = b"ustar", 257  # POSIX.1-1988, pax and GNU archives have it there

_Expand = Callable[[BinaryIO, Source, Selection], Iterator[Source]]


def expand(source: Source, selection: Selection) -> Iterator[Source]:
    """Yield the members of a source that holds many, or the source itself."""
    if source.problem or source.data is not None or source.path is None:
        yield source
        return
    suffix = container_suffix(source.name)
    how = _EXPANDERS.get(suffix)
    if how is None:
        yield source
        return
    try:
        with open_any(source.path) as file:
            if suffix in (".jsonl", ".warc") and not file.read(1):  # other kinds are damaged without a byte
                yield source._replace(status="empty", problem="the input is empty")
                return
            file.seek(0)
            if suffix == ".warc":
                yield from _from_warc(file, source, selection)
            else:
                yield from unique(how(_unpacked(file), source, selection))
    except Exception as error:  # each of the libraries has errors of its own; all say that the rest is lost
        why = reason(error) if isinstance(error, OSError) else str(error)
        yield source.failed(_BROKEN + why)


def container_suffix(name: str) -> str:
    """Return the suffix by which a file holds many pages (``.jsonl``, ``.tar``, ``.zip`` …), or ''."""
    base, suffix = os.path.splitext(name.lower())
    if suffix in COMPRESSED:
        suffix = os.path.splitext(base)[1]
    suffix = ".tar" if suffix in _TARS else ".jsonl" if suffix in _LINES else suffix
    return suffix if suffix in _EXPANDERS else ""


def _unpacked(file: BinaryIO) -> BinaryIO:
    opener = packed(file.read(8))
    file.seek(0)
    return opener(file) if opener else file


def _from_lines(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    """The lines of a JSON Lines file, one at a time, none longer than an input may be."""
    reader = io.BufferedReader(file) if isinstance(file, io.RawIOBase) else file
    number = 0
    while line := reader.readline(selection.max_size + 1):
        number += 1
        if len(line) > selection.max_size:
            yield source.member(number).failed(f"a line longer than {size_words(selection.max_size)}")
            while line and not line.endswith(b"\n"):
                line = reader.readline(selection.max_size)
        elif line.strip():
            yield line_source(source.member(number), line, selection.field)


def line_source(source: Source, line: bytes, field: str | None) -> Source:
    """Return the source with the page that a line of JSON Lines holds (or the record of medclean itself)."""
    from ..record import is_record
    if is_record(line):
        return source._replace(data=line)
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        return source.failed(_no_utf8(line))
    except (ValueError, RecursionError) as error:
        return source.failed(f"not a line of JSON: {error}")
    if not isinstance(row, dict):
        return source.failed("a line of JSON without fields")
    names = (field,) if field else _FIELDS
    page = next((row[name] for name in names if isinstance(row.get(name), str)), None)
    if page is None:
        return source.failed(f"no field {' or '.join(names)} with text in it (--field)")
    url = row.get("url")
    return source._replace(data=page.encode("utf-8", "replace"), charset="utf-8",
                           url=url if isinstance(url, str) else None, told=tuple(_told(row)))


def _no_utf8(line: bytes) -> str:
    """Say what a line that is no UTF-8 is, and what to do: JSON has no other encoding (RFC 8259, 8.1)."""
    from ..detect import detect
    name = detect(line).name
    if name == "utf-8":
        return "not a line of JSON: it is UTF-8 with damaged bytes"
    return f"not a line of JSON: it is {name}, not UTF-8; iconv -f {name} -t UTF-8 turns the file into what can be read"


def _told(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a row says of its page; other fields, such as a ``source``, may be the corpus's own."""
    for key in _TOLD:
        values = row[key] if isinstance(row.get(key), list) else [row.get(key)]
        for value in values[:_MOST_TOLD]:
            if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_TOLD:
                yield key, " ".join(value.split())


def records_of(source: Source, selection: Selection) -> Iterator[Source]:
    """Yield a source for each record of medclean in an input without a name (stdin), or each line of JSON where one
    with a page comes first, or each member of a tar archive or a WARC.

    They are named as the lines of a file are; a record has a name of its own. Where a field is named, every line is one
    of JSON. An input that holds none of these is one source.
    """
    data = source.data or b""
    suffix = _suffix_by(data)
    if suffix:
        try:
            yield from unique(_EXPANDERS[suffix](io.BytesIO(data), source._replace(data=None), selection))
        except Exception as error:  # as in `expand`
            yield source.failed(_BROKEN + str(error))
        return
    first = data.lstrip().partition(b"\n")[0]
    if selection.field is None and (first[:1] != b"{" or line_source(source, first, None).problem):
        yield source
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield line_source(source.member(number)._replace(named=source.named), line, selection.field)


def _suffix_by(data: bytes) -> str:
    """Return the suffix of what holds many pages, told by how it begins, or ''. A ZIP archive may be a document."""
    tar = data[_TAR_AT:_TAR_AT + len(_TAR)] == _TAR
    return ".tar" if tar else ".warc" if data.startswith(_WARC) else ""


def _from_tar(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    import tarfile
    with tarfile.open(fileobj=file, mode="r|") as archive:
        for member in archive:
            if not member.isdir():
                yield from _member(source, member.name, selection, member.isreg(), member.size,
                                   lambda: archive.extractfile(member))  # noqa: B023
        if not archive.fileobj or not archive.fileobj.read(_TAR_BLOCK):  # the second of two blocks of zeros
            yield source.failed(_BROKEN + "its end is missing, pages may be, too")


def _from_zip(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    import zipfile
    if not zipfile.is_zipfile(file):  # its list of members is missing, which stands at its end
        yield source.failed("not a zip archive, or only the beginning of one")
        return
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                yield from _member(source, member.filename, selection, True, member.file_size,
                                   lambda: archive.open(member))  # noqa: B023


def _member(source: Source, path: str, selection: Selection, regular: bool, size: int,
            opened: Callable[[], Any]) -> Iterator[Source]:
    """The source for a member of an archive, unless the user or its suffix says that it is no page."""
    path = inside(path.replace("\\", "/"))
    if matches(path, selection.exclude) or not is_wanted(path, selection):
        return
    member = Source(f"{source.name}/{path}", source.path, False, container=source.name)
    if not regular:
        yield member._replace(status="skipped", problem="a link or device, not a file")
    elif container_suffix(path):
        yield member._replace(status="skipped", problem="a file of many pages inside an archive")
    else:
        yield _read_member(member, size, selection.max_size, opened)


def _read_member(member: Source, size: int, max_size: int, opened: Callable[[], Any]) -> Source:
    """Read a member, never more than an input may hold, whatever size the archive claims."""
    try:
        data = b"" if size > max_size else opened().read(size + 1)
    except Exception as error:  # as above: this member is lost, the others may be whole
        return member.failed(f"the archive's copy is damaged: {error}")
    if size > max_size or len(data) > max_size:
        return member.failed(f"larger than {size_words(max_size)} (--max-size)")
    return member._replace(data=data)


def _from_warc(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    from .warc import records
    yield from records(file, source, selection)


_EXPANDERS: dict[str, _Expand] = {".jsonl": _from_lines, ".tar": _from_tar, ".zip": _from_zip, ".warc": _from_warc}
