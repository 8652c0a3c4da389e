"""Rules for what is glued to a line: editors in brackets, links back, notices, offers, a board's stamps and votes.

A line that is nothing else goes whole.
"""
from __future__ import annotations

import re
from typing import Iterator

from ..document import Edit, Line
from ..lists import LEADS_ON
from ..patterns import HAN, lazy_regex
from ..rules import Lines, change, drop, rule
from ..tables import alternatives
from ..values import is_matter, warns
from . import shape
from .remarks import WISHED, is_press, is_wish

_EDITING = r"(?:责任编辑|值班编辑|网络编辑|责编|编辑|编审|校对|审核|作者[^()\[\]【】]{1,20}(?:责任编辑|编辑))"
_EDITOR = lazy_regex(
    rf"\s*[(\[【<]\s?{_EDITING}\s?[:/]?\s?[^()\[\]【】<>。!?]{{0,40}}[)\]】>]\s*"
    r"(?:返回\S{2,6}[,\s]{0,2}查看更多)?\s*(?:责任编辑\s?:\S{0,8})?$")
_BACK = lazy_regex(r"\s*返回(?:搜狐|首页|网易|新浪|腾讯)[,\s]{0,2}(?:查看更多)?\s*(?:责任编辑\s?:\S{0,8})?\s*$")
_BARE = lazy_regex(rf"(?<=[。!?”)\]】])\s*(?:责任编辑|责编)\s?:\s?[{HAN}·]{{2,4}}\s*$")
_NAMED = lazy_regex(rf"(?:编辑|责编|编审|校对|审核)\s?(?:[:/]|\s[{HAN}]{{2,4}}\s*[)\]】>])")


def _cut(line: Line, found: re.Match[str], why: str) -> Edit:
    if not line.text[:found.start()].strip():
        return drop(line, why)
    return change(line, found.start(), found.group(), "", why)


def _cut_tails(lines: Lines, tail: re.Pattern[str], longest: int, why: str) -> Iterator[Edit]:
    """Cut off what a pattern finds among the last characters of lines, ``longest`` of them at most."""
    for line in lines:
        found = tail.search(line.text, max(0, len(line.text) - longest))
        if found:
            yield _cut(line, found, why)


@rule("S140", "editor-at-end", marks=("编", "校对", "审核"),
      hits={"患者已康复出院。（编辑：小何）返回搜狐，查看更多": "患者已康复出院。", "疫苗已开始接种。(责任编辑：王明)": "疫苗已开始接种。",
            "请及时就医。[作者: 刘海 责任编辑: 杨宇]": "请及时就医。", "专家提醒市民注意防护。责任编辑：李明": "专家提醒市民注意防护。"},
      keeps=["该技术被称为基因剪刀(编辑基因的工具)。", "会议由《中华内科杂志》(编辑部设在北京)主办。"])
def editor_at_end(lines: Lines) -> Iterator[Edit]:
    """The editor in brackets behind the last sentence, and the link back to the portal behind that."""
    for line in lines:
        at = max(0, len(line.text) - 90)
        found = _EDITOR.search(line.text, at) or _BARE.search(line.text, at)
        if found and _NAMED.search(found.group()):  # (编辑基因的工具) names nobody
            yield _cut(line, found, "the editor is named behind the last sentence")


@rule("S141", "back-to-portal", marks=("返回",),
      hits={"患者已康复出院。返回搜狐，查看更多": "患者已康复出院。", "返回搜狐，查看更多": ""},
      keeps=["患者返回首页登记处办理手续。"])
def back_to_portal(lines: Lines) -> Iterator[Edit]:
    """The link back to the portal, glued to the last sentence."""
    yield from _cut_tails(lines, _BACK, 40, "a link back to the portal")


_TITLE = lazy_regex(r"\s*[(\[【]\s?原标题\s?:[^()\[\]【】]{2,80}[)\]】]\s*$")


@rule("S142", "original-title-at-end", marks=("原标题",),
      hits={"疫苗已开始接种。（原标题：某市启动接种）": "疫苗已开始接种。"},
      keeps=["（原标题中的数据有误）请以本文为准。"],
      values="the headline that the article had elsewhere")
def original_title_at_end(lines: Lines) -> Iterator[Edit]:
    """The headline that the article had elsewhere, in brackets behind the last sentence."""
    yield from _cut_tails(lines, _TITLE, 100, "the headline that the article had elsewhere")


