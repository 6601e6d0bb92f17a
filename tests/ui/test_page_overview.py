"""The overview beside the scroll bar: where its ticks lie, what they say and where they lead."""

from dataclasses import replace

import pytest
from naming import mention, names
from pages import DANUBE, article, highlight, hits_of
from panes import open_pane
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy

from reader.model.article import Article, Role
from reader.model.ids import HighlightId
from reader.model.mention import Family, MentionType
from reader.ui.kit.families import ink
from reader.ui.look.themes import THEMES
from reader.ui.look.tokens import MARK_COLOURS, blend, contrast
from reader.ui.page.overview.ticks import LANE, NAME_ALPHA, WIDTH, Lane
from reader.ui.page.pane import PagePane
from reader.ui.page.paper.depths import Depths
from reader.ui.page.paper.lines import line_of

LEFT = Qt.MouseButton.LeftButton

PLAIN = article(
    [*DANUBE[:6], *((Role.PARAGRAPH, f"Station {n} lies below a weir and is read. " * 6) for n in range(30))]
)
RIVER = replace(
    PLAIN, highlights=(highlight(1, PLAIN, "Germany", 1), highlight(2, PLAIN, "Station 20 lies", 4, "Why?"))
)
MENTIONS = [mention(RIVER.text, "Danube", MentionType.LOC), mention(RIVER.text, "Serbia", MentionType.GPE)]


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    return open_pane(qtbot, look, 900)


def show(qtbot, pane: PagePane, shown: Article = RIVER, words: str = "Station 10") -> None:
    pane.show_article(shown)
    if shown is RIVER:
        pane.show_names(names(RIVER, MENTIONS))
        pane.show_hits(hits_of(RIVER, words))
        wait_for(qtbot, pane)


def wait_for(qtbot, pane: PagePane) -> None:
    """Wait until all of the page is laid out, and the ticks are measured of that."""
    overview, document = pane.overview(), pane.view().document()
    document.documentLayout().documentSize()  # has the rest laid out
    qtbot.waitUntil(
        lambda: (
            overview.isVisible()
            and overview._measured_for == overview._measure_of()
            and all(y >= 0 for lane in Lane for y in overview.ticks().lane(lane))
            and len(overview.ticks().hits) == len(pane.view().hits())
        )
    )


def point_at(lane: Lane, y: float) -> QPoint:
    left, wide = LANE[lane]
    return QPoint(round(left + wide / 2), round(y) + 1)


def click(qtbot, pane: PagePane, lane: Lane, place: int) -> None:
    y = pane.overview().ticks().lane(lane)[place]
    qtbot.mouseClick(pane.overview(), LEFT, pos=point_at(lane, y))


def depth_of(pane: PagePane, words: str) -> float:
    """Give how deep a line lies, as a share of the page."""
    start = pane.article().text.index(words)
    document = pane.view().document()
    line = line_of(document, pane.view().places().position_at(start))
    return line.top / document.documentLayout().documentSize().height()


def test_ticks_lie_where_their_words_do(qtbot, pane):
    show(qtbot, pane)
    overview = pane.overview()
    ticks, high = overview.ticks(), overview.height()
    line = 32 / pane.view().document().documentLayout().documentSize().height()
    for y, words in (
        (ticks.names[0], "Danube"),
        (ticks.highlights[1], "Station 20 lies"),
        (ticks.hits[0], "Station 10"),
    ):
        assert y / high == pytest.approx(depth_of(pane, words), abs=line)


def test_the_strip_stands_beside_the_scroll_bar(qtbot, pane):
    show(qtbot, pane)
    overview, view = pane.overview(), pane.view()
    assert overview.width() == WIDTH
    assert overview.geometry().right() == view.viewport().geometry().right()
    assert overview.x() > view.column()[1] + 16 + 22  # clear of badges
    pane.resize(800, 700)
    qtbot.waitUntil(lambda: overview.geometry().right() == view.viewport().geometry().right())


def test_a_page_without_a_scroll_bar_or_marks_has_no_strip(qtbot, pane):
    show(qtbot, pane)
    pane.show_hits(None)
    pane.show_names(names(RIVER, []))
    pane.refresh(replace(RIVER, highlights=()))
    qtbot.waitUntil(lambda: not pane.overview().isVisible())
    short = article([(Role.TITLE, "x"), (Role.PARAGRAPH, "One line.")])
    show(qtbot, pane, short)
    pane.show_hits(hits_of(short, "One"))
    qtbot.wait(150)
    assert not pane.overview().isVisible()


def test_a_click_on_a_hit_goes_there(qtbot, pane):
    show(qtbot, pane, words="Station 1")
    click(qtbot, pane, Lane.HITS, 60)
    assert pane.hit_counter().words() == "Hit 61 of 66"
    assert any(each.place == pane.view().chosen_hit() for each in pane.view().outlines())


def test_hits_alone_are_clicked_too(qtbot, pane):
    pane.show_article(PLAIN)
    pane.show_hits(hits_of(PLAIN, "Station 2"))
    wait_for(qtbot, pane)
    click(qtbot, pane, Lane.HITS, 30)
    assert pane.hit_counter().words() == "Hit 31 of 66"


