"""A run over inputs: its exit code, what it says, what it does again and what it does not."""
from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from medclean.batch import run
from medclean.convert import Convert
from medclean.convert.engine import converter
from medclean.engines import Limits
from medclean.manifest import NAME
from medclean.plan import Options
from medclean.read import Selection
from medclean.repair import Repair
from medclean.settings import Settings
from medclean.write import Write

TEXT = "第{}位听众问：血压高的人能不能喝茶？医生说可以，但不要太浓。\n"
CONVERT = (Convert("hant"),)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three texts, one of them empty, in a folder; the test stands beside it."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number) * (number < 2), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def start(*inputs: str, fmt: str = "text", path: str | None = "out", stages: Any = (), settings: dict[str, Any] = {},
          write: dict[str, Any] = {}, **options: Any) -> int:
    return run(inputs, stages, Write(fmt, **write), path, Settings(**settings), Options(**options))


def rows() -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in map(json.loads, Path("out", NAME).read_bytes().splitlines())}


def done(said: str) -> int:
    """How many inputs a run says that it worked on."""
    return int(next(line for line in said.splitlines() if " input" in line and " in " in line).split()[0])


def test_a_run_that_went_well(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert start("pages") == 0
    assert {name: row["status"] for name, row in rows().items()} == {"0.txt": "ok", "1.txt": "ok", "2.txt": "empty"}
    assert Path("out/1.txt").read_text(encoding="utf-8") == TEXT.format(1)
    said = capsys.readouterr()
    assert "3 inputs in" in said.err and "2 ok, 1 empty" in said.err and not said.out
    assert "empty: 2.txt: the input is empty\n" in said.err


def test_many_workers_write_the_bytes_of_one_whatever_each_has_converted_before(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(30):
        text = "医疗设备里的头发干燥，软件显示罗马尼亚的乙肝数据库。视频系统后台。\n" * (80 + number)
        (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
    for jobs in (1, 2):
        converter.cache_clear()  # a worker has what the process had that began it
        start(str(pages), fmt="jsonl", path=str(tmp_path / f"{jobs}.jsonl"), stages=(Convert("tw"),),
              settings={"jobs": jobs}, write={"edits": True})
    written = (tmp_path / "1.jsonl").read_bytes()
    assert written == (tmp_path / "2.jsonl").read_bytes() and written.count(b"\n") == 30


@pytest.mark.parametrize("settings, lines", [({}, 2), ({"quiet": True}, 1), ({"verbose": True}, 4)])
def test_what_is_said_of_inputs(pages: Path, capsys: pytest.CaptureFixture[str], settings: dict[str, Any],
                                lines: int) -> None:
    assert start("pages/0.txt", "gone.txt", "pages/2.txt", fmt="jsonl", path=None, settings=settings) == 1
    said = capsys.readouterr().err.splitlines()
    assert "error: gone.txt: there is no such file" in said
    assert len(said) - (lines == 4) == lines


@pytest.mark.parametrize("name, data, code", [
    ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), 1), ("a.txt", b"", 0), ("a.txt", "好。".encode(), 0),
    ("a.gz", b"\x1f\x8b\x08broken", 1)])
def test_the_exit_code_tells_whether_an_input_that_was_named_is_lost(pages: Path, name: str, data: bytes,
                                                                     code: int) -> None:
    Path(name).write_bytes(data)
    assert start(name, path=None, fmt="json") == code


def test_a_check_tells_by_its_code_whether_something_would_change(pages: Path) -> None:
    assert start("pages", stages=CONVERT, write={"check": True}) == 1
    assert start("pages", write={"check": True}) == 0
    assert not Path("out").exists()


def test_what_is_done_is_not_done_again(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start("pages")
    before = os.stat("out/0.txt").st_mtime_ns
    capsys.readouterr()
    start("pages", resume=True)
    assert "3 inputs were finished by an earlier run" in capsys.readouterr().err
    assert os.stat("out/0.txt").st_mtime_ns == before


@pytest.mark.parametrize("resume", [False, True])
def test_of_what_stands_in_the_folder_only_its_own_outputs_are_removed(pages: Path, resume: bool) -> None:
    Path("out").mkdir()
    Path("out/2.txt").write_text("somebody else's")
    start("pages")
    assert Path("out/2.txt").read_text() == "somebody else's"
    Path("pages/0.txt").write_text("")
    start("pages", resume=resume)
    assert not Path("out/0.txt").exists() and Path("out/2.txt").exists()


def shift(path: str) -> None:
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change, again", [
    (lambda: Path("pages/0.txt").write_text(TEXT.format("九")), 1),
    (lambda: shift("pages/0.txt"), 0),
    (lambda: Path("pages/new.txt").write_text("好。\n"), 1),
    (lambda: Path("out/1.txt").unlink(), 1),
    (lambda: Path("out/1.txt").write_text("half"), 1),
    (lambda: Path("pages/1.txt").unlink(), 0),
])
def test_a_run_that_is_taken_up_does_what_changed(pages: Path, capsys: pytest.CaptureFixture[str], change: Any,
                                                  again: int) -> None:
    start("pages")
    capsys.readouterr()
    change()
    assert start("pages", resume=True) == 0
    assert done(capsys.readouterr().err) == again
    for name in os.listdir("pages"):
        if name != "2.txt":
            assert Path("out", name).read_text() == Path("pages", name).read_text()


