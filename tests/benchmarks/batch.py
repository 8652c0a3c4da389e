"""How quick the batch is: workers against a plain loop and trafilatura's command line, memory, cold start.

Run by hand: ``python tests/benchmarks/batch.py [--pages 5000] [--part engines|cold|memory] [--json]``. It
writes its own pages. Everything is measured within one run, on one machine; only ratios travel.
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

import medclean

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


def timed(args: list[object], **options: object) -> tuple[float, float]:
    """Run a command; return its seconds and the most memory of one of its processes, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, args)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               **options)  # type: ignore[call-overload]
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{args[:4]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


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


def engines(work: Path, count: int) -> dict[str, float]:
    """Seconds for all pages: a plain loop, one and two workers, trafilatura's command line."""
    pages, found = work / "pages", {}
    python, medclean = sys.executable, [sys.executable, "-m", "medclean"]
    found["plain loop"] = timed([python, "-c", LOOP, pages, work / "loop"])[0]
    for jobs in (1, 2):
        found[f"{jobs} workers"] = timed([*medclean, "clean", pages, "-o", work / f"out{jobs}", "-j", jobs])[0]
    (work / "site").mkdir()
    (work / "site/sitecustomize.py").write_text("import os\nos.fsync = lambda number: None\n")
    unsynced = os.environ | {"PYTHONPATH": str(work / "site")}
    found["1 worker, no fsync"] = timed([*medclean, "clean", pages, "-o", work / "nosync"], env=unsynced)[0]
    found["trafilatura, 2"] = timed([python, "-m", "trafilatura.cli", "--input-dir", pages, "--output-dir",
                                     work / "trafilatura", "--parallel", 2])[0]
    found = {name: round(seconds, 2) for name, seconds in found.items()}
    return found | {"2 against 1": found["1 workers"] / found["2 workers"],
                    "overhead": found["1 worker, no fsync"] / found["plain loop"] - 1,
                    "against trafilatura": found["trafilatura, 2"] / found["2 workers"], "pages": count}


def cold(work: Path) -> dict[str, float]:
    """Median seconds of eleven cold starts on one page, stdin to stdout."""
    page = next((work / "pages").rglob("*.html"))
    commands = {"medclean text": ["medclean", "clean"], "medclean json": ["medclean", "clean", "--format", "json"],
                "medclean --help": ["medclean", "--help"], "trafilatura": ["trafilatura.cli"],
                "trafilatura json": ["trafilatura.cli", "--json", "--with-metadata"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(11):
        for name, args in commands.items():
            with open(page, "rb") as file:
                times[name].append(timed([sys.executable, "-m", *args], stdin=file)[0])
    return {name: round(median(each), 3) for name, each in times.items()}


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
    parent = timed([sys.executable, "-m", "medclean", "clean", work / "pages", "-o", work / "mem", "-j", 2])[1]
    return {"after a tenth, MB": early, "after all, MB": late, "growth, MB": late - early, "documents": count,
            "parent of a run, MB": round(parent)}


def main() -> None:
    """Measure and print."""
    # What pip installs has its bytecode beside it; a checkout only where Python may write it there.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(medclean.__file__).parent, quiet=1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--part", choices=("engines", "cold", "memory"), action="append")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="medclean-batch-"))
    try:
        write_pages(work / "pages", told.pages)
        parts = {"engines": lambda: engines(work, told.pages), "cold": lambda: cold(work),
                 "memory": lambda: memory(work, 2 * told.pages)}
        found = {name: parts[name]() for name in told.part or parts}
    finally:
        shutil.rmtree(work)
    if told.json:
        print(json.dumps(found))
        return
    for part, figures in found.items():
        print(part)
        for name, value in figures.items():
            print(f"  {name:24} {value:,.3f}" if isinstance(value, float) else f"  {name:24} {value:,}")


if __name__ == "__main__":
    main()
