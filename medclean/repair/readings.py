"""Readings that copy sites put behind characters (醫(yī)院), and those that ruby mark-up left behind.

A site annotates the characters of its own list, some hundreds of Traditional ones, each time they
occur; it never touches those that both scripts share. A primer annotates whatever is hard to read,
a dictionary its headword, a newspaper a rare name. So what is removed is decided by the document.
"""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Iterable, Iterator, NamedTuple, Sequence

from ..document import Edit, Line
from ..patterns import COMMON_HAN, is_common_han, lazy_regex
from ..rules import Lines, change, rule
from ..tables import alternatives, fold, load
from .widths import WIDE

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜăĕĭŏŭ"
LETTERS = f"a-z{TONED}üɑɡ"
INSIDE = rf"(?=[{LETTERS}]{{1,6}}[)）])"     # what stands behind an opening bracket
_BEHIND = rf"(?<=[{COMMON_HAN}@-~].)([{LETTERS}]{{1,6}})[)）] ?"
_READING = lazy_regex(f"[(（]{_BEHIND}")
_ENDS_READ = lazy_regex(rf"[(（][{LETTERS}]{{1,6}}[)）]$")
_LISTS = lazy_regex(rf"(?<![{LETTERS}][)）])[、，；。,;]$")   # between the items of a list, but behind no reading
_READINGS = (lazy_regex(rf"\({_BEHIND}"), lazy_regex(f"（{_BEHIND}"))   # one character is found sooner than a set
_RUBY = lazy_regex(r"<ruby>([^\n]{1,200}?)</ruby>", re.IGNORECASE)
_RUBY_PARTS = lazy_regex(r"<rp>[^<]{0,3}</rp>|</?(?:rb|rtc|rt|rp)>", re.IGNORECASE)
_NO_TALK = lazy_regex("[理观概信纪悬意]念|解读")     # 理念为 is no 念为
_LOOKALIKES = str.maketrans("ɑɡăĕĭŏŭ", "agǎěǐǒǔ")  # phonetic letters and breves that sites write

# Evidence is counted in occurrences unless it says otherwise. In real copies between two and five in ten
# Traditional characters have a reading, always the same characters, none that both scripts share.
MOST = 0.8
LEAST_SHARE = 0.005
HALF = 0.5
MANY = 5


class Annotation(NamedTuple):
    """A reading in brackets behind a character: ``text`` at ``start`` of ``line``, a reading of ``char``."""

    line: Line
    start: int
    text: str
    reading: str
    char: str

    @property
    def after(self) -> str:
        """What follows the bracket (and its space)."""
        end = self.start + len(self.text)
        return self.line.text[end:end + 12]

    @property
    def behind(self) -> str:
        """The character that follows; empty at the end of the line."""
        return self.after[:1]


def suspected(text: str) -> bool:
    """Return whether a text holds a reading in brackets behind a Traditional character that has it."""
    return any(_plausible(annotated(text[max(match.start() - 2, 0):match.start()]), match[1])
               for pattern in _READINGS for match in pattern.finditer(text))


def _plausible(char: str, reading: str) -> bool:
    return traditional(char) and (reads(char, reading) or reads_toneless(char, reading))


@lru_cache(maxsize=1)
def readings() -> dict[str, frozenset[str]]:
    """Return the readings of each character of GBK, with tone marks (data/readings.txt)."""
    table: dict[str, set[str]] = {}
    for reading, characters in load("readings"):
        for char in characters:
            table.setdefault(char, set()).add(unicodedata.normalize("NFC", reading))
    return {char: frozenset(each) for char, each in table.items()}


def toneless(reading: str) -> str:
    """Return a reading without its tone mark: ``lǜ`` becomes ``lü``."""
    parts = unicodedata.normalize("NFD", normal(reading))
    bare = "".join(char for char in parts if not unicodedata.combining(char) or char == "\u0308")
    return unicodedata.normalize("NFC", bare)


def normal(reading: str) -> str:
    """Return a reading with the letters that pinyin has, where a site wrote others that look alike."""
    return reading.translate(_LOOKALIKES)


@lru_cache(maxsize=4096)
def reads(char: str, reading: str) -> bool:
    """Return whether a reading is one of the character's own, tone mark and all."""
    return normal(reading) in readings().get(char, ())


