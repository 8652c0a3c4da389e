"""What the README shows is what happens: every console block is run."""
from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from medclean.cli import main
from medclean.explain import list_rules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALLING = re.compile(r"\bpip install\b|-m venv\b")
CLUSTER = re.compile(r"\bkubectl\b|\bs3://|\bray \b|--cluster\b")


def blocks():
    for number, found in enumerate(re.finditer(r"^```console\n(.*?)^```", README, re.S | re.M)):
        yield pytest.param(found[1], id=f"block {number}")


def commands(block: str):
    """Yield (command, the output that the README shows, or None where it shows none)."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield re.sub(r"\s{2,}#.*$", "", command), shown or None


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


@pytest.mark.parametrize("block", list(blocks()))
def test_a_console_block_does_what_it_shows(block, folder):
    for command, shown in commands(block):
        if INSTALLING.search(command) or CLUSTER.search(command):
            continue  # the check of main runs the first two lines; a cluster is not at hand
        path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True,
                              env={"PATH": path, "HOME": str(folder), "LC_ALL": "C"}, encoding="utf-8")
        assert done.returncode == 0, f"{command}: {done.stderr}"
        if shown is not None:
            pattern = re.escape(shown).replace(re.escape("..."), ".*")
            assert re.fullmatch(pattern, done.stdout + done.stderr, re.S), f"{command}\n{done.stdout}{done.stderr}"


def test_the_example_in_python_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    names: dict = {}
    exec(re.search(r"^```python\n(.*?)^```", README, re.S | re.M)[1].replace('b"..."', '"患者恢复良好。".encode()'), names)
    assert names["doc"].text == "患者恢复良好。"


def test_the_readme_names_every_command_and_family_of_rules():
    for name in main.commands:
        assert f"`{name}`" in README or f"medclean {name}" in README, name
    for family in sorted({line[:2] for line in list_rules().splitlines()}):
        assert re.search(rf"^\| {family} \|", README, re.M), family


def test_the_readme_names_every_module():
    parts = {path.stem for path in (ROOT / "medclean").iterdir() if not path.name.startswith("_")} - {"data", "py"}
    assert {name for name in parts if f"`{name}`" not in README} == set()


def test_the_readme_begins_with_the_install_line_and_the_test_line():
    first, second = re.findall(r"^\$ (.*)$", README, re.M)[:2]
    assert "pip install" in first and "samples/" in first
    assert "pytest" in second
