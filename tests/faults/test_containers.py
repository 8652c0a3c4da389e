"""Files that hold many pages: archives, JSON Lines, WARC; what is broken in them costs only itself."""
from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import re
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard
from conftest import PAGE, manifest, outputs, states

PACKERS = {"": lambda data: data, ".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress,
           ".zst": zstandard.compress}


def _page(number: int) -> bytes:
    return PAGE.format(number, "").encode()


@pytest.mark.parametrize("suffix", PACKERS)
def test_json_lines(tmp_path: Path, cli, suffix: str) -> None:
    rows = [json.dumps({"html": _page(1).decode(), "url": "https://qingsong.example/1"}), "{broken", "",
            json.dumps({"text": "少吃盐，多喝水。"}), json.dumps({"title": "无"}), "[]", json.dumps({"text": None})]
    (tmp_path / f"pages.jsonl{suffix}").write_bytes(PACKERS[suffix]("\n".join(rows).encode()))
    done = cli("clean", f"pages.jsonl{suffix}", "--format", "jsonl", cwd=tmp_path)
    assert done.code == 1
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [(record["name"][-8:], record["status"]) for record in records] == [
        ("00000001", "ok"), ("00000002", "failed"), ("00000004", "ok"), ("00000005", "failed"),
        ("00000006", "failed"), ("00000007", "failed")]
    assert records[0]["url"] == "https://qingsong.example/1" and records[2]["text"] == "少吃盐，多喝水。"
    assert "no field html or text" in records[3]["error"]


