"""A library is left for another one, or for its backup, while an edit cannot be stored: the user is asked."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom import MOON
from reader.app.program import Program
from reader.library.library import Library
from reader.model.backup import BackupKind
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span
from reader.settings import Settings
from reader.ui.look.look import Look
from reader.ui.main_window import MainWindow
from reader.ui.sheets.question_sheet import QuestionSheet

PATIENCE = 60_000
NOTE = "not stored yet"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    Library.create(path)
    Library.create(tmp_path / "other")
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library = Library.open(path, writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.add_highlight(ArticleId(1), Span(0, 4), 1)
    for _ in library.backup(BackupKind.BY_HAND):
        pass
    library.close()
    return path


@pytest.fixture
def windows() -> list[MainWindow]:
    return []


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, folder: Path, windows: list[MainWindow]) -> Iterator[Program]:
    program = Program(qapp, Look(qapp, "light"), Settings(backups_daily=False))
    program.opened.connect(windows.append)
    program.open_library(folder)
    qtbot.waitUntil(lambda: len(windows) == 1, timeout=PATIENCE)
    yield program
    program.leave()


@pytest.fixture
def locked(folder: Path, program: Program, windows: list[MainWindow]) -> Iterator[sqlite3.Connection]:
    """The library as another program has it locked, with a note that waits."""
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        windows[0].panes.side.note_changed.emit(HighlightId(1), NOTE)
        yield other


def question(qtbot: QtBot, window: MainWindow) -> QuestionSheet:
    def shown() -> list[QuestionSheet]:
        return [each for each in window.findChildren(QuestionSheet) if each.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    return shown()[0]


def stored(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "library.sqlite")) as look:
        return [body for (body,) in look.execute("SELECT body FROM notes")]


@pytest.fixture(params=["another library", "a backup"])
def go(request: pytest.FixtureRequest, program: Program, folder: Path) -> Callable[[], None]:
    if request.param == "another library":
        return lambda: program.open_library(folder.parent / "other")
    with closing(Library.open(folder, writable=False)) as library:
        (backup,) = library.backups()
    return lambda: program.restore(backup, None)


def test_who_would_rather_wait_stays_and_loses_nothing(qtbot, go, folder, windows, locked):
    go()
    question(qtbot, windows[0]).reject()
    assert windows[0].isVisible()
    locked.execute("ROLLBACK")
    qtbot.waitUntil(lambda: stored(folder) == [NOTE], timeout=PATIENCE)
    assert len(windows) == 1
    assert not (folder / ".restored.sqlite").exists()
    go()  # and can go now
    qtbot.waitUntil(lambda: len(windows) == 2, timeout=PATIENCE)


def test_who_means_it_goes(qtbot, program, folder, windows, locked):
    program.open_library(folder.parent / "other")
    question(qtbot, windows[0]).accept()
    qtbot.waitUntil(lambda: len(windows) == 2, timeout=PATIENCE)
    assert windows[1].windowTitle() == "other"
    locked.execute("ROLLBACK")
    assert stored(folder) == []


def test_the_way_is_free_when_it_is_stored_while_the_question_stands(qtbot, go, folder, windows, locked):
    go()
    question(qtbot, windows[0])
    locked.execute("ROLLBACK")
    qtbot.waitUntil(lambda: len(windows) == 2, timeout=PATIENCE)
    places = [folder, *folder.glob("backups/*")]
    assert stored(folder) == [NOTE] or len(places) > 2  # a restore keeps what was before it
