"""Pictures: their real addresses, the lines that name a picture file, and those that belong to the article."""
from __future__ import annotations

import re
from typing import Collection, Iterable, Iterator, Sequence
from urllib.parse import unquote

from ..document import Image, Line, Node
from ..patterns import lazy_regex
from .page import Page

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


def article_images(page: Page, images: Sequence[Image], captions: Collection[int]) -> tuple[Image, ...]:
    """Return the pictures of the tree that stand between the article's first and last line, but for those of clutter.

    ``captions`` are the numbers of its captions, which may stand around them. The first container around a picture
    that has a line tells: in a row of share icons there is only 分享到, beside a teaser a link.
    """
    if not page.main:
        return ()
    numbers = [page.main[0].number, page.main[-1].number, *captions]
    low, high = min(numbers) - 1, max(numbers) + 1
    images = [image for image in images if low <= image.line <= high and image.src]
    if not images:
        return ()
    written = _with_holders(page.nodes, (line.node for line in page.lines))
    own = _with_holders(page.nodes, (line.node for line in page.lines if not line.linked and (
        line.number not in page.clutter or file_name(line.text) or markdown_image(line.text))))
    return tuple(image for image in images
                 if next(node for node in _way_up(page.nodes, image.node) if node in written) in own)


def _with_holders(nodes: Sequence[Node], held: Iterable[int]) -> set[int]:
    """These nodes and all that hold one of them; the root, which holds all."""
    found = {0}
    for node in held:
        while node not in found:
            found.add(node)
            node = nodes[node].parent
    return found


def _way_up(nodes: Sequence[Node], node: int) -> Iterator[int]:
    """A node and those that hold it, up to the root."""
    yield node
    while node:
        node = nodes[node].parent
        yield node


def read_images(images: Sequence[Image], lines: Sequence[Line], captions: set[int],
                nodes: Sequence[Node]) -> tuple[Image, ...]:
    """Return the article's pictures with their real addresses and captions.

    ``images`` are the pictures of the tree, ``nodes``, that stand in the article; without them the lines that name a
    picture file are pictures. A caption that none of them has is a picture of which nothing else is known.
    """
    if not images:
        return _shown_by_lines(lines, captions)
    by_number = {line.number: line for line in lines if line.number in captions}
    texts = {number: line.text.strip() for number, line in by_number.items()}
    owners = [next((number for number in (image.line, image.line - 1, image.line + 1)
                    if number in by_number and _is_of(by_number[number], image, nodes)), 0) for image in images]
    found = [Image(unwrap(image.src) if image.src else None, image.alt or None, texts.get(owner))
             for image, owner in zip(images, owners)]
    return (*found, *(Image(None, None, text) for number, text in texts.items() if number not in owners))


def _is_of(caption: Line, image: Image, nodes: Sequence[Node]) -> bool:
    """Whether a caption may be that of a picture: the one of a figure is of a picture in it."""
    if caption.tag != "figcaption":
        return True
    figure, node = nodes[caption.node].parent, image.node
    while node > figure:  # a node stands behind the one that holds it
        node = nodes[node].parent
    return node == figure


def _shown_by_lines(lines: Sequence[Line], captions: set[int]) -> tuple[Image, ...]:
    """Pictures of flattened text: file names, each with the caption right under it, and lone captions."""
    found: list[Image] = []
    named = False
    for line in (line for line in lines if line.text.strip()):
        name, marked = file_name(line.text), markdown_image(line.text)
        if marked:
            found.append(Image(marked[1] or None, marked[0] or None))
        elif name:
            found.append(Image(name))
        elif line.number in captions and named:
            found[-1] = found[-1]._replace(caption=line.text.strip())
        elif line.number in captions:
            found.append(Image(None, None, line.text.strip()))
        named = bool(name or marked)
    return tuple(found)