@lru_cache(maxsize=4096)
def reads_toneless(char: str, reading: str) -> bool:
    """Return whether a reading is one of the character's own but for tone marks, which it lacks."""
    bare = reading.replace("v", "ü")
    return reading == toneless(reading) and any(bare == toneless(known) or reading == toneless(
        known).replace("ü", "u") for known in readings().get(char, ()))


@lru_cache(maxsize=4096)
def traditional(char: str) -> bool:
    """Return whether a character has another form in Simplified Chinese."""
    return is_common_han(char) and fold(char) != char


@lru_cache(maxsize=4096)
def telling(char: str) -> bool:
    """Return whether a reading behind this character is odd: it is Traditional, and in daily use.

    In daily use are the 3,755 characters of GB2312's first level (lead bytes up to 0xD7) and what
    they were before simplification. Nobody glosses those for a reader, but for teaching.
    """
    return traditional(char) and b"\xb0" <= fold(char).encode("gb2312", "ignore")[:1] <= b"\xd7"


def annotated(before: str) -> str:
    """Return the character that a reading after this text belongs to, as a search of bytes sees it.

    That is the last character; where that is one of ASCII, it is the second byte of a character whose
    first is the last byte of the one before: `佈a(bǔ)級` has the bytes of 補 in it. A reading may stand
    between the two, and punctuation may have been full width.
    """
    char = before[-1:]
    if "@" <= char <= "~":
        other = _ENDS_READ.sub("", before[:-1])[-1:]
        return (WIDE.get(other, other).encode("gbk", "ignore")[1:] + char.encode()).decode("gbk", "ignore")[:1]
    return char


def bracketed(lines: Iterable[Line], spaced: bool = False) -> Iterator[Annotation]:
    """Yield the readings in brackets that are a reading of the character they stand behind.

    With ``spaced`` those of the second kind of site: no tone marks, a space (part of the
    annotation) behind the bracket, except where the line ends.
    """
    known = reads_toneless if spaced else reads
    for line in lines:
        for match in _READING.finditer(line.text):
            text = match[0]
            behind = line.text[match.end():match.end() + 1]
            if not spaced:
                if text.endswith(" ") and match[1] == toneless(match[1]) and not behind.isascii():
                    continue        # 們(men) is read without a tone, but this space is the second kind of site's
                text = text.rstrip(" ")
            elif behind and not text.endswith(" "):
                continue
            char = annotated(line.text[max(match.start() - 10, 0):match.start()])
            if known(char, match[1]):
                yield Annotation(line, match.start(), text, match[1], char)


def copied(lines: Sequence[Line], found: Sequence[Annotation], least: int = 1) -> str:
    """Return the evidence that readings were put in by a copy site; empty where there is none.

    ``least`` is the number of different telling characters that it takes.
    """
    strong = Counter(each.char for each in found if telling(each.char))
    if len(strong) < least or not _running(found):
        return ""
    if sum(not traditional(each.char) for each in found) > (1 - MOST) * len(found):
        return ""
    text = "".join(line.text for line in lines)
    counts = Counter(text)
    old, new = scripts(counts)
    if not old or len(found) < LEAST_SHARE * old:
        return ""
    every = sum(counts[char] for char in strong)
    if sum(strong.values()) < (MOST if len(strong) >= MANY else HALF) * every:
        return ""
    if len(strong) < MANY and (new > 2 * old or _of_readings(text)):
        return ""
    return (f"{len(found)} readings behind Traditional characters, behind {len(strong)} in daily use "
            f"{sum(strong.values())} of the {every} times they occur")


def _of_readings(text: str) -> bool:
    """Return whether a text talks about readings."""
    return re.search(alternatives("reading_talk"), _NO_TALK.sub("", fold(_READING.sub("", text)))) is not None


def _running(found: Sequence[Annotation]) -> bool:
    """Most readings stand inside words: not behind a headword, not in a list of characters."""
    inside = 0
    for each in found:
        ahead = each.line.text[max(each.start - 5, 0):max(each.start - 1, 0)]
        headword = each.start <= 4 and each.behind in ("", " ", "：", ":", "【", "[", "〔", "「", "、")
        inside += each.behind.isalnum() or not headword and (
            ahead[-1:].isalnum() or ahead[-1:] in (")", "）", "?") or _apart(ahead, each.after))
    return inside > 0.5 * len(found)


