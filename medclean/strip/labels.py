"""Rules for lines that announce something: source, editor, keywords, summary, views, breadcrumb."""
from __future__ import annotations

from collections import Counter
from typing import Iterator, Sequence

from ..days import stamp_form
from ..document import Edit, Line
from ..metadata.breadcrumbs import breadcrumb
from ..metadata.labels import is_labelled, is_part, read_labels
from ..metadata.marks import COLONS, label_words
from ..metadata.people import is_drug, is_name, split_names
from ..metadata.told import Told, is_publisher
from ..metadata.visible import is_event
from ..patterns import lazy_regex
from ..rules import Lines, drop, rule
from ..staff import is_ward
from ..tables import fold
from ..values import holds_value, size_beside_values
from . import shape

_BEHIND_LABEL = lazy_regex(rf"[ {COLONS}]")
_TITLED = 3  # Chinese characters of a title that names a value
_LONGEST = 330  # characters of a summary with its label
_PART = lazy_regex(r"(?:^|[。.;\W])(?:目的|背景|方法|结果|结论)(?=[ :])")  # of a paper's abstract: JAMA's form, GB/T 6447
_ABSTRACT = lazy_regex("摘要|(?i:abstract)")
_PARTS = 2  # of an abstract, at least
_FIELDS = {"publisher": "the source", "date": "the date", "UPDATED": "the date of an update",
           "authors": "the author", "POSTER": "who asked", "views": "the number of views", "url": "the page's address",
           "COUNT": "a count"}
_OTHERS = {"editors", "keywords", "summary", "TITLE", "breadcrumb"}  # of the rules for these
_INFO = {"INFO", "ISSUER"}  # the table of an official notice
_ENTRIES = 2  # stamps below the first one, for a log
_REASONS = _FIELDS | {"editors": "the editors", "EDITING": "who worked on the page"}


def _labelled(lines: Lines, limit: int = 170) -> Iterator[tuple[int, Line, tuple[Told, ...]]]:
    found = lines.ask(_told)
    for at, told in enumerate(found if any(found) else ()):
        if told and len(lines[at].text) <= limit:
            yield at, lines[at], told


def _told(text: str) -> tuple[Told, ...]:
    return read_labels(text) if 3 < len(text) <= _LONGEST and _may_tell(text) else ()


def _may_tell(text: str) -> bool:
    """Whether a line holds what stands behind a label, or begins as a date does: most lines need no closer look."""
    return text[0] in "12" or _BEHIND_LABEL.search(text) is not None


def _telling(text: str, told: Sequence[Told]) -> str:
    """The reason: what the line tells, and the labels that it holds."""
    fields = list(dict.fromkeys(_REASONS[each.field] for each in told if each.field in _REASONS))
    named = ", ".join(fields[:-1]) + " and " * (len(fields) > 1) + fields[-1]
    labels = label_words(text)
    behind = f" (label{'s' * (len(labels) > 1)} {', '.join(labels)})" if labels else ""
    return f"the line tells {named}{behind} and holds no sentence"


@rule("S101", "source-line",
      hits=["来源：健康时报网", "2022-03-05 10:20 来源：人民网", "点击数:4583发布时间:2023-06-22 08:28:12 某市妇幼保健院【宣传科】",
            "发布日期：2019-05-18 信息来源：省卫健委 浏览次数：120", "稿源：滨海晚报 作者：王小明", "来源丨健康时报", "作者丨王小明", "2015-07-02 05:18 来源：\n云溪日报",
            "（来源：健康时报）", "已阅读 500"],
      keeps=["患者来源：2019年3月至2020年5月本院收治的高血压患者120例。", "来源：本品为豆科植物甘草的干燥根和根茎。", "来源丨甘草根", "阿司匹林|来源|水杨酸", "血压丨120/80",
             "时间：2022年3月5日上午\n地点：门诊楼三层会议室", "时间就是生命，卒中患者要尽快送医。",
             "干细胞的来源有骨髓、脐带血和外周血。", "2019年12月，患者再次入院。", "2020年1月23日，患者因发热就诊。", "时间：2022年3月5日上午9时", "时间：每周一至周五上午",
             "家属应当学会使用储雾罐，定期清洗，防止感染。\n时间：空腹", "家属应当学会使用储雾罐，定期清洗，防止感染。\n时间丨8:00",
             "2024-03-05 作者：产科 来源：云溪医院", "来源：丁香 作者：李明", "会议时间：2024-05-01 09:00", "采写：病史",
             "发布时间：2021-03-04 浏览：1234次 评分：4.8", "疼痛评分：4.8", "综合自：临床路径", "有效期至：2026年3月1日", "【来源】《局方》\n【组成】人参9克 白术9克",
             "2021-03-03 08:12\n患者胸痛一小时，心电图示前壁导联抬高，立即嚼服阿司匹林300mg。\n2021-03-03 08:31\n"
             "心内科会诊，诊断急性心肌梗死，签署同意书。\n2021-03-03 08:52\n造影示前降支闭塞，植入支架一枚。"], among=r"\A(?:10|\d)(?:\.\d)?\Z")
