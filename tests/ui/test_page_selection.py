"""Selecting, the small bar, and choosing highlights, with real keys and clicks."""

from dataclasses import replace

import pytest
from pages import article, highlight, highlight_at
from panes import open_pane
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton, QToolTip

from reader.model.annotation import Label
from reader.model.article import Role
from reader.model.ids import HighlightId
from reader.model.span import Span
from reader.ui.page.pane import PagePane
from reader.ui.page.selection_bar import LabelSpot

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    made = open_pane(qtbot, look, 900, active=True)
    made.show_article(article())
    return made


def span_of(pane: PagePane, words: str) -> Span:
    start = pane.article().text.index(words)
    return Span(start, start + len(words))


def point_at(pane: PagePane, offset: int) -> QPoint:
    cursor = pane.view().textCursor()
    cursor.setPosition(pane.view().places().position_at(offset))
    return pane.view().cursorRect(cursor).center()


def drag(qtbot, pane: PagePane, words: str, *, backwards: bool = False) -> None:
    span = span_of(pane, words)
    ends = [point_at(pane, span.start), point_at(pane, span.end)]
    if backwards:
        ends.reverse()
    viewport = pane.view().viewport()
    qtbot.mousePress(viewport, LEFT, pos=ends[0])
    qtbot.mouseMove(viewport, ends[1] + QPoint(0, 1))
    qtbot.mouseMove(viewport, ends[1])
    qtbot.mouseRelease(viewport, LEFT, pos=ends[1])


def click_on(qtbot, pane: PagePane, number: int) -> None:
    mark = next(each for each in pane.painted_marks() if each.highlight == number)
    qtbot.mouseClick(pane.view().viewport(), LEFT, pos=mark.rects[0].center().toPoint())


def show_marks(pane: PagePane, *marks) -> None:
    shown = pane.article()
    pane.refresh(replace(shown, highlights=tuple(highlight(mark[0], shown, *mark[1:]) for mark in marks)))


def spot(pane: PagePane, number: int) -> LabelSpot:
    return next(each for each in pane.selection_bar().findChildren(LabelSpot) if each.number == number)


def tool(pane: PagePane, tip: str) -> QToolButton:
    return next(
        each for each in pane.selection_bar().findChildren(QToolButton) if each.toolTip().startswith(tip)
    )


def told(spy: QSignalSpy) -> list:
    return [tuple(spy.at(place)) for place in range(spy.count())]


def on_viewport(pane: PagePane) -> QRect:
    corner = pane.view().viewport().mapTo(pane, QPoint(0, 0))
    return pane.selection_bar().body().translated(-corner)


@pytest.mark.parametrize("backwards", [False, True])
def test_dragging_selects_and_shows_the_bar_beside_it(qtbot, pane, backwards):
    bar = pane.selection_bar()
    span = span_of(pane, "flows through ten")
    viewport = pane.view().viewport()
    qtbot.mousePress(viewport, LEFT, pos=point_at(pane, span.start))
    qtbot.mouseMove(viewport, point_at(pane, span.end))
    assert pane.selected_span() is not None
    assert not bar.isVisible()  # not while dragging
    qtbot.mouseRelease(viewport, LEFT, pos=point_at(pane, span.end))
    pane.clear_selection()
    assert not bar.isVisible()
    drag(qtbot, pane, "flows through ten", backwards=backwards)
    assert pane.selected_span() == span
    assert bar.isVisible()
    lines = [line.toRect() for line in pane.view().lines_of(span)]
    assert not any(on_viewport(pane).intersects(line) for line in lines)
    assert (on_viewport(pane).bottom() < lines[0].top()) == backwards
    assert viewport.rect().contains(on_viewport(pane))


