"""The lines around what people write in threads and consultations: floors, buttons, labels, doctors' titles.

All patterns here are for folded text (`medclean.tables.fold`).
"""
from __future__ import annotations

import re
from typing import Sequence

from .days import CLOCK
from .patterns import HAN, YEAR, lazy_regex
from .staff import DEGREE, OFFICE_END, TITLE
from .tables import alternatives, fold, words
from .values import DOSE

_PERSON = rf"(?:{alternatives('dialogue_words', 'person')})"
_ANSWER = rf"(?:{alternatives('dialogue_words', 'answer')})"
_BUTTON = rf"(?:{alternatives('dialogue_words', 'button')}|{alternatives('dialogue_words', 'cheer')})"
_CARD = rf"(?:{alternatives('dialogue_words', 'card')})"
_MANY = r"(?:共|其[他它]|收到|有){0,2} ?\d{1,5} ?"

RULE = lazy_regex(r"[-—_=~*]{5,}\Z|--\Z")
"""A line of nothing but dashes: signatures stand under it."""

FLOOR = lazy_regex(r"(?:^|(?<=[^\w.-]))(?:(?:第 ?)?\d{1,4} ?(?:楼|#|F)|# ?\d{1,8})(?=\W|$)|"
                   rf"^\W?(?:沙发|板凳|地板|楼主)\W?(?=$|\s\S{{1,20}}\s(?:发表于\s?)?{YEAR})")
"""The place of a post in its thread: 3楼, #4, 5F, 沙发."""

BUTTONS = lazy_regex(rf"(?:{_BUTTON}[\s\d()\[\]·|]*)+\Z", re.IGNORECASE)
"""A line of nothing but the buttons of a post, with their counts: 回复(3) 举报."""

REPLY = lazy_regex(r"[Rr回](?:(?<!回)[Ee]|(?<=回)[复覆应]) ?: ?")
"""What stands before the subject of a reply: Re: , 回复：."""

ANSWERS = lazy_regex(rf"{_MANY}[个条则位] ?{_PERSON}?的? ?{_ANSWER}(?:\W*\Z|#[^#]+#)|"
                     r"(?:回答|答案|解答) ?\(? ?\d{1,5} ?\)?\Z|"
                     rf"{_PERSON}{{1,2}}的? ?(?:提问|咨询|{_ANSWER})[\W\d]*\Z|"
                     r"(?:最佳|推荐|满意|其他|全部)(?:回答|答案)|\w{1,16}(?:最佳|满意)(?:回答|答案)\Z")
"""A line that heads answers, or a question, and counts them: 3 个回答, 医生回复(2), 患者提问."""

LETTER = lazy_regex(r"(?:[发寄]信人|发信站|标 {0,4}题) ?: |※ ?(?:来源|发信站|修改|编辑|文章网址|转[载寄信]) ?[:·]|"
                    r"【 ?在 .{1,60}的大作中提到")
"""Of a post that is written as a letter, on boards that were once read by telnet: 发信人: amber (琥珀), 信区: Health."""

_ACT = rf"(?:{alternatives('dialogue_words', 'act')})"
_READER = rf"(?:{alternatives('dialogue_words', 'reader')})"

_OBJECT = rf"(?:(?:本|此|该|这)个?)?(?:{alternatives('dialogue_words', 'place')})?[的之]?"
_ENDED = r"(?:[,。!;:] ?(?=请|如|若|可|您|欢迎|感谢|谢谢|祝|无法|不[能可再]|暂|仅|只|本|将|等待).*)?\W*\Z"  # to the reader

