"""Flattened text: which stretch of lines is the article, when no tags are left to tell.

Each line has a worth: prose counts for it, the short lines of menus and lists count against it, and so does what
a rule has dropped already. Each line also has a worth as the article's first and as its last line: what stands
beside it tells. The article is the stretch with the greatest sum; the worths are fitted for that (evidence.py).
What stands before and after it goes, unless nothing there looks like clutter. A thread is known by its frames.
"""
from __future__ import annotations

from itertools import takewhile
from typing import Callable, Iterator, Mapping, NamedTuple, Sequence

from ..days import DAY, stamp_form
from ..document import Document, Edit, Line
from ..metadata import read_fields
from ..metadata.labels import is_info
from ..patterns import HAN, HAN_NUMERALS, NUMBER, lazy_regex
from ..rules import drop, folded_lines, rule
from ..staff import OFFICE
from ..values import DOSE
from . import evidence, shape
from .held import HEADS, Held, held_lines, stands
from .parts import goes_on, values_beside, whole_parts
from .posts import find_thread, only_post

_HEADLINES = 3
_LOG = 3  # entries
_FEW = 3
_GAP, _LONGEST_GAP = 3.0, 20  # what short lines between two paragraphs cost at most, and how many they are
_CLUTTER = 3  # lines of clutter that a page has at least; an article alone may have a credit, a notice
_LEAD = 8      # characters of a line that leads to what follows, at least: 联系我们： is a menu's
_ANNOUNCED = 3  # lines under …如下： that are shorter than prose, at most
_AS_FOLLOWS = ("如下:", "以下:", "如下。", "如下")
_GREETING = lazy_regex(r"(?:各位|尊敬的|亲爱的|广大).{1,16}[:,!]")
_SHORT = 20    # characters of a line that numbers a paragraph, or tells its day
_OFFICE = 30   # characters of an office's name
_SAID = 10     # characters of a sentence, at least
_FOOT = 8      # lines of a notice's foot, at most
_PARAGRAPHS = 2
_END = "S131"  # a mark of its end, below which Hong Kong's offices print the day
_COPYRIGHT = "S120"  # it ends a page, not its article: an address, the neighbours stand above it
_BETWEEN = 13  # lines between an article and its page's, fewer than this
_WORD = 8      # characters of a list's item, of a table's cell, at most
_NO_TITLE = lazy_regex(r":|[。.)]$")
_OPENS = lazy_regex(  # 采样时间：…, 主诉：…, 病例一, 第一章: of a report, a notice, a case, a law
    rf"(?:[{HAN}]{{2,4}}(?<!发布|发表|更新|修改|创建|上传|添加|录入|出诊)(?:时间|日期|地点|对象)|主诉|现病史|既往史|入院诊断|[主协]办) ?: ?\S|"
    rf"第[{HAN_NUMERALS}]{{1,3}}[章节条]|(?:问题|病例|案例|例)[{HAN_NUMERALS}\d]{{1,2}}(?![\d%万])|[Qq问] ?: ?\S|"
    rf"[{HAN}]{{2,12}}[〔\[]\d{{4}}[〕\]] ?\d{{1,4}}号")
_CLOSES = lazy_regex(
    rf"\((?:[{HAN}]{{0,8}}(?:记者|通讯员|实习生)[: ].{{2,24}}|{OFFICE} ?[{HAN}·]{{2,4}}|此件公开发布|"
    r"信息公开形式 ?: ?.{2,8}|(?:文中|应)?.{0,12}(?:患者|人物|姓名).{0,4}化名)\)|"
    r"(?:祝|愿|祝愿|让我们)[^:]{2,40}[。!]|香港时间 ?\d{1,2}时\d{1,2}分")
_REFERENCES = lazy_regex(r"\W{0,3}(?:主要)?参考(?:文献|资料) ?\W{0,3}")
_REFERENCE = lazy_regex(r"\W{0,2}\d{1,2} ?[\].、)]")
_LABELS = HEADS - {"S106"}  # a path leads to the headline, a line of labels stands under it


class Span(NamedTuple):
    """Where the article stands: the positions of its first line and of the line behind its last.

    ``frames`` are those of lines in it that frame the posts of a thread.
    """

    first: int
    end: int
    frames: frozenset[int] = frozenset()


