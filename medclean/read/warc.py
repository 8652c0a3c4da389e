"""The responses in a WARC file: the page, the charset of its HTTP header, its URL, when it was fetched.

FastWARC (an extra) is used because it reads the records of damaged files and checks their digests.
"""
from __future__ import annotations

from typing import Any, BinaryIO, Iterator

from . import Selection, Source
from .containers import failed, numbered
from .load import size_words

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")


def records(file: BinaryIO, source: Source, selection: Selection) -> Iterator[Source]:
    """Yield a source for each response in a WARC file, plain or compressed.

    A record whose digest is wrong, or that is cut, has failed; what is no page is skipped.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield failed(source, "reading WARC files wants FastWARC: pip install 'medclean[warc]'")
        return
    found = ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False)
    number = 0
    for record in found:
        number += 1
        yield _response(record, numbered(source, number), selection.max_size)


def _response(record: Any, source: Source, max_size: int) -> Source:
    length = int(record.headers.get("Content-Length") or 0)
    source = source._replace(url=record.headers.get("WARC-Target-URI"),
                             fetched=record.headers.get("WARC-Date"))
    if length > max_size:
        return failed(source, f"larger than {size_words(max_size)} (--max-size)")
    record.freeze()
    if record.content_length < length:
        return failed(source, f"the record is cut: {record.content_length:,} of {length:,} bytes")
    if "WARC-Block-Digest" in record.headers and not record.verify_block_digest():
        return failed(source, "the digest of the record is wrong")
    return _page(record, source, max_size)


def _page(record: Any, source: Source, max_size: int) -> Source:
    record.parse_http(auto_decode="all")
    status = record.http_headers.status_code if record.http_headers else None
    kind = record.http_content_type
    if status is not None and status != 200:
        return source._replace(status="skipped", problem=f"HTTP status {status}")
    if kind and kind not in _PAGES:
        return source._replace(status="skipped", problem=f"not a page, but {kind}")
    data = record.reader.read(max_size + 1)
    if len(data) > max_size:
        return failed(source, f"unpacks to more than {size_words(max_size)} (--max-size)")
    return source._replace(data=data, charset=record.http_charset)
