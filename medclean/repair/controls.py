"""Control characters, and the sequences that programs write for a terminal: they go, what they hold of a text stays."""
from __future__ import annotations

import re
from typing import Iterator

from ..gaps import lacks_number
from ..patterns import CHINESE, HAN, LOST, lazy_regex
from ..rules import Finding, Lines, Note, rule
from ..tables import fold
from ..values import DOSE, holds_value, is_of_care
from .spacing import codes_of, left_of, mend_each

CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
"""Control characters and noncharacters, for the inside of a set."""

# The sequences that programs write: colours, moves and erasures, modes; strings with titles and links (OSC), and those
# without Chinese; character sets. All else behind an ESC is text, whose digits may be a dose.
# Where no string ends, each that opens would look for it up to the end of the line: so there is a limit, and the
# named groups give nothing back.
_MORE = r"(?=[\x1b\x9b])"
_SEQUENCES = (r"(?:\x1b\[|\x9b)(?:[0-9;:]{0,40}[mABCDEFGHJKSTXf]|[?][0-9;]{1,40}[hlJK]|[su]|[56]n|[0-6] q|!p)",
              r"(?:\x1b\]|\x9d)[0-9]{0,4};(?=(?P<title>[^\x07\x1b\x9c]{0,300}))(?P=title)(?:\x07|\x1b\\|\x9c)",
              rf"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?=(?P<string>[^\x07\x1b\x9c{HAN}]{{0,300}}))(?P=string)"
              r"(?:\x07|\x1b\\|\x9c)",
              rf"\x1b(?:[()*+][AB]|[()*+]0(?![\s\d.,，%/～~-])|%[@G]| [FG](?![a-z])|\\|(?:#[3-68]|[78=>]){_MORE}"
              r"|[cDEHMNOZ](?![\w-]))")
_CONTROLS = lazy_regex(rf"((?:{'|'.join(_SEQUENCES)})+)|(?:\x1b[\[\]]?|[{CONTROL}])+")
_MOVES = lazy_regex(r"(?:\x1b\[|\x9b)[0-9;]*[A-HSTf]")
_BLINKS = lazy_regex(r"(?:\x1b\[|\x9b)[0-9]{1,2}m\Z")
_IN_GRAMS = lazy_regex(r"(?:[glLGm]|mol|Hg)(?![A-Za-z])")
_CONTROL_CHARACTER = lazy_regex(f"[{CONTROL}]")
_STRINGS = lazy_regex(r"(?:(?:\x1b\]|\x9d)(?:8;[^;\x07\x1b\x9c]{0,80};|[0-9]{0,4};)?|\x1b[PX^_]|[\x90\x98\x9e\x9f])"
                      r"(?P<said>[^\x07\x1b\x9c]{0,300})(?:\x07|\x1b\\|\x9c)")
_ADDRESS = lazy_regex(r"[A-Za-z]+:/\S*")
_OF_PROGRAMS = lazy_regex(r"[@=~#\\]|[A-Za-z]:|(?:\s|^)/|[A-Za-z]/[A-Za-z]{3}|\.[A-Za-z]{2}")
_NUMBER = lazy_regex(r"\d+(?:\.\d+)?")
_SEEN = 8  # characters behind a sequence


def _unless_a_number(text: str, match: re.Match[str]) -> str:
    """What is left of terminal sequences: nothing, but where they move between digits, or may be a dose (ESC [5mg)."""
    before, after = text[:match.start()].rstrip(), text[match.end():match.end() + 4]
    number = text[max(match.start() - 1, 0):match.start()].isdigit()
    moved = number and after[:1].isdigit() and _MOVES.search(match.group())
    dose = before and not number and _BLINKS.match(match.group()) and _IN_GRAMS.match(after)
    return LOST if moved or dose else ""


def _said(text: str, match: re.Match[str]) -> str:
    """What the strings among terminal sequences say that is text; U+FFFD parts it from a number beside it."""
    before, after = text[:match.start()].rstrip()[-1:], text[match.end():match.end() + _SEEN]
    said = " ".join(_CONTROL_CHARACTER.sub(LOST, found["said"]) for found in _STRINGS.finditer(match.group())
                    if _is_text(found["said"], after))
    opens = LOST if said[:1].isdigit() and (before.isdigit() or before in (".", "/")) else ""
    return opens + said + (LOST if said[-1:].isdigit() and after[:1].isdigit() else "")