def find_span(lines: Sequence[Line], fates: Mapping[int, str]) -> Span | None:
    """Return where the article stands among the lines, or None where nothing speaks for one.

    ``lines`` are all visible lines with folded text; ``fates`` says which rule dropped a line, by its number:
    the labels above an article (source, date) speak for what follows, those below it (editor, copyright,
    related articles) stand between it and what follows.
    """
    held = held_lines(lines, fates)
    if thread := find_thread(held):
        return Span(held[thread.first].at, held[thread.last].at + 1, frozenset(held[at].at for at in thread.frames))
    if sum(line.gone for line in held) + _menus(held) < _CLUTTER and not _is_headed(held):
        return Span(0, len(lines))
    weights, log = evidence.weights(), _log(held)
    found = best_stretch(held, weights)
    if found is None or evidence.worth([evidence.whole_features(held, *found)], weights)[0] <= 0:
        found = log
    elif log and log[0] <= found[1] and found[0] <= log[1]:
        found = min(found[0], log[0]), max(found[1], log[1])
    if found is None:
        whole = not _menus(held) and any(line.prose for line in held)  # without a menu or a teaser it is no list
        post = None if whole else only_post(held)
        return Span(0, len(lines)) if whole else Span(held[post[0]].at, held[post[1]].at + 1) if post else _dosed(held)
    above, below = _is_page(held[:found[0]]), _is_page(held[found[1] + 1:])
    first, last = found
    first, last = first - values_beside(held[first - 1::-1] if first else ()), last + values_beside(held[last + 1:])
    first, last = whole_parts(held, first, goes_on(held, last))
    first, last = _bounded(held, first, last)
    last += _closing(held[last + 1:])
    return Span(held[first].at if above else 0, held[last].at + 1 if below else len(lines))


def best_stretch(held: Sequence[Held], weights: Mapping[str, float]) -> tuple[int, int] | None:
    """Return the positions of the first and last line of what is most likely the article, None where all is gone.

    It is the stretch with the greatest sum, with what leads to it and what signs it. ``weights`` are what the
    features of the lines and of the edges are worth.
    """
    inside = [worth * scale for worth, scale in zip(evidence.worth(evidence.line_features(held), weights),
                                                    evidence.line_scales(held))]
    _bridge(held, inside)
    found = greatest(inside, evidence.worth(evidence.first_features(held), weights),
                     evidence.worth(evidence.last_features(held), weights), [not line.gone for line in held])
    return found and (_led_to(held, _behind_headline(held, *found[1:]), found[2]), _signed(held, found[2]))


def _bridge(held: Sequence[Held], worths: list[float]) -> None:
    """Let short lines between two paragraphs cost no more than ``_GAP`` together: a list, a table parts no text.

    Where one of them is a day, a number, a title or of a menu, others' titles may begin there.
    """
    above = -1
    for at in (at for at, line in enumerate(held) if line.prose):
        gap, cost = held[above + 1:at], -sum(worths[above + 1:at])
        if above >= 0 and len(gap) <= _LONGEST_GAP and cost > _GAP and not any(map(_parts, gap)):
            worths[above + 1:at] = [worth * _GAP / cost for worth in worths[above + 1:at]]
        above = at


def _parts(line: Held) -> bool:
    """Whether a short line parts an article from another: a mark of its end, a heading, a teaser, a day, a number."""
    return bool(line.mark or line.heading or line.title or line.strength and not line.gone
                or shape.is_teaser(line.text) or shape.is_number(line.text) or DAY.search(line.text))


def _log(held: Sequence[Held]) -> tuple[int, int] | None:
    """Where a log begins and ends: three days and more of one form, each right above the paragraphs of its entry.

    They stand right below those of the one before: the titles of a list of articles stand above their days, and so do
    those who write posts.
    """
    found: dict[str, list[int]] = {}
    for at, line in enumerate(held):
        form = "" if line.prose or line.gone else stamp_form(line.text)
        if form and any(below.prose for below in held[at + 1:at + _LOG]):
            found.setdefault(form, []).append(at)
    stamps = max(found.values(), key=len, default=[])
    if len(stamps) < _LOG or not all(held[at - 1].prose for at in stamps[1:]):
        return None
    below = len(list(takewhile(stands, held[stamps[-1]:])))
    return stamps[0], max(at for at in range(stamps[-1] + below) if held[at].prose)


