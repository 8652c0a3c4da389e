"""Flattened text: which stretch of lines is the article, when no tags are left to tell.

Each line has a worth: prose counts for it, the short lines of menus and lists count against it, and so does what
a rule has dropped already. Each line also has a worth as the article's first and as its last line: what stands
beside it tells. The article is the stretch with the greatest sum (`stretch`); the worths are fitted for that
(`evidence`). With it stays what belongs to it (`edges`, `parts`); what stands before and after it goes, unless nothing
there looks like clutter. A thread is known by its frames (`posts`).
"""
from __future__ import annotations

from itertools import takewhile
from typing import Iterator, Mapping, NamedTuple, Sequence

from ..document import Document, Edit, Line
from ..lines import folded_lines
from ..metadata import read_fields
from ..patterns import HAN, lazy_regex
from ..rules import drop, rule
from ..values import DOSE
from . import evidence, shape
from .edges import bounded, closing
from .held import HEADS, Held, held_lines, stands
from .parts import goes_on, outline, values_beside, whole_parts
from .posts import find_thread, only_post
from .stretch import best_stretch, find_log, first_of_several, opens_with_menu, under_headline

_FEW = 3  # lines beside an article that may be its own
_CLUTTER = 3  # lines of clutter that a page has at least; an article alone may have a credit, a notice
_UNTITLED, _TYPED = 45, 3  # characters that no title has; short lines to a long one
_PIECE = 12  # characters between two spaces, on average: words of menus are shorter
_MARKED = lazy_regex("[,。!?;、|…]|\\.\\.")
_PAUSED = lazy_regex(rf"(?<=[{HAN}]) (?=[{HAN}A-Za-z])")
_SAID = 10  # characters of a sentence, at least


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
    if sum(line.gone for line in held) + _menus(held) < _CLUTTER and not (_is_headed(held) or opens_with_menu(held)):
        return Span(0, len(lines))
    found = _stretch(held)
    if found is None:
        whole = not _menus(held) and any(line.prose for line in held)  # without a menu or a teaser it is no list
        return Span(0, len(lines)) if whole else _least(held)
    above, below = _is_page(held[:found[0]]), _is_page(held[found[1] + 1:])
    first, last = _with_its_own(held, *found)
    return Span(held[first].at if above else 0, held[last].at + 1 if below else len(lines))


def _stretch(held: Sequence[Held]) -> tuple[int, int] | None:
    """Where the likeliest stretch begins and ends, or a log, or both where they meet; None where neither is text."""
    log, weights = find_log(held), evidence.weights()
    found = best_stretch(held, weights)
    if found is None or evidence.worth([evidence.whole_features(held, *found)], weights)[0] <= 0:
        return log
    found = under_headline(held, (found[0], first_of_several(held, *found)))
    if log and log[0] <= found[1] and found[0] <= log[1]:
        return min(found[0], log[0]), max(found[1], log[1])
    return found


def _with_its_own(held: Sequence[Held], first: int, last: int) -> tuple[int, int]:
    """Where a stretch begins and ends with what belongs to it: values, parts, what bounds and what closes it."""
    first, last = first - values_beside(held[first - 1::-1] if first else ()), last + values_beside(held[last + 1:])
    first, last = whole_parts(held, first, goes_on(held, last))
    first, last = bounded(held, first, last)
    return first, last + closing(held[last + 1:])


def _least(held: Sequence[Held]) -> Span | None:
    """Where the only post, an outline, sentences that name a dose, or text without marks stands, on a list else."""
    found = only_post(held) or outline(held)
    return Span(held[found[0]].at, held[found[1]].at + 1) if found else _dosed(held) or _unmarked(held)


def _unmarked(held: Sequence[Held]) -> Span | None:
    """Where a text stands that was typed with spaces for its marks: two lines and more as long as no title is.

    The short lines right above them belong to it.
    """
    long = [at for at, line in enumerate(held) if stands(line) and len(line.text) >= _UNTITLED
            and 0 < len(_PAUSED.findall(line.text)) * _PIECE <= len(line.text) and not _MARKED.search(line.text)]
    if len(long) < 2 or long[-1] - long[0] > _TYPED * len(long):
        return None
    above = len(list(takewhile(lambda line: stands(line) and not line.title, held[long[0] - 1::-1] if long[0] else ())))
    return Span(held[long[0] - min(above, _TYPED)].at, held[long[-1]].at + 1)


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


def _menus(held: Sequence[Held]) -> int:
    """How many lines are among them that only a page has: words of menus, beginnings of other articles."""
    return sum(line.strength == shape.STRONG or shape.is_teaser(line.text) for line in held)


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
