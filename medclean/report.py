"""The report of a run as one web page: charts out of the manifest, and a sample of pages with their edits shown.

The page takes nothing from the network, and puts every text into it as text, whatever it looks like.
"""
from __future__ import annotations

import hashlib
import json
from collections import Counter
from heapq import nsmallest
from typing import Any, Iterable, Iterator, NamedTuple, Sequence

from .document import Document, Edit, Line
from .output import write_file
from .record import from_record
from .screen import counted
from .rules import all_rules
from .tables import shipped
from .write import safe

SAMPLE = 60
"""How many pages are shown with their text: those whose names have the smallest digests, so the same each time."""

_MOST_BARS = 12
_MOST_OTHERS = 300
_MOST_LINES = 500
_CUT = 200  # characters: an edit copies the part of a line that it stands in
_LENGTHS = (0, 1, 100, 300, 1000, 3000, 10_000, 30_000)
_TIMES = (0.0, 0.005, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
_PLACE = '<script type="application/json" id="data">{}</script>'


class _Cell(NamedTuple):
    """A part of a line: what stands there now, what did before edits changed it (None: they did not), and why."""

    now: str
    was: str | None = None
    why: str = ""


def sample(rows: Iterable[dict[str, Any]]) -> set[str]:
    """Return the names of the inputs that the report shows with their text."""
    names = (row["name"] for row in rows if row["status"] in ("ok", "truncated"))
    return set(nsmallest(SAMPLE, names, key=_rank))


def _rank(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()


def write_report(path: str, rows: Iterable[dict[str, Any]], records: Iterable[bytes]) -> None:
    """Write the report of these lines of the manifest; ``records`` are the sample's, with edits and lines.

    Raises OutputError.
    """
    figures = _Figures()
    for row in rows:
        figures.add(row)
    pages = [_page(from_record(json.loads(line))) for record in records for line in record.splitlines()]
    data = {"said": figures.said(), "charts": figures.charts(), "pages": pages + figures.others}
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    template = shipped("report.html").decode("utf-8")
    whole = template.replace(_PLACE, _PLACE.replace("{}", text))
    write_file(path, whole.encode("utf-8", "backslashreplace"))


class _Figures:
    """What the lines of a manifest come to, one after the other: there may be millions.

    ``others`` are the first inputs that gave no text.
    """

    def __init__(self) -> None:
        self.others: list[dict[str, Any]] = []
        self._counts: dict[str, Counter[Any]] = {
            name: Counter() for name in ("status", "encoding", "script", "removed", "before", "after", "seconds")}
        self._seconds = 0.0
        self._same = 0

    def add(self, row: dict[str, Any]) -> None:
        """Count a line."""
        counts, (before, after) = self._counts, row["chars"]
        for name in ("status", "encoding", "script"):
            counts[name].update([row[name]] if row[name] else ())
        counts["removed"].update(row["removed"])
        counts["seconds"][_bin(row["seconds"], _TIMES)] += 1
        if before:
            counts["before"][_bin(before, _LENGTHS)] += 1
            counts["after"][_bin(after, _LENGTHS)] += 1
        self._seconds += row["seconds"]
        self._same += bool(row.get("duplicate_of"))
        if row["status"] not in ("ok", "truncated") and len(self.others) < _MOST_OTHERS:
            self.others.append({"name": safe(row["name"]), "state": row["status"], "error": safe(row["error"] or "")})

    def said(self) -> str:
        """Return in one line what became of the inputs."""
        states = self._counts["status"]
        told = ", ".join(f"{count:,} {state}" for state, count in states.most_common())
        return (f"{counted(sum(states.values()))}: {told}; {self._seconds:,.1f} s of work"
                + (f"; {self._same:,} duplicates" if self._same else ""))

    def charts(self) -> list[dict[str, Any]]:
        """Return the charts: a title each, and rows of labels and values."""
        counts = self._counts
        names = {rule.code: rule for rule in all_rules()}
        rules = [{"label": f"{code} {names[code].name if code in names else ''}", "value": count,
                  "hint": names[code].summary if code in names else code}
                 for code, count in counts["removed"].most_common(_MOST_BARS)]
        return [_counted("States", counts["status"]), _counted("Encodings", counts["encoding"]),
                _counted("Scripts", counts["script"]), {"title": "Characters removed, by rule", "rows": rules},
                _binned("Characters before", counts["before"], _LENGTHS, "{:,}"),
                _binned("Characters after", counts["after"], _LENGTHS, "{:,}"),
                _binned("Seconds", counts["seconds"], _TIMES, "{:g}")]


def _bin(value: float, edges: Sequence[float]) -> float:
    """The largest edge that a value reaches."""
    return max(edge for edge in edges if edge <= value)


def _counted(title: str, counts: Counter[str]) -> dict[str, Any]:
    rows = [{"label": value, "value": count} for value, count in counts.most_common(_MOST_BARS)]
    return {"title": title, "rows": rows}


def _binned(title: str, found: Counter[float], edges: Sequence[float], shape: str) -> dict[str, Any]:
    """The chart of values that were counted by `_bin`, from the lowest that is reached."""
    return {"title": title, "rows": [{"label": "from " + shape.format(edge), "value": found[edge]}
                                     for edge in edges if any(found[low] for low in edges if low <= edge)]}


def _page(doc: Document) -> dict[str, Any]:
    """What the report shows of a document: each line with what was done to it."""
    edits: dict[int, list[Edit]] = {}
    for edit in doc.edits:
        if edit.line:
            edits.setdefault(edit.line, []).append(edit)
    before = {line.number: line for line in doc.undo().lines}
    lines = [line for line in doc.lines if line.tag != "meta" and before[line.number].text.strip()]
    shown = [_line(before[line.number], line, edits.get(line.number, [])) for line in lines[:_MOST_LINES]]
    cut = f"{len(lines) - _MOST_LINES:,} more lines are not shown." if len(lines) > _MOST_LINES else None
    return {"name": safe(doc.name), "state": doc.status, "error": doc.error,
            "title": safe(doc.metadata.title) if doc.metadata and doc.metadata.title else None,
            "lines": shown, "cut": cut}


def _line(before: Line, after: Line, edits: Sequence[Edit]) -> dict[str, Any]:
    if after.dropped:
        why = next(edit for edit in reversed(edits) if edit.after is None)
        return {"text": safe(after.text), "gone": f"{why.rule}: {why.why}"}
    return {"text": safe(after.text), "pieces": pieces(before.text, edits)}


def pieces(text: str, edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Cut a line as it is after its edits into pieces: what stands there, and what did where that was changed.

    ``text`` is the line before them.
    """
    cells = [_Cell(text[at:at + _CUT]) for at in range(0, len(text), _CUT)]
    for run in _runs(edit for edit in edits if edit.after is not None):
        cells = _edited(cells, run)
    found: list[dict[str, Any]] = []
    for now, was, why in cells:
        if was is not None:
            found.append({"text": safe(now), "before": safe(was), "why": safe(why)})
        elif found and "why" not in found[-1]:
            found[-1]["text"] += safe(now)
        elif now:
            found.append({"text": safe(now)})
    return found


def _runs(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield edits in runs in which each stands left of the one before, and so does not move it."""
    run: list[Edit] = []
    for edit in edits:
        if run and edit.start + len(edit.before) > run[-1].start:
            yield run
            run = []
        run.append(edit)
    if run:
        yield run


def _edited(cells: list[_Cell], run: Iterable[Edit]) -> list[_Cell]:
    """Put a run of edits into the cells of a line, from its end on: a line may have thousands of both."""
    behind: list[_Cell] = []  # from right to left
    place = sum(len(cell.now) for cell in cells)  # where the last of the cells ends
    for edit in run:
        end = edit.start + len(edit.before)
        touched: list[_Cell] = []  # from right to left
        while cells and (place > edit.start or place - len(cells[-1].now) >= end):
            cell = cells.pop()
            place -= len(cell.now)
            if place >= end:
                behind.append(cell)
                continue
            if cell.was is None:
                left, cell, right = _cut(cell, edit.start - place, end - place)
                cells += left
                behind += right
                place += sum(len(each.now) for each in left)
            touched += [cell] if cell.now or cell.was is not None else []
        cells.append(_put(edit, touched[::-1], place))
        place += len(cells[-1].now)
    return cells + behind[::-1]


def _cut(cell: _Cell, start: int, end: int) -> tuple[list[_Cell], _Cell, list[_Cell]]:
    """Part a cell that no edit has touched: what stands left of one, in it, and right of it."""
    start = max(start, 0)
    parts = cell.now[:start], cell.now[start:end], cell.now[end:]
    left, within, right = (_Cell(part) for part in parts)
    return [left] if left.now else [], within, [right] if right.now else []


def _put(edit: Edit, touched: Sequence[_Cell], first: int) -> _Cell:
    """What an edit makes of the cells that it touches, the first of which begins at ``first``."""
    now = "".join(cell.now for cell in touched)
    now = now[:edit.start - first] + (edit.after or "") + now[edit.start + len(edit.before) - first:]
    was = "".join(cell.now if cell.was is None else cell.was for cell in touched)
    return _Cell(now, was, "; ".join([cell.why for cell in touched if cell.why] + [f"{edit.rule}: {edit.why}"]))