def test_other_marks_may_come_before_they_are_measured(qtbot, pane):
    show(qtbot, pane, words="Station")
    pane.overview()._picture = None
    pane.show_hits(None)
    pane.show_names(names(RIVER, []))
    pane.view().grab()
    assert pane.overview().tick_at(10, pane.overview().ticks().hits[0]) is None


def test_a_click_on_a_highlight_chooses_it(qtbot, pane):
    show(qtbot, pane)
    told = QSignalSpy(pane.highlight_chosen)
    click(qtbot, pane, Lane.HIGHLIGHTS, 1)
    assert pane.chosen_highlight() == HighlightId(2)
    assert told.count() == 1
    assert any(each.highlight == 2 for each in pane.painted_marks())


def test_a_click_on_a_name_chooses_it(qtbot, pane):
    show(qtbot, pane)
    pane.view().verticalScrollBar().setValue(3_000)
    click(qtbot, pane, Lane.NAMES, 1)
    assert pane.chosen_mention() == MENTIONS[1]
    assert any(each.mention == MENTIONS[1] for each in pane.painted_mentions())


def test_a_click_beside_ticks_does_nothing(qtbot, pane):
    show(qtbot, pane)
    before = pane.view().verticalScrollBar().value()
    qtbot.mouseClick(pane.overview(), LEFT, pos=QPoint(5, pane.overview().height() - 2))
    assert pane.view().verticalScrollBar().value() == before


@pytest.mark.parametrize(
    ("lane", "place", "words"),
    [
        (Lane.HITS, 0, ("Hit 1 of 6", "Station 10 lies below")),
        (Lane.HIGHLIGHTS, 1, ("Highlight 2", "Station 20 lies")),
        (Lane.NAMES, 1, ("Serbia", "Place")),
    ],
)
def test_a_tip_says_what_a_tick_stands_for(qtbot, pane, lane, place, words):
    show(qtbot, pane)
    overview = pane.overview()
    at = point_at(lane, overview.ticks().lane(lane)[place])
    qtbot.mouseMove(overview, at)
    assert all(each in overview.toolTip() for each in words)
    qtbot.mouseMove(overview, QPoint(5, overview.height() - 2))
    assert overview.toolTip() == ""


def test_hidden_names_have_no_ticks(qtbot, pane):
    show(qtbot, pane)
    pane.hide_families(frozenset({Family.PLACE}))
    qtbot.waitUntil(lambda: not pane.overview().ticks().names)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ticks_have_the_colours_of_what_they_stand_for(qtbot, pane, look, theme):
    show(qtbot, pane)
    look.choose(theme)
    qtbot.waitUntil(lambda: pane.overview().isVisible())
    qtbot.wait(150)
    picture = pane.view().grab(pane.overview().geometry()).toImage()
    ticks, colours = pane.overview().ticks(), look.theme.colours
    for lane, place, colour in (
        (Lane.HITS, 0, colours["match"]),
        (Lane.HIGHLIGHTS, 1, colours["pink-ink"]),
    ):
        at = point_at(lane, ticks.lane(lane)[place])
        seen = [QColor(picture.pixel(at.x(), at.y() + by)).name().upper() for by in (-1, 0, 1)]
        assert colour in seen


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_ticks_are_legible_in_every_theme(theme):
    page = theme.colours["page"]
    assert contrast(theme.colours["match"], page) >= 3
    assert contrast(theme.colours["text"], page) >= 7
    for name in MARK_COLOURS:
        assert contrast(theme.colours[f"{name}-ink"], page) >= 2.5, name
    for family in Family:
        assert contrast(blend(theme.colours[ink(family)], page, NAME_ALPHA), page) >= 2, family


def test_measuring_lays_nothing_out(qtbot, pane):
    long = article([(Role.TITLE, "x")] + [(Role.PARAGRAPH, f"Weir {n} holds. " * 20) for n in range(3_000)])
    pane.show_article(long)
    document = pane.view().document()
    depths = Depths(document, pane.view().places())
    last = document.lastBlock().layout().lineCount()
    assert (depths.of(long.text.index("Weir 2999")) is None) == (last == 0)


def test_stepping_paints_from_the_kept_picture(qtbot, pane):
    show(qtbot, pane)
    pane.view().grab()
    kept = pane.overview()._picture
    pane.next_hit()
    pane.view().grab()
    assert pane.overview()._picture is kept


def test_the_ticks_stay_away_while_nothing_but_the_text_is_to_be_seen(qtbot, pane: PagePane):
    show(qtbot, pane)
    pane.set_bare(bare=True)
    assert pane.overview().isHidden()
    pane.show_hits(hits_of(RIVER, "Station 12"))
    qtbot.waitUntil(lambda: not pane.overview()._timer.isActive())
    assert pane.overview().isHidden()
    pane.set_bare(bare=False)
    assert pane.overview().isVisible()