def _dosed(held: Sequence[Held]) -> Span | None:
    """Where several sentences stand, a quarter of all lines, and one names a dose: no list of titles is that."""
    left = [line for line in held if not line.gone]
    said = [line for line in left if len(line.text) >= _SAID and line.text[-1] in "。!?"]
    if len(said) < 2 or len(said) * 4 < len(left) or not any(DOSE.search(line.text) for line in said):
        return None
    return Span(said[0].at, said[-1].at + 1)


def _is_headed(held: Sequence[Held]) -> bool:
    """Whether a line of labels or a path stands above the text, or the page's title again: the rest is a page's."""
    above = takewhile(lambda line: not line.prose, held)
    return any(line.code in HEADS for line in above) or any(line.title for line in held)


def _is_page(beside: Sequence[Held]) -> bool:
    """Whether what stands beside an article is a page's: a rule dropped a line of it, or it is more than a few."""
    return len(beside) > _FEW or any(line.gone for line in beside) or _menus(beside) > 0


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
    paragraph belongs to it, too, where further paragraphs have such a line.
    """
    inside = held[first:last + 1]
    numbered = {_numbered(line.text) for at, line in enumerate(inside)
                if not line.prose and any(below.prose for below in inside[at + 1:at + 3])}
    found, at = first, first
    while at and found - at <= _ANNOUNCED and stands(held[at - 1]):
        at -= 1
        text = held[at].text
        if _leads(text, found - at) or text[0].isdigit() and _numbered(text) in numbered:
            found = at
    return found


def _numbered(text: str) -> str:
    """What the lines have in common that number paragraphs, or tell their days, whatever else stands behind a day."""
    return stamp_form(text) or NUMBER.sub("0", text[:_SHORT])


def _leads(text: str, before: int) -> bool:
    """Whether a line leads to what begins some lines below it: with a colon, a greeting, when and where it was."""
    if before > 1:
        return text.endswith(_AS_FOLLOWS)
    leads = len(text) >= _LEAD and text[-1] == ":" or is_info(text)
    return leads or _OPENS.match(text) is not None or _GREETING.fullmatch(text) is not None


def _signed(held: Sequence[Held], last: int) -> int:
    """Where an article ends whose office and day of signature stand below it, each in a short line.

    An official notice has whom to ask, and what is enclosed, between its text and its signature: lines with a label or
    a number, or sentences.
    """
    end = last + (last + 1 < len(held) and held[last + 1].code == _END)
    below = list(takewhile(stands, held[end + 1:end + 1 + _FOOT]))
    day = next((at for at, line in enumerate(below) if evidence.is_day(line.text)), None)
    if day is None or day and len(below[day - 1].text) > _OFFICE:
        return last
    told = all(":" in line.text or line.text[0].isdigit() or line.text[-1] == "。" for line in below[:max(day - 1, 0)])
    return end + day + 1 if told else last


def _bounded(held: Sequence[Held], first: int, last: int) -> tuple[int, int]:
    """Where an article of one or two paragraphs begins and ends, with the short lines between it and what bounds it.

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


def _closing(beside: Sequence[Held]) -> int:
    """How many of the lines right below an article close it: who wrote it, in brackets, a wish, what it is based on."""
    below = list(takewhile(stands, beside))
    found = len(list(takewhile(lambda line: _CLOSES.fullmatch(line.text), below)))
    if below[found:] and _REFERENCES.fullmatch(below[found].text):
        listed = len(list(takewhile(lambda line: _REFERENCE.match(line.text), below[found + 1:])))
        found += listed + 1 if listed else 0
    return found


def _menus(held: Sequence[Held]) -> int:
    """How many lines are among them that only a page has: words of menus, beginnings of other articles."""
    return sum(line.strength == shape.STRONG or shape.is_teaser(line.text) for line in held)


def greatest(inside: Sequence[float], first: Sequence[float], last: Sequence[float],
             allowed: Sequence[bool]) -> tuple[float, int, int] | None:
    """Return the greatest sum of a stretch of lines, and the positions of its first and last line.

    The sum is that of ``inside`` over its lines, of ``first`` at its first and of ``last`` at its last line, which
    must be ``allowed``. Linear: Kadane's maximum-sum segment with worths of the edges.
    """
    best: tuple[float, int, int] | None = None
    total, start = float("-inf"), 0
    for at, here in enumerate(allowed):
        if here and first[at] > total:
            total, start = first[at], at
        total += inside[at]
        if here and (best is None or total + last[at] > best[0]):
            best = total + last[at], start, at
    return best


