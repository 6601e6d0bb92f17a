"""Menus on marks and names, an article that lies in the bin, and lists with nothing in them."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hands import opened_menu
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from newsroom import catch_up, named, two_articles
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Shelf
from reader.model.span import Span
from reader.settings import Settings


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = two_articles(tmp_path_factory.mktemp("marked"))
    with closing(Library.open(folder, writable=True)) as library:
        rates = named(library, "rates")
        start = rates.text.index("three key interest rates")
        library.add_highlight(rates.id, Span(start, start + len("three key interest rates")), 2)
        catch_up(library)
    return folder


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, marked: Path) -> Iterator[Stage]:
    folder = shutil.copytree(marked, tmp_path / "library")
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        assert QTest.qWaitForWindowActive(made.window)
        yield made


def open_rates(stage: Stage) -> None:
    stage.ask("title:rates ")
    stage.window.panes.list.select_first()
    stage.settle()


def choose(menu: QMenu, name: str) -> None:
    menu.setActiveAction(next(each for each in menu.actions() if each.objectName() == name))
    QTest.keyClick(menu, Qt.Key.Key_Return)


def menu_by_keys(stage: Stage) -> QMenu:
    stage.window.activateWindow()
    assert QTest.qWaitForWindowActive(stage.window)
    stage.window.panes.page.view().setFocus()
    QTest.keySequence(stage.window.panes.page.view(), "Shift+F10")
    return opened_menu()


def test_a_chosen_highlight_has_a_menu_by_keys(stage: Stage):
    open_rates(stage)
    page = stage.window.panes.page
    page.next_highlight()
    menu = menu_by_keys(stage)
    assert [each.objectName() for each in menu.actions()][1:7] == [
        "note",
        "tags",
        "copy_quote",
        "copy_link",
        "search_quote",
        "remove_highlight",
    ]
    (labels,) = menu.findChildren(QMenu)
    assert len(labels.actions()) == 8
    choose(menu, "copy_quote")
    assert QApplication.clipboard().text() == "three key interest rates"
    menu = menu_by_keys(stage)
    next(each for each in menu.findChildren(QMenu)[0].actions() if each.objectName() == "label_5").trigger()
    menu.close()
    stage.settle()
    assert [each.label for each in page.article().highlights] == [5]
    choose(menu_by_keys(stage), "search_quote")
    stage.settle()
    assert stage.window.panes.list.words() == '"three key interest rates"'
    assert len(stage.window.panes.list.rows_shown()) == 1
    page.next_highlight()
    choose(menu_by_keys(stage), "remove_highlight")
    stage.settle()
    assert page.article().highlights == ()


def test_a_name_is_meant_while_its_menu_is_open(stage: Stage):
    open_rates(stage)
    assert stage.wait_until(stage.has_names)
    page, actions = stage.window.panes.page, stage.window.actions_table
    assert not actions["copy_name"].isEnabled()
    page.next_name()
    assert actions["copy_name"].isEnabled()
    name = page.chosen_mention().name
    menu = menu_by_keys(stage)
    assert menu.actions()[0].text().startswith(name)
    choose(menu, "copy_name")
    assert QApplication.clipboard().text() == name
    choose(menu_by_keys(stage), "hide_kind")
    stage.settle()
    assert stage.window.settings.hidden_families
    assert stage.window.panes.toasts.message().startswith("Hidden: ")


def test_an_open_article_that_is_binned_says_so_and_is_put_back(stage: Stage):
    open_rates(stage)
    page = stage.window.panes.page
    article = page.article()
    assert page._bin_line.isHidden()
    stage.desk.write(Library.move_to_bin, [article.id])  # as another program does it
    stage.settle()
    assert page.article().id == article.id
    assert page._bin_line.isVisible()
    QTest.mouseClick(page._bin_line.button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert page._bin_line.isHidden()
    assert not page.article().binned


def test_an_empty_list_offers_the_next_step_as_a_button(stage: Stage):
    lists = stage.window.panes.list
    empty = lists.answers.empty
    open_rates(stage)
    assert not empty.isVisible()
    stage.ask("zebra")
    assert (empty.button.text(), empty.isVisible()) == ("Clear the Search", True)
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert (lists.words(), len(lists.rows_shown())) == ("", 2)
    assert lists.view().hasFocus()
    stage.window.browsing.take_shelf(Shelf.ARCHIVE)
    stage.settle()
    assert empty.button.text() == "Show All Articles"
    empty.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(empty.button, Qt.Key.Key_Return)
    stage.settle()
    assert (stage.window.browsing.query.shelf, len(lists.rows_shown())) == (Shelf.ALL, 2)


def test_fixed_texts_name_the_keys_in_force(qtbot: QtBot, marked: Path, tmp_path: Path):
    folder = shutil.copytree(marked, tmp_path / "library")
    keys = {"save_search": ("Ctrl+B",), "unread": (), "article_tags": ("Ctrl+T",)}
    with Stage(folder, Scene(), settings=Settings(keys=keys)) as stage:
        stage.settle()
        view = stage.window.panes.collections.view()
        lines = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
        assert "Ctrl+B keeps a search here." in lines
        assert "Ctrl+T tags the open article." in lines
        stage.ask("title:rates ")
        assert stage.window.panes.list.question.field._save.toolTip() == "Save this search (Ctrl+B)"
        stage.window.choosing.show("reading")
        said = [each.text() for each in stage.window.findChildren(QLabel)]
        assert "After so long on the page an article counts as read." in said


def test_a_row_is_opened_and_its_notes_exported_from_its_menu(stage: Stage, tmp_path: Path):
    articles = stage.window.panes.list

    def menu() -> QMenu:
        stage.window.activateWindow()
        assert QTest.qWaitForWindowActive(stage.window)
        articles.focus_list()
        articles.select_first()
        stage.settle()
        QTest.keySequence(articles.view(), "Shift+F10")
        return opened_menu()

    choose(menu(), "open_article")
    assert QApplication.focusWidget() is stage.window.panes.page.view()

    article = stage.window.panes.page.article()
    stage.desk.write(Library.add_highlight, article.id, Span(0, 8), 1, "look here", ())
    stage.settle()
    choose(menu(), "export_article")
    dialog = stage.window.findChild(QFileDialog)
    assert dialog.windowTitle() == "Export highlights and notes of the article"
    dialog.fileSelected.emit(str(tmp_path / "one.md"))
    dialog.close()
    stage.settle()
    text = (tmp_path / "one.md").read_text("utf-8")
    assert "look here" in text
    assert text.count(article.title) >= 1
    assert stage.window.panes.toasts.message().startswith("1 article written")
