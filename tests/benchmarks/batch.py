"""How quick the batch is: workers against a plain loop and trafilatura's command line, memory, cold start.

Run by hand: ``python tests/benchmarks/batch.py [--pages 5000] [--rounds N] [--part engines|cold|memory] [--json]``.
It writes its own small pages, or takes real ones again and again: ``--gold DIR`` is a folder of pages with gold
(`tests/quality.py` says what it holds). All is measured within one run, on one machine; only ratios travel.
"""
from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any, Mapping, NamedTuple

import medclean

sys.path.append(str(Path(__file__).resolve().parent.parent))

from quality import pages  # noqa: E402

SENTENCES = ["患者应当定期测量血压，并记录每次的数值。", "医生建议少吃盐，多吃新鲜的蔬菜和水果。",
             "这种药饭后服用，每日两次，每次一片。", "研究人员随访了三千名居民，历时五年。",
             "若出现头晕、胸闷等不适，请及时就医。", "冬季气温下降，老年人更要注意保暖。"]


def write_pages(folder: Path, count: int) -> None:
    """Write small pages with a navigation, an article, a list of links and a foot, a thousand in a folder."""
    chosen = random.Random(5)
    links = "".join(f'<li><a href="/{number}">热点新闻第{number}条</a></li>' for number in range(10))
    for number in range(count):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = "".join(f"<p>{''.join(chosen.choices(SENTENCES, k=4))}{number}</p>\n" for _ in range(6))
        (place / f"{number:06}.html").write_text(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>健康讲座第{number}讲</title></head><body>'
            f'<div class="nav"><a href="/">首页</a><a href="/k">科普</a></div><h1>健康讲座第{number}讲</h1>'
            f'<div class="content">{text}</div><ul class="hot">{links}</ul><div class="foot">版权所有 青松医院'
            "</div></body></html>", encoding="utf-8")


def repeat_pages(folder: Path, count: int, gold: Path) -> None:
    """Write the pages of a folder with gold, again and again, as many as are asked for."""
    known = [each.data for each in pages(gold)]
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:06}.html").write_bytes(known[number % len(known)])


class Cost(NamedTuple):
    """What a command took: seconds, seconds of processors in all its processes, most memory of one, in MB."""

    wall: float
    cpu: float
    memory: float


def timed(args: list[object], **options: object) -> Cost:
    """Run a command, and return what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, args)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               **options)  # type: ignore[call-overload]
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{args[:4]} ended with {process.returncode}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


LOOP = """
import sys, time
from pathlib import Path
from medclean.pipeline import Pipeline, open_document
from medclean.write import Write
pages, out = map(Path, sys.argv[1:])
run, write = Pipeline(), Write("text")
for path in sorted(pages.rglob("*.html")):
    target = out / path.relative_to(pages).with_suffix(".txt")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(write(run(open_document(path.read_bytes(), path.name))))
"""


def _commands(work: Path, folder: Path) -> dict[str, tuple[list[object], Mapping[str, str]]]:
    """The commands that clean a folder of pages into ``out``, each with its environment."""
    site = work / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text("import os\nos.fsync = lambda number: None\n")
    out = work / "out"
    unsynced = os.environ | {"PYTHONPATH": os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])}
    clean = [sys.executable, "-m", "medclean", "clean", folder, "-o", out, "-q", "-j"]
    return {
        "plain loop": ([sys.executable, "-c", LOOP, folder, out], os.environ),
        "1 worker": ([*clean, 1], os.environ), "2 workers": ([*clean, 2], os.environ),
        "1 worker, no fsync": ([*clean, 1], unsynced),
        "trafilatura, 2": ([sys.executable, "-m", "trafilatura.cli", "--input-dir", folder, "--output-dir", out,
                            "--parallel", 2], os.environ)}


def engines(work: Path, count: int, rounds: int) -> dict[str, float]:
    """Seconds for all pages, the median of some rounds: a plain loop, one and two workers, trafilatura's command line.

    Ratios are medians too, each within a round. On a machine that has other work only the seconds of processors mean
    something.
    """
    write_pages(work / "one", 1)
    for args, env in _commands(work, work / "one").values():
        timed(args, env=env)  # what is loaded is in memory, and compiled, before anything counts
    runs = _commands(work, work / "pages")
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(rounds):
        for name, (args, env) in list(runs.items())[::-1 if number % 2 else 1]:
            shutil.rmtree(work / "out")
            os.sync()  # what the run before left to the disk
            costs[name].append(timed(args, env=env))
            made = sum(len(files) for _, _, files in os.walk(work / "out"))
            if made < count / 2:
                raise SystemExit(f"{name}: {made} outputs of {count} pages, nothing to measure")

    def ratio(one: str, other: str, what: str = "wall") -> float:
        return median(getattr(a, what) / getattr(b, what) for a, b in zip(costs[one], costs[other]))
    return {"pages": count} | {
        f"{name}, s": round(median(cost.wall for cost in each), 2) for name, each in costs.items()} | {
        f"{name}, CPU s": round(median(cost.cpu for cost in each), 2) for name, each in costs.items()} | {
        "2 against 1": ratio("1 worker", "2 workers"),
        "overhead": ratio("1 worker, no fsync", "plain loop") - 1,
        "overhead, CPU": ratio("1 worker, no fsync", "plain loop", "cpu") - 1,
        "against trafilatura": ratio("trafilatura, 2", "2 workers"),
        "against trafilatura, CPU": ratio("trafilatura, 2", "2 workers", "cpu")}


def cold(work: Path) -> dict[str, float]:
    """Median seconds of eleven cold starts on one page, stdin to stdout, and the least of processors' seconds."""
    page = next((work / "pages").rglob("*.html"))
    commands = {"medclean text": ["medclean", "clean"], "medclean json": ["medclean", "clean", "--format", "json"],
                "medclean --help": ["medclean", "--help"], "trafilatura": ["trafilatura.cli"],
                "trafilatura json": ["trafilatura.cli", "--json", "--with-metadata"]}
    times: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(11):
        for name, args in commands.items():
            with open(page, "rb") as file:
                times[name].append(timed([sys.executable, "-m", *args], stdin=file))
    return {name: round(median(cost.wall for cost in each), 3) for name, each in times.items()} | {
        f"{name}, CPU": round(min(cost.cpu for cost in each), 3) for name, each in times.items()}


