"""Faults of files: links, pipes, names, sizes, bombs, a full disk, a closed stdout."""
from __future__ import annotations

import bz2
import ctypes
import gzip
import io
import json
import lzma
import os
import socket
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
import zstandard
from conftest import PAGE, manifest, outputs, states, write_pages

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # linux/prctl.h, linux/capability.h


def test_a_hundred_pages_with_one_title_are_a_hundred_outputs(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages/deep/down", 100).parents[1]
    assert cli("clean", pages, "-o", tmp_path / "out", "-j", 2).code == 0
    assert sorted(outputs(tmp_path / "out")) == [f"deep/down/{n:04}.txt" for n in range(100)]


def test_links_that_lead_nowhere_back_or_aside(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 100)
    write_pages(tmp_path / "outside", 2)
    (pages / "dangling.html").symlink_to("nothing.html")
    (pages / "itself.html").symlink_to("itself.html")
    (pages / "up").symlink_to("..")
    (pages / "loop").symlink_to(".")
    (pages / "aside").symlink_to("../outside")
    done = cli("clean", pages, "-o", tmp_path / "out")
    found = states(tmp_path / "out")
    assert done.code == 1
    assert [name for name, state in found.items() if state == "failed"] == ["dangling.html", "itself.html"]
    assert {name for name, state in found.items() if state == "skipped"} == {"loop", "up"}
    assert len(outputs(tmp_path / "out")) == 102 and "aside/0001.txt" in outputs(tmp_path / "out")
    assert "error: dangling.html: a link that leads nowhere\n" in done.err
    assert "skipped: loop: leads to a folder that is read anyway" in done.err


def test_what_is_missing_or_unreadable_is_told(tmp_path: Path, cli) -> None:
    page = write_pages(tmp_path / "pages", 1) / "0000.html"
    done = cli("clean", tmp_path / "nope.html", page, "-o", tmp_path / "out")
    assert done.code == 1 and f"error: {tmp_path}/nope.html: there is no such file\n" in done.err
    assert states(tmp_path / "out") == {"nope.html": "failed", "0000.html": "ok"}
    assert cli("clean", f"{tmp_path}/nowhere/", "-o", tmp_path / "out2").code == 2
    assert cli("clean", tmp_path / "nowhere", "-o", tmp_path / "out2").code == 2
    assert not (tmp_path / "out2").exists()


def _as_nobody() -> None:
    """Give up what root may: it reads every file."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="takes from root what it may, as Linux does")
def test_a_file_and_a_folder_without_leave_to_read(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 3)
    (pages / "0001.html").chmod(0)
    write_pages(pages / "shut", 2).chmod(0)
    try:
        done = cli("clean", pages, "-o", tmp_path / "out", preexec_fn=_as_nobody)
    finally:
        (pages / "shut").chmod(0o700)
    assert done.code == 1 and "error: 0001.html: permission denied\n" in done.err
    assert states(tmp_path / "out") == {"0000.html": "ok", "0001.html": "failed", "0002.html": "ok",
                                        "shut": "failed"}


@pytest.mark.skipif(sys.platform != "linux", reason="takes from root what it may, as Linux does")
def test_a_folder_for_outputs_without_leave_to_write(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o500)
    for output, said in (("out", "out/manifest.jsonl"), ("out/deeper", "out/deeper/manifest.jsonl"),
                         ("out/one.jsonl", "out/one.jsonl")):
        done = cli("clean", pages, "-o", tmp_path / output, "--format", "jsonl", preexec_fn=_as_nobody)
        assert (done.code, done.err) == (1, f"error: {tmp_path}/{said}: permission denied\n")


def test_pipes_sockets_and_devices_are_skipped(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 2)
    os.mkfifo(pages / "pipe.html")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.fspath(pages / "socket.html"))
    (pages / "device.html").symlink_to("/dev/zero")
    done = cli("clean", pages, "-o", tmp_path / "out", timeout=60)
    listener.close()
    assert done.code == 0
    assert {name: state for name, state in states(tmp_path / "out").items() if state != "ok"} == {
        "pipe.html": "skipped", "socket.html": "skipped", "device.html": "skipped"}
    assert "skipped: pipe.html: a named pipe, not a file\n" in done.err
    assert cli("clean", pages / "pipe.html", timeout=60).code == 1


def test_files_that_are_no_pages(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    for name in ("style.css", "app.js", "logo.png"):
        (pages / name).write_bytes(b"body { color: red }")
    (pages / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    done = cli("clean", pages, "-o", tmp_path / "out")
    assert done.code == 0
    assert states(tmp_path / "out") == {"0000.html": "ok", "picture": "skipped"}
    assert "passed over 3 files that are no pages" in done.err
    assert cli("clean", pages / "picture").code == 1
    included = cli("clean", pages, "-o", tmp_path / "more", "--include", "*.css", "--include", "0*")
    assert included.code == 0 and set(states(tmp_path / "more")) == {"0000.html", "style.css"}
    cli("clean", pages, "-o", tmp_path / "less", "--exclude", "pict*")
    assert set(states(tmp_path / "less")) == {"0000.html"}


def test_the_outputs_are_not_read_again(tmp_path: Path, cli) -> None:
    write_pages(tmp_path, 2)
    for _ in range(2):
        assert cli("clean", ".", "-o", "clean", cwd=tmp_path).code == 0
    assert set(states(tmp_path / "clean")) == {"0000.html", "0001.html", "clean"}


def test_outputs_never_go_into_the_folder_of_the_inputs(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 2)
    (pages / "notes.txt").write_text("血压偏高的人宜少吃盐。", encoding="utf-8")
    before = {path: path.read_bytes() for path in pages.iterdir()}
    for inputs in ([pages], [f"{pages}/../pages"], [pages / "notes.txt", pages / "0000.html"]):
        done = cli("clean", *inputs, "-o", pages)
        assert done.code == 2 and "name another folder for the outputs" in done.err
    assert {path: path.read_bytes() for path in pages.iterdir()} == before
    assert cli("clean", pages / "0000.html", pages / "0001.html", "-o", pages).code == 0


def test_what_an_earlier_run_left_is_no_input(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 2)
    assert cli("clean", pages, "-o", pages / "out", "--format", "jsonl").code == 0
    done = cli("clean", pages, "-o", tmp_path / "more")
    assert done.code == 0 and "skipped: out/manifest.jsonl: the manifest of an earlier run\n" in done.err
    assert states(tmp_path / "more") == {"0000.html": "ok", "0001.html": "ok", "out/manifest.jsonl": "skipped",
                                         "out/part-00000.jsonl.zst": "skipped"}
    again = cli("clean", pages / "out", "--format", "jsonl", "-o", tmp_path / "again")  # named: its records are read
    assert again.code == 0 and list(states(tmp_path / "again").values()).count("ok") == 2
    (pages / "deep").mkdir()
    (pages / "deep" / "c.html").write_bytes((pages / "0000.html").read_bytes())
    assert cli("clean", pages, "-o", pages / "texts", "--exclude", "out").code == 0
    (pages / "texts" / "own.txt").write_text("饭后散步有益健康。", encoding="utf-8")
    assert cli("clean", pages, "-o", tmp_path / "third").code == 0
    assert {name: state for name, state in states(tmp_path / "third").items() if name.startswith("texts/")} == {
        "texts/0000.txt": "skipped", "texts/0001.txt": "skipped", "texts/deep/c.txt": "skipped",
        "texts/manifest.jsonl": "skipped", "texts/own.txt": "ok"}
    assert cli("clean", pages / "texts", "-o", tmp_path / "fourth").code == 0  # named: the texts are inputs
    assert states(tmp_path / "fourth")["deep/c.txt"] == "ok"
    (pages / "manifest.jsonl").write_text('{"html": "<p>饭后散步有益健康。</p>"}\n', encoding="utf-8")
    assert cli("clean", pages, "-o", tmp_path / "own").code == 0
    assert states(tmp_path / "own")["manifest.jsonl/00000001"] == "ok"


def test_a_line_end_in_a_name_stays_one_line(cli) -> None:
    assert cli("clean", "no\nsuch.html").err == "error: no\\nsuch.html: there is no such file\n"


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    with open(pages / "huge.html", "wb") as file:
        file.truncate(2 << 30)
    # A process inherits the peak of the one it was forked from, so a small one stands between it and pytest.
    launcher = ("import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)")
    done = subprocess.run([sys.executable, "-c", launcher, sys.executable, "-m", "medclean", "clean", "huge.html",
                           "-o", tmp_path / "out.txt"], cwd=pages, capture_output=True, text=True)
    assert done.returncode == 1 and "huge.html: larger than 64 MB (--max-size): 2 GB" in done.stderr
    assert int(done.stdout) < 100 * 1024
    assert not (tmp_path / "out.txt").exists()


def _gzip_bomb(size: int) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return b"".join([packer.compress(bytes(1 << 20)) for _ in range(size >> 20)]) + packer.flush()


def test_bombs_are_capped(tmp_path: Path, cli) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    packed = {"gz": _gzip_bomb(1 << 30), "bz2": bz2.compress(bytes(70 << 20), 1),
              "xz": lzma.compress(bytes(70 << 20), preset=0),
              "zst": zstandard.compress(bytes(200 << 20), 1)}
    for suffix, data in packed.items():
        (pages / f"bomb.html.{suffix}").write_bytes(data)
    with zipfile.ZipFile(pages / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", bytes(70 << 20))
        archive.writestr("page.html", PAGE.format(1, ""))
    done = cli("clean", pages, "-o", tmp_path / "out", "--timeout", 60)
    assert done.code == 1 and len(done.err) < 2000
    found = states(tmp_path / "out")
    assert [name for name, state in found.items() if state == "ok"] == ["0000.html", "bomb.zip/page.html"]
    assert len(found) == 7 and set(found.values()) == {"ok", "failed"}
    assert set(outputs(tmp_path / "out")) == {"0000.txt", "bomb.zip/page.txt"}


def test_compressed_pages_are_read_and_cut_ones_are_truncated(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    page = (PAGE.format(7, "。".join(str(n * 7919) for n in range(9000)))).encode()
    whole = {"gz": gzip.compress(page), "bz2": bz2.compress(page), "xz": lzma.compress(page) * 2,
             "zst": zstandard.compress(page)}
    for suffix, data in whole.items():
        (pages / f"{suffix}.html.{suffix}").write_bytes(data)
    (pages / "cut.html.gz").write_bytes(whole["gz"][:-5000])
    (pages / "disguised.html").write_bytes(whole["gz"])
    assert cli("clean", pages, "-o", tmp_path / "out").code == 0
    found = manifest(tmp_path / "out")
    assert found.pop("cut.html.gz")["status"] == "truncated"
    assert {row["status"] for row in found.values()} == {"ok"}
    texts = outputs(tmp_path / "out")
    assert set(texts) == {"gz.txt", "bz2.txt", "xz.txt", "zst.txt", "cut.txt", "disguised.txt"}
    assert texts["gz.txt"] == texts["bz2.txt"] == texts["zst.txt"] == texts["disguised.txt"]
    assert "第7位听众" in texts["cut.txt"].decode()


def _run_in_small_folder(tmp_path: Path, size: str, *args: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line with a file system of this size mounted at ``tmp_path/small``."""
    (tmp_path / "small").mkdir()
    script = f'mount -t tmpfs -o size={size} tmpfs "$0" || exit 77; shift 0; "$@"; code=$?; ' \
             'find "$0" -type f ! -name .medclean-unfinished "(" -size 0 -o -name ".medclean-*" ")" | ' \
             'sed "s/^/LEFT /" >&2; ' \
             'ls "$0" | wc -l | sed "s/^/FILES /" >&2; exit $code'
    try:
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, tmp_path / "small", sys.executable, "-m",
                               "medclean", *map(str, args)], capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("no unshare to mount a small file system with")
    if done.returncode == 77 or b"unshare" in done.stderr:
        pytest.skip(f"no leave to mount a small file system: {done.stderr.decode()}")
    return done


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk_stops_the_run_with_one_line(tmp_path: Path, jobs: int) -> None:
    pages = write_pages(tmp_path / "pages", 100, "听众很多，问题也很多。" * 300)
    done = _run_in_small_folder(tmp_path, "200k", "clean", pages, "-o", tmp_path / "small", "-j", jobs)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "no space left on device" in said and "--resume" in said
    assert said.count("error: ") <= 1 + jobs and "Traceback" not in said
    assert "LEFT" not in said
    assert 3 < int(said.partition("FILES ")[2]) < 60


