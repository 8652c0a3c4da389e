"""What belongs to a flattened article at its edges, though the weights of single lines leave it out.

Above its first paragraph: its own heading, …公告如下：, the table of an official notice. Below the last: the office and
the day of its signature, who wrote it, what it is based on. Beside one of a paragraph or two: short lines up to what
bounds it.
"""
from __future__ import annotations

from itertools import takewhile
from typing import Callable, Collection, Sequence

from ..days import stamp_form
from ..metadata.labels import is_info
from ..patterns import HAN, HAN_NUMERALS, NUMBER, YEAR, lazy_regex
from ..staff import OFFICE
from ..tables import alternatives
from . import shape
from .evidence import is_day
from .held import HEADS, Held, stands

_HEADLINES = 3  # lines of a kicker and a headline, at most
_LEAD = 8  # characters of a line that leads to what follows, at least: 联系我们： is a menu's
_ANNOUNCED = 3  # lines under …如下： that are shorter than prose, at most
_AS_FOLLOWS = ("如下:", "以下:", "如下。", "如下")
_GREETING = lazy_regex(r"(?:各位|尊敬的|亲爱的|广大).{1,16}[:,!]")
_SHORT = 20  # characters of a line that numbers a paragraph, or tells its day
_OFFICE = 30  # characters of an office's name
_FOOT = 8  # lines of a notice's foot, at most
_PARAGRAPHS = 2  # of a short article, at most
_END = "S131"  # a mark of its end, below which Hong Kong's offices print the day
_COPYRIGHT = "S120"  # it ends a page, not its article: an address, the neighbours stand above it
_BETWEEN = 13  # lines between an article and its page's, fewer than this
_WORD = 8  # characters of a list's item, of a table's cell, at most
_NO_TITLE = lazy_regex(r":|[。.)]$")
_OPENS = lazy_regex(  # 采样时间：…, 主诉：…, 病例一, 第一章: of a report, a notice, a case, a law
    rf"(?:[{HAN}]{{2,4}}(?<!发布|发表|更新|修改|创建|上传|添加|录入|出诊)(?:时间|日期|地点|对象)|主诉|现病史|既往史|入院诊断|[主协]办|"
    rf"[{HAN}]{{0,4}}(?:症状|体征|适应症|禁忌症?|用法用量|不良反应)) ?: ?\S|"
    rf"第[{HAN_NUMERALS}]{{1,3}}[章节条]|(?:问题|病例|案例|例)[{HAN_NUMERALS}\d]{{1,2}}(?![\d%万])|[Qq问] ?: ?\S|"
    rf"[{HAN}]{{2,12}}[〔\[]{YEAR}[〕\]] ?\d{{1,4}}号")
_CLOSES = lazy_regex(
    rf"\((?:[{HAN}]{{0,8}}(?:记者|通讯员|实习生)[: ].{{2,24}}|{OFFICE} ?[{HAN}·]{{2,4}}|此件公开发布|"
    r"信息公开形式 ?: ?.{2,8}|(?:文中|应)?.{0,12}(?:患者|人物|姓名).{0,4}化名)\)|"
    r"(?:祝|愿|祝愿|让我们)[^:]{2,40}[。!]|香港时间 ?\d{1,2}时\d{1,2}分")
_REFERENCES = lazy_regex(r"\W{0,3}(?:主要)?参考(?:文献|资料) ?\W{0,3}")
_REFERENCE = lazy_regex(r"\W{0,2}\d{1,2} ?[\].、)]")
_SECTION = lazy_regex(  # 一、概述, 1.1 病例资料
    rf"(?:[{HAN_NUMERALS}]{{1,2}}、|\d{{1,2}}(?:\.\d{{1,2}})*[.、 ] ?|\([{HAN_NUMERALS}\d]\) ?)?"
    rf"(?:{alternatives('section_words')}):?")
_ALIKE = 2  # characters in which headings end alike
_WORDED = lazy_regex(f"[{HAN}]+\\Z")
_MENU = 12  # entries of a menu of sections, at most
_TABS = 3  # headings one below the other: the entries of a menu
_LABELS = HEADS - {"S106"}  # a path leads to the headline, a line of labels stands under it


def opening(held: Sequence[Held], first: int, last: int) -> int:
    """Return where the article of a stretch begins: behind a page's headline, with what leads to its first line."""
    return _led_to(held, _behind_headline(held, first, last), last)


def _behind_headline(held: Sequence[Held], first: int, last: int) -> int:
    """Where prose begins, if the stretch begins with a kicker and a headline right under a page's header.

    What stands under a line of labels (source, date) is the article's own heading, and so is what leads to it:
    …公告如下：, the table of an official notice.
    """
    at = first
    while at < min(last, first + _HEADLINES) and not held[at].prose:
        if held[at].text[-1] in ":。,;" or is_info(held[at].text):
            return first
        at += 1
    labelled = not first or held[first - 1].gone and held[first - 1].code in _LABELS
    return first if labelled or not held[at].prose else at


