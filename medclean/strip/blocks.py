"""Rules for blocks under a heading that says what they are: rankings, related articles, partners, comments."""
from __future__ import annotations

from itertools import accumulate
from typing import Iterator, Sequence

from ..document import HEADINGS, Edit, Line
from ..lists import heading_kind
from ..patterns import HAN_NUMERALS, lazy_regex
from ..rules import Lines, drop, rule
from ..values import holds_value
from . import shape

_LONGEST = 24  # lists of other articles are shorter; text without full stops (a poem) may follow one
_NUMBERED = lazy_regex(rf"\W{{0,3}}(?:[{HAN_NUMERALS}]{{1,3}}|第.{{1,3}}[章节步])[)、.,:\s]|\W{{0,3}}\d{{1,2}}[)、.]\D")
_LABEL = 8  # characters of what stands above a dose: 用法用量
_LONGEST_LIST = 80  # lines


def _titles(lines: Sequence[Line], start: int) -> int:
    """Return the position behind the lines from ``start`` on that look like titles, not like text."""
    at = start
    while at < len(lines) and at < start + _LONGEST_LIST:
        text = lines[at].text.strip()
        if shape.is_prose(text) or text.endswith(("。", ",", ";", ":")) or heading_kind(text):
            break
        at += 1
    return at


def _block(lines: Lines, kind: str, name: str) -> Iterator[Edit]:
    """The lists under headings of one kind: below the article, or inside it where two titles and more follow.

    Of a single title there it asks, and the article's own lines follow. Above the article such a heading is a menu's
    word, and what follows may be the headline; a list longer than they are may be text without full stops.
    """
    kinds = lines.ask(heading_kind)
    if kind not in kinds:
        return
    first, last = shape.prose_edges(lines)
    at = 0
    while at < len(lines):
        if kinds[at] != kind:
            at += 1
            continue
        titled = _titles(lines, at + 1)
        above, inside = at < first, first < at < last and titled <= last
        end = _own(lines, at + 1, titled, inside)
        count = end - at - 1
        single = count == 1 and end < titled and shape.asks(lines[at + 1].text)
        if not count and at > last >= 0:
            yield drop(lines[at], f"the heading of {name}, under which nothing stands")
        if above or not count or count > _LONGEST or inside and count < 2 and not (
                single or shape.are_links(lines[at + 1:end])):
            at += 1
            continue
        yield drop(lines[at], f"the heading of a list of {name}")
        for line in lines[at + 1:end]:
            yield drop(line, f"a line of the list of {name} under line {lines[at].number}")
        at = end


def _own(lines: Sequence[Line], start: int, end: int, inside: bool) -> int:
    """Where a list of other articles ends: at a heading, a dose that asks nothing, a warning, with the label above it.

    A link's list ends where the links do: it is an entry of a menu.

    Behind titles without a number a numbered line ends it, too; ``inside`` the article the first line that is no link
    where the list's are.
    """
    menu = lines[start - 1].linked
    for at in range(start, end):
        first, line = lines[start], lines[at]
        if line.linked:
            continue
        if menu and not line.link_chars:
            return at
        if at > start and (line.tag in HEADINGS and line.tag != first.tag or inside and first.linked
                           or not _NUMBERED.match(first.text) and _NUMBERED.match(line.text)):
            return at
        if shape.directs(line.text):
            labelled = at > start and len(lines[at - 1].text) <= _LABEL and not shape.asks(lines[at - 1].text)
            return at - labelled
    return end


@rule("S201", "ranking",
      hits=["点击排行榜\n1 人参的功效\n2 春季养生五法", "阅读排行\n冬季如何护肤\n感冒了怎么办"],
      keeps=["点击数是多少\n我不知道。", "医院排行榜该怎么看？专家给出建议。", "排行榜\n1 某大学附属医院\n2 某市人民医院"],
      values="titles of other articles may name one")
def ranking(lines: Lines) -> Iterator[Edit]:
    """A ranking is a heading that names one, and the numbered lines or titles under it.

    Portals print it beside the article; flattened text puts it in the middle.
    """
    yield from _block(lines, "ranking", "the most read articles")