_SHARE = lazy_regex(r"(?<=[^\s:])\s?分享[到至]\s?:\s*$")


@rule("S156", "share-at-end", marks=("分享",),
      hits={"市立医院周六起可接种疫苗分享到：": "市立医院周六起可接种疫苗"},
      keeps=["请把测得的血压分享到家庭群", "他在群里分享到：吃药以后血压降下来了。"])
def share_at_end(lines: Lines) -> Iterator[Edit]:
    """The label of the buttons to share a page (分享到：), glued to the end of its headline."""
    yield from _cut_tails(lines, _SHARE, 12, "the label of the buttons to share the page")


_LABELLED = lazy_regex(rf"\s*[{HAN}]{{2,8}}\s?:\s?[^\s\[]")
_LINK = lazy_regex(r"\s?\[(?:详[细情]|更多)\]\s*\Z")
_LONGEST_LINK = 16  # characters
_SOURCE = lazy_regex(r"(?<=[。!?”」])\s*[(\[【]\s?(?:文章|本文|稿件|新闻|信息)?(?:来源|稿源|转自|转载自)\s?[:/]\s?"
                     r"(?P<who>[^()\[\]【】。:]{2,30})[)\]】]\s*$")
_EDITION = lazy_regex(r"(?:海外|健康|数字|电子)?版\Z")  # of a paper


@rule("S152", "source-at-end", marks=("来源", "稿源", "转自", "转载自"),
      hits={"高血压患者应坚持每天测量血压。（来源：人民日报海外版）": "高血压患者应坚持每天测量血压。", "专家提醒市民注意防护！(稿源：云溪日报)": "专家提醒市民注意防护！"},
      keeps=["人参补气。（来源：五加科植物）", "感染后发热。（来源：牛羊）", "茯苓健脾。（来源：《神农本草经》）", "患者共一百二十例。（来源：心内科）"])
def source_at_end(lines: Lines) -> Iterator[Edit]:
    """The paper or the site that an article is from, in brackets behind the last sentence; the metadata has it."""
    for line in lines:
        found = _SOURCE.search(line.text, max(0, len(line.text) - 60))
        if found and is_press(_EDITION.sub("", found["who"].strip())):
            yield _cut(line, found, "the source is named behind the last sentence")


@rule("S153", "link-at-end", marks=("详细", "详情", "全文", "更多"),
      hits={"慢性胃炎是一种常见病，发病率在各种胃病中居首位。[详细]": "慢性胃炎是一种常见病，发病率在各种胃病中居首位。",
            "该药不可与酒同服！【查看全文】": "该药不可与酒同服！", "孕妇禁用。更多>>": "孕妇禁用。",
            "并发疾病：灼性神经痛 [详细]": "并发疾病：灼性神经痛"},
      keeps=["孕妇禁用。更多", "用法：[详细]", "不良反应见说明书。（详情）", "脾胃虚寒者[详细]", "孕妇禁用。[更多见于老年]"])
def link_at_end(lines: Lines) -> Iterator[Edit]:
    """The link to the whole text, glued to the last sentence of its opening, or to a label's value."""
    for line in lines:
        found = LEADS_ON.search(line.text, max(0, len(line.text) - _LONGEST_LINK))
        if found is None and (labelled := _LABELLED.match(line.text)):
            found = _LINK.search(line.text, labelled.end())
        if found:
            yield _cut(line, found, "a link to the whole text behind the text")


_SENTENCE = lazy_regex(r"(?<=[。!?])(?![。!?”」』)]|\Z)")
_CLOSING = ("”", "」", "』")
_OWN_LENGTH = 8  # characters of the line before the wish


@rule("S149", "wish-at-end", marks=WISHED,
      hits={"这些药您家里有吗？过期的药要及时清理，不要再吃了。欢迎在评论区聊一聊，觉得有用就点个“在看”转给家人吧！":
            "这些药您家里有吗？过期的药要及时清理，不要再吃了。",
            "过期的药要及时清理，不要再吃，也不要送给别人吃。看完记得收藏！别忘了转发给身边的朋友。":
            "过期的药要及时清理，不要再吃，也不要送给别人吃。"},
      keeps=["过期的药要及时清理，不要再吃，也不要送给别人吃。请转发至上级医院会诊。",
             "他在群里写道：“过期的药要及时清理，不要再吃了。看完记得收藏！”",
             "过期的药要及时清理，不要再吃，也不要送给别人吃。可以和家人分享。"])
