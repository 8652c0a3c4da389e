"""What a run is to read and where its results go: made sense of, or refused in one sentence."""
from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from medclean.plan import SMALL, Options, Plan
from medclean.read import Selection
from medclean.sinks import Diffs, OneFile, Stdout
from medclean.sinks.folder import Folder, Shards
from medclean.write import Write


@pytest.fixture(autouse=True)
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages in a folder, in which the test stands, and one beside it."""
    for name in ("pages/a.html", "pages/b.html", "one.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>血压高的人少吃盐。</p>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def plan(*inputs: str, path: str | None = None, fmt: str = "text", write: dict[str, Any] = {}, **options: Any) -> Plan:
    return Plan(inputs, path, Write(fmt, **write), Options(**options))


@pytest.mark.parametrize("args, kind", [
    ({"inputs": ("one.html",)}, Stdout),
    ({"inputs": ("one.html",), "path": "-"}, Stdout),
    ({"inputs": ("one.html",), "path": "out.txt"}, OneFile),
    ({"inputs": ("one.html",), "path": "out"}, OneFile),
    ({"inputs": ("one.html",), "path": "out/"}, Folder),
    ({"inputs": ("one.html",), "path": "pages"}, Folder),
    ({"inputs": ("pages",), "path": "out"}, Folder),
    ({"inputs": ("pages",), "path": "out.txt/"}, Folder),
    ({"inputs": ("pages",), "fmt": "jsonl"}, Stdout),
    ({"inputs": ("pages",), "path": "out", "fmt": "jsonl"}, Shards),
    ({"inputs": ("pages",), "path": "out.jsonl", "fmt": "jsonl"}, OneFile),
    ({"inputs": ("pages",), "path": "out.json", "fmt": "jsonl"}, OneFile),
    ({"inputs": ("pages",), "write": {"diff": True}}, Diffs),
    ({"inputs": ("pages",), "path": "out", "write": {"check": True}}, Stdout),
])
def test_results_go_where_they_were_sent(args: dict[str, Any], kind: type) -> None:
    sink = plan(*args.pop("inputs"), **args).sink("x")
    assert type(sink) is kind
    sink.close(False)


@pytest.mark.parametrize("args, said", [
    ({"inputs": ("nowhere",)}, "there is no file or folder 'nowhere'"),
    ({"inputs": ("page",)}, "Did you mean 'pages'?"),
    ({"inputs": ("pages",)}, "a folder, an archive or a list can't go to stdout as text: .*-o DIR"),
    ({"inputs": ("one.html", "pages/a.html"), "fmt": "json"}, "several inputs can't go to stdout as json"),
    ({"inputs": ("pages",), "path": "all.txt"}, r"can't go to one file \(all.txt\) as text: .*-o all.txt/"),
    ({"inputs": ("pages",), "path": "pages"}, "the inputs are in 'pages' themselves"),
    ({"inputs": ("pages",), "path": "one.html"}, "'one.html' is a file"),
    ({"inputs": ("one.html",), "path": "./one.html"}, "is an input"),
    ({"inputs": ("one.html",), "path": ""}, "-o wants the name"),
    ({"inputs": ("pages",), "path": ""}, "-o wants the name"),
    ({"inputs": ("one.html",), "path": "out.txt.gz"}, "name it .zst"),
    ({"inputs": ("one.html",), "resume": True}, "--resume wants a folder with a manifest"),
    ({"inputs": ("pages",), "fmt": "jsonl", "dedup": "exact"}, "--dedup wants a folder with a manifest"),
    ({"inputs": ("pages",), "path": "out", "report": "one.html"}, "'one.html' is there already, and is no report"),
    ({"inputs": ("pages",), "path": "out", "report": "pages"}, "wants the name of a file, not 'pages'"),
    ({"inputs": ("pages",), "path": "out", "report": ""}, "wants the name of a file"),
    ({"inputs": ("pages",), "path": "memory://out/", "report": "r.html"}, "wants the outputs in a folder here"),
    ({"inputs": ("pages",), "path": "memory://out/", "fmt": "jsonl"}, "a format that is not shards"),
    ({"inputs": ("one.html",), "path": "s3://bucket/one"}, "name it with / at its end, s3://bucket/one/"),
    ({"inputs": ("one.html",), "path": "x.parquet"}, "'x.parquet' is the name of a table: use --format parquet"),
    ({"inputs": ("one.html",), "path": "x", "fmt": "jsonl", "shards": ".parquet"}, "a folder or a .parquet file"),
    ({"inputs": ("one.html",), "fmt": "jsonl", "shards": ".parquet"}, "a folder or a .parquet file"),
    ({"inputs": ("pages",), "path": "out", "write": {"check": True}, "resume": True}, "leave out --check and --diff"),
    ({"inputs": ("one.html",), "null": True}, "name the list with --files-from"),
    ({"inputs": (), "path": "out", "lists": ("nolist",)}, "the list 'nolist' can't be read: there is no such file"),
])
def test_what_makes_no_sense_is_refused_and_nothing_is_made(args: dict[str, Any], said: str) -> None:
    before = sorted(Path().rglob("*"))
    with pytest.raises(ValueError, match=said):
        plan(*args.pop("inputs"), **args)
    assert sorted(Path().rglob("*")) == before


def test_names_in_a_list_that_are_separated_by_nul_want_the_option() -> None:
    Path("list").write_bytes(b"one.html\0pages/a.html\0")
    with pytest.raises(ValueError, match="separated by NUL: say so with -0"):
        plan(lists=("list",), path="out")
    assert [source.name for source in plan(lists=("list",), null=True, path="out").sources()] == [
        "one.html", "pages/a.html"]


def test_an_earlier_report_is_written_again() -> None:
    Path("report.html").write_text("<html><title>medclean report</title>")
    assert plan("pages", path="out", report="report.html").options.report == "report.html"


def test_the_folder_of_the_outputs_is_not_read() -> None:
    assert [source.name for source in plan(".", path="pages/").sources() if not source.problem] == ["one.html"]


def test_inputs_are_counted_beforehand() -> None:
    for fmt in ("text", "jsonl"):
        made = plan("pages", "one.html", path="out", fmt=fmt)
        made.sink("x").close(False)
        assert made.total == 3


@pytest.mark.parametrize("size, light", [(SMALL, True), (SMALL + 1, False)])
def test_one_small_input_needs_no_process_of_its_own(size: int, light: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("big.html").write_bytes(b" " * size)
    made = plan("big.html")
    assert made.is_light(list(made.sources())) == light
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" " * size)))
    made = plan("-")
    assert made.is_light(list(made.sources())) == light
    assert not plan("pages", fmt="jsonl").is_light(list(plan("pages", fmt="jsonl").sources()))


def test_stdin_that_is_too_large_is_a_failed_input(monkeypatch: pytest.MonkeyPatch) -> None:
    from medclean.engines import Limits
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 100)))
    found = list(plan("-", limits=Limits(max_size=99)).sources())
    assert [source.status for source in found] == ["failed"] and "--max-size" in str(found[0].problem)


def test_records_of_stdin_are_inputs_each(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{"text": "one"}\n\n{broken\n{"text": "two"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    found = list(plan("-", selection=Selection(field="text")).sources())
    assert [source.data for source in found if not source.problem] == [b"one", b"two"] and len(found) == 3
