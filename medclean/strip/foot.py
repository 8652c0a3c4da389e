"""What stands below an article among the lines that close its page: a short line there is the page's, whatever it says.

Below its last paragraph a page names its editors, shows a code to scan, tells who may copy it. What stands behind such
a line and says nothing of medicine belongs to it: the words of these lines are endless, their place is not.
"""
from __future__ import annotations

from typing import Collection, Iterator, Mapping, Sequence

from ..document import Edit, Line
from ..extract.tree import HEADINGS
from ..lists import heading_kind
from ..metadata.labels import is_publisher
from ..patterns import CHINESE, HAN_NUMERALS, lazy_regex
from ..rules import Lines, all_rules, drop, rule
from ..tables import fold
from ..values import is_matter
from . import shape

_AMID = frozenset({"S104", "S106", "S117", "S126", "S137", "S143", "S207", "S211", "S212"})
"""Rules whose lines close no page: summary and path, pictures and players, scripts, buttons of sections, what is said
twice."""
_LONGEST = 40  # characters
_IN_A_ROW = 2  # lines; more of them may be a list of the article's
_PARTS = HEADINGS | {"li", "td", "th", "dt", "dd", "blockquote", "pre", "figcaption"}
_SHORTEST = 4  # Chinese characters: 正常, 阳性(+) are results
_PART = lazy_regex(r"[(\[【].*[)\]】]\Z|.*[\t【]|图\s?\d|"  # a byline in brackets, cells, a label, what a picture shows
                   rf"\W{{0,3}}(?:\d|[{HAN_NUMERALS}]{{1,3}}[、.)]|[a-zA-Z]\W|第.{{1,3}}[章节步条])|[·•●■◆▪→*\-—–+√×]")


def below_article(lines: Sequence[Line], own: Collection[int], fates: Mapping[int, str]) -> list[int]:
    """Return the numbers of the short lines behind what closes a page, below its last paragraph.

    ``lines`` are the visible lines of a page in order, the dropped ones too; ``own`` are the numbers of those that
    are known to be the page's, ``fates`` tells the rules that dropped them by number. A line that holds a value, speaks
    of care, is one of a list or stands in a row of three may be the article's, and so may all above it. A heading of
    comments goes with what stands behind it.
    """
    foot: list[Line] = []  # from the page's end up
    row = 0
    for line in reversed(lines):
        if not line.text.strip():
            continue
        row = 0 if line.number in own else row + 1
        if row and (row > _IN_A_ROW or not is_short(line)):
            break
        foot.append(line)
    closed = [at + (line.number not in own) for at, line in enumerate(foot)
              if _closes(fates.get(line.number, "")) or heading_kind(fold(line.text)) == "comments"]
    found = [line.number for line in foot[:max(closed, default=0)] if line.number not in own]
    if not found or not any(shape.is_prose(fold(line.text).strip()) for line in lines if line.number not in own):
        return []
    return found[::-1]


def _closes(code: str) -> bool:
    return "S1" < code < "S9" and code not in _AMID


def is_short(line: Line) -> bool:
    """Return whether a line is short, tells nothing of medicine and is no part of something longer.

    Behind a label anything may stand (主治:咳喘) but the name of a publisher, which is a credit.
    """
    if len(line.text) > _LONGEST or line.tag in _PARTS:
        return False
    text = fold(line.text).strip()
    label, _, value = text.partition(":")
    return (text[-1:] not in "。:;,、" and len(CHINESE.findall(text)) >= _SHORTEST and _PART.match(text) is None
            and (not value or is_publisher(value))
            and not (shape.is_prose(text) or shape.directs(text) or is_matter(text)))


_TEXT = "患者已康复出院，医生提醒市民注意防护，勤洗手，多通风，出现发热及时到医院就诊。"


@rule("S903", "below-article", default=False,
      hits={f"{_TEXT}\n责任编辑：林晓棠\n素材来源：人民日报\n扫描二维码，关注云溪健康公众号": _TEXT,
            f"{_TEXT}\n扫描二维码，关注云溪健康公众号\n我们下期节目再会": _TEXT},
      keeps=[f"{_TEXT}\n我们下期节目再会", f"{_TEXT}\n静夜思\n床前明月光"])
def below_text(lines: Lines) -> Iterator[Edit]:
    """A short line below the article that stands behind a line that closes its page: editors, a code, a notice.

    Lines of lists, rows of three, what holds a value, warns or speaks of care stay. The strip stage knows more than the
    lines (the extractor's verdicts, the metadata) and drops under this code.
    """
    fates = {edit.line: each.code for each in all_rules("S") if each.default
             for edit in each.check(lines) if isinstance(edit, Edit) and edit.after is None}
    own = below_article(lines, fates, fates)
    yield from (drop(line, WHY) for line in lines if line.number in own or line.number in fates)


WHY = "a short line below the article, behind what closes the page"
