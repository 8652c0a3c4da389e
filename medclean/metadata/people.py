"""Names of persons out of bylines: 记者 王某某 通讯员 李某, 文/张三, (陈某 刘某)."""
from __future__ import annotations

import re

from ..tables import alternatives, fold, words

_ROLES = re.compile(rf"(?:{alternatives('roles')})")
_SPLIT = re.compile(r"[\s、,;/∕|&·•]+|和(?=..)")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff·]+")
_BRACKET = re.compile(r"[(\[【<][^()\[\]【】<>]{0,30}[)\]】>]?|[)\]】>]")
_CODE = re.compile(r"[_\-]?[A-Z]{1,3}\d{2,}$")


def split_names(value: str, trust: bool = True) -> tuple[str, ...]:
    """Return the names in the value of an author's or editor's label, in the value's own script.

    Roles (记者, 通讯员, 本报), bracketed remarks and staff numbers are taken off. With ``trust`` a value that is
    no list of persons (a department, a pen name) is one name; without it nothing that does not look like
    a person's name comes back.
    """
    folded = _BRACKET.sub(lambda found: " " * len(found.group()), fold(value))
    folded = _ROLES.sub(lambda found: " " * len(found.group()), folded)
    pieces = _joined(_pieces(folded, value))
    if pieces and all(is_name(piece) for piece in pieces):
        return tuple(dict.fromkeys(pieces))
    if not trust:
        return ()
    return _as_it_is(pieces)


def is_name(text: str) -> bool:
    """Return whether a text may be a Chinese person's name: a surname and one or two characters, or
    a transcribed name with a middle dot (艾克拜尔·米吉提)."""
    folded = fold(text)
    if folded in words("no_names"):
        return False
    if "·" in folded:
        return 4 <= len(folded) <= 16 and all(_HAN.fullmatch(part) for part in folded.split("·"))
    if not _HAN.fullmatch(folded):
        return False
    surnames = words("surnames")
    if len(folded) in (2, 3):
        return folded[0] in surnames or folded[:2] in surnames and len(folded) == 3
    return len(folded) == 4 and (folded[:2] in surnames or folded[0] in surnames and folded[1] in surnames)


def _pieces(folded: str, value: str) -> list[str]:
    pieces, start = [], 0
    for match in _SPLIT.finditer(folded):
        if match.group() == "·":
            continue
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(folded)))
    cut = [value[a:b].strip(" .。:：_-") for a, b in pieces if folded[a:b].strip(" .。:_-")]
    return [_CODE.sub("", piece) or piece for piece in cut]


def _joined(pieces: list[str]) -> list[str]:
    """Put 施 and 杰 together: names of two characters are often set with a space between."""
    joined: list[str] = []
    for piece in pieces:
        single = len(piece) == 1 and _HAN.fullmatch(piece)
        if single and joined and len(joined[-1]) == 1 and _HAN.fullmatch(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _as_it_is(pieces: list[str]) -> tuple[str, ...]:
    """Names that are not all persons: each person, and the rest as it stands where it is short."""
    names = [piece for piece in pieces if 1 < len(piece) <= 30]
    return tuple(dict.fromkeys(names))
