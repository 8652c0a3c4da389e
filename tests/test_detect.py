"""Encodings told by mark, structure, declaration and statistics; texts that no bad byte destroys."""
from __future__ import annotations

import codecs

import pytest

from medclean.detect import UnknownEncoding, detect, read

HANS = ("青溪县人民医院呼吸内科的周医生提醒，入冬以后气温下降，老年人要注意保暖，少去人多的地方。"
        "如果咳嗽超过三个星期，或者夜里发热、出汗，应当尽早到门诊做胸部检查，不要自己随便吃药。")
HANT = ("青溪縣人民醫院呼吸內科的周醫生提醒，入冬以後氣溫下降，老年人要注意保暖，少去人多的地方。"
        "如果咳嗽超過三個星期，或者夜裡發熱、出汗，應當儘早到門診做胸部檢查，不要自己隨便吃藥。")


@pytest.mark.parametrize("text, codec, name", [
    (HANS, "utf-8", "utf-8"), (HANT, "utf-8", "utf-8"),
    (HANS, "gb2312", "gb2312"), (HANT, "gbk", "gbk"), (HANS + "㐀", "gb18030", "gb18030"),
    (HANT, "big5", "big5"), (HANT + "嘅喺咗", "big5hkscs", "big5-hkscs"),
    (HANS, "hz", "hz"),
])
def test_plain_text(text: str, codec: str, name: str) -> None:
    found, encoding = read(text.encode(codec))
    assert (found, encoding.name, encoding.bad_bytes) == (text, name, 0)


@pytest.mark.parametrize("mark, codec, name", [
    (codecs.BOM_UTF8, "utf-8", "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
])
def test_mark_is_believed_and_taken_off(mark: bytes, codec: str, name: str) -> None:
    text, encoding = read(mark + HANS.encode(codec))
    assert (text, encoding.name, encoding.source) == (HANS, name, "bom")


def test_wrong_declaration_is_overruled_and_reported() -> None:
    page = '<meta charset="big5"><p>' + HANS
    text, encoding = read(page.encode("gbk"))
    assert (text, encoding.name, encoding.declared) == (page, "gb2312", "big5")
    assert encoding.source == "statistics"


def test_right_declaration_is_the_reason() -> None:
    encoding = detect(('<meta charset="gb2312"><p>' + HANS).encode("gbk"))
    assert (encoding.name, encoding.source) == ("gb2312", "declared")


def test_the_user_wins() -> None:
    encoding = detect(HANS.encode("gbk"), given="Big5")
    assert (encoding.name, encoding.source) == ("big5", "given")
    with pytest.raises(UnknownEncoding, match="no-such-code"):
        detect(b"", given="no-such-code")


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_stray_byte_costs_one_character(codec: str) -> None:
    data = (HANS + "\n" + HANS).encode(codec) + b"\xff\n" + HANS.encode(codec)
    text, encoding = read(data)
    assert text == HANS + "\n" + HANS + "\ufffd\n" + HANS
    assert encoding.bad_bytes == 1


def test_what_is_left_of_a_broken_character_is_not_taken_for_another_encoding():
    data = "患者血压140/90 mmHg，心率72次。".encode().replace("心".encode(), b"\xe5\xbf")
    text, encoding = read(data)
    assert text == "患者血压140/90 mmHg，\ufffd\ufffd率72次。"
    assert encoding.segments == ()
