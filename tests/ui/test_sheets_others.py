"""Welcome, troubles, bugs and the list of shortcuts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.model.errors import ReaderError, Trouble
from reader.ui.look.look import Look
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet, halves
from reader.ui.sheets.trouble import BugSheet, show_trouble
from reader.ui.sheets.welcome import WelcomeOffer, WelcomePane


@pytest.fixture(scope="module", params=["light", "dark"])
def look(qapp, request) -> Look:
    return Look(qapp, request.param)


@pytest.fixture
def welcome(qtbot, look) -> WelcomePane:
    ground = QWidget()
    QVBoxLayout(ground).addWidget(WelcomePane(look))
    ground.resize(690, 800)
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
    pane = ground.findChild(WelcomePane)
    pane.ground = ground
    return pane


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


class TestWelcome:
    def test_each_offer_is_taken_by_click_and_by_key(self, qtbot, welcome):
        signals = (welcome.files_asked, welcome.folder_asked, welcome.sample_asked)
        spies = [QSignalSpy(each) for each in signals]
        for offer in welcome.findChildren(WelcomeOffer):
            qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
            offer.setFocus()
            qtbot.keyClick(offer, Qt.Key.Key_Return)
            qtbot.keyClick(offer, Qt.Key.Key_Space)
        assert [spy.count() for spy in spies] == [3, 3, 3]

    def test_space_is_not_taken_by_the_window(self, qtbot, welcome):
        page_on = QAction("Page on", welcome.ground)
        page_on.setShortcut(QKeySequence("Space"))
        welcome.ground.addAction(page_on)
        spy = QSignalSpy(page_on.triggered)
        offer = welcome.findChildren(WelcomeOffer)[0]
        offer.setFocus()
        qtbot.keyClick(offer, Qt.Key.Key_Space)
        assert spy.count() == 0

    def test_every_sentence_has_room(self, welcome):
        for each in welcome.findChildren(QLabel):
            if each.text():
                assert each.height() >= each.heightForWidth(each.width()), each.text()

    def test_it_says_that_files_can_be_dropped(self, welcome):
        assert any("drop files" in text for text in texts(welcome))


class TestTrouble:
    def test_it_has_a_sentence_and_a_next_step(self, qtbot, look):
        sheet = show_trouble(None, look, ReaderError(Trouble.DISK_FULL, folder="Articles"))
        qtbot.waitUntil(sheet.isActiveWindow)
        shown = texts(sheet)
        assert "There is no room left on the disk of Articles." in shown
        assert "Make room and try again; what was stored before is safe." in shown
        with qtbot.waitSignal(sheet.destroyed):
            qtbot.keyClick(sheet, Qt.Key.Key_Return)

    def test_values_are_never_taken_for_a_page(self, qtbot, look):
        sheet = show_trouble(None, look, ReaderError(Trouble.TAG_INVALID, tag="<b>x</b>"))
        qtbot.addWidget(sheet)
        assert any("<b>x</b>" in text for text in texts(sheet))
        assert all(
            each.textFormat() == Qt.TextFormat.PlainText for each in sheet.findChildren(QLabel) if each.text()
        )


class TestBug:
    def test_the_report_is_shown_and_copied(self, qtbot, qapp, look):
        report = "Traceback (most recent call last):\nValueError: <no>"
        sheet = BugSheet(look, report)
        qtbot.addWidget(sheet)
        sheet.open()
        assert sheet.findChild(QPlainTextEdit).toPlainText() == report
        copy = next(each for each in sheet.findChildren(QPushButton) if each.text() == "Copy report")
        qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
        assert qapp.clipboard().text() == report
        assert copy.text() == "Copied"

    def test_enter_goes_on(self, qtbot, look):
        sheet = BugSheet(look, "x")
        qtbot.addWidget(sheet)
        with qtbot.waitActive(sheet):
            sheet.open()
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
        assert not sheet.isVisible()


class TestShortcuts:
    GROUPS = (
        ("File", [("Import", "Ctrl+O")]),
        ("Edit", [("Undo", "Ctrl+Z"), ("Redo", "Ctrl+Shift+Z · Ctrl+Y")]),
        ("Mark", [(f"Label {number}", str(number)) for number in range(1, 9)]),
    )

    def test_every_action_stands_beside_its_keys(self, qtbot, look):
        sheet = ShortcutsSheet(look, self.GROUPS)
        qtbot.addWidget(sheet)
        sheet.open()
        shown = texts(sheet)
        assert shown[shown.index("Redo") + 1 : shown.index("Redo") + 3] == ["Ctrl+Shift+Z", "Ctrl+Y"]
        assert "FILE" in shown

    def test_the_two_columns_are_about_as_high(self):
        left, right = halves(self.GROUPS)
        assert [name for name, _ in left] == ["File", "Edit"]
        assert [name for name, _ in right] == ["Mark"]

    def test_no_groups_are_no_trouble(self, qtbot, look):
        qtbot.addWidget(ShortcutsSheet(look, []))
        assert halves([]) == ([], [])