_STATE = lazy_regex(
    rf"(?:正在?|当前)(?:浏览|阅读|查看|参与) ?{_OBJECT} ?{_READER}(?!注意)|"
    rf"\d+ ?[位名个人]{{0,2}} ?{_READER}.{{0,6}}正?在?(?:浏览|阅读|查看)|"
    r"(?:本|此|该)(?:话题|主题|帖子?|问题)(?:由[^,。!?;]{1,24}(?:发[布起表]|创建|提出)[\s\d于在年月日前.:/-]*"
    r"(?:[,。;|] ?(?:\w{2,6} ?:|最后|更新|共).*)?\W*\Z|"
    r"(?:包含|共?有) ?\d+ ?[个条篇] ?(?:回[复应帖]|答案|帖子))|"
    rf"(?:(?:本次|此次|该)(?:问诊|咨询|问题|对话|服务)已经?(?:结束|关闭|完成)|医[生师]已接[诊单]){_ENDED}|"
    r"(?:电子)?(?:邮[件箱]|email)(?:地址)?不会被?公开|\W{0,2}欢迎参与讨论,请在这里发表|"
    r"(?:赞同|感谢|点赞)来自 ?:|\d+ ?[个条] ?(?:回[复答]|评论)被(?:折叠|隐藏)|"
    rf"{_ACT}.{{0,6}}(?:必[须需]|需要?|请)先?登[录陆入]|登[录陆入].{{0,14}}(?:后|才|方)可?.{{0,6}}{_ACT}")

CARD = lazy_regex(rf"{_CARD}[^:。,]{{0,6}}(?::| ?\d+\D{{0,2}}\Z)|[男女]\W{{0,2}}\d{{1,3}}岁\Z|"
                  r"来自.{2,12}客户端\Z", re.IGNORECASE)
"""A line of the card that tells of who wrote a post: 积分: 120, 擅长：高血压, 女，35岁."""

DOCTOR = lazy_regex(rf"{TITLE}\Z")
"""The title of a doctor, alone in its line: 副主任医师."""

HOSPITAL = lazy_regex(r"(?!.{0,16}(?:哪|什么|怎么|何时|[去到在进出住送]医院))\S{2,16}(?:医院|卫生院|服务中心|诊所)(?:[ -]?\S{1,8}科)?\Z")
"""The name of a hospital, alone in its line, or with a department: 青松医院心内科."""

GUEST_BOOK = lazy_regex(r".{0,4}(?:留言|签名)[板簿本墙区册]?(?:列表)?\W*\Z|.{0,6}guest ?book\W*\Z", re.IGNORECASE)
"""The headline of a page on which guests leave word: 留言板, 给我留言, 在线留言."""

_SPOKEN = lazy_regex(r"\W{0,2}(?:[推嘘] )?(?!作者|楼主|来源|时间|日期|发[表布]|编辑|更新|\w{0,4}(?:提问|回[复答]|咨询))"
                     rf"(\w[^\s:]{{0,15}})(?: \([^)]{{1,16}}\))? ?: ?\S.* \d{{1,2}}[-/.]\d{{1,2}} {CLOCK}\Z")
_OFFICE = lazy_regex(rf"(?:{OFFICE_END}|{TITLE}|[站队区术查诊疗期检录前后天])(?!\w)")
_ASKING_LABEL = lazy_regex(r"(?:病情|症状|问题|疑问)(?:描述|详情|补充|说明) ?(?:[:(\t]|\Z)|.{0,8}问 ?:\Z|"
                           rf"{_PERSON}?(?:[提发]问|咨询|求助|来信|写信|留言|信件)(?:时间|日期|内容|标题|主题|者|人|于|的问题)? ?(?:[:(\d\t]|\Z)|"
                           r"(?:患者|病人)信息|(?:希望|想要?)(?:获得|得到|提供).{0,4}的?帮助|追问 ?(?:[:(]|\Z)")
