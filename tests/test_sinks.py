"""Shards, Parquet, single files, verify: what a run leaves in a folder."""
from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import zstandard
from click.testing import CliRunner

from medclean.cli import main
from medclean.output.shards import read_lines

PAGE = "<html><body><h1>讲座</h1><p>第{}讲：饭后走一走，对身体有好处，医生这样说。</p></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Twelve pages, one of them a dangling link, one binary."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number:02}.html").write_text(PAGE.format(number), encoding="utf-8")
    (folder / "10.html").symlink_to("nowhere")
    (folder / "11").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


def run(*args: Any) -> Any:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]


def parts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("part-*")}


def test_shards_hold_every_input_in_order(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("clean", pages, "-o", out, "--format", "jsonl", "--shard-size", 5, "-j", 2).exit_code == 1
    assert sorted(parts(out)) == [f"part-0000{number}.jsonl.zst" for number in range(3)]
    read = zstandard.ZstdDecompressor()
    lines = [line for name in sorted(parts(out)) for line in read.stream_reader(parts(out)[name]).read().splitlines()]
    records = [json.loads(line) for line in lines]
    assert [record["name"] for record in records] == [f"{number:02}.html" for number in range(11)][:10] + [
        "10.html", "11"]
    assert [record["status"] for record in records[-2:]] == ["failed", "skipped"]
    assert records[10]["error"] == "a link that leads nowhere"
    assert run("verify", out).exit_code == 0
    stdout = run("clean", pages, "--format", "jsonl").stdout_bytes
    assert stdout.splitlines() == lines


def test_a_resumed_run_leaves_the_same_shards(pages: Path, tmp_path: Path) -> None:
    args = ("--format", "jsonl", "--shard-size", 4)
    (pages / "10.html").unlink()
    (pages / "10.html").write_text(PAGE.format(10))
    run("clean", pages, "-o", tmp_path / "whole", *args)
    out = tmp_path / "out"
    run("clean", pages, "-o", out, *args)
    old = {name: os.stat(out / name).st_mtime_ns for name in parts(out)}
    lines = (out / "manifest.jsonl").read_bytes().splitlines(True)
    (out / "manifest.jsonl").write_bytes(b"".join(lines[:6]))
    (out / "part-00001.jsonl.zst").rename(out / "lost")
    half = zstandard.ZstdDecompressor().stream_reader((out / "lost").read_bytes()).read().splitlines(True)[:2]
    from medclean.output import temporary
    Path(temporary(str(out / "part-00001.jsonl.zst"))).write_bytes(zstandard.compress(b"".join(half)))
    (out / "part-00002.jsonl.zst").unlink()
    (out / "lost").unlink()
    done = run("clean", pages, "-o", out, *args, "--resume")
    assert done.exit_code == 0 and "6 inputs were finished by an earlier run" in done.stderr
    assert parts(out) == parts(tmp_path / "whole")
    assert os.stat(out / "part-00000.jsonl.zst").st_mtime_ns == old["part-00000.jsonl.zst"]
    assert [row["name"] for row in rows(out)] == [row["name"] for row in rows(tmp_path / "whole")]
    assert run("verify", out).exit_code == 0


def test_a_changed_input_changes_its_line_only(pages: Path, tmp_path: Path) -> None:
    args = ("-o", tmp_path / "out", "--format", "jsonl", "--shard-size", 4)
    run("clean", pages, *args)
    (pages / "05.html").write_text(PAGE.format("五五五"))
    (pages / "09.html").unlink()
    done = run("clean", pages, *args, "--resume")
    assert "9 inputs were finished" in done.stderr and "2 inputs in" in done.stderr, done.stderr
    run("clean", pages, "-o", tmp_path / "fresh", "--format", "jsonl", "--shard-size", 4)
    assert parts(tmp_path / "out") == parts(tmp_path / "fresh")
    assert run("verify", tmp_path / "out").exit_code == 0


def test_parquet_holds_the_same_records(pages: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet
    out = tmp_path / "out"
    run("clean", pages, "-o", out, "--format", "parquet", "--shard-size", 7)
    assert sorted(parts(out)) == ["part-00000.parquet", "part-00001.parquet"]
    table = pyarrow.parquet.read_table(out / "part-00000.parquet")
    assert table.num_rows == 7 and str(table.schema.field("views").type) == "int64"
    assert str(table.schema.field("keywords").type).startswith("list<")
    lines = b"".join(read_lines(str(out / name)) or b"" for name in sorted(parts(out)))
    assert lines == run("clean", pages, "--format", "jsonl").stdout_bytes
    assert run("verify", out).exit_code == 0
    before = {name: os.stat(out / name).st_mtime_ns for name in parts(out)}
    run("clean", pages, "-o", out, "--format", "parquet", "--shard-size", 7, "--resume")
    assert os.stat(out / "part-00000.parquet").st_mtime_ns == before["part-00000.parquet"]
    assert run("clean", pages, "--format", "parquet").exit_code == 2
    assert run("clean", pages, "-o", out, "--format", "parquet", "--edits").exit_code == 2


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.zst"])
def test_one_file(pages: Path, tmp_path: Path, name: str) -> None:
    run("clean", pages, "-o", tmp_path / name, "--format", "jsonl")
    assert read_lines(str(tmp_path / name)) == run("clean", pages, "--format", "jsonl").stdout_bytes
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, "pages"]
