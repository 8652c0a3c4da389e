"""Read a text again: the bytes it was wrongly decoded from, decoded as what they were.

A wrong decode keeps the bytes, in disguise: every character stands for the bytes that the wrong
codec read it from. Where that codec met bytes it had no character for it left U+FFFD or ``?``, and
how many bytes hide behind one is not known; `_Walk` tries the possibilities and keeps the likeliest
alignment. What was lost itself is never guessed: it stays U+FFFD.
"""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Callable, Iterator, NamedTuple

from ..frequencies import likelihood
from ..patterns import COMMON_HAN, LOST, lazy_regex

HAN_CHARACTER = lazy_regex(f"[{COMMON_HAN}\U00020000-\U000323af]")
_PAIR_TRAILS = frozenset(range(0x40, 0xFF)) - {0x7F}
_GONE = b"\x00"      # stands for a byte that was lost: no Chinese codec uses it


class Disguise(NamedTuple):
    """A wrong decode: what the text was written in, and what it was read as."""

    written: str
    read: str

    @property
    def why(self) -> str:
        """The disguise in words, for the record."""
        return f"{_NAMES[self.written]} that was read as {_NAMES[self.read]}"

    @property
    def across(self) -> bool:
        """Whether both codecs write a Chinese character in two bytes: each of them is one in the other, too."""
        return self.written != "utf-8" and self.read != "cp1252"


_NAMES = {"utf-8": "UTF-8", "gb18030": "GBK", "cp950": "Big5", "big5hkscs": "Big5-HKSCS",
          "cp1252": "Windows-1252"}


@lru_cache(maxsize=1)
def _latin() -> dict[str, bytes]:
    """The byte of each character of Windows-1252, and of Latin-1 for those it does not assign.

    Which of the two a program used cannot matter: they differ where only one has a character.
    """
    table = {chr(byte): bytes((byte,)) for byte in range(256)}
    for byte in range(0x80, 0xA0):
        table[bytes((byte,)).decode("cp1252", "ignore") or chr(byte)] = bytes((byte,))
    return table


