"""Rules for what is left of a page's buttons: menus, sharing, page tools, numbers of pages."""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit, Line
from ..lists import heading_kind
from ..metadata.images import file_name, markdown_image
from ..patterns import lazy_regex
from ..phrases import marks, phrases
from ..rules import Lines, change, drop, rule
from ..values import holds_value, is_of_care, size_beside_values
from . import shape


@rule("S100", "blank-line", hits={"第一段。\n\n第二段。": "第一段。\n第二段。"}, keeps=["第一段。\n第二段。"])
def blank_line(lines: Lines) -> Iterator[Edit]:
    """A line with nothing in it: the text is one paragraph a line."""
    for line in lines:
        if not line.text or line.text.isspace():
            yield drop(line, "the line is blank")


_CELLS, _LONGEST_CELL = 6, 8  # of a menu's row, at least; characters of one
_OPENS, _LEADS_ON = frozenset(("首页", "网站首页", "主页")), frozenset(("更多", "更多>>", "更多»", "更多>", "全部"))
_ITEM = lazy_regex(r"\s{0,4}\d{1,2}[.、)]\s?[^\d\s]")  # 1. 用户登录: a step in a list of the article


@rule("S110", "menu",
      hits=["登录 | 注册 | 忘记密码", "首页\n登录\n注册", "打印本页 关闭窗口", "字号：大 中 小\n【打印】【关闭】",
            "字級：大 中 小", "A- A A+", "回上一頁", "收聽本文 加入好友",
            "男科 | 妇科 | 骨科 | 耳鼻喉 | 肛肠 | 泌尿 | 不孕不育 | 更多 |"],
      keeps=["A+ A-\nB+ B-", "A A- B B+", "血常规\n正常\n尿常规\n正常", "推荐", "每日一次，登录医院公众号后可查看报告。", "下载后解压。", "1. 用户登录",
             "正常 正常 正常", "大 20 中 30 小 50", "36.5正常 120/80正常 72正常",
             "内科 | 外科 | 儿科 | 妇科 | 骨科 | 眼科 | 口腔科", "首页 | 5 mg | 10 mg | 15 mg | 20 mg | 25 mg | 更多"])
def menu(lines: Lines) -> Iterator[Edit]:
    """A line made of nothing but the words of menus and buttons, and of counts, or a row that begins or ends in one.

    The headings of lists (网友评论, 推荐阅读) are left for the rules of blocks, 上一篇 below the text for that of the
    neighbours: a title follows it. Words that can be
    text as well (正常, 推荐, 下载) count only beside a line with one that cannot, and in no row of a table.
    """
    strength = lines.ask(_strength)
    last = shape.prose_numbers(lines)[1] if lines.having("上一", "下一") else 0
    for at, line in enumerate(lines):
        if line.number > last > 0 and _ALONE.match(line.text):
            continue
        if line.tag == "tr" and strength[at] and shape.menu_strength(line.text.strip(), row=True) < shape.STRONG:
            continue
        if strength[at] == shape.STRONG:
            yield drop(line, "nothing but words of menus and buttons")
        elif strength[at] == shape.WEAK and shape.STRONG in strength[max(at - 1, 0):at + 2]:
            yield drop(line, "a button's word beside other buttons")


def _strength(text: str) -> int:
    strength = shape.STRONG if _is_row(text) else shape.menu_strength(text.strip())
    return 0 if strength and (heading_kind(text) or _ITEM.match(text)) else strength


def _is_row(text: str) -> bool:
    """Whether a line is a row of many short words between bars, and one of its ends leads on: 内科 | 外科 | … | 更多."""
    if text.count("|") < _CELLS - 1:
        return False
    cells = [cell for cell in map(str.strip, text.strip("| ").split("|")) if cell]
    leads = cells and (cells[0] in _OPENS or cells[-1] in _LEADS_ON)
    return bool(leads) and len(cells) >= _CELLS and max(map(len, cells)) <= _LONGEST_CELL and not holds_value(text)


_SHARE = phrases("share")
_SPOKEN = lazy_regex("[,!?].{3}|[!?]$")


