"""Where people work and what they are called: the offices of hospitals and newsrooms, and the titles of their staff.

The sources of patterns for folded text stand here once; whoever asks builds on them.
"""
from __future__ import annotations

from .patterns import HAN, lazy_regex
from .tables import alternatives

_GRADE = "(?:副?主任|主治|住院)"
_WORK = "(?:中?[医药]|护理?|技|营养|治疗|心理)师"

RANKED = f"(?:{_GRADE}{_WORK})"
"""The title of one who treats, with its grade, as cards and lists of posts print it: 副主任医师, 主治医师."""

DEGREE = f"(?:(?:{_GRADE}|实习|执业|责任|资深|特约)?{_WORK})"
"""Such a title, with a grade or without: 医师, 副主任护师, 执业药师."""

TITLE = f"(?:{DEGREE}|{_GRADE}?医生|大夫|护士长?|副?主任|副?院长|副?教授|研究员|博士)"
"""What somebody of a hospital or a university is called, also as people say it: 医生, 护士长, 教授."""

OFFICE_END = "(?:[科部委办处局厅室组院所]|中心|病[房区])"
"""How the name of an office or of a house ends; those of papers and agencies (报, 社, 网) end otherwise."""

OFFICE = rf"(?:[{HAN}]{{1,12}}{OFFICE_END})"
"""The name of an office, of a ward, of a house: 产科, 健康部, 云溪医院."""

PRESS_OFFICE = (rf"(?:[{HAN}]{{0,12}}(?:宣传|媒体?|新闻|编辑|传播|公关|信息|办公|记者|党[政委]?)[{HAN}]{{0,4}}"
                r"(?:[科部办处室组站]|中心))")
"""The name of an office that makes pages: 宣传科, 新媒体中心, 编辑部, 党委办公室."""

_WARD = lazy_regex(rf"(?!{PRESS_OFFICE}\Z)(?!.*(?:院|中心)..)"
                   rf"[{HAN}]{{0,8}}(?:(?:{alternatives('specialties')})科室?|[{HAN}]病[房区]|"
                   r"(?:手术|急诊|治疗|导管|检验|护理)室)\Z")


def is_ward(text: str) -> bool:
    """Return whether a folded text names a ward or a department that treats, and no more: 产科, 心内科, 手术室.

    What ends in 科 is one where a specialty does: 王建科 and 医学百科 are none.
    One behind the name of its house (云溪医院产科) may sign what it wrote, and an office that makes pages does.
    """
    return _WARD.match(text) is not None
