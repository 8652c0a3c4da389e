"""Damages Traditional text the way that copy sites do: the points of the damage, byte by byte.

A site has a list of Traditional characters with a reading each, and habits: what it does with byte
pairs that are no character, and whether punctuation was folded to half width, before or after.
"""
from __future__ import annotations

import random
from dataclasses import dataclass

from medclean.repair.readings import readings, traditional

CUTS = (b"\xa3\xa1", b"\xa3\xbf", b"\xa3\xbb", b"\xa1\xa3")  # ！ ？ ；, and then 。
WIDTHS = str.maketrans("，；：？！（）", ",;:?!()")


@dataclass(frozen=True)
class Site:
    """A copy site: ``listed`` holds its characters and their readings, in the order of its searches.

    ``cuts`` says whether it cuts sentences (on bytes); ``lost`` is what it puts for a pair of bytes
    that is no character; ``folded`` when punctuation becomes half width: before, after or never.
    """

    listed: tuple[tuple[str, str], ...]
    cuts: bool = True
    lost: str = "?"
    folded: str = "never"


def random_site(draw: random.Random, least: int = 100, most: int = 600) -> Site:
    """Return a site with a random list of characters, one in three or so of those in daily use."""
    pool = sorted(char for char in readings() if traditional(char) and b"\xb0" <= _level(char) <= b"\xd7")
    chars = draw.sample(pool, draw.randint(least, most))
    listed = tuple((char, draw.choice(sorted(readings()[char]))) for char in chars)
    return Site(listed, cuts=draw.random() < 0.9, folded=draw.choice(("never", "before", "after")))


def _level(char: str) -> bytes:
    from medclean.tables import fold

    return fold(char).encode("gb2312", "ignore")[:1]


def damaged(text: str, site: Site) -> str:
    """Return what the site makes of one line of text that GBK can write."""
    data = before(text, site).encode("gbk")
    for char, reading in site.listed:
        pair = char.encode("gbk")
        data = data.replace(pair, pair + f"({reading})".encode("gbk"))
    out = _cut(data, CUTS if site.cuts else (), site.lost)
    return out.translate(WIDTHS) if site.folded == "after" else out


def before(text: str, site: Site) -> str:
    """Return the page as the site found it: folded, where its source was."""
    return text.translate(WIDTHS) if site.folded == "before" else text


def undamaged(text: str, site: Site) -> str:
    """Return what a perfect repair makes of ``damaged(text, site)``: its widths stay the page's."""
    return text if site.folded == "never" else text.translate(WIDTHS)


def _cut(data: bytes, cuts: tuple[bytes, ...], lost: str) -> str:
    if not cuts:
        return decoded(data, lost)
    return cuts[0].decode("gbk").join(_cut(piece, cuts[1:], lost) for piece in data.split(cuts[0]))


def decoded(data: bytes, lost: str) -> str:
    """Decode GBK pair by pair; a pair that is no character, whatever is in it, becomes ``lost``."""
    out = []
    place = 0
    while place < len(data):
        size = 1 if data[place] < 0x80 else 2
        try:
            out.append(data[place:place + size].decode("gbk"))
        except UnicodeDecodeError:
            out.append(lost)
        place += size
    return "".join(out)