def wish_at_end(lines: Lines) -> Iterator[Edit]:
    """A wish to the reader (S119) that ends a paragraph: its last sentences, behind what the paragraph says itself."""
    for line in lines:
        starts = [found.start() for found in _SENTENCE.finditer(line.text.rstrip())]
        ends = [*starts[1:], len(line.text)]
        cut = len(line.text)
        for start, end in zip(reversed(starts), reversed(ends)):
            told = line.text[start:end].strip()
            if start < _OWN_LENGTH or not is_wish(told) or told.endswith(_CLOSING):
                break
            cut = start
        if cut < len(line.text):
            yield change(line, cut, line.text[cut:], "", "a wish to the reader about the page, behind the text")


_RATED = lazy_regex(r"参与人数\s?\d{1,4}\s(?:[^\W\d]{2,4}\s?[+-]\s?\d{1,5}\s?){1,4}(?:收起)?\s?理由\s*")
_RATING = lazy_regex(r"\S[^\t]{0,23}\s(?:[+-]\s?\d{1,5}\s*){1,4}(?:[^\t]{0,30})?")


@rule("S150", "ratings", marks=("参与人数",), whole=True,
      hits={"参与人数 2\t威望 +5\t收起 理由\n糖小哥\t+ 3\t很给力!\n平淡是真\t+ 2\t赞一个!\n请问多久复查一次？": "请问多久复查一次？"},
      keeps=["参与人数 120\t男 60\t女 60\n对照组\t+ 3\t有效", "参与人数 2，血压 + 3"],
      values="marks that members give are + 3")
def ratings(lines: Lines) -> Iterator[Edit]:
    """The marks that members of a board gave a post: a row that counts them (参与人数 2 威望 +5 收起 理由), and each."""
    inside = False
    for line in lines:
        text = line.text.strip()
        if _RATED.fullmatch(text):
            inside = True
            yield drop(line, "the marks that members gave a post")
        elif inside and _RATING.fullmatch(text):
            yield drop(line, "a mark that a member gave a post")
        else:
            inside = False


_EDIT_LINK = lazy_regex(r"(?<=\S)\s?(?:([\[【(])\s?编辑(?:本段|源代码|源码)?\s?[\])】]|(?:播报\s?)?编辑(?:本段)?|播报)\s?\Z")
_EDIT_BUTTON = lazy_regex(r"[\[【(\s]*(?:播报\s?)?编辑(?:本段|摘要)?(?:\s?语音)?[\])】\s]*")
_LONGEST_HEADING = 30  # characters, with the link
_SECTIONS = 3  # an entry that anybody may edit has as many, at least


@rule("S143", "edit-link", marks=("编辑",), whole=True,
      hits={"概述编辑\n某病是一种常见病。\n病因编辑\n病因不明。\n治疗编辑\n以休息为主。":
            "概述\n某病是一种常见病。\n病因\n病因不明。\n治疗\n以休息为主。",
            "概述 [编辑]\n常见病\n病因 [编辑]\n治疗 [编辑]": "概述\n常见病\n病因\n治疗",
            "概述\n播报\n编辑\n某病是一种常见病。\n病因\n播报\n编辑\n病因不明。\n治疗\n播报\n编辑\n以休息为主。":
            "概述\n某病是一种常见病。\n病因\n病因不明。\n治疗\n以休息为主。",
            "疖病因\n编辑 语音\n细菌感染。\n疖检查\n编辑 语音\n血常规。\n疖治疗\n编辑 语音\n以休息为主。":
            "疖病因\n细菌感染。\n疖检查\n血常规。\n疖治疗\n以休息为主。",
            "概述[编辑]\n血钾[3-5] mmol/L，高于[6] mmol/L。\n检查[编辑]\n[18]F-FDG，剂量[370] MBq。\n治疗[编辑]":
            "概述\n血钾[3-5] mmol/L，高于[6] mmol/L。\n检查\n[18]F-FDG，剂量[370] MBq。\n治疗"},
      keeps=["基因编辑\n碱基编辑\n引导编辑", "基因编辑\n它编辑基因。\n碱基编辑\n它编辑碱基。\n引导编辑\n它编辑两者。",
             "概述编辑\n某病是一种常见病。"])
