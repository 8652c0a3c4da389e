"""The labels of questions and of answers: 病情描述, 咨询内容：, 答复单位, 医生回答."""
from __future__ import annotations

from ..patterns import lazy_regex
from ..tables import fold

_PEOPLE = r"(?:患者|病人|网友|用户|网民|医生|医师|专家|药师|院长|站长|其[他它]|全部|所有|最佳|满意|推荐|精[选彩])"
_ASKING_LABEL = lazy_regex(r"(?:病情|症状|问题|疑问)(?:描述|详情|补充|说明) ?(?:[:(\t]|\Z)|.{0,8}问 ?:\Z|"
                           rf"{_PEOPLE}?(?:[提发]问|咨询|求助|来信|留言|信件)(?:时间|日期|内容|标题|主题|者|人|于|的问题)? ?(?:[:(\d\t]|\Z)|"
                           r"(?:患者|病人)信息|(?:希望|想要?)(?:获得|得到|提供).{0,4}的?帮助|追问 ?(?:[:(]|\Z)")
_ANSWER_LABEL = lazy_regex(rf"{_PEOPLE}{{1,2}}的?(?:回答|答案|解答|答复|回[复覆]|问答)(?:时间|内容)? ?(?:[:(\d\t]|\Z)|"
                           r"(?:回答|答案|解答|答复|回[复覆])(?:时间|日期|内容|单位|部门|专家|医[生师]|者|人|于|数量?) ?[:\d\t]|"
                           r"(?:解答|答复|回[复覆])(?:时间|日期|单位|部门|科室|机构)\Z|答[复覆]内容\Z|.{0,8}答 ?:\Z|"
                           r"(?:共|收到){0,2} ?\d{1,5} ?[个条位](?:医生|专家|网友)?的?(?:回答|答案|解答)|"
                           r"(?:病情|问题)分析 ?:|(?:指导|治疗|处理|医生)(?:意见|建议) ?:|(?:提问者|楼主|已)采纳|"
                           r"\S{1,12} ?于 ?(?:19|20)\d\d[\d年月日:./ -]{4,24}(?:回[复答]|答复|解答)")
_DOCTOR_LINE = lazy_regex(r"[\u3400-\u9fff]{2,4} ?(?:副?主任|主治|住院)?(?:中?医|药)师(?: |\Z)")
_WHEN = lazy_regex(r"\A(?:19|20)\d\d[\d年月日:./ -]*")
_MAY_LABEL = lazy_regex(r"[\d病症问問疑患网網用医醫专專药藥院站其全所最满滿推精提咨諮求来來留信希想追回答解发發共收指治处處楼樓已]|"
                        r".{1,16}[于於师師]|.{0,8}[问問答] ?[:：]\Z")  # quick: most lines begin no label
_LONGEST_LABEL = 48  # characters, with what stands before its colon


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
