"""EUC-TW and ISO-2022-CN, which Python cannot read: planes 1 to 4 of CNS 11643.

Planes 1 and 2 hold the characters of Big5 in nearly the same order (data/cns11643.txt says where each run
stands), so Python's own Big5 gives the characters; planes 3 and 4, rarer ones and variants like the 湾 of
台湾, are in data/cns11643_more.txt. What stands in planes 5 to 7 is read as bad bytes.
"""
from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import LOST, lazy_regex
from ..tables import load


_EUC_TW = lazy_regex(rb"([\x00-\x7f]+)|(?:\x8e([\xa1-\xb0]))?([\xa1-\xfe][\xa1-\xfe])|([\x80-\xff])")
_TRAILS = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]

# ISO-2022-CN (RFC 1922): an escape designates a set to SO or SS2, SO and SI shift, SS2 shifts one character.
_ISO_2022 = lazy_regex(rb"\x1b\$([)*+])([A-Z])|(\x0e)|(\x0f)|\x1b([NO])([!-~][!-~])|([\r\n]+)|([!-~]+)|.",
                       re.S)
_PLANES = {b"G": 1, b"H": 2, b"I": 3, b"J": 4}
_GB = (b"A", b"E")  # GB 2312, and ISO-IR-165, which adds to it


@lru_cache(maxsize=1)
def planes() -> dict[int, dict[bytes, str]]:
    """Return the planes of CNS 11643: each character by its two bytes, 0x21 to 0x7E."""
    found: dict[int, dict[bytes, str]] = {1: {}, 2: {}, 3: {}, 4: {}}
    big5 = [bytes((lead, trail)) for lead in range(0xA1, 0xFA) for trail in _TRAILS]
    cells = [bytes((row, cell)) for row in range(0x21, 0x7F) for cell in range(0x21, 0x7F)]
    for plane, start, first, count in load("cns11643"):
        place = cells.index(bytes.fromhex(start))
        index = big5.index(bytes.fromhex(first))
        chars = b"".join(big5[index:index + int(count)]).decode("cp950", "replace")
        found[int(plane)].update(zip(cells[place:], chars))
    for plane, row, chars in load("cns11643_more"):
        place = cells.index(bytes((int(row, 16), 0x21)))
        found[int(plane)].update((cell, char) for cell, char in zip(cells[place:], chars) if char != "\u3000")
    return found


@lru_cache(maxsize=1)
def _euc_tw() -> dict[bytes, str]:
    """Return the characters of EUC-TW: plane 1 by two bytes, every plane by four."""
    found = {}
    for plane, chars in planes().items():
        for code, char in chars.items():
            high = bytes((code[0] | 0x80, code[1] | 0x80))
            found[bytes((0x8E, 0xA0 + plane)) + high] = char
            if plane == 1:
                found[high] = char
    return found


def decode_euc_tw(data: bytes) -> tuple[str, int]:
    """Return the text of EUC-TW and how many bytes could not be read, each of them U+FFFD in the text."""
    table = _euc_tw()
    out: list[str] = []
    bad = 0
    for match in _EUC_TW.finditer(data):
        code = match[0]
        if code[0] < 0x80:
            out.append(code.decode("ascii"))
        elif code in table:
            out.append(table[code])
        else:
            bad += len(code)
            out.append(LOST * len(code))
    return "".join(out), bad


def decode_iso_2022_cn(data: bytes) -> tuple[str, int]:
    """Return the text of ISO-2022-CN and how many bytes could not be read, each of them U+FFFD in the text.

    A line's end takes back every designation (RFC 1922, 3.1), but pages forget to set them again, so only
    the shift is taken back here.
    """
    reader = _ShiftReader()
    for match in _ISO_2022.finditer(data):
        reader.take(match)
    return "".join(reader.out), reader.bad


class _ShiftReader:
    """The state of reading ISO-2022-CN: what SO and SS2 stand for, and whether SO holds."""

    def __init__(self) -> None:
        self.sets = {b")": b"", b"*": b"", b"+": b""}
        self.shifted = False
        self.out: list[str] = []
        self.bad = 0

    def take(self, match: re.Match[bytes]) -> None:
        """Add what the next piece of data means to the text."""
        slot, name, shift_out, shift_in, single, code, newline, printable = match.groups()
        if slot:
            self.sets[slot] = name
        elif shift_out or shift_in:
            self.shifted = bool(shift_out)
        elif single:
            self._characters(self.sets[b"*" if single == b"N" else b"+"], code)
        elif printable and self.shifted:
            self._characters(self.sets[b")"], printable)
        else:
            self.shifted = self.shifted and not newline
            self._plain(match[0])

    def _plain(self, code: bytes) -> None:
        lost = sum(byte >= 0x80 or byte == 0x1B for byte in code)
        self.bad += lost
        self.out.append(LOST * lost if lost else code.decode("ascii"))

    def _characters(self, charset: bytes, codes: bytes) -> None:
        table = _charset(charset)
        chars = [table.get(codes[start:start + 2], LOST * 2) for start in range(0, len(codes), 2)]
        if len(codes) % 2:
            chars[-1] = LOST
        text = "".join(chars)
        self.bad += text.count(LOST)
        self.out.append(text)


@lru_cache(maxsize=None)
def _charset(name: bytes) -> dict[bytes, str]:
    """Return the characters of a set that an escape code designates; an unknown one has none."""
    if name in _PLANES:
        return planes()[_PLANES[name]]
    if name not in _GB:
        return {}
    cells = [bytes((row, cell)) for row in range(0x21, 0x78) for cell in range(0x21, 0x7F)]
    read = {cell: bytes((cell[0] | 0x80, cell[1] | 0x80)).decode("gbk", "replace") for cell in cells}
    return {cell: char for cell, char in read.items() if len(char) == 1 and char != LOST}
