"""Every sample gives the text and the edits that stand beside it; what must not change does not."""
from __future__ import annotations

from pathlib import Path

import pytest

from medclean import clean
from medclean.write import Write

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = (".clean.txt", ".edits.tsv", ".json")


def inputs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.endswith(EXPECTED))


def check(path: Path, actual: str, accept: bool) -> None:
    if accept:
        path.write_text(actual, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == actual, f"{path.name} differs; --accept writes it anew"


def cleaned(path: Path):
    return clean(path.read_bytes(), name=path.name)


@pytest.mark.parametrize("path", inputs(SAMPLES), ids=lambda path: path.name)
def test_a_sample_gives_its_text_and_its_edits(path, accept):
    doc = cleaned(path)
    assert doc.status == "ok"
    check(path.with_suffix(".clean.txt"), Write()(doc), accept)
    check(path.with_suffix(".edits.tsv"), Write("edits")(doc), accept)


@pytest.mark.parametrize("path", inputs(SAMPLES), ids=lambda path: path.name)
def test_cleaning_what_is_clean_changes_nothing(path):
    text = cleaned(path).text
    assert clean(text).text == text


@pytest.mark.parametrize("path", inputs(SAMPLES / "untouched"), ids=lambda path: path.name)
def test_what_must_not_change_does_not(path):
    doc = cleaned(path)
    assert doc.edits == ()
    assert doc.text + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", inputs(SAMPLES), ids=lambda path: path.name)
def test_the_lines_of_a_sample_can_be_put_back(path):
    from medclean import open_document
    parsed = open_document(path.read_bytes(), path.name)
    assert cleaned(path).undo().lines == parsed.lines
