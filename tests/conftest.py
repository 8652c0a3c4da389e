from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true",
                     help="write what medclean gives now as the expectation of each sample; review the diff")


@pytest.fixture
def accept(request):
    return request.config.getoption("--accept")


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of other people's texts, which are not part of the project."""
    folder = os.environ.get("MEDCLEAN_TEST_DATA")
    if not folder:
        pytest.skip("MEDCLEAN_TEST_DATA does not name the folder of real texts")
    return Path(folder)
