"""Tags by mouse and keys: their menus wherever they are seen, renamed, merged, coloured, deleted, undone."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hands import opened_menu
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom import two_articles
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.kit.pills import TagToken
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.tag_sheets import MergeSheet, RenameSheet


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = two_articles(tmp_path_factory.mktemp("tagged"), ["news"])
    with closing(Library.open(folder, writable=True)) as library:
        first, *_ = library.search(Query()).identities()
        library.tag_articles([first], ["bank & rates"])
    return folder


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, tagged: Path) -> Iterator[Stage]:
    folder = shutil.copytree(tagged, tmp_path / "library")
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        assert QTest.qWaitForWindowActive(made.window)
        yield made


def tags(stage: Stage) -> dict[str, int]:
    return {each.tag.name: each.articles for each in stage.window.tagging._tags}


def ask_menu(widget: QWidget, at: QPoint) -> None:
    """Press the right button, as a window system tells of it."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def choose(menu: QMenu, words: str) -> None:
    entry = next(each for each in menu.actions() if each.text().replace("&&", "\0").replace("&", "") == words)
    assert entry.isEnabled(), words
    menu.setActiveAction(entry)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def menu_of_line(stage: Stage, name: str) -> QMenu:
    view = stage.window.panes.collections.view()
    model = view.model()
    row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == name)
    ask_menu(view.viewport(), view.visualRect(model.index(row, 0)).center())
    return opened_menu()


def sheet(stage: Stage, kind: type[QWidget]) -> QWidget:
    (found,) = [each for each in stage.window.findChildren(kind) if each.isVisible()]
    return found


def rename(stage: Stage, name: str) -> None:
    asked = sheet(stage, RenameSheet)
    line = asked.findChild(QLineEdit)
    assert stage.wait_until(line.hasFocus)
    line.selectAll()
    QTest.keyClicks(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.settle()


def undo(stage: Stage) -> None:
    stage.window.activateWindow()
    assert QTest.qWaitForWindowActive(stage.window)
    QTest.keySequence(stage.window, "Ctrl+Z")
    stage.settle()


def test_a_tag_is_renamed_from_its_line_and_looked_at_under_its_new_name(stage: Stage):
    choose(menu_of_line(stage, "news"), "Show Articles with the Tag")
    stage.settle()
    assert stage.window.browsing.query.tag == "news"
    choose(menu_of_line(stage, "news"), "Rename Tag…")
    rename(stage, "World news")
    assert tags(stage) == {"bank & rates": 1, "World news": 2}
    assert stage.window.browsing.query.tag == "World news"
    assert len(stage.window.panes.list.rows_shown()) == 2
    assert stage.window.panes.toasts.message() == "Tag “news” is now “World news”"
    undo(stage)
    assert tags(stage) == {"bank & rates": 1, "news": 2}
    assert stage.window.browsing.query.tag == "news"
    assert len(stage.window.panes.list.rows_shown()) == 2


def test_the_name_of_another_tag_merges_after_a_question(stage: Stage):
    choose(menu_of_line(stage, "bank & rates"), "Rename Tag…")
    rename(stage, "NEWS")
    question = sheet(stage, QuestionSheet)
    assert question.windowTitle() == "Merge “bank & rates” into “news”?"
    assert tags(stage) == {"bank & rates": 1, "news": 2}
    (merge,) = [each for each in question.findChildren(QPushButton) if each.text() == "Merge"]
    QTest.mouseClick(merge, Qt.MouseButton.LeftButton)
    stage.settle()
    assert tags(stage) == {"news": 2}
    undo(stage)
    assert tags(stage) == {"bank & rates": 1, "news": 2}


def test_a_tag_is_merged_into_one_that_is_chosen(stage: Stage):
    choose(menu_of_line(stage, "news"), "Merge Tag into…")
    shown = sheet(stage, MergeSheet).findChild(QListWidget)
    assert [shown.item(n).text() for n in range(shown.count())] == ["bank & rates"]
    QTest.keyClick(shown, Qt.Key.Key_Return)
    stage.settle()
    assert tags(stage) == {"bank & rates": 2}


def test_a_name_that_cannot_be_one_is_refused_before_it_is_asked_for(stage: Stage):
    choose(menu_of_line(stage, "news"), "Rename Tag…")
    asked = sheet(stage, RenameSheet)
    line = asked.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Space)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not asked.isVisible()
    assert tags(stage) == {"bank & rates": 1, "news": 2}


def test_a_tag_of_a_row_has_its_menu_by_mouse_and_by_keys(stage: Stage):
    pane = stage.window.panes.list
    view = pane.view()
    row = next(n for n, each in enumerate(pane.rows_shown()) if len(each.tags) == 2)
    index = pane.answers.model.index(row)
    option, shown = view.option_of(index), pane.answers.model.row(row)
    points = [
        QPoint(x, y) for y in range(option.rect.top(), option.rect.bottom(), 4) for x in range(10, 300, 6)
    ]
    hit = {pane.answers.delegate.tag_at(shown, option, each.toPointF()): each for each in points}
    assert set(hit) == {"", "bank & rates", "news"}
    view.customContextMenuRequested.emit(hit["bank & rates"])
    choose(opened_menu(), "Delete Tag")
    stage.settle()
    assert tags(stage) == {"news": 2}
    assert stage.window.panes.toasts.message() == "Tag “bank & rates” deleted"
    undo(stage)
    pane.focus_list()
    pane.select_first()
    stage.settle()
    QTest.keySequence(view, "Shift+F10")
    choose(opened_menu(), "Tag “news”…")
    choose(opened_menu(), "Show Articles with the Tag")
    stage.settle()
    assert stage.window.browsing.query.tag == "news"


def test_a_tag_beside_the_article_has_its_menu_and_takes_a_colour(stage: Stage):
    stage.window.panes.list.select_first()
    stage.settle()
    stage.window._open_article_tags()
    token = next(each for each in stage.window.findChildren(TagToken) if each.tag.name == "news")
    ask_menu(token, token.rect().center())
    (colours,) = opened_menu().findChildren(QMenu)
    teal = next(each for each in colours.actions() if each.text().replace("&", "") == "Colour the Tag Teal")
    teal.trigger()
    opened_menu().close()
    stage.settle()
    shown = stage.window.panes.page.article()
    assert [each.colour for each in shown.tags if each.name == "news"] == ["teal"]
    assert (
        next(each for each in stage.window.findChildren(TagToken) if each.tag.name == "news").tag.colour
        == "teal"
    )


def test_the_line_of_a_tag_hears_f2_and_del(stage: Stage):
    view = stage.window.panes.collections.view()
    stage.window.browsing.take_tag("news")
    stage.settle()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    rename(stage, "today")
    assert set(tags(stage)) == {"bank & rates", "today"}
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    stage.settle()
    assert set(tags(stage)) == {"bank & rates"}
    assert stage.window.browsing.query.tag is None
    assert len(stage.window.panes.list.rows_shown()) == 2


def test_a_tag_on_a_note_card_has_its_menu(stage: Stage):
    window = stage.window
    window.panes.list.select_first()
    stage.settle()
    article = window.panes.page.article()
    stage.desk.write(Library.add_highlight, article.id, Span(0, 8), 1, "", ("port",))
    stage.settle()
    window.panes.page.next_highlight()
    stage.settle()
    card = window.panes.side.notes
    token = next(each for each in card.findChildren(TagToken) if each.tag.name == "port")
    ask_menu(token, token.rect().center())
    choose(opened_menu(), "Delete Tag")
    stage.settle()
    assert "port" not in tags(stage)
    assert window.panes.page.article().highlights[0].tags == ()