_ANSWER_LABEL = lazy_regex(rf"(?:[{HAN}]{{2,4}})?{_PERSON}{{1,2}}的?(?:{_ANSWER}|问答)(?:时间|内容)? ?"
                           r"(?:[:(\d\t]|\Z)|"
                           rf"{_ANSWER}(?:时间|日期|内容|单位|部门|专家|医[生师]|者|人|于|数量?) ?[:\d\t]|"
                           r"(?:解答|答复|回[复覆])(?:时间|日期|单位|部门|科室|机构)\Z|"
                           r"(?:办理|处理|答复)(?:结果|情况|意见) ?(?:[:\t]|\Z)|答[复覆]内容\Z|.{0,8}答 ?:\Z|"
                           rf"{_MANY}[个条位] ?{_PERSON}?的?(?:回答|答案|解答)|"
                           r"(?:病情|问题)分析 ?:|(?:指导|治疗|处理|医生)(?:意见|建议) ?:|(?:提问者|楼主|已)采纳|"
                           rf"\S{{1,12}} ?于 ?{YEAR}[\d年月日:./ -]{{4,24}}(?:回[复覆答]|答复|解答)|"
                           rf".{{2,36}}?{_ANSWER} ?于 ?{YEAR}[-/.年]|\S{{1,16}}(?:最佳|满意)(?:回答|答案)\Z")
_DOCTOR_LINE = lazy_regex(rf"[{HAN}]{{2,4}} ?{DEGREE}(?: |\Z)")
_WHEN = lazy_regex(rf"\A{YEAR}[\d年月日:./ -]*")
_MAY_LABEL = lazy_regex(r"[\d病症问問疑患網网用醫医專专藥药院站其全所最满滿推精提咨諮求來来留信希想追回答解发發共收指治处處楼樓已写寫办辦]|"
                        r".{1,36}[于於师師]|.{1,16}[答回]|.{0,8}[问問] ?[:：]\Z")  # quick: most lines begin no label
_LONGEST_LABEL = 48  # characters, with what stands before its colon
_LONGEST_STATE = 60  # characters


def frames_post(text: str) -> bool:
    """Return whether a line is nothing but buttons of a post, or begins with its floor."""
    return BUTTONS.match(text) is not None or FLOOR.match(text) is not None


def is_state(text: str) -> bool:
    """Return whether a line is what a page says of a thread, and nobody wrote, in folded text.

    It tells who reads the thread, how many replied, that only members may reply. No page says a dose there.
    """
    return (len(text) <= _LONGEST_STATE and text[-1:] != "?" and _STATE.search(text) is not None
            and DOSE.search(text) is None)


def are_spoken(texts: Sequence[str]) -> bool:
    """Return whether most of some lines tell who said something, what, and the hour: 推 amber: 多久可以上班 03/12 09:02.

    At least two people do; a list of titles with their dates has no hours, and a label is always the same.
    """
    names = [found[1] for found in map(_SPOKEN.match, texts) if found]
    return len(names) * 10 >= len(texts) * 7 and len(set(names)) > 1


def label_of(text: str) -> str:
    """Return the beginning of a line as `opens_question` and the others read it; empty where it cannot be a label."""
    return _WHEN.sub("", fold(text[:_LONGEST_LABEL])) if _MAY_LABEL.match(text) else ""


def opens_question(label: str) -> bool:
    """Return whether a label says that a question follows."""
    return _ASKING_LABEL.match(label) is not None


def opens_answer(label: str) -> bool:
    """Return whether a label says that an answer follows."""
    return _ANSWER_LABEL.match(label) is not None


def names_doctor(label: str) -> bool:
    """Return whether a line begins with somebody's name and the title of a doctor."""
    return _DOCTOR_LINE.match(label) is not None


def is_office(name: str) -> bool:
    """Return whether what stands where posts have a name is a department, an office, or what is done: 导管室, 入院."""
    return _OFFICE.search(name) is not None or not words("care_words").isdisjoint((name, name[:2], name[-2:]))


def is_person(name: str) -> bool:
    """Return whether a name is as long as those of people are, and begins as they do."""
    return len(name) in (2, 3) and name[0] in words("surnames")