def source_line(lines: Lines) -> Iterator[Edit]:
    """A line that says where the article comes from, when and by whom it was written, how often it was read.

    Every part of the line has to be a label with its value, a date, or the name of a paper or a person; one
    sentence among them and the line is text. Inside the article it must name a source or an author, and a
    date with a place under it announces an event; the first of several days that part the paragraphs begins a log.
    What the line tells goes into the metadata; tags beside its day (#血压) are keywords. A ward or a herb that the
    metadata does not take (作者：产科) keeps the line.
    """
    first, last = shape.prose_edges(lines)
    stamps: Counter[str] | None = None
    for at, line, told in _labelled(lines):
        fields = {each.field for each in told}
        if not _tells_source(line.text, told, fields) or _is_of_text(lines, at, fields):
            continue
        signed = at == first + 1 and fields == {"authors"} and _are_named(told)  # a picture's caption may come first
        inside, above = first < at < last and not signed, (at < first or signed) and len(line.text) <= 60
        labelled = is_labelled(line.text)
        if inside and not (_certain(told) or fields == {"publisher"} and _above_editors(lines, at)):
            continue
        if above and "date" in fields and not labelled:
            stamps = _entries(lines, first, last) if stamps is None else stamps
            if stamps[stamp_form(line.text)] >= _ENTRIES:
                continue
        if at > last >= 0 and line.text.strip()[0] in "([【《" and not _is_source(line.text, told):
            continue  # a byline or the paper's issue at the article's end stays
        told_alone = above and ("date" in fields or "authors" in fields and "OTHER" not in fields)
        if told_alone or labelled or fields == {"views"}:
            yield drop(line, _telling(line.text, told))
            value = lines[at + 1] if at + 1 < len(lines) else None
            if told[-1] == Told("publisher", "") and value and is_publisher(value.text):
                yield drop(value, f"the source that line {line.number} announces")


def _tells_source(text: str, told: Sequence[Told], fields: set[str]) -> bool:
    """Whether a line tells of its article what this rule is about, all of which the metadata has a place for.

    One that holds a value does beside a day or a counter alone: there a score is the page's.
    """
    if not fields & set(_FIELDS) or fields & _OTHERS or holds_value(text) and not fields & {"date", "views"}:
        return False
    return not any(map(_is_untold, told)) and ("采写" not in text or _are_writers(told))


def _is_of_text(lines: Lines, at: int, fields: set[str]) -> bool:
    """Whether a line is content: of the table of a notice (索引号, 发文机关), of labelled parts, or of an event."""
    if fields & _INFO or _is_info(lines, at - 1) or _is_info(lines, at + 1) or is_part(lines, at):
        return True
    return "date" in fields and is_event(lines, at)


def _is_untold(told: Told) -> bool:
    """Whether a line tells who wrote it, and the metadata has no place for that: 作者：产科, 来源：丁香."""
    return told.field == "OTHER" and (is_ward(fold(told.value)) or is_drug(told.value))


def _entries(lines: Lines, first: int, last: int) -> Counter[str]:
    """How many short lines right below a paragraph begin with a stamp of each form, and a paragraph stands below them.

    In a list of articles their titles stand between.
    """
    prose = lines.ask(shape.is_prose)
    found = Counter(stamp_form(lines[at].text) for at in range(first + 1, last)
                    if prose[at - 1] and not prose[at] and any(prose[at + 1:at + _ENTRIES + 1]))
    del found[""]
    return found


def _is_source(text: str, told: Sequence[Told]) -> bool:
    """Whether a line in brackets tells the source behind its label, and nothing else; 资料来源 is that of a figure."""
    return [each.field for each in told] == ["publisher"] and is_labelled(text) and "资料" not in text


def _are_named(told: Sequence[Told]) -> bool:
    """Whether all that a line tells are names of persons."""
    return all(is_name(each.value.strip()) for each in told)


