"""What the tests of faults share: real runs of the command line, in processes of their own."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable

import pytest

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>健康讲座</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/n">新闻</a></div><h1>健康讲座</h1>
<div class="content"><p>第{0}位听众问：血压高的人能不能喝茶？医生说可以，但不要太浓。</p>
<p>{1}</p><p>讲座结束后，青松医院的护士为大家量了血压，并一一记下。</p></div></body></html>"""


class Run:
    """A finished run: its exit code, what it wrote, and the most memory that its processes took."""

    def __init__(self, code: int, out: bytes, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


@pytest.fixture
def cli() -> Callable[..., Run]:
    """Run the command line and wait for it."""
    def run(*args: Any, stdin: bytes = b"", timeout: float = 120, **options: Any) -> Run:
        done = subprocess.run([sys.executable, "-m", "medclean", *map(os.fspath, map(_text, args))],
                              input=stdin, capture_output=True, timeout=timeout, **options)
        return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"))
    return run


def _text(value: Any) -> Any:
    return value if isinstance(value, (str, bytes, os.PathLike)) else str(value)


@pytest.fixture
def start() -> Any:
    """Start the command line and leave it running; it is killed when the test ends."""
    running = []

    def run(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE} | options
        running.append(subprocess.Popen([sys.executable, "-m", "medclean", *map(str, args)], **options))
        return running[-1]
    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()


def write_pages(folder: Path, count: int, more: str = "") -> Path:
    """Write pages that differ in one number."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.html").write_text(PAGE.format(number, more), encoding="utf-8")
    return folder


def manifest(out: Path) -> dict[str, dict[str, Any]]:
    """Return the lines of the manifest by name; each name has exactly one."""
    rows = [json.loads(line) for line in (out / "manifest.jsonl").read_bytes().splitlines()]
    assert len({row["name"] for row in rows}) == len(rows)
    return {row["name"]: row for row in rows}


def states(out: Path) -> dict[str, str]:
    """Return the state of each input."""
    return {name: row["status"] for name, row in manifest(out).items()}


def outputs(out: Path) -> dict[str, bytes]:
    """Return all files of the output folder but the run's own; there must be none half written."""
    files = {os.fspath(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    for name in ("manifest.jsonl", ".medclean-unfinished"):
        files.pop(name, None)
    assert not [name for name in files if ".medclean-" in name]
    return files


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def lines_of(path: Path) -> int:
    """Return how many lines a file has, 0 where there is none."""
    try:
        return path.read_bytes().count(b"\n")
    except OSError:
        return 0


def descendants(pid: int) -> list[int]:
    """Return the processes below a process."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


def alive(pid: int) -> bool:
    """Tell whether a process is there and more than a remnant that nobody has asked after."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def workers(pid: int) -> list[int]:
    """Return the worker processes of a run: all that are below it."""
    return descendants(pid)
