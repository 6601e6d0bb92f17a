"""More like this, through the real window with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press, search
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Sort
from reader.model.span import Span

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier

NEWS = {
    "2025-11-01": (
        "Dockers strike in the harbour",
        "The dockers began a strike. The ferry stays in harbour.",
    ),
    "2025-11-02": (
        "Strike goes on",
        "Talks failed with the dockers; no ferry left harbour in the strike.",
    ),
    "2025-11-03": ("Comet in the north", "A comet with a bright tail was seen by astronomers in the night."),
    "2025-11-04": (
        "Bright tail of a comet",
        "Astronomers say the comet and its bright tail stay on.",
    ),
    "2025-11-05": ("Rates stay", "The bank kept its rates. The ferry of the harbour was no matter for it."),
    "2025-11-06": ("Bread", "Prices of bread rose in spring, the office said. The bank kept silent."),
}


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    news = tmp_path / "Evening Post"
    news.mkdir()
    for day, (title, body) in NEWS.items():
        (news / f"{day}.txt").write_text(f"Title: {title}\nDate: {day}\n\n{body}\n", "utf-8")
    Library.create(tmp_path / "library")
    with Stage(tmp_path / "library", Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.importing.run([news], "Evening Post", [])
        made.settle()
        made.wait_until(lambda: not made.desk.is_indexing())
        made.settle()
        yield made


def titles(stage: Stage) -> list[str]:
    return [row.title for row in stage.window.panes.list.rows_shown()]


def chips(stage: Stage) -> list[str]:
    return [each.text() for each in stage.window.panes.list.question.chips.buttons()]


def test_a_key_lists_what_is_like_the_open_article_and_escape_leads_back(stage: Stage):
    lists, page = stage.window.panes.list, stage.window.panes.page
    stage.window.browsing.take_sort(Sort.DATE)
    lists.set_sort(Sort.DATE)
    search(stage, "harbour strike ")
    assert titles(stage) == ["Strike goes on", "Dockers strike in the harbour"]
    assert page.article().title == "Strike goes on"
    press(stage, Key.Key_M)
    assert lists.words() == f"like:{page.article().id}"
    assert titles(stage)[0] == "Dockers strike in the harbour"
    assert "Strike goes on" not in titles(stage)
    assert chips(stage) == ["Like “Strike goes on”"]
    assert (stage.window.browsing.query.sort, stage.window.browsing.usual_sort) == (Sort.RELEVANCE, Sort.DATE)
    assert lists.rows_shown()[0].snippet.marks
    assert not page.view().hits()
    press(stage, Key.Key_J)
    assert page.article().title == "Dockers strike in the harbour"
    outlined = [page.article().text[span.start : span.end] for span in page.view().hits()]
    assert outlined[:3] == ["Dockers", "strike", "dockers"]
    press(stage, Key.Key_M)
    assert titles(stage)[0] == "Strike goes on"
    press(stage, Key.Key_Escape)
    assert chips(stage) == ["Like “Strike goes on”"]
    press(stage, Key.Key_Escape)
    assert (lists.words(), titles(stage)) == (
        "harbour strike ",
        ["Strike goes on", "Dockers strike in the harbour"],
    )
    assert stage.window.browsing.query.sort is Sort.DATE
    assert page.article().title == "Strike goes on"


def test_a_click_on_the_chip_leads_back_too(stage: Stage, qtbot: QtBot):
    lists, page = stage.window.panes.list, stage.window.panes.page
    search(stage, "comet tail ")
    before = titles(stage)
    press(stage, Key.Key_M)
    assert titles(stage) == [title for title in before if title != page.article().title]
    qtbot.mouseClick(lists.question.chips.buttons()[0], Qt.MouseButton.LeftButton)
    stage.settle()
    assert (lists.words(), titles(stage)) == ("comet tail ", before)


def test_more_filters_narrow_what_is_alike_and_stay_when_it_is_taken_out(stage: Stage, qtbot: QtBot):
    lists = stage.window.panes.list
    search(stage, "comet tail ")
    press(stage, Key.Key_M)
    like = lists.words()
    search(stage, f"{like} date:2025-11-01")
    assert titles(stage) == []
    qtbot.mouseClick(lists.question.chips.buttons()[0], Qt.MouseButton.LeftButton)
    stage.settle()
    assert lists.words() == "date:2025-11-01"
    assert titles(stage) == ["Dockers strike in the harbour"]


def test_a_selected_passage_is_likened_from_its_menu(stage: Stage):
    window = stage.window
    page, lists = window.panes.page, window.panes.list
    search(stage, "title:rates ")
    assert page.article().title == "Rates stay"
    text = page.article().text
    start = text.index("The bank kept")
    page.select(Span(start, start + len("The bank kept")))
    stage.settle()
    page.view().menu_asked.emit(page.view().mapToGlobal(QPoint(40, 40)))
    menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
    menu.setActiveAction(next(each for each in menu.actions() if each.objectName() == "more_like_this"))
    QTest.keyClick(menu, Key.Key_Return)
    stage.settle()
    stage.window.activateWindow()  # as a window manager does when a menu is gone
    stage.settle()
    assert lists.words() == f'like:{page.article().id}"bank"', "kept is a word of any text"
    assert {*titles(stage)} == {"Bread"}
    assert chips(stage) == ["Like “bank”"]
    press(stage, Key.Key_Escape)
    assert lists.words() == "title:rates "
    assert page.article().title == "Rates stay"
    assert page.selected_span() == Span(start, start + len("The bank kept"))


def test_a_passage_that_nothing_tells_from_others_is_answered_with_a_sentence(stage: Stage):
    page = stage.window.panes.page
    search(stage, "title:rates ")
    start = page.article().text.index("matter")
    page.select(Span(start, start + len("matter")))
    stage.settle()
    press(stage, Key.Key_M)
    assert stage.window.panes.list.words() == "title:rates "
    assert "No word of the selection" in stage.window.panes.toasts.message()
