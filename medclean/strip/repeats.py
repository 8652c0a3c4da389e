"""Rules for what a page says twice: copies of a paragraph, and lists of which every line stands twice."""
from __future__ import annotations

from typing import Iterator, Sequence

from ..document import Edit
from ..patterns import lazy_regex
from ..rules import Lines, drop, rule
from ..titles import bare
from ..values import MEASURED, is_matter
from . import shape


@rule("S211", "repeated-paragraph",
      hits={"患者应当在医生指导下用药，不可自行增减剂量，如有不适请及时到医院就诊，以免延误病情的治疗。\n第二段讲饮食。\n"
            "患者应当在医生指导下用药，不可自行增减剂量，如有不适请及时到医院就诊，以免延误病情的治疗。":
            "患者应当在医生指导下用药，不可自行增减剂量，如有不适请及时到医院就诊，以免延误病情的治疗。\n第二段讲饮食。"},
      keeps=["早睡早起。\n多喝水。\n早睡早起。", "发热三天\n发热三天",
             "高血压患者应当长期服药，血压降下来以后也不可自行停药，以免血压反弹，诱发脑卒中和心肌梗死。\n"
             "门诊常有患者问，血压正常了，药还要吃吗？医生的回答是要吃。\n"
             "高血压患者应当长期服药，血压降下来以后也不可自行停药，以免血压反弹，诱发脑卒中和心肌梗死。\n"
             "停药后血压会在数日内回升，比服药前更高，血管受到的损害也更大。"], values="the copy stays")
def repeated_paragraph(lines: Lines) -> Iterator[Edit]:
    """A paragraph that stands above letter by letter: flattened pages hold a copy for print or for phones.

    Only prose of forty characters and more: a refrain, a short answer may come again. A single one with other prose
    right above and below is a quotation pulled out of the text, or the text that it was pulled out of.
    """
    prose = shape.prose(lines)
    seen: dict[str, int] = {}
    first = [seen.setdefault(line.text.strip(), line.number) for line in prose]
    again = [len(line.text.strip()) >= 40 and number < line.number for line, number in zip(prose, first)]
    for at, line in enumerate(prose):
        alone = 0 < at < len(prose) - 1 and not again[at - 1] and not again[at + 1]
        if again[at] and not alone:
            yield drop(line, f"the same paragraph stands at line {first[at]}")


_LABELS = ("摘要", "导读", "导语", "核心提示", "内容提要", "简介")
_SUMMARY = lazy_regex(rf"\W{{0,2}}(?:{'|'.join(_LABELS)})\W{{1,2}}")
_PARTED = frozenset(",;。!?")  # a headline is no sentence
_BROKEN = " .…。"  # ends of a summary
_SHORTEST_SUMMARY = 20  # characters
_PARAGRAPH = 40  # characters of one that does not come again for emphasis
_LONGEST_WORD = 4  # characters of what is no title
_BETWEEN = 3  # lines from a summary to the text, at most
_OPENING = 12  # paragraphs that a summary may be cut out of


@rule("S212", "summary",
      hits={"摘要：立冬过后，江州市各大医院发热门诊的就诊人数明显上升 ...\n立冬过后，江州市各大医院发热门诊的就诊人数明显上升，流感约占六成。":
            "立冬过后，江州市各大医院发热门诊的就诊人数明显上升，流感约占六成。",
            "立冬过后，各大医院发热门诊的就诊人数明显上升，多数人居家休息\n立冬过后，各大医院发热门诊的就诊人数明显上升，多数人居家休息一周就好。":
            "立冬过后，各大医院发热门诊的就诊人数明显上升，多数人居家休息一周就好。",
            "春天来了，许多人开始打喷嚏。医生说，这可能是过...\n春天来了，许多人开始打喷嚏。\n医生说，这可能是过敏性鼻炎，要查一查。":
            "春天来了，许多人开始打喷嚏。\n医生说，这可能是过敏性鼻炎，要查一查。"},
      keeps=["多喝水，多休息，不舒服就到医院去看，千万不要拖。\n多喝水，多休息，不舒服就到医院去看，千万不要拖。",
             "立冬过后，发热的人多了。\n立冬过后，发热的人多了，医院里排起了长队。",
             "流感季到了，医生说得了流感不必惊慌，在家休息就好。\n流感季到了，医生说得了流感也要当心，不可以硬撑。",
             "立冬过后，江州市各大医院发热门诊的就诊人数明显上升，流感约占六成。\n“先看精神，再看体温。”感染科主任说。",
             "春天来了，许多人开始打喷嚏，医生说……\n春天来了，许多人开始打喷嚏，我也一样。\n医生说，这可能是过敏性鼻炎，要查一查。",
             "一天一个苹果，医生远离我，你到底信不信呢？\n一天一个苹果，医生远离我，你到底信不信呢？\n这话说了一百年，可是没有人查过。"], values="the text itself stays")
