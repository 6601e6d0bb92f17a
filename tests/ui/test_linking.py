"""Links are copied from the menus of the page, the card and the article."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from newsroom import MOON
from reader import places
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.link import Link, read_link
from reader.model.span import Span


def made(folder: Path, news: Path) -> None:
    news.write_text(MOON, "utf-8")
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "", [])
    library.add_highlight(ArticleId(1), Span(0, 8), 1)
    library.close()


@pytest.fixture(params=["usual", "other"])
def stage(qapp, tmp_path: Path, request):
    folder = places.default_library() if request.param == "usual" else tmp_path / "other"
    made(folder, tmp_path / "moon.txt")
    with Stage(folder, Scene()) as stage:
        stage.settle()
        stage.window.open_article(ArticleId(1), None)
        stage.settle()
        yield stage


def copied() -> Link:
    return read_link(QGuiApplication.clipboard().text())


def library_of(stage: Stage) -> Path:
    return stage.desk.folder


def press(menu: QMenu, words: str) -> None:
    next(each for each in menu.actions() if each.text() == words).trigger()
    menu.close()


def open_menu() -> QMenu:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()
    )


def test_the_article_menu_copies_a_link_to_the_article_then_to_the_chosen_highlight(stage: Stage):
    stage.window.actions_table["copy_link"].trigger()
    assert copied() == Link(ArticleId(1), None, library_of(stage))
    assert stage.window.panes.toasts.message()
    [highlight] = stage.window.panes.page.article().highlights
    stage.window.panes.page.choose_highlight(highlight.id)
    stage.window.actions_table["copy_link"].trigger()
    assert copied() == Link(ArticleId(1), highlight.id, library_of(stage))


def test_the_menus_of_page_and_card_copy_a_link(stage: Stage):
    panes = stage.window.panes
    [highlight] = panes.page.article().highlights
    panes.page.view().menu_asked.emit(QPoint(50, 50))
    menu = open_menu()
    next(each for each in menu.actions() if each.objectName() == "copy_link").trigger()
    menu.close()
    assert copied() == Link(ArticleId(1), None, library_of(stage))
    card = panes.side.notes._cards[highlight.id]
    at = card.rect().center()
    QApplication.sendEvent(card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, card.mapToGlobal(at)))
    press(open_menu(), "Copy Link")
    assert copied() == Link(ArticleId(1), highlight.id, library_of(stage))


def test_a_link_chooses_its_highlight(stage: Stage):
    [highlight] = stage.window.panes.page.article().highlights
    stage.window.panes.page.clear()
    stage.window.open_article(ArticleId(1), highlight.id)
    stage.settle()
    assert stage.window.panes.page.chosen_highlight() == highlight.id
    assert stage.window.panes.side.notes.chosen() == highlight.id
