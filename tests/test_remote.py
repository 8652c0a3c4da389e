"""Inputs and outputs at addresses, by fsspec: here those of its file system ``file``."""
from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medclean.cli import main

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'medclean[remote]'")
PAGE = "<html><body><h1>讲座</h1><p>第{}讲：饭后走一走，对身体有好处，医生这样说。</p></body></html>"


def run(*args: Any) -> Any:
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Four pages, one of them compressed, and a line of JSON."""
    folder = tmp_path / "pages/deep"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.html").write_text(PAGE.format(number))
    (folder / "3.html.gz").write_bytes(gzip.compress(PAGE.format(3).encode()))
    (folder / "lines.jsonl").write_text(json.dumps({"html": PAGE.format(4)}))
    (folder / "style.css").write_text("p {}")
    return tmp_path / "pages"


def test_a_folder_at_an_address_is_cleaned_to_an_address(pages: Path, tmp_path: Path) -> None:
    assert run("clean", pages, "-o", tmp_path / "here").exit_code == 0
    there = f"file://{tmp_path}/there"
    args = ("clean", f"file://{pages}", "-o", there, "-j", 2)
    done = run(*args)
    assert done.exit_code == 0, done.output
    names = {path.relative_to(tmp_path / "here") for path in (tmp_path / "here").rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path / "there") for path in (tmp_path / "there").rglob("*")
            if path.is_file()} == names
    for name in names - {Path("manifest.jsonl")}:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert run("verify", tmp_path / "there").exit_code == 0
    assert run("verify", there).stderr == "5 inputs, the outputs are as the manifest says\n"
    (pages / "deep/1.html").write_text(PAGE.format("一"))
    again = run(*args, "--resume")
    assert "4 inputs were finished" in again.stderr and "1 input in" in again.stderr
    (tmp_path / "there/deep/0.txt").write_text("另一句话。")
    (tmp_path / "there/deep/2.txt").unlink()
    done = run("verify", there)
    assert done.exit_code == 1 and "2 problems" in done.stderr
    assert "deep/0.txt is not what was written" in done.stderr and "deep/2.txt can't be read" in done.stderr
    assert run("verify", there + "/nowhere").exit_code == run("verify", "nonsense://x/y").exit_code == 2


def test_one_file_at_an_address(pages: Path) -> None:
    done = run("clean", f"file://{pages}/deep/3.html.gz")
    assert done.exit_code == 0 and "第3讲" in done.stdout
    assert run("clean", f"file://{pages}/none.html").exit_code == 1
    assert run("clean", "nonsense://x/y.html").exit_code == 1
    assert run("clean", pages, "--format", "jsonl", "-o", f"file://{pages}/out").exit_code == 2
    assert run("clean", pages, "-o", "nonsense://x/y").exit_code == 2
