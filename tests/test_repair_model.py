from __future__ import annotations

import pytest

from medclean.repair.model import STEP, UNKNOWN, Model, model


def table(*blocks: bytes) -> bytes:
    """A packed table of these blocks, each after its size."""
    return b"".join(len(block).to_bytes(4, "little") + block for block in blocks)


def numbers(*values: int) -> bytes:
    """Numbers of two bytes as a table has them: the low bytes, then the high ones."""
    return bytes(value & 0xFF for value in values) + bytes(value >> 8 for value in values)


# The line's end, a letter, a digit, 中 and 文; the pairs 中中, 中文, 文中 and 文文; the triples 中文中, 中文文 and 文中文.
SMALL = Model(table(
    "\na0中文".encode(), bytes((10, 11, 12, 13, 14)), bytes((1, 2, 3, 4, 5)), numbers(0, 0, 0, 2, 2),
    numbers(3, 4, 3, 4), bytes((9, 2, 3, 8)), bytes((0, 6, 7, 0)), numbers(0, 2, 1, 0),
    numbers(3, 4, 4), bytes((5, 11, 4)), "文".encode(), bytes((40,))))


@pytest.mark.parametrize("text, steps", {
    "中文中": 5,                 # a triple
    "中文文": 11,
    "文中文": 4,
    "文中中": 7 + 9,             # no triple: the pair, and what is left behind 文中
    "中中文": 2,                 # no triple begins with the pair
    "a中文": 2,
    "中文a": 6 + 5 + 11,         # no pair: the character
    "aa中": 2 + 13,
}.items())
def test_the_cost_of_a_character_behind_two(text, steps):
    first, second, third = SMALL.codes(text)
    assert SMALL.cost(first, second, third) == STEP * steps
    assert SMALL.costs_behind(first, second, (third, third)) == [STEP * steps] * 2


def test_an_unknown_character_costs_much_and_tells_nothing_of_the_next():
    first, second, unknown = SMALL.codes("a文國")
    assert SMALL.cost(first, second, unknown) == STEP * 5 + UNKNOWN
    assert SMALL.cost(second, unknown, first) == STEP * 11


def test_the_likeliest_followers_come_first():
    assert SMALL.followers(SMALL.code["中"]) == SMALL.codes("文中")


def test_one_character_costs_what_several_do():
    text = model().codes("\n\n受到當地群眾的普遍歡迎，患者龘服藥12天。")
    for first, second, third in zip(text, text[1:], text[2:]):
        assert [model().cost(first, second, third)] == model().costs_behind(first, second, (third,))
