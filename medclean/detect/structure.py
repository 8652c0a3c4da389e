"""What the bytes show by their form alone: marks, escape codes, zero bytes, UTF-8's pattern."""
from __future__ import annotations

import codecs

from ..patterns import lazy_regex

# UTF-32's marks begin with UTF-16's, so they are tried first.
_MARKS = ((b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xef\xbb\xbf", "utf-8"),
          (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"))

_LOW, _HIGH = bytes(range(0x80)), bytes(range(0x80, 0x100))
_LEADS = bytes((*range(0xE2, 0xEA), 0xEF))  # of Chinese characters and their punctuation in UTF-8

_UTF8 = lazy_regex(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+")

_UTF8_CHAR = rb"[%b][\x80-\xbf]{2}" % _LEADS

UTF8_RUN = lazy_regex(rb"%b(?:[ -~]{0,80}%b)+" % (_UTF8_CHAR, _UTF8_CHAR))
"""Two or more Chinese characters (or their punctuation) in UTF-8, with nothing but ASCII between them: legacy text
hardly ever looks like that."""

_UTF8_PAIR = lazy_regex(_UTF8_CHAR * 2)

# Designations: GB 2312 is A, ISO-IR-165 E, CNS 11643's planes 1 and 2 are G and H (RFC 1922).
_ESCAPES = (("iso-2022-cn", lazy_regex(rb"\x1b\$(?:\)[AGE]|\*H|\+[I-M])")),
            ("iso-2022-kr", lazy_regex(rb"\x1b\$\)C")),
            ("iso-2022-jp", lazy_regex(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([IJ])")))

HZ = lazy_regex(rb"~\{(?:[!-w][!-~]){1,2000}~\}")
"""A stretch of Chinese in HZ (RFC 1843)."""


def mark(data: bytes) -> tuple[str, int] | None:
    """Return the encoding that a byte order mark names, and the mark's length."""
    for sign, name in _MARKS:
        if data.startswith(sign):
            return name, len(sign)
    return None


def high_bytes(data: bytes) -> int:
    """Return how many bytes are not ASCII."""
    return len(data) - len(data.translate(None, _HIGH))


def escaped(data: bytes) -> str | None:
    """Return the encoding whose escape codes stand in the (nearly) seven-bit data."""
    if b"\x1b" in data:
        for name, pattern in _ESCAPES:
            if pattern.search(data):
                return name
    return "hz" if b"~" in data and HZ.search(data) else None


def wide(data: bytes) -> str | None:
    """Return UTF-32 or UTF-16 without a mark, told by where the zero bytes of ASCII characters stand.

    Half of the characters must be ASCII: zeros that belong to others (U+4E00) stand at either place.
    """
    head = data[:len(data) // 4 * 4][:65536]
    if not head or head.count(0) < len(head) / 4:
        return None
    zeros = [head[place::4].count(0) * 4 / len(head) for place in range(4)]
    if zeros[2] > 0.9 and zeros[3] > 0.9:
        return "utf-32-le"
    if zeros[0] > 0.9 and zeros[1] > 0.9:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if max(even, odd) < 10 * min(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def is_utf8(data: bytes) -> bool:
    """Tell whether all of the data is well-formed UTF-8, but for a character cut off at its end."""
    try:
        read = codecs.utf_8_decode(data, "strict", False)[1]
        return read == len(data) or high_bytes(data[:read]) > 0
    except UnicodeDecodeError:
        return False


def utf8_leads(data: bytes) -> int:
    """Return how many bytes could begin a Chinese character in UTF-8: a tenth of those of legacy text."""
    return len(data) - len(data.translate(None, _LEADS))


def utf8_runs(data: bytes) -> int:
    """Return how many bytes that are not ASCII stand in runs of Chinese in UTF-8."""
    return sum(map(high_bytes, UTF8_RUN.findall(data)))


def has_utf8_run(data: bytes) -> bool:
    """Tell whether there is a run of Chinese in UTF-8; without ASCII, a fraction of most pages, it is sooner seen."""
    return _UTF8_PAIR.search(data.translate(None, _LOW)) is not None and UTF8_RUN.search(data) is not None


def utf8_share(data: bytes) -> float:
    """Return which share of the bytes that are not ASCII stands in well-formed UTF-8 of any kind."""
    return sum(map(len, _UTF8.findall(data))) / max(1, high_bytes(data))