@pytest.mark.parametrize("other", [
    {"stages": CONVERT}, {"write": {"with_metadata": True}}, {"settings": {"encoding": "gbk"}}, {"dedup": "exact"}])
def test_other_options_do_all_again(pages: Path, capsys: pytest.CaptureFixture[str], other: dict[str, Any]) -> None:
    start("pages")
    capsys.readouterr()
    start("pages", resume=True, **other)
    assert done(capsys.readouterr().err) == 3


@pytest.mark.parametrize("other", [
    {"settings": {"jobs": 2}}, {"settings": {"verbose": True}}, {"limits": Limits(timeout=9)}])
def test_options_that_write_the_same_do_nothing_again(pages: Path, capsys: pytest.CaptureFixture[str],
                                                      other: dict[str, Any]) -> None:
    start("pages")
    capsys.readouterr()
    start("pages", resume=True, **other)
    assert done(capsys.readouterr().err) == 0


@pytest.mark.parametrize("change", [{"title": "别的题目"}, {"url": "https://qingsong.example/2"}, {"text": "换了一句话。"}])
@pytest.mark.parametrize("fmt", ["json", "jsonl"])
def test_a_row_whose_title_changed_is_done_again(pages: Path, capsys: pytest.CaptureFixture[str], fmt: str,
                                                 change: dict[str, str]) -> None:
    row = {"text": "医生说可以喝茶。", "title": "喝茶", "url": "https://qingsong.example/1"}
    lines = [row, row | change]
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, [row, row])))
    start("rows.jsonl", fmt=fmt)
    capsys.readouterr()
    Path("rows.jsonl").write_text("\n".join(map(json.dumps, lines)))
    start("rows.jsonl", fmt=fmt, resume=True)
    assert done(capsys.readouterr().err) == 1


@pytest.mark.parametrize("most", [4 << 30, 1 << 62])
@pytest.mark.parametrize("path", [None, "out/"])
def test_a_large_limit_of_size_costs_no_memory(pages: Path, most: int, path: str | None) -> None:
    limits = Limits(max_size=most)
    assert start("pages/0.txt", path=path, limits=limits, selection=Selection(max_size=most)) == 0


def test_a_warning_is_given_once_a_line(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("血压\ue123高\ue123的人\ue123少吃盐。\n血压\ue123高的人少喝酒。\n", encoding="utf-8")
    start("a.txt", path=None, stages=(Repair(),))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == len(set(said)) == 2 and all(line.startswith("warning: a.txt, line ") for line in said)


def test_no_input_at_all_is_said(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("nothing").mkdir()
    assert start("nothing", path=None, fmt="jsonl", settings={"quiet": True}) == 1
    assert capsys.readouterr().err == "error: no input was found\n"


def test_a_list_without_names_asks_for_nothing(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("list").touch()
    assert start(path=None, fmt="jsonl", lists=("list",)) == 0
    assert capsys.readouterr().err == "no input was listed\n"


@pytest.mark.parametrize("report", ["pages/0.txt/report.html", "r" * 300 + ".html", "/proc/report.html"])
def test_a_report_that_has_no_place_is_told_before_any_work(pages: Path, capsys: pytest.CaptureFixture[str],
                                                            report: str) -> None:
    assert start("pages", report=report) == 1
    assert capsys.readouterr().err.startswith(f"error: {report}: ") and not Path("out").exists()


def test_an_output_that_has_no_place_is_told_before_an_input_is_read(pages: Path,
                                                                     capsys: pytest.CaptureFixture[str]) -> None:
    assert start("pages/missing.txt", path="pages/0.txt/out.txt") == 1
    assert capsys.readouterr().err == "error: pages/0.txt/out.txt: a file is where a folder should be\n"


def test_trying_a_place_leaves_nothing(pages: Path) -> None:
    before = sorted(Path().rglob("*"))
    assert start("pages/missing.txt", path="deep/down/out.txt") == 1
    assert sorted(Path().rglob("*")) == before


def test_a_misspelt_file_gets_a_hint(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "clinic.html").touch()
    assert start("pages/clinik.html", path=None) == 1
    said = capsys.readouterr().err
    assert said == "error: pages/clinik.html: there is no such file. Did you mean 'pages/clinic.html'?\n"


def test_what_is_no_page_is_passed_over_and_counted(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "a.css").touch()
    start("pages")
    assert "passed over 1 file that is no page (.css 1); --include reads it" in capsys.readouterr().err


def test_a_report_is_written_with_the_folders_above_it(pages: Path) -> None:
    assert start("pages", report="deep/down/report.html") == 0
    assert "第1位听众" in Path("deep/down/report.html").read_text(encoding="utf-8")


def test_a_warning_that_says_what_the_state_says_is_said_once(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("long.txt").write_text("好。\n" * 200_010)
    assert start("long.txt", path="long.out") == 1  # it was named, and is not whole
    said = capsys.readouterr().err
    assert said.startswith("truncated: long.txt: ") and said.count("\n") == 1
    Path("folder").mkdir()
    Path("long.txt").rename("folder/long.txt")
    assert start("folder", path="out") == 0