@rule("S111", "share", marks=marks("share"),
      hits=["分享到：", "分享到微信朋友圈", "用微信扫码二维码", "分享至好友和朋友圈", "Share this page",
            "以電子郵件傳送這篇文章"],
      keeps=["通过电子邮件发送报告", "用手机扫描二维码在手机上填写", "Share this page with your doctor before surgery",
             "分享到这里，许多患者红了眼眶。", "分享会上，王主任介绍了病例。", "分享给大家几个护眼小知识，请收好。",
             "分享到诊室的经验：每次5 mg", "转发至上级医院会诊"])
def share(lines: Lines) -> Iterator[Edit]:
    """A line that asks the reader to pass the page on: short, and no sentence."""
    for line in shape.buttons(lines, _SHARE, 40):
        if not _SPOKEN.search(line.text.strip()):
            yield drop(line, "a short line that asks to share the page")


_NEIGHBOUR = lazy_regex(r"^\W{0,4}(?:[上下前后]一?(?:篇|条|则|版|页|章)|[上下]一个)(?:文章|新闻|资讯|内容|信息|图集|博文)?\s?(?:[:>»\]】没]|\([没无])|"
                        r"^\W{0,4}(?:上|下)一(?:篇|条|则|版)(?:文章|新闻)?$|^(?:没有了|下一篇没有了|上一篇没有了)$|"
                        r"^\W{0,3}上一(?:篇|条)\W.{0,80}下一(?:篇|条)")
_ONE = lazy_regex(r"\W{0,4}([上下前后]一[个条则版章])")
_ANY = ("没有了", *(way + what for way in "上下前后" for what in "一篇条则版页章"))
_WAY = lazy_regex(r"\W{0,4}([上下前后])")
_NAMED = 3  # Chinese characters of a drug's name, beside another title
_ALONE = lazy_regex(r"\W{0,4}[上下]一[篇则条]\W{0,4}\Z")
_BESIDE = 2  # lines, where labels and titles stand in turns
_OTHER_WAY = str.maketrans("上下前后", "下上后前")


@rule("S112", "neighbours", marks=_ANY, whole=True,
      hits=["上一篇：如何预防流感", "下一篇: 没有了", "上一篇\n春季养生\n下一篇\n夏季养生", "上一篇：\n医院召开会议\n下一篇：\n我院开展义诊"],
      keeps=["上一篇我们讲了高血压的病因，这一篇讲治疗。", "下一篇文章将介绍用药。",
             "下一个（第二个）疗程从第22天开始，每日口服75 mg，共14天。", "上一版（2010年）指南未提及", "下一个：第二个疗程。",
             "前一个>5 cm的结节",
             *(f"治疗分为两个疗程，每个疗程二十八天，两者之间停药一周。\n{told}\n治疗结束后三个月来院复查，并带好检查的结果。"
               for told in ("下一个：第二个疗程", "上一版：2010年", "下一条：体温39℃")),
             "上一个疗程已经结束，患者没有不适，血压平稳。\n下一个：第二个疗程\n治疗结束后三个月来院复查，并带好检查的结果。",
             "下一篇：硝苯地平30mg", "上一篇：5 mg 早晚\n下一篇：10 mg 早晚", "下一篇：硝苯地平30mg\n下一篇：阿司匹林100mg",
             "治疗分为两个疗程，每个疗程二十八天，两者之间停药一周。\n上一版：阿司匹林100mg\n下一版：硝苯地平片30mg\n"
             "治疗结束后三个月来院复查，并带好检查的结果。"],
      values="a title may name one: a question does, or a link; outside the text each of two that lead both ways")
