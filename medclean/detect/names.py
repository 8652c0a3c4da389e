"""What encodings are called: the labels that pages use, and the codec that reads each.

Labels follow the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), with
Windows' habits: a page that says ``gb2312`` means GBK, one that says ``iso-8859-1`` windows-1252.
"""
from __future__ import annotations

import codecs
import re

from ..patterns import lazy_regex

GB, BIG5 = "gb", "big5"
"""The families of encodings of Chinese."""

# name -> (Python codec that reads it, family): a family's members differ only in rare characters.
_KNOWN = {
    "utf-8": ("utf-8", "utf-8"),
    "utf-16-le": ("utf-16-le", "utf-16-le"), "utf-16-be": ("utf-16-be", "utf-16-be"),
    "utf-32-le": ("utf-32-le", "utf-32-le"), "utf-32-be": ("utf-32-be", "utf-32-be"),
    "gb2312": ("gb18030", GB), "gbk": ("gb18030", GB), "gb18030": ("gb18030", GB),
    "big5": ("cp950", BIG5), "big5-hkscs": ("big5hkscs", BIG5),
    "euc-tw": ("euc-tw", "euc-tw"), "hz": ("hz", "hz"), "iso-2022-cn": ("iso-2022-cn", "iso-2022-cn"),
    "shift_jis": ("cp932", "shift_jis"), "euc-jp": ("euc_jp", "euc-jp"),
    "iso-2022-jp": ("iso2022_jp_ext", "iso-2022-jp"),
    "euc-kr": ("cp949", "euc-kr"), "johab": ("johab", "johab"), "iso-2022-kr": ("iso2022_kr", "iso-2022-kr"),
    "windows-1252": ("cp1252", "windows-1252"),
}

_LABELS = {
    label: name for name, labels in {
        "utf-8": "utf8 unicode-1-1-utf-8 utf-8-sig unicode11utf8 x-unicode20utf8",
        "utf-16-le": "utf-16 utf-16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff",
        "utf-16-be": "utf-16be unicodefffe",
        "utf-32-le": "utf-32 utf-32le ucs-4", "utf-32-be": "utf-32be",
        "gb2312": "gb_2312-80 gb_2312 csgb2312 csiso58gb231280 euc-cn euccn iso-ir-58 chinese gb2312-80 "
                  "gb-2312 gb",
        "gbk": "x-gbk cp936 ms936 windows-936 936",
        "gb18030": "gb-18030 gb18030-2000 gb18030-2005",
        "big5": "big-5 big5-tw cn-big5 csbig5 x-x-big5 cp950 ms950 windows-950 950 big5-eten",
        "big5-hkscs": "big5hkscs big5-hk hkscs",
        "euc-tw": "euctw x-euc-tw cns11643",
        "hz": "hz-gb-2312 hzgb hz-gb",
        "iso-2022-cn": "iso-2022-cn-ext csiso2022cn iso2022cn iso2022-cn",
        "shift_jis": "shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j cp932 ms932 932",
        "euc-jp": "eucjp x-euc-jp cseucpkdfmtjapanese ujis",
        "iso-2022-jp": "iso2022-jp csiso2022jp jis iso-2022-jp-2 iso-2022-jp-3",
        "euc-kr": "euckr cseuckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cp949 ms949 uhc "
                  "windows-949 iso-ir-149 949",
        "johab": "cp1361 ms1361", "iso-2022-kr": "csiso2022kr iso2022-kr",
        "windows-1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi cp1252 "
                        "ansi_x3.4-1968 x-cp1252",
    }.items() for label in labels.split()
}

# Python codecs that are not character sets, or that a page must not be able to ask for.
_NOT_CHARSETS = frozenset(("idna", "punycode", "undefined", "mbcs", "oem", "unicode-escape",
                           "raw-unicode-escape", "utf-16", "utf-32"))

_META = lazy_regex(rb"""<meta\b[^>]{0,600}?\bcharset\s{0,8}=\s{0,8}["']?\s{0,8}([\w.:+-]{2,40})""", re.I)
_XML = lazy_regex(rb"""<\?xml\b[^>]{0,200}?\bencoding\s{0,8}=\s{0,8}["']\s{0,8}([\w.:+-]{2,40})""", re.I)
_HEAD_BYTES = 8192  # browsers look at 1,024; old portals put scripts before their meta tag


def canonical(label: str) -> str | None:
    """Return the name of the encoding that a label means, or None where there is no such encoding."""
    label = label.strip().strip("\"'").lower()
    dashed = label.replace("_", "-").replace(" ", "-")
    for each in (label, dashed, dashed.replace("iso-2022", "iso2022")):
        if each in _KNOWN:
            return each
        if each in _LABELS:
            return _LABELS[each]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    name = re.sub(r"^cp125(\d)$", r"windows-125\1", info.name.replace("_", "-"))
    name = re.sub(r"^iso8859-", "iso-8859-", name)
    textual = getattr(info, "_is_text_encoding", True) and name not in _NOT_CHARSETS
    return _LABELS.get(name, name) if textual else None


def is_known(name: str) -> bool:
    """Tell whether the encoding is one of those that medclean tells by itself."""
    return name in _KNOWN


def codec(name: str) -> str:
    """Return the codec that reads an encoding: ``gb18030`` for ``gb2312``, ``cp932`` for ``shift_jis``."""
    return _KNOWN[name][0] if name in _KNOWN else name


def family(name: str) -> str:
    """Return what an encoding is one of: GB2312, GBK and GB18030 are all ``gb``."""
    return _KNOWN[name][1] if name in _KNOWN else name


def declarations(data: bytes) -> list[str]:
    """Return the charsets that a page claims in its XML declaration and meta tags, as written there."""
    head = data[:_HEAD_BYTES]
    if b"\0" in head[:64]:
        head = head.replace(b"\0", b"")  # UTF-16: its declaration is still to be reported
    found = [match[1].decode("ascii") for match in (_XML.search(head), _META.search(head)) if match]
    return list(dict.fromkeys(found))
