"""A flattened text of parts that are labelled (【成份】 … 【禁忌】) or numbered on (一、 … 二、): where it begins and ends.

Its parts may be short lists without a full stop, of which the weights of single lines find only a piece: the label or
the number of the part beside that piece tells that it belongs to the same text. So do doses and warnings behind a list
of other articles, and the values beside the text.
"""
from __future__ import annotations

from itertools import takewhile
from typing import Sequence

from ..days import DAY
from ..patterns import HAN, HAN_NUMERALS, lazy_regex
from ..values import MEASURED, PRICE, is_of_care
from . import shape
from .held import HEADS, Held, stands

_LABELLED = ("【", "〔", "[")
_PARTS = 4     # labels that make a text of labelled parts
_PART = 4      # lines of one, at most
_LONG_PART = 12  # lines of a numbered one, at most
_LIST = 12     # lines of a list of other articles, with its heading, at most
_RELATED = "S202"
_OWN = 2       # lines of the text behind one, at least
_NUMBERED = lazy_regex(rf"(?:(?P<han>[{HAN_NUMERALS}])(?P<comma>[、.])|\((?P<round>[{HAN_NUMERALS}]|[1-9]\d?)\)|"
                       r"(?P<digits>[1-9]\d?)(?:、|\.(?!\d)|\) ?(?=\D))|"
                       rf"(?P<part>[1-9])(?:\.[1-9])* (?=[{HAN}《“]))")  # 2 资料, 2.1 对象: of a paper
_CARD = lazy_regex(rf"[{HAN}/()]{{2,12}} ?:")
_CARD_LABELS, _CARD_CARE = 5, 2  # labels of an entry's card, at least, and those of them that tell of care
_LONGEST_CARD = 40  # lines of one, at most
_DEFINITION = 2  # lines of prose
_NAME, _NEAR = 16, 8  # characters of what an entry is about; lines from it to its definition
_BUTTONS = frozenset({"S110", "S114"})  # [详细] behind a value
_ITEMS = 6  # numbers of an outline, at least
_COPY = "S211"
_LONGEST_VALUE = 40  # characters of a line that holds a value
_RESULT = lazy_regex(  # 血红蛋白 98 115-150: a name, its value, the range of what is normal
    r"\S{1,16}[\t ]+[<>]?[\d.]+ ?[↑↓HL]?[\t ]+(?:[\d.]+ ?[-~] ?[\d.]+|[<>][\d.]+)(?:[\t ]+\S{1,12})?")
_Mark = tuple[str, int]


def whole_parts(held: Sequence[Held], first: int, last: int) -> tuple[int, int]:
    """Return where the text of a stretch begins and ends, by the parts that stand beside it.

    ``first`` and ``last`` are the positions of the stretch's lines.
    """
    above, below = held[first - 1::-1] if first else (), held[last + 1:]
    if sum(line.text.startswith(_LABELLED) for line in held[first:last + 1]) >= _PARTS:
        first, last = first - _labelled(above), last + _labelled(below)
    elif defined := _definition(held, first, last):
        last = max(last, defined + _carded(held[defined + 1:]))
    first -= _card_above(held[first - 1::-1] if first else ())
    above = held[first - 1::-1] if first else ()
    marks = [mark for line in held[first:last + 1] if (mark := _mark(line.text))]
    if not marks and above and stands(above[0]):  # it may be what stands under the heading of the last part
        parts = _counted_down(above[1:], [mark] if (mark := _mark(above[0].text)) else [])
        told = any(not (_mark(line.text) or shape.is_dated(line.text)) for line in above[1:parts + 1])
        return first - (parts + 1) * told, last
    return first - _counted_down(above, marks), last + _counted_up(held[last + 1:], marks)


def goes_on(held: Sequence[Held], last: int) -> int:
    """Return where a text ends whose last line stands above a list of other articles with its own lines right behind.

    These begin with a dose or a warning, and two tell one or read as prose: titles do not. Right below the text one is
    its last line.
    """
    while last + 1 < len(held) and stands(held[last + 1]) and shape.directs(held[last + 1].text):
        last += 1
    below = held[last + 1:]
    start = next((at for at, line in enumerate(below[:_LIST]) if stands(line) and shape.directs(line.text)), 0)
    if not start or below[0].code != _RELATED or any(
            line.prose or line.gone and line.code != _RELATED for line in below[:start]):
        return last
    own = takewhile(lambda line: stands(line) and not shape.is_dated(line.text), below[start:])
    told = [at for at, line in enumerate(own) if line.prose or shape.directs(line.text)]
    return last + 1 + start + told[-1] if len(told) >= _OWN else last


def values_beside(beside: Sequence[Held]) -> int:
    """Return how many of the lines beside an article are its values: half of them hold one, as of titles do few.

    A paragraph of it that comes again between them is none of them, and bounds none.
    """
    reached = values = at = 0
    for position, line in enumerate(takewhile(lambda line: stands(line) or line.code == _COPY, beside), 1):
        at += line.code != _COPY
        measured = line.code != _COPY and _is_value(line.text)
        values += measured
        if len(line.text) > _LONGEST_VALUE and line.code != _COPY or at > 2 * values + 1:
            break
        if measured and 2 * values >= at:
            reached = position
    return reached


