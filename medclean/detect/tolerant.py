"""Decoding that always yields a text: what cannot be read becomes U+FFFD, one for each bad byte."""
from __future__ import annotations

import codecs

from . import cns

BAD = "\ufffd"


_OWN = {"euc-tw": cns.decode_euc_tw, "iso-2022-cn": cns.decode_iso_2022_cn}


def _replace_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding.startswith("utf"):
        return BAD * (error.end - error.start), error.end
    return BAD, error.start + 1


codecs.register_error("medclean.replace_byte", _replace_byte)


def read_as(data: bytes, codec: str) -> tuple[str, int]:
    """Return the text of the data read with a Python codec, and how many bytes it could not read.

    A pair that is broken gives up its first byte only, so the second can still begin a character.
    """
    if codec in _OWN:
        return _OWN[codec](data)
    try:
        return data.decode(codec), 0
    except UnicodeDecodeError:
        pass
    if codec == "gb18030":
        codec = "gbk"  # finds its feet again sooner: it takes no four bytes at once
    text = data.decode(codec, "medclean.replace_byte")
    there = data.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0
    return text, text.count(BAD) - there
