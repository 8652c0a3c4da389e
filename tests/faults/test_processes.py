"""Faults of processes: workers that die, a parent that dies, a second run, a stop by the user."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import alive, lines_of, manifest, outputs, states, until, workers, write_pages

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_poison_page_costs_itself_and_nothing_else(tmp_path: Path, jobs: int) -> None:
    pages = write_pages(tmp_path / "pages", 40)
    why = {"KILL": "SIGKILL", "CRASH": "SIGSEGV", "EXIT": "exit code 3", "HANG": "took longer than 2 s",
           "EAT": "of memory", "RAISE": "RuntimeError: a fault of ours"}
    for number, word in enumerate(why):
        (pages / f"{number * 6:04}.html").write_text(f"<p>{word}</p>")
    done = subprocess.run([sys.executable, Path(__file__).with_name("poison.py"), pages, tmp_path / "out",
                           str(jobs)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    rows = manifest(tmp_path / "out")
    failed = {name: row["error"] for name, row in rows.items() if row["status"] == "failed"}
    assert len(rows) == 40 and sorted(failed) == [f"{number * 6:04}.html" for number in range(len(why))]
    for word, (name, error) in zip(why.values(), sorted(failed.items())):
        assert word in error
        assert f"error: {name}: {error}\n" in done.stderr
    assert len(outputs(tmp_path / "out")) == 34


def test_too_little_memory_for_any_worker_is_one_line(tmp_path: Path, cli) -> None:
    done = cli("clean", write_pages(tmp_path / "pages", 3), "-o", tmp_path / "out", "--memory", "10M")
    assert (done.code, done.err.count("\n")) == (1, 1) and "is --memory too little?" in done.err


def test_modules_among_the_pages_are_not_run(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    for name in ("queue", "signal", "array", "select", "lxml", "multiprocessing", "medclean"):
        (pages / f"{name}.py").write_text("open('ran', 'w')")
    code = "import sys; sys.path.remove(''); from medclean.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "clean", ".", "-o", tmp_path / "out", "-j", "2"], cwd=pages,
                          capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "0002.txt" in outputs(tmp_path / "out") and not (pages / "ran").exists()


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, start) -> None:
    pages = write_pages(tmp_path / "pages", 80)
    run = start("clean", pages, "-o", tmp_path / "out", "-j", 2)
    for least in (5, 20, 35):
        until(lambda: lines_of(tmp_path / "out/manifest.jsonl") >= least)
        os.kill(workers(run.pid)[0], signal.SIGKILL)
    assert run.wait(60) == 0, run.stderr.read()
    assert set(states(tmp_path / "out").values()) == {"ok"}
    assert len(outputs(tmp_path / "out")) == 80


def test_a_killed_run_leaves_no_orphans_and_is_taken_up_again(tmp_path: Path, start, cli) -> None:
    pages = write_pages(tmp_path / "pages", 100)
    out = tmp_path / "out"
    run = start("clean", pages, "-o", out, "-j", 2)
    until(lambda: lines_of(out / "manifest.jsonl") >= 20)
    at_work = workers(run.pid)
    run.kill()
    run.wait()
    until(lambda: not any(map(alive, at_work)), 2)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.txt")}
    finished = lines_of(out / "manifest.jsonl")
    assert 20 <= finished < 100
    again = cli("clean", pages, "-o", out, "-j", 2, "--resume")
    assert again.code == 0
    assert f"{finished:,} inputs were finished by an earlier run" in again.err
    kept = [path for path, time_of in before.items() if path.stat().st_mtime_ns == time_of]
    assert len(kept) >= finished
    assert cli("clean", pages, "-o", tmp_path / "undisturbed", "-j", 1).code == 0
    assert outputs(out) == outputs(tmp_path / "undisturbed")
    assert list(manifest(out)) == list(manifest(tmp_path / "undisturbed"))


def test_resume_does_again_what_changed_failed_or_is_gone(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 6)
    out = tmp_path / "out"
    (pages / "0003.html").unlink()
    (pages / "0003.html").symlink_to("nowhere")
    assert cli("clean", pages, "-o", out).code == 1
    assert states(out)["0003.html"] == "failed"
    write_pages(tmp_path / "more", 4)
    (pages / "0003.html").unlink()
    (tmp_path / "more/0003.html").rename(pages / "0003.html")
    (pages / "0001.html").write_text((pages / "0001.html").read_text().replace("不要太浓", "不要太烫"))
    (out / "0002.txt").unlink()
    os.utime(pages / "0004.html", ns=(0, 0))
    again = cli("clean", pages, "-o", out, "--resume")
    assert again.code == 0 and "3 inputs in" in again.err
    assert "不要太烫" in (out / "0001.txt").read_text() and (out / "0002.txt").exists()
    assert set(states(out).values()) == {"ok"}
    other = cli("clean", pages, "-o", out, "--resume", "--to", "hant")
    assert "6 inputs in" in other.err and "血壓" in (out / "0001.txt").read_text()


def test_a_half_written_line_of_the_manifest_is_done_again(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    out = tmp_path / "out"
    cli("clean", pages, "-o", out)
    whole = (out / "manifest.jsonl").read_bytes()
    (out / "manifest.jsonl").write_bytes(whole[:-30])
    assert "1 input in" in cli("clean", pages, "-o", out, "--resume").err
    assert [row["name"] for row in manifest(out).values()] == ["0000.html", "0001.html", "0002.html"]


def test_two_runs_do_not_share_a_folder(tmp_path: Path, start, cli) -> None:
    pages = write_pages(tmp_path / "pages", 100)
    run = start("clean", pages, "-o", tmp_path / "out")
    until(lambda: lines_of(tmp_path / "out/manifest.jsonl") >= 1)
    run.send_signal(signal.SIGSTOP)
    for more in ((), ("--resume",)):
        second = cli("clean", pages, "-o", tmp_path / "out", *more)
        assert second.code == 2
        assert "another run is at work in" in second.err
    run.send_signal(signal.SIGCONT)
    assert run.wait(60) == 0
    assert len(outputs(tmp_path / "out")) == 100


@pytest.mark.parametrize("sign, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_leaves_what_is_finished_and_says_how_to_go_on(tmp_path: Path, start, cli, sign: int,
                                                              code: int) -> None:
    pages = write_pages(tmp_path / "pages", 100)
    run = start("clean", pages, "-o", tmp_path / "out", "-j", 2)
    until(lambda: lines_of(tmp_path / "out/manifest.jsonl") >= 10)
    at_work = workers(run.pid)
    run.send_signal(sign)
    assert run.wait(10) == code
    said = run.stderr.read().decode()
    assert "stopped: " in said and "--resume" in said and "Traceback" not in said
    assert len(outputs(tmp_path / "out")) >= 10
    assert not [pid for pid in at_work if alive(pid)]
    checked = cli("verify", tmp_path / "out")
    assert checked.code == 1 and "error: the run has not ended" in checked.err