def neighbours(lines: Lines) -> Iterator[Edit]:
    """The titles of the previous and the next article, with their labels.

    Where the label stands alone, the title is the next line, but not below two labels; a title is no sentence. Between
    paragraphs a 下一个 is any next thing, where no line is a link to the 上一个. A title that is short and names a value
    is one where it asks, is a link, or where a link that leads the other way stands next to it and no paragraphs stand
    above and below.
    """
    near = lines.having("上一", "下一", "前一", "后一")
    ones = {one[1] for line in near if "。" not in line.text and (one := _ONE.match(line.text))}
    first, last = shape.prose_numbers(lines) if near else (0, 0)
    for at, (line, text) in enumerate(zip(lines, lines.ask(str.strip))):
        if len(text) > 120 or "。" in text or not _NEIGHBOUR.match(text):
            continue
        one = _ONE.match(text)
        between = first < line.number < last
        if one and between and one[1].translate(_OTHER_WAY) not in ones:
            continue
        paired = not between and _leads_back(lines, at)
        if not _is_title(line, text.partition(":")[2] or text, paired):
            continue
        yield drop(line, "a link to the previous or the next article")
        alone = len(text.strip(" :<>«»[]【】←→")) <= 7
        if alone and at + 1 < len(lines) and not (at and _ALONE.match(lines[at - 1].text)):
            title = lines[at + 1]
            if len(title.text) <= 60 and not _NEIGHBOUR.match(title.text.strip()) and "。" not in title.text \
                    and not _is_own(title.text) and _is_title(title, title.text, paired):
                yield drop(title, f"the title that line {line.number} announces")


def _is_own(text: str) -> bool:
    """Whether a line below a label is the article's: it tells a dose, warns, speaks of care or has a label."""
    return ":" in text or shape.directs(text) or is_of_care(text)


def _is_title(line: Line, title: str, paired: bool) -> bool:
    """Whether what a line says behind its label is a title, and no value with a few words at most."""
    return (not shape.is_bare_value(title) or line.linked or shape.asks(title)
            or paired and size_beside_values(title) >= _NAMED)


def _leads_back(lines: Lines, at: int) -> bool:
    """Whether a line that leads the other way stands right beside one of the neighbours, or behind its title."""
    way = _WAY.match(lines[at].text)
    back = way[1].translate(_OTHER_WAY) if way else ""
    beside = (lines[near].text for near in range(max(at - _BESIDE, 0), min(at + _BESIDE + 1, len(lines))) if near != at)
    return any(other[1] == back and _NEIGHBOUR.match(text.strip()) for text in beside if (other := _WAY.match(text)))


_PAGES = lazy_regex(r"^(?=.*[页文])\W{0,3}"
                    r"(?:共\s?\d{1,6}\s?[条篇则](?:留言|记录|信息|回复)?[\s,/|]{0,4}(?:每页\s?\d{1,4}\s?[条篇则][\s,]{0,4})?)?"
                    r"(?:(?:首页|上一页|前一页|下一页|后一页|尾页|末页|余下全文|显示全文|全文阅读|第\s?\d{1,3}\s?页|共\s?\d{1,4}\s?页|"
                    r"页次\W?\d{1,3}/\d{1,3}|(?<!\d)\d{1,3}(?!\d))"
                    r"[\s|:>«»\[\]()<.…/,]{0,4}){2,60}$|"
                    r"^\W{0,3}(?:上一页|下一页|尾页|共\s?\d{1,3}\s?页|第\s?\d{1,3}\s?/\s?\d{1,3}\s?页|页:|"
                    r"查看完整版本.{0,60})\W{0,3}$")


_OF_PAGES = lazy_regex(r"(?<![\d./])(\d{1,3})/(\d{1,3})(?![\d./])")
_TITLED_PAGE = lazy_regex(r"(.{4,100})[_ ]第 ?(\d{1,3}) ?页")
_BACK, _ON = ("上一页", "前一页", "首页"), ("下一页", "后一页", "尾页", "末页")


@rule("S113", "pages", marks=("页", "全文", "完整版本"),
      hits=["上一页 1 2 3 下一页", "[1] [2] [3] 下一页", "1 2 3 余下全文", "查看完整版本: 流感怎么预防", "共 3 页", "共 8 页 上一页 1 2 3 下一页",
            "共6条留言 第1页/共1页 首页 上一页 下一页 尾页", "共120条记录，每页20条 首页 下一页",
            "首页 上一页 1/2 下一页 尾页", "1/5 下一页", "上一页 5/5", "上一页 3/12 下一页",
            "试剂项目分析报告_第1页\n试剂项目分析报告_第2页\n试剂项目分析报告_第3页"],
      keeps=["共3页病历，请逐页签字。", "共12个，每页3个", "120/80 下一页", "3/5 下一页",
             "首页 上一页 0/60 下一页 尾页", "上一页 38.5 下一页", "38.5 上一页 1/2 下一页",
             "试剂项目分析报告 第1页\n试剂项目审查报告 第2页"],
      values="the number of a page among all pages: it is none above theirs, and first where nothing leads back")
