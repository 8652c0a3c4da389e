"""A real Ray on this machine: two nodes, one of them killed, a poison page, the same bytes as ever."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import lines_of, manifest, outputs, states, until, write_pages

pytest.importorskip("ray", reason="Ray is not installed: pip install 'medclean[ray]'")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def cluster():
    """A cluster of a head that does no work and two nodes that do, for all tests: it takes long to start."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes = [made.add_node(num_cpus=1) for _ in range(2)]
    yield made, nodes
    made.shutdown()


def test_a_killed_node_costs_nothing_and_every_engine_writes_the_same(tmp_path: Path, cluster, start, cli) -> None:
    made, nodes = cluster
    pages = write_pages(tmp_path / "pages", 300)
    run = start("clean", pages, "-o", tmp_path / "ray", "--cluster", made.address)
    until(lambda: lines_of(tmp_path / "ray/manifest.jsonl") >= 20, 120)
    made.remove_node(nodes[0], allow_graceful=False)
    assert run.wait(180) == 0, run.stderr.read().decode()
    assert set(states(tmp_path / "ray").values()) == {"ok"} and len(outputs(tmp_path / "ray")) == 300
    for jobs in (1, 2):
        assert cli("clean", pages, "-o", tmp_path / f"pool{jobs}", "-j", jobs).code == 0
        assert outputs(tmp_path / f"pool{jobs}") == outputs(tmp_path / "ray")
        assert list(manifest(tmp_path / f"pool{jobs}")) == list(manifest(tmp_path / "ray"))
    shards = ("--format", "jsonl", "--shard-size", 100)
    assert cli("clean", pages, "-o", tmp_path / "a", *shards, "--cluster", made.address).code == 0
    assert cli("clean", pages, "-o", tmp_path / "b", *shards, "-j", 2).code == 0
    assert outputs(tmp_path / "a") == outputs(tmp_path / "b") and len(outputs(tmp_path / "a")) == 3


def test_a_poison_page_is_found_on_a_cluster(tmp_path: Path, cluster) -> None:
    pages = write_pages(tmp_path / "pages", 40)
    for number, word in ((3, "KILL"), (17, "HANG"), (30, "RAISE")):
        (pages / f"{number:04}.html").write_text(f"<p>{word}</p>")
    done = subprocess.run([sys.executable, Path(__file__).with_name("poison.py"), pages, tmp_path / "out", "1",
                           cluster[0].address], capture_output=True, text=True, timeout=240)
    assert done.returncode == 1, done.stderr
    failed = {name: row["error"] for name, row in manifest(tmp_path / "out").items() if row["status"] == "failed"}
    assert sorted(failed) == ["0003.html", "0017.html", "0030.html"]
    assert done.stdout == ""
    assert "lost" in failed["0003.html"] and len(outputs(tmp_path / "out")) == 37