def test_the_bar_leaves_focus_and_copying_alone(qtbot, pane):
    pane.view().setFocus()
    drag(qtbot, pane, "flows through ten")
    qtbot.mouseClick(tool(pane, "Copy"), LEFT)
    assert QGuiApplication.clipboard().text() == "flows through ten"
    assert QApplication.focusWidget() is pane.view()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(pane.view(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "flows through ten"
    assert pane.selection_bar().isVisible()


def test_escape_takes_away_the_bar_then_the_selection(qtbot, pane):
    drag(qtbot, pane, "flows through ten")
    qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
    assert not pane.selection_bar().isVisible()
    assert pane.selected_span() is not None
    qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
    assert pane.selected_span() is None


def test_the_bar_asks_for_highlight_note_and_tags(qtbot, pane):
    on_selection = ("highlight_asked", "note_on_selection_asked", "tags_on_selection_asked")
    asked = {name: QSignalSpy(getattr(pane, name)) for name in (*on_selection, "note_asked", "label_asked")}
    span = span_of(pane, "flows through ten")
    drag(qtbot, pane, "flows through ten")
    qtbot.mouseClick(spot(pane, 5), LEFT)
    qtbot.mouseClick(tool(pane, "Write a Note"), LEFT)
    qtbot.mouseClick(tool(pane, "Tags"), LEFT)
    assert told(asked["highlight_asked"]) == [(span.start, span.end, 5)]
    assert told(asked["note_on_selection_asked"]) == [(span.start, span.end)]
    assert told(asked["tags_on_selection_asked"]) == [(span.start, span.end)]
    assert told(asked["note_asked"]) == told(asked["label_asked"]) == []
    assert not tool(pane, "Remove").isVisible()


def test_the_spots_say_number_and_name(pane):
    assert len(pane.selection_bar().findChildren(LabelSpot)) == 8
    pane.set_labels((Label(1, "Important", "yellow"), Label(2, "Proof", "green")))
    assert spot(pane, 2).toolTip() == "2 · Proof"
    assert spot(pane, 2).accessibleName() == "Label Proof"
    assert all(
        child.focusPolicy() == Qt.FocusPolicy.NoFocus
        for child in pane.selection_bar().findChildren(LabelSpot)
    )


def test_keys_select_and_show_the_bar(qtbot, pane):
    view = pane.view()
    view.setFocus()
    cursor = view.textCursor()
    cursor.setPosition(view.places().position_at(span_of(pane, "flows").start))
    view.setTextCursor(cursor)
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_span() == span_of(pane, "flows")
    assert pane.selection_bar().isVisible()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert not pane.selection_bar().isVisible()


def test_a_double_click_selects_a_word(qtbot, pane):
    point = point_at(pane, span_of(pane, "through ten").start + 2)
    qtbot.mouseClick(pane.view().viewport(), LEFT, pos=point)
    qtbot.mouseDClick(pane.view().viewport(), LEFT, pos=point)
    qtbot.mouseRelease(pane.view().viewport(), LEFT, pos=point)
    assert pane.selected_span() == Span(*(span_of(pane, "through").start + n for n in (0, 7)))
    assert pane.selection_bar().isVisible()


def test_a_selection_covers_whole_signs(pane):
    words = "A ship 👩\u200d🚀 e\u0301 and 🇷🇴."
    pane.show_article(article([(Role.TITLE, "x"), (Role.PARAGRAPH, words)], version=2))
    text = pane.article().text
    ship, flag = text.index("👩"), text.index("🇷")
    pane.select(Span(ship + 1, flag + 1))
    assert pane.selected_span() == Span(ship, flag + 2)


def test_white_space_alone_is_no_selection(pane):
    start = pane.article().text.index(" flows")
    pane.select(Span(start, start + 1))
    assert pane.selected_span() is None
    assert not pane.selection_bar().isVisible()


def test_copies_are_the_articles_own_text(qtbot, pane):
    text = pane.article().text
    start, end = text.index("Black Sea."), text.index("gorge")
    pane.select(Span(start, end))
    copied = pane.view().createMimeDataFromSelection()
    assert copied.text() == "Black Sea.\n\nDams and locks\n\nTwo dams stand in the "
    assert copied.formats() == ["text/plain"]
    pane.view().selectAll()
    everything = pane.view().createMimeDataFromSelection().text()
    assert everything.startswith("Ten countries share one river\n\nA lock on the lower Danube, seen from ")
    assert "southern bank. [File photo]\n\nThe Danube rises" in everything
    assert "RIVER DESK" not in everything
    assert "Follow us" not in everything


def test_what_is_not_the_articles_own_can_be_copied_alone(pane):
    view = pane.view()
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert pane.selected_span() is None
    assert view.createMimeDataFromSelection().text() == "RIVER DESK"


def test_a_click_on_a_mark_offers_to_change_it(qtbot, pane):
    show_marks(pane, (1, "flows through ten", 4, "a note"))
    chosen, label, note, tags, removed = (
        QSignalSpy(getattr(pane, name))
        for name in ("highlight_chosen", "label_asked", "note_asked", "tags_asked", "remove_asked")
    )
    click_on(qtbot, pane, 1)
    assert told(chosen) == [(1,)]
    assert pane.chosen_highlight() == 1
    bar = pane.selection_bar()
    assert bar.isVisible()
    assert tool(pane, "Remove").isVisible()
    assert not any(on_viewport(pane).intersects(rect.toRect()) for rect in pane.painted_marks()[0].rects)
    qtbot.mouseClick(spot(pane, 2), LEFT)
    qtbot.mouseClick(tool(pane, "Write a Note"), LEFT)
    qtbot.mouseClick(tool(pane, "Tags"), LEFT)
    qtbot.mouseClick(tool(pane, "Copy"), LEFT)
    assert QGuiApplication.clipboard().text() == "flows through ten"
    qtbot.mouseClick(tool(pane, "Remove"), LEFT)
    assert told(label) == [(1, 2)]
    assert told(note) == told(tags) == told(removed) == [(1,)]
    assert not bar.isVisible()


def test_a_click_elsewhere_chooses_nothing(qtbot, pane):
    show_marks(pane, (1, "flows through ten"))
    chosen = QSignalSpy(pane.highlight_chosen)
    elsewhere = point_at(pane, span_of(pane, "Paragraph 2 says").start)
    qtbot.mouseClick(pane.view().viewport(), LEFT, pos=elsewhere)
    assert told(chosen) == []  # nothing was chosen before
    click_on(qtbot, pane, 1)
    qtbot.mouseClick(pane.view().viewport(), LEFT, pos=elsewhere)
    assert told(chosen) == [(1,), (None,)]
    assert not pane.selection_bar().isVisible()


def test_several_marks_under_one_click_are_chosen_in_turn(qtbot, pane):
    show_marks(pane, (1, "flows through ten countries"), (2, "through"))
    point = next(each for each in pane.painted_marks() if each.highlight == 2).rects[0].center().toPoint()
    found = []
    for _ in range(3):
        qtbot.mouseClick(pane.view().viewport(), LEFT, pos=point)
        found.append(pane.chosen_highlight())
    assert found == [2, 1, 2]


def test_a_badge_can_be_clicked_and_a_note_pointed_at(qtbot, pane):
    show_marks(pane, (1, "flows through ten", 1, "Check the count."))
    view = pane.view()
    (badge,) = view.badges(view.shapes())
    # The offscreen platform gives moves to the window it holds for the topmost, so this one is sent itself.
    at = badge.rect.center()
    no_button = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        view.viewport().mapToGlobal(at),
        no_button,
        no_button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), move)
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(view.viewport(), LEFT, pos=badge.rect.center().toPoint())
    assert pane.chosen_highlight() == 1
    point = pane.painted_marks()[0].rects[0].center().toPoint()
    tip = QHelpEvent(QHelpEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), tip)
    assert QToolTip.text() == "<qt>Check the count.</qt>"
    QToolTip.hideText()