def pages(lines: Lines) -> Iterator[Edit]:
    """The numbers of an article's pages, with 上一页 and 下一页; 1/5 is one where it agrees with these."""
    for line in lines:
        text = line.text.strip()
        if 1 < len(text) <= 120 and _PAGES.match(text) and not shape.is_number(text) \
                and not holds_value(_OF_PAGES.sub(lambda found: "" if _is_page(found, text) else found[0], text)):
            yield drop(line, "numbers of pages")
    titled = [(line, found) for line in lines if (found := _TITLED_PAGE.fullmatch(line.text.strip()))]
    paged = {line.number for above, below in zip(titled, titled[1:]) if above[1][1] == below[1][1]
             and int(below[1][2]) == int(above[1][2]) + 1 for line in (above[0], below[0])}
    yield from (drop(line, "the number of a page behind the document's title") for line, _ in titled
                if line.number in paged)


def _is_page(found: re.Match[str], text: str) -> bool:
    """Whether a number and another behind a stroke are a page's and how many there are: the words beside them agree."""
    page, of = int(found[1]), int(found[2])
    back, on = any(word in text for word in _BACK), any(word in text for word in _ON)
    return 1 <= page <= of and (back or page == 1) and (on or page == of)


_MORE, _ONWARD = phrases("more"), phrases("onward")
_LONGEST_BUTTON = 32  # characters


@rule("S114", "read-more", marks=(*marks("more"), *marks("onward")),
      hits=["点击查看更多", "查看更多>>", "返回搜狐，查看更多", "更多精彩内容请进入健康频道", "阅读剩余全文（）",
            "☆更多重要新聞訊息，請上某某健康網。", "戳原文，查看更多",
            "看更多健康新聞，請鎖定某某網", "更多新聞請搜尋 《某某網》https://www.example.com", "点击图片查看大图", "（点击图片可放大）", "（点击图片进入下一页）",
            "文章繼續往下", "-----廣告，請繼續往下閱讀-----", "▼ 点击“阅读原文”，预约挂号", "戳这里，了解更多", ">>>下一页更精彩：宝宝发烧的五个误区",
            "👇👇👇", "廣告 - 內文未完請往下捲動", "往下看更多", "Skip to main content", "Next »", "« Previous post",
            "Edit this page on GitHub"],
      keeps=["更多患者选择微创手术。", "更多见于老年女性", "更多药量5 kcal", "查看剩余药量", "更多饮水",
             "更多参考值：20 ng/mL",
             "查看更多文献发现，该药安全性良好。", "更多的人开始关注健康", "点击化学反应条件温和", "显示全部椎体未见异常",
             "了解全部用药史", "查看完整伤口情况", "更多内容：每日饮水2000 ml", "导管继续往下推进", "请往下看，不要抬头", "点击阅读原文献，可见剂量的依据。",
             "👇血红蛋白", "点击图片中的病灶", "Next generation sequencing", "Previous MI",
             "查看全部检查结果", "阅读全文后请签署知情同意书", "更多信息请咨询当地疾控中心。"])
def read_more(lines: Lines) -> Iterator[Edit]:
    """A link that leads on to other pages: 查看更多, 点击进入, 返回列表."""
    led = {line.number for line in shape.buttons(lines, _MORE, 40) if not line.text.strip().startswith("更多的")}
    for line in lines:
        if line.number in led or len(line.text) <= _LONGEST_BUTTON and _ONWARD.fullmatch(line.text.strip()):
            yield drop(line, "a short line that leads to other pages")


