"""The file of names while a library is open: deleted, all is found again; of deleted articles, all goes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom import MOON
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.recognition.names_file import FILE_NAME

PATIENCE = 180_000
ARTICLES = 6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news, folder = tmp_path / "news", tmp_path / "library"
    news.mkdir()
    for number in range(ARTICLES):
        (news / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "", [])
    library.close()
    return folder


@pytest.fixture
def counts() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, counts: list[tuple[int, int]]) -> Iterator[Desk]:
    desk = Desk(folder)
    desk.names_counted.connect(lambda done, total: counts.append((done, total)))
    desk.catch_up()
    qtbot.waitUntil(lambda: (ARTICLES, ARTICLES) in counts, timeout=PATIENCE)
    yield desk
    assert desk.close()


def rows(folder: Path, table: str, column: str = "article") -> set[int]:
    with closing(sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True)) as file:
        return {row[0] for row in file.execute(f"SELECT {column} FROM {table}")}


def test_all_names_are_found_again(qtbot: QtBot, folder: Path, desk: Desk, counts: list[tuple[int, int]]):
    counts.clear()
    for path in folder.glob("names.sqlite*"):
        path.unlink()
    desk.wish_names(ArticleId(1), ())
    qtbot.waitUntil(lambda: (ARTICLES, ARTICLES) in counts, timeout=PATIENCE)
    assert counts[0] < (ARTICLES, ARTICLES)


def test_nothing_is_kept_of_deleted_articles_although_nothing_new_is_recognised(
    qtbot: QtBot, folder: Path, desk: Desk
):
    kept, pieces = rows(folder, "recognised"), rows(folder, "raw", "hash")
    gone = ArticleId(min(kept))
    desk.write(Library.move_to_bin, [gone])
    desk.write(Library.empty_bin)
    qtbot.waitUntil(lambda: rows(folder, "recognised") == kept - {gone}, timeout=PATIENCE)
    assert rows(folder, "named") == rows(folder, "pieces") == kept - {gone}
    assert len(rows(folder, "raw", "hash")) < len(pieces)
