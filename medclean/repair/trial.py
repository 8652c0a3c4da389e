"""Read a stretch of text again on trial: was it decoded with the wrong codec?

Chinese that anyone wrote is made of frequent characters, and its disguise of rare ones: over 2,000 lines of articles
the mean logarithm of the frequency of a line's characters lies between -5 and -9, that of a disguised line (of five
characters and more) between -10.5 and -16, and no wrong trial on clean text came above -9.6. So a text was in disguise
where it looks like no text and its re-reading does.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterable, NamedTuple, Sequence

from ..frequencies import frequencies, likelihood, listed, units
from ..patterns import COMMON_HAN, lazy_regex
from .rereading import HAN_CHARACTER, LOST, Disguise, fits, left, reread

# What a text may have been written in, and was read as.
IN_LATIN = tuple(Disguise(written, "cp1252") for written in ("utf-8", "gb18030", "cp950"))
IN_CHINESE = tuple(Disguise(*pair) for pair in (
    ("utf-8", "gb18030"), ("cp950", "gb18030"), ("gb18030", "cp950"), ("gb18030", "big5hkscs"),
    ("utf-8", "cp950"), ("utf-8", "big5hkscs")))

_TELLING = (*IN_LATIN, IN_CHINESE[0])     # after a good re-reading in these no other needs to be tried
_FREQUENT = -11.0    # 3,600 characters of both scripts: all but 0.5% of what is written
_TEXT = -9.0         # a text's mean is above this (see above), a disguised one's below the next
_NO_TEXT = -9.8
_SURE_TEXT = -8.5    # for two or three characters, where chance has more room
_MOST_HIDDEN = 2     # characters that one sign of a loss hides
_SURE_LENGTH = 12
SAMPLE = 400         # characters that are read on trial: a tenth of it tells
MOST_WORK = 9_000_000    # of `Trials`: three seconds or four, as much as a megabyte in one disguise needs
_EACH = 50           # ... that one reading takes, in characters
_SLOWLY = 20         # ... that a character takes where something was lost
_FEWEST_ACROSS = 6   # characters of two bytes that were read as others of two: no text makes so many by chance

# The private ones are user-defined characters of GBK and Big5.
_HAN_OR_PRIVATE = lazy_regex(f"[{COMMON_HAN}\ue000-\uf848\U00020000-\U000323af]")
_PLAIN_OR_LOST = lazy_regex(f"[\0-\x7f{LOST}]+")
_LETTERS = lazy_regex("[\xa1-\u33ff\u4e00-\u9fff\ua000-\ud7ff]")    # of any script
_BIG5_PAIRS = lazy_regex("(?:[\xa4-\xc6][@-~\xa1-\xfe])+")
_CAPITAL = lazy_regex("[\xc0-\xdf]")


class Trial(NamedTuple):
    """A stretch of a line read again: where it begins, how it stands there, how it reads, and as what."""

    start: int
    before: str
    after: str
    disguise: Disguise


@lru_cache(maxsize=1)
def frequent() -> str:
    """Return the frequent characters of Chinese text: both scripts and punctuation."""
    return "".join(sorted(char for char, score in listed().items() if char > "\x7f" and score >= _FREQUENT))


def infrequent(ends: str = "") -> str:
    """Return the inside of a set: characters that are neither frequent, nor ASCII, nor among ``ends``."""
    return f"^\0-\x7f{frequent()}{ends}"


@lru_cache(maxsize=None)
def strange_pair(ends: str = "") -> re.Pattern[str]:
    """Return the pattern of two infrequent characters, at most two apart and none of ``ends`` (the inside of a set)
    between: there is no disguise without."""
    odd = f"[{infrequent(ends)}]"
    return re.compile(f"{odd}[^\n{ends}]{{0,2}}?{odd}")


class Trials:
    """Reads stretches of a document again on trial; ``work`` grows with the time that they took, for all of them.

    After `MOST_WORK` nothing is read any more: hostile text can have a line in a new disguise every time.
    """

    def __init__(self) -> None:
        self.work = 0
        self._last: tuple[object, str | None] = None, None      # what was read last, and how: it may be asked for again

    @property
    def exhausted(self) -> bool:
        """Whether so much was read that the rest has to stay."""
        return self.work > MOST_WORK

    def best(self, start: int, text: str, disguises: Iterable[Disguise], known: frozenset[Disguise]) -> Trial | None:
        """Return the best re-reading of a stretch that begins at ``start`` of its line, None where it had better stay.

        ``disguises`` are tried on it; of those ``known`` from the rest of the document less evidence is asked.
        """
        sample, best, best_again, best_mean = text[:SAMPLE], None, "", -100.0
        disguised, expected = is_disguised(sample), bool(known) and (LOST in sample or mean_frequency(sample) <= _TEXT)
        if disguises is IN_CHINESE and not disguised and not expected or self.exhausted:
            return None
        for disguise in disguises:
            if disguise in known:
                again = self._read(sample, disguise) if expected else None
            elif disguised and not (disguise.across and len(sample) < _FEWEST_ACROSS) or disguise in IN_LATIN:
                again = self._read(sample, disguise, _may_have_lost(sample, disguise))
            else:
                continue
            if again and again != sample and _reads(sample, again, disguise, disguise in known):
                mean = mean_frequency(again)
                if mean > best_mean:
                    best, best_again, best_mean = disguise, again, mean
                if mean >= _SURE_TEXT and len(again) >= _SURE_LENGTH and disguise in _TELLING and LOST not in again:
                    break
        whole = best_again if len(text) <= SAMPLE else self._read(text, best) if best else None
        return Trial(start, text, whole, best) if best and whole else None

    def _read(self, text: str, disguise: Disguise, lossy: bool = True) -> str | None:
        """Read a text again: all at once, or else character by character, if something may be lost and it fits."""
        asked = text, disguise, lossy
        if asked == self._last[0]:
            return self._last[1]
        self.work += _EACH + len(text)
        again = reread(text, disguise, lossy=False)
        if again is None and lossy and fits(text, disguise):
            self.work += _SLOWLY * len(text)
            again = reread(text, disguise)
        self._last = asked, again
        return again


def is_disguised(text: str) -> bool:
    """Return whether a text of Chinese characters looks like no text; two of them are too few to tell."""
    if len(text) < 3 or sum(map(_excess().__getitem__, units(text))) > 0:
        return False
    return len(_HAN_OR_PRIVATE.findall(text)) * 3 > len(_LETTERS.findall(text))


@lru_cache(maxsize=1)
def _excess() -> list[float]:
    """Return how much more frequent each UTF-16 unit is than those of no text are, if it is Chinese or private; else 0.

    Their sum is not above 0 where the mean frequency is not above `_NO_TEXT`.
    """
    table = [0.0] * 0x10000
    for start, end in (0x3400, 0xA000), (0xE000, 0xF849):
        table[start:end] = [level - _NO_TEXT for level in frequencies()[start:end]]
    table[0xD840:0xD889] = [likelihood("\U00020000") - _NO_TEXT] * 0x49      # the first of two units
    return table


def _may_have_lost(text: str, disguise: Disguise) -> bool:
    """Return whether a re-reading that lost something could pass (`_reads`): of UTF-8 what is left tells."""
    if LOST in text or "?" in text:
        return True
    size = (len(text) - len(text.encode("ascii", "ignore"))) * (1 if disguise.read == "cp1252" else 2)
    if disguise.written == "utf-8":
        return size >= 9 and _reads(text, left(text, disguise) + LOST, disguise, False)
    return size >= (5 if disguise.read == "cp1252" else 7)


def _reads(text: str, again: str, disguise: Disguise, known: bool) -> bool:
    """Return whether a re-reading is Chinese, and that by more than chance."""
    lost, count = again.count(LOST), sum(char > "\x7f" for char in again)
    count -= lost
    mean = mean_frequency(again)
    told = LOST in text or "?" in text      # a wrong decode that loses something says so
    if known:
        least = max(_TEXT - 1, mean_frequency(text) + 1) if disguise.across else _TEXT - (1 if lost else 5)
        return mean >= least if count else told
    han = HAN_CHARACTER.findall(again)
    explained = _MOST_HIDDEN * (text.count(LOST) + text.count("?"))
    if not count or lost * (1 if told else 4) > count or told and lost > explained + 2 or len(han) * 2 < count:
        return False  # the clean part of a line that is half in disguise turns into losses
    if disguise.across and _is_chart(han[:30], disguise.written):
        return False
    if count >= (_FEWEST_ACROSS if disguise.across else 4):
        return mean_frequency("".join(han)) >= _TEXT and mean >= _NO_TEXT
    return count >= 2 and mean >= _SURE_TEXT and lost <= told and _has_form(text, disguise, lost)


def _has_form(text: str, disguise: Disguise, lost: int) -> bool:
    """Return whether a short text has a form that little else has than this disguise."""
    if disguise.written == "utf-8":
        return True
    form = {"gb18030": _CAPITAL.search, "cp950": _BIG5_PAIRS.fullmatch}[disguise.written]
    return disguise.read == "cp1252" and not lost and bool(form(text))


def _is_chart(chars: Sequence[str], codec: str) -> bool:
    """Return whether characters stand beside each other in a codec, as in no text but a table of them."""
    leads = {char.encode(codec, "replace")[0] for char in chars}
    return len(leads) * 3 <= len(chars)


def mean_frequency(text: str) -> float:
    """Return the mean logarithm of the frequencies of the characters that are neither ASCII nor lost."""
    known = _PLAIN_OR_LOST.sub("", text)
    return likelihood(known) / len(known) if known else -99.0