@rule("S901", "outside-article",
      hits={"首页\n新闻\n医院\n专题\n护士节文艺汇演圆满落幕，演员们用歌声赞美天使...\n新院区下月启用，地铁直达门诊楼，就医更加方便...\n"
            "昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。活动持续到傍晚。\n"
            "相关阅读\n如何预防感冒\n春季养生":
            "昨日，某市人民医院举行了义诊活动，二十名专家为市民免费看病，并讲解了慢性病的防治知识。活动持续到傍晚。\n"
            "相关阅读\n如何预防感冒\n春季养生",
            "楼主\n2019-03-02 10:11\n体检说血压偏高，请问要马上吃药吗？\n回复\n小桥\n2楼\n2019-03-02 11:25\n先在家测一周，再找医生看。":
            "体检说血压偏高，请问要马上吃药吗？\n先在家测一周，再找医生看。"},
      keeps=["2020年2月3日 晴\n今天上门测体温四十三户，都正常。\n2020年2月4日 阴\n早上先去送药，王大爷站在门口等着。",
             "静夜思\n床前明月光\n疑是地上霜",
             "什么是流感\n流感是由流感病毒引起的急性呼吸道传染病，传染性强，传播速度快。"], default=False,
      values="other articles name some")
def outside_article(lines: Sequence[Line]) -> Iterator[Edit]:
    """What stands before and after the article in flattened text: headers, menus, lists, a page's foot.

    In a thread, what frames its posts: who wrote them, when, their floors and buttons. The strip stage runs it behind
    the other rules on text without tags; on an HTML page the extractor decides, under the same code, and each of its
    edits says why.
    """
    yield from outside(lines, {})


@rule("S902", "told-by-metadata",
      hits={"某市医院与县医院结对帮扶\n昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路。":
            "昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路。",
            "昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路，看病更方便。\n结对帮扶签约仪式\n"
            "专家义诊现场\n双方表示，将以此为契机，加强人才培养和学科建设，为群众提供优质、便捷、高效的医疗服务，共同进步。":
            "昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路，看病更方便。\n"
            "双方表示，将以此为契机，加强人才培养和学科建设，为群众提供优质、便捷、高效的医疗服务，共同进步。"},
      keeps=["昨日，某市医院与县医院签订了协议，二十名专家将每周到县医院坐诊、查房、带教，让群众少跑路。",
             "常见症状包括：\n发热\n咳嗽\n乏力"], default=False,
      values="the metadata holds headlines and captions")
def told_by_metadata(lines: Sequence[Line]) -> Iterator[Edit]:
    """The headline above an article, the captions of its pictures: the metadata holds them, the text does not.

    The strip stage knows more than the lines (the page's head, the extractor's verdicts) and drops under this
    code what the metadata took from a line of its own.
    """
    told = read_fields(Document(lines=tuple(lines)), [line.number for line in lines if shape.is_prose(line.text)])
    for line in lines:
        if line.number in told.lines:
            yield drop(line, WHY[told.lines[line.number]])


WHY = {"title": "the headline: title in the metadata", "images": "a picture's caption: images in the metadata"}
"""What the edit says that drops a line because the metadata holds it, by the metadata's field."""


def outside(lines: Sequence[Line], fates: Mapping[int, str]) -> Iterator[Edit]:
    """Yield the edits that drop what stands outside the article; ``fates`` as in `find_span`."""
    span = find_span(list(folded_lines(lines)), fates)
    for at, line in enumerate(lines):
        if line.dropped or not line.text.strip():
            continue
        if span is None:
            yield drop(line, "no line of the page reads as text: what is left is a list")
        elif at in span.frames:
            yield drop(line, "it tells who wrote a post, or when, or is a button of one")
        elif at < span.first:
            yield drop(line, f"above the article, which begins at line {lines[span.first].number}")
        elif at >= span.end:
            yield drop(line, f"below the article, which ends at line {lines[span.end - 1].number}")
