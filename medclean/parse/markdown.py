"""Markdown to HTML, so that one walk makes lines of both.

Text with front matter is often plain text, in which a sign counts: CommonMark's emphasis would make 532 cm of
5*3*2 cm, its lists take the number of a step, its quotations the sign of >60. Such signs stay.
"""
from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

from ..patterns import lazy_regex
from .rows import OF_DATA

_ADDRESS = lazy_regex(r"\Z|[A-Za-z][A-Za-z+.-]*:|[#/?.]|[^/?#]*/|(?:[\w%-]+\.)+[A-Za-z]{2,}\Z")


class _Markdown(MarkdownIt):
    """A parser whose links lead somewhere: [规格](0.5g) is none."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True})
        self.enable("table")
        self.inline.ruler.at("emphasis", _emphasis)
        self.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
        self.block.ruler.at("blockquote", _quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
        self.core.ruler.push("numbers", _number_items)

    def validateLink(self, url: str) -> bool:
        return bool(_ADDRESS.match(url)) and super().validateLink(url)


def to_html(text: str) -> str:
    """Render Markdown (CommonMark 0.31, with tables) as HTML, by markdown-it-py; the items of lists have their numbers.

    HTML inside the Markdown stays HTML. Nesting is capped by the library (20 levels).
    """
    return str(_Markdown().render(text))


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis as CommonMark has it, but for asterisks that stand between letters or digits and multiply."""
    text, start = state.src, state.pos
    end = start
    while text[end:end + 1] == "*":
        end += 1
    before, after = text[start - 1:start], text[end:end + 1]
    single = end == start + 1 and (before.isdigit() or after.isdigit())
    if end > start and before.isalnum() and after.isalnum() and (single or before.isascii() and after.isascii()):
        state.pending += text[start:end]
        state.pos = end
        return True
    return emphasis.tokenize(state, silent)


def _quotation(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    at = state.bMarks[first] + state.tShift[first]
    return not state.src[at + 1:at + 2].isdigit() and blockquote(state, first, last, silent)


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    at = len(state.tokens)
    found = table(state, first, last, silent)
    tokens = state.tokens[at:]
    columns = sum(token.type == "th_open" for token in tokens)
    del state.tokens[at:]
    for token in tokens:
        if token.type == "tr_open":
            token.attrs, cells = {OF_DATA: ""}, _cells(state, token)
        elif token.type == "tr_close":
            state.tokens += [part for cell in cells[columns:] for part in cell]
        state.tokens.append(token)
    return found


def _cells(state: StateBlock, row: Token) -> list[list[Token]]:
    """The tokens of the cells that a row has in the text."""
    line = (row.map or [0])[0]
    cells = escapedSplit(getLine(state, line).strip())
    texts = [text.strip() for text in cells[cells[0] == "":len(cells) - (cells[-1] == "")]]
    return [[Token("td_open", "td", 1), Token("inline", "", 0, content=text, map=row.map, children=[]),
             Token("td_close", "td", -1)] for text in texts]


def _number_items(state: StateCore) -> None:
    """Put the number of each item of an ordered list before its text."""
    tokens: list[Token] = []
    number: Any = None
    for token in state.tokens:
        if number and token.type == "inline":
            token.children = [number, *(token.children or ())]
            number = None
        elif number and token.type != "paragraph_open":
            tokens.append(Token("inline", "", 0, children=[number]))
            number = None
        tokens.append(token)
        if token.type == "list_item_open" and token.info:
            number = Token("text", "", 0, content=f"{token.info}{token.markup} ")
    state.tokens = tokens