def test_selecting_lets_go_of_the_chosen_highlight(qtbot, pane):
    show_marks(pane, (1, "flows through ten"))
    click_on(qtbot, pane, 1)
    chosen = QSignalSpy(pane.highlight_chosen)
    drag(qtbot, pane, "Black Sea")
    assert told(chosen) == [(None,)]
    assert not tool(pane, "Remove").isVisible()


def test_the_bar_of_a_removed_highlight_goes(qtbot, pane):
    show_marks(pane, (1, "flows through ten"))
    click_on(qtbot, pane, 1)
    show_marks(pane)
    assert not pane.selection_bar().isVisible()
    assert pane.chosen_highlight() is None


def test_a_highlight_can_be_chosen_before_it_is_known(pane):
    pane.choose_highlight(HighlightId(5))
    assert pane.chosen_highlight() is None
    show_marks(pane, (5, "flows through ten"))
    assert pane.chosen_highlight() == 5


def test_the_next_and_the_previous_highlight(pane):
    shown = pane.article()
    words = ("flows through", "Paragraph 9 says", "Paragraph 19 says")
    marks = (
        *(highlight(n, shown, each) for n, each in enumerate(words, start=1)),
        highlight_at(9, None, None),
    )
    pane.refresh(replace(shown, highlights=marks))
    chosen = QSignalSpy(pane.highlight_chosen)
    seen = []
    for go in (
        pane.next_highlight,
        pane.next_highlight,
        pane.next_highlight,
        pane.next_highlight,
        pane.previous_highlight,
    ):
        go()
        seen.append(pane.chosen_highlight())
        assert pane.chosen_highlight() in [each.highlight for each in pane.painted_marks()]
    assert seen == [1, 2, 3, 1, 3]
    assert told(chosen) == [(each,) for each in seen]
    assert not pane.selection_bar().isVisible()


