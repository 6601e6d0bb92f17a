"""Backups through the window: made, listed, brought back into this library and into a new one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from newsroom import MOON, RATES
from reader.app.program import Program
from reader.library.care import backing_up
from reader.library.library import Library
from reader.model.backup import BackupKind
from reader.model.query import Query
from reader.settings import Settings
from reader.ui.look.look import Look
from reader.ui.main_window import MainWindow
from reader.ui.sheets.backups_sheet import BackupsSheet
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.trouble import TroubleSheet

PATIENCE = 30_000


def made(folder: Path, news: Path) -> None:
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "", [])
    library.close()


class Host:
    def __init__(self, qtbot, application: QApplication, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.program = Program(application, Look(application, "light"), Settings(backups_daily=False))

    def up(self, do) -> MainWindow:
        with self.qtbot.waitSignal(self.program.opened, timeout=PATIENCE) as waited:
            do()
        window: MainWindow = waited.args[0]
        self.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
        return window

    def sheet(self, kind: type[QWidget]) -> QWidget:
        def shown() -> QWidget | None:
            return next(
                (each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()),
                None,
            )

        self.qtbot.waitUntil(lambda: shown() is not None, timeout=PATIENCE)
        found = shown()
        assert found is not None
        return found


@pytest.fixture
def host(qtbot, qapp, tmp_path: Path) -> Iterator[Host]:
    made(tmp_path / "library", tmp_path / "news")
    host = Host(qtbot, qapp, tmp_path / "library")
    yield host
    for each in QApplication.topLevelWidgets():
        if isinstance(each, TroubleSheet | BackupsSheet | QuestionSheet) and each.isVisible():
            each.close()
    host.program.leave()


def press(sheet: QWidget, words: str) -> None:
    button = next(each for each in sheet.findChildren(QPushButton) if each.text() == words)
    assert button.isEnabled()
    button.click()


def total(window: MainWindow) -> int:
    return window.browsing.found.total


def import_rates(host: Host, window: MainWindow) -> None:
    path = host.folder.parent / "rates.txt"
    path.write_text(RATES, "utf-8")
    window.importing.run([path], "", [])
    host.qtbot.waitUntil(lambda: total(window) == 2, timeout=PATIENCE)
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)


def test_back_up_now_restore_and_restore_what_was_before(host: Host):
    window = host.up(lambda: host.program.open_library(host.folder))
    window.actions_table["backups"].trigger()
    sheet = host.sheet(BackupsSheet)
    assert sheet.chosen() is None
    press(sheet, "Back up now")
    host.qtbot.waitUntil(lambda: sheet.chosen() is not None, timeout=PATIENCE)
    assert sheet.chosen().articles == 1
    sheet.accept()
    import_rates(host, window)

    def restore(window: MainWindow) -> None:
        window.actions_table["backups"].trigger()
        press(host.sheet(BackupsSheet), "Restore…")
        press(host.sheet(QuestionSheet), "Restore")

    assert window.panes.toasts.message() != "The library is restored from the backup."
    window = host.up(lambda: restore(window))
    assert window.panes.toasts.message() == "The library is restored from the backup."
    assert total(window) == 1
    assert [each.kind for each in backing_up.backups_of(host.folder)] == [
        BackupKind.BEFORE_RESTORE,
        BackupKind.BY_HAND,
    ]
    window = host.up(lambda: restore(window))  # the newest is what was before
    assert total(window) == 2
    host.qtbot.waitUntil(
        lambda: window.panes.strip.standing.words().startswith("2 articles  ·  all searchable"),
        timeout=PATIENCE,
    )


def test_a_restore_into_a_new_library_leaves_this_one(host: Host):
    window = host.up(lambda: host.program.open_library(host.folder))
    window.caring.back_up()
    host.qtbot.waitUntil(lambda: bool(backing_up.backups_of(host.folder)), timeout=PATIENCE)
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    import_rates(host, window)
    [backup] = backing_up.backups_of(host.folder)
    fresh = host.folder.parent / "fresh"
    window = host.up(lambda: window.caring.restore_asked.emit(backup, fresh))
    assert window.windowTitle() == "fresh"
    assert total(window) == 1
    library = Library.open(host.folder, writable=False)
    assert library.search(Query()).total == 2
    library.close()


def test_a_damaged_backup_is_told_and_the_window_stays(host: Host):
    window = host.up(lambda: host.program.open_library(host.folder))
    window.caring.back_up()
    host.qtbot.waitUntil(lambda: bool(backing_up.backups_of(host.folder)), timeout=PATIENCE)
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    [backup] = backing_up.backups_of(host.folder)
    content = bytearray(backup.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    backup.path.write_bytes(content)
    window.caring.restore_asked.emit(backup, None)
    host.sheet(TroubleSheet)
    assert window.isVisible()
    assert total(window) == 1


def test_a_library_that_is_damaged_is_offered_its_backups(host: Host, qapp):
    for _ in backing_up.backup(host.folder, BackupKind.DAILY, None, backing_up.Keep()):
        pass
    path = host.folder / "library.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    host.program.open_library(host.folder)
    press(host.sheet(TroubleSheet), "Restore a backup…")
    press(host.sheet(BackupsSheet), "Restore…")
    window = host.up(lambda: press(host.sheet(QuestionSheet), "Restore"))
    assert total(window) == 1


def test_the_daily_backup_is_made_by_itself_and_only_when_it_is_due(host: Host, monkeypatch):
    window = host.up(lambda: host.program.open_library(host.folder))
    window.caring.back_up_when_due()
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    assert backing_up.backups_of(host.folder) == []  # the user does not want any
    window.settings = Settings()
    window.caring.back_up_when_due()
    host.qtbot.waitUntil(lambda: len(backing_up.backups_of(host.folder)) == 1, timeout=PATIENCE)
    assert backing_up.backups_of(host.folder)[0].kind is BackupKind.DAILY
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    window.caring.back_up_when_due()
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    assert len(backing_up.backups_of(host.folder)) == 1
    monkeypatch.setattr(backing_up, "DAY", timedelta(0))
    import_rates(host, window)
    window.caring.back_up_when_due()
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    moments = [datetime.fromisoformat(each.made) for each in backing_up.backups_of(host.folder)]
    assert len(moments) == 1  # of one day the newest stays
    assert datetime.now(UTC) - moments[0] < timedelta(minutes=2)
    assert backing_up.backups_of(host.folder)[0].articles == 2


def test_the_window_looks_by_itself_whether_a_backup_is_due(host: Host):
    window = host.up(lambda: host.program.open_library(host.folder))
    [timer] = window.caring.findChildren(QTimer)
    assert timer.isActive()
    window.settings = Settings()
    timer.timeout.emit()
    host.qtbot.waitUntil(lambda: len(backing_up.backups_of(host.folder)) == 1, timeout=PATIENCE)
    host.qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
