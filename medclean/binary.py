"""Tell files that hold no text by how they begin."""
from __future__ import annotations

_KINDS = (
    (b"%PDF-", "a PDF file"), (b"\x89PNG\r\n", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"), (b"GIF89a", "a GIF image"), (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"), (b"Rar!", "a RAR archive"), (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"RIFF", "a RIFF file"), (b"OggS", "an Ogg file"), (b"ID3", "an MP3 file"), (b"wOFF", "a font"),
    (b"SQLite format", "a SQLite database"),
)
_HEAD = 4096
_CONTROL = bytes((*range(0x07), *range(0x10, 0x1b), *range(0x1c, 0x20), 0x7f))  # not the shifts of ISO-2022
_MAX_CONTROL = 0.05


def binary_kind(data: bytes) -> str | None:
    """Say what a file is that is not text (``a PDF file``), or return None.

    Known beginnings first; then more than a twentieth of control characters in the first 4 KB. UTF-16
    and UTF-32 hold NUL bytes at regular places, which are not counted.
    """
    for magic, kind in _KINDS:
        if data.startswith(magic):
            return kind
    head = data[:_HEAD]
    control = len(head) - len(head.translate(None, _CONTROL))
    if len(head) > 32 and control > _MAX_CONTROL * len(head) and not _is_wide(head):
        return "binary data"
    return None


def _is_wide(head: bytes) -> bool:
    """UTF-16 and UTF-32 text: a byte order mark, or most code units in a few blocks of 256."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\x00\x00\xfe\xff":
        return True
    text = head[:len(head) // 4 * 4]
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        known = sum(" " <= char <= "~" or "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
                    or "\u2010" <= char <= "\u2027" or char in "\t\r\n·" for char in text.decode(codec, "replace"))
        if known > 0.9 * len(text) / (4 if "32" in codec else 2):
            return True
    return False