def summary(lines: Lines) -> Iterator[Edit]:
    """The first words of a text, said above it: a system that has no summary prints them in its place.

    They may be those of several paragraphs. A short paragraph that comes again word for word was meant to.
    """
    opens = True  # a whole paragraph may be a summary where nothing stands above it
    labelled = {line.number for line in lines.having(*_LABELS)}
    texts = lines.ask(str.strip)
    for at, said in enumerate(texts):
        if len(said) < _SHORTEST_SUMMARY:
            continue
        line = lines[at]
        said = (_SUMMARY.sub("", said, count=1) if line.number in labelled else said).rstrip(_BROKEN)
        if len(said) < _SHORTEST_SUMMARY or _PARTED.isdisjoint(said):
            continue
        more = 0 if opens and len(said) >= _PARAGRAPH else 2
        for start, below in enumerate(texts[at + 1:at + 1 + _BETWEEN], at + 1):
            if below[:1] == said[0] and _begins(texts[start:start + _OPENING], _solid(said), more):
                yield drop(line, f"the text from line {lines[start].number} on begins with the same words")
                break
        opens = False


def _begins(texts: Sequence[str], words: str, more: int) -> bool:
    """Whether texts begin with words and, where the first holds them all, goes on for some characters."""
    for at, text in enumerate(map(_solid, texts)):
        if len(words) <= len(text):
            return text.startswith(words) and (at > 0 or len(text) >= len(words) + more)
        if not words.startswith(text):
            return False
        words = words[len(text):]
    return False


def _solid(text: str) -> str:
    return "".join(text.split())


@rule("S207", "said-twice",
      hits={"河北港口完成年度计划\n河北港口完成年度计划 老楼房装上新电梯\n老楼房装上新电梯 江上采冰忙\n江上采冰忙": "",
            "河北港口完成年度计划\n河北港口完成年度计划\n老楼房装上新电梯\n老楼房装上新电梯\n江上采冰忙\n江上采冰忙":
            "河北港口完成年度计划\n老楼房装上新电梯\n江上采冰忙",
            "高血压病3级\n高血压病3级\n2型糖尿病伴肾病\n2型糖尿病伴肾病\n冠状动脉粥样硬化\n冠状动脉粥样硬化":
            "高血压病3级\n2型糖尿病伴肾病\n冠状动脉粥样硬化"},
      keeps=["发热\n发热 咳嗽\n乏力", "咳嗽\n咳嗽\n患者连续咳嗽三天，夜间加重。", "加油\n加油\n加油\n加油",
             "成人每次75 mg，每日2次。\n成人每次75 mg，每日2次。\n成人每次75 mg，每日2次。\n成人每次75 mg，每日2次。",
             "38.5℃\n38.5℃\n37.6℃\n37.6℃\n36.8℃\n36.8℃", "每次5mg\n每次5mg\n每次10mg\n每次10mg\n每次20mg\n每次20mg",
             "第一周 5mg\n第一周 5mg 第二周 10mg\n第二周 10mg 第三周 20mg\n第三周 20mg", "发热\n发热\n咳嗽\n咳嗽\n乏力\n乏力"],
      values="titles of other articles may name one")
def said_twice(lines: Lines) -> Iterator[Edit]:
    """A list whose every line stands twice: a picture's text, then its link's.

    Flattened lists read ``A``, ``A B``, ``B C``, ``C``, or ``A``, ``A``, ``B``, ``B``: three titles and more, none of
    them a sentence, are one. One line said again and again is no list; words and values are cells of a table. Of pairs
    that are no links one line stays: diagnoses may stand in two columns.
    """
    texts = lines.ask(str.strip)
    echoes = [below[:2] in above and _echo(above, below) for above, below in zip(texts, texts[1:])]
    at = 0
    while at + 1 < len(lines):
        if not echoes[at]:
            at += 1
            continue
        end = max(_chain(echoes, at), _pairs(texts, at))
        if end - at >= 3 and _are_titles(texts[at:end]):
            paired = _pairs(texts, at) == end and not any(line.link_chars for line in lines[at:end])
            for line in lines[at + paired:end:1 + paired]:
                yield drop(line, f"a list from line {lines[at].number} on in which every line stands twice")
        at = max(end, at + 1)


