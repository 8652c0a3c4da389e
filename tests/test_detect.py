"""Encodings told by mark, structure, declaration and statistics; texts that no bad byte destroys."""
from __future__ import annotations

import codecs
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclean import clean
from medclean.detect import UnknownEncoding, cns, decode, detect, names, read, segments
from medclean.document import Encoding

HANS = ("青溪县人民医院呼吸内科的周医生提醒，入冬以后气温下降，老年人要注意保暖，少去人多的地方。"
        "如果咳嗽超过三个星期，或者夜里发热、出汗，应当尽早到门诊做胸部检查，不要自己随便吃药。")
HANT = ("青溪縣人民醫院呼吸內科的周醫生提醒，入冬以後氣溫下降，老年人要注意保暖，少去人多的地方。"
        "如果咳嗽超過三個星期，或者夜裡發熱、出汗，應當儘早到門診做胸部檢查，不要自己隨便吃藥。")
JAPANESE = "冬になると気温が下がるので、お年寄りは体を冷やさないように注意してください。せきが続くときは病院へ。"
KOREAN = "겨울이 되면 기온이 내려가므로 어르신들은 몸을 따뜻하게 하고 기침이 계속되면 병원에 가야 합니다."
MARKUP = "<div class='nav'><a href='/index.html' onclick='return go(1)'>home</a><br clear=all></div>\n"

# written by iconv
EUC_TW = bytes.fromhex("cfe5e4f1f1ecc4fccdd4dfc8f2dec6e1dcb8a1a8c6ba8ea3bce3c4abc5f6d1a5f3dccec3e3f4cff1e4c0"
                       "a1a4")
EUC_TW_TEXT = "青溪縣公所提醒民眾：台湾入冬後應注意保暖。"
ISO_2022_CN = bytes.fromhex("1b2429410e47604f2a1b242947716c6e6c466d58615f48725e21281b242941372248483221484b53"
                            "26353136603a484b2e21230f")
ISO_2022_CN_TEXT = "青溪縣衛生院提醒：发热病人应当多喝水。"


@pytest.mark.parametrize("text, codec, name", [
    (HANS, "utf-8", "utf-8"), (HANT, "utf-8", "utf-8"),
    (HANS, "gb2312", "gb2312"), (HANT, "gbk", "gbk"), (HANS + "㐀", "gb18030", "gb18030"),
    (HANT, "big5", "big5"), (HANT + "嘅喺咗", "big5hkscs", "big5-hkscs"),
    (HANS, "hz", "hz"), (HANS, "utf-16-le", "utf-16-le"), (HANT, "utf-16-be", "utf-16-be"),
    ("<p>" + HANS + "</p>\n" * 40, "utf-16-le", "utf-16-le"), (HANS, "utf-32-be", "utf-32-be"),
    (JAPANESE, "utf-16-be", "utf-16-be"),
    ("<p>" + HANS, "utf-32-le", "utf-32-le"),
    (JAPANESE, "shift_jis", "shift_jis"), (JAPANESE, "euc_jp", "euc-jp"),
    (JAPANESE, "iso2022_jp", "iso-2022-jp"), (KOREAN, "euc_kr", "euc-kr"),
    (KOREAN, "iso2022_kr", "iso-2022-kr"),
])
def test_plain_text(text: str, codec: str, name: str) -> None:
    found, encoding = read(text.encode(codec))
    assert (found, encoding.name, encoding.bad_bytes) == (text, name, 0)


@pytest.mark.parametrize("data, text, name", [
    (EUC_TW, EUC_TW_TEXT, "euc-tw"), (ISO_2022_CN, ISO_2022_CN_TEXT, "iso-2022-cn"),
    (b"<p>" + ISO_2022_CN + b"</p>\n<b>100 mg</b>", f"<p>{ISO_2022_CN_TEXT}</p>\n<b>100 mg</b>",
     "iso-2022-cn"),
    (b"\x1b$)A\x0e\x47\x60\n\x47\x60 \x1b$*H\x1bN\x21\x22", "青\nG` 乜", "iso-2022-cn"),
])
def test_encodings_that_python_has_not(data: bytes, text: str, name: str) -> None:
    found, encoding = read(data)
    assert (found, encoding.name, encoding.bad_bytes) == (text, name, 0)


@pytest.mark.parametrize("data, text, bad", [
    (EUC_TW[:4] + b"\xff" + EUC_TW[4:8], "青溪\ufffd縣公", 1),
    (EUC_TW[:3], "青\ufffd", 1),
    (b"\x8e\xa7\xfe\xfe", "\ufffd\ufffd\ufffd\ufffd", 4),
])
def test_bad_bytes_of_euc_tw(data: bytes, text: str, bad: int) -> None:
    found, encoding = decode(data, Encoding("euc-tw"))
    assert (found, encoding.bad_bytes) == (text, bad)


