"""A page as the fields are read from it: its lines, where the article stands, what head and labels tell."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Sequence

from ..document import Line, Node, Seam
from .head import Value
from .people import is_nobody
from .seams import apart
from .visible import Shown, read_visible

_SENTENCE = 40  # characters of a line that is the article's, whatever ends it
_SHORT_SENTENCE = 14  # and of one that ends as a sentence
_OPENING = 8  # lines of the article that may stand above its prose
_FOOT = 12  # lines


@dataclass(slots=True)
class Page:
    """The visible lines of a page, where the article stands among them, and what the page's head says.

    ``first`` and ``last`` are the positions in ``lines`` of the article's first and last line, ``main`` its own
    lines; ``roles`` is what the extractor takes lines for, ``clutter`` the lines that a rule dropped, both by number.
    ``nodes`` is the page's tree (empty for text), ``seams`` has the lines whose elements touch, by text.
    ``front_matter`` tells that the head is one.
    """

    lines: list[Line]
    first: int
    last: int
    main: list[Line]
    head: list[Value]
    roles: Mapping[int, str]
    clutter: frozenset[int]
    nodes: Sequence[Node]
    seams: Mapping[str, Seam]
    front_matter: bool
    body: int = field(init=False)
    shown: list[Shown] = field(init=False)

    def __post_init__(self) -> None:
        """Read what the labels around the article tell."""
        self.body = self._body()
        seams = self.seams
        read = [line.with_text(apart(seams[line.text])) if line.text in seams else line for line in self.lines]
        self.shown = read_visible(read, self.body, self.last)

    def _body(self) -> int:
        """Where the prose of the article begins: above it, labels may stand among its own lines."""
        for at in range(self.first, min(self.first + _OPENING, self.last + 1)):
            text = self.lines[at].text.strip()
            if len(text) > _SENTENCE or len(text) > _SHORT_SENTENCE and text.endswith(("。", "！", "？")):
                return at
        return self.first

    def is_headline(self, line: Line) -> bool:
        """Whether the extractor takes a line for the page's headline: at most one is."""
        return self.roles.get(line.number) == "title"

    @property
    def headline(self) -> int | None:
        """The position of the headline, None where the extractor names none."""
        return next((at for at, line in enumerate(self.lines) if self.is_headline(line)), None)

    @property
    def is_thread(self) -> bool:
        """Whether the extractor takes lines for posts."""
        return "post" in self.roles.values()

    @property
    def article(self) -> list[Line]:
        """The lines from the article's first to its last one."""
        return self.lines[self.first:self.last + 1]

    @property
    def openings(self) -> list[str]:
        """The lines in which a dateline may stand: the article's first, which may be the headline, and where its prose
        begins."""
        return list(dict.fromkeys([self.main[0].text, self.lines[self.body].text])) if self.main else []

    @property
    def foot(self) -> list[str]:
        """The page's last lines, as far as they may be a copyright notice."""
        return [line.text for line in self.lines[-_FOOT:] if len(line.text) <= 120]

    def text_of(self, each: Shown) -> str:
        """The line that tells something."""
        return self.lines[each.line - self.lines[0].number].text

    def seen(self, name: str) -> list[Shown]:
        """What visible lines tell of a field."""
        return [each for each in self.shown if each.told.field == name and each.told.value]

    def heads(self, name: str) -> list[Value]:
        """What the head tells of a field, the best first."""
        return [value for value in self.head if value.field == name and value.text]

    def first_of(self, name: str) -> str | None:
        """The first value that the head has for a field."""
        return next((value.text for value in self.heads(name)), None)

    def one(self, name: str) -> str | None:
        """A field of one value: what is printed, best with a colon behind its label; else the head's."""
        seen = self.seen(name)
        if name == "publisher":
            seen = [each for each in seen if not is_nobody(each.told.value, publisher=True)]
        if not seen:
            return self.first_of(name)
        return max(seen[:3], key=lambda each: any(mark in self.text_of(each) for mark in ":：")).told.value