def _is_text(said: str, after: str) -> bool:
    """Whether a string is Chinese with a value or of care, a dose and no more, or a number with its unit behind it.

    All else is a program's: a colour, a path, a picture, the title of a window.
    """
    folded = fold(_CONTROL_CHARACTER.sub("", said)).strip()
    if CHINESE.search(folded):
        return not _OF_PROGRAMS.search(folded) and (holds_value(folded) or is_of_care(folded))
    number = _NUMBER.match(folded)
    if number is None or number.end() == len(folded):
        return number is not None and lacks_number("", after)
    dose = DOSE.search(folded)
    return dose is not None and dose.start() == number.end() - 1 and dose.end() == len(folded)


def _may_be_values(lines: Lines) -> Iterator[Note]:
    """Warn of the strings that go and may hold a value."""
    for line in lines.holding(_CONTROL_CHARACTER):
        for match in _CONTROLS.finditer(line.text):
            after = line.text[match.end():match.end() + _SEEN]
            for found in _STRINGS.finditer(match.group(1) or ""):
                bare = fold(_ADDRESS.sub("", _CONTROL_CHARACTER.sub("", found["said"])))
                valued = holds_value(bare) or bare[-1:].isdigit() and lacks_number("", after)
                if valued and not _is_text(found["said"], after):
                    yield Note(line.number, match.start(), f"a terminal's string goes, which may hold a value: {bare}")


@rule("R301", "control-characters",
      hits={"\x1b[1;31m发热门诊\x1b[0m已开放": "发热门诊已开放", "\x1b]0;标题\x07正文": "正文",
            "体\x00温\x7f正常": "体温正常", "\x9b31m红字": "红字", "\x1b]没有结尾": "没有结尾",
            "每次5\x1e10 mg": "每次5\ufffd10 mg", "5\x1b[1m0\x1b[0m mg，2\x000\x002\x004年": "50 mg，2024年",
            "每次5\x1b10 mg，0.\x1b5 mg，5\x1bmg": "每次5\ufffd10 mg，0.5 mg，5mg",
            "120\x1b(B\x1b[m mg": "120 mg", "体温\x1b[38.5℃": "体温38.5℃", "每次\x1b[5 mg": "每次5 mg",
            "\x1b]0;5 mg 早晚\x07饭后": "5 mg 早晚饭后", "每次\x9d5 mg\x07早晚": "每次5 mg早晚", "每次\x1bP0.5 g\x1b\\，早": "每次0.5 g，早",
            "血压120\x1b]0;5 mg\x07": "血压120\ufffd5 mg", "\x1b]8;;http://a.cn/1.5\x07链接\x1b]8;;\x07": "链接",
            "每次\x1b]0;5\x07 mg": "每次5 mg", "\x1b]0;孕妇禁用\x07本品": "孕妇禁用本品", "每次\x1b]8;;阿司匹林5 mg\x07": "每次阿司匹林5 mg",
            "体温38\x1b]0;t 5\x07℃": "体温38℃", "血压\x1b]11;rgb:ffff/1a12/3400\x07正常": "血压正常",
            "每次\x1b[5mg": "每次\ufffdg", "每次\x1b(5 mg)": "每次(5 mg)", "每次\x1b7 mg": "每次7 mg",
            "5\x1b[10 mg": "5\ufffd10 mg", "电话\x1b[0571-123": "电话0571-123", "每次\x12 mg": "每次\ufffd mg"},
      keeps=["[1;31m 是红色的代码", "一\t二", "第[0]项与 ^[ 键"])
def control_characters(lines: Lines) -> Iterator[Finding]:
    """Control characters and terminal escape sequences go, each sequence as a whole.

    They colour or clear the terminal of whoever prints the text and mean nothing in it. Of a
    sequence whose end is missing, or that no program writes, only the introducer goes: what follows may be text. What
    stands between digits may have been a hyphen of a word processor: U+FFFD and a warning say so, as where a
    sequence may be a dose. A title or another string that is a dose, or Chinese with a value or a warning, stays
    without its marks: no terminal would show it, but whoever wrote it meant it to be read. A warning tells of another
    that goes and may hold a value.
    Sequences after ECMA-48 (ISO 6429), sections 5.4 and 5.6.
    """
    def mend(text: str, match: re.Match[str]) -> tuple[str, str]:
        if match.group(1) and (said := _said(text, match)):
            return said, f"terminal escape sequence {codes_of(match.group())}: the value in it stays"
        if match.group(1):
            return _unless_a_number(text, match), f"terminal escape sequence {codes_of(match.group())}"
        return left_of(text, match), f"control character {codes_of(match.group())}"
    yield from mend_each(lines.holding(_CONTROL_CHARACTER), _CONTROLS, mend)
    yield from _may_be_values(lines)
