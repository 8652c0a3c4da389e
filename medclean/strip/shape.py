"""What lines look like: menu words, numbers, teasers, prose. Shared by the rules and the flattened text."""
from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import Iterable, Iterator, Sequence

from ..days import AGO, CLOCK
from ..document import Line
from ..lists import breaks_off
from ..patterns import YEAR, lazy_regex
from ..rules import Lines
from ..tables import words
from ..values import DOSE, MEASURED, holds_value, is_of_care, size_beside_values, warns

STRONG, WEAK = 2, 1
"""What `menu_strength` gives: only menus say that; text may say it as well."""

PACKS = r"(?:[盒袋包瓶克]|\d\s?g)\Z"
"""How a value ends that counts packs, as an offer has them (3盒, 50g); the source of a pattern."""

_BREAK = lazy_regex(r"[\s|/丨·•,、:;>»«<\-–—_()\[\]【】{}×+=~*#.]+")
_COUNT = lazy_regex(r"[\d,.]{1,9}[万k+]?$")
_MARKS = lazy_regex("[,、;!?:]")
_DATED = lazy_regex(  # 3.5-9.5 and 4.12 are values: a date without a year is 05-16 or 5月16日
    rf"(?<![\d.])(?:{YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?|{YEAR}年\d{{1,2}}月|(?:0[1-9]|1[0-2])[-/][0-3]\d|"
    rf"\d{{1,2}}月\d{{1,2}}日)(?:\s?{CLOCK})?[)\]]?(?:\s?[\[(]\d{{1,7}}[)\]])?$|"  # how often it was read, behind
    rf"^[\[(]?{YEAR}[-/.](?:0?[1-9]|1[0-2])(?!\d)|{AGO}$")
_ASKING = lazy_regex(r"[吗呢?]\Z|怎么|如何|为何|为什么|多少|能不能|可不可以|是不是")
_LETTER = lazy_regex(r"\w")
_MENU_MAX = 80
_WORD_MAX = 8
_SIZES = lazy_regex(r"A-\s?A\s?A\+|A\+\s?A\s?A-")  # of the font; A- A+ are groups of blood
_SEVERAL = 3  # words that differ
_STARS = frozenset("☆★※►▶◎")
_SHORTEST_BUTTON = 3  # characters
_TITLED = 6  # Chinese characters of a title that names a value, at least


@lru_cache(maxsize=1)
def _menu_openings() -> frozenset[str]:
    """The first characters of menu words, and what may stand before one: digits and marks."""
    marks = " |/丨·•,、:;>»«<-–—_()[]【】{}×+=~*#.0123456789"
    return frozenset(marks).union(word[0].lower() for word in words("menu"))


def menu_strength(text: str, row: bool = False) -> int:
    """Return STRONG where a folded line is made of words of menus and buttons (and of counts), WEAK where
    each of these words could be text as well, 0 where it is something else.

    Words may be glued together (QQ空间新浪微博) or stand between bars and spaces. Three that could be text are a menu,
    but not with numbers between them (大 20 中 30 小 50), nor in the ``row`` of a table.
    """
    if not text or len(text) > _MENU_MAX or text[0].lower() not in _menu_openings():
        return 0
    if text[0] == "A" and _SIZES.fullmatch(text):
        return STRONG
    found: list[str] = []
    counted = False
    for piece in _BREAK.split(text.lower()):
        if _COUNT.match(piece):
            counted = True
        elif piece:
            parts = [piece] if piece in words("menu") else _parts(piece)
            if not parts:
                return 0
            found += parts
    if not found:
        return 0
    may_be_text = all(part in words("menu", "weak") for part in found)
    return WEAK if may_be_text and (counted or row or len(set(found)) < _SEVERAL) else STRONG


def _parts(piece: str) -> list[str]:
    """The menu words that a piece falls apart into (digits between them go), the longest first."""
    known = words("menu")
    at, parts = 0, []
    while at < len(piece):
        if piece[at].isdigit():
            at += 1
            continue
        for size in range(min(_WORD_MAX, len(piece) - at), 1, -1):
            if piece[at:at + size] in known:
                parts.append(piece[at:at + size])
                at += size
                break
        else:
            return []
    return parts