def memory(work: Path, count: int) -> dict[str, float]:
    """The memory of the largest process after a tenth of the pages, and after all of them, in one process."""
    code = """
import resource, sys
from pathlib import Path
from medclean.pipeline import Pipeline, open_document
run, most = Pipeline(), lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
paths = sorted(Path(sys.argv[1]).rglob("*.html"))
for number in range(int(sys.argv[2])):
    path = paths[number % len(paths)]
    run(open_document(path.read_bytes(), path.name))
    if number == int(sys.argv[2]) // 10:
        early = most()
print(early, most())
"""
    args = [sys.executable, "-c", code, str(work / "pages"), str(count)]
    early, late = map(int, subprocess.run(args, capture_output=True, text=True, check=True).stdout.split())
    return {"documents": count, "after a tenth, MB": early, "after all, MB": late, "growth, MB": late - early,
            **_growth_of_a_run(work, count)}


def _growth_of_a_run(work: Path, count: int) -> dict[str, float]:
    """How many MB a run over so many pages and its workers grow, from a tenth of the pages to nearly all."""
    write_pages(work / "many", count)
    rows = work / "mem/manifest.jsonl"
    args = [sys.executable, "-m", "medclean", "clean", work / "many", "-o", work / "mem", "-q", "-j", 2]
    run = subprocess.Popen(list(map(str, args)))
    taken = []
    for done in (count // 10, count * 95 // 100):
        while not rows.exists() or rows.read_bytes().count(b"\n") < done:
            time.sleep(0.2)
        below = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        taken.append((_resident(run.pid), max(map(_resident, map(int, below)))))
    run.wait()
    return {"growth of a run's parent, MB": taken[1][0] - taken[0][0], "of its workers, MB": taken[1][1] - taken[0][1]}


def _resident(process: int) -> int:
    """Return how many MB of memory a process has that it shares with none, as Linux tells."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_")) // 1024


def show(found: Mapping[str, Mapping[str, Any]], as_json: bool) -> None:
    """Print the figures of each part."""
    if as_json:
        print(json.dumps(found))
        return
    for part, figures in found.items():
        print(part)
        for name, value in figures.items():
            text = f"{value:,.3f}" if isinstance(value, float) else f"{value:,}" if type(value) is int else value
            print(f"  {name:30} {text}")


def main() -> None:
    """Measure and print."""
    # What pip installs has its bytecode beside it; a checkout only where Python may write it there.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(medclean.__file__).parent, quiet=1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--part", choices=("engines", "cold", "memory"), action="append")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="medclean-batch-"))
    try:
        if told.gold:
            repeat_pages(work / "pages", told.pages, told.gold)
        else:
            write_pages(work / "pages", told.pages)
        parts = {"engines": lambda: engines(work, told.pages, told.rounds), "cold": lambda: cold(work),
                 "memory": lambda: memory(work, 2 * told.pages)}
        found = {name: parts[name]() for name in told.part or parts}
    finally:
        shutil.rmtree(work)
    show(found, told.json)


if __name__ == "__main__":
    main()
