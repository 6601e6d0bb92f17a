"""Reading: the place on the page is kept, told and found again."""

from dataclasses import replace

import pytest
from pages import article, highlight
from panes import open_pane
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy

from reader.model.article import Field, Role, TagMark
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.span import Span
from reader.ui.page.cut_line import CutLine
from reader.ui.page.pane import PagePane
from reader.ui.page.paper.lines import line_of, lines_from


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 700, active=True)


def bar(pane: PagePane):
    return pane.view().verticalScrollBar()


def offset_of(pane: PagePane, words: str) -> int:
    return pane.article().text.index(words)


def top_words(pane: PagePane, count: int = 12) -> str:
    """Read the first words that are wholly on the screen."""
    view = pane.view()
    line = next(
        each for each in lines_from(view.document(), bar(pane).value()) if each.top >= bar(pane).value() - 1
    )
    return view.document().toPlainText()[line.position :][:count]


def depth_of(pane: PagePane, words: str) -> float:
    """Say how far below the upper edge of the page some words are."""
    position = pane.view().places().position_at(offset_of(pane, words))
    return line_of(pane.view().document(), position).top - bar(pane).value()


def told(spy: QSignalSpy) -> list[int]:
    return [spy.at(place)[0] for place in range(spy.count())]


def test_an_article_opens_at_its_beginning(pane):
    pane.show_article(article())
    assert bar(pane).value() == 0


def test_an_article_opens_where_it_was_left(pane):
    shown = article()
    start = shown.text.index("Paragraph 8 says")
    pane.show_article(replace(shown, position=start))
    assert depth_of(pane, "Paragraph 8 says") == pytest.approx(0, abs=1)
    assert top_words(pane) == "Paragraph 8 "


def test_it_opens_there_also_when_it_was_not_shown_yet(qtbot, look):
    shown = article()
    made = PagePane(look)
    qtbot.addWidget(made)
    made.show_article(replace(shown, position=shown.text.index("Paragraph 8 says")))
    made.resize(900, 600)
    made.show()
    assert depth_of(made, "Paragraph 8 says") == pytest.approx(0, abs=1)


def test_a_position_that_is_no_longer_there_does_no_harm(pane):
    pane.show_article(replace(article(), position=10**9))
    assert bar(pane).value() == 0
    pane.show_article(replace(article(), id=ArticleId(2), position=-4))
    assert bar(pane).value() == 0


def test_the_position_is_told_after_a_moment(qtbot, pane):
    pane.show_article(article())
    positions = QSignalSpy(pane.position_changed)
    with qtbot.waitSignal(pane.position_changed, timeout=5000):
        for _ in range(5):
            pane.page_down()
    assert len(told(positions)) == 1  # five movements, told once
    assert pane.article().text[told(positions)[0] :].startswith(top_words(pane).strip())


def test_the_position_told_brings_the_same_line_back(pane):
    pane.show_article(article())
    positions = QSignalSpy(pane.position_changed)
    bar(pane).setValue(777)
    pane.save_position()
    words = top_words(pane)
    pane.show_article(replace(article(), id=ArticleId(2)))
    pane.show_article(replace(article(), position=told(positions)[0]))
    assert abs(bar(pane).value() - 777) < 32
    assert words in pane.view().document().toPlainText()
    pane.save_position()
    assert len(told(positions)) == 1  # going back to it is no movement of the reader's


def test_leaving_an_article_tells_its_position_while_it_is_still_open(pane):
    pane.show_article(article())
    heard = []
    pane.position_changed.connect(lambda offset: heard.append((pane.article().id, offset)))
    pane.page_down()
    pane.show_article(replace(article(), id=ArticleId(2)))
    pane.page_down()
    pane.clear()
    assert [identity for identity, _ in heard] == [1, 2]
    assert all(offset > 0 for _, offset in heard)


