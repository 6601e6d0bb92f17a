"""Very long paragraphs: cut into several blocks of the document, and nobody can tell."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import article, highlight_at
from panes import open_pane
from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from reader.model.article import Role
from reader.model.graphemes import is_boundary
from reader.model.span import Span
from reader.ui.look.look import Look
from reader.ui.page.pane import PagePane
from reader.ui.page.paper.cuts import LONGEST, Words, in_pieces
from reader.ui.page.paper.document import Page, build
from reader.ui.page.paper.lines import lines_of
from reader.ui.page.paper.setting import Part

SIGNS = (
    *("river", "Danube", "é", "e\u0301", "👩\u200d🚀", "🇷🇴", "👍🏽", "多瑙河", "नदी", "नदी\u200dयाँ"),
    *("الدانوب", "נהר", "각", "z̷̢̛"),
)
GAPS = (" ", ". ", "\n", "\n\n", "\u2028", "\r\n", "。", "\u00a0", "\u200f", "\t")
BITS = st.lists(st.sampled_from(SIGNS + GAPS), min_size=1, max_size=30).map(lambda bits: "".join(bits) + "x")
UNBROKEN = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join)


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 900)


def long_text(bit: str, least: int = LONGEST + 1) -> str:
    return "x" + bit * (least // len(bit) + 1) + "x"


def paragraph_of(page: Page, text: str) -> list[int]:
    """Give the numbers of the blocks that show the last paragraph of an article."""
    first = page.document.findBlock(page.places.position_at(len(page.places.text) - len(text)))
    return list(range(first.blockNumber(), page.document.blockCount()))


def cuts_of(page: Page) -> list[int]:
    """Give the offsets of the text where a block goes on with the paragraph of the one before."""
    passages = page.places.passages(Span(0, len(page.places.text)))
    return [each.span.start for each in passages if each.continues]


def set_in_blocks(look: Look, text: str, role: Role = Role.PARAGRAPH) -> Page:
    parent = QObject()
    page = build(look, article([(Role.TITLE, "The title"), (role, text)]), parent)
    page.document.setParent(None)
    return page


def test_a_paragraph_of_usual_length_stays_whole(look):
    page = set_in_blocks(look, "The river. " * (LONGEST // 11))
    assert cuts_of(page) == []
    assert page.continuing == frozenset()


@settings(max_examples=40, deadline=None)
@given(bit=st.one_of(BITS, UNBROKEN), data=st.data())
def test_offsets_are_exact_on_both_sides_of_every_cut(look, bit, data):
    text = long_text(bit)
    page = set_in_blocks(look, text)
    whole, places = page.places.text, page.places
    cuts = cuts_of(page)
    assert cuts
    body = places.passages(Span(len(whole) - len(text), len(whole)))
    assert all(one.span.end == other.span.start for one, other in pairwise(body)), "nothing is left out"
    for cut in cuts:
        assert is_boundary(whole, cut)
        start = data.draw(st.integers(max(0, cut - 40), cut - 1))
        end = data.draw(st.integers(cut + 1, min(len(whole), cut + 40)))
        for span in (Span(start, end), Span(start, cut), Span(cut, end)):
            assert places.between(*places.positions(span)) == span
        for offset in (start, cut, end - 1):
            assert places.offset_at(places.position_at(offset)) == offset


@settings(max_examples=40, deadline=None)
@given(bit=st.one_of(BITS, UNBROKEN))
def test_the_pieces_are_the_words(bit):
    text = long_text(bit)
    pieces = in_pieces([Words(Part.PARAGRAPH, text, Span(7, 7 + len(text)))])
    assert len(pieces) > 1
    shown = ""
    for (words,) in pieces:
        assert 0 < len(words.shown) <= LONGEST
        assert words.span.start - 7 == len(shown)
        shown += words.shown
        if len(words.span) > len(words.shown):  # a line end, which the end of the block shows
            shown += text[len(shown)]
    assert shown == text


def test_a_cut_stands_where_a_line_or_a_sentence_ends():
    for gap, ending in (("\n", "river"), (". ", "river. "), (" ", "river ")):
        text = f"The river{gap}" * 3_000
        pieces = in_pieces([Words(Part.PARAGRAPH, text, Span(0, len(text)))])
        assert {words.shown[-len(ending) :] for (words,) in pieces[:-1]} == {ending}
        assert all(words.shown.startswith("The") for (words,) in pieces)


@pytest.mark.parametrize("gap", ["", " ", ". ", "\n"])
def test_no_gap_shows_between_the_lines(pane, gap):
    text = f"riverandlock{gap}" * 2_500
    pane.show_article(article([(Role.TITLE, "The title"), (Role.PARAGRAPH, text)]))
    page = pane.view().page
    assert len(page.continuing) >= 2
    document = pane.view().document()
    numbers = paragraph_of(page, text.strip())
    lines = [line for number in numbers for line in lines_of(document, document.findBlockByNumber(number))]
    assert {round(after.top - before.top, 6) for before, after in pairwise(lines)} == {32.0}


def test_the_direction_of_the_whole_is_that_of_every_piece(look):
    text = "نهر الدانوب. " * 600 + "the Danube in Latin letters. " * 600
    page = set_in_blocks(look, text)
    numbers = paragraph_of(page, text.strip())
    blocks = [page.document.findBlockByNumber(number) for number in numbers]
    assert blocks[-1].text().startswith("the Danube")
    assert {block.textDirection() for block in blocks} == {Qt.LayoutDirection.RightToLeft}


def test_a_long_caption_with_its_credit_is_one_caption(look):
    words = "A lock on the lower Danube. " * 700
    made = article([(Role.TITLE, "The title"), (Role.CAPTION, words), (Role.CREDIT, "[File photo]")])
    parent = QObject()
    page = build(look, made, parent)
    assert len(page.captions) > 2
    assert page.continuing == page.captions - {min(page.captions)}
    assert page.document.lastBlock().text().endswith("[File photo]")
    assert page.places.between(0, page.document.characterCount()) == Span(0, len(made.text))


def test_a_selection_across_a_cut_is_the_words_of_the_article(pane):
    text = "riverandlock" * 2_500
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, text), (Role.PARAGRAPH, "The end.")])
    pane.show_article(made)
    view = pane.view()
    cuts = cuts_of(view.page)
    span = Span(cuts[0] - 30, cuts[1] + 30)
    pane.select(span)
    assert view.selected_span() == span
    assert view.createMimeDataFromSelection().text() == made.text[span.start : span.end]
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == made.text


def test_a_line_end_at_a_cut_is_copied_once(pane):
    text = "The river runs.\n" * 2_000
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, text)])
    pane.show_article(made)
    assert cuts_of(pane.view().page)
    pane.view().selectAll()
    assert pane.view().createMimeDataFromSelection().text() == made.text


def tops_of(rects: Iterable[QRectF]) -> list[float]:
    return sorted({rect.top() for rect in rects})


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_caret_passes_a_cut_in_one_step(pane, gap):
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, f"riverandlock{gap}" * 2_500)])
    pane.show_article(made)
    view = pane.view()
    places, cut = view.places(), cuts_of(view.page)[0]
    pane.select(Span(cut - 3, cut - 2))
    seen = []
    for key in [Qt.Key.Key_Right] * 6 + [Qt.Key.Key_Left] * 5:
        QTest.keyClick(view, key)
        seen.append(places.offset_at(view.textCursor().position()) - cut)
    assert seen == [-2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2]


def test_a_third_click_selects_the_whole_paragraph(pane):
    text = "riverandlock" * 2_500
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, text), (Role.PARAGRAPH, "The end.")])
    pane.show_article(made)
    view = pane.view()
    middle = QPoint(300, 500)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    start = made.text.index(text)
    assert view.selected_span() == Span(start, start + len(text))


@pytest.mark.parametrize("gap", ["", ". "])
def test_a_highlight_across_a_cut_is_painted_on_every_line(pane, gap):
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, f"riverandlock{gap}" * 2_500)])
    pane.show_article(made)
    cut = cuts_of(pane.view().page)[0]
    mark = highlight_at(1, cut - 200, cut + 200, note="Why?")
    pane.refresh(replace(made, highlights=(mark,)))
    pane.choose_highlight(mark.id, scroll=True)
    (painted,) = pane.painted_marks()
    tops = tops_of(painted.rects)
    assert len(tops) >= 6
    assert {round(after - before, 6) for before, after in pairwise(tops)} == {32.0}
    shapes = pane.view().shapes()
    assert len(shapes) == 2
    shapes.sort(key=lambda each: each.rects[0].top())
    assert [shape.head is not None for shape in shapes] == [True, False]
    assert len(pane.view().badges(shapes)) == 1
    assert tops_of(pane.view().lines_of(Span(mark.start, mark.end))) == tops


def test_the_reading_position_is_kept_in_a_later_piece(pane, qtbot):
    parts = [(Role.TITLE, "The title"), (Role.PARAGRAPH, "riverandlock" * 4_000)]
    pane.show_article(article(parts, position=30_000))
    line = pane.view().place.offset()
    assert 0 <= 30_000 - line < 120
    with qtbot.waitSignal(pane.position_changed) as told:
        pane.page_down()
        pane.save_position()
    left = told.args[0]
    assert left > 30_000
    pane.show_article(article(parts))
    assert pane.view().place.offset() == 0
    pane.show_article(article(parts, position=left))
    assert pane.view().place.offset() == left


@pytest.mark.parametrize("words", ["riverandlock", "The river and the lock. ", "👩\u200d🚀"])
def test_only_what_is_looked_at_is_set_at_first(pane, words):
    made = article([(Role.TITLE, "The title"), (Role.PARAGRAPH, words * (600_000 // len(words)))])
    pane.show_article(made)
    document = pane.view().document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    laid = sum(1 for block in blocks if block.layout().lineCount())
    assert len(blocks) > 90
    assert 3 <= laid < 20
