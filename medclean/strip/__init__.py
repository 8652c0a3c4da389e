"""The strip stage: the article alone is left, and what the page tells about it goes into the metadata."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping

from ..document import Document, Edit
from ..metadata import Reading, reading
from ..rules import Rule, all_rules, run_rules
from . import blocks, buttons, flat, labels, notices, tails

__all__ = ["Strip", "blocks", "buttons", "flat", "labels", "notices", "tails"]

_FIELD_WHY = {"title": "the headline: title in the metadata",
              "images": "a picture's caption: images in the metadata",
              "summary": "the summary: summary in the metadata"}


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
        tree = bool(doc.nodes)
        stripped, roles = self._extracted(doc) if tree else (doc, {})
        stripped = run_rules(stripped, self._rules())
        outside = () if tree else _outside(stripped)
        gone = {edit.line for edit in outside}
        clutter = [edit.line for edit in stripped.edits if edit.after is None and edit.rule < "S9"]
        main = [line.number for line in stripped.kept if line.number not in gone]
        told = reading(doc, main, roles, clutter)
        stripped = stripped.apply(_merged(stripped, told, outside))
        again = any(edit.rule.startswith("S") for edit in doc.edits)  # then the lines that told it are gone
        metadata = doc.metadata if again else told.metadata
        stripped = replace(stripped, metadata=metadata, nodes=(), images=(), data=b"")
        if stripped.status == "ok" and not stripped.text.strip():
            return replace(stripped, status="empty", error="nothing but clutter is on the page")
        return stripped

    def _rules(self) -> list[Rule]:
        left_out = "comments" if self.comments else ""
        return [each for each in all_rules("S") if each.default and each.name != left_out]

    def _extracted(self, doc: Document) -> tuple[Document, Mapping[int, str]]:
        from ..extract import find_main
        verdicts = find_main(doc)
        edits = [Edit(line.number, 0, line.text, None, verdicts[line.number].why, "S901")
                 for line in doc.kept if line.number in verdicts and not verdicts[line.number].keep]
        return doc.apply(edits), {number: verdict.role for number, verdict in verdicts.items()}


def _outside(doc: Document) -> tuple[Edit, ...]:
    """What the flattened text's own shape puts outside the article."""
    visible = [line for line in doc.lines if line.tag != "meta"]
    fates = {edit.line: edit.rule for edit in doc.edits if edit.after is None}
    return tuple(edit._replace(rule="S901") for edit in flat.outside(visible, fates))


def _merged(doc: Document, told: Reading, outside: tuple[Edit, ...]) -> list[Edit]:
    """The lines that the metadata holds go for that reason, the others outside the article for theirs."""
    edits = []
    by_line = {edit.line: edit for edit in outside}
    for line in doc.kept:
        if line.number in told.told:
            why = _FIELD_WHY.get(told.told[line.number], "the metadata holds it")
            edits.append(Edit(line.number, 0, line.text, None, why, "S902"))
        elif line.number in by_line:
            edits.append(by_line[line.number])
    return edits
