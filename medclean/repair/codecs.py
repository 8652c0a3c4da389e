"""Text that was decoded with the wrong codec and saved so: 鍖婚櫌 for 医院, Ò½Ôº, Âå°|.

Each possible wrong decode is undone on trial (`trial`), over whole documents, lines and stretches of a line. A line too
short to tell by itself needs others in the document that tell.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterable, Iterator

from ..differences import differing
from ..document import Edit, Line
from ..patterns import LOST, lazy_regex
from ..rules import Finding, Lines, Note, change, rule
from .rereading import Disguise
from .trial import IN_CHINESE, IN_LATIN, SAMPLE, Trial, Trials, frequent, is_disguised, mean_frequency, strange_pair

_HABIT = 50          # lines in a row that were in one disguise: the next is tried in that first
_NEAR = 20           # characters before a strange one among which its clause begins, as a rule
_TRIALS = 200        # lines, or parts of one, that are tried in vain before the rest is left

_MOST_BYTES = 60_000    # characters that ftfy reads, and we behind it: a second or two

_NOT_CHINESE = lazy_regex("[^\u2e80-\ufffc]+")      # stretches without Chinese characters and punctuation
_TWO_HIGH = lazy_regex("[\x80-\xff](?:[\x80-\x9f\xa1-\xff]|(?<!\xa0)\xa0|(?<=[\xa1-\xc9])[@-~])")
_SINGLE = "\x80-\xb6\xb8-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u2122"     # what single bytes are read as
BYTES = lazy_regex(f"[\x80-\u2122](?:[{_SINGLE}]|(?<=[{_SINGLE}])[·—‘’“”…])")            # ... but for Chinese marks
_WORD = "\\s“”‘’…—–·"        # ends a word: marks of Windows-1252 that clean Chinese beside it has too
_CLAUSE = "\\s，。；：！？、（）“”《》|_-"
WINDOWS_MARKS = "\x82\x84\x85\x91-\x97"
_WINDOWS_MARKS = lazy_regex(f"[{WINDOWS_MARKS}]")


@lru_cache(maxsize=1)
def leads() -> str:
    """Return what the first byte of a character in UTF-8 is read as in the codecs of single bytes that ftfy knows.

    And the control characters of Latin-1, which it mends too; not the no-break space of Mac Roman,
    for which a page has other reasons.
    """
    names = ("latin-1", "iso8859-2", "mac-roman", "cp437", *(f"cp{number}" for number in range(1250, 1258)))
    read = {char for name in names for char in bytes(range(0xC2, 0xF1)).decode(name, "ignore")}
    return "".join(sorted(read.difference(frequent(), "\xa0"))) + "\x80-\x9f"


def suspected(text: str) -> bool:
    """Return whether a document may be in disguise, or part of it; ``text`` is its lines that hold a strange pair.

    It is not where the parts of these lines that hold one look like text, and none is too short to tell.
    """
    if _TWO_HIGH.search(text):
        return True
    for line in text.split("\n"):
        parts = _strange_parts(line, _CLAUSE)
        if not parts or any(len(part) < 3 or is_disguised(part[:SAMPLE]) for _, part in parts):
            return True
    return False


@rule("R111", "wrong-codec",
      hits={"鍖婚櫌": "医院", "Ò½Ôº": "医院", "Âå°|": "醫院", "åŒ»é™¢": "医院",
            "瓟埏湍雄厙釐珛昢楷桯": "医院带动网络业务发展"},
      keeps=["鑫淼焱垚犇骉羴猋", "饕餮、魑魅魍魉、耄耋、龃龉", "āáǎà ōóǒò ēéěè", "ㄅㄆㄇㄈ ㄉㄊㄋㄌ",
             "Привет, как дела? Это обычный текст.", "été créée à Mülhausen, þýðing", "①②③④⑤⑥⑦⑧",
             "┌──┬──┐", "こんにちは世界", "ÀÁÂÃÄÅÆÇÈÉ", "婷、璇、璐、琪"])
def wrong_codec(lines: Lines) -> Iterator[Finding]:
    """Text in the disguise of a wrong codec is read again as what it was.

    UTF-8 read as GBK, as Big5 or as Windows-1252; GBK read as Windows-1252 or as Big5; Big5 read as
    Windows-1252 or as GBK: whole documents, lines, and stretches of a line. What the wrong decode
    lost (U+FFFD, or a question mark in the middle of a character) stays U+FFFD: it is never guessed.
    """
    trials = Trials()
    found = dict(_tried(lines, trials))
    known = _known(lines, found, trials)
    for line in lines if found or known else ():
        again = found.get(line.number, [])
        if known and not again and not line.text.isascii() and not trials.exhausted:
            again = list(_trials(line.text, known, trials))
        for trial in again:
            yield _edit(line, trial)
    if trials.exhausted:
        yield Note(0, 0, "too much text in disguises: after some of it the rest is left as it is")


def _tried(lines: Lines, trials: Trials) -> Iterator[tuple[int, list[Trial]]]:
    """Yield the numbers of the lines that tell by themselves, with their re-readings."""
    rest, times = _TRIALS, 0
    habit: Disguise | None = None
    for line in lines.holding(strange_pair()):
        usual = trials.best(0, line.text, (habit,), frozenset()) if habit and times >= _HABIT else None
        told = usual is not None and (LOST in line.text or LOST not in usual.after)
        again = [usual] if usual and told else list(_trials(line.text, frozenset(), trials))
        if again:
            rest = _TRIALS
            yield line.number, again
            last, habit = habit, again[0].disguise
            times = times + 1 if habit == last and again[0].before == line.text else 0
        rest -= 1
        if not rest or trials.exhausted:
            return


def _known(lines: Lines, found: dict[int, list[Trial]], trials: Trials) -> frozenset[Disguise]:
    """Return the disguise that most of a document is in, or its other lines when they are read together.

    So short lines are mended where they are many, or the rest of a disguised page; clean lines stay that
    stand beside a disguised one.
    """
    rest = [line.text for line in lines if line.number not in found and not line.text.isascii()]
    again = [trial for each in found.values() for trial in each]
    if sum(len(trial.before) for trial in again) < sum(map(len, rest)) + len(rest) - 1:
        sample = "\n".join(rest[:SAMPLE])[:SAMPLE]
        if not strange_pair().search(sample):
            return frozenset()
        groups = [IN_CHINESE, *([IN_LATIN] if _TWO_HIGH.search(sample) else [])]
        again = [trial for disguises in groups if (trial := trials.best(0, sample, disguises, frozenset()))]
    return frozenset(trial.disguise for trial in again)


def _trials(text: str, known: frozenset[Disguise], trials: Trials) -> Iterator[Trial]:
    """Yield the stretches of a text that read better as something else; no two of them overlap."""
    parts = _strange_parts(text, _CLAUSE)
    if parts and not known and not any(is_disguised(part[:SAMPLE]) for _, part in parts):
        parts = []      # and the whole is no more disguised than its parts
    else:
        whole = trials.best(0, text, IN_CHINESE, known)
        if whole:
            yield whole
            return
    taken: set[int] = set()
    for match in _NOT_CHINESE.finditer(text) if _TWO_HIGH.search(text) else ():
        if _TWO_HIGH.search(match.group()):
            trial = trials.best(match.start(), match.group(), IN_LATIN, known)
            words = _strange_parts(match.group(), _WORD)
            for found in [trial] if trial else _in_parts(match.group(), words, match.start(), IN_LATIN, known, trials):
                taken.update(range(found.start, found.start + len(found.before)))
                yield found
    for found in _in_parts(text, parts, 0, IN_CHINESE, known, trials):
        if taken.isdisjoint(range(found.start, found.start + len(found.before))):
            yield found


def _in_parts(text: str, parts: Iterable[tuple[int, str]], start: int, disguises: Iterable[Disguise],
              known: frozenset[Disguise], trials: Trials) -> Iterator[Trial]:
    """Yield the parts of a stretch that are in disguise, where clean ones are among them."""
    rest = _TRIALS
    for place, part in parts:
        if rest and len(part) < len(text):
            trial = trials.best(start + place, part, disguises, known)
            rest = _TRIALS if trial else rest - 1
            if trial:
                yield trial


def _strange_parts(text: str, ends: str) -> list[tuple[int, str]]:
    """Return the stretches between ``ends`` that hold two infrequent characters, and where each begins."""
    strange, end = strange_pair(ends), re.compile(f"[{ends}]")
    parts, start = [], 0
    pair = strange.search(text)
    while pair:
        near = max(pair.start() - _NEAR, start)
        before = list(end.finditer(text, near, pair.start())) or list(end.finditer(text, start, near))
        start = before[-1].end() if before else start
        behind = end.search(text, pair.end())
        stop = behind.start() if behind else len(text)
        parts.append((start, text[start:stop]))
        start = stop
        pair = strange.search(text, stop)
    return parts


def _edit(line: Line, trial: Trial) -> Edit:
    """Return the change that a trial asks for."""
    before, after = mean_frequency(trial.before), mean_frequency(trial.after)
    why = f"{trial.disguise.why}: mean frequency {before:.1f}, read again {after:.1f}"
    return _change(line, trial.start, trial.before, trial.after, why)


def _change(line: Line, start: int, before: str, after: str, why: str) -> Edit:
    """Return the change of what differs in a stretch, without the ends that both readings share."""
    at, less, more = differing(before, after)
    return change(line, start + at, less, more, why)


@rule("R112", "utf8-in-single-bytes",
      hits={"cafÃ© â€“ ok": "café – ok", "Р°РїС‚РµРєР°": "аптека", "5Âµg": "5µg"},
      keeps=["SÃO PAULO", "25 °C ± 0,5", "Привет", "café"])
def utf8_in_single_bytes(lines: Lines) -> Iterator[Finding]:
    """UTF-8 that was read as a codec of single bytes and holds no Chinese, as ftfy mends it.

    Windows-1250 to 1257, Latin-1 and -2, Mac Roman, DOS 437 (Speer 2019, ftfy, doi 10.5281/zenodo.2591652): it
    counts pairs of characters that no language writes, and mends only what then disappears. What
    holds Chinese came back before, by R111.
    """
    import ftfy  # on first use: it takes 30 ms to load
    from ftfy.badness import is_bad
    rest, work, trials = _TRIALS, 0, Trials()
    for line in lines.holding(BYTES):
        for match in _NOT_CHINESE.finditer(line.text):
            text = match.group()
            if rest and work <= _MOST_BYTES and BYTES.search(text) and is_bad(text):
                work += len(text)
                if work > _MOST_BYTES:
                    yield Note(line.number, match.start(), "too much text in single bytes: the rest is left as it is")
                    return
                rest -= 1
                again = ftfy.fix_encoding(text)
                trial = trials.best(0, again, IN_LATIN, frozenset()) if _TWO_HIGH.search(again) else None
                again = trial.after if trial else again    # it was in two disguises
                if again != text:
                    rest = _TRIALS
                    yield _change(line, match.start(), text, again, "UTF-8 that was read as single bytes (ftfy)")


@rule("R113", "windows-marks",
      hits={"\x93医院\x94\x85": "“医院”…", "it\x92s": "it’s"}, keeps=["“医院”", "\x81\x8d", "\x9b31m"])
def windows_marks(lines: Lines) -> Iterator[Finding]:
    """Quotation marks, dashes and the ellipsis of Windows-1252 that were read as Latin-1.

    Latin-1 has control characters there that no text uses, and HTML reads them so by its standard
    (HTML Living Standard, 13.2.5.80, the table of numeric character references).
    """
    for line in lines.holding(_WINDOWS_MARKS):
        for match in _WINDOWS_MARKS.finditer(line.text):
            yield change(line, match.start(), match.group(), match.group().encode("latin-1").decode("cp1252"),
                         "marks of Windows-1252 that were read as Latin-1")
