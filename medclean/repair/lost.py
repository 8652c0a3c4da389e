"""Characters and numbers lost for good: they are told, never guessed. Spaces that became question marks are spaces."""
from __future__ import annotations

from typing import Iterator

from ..patterns import lazy_regex
from ..rules import Finding, Lines, Note, change, rule

# What decoders and debuggers leave, and what it tells. 锟斤拷 is U+FFFD in UTF-8 read as GBK, 嚙踝蕭 the same read
# as Big5, ï¿½ as Latin-1; 烫 is CC CC and 屯 CD CD, with which Visual C++ fills memory, both read as GBK.
_LOST = lazy_regex("\ufffd+|(?:锟斤拷|锟斤|斤拷){1,}锟?|锟|(?:嚙踝蕭|嚙踐蕭)+|(?:ï¿½)+|烫{3,}|屯{3,}")
SIGNS = "\ufffd锟拷嚙ï烫屯"      # one of these is in each
_SIGN = lazy_regex(f"[{SIGNS}]")
SPACED = r"(?= \? ?(?:\?|\S))"
"""What follows the question mark that was a space, as the source of a pattern."""
_SPACED = lazy_regex(r"(?<=[^\s?？吗呢嗎麼么])(?:(?:\? )+\?(?= ?[^\s?？]) ?|(?:\? ){2,}(?=[^\s?？]))")
UNNUMBERED = r"(?=\d{1,2}月|以来|我国|全国|我院|美国|中国|世界卫生|国务院|卫生部|国家|版?[)）》])"
"""What follows a year that may lack its number, as the source of a pattern."""
_YEAR = lazy_regex(f"(?:^|(?<=[。，；,;（(《“]))年{UNNUMBERED}")
_YEARS = 2      # without a number, that tell a site that takes numbers away
_PLAIN = 3      # question marks between spaces: nobody writes so many
_MOST = 20      # warnings for one line: after these it is plain


@rule("R121", "lost-characters",
      hits={"患者\ufffd\ufffd入院": "患者\ufffd\ufffd入院", "锟斤拷医院": "锟斤拷医院", "烫烫烫烫": "烫烫烫烫"},
      keeps=["粥还烫，烫嘴", "五斤", "????"])
def lost_characters(lines: Lines) -> Iterator[Finding]:
    """U+FFFD, and what it became when it was decoded wrongly once more (锟斤拷), are reported.

    Nothing of the text that stood there is left, so there is nothing to mend: the warning says
    where. It runs after wrong codecs are mended, and covers what they left.
    """
    for line in lines.holding(_SIGN):
        for count, match in enumerate(_LOST.finditer(line.text)):
            if count == _MOST:
                yield Note(line.number, match.start(), "and more of them in this line")
                break
            yield Note(line.number, match.start(), f"characters are lost here: {match.group()[:12]}")


@rule("R122", "lost-spaces",
      hits={"中图分类号：R473.5? ? ? ? 文献标识码：A": "中图分类号：R473.5 文献标识码：A",
            "1.? ? ? 适应症\nLi Ming? ?Wang Fang": "1. 适应症\nLi Ming Wang Fang"},
      keeps=["真的吗? ? ? 我不信", "什么? 他说", "Li Ming? ?Wang Fang", "怎么办? ? ?", "剂量? 每次5 mg? 一日? 次"])
def lost_spaces(lines: Lines) -> Iterator[Finding]:
    """Question marks and spaces by turns were no-break spaces: GBK has none, and encoders put a question mark.

    It takes three in a row; where a document has these, two that end in a word are the same.
    """
    held = [(line, list(_SPACED.finditer(line.text))) for line in lines]
    if any(match.group().count("?") >= _PLAIN for _, found in held for match in found):
        for line, found in held:
            for match in found:
                yield change(line, match.start(), match.group(), " ", "no-break spaces became question marks")


@rule("R123", "lost-numbers",
      hits={"年3月15日，我国颁布了这份指南。年我国又作了修订。": "年3月15日，我国颁布了这份指南。年我国又作了修订。",
            "《肺结节诊治专家共识（年版）》\n年以来发病率上升。": "《肺结节诊治专家共识（年版）》\n年以来发病率上升。"},
      keeps=["年我国老年人口将达到三亿。", "年龄四十岁以上。年发病率为百分之一。年国家公派名额有限", "2019年3月，年度总结。年初，全国开会。"])
def lost_numbers(lines: Lines) -> Iterator[Finding]:
    """Years without their number are reported: some copy sites take every number of three digits and more away.

    年我国共上报手术例 may have told a year and a count. Nothing tells which, so nothing is mended; two such years and
    more tell that numbers are missing elsewhere in the document, too.
    """
    found = [(line, match.start()) for line in lines for match in _YEAR.finditer(line.text)]
    for line, start in found[:_MOST] if len(found) >= _YEARS else ():
        yield Note(line.number, start, "a year lacks its number: others may be missing in this document, too")
