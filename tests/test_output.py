"""Where results go when that is no plain file: a terminal, a FIFO, a link, a full disk."""
from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from medclean import clean

PAGE = "<html><body><div><a href=/>首页</a> <a href=/n>新闻</a></div><p>患者术后恢复良好，第三天出院。</p></body></html>"
TEXT = "患者术后恢复良好，第三天出院。\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*args, **kwargs):
    kwargs.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([sys.executable, "-m", "medclean", *map(str, args)], stderr=subprocess.PIPE,
                          timeout=120, **kwargs)


def on_a_terminal(*args, **env) -> str:
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    env = {**{key: value for key, value in os.environ.items() if key != "NO_COLOR"}, "TERM": "xterm", **env}
    run(*args, stdout=child, env=env)
    os.close(child)
    with os.fdopen(parent, "rb") as file:
        return file.read1(1 << 16).decode().replace("\r\n", "\n")


def test_a_diff_is_coloured_on_a_terminal_only(page):
    shown = on_a_terminal("clean", page, "--diff")
    assert "\x1b[31m-首页 新闻\x1b[0m\n" in shown and "\x1b[1m--- page.html\x1b[0m\n" in shown
    plain = run("clean", page, "--diff").stdout.decode()
    assert "\x1b" not in plain and "-首页 新闻\n" in plain
    assert on_a_terminal("clean", page, "--diff", NO_COLOR="1") == plain


def test_an_output_that_is_a_fifo_stays_one(page, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    done = run("clean", page, "-o", fifo)
    reader.join(60)
    assert done.returncode == 0 and fifo.is_fifo() and got[0].decode() == TEXT


def test_an_output_that_is_a_link_is_followed(page, tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert run("clean", page, "-o", tmp_path / "link.txt").returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == TEXT


def test_a_dash_is_stdout(page, tmp_path):
    assert run("clean", page, "-o", "-", cwd=tmp_path).stdout.decode() == TEXT
    assert not (tmp_path / "-").exists()


def test_several_inputs_into_a_file_is_misuse(page, tmp_path):
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "all.txt").write_text("mine")
    done = run("clean", page, tmp_path / "b.html", "-o", tmp_path / "all.txt")
    assert done.returncode == 2 and b"all.txt" in done.stderr and b"folder" in done.stderr
    assert (tmp_path / "all.txt").read_text() == "mine"


@pytest.mark.parametrize("args", [("rules",), ("schema",), ("detect", "page.html"), ("--help",)])
def test_a_full_disk_is_one_line_whatever_the_command(page, args):
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        done = run(*args, stdout=full, cwd=page.parent)
    assert done.returncode == 1 and done.stderr == b"error: stdout: no space left on device\n"


def test_a_closed_stdout_is_one_line(page):
    command = f"'{sys.executable}' -m medclean clean '{page}' >&-"
    done = subprocess.run(["bash", "-c", command], stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 1 and done.stderr == b"error: stdout: it is closed\n"


@pytest.mark.parametrize("data", [b"", b"\n", b"---\ntitle: x\n---\n", b"<html><head><title>x</title></head></html>"])
def test_a_page_without_a_visible_line_is_empty(data):
    assert clean(data).text == ""
