"""How the text is set, chosen on a popover beside the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from newsroom import MOON
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.ui.kit.parts import IconButton
from reader.ui.page.text_style import TextStyle


@pytest.fixture
def stage(qapp, tmp_path: Path):
    folder = tmp_path / "library"
    Library.create(folder)
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library = Library.open(folder, writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.close()
    with Stage(folder, Scene()) as stage:
        stage.settle()
        stage.window.open_article(ArticleId(1), None)
        stage.settle()
        yield stage


@pytest.fixture
def popover(stage: Stage) -> TextStyle:
    stage.window.actions_table["text_style"].trigger()
    return shown(stage)[0]


def shown(stage: Stage) -> list[TextStyle]:
    return [each for each in stage.window.findChildren(TextStyle) if each.isVisible()]


def press(popover: TextStyle, words: str) -> None:
    next(each for each in popover.findChildren(QPushButton) if each.text() == words).click()


def body(stage: Stage):
    block = stage.window.panes.page.view().document().begin()
    while "India" not in block.text() or len(block.text()) < 60:
        block = block.next()
    return block


def test_each_choice_is_seen_on_the_page_at_once_and_kept(stage: Stage, popover: TextStyle):
    press(popover, "Justified")
    press(popover, "Sepia")
    assert body(stage).blockFormat().alignment() == Qt.AlignmentFlag.AlignJustify
    ground = stage.window.grab().toImage().pixelColor(stage.window.panes.page.x() + 20, 500)
    assert ground.name().upper() == "#F6EDDA"
    assert (stage.window.settings.justified, stage.window.settings.sepia) == (True, True)
    press(popover, "Ragged")
    press(popover, "Plain")
    assert body(stage).blockFormat().alignment() != Qt.AlignmentFlag.AlignJustify
    assert popover.isVisible()


def test_it_goes_when_only_the_page_is_wanted(stage: Stage, popover: TextStyle):
    stage.window.actions_table["focus_mode"].trigger()
    stage.settle()
    assert shown(stage) == []
    assert QApplication.focusWidget() is stage.window.panes.page.view()


def test_any_font_of_the_computer_can_be_the_page_s(stage: Stage, popover: TextStyle):
    box = popover.findChild(QComboBox)
    family = next(each for each in QFontDatabase.families() if "DejaVu" in each or "Noto" in each)
    place = box.findText(family)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert body(stage).begin().fragment().charFormat().font().family() == family
    assert (stage.window.settings.page_font, stage.window.settings.own_font) == ("own", family)


def test_it_goes_on_escape_and_the_keys_do_not_reach_the_window(stage: Stage, popover: TextStyle):
    inside = QApplication.focusWidget()
    assert inside is not None
    assert popover.isAncestorOf(inside)
    QTest.keyClick(inside, Qt.Key.Key_U)
    stage.settle()
    assert stage.window.panes.page.article().unread
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert shown(stage) == []
    assert stage.window.isVisible()


def test_it_goes_when_something_else_is_pressed(stage: Stage, popover: TextStyle):
    QTest.mousePress(popover, Qt.MouseButton.LeftButton, pos=QPoint(14, 14))
    assert popover.isVisible()
    view = stage.window.panes.page.view().viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(30, view.height() - 30))
    assert shown(stage) == []


def test_a_second_press_on_its_button_only_closes_it(stage: Stage, popover: TextStyle):
    button = stage.window.panes.page.findChild(IconButton, "text-style")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(stage) == []
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(shown(stage)) == 1


def test_the_zoom_keys_are_followed_by_the_popover(stage: Stage, popover: TextStyle):
    stage.window.actions_table["larger_text"].trigger()
    size = stage.window.settings.text_size
    assert any(each.text() == f"{size} pixels" for each in popover.findChildren(QLabel))
