"""Rules for lists that no heading tells: points of a notice, teasers, names, titles with their dates, calendars."""
from __future__ import annotations

from itertools import takewhile
from typing import Iterator, Sequence

from ..days import CLOCK
from ..dialogue import are_spoken
from ..document import Edit
from ..lists import heading_kind
from ..metadata.people import is_name
from ..patterns import NUMBER, YEAR, lazy_regex
from ..rules import Lines, drop, rule
from ..values import MEASURED, is_of_care
from . import shape

_TITLES = 3  # lines between two teasers: a title, a date, a count
_POINT = lazy_regex(r"\s{0,4}\d[.、)]")
_RIGHTS = ("版权", "转载", "本网", "本站", "侵权", "着作权")


@rule("S205", "copyright-list", marks=_RIGHTS, whole=True,
      hits=["1.版权归【某某健康网】或原作者【王大海 李小亮】所有;\n2.转载或者引用本文内容请注明来源及原作者;\n3.转载此文是出于传递更多信息之目的。若有侵权,请与本网联系,谢谢。"],
      keeps=["1.版权登记的软件更新后需重新登记。\n2.转运患者时注意保暖。\n3.如有不适请及时就医。"])
def copyright_list(lines: Lines) -> Iterator[Edit]:
    """A notice of copyright in numbered points: all of its points go together."""
    for start, end in shape.runs(_POINT.match(line.text) is not None for line in lines):
        run = lines[start:end]
        about = sum(any(word in line.text for word in _RIGHTS) for line in run)
        if len(run) > 1 and about * 2 > len(run):
            for line in run:
                yield drop(line, "a point of a numbered notice of copyright")


@rule("S206", "teasers", marks=("..", "…"), whole=True,
      hits=["•  冬天的高原，风已有了几分凛冽的寒意，但...\n0\n•  滑雪场接待游客35.8万人次，增长70.4%，...\n0\n•  如今的县城，基础设施日益完善，公共服务不断...\n0",
            "春季养生\n春天万物生长，养生要顺应时节，多到户外...\n2019-03-05\n儿童用药\n孩子发热时家长不要着急，先量体温，再看...\n2019-03-04\n"
            "老人防跌倒\n老年人骨质疏松，一旦跌倒容易骨折，家中...\n2019-03-03"],
      keeps=["患者说：“我还以为……”", "1.头晕...\n患者出现头晕，持续三天未缓解，遂来我院就诊。",
             "她坐在候诊室里等了很久很久……\n护士叫她\n她站起来，又坐了下去，手心全是汗……\n医生问她哪里不舒服，她说不清楚。\n窗外的雨还在下，像那年的夏天一样……",
             "早期可有头晕、乏力、食欲不振等症状...\n中期可有胸闷、气短、下肢水肿等症状...\n晚期可有咯血、少尿、意识模糊等症状...",
             "第一周每日口服5 mg，饭后服用……\n第二周每日口服10 mg，饭后服用……\n第三周每日口服20 mg，饭后服用……"],
      values="beginnings of other articles may name one")
def teasers(lines: Lines) -> Iterator[Edit]:
    """Beginnings of other articles, broken off with dots: three and more, with the counts between them.

    Where as many short lines stand between any two of them, those are their titles and dates. Lines of which most
    enumerate or hold a measured value go on as a list does.
    """
    texts = lines.ask(str.strip)
    for run in _teaser_runs(texts):
        start, end = run[0], run[-1] + 1
        while end < len(texts) and _is_count(texts[end]):
            end += 1
        between = texts[run[0] + 1:run[1]]
        titles = len(between) - sum(1 for _ in takewhile(_is_count, between))
        above = texts[max(start - titles, 0):start]
        start -= sum(1 for _ in takewhile(lambda text: not _is_written(text), reversed(above)))
        for line in lines[start:end]:
            yield drop(line, f"one of {len(run)} teasers from line {lines[run[0]].number} on, or its title or count")