@pytest.mark.skipif(not shutil.which("iconv"), reason="iconv is not installed: nothing to compare with")
def test_planes_of_cns_11643_agree_with_iconv() -> None:
    for plane, chars in cns.planes().items():
        lines = [bytes((0x8E, 0xA0 + plane, code[0] | 0x80, code[1] | 0x80)) for code in chars]
        command = ["iconv", "-c", "-f", "EUC-TW", "-t", "UTF-8"]
        run = subprocess.run(command, input=b"\n".join(lines), capture_output=True)
        if not run.stdout:
            pytest.skip("this iconv does not know EUC-TW")
        theirs = run.stdout.decode().split("\n")
        different = sum(ours != other for ours, other in zip(chars.values(), theirs))
        assert different <= 10  # symbols, and characters that Unicode has moved between planes


@pytest.mark.parametrize("mark, codec, name", [
    (codecs.BOM_UTF8, "utf-8", "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"), (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
])
def test_mark_is_believed_and_taken_off(mark: bytes, codec: str, name: str) -> None:
    text, encoding = read(mark + HANS.encode(codec))
    assert (text, encoding.name, encoding.source) == (HANS, name, "bom")


def test_mark_before_text_in_another_encoding_is_not_believed() -> None:
    text, encoding = read(codecs.BOM_UTF8 + HANS.encode("gbk"))
    assert (text, encoding.name) == (HANS, "gb2312")


@pytest.mark.parametrize("data", [b"", b"a", b"<p>Aspirin 100 mg</p>", codecs.BOM_UTF8])
def test_nothing_to_go_by(data: bytes) -> None:
    text, encoding = read(data)
    assert text == data.decode("utf-8-sig")
    assert (encoding.name, encoding.bad_bytes) == ("utf-8", 0)


@pytest.mark.parametrize("declared, codec, name", [
    ("big5", "gbk", "gb2312"), ("utf-8", "gbk", "gb2312"), ("gb2312", "utf-8", "utf-8"),
    ("iso-8859-1", "gbk", "gb2312"), ("utf-16", "utf-8", "utf-8"), ("no-such-code", "gbk", "gb2312"),
])
def test_wrong_declaration_is_overruled_and_reported(declared: str, codec: str, name: str) -> None:
    page = f'<meta charset="{declared}"><p>{HANS}'
    text, encoding = read(page.encode(codec))
    assert (text, encoding.name, encoding.declared) == (page, name, declared)
    assert encoding.source in ("statistics", "structure")


@pytest.mark.parametrize("page", [
    '<meta charset="gb2312">', "<META http-equiv=Content-Type content='text/html; charset=GBK'>",
    '<?xml version="1.0" encoding="gb18030"?>',
])
def test_right_declaration_is_the_reason(page: str) -> None:
    encoding = detect((page + HANS).encode("gbk"))
    assert (encoding.name, encoding.source) == ("gb2312", "declared")


def test_a_declaration_is_believed_for_text_that_no_frequency_knows() -> None:
    page = "<meta charset=gbk><p>\u9f97 \u9750 \u9f49 \u7228 \u9ea4 \u9f98 \u7c72</p>"
    text, encoding = read(page.encode("gbk"))
    assert (text, encoding.name, encoding.source) == (page, "gbk", "declared")


def test_the_header_of_a_reply_is_a_declaration_too() -> None:
    encoding = detect("心脏病".encode("gbk"), declared="GBK")
    assert (encoding.name, encoding.source, encoding.declared) == ("gb2312", "declared", "GBK")


def test_the_user_wins() -> None:
    encoding = detect(HANS.encode("gbk"), given="Big5")
    assert (encoding.name, encoding.source) == ("big5", "given")
    assert read(HANS.encode("utf-16"), given="utf-16")[0] == HANS
    with pytest.raises(UnknownEncoding, match="no-such-code"):
        detect(b"", given="no-such-code")


@pytest.mark.parametrize("label, name", [
    ("GB2312", "gb2312"), ("x-gbk", "gbk"), ("cp936", "gbk"), ("GB_2312-80", "gb2312"),
    ("Big5-HKSCS", "big5-hkscs"),
    ("cp950", "big5"), ("UTF8", "utf-8"), ("unicode", "utf-16-le"), ("latin1", "windows-1252"),
    ("windows-1251", "windows-1251"), ("KOI8-R", "koi8-r"), ("EUC-TW", "euc-tw"),
    ("iso-2022-cn-ext", "iso-2022-cn"),
    ("hz-gb-2312", "hz"), ("x-sjis", "shift_jis"), ("rot13", None), ("base64", None), ("idna", None), ("", None),
    ("../etc", None), ("a\0b", None),
])
def test_labels(label: str, name: str | None) -> None:
    assert names.canonical(label) == name


def windows(text: str, size: int, count: int) -> list[str]:
    """Return ``count`` stretches of a text at random places, always the same."""
    rng = random.Random(size)
    starts = [rng.randrange(len(text) - size) for _ in range(count)]
    return [text[start:start + size] for start in starts]


@pytest.mark.parametrize("text, codec", [(HANS, "gb18030"), (HANT, "gb18030"), (HANT, "big5")])
def test_ten_characters_are_enough(text: str, codec: str) -> None:
    family = names.family(names.canonical(codec) or "")
    for part in windows(text, 10, 60):
        assert names.family(detect(part.encode(codec)).name) == family, part


@pytest.mark.parametrize("text, codec", [
    (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (KOREAN, "euc_kr")])
def test_japanese_and_korean_are_not_taken_for_chinese(text: str, codec: str) -> None:
    for part in windows(text, 15, 60):
        assert names.family(detect(part.encode(codec)).name) not in (names.GB, names.BIG5, "euc-tw"), part


@pytest.mark.parametrize("text, codec", [
    ("Die Ärzte überprüfen täglich die Blutwerte der Patienten, während Pfleger für Ruhe sorgen.", "cp1252"),
    ("Les médecins de l'hôpital ont déclaré que le traitement était très efficace.", "cp1252"),
    ("Врачи рекомендуют пациентам пить больше воды и чаще гулять на свежем воздухе.", "cp1251"),
    ("Οι γιατροί συνιστούν στους ασθενείς να πίνουν περισσότερο νερό.", "cp1253"),
])
def test_other_languages_are_left_to_chardet(text: str, codec: str) -> None:
    assert read(text.encode(codec))[0] == text


@pytest.mark.parametrize("text, codec", [(HANS, "gbk"), (HANT, "big5"), (HANS, "utf-8")])
def test_a_page_that_is_mostly_markup(text: str, codec: str) -> None:
    page = MARKUP * 60 + f"<p>{text[:20]}</p>" + MARKUP * 60
    assert read(page.encode(codec))[0] == page


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_stray_byte_costs_one_character(codec: str) -> None:
    data = (HANS + "\n" + HANS).encode(codec) + b"\xff\n" + HANS.encode(codec)
    text, encoding = read(data)
    assert text == HANS + "\n" + HANS + "\ufffd\n" + HANS
    assert encoding.bad_bytes == 1


@pytest.mark.parametrize("text, codec", [(HANS, "gbk"), (HANT, "big5")])
def test_a_lost_byte_does_not_shift_the_pairs_after_it(text: str, codec: str) -> None:
    data = text.encode(codec)
    found, encoding = read(data[:41] + data[42:])
    assert found[:20] == text[:20] and found[-60:] == text[-60:]
    assert encoding.bad_bytes <= 1


@pytest.mark.parametrize("text, codec, bad", [
    (HANS, "gbk", 1), (HANT, "big5", 1), (HANS, "utf-8", 2), (HANS, "utf-16-le", 1), (HANS, "gb18030", 1)])
def test_a_pair_cut_at_the_end(text: str, codec: str, bad: int) -> None:
    found, encoding = read(text.encode(codec)[:-1])
    assert found == text[:-1] + "\ufffd" * bad
    assert encoding.bad_bytes == bad


def test_windows_euro_sign_and_rare_characters_beside_a_bad_byte() -> None:
    data = HANS.encode("gbk") + b"\x80 12 \xff" + "䶮㐀".encode("gb18030")
    text, encoding = read(data)
    assert text == HANS + "€ 12 \ufffd䶮㐀"
    assert encoding.bad_bytes == 1


def test_zeros_and_lone_surrogates_are_harmless_and_counted() -> None:
    text, encoding = read("肺\0炎患者，注意休息".encode())
    assert (text, encoding.bad_bytes) == ("肺炎患者，注意休息", 1)
    text, encoding = read("肺炎".encode() + b"\xed\xa0\x80" + "患者".encode())
    assert (text, encoding.bad_bytes) == ("肺炎\ufffd\ufffd\ufffd患者", 3)
    text, encoding = read(codecs.BOM_UTF16_LE + b"\x00\xd8" + HANS.encode("utf-16-le"))
    assert (text.lstrip("\ufffd"), encoding.bad_bytes) == (HANS, 2)


@pytest.mark.parametrize("first, second", [
    ("utf-8", "gbk"), ("gbk", "utf-8"), ("utf-8", "big5"), ("big5", "utf-8"), ("gbk", "big5")])
@pytest.mark.parametrize("between", ["</p>\n<p>", ""])
def test_two_encodings_in_one_page(first: str, second: str, between: str) -> None:
    begin = (HANT if "big5" in first else HANS) * 2
    end = HANT if "big5" in (first, second) else HANS
    data = (begin + between).encode(first) + end.encode(second) + between.encode() + begin.encode(first)
    text, encoding = read(data)
    assert text == begin + between + end + between + begin
    (segment,) = encoding.segments
    assert names.family(segment.name) == names.family(names.canonical(second) or "")
    assert data[segment.start:segment.end].decode(second).strip("</p>\n") == end


def test_dots_and_dashes_in_gb_2312_are_those_of_chinese_text() -> None:
    text = "患者血压平稳，约翰·史密斯医生——来自外国——说应当每天服药。\n" * 6
    assert read(text.encode("gbk")) == (text, Encoding("gb2312", "statistics", 1.0))


def test_names_in_rare_characters_are_not_taken_for_another_encoding() -> None:
    page = "出席者有逄锦聚、臧旭恒、荀亓鋆、仝犇犇、亓娈、璩翯和昝晟喆。\n" + HANS
    text, encoding = read(page.encode("gb18030"))
    assert (text, encoding.bad_bytes, encoding.segments) == (page, 0, ())


@pytest.mark.parametrize("text", ["~{abc~} is not Chinese, nor ~{xyzabc~}.", "a = {~{1,2~}, ~{3~}}", "hexameter"])
def test_ascii_that_looks_like_something_else(text: str) -> None:
    assert read(text.encode()) == (text, Encoding("utf-8", "default"))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_become_a_harmless_text(data: bytes) -> None:
    text, encoding = read(data)
    text.encode("utf-8")
    assert "\0" not in text
    assert text.count("\ufffd") <= encoding.bad_bytes + data.count(b"\xef\xbf\xbd") + data.count(b"\xff\xfd") \
        + data.count(b"\xfd\xff") + data.count(b"\x84\x31\xa4\x37")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(["utf-8", "gb18030", "big5"]), st.integers(0, 120), st.integers(0x80, 0xFF))
def test_no_byte_anywhere_loses_the_page(codec: str, place: int, byte: int) -> None:
    text = HANT if codec == "big5" else HANS
    data = text.encode(codec)
    found, encoding = read(data[:place] + bytes((byte,)) + data[place:])
    assert names.family(encoding.name) == names.family(names.canonical(codec) or "")
    assert sum(char not in found for char in set(text)) <= 6  # of 80: pairs shift until characters tell


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="gb18030", exclude_characters="\0\ufeff\ufffd"), max_size=60),
       st.sampled_from(["utf-8", "gb18030"]))
