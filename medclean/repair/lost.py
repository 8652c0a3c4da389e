"""Characters that are lost for good: they are told, never guessed."""
from __future__ import annotations

from typing import Iterator

from ..patterns import lazy_regex
from ..rules import Finding, Lines, Note, rule

# What decoders and debuggers leave, and what it tells. 锟斤拷 is U+FFFD in UTF-8 read as GBK, 嚙踝蕭 the same read
# as Big5, ï¿½ as Latin-1; 烫 is CC CC and 屯 CD CD, with which Visual C++ fills memory, both read as GBK.
_LOST = lazy_regex("\ufffd+|(?:锟斤拷|锟斤|斤拷){1,}锟?|锟|(?:嚙踝蕭|嚙踐蕭)+|(?:ï¿½)+|烫{3,}|屯{3,}")
SIGNS = "\ufffd锟拷嚙ï烫屯"      # one of these is in each
_SIGN = lazy_regex(f"[{SIGNS}]")
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