def _are_writers(told: Sequence[Told]) -> bool:
    """Whether all authors of a line have names, or are of a paper: 采写 is also said of a history (采写：病史)."""
    return all(split_names(each.value, trust=False) or "记者" in each.value or "报" in each.value
               for each in told if each.field == "authors")


def _is_info(lines: Lines, at: int) -> bool:
    """Whether a line belongs to the table over an official notice."""
    return 0 <= at < len(lines) and len(lines[at].text) <= 80 and any(
        each.field in _INFO for each in lines.ask(_told)[at])


def _above_editors(lines: Lines, at: int) -> bool:
    """Whether a line that names the editors stands right below, as under a source at an article's end, and no text."""
    return (at + 1 < len(lines) and any(each.field == "editors" for each in lines.ask(_told)[at + 1])
            and sum(lines.ask(shape.is_prose)[at + 1:]) <= 1)


def _certain(told: Sequence[Told]) -> bool:
    """Inside an article a label alone is not enough: 来源 is also where a drug comes from."""
    return any(each.field == "publisher" and is_publisher(each.value)
               or each.field == "authors" and is_name(each.value.strip()) and len(told) > 1
               or each.field == "views" for each in told)


@rule("S102", "editor-line",
      hits=["编辑：李晓", "（责任编辑：王小明）", "责编：张三丰、李四光", "编辑 刘晓 校对 李明", "【编辑:姚小春】",
            "编辑丨赵敏", "責任編輯／王小明 攝影／李小華", "校对∣赵敏",
            "一审：王明 二审：李亮 三审：赵伟", "初审 王晓明 复审 李丽 终审 孙强", "[作者: 刘大海 责任编辑: 杨小宇]"],
      keeps=["责任编辑部门负责审核稿件。", "检验者：王小明 审核：李红", "审核 单据 校对 处方", "审核 王晓明",
             "编辑/校对的分工", "审核丨检验科", "基因编辑：一种新的治疗方法", "编辑：CRISPR-Cas9技术的原理",
             "他曾任《中华医学杂志》编辑、责任编辑。", "【用法】水煎服。\n【编辑】陈师文\n【出处】《局方》\n【禁忌】孕妇禁用",
             "中华医学杂志编辑部主任陈某参加了会议。"])
def editor_line(lines: Lines) -> Iterator[Edit]:
    """A line that names the editors, proof-readers or those who approved the page.

    The names go into the metadata. A line about editors, or about 基因编辑, has no label with a name behind it; one with
    another label (检验者：王小明 审核：李红) is of a report.
    """
    for at, line, told in _labelled(lines):
        fields = {each.field for each in told}
        others = any(":" in each.value or "：" in each.value for each in told if each.field == "OTHER")
        if fields & {"editors", "EDITING"} and not fields & {"keywords", "summary", "TITLE"} and not others \
                and not is_part(lines, at):
            yield drop(line, _telling(line.text, told))


@rule("S103", "keywords-line",
      hits=["关键词：互联网 医院 广州", "标签：高血压，糖尿病", "文章关键词：\n脑卒中 康复", "【关键词】高血压；糖尿病"],
      keeps=["#1 病房 #2 病房", "停用以下药物：\n#阿司匹林 #氯吡格雷", "#一床 #二床", "#左眼视力# #右眼视力#",
             "#血压 #冬季", "关键词是早发现、早诊断、早治疗。", "标签：药品标签应当印有通用名称、规格和有效期。",
             "肿瘤按性质分为良性和恶性两类，治疗方法不同。\n分类：良性\n良性肿瘤生长缓慢，手术切除以后很少复发。"])
def keywords_line(lines: Lines) -> Iterator[Edit]:
    """The line of keywords or tags under an article; the words go into the metadata.

    Between its paragraphs 分类 and 标签 are said of tumours and of drugs, too. Words behind # stay: of beds, eyes and drugs
    they are the text, and no keyword is read from them.
    """
    first, last = shape.prose_edges(lines)
    for at, line, told in _labelled(lines):
        if first < at < last and not any("键" in word or word[:3].lower() == "key" for word in label_words(line.text)):
            continue
        if any(each.field in ("keywords", "CATEGORY") for each in told) and "。" not in line.text:
            yield drop(line, "the line gives the article's keywords and nothing else")
            if not told[-1].value and at + 1 < len(lines) and len(lines[at + 1].text) <= 40 \
                    and not shape.is_prose(lines[at + 1].text):
                yield drop(lines[at + 1], f"the keywords that line {line.number} announces")