def test_what_a_row_tells_beside_its_text(tmp_path: Path, cli) -> None:
    text = "首页 > 保健\n冬天护膝的三个办法\n膝关节怕冷，出门前先把护膝戴好。\n回家后用温水泡脚，水到小腿一半。"
    rows = [{"text": text, "title": "冬天护膝的三个办法", "date": "2021-12-03T08:00:00", "author": ["何青松", 7],
             "source": "某语料库", "url": "https://qingsong.example/knee"},
            {"text": text, "title": {"no": "text"}, "date": "x" * 2000},
            {"html": "<title>另一题 - 青松网</title><h1>另一题</h1><p>膝关节怕冷，出门前先把护膝戴好。</p>", "title": "另一题"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = cli("clean", "rows.jsonl", "--format", "jsonl", cwd=tmp_path)
    first, second, third = map(json.loads, done.out.splitlines())
    assert (first["title"], first["date"], first["authors"]) == ("冬天护膝的三个办法", "2021-12-03T08:00:00", ["何青松"])
    assert first["publisher"] is None and first["url"] == "https://qingsong.example/knee"
    assert first["text"] == second["text"] == text.partition("\n")[2].partition("\n")[2]
    assert second["date"] is None and third["title"] == "另一题"


def test_a_field_that_is_named(tmp_path: Path, cli) -> None:
    rows = b'{"body": "\xe6\xb4\x97\xe6\x89\x8b\xe3\x80\x82", "text": "x"}\n' * 2
    assert cli("clean", "--field", "body", "--format", "jsonl", stdin=rows).out.count("洗手。".encode()) == 2
    (tmp_path / "long.jsonl").write_bytes(b'{"text": "' + b"a" * 3000 + b'"}\n' + rows)
    done = cli("clean", "long.jsonl", "--max-size", "2K", "--format", "jsonl", "--field", "text", cwd=tmp_path)
    assert [json.loads(line)["status"] for line in done.out.splitlines()] == ["failed", "ok", "ok"]


def test_records_that_come_in_go_on(tmp_path: Path, cli) -> None:
    first = cli("clean", "--field", "text", "--format", "jsonl", "--edits",
                stdin=b"\n".join(json.dumps({"text": text}).encode()
                                 for text in ("頭痛的時候要休息。", "多喝水。")))
    (tmp_path / "records.jsonl").write_bytes(first.out)
    second = cli("convert", "--to", "hans", stdin=first.out)
    assert second.code == 0 and second.out.decode() == "头痛的时候要休息。\n多喝水。\n"
    cli("clean", "records.jsonl", "-o", "out", "--to", "hans", cwd=tmp_path)
    assert outputs(tmp_path / "out")["records.jsonl/00000001.txt"].decode() == "头痛的时候要休息。\n"


def test_archives(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    with zipfile.ZipFile(pages / "a.zip", "w") as archive:
        archive.writestr("one.html", _page(1))
        archive.writestr("style.css", "p {}")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("two.html.gz", gzip.compress(_page(2)))
    with tarfile.open(pages / "b.tar.xz", "w:xz") as tar:
        for name in ("x/one.html", "x/one.html", "x/ONE.htm"):
            member = tarfile.TarInfo(name)
            member.size = len(_page(3))
            tar.addfile(member, io.BytesIO(_page(3)))
    assert cli("clean", pages, "-o", tmp_path / "out").code == 0
    assert states(tmp_path / "out") == {
        "a.zip/one.html": "ok", "a.zip/inner.zip": "skipped", "a.zip/two.html.gz": "ok",
        "b.tar.xz/x/one.html": "ok", "b.tar.xz/x/one.html~2": "ok", "b.tar.xz/x/ONE.htm": "ok"}
    assert len(outputs(tmp_path / "out")) == 5


def test_broken_archives(tmp_path: Path, cli) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("one.html", _page(1))
        archive.writestr("two.html", _page(2))
    (pages / "crc.zip").write_bytes(buffer.getvalue().replace("第1位".encode(), "第9位".encode()))
    (pages / "cut.zip").write_bytes(buffer.getvalue()[:-40])
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for number in range(3):
            member = tarfile.TarInfo(f"{number}.html")
            member.size = len(_page(number))
            tar.addfile(member, io.BytesIO(_page(number)))
    (pages / "cut.tar").write_bytes(buffer.getvalue()[:1024 + 512 + 100])
    (pages / "none.tar.gz").write_bytes(gzip.compress(b"no archive at all" * 100))
    (pages / "page.html").write_bytes(_page(5))
    assert cli("clean", pages, "-o", tmp_path / "out").code == 1
    assert states(tmp_path / "out") == {
        "crc.zip/one.html": "failed", "crc.zip/two.html": "ok", "cut.zip": "failed", "cut.tar/0.html": "ok",
        "cut.tar/1.html": "failed", "cut.tar": "failed", "none.tar.gz": "failed", "page.html": "ok"}


def record(page: bytes, *, digest: bool = True, status: str = "200 OK", kind: str = "text/html; charset=gbk",
           more: str = "", number: int = 1) -> bytes:
    """Return a WARC record of an HTTP response, as a crawler writes it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + page
    sha1 = base64.b32encode(hashlib.sha1(http).digest()).decode()
    line = f"WARC-Block-Digest: sha1:{sha1}\r\n" if digest else ""
    return (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Date: 2024-01-02T03:04:05Z\r\nWARC-Target-URI: https://qingsong.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\n{line}"
            f"Content-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"


GBK = PAGE.replace("utf-8", "").format("一", "").encode("gbk")


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, cli, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    records = [record(GBK), record(GBK, status="404 Not Found"), record(b"\x89PNG", kind="image/png"),
               record(gzip.compress(GBK), more="Content-Encoding: gzip\r\n", number=4)]
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    done = cli("clean", name, "--format", "jsonl", cwd=tmp_path)
    assert done.code == 0, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["status"] for row in rows] == ["ok", "skipped", "skipped", "ok"]
    assert rows[0]["encoding"]["declared"] == "gbk" and "听众问" in rows[0]["text"]
    assert rows[3]["url"] == "https://qingsong.example/4" and rows[3]["text"] == rows[0]["text"]
    assert rows[3]["fetched"] == "2024-01-02T03:04:05Z"


@pytest.mark.parametrize("digest", [True, False])
@pytest.mark.parametrize("packed", ["plain", "each", "whole members"])
def test_a_damaged_record_costs_only_itself(tmp_path: Path, cli, packed: str, digest: bool) -> None:
    pytest.importorskip("fastwarc")
    pack = gzip.compress if packed != "plain" else bytes
    good = [record(GBK, digest=digest, number=number) for number in range(4)]
    middle = pack(good[1])[:-60] if packed == "each" else pack(good[1][:-60])
    last = pack(good[3])[:-40]
    (tmp_path / "crawl.warc").write_bytes(pack(good[0]) + middle + pack(good[2]) + last)
    done = cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path)
    assert done.code == 1
    found = manifest(tmp_path / "out")
    assert [row["status"] for row in found.values()] == ["ok", "failed", "ok", "failed"], found


@pytest.mark.parametrize("length", ["abc", "-5", "9" * 30, "²"])
def test_a_length_that_is_none_costs_only_its_record(tmp_path: Path, cli, length: str) -> None:
    pytest.importorskip("fastwarc")
    good = record(GBK, digest=False)
    wrong = re.sub(rb"Content-Length: \d+", f"Content-Length: {length}".encode(), good)
    (tmp_path / "crawl.warc").write_bytes(good + wrong + good)
    done = cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path)
    found = list(states(tmp_path / "out").values())
    assert done.code == 1 and found[0] == found[-1] == "ok" and "failed" in found and "invalid" not in done.err


def _digested(told: str) -> bytes:
    """A record with this header in the place of its digest, and no word of the digest of its block."""
    return re.sub(rb"WARC-Block-Digest: [^\r]*", told.encode(), record(GBK))


def _of(algorithm: str, data: bytes) -> bytes:
    return hashlib.new(algorithm, data).digest()


@pytest.mark.parametrize("write", [
    lambda block, page: "WARC-Block-Digest: sha1:" + base64.b32encode(_of("sha1", block)).decode().lower(),
    lambda block, page: "WARC-Block-Digest: SHA-1:" + _of("sha1", block).hex(),
    lambda block, page: "WARC-Block-Digest: sha256:" + base64.b32encode(_of("sha256", block)).decode().rstrip("="),
    lambda block, page: "WARC-Block-Digest: sha256:" + base64.b64encode(_of("sha256", block)).decode(),
    lambda block, page: "WARC-Block-Digest: blake3:" + "ab" * 32,
    lambda block, page: "WARC-Block-Digest: sha1:",
    lambda block, page: "WARC-Block-Digest: sha1:\u00e9\u00e9",
    lambda block, page: "WARC-Payload-Digest: sha1:" + base64.b32encode(_of("sha1", page)).decode(),
])
def test_a_digest_in_another_spelling_or_of_an_unknown_kind_costs_no_page(tmp_path: Path, cli, write) -> None:
    pytest.importorskip("fastwarc")
    block = record(GBK).split(b"\r\n\r\n", 1)[1][:-4]
    (tmp_path / "crawl.warc").write_bytes(_digested(write(block, GBK)) + record(GBK))
    done = cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path)
    assert done.code == 0, done.err
    assert list(states(tmp_path / "out").values()) == ["ok", "ok"]


@pytest.mark.parametrize("told", ["WARC-Payload-Digest: sha1:" + "A" * 32, "WARC-Block-Digest: md5:" + "0" * 32])
def test_a_digest_of_any_kind_that_is_wrong(tmp_path: Path, cli, told: str) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "crawl.warc").write_bytes(record(GBK) + _digested(told) + record(GBK))
    done = cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path)
    assert done.code == 1 and "00000002: the digest of the " in done.err
    assert list(states(tmp_path / "out").values()) == ["ok", "failed", "ok"]


def test_a_packed_page_is_not_judged_by_the_digest_of_its_payload(tmp_path: Path, cli) -> None:
    pytest.importorskip("fastwarc")
    packed = record(gzip.compress(GBK), more="Content-Encoding: gzip\r\n")
    packed = re.sub(rb"WARC-Block-Digest: [^\r]*", b"WARC-Payload-Digest: sha1:" + b"A" * 32, packed)
    (tmp_path / "crawl.warc").write_bytes(packed + record(GBK))
    assert cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path).code == 0
    assert list(states(tmp_path / "out").values()) == ["ok", "ok"]


@pytest.mark.parametrize("name", ["none.warc", "none.jsonl"])
def test_a_file_of_many_pages_without_a_byte_has_a_state(tmp_path: Path, cli, name: str) -> None:
    if name.endswith(".warc"):
        pytest.importorskip("fastwarc")
    (tmp_path / name).write_bytes(b"")
    done = cli("clean", name, "-o", "out", cwd=tmp_path)
    assert done.code == 0 and f"empty: {name}: the input is empty\n" in done.err
    assert states(tmp_path / "out") == {name: "empty"}


def test_a_wrong_digest(tmp_path: Path, cli) -> None:
    pytest.importorskip("fastwarc")
    wrong = record(GBK).replace("医生".encode("gbk"), "医师".encode("gbk"))
    (tmp_path / "crawl.warc").write_bytes(record(GBK) + wrong + record(GBK))
    done = cli("clean", "crawl.warc", "-o", "out", cwd=tmp_path)
    assert done.code == 1 and "00000002: the digest of the record is wrong" in done.err
    assert [state for state in states(tmp_path / "out").values()] == ["ok", "failed", "ok"]