_READING = lazy_regex(r"\W?(?:AI\w{1,4}\W{0,3})?(?:(?:本文|全文)?(?:共|约|大约){0,2}\s?\d+\s?字\W{0,2})?"
                      r"(?:预计|大约|约){0,2}阅读(?:时间)?"
                      r"(?:大约|约|需要?){0,3}\s?\d+\s?分钟\W?|\d{1,3}\s?分钟\s?\(阅读时间\)|"
                      r"\d[\d,.]{0,6}\s?万?\s?人(?:赞同了该(?:文章|回答)|觉得(?:[本该此这][文篇帖条]|文章|内容|回答)?[很挺]?有用)|剩余\d+%未读|"
                      r"\W{0,3}(?:展开|阅读|查看)(?:全文|更多)?\s?\(?剩余\s?\d{1,3}%\s?(?:未读|内容|全文)?\W{0,3}")
_COUNTS = lazy_regex(r"^\(?本文.{0,20}(?:阅读|浏览|点击)\W?\d+次\)?$|^(?:\W{0,3}(?:共|已有|已|有|"
                     r"收到)?\s?\(?\d[\d,.]{0,9}\s?[万k+]?\)?\s?(?:个|次|人|条|篇|则|"
                     r"位)?\s?(?:参与|评论|留言|阅读|浏览|点赞|赞|转发|收藏|回复|分享|跟贴|跟帖|推荐|喜欢|围观|观看|播放|人气|在看|打分|打赏)(?:评论|量|数|"
                     r"过)?\W{0,3}){1,6}$|"
                     r"^(?:\W{0,3}(?:阅读|浏览|点击|点赞|踩|评论|转发|收藏|跟贴|参与|推荐|赞|回复|分享|人气|观看|播放)(?<!推荐(?=量))(?:量|数|"
                     r"次数)?\s?[:(\s]?\s?\d[\d,.]{0,9}\s?[万wk+]?\s?[)次]?\W{0,3}){1,6}$", re.I)


_COUNTED = ("评价", "评分", "读", "浏览", "点击", "赞", "踩", "评论", "转发", "收藏", "跟", "参与", "推荐", "回复", "分享", "人气", "看", "播放", "喜欢",
            "留言", "围观", "打分", "打赏", "有用", "展开", "访问", "访客", "来访", "客人", "在线", "顶")


_TAKING_PART = lazy_regex(r"\W*(?:共|已有|已|有)?\s?\d+\s?人参与\W*")  # in a study, or in a survey of the page
_RATED = lazy_regex(r"\W*(?:评分|综合评分|得分|网友评分)?\s?:?\s?(?:10(?:\.0)?|\d(?:\.\d)?)\s?分?[\s,/|(]{0,3}"
                    r"(?:共|已有|有)?\s?\d[\d,]{0,8}\s?人(?:参与)?(?:评价|评分|打分|参与)\W*")


_VISITORS = lazy_regex(
    r"\W{0,3}[您你]是(?:本[网站]{1,2}的?)?第?\s?\d{1,10}\s?[位名个]?(?:访客|访问者|访问用户|来访者?|浏览者|客人)\W{0,3}|"
    r"(?:\W{0,3}(?:今[日天]|昨[日天]|总|本月|累计|当前)(?:访问|浏览|点击|在线|访客)(?:人?次?数?|量)\s?:\s?\d[\d,]{0,12}\W{0,3}){1,4}")
_THUMBS = lazy_regex(r"[顶踩]一下\s?\(\d{1,7}\)\s?(?:\d{1,3}(?:\.\d{1,2})?%)?")


_OF_SCORES = lazy_regex(r"[得评計计][分量]|分[值数]|量表|[各两试验治疗对照观察甲乙ABC]组|\d组")
_NEAR = 3  # lines above a score


