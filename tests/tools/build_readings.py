"""Builds medclean/data/readings.txt out of the readings that pypinyin ships (pinyin-data, MIT).

Run in an environment that has pypinyin: ``python tests/tools/build_readings.py``.
"""
from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TABLE = Path(__file__).parents[2] / "medclean" / "data" / "readings.txt"
HEADER = """\
# Readings in pinyin with tone marks, and the characters of GBK that have each.
# Source: pinyin-data as shipped in pypinyin {version}, MIT; made by tests/tools/build_readings.py.
"""


def main() -> None:
    """Write the table: one reading a line, its characters in the order of their code points."""
    characters = defaultdict(list)
    for code, readings in sorted(pinyin_dict.items()):
        if len(chr(code).encode("gbk", "ignore")) == 2:
            for reading in readings.split(","):
                characters[reading].append(chr(code))
    rows = "".join(f"{reading}\t{''.join(chars)}\n" for reading, chars in sorted(characters.items()))
    TABLE.write_text(HEADER.format(version=version("pypinyin")) + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
