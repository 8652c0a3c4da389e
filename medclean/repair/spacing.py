"""Characters that nobody sees, and spaces that do not belong: what copying and layout leave in a text.

What is removed carries no meaning in Chinese (an indent, a zero-width space, the colours of a
terminal); what could carry some stays: a joiner inside an emoji or an Indic word, direction marks
beside Arabic or Hebrew, the space between two names, the columns of a table.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Callable, Iterable, Iterator

from ..document import Line
from ..gaps import begins_number, in_number, lacks_number
from ..patterns import HAN, LOST, lazy_regex
from ..rules import Finding, Lines, Note, change, rule
from ..script import has_kana
from ..tables import fold, longest_first, words
from .model import model
from .readings import TONED

# Every space but the plain one and the tab, and the line ends that are not newlines.
ODD = ("\x0b\x0c\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
       "\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0")
_THIN = "\u2004\u2005\u2006\u2008\u2009\u200a\u202f"
INVISIBLE = ("\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
             "\U000e0000-\U000e007f")
PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_CHINESE = HAN + "，。、；：！？“”‘’（）《》「」『』【】〔〕…—·～"
PREFORMATTED = frozenset(("pre", "code", "textarea"))
"""Tags of text in which every character stands as it is meant."""

SPACES = " \t" + ODD

_INVISIBLES = lazy_regex(f"[{INVISIBLE}][{INVISIBLE}]*")
# What was something before it was copied: Word's hyphens, a hyphen that shows where the line ends, an object. NUL and
# DEL are padding (ECMA-48), and the other invisible characters nothing at all.
_TELLING = lazy_regex("[\x01-\x08\x0e-\x1f\x80-\x84\x86-\x9f\xad\u2061-\u2064\ufff9-\ufffc]")
_OBJECT, _SOFT = "\ufffc", "\xad"
_VALUE_ENDS = frozenset("0123456789０１２３４５６７８９%‰℃")
# A script has put soft hyphens wherever a line may end.
_SPRINKLED = lazy_regex(rf"[{HAN}]\xad[{HAN}]")
_is_sprinkled = lru_cache(maxsize=1)(lambda text: _SPRINKLED.search(text) is not None)  # a line may have thousands
_PICTURE = lazy_regex("[\u00a9\u00ae\u203c-\u3299\ufe0e\ufe0f\U0001f000-\U0001faff]")
_JOINED_SCRIPT = lazy_regex("[\u0600-\u109f\u1780-\u18af\ua840-\uabff]")  # Arabic to Burmese, Khmer
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_FLAG = "\U0001f3f4"
_PRIVATES = lazy_regex(f"[{PRIVATE}][{PRIVATE}]*")
_ENDED = lazy_regex(r"[，。、；：）,;)!?～~]")
_SEEN = 30           # characters on each side of a private one
_CHINESE_CHARACTER = lazy_regex(f"[{_CHINESE}]")
_INDENTED = lazy_regex(f"[{_CHINESE}]|[0-9]{{1,12}}(?:[.,%～~-][0-9]{{0,12}})?[{HAN}]")
_ODD_SPACE = lazy_regex(f"[{ODD}]")
_SPACES = lazy_regex(f"[ {ODD}]+")
_GAPS = lazy_regex(r"(?<=\S)  +(?=\S)")
_SHORT = 60          # characters of a line that is the cell of a row, as those of HTML tables
_GAP_EVERY = 40      # characters of prose that a gap may be expected in
_ROW = lazy_regex(f"(?<![{HAN}])[“（《]?[{HAN}](?: {{1,3}}[“（《]?[{HAN}，。；：！？、”）》][，。；：！？、”）》]?){{7,}}"
                  f"(?![{HAN}])")
_LEAST_SPACES = 7    # of a row
_GRAMMATICAL = lazy_regex("[的了是在和与與从從对對将將被把为為于於]")
_TONED = lazy_regex(f"[{TONED}]")
_LONGEST_LABEL = 60
_TELLING_ORDER = 12  # eighths of a bit that each character is likelier in its place than anywhere
_SENTENCE = lazy_regex("[，。；！？]")


def mend_each(lines: Iterable[Line], pattern: re.Pattern[str],
              mend: Callable[[str, re.Match[str]], tuple[str, str] | None]) -> Iterator[Finding]:
    """Yield a change for each match that ``mend`` answers with what comes instead, and why; warn of what is lost."""
    for line in lines:
        for match in pattern.finditer(line.text):
            mended = mend(line.text, match)
            if mended:
                after, why = mended
                yield change(line, match.start(), match.group(), after, why)
                if LOST in after:
                    yield Note(line.number, match.start(), f"a character is missing: {why}")


def _flowing(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines whose spaces are not layout."""
    return (line for line in lines if line.tag not in PREFORMATTED)


