"""Damages Traditional text the way that copy sites do: the points of the damage, byte by byte.

A site has a list of Traditional characters with a reading each, and habits: what it does with byte
pairs that are no character, and whether punctuation was folded to half width, before or after.
"""
from __future__ import annotations

import random
from dataclasses import dataclass

from medclean.repair.readings import readings, toneless, traditional
from medclean.tables import fold

Listed = tuple[tuple[str, str], ...]
HOLE = "\ufffd"
COMMA = b"\xa3\xac"
CUTS = (b"\xa3\xa1", b"\xa3\xbf", b"\xa3\xbb", b"\xa1\xa3")  # ！ ？ ；, and then 。
WIDTHS = str.maketrans("，；：？！（）", ",;:?!()")


@dataclass(frozen=True)
class Site:
    """A copy site: ``listed`` holds its characters and their readings, in the order of its searches.

    ``cuts`` says whether it cuts sentences (on bytes); ``lost`` is what it puts for a pair of bytes
    that is no character, and for half a pair; ``folded`` when punctuation becomes half width: before, after or never.
    One that is ``private`` drops the pairs that are private characters of GBK, and cuts at commas, too.
    """

    listed: Listed
    cuts: bool = True
    lost: str = "?"
    folded: str = "never"
    private: bool = False


def random_site(draw: random.Random, least: int = 100, most: int = 600, lost: str = "?") -> Site:
    """Return a site with a random list of characters, one in three or so of those in daily use."""
    pool = sorted(char for char in readings() if traditional(char) and b"\xb0" <= _level(char) <= b"\xd7")
    chars = draw.sample(pool, draw.randint(least, most))
    listed = tuple((char, draw.choice(sorted(readings()[char]))) for char in chars)
    return Site(listed, cuts=draw.random() < 0.9, folded=draw.choice(("never", "before", "after")),
                lost=lost)


def _level(char: str) -> bytes:
    return fold(char).encode("gb2312", "ignore")[:1]


def damaged(text: str, site: Site) -> tuple[str, str]:
    """Return what the site makes of a line of text that GBK can write, and what a perfect repair gives.

    The second is the text as the site showed it, with U+FFFD for what was lost and cannot be known: a
    character of ASCII that went with the half of another character.
    """
    source = text.translate(WIDTHS) if site.folded == "before" else text
    data, places = _annotated(source, site.listed)
    cuts = ((COMMA,) * site.private + CUTS) if site.cuts else ()
    out, lost = _cut(data, places, cuts, site.lost, site.private)
    whole = "".join(HOLE if place in lost else char for place, char in enumerate(source))
    if site.folded == "after":
        return out.translate(WIDTHS), whole.translate(WIDTHS)
    return out, whole


def spaced(text: str, site: Site) -> str:
    """Return what the second kind of site makes of a text: readings without tones, and a space behind."""
    read = {char: f"{char}({toneless(reading)}) " for char, reading in site.listed}
    return "".join(read.get(char, char) for char in text)


def _annotated(text: str, listed: Listed) -> tuple[bytes, list[int]]:
    """Return the bytes with readings put in, and which character of the text each is of (-1: none)."""
    data = text.encode("gbk")
    places = [place for place, char in enumerate(text) for _ in char.encode("gbk")]
    for char, reading in listed:
        pair, note = char.encode("gbk"), f"({reading})".encode("gbk")
        start = data.find(pair)
        while start >= 0:
            end = start + 2
            data = data[:end] + note + data[end:]
            places[end:end] = [-1] * len(note)
            start = data.find(pair, end + len(note))
    return data, places


def _cut(data: bytes, places: list[int], cuts: tuple[bytes, ...], lost: str, private: bool) -> tuple[str, set[int]]:
    if not cuts:
        return decoded(data, places, lost, private)
    pieces, gone, start = [], set(), 0
    for piece in data.split(cuts[0]):
        text, holes = _cut(piece, places[start:start + len(piece)], cuts[1:], lost, private)
        pieces.append(text)
        gone |= holes
        start += len(piece) + len(cuts[0])
    return cuts[0].decode("gbk").join(pieces), gone


def decoded(data: bytes, places: list[int], lost: str, private: bool = False) -> tuple[str, set[int]]:
    """Decode GBK pair by pair; a pair that is no character becomes ``lost``, and so does half a pair.

    One of the user-defined areas 1 and 2 is dropped where ``private`` says so: decoders make a private character of it.
    Returns the text, and which characters of ASCII went with a pair.
    """
    out, gone, place = [], set(), 0
    while place < len(data):
        size = 1 if data[place] < 0x80 else 2
        try:
            out.append(data[place:place + size].decode("gbk"))
        except UnicodeDecodeError:
            pair = data[place:place + 2]
            shown = not private or pair[1:] < b"\xa1" or b"\xb0" <= pair < b"\xf8" or pair < b"\xaa"
            out.append(lost if shown else "")
            if data[place + 1:place + 2].isascii():
                gone.update(places[place + 1:place + 2])
        place += size
    return "".join(out), gone