def _apart(ahead: str, after: str) -> bool:
    """Return whether a character between two marks stands in no list of characters: none beside it is read."""
    return _LISTS.search(ahead) is not None and _READING.match(after, 2) is None


def scripts(counts: Counter[str]) -> tuple[int, int]:
    """Count the characters that only Traditional writes, and those that only Simplified does."""
    old = sum(times for char, times in counts.items()
              if traditional(char) and not char.encode("gb2312", "ignore"))
    new = sum(times for char, times in counts.items() if _simplified(char))
    return old, new


@lru_cache(maxsize=4096)
def _simplified(char: str) -> bool:
    return is_common_han(char) and not traditional(char) and not char.encode("big5", "ignore")


@rule("R211", "toned-reading",
      hits={"醫(yī)院發(fā)布通知": "醫院發布通知",
            "當(dāng)地的醫（yī）生": "當地的醫生",
            "患者應(yīng)及時(shí)就醫(yī)。": "患者應及時就醫。"},
      keeps=["在“行走”中读行(xíng)。", "天(tiān)地(dì)人(rén)，你(nǐ)我(wǒ)他(tā)", "醫(yī)：治病的人。",
             "國家衛健委(National Health Commission)發布", "王(Wang)等人報道，二甲雙胍片(metformin)500mg",
             "生字：醫(yī)、學(xué)、國(guó)、體(tǐ)", "學(xué)而(ér)時(shí)習(xí)之(zhī)", "劉贇(yūn)醫師"])
def toned_reading(lines: Lines) -> Iterator[Edit]:
    """Readings with tone marks behind Traditional characters are a copy site's.

    A site puts `(yī)` behind each 醫, and so behind every character of its list, which holds only
    Traditional ones. What is written for readers glosses rare characters, headwords, or all.
    Once the document is known for a copy, readings go from every Traditional character, and
    stay with the others: those are the page's own.
    """
    found = list(bracketed(lines))
    evidence = copied(lines, found) if found else ""
    for each in found if evidence else ():
        if traditional(each.char):
            why = f"{each.reading} is a reading of {each.char}; {evidence}"
            yield change(each.line, each.start, each.text, "", why)


@rule("R212", "toneless-reading",
      hits={"關(guan) 於(yu) 醫院發(fa) 布的通知": "關於醫院發布的通知"},
      keeps=["他(he) 说", "王(wang) 等人，張(zhang) 等人", "關(guan)於學(xue)習", "片(pian) 剂"])
def toneless_reading(lines: Lines) -> Iterator[Edit]:
    """Readings without tone marks, a space behind the bracket, are another kind of site's.

    Some English words look like readings, so it takes two different characters.
    """
    found = list(bracketed(lines, spaced=True))
    evidence = copied(lines, found, least=2) if found else ""
    for each in found if evidence else ():
        if traditional(each.char):
            why = f"{each.reading} is a reading of {each.char}; {evidence}"
            yield change(each.line, each.start, each.text, "", why)


@rule("R213", "ruby-markup",
      hits={"<ruby>醫<rp>(</rp><rt>yī</rt><rp>)</rp></ruby>院": "醫院",
            "<ruby>行<rt>xíng</rt></ruby>走": "行(xíng)走"},
      keeps=["ruby 语言", "醫院<b>發布</b>"])
def ruby_markup(lines: Lines) -> Iterator[Edit]:
    """Ruby mark-up left in text: a copy site's reading goes, another comes into brackets.

    Decided like readings in brackets: by all the readings of the document together.
    """
    ruby = [(line, match, _ruby(match[1])) for line in lines for match in _RUBY.finditer(line.text)]
    plain = [Line(line.number, f"{base}({reading})院") for line, _, (base, reading) in ruby]
    evidence = copied(plain, list(bracketed(plain))) if ruby else ""
    for line, match, (base, reading) in ruby:
        mended = base if evidence and traditional(base) or not reading else f"{base}({reading})"
        yield change(line, match.start(), match[0], mended, evidence or "ruby mark-up left in the text")


def _ruby(inside: str) -> tuple[str, str]:
    """Split what a ruby element holds into base text and reading."""
    base, _, reading = _RUBY_PARTS.sub(
        lambda part: "\n" if part[0].lower() == "<rt>" else "", inside).partition("\n")
    return base, reading
