"""Hits on the page: their outlines, the count, and stepping through them."""

import sys
from dataclasses import replace

import pytest
from pages import DANUBE, article, highlight, hits_of
from panes import open_pane
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy

from reader.model.article import Article, Role
from reader.model.ids import HighlightId, VersionId
from reader.model.span import Span
from reader.ui.look.themes import THEMES
from reader.ui.look.tokens import MARK_COLOURS, blend, contrast
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.outlines import GLOW_ALPHA, LINE_ALPHA
from reader.ui.page.pane import PagePane

_FILLER = "The water is measured again each evening, in all weather, and told to the towns."
RIVER = article(
    [
        *DANUBE[:6],
        *(
            (Role.PARAGRAPH, f"Station {n} lies below a weir, and is read at dawn. " + _FILLER)
            for n in range(24)
        ),
    ]
)


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 700)


def show(pane: PagePane, shown: Article, *words: str, first: bool = True) -> None:
    pane.show_article(shown)
    pane.show_hits(hits_of(shown, *words), first=first)


def paragraph(words: str) -> Article:
    return article([(Role.TITLE, "x"), (Role.PARAGRAPH, words)])


def outlined(pane: PagePane) -> list[str]:
    hits, text = pane.view().hits(), pane.article().text
    return [text[hits[each.place].start : hits[each.place].end] for each in pane.view().outlines()]


def caret_x(pane: PagePane, offset: int) -> float:
    cursor = pane.view().textCursor()
    cursor.setPosition(pane.view().places().position_at(offset))
    return pane.view().cursorRect(cursor).left()


def counted(pane: PagePane) -> str:
    counter = pane.hit_counter()
    return counter.words() if counter.isVisible() else ""


def is_seen(pane: PagePane, place: int) -> bool:
    view = pane.view()
    return any(each.place == place for each in view.outlines())


class TestOutlines:
    @pytest.mark.parametrize(
        "words",
        [
            "They met in Danube towns.",
            "👩‍👩‍👧 flags 🇰🇷 and Danube towns.",
            "Cafe\u0301 by the Danube, closed.",
            "在多瑙河 Danube 上有船。",
        ],
    )
    def test_an_outline_lies_around_its_words(self, pane, words):
        shown = paragraph(words)
        show(pane, shown, "Danube")
        (outline,) = pane.view().outlines()
        (rect,) = outline.rects
        start = shown.text.index("Danube")
        assert rect.left() == pytest.approx(caret_x(pane, start) - 2, abs=1.5)
        assert rect.right() == pytest.approx(caret_x(pane, start + 6) + 2, abs=1.5)

    def test_words_from_right_to_left_are_outlined_where_they_stand(self, pane):
        words = "الفيضان وصل إلى المدينة"
        shown = paragraph(words)
        show(pane, shown, "وصل")
        (outline,) = pane.view().outlines()
        (rect,) = outline.rects
        start = shown.text.index("وصل")
        assert rect.right() == pytest.approx(caret_x(pane, start) + 2, abs=2)
        assert rect.left() == pytest.approx(caret_x(pane, start + 3) - 2, abs=2)

    def test_a_hit_over_two_lines_has_two_outlines(self, pane):
        words = "word " * 40
        show(pane, paragraph(words), words.strip())
        (outline,) = pane.view().outlines()
        assert len(outline.rects) > 2

    def test_the_title_is_outlined_too(self, pane):
        show(pane, RIVER, "countries")
        title = Span(RIVER.blocks[0].start, RIVER.blocks[0].end)
        assert pane.view().hits()[0].overlaps(title)
        assert is_seen(pane, 0)

    def test_only_what_is_on_the_screen_is_measured(self, pane):
        show(pane, RIVER, "weir")
        assert 0 < len(outlined(pane)) < 60

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_line_has_the_colour_of_matches(self, pane, look, theme):
        look.choose(theme)
        show(pane, RIVER, "Germany", "flows", first=False)
        (rect,) = pane.view().outlines()[0].rects
        picture = pane.view().viewport().grab().toImage()
        colours = look.theme.colours
        wanted = QColor(blend(colours["match"], colours["page"], LINE_ALPHA))
        seen = [QColor(picture.pixel(int(rect.center().x()), int(rect.top()) + row)) for row in range(-1, 3)]
        close = [
            all(abs(a - b) < 45 for a, b in zip(each.getRgb(), wanted.getRgb(), strict=True)) for each in seen
        ]
        assert any(close)

    @pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
    def test_outlines_and_words_within_them_are_legible(self, theme):
        colours, match = theme.colours, theme.colours["match"]
        page = colours["page"]
        assert contrast(blend(match, page, LINE_ALPHA), page) >= 3
        assert contrast(colours["body"], blend(match, page, GLOW_ALPHA)) >= 7
        for name in MARK_COLOURS:
            mark = blend(colours[name], page, theme.mark_alpha)
            assert contrast(blend(match, mark, LINE_ALPHA), mark) >= 2.4
            assert contrast(colours["body"], blend(match, mark, GLOW_ALPHA)) >= 4.5

    def test_outlines_follow_another_width_and_theme(self, pane, look):
        show(pane, RIVER, "Germany")
        pane.resize(560, 700)
        look.choose("dark")
        (outline,) = pane.view().outlines()
        start = RIVER.text.index("Germany")
        assert outline.rects[0].left() == pytest.approx(caret_x(pane, start) - 2, abs=1.5)

    def test_painting_loses_no_reference(self, pane):
        show(pane, RIVER, "weir")
        pane.grab()
        before = sys.getrefcount(None)
        for _ in range(30):
            pane.view().viewport().grab()
        assert sys.getrefcount(None) > before - 50


