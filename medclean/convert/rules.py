"""The rules of conversion, as they stand in the record: C1 the script, C2 the words.

`Conversion` makes the edits; the rules here name them, explain them, and are held to their examples.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Edit, Line
from ..rules import rule
from .choice import Route, route
from .conversion import Conversion


def _edits(code: str, conversion: Conversion, lines: Sequence[Line]) -> Iterator[Edit]:
    for line in lines:
        for edit in conversion.edits(line.text, line.number):
            if edit.rule == code:
                yield edit


@rule("C101", "to-simplified",
      hits={"頭髮乾燥，手指發麻。": "头发干燥，手指发麻。"}, keeps=["乾隆年间的药方，张仲景著作。", "ＣＴ 3.0 mg"])
def to_simplified(lines: Sequence[Line]) -> Iterator[Edit]:
    """Traditional characters become Simplified (OpenCC's t2s, tw2s, hk2s, tw2sp, hk2sp).

    A phrase decides before its characters: 乾 is 干 as a rule, but stays in 乾隆. Which
    configuration made the change is told with it.
    """
    return _edits("C101", Conversion(route("hant", "hans")), lines)


@rule("C102", "to-traditional",
      hits={"头发干燥，手指发麻。": "頭髮乾燥，手指發麻。"}, keeps=["CT 3.0 mg"])
def to_traditional(lines: Sequence[Line]) -> Iterator[Edit]:
    """Simplified characters become Traditional, in OpenCC's own standard (s2t, tw2t, hk2t, jp2t).

    A phrase decides before its characters: 发 is 發 as a rule, but 髮 in 头发.
    """
    return _edits("C102", Conversion(route("hans", "hant")), lines)


@rule("C103", "to-taiwan",
      hits={"线粒体在细胞里面。": "線粒體在細胞裡面。"}, keeps=["ICU 7 床"])
def to_taiwan(lines: Sequence[Line]) -> Iterator[Edit]:
    """Characters become those that Taiwan writes: 裡, 台, 為 (s2tw, t2tw; with its words s2twp)."""
    return _edits("C103", Conversion(route("hans", "tw")), lines)


@rule("C104", "to-hong-kong",
      hits={"线粒体在细胞里面。": "線粒體在細胞裏面。"}, keeps=["ICU 7 人"])
def to_hong_kong(lines: Sequence[Line]) -> Iterator[Edit]:
    """Characters become those that Hong Kong writes: 裏, 牀, 為 (s2hk, t2hk; with its words s2hkp)."""
    return _edits("C104", Conversion(route("hans", "hk")), lines)


@rule("C105", "to-japanese", hits={"體檢、實驗": "体検、実験"}, keeps=["病院"])
def to_japanese(lines: Sequence[Line]) -> Iterator[Edit]:
    """Traditional characters become the forms that Japan writes today (t2jp).

    Only where the configuration is named; no target leads there.
    """
    return _edits("C105", Conversion(Route(("t2jp",))), lines)


@rule("C201", "taiwan-terms",
      hits={"急性心肌梗死": "急性心肌梗塞"}, keeps=["抗體檢測"])
def taiwan_terms(lines: Sequence[Line]) -> Iterator[Edit]:
    """Medical terms become Taiwan's (data/terms.txt), the longest first and never inside another word.

    Only for the target twp. Each edit names the entry's source.
    """
    return _edits("C201", Conversion(route("hans", "twp")), lines)


@rule("C202", "hong-kong-terms",
      hits={"帕金森病": "柏金遜症"}, keeps=["抗體檢測"])
def hong_kong_terms(lines: Sequence[Line]) -> Iterator[Edit]:
    """Medical terms become Hong Kong's (data/terms.txt), as those of Taiwan do. Only for the target hkp."""
    return _edits("C202", Conversion(route("hans", "hkp")), lines)


@rule("C203", "mainland-terms",
      hits={"急性心肌梗塞": "急性心肌梗死"}, keeps=["身體檢查"])
def mainland_terms(lines: Sequence[Line]) -> Iterator[Edit]:
    """Taiwan's or Hong Kong's medical terms become the Mainland's (data/terms.txt). Only for hansp.

    An entry that is marked as one-way is not used backwards.
    """
    return _edits("C203", Conversion(route("hant-tw", "hansp")), lines)


@rule("C204", "own-terms", hits={"心梗病人": "心肌梗死病人"}, keeps=["心肌梗死"], default=False)
def own_terms(lines: Sequence[Line]) -> Iterator[Edit]:
    """A user's own table of terms (--terms) decides before everything but what is protected.

    The examples are those of a table with one row: 心梗, a tab, 心肌梗死.
    """
    return _edits("C204", Conversion(Route(), terms=(("心梗", "心肌梗死"),)), lines)
