"""Highlights as they are painted."""

import gc
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import article, highlight, highlight_at
from panes import open_pane
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QTextLine

from reader.model.annotation import Label
from reader.model.article import Role
from reader.model.ids import HighlightId
from reader.model.span import Span
from reader.ui.look.tokens import blend
from reader.ui.page.marks.index import Marks, pieces_in
from reader.ui.page.pane import PagePane
from reader.ui.page.paper.offsets import Passage, Places


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 900)


def marked(*marks, parts=None):
    shown = article() if parts is None else article(parts)
    return replace(shown, highlights=tuple(highlight(*mark[:1], shown, *mark[1:]) for mark in marks))


def painted(pane: PagePane, number: int):
    return next(mark for mark in pane.painted_marks() if mark.highlight == number)


def caret_x(pane: PagePane, offset: int) -> float:
    position = pane.view().places().position_at(offset)
    cursor = pane.view().textCursor()
    cursor.setPosition(position)
    return pane.view().cursorRect(cursor).left()


def colour_at(pane: PagePane, point: QPointF) -> str:
    picture = pane.view().viewport().grab().toImage()
    return QColor(picture.pixel(point.toPoint())).name().upper()


def test_a_mark_lies_under_its_words(pane):
    shown = marked((1, "flows through ten"))
    pane.show_article(shown)
    (mark,) = pane.painted_marks()
    (rect,) = mark.rects
    start = shown.highlights[0].start
    assert mark.colour == "yellow"
    assert rect.left() == pytest.approx(caret_x(pane, start) - 2, abs=1.5)
    assert rect.right() == pytest.approx(caret_x(pane, start + 17) + 2, abs=1.5)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ground_has_the_colour_of_the_label(pane, look, theme):
    look.choose(theme)
    pane.show_article(marked((1, "flows through ten", 4)))
    (rect,) = painted(pane, 1).rects
    colours = look.theme.colours
    wanted = blend(colours["pink"], colours["page"], look.theme.mark_alpha)
    found = colour_at(pane, QPointF(rect.center().x(), rect.bottom() - 2))
    assert all(abs(a - b) <= 2 for a, b in zip(QColor(found).getRgb(), QColor(wanted).getRgb(), strict=True))


def test_the_theme_changes_at_once(pane, look):
    pane.show_article(marked((1, "flows through ten")))
    before = painted(pane, 1).rects
    look.choose("dark")
    assert painted(pane, 1).rects == before
    assert colour_at(pane, QPointF(20, 400)) == look.theme.colours["page"]


def test_the_users_labels_name_the_colours(pane):
    pane.show_article(marked((1, "flows through ten", 2)))
    assert painted(pane, 1).colour == "green"
    pane.set_labels((Label(2, "Proof", "purple"),))
    assert painted(pane, 1).colour == "purple"


def test_a_mark_over_several_lines_and_blocks(pane):
    shown = article()
    start, end = shown.text.index("flows"), shown.text.index("called the Iron")
    pane.show_article(replace(shown, highlights=(highlight_at(7, start, end),)))
    rects = painted(pane, 7).rects
    tops = [rect.top() for rect in rects]
    assert len(rects) >= 4
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    assert all(above.bottom() < below.top() for above, below in pairwise(rects))


def test_orphans_and_spans_outside_the_text_are_not_painted(pane):
    shown = article()
    length = len(shown.text)
    wild = (
        highlight_at(1, None, None),
        highlight_at(2, 5, 5),
        highlight_at(3, 10, length + 4),
        highlight_at(4, -3, 4),
    )
    pane.show_article(replace(shown, highlights=(*wild, highlight(5, shown, "Black Sea"))))
    assert [mark.highlight for mark in pane.painted_marks()] == [5]


def test_only_what_is_on_the_screen_is_told(pane):
    shown = marked((1, "flows through ten"), (2, "Paragraph 19"))
    pane.show_article(shown)
    assert [mark.highlight for mark in pane.painted_marks()] == [1]
    pane.choose_highlight(HighlightId(2), scroll=True)
    (mark,) = pane.painted_marks()
    assert mark.highlight == 2
    assert pane.view().viewport().rect().contains(mark.rects[0].toRect())


def test_a_new_mark_moves_nothing_and_measures_nothing_anew(pane, monkeypatch):
    shown = marked(*((n, f"Paragraph {n} says") for n in range(5)))
    pane.show_article(shown)
    assert len(pane.painted_marks()) > 2
    document = pane.view().document()
    revision = document.revision()
    measured = []
    cursor_to_x = QTextLine.cursorToX
    monkeypatch.setattr(
        QTextLine, "cursorToX", lambda line, *rest: measured.append(rest) or cursor_to_x(line, *rest)
    )
    pane.refresh(replace(shown, highlights=(*shown.highlights, highlight(9, shown, "Black Sea"))))
    assert painted(pane, 9).rects
    assert len(measured) == 2
    assert pane.view().document() is document
    assert document.revision() == revision


