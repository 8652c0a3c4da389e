"""Where opencc-python-reimplemented differs from OpenCC, and what choosing it means."""
from __future__ import annotations

import pytest

from medclean.convert import Convert, convert
from medclean.convert.conversion import PEER_CONFIGS
from medclean.convert.dictionaries import CONFIGS
from medclean.document import Document, Line


def by_peer(text: str, **options: str) -> Document:
    return Convert(converter="opencc", **options)(Document(lines=(Line(1, text),)))


@pytest.mark.parametrize("config, text, opencc, peer", [
    # OpenCC cuts the text into words and converts each; the peer's second dictionary sees the whole text, and
    # finds words across the borders of others.
    ("s2twp", "本次会议一致通过。", "本次會議一致通過。", "本次會議一致透過。"),
    ("s2twp", "演算法", "演算法", "演演算法"),
    ("s2twp", "低级别产品", "低級別產品", "低階別產品"),
    ("tw2sp", "行動數據", "移动数据", "行动数据"),
    # Its dictionaries are those of OpenCC 1.0, which lack phrases.
    ("s2t", "去干扰", "去干擾", "去幹擾"),
    ("s2t", "控制台", "控制台", "控制檯"),
    ("s2twp", "汉坦病毒", "漢他病毒", "漢坦病毒"),
    ("t2s", "楊聯陞", "杨联陞", "杨联升"),
])
def test_where_the_two_differ(config: str, text: str, opencc: str, peer: str) -> None:
    doc = by_peer(text, config=config)
    assert (convert(text, config), doc.text) == (opencc, peer)
    assert {edit.why for edit in doc.edits} == {f"opencc-python-reimplemented {config}"}
    assert doc.undo().text == text


@pytest.mark.parametrize("config", PEER_CONFIGS)
def test_every_configuration_that_it_has_is_there(config: str) -> None:
    assert by_peer("头发乾燥，發現軟體", config=config).script[1] is not None


@pytest.mark.parametrize("config", sorted(set(CONFIGS) - set(PEER_CONFIGS)))
def test_a_configuration_that_it_has_not_is_refused(config: str) -> None:
    with pytest.raises(ValueError, match=f"no configuration {config}"):
        Convert(config=config, converter="opencc")


def test_a_target_that_it_cannot_reach_is_reached_by_our_own() -> None:
    doc = by_peer("头发和帕金森病", to="hkp")
    assert doc.text == "頭髮和柏金遜症"
    assert doc.edits[-1].why == "OpenCC s2hkp"
    assert by_peer("头发和质子泵抑制剂", to="twp").text == "頭髮和質子幫浦抑制劑"
