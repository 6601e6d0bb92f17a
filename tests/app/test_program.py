"""The running program: first start, samples and the way back, other libraries, good, bad and in use."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from reader import places, settings
from reader.app.doorbell import Doorbell, ring
from reader.app.program import Program
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.ids import ArticleId
from reader.model.query import Query, Sort
from reader.settings import Settings
from reader.ui.actions.mnemonics import plain
from reader.ui.look.look import Look
from reader.ui.main_window import MainWindow
from reader.ui.sheets.new_library_sheet import NewLibrarySheet
from reader.ui.sheets.trouble import TroubleSheet

PATIENCE = 20_000


class Host:
    """Plays the application: it opens libraries and looks at the window that comes up."""

    def __init__(self, qtbot: QtBot, application: QApplication) -> None:
        self._qtbot = qtbot
        self.program = Program(application, Look(application, "light"), Settings())

    def up(self, do) -> MainWindow:
        with self._qtbot.waitSignal(self.program.opened, timeout=PATIENCE) as waited:
            do()
        window: MainWindow = waited.args[0]
        self._qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
        return window

    def troubles(self) -> list[TroubleSheet]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, TroubleSheet) and each.isVisible()
        ]


class Opener(QObject):
    """Plays the file manager of the computer."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def versions(folder: Path) -> dict[str, int]:
    """Count the versions of the articles in a library that have more than one."""
    library = Library.open(folder, writable=False)
    try:
        found = [library.article(ArticleId(number)) for number in library.search(Query()).identities()]
        return {article.title: article.version_count for article in found if article.version_count > 1}
    finally:
        library.close()


@pytest.fixture
def host(qtbot: QtBot, qapp: QApplication) -> Iterator[Host]:
    made = Host(qtbot, qapp)
    yield made
    for sheet in made.troubles():
        sheet.close()
    made.program.leave()


def test_the_first_start_makes_a_library_and_offers_what_to_do(host: Host):
    window = host.up(lambda: host.program.open_first(None, sample=False))
    assert Library.exists(places.default_library())
    assert window.panes.page.article() is None
    assert window.panes.page.shows_welcome()


def test_the_samples_are_imported_once_and_there_is_a_way_back(host: Host):
    window = host.up(lambda: host.program.open_first(None, sample=True))
    total = window.browsing.found.total
    assert total == 20
    assert versions(places.sample_library()) == {
        "Tsunami warnings lifted after strong earthquake on Japan's Noto Peninsula": 2
    }
    window = host.up(window.panes.collections.back_asked.emit)
    assert window.browsing.found.total == 0
    window = host.up(window.sample_asked.emit)
    assert window.browsing.found.total == total


def test_a_new_library_is_opened_remembered_and_found_again(host: Host, tmp_path: Path):
    window = host.up(lambda: host.program.open_first(None, sample=False))
    host.up(lambda: window.new_library_asked.emit(tmp_path / "second"))
    assert settings.load(places.settings_file()).recent[0] == str(tmp_path / "second")


