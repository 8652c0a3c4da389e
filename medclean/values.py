"""What is a value: a number with its unit, or two with a point or a stroke between them: 5 mg, 38.5, 120/80.

The units stand in one table, ``data/units.txt``, and nowhere else. `MEASURED` takes in ages and numbers of people,
`holds_value` does not.
Whatever looks like a page's furniture, a line that holds a value of medicine is none.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Iterable
from unicodedata import normalize

from .patterns import CHINESE, HAN, YEAR, lazy_regex
from .tables import alternatives, load, longest_first

_MICRO = "[μµu]"
_CHINESE = "\u2e80"  # where the characters of Chinese begin
_POWERS = "23"  # of a length: ㎡, ㎥


@lru_cache(maxsize=1)
def _squares() -> list[tuple[str, str]]:
    """The units of the table that Unicode also has as one character (CJK Compatibility: ㎎, ㏄, ㎜), with their kinds."""
    kinds = {unit: kind for unit, kind in load("units") if unit < _CHINESE}
    signs = {chr(code): normalize("NFKC", chr(code)).rstrip(_POWERS) for code in range(0x3371, 0x33E0)}
    return [(sign, kinds[unit]) for sign, unit in signs.items() if unit in kinds]


def _units(*kinds: str, latin: bool = False, long: bool = False) -> str:
    """The source of a pattern of the units of some kinds, of all without any.

    Only those in Latin letters, or those of several Chinese characters, where these are asked for.
    """
    found = longest_first(unit for unit, kind in load("units") if (not kinds or kind in kinds)
                          and not (latin and (unit >= _CHINESE or not unit[0].isalpha()))
                          and not (long and (unit < _CHINESE or len(unit) < 2)))
    found += [sign for sign, kind in _squares() if not long and (not kinds or kind in kinds)]
    spelt = "|".join(found).replace("μ", _MICRO)
    return f"(?=[{_firsts(found)}])(?:{spelt})"  # most numbers have no unit: one look instead of a hundred


def _firsts(units: Iterable[str]) -> str:
    """The first characters of units, as the inside of a set."""
    return "".join(sorted({unit[0] for unit in units})).replace("μ", "μµu")


UNIT = _units(latin=True)
"""The source of a pattern: a unit in Latin letters (mg, mmHg). Who uses it looks that no letter follows."""

MEASURE = "[%‰℃℉°]|" + UNIT + "(?![A-Za-z])|" + _units("measure", long=True)
"""The source of a pattern, as alternatives: a unit that begins no word, as 升 and 克 do (升高, 克服): ℃, mg, 毫克."""

_POWER = "²³¹⁰⁴-⁹"  # 10⁹/L
_WORDS = "(?!(?<=支)[持架付撑]|(?<=针)[对灸]|(?<=包)[括含裹]|(?<=滴)定|(?<=粒)子|(?<=升)[高级压温]|(?<=克)[服隆制])"  # 3支持
_END = _WORDS + rf"(?!(?<=[A-Za-z])[A-Za-z]|(?<=\s[钱錢两兩米])[{HAN}])"  # 5 mgs and 24 钱江晚报 are no doses, 1片tid is
_MANY = r"\s?[万萬亿億]\s?(?:(?:国际|國際)?(?:单位|單位)|I?[Uu](?![A-Za-z]))"  # 80万单位, but no 80万次
_RATIO = r"(?<=1)(?<![\d:].):\d{3,7}(?![\d:])"  # 1:1000 is no hour
_IN_UNITS = rf"(?:\s?/)?\s?{_units('measure', 'form')}{_END}|{_MANY}"  # behind a digit
DOSE = lazy_regex(rf"[\d{_POWER}](?:{_IN_UNITS})")
"""A dose, or a value in a unit that no page counts its readers, posts or days in."""

MEASURED = lazy_regex(rf"[\d{_POWER}](?:(?:\s?/)?\s?{_units()}{_END}(?![前钟鐘])(?<![时時点點:]\d分)(?<![时時点點:]\d\d分)|"
                      rf"(?<=\d)(?:[./]\d|{_MANY})|{_RATIO})")
"""A dose, a value, an age, a count with its unit."""

PRICE = lazy_regex(r"[¥￥]\s?\d|\d元(?:/\S{1,3})?\Z")
"""A price, as a shop beside the article has one for what it offers, with its size: 阿胶 250g ¥398."""

_MONTH = rf"(?<!(?={YEAR}[./](?:0?[1-9]|1[0-2])(?!\d)).)"  # 2021.3
_VALUE = lazy_regex(rf"[\d{_POWER}](?:{_IN_UNITS}|(?<=\d)(?:(?<![\d./vVX].){_MONTH}(?<!\d:\d\d:.)(?<!页次.)(?<!页次..)"
                    r"\d{0,8}[./]\d{1,9}(?![\d./]|\s?(?:[万亿页]|[KMG]B|[kKwW](?![A-Za-z]))|\s\d\d?:\d)|"
                    rf"(?<![\d.].)\d{{0,2}}\.\d{{1,2}}/\d{{1,3}}\.\d)|{_RATIO})")
_UNIT_FIRSTS = _firsts([*(unit for unit, _ in load("units")), *dict(_squares())])
_MAY_HOLD = lazy_regex(rf"[\d{_POWER}](?=[\s/.:万萬亿億{_UNIT_FIRSTS}])")
_DAY = lazy_regex(rf"{YEAR}[-/.年]")
_CARE = lazy_regex(alternatives("care_words"))
_WARNING = lazy_regex(r"(?:[禁慎忌]用|忌服|停药|就医|遵医嘱)\W*\Z|\A\W{0,3}(?:配伍)?禁忌[症证]?[:】]")
_NOTE = lazy_regex(r"\A\W{0,3}(?:\w{0,4}(?:提示|提醒|贴士)|注意(?:事项)?|注|警告)\s?[:】]")


def holds_value(text: str) -> bool:
    """Return whether a folded text holds a value that is no count, day or number of pages: 5 mg, 120/80, 38.5.

    Most texts have no number with anything of a value behind it, and are not looked at more closely.
    """
    return _MAY_HOLD.search(text) is not None and _VALUE.search(text) is not None


def values_in(text: str) -> list[str]:
    """Return the values of a folded text that `holds_value` finds, with their units, as they stand there."""
    return [found.group() for found in _VALUE.finditer(text)]


def size_beside_values(text: str) -> int:
    """Return how many Chinese characters a folded text has beside its values and their units: 4 in 硝苯地平30mg."""
    return len(CHINESE.findall(_VALUE.sub(" ", text)))


def is_of_care(text: str) -> bool:
    """Return whether a folded line speaks of the care of patients: 请勿移动伤员, 按患者需要下载."""
    return _CARE.search(text) is not None


def warns(text: str) -> bool:
    """Return whether a folded line warns: 孕妇禁用, 【禁忌】…, 温馨提示:服药期间不要饮酒."""
    return _WARNING.search(text) is not None or _NOTE.match(text) is not None and is_of_care(text)


def is_of_a_case(text: str) -> bool:
    """Return whether a folded line of dates or labels tells of the course of a case: 2020-03-05 入院, 21:07 血压120/80."""
    return (_DAY.match(text) is not None or holds_value(text)) and is_of_care(text)


def is_matter(text: str) -> bool:
    """Return whether a folded line speaks of the matter of medicine: it holds a measured value, or is of care."""
    return MEASURED.search(text) is not None or is_of_care(text)
