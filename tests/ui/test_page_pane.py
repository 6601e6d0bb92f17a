"""The bar above the page, and what is shown when no article is open."""

import pytest
from pages import article
from panes import open_pane
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QToolButton

from reader.model.article import Role
from reader.model.span import Span
from reader.ui.page.crumb import Crumb
from reader.ui.page.empty import EmptyPage
from reader.ui.page.pane import PagePane


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 800, active=True)


def buttons(pane: PagePane) -> list[QToolButton]:
    bar = pane.selection_bar()
    return [
        each for each in pane.findChildren(QToolButton) if each.isVisible() and not bar.isAncestorOf(each)
    ]


def button(pane: PagePane, tip: str) -> QToolButton:
    return next(each for each in buttons(pane) if each.toolTip().startswith(tip))


def test_no_article(pane):
    hint = pane.findChild(EmptyPage)
    assert hint.isVisible()
    assert [each.text() for each in hint.findChildren(QLabel) if each.property("kind") == "key"] == [
        "J",
        "K",
        "/",
    ]
    assert [each.toolTip() for each in buttons(pane)] == ["Collections", "Back", "Forward", "Side Bar"]
    assert pane.article() is None
    assert pane.selected_span() is None
    assert pane.painted_marks() == []
    for act in (pane.next_highlight, pane.page_down, pane.page_up, pane.clear_selection, pane.clear):
        act()


def test_closing_an_article_leaves_nothing_of_it(pane):
    pane.show_article(article())
    pane.select(Span(0, 3))
    pane.clear()
    assert pane.findChild(EmptyPage).isVisible()
    assert not pane.view().isVisible()
    assert not pane.selection_bar().isVisible()
    assert pane.article() is None
    assert pane.selected_span() is None


def test_the_greeting_of_an_empty_library(pane):
    greeting = QLabel("Welcome")
    pane.set_welcome(greeting)
    assert not greeting.isVisible()
    pane.set_welcome_shown(True)
    assert greeting.isVisible()
    pane.show_article(article())
    assert not greeting.isVisible()
    assert pane.view().isVisible()
    pane.clear()
    assert greeting.isVisible()
    pane.set_welcome_shown(False)
    assert pane.findChild(EmptyPage).isVisible()


@pytest.mark.parametrize(
    ("tip", "signal"),
    [
        ("Collections", "collections_asked"),
        ("Star", "star_asked"),
        ("Tags of the Article", "article_tags_asked"),
        ("Move to the Bin", "delete_asked"),
        ("Side Bar", "sidebar_asked"),
    ],
)
@pytest.mark.parametrize("by_key", [False, True])
def test_the_buttons_ask(qtbot, pane, tip, signal, by_key):
    pane.show_article(article())
    asked = QSignalSpy(getattr(pane, signal))
    pressed = button(pane, tip)
    if by_key:
        pressed.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(pressed, Qt.Key.Key_Space)
    else:
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert asked.count() == 1


def test_every_button_has_a_name(pane):
    pane.show_article(article())
    assert len(buttons(pane)) == 10
    assert all(each.accessibleName() and each.accessibleName() == each.toolTip() for each in buttons(pane))


def test_a_star_and_the_bin_are_shown_as_they_are(qtbot, pane):
    pane.show_article(article(starred=True, binned=True))
    restored = QSignalSpy(pane.restore_asked)
    qtbot.mouseClick(button(pane, "Move to the Bin"), Qt.MouseButton.LeftButton)
    assert restored.count() == 1
    pane.refresh(article())
    deleted = QSignalSpy(pane.delete_asked)
    qtbot.mouseClick(button(pane, "Move to the Bin"), Qt.MouseButton.LeftButton)
    assert deleted.count() == 1


def test_highlight_and_note_need_something_to_work_on(qtbot, pane):
    pane.show_article(article())
    highlight, note = button(pane, "Highlight"), button(pane, "Write a Note")
    assert not highlight.isEnabled()
    assert not note.isEnabled()
    assert highlight.toolTip() == "Highlight: select some words first"
    pane.select(Span(4, 9))
    asked, noted = QSignalSpy(pane.highlight_asked), QSignalSpy(pane.note_on_selection_asked)
    qtbot.mouseClick(highlight, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    assert tuple(asked.at(0)) == (4, 9, 0)
    assert tuple(noted.at(0)) == (4, 9)
    pane.clear_selection()
    assert not highlight.isEnabled()


def test_a_long_way_is_cut_before_the_place_in_it(qtbot, pane):
    pane.show_article(article([(Role.TITLE, "x")]))
    pane.resize(900, 600)
    crumb = pane.findChild(Crumb)
    pane.set_crumb("moon landing", "Article 3 of 12")
    qtbot.waitUntil(lambda: crumb.shown() == "moon landing  ›  Article 3 of 12")
    pane.set_crumb("a search of very many words " * 8, "Article 3 of 12")
    assert crumb.shown().startswith("a search")
    assert crumb.shown().endswith("…  ›  Article 3 of 12")
    pane.resize(480, 600)
    qtbot.waitUntil(lambda: crumb.shown() in ("Article 3 of 12", "Article 3 …", "Article…", "…"))
    assert crumb.text().startswith("a search"), "a screen reader hears it whole"


def test_a_long_crumb_gives_way_to_the_buttons(pane):
    pane.show_article(article([(Role.TITLE, "x")]))
    pane.resize(400, 600)
    pane.set_crumb("a search of very many words " * 8)
    crumb = pane.findChild(Crumb)
    assert crumb.toolTip().startswith("a search")
    assert all(pane.rect().contains(each.geometry()) for each in buttons(pane))
    assert crumb.geometry().right() < button(pane, "Star").geometry().left()
    assert pane.minimumSizeHint().width() <= 400
