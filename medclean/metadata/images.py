"""Pictures: their real addresses, and the lines that name a picture file."""
from __future__ import annotations

import re
from urllib.parse import unquote

from ..patterns import lazy_regex

_FILE = lazy_regex(r"[^\s。,，!?！？]{1,120}\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?)(?:\?\S{0,200})?",
                   re.IGNORECASE)
_ENDING = lazy_regex(r"\.(?:[jpgbst]|we)", re.IGNORECASE)  # most points stand in numbers
_MARKDOWN = lazy_regex(r"!\[([^\]\n]{0,300})\]\(([^)\s]{1,2000})(?:\s+\"[^\"\n]{0,300}\")?\)")
_PROXIED = lazy_regex(r"[?&](?:(?:url|u|src|image|img|link|imgurl|uri)=)?"
                      r"(https?(?:://|%3A%2F%2F)\S+)", re.IGNORECASE)
_PATHED = lazy_regex(r"^https?://[^/]+/(?:[^?#]{0,200}?/)?(https?:/{1,2}\S+)", re.IGNORECASE)
_LONGEST_ADDRESS = 4_000  # characters: others hold the picture itself


def unwrap(address: str) -> str:
    """Return the real address of a picture that is shown through a proxy.

    ``https://proxy/?http://real/x.jpg`` and ``https://proxy/?url=http%3A%2F%2Freal%2Fx.jpg`` become
    ``http://real/x.jpg``; an address that hides no other comes back as it is.
    """
    for _ in range(3 if len(address) <= _LONGEST_ADDRESS else 0):
        found = _PROXIED.search(address) or _PATHED.search(address)
        if not found or found.end() < len(address) or "web.archive.org" in address:
            return address
        address = unquote(found[1]) if "%2F" in found[1].upper()[:16] else found[1]
        address = re.sub(r"^(https?):/(?!/)", r"\1://", address)
    return address


def file_name(line: str) -> str | None:
    """Return the name of the picture file where a line is nothing else, or None."""
    if "." not in line or not _ENDING.search(line):
        return None
    bare = line.strip()
    return bare if len(bare) <= 300 and _FILE.fullmatch(bare) else None


def markdown_image(line: str) -> tuple[str, str] | None:
    """Return (alternative text, address) where a line is nothing but a Markdown picture, or None."""
    found = _MARKDOWN.fullmatch(line.strip()) if "](" in line else None
    return (found[1], unwrap(found[2])) if found else None