def edit_link(lines: Lines) -> Iterator[Edit]:
    """The link to edit a section, behind the headings of an entry, or below them.

    It is in brackets, all that is link, or above a sentence. 基因编辑 may be a heading too: then what stands below it
    speaks of 编辑.
    """
    links = [(line, match) for line, below in zip(lines, [*lines[1:], None]) if len(line.text) <= _LONGEST_HEADING
             and (match := _EDIT_LINK.search(line.text)) and not _EDIT_BUTTON.fullmatch(line.text)
             and (match[1] or 0 < line.link_chars <= len(match[0]) or below and _follows(below.text, match[0]))]
    buttons = [line for line in lines.marked if _EDIT_BUTTON.fullmatch(line.text)]
    if max(len(links), len(buttons)) < _SECTIONS:
        return
    for line, match in links:
        yield change(line, match.start(), match.group(), "", f"one of {len(links)} links to edit a section")
    for line in (*buttons, *(line for line in lines if line.text.strip() == "播报")):
        yield drop(line, f"a button of an entry whose {max(len(links), len(buttons))} sections may be edited")


def _follows(text: str, link: str) -> bool:
    """Whether a line stands below a heading with a link: the next button, or a sentence that is not about editing."""
    sentence = text.rstrip()[-1:] in "。!?" and "编辑" not in text and "编辑" in link
    return sentence or _EDIT_BUTTON.fullmatch(text) is not None


_POSTER = lazy_regex(  # a name of such boards has a digit or no capital
    r"\W{0,3}作者\W{0,3}(?=\w*\d|[a-z]+\b)[A-Za-z][A-Za-z0-9]{1,15} ?\([^()]*\)(?:\s*(?:看板|站内)\W{0,3}\w{1,20})?\s*")
_DEVICE = lazy_regex(r"\W{0,3}Sent from (?:my |JPTT |BePTT )[\w .-]{2,30}\s*", re.IGNORECASE)
_HEAD = lazy_regex(r"[发寄]信人\s?: ?\S[^,]{0,40}, ?(?:信区|看板|站内)\s?: ?\S{1,24}")
_FROM_BOARD = lazy_regex(r"※ ?(?:(?:发信站|文章网址)\s?: ?\S.{3,}|(?:编辑|转录者|修改(?:内容)?)\s?:\W{0,3}[A-Za-z]\w{0,15}\b.*\d.*|"
                         r"(?:来源|转[载寄信])\s?:.{0,60}\[FROM\b.{0,40})")
_LONGEST_SIGNATURE = 12  # lines
_BOARD = lazy_regex(r"\s+--\s(?:[^※]{0,200}\s--\s)?\s*※ ?(?:发信站|来源|文章网址) ?:.{0,400}\Z")


@rule("S144", "board-at-end", marks=("※", "作者", "发信人", "寄信人", "Sent", "sent", "SENT"), whole=True,
      hits={"有问题可以回文问我。\n--\n※ 發信站: 白塔實業坊(bbs.cc), 來自: 1.2.3.4\n※ 編輯: anna01 (1.2.3.4), 03/11/2019 12:45:11":
            "有问题可以回文问我。\n--", "作者 anna01 (安娜) 看板 Health": "", "作者anna01 (安娜)": "", "Sent from my iPhone 12": "",
            "有问题可以回文问我。 -- ※ 发信站: 白塔实业坊(bbs.cc), 来自: 1.2.3.4 ※ 文章网址: https://bbs.cc/1.html": "有问题可以回文问我。",
            "祝大家都健康。 -- 心宽一寸 病退一丈 -- ※ 来源: 白塔站 bbs.cc [FROM: 1.2.3.4]": "祝大家都健康。",
            "发信人: anna01 (安娜), 信区: Health\n血压140/90，要吃药吗？\n--\n心宽一寸，病退一丈。\n\n※ 来源:·白塔站 bbs.cc·[FROM: 1.2.3.4]":
            "血压140/90，要吃药吗？"},
      keeps=["化验单上写着 -- ※ 表示复查。", "有问题可以问我 -- ※ 我明天在。", "作者 Anna Lee (云溪医院) 提出了新方案。", "作者 Smith (伦敦大学)",
             "Sent from my doctor: take 5 mg, twice a day.", "作者anna01 (安娜)认为应当停药",
             "血压140/90，要吃药吗？\n--\n心宽一寸，病退一丈。\n※ 表示复查。", "※ 来源: 豆科植物甘草的干燥根",
             "※ 修改：服药时间改为饭后", "※ 编辑：护理部二零二零"])
