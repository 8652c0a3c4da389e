"""The lines of a flattened text as its shape is read: which hold something, which mark an article's head or its end."""
from __future__ import annotations

from collections import deque
from itertools import takewhile
from typing import Mapping, NamedTuple, Sequence

from ..document import Line
from ..lists import heading_kind
from ..metadata.labels import read_labels
from ..metadata.headlines import headlines
from ..rules import FOREIGN
from . import shape

_AMONG = frozenset({"S116", "S143", "S144", "S151"})
# rules for what stands among a text and tells nothing of its shape: pictures, buttons of an entry, a board, contents
_SOON = 8  # lines in which an article goes on behind a credit
_LATER, _WRITTEN = 24, 8  # lines in which one of pictures does, and those of them that are prose
_SOURCE = 4  # lines under a headline: its source, its date
_CREDIT = "S117"
_NOTED = frozenset({"S102", "S122"})  # under a picture, too: its editors, whose it is

HEADS = frozenset({"S101", "S103", "S104", "S105", "S106", "S212"})
"""Rules whose lines stand above an article: its source and date, its path, its summary."""
TAILS = frozenset({"S102", "S112", "S120", "S121", "S122", "S201", "S202", "S203", "S204", "S205", "S206"})
"""Rules whose lines stand below an article: its editors, its neighbours, notices, lists of other articles."""


class Held(NamedTuple):
    """A line that holds something: its position among all lines, its folded text, the rule that dropped it.

    ``prose`` is whether it reads as prose (and was not dropped), ``title`` whether it is the headline again,
    ``heading`` whether it opens a list (`heading_kind`), ``strength`` that of `shape.menu_strength`,
    ``mark`` whether it stands above an article (``head``), below one (``tail``), or neither (an empty text).
    """

    at: int
    text: str
    code: str
    gone: bool
    prose: bool
    title: bool
    heading: bool
    strength: int
    mark: str = ""


def held_lines(lines: Sequence[Line], fates: Mapping[int, str]) -> list[Held]:
    """Return the lines that hold something; ``lines`` have folded text, ``fates`` tells rules by line number."""
    foreign = {number for number, code in fates.items() if code.startswith(FOREIGN)}
    titles = set(headlines(["" if line.number in foreign else line.text for line in lines]))
    held = []
    known: dict[str, tuple[bool, bool, int]] = {}
    for at, line in enumerate(lines):
        text = line.text.strip()
        if text and line.number not in foreign and fates.get(line.number) not in _AMONG:
            if text not in known:
                known[text] = shape.is_prose(text), bool(heading_kind(text)), shape.menu_strength(text)
            prose, heading, strength = known[text]
            code = fates.get(line.number, "")
            gone = line.dropped and code != _CREDIT  # whose a picture is stands amid the text
            held.append(Held(at, text, "" if code == _CREDIT else code, gone, prose and not line.dropped,
                             at in titles, heading and not line.dropped, strength))
    return marked(_renamed(_once_titled(held)))


def stands(line: Held) -> bool:
    """Return whether a line may be an article's: no rule dropped it, it opens no list, it is no word of a menu."""
    return not (line.gone or line.heading or line.strength)


def _once_titled(held: list[Held]) -> list[Held]:
    """The lines with the headline at its place alone: one that some sites print amid the text again is none there.

    From there up to the headline, or the page's first line, stands nothing but prose, and prose goes on below.
    """
    found, told = [], False  # whether nothing but prose stands between this line and a headline, and there is some
    for at, line in enumerate(held):
        again = line.title and told and not _heads(held[at + 1:at + 1 + _SOURCE])
        found.append(line._replace(title=False) if again else line)
        told = told if line.title else line.prose and (told or at < 2 or held[at - 1].title)
    return found


def _heads(below: Sequence[Held]) -> bool:
    """Whether a line of an article's head stands among those below a headline, and no prose above it."""
    return any(line.code in HEADS for line in takewhile(lambda line: not line.prose, below))


def _renamed(held: list[Held]) -> list[Held]:
    """The lines with editors above an article (来源：… 编辑：… 2009-11-02) as what they are there: its head."""
    prose = [at for at, line in enumerate(held) if line.prose]
    second = prose[1] if len(prose) > 1 else len(held)
    telling = {"date", "views", "publisher"} if len(prose) > 1 else {"date", "views"}
    return [line._replace(code="S101") if line.code == "S102" and at < second
            and any(each.field in telling for each in read_labels(line.text)) else line for at, line in enumerate(held)]


def marked(held: Sequence[Held]) -> list[Held]:
    """Return the lines with their marks.

    What text goes on behind (a credit, a notice under a picture) is no mark of an article's end: prose follows
    at once, or three lines of it soon and before another article's head, or many of them among pictures.
    """
    found = []
    soon: deque[bool] = deque(maxlen=_SOON)
    later: deque[bool] = deque(maxlen=_LATER)
    for line in reversed(held):
        mark = ""
        if line.title or line.code in HEADS:
            mark = "head"
            soon.clear()
            later.clear()
        elif line.code in TAILS or line.heading:
            noted = line.code in _NOTED and sum(later) >= _WRITTEN
            mark = "" if noted or sum(soon) > 2 or soon and soon[0] else "tail"
        if not line.gone:
            soon.appendleft(line.prose)
            later.appendleft(line.prose)
        found.append(line._replace(mark=mark) if mark else line)
    return found[::-1]
