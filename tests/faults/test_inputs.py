"""Hostile inputs: each ends in a state within its limits, and nothing of it reaches a terminal."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PAGE, manifest, states

MEGABYTE = 1 << 20


def test_aimed_inputs_end_in_time(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    pieces = ("(", "?", "a(", " ", "\u3000", "&", "<", "&#", "（", "1", ".", "来源", "\t\n", "<p",
              "+ M4 E2 [8 g! N2 a$ |", "的(de)(de)手(shou)(shou)", "a? ? ? b", "{{", "黄SE", "概述\n")
    for number, piece in enumerate(pieces):
        (pages / f"{number}.html").write_text("<html><body><p>" + piece * (MEGABYTE // len(piece.encode())))
        (pages / f"{number}.txt").write_text(piece * (MEGABYTE // len(piece.encode())))
    (pages / "80.txt").write_bytes(b"\x80" * MEGABYTE)
    (pages / "81fe.txt").write_bytes(b"\x81\xfe\x80" * (MEGABYTE // 3))
    done = cli("clean", pages, "-o", tmp_path / "out", "-j", 2, "--timeout", 120, timeout=500)
    assert done.code == 0
    assert not {name: row["error"] for name, row in manifest(tmp_path / "out").items()
                if row["status"] == "failed"}


def test_big_and_deep_pages_keep_their_text(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = "这一段在很深的地方，说的是饮食要清淡，睡眠要充足。"
    for depth in (300, 100_000):
        (pages / f"{depth}.html").write_text(f"<html><body>{'<div>' * depth}<p>{text}</p>{'</div>' * depth}")
    (pages / "many.html").write_text("<html><body>" + "".join(f"<p>{n}，{text}" for n in range(100_000)))
    cli("clean", pages, "-o", tmp_path / "out", "-j", 2, "--timeout", 120, timeout=500)
    found = states(tmp_path / "out")
    assert found["300.html"] == "ok" and text in (tmp_path / "out/300.txt").read_text()
    assert found["100000.html"] in ("ok", "truncated") and found["many.html"] in ("ok", "truncated")


def test_a_tag_of_200_000_attributes_ends_in_time(tmp_path: Path, cli) -> None:
    """Where a tree is built, libxml2 compares each attribute with all before it, for minutes."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "attributes.html").write_text(
        "<html><body><p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">饮食要清淡。</p></body></html>")
    cli("clean", pages, "-o", tmp_path / "out", timeout=60)
    assert states(tmp_path / "out")["attributes.html"] == "ok"


@pytest.mark.parametrize("fmt", ["text", "json"])
def test_escapes_never_reach_a_terminal(tmp_path: Path, cli, fmt: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("1\x1b[31m红\x1b[0m\x1b]0;title\x07", "\x9b2J\x08结束。"))
    done = cli("clean", page, "--format", fmt)
    assert done.code == 0
    assert not any(bad in (done.out.decode() + done.err) for bad in ("\x1b", "\x07", "\x9b", "\x08"))


def test_entities_are_not_resolved(tmp_path: Path, cli) -> None:
    (tmp_path / "secret.txt").write_text("密码")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    page = tmp_path / "page.xml"
    page.write_text(f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "哈"><!ENTITY x SYSTEM '
                    f'"file://{tmp_path}/secret.txt">{bomb}]><html><body>'
                    '<p>正文在这里，一共一句。&x;&e11;</p></body></html>')
    done = cli("clean", page, "--format", "json")
    record = json.loads(done.out)
    assert record["status"] in ("ok", "failed") and "密码" not in done.out.decode() and len(done.out) < 10_000


@pytest.mark.parametrize("front", ["a: &a [x]\nb: *a", "a: !!python/object/apply:os.system ['touch hacked']",
                                   "a: " + "b" * MEGABYTE, "a: [" * 5000, "\tx: : :"])
def test_hostile_front_matter_does_not_cost_the_page(tmp_path: Path, cli, front: str) -> None:
    (tmp_path / "page.md").write_text(f"---\n{front}\n---\n<p>正文在这里，讲的是怎样量血压。</p>")
    done = cli("clean", "page.md", "--format", "json", cwd=tmp_path)
    record = json.loads(done.out)
    assert record["status"] == "ok" and "正文在这里" in record["text"]
    assert not (tmp_path / "hacked").exists()


def test_bad_bytes_are_counted(tmp_path: Path, cli) -> None:
    text = PAGE.format(1, "吃药要按时，不要自己停药。" * 20).replace("utf-8", "gbk").encode("gbk")
    (tmp_path / "stray.html").write_bytes(text.replace("按时".encode("gbk"), b"\xff" + "按时".encode("gbk"), 1))
    (tmp_path / "nul.html").write_bytes(PAGE.format("\0", "a\ud800b").encode("utf-8", "surrogatepass"))
    stray, nul = (json.loads(cli("clean", tmp_path / name, "--format", "json").out)
                  for name in ("stray.html", "nul.html"))
    assert stray["text"].count("\ufffd") <= 1 and stray["encoding"]["bad_bytes"] >= 1
    assert "吃药要" in stray["text"] and "\0" not in nul["text"] and nul["encoding"]["bad_bytes"] >= 1
