"""How much hangs on each number of the extractor: thresholds.py PAGES... [--parts=areas,forum].

PAGES are folders of pages with gold (see tests/quality.py). Each number in the modules of ``medclean/extract`` (0, 1,
2 and indexes apart) is made a quarter larger, then a fifth smaller, and the known pages are cleaned in a new process;
what moves the F1 of a page by more than .01 is printed. A number on which nothing hangs was not fitted to these pages.
Takes some six seconds a number.
"""
from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Iterator, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from quality import Gold, pages, score  # noqa: E402

FOLDER = Path(importlib.util.find_spec("medclean").origin or "").parent / "extract"  # type: ignore[union-attr]
FACTORS = (1.25, .8)
_PLAIN = (0, 1, 2)
_MOVED = .01


class Change(NamedTuple):
    """A number of a module that is changed: the how-manieth it is there, and the factor."""

    path: Path
    number: int
    factor: float


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with one number changed."""

    def __init__(self, change: Change) -> None:
        self._path = change.path
        self._tree, found = numbers(change.path)
        number = found[change.number]
        number.value = scaled(number.value, change.factor)  # type: ignore[arg-type]
        self._name = "medclean.extract" + f".{change.path.stem}" * (change.path.stem != "__init__")

    def find_spec(self, name: str, path: object,
                  target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        """The module that is changed, and no other."""
        if name != self._name:
            return None
        places = [str(self._path.parent)] if self._path.stem == "__init__" else None
        return importlib.util.spec_from_file_location(name, self._path, loader=self, submodule_search_locations=places)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """A module as Python makes it."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self._tree, str(self._path), "exec"), module.__dict__)


def numbers(path: Path) -> tuple[ast.Module, list[ast.Constant]]:
    """Return the syntax tree of a module, and its numbers in their order: neither indexes nor 0, 1 and 2."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    indexes = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Subscript)
               for inner in ast.walk(node.slice)}
    return tree, [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) in (int, float)
                  and node.value not in _PLAIN and id(node) not in indexes]


def scaled(value: float, factor: float) -> float:
    """Return a number times a factor; a whole number stays whole, and changes by one at least."""
    if isinstance(value, float):
        return value * factor
    return round(value * factor) if round(value * factor) != value else value + (1 if factor > 1 else -1)


def scores(golds: list[Gold], change: Change | None) -> dict[str, float]:
    """Return the F1 of each page, with a number changed; medclean must not have been imported in this process."""
    if change:
        sys.meta_path.insert(0, _Changed(change))
    from medclean import clean
    return {gold.name: score(gold, clean(gold.data, to="keep").text).f1 for gold in golds}


def changes(parts: set[str]) -> Iterator[Change]:
    """Yield every change of the modules with these names, or of all."""
    for path in sorted(FOLDER.glob("*.py")):
        if not parts or path.stem in parts:
            yield from (Change(path, at, factor) for at in range(len(numbers(path)[1])) for factor in FACTORS)


def main(arguments: list[str]) -> None:
    """Print what moves a page, and how many changes move none."""
    parts = next((set(each.partition("=")[2].split(",")) for each in arguments if each.startswith("--parts=")), set())
    golds = [gold for each in arguments if not each.startswith("--") for gold in pages(Path(each)) if not gold.held_out]
    asked = list(changes(parts))
    with get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        before, *found = pool.starmap(scores, [(golds, None), *((golds, change) for change in asked)], chunksize=1)
    still, means = 0, []
    for change, after in zip(asked, found):
        moved = {name: (before[name], f1) for name, f1 in after.items() if abs(f1 - before[name]) > _MOVED}
        means.append((sum(after.values()) - sum(before.values())) / len(before))
        still += not moved
        if moved:
            number = numbers(change.path)[1][change.number]
            told = ", ".join(f"{name} {old:.3f} -> {new:.3f}" for name, (old, new) in moved.items())
            print(f"{change.path.name}:{number.lineno} {number.value!r} times {change.factor}: {told}")
    print(f"{still} of {len(asked)} changes move no page; the mean moves by {min(means):.4f} to {max(means):.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
