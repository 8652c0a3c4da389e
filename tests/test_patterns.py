"""Patterns that are compiled at their first use behave as others do."""
from __future__ import annotations

import re
import subprocess
import sys

import pytest

from medclean.patterns import lazy_regex


def test_it_finds_what_a_pattern_finds():
    lazy, plain, text = lazy_regex(r"(\d+) ?(mg|ml)", re.IGNORECASE), re.compile(r"(\d+) ?(mg|ml)", re.I), "5mg 10 ML"
    assert lazy.findall(text) == plain.findall(text) == [("5", "mg"), ("10", "ML")]
    assert [match.span() for match in lazy.finditer(text)] == [match.span() for match in plain.finditer(text)]
    assert lazy.sub("x", text) == plain.sub("x", text) and lazy.split(text) == plain.split(text)
    assert (lazy.pattern, lazy.groups, lazy.flags) == (plain.pattern, plain.groups, plain.flags)
    assert lazy.subn("x", text) == plain.subn("x", text)
    assert lazy.search(text, 2)[0] == "10 ML" and lazy.match("x") is None and lazy.fullmatch("7ml")


def test_bytes_have_patterns_too():
    assert lazy_regex(rb"[\x80-\xff]+").search("a中b".encode())[0] == "中".encode()


def test_what_no_pattern_has_it_has_not():
    with pytest.raises(AttributeError, match="serch"):
        lazy_regex("a").serch


def test_a_fault_shows_at_the_first_use():
    lazy = lazy_regex("(")
    with pytest.raises(re.error):
        lazy.search("")


def test_loading_the_stages_compiles_next_to_nothing():
    code = ("import re, re._compiler as c; made = []; real = c.compile\n"
            "c.compile = lambda p, flags=0: made.append(p) or real(p, flags)\n"
            "import click, lxml.etree, yaml, dataclasses; before = len(made)\n"
            "import medclean.pipeline; print(len(made) - before)")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(found.stdout) < 20
