from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st

from medclean import open_document, Pipeline, Repair, Strip, Convert
from medclean.document import Document
from medclean.record import RecordError, from_record, is_record, read_records, schema, to_record
from medclean.write import Write

SAMPLES = sorted(path for path in (Path(__file__).parent.parent / "samples").iterdir()
                 if path.is_file() and not path.name.endswith((".clean.txt", ".edits.tsv")))
CHAINS = ((), (Repair(),), (Repair(), Strip()), (Repair(), Strip(), Convert("tw")))


def through_json(doc: Document) -> Document:
    return from_record(json.loads(json.dumps(to_record(doc, edits=True), ensure_ascii=False)))


def forgotten(doc: Document) -> Document:
    """A record does not hold the page's bytes."""
    return doc._replace(data=b"")


@pytest.mark.parametrize("stages", CHAINS, ids=lambda stages: "-".join(type(s).__name__ for s in stages) or "parse")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_record_fits_the_schema_and_gives_the_document_back(path, stages):
    doc = Pipeline(stages)(open_document(path.read_bytes(), path.name))
    record = to_record(doc, edits=True)
    jsonschema.validate(json.loads(json.dumps(record)), json.loads(schema()))
    back = through_json(doc)
    if stages and not isinstance(stages[-1], Repair):
        assert back.metadata.title == doc.metadata.title
    assert to_record(back, edits=True) == record
    assert back.lines == doc.lines and back.edits == doc.edits and back.nodes == doc.nodes


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("split", (0, 1, 2))
def test_a_chain_split_by_a_pipe_gives_what_one_chain_gives(path, split):
    stages = (Repair(), Strip(), Convert("twp"))
    whole = Pipeline(stages)(open_document(path.read_bytes(), path.name))
    first = Pipeline(stages[:split])(open_document(path.read_bytes(), path.name))
    parts = Pipeline(stages[split:])(through_json(first))
    assert to_record(parts, edits=True) == to_record(whole, edits=True)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_text_makes_a_record_that_reads_back(text):
    doc = open_document(text)
    assert through_json(doc).lines == doc.lines


def test_a_record_of_a_newer_schema_is_refused_with_what_to_do():
    with pytest.raises(RecordError, match="medclean/2.*newer medclean"):
        from_record({"schema": "medclean/2"})


@pytest.mark.parametrize("record", [{}, [], "text", {"schema": 1}, {"schema": "medclean/1"},
                                    {"schema": "medclean/1", "encoding": 3}])
def test_what_is_no_record_is_refused(record):
    with pytest.raises(RecordError):
        from_record(record)


def test_records_are_read_one_a_line_and_a_broken_one_does_not_end_them():
    line = json.dumps(to_record(open_document("甲")))
    found = list(read_records(f"{line}\n{{broken\n\n{line}\n".encode()))
    assert [isinstance(each, Document) for each in found] == [True, False, True]
    assert "line 2" in str(found[1])


def test_only_medcleans_records_are_taken_for_records():
    assert is_record(b'{"schema":"medclean/1","name":"-"}')
    assert is_record(b'\n{"schema": "medclean/9"}')
    assert not is_record(b'{"schema":"other/1"}')
    assert not is_record('{"title":"门诊"}'.encode())


def paths(value, path=()):
    """The places of a record, the first two of every list."""
    for key in value if isinstance(value, dict) else range(min(2, len(value))) if isinstance(value, list) else ():
        yield (*path, key)
        yield from paths(value[key], (*path, key))


PAGE = (Path(__file__).parent.parent / "samples" / "ranking.html").read_bytes()
RECORDS = [to_record(Pipeline(stages)(open_document(PAGE)), edits=True) for stages in CHAINS[1::2]]
PLACES = [(record, path) for record in RECORDS for path in paths(record)]
WRONG = (None, 5, -1, "x", [], {}, ["a"], [None], [[]], {"a": 1}, True, float("inf"), "\ud800", "a\n\x1b[31m")


@given(st.sampled_from(PLACES), st.sampled_from(WRONG))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_record_with_anything_in_it_is_a_document_or_an_error(place, wrong):
    record, path = place
    changed = json.loads(json.dumps(record))
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    for found in read_records(json.dumps(changed).encode()):
        if isinstance(found, Document):
            doc = Pipeline((Repair(), Strip(), Convert("tw")))(found)
            assert doc.undo().lines == found.undo().lines
            for write in (Write("json", edits=True), Write("edits"), Write(diff=True), Write("markdown", True, True)):
                json.dumps(write(doc))


@pytest.mark.parametrize("change", [
    {"status": "great"}, {"name": 5}, {"authors": "one"}, {"views": "7"}, {"views": 2**63},
    {"script": {"from": [], "to": None}},
    {"lines": [{"number": 2, "text": "", "tag": "p", "dropped": False}]}, {"encoding": None}])
def test_a_record_of_the_wrong_shape_is_refused(change):
    with pytest.raises(RecordError):
        from_record(RECORDS[0] | change)
