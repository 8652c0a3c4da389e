"""Which legacy encoding makes Chinese of the bytes: each reads them, the likeliest text wins.

All readings explain the same bytes, so their likelihoods (`frequencies`) compare.
"""
from __future__ import annotations

from typing import NamedTuple

from ..frequencies import LETTER, likelihood
from ..patterns import lazy_regex
from . import names
from .tolerant import read_as

_SAMPLE_BYTES = 600  # in each of three places: 300 characters are more than is needed

# Big5 is read as its superset here; which of the family it is shows when it is known to be of it.
_USUAL = (("gb18030", "zh"), ("big5-hkscs", "zh"))
_FOREIGN = (("shift_jis", "ja"), ("euc-jp", "ja"), ("euc-kr", "ko"))
_RARE = (("euc-tw", "zh"),)

CANDIDATES = _USUAL + _FOREIGN + _RARE
"""The legacy encodings that a text may be in, the likelier first."""

_PLAUSIBLE = -9.0  # nats a character
_SPREAD = 4.0      # two standard deviations of one character's likelihood
_DOUBTFUL = -8.5   # nats a character: of whole Chinese texts one in a hundred is as unlikely
_CLEAR, _MANY = -7.7, 50  # better than that, in that many characters, no text in another encoding reads
_CHUNK = 48
_PLAIN = 512  # bytes that are looked at together
_WIDE_HIGH = bytes((0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)))

_RUN = lazy_regex(rb"[\x80-\xff][\x30-\x39\x40-\x7e\x80-\xff]*")


class Reading(NamedTuple):
    """One way to read some bytes: the encoding, its language, its likelihood in nats, and of what.

    ``chars`` counts the characters that are not ASCII, ``mean`` is the likelihood of one of them: -6 to -8.5
    in Chinese read rightly, -11 to -14 in Chinese read wrongly and in anything else.
    """

    name: str
    language: str
    score: float
    chars: int
    mean: float

    @property
    def plausible(self) -> bool:
        """Tell whether a person may have written this; a few characters tell less than many.

        Japanese and Korean are read with coarser frequencies, so in few characters nothing is taken for them.
        """
        if self.language != "zh":
            return self.chars > 1 and self.mean > _PLAUSIBLE
        return self.chars > 0 and self.mean > _PLAUSIBLE - _SPREAD / self.chars ** 0.5


def reading(name: str, language: str, text: str) -> Reading:
    """Return how likely the text is as what the encoding makes of the bytes."""
    score = likelihood(text, language)
    plain = len(text.encode("ascii", "ignore"))
    chars = len(text) - plain
    return Reading(name, language, score, chars, (score - plain * LETTER) / max(1, chars))


def readings(data: bytes) -> list[Reading]:
    """Return how each candidate reads a sample of the data, the likeliest first."""
    some = sample(data)
    found = [_reading(*candidate, some) for candidate in _USUAL]
    if not any(each.mean > _CLEAR and each.chars > _MANY for each in found):
        found += [_reading(*candidate, some) for candidate in _FOREIGN]
    if max(each.mean for each in found) < _DOUBTFUL or found[0].chars < _MANY:
        found += [_reading(*candidate, some) for candidate in _RARE]
    if max(each.mean for each in found) < _DOUBTFUL:
        found = [_patient_reading(name, language, some) for name, language in CANDIDATES]
    return sorted(found, key=lambda each: -each.score)


def _reading(name: str, language: str, data: bytes) -> Reading:
    return reading(name, language, read_as(data, names.codec(name))[0])


def _patient_reading(name: str, language: str, data: bytes) -> Reading:
    """Return how an encoding reads the data in chunks, each begun at its first byte or its second.

    A byte too many or too few shifts the pairs after it: that costs one chunk here, not all the rest.
    """
    score, chars, plain = 0.0, 0, 0.0
    for start in range(0, len(data), _CHUNK):
        chunk = data[start:start + _CHUNK]
        best = max((_reading(name, language, chunk[skip:]) for skip in (0, 1)), key=lambda each: each.score)
        score, chars = score + best.mean * best.chars, chars + best.chars
        plain += best.score - best.mean * best.chars
    return Reading(name, language, score + plain, chars, score / max(1, chars))


def sample(data: bytes) -> bytes:
    """Return runs of bytes that are not ASCII from three places of the data, with a space after each run."""
    starts = [data.find(b"\n", len(data) * third // 3) for third in (1, 2)]
    parts = [_runs(data, start) for start in (0, *starts) if start >= 0]
    return b" ".join(dict.fromkeys(parts))


def _runs(data: bytes, start: int) -> bytes:
    runs: list[bytes] = []
    size = 0
    while size <= _SAMPLE_BYTES:
        while start < len(data) and data[start:start + _PLAIN].isascii():  # a script may be long, and has no run
            start += _PLAIN
        match = _RUN.search(data, start)
        if match is None:
            break
        runs.append(match[0][:_SAMPLE_BYTES])
        size += len(match[0]) + 1
        start = match.end()
    return b" ".join(runs)


def wide(data: bytes) -> Reading | None:
    """Return the data read as UTF-16 without a mark, where that makes plausible Chinese or Japanese of it.

    Chinese characters, kana, punctuation and ASCII share few high bytes: all stand in every second place.
    """
    head = data[:min(1200, len(data) // 2 * 2)]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        others = head[place::2].translate(None, _WIDE_HIGH)
        if head and len(others) * 20 <= len(head):
            text = head.decode(name, "replace")
            found = max((reading(name, language, text) for language in ("zh", "ja")), key=lambda each: each.score)
            if found.plausible and found.chars >= 2:
                return found
    return None
