r"""Characters left in the spelling of another language: &nbsp; of HTML, \u533b of programs, %E5%8C%BB of addresses.

What a spelling means is fixed, so nothing is guessed; what has to be told is whether it was meant.
It was where the text talks about it, in code, in an address, and where it keeps mark-up from
being mark-up: those stay.
"""
from __future__ import annotations

import html
import re
from functools import lru_cache
from html.entities import html5
from typing import Iterator
from urllib.parse import unquote_to_bytes

from ..patterns import LOST, lazy_regex
from ..rules import Finding, Lines, change, rule
from .rereading import HAN_CHARACTER
from .spacing import PREFORMATTED

_ENTITY = lazy_regex(r"&(?:amp;){0,4}(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ABOUT_ENTITIES = lazy_regex("HTML|XML|html|实体|實體|转义|轉義|字符引用|标签|標籤|标记|標記|源代码|原始碼|浏览器|瀏覽器")
_OPENS_MARKUP = lazy_regex("[A-Za-z/!?]")

_BACKSLASHED = lazy_regex(r"[\\%]u[0-9A-Fa-f]{4}(?:[^\\%\n\x7f-\U0010ffff-]{0,8}[\\%]u[0-9A-Fa-f]{4})*")
_ONE_BACKSLASHED = lazy_regex(r"[\\%]u([0-9A-Fa-f]{4})")
_ESCAPE = lazy_regex(r"[\\%](?:u[0-9A-Fa-f]{4}|(?<=\\)x[0-9A-Fa-f]{2})")
_BYTES = lazy_regex(r"(?:\\x[0-9A-Fa-f]{2}){3,400}")
_ABOUT_CODE = lazy_regex(r"Unicode|unicode|JSON|json|正则|正規|编码|編碼|print\(|\\[dws]|\[\\u")

_PERCENT = lazy_regex("%[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})+")
_TOKEN_CHARACTER = "!#$%&'*+,./:;=?@_~-"
_ADDRESS = lazy_regex(r"://|www\.|[/=@?&]|\.(?:com|cn|net|org|html?|php|aspx?|jsp)\b")


@rule("R101", "entities",
      hits={"门诊&nbsp;时间&ldquo;上午&rdquo;": "门诊\xa0时间“上午”", "&#21307;&#x9662;": "医院",
            "P&lt;0.05，R&amp;amp;D": "P<0.05，R&D", "血压 &amp;gt; 140": "血压 > 140", "&amp;nbsp;": "\xa0"},
      keeps=["&lt;p&gt;正文&lt;/p&gt;", "AT&T;", "a&b", "&copy 2020", "?a=1&copy=2", "在 HTML 中 &nbsp; 表示空格",
             "&notanentity;", "&#0;"])
def entities(lines: Lines) -> Iterator[Finding]:
    """HTML entities that the text still holds become their characters, also those escaped twice.

    Only with their semicolon: without it an ampersand may be one. What would open a tag (``&lt;p``)
    stays, with all angle brackets of its line, and so does everything in code and in lines that
    talk about HTML.
    """
    for line in lines.holding(_ENTITY):
        if line.tag in PREFORMATTED or _ABOUT_ENTITIES.search(line.text):
            continue
        found = [(match, _entity(match.group())) for match in _ENTITY.finditer(line.text)]
        markup = any(_OPENS_MARKUP.match(line.text, match.end()) for match, char in found if char == "<")
        for match, char in found:
            if char and not (markup and char in "<>\"'"):
                yield change(line, match.start(), match.group(), char, f"entity {match.group()}")


@lru_cache(maxsize=1024)
def _entity(spelling: str) -> str:
    """Return the character of an entity, peeled of all its escapes; nothing where there is none."""
    while spelling.startswith("&amp;") and len(spelling) > 5:
        spelling = "&" + spelling[5:]
    char = html.unescape(spelling) if spelling[1] == "#" else html5.get(spelling[1:], "")
    if char in ("\n", "\r", "\t"):
        return " "
    return "" if char == LOST or char < " " else char


@rule("R102", "backslash-escapes",
      hits={r"\u533b\u9662": "医院", r"标题：\u95e8\u8bca2\u697c": "标题：门诊2楼", "%u533B%u9662": "医院",
            r"\u533b\u9662\u3000(CT)\u5ba4": "医院\u3000(CT)室",
            r"\xe5\x8c\xbb\xe9\x99\xa2": "医院", r"\ud83d\ude0a\u5065\u5eb7": "😊健康"},
      keeps=[r"[\u4e00-\u9fa5]+", r"C:\users\n", r"字符 \u533b", r"Unicode 写作 \u533b\u9662", r"\u0041\u0042",
             r"\ud83d\u5065", r"\u003cp\u003e\u533b"])
def backslash_escapes(lines: Lines) -> Iterator[Finding]:
    r"""Characters in the escapes of JSON, JavaScript or Python (``\u533b``, ``%u533b``, ``\xe5\x8c\xbb``) are read.

    Only runs that hold two Chinese characters or more: one alone may be what the text is about, and
    so may all of them where the line speaks of Unicode or is a pattern. Half of a surrogate pair, bytes that
    are no UTF-8 and what would be mark-up leave the run as it is.
    """
    for line in lines.holding(_ESCAPE):
        text = line.text
        if line.tag in PREFORMATTED or _ABOUT_CODE.search(text):
            continue
        for match in [*_BACKSLASHED.finditer(text), *_BYTES.finditer(text)]:
            chars = _unescaped(match.group())
            if len(HAN_CHARACTER.findall(chars)) >= 2 and "<" not in chars and min(chars) >= " ":
                yield change(line, match.start(), match.group(), chars, "escapes of a programming language")


def _unescaped(spelling: str) -> str:
    """Return what the escapes stand for; nothing where they stand for no text."""
    try:
        if spelling.startswith("\\x"):
            return bytes.fromhex(spelling.replace("\\x", "")).decode("utf-8")
        chars = _ONE_BACKSLASHED.sub(lambda match: chr(int(match.group(1), 16)), spelling)
        return chars.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return ""


@rule("R103", "percent-escapes",
      hits={"%E5%8C%BB%E9%99%A2简介": "医院简介", "附件：%E6%8A%A5%E5%91%8A.pdf": "附件：报告.pdf",
            "关键词 %D2%BD%D4%BA": "关键词 医院"},
      keeps=["http://a.cn/%E5%8C%BB%E9%99%A2", "/wiki/%E5%8C%BB%E9%99%A2", "?q=%E5%8C%BB%E9%99%A2", "50%25%30",
             "100%A0%B1", "有效率%95%98", "www.a.cn/s-%E5%8C%BB%E9%99%A2"])
def percent_escapes(lines: Lines) -> Iterator[Finding]:
    """Chinese in the percent escapes of an address is read where it stands alone.

    In an address (anything with a scheme, a path, a query or a host around it) it is right as it is.
    The bytes must be UTF-8, or else GBK of frequent characters' range, and all of them Chinese.
    """
    for line in lines.holding(_PERCENT):
        if line.tag in PREFORMATTED:
            continue
        for match in _PERCENT.finditer(line.text):
            chars = _unquoted(match.group())
            if chars and not _ADDRESS.search(_around(line.text, match)):
                yield change(line, match.start(), match.group(), chars, "percent escapes outside an address")


def _unquoted(spelling: str) -> str:
    """Return the Chinese that percent escapes stand for; nothing where they stand for anything else."""
    data = unquote_to_bytes(spelling)
    for codec in ("utf-8", "gb2312"):
        try:
            chars = data.decode(codec)
        except UnicodeDecodeError:
            continue
        least = 1 if codec == "utf-8" else 2
        if len(HAN_CHARACTER.findall(chars)) >= least and not any(char < "\x80" for char in chars):
            return chars
    return ""


def _around(text: str, match: re.Match[str]) -> str:
    """Return what of an address could stand around the match (at most 200 characters on each side)."""
    start, end = match.start(), match.end()
    while start > max(0, match.start() - 200) and _in_token(text[start - 1]):
        start -= 1
    while end < min(len(text), match.end() + 200) and _in_token(text[end]):
        end += 1
    return text[start:match.start()] + " " + text[match.end():end]


def _in_token(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in _TOKEN_CHARACTER)