@rule("S104", "summary-line",
      hits={"摘要: 某市中心医院与县医院结成帮扶对子\n10月27日，两家医院签订了协议，专家随后开展义诊。":
            "10月27日，两家医院签订了协议，专家随后开展义诊。",
            "核心提示：春季是过敏高发的季节，专家提醒注意防护。\n春天来了，许多人开始打喷嚏。医生说，这可能是过敏性鼻炎。":
            "春天来了，许多人开始打喷嚏。医生说，这可能是过敏性鼻炎。",
            "核心提示：方法：每日一次，结果：治愈\n春天来了，许多人开始打喷嚏。医生说，这可能是过敏性鼻炎。":
            "春天来了，许多人开始打喷嚏。医生说，这可能是过敏性鼻炎。"},
      keeps=["摘要的写法有四个要点，目的、方法、结果和结论。", "简介：本品为白色片剂。",
             "患者因发热入院。\n导读：上一章讲了病因。",
             "【摘要】目的 探讨老年性肺炎的特点。方法 回顾分析46例。结果 治愈31例。结论 应早期诊断。\n"
             "46例中男29例，女17例，平均年龄71岁，均符合诊断标准。"], values="the metadata holds the summary")
def summary_line(lines: Lines) -> Iterator[Edit]:
    """The summary above an article, behind its label; it goes into the metadata.

    Only above the first other line of prose and in front of one: a summary of nothing is text. So is a paper's
    abstract, which tells aims, methods and results.
    """
    first, last = shape.prose_edges(lines)
    for at, line, told in _labelled(lines, _LONGEST):
        value = told[0].value if told[0].field == "summary" and len(told) == 1 else ""
        if value and at <= first and at < last and not (  # no other prose above, prose below
                shape.is_bare_value(value) or _is_abstract(line.text, value)):
            yield drop(line, "the summary above the article: it is in the metadata")


def _is_abstract(text: str, value: str) -> bool:
    """Whether a summary is a paper's abstract in parts: 【摘要】目的 … 方法 …"""
    return any(_ABSTRACT.search(word) for word in label_words(text)) and len(_PART.findall(value)) >= _PARTS


@rule("S105", "original-title",
      hits=["原标题：某市医院开展义诊", "（原标题：“诺贝尔奖”揭晓）"],
      keeps=["原标题党文章被删除，专家呼吁理性看待。"], values="the headline that the article had elsewhere")
def original_title(lines: Lines) -> Iterator[Edit]:
    """The headline that the article had where it was taken from."""
    for at, line, told in _labelled(lines):
        if told[0].field == "TITLE" and len(told) == 1 and not shape.is_bare_value(told[0].value):
            yield drop(line, "the headline that the article had elsewhere")


def _leads_to_title(text: str) -> bool:
    """Whether a path's last part alone holds a value, and has words enough for a title: 首页 > 药品 > 阿司匹林 100mg."""
    if "页" not in text:  # as in nearly all rows of values: mg/L
        return False
    *path, title = breadcrumb(text.rpartition(":")[2]) or ("",)
    return (len(path) > 1 and path[0].endswith(("首页", "主页")) and not any(map(holds_value, path))
            and size_beside_values(title) >= _TITLED)


@rule("S106", "breadcrumb", marks=(">", "→", "»", "›", "/"),
      hits=["首页>寻医·问药>医讯同期声医讯同期声", "当前位置：首页 > 新闻中心 > 医院动态", "您的位置：首页→健康→正文"],
      keeps=["血压>140/90mmHg即为高血压", "体检中心/二楼/203室", "位置：左肺上叶/下叶，大小约2cm。", "首页面设计应当简洁/明了。",
             "首页 > 药品 > 阿司匹林 100mg"], among=".")
def breadcrumb_line(lines: Lines) -> Iterator[Edit]:
    """The path from the site's first page to the article; its parts go into the metadata.

    Among the page's own lines it may end in a title that names a value: then it has three parts and begins with the
    first page.
    """
    for line in lines:
        text = line.text
        if len(text) > 150 or len(text) < 4 or holds_value(text) and not _leads_to_title(text):
            continue
        told = read_labels(text)
        if breadcrumb(text) or told and told[0].field == "breadcrumb" and any(
                mark in text for mark in ">→»›"):
            yield drop(line, "a path from the site's first page to the article")
