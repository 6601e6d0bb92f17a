"""Journeys that begin in menus and dialogs, and what a second start finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.ui.list.header import SortButton
from reader.ui.sheets.import_sheet import ImportSheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "Evening Post"
    path.mkdir()
    (path / "moon.txt").write_text(MOON, "utf-8")
    (path / "rates.txt").write_text(RATES, "utf-8")
    return path


@pytest.fixture
def stage(qtbot: QtBot, folder: Path) -> Iterator[Stage]:
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        yield made


def choose_in_menu(stage: Stage, words: str) -> QFileDialog:
    """Choose an entry of the File menu as a click would; give the dialog that opens."""
    menu = next(each for each in stage.window.findChildren(QMenu) if each.title().replace("&", "") == "File")
    entry = next(each for each in menu.actions() if each.text().replace("&", "") == words)
    assert entry.isEnabled()
    menu.popup(QPoint(0, 0))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())
    (dialog,) = [each for each in stage.window.findChildren(QFileDialog) if each.isVisible()]
    assert QTest.qWaitForWindowActive(dialog)
    return dialog


def accept(dialog: QFileDialog, pasted: str) -> None:
    """Paste a name into a dialog of files and press Enter, as a user who knows the way."""
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    line.setFocus()
    line.selectAll()
    line.insert(pasted)  # at once: Qt completes what is typed sign by sign, as fast as the disk is
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def sheet_of(stage: Stage) -> ImportSheet:
    (sheet,) = stage.window.findChildren(ImportSheet)
    return sheet


def rows(stage: Stage) -> list[tuple[str, str]]:
    return [(row.title.split()[0], row.source) for row in stage.window.panes.list.rows_shown()]


def test_files_are_chosen_and_imported(stage: Stage, news: Path):
    dialog = choose_in_menu(stage, "Import Files…")
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    accept(dialog, f'"{news / "moon.txt"}" "{news / "rates.txt"}"')
    sheet = sheet_of(stage)
    assert sheet.source() == "Evening Post"
    assert sheet.heading.text() == "Import 2 files"
    QTest.keyClicks(sheet.focusWidget(), "Morning Post")
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    stage.settle()
    assert sorted(rows(stage)) == [("A", "Morning Post"), ("Central", "Rates Desk")]
    assert choose_in_menu(stage, "Import a Folder…").directory().absolutePath() == str(news)


def test_a_folder_is_chosen_and_imported(stage: Stage, news: Path):
    dialog = choose_in_menu(stage, "Import a Folder…")
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    accept(dialog, str(news))
    sheet = sheet_of(stage)
    assert sheet.heading.text() == "Import folder “Evening Post”"
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    stage.settle()
    assert sorted(rows(stage)) == [("A", "Evening Post"), ("Central", "Rates Desk")]


def test_a_dialog_or_a_sheet_that_is_left_imports_nothing(stage: Stage, news: Path):
    choose_in_menu(stage, "Import Files…").reject()
    assert stage.window.findChildren(ImportSheet) == []
    accept(choose_in_menu(stage, "Import a Folder…"), str(news))
    QTest.keyClick(sheet_of(stage), Qt.Key.Key_Escape)
    stage.settle()
    assert rows(stage) == []


@pytest.mark.parametrize("way", ["click", "space", "menu"])
def test_answers_are_put_in_another_order(stage: Stage, tmp_path: Path, way: str):
    many = tmp_path / "Post"
    many.mkdir()
    for day, words in ((1, "harvest harvest harvest harvest"), (2, "harvest of the year"), (3, "harvest")):
        text = f"Title: Report {day}\nDate: 2025-11-0{day}\n\nThe {words} is in, and so on and on.\n"
        (many / f"{day}.txt").write_text(text, "utf-8")
    stage.window.importing.run([many], "Post", [])
    stage.settle()
    stage.ask("harvest")

    def order() -> list[str]:
        return [row.title[-1] for row in stage.window.panes.list.rows_shown()]

    assert order()[0] == "1"
    (button,) = stage.window.findChildren(SortButton)
    if way == "click":
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    elif way == "space":
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    else:
        button.customContextMenuRequested.emit(button.rect().center())
    assert button.choices.isVisible()
    QTest.keyClick(button.choices, Qt.Key.Key_Down)
    QTest.keyClick(button.choices, Qt.Key.Key_Down)
    QTest.keyClick(button.choices, Qt.Key.Key_Return)
    stage.settle()
    assert order() == ["3", "2", "1"]
    stage.window.close()
    assert stage.window.settings.sort == "date"


def test_the_reading_position_is_there_after_a_restart(qtbot: QtBot, folder: Path, tmp_path: Path):
    long = tmp_path / "long.txt"
    paragraphs = "\n\n".join(f"Paragraph {n} tells more of the long report. " * 6 for n in range(60))
    long.write_text(f"A long report\n\n{paragraphs}\n", "utf-8")
    with Stage(folder, Scene()) as stage:
        stage.settle()
        stage.window.importing.run([long], "Post", [])
        stage.settle()
        stage.window.panes.list.select_next()
        stage.settle()
        bar = stage.window.panes.page.view().verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        stage.settle()
        left_at = bar.value()
        assert left_at > 1_000
    with Stage(folder, Scene()) as stage:
        stage.settle()
        stage.window.panes.list.select_next()
        stage.settle()
        article = stage.window.panes.page.article()
        assert article is not None
        assert article.position > 0
        bar = stage.window.panes.page.view().verticalScrollBar()
        assert abs(bar.value() - left_at) < 40