def left_of(text: str, match: re.Match[str]) -> str:
    """Return what is left of characters that nobody sees: nothing, unless without them a number would be another."""
    run, before, after = match.group(), *_beside(text, match)
    if run == _SOFT and _is_sprinkled(text):
        return ""
    parted = after[:1].isdigit() and before[-1:] in _VALUE_ENDS and _TELLING.search(run)
    if parted or _OBJECT in run and in_number(before, after):
        return LOST
    alone = lacks_number(before, after) or after[:1] == "." and after[1:2].isdigit() and not before[-1:].isdigit()
    return LOST if alone and _TELLING.search(run.replace(_SOFT, "")) else ""


def _beside(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a match; a private character may be a digit there, too."""
    before, after = text[max(match.start() - _SEEN, 0):match.start()], text[match.end():match.end() + _SEEN]
    return _PRIVATES.sub("0", before), _PRIVATES.sub("0", after)


def codes_of(run: str) -> str:
    """Return the first characters of a run by their numbers, for a reason."""
    return " ".join(f"U+{ord(char):04X}" for char in run[:4])


@rule("R302", "invisible-characters",
      hits={"\ufeff医院\u200b简介": "医院简介", "高血\u00ad压\u2060病": "高血压病",
            "\u202a血糖 6.1\u202c": "血糖 6.1", "ib\u200duprofen": "ibuprofen",
            "每次5\u00ad10\u00admg": "每次5\ufffd10mg", "10\ufffc/L": "10\ufffd/L",
            "每次 \ufffc mg": "每次 \ufffd mg", "5%\u00ad10%": "5%\ufffd10%", "血\u00ad压1\u00ad28": "血压128",
            "2\u200b0\u200b2\u200b4年": "2024年"},
      keeps=["家庭医生👩\u200d⚕️签约", "می\u200cخواهم", "שלום\u200f!", "เด็ก\u200bดี", "क्\u200dष"])
def invisible_characters(lines: Lines) -> Iterator[Finding]:
    """Zero-width characters, soft hyphens, byte order marks and direction marks go.

    They come from editors, web fonts and copy protection, and part words that a reader sees whole.
    A joiner that makes one emoji of two, or shapes an Indic or Arabic word, and direction marks
    in a line with right-to-left letters are writing, and stay. A soft hyphen between digits, or an
    object in a number, becomes U+FFFD with a warning: without it, it would be another number.
    """
    def mend(text: str, match: re.Match[str]) -> tuple[str, str] | None:
        before, after = text[max(match.start() - 1, 0):match.start()], text[match.end():match.end() + 1]
        joins = _PICTURE.match(before) and _PICTURE.match(after) or _JOINED_SCRIPT.match(before)
        if before == _FLAG or joins and match.group() in ("\u200b", "\u200c", "\u200d"):
            return None
        return left_of(text, match), f"invisible character {codes_of(match.group())}"
    return mend_each((line for line in lines.holding(_INVISIBLES) if not _RIGHT_TO_LEFT.search(line.text)),
                     _INVISIBLES, mend)


@rule("R303", "private-characters",
      hits={"\uf0d8 门诊指南": "门诊指南", "电话\ue602 12345": "电话 12345", "患者\ue5c6的血压": "患者\ufffd的血压",
            "叶酸 400 \uf06dg": "叶酸 400 \ufffdg", "体重 \uf0b3 50 kg": "体重 \ufffd 50 kg",
            "\ue8f30 mg": "\ufffd0 mg", "约占\ue8f3.5%": "约占\ufffd.5%", "每次 \ue8f3 mg": "每次 \ufffd mg",
            "5\ue8f3%": "5\ufffd%", "每次1\ue8f3，每日3次": "每次1\ufffd，每日3次", "\ue614120 \ue61512": "120 12",
            "每次 \ue8f3 mg\n\ue8f320 \ue615": "每次 \ufffd mg\n\ufffd20 "},
      keeps=["● 门诊指南", "①挂号②缴费", "𠮷野医生"])
def private_characters(lines: Lines) -> Iterator[Finding]:
    """Characters of the private use areas go: only the font of the page knew what they are.

    At the edge of words they are icons, and at the start of a line bullets, before a count, too. Inside a word or a
    number, or from a symbol font (U+F0xx) inside a line, one stands for a character that counts, such as the
    first letter of µg, or a digit; nobody can tell which, so U+FFFD and a warning say that it is missing. One that
    is a digit in one place is no icon beside a number in another.
    """
    drawn: set[str] = set()
    held = list(lines.holding(_PRIVATES))
    for line in held:
        for match in _PRIVATES.finditer(line.text):
            if _in_number(line.text, match):
                drawn.update(match.group())
    for line in held:
        for match in _PRIVATES.finditer(line.text):
            start, run = match.start(), match.group()
            why = f"private use character {codes_of(run)}"
            if _counts(line.text, match) or _in_number(line.text, match, not drawn.isdisjoint(run)):
                yield change(line, start, run, LOST * len(run), f"{why} inside a text")
                yield Note(line.number, start, "a character that only the font of the page knew is missing")
            else:
                space = " " if not start and line.text[match.end():match.end() + 1] == " " else ""
                yield change(line, start, run + space, "", f"{why}, an icon or a bullet")


def _in_number(text: str, match: re.Match[str], digit: bool = False) -> bool:
    """Return whether a private character is a part of a number; a known ``digit`` is of the one that it touches."""
    before, after = _beside(text, match)
    ended = before[-1:].isdigit() and _ENDED.match(after) is not None
    beside = digit and (before[-1:].isdigit() or after[:1].isdigit())
    return ended or beside or in_number(before, after) or begins_number(after)


def _counts(text: str, match: re.Match[str]) -> bool:
    """Return whether a private character stands for one that is read, and not for an icon."""
    before, after = text[max(match.start() - 1, 0):match.start()], text[match.end():match.end() + 1]
    if "\uf000" <= match.group()[0] <= "\uf0ff":
        after = after.strip() or text[match.end() + 1:match.end() + 2]
        return after.isalnum() and (before != "" or text[match.end()].isalpha() and after.isascii())
    return before.isalnum() and after.isalnum()


@rule("R304", "edges",
      hits={"　　近日，我市开展义诊。": "近日，我市开展义诊。", "\xa0\xa0正文\u3000": "正文",
            "     2022年5月28日，": "2022年5月28日，", "正文。  ": "正文。", "\xa0 \xa0": "",
            "\t入院后": "入院后", "\u3000\t血红蛋白\t98": "\t血红蛋白\t98"},
      keeps=["\t血红蛋白\t98\t110", "项目\t阳性\n\t阴性", "    print(1)", "  - 新媒体", "    # 注释", "Hard break  ", "张三 李四"])
def edges(lines: Lines) -> Iterator[Finding]:
    """Indents and trailing spaces of Chinese lines go.

    A paragraph's indent is made of U+3000 or NBSP, with which nothing else begins. Plain spaces
    are an indent where Chinese text follows; before anything else they may be the nesting of a
    list or of code, and stay. So do the tabs before the first value of a row: without them it would stand in the
    column of another.
    """
    row = -1
    for line in _flowing(lines):
        text = line.text
        if not text or text[0] not in SPACES and text[-1] not in SPACES:
            row = line.number if "\t" in text else row
            continue
        end = len(text.rstrip(SPACES))
        start = len(text) - len(text.lstrip(SPACES)) if end else 0
        indent, trail = text[:start], text[end:]
        if trail.strip(" \t") or trail and end and _CHINESE_CHARACTER.match(text[end - 1]):
            yield change(line, end, trail, "", "space at the end of the line")
        if "\t" in text[start:end] or line.tag == "tr" or "\t" in indent and row == line.number - 1 and end <= _SHORT:
            row = line.number
        columns = "\t" * indent.count("\t") if row == line.number else ""
        if indent.strip(" \t") or indent and _INDENTED.match(text, start):
            if indent != columns:
                yield change(line, 0, indent, columns, "indent")


@rule("R305", "odd-spaces",
      hits={"剂量\xa05\u2009mg": "剂量 5 mg", "记者隋萌　刘娜": "记者隋萌 刘娜", "患\u2005者": "患者",
            "> 　　引文": "> 引文", "第一条　　为了健康": "第一条 为了健康"},
      keeps=["剂量 5 mg", "氏名　山田のり子", "张三 李四"])
def odd_spaces(lines: Lines) -> Iterator[Finding]:
    """A no-break, ideographic or typographic space inside a line becomes one plain space.

    So a word is found whichever space a page used. A space of a third of an em or less is
    kerning, and between two Chinese characters nothing. Japanese, whose writing asks for the
    ideographic space, keeps it.
    """
    def mend(text: str, match: re.Match[str]) -> tuple[str, str] | None:
        odd = match.group().replace(" ", "")
        if not odd:
            return None
        around = text[max(match.start() - 1, 0):match.start()] + text[match.end():match.end() + 1]
        if not odd.strip(_THIN) and len(_CHINESE_CHARACTER.findall(around)) == 2:
            return "", f"thin space {codes_of(odd)} between Chinese characters"
        return " ", f"odd space {codes_of(odd)}"
    return mend_each((line for line in _flowing(lines.holding(_ODD_SPACE)) if not has_kana(line.text)),
                     _SPACES, mend)


@rule("R306", "doubled-spaces",
      hits={"会议于9日  召开，共有百人参加。": "会议于9日 召开，共有百人参加。"},
      keeps=["阿司匹林  100mg  每日一次", "x = 1  # 注释", "End.  Then 中文。", "a  b，c  d", "甲，  乙，  丙，  丁"])
def doubled_spaces(lines: Lines) -> Iterator[Finding]:
    """Several spaces inside a Chinese sentence become one.

    Only where a sentence mark shows prose, such gaps are few, and Chinese stands on one side at
    least: elsewhere they may be the columns of a table, code, or an English typist's habit.
    """
    for line in _flowing(lines):
        if _SENTENCE.search(line.text):
            gaps = list(_GAPS.finditer(line.text))
            if len(gaps) == 1 or len(gaps) * _GAP_EVERY <= len(line.text):
                for gap in gaps:
                    if _CHINESE_CHARACTER.search(line.text[gap.start() - 1] + line.text[gap.end()]):
                        yield change(line, gap.start(), gap.group(), " ", "several spaces in a sentence")


@rule("R307", "letter-spacing",
      hits={"本 报 讯 记者隋萌 昨日获悉": "本报讯 记者隋萌 昨日获悉", "關 鍵 詞：高血壓": "關鍵詞：高血壓",
            "编  者  按": "编者按",
            "昨 日 从 市 卫 生 局 获 悉 ， 全 市 的 医 院 都 已 开 诊 。": "昨日从市卫生局获悉，全市的医院都已开诊。"},
      keeps=["张 三", "王 冰：你好", "一 二 三 四 五 六 日", "春 夏 秋 冬 东 南 西 北 前 后 左 右", "记者隋萌 刘娜",
             "赵 钱 孙 李 周 吴 郑 王 的", "我 是 中 国 人", "数十位大咖齐聚 见证落成", "时间 地点 人物", "第一章 总 则", "主  席：白永和",
             "wǒ ài zhōng guó de rén mín\n我 爱 中 国 的 人 民 和 中 国 的 山 河"])
def letter_spacing(lines: Lines) -> Iterator[Finding]:
    """Characters set apart for show are joined again: openings and labels, and whole sentences.

    Two characters with a space between them may be a name, and a row of characters a lesson or a
    list. So a line's first word is joined where it is a known one of three characters or more
    (data/spaced_words.txt) with a colon, a space or the end behind it. A row of eight characters and more is joined
    where it holds a grammatical word and the language model finds its order telling (1.5 bits
    a character; sentences have 3, lists under 2 and no such words), unless readings stand beside it.
    """
    for place, line in enumerate(lines):
        if " " not in line.text or line.tag in PREFORMATTED:
            continue
        word = _spaced_words().match(fold(line.text[:_LONGEST_LABEL])) if line.text[1:2] == " " else None
        if word and word.end() < _LONGEST_LABEL:
            label = line.text[:word.end()]
            yield change(line, 0, label, label.replace(" ", ""), "a known opening or label set with spaces")
        spaced = line.text if line.text.count(" ") >= _LEAST_SPACES else ""
        rows = [row for row in _ROW.finditer(spaced) if _is_sentence(row.group().replace(" ", ""))]
        beside = "".join(each.text for each in lines[max(place - 1, 0):place + 2]) if rows else ""
        for row in () if _TONED.search(beside) else rows:
            yield change(line, row.start(), row.group(), row.group().replace(" ", ""), "a sentence set with spaces")


@lru_cache(maxsize=1)
def _spaced_words() -> re.Pattern[str]:
    """The known words with spaces between their characters, where a line begins."""
    spaced = "|".join(" +".join(word) for word in longest_first(words("spaced_words")))
    return re.compile(f"({spaced})(?=[:：]|$| (?![{HAN}](?: |$)))")


def _is_sentence(row: str) -> bool:
    """Return whether these characters stand in the order of a sentence."""
    if not _GRAMMATICAL.search(row):
        return False
    language = model()
    alone = sum(map(language.costs.__getitem__, language.codes(row)))
    return alone - language.total(row) >= _TELLING_ORDER * len(row)
