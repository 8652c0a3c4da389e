"""The lines around what people write in threads and consultations: floors, buttons, labels, doctors' titles.

All patterns here are for folded text (`medclean.tables.fold`). What pages say in words of their own stands in the table
``dialogue_phrases``.
"""
from __future__ import annotations

import re
from typing import Sequence

from .days import CLOCK
from .patterns import HAN, YEAR, lazy_regex
from .phrases import phrases
from .staff import DEGREE, OFFICE_END, TITLE
from .tables import alternatives, fold, words
from .values import DOSE

_BUTTON = rf"(?:{alternatives('dialogue_words', 'button')}|{alternatives('dialogue_words', 'cheer')})"
_CARD = rf"(?:{alternatives('dialogue_words', 'card')})"

RULE = lazy_regex(r"[-—_=~*]{5,}\Z|--\Z")
"""A line of nothing but dashes: signatures stand under it."""

FLOOR = lazy_regex(r"(?:^|(?<=[^\w.-]))(?:(?:第 ?)?\d{1,4} ?(?:楼|#|F)|# ?\d{1,8})(?=\W|$)|"
                   rf"^\W?(?:沙发|板凳|地板|楼主)\W?(?=$|\s\S{{1,20}}\s(?:发表于\s?)?{YEAR})")
"""The place of a post in its thread: 3楼, #4, 5F, 沙发."""

BUTTONS = lazy_regex(rf"(?:{_BUTTON}[\s\d()\[\]·|]*)+\Z", re.IGNORECASE)
"""A line of nothing but the buttons of a post, with their counts: 回复(3) 举报."""

REPLY = lazy_regex(r"[Rr回](?:(?<!回)[Ee]|(?<=回)[复覆应]) ?: ?")
"""What stands before the subject of a reply: Re: , 回复：."""

ANSWERS = phrases("heads-answers")
"""A line that heads answers, or a question, and counts them: 3 个回答, 医生回复(2), 患者提问."""

LETTER = phrases("letter")
"""Of a post that is written as a letter, on boards that were once read by telnet: 发信人: amber (琥珀), 信区: Health."""

_STATE = phrases("state")

CARD = lazy_regex(rf"{_CARD}[^:。,]{{0,6}}(?::| ?\d+\D{{0,2}}\Z)|[男女]\W{{0,2}}\d{{1,3}}岁\Z|"
                  r"来自.{2,12}客户端\Z|\d{1,3}(?:\.\d{1,2})?% ?(?:好评率?|满意度?)\s*(?:\||\Z)", re.IGNORECASE)
"""A line of the card that tells of who wrote a post: 积分: 120, 擅长：高血压, 女，35岁."""

DOCTOR = lazy_regex(rf"{TITLE}\Z")
"""The title of a doctor, alone in its line: 副主任医师."""

HOSPITAL = lazy_regex(r"(?!.{0,16}(?:哪|什么|怎么|何时|[了我你他她换]|[去到在进出住送]医院))\S{2,16}(?:医院|卫生院|服务中心|诊所)(?:[ -]?\S{1,8}科)?\Z")
"""The name of a hospital, alone in its line, or with a department: 青松医院心内科."""

GUEST_BOOK = lazy_regex(r".{0,4}(?:留言|签名)[板簿本墙区册]?(?:列表)?\W*\Z|.{0,6}guest ?book\W*\Z", re.IGNORECASE)
"""The headline of a page on which guests leave word: 留言板, 给我留言, 在线留言."""

_SPOKEN = lazy_regex(r"\W{0,2}(?:[推嘘] )?(?!作者|楼主|来源|时间|日期|发[表布]|编辑|更新|\w{0,4}(?:提问|回[复答]|咨询))"
                     rf"(\w[^\s:]{{0,15}})(?: \([^)]{{1,16}}\))? ?: ?\S.* \d{{1,2}}[-/.]\d{{1,2}} {CLOCK}\Z")
_OFFICE = lazy_regex(rf"(?:{OFFICE_END}|{TITLE}|[站队区术查诊疗期检录前后天])(?!\w)")
_ASKING_LABEL, _ANSWER_LABEL = phrases("asks"), phrases("answers")
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