def test_a_new_library_needs_only_a_name(host: Host, tmp_path: Path):
    window = host.up(lambda: host.program.make_library(tmp_path / "here" / "first"))
    window.findChild(QAction, "new_library").trigger()
    (sheet,) = window.findChildren(NewLibrarySheet)
    field = sheet.focusWidget()
    QTest.keyClicks(field, "second")
    window = host.up(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
    assert window.windowTitle().startswith("second")
    assert Library.exists(tmp_path / "here" / "second")
    assert settings.load(places.settings_file()).recent[0] == str(tmp_path / "here" / "second")


def test_recent_libraries_are_offered_and_lead_back(host: Host, tmp_path: Path):
    window = host.up(lambda: host.program.open_first(None, sample=False))
    window = host.up(lambda: window.new_library_asked.emit(tmp_path / "second"))
    menu = next(each for each in window.findChildren(QMenu) if plain(each.title()) == "Open Recent")
    assert [plain(each.text()) for each in menu.actions()] == [f"1  {places.default_library()}"]
    window = host.up(menu.actions()[0].trigger)
    assert window.windowTitle().startswith("library")
    menu = next(each for each in window.findChildren(QMenu) if plain(each.title()) == "Open Recent")
    assert [plain(each.text()) for each in menu.actions()] == [f"1  {tmp_path / 'second'}"]


def test_where_the_library_lies_is_shown(host: Host, tmp_path: Path):
    opened = Opener()
    QDesktopServices.setUrlHandler("file", opened, "open")
    try:
        window = host.up(lambda: host.program.make_library(tmp_path / "here"))
        window.findChild(QAction, "show_library").trigger()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opened.paths == [str(tmp_path / "here")]


def test_a_folder_that_is_not_empty_is_no_place_for_a_new_library(host: Host, tmp_path: Path):
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    window = host.up(lambda: host.program.open_first(None, sample=False))
    window.new_library_asked.emit(tmp_path)
    assert len(host.troubles()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    assert window.isVisible()


@pytest.mark.parametrize("damage", ["newer", "foreign", "truncated", "tables", "column"])
def test_a_library_that_cannot_be_opened_is_told_and_left_alone(
    host: Host, qtbot: QtBot, tmp_path: Path, damage: str
):
    folder = tmp_path / "other"
    Library.create(folder)
    path = folder / "library.sqlite"
    if damage == "truncated":
        path.write_bytes(path.read_bytes()[:1000])
    else:
        connection = sqlite3.connect(path)
        connection.execute(
            {
                "newer": "PRAGMA user_version = 9999",
                "foreign": "PRAGMA application_id = 7",
                "tables": "DROP TABLE edits",
                "column": "ALTER TABLE labels DROP COLUMN name",
            }[damage]
        )
        connection.close()
    before = path.read_bytes()
    window = host.up(lambda: host.program.open_first(None, sample=False))
    window.library_asked.emit(folder)
    qtbot.waitUntil(lambda: len(host.troubles()) == 1, timeout=PATIENCE)
    assert window.isVisible()
    assert path.read_bytes() == before
    with Ownership(folder):
        pass  # given back


def test_the_doorbell_brings_a_running_window_to_the_front(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    bell = Doorbell(tmp_path, qapp)
    script = (
        "import sys, pathlib; from reader.app.doorbell import ring; print(ring(pathlib.Path(sys.argv[1])))"
    )
    with qtbot.waitSignal(bell.rung, timeout=PATIENCE):
        caller = subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True)
    assert caller.communicate(timeout=20)[0].strip() == "True"
    bell.close()
    assert not ring(tmp_path)


def test_a_library_in_use_elsewhere_is_told(host: Host, tmp_path: Path):
    folder = tmp_path / "busy"
    Library.create(folder)
    window = host.up(lambda: host.program.open_first(None, sample=False))
    with Ownership(folder):
        window.library_asked.emit(folder)
    assert len(host.troubles()) == 1


def test_choices_are_kept_between_starts(host: Host, qtbot: QtBot, tmp_path: Path):
    window = host.up(lambda: host.program.open_first(None, sample=True))
    window.actions_table["theme_dark"].trigger()
    window.browsing.take_sort(Sort.DATE)
    host.program.leave()
    kept = settings.load(places.settings_file())
    assert (kept.theme, kept.sort) == ("dark", "date")


def test_a_start_shows_what_was_open(host: Host, qtbot: QtBot, qapp: QApplication):
    window = host.up(lambda: host.program.open_first(None, sample=True))
    qtbot.waitUntil(lambda: window.browsing.found.total > 1, timeout=PATIENCE)
    window.panes.list.select_first()
    qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    left = window.panes.page.article()
    assert left is not None
    host.program.leave()
    host.program = Program(qapp, Look(qapp, "light"), settings.load(places.settings_file()))
    again = host.up(lambda: host.program.open_first(None, sample=True))
    shown = again.panes.page.article()
    assert shown is not None
    assert shown.id == left.id
    assert again.panes.list.current() == left.id
