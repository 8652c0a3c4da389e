"""Runs of text shifted by one byte, where a reading was put inside a character or a sentence cut there.

The search for `數` by its bytes finds it in the middle of `當地` too; what follows is decoded one byte
off, until a byte of ASCII ends the run: `當?shù)厝罕姷钠毡闅g迎` was 當地群眾的普遍歡迎.
"""
from __future__ import annotations

import re
from collections import Counter
from typing import Iterator, Sequence

from ..differences import differing
from ..document import Line, Note
from ..patterns import COMMON_HAN, LOST, lazy_regex
from ..rules import Finding, change, rule
from .beam import BARE, Reader
from .readings import LETTERS, bracketed, copied, scripts, traditional
from .readings import suspected as readings_suspected
from .ways import Run

_START = lazy_regex(rf"[?？](?:[{LETTERS}]{{1,6}}[)）]|(?<=\?)(?=[。；？！?;!，,]))")
_BARE = lazy_regex(rf"[{LETTERS}](?<=[{COMMON_HAN})）,，、。；：;:“”].)[{LETTERS}]{{0,5}}[)）]")
_ANY = lazy_regex(f"{_START.pattern}|{_BARE.pattern}")
_TONED_BARE = lazy_regex(rf"(?<=[{COMMON_HAN}]){BARE}")
_READ = lazy_regex(rf"[?？][{LETTERS}]{{1,6}}[)）]")
# Where a site leaves no question mark a sentence's end may have cut a character, or a reading tells.
_QUIET = lazy_regex(rf"{_ANY.pattern}|(?<=[{COMMON_HAN}”’）》)])[。；？！;?!](?=[^\x00-\x7f])")
_ENDS = frozenset("。；？！;?!")
_MARKS = tuple("。；？！;!?")
_CUT = lazy_regex(r"\?(?=[。；？！]|[;!?][^\x00-\x7f])")
LONGEST = 400   # characters of a run that are read; a byte of ASCII or the line's end comes sooner
PATIENCE = 10   # so many question marks are looked at for each run that is found: hostile text has thousands
MOST_WORK = 2_000_000   # of `Reader.work`: two seconds
SURE = 240      # a repair must be likelier by so much (eighths of a bit) where nothing else tells
AROUND = 200    # characters on either side of a run tell which script the page writes
LIKELY = 80     # ... by so much where the page is known for a copy


def suspected(text: str) -> bool:
    """Return whether a rule of this family could find anything in this text."""
    return ("?" in text and _START.search(text) is not None or _BARE.search(text) is not None
            or readings_suspected(text))


@rule("R201", "shifted-run",
      hits={"受到當?shù)厝罕姷钠毡闅g迎": "受到當地群眾的普遍歡迎",
            "海琴?gòu)V場(chǎng)4個(gè)": "海琴廣場(chǎng)4個(gè)",
            "31個(gè)?。ㄗ灾螀^(qū)、直轄市": "31個(gè)省（自治區(qū)、直轄市",
            "受到當shù)厝罕姷钠毡闅g迎": "受到當地群眾的普遍歡迎"},
      keeps=["什么??", "真的?！我不信。", "他問：“去哪?”", "她姓（㛃，讀作jié）是少見的姓", "“行走”的行，音xíng）見第三課。"])
def shifted_run(lines: Sequence[Line]) -> Iterator[Finding]:
    """A run of text that was decoded one byte off is decoded again.

    A site looks for its characters, and for ends of sentences, among bytes: it also finds them across the
    border of two characters. What was lost there is one byte, or a pair that is no character; the bytes
    around it say which it was, or a language model does. What cannot be known becomes U+FFFD. Where the page
    shows no question mark for what was lost (``silent``), a run is looked for behind each end of a sentence.
    """
    found = list(bracketed(lines))
    evidence = copied(lines, found)
    listed = {each.char for each in found if evidence and traditional(each.char)}
    silent = not any(_START.search(line.text) for line in lines)
    reader: Reader | None = None
    vain = PATIENCE
    for line in lines:
        place, pattern = 0, _QUIET if silent and evidence else _starts(line.text, evidence)
        while vain > 0 and (start := pattern.search(line.text, place)):
            place = start.end()
            reader = reader or Reader((each.text for each in lines), _folded(lines), listed, silent)
            quiet = silent and start[0] in _ENDS
            if quiet and not reader.odd(line.text[start.end():start.end() + 6]):
                continue
            if reader.work > MOST_WORK:
                yield Note(line.number, start.start(), "too many shifted runs: from here on they are left as they are")
                return
            run = reader.read(line.text[max(start.start() - 40, 0):start.start()],
                              line.text[start.start():start.start() + LONGEST])
            if run and run.lost and (run.gain >= LIKELY if quiet else evidence or _tells(run, start)):
                place = start.start() + run.size
                vain += PATIENCE
                yield from _mended(line, start.start(), run, evidence)
            else:
                vain -= 1
                if evidence and not run and len(start[0]) > 1:
                    yield Note(line.number, start.start(), "a shifted run with too many unknowns is left as it is")


def _starts(text: str, evidence: str) -> re.Pattern[str]:
    """Return the pattern of where a run may begin in a line: question marks of its own are not looked at.

    Without evidence a repair needs a broken reading, or a mark that cuts it (`_tells`); a reading
    whose bracket left no question mark has a tone mark then.
    """
    if evidence or _TONED_BARE.search(text):
        return _ANY
    return _START if _READ.search(text) else _CUT


def _tells(run: Run, start: re.Match[str]) -> bool:
    """Return whether a run alone shows the damage: by a broken reading (without its question mark where the text then
    reads far better), or by a mark that cuts it, where it then reads far better, is Traditional, and has no hole."""
    if any("read" in lost for lost in run.lost):
        return start[0][0] in "?？" or run.gain >= SURE
    place, mark = start.start(), start.string[start.end():start.end() + 1]
    if run.gain < SURE or LOST in run.text or mark not in _MARKS:
        return False
    if mark == "?" and (len(run.lost) > 1 or any(char.isascii() and char.isalnum() for char in run.text)):
        return False  # people write two question marks: it takes a run that shows nothing else
    around = start.string[max(place - AROUND, 0):place], run.text, start.string[place + run.size:][:AROUND]
    old, new = scripts(Counter("".join(around)))
    return old > new


def _folded(lines: Sequence[Line]) -> str:
    """Tell when the page's punctuation became half width: "never", "before" its sentences were cut (which
    puts full-width marks between them), "some time", or "" where no mark tells."""
    text = "".join(line.text for line in lines)
    narrow, wide = len(re.findall(f"(?<=[{COMMON_HAN})])[,:;!]", text)), len(re.findall("[，：；！]", text))
    if narrow <= wide:
        return "never" if wide else ""
    return "before" if re.search("[；？！]", text) else "some time"


def _mended(line: Line, start: int, run: Run, evidence: str) -> Iterator[Finding]:
    at, before, after = differing(line.text[start:start + run.size], run.text)
    start += at
    why = f"lost: {'; '.join(run.lost)}"
    yield change(line, start, before, after, f"{why}; {evidence}" if evidence else why)
    for place, char in enumerate(after):
        if char == LOST:
            yield Note(line.number, start + place, "a character of ASCII was swallowed here: not known which")