def _led_to(held: Sequence[Held], first: int, last: int) -> int:
    """Where begins what leads to the first line: …公告如下：, a greeting, the table of an official notice above it.

    Of what is announced as following, the first lines may be short: days, names. A number or a day above the first
    paragraph belongs to it, too, where further paragraphs have such a line; so does the heading of a section.
    """
    inside = held[first:last + 1]
    numbered = {_numbered(line.text) for at, line in enumerate(inside)
                if not line.prose and any(below.prose for below in inside[at + 1:at + 3])}
    endings = {line.text[-_ALIKE:] for line, below in zip(inside, inside[1:]) if below.prose and not line.prose}
    found, at = first, first
    while at and found - at <= _ANNOUNCED and stands(held[at - 1]):
        at -= 1
        text = held[at].text
        if _leads(text, found - at) or text[0].isdigit() and _numbered(text) in numbered \
                or at == found - 1 and _heads_section(held, at, endings):
            found = at
    return found


def _heads_section(held: Sequence[Held], at: int, endings: Collection[str]) -> bool:
    """Whether a line is the heading of a section (病因), and no entry of a menu of sections, unless it said it before.

    So is one that ends as the headings inside the article do (``endings``): 可用的药材名单, 禁用的药材名单.
    """
    if held[at].text[-_ALIKE:] in endings and not held[at].title and _WORDED.match(held[at].text[-_ALIKE:]):
        return True
    if not _SECTION.fullmatch(held[at].text):
        return False
    above = [line.text for line in held[max(at - _MENU, 0):at]]
    menu = list(takewhile(_SECTION.fullmatch, reversed(above)))
    return len(menu) + 1 < _TABS or held[at].text in menu


def _numbered(text: str) -> str:
    """What the lines have in common that number paragraphs, or tell their days, whatever else stands behind a day."""
    return stamp_form(text) or NUMBER.sub("0", text[:_SHORT])


def _leads(text: str, before: int) -> bool:
    """Whether a line leads to what begins some lines below it: with a colon, a greeting, when and where it was."""
    if before > 1:
        return text.endswith(_AS_FOLLOWS)
    leads = len(text) >= _LEAD and text[-1] == ":" or is_info(text)
    return leads or _OPENS.match(text) is not None or _GREETING.fullmatch(text) is not None


def signature(held: Sequence[Held], last: int) -> int:
    """Return where an article ends whose office and day of signature stand below it, each in a short line.

    An official notice has whom to ask, and what is enclosed, between its text and its signature: lines with a label or
    a number, or sentences.
    """
    end = last + (last + 1 < len(held) and held[last + 1].code == _END)
    below = list(takewhile(stands, held[end + 1:end + 1 + _FOOT]))
    day = next((at for at, line in enumerate(below) if is_day(line.text)), None)
    if day is None or day and len(below[day - 1].text) > _OFFICE:
        return last
    told = all(":" in line.text or line.text[0].isdigit() or line.text[-1] == "。" for line in below[:max(day - 1, 0)])
    return end + day + 1 if told else last


def bounded(held: Sequence[Held], first: int, last: int) -> tuple[int, int]:
    """Return where an article of one or two paragraphs begins and ends, with the short lines up to what bounds it.

    The sum leaves them out: a patient's values, a department's staff. Nothing but the article's own stands there.
    """
    if sum(line.prose for line in held[first:last + 1]) > _PARAGRAPHS:
        return first, last
    first -= _between(held[first - 1::-1] if first else (), lambda line: line.code in _LABELS)
    if first and held[first - 1].code in _LABELS:
        last += _between(held[last + 1:], lambda line: line.gone and line.mark == "tail" and line.code != _COPYRIGHT)
    return first, last


def _between(beside: Sequence[Held], bounds: Callable[[Held], bool]) -> int:
    """How many lines stand up to what bounds an article, unless they are many, or one, or titles or counters."""
    lines = list(takewhile(lambda line: stands(line) and not (line.title or shape.is_teaser(line.text)), beside))
    if not 1 < len(lines) < min(len(beside), _BETWEEN) or not bounds(beside[len(lines)]):
        return 0
    own = sum(_NO_TITLE.search(line.text) is not None or max(map(len, line.text.split())) <= _WORD for line in lines
              if not shape.is_number(line.text))
    return len(lines) if 2 * own >= len(lines) else 0


def closing(beside: Sequence[Held]) -> int:
    """Return how many of the lines right below an article close it: who wrote it, a wish, what it is based on."""
    below = list(takewhile(stands, beside))
    found = len(list(takewhile(lambda line: _CLOSES.fullmatch(line.text), below)))
    if below[found:] and _REFERENCES.fullmatch(below[found].text):
        listed = len(list(takewhile(lambda line: _REFERENCE.match(line.text), below[found + 1:])))
        found += listed + 1 if listed else 0
    return found
