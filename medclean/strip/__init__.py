"""The strip stage: the article alone is left, and what the page tells about it goes into the metadata.

1. An HTML page's lines get a verdict each (the package `extract`); those far from the article go at once.
2. The rules of what others put into a page (`foreign`), of single lines (`labels`, `notices`, `remarks`, `banners`,
   `buttons`, `tails`) and of blocks (`blocks`, `listings`, `repeats`) take what they know out of the rest; `shape`
   tells them what a line looks like.
3. Text without a tree: `held` reads its lines and what the rules said of them, `posts` finds a thread (`stamps` tell
   when its posts were written, `frames` stand between them), else `flat` the article: the `stretch` that is likeliest
   by the weights of `evidence`, with what leads to it and closes it (`edges`), is labelled or numbered on (`parts`).
4. The metadata is read, from what is left and from what went; the lines that it holds go (S902).
5. `again` looks once more at lines that only a value kept. What the verdict or the stretch leaves out and no rule took
   goes with the reason found there (S901).
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Collection, Mapping

from ..document import Document, Edit
from ..metadata import Fields, read_fields
from ..rules import Lines, Rule, all_rules, drop, run_in_turn, run_rule
from . import banners, blocks, buttons, flat, foreign, labels, listings, notices, remarks, repeats, tails
from .again import look_again

if TYPE_CHECKING:
    from ..extract import Verdict

__all__ = ["Strip", "banners", "blocks", "buttons", "flat", "foreign", "labels", "listings", "notices", "remarks",
           "repeats", "tails"]

_VOTES = "S147"  # the rule for who answered a post by a vote: what they wrote is the text's, wherever it stands
_SUMMARY = "summary"  # the rule for what says the first words of a text above it
_ABOVE, _BELOW = 15, 30  # lines beside the article that the rules look at


@dataclass(frozen=True, slots=True)
class Strip:
    """Drop everything that is not the article's own text, and read the metadata.

    ``extractor`` is ``own`` or ``trafilatura``: who finds the main text of an HTML page; ``comments`` keeps
    what readers wrote under it. Calling the stage returns the stripped document, its tree and its
    bytes left behind; its status is ``empty`` where nothing but clutter was there.
    """

    extractor: str = "own"
    comments: bool = False

    def __call__(self, doc: Document) -> Document:
        """Return the document with everything but the article dropped, each line with the reason."""
        if _was_stripped(doc):
            return doc
        verdicts = self._verdicts(doc)
        far, near = _beside(doc, verdicts)
        stripped, left = run_in_turn(doc.apply(far), _rules(bool(doc.nodes), self.comments))
        if doc.nodes:
            stripped = _without_summary(stripped, left.without({edit.line for edit in near}))
        outside = {edit.line: edit for edit in (near if doc.nodes else _outside(stripped))}
        roles = {number: each.role for number, each in verdicts.items()}
        told = _told(doc, stripped, roles, outside)
        if again := _again(stripped, roles, {*outside, *told.lines}):
            stripped = stripped.apply(again)
            told = _told(doc, stripped, roles, outside)
        stripped = stripped.apply(_merged(stripped, told, outside))
        stripped = stripped._replace(metadata=told.metadata, nodes=(), images=(), seams=(), data=b"")
        if stripped.status == "ok" and stripped.is_blank:
            return stripped._replace(status="empty", error="nothing but clutter is on the page")
        return stripped

    def _verdicts(self, doc: Document) -> Mapping[int, Verdict]:
        """What the extractor says of each line of an HTML page; nothing for text."""
        if not doc.nodes:
            return {}
        from ..extract import find_main
        verdicts = find_main(doc, self.extractor)
        if not self.comments:
            return verdicts
        return {number: each._replace(keep=True, why="a comment, which is asked for") if each.role == "comment"
                else each for number, each in verdicts.items()}


@lru_cache(maxsize=None)
def _rules(tree: bool, comments: bool) -> tuple[Rule, ...]:
    """The rules to run.

    On an HTML page the extractor knows comments from the posts of a thread, and what stands twice in
    the article was meant to (a pull quote). A summary is asked for apart there.
    """
    left_out = {"comments"} if comments or tree else set()
    left_out |= {"repeated-paragraph", _SUMMARY} if tree else set()
    return tuple(each for each in all_rules("S") if each.default and each.name not in left_out)


def _without_summary(doc: Document, article: Lines) -> Document:
    """The document without the summary that says the first words of the text above it.

    The rule sees the article alone: a hidden copy, or a teaser of the same article beside it, is no text below.
    """
    return run_rule(doc, _summary(), article, article)[0]


@lru_cache(maxsize=1)
def _summary() -> Rule:
    """The rule that an HTML page is asked for apart."""
    return next(each for each in all_rules("S") if each.name == _SUMMARY)


def _beside(doc: Document, verdicts: Mapping[int, Verdict]) -> tuple[list[Edit], list[Edit]]:
    """The lines that the extractor leaves out: those far from the article, and those near it.

    The rules have the more telling reasons, but most lines of a page are menus and feeds: only what stands
    near the article is shown to them.
    """
    held = list(verdicts.items())
    main = [at for at, (_, verdict) in enumerate(held) if verdict.keep]
    first, last = (max(main[0] - _ABOVE, 0), main[-1] + _BELOW + 1) if main else (0, len(held))

    def dropped(part: list[tuple[int, Verdict]]) -> list[Edit]:
        return [drop(doc.lines[number - 1], verdict.why, "S901") for number, verdict in part if not verdict.keep]

    return [*dropped(held[:first]), *dropped(held[last:])], dropped(held[first:last])


def _told(doc: Document, stripped: Document, roles: Mapping[int, str], outside: Mapping[int, Edit]) -> Fields:
    """What the page tells of itself, with what the rules left of it and what stands outside the article."""
    clutter = {edit.line: edit.rule for edit in stripped.edits if edit.after is None and edit.rule < "S9"}
    return read_fields(doc, [line.number for line in stripped.kept if line.number not in outside], roles, clutter)


def _again(doc: Document, roles: Mapping[int, str], told: Collection[int]) -> list[Edit]:
    """What a second look takes of lines with values; a thread's posts stand among the page's own lines."""
    if "post" in roles.values():
        return []
    visible = [line for line in doc.lines if line.tag != "meta"]
    return look_again(visible, {line.number for line in visible if line.dropped}.union(told), _asked_again())


@lru_cache(maxsize=1)
def _asked_again() -> tuple[Rule, ...]:
    """The rules that take values among the page's own lines."""
    return tuple(each for each in all_rules("S") if each.among)


