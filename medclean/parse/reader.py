"""Takes the tags and the text of a page as a parser reads them, and makes lines, nodes and pictures of them.

A line is what a reader would see as a line or a paragraph: the text between two block borders or
``<br>``. The blocks and what they hold are in the `tree`.
"""
from __future__ import annotations

from inspect import signature
from typing import Any, Callable

from ..document import Image, Line, made
from ..patterns import LOST
from .attributes import Attributes, picture_address, shown_as
from .elements import BLOCKS, MARKED, SPECIAL, STRUCK
from .formulas import MATH, Copies, Formula
from .head import TELLS, Head
from .parsed import MAX_ATTRIBUTES, MAX_MARKS, Parsed
from .pictures import DRAWN, PLACE, Picture, drawn, joined, picture, said, with_pictures
from .raised import ending, marked, settle
from .seams import Seams
from .spaces import WHITE, collapse, typed
from .tree import Tree

_Mark = tuple[str, str, int, int]  # tag, the tag as which it is shown, pieces and link characters before it


class Reader:
    """The target of lxml's parser. Raises Full when the page is longer than the caps allow."""

    def __init__(self) -> None:
        self.head = Head()
        self.tree = Tree()
        self.wild = False
        self._pieces: list[str] = []     # of the line that is being gathered
        self._pictures: list[Picture] = []  # in it
        self._seams = Seams()
        self._links = 0                  # how many <a href> are open
        self._link_from = self._link_chars = 0  # piece that the last of them began with, characters in links
        self._marks: list[_Mark] = []    # of the elements open in the line whose text is shifted, struck or a reading
        self._unsure: dict[int, tuple[str, str]] = {}  # pieces that are values if a unit follows (see `settle`)
        self._mute = 0                   # how deep in an element whose text is no part of the line
        self._aside: list[str] = []      # that text
        self._formula: Formula | None = None  # whose elements are read
        self._copies = Copies()          # of formulas in it, which pages draw beside them
        self._unseen: list[tuple[str, str]] = []
        self._muted: tuple[str, str] = ("", "")
        self._drawn: Attributes = {}     # of the drawing or field whose text is set aside

    def said(self) -> int:
        """Return how many characters outside links stand in lines with a sentence."""
        return sum([len(text) - links for text, _, _, links in self.tree.raw if "。" in text])

    def shown(self) -> int:
        """Return how many characters of the lines are outside links."""
        return sum([len(text) - links for text, _, _, links in self.tree.raw])

    def page(self) -> Parsed:
        """Return what was read, with the values of the head in front."""
        self._flush()
        lines = self.head.lines()
        offset = len(lines) + 1
        lines += [made(Line, (number, text, tag, node, links, "", False))
                  for number, (text, tag, node, links) in enumerate(self.tree.raw, offset)]
        images = tuple([made(Image, (src, alt, caption, line + offset, node))
                        for src, alt, caption, line, node in self.tree.images])
        return Parsed(tuple(lines), tuple(self.tree.nodes), images, self.tree.full, self.wild, self._seams.told())

    def start(self, tag: str, attributes: Attributes) -> None:
        """Open an element (called by the parser)."""
        if len(attributes) > MAX_ATTRIBUTES:
            self.wild = True
        if self._mute:
            if self._formula is None or tag not in BLOCKS:
                self._mute += 1
                if self._formula is not None:
                    self._formula.start(tag, attributes)
                return
            self._mute = 0  # a formula that was never closed
            self._take_formula(self._formula)
        if tag in BLOCKS:
            if self._pieces or self._marks or self._unseen:
                self._flush()
            self.tree.open(tag, attributes)
            return
        if self._seams.ended and self._seams.ended == len(self._pieces) and tag not in MARKED:
            self._seams.touch(tag == "a")
        if tag in SPECIAL:
            self._special(tag, attributes)
        elif attributes or self._marks:
            self._styled(tag, attributes)

    setattr(start, "__signature__", signature(start))  # lxml wants to know it for each page

    def end(self, tag: str) -> None:
        """Close an element (called by the parser)."""
        if self._mute:
            self._mute -= 1
            if not self._mute:
                self._take_aside()
            elif self._formula is not None:
                self._formula.end()
        elif tag in BLOCKS:
            if self._pieces or self._marks or self._unseen:
                self._flush()
            self.tree.close(tag)
        else:
            if tag == "a":
                self._links -= self._links > 0
            elif self._marks and self._marks[-1][0] == tag:
                self._shift()
            self._seams.ended, self._seams.linked = len(self._pieces), tag == "a"

    def data(self, text: str) -> None:
        """Take text (called by the parser)."""
        if self._mute:
            (self._aside.append if self._formula is None else self._formula.data)(text)
        elif not self._pieces and not text.strip(WHITE) and not (self.tree.within_pre and "\n" in text):
            return  # white space at the start of a line is none
        elif "\n" in text and len(lines := text.split("\n") if self.tree.within_pre else typed(text)) > 1:
            for number, line in enumerate(lines):
                if number:
                    self._flush()
                self._pieces.append(line)
        else:
            pieces = self._pieces
            if self._copies.end == len(pieces):
                text = self._copies.apart(text)
            pieces.append(text)
            if self._links:
                self._link_chars += len(text.strip(WHITE))

    def close(self) -> None:
        """End the page (called by the parser)."""

    def _special(self, tag: str, attributes: Attributes) -> None:
        if tag == "a":
            if "href" in attributes:
                self._links += 1
                self._link_from = len(self._pieces)
        elif tag == "br":
            self._flush()
        elif tag == "img":
            self._image(attributes)
        elif tag in MARKED:
            self._mark(tag, tag)
        elif tag in TELLS:
            self.head.read(tag, attributes)
        elif tag in MATH:
            self._set_aside("", tag)
            self._formula = Formula()
        elif tag == "script":
            self._set_aside("head", "json-ld" if "ld+json" in attributes.get("type", "").lower() else tag)
        elif tag == "title" and not self.head.has("title"):
            self._set_aside("head", "title")
        elif tag == "input":
            self._show(drawn, tag, attributes)
        else:
            self._set_aside("drawn" if tag in DRAWN else "", tag)
            self._drawn = attributes

    def _styled(self, tag: str, attributes: Attributes) -> None:
        """Open an element of the line that may look like another; one in one of its own name tells their ends apart."""
        shown = shown_as(attributes) if attributes else ""
        if shown == "hidden":
            self._set_aside("hidden", tag)
        elif attributes.get("aria-hidden") == "true":
            if self._copies.end == len(self._pieces):
                self._set_aside("copy", tag)
            else:
                self._mark(tag, "copy")
        elif shown or self._marks and self._marks[-1][0] == tag:
            self._mark(tag, shown)

    def _mark(self, tag: str, shown: str) -> None:
        if len(self._marks) < MAX_MARKS:
            self._marks.append((tag, shown, len(self._pieces), self._link_chars))

    def _set_aside(self, kind: str, name: str) -> None:
        """What stands in the element that opens here is no part of the line around it."""
        self._mute = 1
        self._muted = (kind, name)

    def _take_aside(self) -> None:
        kind, name = self._muted
        text = "".join(self._aside) if kind else ""
        self._aside.clear()
        if self._formula is not None:
            self._take_formula(self._formula)
        elif kind == "head":
            self.head.take(name, text)
        elif kind == "copy":
            if not self._copies.hold(text):
                self.data(text)
        elif kind == "drawn":
            self._show(drawn, name, self._drawn, text)
        elif kind:
            self._unseen.append((name, text))

    def _take_formula(self, formula: Formula) -> None:
        self._formula = None
        self._copies.leave_out(self._pieces, formula.text(""))
        if text := formula.text(ending(self._pieces, len(self._pieces))):
            self.data(text)
            self._copies.told(text, len(self._pieces))

    def _flush(self) -> None:
        """End the line that is being gathered."""
        while self._marks:
            self._shift(closed=False)
        pieces = self._pieces
        if self._unsure:
            settle(pieces, self._unsure)
            self._unsure.clear()
        if pieces:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            self._pieces, self._copies.start, self._copies.end = [], -1, -1
            if self._pictures:
                text, self._pictures = with_pictures(text, self._pictures), []
            if text and not text.isspace():
                text = text.rstrip() if self.tree.within_pre else collapse(text)
                self.tree.add(text, min(self._link_chars, len(text)) if self._link_chars else 0)
            if self._seams.ended:
                self._seams.close(pieces, text)
            self._link_chars = 0
        if self._unseen:
            self._flush_unseen()

    def _flush_unseen(self) -> None:
        """Hidden text from the middle of a line becomes a line of its own behind it."""
        unseen, self._unseen = self._unseen, []
        for tag, text in unseen:
            text = collapse(text)
            if text and not text.isspace():
                self.tree.add_hidden(text, tag)

    def _shift(self, closed: bool = True) -> None:
        """Read 10<sup>9</sup> as 10⁹ (as plain digits it would be another number), a reading as (yī).

        What is struck out within a line is no part of it; a strike or a reading that was not ``closed`` in it is
        not trusted. A reference that is a link, or stands in one of its own, stays as it is.
        """
        tag, shown, mark, link_chars = self._marks.pop()
        self._seams.forget()
        pieces = self._pieces
        text = "".join(pieces[mark:]).strip()
        if shown == "sup" or shown == "sub":
            before = ending(pieces, mark)
            linked = self._links and self._link_from >= mark or self._link_chars > link_chars
            if linked and shown == "sup" and not before[-1:].isdigit():
                return
            written, sure = marked(text, shown, before, tag != shown)
            if written != text:
                pieces[mark:] = [written]
                if not sure:
                    self._unsure[mark] = written, text
        elif not closed:
            return
        elif shown == "copy":
            self._copies.start, self._copies.stop = mark, len(pieces)
        elif shown in STRUCK:
            self._unseen.append((shown, text))
            pieces[mark:], self._link_chars = [], link_chars
        elif shown == "rt":
            pieces[mark:] = [f"({text})"] if text else []

    def _image(self, attributes: Attributes) -> None:
        src, alt = picture_address(attributes), attributes.get("alt") or attributes.get("title")
        if src or alt:
            tree = self.tree
            tree.images.append(Image(src, alt, None, len(tree.raw) + self._inside(), tree.node()))
        self._show(picture, attributes, alt)

    def _inside(self) -> bool:
        return any(piece and not piece.isspace() for piece in self._pieces)

    def _show(self, read: Callable[..., Picture], *told: Any) -> None:
        """Let a picture stand in the line, if it is in the middle of one and no link; most are not, and not read."""
        if self._links or not self._inside():
            return
        shown = read(*told)
        if not self._marks:
            self._pieces.append(PLACE)
            self._pictures.append(shown)
        elif text := said(shown.alt):
            mark, begins = self._marks[-1][1:3]
            beside = "".join(self._pieces[begins if mark else -3:])
            if mark in ("sup", "sub") or not shown.photograph:
                self._pieces.append(LOST if joined(text, beside) else text)
