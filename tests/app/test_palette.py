"""The palette, the sheet of keys and the page that changes them, in the real window with real keys."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hands import press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Shelf
from reader.ui.actions.mnemonics import letter_of
from reader.ui.kit.parts import IconButton, KeyLabel
from reader.ui.kit.scroll import ScrollColumn
from reader.ui.palette.offers import Kind, Offer
from reader.ui.palette.palette import Palette
from reader.ui.sheets.keys_page import KeysPage
from reader.ui.sheets.preferences_sheet import PreferencesSheet
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    folder, news = tmp_path / "library", tmp_path / "Evening Post"
    Library.create(folder)
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(RATES, "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "Evening Post", ["economy"])
        for article in library.unrecognised(5):
            for _ in library.recognise(article):
                pass
        for _ in library.catch_up():
            pass
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        yield made


def type_in(stage: Stage, words: str) -> Palette:
    """Open the palette by its key and type in it."""
    press(stage, Key.Key_K, CTRL)
    palette = stage.window.commanding.palette
    assert palette.is_open()
    QTest.keyClicks(QApplication.focusWidget(), words)
    stage.settle()
    return palette


def to_front(stage: Stage) -> None:
    stage.window.activateWindow()
    assert QTest.qWaitForWindowActive(stage.window)


def shown(palette: Palette) -> list[tuple[Kind, str]]:
    return [(offer.kind, offer.words) for offer in palette.offers()]


def test_every_kind_of_thing_is_in_one_list_and_is_gone_to(stage: Stage):
    palette = type_in(stage, "econ")
    assert shown(palette)[0] == (Kind.TAG, "economy")
    press(stage, Key.Key_Return)
    assert not palette.isVisible()
    assert stage.window.browsing.query.tag == "economy"

    palette = type_in(stage, "unread")
    assert (Kind.SHELF, "Unread") in shown(palette)
    while palette.current().kind is not Kind.SHELF:
        press(stage, Key.Key_Down)
    press(stage, Key.Key_Return)
    assert stage.window.browsing.query.shelf is Shelf.UNREAD

    palette = type_in(stage, "european ce")
    assert (
        shown(palette)[0] == (Kind.NAME, "The European Central Bank")
        or "Central Bank" in shown(palette)[0][1]
    )
    press(stage, Key.Key_Return)
    assert stage.window.browsing.query.name is not None
    assert stage.window.browsing.found.total == 1

    palette = type_in(stage, "lander moon")
    assert [kind for kind, _ in shown(palette)][-2:] == [Kind.ARTICLE, Kind.WORDS]
    press(stage, Key.Key_Return)
    article = stage.window.panes.page.article()
    assert article is not None
    assert "lander" in article.title

    type_in(stage, "lander moon")
    press(stage, Key.Key_Up)  # round to the last line
    press(stage, Key.Key_Return)
    assert stage.window.panes.list.words() == "lander moon"
    assert stage.window.browsing.found.total == 1


def test_a_command_runs_and_is_remembered(stage: Stage):
    palette = type_in(stage, "dark")
    assert shown(palette)[0] == (Kind.COMMAND, "Dark Theme")
    press(stage, Key.Key_Return)
    assert stage.window._look.theme.dark
    assert stage.window.settings.recent_choices == ("command:theme_dark",)
    palette = type_in(stage, "")
    assert shown(palette)[0] == (Kind.COMMAND, "Dark Theme")
    assert palette.model.lines[0].heading == "Recently used"


def test_it_is_left_by_esc_by_its_key_and_by_a_click_and_gives_the_focus_back(stage: Stage):
    press(stage, Key.Key_Slash)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "comet")
    for leave in (
        lambda palette: press(stage, Key.Key_Escape),
        lambda palette: press(stage, Key.Key_K, CTRL),
        lambda palette: QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 400)),
    ):
        palette = type_in(stage, "star")
        leave(palette)
        assert not palette.isVisible()
        assert QApplication.focusWidget() is field
    assert field.text() == "comet"


def test_what_is_not_possible_now_says_so_and_does_nothing(stage: Stage):
    palette = type_in(stage, "move to the bin")
    assert not palette.current().possible
    press(stage, Key.Key_Return)
    assert palette.isVisible()
    assert "Not possible now" in stage.window.panes.toasts.message()


def test_enter_before_the_answers_waits_for_them(stage: Stage):
    press(stage, Key.Key_K, CTRL)
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "chandrayaan")
    QTest.keyClick(line, Key.Key_Return)
    stage.settle()
    assert not stage.window.commanding.palette.isVisible()
    assert stage.window.panes.page.article() is not None or stage.window.browsing.query.name is not None


def test_a_saved_search_is_found_and_shown(stage: Stage):
    stage.desk.write(Library.save_search, "Rate cuts", "rates bank", 0)
    stage.settle()
    palette = type_in(stage, "rate c")
    assert shown(palette)[0] == (Kind.SEARCH, "Rate cuts")
    press(stage, Key.Key_Return)
    assert stage.window.panes.list.words() == "rates bank"
    assert stage.window.browsing.query.look is not None
    assert stage.window.settings.recent_choices[0].startswith("search:")


def test_other_sources_are_offered_too(stage: Stage):
    done: list[str] = []
    stage.window.commanding.add_source(
        lambda: [Offer(Kind.SEARCH, "7", "Strikes at ports", value=lambda: done.append("gone to"))]
    )
    palette = type_in(stage, "strikes")
    assert shown(palette)[0] == (Kind.SEARCH, "Strikes at ports")
    press(stage, Key.Key_Return)
    assert done == ["gone to"]


def test_single_keys_and_the_palette_in_every_field(stage: Stage):
    """Single keys write, Ctrl+K opens the palette, wherever something can be written."""
    window = stage.window
    press(stage, Key.Key_J)
    words = window.panes.page.article().text
    start = words.index("rates") if "rates" in words else words.index("lander")
    stage.desk.write(
        Library.add_highlight, window.panes.page.article().id, _span(start, start + 5), 1, "Note"
    )
    stage.settle()
    press(stage, Key.Key_BracketRight)
    press(stage, Key.Key_N)
    fired: list[str] = []
    window.actions_table.triggered.connect(fired.append)
    fields = [each for each in window.findChildren(QLineEdit) if each.isVisible() and not each.isReadOnly()]
    fields += [each for each in window.findChildren(QPlainTextEdit) if each.isVisible()]
    assert len(fields) >= 2
    for field in fields:
        field.setFocus()
        for key in "jkhntsu123/?[]":
            QTest.keyClicks(field, key)
        for key in (Key.Key_Space, Key.Key_Delete, Key.Key_Backspace):
            QTest.keyClick(field, key)
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert "jkhntsu123/?[]" in text
        assert fired == []
        press(stage, Key.Key_K, CTRL)
        assert fired.pop() == "palette"
        press(stage, Key.Key_Escape)


def _span(start: int, end: int):
    from reader.model.span import Span

    return Span(start, end)


def test_undo_in_a_note_takes_typing_back_first(stage: Stage):
    window = stage.window
    press(stage, Key.Key_J)
    press(stage, Key.Key_S)
    article = window.panes.page.article()
    stage.desk.write(Library.add_highlight, article.id, _span(0, 5), 1)
    stage.settle()
    press(stage, Key.Key_BracketRight)
    press(stage, Key.Key_N)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, "words")
    press(stage, Key.Key_Z, CTRL)
    assert field.toPlainText() == ""
    assert len(window.panes.page.article().highlights) == 1
    press(stage, Key.Key_Z, CTRL)
    assert window.panes.page.article().highlights == ()


class TestKeys:
    @pytest.fixture
    def page(self, stage: Stage) -> KeysPage:
        stage.window.activateWindow()
        press(stage, Key.Key_Question)
        (sheet,) = stage.window.findChildren(ShortcutsSheet)
        next(each for each in sheet.findChildren(QPushButton) if each.text() == "Change Keys…").click()
        stage.settle()
        page = stage.window.findChild(KeysPage)
        assert page is not None
        return page

    def close(self, stage: Stage) -> None:
        (sheet,) = stage.window.findChildren(PreferencesSheet)
        sheet.accept()
        stage.settle()
        to_front(stage)

    def choose(self, page: KeysPage, words: str) -> None:
        page.search.setFocus()
        page.search.selectAll()
        QTest.keyClicks(page.search, words)
        page.list.setFocus()
        QTest.keyClick(page.list, Key.Key_Home)
        QTest.keyClick(page.list, Key.Key_Return)
        assert QApplication.focusWidget() is page.field

    def test_they_change_at_once_in_menu_tip_palette_and_sheet(self, stage: Stage, page: KeysPage):
        self.choose(page, "star")
        QTest.keyClick(page.field, Key.Key_B, CTRL)
        assert page.field.text() == "Ctrl+B"
        assert stage.window.settings.keys == {"star": ("Ctrl+B",)}
        self.choose(page, "next article")
        QTest.keyClick(page.field, Key.Key_X)
        self.choose(page, "search articles")
        QTest.keyClick(page.field, Key.Key_F4)
        page.choose("highlight")
        QTest.keyClick(page.field, Key.Key_W)
        self.close(stage)
        press(stage, Key.Key_X)
        assert stage.window.panes.page.article() is not None
        press(stage, Key.Key_S)
        assert not stage.window.panes.page.article().starred
        press(stage, Key.Key_B, CTRL)
        assert stage.window.panes.page.article().starred
        assert stage.window.actions_table["star"].shortcut().toString() == "Ctrl+B"
        assert "Remove Star (Ctrl+B)" in {each.toolTip() for each in stage.window.findChildren(IconButton)}
        hint = stage.window.panes.side.notes.findChildren(QLabel)
        assert any("press w, or 1 to 8" in each.text() for each in hint)
        assert "F4" in {each.text() for each in stage.window.findChildren(KeyLabel)}
        palette = type_in(stage, "star")
        assert palette.current().keys == ("Ctrl+B",)
        press(stage, Key.Key_Escape)
        press(stage, Key.Key_Question)
        sheet = next(each for each in stage.window.findChildren(ShortcutsSheet) if each.isVisible())
        texts = [each.text() for each in sheet.findChildren(QLabel)]
        assert texts[texts.index("Star") + 1] == "Ctrl+B"  # its own name, though the article has a star

    def test_a_key_that_is_taken_names_who_has_it(self, stage: Stage, page: KeysPage):
        self.choose(page, "mark as read")
        QTest.keyClick(page.field, Key.Key_S)
        assert page.message() == "S belongs to “Star”."
        assert stage.window.settings.keys == {}
        QTest.mouseClick(page.take_it, Qt.MouseButton.LeftButton)
        assert stage.window.settings.keys == {"star": (), "unread": ("S",)}
        QTest.keyClick(page.field, Key.Key_Return)
        assert "Press another" in page.message()
        page.usual.click()
        page.choose("star")
        page.usual.click()
        assert stage.window.settings.keys == {}
        page.none.click()
        assert stage.window.actions_table["star"].shortcuts() == []
        page.all_usual.click()
        assert stage.window.actions_table["star"].shortcut().toString() == "S"

    def test_esc_leaves_the_keys_and_not_the_sheet(self, stage: Stage, page: KeysPage):
        self.choose(page, "quit")
        QTest.keyClick(page.field, Key.Key_Escape)
        assert page.isVisible()
        assert QApplication.focusWidget() is page.list

    def test_an_action_is_found_by_its_keys(self, page: KeysPage):
        QTest.keyClicks(page.search, "ctrl+o")
        assert [line.offer.key for line in page.model.lines if line.offer] == ["import_files"]


def test_the_sheet_shows_every_action_whatever_is_open(stage: Stage):
    def told() -> list[str]:
        press(stage, Key.Key_Question)
        sheet = next(each for each in stage.window.findChildren(ShortcutsSheet) if each.isVisible())
        texts = [each.text() for each in sheet.findChildren(QLabel)]
        scroll = sheet.findChild(ScrollColumn)
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()  # no key is cut off
        sheet.reject()
        stage.settle()
        to_front(stage)
        return texts

    before = told()
    assert {"Undo", "Mark as Read or Unread", "Move to the Bin", "About Pressmark"} <= set(before)
    press(stage, Key.Key_J)
    press(stage, Key.Key_S)
    press(stage, Key.Key_U)
    assert told() == before


def test_every_entry_of_every_menu_has_a_letter_of_its_own(stage: Stage):
    def check() -> None:
        stage.window.show_recent(("/tmp/one", "/tmp/two & three"))
        for menu in stage.window.menuBar().findChildren(QMenu):
            entries = [each.text() for each in menu.actions() if not each.isSeparator()]
            letters = [letter_of(words) for words in entries]
            assert all(letters), entries
            assert len(set(letters)) == len(letters), entries

    check()
    press(stage, Key.Key_J)
    press(stage, Key.Key_S)
    press(stage, Key.Key_U)
    check()
