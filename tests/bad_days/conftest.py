"""A library of its own for every bad day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    Library.create(path)
    return path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    session = Library.open(folder, writable=True)
    yield session
    session.close()