def _teaser_runs(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the positions of three and more teasers between which stand counts alone, or equally many short lines."""
    run: list[int] = []
    for at in [*(at for at, text in enumerate(texts) if _teaser(text)), len(texts)]:
        between = texts[run[-1] + 1:at] if run else []
        counts = all(map(_is_count, between))
        titles = len(between) <= _TITLES and not any(map(_is_written, between)) and (
            len(run) < 2 or at - run[-1] == run[1] - run[0])
        if run and (at == len(texts) or not counts and not titles):
            if len(run) > 2 and 2 * sum(_is_listing(texts[each]) for each in run) <= len(run):
                yield run
            run = []
        run.append(at)


def _is_listing(text: str) -> bool:
    return text.count("、") > 1 or MEASURED.search(text) is not None


def _is_count(text: str) -> bool:
    return shape.is_number(text) or len(text) <= 20 and shape.is_dated(text)


def _is_written(text: str) -> bool:
    return len(text) > 40 or shape.is_prose(text) or text.endswith(("。", ",", ";", "!", "?", ":"))


def _teaser(text: str) -> bool:
    return len(text) >= 12 and shape.is_teaser(text)


@rule("S208", "name-list",
      hits=["王召明\n王霞\n辜胜阻\n聂震宁\n钱学明\n孟青录\n郭晋云"],
      keeps=["王明\n李亮", "出席会议的专家有：\n王召明\n王霞\n辜胜阻\n聂震宁\n钱学明\n孟青录\n郭晋云",
             "手术前应当停用的药物，请患者逐一核对，并告诉麻醉医生。\n华法林\n白蛋白\n甘露醇\n金霉素\n黄连素\n康泰克"])
def name_list(lines: Lines) -> Iterator[Edit]:
    """The names under a gallery of portraits: six and more lines that are nothing but names.

    A list that a colon announces belongs to the text, and so may one above prose, or between it: drugs have names like
    people (康泰克). There it is a gallery where its names are links.
    """
    last = shape.prose_edges(lines)[1]
    for start, end in shape.runs(lines.ask(_names)):
        announced = start and lines[start - 1].text.rstrip().endswith((":", "如下", "名单"))
        if end - start >= 6 and not announced and (start > last or shape.are_links(lines[start:end])):
            for line in lines[start:end]:
                yield drop(line, f"one of {end - start} lines with nothing but names")


def _names(text: str) -> bool:
    pieces = text.split() if len(text) <= 24 else []
    return 0 < len(pieces) <= 3 and not pieces[0][-1].isdigit() and all(map(is_name, pieces))


_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_LISTED = lazy_regex(  # 3.5-9.5, 4.12 and 8:00-11:30 end the lines of tables: a date without a year is 05-16 or 5月16日
    rf"(?<![\d.:])({YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}日?|(?:0[1-9]|1[0-2])[-/][0-3]\d|{_MONTH}月{_DAY}日)"
    rf"(?:\s?{CLOCK})?[)\]]?(?:\s?[\[(]\d{{1,7}}[)\]])?$")
_ONLY_DAY = lazy_regex(rf"[(\[]?{YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}日?(?:\s?{CLOCK})?[)\]]?")
_LONGEST_DAY = 24  # characters of a line that is nothing but a day and an hour
_SHORTEST, _FEWEST = 8, 3  # characters of a title; titles
_APART = 60  # days between two entries of a history, the newest first
_RESULT = 12  # characters of a value with its unit, at most


@rule("S209", "dated-list",
      hits=["医院召开年度会议 2020.10.04\n专家下乡义诊 2020.10.03\n护士节活动举行 2020.10.02",
            "高血脂吃纳豆有用吗\n2020-10-04\n婴儿睡姿最新的建议\n2020/10/03\n喝咖啡会不会骨质疏松\n2020-10-02",
            "医院召开年度工作会议(2020-10-04)[836]\n专家到山区下乡义诊(2020-10-03)[793]\n护士节文艺活动举行(2020-10-02)[12]"],
      keeps=["因心力衰竭再次住院\n2021-07-30\n复查冠状动脉血管成像\n2020-03-12\n冠状动脉支架植入手术\n2019-03-05",
             "冠状动脉支架植入手术\n2019-03-05\n复查冠状动脉血管成像\n2020-03-12\n因心力衰竭再次住院\n2021-07-30",
             "心电图提示窦性心动过速\n2021-10-05\n胸片提示双肺纹理增粗\n2020-10-04\n腹部彩超提示脂肪肝\n2019-10-03",
             "下列药品予以召回，请患者停用：\n阿莫西林胶囊（云溪制药）\n2021-07-30\n硝苯地平缓释片（青松制药）\n2021-07-12\n"
             "盐酸二甲双胍片（白塔制药）\n2021-06-05",
             "入院 2020.10.04\n手术 2020.10.05\n出院 2020.10.12", "流感疫苗 2020.10.04",
             "白细胞计数 11.5 参考 3.5-9.5\n红细胞计数 4.3 参考 3.8-5.1\n血清总胆红素 17.1 参考 5.1-22.2",
             "观察组（n=60） 4.12±0.65 1.82\n对照组（n=60） 5.03±0.71 2.56\n空白组（n=60） 5.43±0.72 2.76",
             "心内科 何文涛 周一上午 8:00-11:30\n神经内科 林晓岚 周二上午 8:00-11:30\n骨科 王丽萍 周三上午 8:00-11:30",
             "推 amber77: 请问开完多久可以上班 03/12 09:10\n→ kkman: 我休了一个礼拜才去 03/12 09:02\n嘘 ohno: 没有图片 03/11 09:31",
             "冠状动脉支架植入手术 2019-03-05\n复查冠状动脉血管成像 2020-03-12\n因心力衰竭再次住院 2021-07-30",
             "复查血肌酐结果 132 2021-05-04\n复查血肌酐结果\t150\t2021-04-04\n复查血肌酐结果 160 2021-03-04",
             "丙氨酸氨基转移酶 15 参考 11-30\n天冬氨酸氨基转移酶 18 参考 10-30\n碱性磷酸酶测定值 25 参考 10-30"],
      values="titles of other articles may name one")
def dated_list(lines: Lines) -> Iterator[Edit]:
    """Titles of other articles with their dates: three and more, each longer than the dates of a case.

    A portal lists the newest first; dates that only go on are the course of a case, and people who speak are no titles,
    nor are results, whose last word is a number. The day may stand alone below its title. What a sentence announces
    (下列药品予召回：) is the text's.
    """
    yield from _days_below(lines)
    for start, end in shape.runs(lines.ask(_listed)):
        texts = [line.text.strip() for line in lines[start:end]]
        told = _goes_on(texts) or are_spoken(texts) or _is_announced(lines, start) \
            or 2 * sum(map(_has_result, texts)) > len(texts)
        if len(texts) >= 3 and not told:
            for line in lines[start:end]:
                yield drop(line, f"one of {end - start} titles with their dates")


def _days_below(lines: Lines) -> Iterator[Edit]:
    """Titles, each with its day alone in the line below: as in `dated_list`."""
    days = lines.ask(_is_day)
    titled = [at > 0 and day and not days[at - 1] and _is_title(lines[at - 1].text.strip())
              for at, day in enumerate(days)]
    for start, end in shape.runs([one or at + 1 < len(titled) and titled[at + 1] for at, one in enumerate(titled)]):
        texts = [f"{lines[at - 1].text.strip()} {lines[at].text.strip()}" for at in range(start + 1, end, 2)]
        own = sum(_has_result(text) or is_of_care(text) for text in texts)  # of a case, the newest first
        told = _goes_on(texts) or _goes_back(texts) or _is_announced(lines, start)
        if len(texts) >= _FEWEST and not told and 2 * own < len(texts):
            for line in lines[start:end]:
                yield drop(line, f"one of {len(texts)} titles with their dates below")


def _is_announced(lines: Lines, start: int) -> bool:
    """Whether the line above a list announces it, and no heading does: 下列批次予以召回，请停用："""
    above = lines[start - 1].text.strip() if start else ""
    return above.endswith(":") and len(above) >= _SHORTEST and not heading_kind(above)


def _is_day(text: str) -> bool:
    return len(text) <= _LONGEST_DAY and _ONLY_DAY.fullmatch(text.strip()) is not None


def _is_title(text: str) -> bool:
    return _SHORTEST <= len(text) <= 60 and text[-1] not in "。;:," and not shape.is_prose(text)


def _listed(text: str) -> bool:
    text = text.strip()
    found = _LISTED.search(text) if 12 <= len(text) <= 70 and (text[-1].isdigit() or text[-1] in "日)]") else None
    if not found or found.start() < 6 or "。" in text:
        return False
    title = text[:found.start()]
    return title[-1] in "([" or not (len(found[1]) == 5 and found[1][0] == "1" and NUMBER.search(title))


def _has_result(text: str) -> bool:
    """Whether a value, or at least a number, stands before the date that ends a line: 复查血肌酐结果 132 2021-05-04."""
    found = _LISTED.search(text)
    title = text[:found.start()].rstrip(" \t([:") if found else text
    return title[-1:].isdigit() or shape.is_bare_value(title[-_RESULT:])


def _goes_on(texts: list[str]) -> bool:
    dates = _dates(texts)
    return dates[0] < dates[-1] and dates == sorted(dates)


def _goes_back(texts: list[str]) -> bool:
    """Whether days with years go back by months from one to the next: a history of illness; news come in weeks."""
    days = [(year * 12 + month) * 31 + day for year, month, day, *_ in _dates(texts)]
    return all(one > next_ for one, next_ in zip(days, days[1:])) and days[0] - days[-1] > _APART * (len(days) - 1)


def _dates(texts: list[str]) -> list[tuple[int, ...]]:
    return [tuple(map(int, NUMBER.findall(found[1]))) for found in map(_LISTED.search, texts) if found]


_DAYS = lazy_regex(r"[\d\s|]+")
_CALENDAR = lazy_regex(r"^[日一二三四五六](?:[\s|]{1,3}[日一二三四五六]){6}$")


@rule("S210", "calendar", marks=("三",), whole=True,
      hits=["日 一 二 三 四 五 六\n1 2 3 4 5 6 7\n8 9 10 11 12 13 14", "一 二 三 四 五 六 日\n30 31 1 2 3 4 5\n6 7 8 9 10 11 12"],
      keeps=["周一至周三上午门诊", "三月\n1 2 3 4 5 6 7\n8 9 10",
             "日 一 二 三 四 五 六\n36 38 39 38 37 36 36\n18 20 19 18 22 21 20",
             "日 一 二 三 四 五 六\n36.5 38.7 39.1 38.2 37.5 36.9 36.6\n120/80 118/76 120/80 118/76 120/80 118/76 118/76"])
def calendar(lines: Lines) -> Iterator[Edit]:
    """A calendar: the days of the week, and the lines of numbers under them, which count the days of a month."""
    for at, line in enumerate(lines):
        if "三" in line.text and _CALENDAR.match(line.text.strip()):
            weeks = list(takewhile(lambda other: shape.is_number(other.text), lines[at + 1:at + 40]))
            if len(weeks) > 1 and _count_days(" ".join(week.text for week in weeks)):
                yield drop(line, "the days of the week above a calendar")
                for week in weeks:
                    yield drop(week, f"a line of the calendar under line {line.number}")


def _count_days(text: str) -> bool:
    """Whether numbers count the days of months: each is the one before and one more, or begins a month."""
    days = NUMBER.findall(text)
    return _DAYS.fullmatch(text) is not None and all(
        int(day) in (1, int(before) + 1) and int(day) <= 31 for before, day in zip(days, days[1:]))
