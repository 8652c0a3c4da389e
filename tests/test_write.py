"""How a document is written: text, records, Markdown, front matter, edits, diffs."""
from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from medclean.document import Document, Edit, Image, Line, Metadata
from medclean.parse import parse
from medclean.parse.spaces import collapse
from medclean.write import Write, changed, diff, front_matter, markdown, one_line, safe

TEXTS = st.lists(st.text(alphabet="血压高了ab \\\t\x1b", max_size=6), max_size=12)
CHANGES = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(("drop", "change"))), max_size=8,
                   unique_by=lambda change: change[0])


def document(texts: list[str], changes: list[tuple[int, str]] = []) -> Document:
    """A document of these lines, some of them dropped or with another beginning."""
    doc = Document("page.html", lines=tuple(Line(number, text) for number, text in enumerate(texts, 1)))
    for place, how in changes:
        if place < len(texts):
            before = texts[place]
            edit = Edit(place + 1, 0, before, None, "so", "S100") if how == "drop" else \
                Edit(place + 1, 0, before[:1], "新", "so", "R100")
            doc = doc.apply([edit])
    return doc


@given(TEXTS, CHANGES)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_text_is_the_kept_lines(texts: list[str], changes: list[tuple[int, str]]) -> None:
    doc = document(texts, changes)
    assert Write()(doc) == "".join(f"{line.text}\n" for line in doc.kept)


@given(TEXTS, CHANGES)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_diff_leads_from_the_lines_of_the_page_to_those_that_are_left(texts: list[str],
                                                                        changes: list[tuple[int, str]]) -> None:
    doc = document(texts, changes)
    found = diff(doc)
    new = [safe(line.text) for line in doc.kept]
    assert patched([safe(text) for text in texts], found) == new
    assert bool(found) == any(line.dropped or line.text != text for line, text in zip(doc.lines, texts))


def test_a_diff_shows_two_lines_around_each_change() -> None:
    doc = document(list("一二三四五六七八九十"), [(2, "drop"), (8, "change")])
    assert diff(doc) == ("--- page.html\n+++ page.html (clean)\n"
                         "@@ -1,5 +1,4 @@\n 一\n 二\n-三\n 四\n 五\n@@ -7,4 +6,4 @@\n 七\n 八\n-九\n+新\n 十\n")


