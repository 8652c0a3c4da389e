"""Which lines caption a picture."""
from __future__ import annotations

import re
from typing import Sequence

from ..document import Image
from ..patterns import lazy_regex
from ..tables import fold
from ..values import MEASURED
from .region import Region
from .survey import Survey
from .tree import ROWS, Tree

_CAPTION = lazy_regex(r"\s?[(【\[]?(?:图为|图[:/|]|图说|图注|图片说明|资料图|[▲△↑]|图\d{1,2}[::.、 ])")
_CREDIT = lazy_regex(r"(?:图|照片)\s?/\s?[^。/]{2,20}\Z|/\s?(?:摄影?|翻摄|提供|供图)[)】\]]?\Z|"
                     r"记者[^。,]{2,12}摄\s?\d{2,4}年\d{1,2}月\d{1,2}日\Z|"
                     r"[(【\[][^()【】\[\]]{0,24}(?:示意图|资料图片|图片|供图|翻摄|getty|shutterstock|istock|unsplash|"
                     r"pixabay|pexels|freepik)[^()【】\[\]]{0,24}[)】\]]\Z|"
                     r"[^()【】\[\]]{8}[(【\[][^()【】\[\]]{0,16}(?:受访者|通讯员|院方|医院|作者|记者|大学|中心|局|署|社|报|网)\s?提供"
                     r"[)】\]]\Z", re.IGNORECASE)
_CAPTION_ABOVE = lazy_regex(r"▼.*[(【\[][^()]*(?:[图照] ?[/:由为自源来]|摄|示意图|提供|供图)[^()]*[)】\]]\Z")
_CAPTION_HINT = lazy_regex(r"(?:^|[\s_-])(?:caption|img-?desc|pic-?desc|tuzhu|figcaption)(?:$|[\s_-])")


def find_captions(page: Survey, region: Region, images: Sequence[Image]) -> frozenset[int]:
    """Return the lines right behind a picture that say so; not where they are half of what there is."""
    tree, looks = page.tree, page.looks
    places, nodes = {image.line for image in images}, {image.node for image in images}
    figures = _figures(tree, nodes)
    if not places and not figures:
        return frozenset()
    inside = [i for i, line in enumerate(tree.lines) if region.inside[line.node]]
    found = [i for i in inside if looks[i].size <= 100 and _is_caption(tree, i, places, figures)]
    text = sum(looks[i].own for i in inside if looks[i].prose)
    return frozenset(found if sum(looks[i].own for i in found) * 3 < text else ())


def _figures(tree: Tree, pictures: set[int]) -> set[int]:
    """The nodes of which a caption is a picture's: they hold one and no row of a table, or nothing but captions."""
    if not tree.tagged("figcaption"):
        return set()
    holders = {tree.parents[line.node] for line in tree.lines if line.tag == "figcaption"}
    others = tree.above(line.node for line in tree.lines if line.tag != "figcaption")
    rows = tree.above(line.node for line in tree.lines if line.tag in ROWS)
    return (pictures | tree.above(pictures)) & holders - rows | holders - others


def _is_caption(tree: Tree, index: int, places: set[int], figures: set[int]) -> bool:
    """Whether a line captions a picture; what captions a table or a quotation is the article's."""
    line = tree.lines[index]
    if line.tag == "figcaption":
        return tree.parents[line.node] in figures
    text, hint = fold(line.text), tree.nodes[line.node].hint
    if line.number not in places:  # ▼ points down, to a picture right below
        return line.number + 1 in places and _CAPTION_ABOVE.match(text) is not None
    credit = _CREDIT.search(text, max(0, len(text) - 40))
    credited = credit and not MEASURED.search(text[:credit.start() + 8])
    return bool(_CAPTION.match(text) or credited or _CAPTION_HINT.search(hint))