def test_right_to_left_words_are_marked_where_they_stand(pane):
    words = "نهر الدانوب هو ثاني أطول أنهار أوروبا"
    pane.show_article(
        marked(
            (1, "الدانوب"), (2, "أوروبا"), (3, words), parts=[(Role.TITLE, "River"), (Role.PARAGRAPH, words)]
        )
    )
    (river,), (europe,), (whole,) = painted(pane, 1).rects, painted(pane, 2).rects, painted(pane, 3).rects
    assert europe.right() < river.left()
    assert whole.left() <= europe.left() + 1
    assert whole.right() > river.right()
    assert whole.right() == pytest.approx(pane.view().column()[1] + 2, abs=3)


def test_mixed_directions_give_several_rectangles(pane):
    words = "The word נהר means river, and גשר means bridge."
    pane.show_article(
        marked((1, "word נהר means"), (2, "נה"), parts=[(Role.TITLE, "x"), (Role.PARAGRAPH, words)])
    )
    (part,) = painted(pane, 2).rects
    (whole,) = painted(pane, 1).rects
    assert whole.contains(part)
    right_word = caret_x(pane, article([(Role.TITLE, "x"), (Role.PARAGRAPH, words)]).text.index(" means"))
    assert part.right() == pytest.approx(right_word + 2, abs=1.5)  # it begins at the right end of its word


def test_notes_have_numbered_badges_that_do_not_cover_each_other(pane):
    shown = marked(
        (1, "rises in", 1), (2, "Germany", 2, "first"), (3, "and", 3, "second"), (4, "flows", 4, "  ")
    )
    pane.show_article(shown)
    badges = pane.view().badges(pane.view().shapes())
    assert [badge.mark.number for badge in badges] == [2, 3]
    assert not badges[0].rect.intersects(badges[1].rect)
    right = pane.view().column()[1]
    assert all(
        right < badge.rect.left() and badge.rect.right() < pane.view().viewport().width() for badge in badges
    )


def test_a_mark_that_begins_above_the_screen_has_no_badge_there(pane):
    shown = article()
    start, end = shown.text.index("flows"), shown.text.index("Paragraph 19")
    pane.show_article(replace(shown, highlights=(highlight_at(1, start, end, 1, "note"),)))
    view = pane.view()
    assert len(view.badges(view.shapes())) == 1
    view.verticalScrollBar().setValue(600)
    assert painted(pane, 1).rects
    assert view.badges(view.shapes()) == []


def test_overlapping_marks_get_lanes_and_others_none():
    places = Places("x" * 100, [Passage(Span(0, 100), 0, 0, 0)])
    spans = ((0, 50), (10, 20), (30, 40), (60, 70), (80, 90), (85, 95))
    marks = Marks([highlight_at(n, *span) for n, span in enumerate(spans)], {}, 100)
    lanes = {piece.mark.highlight: piece.lane for piece in pieces_in(0, marks, places)}
    assert lanes == {0: 0, 1: 1, 2: 1, 3: -1, 4: 0, 5: 1}


@settings(max_examples=150, deadline=None)
@given(
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=20),
    start=st.integers(0, 60),
    length=st.integers(1, 30),
)
def test_the_index_finds_what_a_plain_search_finds(spans, start, length):
    highlights = [highlight_at(n, *span) for n, span in enumerate(spans)]
    marks = Marks(highlights, {1: "yellow"}, 60)
    asked = Span(start, start + length)
    plain = {
        each.id for each in highlights if each.start < each.end and asked.overlaps(Span(each.start, each.end))
    }
    found = marks.over(asked)
    assert {mark.highlight for mark in found} == plain
    assert [mark.number for mark in found] == sorted(mark.number for mark in found)


def test_painting_loses_no_reference_to_none(pane):
    """PySide6 6.12.0 under Python 3.11 lost one with most calls, until the interpreter aborted."""
    shown = marked((1, "flows through ten", 1, "a note"), (2, "through", 2), (3, "Iron Gates", 3, "another"))
    pane.show_article(shown)
    pane.choose_highlight(HighlightId(1))
    viewport = pane.view().viewport()
    viewport.repaint()
    gc.collect()  # what other tests left behind must not be counted
    before = sys.getrefcount(None)
    for _ in range(200):
        viewport.repaint()
    gc.collect()
    assert sys.getrefcount(None) > before - 50