def patched(old: list[str], text: str) -> list[str]:
    """Do what a unified diff says, and be strict about it."""
    new: list[str] = []
    place = 0
    rows = text.splitlines()[2:]
    for row in rows:
        at = re.fullmatch(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", row)
        if at:
            new += old[place:int(at[1]) - 1]
            place = int(at[1]) - 1
            assert len(new) == int(at[3]) - 1
        elif row[0] in " -":
            assert old[place] == row[1:]
            place += 1
        if row[0] in " +" and not at:
            new.append(row[1:])
    return new + old[place:]


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
def test_a_diff_is_one_that_patch_reads(tmp_path: Path) -> None:
    texts = [f"第{number}行" for number in range(30)]
    doc = document(texts, [(2, "drop"), (3, "change"), (15, "drop"), (29, "change")])
    (tmp_path / "page.html").write_text("\n".join(texts) + "\n", encoding="utf-8")
    subprocess.run(["patch", "-p0", "--fuzz=0", "page.html"], input=diff(doc).encode(), cwd=tmp_path, check=True,
                   capture_output=True)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == Write()(doc)


def test_nothing_is_written_of_a_check_and_nothing_of_an_empty_document() -> None:
    doc = document(["一", "二"], [(0, "drop")])
    assert Write(check=True)(doc) == "" and Write(check=True, diff=True)(doc) == diff(doc)
    empty = document(["一"], [(0, "drop")])
    assert [Write(fmt)(empty) for fmt in ("text", "markdown")] == ["", ""]
    assert json.loads(Write("json")(empty))["text"] == ""


def test_json_is_one_line_of_plain_characters() -> None:
    written = Write("json")(document(["血压：\t高", "了"]))
    assert '"text":"血压：\\t高\\n了"' in written and written.count("\n") == 1 and written.endswith("}\n")


def test_markdown_marks_headings_lists_and_quotations() -> None:
    tags = {"h1": "题", "h2": "节", "p": "段", "li": "项", "blockquote": "引", "pre": " "}
    doc = Document(lines=tuple(Line(number, text, tag) for number, (tag, text) in enumerate(tags.items(), 1)))
    assert markdown(doc) == "# 题\n\n## 节\n\n段\n\n- 项\n\n> 引"


STRINGS = st.text(max_size=20)


@given(st.builds(Metadata, title=STRINGS | st.none(), authors=st.lists(STRINGS, max_size=3).map(tuple),
                 keywords=st.lists(STRINGS, max_size=3).map(tuple), views=st.none() | st.integers(0, 10**9),
                 images=st.lists(st.builds(Image, STRINGS | st.none()), max_size=2).map(tuple)))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_front_matter_is_yaml_whatever_the_page_says(meta: Metadata) -> None:
    block = front_matter(meta)
    assert block.startswith("---\n") and block.endswith("---\n") and block.count("\n---\n") == 1
    told = yaml.safe_load(block[4:-4]) or {}
    assert told.get("title") == meta.title and told.get("views") == meta.views
    assert told.get("authors", []) == list(meta.authors)
    assert told.get("images", []) == [image.src for image in meta.images if image.src]


@given(st.text(alphabet="ax1\\\t\n药\x1b\u202e", max_size=12), st.text(alphabet="a\\\t\n药", max_size=12))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_table_of_edits_has_six_columns_that_can_be_read_back(before: str, after: str) -> None:
    doc = Document(lines=(Line(1, before),)).apply([Edit(1, 0, before, after, f"so {after}", "R100")])
    head, row = Write("edits")(doc).splitlines()
    cells = dict(zip(head.split("\t"), row.split("\t"), strict=True))
    known = {"t": "\t", "n": "\n", "x1b": "\x1b", "u202e": "\u202e"}
    read = re.sub(r"\\(x1b|u202e|.)", lambda found: known.get(found[1], found[1]), cells["before"])
    assert (cells["line"], cells["rule"], read) == ("1", "R100", before)
    assert "\x1b" not in row and "\u202e" not in row


def test_a_dropped_line_and_a_field_are_told_in_the_table() -> None:
    doc = document(["一"], [(0, "drop")])
    doc = doc._replace(metadata=Metadata(title="题")).apply([Edit(0, 0, "题", "題", "so", "C102", "title")])
    assert Write("edits")(doc).splitlines()[1:] == ["title\t0\tC102\t题\t題\tso", "1\t0\tS100\t一\t(dropped)\tso"]
    assert changed(doc) and not changed(doc._replace(edits=doc.edits[1:]))


@given(st.text())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_nothing_that_a_terminal_obeys_comes_through(text: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe(text))
    assert len(one_line(text).splitlines()) <= 1 or re.search("[\u2028\u2029]", text)
    assert "\t" not in one_line(text)


@pytest.mark.parametrize(("text", "written"), [
    ("5*3*2cm", r"5\*3\*2cm"), ("1. 先做B超", r"1\. 先做B超"), ("# 5床", r"\# 5床"), ("P<0.05", "P<0.05"),
    ("<b>", "&lt;b>"), (">60岁", r"\>60岁"), ("- 5℃", r"\- 5℃"), ("-5℃", "-5℃"), ("a_b", "a_b"), ("1.5 mg", "1.5 mg"),
    ("[规格](0.5g)", r"[规格\](0.5g)"),
    ("&lt;", r"\&lt;"), ("3~5天", "3~5天"), ("~~3~~", r"\~\~3\~\~")])
def test_marks_that_a_line_holds_are_escaped_in_markdown(text: str, written: str) -> None:
    assert markdown(document([text])) == written


SIGNS = st.text(alphabet="血a5*_#<>[]()!&;.-+=~`\\|: 　", min_size=1, max_size=14).filter(lambda text: text.strip())


@given(st.lists(st.tuples(SIGNS, st.sampled_from(("p", "h2", "li", "blockquote"))), max_size=5))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_markdown_is_read_as_the_lines_that_were_written(lines: list[tuple[str, str]]) -> None:
    doc = Document("a.md", lines=tuple(Line(number, text, tag) for number, (text, tag) in enumerate(lines, 1)))
    again = parse(Document("a.md"), markdown(doc))
    assert [line.text for line in again.kept] == [collapse(text.strip()) for text, _ in lines]


CELLS = st.text(alphabet="血5*|.\\<b", max_size=4) | st.just("每次5 mg，饭后服。" * 8)
ROWS = st.lists(CELLS, min_size=1, max_size=4).filter(lambda row: row[-1] and (len(row) > 1))


@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(("tr", "p")))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_table_in_markdown_keeps_its_columns(rows: list[list[str]], tag: str) -> None:
    lines = ["\t".join(row) for row in rows]
    if tag == "p" and lines[0].startswith("\t"):
        lines.insert(0, "项目\t结果")
    doc = Document(lines=tuple(Line(number, text, tag) for number, text in enumerate(lines, 1)))
    assert [line.text for line in parse(Document("a.md"), markdown(doc)).kept] == lines