def test_a_disk_that_the_manifest_fills_is_told_by_its_name(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 100)  # so short that the manifest takes a large part
    done = _run_in_small_folder(tmp_path, "200k", "clean", pages, "-o", tmp_path / "small", "-q")
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert f"error: {tmp_path}/small/" in said and "no space left on device" in said and "stdout" not in said


@pytest.mark.parametrize("fmt", ["jsonl", "parquet"])
def test_a_full_disk_amid_shards_leaves_whole_ones(tmp_path: Path, fmt: str) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(80):  # random characters: they do not pack well
        text = "".join(chr(0x4E00 + ord(char) * 97 % 5000) for char in os.urandom(3000).decode("latin-1"))
        (folder / f"{number:04}.html").write_text(f"<h1>第{number}讲</h1><p>{text}。</p>")
    args = ("--format", fmt, *(("--shard-size", 10) if fmt == "jsonl" else ()))
    out = tmp_path / "small" if fmt == "jsonl" else tmp_path / "small/all.parquet"
    done = _run_in_small_folder(tmp_path, "200k", "clean", folder, "-o", out, *args)
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert said.count("error: ") == 1 and "no space left on device" in said and "Traceback" not in said
    assert "LEFT" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("command, said, code", [
    ("clean 0000.html", "error: stdout: no space left on device\n", 1),
    ("clean nowhere.html", "error: nowhere.html: there is no such file\n", 1),
    ("clean 0000.html -o other.txt", "", 0),
])
@pytest.mark.parametrize("unbuffered", ["", "1"])  # set in many containers: then even an empty write reaches the disk
def test_a_full_stdout_is_one_line(tmp_path: Path, command: str, said: str, code: int, unbuffered: str) -> None:
    write_pages(tmp_path, 1)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "medclean", *command.split()], stdout=full, cwd=tmp_path,
                              stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert (done.stderr.decode(), done.returncode) == (said, code)


