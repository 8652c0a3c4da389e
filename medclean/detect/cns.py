"""EUC-TW and ISO-2022-CN, which Python cannot read: CNS 11643's planes 1 and 2, out of Big5's tables.

The two planes hold the characters of Big5 in nearly the same order (data/cns11643.txt says where each
run stands), so Python's own Big5 gives the characters. Planes 3 to 7 are not known here: no page that
we have seen uses them, and what stands there is read as bad bytes.
"""
from __future__ import annotations

import re
from functools import lru_cache

from ..tables import load

BAD = "\ufffd"

_EUC_TW = re.compile(rb"([\x00-\x7f]+)|(?:\x8e([\xa1-\xb0]))?([\xa1-\xfe][\xa1-\xfe])|([\x80-\xff])")
_TRAILS = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]

# ISO-2022-CN (RFC 1922): an escape designates a set to SO or SS2, SO and SI shift, SS2 shifts one character.
_ISO_2022 = re.compile(rb"\x1b\$([)*+])([A-Z])|(\x0e)|(\x0f)|\x1b([NO])([!-~][!-~])|(\r?\n)"
                       rb"|([!-~][!-~]?)|(.)", re.S)
_PLANES = {"G": 1, "H": 2}


@lru_cache(maxsize=1)
def planes() -> dict[int, dict[bytes, str]]:
    """Return planes 1 and 2 of CNS 11643: each character by its two bytes, 0x21 to 0x7E."""
    found: dict[int, dict[bytes, str]] = {1: {}, 2: {}}
    big5 = [bytes((lead, trail)) for lead in range(0xA1, 0xFA) for trail in _TRAILS]
    cells = [bytes((row, cell)) for row in range(0x21, 0x7F) for cell in range(0x21, 0x7F)]
    for plane, start, first, count in load("cns11643"):
        place = cells.index(bytes.fromhex(start))
        index = big5.index(bytes.fromhex(first))
        chars = b"".join(big5[index:index + int(count)]).decode("cp950", "replace")
        found[int(plane)].update(zip(cells[place:], chars))
    return found


@lru_cache(maxsize=1)
def _euc_tw() -> dict[bytes, str]:
    """Return the characters of EUC-TW: plane 1 by two bytes, both planes by four."""
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
            out.append(BAD * len(code))
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
        self.sets = {b")": "", b"*": "", b"+": ""}
        self.shifted = False
        self.out: list[str] = []
        self.bad = 0

    def take(self, match: re.Match[bytes]) -> None:
        """Add what the next piece of data means to the text."""
        slot, name, shift_out, shift_in, single, code, newline, plain, other = match.groups()
        if slot:
            self.sets[slot] = name.decode("ascii")
        elif shift_out or shift_in:
            self.shifted = bool(shift_out)
        elif single:
            self._add(self.sets[b"*" if single == b"N" else b"+"], code)
        elif plain and self.shifted:
            self._add(self.sets[b")"], plain)
        else:
            self.shifted = self.shifted and not newline
            self._plain(match[0])

    def _plain(self, code: bytes) -> None:
        lost = sum(byte >= 0x80 or byte == 0x1B for byte in code)
        self.bad += lost
        self.out.append(BAD * len(code) if lost else code.decode("ascii"))

    def _add(self, charset: str, code: bytes) -> None:
        char = None
        if charset in _PLANES:
            char = planes()[_PLANES[charset]].get(code)
        elif charset in ("A", "E") and len(code) == 2:
            high = bytes((code[0] | 0x80, code[1] | 0x80)).decode("gbk", "replace")
            char = high if len(high) == 1 and high != BAD else None
        self.bad += 0 if char else len(code)
        self.out.append(char or BAD * len(code))