@rule("S202", "related",
      hits={"相关阅读\n春季如何防过敏\n哮喘患者用药须知": "", "延伸閱讀：\n流感疫苗怎麼打\n醫師這樣說": "",
            "推荐阅读\n专家谈养生\n儿童用药误区": "",
            "谷丙转氨酶的正常值是多少，各家医院的标准不同，要看化验单上写的参考范围。\n推荐阅读：\n转氨酶高的人能喝酒吗\n这六种食物最护肝\n三、定期复查\n"
            "治疗三个月之后，应当到医院抽血复查，结果正常的可以停药，不正常的再吃三个月。":
            "谷丙转氨酶的正常值是多少，各家医院的标准不同，要看化验单上写的参考范围。\n三、定期复查\n"
            "治疗三个月之后，应当到医院抽血复查，结果正常的可以停药，不正常的再吃三个月。",
            "转氨酶高了，应当先查明原因，再到医院复查，不要自己买药来吃。\n推荐阅读：\n转氨酶高的人能喝酒吗\n三、定期复查\n"
            "治疗三个月之后，应当到医院抽血复查，结果正常的可以停药，不正常的再吃三个月。":
            "转氨酶高了，应当先查明原因，再到医院复查，不要自己买药来吃。\n三、定期复查\n"
            "治疗三个月之后，应当到医院抽血复查，结果正常的可以停药，不正常的再吃三个月。",
            "猜你喜欢\n减肥食谱": "",
            "患者已康复出院，医生提醒注意复查。\n往期推荐": "患者已康复出院，医生提醒注意复查。"},
      keeps=["相关链接\n什么是甲流？甲流是由甲型流感病毒引起的急性呼吸道传染病。", "相关新闻报道引起了患者的关注。",
             "转氨酶高了，应当先查明原因，再到医院复查，不要自己买药来吃。\n推荐阅读：\n保肝的药物\n三、定期复查\n"
             "治疗三个月之后，应当到医院抽血复查，结果正常的可以停药，不正常的再吃三个月。",
             "推荐阅读的资料包括《中国高血压防治指南》。"], values="titles of other articles may name one")
def related(lines: Lines) -> Iterator[Edit]:
    """A list of other articles under a heading that says so; a heading of the article ends it.

    Prose under such a heading is text and ends the list: a box with 相关链接 may explain a disease.
    """
    yield from _block(lines, "related", "other articles")


@rule("S203", "partners", hits=["友情链接\n某健康网\n某医学网", "合作媒体：\n人民网 新华网"],
      keeps=["合作伙伴关系有助于医患沟通，值得推广。"], values="titles of other sites may name one")
def partners(lines: Lines) -> Iterator[Edit]:
    """Links to partners at a page's foot, under a heading that says so."""
    yield from _block(lines, "partners", "partners")


@rule("S204", "comments",
      hits={"患者已康复出院，医生提醒注意复查。\n网友评论\n小草\n说得好，顶一个！\n2020-03-05": "患者已康复出院，医生提醒注意复查。",
            "最新评论\n好文章\n学习了": ""},
      keeps=["网友评论说，这项服务方便了患者。", "精彩评论不断，会场气氛热烈。"], values="readers tell of their own")
def comments(lines: Lines) -> Iterator[Edit]:
    """What readers wrote: from a heading that says so to the page's end, where the article stands above.

    Runs unless the option ``comments`` keeps them.
    """
    kinds = lines.ask(heading_kind)
    if "comments" not in kinds:
        return
    read = [0, *accumulate(len(line.text) * prose for line, prose in zip(lines, lines.ask(shape.is_prose)))]
    for at, line in enumerate(lines):
        if kinds[at] == "comments" and not holds_value(line.text) \
                and _is_article_above(at, read[at], read[-1] - read[at]):
            yield drop(line, "the heading of the comments")
            for other in lines[at + 1:]:
                yield drop(other, f"a comment under line {line.number}")
            return


def _is_article_above(at: int, above: int, below: int) -> bool:
    """Whether the article stands above: prose enough, or nothing that reads as an article below."""
    return (above >= 300 or above * 2 >= below) and above * 5 >= below and (above > 0 or at == 0)
