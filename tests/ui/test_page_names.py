"""Names on the page: the lines under them, stepping and clicking, the bar, the menu and the legend."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naming import mention, names
from pages import article, highlight
from panes import open_pane
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QTextLine
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolButton, QToolTip, QWidget

from reader.model.article import Role
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.mention import Family, Mention, MentionType, NameRef, Recognition
from reader.model.span import Span
from reader.ui.actions.actions import Actions
from reader.ui.actions.table import ACTIONS
from reader.ui.kit.floating import SHADOW
from reader.ui.kit.menu_key import ask_menu
from reader.ui.look.tokens import blend
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.names.legend import Brevity, LegendEntry
from reader.ui.page.pane import PagePane
from reader.ui.page.read_share import ReadShare

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
T = MentionType

RIVER = article()


def of_the_river() -> list[Mention]:
    text = RIVER.text
    return [
        mention(text, "Danube", T.LOC, cluster=1, name="Danube River"),
        mention(text, "Danube", T.LOC, cluster=1, name="Danube River", place=1),
        mention(text, "Germany", T.GPE),
        mention(text, "ten", T.CARDINAL),
        mention(text, "Iron Gates", T.FAC),
        mention(text, "Romania", T.GPE),
        mention(text, "Serbia", T.GPE),
    ]


@pytest.fixture
def pane(qtbot, look) -> PagePane:
    made = open_pane(qtbot, look, 900, active=True)
    made.show_article(RIVER)
    made.show_names(names(RIVER, of_the_river()))
    return made


@pytest.fixture
def actions(qtbot, look, pane) -> Actions:
    """The actions in the table, which the menu of the page is made of; they do nothing but tell."""
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window, look, {row.name: lambda: None for row in ACTIONS})
    pane.set_actions(made.by_name)
    return made


def offered(menu: QMenu) -> set[str]:
    """Give the names of the actions in a menu."""
    return {each.objectName() for each in menu.actions()}


def shown(pane: PagePane) -> list[str]:
    text = pane.article().text
    return [text[each.mention.start : each.mention.end] for each in pane.painted_mentions()]


def show(pane: PagePane, paragraph: str, *mentions: tuple[str, MentionType]) -> None:
    """Open an article of one paragraph in which these words are names."""
    made = article([(Role.TITLE, "x"), (Role.PARAGRAPH, paragraph)])
    pane.show_article(made)
    pane.show_names(names(made, [mention(made.text, *each) for each in mentions]))


def caret_x(pane: PagePane, offset: int) -> float:
    cursor = pane.view().textCursor()
    cursor.setPosition(pane.view().places().position_at(offset))
    return pane.view().cursorRect(cursor).left()


def point_on(pane: PagePane, words: str, place: int = 0) -> QPoint:
    """Give a point within painted words: above the line under them."""
    text = pane.article().text
    found = [each for each in pane.painted_mentions() if text[each.mention.start :].startswith(words)]
    line = found[place].lines[0]
    return QPoint(round(line.center().x()), round(line.top() - 8))


def click(qtbot, pane: PagePane, words: str, place: int = 0, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseClick(pane.view().viewport(), LEFT, modifier, point_on(pane, words, place))


def chosen(pane: PagePane) -> str:
    found = pane.chosen_mention()
    return "" if found is None else pane.article().text[found.start : found.end]


def entry(pane: PagePane, family: Family) -> LegendEntry:
    return next(each for each in pane.legend().entries() if each.family is family)


def tool(pane: PagePane, tip: str) -> QToolButton:
    buttons = pane.name_bar().findChildren(QToolButton)
    return next(each for each in buttons if each.toolTip().startswith(tip))


class TestLines:
    def test_a_line_lies_under_its_words(self, pane):
        (germany,) = [each for each in pane.painted_mentions() if each.mention.name == "Germany"]
        (line,) = germany.lines
        start = germany.mention.start
        assert line.left() == pytest.approx(caret_x(pane, start), abs=1.5)
        assert line.right() == pytest.approx(caret_x(pane, start + 7), abs=1.5)
        assert 1.5 <= line.height() <= 2.5
        cursor = pane.view().textCursor()
        cursor.setPosition(pane.view().places().position_at(start))
        box = pane.view().cursorRect(cursor)
        assert box.center().y() + 4 < line.top() < box.bottom() + 4

    def test_bare_numbers_are_not_underlined(self, pane):
        assert shown(pane) == ["Danube", "Danube", "Germany", "Iron Gates", "Romania", "Serbia"]

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_line_has_the_colour_of_its_family(self, pane, look, theme):
        look.choose(theme)
        colours = look.theme.colours
        for words, token in (("Germany", "name-place"), ("Iron Gates", "name-facility")):
            found = next(each for each in pane.painted_mentions() if each.mention.name == words)
            line = found.lines[0]
            picture = pane.view().viewport().grab().toImage()
            wanted = QColor(blend(colours[token], colours["page"], look.theme.line_alpha))
            column = range(int(line.top()) - 1, int(line.bottom()) + 2)
            seen = [QColor(picture.pixel(int(line.left()) + 3, row)) for row in column]
            assert any(
                all(abs(a - b) <= 40 for a, b in zip(each.getRgb(), wanted.getRgb(), strict=True))
                for each in seen
            ), words

    def test_line_and_highlight_are_both_seen(self, pane, look):
        marked = replace(RIVER, highlights=(highlight(1, RIVER, "in Germany and", 1),))
        pane.refresh(marked)
        assert "Germany" in shown(pane)
        line = next(each for each in pane.painted_mentions() if each.mention.name == "Germany").lines[0]
        ground = pane.painted_marks()[0].rects[0]
        assert ground.top() < line.top() < line.bottom() < ground.bottom()
        picture = pane.view().viewport().grab().toImage()
        yellow = blend(look.theme.colours["yellow"], look.theme.colours["page"], look.theme.mark_alpha)
        beside = QColor(picture.pixel(int(ground.right()) - 8, int(line.bottom())))
        assert all(abs(a - b) <= 3 for a, b in zip(beside.getRgb(), QColor(yellow).getRgb(), strict=True))
        green = QColor(picture.pixel(int(line.center().x()), int(line.center().y())))
        assert green.red() < beside.red() - 40

    def test_signs_outside_the_basic_plane_move_nothing(self, pane):
        words = "😀😀 𠀋 In 平壤 and 👩\u200d👩\u200d👧 Oslo met 朝鲜中央通讯社."
        show(pane, words, ("平壤", T.GPE), ("Oslo", T.GPE), ("朝鲜中央通讯社", T.ORG))
        assert shown(pane) == ["平壤", "Oslo", "朝鲜中央通讯社"]
        for each in pane.painted_mentions():
            (line,) = each.lines
            assert line.left() == pytest.approx(caret_x(pane, each.mention.start), abs=1.5)
            assert line.right() == pytest.approx(caret_x(pane, each.mention.end), abs=1.5)

    def test_right_to_left_names_are_underlined_where_they_stand(self, pane):
        show(pane, "يجري نهر الدانوب عبر أوروبا", ("الدانوب", T.LOC), ("أوروبا", T.LOC))
        (river,), (europe,) = (each.lines for each in pane.painted_mentions())
        assert europe.right() < river.left()
        assert river.right() < pane.view().column()[1]

    def test_a_name_over_two_lines_has_two_lines(self, pane):
        words = "Treaty on the Navigation of All Rivers of the Continent"
        show(pane, f"They signed, after long and weary talks, the {words}.", (words, T.LAW))
        (painted,) = pane.painted_mentions()
        assert len(painted.lines) == 2
        assert painted.lines[0].bottom() < painted.lines[1].top()

    def test_what_is_outside_the_text_or_overlaps_is_left_out(self, pane):
        text = RIVER.text
        good = mention(text, "Germany", T.GPE)
        wild = [
            Mention(-2, 3, T.GPE, 8, "a", "a"),
            Mention(9, 9, T.GPE, 8, "a", "a"),
            Mention(len(text) - 2, len(text) + 1, T.GPE, 8, "a", "a"),
            Mention(good.start + 2, good.end + 4, T.GPE, 8, "a", "a"),
        ]
        pane.show_names(names(RIVER, [*wild, good]))
        assert shown(pane) == ["Germany"]

    def test_names_of_another_text_are_not_taken(self, pane):
        pane.show_names(replace(names(RIVER), version=VersionId(2)))
        pane.show_names(replace(names(RIVER), article=ArticleId(2)))
        assert len(shown(pane)) == 6
        pane.show_article(replace(RIVER, version=VersionId(2)))
        assert shown(pane) == []
        assert pane.legend().entries() == []
        pane.show_names(names(RIVER, of_the_river()))
        assert shown(pane) == []

    def test_a_long_article_is_measured_only_where_it_is_seen(self, pane, monkeypatch):
        words = "The Danube rises in Germany and flows on to the Black Sea past Vienna. " * 5
        made = article([(Role.PARAGRAPH, f"{words}{n}") for n in range(1400)])
        found = []
        start = made.text.find("Danube")
        while start >= 0 and len(found) < 5000:
            found.append(Mention(start, start + 6, T.LOC, 1, "Danube", "danube"))
            start = made.text.find("Danube", start + 1)
        assert len(found) == 5000
        pane.show_article(made)
        measured = []
        cursor_to_x = QTextLine.cursorToX
        monkeypatch.setattr(
            QTextLine, "cursorToX", lambda line, *rest: measured.append(rest) or cursor_to_x(line, *rest)
        )
        pane.show_names(names(made, found))
        pane.view().viewport().repaint()
        seen = len(pane.painted_mentions())
        assert 0 < seen < 60
        assert len(measured) < 300
        count = len(measured)
        pane.view().viewport().repaint()
        assert len(measured) == count

    def test_they_are_seen_wherever_a_long_article_is_scrolled_to(self, pane):
        words = "The Danube rises in Germany and flows on. " * 9
        made = article([(Role.PARAGRAPH, f"{words}{n}") for n in range(1400)])
        pane.show_article(made)
        starts = [n for n in range(len(made.text)) if made.text.startswith("Danube", n)]
        pane.show_names(names(made, [Mention(n, n + 6, T.LOC, 1, "Danube", "danube") for n in starts]))
        bar = pane.view().verticalScrollBar()
        for place in range(0, 700, 13):
            bar.setValue(place)
            tops = [each.lines[0].top() for each in pane.painted_mentions()]
            assert min(tops) < 300, place
            assert max(tops) > pane.view().viewport().height() - 100, place

    def test_new_names_lay_nothing_out_anew(self, pane):
        document = pane.view().document()
        revision = document.revision()
        pane.show_names(names(RIVER, of_the_river()[:2]))
        assert (pane.view().document() is document, document.revision()) == (True, revision)


class TestStepping:
    def test_next_and_previous_go_round(self, pane):
        walked = []
        for _ in range(7):
            pane.next_name()
            walked.append(chosen(pane))
        assert walked == ["Danube", "Danube", "Germany", "Iron Gates", "Romania", "Serbia", "Danube"]
        pane.previous_name()
        assert chosen(pane) == "Serbia"

    def test_the_first_step_starts_where_the_reader_is(self, pane):
        view = pane.view()
        bar = view.verticalScrollBar()
        bar.setValue(bar.maximum())
        pane.next_name()
        assert chosen(pane) == "Danube"  # none below: on at the beginning, and scrolled there
        assert bar.value() < bar.maximum() // 2
        pane.choose_mention(None)
        bar.setValue(bar.maximum())
        pane.previous_name()
        assert chosen(pane) == "Serbia"

    def test_hidden_families_are_stepped_over(self, pane):
        pane.hide_families(frozenset({Family.PLACE}))
        pane.next_name()
        assert chosen(pane) == "Iron Gates"
        pane.next_name()
        assert chosen(pane) == "Iron Gates"

    def test_a_step_tells_and_brings_the_keys_to_the_page(self, qtbot, pane):
        told = QSignalSpy(pane.mention_chosen)
        asked = QSignalSpy(pane.name_asked)
        pane.next_name()
        assert told.at(0)[0].name == "Danube River"
        assert pane.view().hasFocus()
        qtbot.keyClick(pane.view(), Qt.Key.Key_Return)
        assert asked.at(0) == [NameRef("danube river", T.LOC, "Danube River")]

    def test_a_step_leaves_the_chosen_highlight(self, pane):
        pane.refresh(replace(RIVER, highlights=(highlight(1, RIVER, "flows"),)))
        pane.choose_highlight(HighlightId(1))
        left = QSignalSpy(pane.highlight_chosen)
        pane.next_name()
        assert pane.chosen_highlight() is None
        assert left.at(0) == [None]
        pane.next_highlight()
        assert pane.chosen_mention() is None

    def test_without_names_nothing_is_chosen(self, pane):
        pane.show_names(names(RIVER))
        pane.next_name()
        assert pane.chosen_mention() is None


class TestClicking:
    def test_a_click_chooses_and_shows_the_bar(self, qtbot, pane):
        told = QSignalSpy(pane.mention_chosen)
        click(qtbot, pane, "Danube", 1)
        assert told.at(0)[0] == of_the_river()[1]
        bar = pane.name_bar()
        assert bar.isVisible()
        said = {each.text() for each in bar.children() if hasattr(each, "text")}
        assert {"Danube River", "Place · 2 mentions"} <= said

    @pytest.mark.parametrize("before", ["Friday", "Mauritius"])
    @pytest.mark.parametrize("after", ["Notre-Dame de Paris", "Rome"])
    def test_the_bar_fits_its_words_whatever_it_said_before(self, qtbot, pane, before, after):
        made = article([(Role.TITLE, "x"), (Role.PARAGRAPH, f"On {before} they met and then {after} again.")])
        pane.show_article(made)
        kinds = {"Friday": T.DATE}
        found = [mention(made.text, each, kinds.get(each, T.FAC)) for each in (before, after)]
        pane.show_names(names(made, found))
        bar = pane.name_bar()
        for words in (before, after):
            click(qtbot, pane, words)
            parts = [each for each in bar.children() if isinstance(each, QWidget) and each.isVisible()]
            boxes = [each.geometry() for each in parts]
            within = bar.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
            assert [each for each in boxes if not within.contains(each)] == []
            assert [(a, b) for a, b in combinations(boxes, 2) if a.intersects(b)] == []

    def test_the_bars_button_finds_all_articles(self, qtbot, pane):
        asked = QSignalSpy(pane.name_asked)
        click(qtbot, pane, "Germany")
        qtbot.mouseClick(tool(pane, "Find all articles"), LEFT)
        assert asked.at(0) == [NameRef("germany", T.GPE, "Germany")]
        assert not pane.name_bar().isVisible()

    def test_ctrl_and_a_click_finds_them_at_once(self, qtbot, pane):
        asked = QSignalSpy(pane.name_asked)
        click(qtbot, pane, "Iron Gates", modifier=CTRL)
        assert asked.at(0) == [NameRef("iron gates", T.FAC, "Iron Gates")]
        assert not pane.name_bar().isVisible()

    def test_a_date_says_what_it_means_and_is_not_searched(self, qtbot, pane):
        made = article([(Role.TITLE, "x"), (Role.PARAGRAPH, "They met on Wednesday in the city.")])
        because = "Wednesday → 2025-11-05, because published Friday"
        date = mention(made.text, "Wednesday", T.DATE, value="2025-11-05", derivation=because)
        pane.show_article(made)
        pane.show_names(names(made, [date]))
        asked = QSignalSpy(pane.name_asked)
        click(qtbot, pane, "Wednesday")
        bar = pane.name_bar()
        assert because in {each.text() for each in bar.children() if hasattr(each, "text")}
        assert not bar.can_search()
        click(qtbot, pane, "Wednesday", modifier=CTRL)
        qtbot.keyClick(pane.view(), Qt.Key.Key_Return)
        assert asked.count() == 0

    def test_the_list_is_asked_for_by_the_bar(self, qtbot, pane):
        asked = QSignalSpy(pane.names_list_asked)
        click(qtbot, pane, "Germany")
        qtbot.mouseClick(tool(pane, "Show in the list"), LEFT)
        assert asked.count() == 1
        assert chosen(pane) == "Germany"

    def test_a_highlight_under_a_name_is_reached_by_the_next_click(self, qtbot, pane):
        pane.refresh(replace(RIVER, highlights=(highlight(1, RIVER, "in Germany and"),)))
        click(qtbot, pane, "Germany")
        assert (chosen(pane), pane.chosen_highlight()) == ("Germany", None)
        click(qtbot, pane, "Germany")
        assert (chosen(pane), pane.chosen_highlight()) == ("", 1)
        assert pane.selection_bar().isVisible()
        assert not pane.name_bar().isVisible()
        click(qtbot, pane, "Germany")
        assert (chosen(pane), pane.chosen_highlight()) == ("Germany", None)
        assert not pane.selection_bar().isVisible()

    def test_a_highlight_on_exactly_the_name_comes_first(self, qtbot, pane):
        pane.refresh(replace(RIVER, highlights=(highlight(1, RIVER, "Germany"),)))
        click(qtbot, pane, "Germany")
        assert pane.chosen_highlight() == 1
        click(qtbot, pane, "Germany")
        assert chosen(pane) == "Germany"

    def test_a_click_beside_leaves_the_name(self, qtbot, pane):
        click(qtbot, pane, "Germany")
        told = QSignalSpy(pane.mention_chosen)
        at = point_on(pane, "Germany") - QPoint(90, 0)
        assert pane.view().mention_at(QPointF(at)) is None
        qtbot.mouseClick(pane.view().viewport(), LEFT, pos=at)
        assert pane.chosen_mention() is None
        assert told.at(0) == [None]

    def test_a_selection_leaves_the_name(self, qtbot, pane):
        click(qtbot, pane, "Germany")
        pane.select(Span(3, 9))
        assert pane.chosen_mention() is None
        assert not pane.name_bar().isVisible()

    def test_escape_takes_the_bar_then_the_choice(self, qtbot, pane):
        click(qtbot, pane, "Germany")
        qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
        assert not pane.name_bar().isVisible()
        assert chosen(pane) == "Germany"
        qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
        assert chosen(pane) == ""

    def test_the_bar_follows_the_text(self, qtbot, pane):
        click(qtbot, pane, "Germany")
        bar, scroll = pane.name_bar(), pane.view().verticalScrollBar()
        before = bar.body().top()
        scroll.setValue(40)
        assert bar.body().top() == before - 40
        scroll.setValue(scroll.maximum())
        assert not bar.isVisible()

    def test_the_hand_points_at_names(self, qtbot, pane):
        viewport = pane.view().viewport()

        def shape_at(point: QPoint) -> Qt.CursorShape:
            # Sent itself: the platform's pointer is everybody's, and other windows may be under it.
            buttons = (Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
            where = (QPointF(point), QPointF(viewport.mapToGlobal(point)))
            none = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(viewport, QMouseEvent(QEvent.Type.MouseMove, *where, *buttons, none))
            return viewport.cursor().shape()

        on = point_on(pane, "Germany")
        assert shape_at(on) is Qt.CursorShape.PointingHandCursor
        assert shape_at(on - QPoint(90, 0)) is Qt.CursorShape.IBeamCursor

    def test_the_tip_says_name_type_and_note_as_plain_text(self, pane):
        made = replace(RIVER, highlights=(highlight(1, RIVER, "in Germany and", 1, "Why <b>here</b>?"),))
        pane.refresh(made)
        odd = replace(mention(RIVER.text, "Germany", T.GPE), name="<i>Germany</i>")
        pane.show_names(names(RIVER, [odd]))
        at = point_on(pane, "Germany")
        viewport = pane.view().viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
        tip = "&lt;i&gt;Germany&lt;/i&gt; · Place<br>Why &lt;b&gt;here&lt;/b&gt;?"
        assert QToolTip.text() == f"<qt>{tip}</qt>"
        QToolTip.hideText()

    def test_the_menu_offers_the_search(self, qtbot, pane, actions):
        at, viewport = point_on(pane, "Germany"), pane.view().viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Germany · Place" in [each.text() for each in menu.actions()]
        assert {"find_name", "list_name", "next_mention", "copy_name", "hide_kind"} <= offered(menu)
        assert pane.meant_mention().name == "Germany"
        menu.close()
        qtbot.waitUntil(lambda: pane.meant_mention() == pane.chosen_mention())

    def test_a_right_click_keeps_what_is_chosen_under_it(self, qtbot, pane, actions):
        pane.refresh(replace(RIVER, highlights=(highlight(1, RIVER, "in Germany and"),)))
        click(qtbot, pane, "Germany")
        click(qtbot, pane, "Germany")
        at, viewport = point_on(pane, "Germany"), pane.view().viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        menu = QApplication.activePopupWidget()
        names_of_actions = offered(menu)
        menu.close()
        assert pane.chosen_highlight() == 1
        assert {"remove_highlight", "copy_quote", "find_name"} <= names_of_actions

    def test_by_keys_the_menu_is_about_the_chosen_name(self, qtbot, pane, actions):
        pane.next_name()
        pane.next_name()
        chosen = pane.chosen_mention()
        ask_menu()
        menu = QApplication.activePopupWidget()
        assert "hide_kind" in offered(menu)
        assert pane.meant_mention() == chosen
        menu.close()

    def test_steps_lead_through_the_mentions_of_one_thing(self, qtbot, pane):
        click(qtbot, pane, "Germany")
        first = pane.chosen_mention()
        alike = pane.mentions().of_cluster(first)
        pane.next_alike()
        assert pane.chosen_mention() == alike[(alike.index(first) + 1) % len(alike)]
        pane.previous_alike()
        assert pane.chosen_mention() == first

    def test_the_kind_of_a_name_is_hidden(self, qtbot, pane):
        told = QSignalSpy(pane.hidden_changed)
        click(qtbot, pane, "Germany")
        assert pane.hide_kind() is Family.PLACE
        assert told.at(0) == [frozenset({Family.PLACE})]
        assert shown(pane) == ["Iron Gates"]


class TestLegend:
    def test_it_counts_each_family(self, pane):
        told = [(each.text(), each._count) for each in pane.legend().entries()]
        assert told == [("Places", "5"), ("Facilities", "1")]
        assert entry(pane, Family.PLACE).accessibleName() == "Places, 5 mentions, shown"

    def test_it_stays_in_one_line_and_says_what_there_is_room_for(self, pane):
        kinds = [T.PERSON, T.ORG, T.GPE, T.NORP, T.EVENT, T.FAC, T.WORK_OF_ART, T.DATE, T.MONEY, T.QUANTITY]
        words = [f"Name{at}" for at in range(len(kinds))]
        show(pane, " ".join(words), *zip(words, kinds, strict=True))
        share = pane.legend().findChild(ReadShare)
        entries = pane.legend().entries()
        said = []
        for width in (1400, 900, 460):
            pane.resize(width, 500)
            QTest.qWait(0)
            assert len({each.y() for each in entries}) == 1
            assert entries[-1].mapTo(pane, QPoint(entries[-1].width(), 0)).x() <= share.x()
            said.append(({each._brevity for each in entries}, "word" in share.text()))
        assert said[0] == ({Brevity.WHOLE}, True)
        assert said[1] == ({Brevity.WORD}, True)
        assert said[2] == ({Brevity.COUNT}, False)
        assert entries[0].toolTip().startswith("People: 1 mention")  # what is left out is in the tip
        assert share.toolTip().startswith("11 words; 100 %")

    def test_it_follows_the_reading(self, pane):
        share = pane.legend().findChild(ReadShare)
        begun = share.percent()
        assert 0 < begun < 100
        bar = pane.view().verticalScrollBar()
        bar.setValue(bar.maximum())
        assert share.text().endswith("100 %")

    def test_a_click_hides_and_shows(self, qtbot, pane):
        told = QSignalSpy(pane.hidden_changed)
        qtbot.mouseClick(entry(pane, Family.PLACE), LEFT)
        assert shown(pane) == ["Iron Gates"]
        assert told.at(0) == [frozenset({Family.PLACE})]
        assert entry(pane, Family.PLACE).accessibleName() == "Places, 5 mentions, hidden"
        assert pane.view().mention_at(QPointF(10, 10)) is None
        qtbot.mouseClick(entry(pane, Family.PLACE), LEFT)
        assert len(shown(pane)) == 6
        assert told.at(1) == [frozenset()]

    @pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
    def test_keys_reach_and_press_it(self, qtbot, pane, key):
        pane.view().setFocus(Qt.FocusReason.TabFocusReason)
        for _ in range(20):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if isinstance(QApplication.focusWidget(), LegendEntry):
                break
        focused = QApplication.focusWidget()
        assert isinstance(focused, LegendEntry)
        qtbot.keyClick(focused, key)
        assert focused.family in pane.mentions().hidden

    def test_the_choice_holds_for_the_next_article(self, qtbot, pane):
        qtbot.mouseClick(entry(pane, Family.PLACE), LEFT)
        other = replace(RIVER, id=ArticleId(2), version=VersionId(2))
        pane.show_article(other)
        pane.show_names(names(other, of_the_river()))
        assert shown(pane) == ["Iron Gates"]

    @pytest.mark.parametrize(
        ("state", "language", "words"),
        [
            (Recognition.WAITING, "", "Names are being looked for…"),
            (Recognition.FOREIGN, "ko", "Names are not recognised in Korean"),
            (
                Recognition.FOREIGN,
                "",
                "Names are not recognised: the language of this article is not known",
            ),
            (Recognition.OFF, "", "The names model is missing: install Pressmark again to see names"),
            (
                Recognition.SET_ASIDE,
                "",
                "Names of this article were left out: it stopped the recognition twice",
            ),
            (Recognition.DONE, "en", ""),
        ],
    )
    def test_it_says_why_there_are_none(self, pane, state, language, words):
        pane.show_names(names(RIVER, (), state, language))
        assert pane.legend().state() == words
        assert pane.legend().entries() == []

    def test_it_is_not_there_until_names_are_spoken_of(self, qtbot, look):
        made = PagePane(look)
        qtbot.addWidget(made)
        made.resize(690, 900)
        made.show()
        made.show_article(RIVER)
        assert not made.legend().isVisible()
        made.show_names(names(RIVER, (), Recognition.WAITING))
        assert made.legend().isVisible()
        made.clear()
        assert not made.legend().isVisible()

    def test_the_text_does_not_jump_when_names_arrive(self, pane):
        pane.show_article(replace(RIVER, id=ArticleId(2), version=VersionId(2)))
        high = pane.view().viewport().height()
        pane.show_names(names(pane.article(), of_the_river()))
        assert pane.view().viewport().height() == high


@settings(max_examples=150, deadline=None)
@given(
    lengths=st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6), st.booleans()), max_size=20),
    start=st.integers(0, 80),
    length=st.integers(1, 30),
)
def test_the_index_finds_what_a_plain_search_finds(lengths, start, length):
    made, at = [], 0
    for gap, long, place in lengths:
        made.append(Mention(at + gap, at + gap + long, T.GPE if place else T.DATE, at, "x", "x"))
        at += gap + long
    mentions = Mentions(made, frozenset({Family.DATE}), at)
    asked = Span(start, start + length)
    plain = [each for each in made if each.type is T.GPE and asked.overlaps(Span(each.start, each.end))]
    assert list(mentions.over(asked)) == plain
    seen = [each for each in made if each.type is T.GPE]
    assert [mentions.place_of(each) for each in seen] == list(range(len(seen)))
