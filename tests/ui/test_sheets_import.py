"""The sheet that asks before an import."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from reader.ui.kit.tag_editor import TagEditor
from reader.ui.look.look import Look
from reader.ui.sheets.import_sheet import ImportSheet, title_of


@pytest.fixture(scope="module", params=["light", "dark"])
def look(qapp, request) -> Look:
    return Look(qapp, request.param)


@pytest.fixture
def sheet(qtbot, look, tmp_path) -> ImportSheet:
    made = ImportSheet(look, [tmp_path], "news", ("trade", "river levels"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
    return made


def button(sheet: ImportSheet, words: str) -> QPushButton:
    return next(each for each in sheet.findChildren(QPushButton) if each.text() == words)


def test_the_proposal_is_selected_and_replaced_by_typing(qtbot, sheet):
    field = sheet.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "news"
    qtbot.keyClicks(field, "  Morning   Post ")
    assert sheet.source() == "Morning Post"


def test_the_source_may_be_empty(qtbot, sheet):
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Delete)
    assert sheet.source() == ""


def test_enter_imports_and_escape_cancels(qtbot, sheet):
    accepted, rejected = QSignalSpy(sheet.accepted), QSignalSpy(sheet.rejected)
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert (accepted.count(), rejected.count()) == (1, 0)
    sheet.open()
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Escape)
    assert (accepted.count(), rejected.count()) == (1, 1)


def test_enter_in_the_tags_adds_a_tag_first(qtbot, sheet):
    accepted = QSignalSpy(sheet.accepted)
    line = sheet.findChild(TagEditor).findChild(QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "maps")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (sheet.tags(), accepted.count()) == (("maps",), 0)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (sheet.tags(), accepted.count()) == (("maps",), 1)


def test_a_tag_that_was_only_typed_counts(qtbot, sheet):
    line = sheet.findChild(TagEditor).findChild(QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "maps")
    button(sheet, "Import").click()
    assert sheet.tags() == ("maps",)


def test_enter_on_cancel_cancels(qtbot, sheet):
    accepted, rejected = QSignalSpy(sheet.accepted), QSignalSpy(sheet.rejected)
    button(sheet, "Cancel").setFocus()
    qtbot.keyClick(button(sheet, "Cancel"), Qt.Key.Key_Return)
    assert (accepted.count(), rejected.count()) == (0, 1)


def test_it_says_what_happens_to_files_without_a_source(sheet):
    assert "Files without a source of their own get this one." in [
        each.text() for each in sheet.findChildren(QLabel)
    ]


def test_the_sheet_grows_with_its_tags(qtbot, sheet):
    low = sheet.height()
    editor = sheet.findChild(TagEditor)
    line = editor.findChild(QLineEdit)
    line.setFocus()
    for number in range(12):
        qtbot.keyClicks(line, f"a longer tag {number},")
    qtbot.waitUntil(lambda: sheet.height() > low + 40)
    assert editor.height() >= editor.heightForWidth(editor.width())


def test_titles_name_what_is_imported(tmp_path):
    folder, other = tmp_path / "news", tmp_path / "more"
    folder.mkdir()
    other.mkdir()
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    assert title_of([folder]) == "Import folder “news”"
    assert title_of(files[:1]) == "Import “0.txt”"
    assert title_of(files) == "Import 3 files"
    assert title_of([folder, other]) == "Import 2 folders"
    assert title_of([folder, *files]) == "Import 4 files and folders"
    assert title_of([Path("gone.txt")] * 1200) == "Import 1,200 files"
    assert title_of([Path("a" * 50 + "long.txt")]) == f"Import “{'a' * 22}…{'a' * 3}long.txt”"


def test_a_long_name_fits_in_the_title(qtbot, look):
    made = ImportSheet(look, [Path("Bundesverfassungsgerichtsentscheidungssammlung" * 3)], "", ())
    qtbot.addWidget(made)
    made.show()
    longest = max(made.heading.text().split(), key=len)
    assert made.heading.fontMetrics().horizontalAdvance(longest) <= made.heading.width()
