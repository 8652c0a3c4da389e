"""Decoding that always yields a text: what cannot be read becomes U+FFFD, one for each bad byte."""
from __future__ import annotations

import codecs

from ..patterns import LOST, lazy_regex
from . import cns

PRIVATE = lazy_regex("[\ue000-\uf8ff]")
"""What Python makes of codes that it knows no character for."""

_BEYOND_GBK = (0xA2, 0xA6, 0xA8, 0xA9, 0xFE)  # rows in which GB 18030 has two-byte characters more than GBK
_OWN = {"euc-tw": cns.decode_euc_tw, "iso-2022-cn": cns.decode_iso_2022_cn}


def read_as(data: bytes, codec: str) -> tuple[str, int]:
    """Return the text of the data read with a codec, and how many bytes it could not read.

    A pair that is broken gives up its first byte only, so the second can still begin a character.
    """
    if codec in _OWN:
        return _OWN[codec](data)
    try:
        return data.decode(codec), 0
    except UnicodeDecodeError:
        pass
    if codec == "gb18030":
        text = data.decode("gbk", "medclean.gbk")  # finds its feet again sooner: takes no four bytes at once
    else:
        text = data.decode(codec, "medclean.byte")
    written = data.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0
    return text, text.count(LOST) - written


def _replace_byte(error: UnicodeError) -> tuple[str, int]:
    """Give up one byte; in UTF-8 and its kin all bytes of the broken character, each its own U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith("utf"):
        return LOST * (error.end - error.start), error.end
    return LOST, error.start + 1


def _replace_gbk(error: UnicodeError) -> tuple[str, int]:
    """Read what GBK lacks: GB 18030's four bytes, Windows' euro sign; give up one byte of anything else."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start = error.start
    lead, second = error.object[start], error.object[start + 1:start + 2]
    if lead == 0x80:
        return "€", start + 1
    size = 4 if second.isdigit() else 2
    if size == 4 or lead in _BEYOND_GBK:
        code = error.object[start:start + size]
        try:
            char = code.decode("gb18030")
        except UnicodeDecodeError:
            return LOST, start + 1
        if len(char) == 1:
            return char, start + size
    return LOST, start + 1


codecs.register_error("medclean.byte", _replace_byte)
codecs.register_error("medclean.gbk", _replace_gbk)
