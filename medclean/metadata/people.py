"""Names of persons out of bylines: 记者 王某某 通讯员 李某, 文/张三, (陈某 刘某)."""
from __future__ import annotations

import re

from ..patterns import HAN, lazy_regex
from ..staff import OFFICE, PRESS_OFFICE, TITLE, is_ward
from ..tables import alternatives, fold, words

_ROLES = lazy_regex(rf"(?:{alternatives('roles')})")
_SPLIT = lazy_regex(r"[\s、,;/∕|&·•]+|和(?=..)")
_HAN = lazy_regex(rf"[{HAN}·]+")
_BRACKET = lazy_regex(r"[(\[【<《][^()\[\]【】<>《》]{0,30}[)\]】>》]?|[)\]】>》]")
_LATIN = lazy_regex(r"@?[A-Za-z0-9][\w .&'\-]{0,23}", re.ASCII)
_PEN_NAME = lazy_regex(rf"[{HAN}]{{2,3}}")
_LONG_PEN_NAME = lazy_regex(rf"[{HAN}]{{4,8}}")
_OTHERS = lazy_regex(r"(?<=..)等(?:\d+人|人)?\Z")
_ADDRESS = lazy_regex(r"\d{1,3}(?:\.\d{1,3}){3}(?!\d)")  # 来自: 203.0.113.77
_STAFF = lazy_regex(r"[\d\W]+")
_FAMILIAR = lazy_regex(rf"[小老阿][{HAN}]{{1,2}}")
_SPEECH = lazy_regex(r"[您你我他她它这那好的是不没吗呢吧啊了请谢需须要应可能将已被把会有无未]")
_OFFICE, _PRESS_OFFICE, _JOB = lazy_regex(OFFICE), lazy_regex(PRESS_OFFICE), lazy_regex(TITLE)
_TITLED = lazy_regex(rf"[{HAN}]{{4,24}}(?:{TITLE}|记者|师)")
_CREDIT = lazy_regex(r"@\S{2,20}|.{0,16}(?:截图|供图|网络|资料图?|图片社|官网|视频)")
_UNFILLED = lazy_regex(r"[$#]\{|\{\{|<%")  # a place of a template that no name was put into: ${记者姓名}
_CODE = lazy_regex(r"[_\-]?[A-Z]{1,3}\d{2,}$")


def split_names(value: str, trust: bool = True, told: bool = False) -> tuple[str, ...]:
    """Return the names in the value of an author's or editor's label, in the value's own script.

    Roles (记者, 通讯员, 本报), bracketed remarks and staff numbers are taken off. With ``trust`` a value that is
    no list of persons (an office, a pen name) is one name; without it nothing that does not look like
    a person's name comes back, unless a label or a role has ``told`` that it is one.
    """
    pieces = [] if _UNFILLED.search(value) else _joined(_pieces(_unroled(fold(value)), value))
    if pieces and all(is_name(piece, trust or told) for piece in pieces):
        return tuple(dict.fromkeys(pieces))
    if not trust:
        return ()
    return _as_it_is(pieces)


def is_name(text: str, told: bool = False) -> bool:
    """Return whether a text may be a Chinese person's name: a surname and one or two characters, or
    a transcribed name with a middle dot (艾克拜尔·米吉提).

    What is a herb's, too, is one where a label or a role has ``told`` so (记者 丁香).
    """
    folded = fold(text) if len(text) <= 16 else ""
    if len(folded) < 2 or len(folded) > 4 and "·" not in folded:
        return False
    if folded in words("places") or folded in words("no_names") and not (told and is_drug(folded)):
        return False
    if len(folded) > 2 and folded[-1] in words("no_names", "end"):
        return False
    if "·" in folded:
        return 4 <= len(folded) and all(_HAN.fullmatch(part) for part in folded.split("·"))
    if not _HAN.fullmatch(folded):
        return False
    surnames = words("surnames")
    if len(folded) in (2, 3):
        return folded[0] in surnames or folded[:2] in surnames and len(folded) == 3
    return len(folded) == 4 and (folded[:2] in surnames or folded[0] in surnames and folded[1] in surnames)


