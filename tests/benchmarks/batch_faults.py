"""Faults at full size: of 5,000 pages a worker is killed, the run itself, and a node of a Ray cluster.

Run by hand: ``python tests/benchmarks/batch_faults.py [--pages 5000] [--part worker|run|node] [--json]``. The
tests in tests/faults do the same with few pages. It writes its own pages; Linux only.
"""
from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, os.fspath(Path(__file__).parent.parent / "faults"))

from batch import show, write_pages  # noqa: E402
from conftest import alive, descendants, lines_of, outputs, states, until  # noqa: E402

LONG = 3600


def clean(pages: Path, out: Path, *more: object) -> subprocess.Popen[bytes]:
    """Start a run over the pages."""
    args = [sys.executable, "-m", "medclean", "clean", pages, "-o", out, "-q", *more]
    return subprocess.Popen(list(map(str, args)), stdout=subprocess.DEVNULL)


def told(run: subprocess.Popen[bytes], out: Path) -> dict[str, Any]:
    """Wait for a run and tell what came of it."""
    code = run.wait(LONG)
    return {"exit code": code, "states": dict(Counter(states(out).values())), "outputs": len(outputs(out))}


def same(one: Path, other: Path) -> bool:
    """Tell whether two folders hold the same outputs, byte for byte, of the same inputs in the same order."""
    return outputs(one) == outputs(other) and list(states(one).items()) == list(states(other).items())


def worker(work: Path, count: int) -> dict[str, Any]:
    """Kill a worker five times in one run."""
    out = work / "worker"
    run = clean(work / "pages", out, "-j", 2)
    for part in range(1, 6):
        until(lambda: lines_of(out / "manifest.jsonl") >= part * count // 6, LONG)
        os.kill(descendants(run.pid)[0], signal.SIGKILL)
    return told(run, out) | {"same as undisturbed": same(out, work / "undisturbed")}


def parent(work: Path, count: int) -> dict[str, Any]:
    """Kill the run itself in its middle, see when the last of it is gone, and take it up again."""
    out = work / "run"
    run = clean(work / "pages", out, "-j", 2)
    until(lambda: lines_of(out / "manifest.jsonl") >= count // 2, LONG)
    below = descendants(run.pid)
    run.kill()
    start = time.monotonic()
    until(lambda: not any(map(alive, below)))
    seconds = round(time.monotonic() - start, 2)
    run.wait()
    finished = lines_of(out / "manifest.jsonl")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.txt")}
    found = told(clean(work / "pages", out, "-j", 2, "--resume"), out)
    again = sum(path.stat().st_mtime_ns != known for path, known in before.items())
    return {"seconds until nothing writes": seconds, "finished before": finished, "written again": again, **found,
            "same as undisturbed": same(out, work / "undisturbed")}


def node(work: Path, count: int) -> dict[str, Any]:
    """Kill one of the two nodes of a cluster on this machine."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
        out = work / "node"
        run = clean(work / "pages", out, "--cluster", cluster.address)
        until(lambda: lines_of(out / "manifest.jsonl") >= count // 2, LONG)
        cluster.remove_node(nodes[0], allow_graceful=False)
        return told(run, out) | {"same as undisturbed": same(out, work / "undisturbed")}
    finally:
        cluster.shutdown()


PARTS = {"worker": worker, "run": parent, "node": node}


def main() -> None:
    """Do it and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--part", choices=tuple(PARTS), action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="medclean-faults-"))
    try:
        write_pages(work / "pages", given.pages)
        undisturbed = told(clean(work / "pages", work / "undisturbed", "-j", 1), work / "undisturbed")
        found = {"undisturbed": undisturbed} | {
            name: PARTS[name](work, given.pages) for name in given.part or PARTS}
    finally:
        shutil.rmtree(work)
    show(found, given.json)


if __name__ == "__main__":
    main()