def board_at_end(lines: Lines) -> Iterator[Edit]:
    """The board that a post was sent from, behind a rule and who signed it: a page that only wraps loses its lines.

    So is who wrote it (作者 anna01 (安娜)), and the device: Sent from my iPhone. On a page that begins as letters do
    (发信人: …, 信区: …) a rule parts a text from its signature.
    """
    heads = [line.number for line in lines.marked if _HEAD.fullmatch(line.text.strip())]
    letter = heads[0] if len(heads) == 1 else 0  # several are a thread's: its frames tell posts apart
    for line in lines.marked:
        if line.number == letter or any(each.fullmatch(line.text.strip()) for each in (_POSTER, _DEVICE, _FROM_BOARD)):
            yield drop(line, "who wrote a post, or what it was sent from")
        elif found := _BOARD.search(line.text, max(0, line.text.find("※") - 220)):
            yield _cut(line, found, "the board that the post was sent from")
    for line in _signatures(lines) if letter else ():
        if line.number > letter:
            yield drop(line, "the signature of a post, and the rule above it")


def _signatures(lines: Lines) -> Iterator[Line]:
    """The lines from a rule to the board that a post was sent from."""
    for at, line in enumerate(lines):
        if line.text.strip() == "--":
            below = range(at + 1, min(at + _LONGEST_SIGNATURE, len(lines)))
            end = next((each for each in below if _FROM_BOARD.fullmatch(lines[each].text.strip())), at)
            yield from lines[at:end]


_VOTING_DAY = r"(?:0\d|1[0-2])/[0-3]\d"
_VOTED = lazy_regex(  # a vote, who gave it, what they wrote, an address or the hour
    r"(?P<who>\s*(?P<vote>[推嘘]|→|->)\s?[A-Za-z][A-Za-z0-9]{1,15}\s?:\s?)(?P<said>.*?)"
    rf"(?P<when>\s*(?:\d{{1,3}}(?:\.\d{{1,3}}){{3}}\s{_VOTING_DAY}(?:\s\d\d:\d\d)?|{_VOTING_DAY}\s\d\d:\d\d)\s*)\Z")
_VOTES = 3  # of a page, at least, one of which is no arrow: a log or a list of results has none


@rule("S147", "votes", marks=("推", "→", "->", "嘘"),
      hits={"推 anna01: 先查甲狀腺 03/02 21:14\n→ benben: 血脂要空腹 03/02 21:15\n噓 carl7: 推 03/02 21:20": "先查甲狀腺\n血脂要空腹\n推",
            "推 anna01: 1.2.3.4 03/02\n推 benben: 吃 5 mg 1.2.3.4 03/03\n→ carl7: 120/80 03/04 08:00": "吃 5 mg\n120/80"},
      keeps=["推 anna01: 先查甲狀腺 03/02 21:14\n→ benben: 血脂要空腹 03/02 21:15",
             "→ ALT: 45 03/02 08:00\n→ AST: 38 03/02 08:00\n→ PLT: 9 03/02 08:00",
             "→ GCS: 10/15\n→ GCS: 12/15\n→ GCS: 15/15",
             "推 Aspirin: 100 mg 01/02\n推 Aspirin: 50 mg 01/03\n推 Aspirin: 01/04",
             "推荐 A: 每日 5 mg\n推荐 B: 每日 10 mg\n推荐 C: 停药"],
      values="the day of a vote is written as a ratio is: 03/02")
def votes(lines: Lines) -> Iterator[Edit]:
    """Who answered a post of a board by a vote, and when, around what they wrote: three and more on a page."""
    voted = [(line, found) for line in lines if (found := _VOTED.match(line.text))]
    if len(voted) < _VOTES or not any(found["vote"] in "推嘘" for _, found in voted):
        return
    for line, found in voted:
        if not found["said"].strip():
            yield drop(line, "a vote of a board without a word")
            continue
        yield change(line, 0, found["who"], "", "who answered by a vote")
        yield change(line, found.start("when"), found["when"], "", "when a vote was given")


_CONSULT = lazy_regex(  # the last sentence of a line, and a wish behind it
    r"(?:^|(?<=[。!?]))\s*"
    r"(?![^。!?]*(?:我(?!们)|居民|市民|村民|群众|家长|单位|(?<![\d-])(?![48]00-?\d{3})\d[\d-]{4}|\d月|\d日))(?:以上[^。!?]{0,40}[,。])?"
    r"[^。!?]*?(?P<asked>(?:还|更多|其他|其它|任何)[^。!?]{0,8}(?:疑问|疑惑|问题|不明白|不懂|不清楚|想了解)|"
    r"有(?:类似|同样|这样)的?(?:情况|症状|困扰|问题|烦恼))"
    r"[^。!?]{0,40}(?:点击|在线(?:咨询|专家|医生|医师|客服))[^。!?]*(?:[。!]\s*(?:[祝愿][^。!?]{0,20}[。!]?\s*)?)?\Z")