def test_the_next_highlight_counts_from_the_top_of_the_page(pane):
    shown = pane.article()
    pane.refresh(
        replace(shown, highlights=(highlight(1, shown, "flows"), highlight(2, shown, "Paragraph 15")))
    )
    pane.page_down()
    pane.next_highlight()
    assert pane.chosen_highlight() == 2


def test_the_bar_goes_and_comes_with_the_text(qtbot, pane):
    drag(qtbot, pane, "flows through ten")
    pane.view().verticalScrollBar().setValue(1200)
    assert not pane.selection_bar().isVisible()
    pane.view().verticalScrollBar().setValue(40)
    assert pane.selection_bar().isVisible()


def test_no_bar_over_a_selection_that_fills_the_page(qtbot, pane):
    qtbot.keyClick(pane.view(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    pane.view().verticalScrollBar().setValue(400)
    assert pane.selected_span() is not None
    assert not pane.selection_bar().isVisible()


def test_keys_of_the_window_are_not_eaten(qtbot, look):
    window = QMainWindow()
    qtbot.addWidget(window)
    made = PagePane(look)
    window.setCentralWidget(made)
    pressed = []
    for key in ("H", "1", "[", "Space", "Backspace", "Ctrl+Z", "Del", "?"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: pressed.append(key))
        window.addAction(action)
    window.resize(700, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_article(article())
    made.view().setFocus()
    made.select(Span(0, 3))
    for key in (
        Qt.Key.Key_H,
        Qt.Key.Key_1,
        Qt.Key.Key_BracketLeft,
        Qt.Key.Key_Space,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
    ):
        qtbot.keyClick(made.view(), key)
    qtbot.keyClick(made.view(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["H", "1", "[", "Space", "Backspace", "Del", "Ctrl+Z"]


def test_nothing_is_ever_loaded(pane):
    assert pane.view().loadResource(2, "file:///etc/hostname") is None
    assert not pane.view().openLinks()


def test_points_between_marks_choose_none(pane):
    show_marks(pane, (1, "flows through ten"))
    assert pane.view().marks_at(QPointF(2, 2)) == []