def test_a_given_encoding_reads_what_was_written(text: str, codec: str) -> None:
    found, encoding = read(text.encode(codec), given=codec)
    doubtful = encoding.segments or segments.has_utf8_run(text.encode(codec))
    assert (found, encoding.bad_bytes) == (text, 0) or doubtful


def _root() -> Path:
    if "MEDCLEAN_TEST_DATA" not in os.environ:
        pytest.skip("MEDCLEAN_TEST_DATA is not set: the real files are not here")
    return Path(os.environ["MEDCLEAN_TEST_DATA"]) / "encodings"


def test_real_files() -> None:
    rows = [json.loads(line) for line in (_root() / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        truth = names.family(names.canonical(row["encoding"]) or row["encoding"])
        found = names.family(detect((_root() / row["file"]).read_bytes()).name)
        if found != truth and not (row["encoding"] == "utf-16" and found.startswith("utf-16")):
            wrong.append((row["lang"], row["file"], found))
    assert len([file for lang, file, _ in wrong if lang == "zh"]) <= 1, wrong
    assert len(wrong) <= 4, wrong


def test_real_chinese_files_are_read_whole() -> None:
    for line in (_root() / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] == "zh" and row["truth_codec"] in ("gb18030", "utf-8", "hz"):
            data = (_root() / row["file"]).read_bytes()
            assert read(data)[0] == data.decode(row["truth_codec"]).lstrip("\ufeff"), row["file"]


def test_what_is_left_of_a_broken_character_is_not_taken_for_another_encoding() -> None:
    data = "患者血压140/90 mmHg，心率72次。".encode().replace("心".encode(), b"\xe5\xbf")
    text, encoding = read(data)
    assert text == "患者血压140/90 mmHg，\ufffd\ufffd率72次。"
    assert encoding.segments == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_in_wide_units_with_much_punctuation_is_no_binary_data(codec):
    text = "高血压患者——尤其是老年人·慢性病人，应当每天服药，不要停药，“随便换药”也不行；冬天要保暖，早晚量血压。\n"
    assert clean((text * 9).encode(codec), to="keep").text.startswith(text[:20])