def test_paging_moves_by_whole_lines(pane):
    pane.show_article(article())
    view, high = pane.view(), pane.view().viewport().height()
    for _ in range(3):
        before = bar(pane).value()
        cut = next(line for line in lines_from(view.document(), before) if line.bottom > before + high + 1)
        pane.page_down()
        assert bar(pane).value() == pytest.approx(cut.top, abs=1)
    for _ in range(3):
        before = bar(pane).value()
        pane.page_up()
        if bar(pane).value():
            top = next(lines_from(view.document(), bar(pane).value() + 2))
            assert top.top == pytest.approx(bar(pane).value(), abs=1)
            assert before - high <= bar(pane).value() < before  # nothing is passed over
    pane.page_up()
    assert bar(pane).value() == 0


HEADED = tuple(
    part
    for n in range(12)
    for part in (
        (Role.HEADING, f"A large heading, number {n}, that may well take two lines or even three"),
        (Role.PARAGRAPH, f"Paragraph {n} says what every one says. " * (n % 5 + 1)),
    )
)


@pytest.mark.parametrize(("width", "height"), [(420, 300), (690, 417), (1000, 733), (1300, 900)])
@pytest.mark.parametrize("size", [14, 20, 32])
def test_no_line_is_skipped_or_cut_by_paging(pane, look, width, height, size):
    before = look.page
    look.set_sizes(replace(before, size=size), 13)
    pane.resize(width, height)
    pane.show_article(article(((Role.TITLE, "A title"), *HEADED)))
    view = pane.view()
    high = view.viewport().height()
    lines = list(lines_from(view.document(), 0))
    for turn in (pane.page_down, pane.page_up):
        seen, places = set(), [bar(pane).value()]
        while True:
            top = bar(pane).value()
            seen |= {each.position for each in lines if each.top >= top - 1 and each.bottom <= top + high + 1}
            turn()
            if bar(pane).value() == top:
                break
            places.append(bar(pane).value())
        assert seen == {each.position for each in lines}
        assert len(places) <= 2.2 * (bar(pane).maximum() / high + 1)
    look.set_sizes(before, 13)


def test_paging_ends_at_the_end(pane):
    pane.show_article(article())
    for _ in range(40):
        pane.page_down()
    assert bar(pane).value() == bar(pane).maximum()


@pytest.mark.parametrize("width", [560, 1200])
def test_another_width_keeps_the_line_at_the_top(pane, width):
    shown = article()
    pane.show_article(replace(shown, position=shown.text.index("Paragraph 8 says")))
    pane.resize(width, 640)
    assert depth_of(pane, "Paragraph 8 says") == pytest.approx(0, abs=1)


def test_the_column_is_centred_and_never_too_wide(pane):
    pane.show_article(article())
    pane.resize(500, 700)
    assert pane.view().column()[0] == 58
    pane.resize(1400, 700)
    left, right = pane.view().column()
    assert left == pytest.approx(pane.view().viewport().width() - right)
    line = pane.view().document().findBlockByNumber(8).layout().lineAt(0)
    assert 60 <= line.textLength() <= 76


def test_the_theme_keeps_place_selection_and_choice(pane, look):
    shown = article()
    pane.show_article(
        replace(
            shown,
            position=shown.text.index("Paragraph 8 says"),
            highlights=(highlight(1, shown, "Paragraph 9"),),
        )
    )
    pane.select(Span(*(offset_of(pane, "Paragraph 9") + n for n in (0, 9))))
    span, value = pane.selected_span(), bar(pane).value()
    look.choose("dark")
    assert pane.selected_span() == span
    assert bar(pane).value() == value
    assert [mark.highlight for mark in pane.painted_marks()] == [1]
    colour = pane.view().document().findBlockByNumber(4).charFormat().foreground().color()
    assert colour == look.colour("body")


@pytest.mark.parametrize("scrolled", [0, 30, 90, 140, 170, 333])
def test_the_theme_moves_no_pixel(pane, look, scrolled):
    pane.show_article(article())
    bar(pane).setValue(scrolled)
    look.choose("dark")
    assert bar(pane).value() == scrolled