def are_people(value: str, alone: bool = True, strict: bool = False) -> bool:
    """Return whether the value of an author's or editor's label may name people, and is no sentence.

    Names, short Latin names and staff numbers do, and a pen name of up to three characters without a word of
    speech in it (编辑：您好 is dialogue). A line that is nothing but the label and the value (``alone``) has no
    other evidence; beside other labels a longer pen name or an office does too. ``strict`` is for labels that
    are also said of other things (审核：单据): only names and nicknames count.
    """
    folded = fold(value).strip(" .:_-|/")
    if not folded or _LATIN.fullmatch(folded) or _CREDIT.fullmatch(folded):
        return True
    pieces = _joined(_pieces(_unroled(folded), folded))
    if not pieces or is_name(pieces[0]) and all(len(piece) <= 8 for piece in pieces):
        return True
    if not alone:
        return len(pieces) <= 4 and all(len(piece) <= 10 for piece in pieces)
    return all(_is_person(piece, strict) for piece in pieces)


def is_pen_name(text: str) -> bool:
    """Return whether a text of four to eight characters may be a pen name: no word of speech is in it."""
    folded = fold(text)
    return _LONG_PEN_NAME.fullmatch(folded) is not None and _SPEECH.search(folded.replace("的", "")) is None


def is_drug(text: str) -> bool:
    """Return whether a text is the name of a drug or a herb that looks like a person's: 丁香, 甘草."""
    return fold(text) in words("no_names", "drug")


def is_nobody(text: str, publisher: bool = False) -> bool:
    """Return whether what stands for an author names nobody: 佚名, admin, a staff number, the address of a computer.

    A portal (搜狐) is nobody either, but not where a ``publisher`` stands.
    """
    folded = fold(text).strip().lower()
    if publisher and folded in words("nobody", "portal"):
        return False
    return folded in words("nobody") or _STAFF.fullmatch(folded) is not None or _ADDRESS.match(folded) is not None


def _is_person(piece: str, strict: bool) -> bool:
    if is_name(piece) or _LATIN.fullmatch(piece) or _FAMILIAR.fullmatch(piece) and not _SPEECH.search(piece):
        return True
    if strict or _PRESS_OFFICE.fullmatch(piece):
        return bool(_PRESS_OFFICE.fullmatch(piece))
    if is_ward(piece):
        return False
    if _PEN_NAME.fullmatch(piece):
        return not _SPEECH.search(piece)
    return bool(_TITLED.fullmatch(piece)) and (is_name(piece[:2]) or is_name(piece[:3]))


def _unroled(folded: str) -> str:
    folded = _BRACKET.sub(lambda found: " " * len(found.group()), folded)
    return _ROLES.sub(lambda found: " " * len(found.group()), folded)


def _pieces(folded: str, value: str) -> list[str]:
    pieces, start = [], 0
    for match in _SPLIT.finditer(folded):
        if match.group() == "·":
            continue
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, len(folded)))
    cut = [value[a:b].strip(" .。:：_-") for a, b in pieces if folded[a:b].strip(" .。:_-")]
    return [_CODE.sub("", _OTHERS.sub("", piece)) or piece for piece in cut]


def _joined(pieces: list[str]) -> list[str]:
    """Put 施 and 杰 together, names of two characters are often set with a space between; leave jobs out beside names."""
    joined: list[str] = []
    for piece in pieces:
        single = len(piece) == 1 and _HAN.fullmatch(piece)
        if single and joined and len(joined[-1]) == 1 and _HAN.fullmatch(joined[-1]):
            joined[-1] += piece
        else:
            joined.append(piece)
    people = [piece for piece in joined if not _JOB.fullmatch(fold(piece))]
    if len(people) > 1 and any(map(is_name, people)):
        people = [piece for piece in people if is_name(piece) or not _OFFICE.fullmatch(fold(piece))]  # 骨科 林柏宏 主治醫師
    return people or joined


def _as_it_is(pieces: list[str]) -> tuple[str, ...]:
    """Names that are not all persons: each person, and the rest as it stands where it is short."""
    names = [piece for piece in pieces if 1 < len(piece) <= 30 and not is_ward(fold(piece))]
    if any(map(is_name, names)):
        names = [name for name in names if is_name(name) or _may_write(fold(name))]
    return tuple(dict.fromkeys(names))


def _may_write(folded: str) -> bool:
    """Whether what stands beside a person's name may write, too: no office (心内科 王某), count (王某 120人已读), button."""
    return not (folded.endswith(tuple(words("publishers"))) or _SPEECH.search(folded) or folded[:1].isdigit())
