"""Verify: whatever happened to a folder of outputs since its run, or during it, is told."""
from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

import pytest
import zstandard

from medclean.batch import run
from medclean.manifest import NAME, UNFINISHED
from medclean.output import temporary
from medclean.plan import Options
from medclean.settings import Settings
from medclean.verify import check_folder
from medclean.write import Write

LONG = "第{}位听众问：血压高的人能不能喝茶？医生说可以，但不要太浓。\n"


@pytest.fixture(scope="module")
def outs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of five texts, as files and as shards of two."""
    top = tmp_path_factory.mktemp("verify")
    for number in range(5):
        (top / f"{number}.txt").write_text(LONG.format(number) * (number > 0), encoding="utf-8")
    for fmt in ("text", "jsonl"):
        inputs = [str(top / f"{number}.txt") for number in range(5)]
        run(inputs, (), Write(fmt), str(top / fmt), Settings(quiet=True),
            Options(shard_size=2 if fmt == "jsonl" else None))
    return top


@pytest.fixture
def check(outs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Spoil a copy of the outputs and return what verify says then; its code fits that."""
    import shutil

    def checked(fmt: str, spoil: Callable[[Path], Any]) -> list[str]:
        folder = tmp_path / "copy"
        shutil.copytree(outs / fmt, folder)
        spoil(folder)
        code = check_folder(str(folder))
        said = capsys.readouterr().err.splitlines()
        assert code == any(line.startswith("error: ") for line in said), said
        return said
    return checked


def altered(data: bytes) -> bytes:
    return data[:-4] + bytes([data[-4] ^ 1]) + data[-3:]


def edit(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], Any]:
    return lambda folder: (folder / name).write_bytes(change((folder / name).read_bytes()))


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path], Any]:
    return edit(NAME, lambda data: b"".join(change(data.splitlines(True))))


SHARD = "part-00001.jsonl.zst"


@pytest.mark.parametrize("fmt, spoil, error", [
    ("text", lambda folder: (folder / "1.txt").unlink(), "1.txt: its output 1.txt can't be read: there is no"),
    ("text", edit("1.txt", altered), "1.txt: its output in 1.txt is not what was written"),
    ("text", edit("1.txt", lambda data: data + b"x"), "1.txt: its output in 1.txt is not what was written"),
    ("text", lambda folder: Path(temporary(str(folder / "1.txt"))).touch(), "is half written"),
    ("text", lambda folder: (folder / UNFINISHED).touch(), "the run has not ended: the same command with --resume"),
    ("text", lines(lambda rows: [b"{}\n", *rows]), "line 1 of the manifest can't be read"),
    ("text", lines(lambda rows: [*rows[:2], rows[2][:50] + b"\n", *rows[3:]]), "line 3 of the manifest can't be read"),
    ("text", edit(NAME, lambda data: data[:-1]), "line 5 of the manifest can't be read"),
    ("text", edit(NAME, lambda data: data.replace(b'"name":"1.txt","size"', b'"name":"../1.txt","size"')),
     "line 2 of the manifest can't be read"),
    ("text", edit(NAME, lambda data: data.replace(b'"status":"empty"', b'"status":"ok"').replace(b"[0,0]", b"[9,9]")),
     "0.txt: its state is ok, but it has no output"),
    ("jsonl", lambda folder: (folder / SHARD).unlink(), f"2.txt: is missing from {SHARD}"),
    ("jsonl", edit(SHARD, lambda data: data[:-30]), f"2.txt: is missing from {SHARD}"),
    ("jsonl", edit(SHARD, lambda data: zstandard.compress(altered(zstandard.decompress(data, 1 << 20)))),
     f"3.txt: its output in {SHARD} is not what was written"),
])
def test_a_fault_is_told(check: Callable[..., list[str]], fmt: str, spoil: Callable[[Path], Any], error: str) -> None:
    said = check(fmt, spoil)
    assert any(line.startswith("error: ") and error in line for line in said), said
    assert said[-1].endswith(("problem", "problems"))


@pytest.mark.parametrize("fmt", ["text", "jsonl"])
def test_outputs_as_they_were_written_are_well(check: Callable[..., list[str]], fmt: str) -> None:
    assert check(fmt, lambda folder: None) == ["5 inputs, the outputs are as the manifest says"]


def test_a_file_that_no_line_names_is_noted(check: Callable[..., list[str]]) -> None:
    assert check("text", lines(lambda rows: rows[:-1])) == [
        "note: 4.txt is not in the manifest", "4 inputs, the outputs are as the manifest says"]


def test_of_many_files_that_no_line_names_some_are_told(check: Callable[..., list[str]]) -> None:
    def many(folder: Path) -> None:
        for number in range(1000):
            (folder / f"x{number}").touch()
    said = check("text", many)
    assert len(said) == 22
    assert said[-2:] == ["note: nor are 980 more files", "5 inputs, the outputs are as the manifest says"]


def test_the_last_line_of_an_input_counts(check: Callable[..., list[str]]) -> None:
    def twice(rows: list[bytes]) -> list[bytes]:
        return [rows[1].replace(b'"sha256":"', b'"sha256":"00'), *rows]
    assert check("text", lines(twice)) == ["5 inputs, the outputs are as the manifest says"]


def test_a_folder_without_a_manifest_can_not_be_checked(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        check_folder(str(tmp_path))


def test_inputs_that_were_lost_are_counted_and_are_no_fault_of_the_outputs(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(LONG.format(1), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x1f\x8b\x08 no gzip")
    inputs = [str(tmp_path / name) for name in ("a.txt", "b.txt", "gone.txt")]
    assert run(inputs, (), Write(), str(tmp_path / "out"), Settings(quiet=True)) == 1
    capsys.readouterr()
    assert check_folder(str(tmp_path / "out")) == 0
    assert capsys.readouterr().err == "3 inputs (2 failed), the outputs are as the manifest says\n"