def _chain(echoes: Sequence[bool], at: int) -> int:
    """The position behind a run in which each line begins with what the line before ends in."""
    end = at
    while end < len(echoes) and echoes[end]:
        end += 1
    return end + 1


def _pairs(texts: Sequence[str], at: int) -> int:
    """The position behind a run of pairs of equal lines, ``at`` where there are fewer than three."""
    end = at
    while end + 1 < len(texts) and _is_title(texts[end]) and texts[end] == texts[end + 1]:
        end += 2
    return end if end - at >= 6 else at


def _is_title(text: str) -> bool:
    return 1 < len(text) <= 60 and not any(mark in text for mark in "。,;!?")


def _are_titles(texts: Sequence[str]) -> bool:
    """Whether a list is one of several titles: most of them are longer than a word and hold no measured value."""
    return len(set(texts)) > 1 and 2 * sum(
        len(text) > _LONGEST_WORD and not MEASURED.search(text) for text in texts) > len(texts)


def _echo(above: str, below: str) -> bool:
    """Whether the line below begins with what the line above ends in: ``X A`` and ``A B``."""
    if not above or not below or max(len(above), len(below)) > 90:
        return False
    if "。" in above or "。" in below:
        return False
    start = 0
    while not (below == above[start:] or below.startswith(above[start:] + " ")):
        start = above.find(" ", start) + 1
        if not start:
            return False
    return True


_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 10, 90  # characters
_COPIES = 2  # amid the text: once it may be the heading of a part


@rule("S213", "headline-again",
      hits={"感冒以后为什么总是咳嗽不停\n感冒好了以后，有的人还会咳嗽三周。\n感冒以后为什么总是咳嗽不停\n--感冒以后为什么总是咳嗽不停//--\n"
            "这多半是气道还没有修复，不必服用抗生素。":
            "感冒以后为什么总是咳嗽不停\n感冒好了以后，有的人还会咳嗽三周。\n这多半是气道还没有修复，不必服用抗生素。"},
      keeps=["感冒以后为什么总是咳嗽不停\n感冒好了以后，有的人还会咳嗽三周。\n感冒以后为什么总是咳嗽不停\n这多半是气道还没有修复，不必服用抗生素。",
             "成人每次1片，每日2次，饭后服\n第一周只服一种药，看看有没有过敏。\n成人每次1片，每日2次，饭后服\n第二周加服另一种，同样要看过敏。\n"
             "成人每次1片，每日2次，饭后服\n第三周起复查肝功能和血常规。",
             "咳嗽\n感冒好了以后，有的人还会咳嗽三周。\n咳嗽\n这多半是气道还没有修复。\n咳嗽\n不必服用抗生素。"],
      values="the headline itself stays")
def headline_again(lines: Lines) -> Iterator[Edit]:
    """The page's first line, that some copy sites print amid the text again and again. One copy may head a part."""
    first, last = shape.prose_edges(lines)
    name = bare(lines[0].text) if first >= 0 else ""
    if not _SHORTEST_HEADLINE <= len(name) <= _LONGEST_HEADLINE or "。" in lines[0].text or shape.directs(lines[0].text):
        return
    copies = [line for line in lines[max(first, 1):last] if len(line.text) <= 2 * _LONGEST_HEADLINE
              and bare(line.text) == name]
    for line in copies if len(copies) >= _COPIES else ():
        yield drop(line, f"the headline of line {lines[0].number} again, amid the text")


_CONTENTS = lazy_regex(r"\W{0,3}(?:本[文页]|文章|内容)?(?:目录|大纲|导[览航])\W{0,3}(?:\[?\(?(?:展开|收起|隐藏|显示)\)?\]?)?\W{0,3}")
_ITEM = lazy_regex(r"[\s\W]*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.、)\s]*(?!\d))?(?=\S)")
_NUMBERED = lazy_regex(r"\s{0,4}(\d{1,2})(?:\.\d{1,2}){0,3}\s[^\s\d][^。,]{1,20}\Z")
_EDITED = lazy_regex(r"\s?\[?(?:编辑|播报)(?:\s?\|\s?编辑源代码)?\]?\Z")  # a heading's link
_LONGEST_ITEM = 40  # characters
_FEWEST_ITEMS, _MOST_ITEMS = 2, 60
_MOST_CONTENTS = 4  # tables of contents that are looked for: each looks at the whole page for each of its items


