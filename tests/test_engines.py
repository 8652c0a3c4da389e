"""Engines: the serial one's limit of time, order, and the pool's equality with it."""
from __future__ import annotations

import errno
import os
import random
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

from medclean.document import Document, Note
import pytest

from medclean.engines import EngineError, Limits, Result, Task, Work, in_order, run_serial
from medclean.engines.cluster import run_ray
from medclean.engines.pool import run_pool
from medclean.engines.waiting import Numbered, Waiting
from medclean.output import Store
from medclean.pipeline import Pipeline
from medclean.read import Source
from medclean.write import Write


@dataclass(frozen=True)
class Slow:
    """Sleeps where the text says so, catching whatever it can."""

    def __call__(self, doc: Document) -> Document:
        """Return the document, sooner or later."""
        if "慢" in doc.text:
            try:
                time.sleep(60)
            except Exception:
                time.sleep(60)
        return doc


@dataclass(frozen=True)
class Spoils:
    """Makes a document of what no writer can write, where the text says so."""

    def __call__(self, doc: Document) -> Document:
        """Return the document, with a line that has no text."""
        return doc._replace(lines=(doc.lines[0]._replace(text=None),)) if "坏" in doc.text else doc


@dataclass(frozen=True)
class Warns:
    """Warns of each character."""

    def __call__(self, doc: Document) -> Document:
        """Return the document with its warnings."""
        return doc.warn([Note(1, at, "seen") for at, _ in enumerate(doc.text)])


def tasks(texts: list[str]) -> list[Task]:
    return [Task(number, Source(f"{number}.txt", None, data=text.encode())) for number, text in enumerate(texts)]


def test_the_serial_engine_keeps_to_the_limit() -> None:
    work = Work(Pipeline((Slow(),)), Write("json"), limits=Limits(timeout=0.2))
    results = [result for _, result in run_serial(work, tasks(["快。", "慢。", "快。"]))]
    assert [result.status for result in results] == ["ok", "failed", "ok"]
    assert results[1].error == "took longer than 0.2 s (--timeout)" and b'"failed"' in results[1].text


def test_what_cannot_be_written_costs_only_itself() -> None:
    pipeline = Pipeline((Spoils(),))
    for pairs in (run_serial(Work(pipeline, Write("json")), tasks(["好。", "坏。", "好。"])),
                  run_pool(Work(pipeline, Write("json")), tasks(["好。", "坏。", "好。"]), 1)):
        found = {task.number: result for task, result in pairs}
        assert [found[number].status for number in range(3)] == ["ok", "failed", "ok"]
        assert "Error: " in str(found[1].error) and b'"failed"' in found[1].text


def test_a_fault_before_the_first_page_costs_only_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*told: Any, **more: Any) -> Iterator[Document]:
        raise RuntimeError("no page")
        yield
    monkeypatch.setattr("medclean.engines.work.open_documents", parse)
    results = [result for _, result in run_serial(Work(Pipeline(()), Write("json")), tasks(["一。", "二。"]))]
    assert [(result.status, result.error) for result in results] == [("failed", "RuntimeError: no page")] * 2


def test_warnings_that_are_not_told_are_counted() -> None:
    for size, last in ((20, "seen"), (21, "seen"), (50, "and 30 more warnings, which its record (--format json) has")):
        (_, result), = run_serial(Work(Pipeline((Warns(),)), Write()), tasks(["字" * size]))
        assert result.notes[0][3][-1].why == last


def test_a_result_that_is_known_is_handed_on() -> None:
    known = Result("known", "ok")
    work = Work(Pipeline(()), Write())
    mixed = [task._replace(known=known) if task.number % 3 else task for task in tasks(["一。"] * 300)]
    for pairs in (run_serial(work, mixed), run_pool(work, mixed, 2)):
        found = {task.number: result for task, result in pairs}
        assert len(found) == 300 and all((found[n] is known) == bool(n % 3) for n in range(300))


def test_order_is_restored() -> None:
    pairs = [(task, Result(task.source.name, "ok")) for task in tasks(["x"] * 50)]
    random.Random(1).shuffle(pairs)
    assert [task.number for task, _ in in_order(pairs)] == list(range(50))


def test_large_tasks_and_large_results_do_not_block_each_other() -> None:
    large = ["一句话，说的是睡眠。\n" * 40_000 if number % 3 else "短。" for number in range(12)]
    work = Work(Pipeline(()), Write("jsonl"))
    assert len(list(run_pool(work, tasks(large), 2))) == 12


def test_lists_are_ended_one_late_and_all_told_of(tmp_path: Path) -> None:
    work = Work(Pipeline(()), Write(), store=Store(os.fspath(tmp_path)))
    waiting = Waiting()
    lists: list[Numbered] = [[], [], [], []]
    (tmp_path / "7.txt").mkdir()
    for task in tasks([f"第{number}句。" for number in range(40)]):
        task = task._replace(output=f"{task.number}.txt" if task.number % 2 else None)
        lists[task.number // 10].append((task.number, work.begin(task, work.clean(task))))
    assert waiting.turn(lists[0]) == [] and not list(tmp_path.glob("*1.txt"))
    results = dict(waiting.turn(lists[1]))
    assert sorted(results) == list(range(10)) and (tmp_path / "1.txt").exists()
    for begun in [*lists[2:], []]:
        results |= dict(waiting.turn(begun))
    assert sorted(results) == list(range(40)) and waiting.turn([]) == []
    assert results[7].status == "failed" and "is a directory" in str(results[7].error)
    for number, result in results.items():
        if number % 2 and number != 7:
            assert (tmp_path / f"{number}.txt").read_text() == f"第{number}句。\n" and not result.text
        elif number != 7:
            assert result.text.decode() == f"第{number}句。\n"


def test_the_pool_gives_the_serial_result(tmp_path: Path) -> None:
    texts = [f"第{number}次随访，病人说一切都好。\n责任编辑：王小明" * (number % 5) for number in range(60)]
    big = "很长的一句话，说的是睡眠。\n" * 20_000
    work = Work(Pipeline(), Write("jsonl"))
    serial = {task.number: result.text for task, result in run_serial(work, tasks([*texts, big]))}
    for jobs in (1, 3):
        pool = {task.number: result.text for task, result in run_pool(work, tasks([*texts, big]), jobs)}
        assert pool == serial


def test_a_worker_that_can_not_be_started_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    monkeypatch.setattr("medclean.engines.worker._context.Process.start", refused)
    with pytest.raises(EngineError, match="worker processes can't be started: resource temporarily unavailable"):
        list(run_pool(Work(Pipeline(), Write("text")), tasks(["一句话。"]), 1))


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "127.0.0.1:99999"])
def test_an_address_at_which_no_cluster_answers_is_refused_at_once(address: str) -> None:
    with socket.socket() as nobody:  # bound, but it does not listen
        nobody.bind(("127.0.0.1", 0))
        address = address.format(port=nobody.getsockname()[1])
        with pytest.raises(ValueError, match=f"there is no Ray cluster at {address}: "):
            next(run_ray(Work(Pipeline(), Write()), [], address))