def test_newer_facts_keep_place_and_selection(pane):
    shown = article()
    pane.show_article(replace(shown, position=shown.text.index("Paragraph 8 says")))
    span = Span(offset_of(pane, "Paragraph 9"), offset_of(pane, "Paragraph 9") + 9)
    pane.select(span)
    document = pane.view().document()
    pane.refresh(replace(shown, starred=True, tags=(TagMark("river", "blue"),)))
    assert pane.view().document() is document  # nothing on the page changed
    corrected = replace(
        shown, title="A much longer title that takes several lines " * 3, corrected=frozenset({Field.TITLE})
    )
    pane.refresh(corrected)
    assert pane.view().document() is not document
    assert depth_of(pane, "Paragraph 8 says") == pytest.approx(0, abs=1)
    assert pane.selected_span() == span
    assert pane.view().accessibleName().startswith("Article: A much longer title")


def test_a_new_version_is_opened_and_a_stranger_is_not(pane):
    pane.show_article(article())
    pane.refresh(article(id=ArticleId(2), title="Another"))
    assert pane.article().id == 1
    newer = article(version=VersionId(2), version_number=2, version_count=2)
    pane.refresh(newer)
    assert pane.article() is newer
    assert "version 2 of 2" in pane.view().document().toPlainText()


def test_a_new_version_does_not_get_the_place_in_the_old_one(pane):
    pane.show_article(article())
    positions = QSignalSpy(pane.position_changed)
    bar(pane).setValue(777)
    pane.refresh(replace(article(), version=VersionId(2), position=900))
    pane.save_position()
    assert told(positions) == []


def test_arrows_scroll_until_the_caret_is_woken(qtbot, pane):
    pane.show_article(article())
    view = pane.view()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert bar(pane).value() == 48
    assert view.cursorWidth() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar(pane).value() == bar(pane).maximum()
    value = bar(pane).value()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.cursorWidth() == 2
    assert view.viewport().rect().contains(view.cursorRect().center())
    assert bar(pane).value() == value  # the caret comes to the reader
    before = view.textCursor().position()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.textCursor().position() > before
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.cursorWidth() == 0


def test_the_focus_that_came_by_tab_is_seen(qtbot, pane):
    pane.show_article(article())
    pane.view().setFocus(Qt.FocusReason.TabFocusReason)
    assert pane.view().cursorWidth() == 2


def test_clearing_a_selection_does_not_scroll(pane):
    pane.show_article(article())
    pane.select(Span(0, 3))
    bar(pane).setValue(900)
    pane.clear_selection()
    assert bar(pane).value() == 900


def test_selecting_shows_what_is_selected(pane):
    pane.show_article(article())
    start = offset_of(pane, "Paragraph 18 says")
    pane.select(Span(start, start + 9))
    assert 0 <= depth_of(pane, "Paragraph 18 says") < pane.view().viewport().height() - 32


def cut_line(pane: PagePane) -> CutLine:
    return pane.findChild(CutLine)


def test_what_was_cut_is_unfolded_by_a_line_at_the_end(qtbot, pane):
    pane.show_article(article())
    line = cut_line(pane)
    assert not line.isVisible()  # below the screen, where Tab would jump to
    bar(pane).setValue(bar(pane).maximum())
    assert line.isVisible()
    assert line.text() == "2 lines were cut when this was imported · Show"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert "All rights reserved" in pane.view().document().toPlainText()
    assert line.text().endswith("Hide")
    start = offset_of(pane, "rights")
    pane.select(Span(start, start + 6))
    assert pane.selected_span() == Span(start, start + 6)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "All rights reserved" not in pane.view().document().toPlainText()


def test_the_line_stands_below_the_text(pane):
    pane.show_article(article())
    bar(pane).setValue(bar(pane).maximum())
    view = pane.view()
    last = line_of(view.document(), view.document().characterCount() - 1)
    bottom = last.bottom - bar(pane).value()
    top = cut_line(pane).mapTo(view.viewport(), QPoint(0, 0)).y()
    assert bottom < top < bottom + 60


def test_without_cuts_there_is_no_line(pane):
    pane.show_article(article([*((block.role, "words") for block in article().blocks[:2])]))
    assert not cut_line(pane).isVisible()


def test_a_mark_on_what_was_cut_unfolds_it(pane):
    shown = article()
    pane.show_article(replace(shown, highlights=(highlight(1, shown, "rights reserved"),)))
    pane.choose_highlight(HighlightId(1), scroll=True)
    assert [mark.highlight for mark in pane.painted_marks()] == [1]