def is_number(text: str) -> bool:
    """Return whether a line is nothing but numbers and marks."""
    return not any(mark.isalpha() for mark in text)


def is_bare_value(text: str) -> bool:
    """Return whether a folded text is a value with a few words at most: 5 mg 早晚 is, 每天五克盐就够了吗 5% 的人知道 is a title."""
    return holds_value(text) and size_beside_values(text) < _TITLED


def has_few_words_beside(text: str, known: re.Pattern[str], most: float) -> bool:
    """Return whether of a text's letters a share of ``most`` stands beside the words that a pattern knows."""
    return len(_LETTER.findall(known.sub(" ", text))) <= most * len(_LETTER.findall(text))


def asks(text: str) -> bool:
    """Return whether a folded line asks something: a title may, a value does not."""
    return _ASKING.search(text) is not None


def directs(text: str) -> bool:
    """Return whether a folded line tells a dose or warns, and asks nothing: among titles it is the article's own."""
    return (DOSE.search(text) is not None or warns(text)) and not asks(text)


def buttons(lines: Lines, pattern: re.Pattern[str], longest: int) -> Iterator[Line]:
    """Yield the lines that a pattern for what buttons and banners say finds.

    What they say is short (``longest`` characters at most), is no sentence (but for one behind a star) and does not
    speak of medicine; of values that no page counts in (5 mg), the register keeps the line.
    """
    for line in lines:
        text = line.text.strip()
        text = text.removesuffix("。") if text[:1] in _STARS else text
        if _SHORTEST_BUTTON <= len(text) <= longest and "。" not in text and pattern.search(text) \
                and not (is_of_care(text) or MEASURED.search(text) and not holds_value(text)):
            yield line


def is_dated(text: str) -> bool:
    """Return whether a folded line ends in a date, as titles in lists do, or begins with one."""
    return bool(_DATED.search(text))


def is_teaser(text: str) -> bool:
    """Return whether a folded line breaks off as teasers do: …但..."""
    return 1 < len(text) < 90 and breaks_off(text)


def is_prose(text: str) -> bool:
    """Return whether a folded line reads as prose: a full stop, or many commas and a length."""
    size = len(text)
    if size < 10 or is_teaser(text):
        return False
    if "。" in text or size >= 90 and ("\t" not in text or _MARKS.search(text)):  # the cells of a menu are none
        return True
    if size < 20 or size < 45 and text[-1] not in "”:;,?":
        return False
    marks = len(_MARKS.findall(text))
    if text[-1] == "?":
        return size >= 30 and marks >= 3
    return marks >= 3 and size >= 45 or text[-1] in "”:;," and marks >= 2


def prose(lines: Lines) -> list[Line]:
    """Return the lines of prose."""
    return [line for line, reads in zip(lines, lines.ask(is_prose)) if reads]


def prose_edges(lines: Lines) -> tuple[int, int]:
    """Return the positions of the first and the last line of prose (both -1 where there is none)."""
    flags = lines.ask(is_prose)
    return (flags.index(True), len(flags) - 1 - flags[::-1].index(True)) if True in flags else (-1, -1)


def prose_numbers(lines: Lines) -> tuple[int, int]:
    """Return the numbers of the first and the last line of prose; where there is none, one behind all and one above."""
    first, last = prose_edges(lines)
    return (lines[first].number, lines[last].number) if last >= 0 else (lines[-1].number + 1 if lines else 0, 0)


def are_links(lines: Sequence[Line]) -> bool:
    """Return whether there are lines, and each is a link."""
    return bool(lines) and all(line.linked for line in lines)


def runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of lines that have a property begins, and the position behind it."""
    end = 0
    for has, group in groupby(flags):
        start, end = end, end + sum(1 for _ in group)
        if has:
            yield start, end
