"""A library on disk, and articles to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import MOON, RATES, catch_up, named
from reader.library.library import Library
from reader.model.article import Article


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


@pytest.fixture
def files(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    (path / "moon.txt").write_text(MOON, "utf-8")
    (path / "rates.txt").write_text(RATES, "utf-8")
    return path


@pytest.fixture
def filled(library: Library, files: Path) -> Library:
    library.import_files([str(files)], "news", ["space"])
    catch_up(library)
    return library


@pytest.fixture
def moon(filled: Library) -> Article:
    return named(filled, "lander")