def _user_defined() -> Iterator[tuple[int, bytes]]:
    """The private characters for which Windows reads the user-defined rows of Big5 (code page 950)."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    code = 0xE000
    for first, last in ((0xFA, 0xFE), (0x8E, 0xA0), (0x81, 0x8D), (0xC6, 0xC8)):
        for lead in range(first, last + 1):
            for trail in trails[63:] if lead == 0xC6 else trails:
                yield code, bytes((lead, trail))
                code += 1


@lru_cache(maxsize=None)
def _pairs(codec: str) -> dict[bytes, str]:
    """Every two bytes that are a character in a codec; Big5 with what only its other form has."""
    pairs = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in _PAIR_TRAILS]
    table: dict[bytes, str] = {}
    other = {"cp950": "big5hkscs", "big5hkscs": "cp950"}.get(codec, codec)
    for name in dict.fromkeys((other, codec)):
        chars = b"\n".join(pairs).decode(name, "ignore").split("\n")
        table.update((pair, char) for pair, char in zip(pairs, chars) if len(char) == 1 and char > "\x7f")
    return table


@lru_cache(maxsize=None)
def _codes(disguise: Disguise) -> dict[str, bytes]:
    """The bytes of each character that a wrong decode could have made of them."""
    if disguise.read == "cp1252":
        return _latin()
    table = {char: pair for pair, char in reversed(_pairs(disguise.read).items())}
    table.update((chr(byte), bytes((byte,))) for byte in range(128))
    if disguise.read != "gb18030":
        table.update((chr(code), pair) for code, pair in _user_defined())
    elif disguise.written == "utf-8":
        table["€"] = b"\x80"       # what Windows makes of the byte that GBK has no use for
    return table


def reread(text: str, disguise: Disguise, lossy: bool = True) -> str | None:
    """Return the text read as what it was written in; None where the disguise does not fit at all.

    U+FFFD stands for each character that was lost, if it may be ``lossy``. A few characters that no wrong
    decode can have made (an emoji put in later) stay as they are; the disguise does not fit where they are more.
    """
    codes = _codes(disguise)
    foreign = _foreign(text, disguise)
    if not foreign:
        return _reread(text, disguise, [codes.get(char, b"") for char in text], lossy)
    if not fits(text, disguise):
        return None
    read: list[str] = []
    for part in re.split(f"([{re.escape(''.join(foreign))}])", text):
        units = [codes.get(char, b"") for char in part]
        again = part if part in foreign else _reread(part, disguise, units, lossy)
        if again is None:
            return None
        read.append(again)
    return "".join(read)


def fits(text: str, disguise: Disguise) -> bool:
    """Return whether all characters of a text, but for a few, may have come from a wrong decode."""
    return sum(map(text.count, _foreign(text, disguise))) * 20 <= len(text)


def left(text: str, disguise: Disguise) -> str:
    """Return the characters of a text in the disguise of UTF-8 that `reread` finds, without those that were lost."""
    codes = _codes(disguise)
    return b"".join([codes.get(char) or char.encode("utf-8", "ignore") for char in text]).decode("utf-8", "ignore")


def _foreign(text: str, disguise: Disguise) -> set[str]:
    """Return the characters of a text that the wrong decode cannot have made."""
    codes = _codes(disguise)
    return {char for char in set(text) if char not in codes and char != LOST}


def _reread(text: str, disguise: Disguise, units: list[bytes], lossy: bool) -> str | None:
    if LOST not in text and (disguise.written == "utf-8" or not _MAY_BE_LOST.search(text)):
        data = b"".join(units)
        if disguise == ("utf-8", "cp1252"):
            data = _SPACE_FOR_A0.sub(lambda match: match.group().replace(b" ", b"\xa0"), data)
        try:
            return data.decode(disguise.written)
        except UnicodeDecodeError:
            pass
    return _Walk(disguise).run(text, units) if lossy else None


# The byte A0 is a no-break space in Latin-1, of which programs make a plain one (after ftfy, restore_byte_a0).
_SPACE_FOR_A0 = lazy_regex(rb"[\xe2-\xef](?: [\x80-\xbf]|[\x80-\xbf] )")
# A question mark inside a text: in codecs of two bytes it may hide the first of them.
_MAY_BE_LOST = lazy_regex(r"\?(?![\s?]|$)")
_LOSS = lazy_regex(f"[?{LOST}]")
_UNLIKELY = -8.0     # nats that a question mark costs with something other than a space behind it


_frequency = lru_cache(maxsize=1 << 14)(likelihood)     # of one character


class _Path(NamedTuple):
    """A way to read the text so far: its likelihood, the last character it read, and the path before."""

    score: float
    char: str
    before: "_Path | None"


class _Walk:
    """Finds the likeliest alignment of the bytes of a damaged text.

    A state is the bytes of the character that is not complete yet (`_GONE` for a lost one). The
    likelihood of a path is the sum over its characters, so the best path to each state is enough
    (Viterbi 1967), and the work grows with the length of the text.
    """

    def __init__(self, disguise: Disguise) -> None:
        self._most_lost = 1 if disguise.read == "cp1252" else 2
        self._feed = _feed_utf8 if disguise.written == "utf-8" else _feeding_pairs(_pairs(disguise.written))

    def run(self, text: str, units: list[bytes]) -> str:
        """Return the likeliest reading; beside U+FFFD a question mark is one, for no codec loses in two ways."""
        paths: dict[bytes, _Path] = {b"": _Path(0.0, "", None)}
        gone = [(_GONE * lost, 0.0) for lost in range(1, self._most_lost + 1)]
        place = 0
        while place < len(text):
            char, end = text[place], place + 1
            if char == LOST:
                paths = self._step(paths, gone)
            elif char == "?" and LOST not in text:
                cost = _UNLIKELY if _MAY_BE_LOST.match(text, place) else 0.0
                paths = self._step(paths, [(units[place], cost), *gone])
            else:
                if len(paths) == 1:     # nothing to choose from up to the next sign of a loss
                    loss = _LOSS.search(text, end)
                    end = loss.start() if loss else len(text)
                paths = self._step(paths, [(b"".join(units[place:end]), 0.0)])
            place = end
        best = max((self._close(state, path) for state, path in paths.items()), key=lambda path: path.score)
        chars = []
        node: _Path | None = best
        while node:
            chars.append(node.char)
            node = node.before
        return "".join(reversed(chars))

    def _step(self, paths: dict[bytes, _Path], choices: list[tuple[bytes, float]]) -> dict[bytes, _Path]:
        found: dict[bytes, _Path] = {}
        feed = self._feed
        for state, path in paths.items():
            for unit, cost in choices:
                new_state, new = state, path
                for place in range(len(unit)):
                    new_state, chars = feed(new_state, unit[place:place + 1])
                    for char in chars:
                        new = _Path(new.score + _frequency(char) + cost, char, new)
                        cost = 0.0
                if new_state not in found or found[new_state].score < new.score:
                    found[new_state] = new
        return found

    def _close(self, state: bytes, path: _Path) -> _Path:
        if not state or state == _DONE:
            return path
        return _Path(path.score + _frequency(LOST), LOST, path)


_DONE = b"\x01"      # a lost character that has been counted: the rest of its bytes adds nothing


def _feed_utf8(state: bytes, byte: bytes) -> tuple[bytes, str]:
    """Return the bytes of the character begun, and the characters complete, after one more byte."""
    if byte == _GONE:
        return _DONE, "" if state == _DONE else LOST
    if b"\x80" <= byte < b"\xc0":
        if state in (b"", _DONE):
            return _DONE, "" if state else LOST
        done = state + byte
        if len(done) < 2 + (state >= b"\xe0") + (state >= b"\xf0"):
            return done, ""
        char = done.decode("utf-8", "ignore")
        return (b"", char) if char else (_DONE, LOST)
    broken = LOST if state not in (b"", _DONE) else ""
    if byte < b"\x80":
        return b"", broken + byte.decode()
    return (byte, broken) if b"\xc2" <= byte < b"\xf5" else (_DONE, broken or LOST)


def _feeding_pairs(pairs: dict[bytes, str]) -> Callable[[bytes, bytes], tuple[bytes, str]]:
    """Return the same for a codec of two bytes."""
    def feed(state: bytes, byte: bytes) -> tuple[bytes, str]:
        if not state:
            return (b"", byte.decode()) if b"\x00" < byte < b"\x80" else (byte, "")
        if _GONE in (state, byte) and (byte == _GONE or byte[0] in _PAIR_TRAILS):
            return b"", LOST
        char = pairs.get(state + byte)
        if char:
            return b"", char
        return (b"", LOST + byte.decode()) if byte < b"\x80" else (byte, LOST)
    return feed