def _was_stripped(doc: Document) -> bool:
    """Tell whether this stage has read the document: then what told the metadata is gone, and so is the tree."""
    read = doc.format == "html" and doc.metadata is not None and not doc.nodes
    return read or any(edit.rule.startswith("S") for edit in doc.edits)


def _outside(doc: Document) -> list[Edit]:
    """What the flattened text's own shape puts outside the article."""
    if not doc.kept:
        return []
    visible = [line for line in doc.lines if line.tag != "meta"]
    fates = {edit.line: edit.rule for edit in doc.edits if edit.after is None}
    voted = {edit.line for edit in doc.edits if edit.rule == _VOTES and edit.after is not None}
    found = [edit._replace(rule="S901") for edit in flat.outside(visible, fates) if edit.line not in voted]
    return _but_copies(doc, found) if "S211" in fates.values() else found


def _but_copies(doc: Document, outside: list[Edit]) -> list[Edit]:
    """What is outside the article, but for a paragraph that the article had itself and lost as the copy of that one."""
    beside = {edit.line for edit in outside}
    main = [line.number for line in doc.kept if line.number not in beside]
    if not main:
        return outside
    above = max((number for number in beside if number < main[0]), default=0)
    below = min((number for number in beside if number > main[-1]), default=len(doc.lines) + 1)
    lost = {edit.before.strip() for edit in doc.edits if edit.rule == "S211" and above < edit.line < below}
    return [edit for edit in outside if edit.before.strip() not in lost]


def _merged(doc: Document, told: Fields, outside: Mapping[int, Edit]) -> list[Edit]:
    """The lines that the metadata holds go for that reason, the others outside the article for theirs."""
    edits = []
    for line in doc.kept:
        number = line.number
        if number in told.lines:
            edits.append(drop(line, flat.WHY[told.lines[number]], "S902"))
        elif number in outside:
            edits.append(drop(line, outside[number].why, outside[number].rule))  # a rule may have cut its end
    return edits