@rule("S151", "contents", marks=("目录", "大纲", "导览", "导航"), whole=True,
      hits={"手足癣由真菌引起。\n目录\n1 症状\n1.1 分型\n2 治疗\n症状\n趾间发痒。\n分型\n分为三型。\n治疗\n外用特比萘芬乳膏。":
            "手足癣由真菌引起。\n症状\n趾间发痒。\n分型\n分为三型。\n治疗\n外用特比萘芬乳膏。",
            "手足癣由真菌引起。\n目录\n1 症状\n2 治疗\n3 参考文献\n1 症状\n趾间发痒。\n2 治疗\n外用特比萘芬乳膏。":
            "手足癣由真菌引起。\n1 症状\n趾间发痒。\n2 治疗\n外用特比萘芬乳膏。",
            "手册分两章。\n目录\n1 症状\n2 治疗\n3 每日服药两次\n1 症状\n趾间发痒。\n2 治疗\n外用乳膏。":
            "手册分两章。\n3 每日服药两次\n1 症状\n趾间发痒。\n2 治疗\n外用乳膏。",
            "目錄：\n多少才算過多？\n什麼時候該看醫師？\n多少才算過多？\n每小時換一片以上。\n什麼時候該看醫師？\n頭暈的時候。":
            "多少才算過多？\n每小時換一片以上。\n什麼時候該看醫師？\n頭暈的時候。",
            "手足癣由真菌引起。\n目录\n1症状\n2治疗\n▪外用药\n手足癣症状\n趾间发痒。\n手足癣治疗\n手足癣外用药\n特比萘芬乳膏。":
            "手足癣由真菌引起。\n手足癣症状\n趾间发痒。\n手足癣治疗\n手足癣外用药\n特比萘芬乳膏。"},
      keeps=["目录\n1 症状\n2 治疗", "目录\n第一章 总则\n第二章 附则", "目录\n阿司匹林\n硝苯地平\n本目录自发布之日起施行。阿司匹林按甲类管理。",
             "症状目录\n发热\n咳嗽\n发热和咳嗽是最常见的。"], values="the heading itself stays")
def contents(lines: Lines) -> Iterator[Edit]:
    """A table of contents: under its heading two lines and more that come again below as headings, in their order.

    They may have numbers before them, and the headings below as well, or the entry's name.
    """
    heads = [at for at, line in enumerate(lines)
             if len(line.text) <= _LONGEST_ITEM and _CONTENTS.fullmatch(line.text)]
    texts = lines.ask(_unnumbered) if heads else []
    for at in heads[:_MOST_CONTENTS]:
        end = _end_of_contents(texts, at + 1)
        if end - at > _FEWEST_ITEMS:
            while end < len(lines) and _counts_on(lines[end - 1].text, lines[end].text):
                end += 1  # what went itself: the references, the links
            yield drop(lines[at], "the heading of a table of contents")
            for item in lines[at + 1:end]:
                yield drop(item, "in a table of contents: the heading stands below")


def _counts_on(above: str, below: str) -> bool:
    """Whether two lines have numbers, and the second one's is the next: 7 参考文献, 8 外部链接."""
    one, next_ = _NUMBERED.match(above), _NUMBERED.match(below)
    return one is not None and next_ is not None and int(next_[1]) == int(one[1]) + 1 and not is_matter(below)


def _end_of_contents(texts: Sequence[str], start: int) -> int:
    """The position behind the longest run of lines from ``start`` on that come again below it, in the same order."""
    end, most = start, min(start + _MOST_ITEMS, len(texts))
    while end < most and 0 < len(texts[end]) <= _LONGEST_ITEM:
        end += 1
    texts = _without_name(texts, start)
    while end > start:
        below = iter(texts[end:])
        if all(text in below for text in texts[start:end]):
            return end
        end -= 1
    return start


def _without_name(texts: Sequence[str], start: int) -> Sequence[str]:
    """The lines without the entry's name, where it stands before the headings of its sections: 病因, 痛风病因."""
    first = texts[start] if start < len(texts) else ""
    longer = (text for text in texts[start + 1:] if len(first) < len(text) <= _LONGEST_ITEM)
    name = next((text for text in longer if first and text.endswith(first)), "").removesuffix(first)
    return [text.removeprefix(name) for text in texts] if name else texts


def _unnumbered(text: str) -> str:
    """A line without the number before it, and without its link to edit the section."""
    found = _ITEM.match(text)
    return _EDITED.sub("", text[found.end():] if found else text).rstrip(" :?!")
