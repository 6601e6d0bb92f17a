"""A note is written while another program keeps the library locked: it is stored as soon as that lets go."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom import MOON
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.trouble import TroubleSheet

NOTE = "written on a bad day"
PATIENCE = 60_000
"""Milliseconds, generously; SQLite alone waits five seconds for a lock."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library = Library.open(tmp_path / "library", writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.add_highlight(ArticleId(1), Span(0, 4), 1)
    library.close()
    return tmp_path / "library"


@pytest.fixture
def stage(qtbot: QtBot, folder: Path) -> Iterator[Stage]:
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.browsing.open_article(ArticleId(1))
        made.settle()
        yield made


@pytest.fixture
def locked(folder: Path) -> Iterator[sqlite3.Connection]:
    """The library as another program has it locked, until that is closed."""
    with closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def type_note(stage: Stage) -> None:
    stage.window.panes.side.open_note(HighlightId(1))
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, NOTE)


def stored(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "library.sqlite")) as look:
        return "".join(body for (body,) in look.execute("SELECT body FROM notes"))


def test_it_is_stored_when_the_lock_is_gone_and_told_of_once(qtbot, stage, folder, locked):
    type_note(stage)
    refused = QSignalSpy(stage.desk.held_up)
    qtbot.waitUntil(lambda: refused.count() >= 2, timeout=PATIENCE)
    assert stage.troubles == []
    line = stage.window.panes.strip.held
    assert line.words()[0].startswith("Another program keeps the library file")
    assert line.words()[1] in ("1 change is not stored yet", "2 changes are not stored yet")
    assert stored(folder) == ""
    locked.execute("ROLLBACK")
    qtbot.waitUntil(lambda: stored(folder) == NOTE, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not stage.desk.unstored(), timeout=PATIENCE)
    assert line.words() == ("", "")


def test_the_window_stays_until_it_is_stored(qtbot, stage, folder, locked):
    type_note(stage)
    stage.window.close()
    assert stage.window.isVisible()
    locked.execute("ROLLBACK")
    qtbot.waitUntil(lambda: not stage.window.isVisible(), timeout=PATIENCE)
    assert stored(folder) == NOTE


def test_the_user_is_asked_before_it_is_lost(qtbot, stage, folder, locked):
    type_note(stage)
    stage.window.close()

    def questions() -> list[QuestionSheet]:
        return [each for each in stage.window.findChildren(QuestionSheet) if each.isVisible()]

    qtbot.waitUntil(lambda: len(questions()) == 1, timeout=PATIENCE)
    assert stage.troubles == []
    questions()[0].reject()
    assert stage.window.isVisible()
    stage.window.close()
    qtbot.waitUntil(lambda: len(questions()) == 1, timeout=PATIENCE)
    questions()[0].accept()
    assert not stage.window.isVisible()


def test_reading_is_not_interrupted_by_what_nobody_asked_for(qtbot, stage, locked):
    qtbot.waitUntil(lambda: not stage.desk.is_settled(), timeout=PATIENCE)  # it is to be marked as read
    stage.window.browsing.leave()  # and the place read to is to be kept
    qtbot.waitUntil(stage.desk.is_settled, timeout=PATIENCE)
    assert stage.troubles == []
    article = stage.window.panes.page.article()
    assert article is not None
    assert article.unread


def test_one_cause_is_told_in_one_sheet(stage, folder):
    window = stage.window
    for place in (folder, folder / "index", folder):
        window.show_trouble(ReaderError(Trouble.DISK_FULL, folder=place))
    sheets = [each for each in window.findChildren(TroubleSheet) if each.isVisible()]
    assert [each.code for each in sheets] == [Trouble.DISK_FULL]
    sheets[0].close()
    window.show_trouble(ReaderError(Trouble.DISK_FULL, folder=folder))
    (again,) = [each for each in window.findChildren(TroubleSheet) if each.isVisible()]
    again.close()


def test_a_note_of_a_highlight_that_is_gone_keeps_no_window_open(qtbot, stage):
    stage.window.panes.side.note_changed.emit(HighlightId(99), NOTE)
    qtbot.waitUntil(lambda: not stage.desk.unstored(), timeout=PATIENCE)
    assert [each.code for each in stage.troubles] == [Trouble.HIGHLIGHT_MISSING]
    stage.troubles.clear()
    stage.window.close()
    assert not stage.window.isVisible()


def test_an_import_asked_for_meanwhile_is_seen_and_can_be_cancelled(qtbot, stage, folder, locked, tmp_path):
    type_note(stage)
    job = stage.window.importing.run([tmp_path / "moon.txt"], "news", [])
    strip = stage.window.panes.strip
    qtbot.waitUntil(lambda: len(strip.jobs()) == 1, timeout=PATIENCE)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        strip.cancel_asked.emit(strip.jobs()[0])
    assert strip.jobs() == ()
    locked.execute("ROLLBACK")
    qtbot.waitUntil(lambda: stored(folder) == NOTE, timeout=PATIENCE)
    with closing(sqlite3.connect(folder / "library.sqlite")) as look:
        assert look.execute("SELECT count(*) FROM batches").fetchone() == (1,)
