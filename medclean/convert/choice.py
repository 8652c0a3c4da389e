"""Which of OpenCC's configurations converts a text, by the script it is in and the one it is to have."""
from __future__ import annotations

from typing import NamedTuple, Sequence

from ..script import detect_script, has_kana, line_scripts

TARGETS = ("keep", "hans", "hant", "tw", "hk", "twp", "hkp", "hansp")
"""What a text may be converted to: kept, a script, or a region's, with ``p`` also the region's words."""

_WORDS = {"twp": "taiwan", "hkp": "hongkong", "hansp": "mainland"}

# The configurations to apply in turn, by target and by the script found. A Simplified text goes
# through t2s as well: that mends a stray Traditional word, and changes nothing else.
_CONFIGS: dict[str, dict[str, tuple[str, ...]]] = {
    "hans": {"hans": ("t2s",), "hant": ("t2s",), "hant-tw": ("tw2s",), "hant-hk": ("hk2s",)},
    "hansp": {"hans": ("t2s",), "hant": ("tw2sp",), "hant-tw": ("tw2sp",), "hant-hk": ("hk2sp",)},
    "hant": {"hans": ("s2t",), "hant-tw": ("tw2t",), "hant-hk": ("hk2t",)},
    "tw": {"hans": ("s2tw",), "hant": ("t2tw",), "hant-hk": ("hk2t", "t2tw")},
    "twp": {"hans": ("s2twp",), "hant": ("t2tw",), "hant-hk": ("hk2t", "t2tw")},
    "hk": {"hans": ("s2hk",), "hant": ("t2hk",), "hant-tw": ("tw2t", "t2hk")},
    "hkp": {"hans": ("s2hkp",), "hant": ("t2hk",), "hant-tw": ("tw2t", "t2hk")},
}

# The regions whose words a text of this script may hold, the likelier first.
_REGIONS: dict[str, tuple[str, ...]] = {
    "hans": ("mainland",), "hant": ("mainland",), "hant-tw": ("taiwan",), "hant-hk": ("hongkong",)}


class Route(NamedTuple):
    """How a text is converted.

    ``configs`` are OpenCC's configurations, applied in turn. Medical terms go from the words of
    ``regions`` to those of ``words`` (empty: terms stay); ``simplified`` says how they are written.
    """

    configs: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    words: str = ""
    simplified: bool = False


def route(script: str, to: str) -> Route:
    """Return the way from a script, as `detect_script` names it, to a target (one of `TARGETS`)."""
    if to == "keep" or script not in _REGIONS:
        return Route()
    regions = _REGIONS[script]
    if to == "hansp" and script in ("hans", "hant"):
        regions = ("taiwan", "hongkong")
    if _WORDS.get(to, "") in ("", *regions):
        return Route(_CONFIGS[to].get(script, ()))
    return Route(_CONFIGS[to].get(script, ()), regions, _WORDS[to], script == "hans")


def found_scripts(texts: Sequence[str]) -> tuple[str, list[str]]:
    """Return the script of a document, and the script that each of its texts is converted from.

    That is the document's own, or, where it is mixed, the one that most of a line is in; a line that
    does not tell goes with the line before it. A text that tells nothing is taken for Simplified,
    unless it has kana: Japanese is not converted.
    """
    found = detect_script("\n".join(texts))
    if found == "none":
        return found, ["none" if has_kana(text) else "hans" for text in texts]
    if found != "mixed":
        return found, [found] * len(texts)
    scripts, last = [], ""
    for script in line_scripts(texts):
        last = script if script != "none" else last
        scripts.append(last or script)
    first = next((script for script in scripts if script != "none"), "none")
    return found, [script if script != "none" else first for script in scripts]
