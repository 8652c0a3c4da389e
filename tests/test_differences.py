"""What two texts share at both ends is left off."""
from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from medclean.differences import differing


@pytest.mark.parametrize("before, after, expected", [
    ("的中间件是", "的中介軟體是", (2, "间件", "介軟體")), ("aa", "a", (1, "a", "")), ("", "a", (0, "", "a")), ("a", "a", (1, "", ""))])
def test_what_differs(before: str, after: str, expected: tuple[int, str, str]) -> None:
    assert differing(before, after) == expected


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_differs_makes_the_one_text_of_the_other(before: str, after: str) -> None:
    at, less, more = differing(before, after)
    assert before[:at] + more + before[at + len(less):] == after
    assert not less or not more or less[0] != more[0] and less[-1] != more[-1]
