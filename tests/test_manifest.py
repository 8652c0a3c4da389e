"""The manifest: what a run notes, what the next one takes up, and what it never trusts or writes over."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from medclean.engines import Result
from medclean.engines.work import digest
from medclean.manifest import NAME, UNFINISHED, Locked, Manifest, read_rows, same_input, to_line, to_row

NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=8, unique=True)


def row(name: str, status: str = "ok", output: str | None = "a.txt", offset: int | None = None,
        signature: str | None = None) -> dict[str, Any]:
    result = Result(name, status, source=digest(name.encode("utf-8", "replace"), 7), output=digest(b"text"),
                    rules={"S901": 2}, removed={"S901": 9}, chars=(12, 3), signature=signature)
    return to_row(result, output, offset)


def written(folder: Path, names: list[str], options: str = "x", *, ends: bool = True) -> None:
    """A run that noted these names."""
    manifest = Manifest(str(folder), options, False)
    for number, name in enumerate(names):
        manifest.add(number, row(name))
    if ends:
        manifest.finish()
    manifest.close()


def names(folder: Path) -> list[str | None]:
    return [found and found["name"] for found in read_rows(str(folder / NAME))]


@given(st.text(), st.one_of(st.none(), st.integers(0, 1 << 40)))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_line_comes_back_whatever_the_name(tmp_path_factory: pytest.TempPathFactory, name: str, offset: int) -> None:
    path = tmp_path_factory.mktemp("manifest") / NAME
    told = row(name, offset=offset) | {"options": "x"}
    path.write_bytes(to_line(told))
    assert list(read_rows(str(path))) == [json.loads(json.dumps(told))]


@given(NAMES, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_a_finished_manifest_is_in_the_order_of_the_inputs(tmp_path_factory: pytest.TempPathFactory,
                                                           given: list[str], chance: Any) -> None:
    folder = tmp_path_factory.mktemp("out")
    manifest = Manifest(str(folder), "x", False)
    order = list(enumerate(given))
    chance.shuffle(order)
    for number, name in order:
        manifest.add(number, row(name))
    assert (folder / UNFINISHED).exists()
    manifest.finish()
    manifest.close()
    assert names(folder) == given and sorted(path.name for path in folder.iterdir()) == [NAME]


def test_what_is_finished_is_known_and_what_failed_or_had_other_options_is_not(tmp_path: Path) -> None:
    written(tmp_path, ["a", "b"])
    manifest = Manifest(str(tmp_path), "x", True)
    manifest.add(2, row("c", "failed", None))
    manifest.close()
    again = Manifest(str(tmp_path), "x", True)
    assert [bool(again.finished(name)) for name in "abcd"] == [True, True, False, False]
    assert again.stands("a", row("a")["output"]) and not again.stands("a", None)
    again.close()
    other = Manifest(str(tmp_path), "y", True)
    assert not other.finished("a")
    other.close()
    fresh = Manifest(str(tmp_path), "x", False)
    assert not fresh.finished("a") and (tmp_path / NAME).read_bytes() == b""
    fresh.close()


def test_a_run_that_is_taken_up_keeps_lines_and_those_of_other_inputs_only_where_it_may(tmp_path: Path) -> None:
    for others, left in ((True, ["b", "new", "a", "c"]), (False, ["b", "new"])):
        written(tmp_path, ["a", "b", "c"])
        manifest = Manifest(str(tmp_path), "x", True)
        manifest.keep(0, "b")
        manifest.add(1, row("new"))
        manifest.finish(others)
        manifest.close()
        assert names(tmp_path) == left


@pytest.mark.parametrize("cut", [1, 30])
def test_a_line_that_is_half_written_is_cut_off(tmp_path: Path, cut: int) -> None:
    written(tmp_path, ["a", "b"])
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-cut])
    assert names(tmp_path) == ["a", None]
    manifest = Manifest(str(tmp_path), "x", True)
    assert manifest.finished("a") and not manifest.finished("b")
    manifest.add(1, row("b"))
    manifest.close()
    assert names(tmp_path) == ["a", "b"]


CHANGES: tuple[dict[str, Any], ...] = (
    {"name": 5}, {"name": ["x"]}, {"status": "great"}, {"status": []}, {"output": {"x": 1}}, {"output": "x"},
    {"input": {"a": 1}}, {"chars": []}, {"chars": [1, "a"]}, {"rules": None}, {"removed": {"S901": None}},
    {"seconds": None}, {"output": {"name": "../a.txt", "size": 1, "sha256": ""}},
    {"output": {"name": "/a.txt", "size": 1, "sha256": ""}}, {"output": {"name": "a.txt", "size": -1, "sha256": ""}},
    {"output": {"name": "a.txt", "size": 1, "sha256": "", "offset": "a"}})
BROKEN = [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000,
          *(json.dumps(row("b") | {"options": "x"} | change).encode() for change in CHANGES)]


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: line[:12].decode("ascii", "replace"))
def test_a_line_that_nobody_wrote_so_is_no_line_and_costs_no_other(tmp_path: Path, line: bytes) -> None:
    written(tmp_path, ["a", "b", "c"])
    lines = (tmp_path / NAME).read_bytes().splitlines(True)
    (tmp_path / NAME).write_bytes(b"".join((lines[0], line + b"\n", lines[2])))
    assert names(tmp_path) == ["a", None, "c"]
    manifest = Manifest(str(tmp_path), "x", True)
    assert [bool(manifest.finished(name)) for name in "abc"] == [True, False, True]
    manifest.keep(0, "a")
    manifest.finish()
    manifest.close()
    assert names(tmp_path) == ["a", "c"]


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.parametrize("data", [b'{"html": "<p>"}\n', b"hello\n\n"])
def test_a_file_of_another_program_is_not_written_over(tmp_path: Path, data: bytes, resume: bool) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(ValueError, match="no manifest of medclean"):
        Manifest(str(tmp_path), "x", resume)
    assert (tmp_path / NAME).read_bytes() == data and not (tmp_path / UNFINISHED).exists()


def test_a_folder_is_locked_until_the_manifest_is_closed(tmp_path: Path) -> None:
    first = Manifest(str(tmp_path), "x", False)
    with pytest.raises(Locked, match="another run is at work"):
        Manifest(str(tmp_path), "x", True)
    first.close()
    Manifest(str(tmp_path), "x", True).close()


def test_duplicates_are_marked_at_the_end_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    manifest = Manifest(str(tmp_path), "x", False, "exact")
    for number, name in ((2, "c"), (0, "a"), (1, "b")):
        manifest.add(number, row(name, signature="other" if name == "b" else "same"))
    manifest.finish()
    manifest.close()
    assert manifest.duplicates == 1
    assert [found and found["duplicate_of"] for found in read_rows(str(tmp_path / NAME))] == [None, None, "a"]


def test_an_input_is_the_same_by_size_and_time() -> None:
    told = row("four")
    assert same_input(told, 4, 7) and not same_input(told, 4, 8) and not same_input(told, 5, 7)
    assert not same_input(told | {"input": None}, 4, 7)
