"""The command line as a person at the shell meets it: real processes, real pipes."""
from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import click
import pytest

from medclean.cli import main
from medclean.cli.batch import batch_options
from medclean.cli.stages import make_repair, make_strip
from medclean.convert.choice import TARGETS
from medclean.convert.conversion import CONVERTERS
from medclean.convert.dictionaries import CONFIGS
from medclean.extract import EXTRACTORS
from medclean.plan import Options
from medclean.repair import PUNCTUATION, Repair
from medclean.strip import Strip
from medclean.write import SUFFIXES, Write

SAMPLES = Path(__file__).parent.parent / "samples"
PAGE = SAMPLES / "ranking.html"


def medclean(*args, stdin: bytes = b"", cwd=None, **env):
    """Run the command line in a process of its own; LC_ALL=C, so that nothing leans on the locale."""
    return subprocess.run([sys.executable, "-m", "medclean", *map(str, args)], input=stdin, cwd=cwd,
                          capture_output=True, timeout=120, env={**os.environ, "LC_ALL": "C", **env})


def one_line(stderr: bytes) -> str:
    """What was said on stderr: one clear line, no traceback, no escape sequence."""
    text = stderr.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text and "\x1b" not in text
    return text


def misuse(done) -> str:
    assert done.returncode == 2, done
    assert done.stdout == b"" and b"Traceback" not in done.stderr
    return done.stderr.decode()


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    (folder / "a").mkdir(parents=True)
    shutil.copy(PAGE, folder / "a" / "b.html")
    shutil.copy(SAMPLES / "portal_sidebars.txt", folder / "c.txt")
    return folder


def text_of(page: Path) -> str:
    return page.with_suffix(".clean.txt").read_text(encoding="utf-8")


def test_clean_writes_the_text_of_the_article():
    done = medclean("clean", PAGE)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, text_of(PAGE), b"")


def test_clean_reads_stdin_and_writes_one_record():
    done = medclean("clean", "--format", "json", stdin=PAGE.read_bytes())
    record = json.loads(done.stdout)
    assert done.stdout.count(b"\n") == 1
    assert (record["name"], record["status"]) == ("-", "ok")
    assert record["text"] + "\n" == text_of(PAGE)


def test_options_may_follow_the_files():
    assert medclean("clean", PAGE, "--format", "json").returncode == 0
    assert medclean("detect", PAGE, "--format", "json").returncode == 0


def test_a_directory_is_mirrored(pages, tmp_path):
    out = tmp_path / "clean"
    done = medclean("clean", pages, "-o", out)
    assert done.returncode == 0
    assert (out / "a" / "b.txt").read_text(encoding="utf-8") == text_of(PAGE)
    assert (out / "c.txt").exists()


def test_where_outputs_would_meet_both_keep_their_suffix(pages, tmp_path):
    shutil.copy(SAMPLES / "portal_sidebars.txt", pages / "a" / "b.txt")
    assert medclean("clean", pages, "-o", tmp_path / "clean").returncode == 0
    assert {path.name for path in (tmp_path / "clean" / "a").iterdir()} == {"b.html.txt", "b.txt.txt"}