@pytest.mark.parametrize("command, said", [
    ("clean page.html >&-", "error: stdout: it is closed\n"),
    ("clean page.html --diff >&-", "error: stdout: it is closed\n"),
    ("detect page.html >&-", "error: stdout: it is closed\n"),
    ("rules >&-", "error: stdout: it is closed\n"),
    ("clean <&-", "error: -: stdin is closed\n"),
    ("clean page.html -o nowhere.txt 2>&-", ""),
])
def test_a_standard_stream_that_is_closed(tmp_path: Path, command: str, said: str) -> None:
    write_pages(tmp_path, 1).joinpath("0000.html").rename(tmp_path / "page.html")
    done = subprocess.run(["sh", "-c", f'"$0" -m medclean {command}', sys.executable], cwd=tmp_path,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (done.stderr, done.returncode) == (said, int(bool(said)))
    assert (tmp_path / "nowhere.txt").exists() == (not said)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_closed_stdout_ends_quietly(tmp_path: Path, jobs: int) -> None:
    pages = write_pages(tmp_path / "pages", 60, "听众很多，问题也很多。" * 300)
    run = subprocess.Popen([sys.executable, "-m", "medclean", "clean", pages, "--format", "jsonl", "-j",
                            str(jobs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None and run.stderr is not None
    run.stdout.read(1)
    run.stdout.close()
    assert run.wait(60) == 141
    assert run.stderr.read() == b""
    run.stderr.close()


STRANGE = ["new\nline.html", 'quo"te\'s.html', "[/bold].html", "[red]x.html", "bell\x07\x1b]0;title\x07.html",
           "back\\slash.html", "-o.html", " space .html", "\udcff\udcfe.html", "中文.html", "a" * 250 + ".html",
           "\u202etxt.html"]


def test_strange_names_come_through(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in STRANGE:
        (pages / name).parent.mkdir(exist_ok=True)
        (pages / name).write_text(PAGE.format(1, ""), encoding="utf-8")
        (pages / ("broken " + name.replace("/", ":")[:200])).symlink_to("nowhere")
    done = cli("clean", pages, "-o", tmp_path / "out", "-v")
    assert done.code == 1
    found = manifest(tmp_path / "out")
    assert {name for name in found if not name.startswith("broken ")} == set(STRANGE)
    assert {row["status"] for name, row in found.items() if not name.startswith("broken ")} == {"ok"}
    for name in STRANGE[:-2]:
        assert (tmp_path / "out" / (name[:-5] + ".txt")).exists()
    assert not any(char in done.err for char in "\x1b\x07\u202e")
    assert "error: broken [red]x.html: a link" in done.err
    records = cli("clean", pages, "--format", "jsonl").out
    assert {json.loads(line)["name"] for line in records.decode("utf-8").splitlines()} == set(found)


def test_names_that_would_meet_are_kept_apart(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    names = ["a.html", "a.htm", "a.html.txt", "A.html", "b.html", "e\u0301.html", "\u00e9.html",
             "c.html.gz", "c.htm"]
    for name in names:
        page = PAGE.format(name, "").encode()
        (pages / name).write_bytes(gzip.compress(page) if name.endswith(".gz") else page)
    assert cli("clean", pages, "-o", tmp_path / "out").code == 0
    written = {row["output"]["name"] for row in manifest(tmp_path / "out").values()}
    assert len({name.casefold() for name in written}) == len(names) == len(outputs(tmp_path / "out"))
    assert {"b.txt", "a.htm.txt", "c.html.gz.txt"} <= written


def test_nothing_is_written_outside_the_folder(tmp_path: Path, cli) -> None:
    work = tmp_path / "work"
    pages = work / "pages"
    pages.mkdir(parents=True)
    evil = ["../../evil.html", "/evil.html", "..\\evil.html", "C:\\evil.html", "a/../../../evil.html",
            "....//x.html"]
    with zipfile.ZipFile(pages / "evil.zip", "w") as archive:
        for name in evil:
            archive.writestr(name, PAGE.format(1, ""))
    with tarfile.open(pages / "evil.tar.gz", "w:gz") as tar:
        for name in evil:
            member = tarfile.TarInfo(name)
            data = PAGE.format(2, "").encode()
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    (work / "out").mkdir()
    (work / "out/trap").symlink_to(tmp_path)
    write_pages(pages / "trap", 1)
    before = set(tmp_path.iterdir())
    done = cli("clean", "pages", "-o", "out", cwd=work)
    assert done.code == 1 and "a link leads out of the output folder" in done.err
    assert set(tmp_path.iterdir()) == before and set(work.iterdir()) == {pages, work / "out"}
    found = states(work / "out")
    assert [name for name, state in found.items() if state == "failed"] == ["trap/0000.html"]
    assert sum(state == "ok" for state in found.values()) == 2 * len(evil)
    assert found["evil.tar.gz/link.html"] == "skipped"


def test_names_from_a_list(tmp_path: Path, cli) -> None:
    write_pages(tmp_path / "a", 2)
    write_pages(tmp_path / "b", 2)
    (tmp_path / "a/odd\nname.html").write_text(PAGE.format(3, ""))
    names = b"a/0000.html\0a/odd\nname.html\0b\0a/none.html\0"
    done = cli("clean", "--files-from", "-", "-0", "-o", "out", stdin=names, cwd=tmp_path)
    assert done.code == 1
    assert set(outputs(tmp_path / "out")) == {"a/0000.txt", "a/odd\nname.txt", "b/0000.txt", "b/0001.txt"}
    (tmp_path / "list").write_text("b/0001.html\r\na/0001.html\n")
    done = cli("clean", "--files-from", "list", "--format", "jsonl", cwd=tmp_path)
    assert done.code == 0 and [json.loads(line)["name"] for line in done.out.splitlines()] == [
        "b/0001.html", "a/0001.html"]


def test_a_page_whose_article_was_cut_off_is_truncated_not_empty(tmp_path: Path, cli) -> None:
    links = PAGE[:PAGE.index("<h1>")] + "".join(f"<a href='/{number}'>频道</a>" for number in range(4000))
    data = gzip.compress((links + PAGE[PAGE.index("<h1>"):]).encode())
    (tmp_path / "cut.html.gz").write_bytes(data[:len(data) // 2])
    done = cli("clean", "cut.html.gz", cwd=tmp_path)
    assert (done.code, done.out) == (1, b"")
    assert done.err == "truncated: cut.html.gz: the compressed file ends early\n"


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path, cli) -> None:
    write_pages(tmp_path / "pages", 2)
    (tmp_path / "notes.txt").write_text("x")
    done = cli("clean", "pages", "-o", "notes.txt/", cwd=tmp_path)
    assert done.code == 2 and "'notes.txt' is a file" in done.err
    done = cli("clean", "pages/0000.html", "-o", "notes.txt/deeper.txt", cwd=tmp_path)
    assert (done.code, done.err) == (1, "error: notes.txt/deeper.txt: a file is where a folder should be\n")
    assert (tmp_path / "notes.txt").read_text() == "x"


@pytest.mark.skipif(sys.platform != "linux", reason="takes from root what it may, as Linux does")
@pytest.mark.parametrize("command", [["clean", "--format", "jsonl"], ["detect"]])
def test_a_folder_that_was_named_and_can_not_be_read_is_told_by_its_name(tmp_path: Path, cli, command) -> None:
    write_pages(tmp_path / "shut", 1).chmod(0)
    try:
        done = cli(*command, "shut", cwd=tmp_path, preexec_fn=_as_nobody)
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert (done.code, done.err) == (1, "error: shut: permission denied\n")
