"""A file of names in an empty folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.recognition.names_writer import NamesWriter


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[NamesWriter]:
    opened = NamesWriter(tmp_path, "line")
    yield opened
    opened.close()