def test_a_directory_gives_one_record_a_line(pages):
    done = medclean("clean", pages, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(record["name"] for record in records) == ["a/b.html", "c.txt"]


def test_a_missing_file_is_named_and_the_others_go_on(tmp_path):
    done = medclean("clean", PAGE, tmp_path / "gone.html", SAMPLES / "portal_sidebars.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"error: {tmp_path}/gone.html: there is no such file\n")
    assert {path.name for path in (tmp_path / "out").glob("*.txt")} == {"ranking.txt", "portal_sidebars.txt"}


def test_the_chain_gives_what_clean_gives():
    chain = medclean("-i", PAGE, "repair", "strip", "convert", "--to", "tw", "write", "--format", "json")
    assert chain.stdout == medclean("clean", PAGE, "--to", "tw", "--format", "json").stdout
    assert medclean("-i", PAGE, "detect", "repair", "strip", "convert", "--to", "keep").stdout.decode() == text_of(PAGE)


def test_a_chain_without_write_prints_text():
    done = medclean("-i", PAGE, "strip")
    assert done.returncode == 0
    assert [line.strip("\u3000") for line in done.stdout.decode().splitlines()] == text_of(PAGE).splitlines()


def test_a_chain_of_write_alone_prints_every_line():
    done = medclean("-i", PAGE, "write")
    assert "当前位置" in done.stdout.decode() and "版权所有" in done.stdout.decode()


def test_stages_are_filters_of_text():
    strip = medclean("strip", stdin=PAGE.read_bytes())
    done = medclean("convert", "--to", "hant", stdin=strip.stdout)
    assert "流感樣病例" in done.stdout.decode() and "点击" not in done.stdout.decode()


@pytest.mark.parametrize("split", (1, 2, 3))
def test_stages_are_filters_of_records(split):
    stages = [["repair"], ["strip"], ["convert", "--to", "twp"]]
    whole = medclean("-i", PAGE, *sum(stages, []), "write", "--format", "json", "--edits").stdout
    left = medclean("-i", PAGE, *sum(stages[:split], []), "write", "--format", "json", "--edits").stdout
    right = medclean(*sum(stages[split:], []), "write", "--format", "json", "--edits", stdin=left)
    assert right.returncode == 0 and right.stdout == whole


@pytest.mark.parametrize("first, second", [(["clean"], ["clean"]), (["strip"], ["repair"]), (["clean"], ["strip"]),
                                           (["clean"], ["convert", "--to", "tw"])])
def test_the_empty_first_cell_of_a_row_comes_through_a_pipe(first, second):
    rows = [["", "入院", "出院"], ["血红蛋白", "98", "110"], ["", "g/L", "g/L"], ["", "", "正常"]]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    prose = "<p>患者入院后完善各项检查，予以口服药物治疗，病情平稳，复查各项指标均有好转，准予出院。</p>"
    page = f"<html><body><div>{prose * 3}<table>{table}</table>{prose}</div></body></html>"
    once = medclean(*first, stdin=page.encode())
    again = medclean(*second, stdin=once.stdout)
    for row in rows[:3]:
        assert "\t".join(row) in once.stdout.decode().split("\n")
    assert len([line for line in again.stdout.decode().split("\n") if line.count("\t") == 2]) == 4


def test_many_records_come_through_a_pipe(pages):
    left = medclean("clean", pages, "--format", "jsonl", "--edits")
    done = medclean("convert", "--to", "tw", "write", "--format", "jsonl", stdin=left.stdout)
    assert sorted(json.loads(line)["name"] for line in done.stdout.splitlines()) == ["a/b.html", "c.txt"]


def test_convert_alone_keeps_every_line_and_space():
    text = "　　头痛  发热\n\n  恶心\n\n\n呕吐 \n"
    done = medclean("convert", "--to", "hant", stdin=text.encode())
    assert done.stdout.decode() == "　　頭痛  發熱\n\n  噁心\n\n\n嘔吐 \n"


def test_detect_writes_a_line_a_file():
    done = medclean("detect", *sorted(SAMPLES.glob("surgery*.html")))
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [row[1] for row in rows] == ["gb2312"] * 3
    assert {row[4] for row in rows} == {"hans"} and {row[5] for row in rows} == {"html"}


def test_detect_shows_what_was_declared_what_is_bad_and_what_is_in_another_encoding(tmp_path):
    page = tmp_path / "page.html"
    text = "<meta charset=big5>\n<p>青溪县医院的医生提醒大家多喝水</p>\n"
    page.write_bytes(text.encode() * 3 + b"<p>\xff</p>\n" + text[20:].encode("gbk"))
    row = medclean("detect", page).stdout.decode().rstrip("\n").split("\t")
    assert row[1:3] == ["utf-8", "structure"] and row[6:8] == ["big5", "1"]
    assert row[8].startswith("gb18030 ")


def test_detect_reads_what_clean_reads(tmp_path):
    page = "<p>青溪县医院的医生提醒大家多喝水，按时吃饭，早些休息。</p>"
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/b.html", page.encode("gbk"))
        archive.writestr("c.css", "a{}")
    (tmp_path / "l.jsonl").write_text(json.dumps({"page": page}) + "\n" + json.dumps({"page": page}) + "\n")
    (tmp_path / "list").write_text(f"{tmp_path}/a.zip\n")
    for args, names in ((["a.zip"], ["a.zip/in/b.html"]),
                        (["l.jsonl", "--field", "page"], ["l.jsonl/00000001", "l.jsonl/00000002"]),
                        (["--files-from", "list"], [f"{tmp_path}/a.zip/in/b.html"[1:]]),
                        (["a.zip", "l.jsonl", "--include", "b.html"], ["a.zip/in/b.html"]),
                        (["a.zip", "--max-size", "10"], [])):
        done = medclean("detect", *args, cwd=tmp_path)
        rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
        assert [row[0] for row in rows] == names and all(row[4:6] == ["hans", "html"] for row in rows)
    rows = medclean("detect", "--format", "json", stdin=b'{"html": "<p>\xe5\x8c\xbb"}\n' * 2).stdout.splitlines()
    assert [json.loads(row)["name"] for row in rows] == ["-/00000001", "-/00000002"]
    misuse(medclean("detect", "nowhere"))


@pytest.mark.parametrize("command", [["clean", "--format", "text"], ["detect"]])
def test_a_broken_file_of_many_pages_is_told_in_a_few_lines(tmp_path, command):
    (tmp_path / "a.jsonl").write_text("{}\n" * 500)
    args = [*command, "a.jsonl", *(["-o", "out"] if command[0] == "clean" else [])]
    said = medclean(*args, cwd=tmp_path).stderr.decode().splitlines()
    errors = [line for line in said if line.startswith("error: a.jsonl/")]
    assert len(errors) == 20 and "a.jsonl: and 480 more of its pages; -v tells of all" in said
    said = medclean("-v", *args[:1], *args[1:], cwd=tmp_path).stderr.decode().splitlines()
    assert len([line for line in said if line.startswith("error: a.jsonl/")]) == 500


def test_detect_of_a_folder_without_an_input_fails_as_clean_does(tmp_path):
    done = medclean("detect", tmp_path)
    assert (done.returncode, done.stderr) == (1, b"error: no input was found\n")
    (tmp_path / "list").touch()
    assert medclean("detect", "--files-from", tmp_path / "list").returncode == 0


def test_detect_as_json():
    done = medclean("detect", SAMPLES / "nocturia_big5.html", "--format", "json")
    found = json.loads(done.stdout)
    assert found["encoding"].startswith("big5") and found["script"].startswith("hant")


def test_rules_are_listed_and_explained():
    listed = medclean("rules").stdout.decode()
    code = next(line.split()[0] for line in listed.splitlines() if line.startswith("S2"))
    page = medclean("rules", "--explain", code).stdout.decode()
    assert page.startswith(code) and "keeps:" in page
    assert "S9999" in misuse(medclean("rules", "--explain", "S9999"))


def test_schema_is_json():
    assert json.loads(medclean("schema").stdout)["title"] == "medclean/1"


def test_check_says_by_its_exit_code_whether_something_would_change():
    assert medclean("clean", "--check", PAGE).returncode == 1
    assert medclean("clean", "--check", PAGE).stdout == b""
    assert medclean("clean", "--check", SAMPLES / "untouched" / "dosage.txt").returncode == 0


def test_diff_shows_what_would_change():
    done = medclean("clean", "--diff", PAGE)
    assert done.returncode == 0
    assert "-当前位置" in done.stdout.decode() and "\x1b" not in done.stdout.decode()


def test_edits_are_a_table():
    rows = medclean("clean", PAGE, "--format", "edits").stdout.decode().splitlines()
    assert rows[0].split("\t") == ["line", "start", "rule", "before", "after", "why"]
    assert all(len(row.split("\t")) == 6 for row in rows)
    assert medclean("clean", PAGE, "--edits").stdout == medclean("clean", PAGE, "--format", "edits").stdout


def test_edits_without_a_format_are_a_table_in_a_file_too(tmp_path):
    table = medclean("clean", PAGE, "--edits").stdout
    for name in ("e.txt", "e", "e.tsv"):
        assert medclean("clean", PAGE, "--edits", "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes() == table
    assert medclean("clean", PAGE, "--edits", "-o", tmp_path / "e.json").returncode == 0
    assert json.loads((tmp_path / "e.json").read_bytes())["edits"]


def test_a_small_input_may_not_take_more_memory_than_it_is_given():
    done = medclean("clean", PAGE, "--memory", "1K")
    assert done.returncode == 1 and done.stdout == b"" and "--memory" in one_line(done.stderr)
    assert medclean("clean", PAGE, "--memory", "1G").stdout.decode() == text_of(PAGE)


def test_metadata_goes_before_the_text():
    done = medclean("clean", PAGE, "--with-metadata").stdout.decode()
    assert done.startswith('---\ntitle: "秋冬季节如何预防流感"\n')
    assert done.endswith("---\n" + text_of(PAGE))


def test_markdown_is_written():
    done = medclean("clean", PAGE, "--format", "markdown").stdout.decode()
    assert done.rstrip("\n").split("\n\n") == text_of(PAGE).splitlines()


def test_the_name_of_the_output_tells_the_format(tmp_path):
    for name, begins in (("a.json", b'{"schema":"medclean/1"'), ("a.jsonl.zst", b"\x28\xb5\x2f\xfd"),
                         ("a.tsv", b"line\tstart\t"), ("a.text", text_of(PAGE).encode())):
        assert medclean("clean", PAGE, "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert medclean("clean", PAGE, "-o", tmp_path / "b.json", "--format", "text").returncode == 0
    assert (tmp_path / "b.json").read_text(encoding="utf-8") == text_of(PAGE)


@pytest.mark.parametrize("args", [
    ("claen",), ("clean", "--fromat", "json"), ("clean", PAGE, "repair"), ("-i", PAGE, "repair", "clean"),
    ("-i", PAGE, "write", "strip"), ("-i", PAGE, "strip", "strip"), ("-i", PAGE, "strip", "detect"),
    ("-i", PAGE, "rules", "strip"), ("clean", "--to", "klingon"), ("-i", PAGE, "convert", "--to", "s2x"),
    ("--encoding", "klingon", "clean", PAGE), (), ("clean", PAGE, "--format", "text", "--edits"),
    ("clean", "-j", "0", PAGE),
    ("--encoding", "", "clean", PAGE), ("clean", "--timeout", "inf", PAGE), ("clean", "--timeout", "nan", PAGE),
    ("clean", "--timeout", "soon", PAGE), ("clean", "--max-size", "-1", PAGE), ("clean", "-q", "-v", PAGE),
    ("clean", "--to", "tw", "--config", "s2t", PAGE), ("convert", "--to", "hans", "--config", "t2s"),
    ("clean", "--with-metadata", "--format", "json", PAGE), ("-i", PAGE, "schema"),
    ("clean", PAGE, "--edits", "-o", "e.md"), ("rules", "--explain", ""),
])
def test_misuse_ends_with_2(args):
    message = misuse(medclean(*args))
    assert message.startswith("Usage:") or message.count("\n") == 1


@pytest.mark.parametrize("args", [("clean", PAGE, "--resume"), ("rules", "--explain", "S0"), ("verify", "nowhere")])
def test_misuse_that_is_seen_late_shows_the_commands_own_usage(args):
    assert misuse(medclean(*args)).startswith(f"Usage: medclean {args[0]} [OPTIONS]")


def test_one_page_into_a_folder_needs_no_summary(tmp_path):
    done = medclean("clean", PAGE, "-o", f"{tmp_path}/out/")
    assert done.returncode == 0 and done.stderr == b"" and (tmp_path / "out" / f"{PAGE.stem}.txt").exists()


@pytest.mark.parametrize("args, hint", [
    (("strip", PAGE), "medclean -i FILE strip"), (("strip", "-i", PAGE), "medclean -i PATH strip"),
    (("detect", PAGE, "-j", "2"), "medclean -j N detect"), (("convert", "-j", "2"), "medclean -j N convert"),
    (("-o", "x", "clean", PAGE), "-o is an option of 'clean' and 'write': it stands behind the command."),
    (("--explain", "S201", "rules"), "--explain is an option of 'rules': it stands behind the command."),
    (("convert", "--to", "tw", "gone.html"), "medclean -i FILE strip"),
    (("repair", "-o", "x"), "-o is an option of 'clean' and 'write'"),
    (("strip", "--to", "tw"), "--to is an option of 'clean' and 'convert'")])
def test_what_stands_behind_a_stage_but_belongs_before_it_is_told_where(args, hint):
    assert hint in misuse(medclean(*args))


def test_who_sits_at_a_terminal_is_told_that_it_is_read():
    pty = pytest.importorskip("pty")
    parent, child = pty.openpty()
    os.write(parent, "门诊时间：周一至周五。\n\x04".encode())
    done = subprocess.run([sys.executable, "-m", "medclean", "clean"], stdin=child, capture_output=True, timeout=60)
    os.close(child)
    os.close(parent)
    assert done.stdout.decode() == "门诊时间：周一至周五。\n" and "Ctrl-D" in one_line(done.stderr)


def test_a_chain_reads_stdin_only_where_nothing_else_is_named(tmp_path):
    (tmp_path / "list").write_text(str(PAGE))
    done = medclean("strip", "write", "--files-from", tmp_path / "list", "--format", "jsonl", stdin=b"<p>stdin</p>")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == [str(PAGE)[1:]]


def test_a_name_stays_one_line_of_detect_and_of_a_diff(tmp_path):
    page = tmp_path / "a\nb\tc.html"
    page.write_bytes(PAGE.read_bytes())
    assert medclean("detect", page).stdout.decode().startswith("a\\nb\\tc.html\tutf-8\t")
    assert json.loads(medclean("detect", "--format", "json", page).stdout)["name"] == "a\nb\tc.html"
    assert medclean("clean", "--diff", page).stdout.decode().startswith("--- a\\nb\\tc.html\n+++ a\\nb\\tc.html (")


def test_detect_as_json_keeps_a_name_that_is_no_utf8(tmp_path):
    page = os.fsencode(tmp_path) + b"/a\xff.html"
    shutil.copy(PAGE, page)
    assert json.loads(medclean("detect", "--format", "json", os.fsdecode(page)).stdout)["name"] == "a\udcff.html"
    assert medclean("detect", os.fsdecode(page)).stdout.startswith(b"a\\udcff.html\tutf-8\t")


def test_a_typo_gets_a_hint():
    assert "clean" in misuse(medclean("claen"))


@pytest.mark.parametrize("name, data, status, code", [
    ("empty.html", b"", "empty", 0),
    ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "skipped", 1),
    ("noise.bin", bytes(range(256)) * 64, "skipped", 1),
])
def test_a_file_without_text_has_a_state_and_a_line(tmp_path, name, data, status, code):
    path = tmp_path / name
    path.write_bytes(data)
    done = medclean("clean", path, "--format", "json")
    assert (json.loads(done.stdout)["status"], done.returncode) == (status, code)
    assert name in one_line(done.stderr)
    assert status != "empty" or "the input is empty" in one_line(done.stderr)
    text = medclean("clean", path)
    assert (text.stdout, text.returncode) == (b"", code)


def test_a_device_and_a_zip_that_is_none_are_told_in_plain_words(tmp_path):
    (tmp_path / "pages.zip").write_bytes(b"<p>no archive</p>")
    done = medclean("clean", os.devnull, tmp_path / "pages.zip", "--format", "jsonl")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[:2] == [
        f"skipped: {os.devnull}: a device, not a file",
        f"error: {tmp_path}/pages.zip: not a zip archive, or only the beginning of one"]


def test_broken_utf8_is_read_past():
    data = "患者血压140/90 mmHg，心率72次。".encode().replace("心".encode(), b"\xe5\xbf")
    record = json.loads(medclean("clean", "--format", "json", stdin=data).stdout)
    assert record["text"].startswith("患者血压140/90 mmHg，\ufffd")
    assert record["encoding"]["bad_bytes"] in (1, 2)


def test_300_nested_divs_keep_their_text():
    page = "<html><body>" + "<div>" * 300 + "<p>患者术后恢复良好，第三天出院。</p>" + "</div>" * 300
    assert medclean("clean", stdin=page.encode()).stdout.decode() == "患者术后恢复良好，第三天出院。\n"


def test_front_matter_that_is_not_yaml_is_told_and_the_page_cleaned():
    page = "---\ntitle: 首诊: 记录\nbroken: [\n---\n\n<p>患者术后恢复良好，第三天出院，随访一年未见复发。</p>\n"
    done = medclean("clean", "--format", "json", stdin=page.encode())
    record = json.loads(done.stdout)
    assert record["text"] == "患者术后恢复良好，第三天出院，随访一年未见复发。"
    assert record["title"] == "首诊: 记录"
    assert done.returncode == 0 and "YAML" in one_line(done.stderr)


def test_a_record_of_a_newer_schema_fails_with_one_line():
    done = medclean("convert", stdin=b'{"schema":"medclean/9","name":"x"}\n')
    assert done.returncode == 1 and "newer medclean" in one_line(done.stderr)


def test_a_terminal_escape_in_a_file_name_is_made_visible(tmp_path):
    done = medclean("clean", tmp_path / "a\x1b[31mb.html")
    assert "\\x1b[31m" in one_line(done.stderr)


@pytest.mark.parametrize("command", ["detect", "clean"])
def test_a_stop_while_stdin_is_read_ends_with_130(command):
    parent, child = pytest.importorskip("pty").openpty()
    with subprocess.Popen([sys.executable, "-m", "medclean", command], stdin=child, stderr=subprocess.PIPE) as run:
        assert b"Ctrl-D" in run.stderr.readline()
        run.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            run.wait(10)
        run.send_signal(signal.SIGINT)  # one that comes right before the system is asked to read is seen at the next
        said = run.stderr.read()
    os.close(child)
    os.close(parent)
    assert run.returncode == 130 and b"Traceback" not in said and b"Aborted" not in said


def test_rows_are_read_from_stdin(pages, tmp_path):
    rows = "".join(json.dumps({"html": f"<p>第{number}床患者血压平稳，今日复查血常规。</p>"}) + "\n" for number in range(3))
    done = medclean("clean", "--format", "jsonl", stdin=rows.encode())
    assert [json.loads(line)["text"][:3] for line in done.stdout.splitlines()] == ["第0床", "第1床", "第2床"]
    assert medclean("clean", "-o", f"{tmp_path}/out/", stdin=rows.encode()).returncode == 0
    assert medclean("verify", tmp_path / "out").stderr == b"3 inputs, the outputs are as the manifest says\n"


def test_a_closed_pipe_ends_with_141(tmp_path):
    long = "".join(f"第{n}床患者血压平稳，今日复查血常规，结果未见异常。\n" for n in range(40_000))
    (tmp_path / "long.txt").write_text(long, encoding="utf-8")
    command = f"'{sys.executable}' -m medclean -i long.txt write | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == 141 and done.stderr == b""


def test_a_full_disk_is_one_line():
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "medclean", "clean", str(PAGE)], stdout=full,
                              stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 1 and "no space left" in one_line(done.stderr)


def test_encoding_can_be_given():
    data = "门诊时间：周一至周五。".encode("gbk")
    assert medclean("--encoding", "gbk", "clean", stdin=data).stdout.decode() == "门诊时间：周一至周五。\n"


def test_the_options_offer_what_the_stages_know():
    choices = {param.name: tuple(param.type.choices) for param in main.commands["clean"].params
               if isinstance(param.type, click.Choice)}
    assert choices["to"] == TARGETS and choices["config"] == CONFIGS and choices["converter"] == CONVERTERS
    assert choices["extractor"] == EXTRACTORS and choices["punctuation"] == PUNCTUATION
    assert set(choices["fmt"]) == {*SUFFIXES, "parquet"}


def test_the_command_line_has_the_defaults_of_the_library():
    given = main.commands["clean"].make_context("clean", []).params
    assert make_repair(given) == Repair() and make_strip(given) == Strip()
    assert batch_options(given, "text") == Options()
    assert Write(**{name: given[name] for name in ("edits", "with_metadata", "check", "diff")}) == Write()


def test_help_loads_nothing_heavy():
    code = ("import sys; from medclean.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "heavy = {'lxml', 'trafilatura', 'opencc', 'chardet', 'rich', 'ftfy', 'yaml'} & set(sys.modules)\n"
            "sys.exit(', '.join(sorted(heavy)) or 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_text_loads_nothing_that_only_html_needs():
    code = ("import sys, medclean; medclean.clean('门诊时间有变化，请先打电话。')\n"
            "sys.exit(', '.join({'lxml', 'medclean.extract', 'medclean.parse.reader'} & set(sys.modules)) or 0)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_help_fits_60_columns():
    for args in (), ("clean",):
        shown = medclean(*args, "--help", COLUMNS="60").stdout.decode()
        assert max(map(len, shown.splitlines())) <= 60 and "...\n" not in shown.partition("Options:")[2]


def test_detect_is_told_how_to_read_and_how_much_to_say(tmp_path):
    other = tmp_path / "scan.pdf"
    other.write_bytes(b"%PDF-1.7")
    assert b"\tgb18030\tgiven\t" in medclean("detect", PAGE, "--encoding", "gb18030").stdout
    done = medclean("detect", other, "-q")
    assert done.returncode == 1 and done.stderr == b""
    assert "skipped: " in one_line(medclean("detect", other).stderr)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_told_to_stop_says_how_to_go_on(tmp_path, pages, stop):
    first = tmp_path / "out" / "a" / "b.txt"
    with subprocess.Popen([sys.executable, "-m", "medclean", "clean", pages, "-", "-o", f"{tmp_path}/out/"],
                          stdin=subprocess.PIPE, stderr=subprocess.PIPE,
                          preexec_fn=lambda: signal.signal(stop, signal.SIG_DFL)) as run:  # nohup ignores SIGHUP
        while run.poll() is None and not first.exists():  # then it waits for stdin
            time.sleep(0.01)
        run.send_signal(stop)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 128 + stop and b"stopped: " in said and b"the same command with --resume goes on" in said


def test_no_limit_is_0(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "每日三次，饭后服用。"}) + "\n")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "每日三次，饭后服用。")
    for name, packed in ("a.jsonl", b""), ("a.zip", b""), ("-", gzip.compress("每日三次，饭后服用。".encode())):
        done = medclean("detect", name, "--max-size", "0", cwd=tmp_path, stdin=packed)
        assert done.returncode == 0 and done.stdout.count(b"\n") == 1, done


def test_a_configuration_is_exactly_opencc():
    text = "患者使用打印机和阿司匹林。\n"
    done = medclean("convert", "--config", "s2twp", stdin=text.encode())
    assert done.stdout.decode() == "患者使用印表機和阿斯匹靈。\n"


def test_a_users_tables_are_read(tmp_path):
    (tmp_path / "terms.tsv").write_text("心梗\t心肌梗塞\n", encoding="utf-8")
    (tmp_path / "names.txt").write_text("周后\n", encoding="utf-8")
    done = medclean("convert", "--to", "tw", "--terms", tmp_path / "terms.tsv", "--protect", tmp_path / "names.txt",
                    stdin="周后医生说这是心梗。\n".encode())
    assert done.stdout.decode() == "周后醫生說這是心肌梗塞。\n"


@pytest.mark.parametrize("option", ["--terms", "--protect"])
@pytest.mark.parametrize("data", [None, b"\xff\xfe\xfd\n"])
def test_a_table_that_can_not_be_read_is_misuse(tmp_path, option, data):
    path = tmp_path / "table.tsv"
    if data is not None:
        path.write_bytes(data)
    assert "table.tsv" in misuse(medclean("convert", option, path))


def test_punctuation_and_comments_are_options_of_clean():
    text = "患者头痛,发热;无咳嗽,无胸痛。血压140/90,心率1,000次。\n"
    done = medclean("clean", "--punctuation", "chinese", stdin=text.encode())
    assert done.stdout.decode() == "患者头痛，发热；无咳嗽，无胸痛。血压140/90，心率1,000次。\n"


@pytest.mark.parametrize("args", [("-j", "two"), ("-j", "0"), ("-j", "1" * 5000), ("--shard-size", "-3"),
                                  ("--shard-size", "²")])
def test_a_number_that_is_none_is_told_with_one_that_is(args):
    assert "is no whole number from 1 on: write 2." in misuse(medclean("clean", PAGE, *args))


@pytest.mark.parametrize("args", [(), ("-o", "o.jsonl"), ("-o", "out/", "--format", "text"),
                                  ("-o", "out/", "--format", "jsonl", "--check")])
def test_a_size_of_shards_is_refused_where_there_are_none(tmp_path, args):
    said = misuse(medclean("clean", PAGE, *args, "--shard-size", 3, cwd=tmp_path))
    assert "--shard-size is of files of records in a folder: -o DIR/ with --format jsonl or parquet." in said
    assert not list(tmp_path.iterdir())