_LONGEST_OFFER = 160  # characters
_BUTTON = alternatives("consult_words", "button")
_WAY, _SITE = (lazy_regex(f'{alternatives("consult_words", kind)}|{_BUTTON}') for kind in ("way", "site"))
_TALK = lazy_regex(alternatives("consult_words", "talk"))
_OFFERED = lazy_regex(alternatives("consult_words"))
_SHORTEST_OFFER, _LONGEST_LINE = 8, 50  # characters of a line that is nothing but an offer
_CLAUSE = lazy_regex("[,。!?]")
_BESIDE_OFFER = .1  # of its letters, at most, are beside its words


@rule("S145", "consult", marks=("点击", "在线", "对一", "按钮", "网上"),
      hits={"温馨提示：如果您还有其他疑问，可以点击在线咨询，或拨打24小时热线，我们的专家会为您详细解答。": "",
            "如果您也有类似的症状，点击免费问医生。祝您早日康复！": "", "以上就是相关介绍，如果还有什么问题，欢迎咨询在线专家。": "",
            "如果您还有其他疑问，请点击咨询在线专家，或拨打健康热线：400-000-0000，专家将为您详细解答。": "",
            "口服，每次5 mg，每日三次。出现皮疹立即停药。如果还有其他疑问，请点击在线咨询。":
            "口服，每次5 mg，每日三次。出现皮疹立即停药。",
            "如需了解更多，请点击【在线专家】与我院专家直接沟通。": "", "【在线咨询】专家一对一解答，点击这里免费咨询>>": "",
            "网上咨询专家，随时为您解答": "", "请点击下面的咨询按钮与在线医生进行一对一的交流": "",
            "更多详情请点击在线咨询，我院专家将一对一为您解答。": ""},
      keeps=["如有疑问，请在线咨询医生后再用药。", "如需立即就诊，可在线咨询医生", "有疑问请立即在线咨询您的医生", "可在线预约挂号咨询",
             "出院后有问题，可以在线咨询医生。", "在线咨询", "护士在线为家长解答了问题。", "可点击查看交流方式",
             "如果家长还有疑问，可以在线下门诊向医生咨询。", "复诊患者可以在线咨询医生，由医生开具处方。", "对结果还有疑问的居民，可登录平台在线咨询。",
             "孕妇禁用。儿童剂量每公斤10 mg。若对用药还有疑问，可拨打药房电话0571-123456在线咨询。", "居民如有其他问题，可拨打12320在线咨询。",
             "对检查结果还有疑问的市民，可于3月5日上午到门诊大厅参加义诊，或者在线咨询专家。",
             "问：我有类似的情况，夜里胸痛，心电图正常，在线咨询医生说不要紧，请问需要做造影吗？",
             "如果您还有其他疑问，请点击在线咨询。每次5 mg，每日三次。", "如果还有其他问题，可在线咨询，每次口服不超过5 mg。"])
def consult(lines: Lines) -> Iterator[Edit]:
    """An offer to consult a doctor of the site by a button, which private hospitals and portals set under an article.

    It is the last sentence of its paragraph, or a line of hardly a word but those of such offers; a reader's own
    account, the telephone of a public service, its day, and what holds a value or speaks of care are no offers.
    """
    for line in lines:
        text = line.text
        if _is_offer(text.strip()):
            yield drop(line, "an offer to consult a doctor of the site")
            continue
        found = _CONSULT.search(text, max(0, len(text) - _LONGEST_OFFER))
        if found and not is_matter(found.group().replace(found["asked"], "").replace("24小时", "")):
            yield _cut(line, found, "an offer to consult a doctor of the site")


def _is_offer(text: str) -> bool:
    """Whether a line names a way of the web, a talk and whom the site offers, and hardly a word is none of offers."""
    short = _SHORTEST_OFFER <= len(text) <= _LONGEST_LINE
    if not short or not all(each.search(text) for each in (_WAY, _TALK, _SITE)) or any(map(warns, _CLAUSE.split(text))):
        return False
    return shape.has_few_words_beside(text, _OFFERED, _BESIDE_OFFER)
