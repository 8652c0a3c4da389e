"""Finding and reading inputs: names, order, lists, sizes."""
from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from medclean.output.names import Names, fitting
from medclean.read import Selection, Source, inside
from medclean.read.containers import expand, line_source, records_of
from medclean.read.load import TooLarge, load, size_words
from medclean.read.walk import Finder, read_list


def found(*inputs: str, listed: tuple[str, ...] = (), **options: tuple[str, ...]) -> list[str]:
    return [source.name for source in Finder(inputs, Selection(**options), listed)]  # type: ignore[arg-type]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of pages, in which the test stands."""
    for name in ("b.html", "a/z.html", "a/y.txt", "a-b/x.md", "c/style.css", "c/b.html"):
        path = tmp_path / "top" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_walk_is_in_order_and_named_from_its_top(tree: Path) -> None:
    assert found("top") == found("top/") == ["b.html", "a/y.txt", "a/z.html", "a-b/x.md", "c/b.html"]
    assert found("top", include=("*.html",)) == ["b.html", "a/z.html", "c/b.html"]
    assert found("top", include=("*.css",)) == ["c/style.css"]
    assert found("top", exclude=("a", "c/*")) == ["b.html", "a-b/x.md"]


def test_files_are_named_so_that_they_stay_apart(tree: Path) -> None:
    assert found("top/b.html") == ["b.html"]
    assert found("top/b.html", "top/a/z.html") == ["b.html", "z.html"]
    assert found("top/b.html", "top/c/b.html") == ["b.html", "c/b.html"]
    assert found("top/b.html", "top/b.html") == ["b.html"]
    assert found("top/a", "top/c") == ["top/a/y.txt", "top/a/z.html", "top/c/b.html"]
    assert found("top/b.html", "top") == ["b.html", "b.html~2", *found("top")[1:]]
    assert found(listed=("top/c/b.html", "../x.html")) == ["top/c/b.html", "__/x.html"]


def test_lists(tree: Path) -> None:
    Path("list").write_bytes(b"a b\r\n\nc\xff\n")
    assert read_list("list", False) == ["a b", "c\udcff"]
    Path("list").write_bytes(b"  \n \t\r\na\n")
    assert read_list("list", False) == ["a"]
    Path("list").write_bytes(b"a\nb\0c\0")
    assert read_list("list", True) == ["a\nb", "c"]


def test_sizes(tree: Path) -> None:
    Path("big").write_bytes(bytes(1001))
    with pytest.raises(TooLarge, match=r"1000 bytes \(--max-size\): 1001 bytes"):
        load(Source("big", "big"), 1000)
    assert len(load(Source("big", "big"), 1001).data) == 1001
    assert [size_words(size) for size in (5, 1536, 64 << 20, 3 << 30)] == ["5 bytes", "1.5 KB", "64 MB", "3 GB"]


@pytest.mark.parametrize("path, safe", [("/etc/passwd", "etc/passwd"), ("../../a", "__/__/a"), ("a/./b//c", "a/b/c"),
                                        ("..", "__"), ("", "_"), ("a/.../b", "a/___/b"), (".hidden", ".hidden")])
def test_no_path_leads_out(path: str, safe: str) -> None:
    assert inside(path) == safe


def test_outputs_are_named_after_inputs() -> None:
    sources = [Source(name, name) for name in ("a/b.html", "a/c.html", "a/c.htm", "a/c.html.txt", "a/B.htm", "d.gz",
                                               "e.html.zst", "noend")]
    names = Names("text", sources)
    assert [names(source) for source in sources] == [
        "a/b.html.txt", "a/c.html.txt", "a/c.htm.txt", "a/c.html.txt.txt", "a/B.htm.txt", "d.txt", "e.txt",
        "noend.txt"]
    long = fitting("药" * 200 + ".txt")
    assert len(long.encode()) <= 200 and long.endswith(".txt") and long != fitting("药" * 201 + ".txt")


@pytest.mark.parametrize("line, problem", [
    (b"[1, 2]", "a line of JSON without fields"),
    (b"null", "a line of JSON without fields"),
    (b"{broken", "not a line of JSON: "),
    ('{"html": "<p>感冒藥每日三次，飯後服用。"}'.encode("big5"), "not a line of JSON: it is big5, not UTF-8; iconv -f big5 "),
    (b'{"other": 1}', "no field html or text with text in it (--field)"),
])
def test_a_line_that_holds_no_page_says_why(line: bytes, problem: str) -> None:
    source = line_source(Source("pages.jsonl/00000001", None, False), line, None)
    assert source.status == "failed" and str(source.problem).startswith(problem)


@pytest.mark.parametrize("data, pages", [
    (b'{"html": "<p>a"}\n{"text": "b"}\n', [b"<p>a", b"b"]),
    (b'\n {"text": "a"}\n\n{broken\n', [b"a", None]),
    (b'{"schema":"medclean/1"}\n{"schema":"medclean/1"}', [b'{"schema":"medclean/1"}'] * 2),
    (b'{"name": "a"}\n{"text": "b"}\n', None), (b"{a page}\n", None), (b"[1]\n", None), (b"", None),
])
def test_rows_and_records_on_stdin_are_known_by_the_first(data: bytes, pages: list[bytes | None] | None) -> None:
    found = list(records_of(Source("-", None, data=data), Selection()))
    assert [each.data for each in found] == ([data] if pages is None else pages)
    assert len({each.name for each in found}) == len(found) and all(each.named for each in found)


def _tar(*pages: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for number, page in enumerate(pages):
            member = tarfile.TarInfo(f"../{number}.html")
            member.size = len(page)
            archive.addfile(member, io.BytesIO(page))
    return file.getvalue()


def test_an_archive_on_stdin_is_read_as_a_file_is(tmp_path: Path) -> None:
    data = _tar(b"<p>a", b"<p>b")
    found = list(records_of(Source("-", None, data=data), Selection(exclude=("1.html",))))
    assert [(each.name, each.data, each.named) for each in found] == [("-/__/0.html", b"<p>a", False)]
    for cut in (513, 1000, 1700):
        assert list(records_of(Source("-", None, data=data[:cut]), Selection()))[-1].status == "failed"


@pytest.mark.parametrize("cut", [1024, 1500, 2048])
def test_a_tar_archive_without_its_end_may_lack_pages(tmp_path: Path, cut: int) -> None:
    """Python takes what is left of a member's head for the end of the archive."""
    path = tmp_path / "pages.tar"
    path.write_bytes(_tar(b"<p>a", b"<p>b")[:cut])
    found = list(expand(Source("pages.tar", str(path)), Selection()))
    assert [each.data for each in found[:-1]] == [b"<p>a", b"<p>b"][:cut // 1024]
    assert str(found[-1].problem).endswith("its end is missing, pages may be, too")


def test_a_warc_on_stdin_is_no_page() -> None:
    pytest.importorskip("fastwarc")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a"
    head = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            b"WARC-Target-URI: http://a.cn/\r\nContent-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n")
    data = (head % len(http) + http + b"\r\n\r\n") * 2
    found = list(records_of(Source("-", None, data=data), Selection()))
    assert [(each.name, each.data, each.url) for each in found] == [
        (f"-/0000000{number}", b"<p>a", "http://a.cn/") for number in (1, 2)]
