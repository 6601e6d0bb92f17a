"""The find bar on the page: where it looks from, what it says, and how it is left."""

import pytest
from pages import DANUBE, article, hits_of
from panes import open_pane
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reader.model.hits import Wanted
from reader.model.span import Span
from reader.ui.page.pane import PagePane

RIVER = article(DANUBE)
Key = Qt.Key


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    made = open_pane(qtbot, look, 700, active=True)
    made.wanted_changed.connect(lambda wanted: answer(made, wanted))
    made.show_article(RIVER)
    return made


def answer(pane: PagePane, wanted: Wanted | None) -> None:
    """Answer as the library would."""
    if wanted is not None:
        pane.show_wanted(hits_of(RIVER, wanted.words))


def outlined(pane: PagePane) -> list[str]:
    hits, text = pane.view().hits(), pane.article().text
    return [text[hits[each.place].start : hits[each.place].end] for each in pane.view().outlines()]


def test_the_bar_is_as_high_as_it_needs_and_leaves_the_line_at_the_top(pane):
    pane.page_down()
    top = pane.view().verticalScrollBar().value()
    pane.open_find()
    bar = pane.find_bar()
    assert bar.isVisible()
    assert bar.height() <= 60
    assert pane.view().verticalScrollBar().value() == top


def test_in_a_narrow_page_the_choices_stand_below(pane, qtbot):
    pane.resize(380, 700)
    pane.open_find()
    inside = pane.find_bar().rect()
    for part in (*pane.find_bar().choices(), *pane.find_bar().counter.buttons(), pane.find_bar().line):
        corner = part.mapTo(pane.find_bar(), part.rect().bottomRight())
        assert inside.contains(corner)


def test_without_words_the_hits_of_the_search_stay(pane, qtbot):
    pane.show_hits(hits_of(RIVER, "Danube"), first=True)
    pane.open_find()
    assert (set(outlined(pane)), pane.wanted()) == ({"Danube"}, None)
    qtbot.keyClicks(pane.find_bar().line, "Iron")
    assert outlined(pane) == ["Iron"]
    assert not pane.hit_counter().isVisible()
    pane.find_bar().line.clear()
    assert set(outlined(pane)) == {"Danube"}
    assert pane.hit_counter().isVisible()


def test_hits_of_a_search_that_come_meanwhile_wait(pane, qtbot):
    pane.open_find()
    qtbot.keyClicks(pane.find_bar().line, "Iron")
    pane.show_hits(hits_of(RIVER, "Danube"), first=True)
    assert outlined(pane) == ["Iron"]
    qtbot.keyClick(pane.find_bar().line, Key.Key_Escape)
    assert set(outlined(pane)) == {"Danube"}


def test_more_letters_go_on_from_where_the_reader_was(pane, qtbot):
    place = RIVER.text.index("Paragraph 9")
    pane.view().show_span(Span(place, place + 9))
    pane.open_find()
    qtbot.keyClicks(pane.find_bar().line, "Par")
    first = pane.view().hits()[pane.view().chosen_hit()].start
    qtbot.keyClicks(pane.find_bar().line, "agraph")
    assert pane.view().hits()[pane.view().chosen_hit()].start == first
    assert "Paragraph 7" in RIVER.text[first : first + 12] or "Paragraph 8" in RIVER.text[first : first + 12]


def test_a_note_is_shown_and_goes(pane, qtbot):
    pane.open_find()
    qtbot.keyClicks(pane.find_bar().line, "Iron")
    pane.show_wanted(hits_of(RIVER, "Iron", note="find-stopped"))
    assert pane.find_bar().note() == "Out of time: there may be more hits than are outlined."
    qtbot.keyClicks(pane.find_bar().line, " G")
    assert pane.find_bar().note() == ""


@pytest.mark.parametrize("way", ["button", "choice", "page"])
def test_every_way_out_leads_to_the_page(pane, qtbot, way):
    pane.open_find()
    bar = pane.find_bar()
    if way == "button":
        closing = next(each for each in bar.children() if getattr(each, "toolTip", str)() == "Close (Esc)")
        qtbot.mouseClick(closing, Qt.MouseButton.LeftButton)
    elif way == "choice":
        qtbot.keyClick(bar.choices()[0], Key.Key_Escape)
    else:
        pane.view().setFocus()
        qtbot.keyClick(pane.view(), Key.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is pane.view()


def test_escape_on_the_page_takes_the_selection_first(pane, qtbot):
    pane.open_find()
    pane.select(Span(0, 3))
    pane.view().setFocus()
    bar = pane.find_bar()
    for _ in range(3):
        assert bar.isVisible()
        qtbot.keyClick(pane.view(), Key.Key_Escape)
    assert not bar.isVisible()


def test_the_hit_that_a_find_leaves_selected_offers_no_bar(pane, qtbot):
    pane.open_find()
    qtbot.keyClicks(pane.find_bar().line, "Iron")
    pane.show_wanted(hits_of(RIVER, "Iron"))
    qtbot.keyClick(pane.find_bar().line, Key.Key_Escape)
    assert pane.view().textCursor().selectedText() == "Iron"
    assert not pane.selection_bar().is_offered()
    pane.view().rebuild()
    assert pane.view().textCursor().selectedText() == "Iron"
    assert not pane.selection_bar().is_offered()
    qtbot.keyClick(pane.view(), Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selection_bar().is_offered()  # now it is the reader's


def test_showing_what_was_cut_looks_again(pane, qtbot):
    pane.open_find()
    qtbot.keyClicks(pane.find_bar().line, "Iron")
    told: list[Wanted | None] = []
    pane.wanted_changed.connect(told.append)
    pane.view().show_removed(shown=True)
    assert told == [Wanted("Iron")]


def test_every_part_has_a_name(pane):
    pane.open_find()
    bar = pane.find_bar()
    assert bar.accessibleName()
    assert bar.line.accessibleName()
    assert all(each.text() and each.toolTip() for each in bar.choices())
    assert all(each.accessibleName() for each in bar.counter.buttons())


def test_no_article_has_no_bar(pane):
    pane.open_find()
    pane.clear()
    assert not pane.find_bar().isVisible()
    pane.open_find()
    assert not pane.find_bar().isVisible()
