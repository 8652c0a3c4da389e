"""Duplicates: the same article twice, nearly the same, and not at all."""
from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from medclean.cli import main
from medclean.dedup import duplicates, signature

WORDS = "饭后 散步 喝水 血压 医生 护士 病人 早晨 晚上 运动 蔬菜 水果 睡眠 安静 检查 药片 一天 三次 注意 保暖".split()


def article(seed: int, length: int = 400) -> str:
    return "，".join(random.Random(seed).choices(WORDS, k=length)) + "。"


def named(texts: list[str], how: str) -> list[dict[str, Any]]:
    return [{"name": str(number), "signature": signature(text, how)} for number, text in enumerate(texts)]


def test_exact_sees_through_script_width_and_spaces() -> None:
    texts = ["血压高，要吃药 3 次。", "血壓高,要吃藥３次", "血压高，要吃药 4 次。", "", "。"]
    assert duplicates(named(texts, "exact"), "exact") == {"1": "0"}


def test_near_finds_small_changes_and_no_others() -> None:
    pytest.importorskip("rensa", reason="rensa is not installed: pip install 'medclean[dedup]'")
    texts = [article(number) for number in range(20)]
    changed = [text[:50] + "本站讯" + text[53:] + "责任编辑：某某" for text in texts]
    half = [text[:len(text) // 2] + article(number + 100)[len(text) // 2:] for number, text in enumerate(texts)]
    found = duplicates(named(texts + changed + half, "near"), "near")
    assert found == {str(number + 20): str(number) for number in range(20)}


def test_a_batch_marks_duplicates_whatever_the_workers(tmp_path: Path) -> None:
    pytest.importorskip("rensa", reason="rensa is not installed: pip install 'medclean[dedup]'")
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        text = article(number // 2) + (f"（{number}）" if number % 2 else "")
        (pages / f"{number}.html").write_text(f"<html><body><h1>讲座</h1><p>{text}</p></body></html>")
    marks = []
    for jobs, fmt in ((1, "text"), (2, "text"), (2, "jsonl")):
        out = tmp_path / f"{jobs}{fmt}"
        args = ["clean", str(pages), "-o", str(out), "-j", str(jobs), "--dedup", "near", "--format", fmt]
        assert CliRunner().invoke(main, args).exit_code == 0
        rows = [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()]
        marks.append({row["name"]: row["duplicate_of"] for row in rows})
        again = CliRunner().invoke(main, [*args, "--resume"])
        assert "6 inputs were finished" in again.stderr and "duplicates: 3" in again.stderr
        assert [json.loads(line) for line in (out / "manifest.jsonl").read_text().splitlines()] == rows
    assert marks == 3 * [{"0.html": None, "1.html": "0.html", "2.html": None, "3.html": "2.html",
                          "4.html": None, "5.html": "4.html"}]
    assert CliRunner().invoke(main, ["clean", str(pages / "1.html"), "--dedup", "near"]).exit_code == 2
