from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from medclean.repair.ways import BEAM, MARGIN, NOTHING, SETTLED, Way, Ways

START = Way(0, NOTHING, 0, "", "", ())


def kept_of_all(ways: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The best of all ways, told without any limit: of those with the same pending byte and context the cheapest."""
    cheapest: dict[tuple[int, int], int] = {}
    for cost, pending, context in ways:
        cheapest[pending, context] = min(cost, cheapest.get((pending, context), cost))
    best = min(cheapest.values(), default=0)
    every = sorted((cost, *key) for key, cost in cheapest.items() if cost <= best + MARGIN)
    return every[:BEAM] + [way for way in every[BEAM:] if way[1] == NOTHING][:SETTLED]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from((NOTHING, NOTHING, 0x81, 0xA3)), st.integers(0, 120)),
                max_size=400))
def test_what_is_kept_are_the_best_of_all(ways):
    found = Ways(MARGIN)
    for cost, pending, context in ways:
        found.put(START, cost, pending, context, "", "")
    assert [way[:3] for way in found.kept()] == kept_of_all(ways)


def test_a_way_goes_on_with_its_text_and_what_was_lost():
    found = Ways(MARGIN, [Way(7, NOTHING, 5, "中", "中", ("a",))])
    found.put(found.kept()[0], 9, 0x81, 6, "文", "文", "b")
    assert found.kept()[1] == Way(9, 0x81, 6, "文", "中文", ("a", "b"))
