"""The responses in a WARC file: the page, the charset of its HTTP header, its URL, when it was fetched.

FastWARC (an extra) is used because it is quick and checks digests. Behind a damaged record it stops; here the
reading goes on at the next place where a record begins.
"""
from __future__ import annotations

from base64 import b32decode, b64decode
from typing import Any, BinaryIO, Iterator

from . import Selection, Source
from .load import TooLarge, read_whole, size_words

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
_PIECE = 1 << 20
_BEGINNINGS = (b"WARC/1.", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd")
_CUT = "the record is cut"
_DIGESTS = {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}  # by their size in bytes


def records(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    """Yield a source for each response in a WARC file, plain or compressed.

    A record whose digest is wrong, or that is cut, has failed; what is no page is skipped.
    """
    try:
        import fastwarc  # noqa: F401
    except ImportError:
        yield source.failed("reading WARC files wants FastWARC: pip install 'medclean[warc]'")
        return
    beginning = _beginning(file)
    offset: int | None = 0
    number = 0
    told = False
    while offset is not None:
        stretch = _Stretch(file, offset, selection.max_size)
        for response in stretch:
            number += 1
            told = response.status == "failed"
            yield response._replace(**_named(source, number))
        if stretch.broken and stretch.empty and not told:
            number += 1
            told = True
            yield source.member(number).failed(stretch.broken)
        offset = _next(file, beginning, stretch.last + 1) if stretch.broken else None


def _named(source: Source, number: int) -> dict[str, Any]:
    member = source.member(number)
    return {"name": member.name, "path": member.path, "named": False, "container": member.container}


class _Stretch:
    """The responses from a place of the file on, up to its end or to where it is broken.

    ``last`` is where the last record began, ``broken`` says what is wrong behind it; ``empty`` says that there
    was no record at all. A response is held back until the next record is seen to begin: where none does, and no
    digest says otherwise, it was cut, and what follows it was read as its own.
    """

    def __init__(self, file: BinaryIO, offset: int, max_size: int) -> None:
        self._file = file
        self._offset = offset
        self._max_size = max_size
        self.last = offset
        self.broken: str | None = None
        self.empty = True

    def __iter__(self) -> Iterator[Source]:
        from fastwarc.warc import ArchiveIterator
        self._file.seek(self._offset)
        held: Source | None = None
        checked = False
        try:
            for record in ArchiveIterator(self._file, parse_http=False):
                if held is not None:
                    yield held
                held = None
                self.empty = False
                self.last = self._offset + record.stream_pos
                if record.headers.get("WARC-Type") == "response":
                    held, checked = _response(record, self._max_size)
        except OSError as error:
            self.broken = f"the file is damaged here: {error}"
            if held is not None and not checked and "compress" not in str(error):
                held = held.failed(_CUT)._replace(data=None)
        if held is not None:
            yield held


def _response(record: Any, max_size: int) -> tuple[Source, bool]:
    """Return the source for a record, and whether it is known to be whole (or known not to be)."""
    source = Source("", None, url=record.headers.get("WARC-Target-URI"),
                    fetched=record.headers.get("WARC-Date"))
    told = record.headers.get("Content-Length") or "0"
    if not (told.isascii() and told.isdecimal()):
        return source.failed(f"its length is no number: {told:.20}"), True
    length = int(told)
    if length > max_size:
        return source.failed(f"larger than {size_words(max_size)} (--max-size)"), True
    record.freeze()
    if record.content_length < length:
        return source.failed(f"{_CUT}: {record.content_length:,} of {length:,} bytes"), False
    has_digest = _makes_checkable(record, "WARC-Block-Digest")
    if has_digest and not record.verify_block_digest():
        return source.failed("the digest of the record is wrong"), False
    record.parse_http(auto_decode="all")
    if not has_digest and _is_plain(record) and _makes_checkable(record, "WARC-Payload-Digest"):
        has_digest = True  # the only one that some crawlers write (Heritrix)
        if not record.verify_payload_digest():
            return source.failed("the digest of the page is wrong"), False
    return _page(record, source, max_size), has_digest


def _makes_checkable(record: Any, header: str) -> bool:
    """Tell whether a record has a digest that can be checked, and write it as FastWARC reads it.

    To FastWARC one in small letters, without padding, or of an algorithm that it does not know is a wrong one: the
    page would be lost. Digests stand in base 32, 16 or 64 (WARC 1.1, 5.8); how long one is tells in which.
    """
    algorithm, _, value = (record.headers.get(header) or "").partition(":")
    algorithm, value = algorithm.strip().lower().replace("-", ""), value.strip().rstrip("=")
    size = _DIGESTS.get(algorithm, 0)
    if not size or not value.isascii():
        return False
    try:
        if len(value) == size * 2:
            found = bytes.fromhex(value)
        elif len(value) == -(-size * 8 // 5):
            found = b32decode(value.upper() + "=" * (-len(value) % 8))
        else:
            found = b64decode(value + "=" * (-len(value) % 4), validate=True)
    except ValueError:
        return False
    record.headers[header] = f"{algorithm}:{found.hex()}"
    return len(found) == size


def _is_plain(record: Any) -> bool:
    """Tell whether the page came as it is: of a packed one crawlers do not agree which bytes the digest is of."""
    headers = record.http_headers
    return headers is not None and not headers.get("Content-Encoding") and not headers.get("Transfer-Encoding")


def _page(record: Any, source: Source, max_size: int) -> Source:
    status = record.http_headers.status_code if record.http_headers else None
    kind = record.http_content_type
    if status is not None and status != 200:
        return source._replace(status="skipped", problem=f"HTTP status {status}")
    if kind and kind not in _PAGES:
        return source._replace(status="skipped", problem=f"not a page, but {kind}")
    try:
        data = read_whole(record.reader, max_size)
    except TooLarge as error:
        return source.failed(str(error))
    return source._replace(data=data, charset=record.http_charset)


def _beginning(file: BinaryIO) -> bytes:
    """How the records of this file begin: compressed, or plain."""
    file.seek(0)
    head = file.read(8)
    return next((magic for magic in _BEGINNINGS if head.startswith(magic)), _BEGINNINGS[0])


def _next(file: BinaryIO, beginning: bytes, offset: int) -> int | None:
    """Return where the next record may begin, at or behind an offset."""
    file.seek(offset)
    tail = b""
    while piece := file.read(_PIECE):
        found = (tail + piece).find(beginning)
        if found >= 0:
            return offset - len(tail) + found
        offset += len(piece)
        tail = piece[-len(beginning):]
    return None