def outline(held: Sequence[Held]) -> tuple[int, int] | None:
    """Return the positions of the first and last number of an outline, None where none stands there.

    It counts from one, and from one again within a part (1. … (1) (2) (3) … 2.): titles, menus and rankings do not.
    """
    open_series: dict[str, int] = {}  # the last number of each form, the outer series first
    first = last = items = 0
    nested = False
    for at, line in enumerate(held):
        mark = _mark(line.text) if stands(line) else None
        if not mark:
            continue
        form, number = mark
        goes_on_with = at - last <= _LONG_PART and number == open_series.get(form, 0) + 1
        if not goes_on_with:
            if nested and items >= _ITEMS:
                break
            open_series, items, nested = {}, 0, False
            if number != 1:
                continue
        first, items = (first, items + 1) if items else (at, 1)
        while form in open_series and next(reversed(open_series)) != form:
            nested |= open_series.popitem()[1] > 1
        open_series[form], last = number, at
    return (first, last) if nested and items >= _ITEMS else None


def _is_value(text: str) -> bool:
    """Whether a line holds a value, or is a result beside its range, and tells neither a day nor a price."""
    told = MEASURED.search(text) or _RESULT.fullmatch(text) and not shape.is_dated(text)
    return bool(told) and not (DAY.search(text) or PRICE.search(text))


def _labelled(beside: Sequence[Held]) -> int:
    """How many of the lines beside a stretch belong to labelled parts, each of a few lines."""
    reached = 0
    for at, line in enumerate(takewhile(stands, beside), 1):
        if at > reached + _PART:
            break
        if line.text.startswith(_LABELLED):
            reached = at
    return reached


def _definition(held: Sequence[Held], first: int, last: int) -> int:
    """Where the definition of an entry ends that a stretch begins with, 0 where none stands there.

    It stands under the short name that the page's title begins with: a card below an article is another's.
    """
    prose = [at for at in range(first, last + 1) if held[at].prose]
    if not prose or len(prose) > _DEFINITION:
        return 0
    named = any(1 < len(line.text) <= _NAME and held[0].text.startswith(line.text)
                for line in held[max(prose[0] - _NEAR, 1):prose[0]])
    return prose[-1] if named else 0


def _carded(beside: Sequence[Held]) -> int:
    """How many of the lines below a definition belong to the card of its entry: labels, each with its values."""
    reached, open_label, labels = 0, False, []
    for at, line in enumerate(takewhile(lambda line: stands(line) or line.code in _BUTTONS, beside), 1):
        label = _CARD.match(line.text)
        if not label and at > reached + _PART + 1:
            break
        if label:
            labels.append(label.group())
        if label or open_label:
            reached, open_label = at, label is not None and label.end() == len(line.text)
    return reached if len(labels) >= _CARD_LABELS and sum(map(is_of_care, labels)) >= _CARD_CARE else 0


def _card_above(above: Sequence[Held]) -> int:
    """How many of the lines above a text are the card of its entry, up to the line that tells source and date."""
    lines = list(takewhile(stands, above[:_LONGEST_CARD]))
    labels = [at for at, line in enumerate(lines, 1) if _CARD.match(line.text)]
    told = sum(is_of_care(lines[at - 1].text) for at in labels)
    if len(labels) < _CARD_LABELS - 1 or told < _CARD_CARE or len(lines) - labels[-1] > 1:
        return 0
    return len(lines) if len(lines) < len(above) and above[len(lines)].code in HEADS else 0


def _counted_down(above: Sequence[Held], marks: Sequence[_Mark]) -> int:
    """How many of the lines right above a stretch are the parts before its first numbered one, down to number one.

    A stretch that holds 四、 but neither 三、 nor 一、 is a piece of a text; numbers that miss one tell nothing.
    """
    firsts = dict(reversed(marks))  # the first number of each form
    for form, number in firsts.items():
        reached = 0
        for at, line in enumerate(takewhile(_may_head_part, above), 1):
            if number == 1 or at > reached + _LONG_PART:
                break
            if _mark(line.text) == (form, number - 1):
                reached, number = at, number - 1
        if reached and number == 1:
            return reached
    return 0


def _counted_up(below: Sequence[Held], marks: Sequence[_Mark]) -> int:
    """How many of the lines right below a stretch are the parts behind its last numbered one: 2. below 1."""
    last, reached = dict(marks), 0  # the last number of each form
    for at, line in enumerate(takewhile(_may_head_part, below), 1):
        mark = _mark(line.text)
        if at > reached + _PART:
            break
        if mark and last.get(mark[0]) == mark[1] - 1:
            reached, last[mark[0]] = at, mark[1]
    return reached


def _may_head_part(line: Held) -> bool:
    """Whether a line may be a text's with numbered parts: 2 全文 is no word of a menu."""
    return stands(line) or not line.gone and _mark(line.text) is not None


def _mark(text: str) -> _Mark | None:
    """The form of the number that a line begins with, and the number."""
    found = _NUMBERED.match(text)
    if not found:
        return None
    numeral = found["han"] or found["round"] or found["digits"] or found["part"]
    form = "()" if found["round"] else found["comma"] or text[found.end("digits")] if not found["part"] else " "
    counted = numeral.isdecimal()
    return ("digits" if counted else "han") + form, int(numeral) if counted else HAN_NUMERALS.index(numeral) + 1