class TestSteps:
    def test_the_first_hit_is_seen_when_the_article_opens(self, pane):
        show(pane, RIVER, "Station 15 lies", "Station 18 lies")
        assert is_seen(pane, 0)
        assert counted(pane) == "Hit 1 of 2"

    def test_the_place_read_is_kept_over_it(self, pane, qtbot):
        moves = QSignalSpy(pane.position_changed)
        show(pane, replace(RIVER, position=RIVER.text.index("Station 3 lies")), "Station 15 lies")
        assert is_seen(pane, 0)
        pane.save_position()
        qtbot.wait(600)
        assert moves.count() == 0
        pane.page_up()
        pane.save_position()
        assert moves.count() == 1

    def test_without_an_opening_nothing_moves(self, pane):
        show(pane, RIVER, "Station 15 lies", first=False)
        assert pane.view().verticalScrollBar().value() == 0
        assert counted(pane) == "1 hit"

    def test_a_chosen_highlight_is_what_is_shown(self, pane):
        shown = replace(RIVER, highlights=(highlight(1, RIVER, "Germany"),))
        pane.show_article(shown)
        pane.choose_highlight(HighlightId(1), scroll=True)
        pane.show_hits(hits_of(shown, "Station 15 lies"), first=True)
        assert pane.view().verticalScrollBar().value() == 0

    def test_steps_go_round(self, pane):
        show(pane, RIVER, "Germany", "Serbia", "Station 19 lies")
        seen = [counted(pane)]
        for _ in range(3):
            pane.next_hit()
            seen.append(counted(pane))
            assert is_seen(pane, pane.view().chosen_hit())
        pane.previous_hit()
        places = [f"Hit {place} of 3" for place in (1, 2, 3, 1, 3)]
        assert [*seen, counted(pane)] == places

    def test_the_first_step_begins_at_the_top_of_the_page(self, pane):
        show(pane, RIVER, "Germany", "Station 15 lies", "Station 18 lies", first=False)
        twelve = RIVER.text.index("Station 12 lies")
        pane.view().show_span(Span(twelve, twelve + 12))
        pane.next_hit()
        assert counted(pane) == "Hit 2 of 3"

    def test_the_buttons_step(self, pane, qtbot):
        show(pane, RIVER, "Germany", "Serbia")
        following, before = pane.hit_counter().buttons()
        qtbot.mouseClick(following, Qt.MouseButton.LeftButton)
        assert counted(pane) == "Hit 2 of 2"
        qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
        assert counted(pane) == "Hit 1 of 2"

    def test_another_article_begins_without_hits(self, pane):
        offers = QSignalSpy(pane.hits_offered)
        show(pane, RIVER, "Germany")
        pane.show_article(replace(RIVER, version=VersionId(2)))
        assert (outlined(pane), counted(pane)) == ([], "")
        assert (offers.at(1)[0], offers.at(2)[0]) == (True, False)

    def test_hits_of_another_text_are_not_taken(self, pane):
        pane.show_article(RIVER)
        pane.show_hits(hits_of(replace(RIVER, version=VersionId(2)), "Germany"), first=True)
        assert outlined(pane) == []

    def test_hits_can_be_taken_away(self, pane):
        show(pane, RIVER, "Germany")
        pane.show_hits(None)
        assert (outlined(pane), counted(pane)) == ([], "")
        pane.next_hit()

    def test_more_hits_than_are_told_are_said_to_be_more(self, pane):
        pane.show_article(RIVER)
        pane.show_hits(replace(hits_of(RIVER, "Germany", "Serbia"), cut=True), first=True)
        assert counted(pane) == "Hit 1 of 2+"


def test_the_list_knows_what_lies_over_a_span():
    hits = HitList(hits_of(RIVER, "Germany", "Danube", "flows"))
    spans = [hits[place] for place in range(len(hits))]
    for start in range(0, 300, 7):
        wanted = [n for n, each in enumerate(spans) if each.overlaps(Span(start, start + 25))]
        assert list(hits.over(Span(start, start + 25))) == wanted
