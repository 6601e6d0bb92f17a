"""The sheet that asks for the name and the place of a new library."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton

from reader.ui.look.look import Look
from reader.ui.sheets.new_library_sheet import NewLibrarySheet, free_name, trouble_with


@pytest.fixture
def sheet(qtbot, qapp, tmp_path) -> NewLibrarySheet:
    made = NewLibrarySheet(Look(qapp, "light"), tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def button(sheet: NewLibrarySheet, words: str) -> QPushButton:
    return next(each for each in sheet.findChildren(QPushButton) if each.text() == words)


def words(sheet: NewLibrarySheet) -> list[str]:
    return [each.text() for each in sheet.findChildren(QLabel) if each.isVisible()]


def test_a_typed_name_is_enough(qtbot, sheet, tmp_path):
    accepted = QSignalSpy(sheet.accepted)
    field = sheet.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "  Rivers 2025 ")
    assert "It will be a new folder there." in words(sheet)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert accepted.count() == 1
    assert sheet.folder() == tmp_path / "Rivers 2025"
    assert not sheet.folder().exists()


def test_the_proposed_name_is_free(tmp_path):
    assert free_name(tmp_path) == "My library"
    (tmp_path / "My library").mkdir()
    (tmp_path / "My library 2").mkdir()
    assert free_name(tmp_path) == "My library 3"


def test_what_is_in_the_way_is_said_and_keeps_the_sheet_open(qtbot, sheet, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", "utf-8")
    field = sheet.focusWidget()
    accepted = QSignalSpy(sheet.accepted)
    for name in ("full", "a/b", "..", " "):
        field.selectAll()
        qtbot.keyClicks(field, name)
        assert trouble_with(tmp_path, name) in words(sheet)
        assert not button(sheet, "Make Library").isEnabled()
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert accepted.count() == 0
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_an_empty_folder_and_a_new_name_are_fine(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine", "utf-8")
    assert trouble_with(tmp_path, "empty") == trouble_with(tmp_path, "new") == ""
    assert trouble_with(tmp_path, "file")
    assert trouble_with(Path("/nowhere/at/all"), "new") == ""


def test_another_place_is_chosen(qtbot, sheet, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    qtbot.mouseClick(button(sheet, "Choose…"), Qt.MouseButton.LeftButton)
    (dialog,) = sheet.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path / "elsewhere"))
    dialog.close()
    qtbot.keyClicks(sheet.findChildren(QLineEdit)[0], "Rivers")
    assert sheet.folder().parent == tmp_path / "elsewhere"
