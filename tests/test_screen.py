"""What a run says on stderr: one line for each thing, in whole sentences."""
from __future__ import annotations

import pytest

from medclean.engines import Result
from medclean.screen import Tally, counted, say


@pytest.mark.parametrize("count, words", [(0, "0 inputs"), (1, "1 input"), (2, "2 inputs"), (5000, "5,000 inputs")])
def test_inputs_are_counted_in_words(count: int, words: str) -> None:
    assert counted(count) == words


def test_the_rate_of_slow_inputs_is_not_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally()
    tally.started -= 40
    tally.add(Result("a.html", "ok"))
    first = next(iter(tally.summary()))
    assert first.startswith("1 input in 40.") and "a second" not in first
    tally.add(Result("b.html", "failed"))
    assert "2 inputs in 40." in (first := next(iter(tally.summary()))) and "(0.05 a second)" in first


def test_one_finished_input_was_finished() -> None:
    tally = Tally()
    tally.resumed = 1
    assert "1 input was finished by an earlier run" in list(tally.summary())


def test_what_is_said_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("error: a\nb\x1b[31m.html: gone")
    assert capsys.readouterr().err == "error: a\\nb\\x1b[31m.html: gone\n"