@rule("S115", "counts", marks=_COUNTED, whole=True,
      hits=["阅读 10万+", "AI划重点 · 全文约612字，阅读需2分钟", "32条评论 1054人参与", "点赞 56 评论 7", "浏览次数: 2168", "全文共1800字，阅读大约需要5分钟",
            "3 分鐘 (閱讀時間)", "612 人赞同了该文章", "26人觉得本文有用", "剩余50%未读", "阅读全文（剩余60%）", "展开剩余 60%",
            "评分 4.8 3人参与", "4.8分（123人评价）", "赞(12) 踩(0)", "0 則留言",
            "您是本站第12345位访问者", "今日访问：123 总访问：45678",
            "顶一下(12) 100%"],
      keeps=["推荐量 1500", "本次试验在三家医院进行，受试者年龄十八岁以上，性别不限。\n共35人参与\n"
             "试验分为两组，治疗组用药，对照组不用药，各观察三个月。", "回复120人", "每天阅读30分钟", "3分钟后再看一次", "剩余50%未读片", "阅读后剩余60%", "展开后剩余60%的肺",
             "疼痛评分 4.8 3人", "血钾 4.8 3人参与", "评分 38.5 3人参与",
             "得分 4.5 12人参与\n得分 8.5 12人参与", "治疗后各组得分如下\n得分 4.5 12人参与",
             "本次试验在三家医院进行，受试者年龄十八岁以上，性别不限。\n评分 4.8 3人参与\n"
             "试验分为两组，治疗组用药，对照组不用药，各观察三个月。",
             "12人觉得该药有用", "评论员：健康是1，其他是0。", "阅读障碍的发病率约为5%"],
      values="剩余50%未读 and 顶一下 100% are said of the page, and so is the one score with the number of those who gave it")
def counts(lines: Lines) -> Iterator[Edit]:
    """How often the page was read, liked, commented on; who took part may have done so in a study that it tells of.

    A page has one score; several, or one under a line that speaks of scores or of groups, are those of patients.
    """
    first, last = shape.prose_numbers(lines)
    counted = lines.marked
    rated = [line.number for line in counted if _RATED.fullmatch(line.text.strip())]
    scored = len(rated) == 1 and not _is_result(lines, rated[0])
    for line in counted:
        text = line.text.strip()
        if first < line.number < last and (line.number in rated or _TAKING_PART.fullmatch(text)):
            continue
        if 2 < len(text) <= 50 and any(mark.isdigit() for mark in text) and (
                any(each.fullmatch(text) for each in (_READING, _VISITORS, _THUMBS)) or scored and line.number in rated
                or _COUNTS.match(text) and not holds_value(text)):
            yield drop(line, "counts of readers, likes or comments")


def _is_result(lines: Lines, number: int) -> bool:
    """Whether one of the lines right above a score speaks of scores or of groups."""
    above = [line.text for line in lines if line.number < number and line.text.strip()]
    return any(map(_OF_SCORES.search, above[-_NEAR:]))


_PLACEHOLDER = lazy_regex(r"[\[【](?:图片?|image|img|照片)[\]】]\s?(?:\(?点[击选]图?片?放大\)?)?|"
                          r"<image>[^<>]{5,280}</image>", re.IGNORECASE)
_LONG = lazy_regex(r"\S{30,}")  # an address
_EMPTY = lazy_regex(r"!\[\]\(\)\s?")


@rule("S116", "image-file", marks=(".", "[", "【", "<image>"),
      hits=["微信图片_20211028104955.jpg", "IMG_2031.PNG", "![门诊大楼](https://img.example.org/a.jpg)", "[圖片]（點擊放大）", "【图片】",
            "![]()", "<image>data:image/s3,'s3://example-images/4fd9b/5m/20g' alt='门诊'</image>"],
      keeps=["图片为.jpg格式，大小不超过2MB。", "保存为 chest.png 后上传", "[图片1]显示病灶", "阿司匹林100mg.jpg",
             "<image>data:image/s3,'s3://example-images/4fd9b/27f6' alt='每日100mg'</image>"],
      values="the address of a picture in a mark that names it so")
def image_file(lines: Lines) -> Iterator[Edit]:
    """The name of a picture's file, or what a copy left of a picture, on a line of its own."""
    for line in lines:
        text = line.text.strip()
        if len(text) <= 300 and (file_name(text) or markdown_image(text)) and not holds_value(text):
            yield drop(line, "a picture's file name: it is among the images of the metadata")
        elif _PLACEHOLDER.fullmatch(text) and not holds_value(_LONG.sub("", text)) or text and not _EMPTY.sub("", text):
            yield drop(line, "what a copy left of a picture")
        else:
            for found in _EMPTY.finditer(line.text):
                yield change(line, found.start(), found.group(), "", "what a copy left of a picture")
