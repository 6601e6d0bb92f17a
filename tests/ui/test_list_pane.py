"""The list as a user meets it: typing, walking, choosing; and what it says when it is empty."""

import gc
import sys
from array import array
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget

from reader.model.article import ArticleRow, Snippet, TagMark
from reader.model.ids import ArticleId
from reader.model.query import Found, Query, Shelf, Sort
from reader.model.span import Span
from reader.ui.kit.tips import plain_tip
from reader.ui.list.heading import BAND
from reader.ui.list.notice import lesson, note_words
from reader.ui.list.pane import ListPane
from reader.ui.list.results import HEADING
from reader.ui.list.row_delegate import ROW

NOW = date(2025, 11, 7)

"""The screen that is none cannot keep a window to its smallest size, and says so."""


@pytest.fixture
def pane(qtbot, look) -> ListPane:
    made = ListPane(look, now=lambda: NOW)
    qtbot.addWidget(made)
    made.resize(372, 900)
    made.show()
    qtbot.waitActive(made)
    return made


def row(number: int, **facts) -> ArticleRow:
    given = {
        "title": f"Title {number}",
        "source": "Agency",
        "published": "2025-11-07T08:44",
        "snippet": Snippet("The comet comes back.", (Span(4, 9),)),
        "tags": (),
        "notes": 0,
        "unread": False,
        "starred": False,
    }
    return ArticleRow(ArticleId(number), **{**given, **facts})


def found(numbers, words: str = "comet", **facts) -> Found:
    numbers = list(numbers)
    query = {key: facts.pop(key) for key in ("shelf", "tag", "sort", "typing") if key in facts}
    rows = tuple(row(number) for number in numbers[:200])
    return Found(Query(words, **query), array("q", numbers).tobytes(), len(numbers), 37.6, rows, **facts)


def asked(spy: QSignalSpy) -> list:
    return [
        spy.at(place)[0] if len(spy.at(place)) == 1 else tuple(spy.at(place)) for place in range(spy.count())
    ]


class TestTyping:
    def test_every_key_is_told_at_once(self, qtbot, pane):
        told = QSignalSpy(pane.words_changed)
        pane.focus_search()
        qtbot.keyClicks(QApplication.focusWidget(), 'dp "k"')
        assert asked(told) == [
            ("d", True),
            ("dp", True),
            ("dp ", False),
            ('dp "', False),
            ('dp "k', True),
            ('dp "k"', False),
        ]
        assert pane.words() == 'dp "k"'

    def test_enter_does_not_ask_anew_and_takes_no_answer_away(self, qtbot, pane):
        pane.focus_search()
        qtbot.keyClicks(QApplication.focusWidget(), "comet")
        told = QSignalSpy(pane.words_changed)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert asked(told) == []

    def test_words_set_by_the_window_are_not_told(self, pane):
        told = QSignalSpy(pane.words_changed)
        pane.set_words("comet")
        assert (pane.words(), told.count()) == ("comet", 0)

    def test_escape_clears_and_then_leads_to_the_list(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        pane.set_words("comet")
        pane.focus_search()
        field = QApplication.focusWidget()
        told = QSignalSpy(pane.words_changed)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert (pane.words(), asked(told), QApplication.focusWidget()) == ("", [("", False)], field)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is pane.view()
        assert pane.current() is None

    def test_escape_is_the_field_s_before_it_is_the_window_s(self, qtbot, pane):
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), pane)
        fired = QSignalSpy(shortcut.activated)
        pane.set_words("comet")
        pane.focus_search()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert (pane.words(), fired.count()) == ("", 0)

    def test_the_clear_button_stands_there_only_with_words(self, qtbot, pane):
        (clear,) = (
            button
            for button in pane.findChildren(QWidget)
            if button.accessibleName() == "Clear the search (Esc)"
        )
        assert not clear.isVisible()
        pane.set_words("comet")
        assert clear.isVisible()
        told = QSignalSpy(pane.words_changed)
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
        assert asked(told) == [("", False)]
        assert not clear.isVisible()

    def test_focus_search_selects_the_words_so_that_typing_replaces_them(self, qtbot, pane):
        pane.set_words("comet")
        pane.focus_search()
        qtbot.keyClicks(QApplication.focusWidget(), "x")
        assert pane.words() == "x"


class TestLeavingTheField:
    def test_down_goes_to_the_first_answer(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        chosen = QSignalSpy(pane.article_asked)
        pane.focus_search()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert QApplication.focusWidget() is pane.view()
        assert asked(chosen) == [1]

    def test_down_keeps_a_chosen_article_that_is_in_sight(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        pane.select(ArticleId(3))
        chosen = QSignalSpy(pane.article_asked)
        pane.focus_search()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert (pane.current(), chosen.count()) == (3, 0)

    def test_enter_waits_for_the_answers_to_the_last_words(self, qtbot, pane):
        pane.show_found(found(range(1, 9), "come", typing=True))
        pane.set_words("comet")
        chosen = QSignalSpy(pane.article_asked)
        pane.focus_search()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        assert asked(chosen) == []
        pane.show_found(found([5, 6], "comet"))
        assert asked(chosen) == [5]
        pane.show_found(found([6, 5], "comet", sort=Sort.DATE))
        assert asked(chosen) == [5], "only once"


class TestWalking:
    def test_arrow_keys_ask_for_articles(self, qtbot, pane):
        pane.show_found(found(range(11, 19)))
        pane.focus_list()
        pane.select_first()
        chosen = QSignalSpy(pane.article_asked)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End):
            qtbot.keyClick(pane.view(), key)
        assert asked(chosen) == [12, 13, 12, 18]

    def test_enter_asks_for_the_current_one_again(self, qtbot, pane):
        pane.show_found(found(range(11, 19)))
        pane.select(ArticleId(13))
        chosen = QSignalSpy(pane.article_asked)
        qtbot.keyClick(pane.view(), Qt.Key.Key_Return)
        assert asked(chosen) == [13]

    def test_next_and_previous_stop_at_the_ends(self, pane):
        pane.show_found(found([1, 2]))
        chosen = QSignalSpy(pane.article_asked)
        for step in (pane.select_next, pane.select_next, pane.select_next, pane.select_previous):
            step()
        pane.select_previous()
        assert asked(chosen) == [1, 2, 1]

    def test_choosing_for_the_window_is_silent(self, pane):
        pane.show_found(found(range(1, 9)))
        chosen = QSignalSpy(pane.article_asked)
        assert pane.select(ArticleId(5))
        assert not pane.select(ArticleId(50))
        assert (pane.current(), pane.place_of(ArticleId(5)), chosen.count()) == (5, 4, 0)

    def test_a_click_asks_and_a_second_click_asks_again(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        chosen = QSignalSpy(pane.article_asked)
        for _ in range(2):
            qtbot.mouseClick(pane.view().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, ROW + 20))
        assert asked(chosen) == [2, 2]

    def test_tab_into_the_list_opens_nothing(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        chosen = QSignalSpy(pane.article_asked)
        pane.focus_search()
        pane.focus_list()
        assert (chosen.count(), pane.current()) == (0, None)

    def test_the_first_arrow_key_in_the_list_goes_to_its_first_row(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        chosen = QSignalSpy(pane.article_asked)
        pane.focus_list()
        qtbot.keyClick(pane.view(), Qt.Key.Key_Down)
        qtbot.keyClick(pane.view(), Qt.Key.Key_Down)
        assert asked(chosen) == [1, 2]

    def test_single_letters_and_space_reach_the_window(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        pane.focus_list()
        pane.select_first()
        for key, letter in ((Qt.Key.Key_J, "j"), (Qt.Key.Key_T, "t"), (Qt.Key.Key_Space, " ")):
            press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(pane.view(), press)
            assert not press.isAccepted(), letter
        shortcut = QShortcut(QKeySequence("t"), pane)
        with qtbot.waitSignal(shortcut.activated):
            qtbot.keyClicks(pane.view(), "t")
        assert pane.current() == 1

    def test_several_can_be_chosen(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        pane.select(ArticleId(2))
        for _ in range(2):
            qtbot.keyClick(pane.view(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert pane.selected() == [2, 3, 4]
        assert pane.current() == 4


class TestAnswers:
    def test_the_chosen_article_stays_chosen_among_other_answers(self, pane):
        pane.show_found(found(range(1, 99)))
        pane.select(ArticleId(7))
        chosen = QSignalSpy(pane.article_asked)
        pane.show_found(found([30, 20, 7, 10], "other"))
        assert (pane.current(), chosen.count()) == (7, 0)
        pane.show_found(found([30, 20, 10], "third"))
        assert pane.current() is None
        pane.show_found(found([20, 30], "fourth"), select_first=True)
        assert asked(chosen) == [20]

    def test_next_goes_on_where_the_chosen_one_was_taken_away(self, pane):
        pane.show_found(found(range(1, 9)))
        pane.select(ArticleId(4))
        pane.show_found(found([1, 2, 3, 5, 6, 7, 8]))
        pane.select_next()
        assert pane.current() == 5

    def test_several_chosen_ones_stay_chosen(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        pane.select(ArticleId(2))
        qtbot.keyClick(pane.view(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        pane.show_found(found([8, 3, 5, 2]))
        assert pane.selected() == [3, 2]

    def test_the_same_question_keeps_the_place_scrolled_to(self, pane):
        pane.show_found(found(range(1, 200)))
        assert pane.rows_shown()  # laid out by now
        bar = pane.view().verticalScrollBar()
        bar.setValue(ROW * 20 + 30)
        pane.show_found(found(range(1, 200)))
        assert bar.value() == ROW * 20 + 30
        pane.show_found(found([900, 901, *range(1, 200)]))
        assert bar.value() == ROW * 22 + 30
        pane.show_found(found([900, 901, *range(1, 200)], "other"))
        assert bar.value() == 0

    def test_pages_are_asked_for_when_seen_and_then_shown(self, qtbot, pane):
        pane.show_found(found(range(1, 1001)))
        assert pane.rows_shown()[0].id == 1
        with qtbot.waitSignal(pane.rows_asked) as wish:
            pane.view().verticalScrollBar().setValue(ROW * 500)
        first, ids = wish.args
        numbers = array("q", ids)
        assert (first, numbers[0], len(numbers)) == (400, 401, 200)
        assert pane.rows_shown() == []
        pane.show_rows(ids, tuple(row(number) for number in numbers))
        assert pane.rows_shown()[0].id == 501

    def test_changed_rows_are_asked_for_again(self, qtbot, pane):
        pane.show_found(found(range(1, 9)))
        with qtbot.waitSignal(pane.rows_asked) as wish:
            pane.refresh(frozenset({3}))
        ids = wish.args[1]
        assert array("q", ids).tolist() == list(range(1, 9))
        pane.show_rows(ids, tuple(row(number, starred=True) for number in range(1, 9)))
        assert all(each.starred for each in pane.rows_shown())

    def test_rows_shown_are_those_in_sight(self, pane):
        pane.show_found(found(range(1, 200)))
        shown = [each.id for each in pane.rows_shown()]
        assert shown[0] == 1
        assert len(shown) == -(-pane.view().viewport().height() // ROW)

    @pytest.mark.parametrize(
        ("answers", "words", "count", "time"),
        [
            (412, "comet", "412 results", "in 38 ms"),
            (1, "comet", "1 result", "in 38 ms"),
            (0, "comet", "No results", "in 38 ms"),
            (1204, "", "1,204 articles", ""),
            (1, " ", "1 article", ""),
        ],
    )
    def test_the_header_counts(self, pane, answers, words, count, time):
        pane.show_found(found(range(1, answers + 1), words))
        assert pane.header.texts() == (count, time)

    def test_the_best_match_is_offered_only_where_words_rank(self, qtbot, pane):
        button = pane.header.sort_button
        best, newest, source = button.choices.actions()[:3]
        pane.show_found(found([1, 2], ""))
        assert (button.text(), best.isEnabled()) == ("Newest", False)
        pane.show_found(found([1, 2], "comet"))
        assert (button.text(), best.isEnabled()) == ("Best match", True)
        wishes = QSignalSpy(pane.sort_asked)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.choices.isVisible()
        button.choices.close()
        for entry in (newest, source, source, best):
            entry.trigger()
        assert asked(wishes) == [Sort.DATE, Sort.SOURCE, Sort.RELEVANCE]
        pane.set_sort(Sort.DATE)
        assert (wishes.count(), button.text()) == (3, "Newest")

    def test_headings_stand_over_groups_and_the_present_one_stays_in_sight(self, qtbot, pane):
        days = ((0, "2025-11-07"), (2, "2025-11-06"), (50, ""))
        pane.show_found(found(range(1, 101), "comet", sort=Sort.DATE, headings=days))
        assert pane.top_heading() == "Today"
        model = pane.view().model()
        told = [model.data(model.index(place), HEADING) for place in (0, 1, 2, 50)]
        assert told == ["Today", "", "Yesterday", "No date"]
        assert model.data(model.index(2), Qt.ItemDataRole.AccessibleTextRole).startswith("Yesterday. Title 3")
        pane.view().scrollTo(model.index(60), pane.view().ScrollHint.PositionAtTop)
        assert pane.top_heading() == "No date"
        pane.select(ArticleId(56))
        assert pane.view().visualRect(model.index(55)).top() >= BAND  # clear of the heading at the top
        pane.show_found(found(range(1, 101), "comet", sort=Sort.SOURCE, headings=((0, "Agency"), (9, ""))))
        pane.view().scrollToTop()
        assert (pane.top_heading(), model.data(model.index(9), HEADING)) == ("Agency", "No source")
        pane.show_found(found(range(1, 101), "comet"))
        assert pane.top_heading() == ""

    def test_the_field_hints_where_is_searched(self, pane):
        line = pane.question.field.line
        pane.show_found(found(range(1, 1205), ""))
        assert line.placeholderText() == "Search 1,204 articles"
        pane.show_found(found([1], "", shelf=Shelf.STARRED))
        assert line.placeholderText() == "Search in Starred"
        pane.set_place("Search in Space")
        pane.show_found(found([1], "", tag="trade"))
        assert line.placeholderText() == "Search in Space"


class TestNothing:
    @pytest.mark.parametrize(
        ("query", "sentence", "key"),
        [
            (Query("kcna foo"), "Nothing holds “kcna foo”", "Esc"),
            (Query("kcna", Shelf.STARRED), "Nothing in Starred holds “kcna”", "Esc"),
            (Query("kcna", tag="trade"), "Nothing in trade holds “kcna”", "Esc"),
            (Query('"kcna foo'), 'Nothing holds "kcna foo', "Esc"),
            (Query("", Shelf.UNREAD), "All read", ""),
            (Query("", Shelf.BIN), "The bin is empty", ""),
            (Query("", Shelf.STARRED), "No stars yet", "s"),
            (Query("", Shelf.ANNOTATED), "Nothing marked yet", "h"),
            (Query("", tag="trade"), "No article has this tag", "t"),
            (Query(), "No articles here", ""),
        ],
    )
    def test_each_kind_of_nothing_teaches(self, query, sentence, key):
        taught = lesson(query)
        assert (taught.sentence, taught.key) == (sentence, key)
        assert taught.step

    def test_long_words_are_cut(self):
        assert len(lesson(Query("w" * 500)).sentence) < 80

    def test_the_lesson_is_shown_and_said_and_goes(self, pane):
        pane.show_found(found([], "kcna"))
        assert pane.answers.empty.isVisible()
        assert pane.view().accessibleDescription() == "Nothing holds “kcna”. Esc clears the search."
        pane.show_found(found([1], "comet"))
        assert not pane.answers.empty.isVisible()
        assert pane.view().accessibleDescription() == ""

    def test_walking_through_nothing_is_harmless(self, qtbot, pane):
        pane.show_found(found([], "kcna"))
        chosen = QSignalSpy(pane.article_asked)
        for step in (pane.select_next, pane.select_previous, pane.select_first):
            step()
        pane.focus_search()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(pane.view(), Qt.Key.Key_Return)
        assert (chosen.count(), pane.current(), pane.selected(), pane.rows_shown()) == (0, None, [], [])

    def test_notes_on_the_words(self, pane):
        assert note_words(found([1])) == ""
        assert note_words(found([1], notes=("unclosed-quote",))).startswith("The quotation mark is not cl")
        unknown = note_words(found([1], notes=("made-up", "other-made-up")))
        assert unknown == note_words(found([1], notes=("made-up",)))
        both = note_words(found([1], notes=("unclosed-quote", "lone-operator"), partial=True))
        assert both.endswith("The index is being made; only titles were searched.")
        pane.show_found(found([1], notes=("unclosed-quote",)))
        assert pane.question.note.isVisible()
        pane.show_found(found([], "!!!", notes=("no-words",)))
        assert pane.question.note.isVisible()
        assert pane.question.note.text().startswith("There is no word in this")
        pane.show_found(found([1]))
        assert not pane.question.note.isVisible()

    def test_all_that_could_not_be_read_is_told_but_never_endlessly(self, pane):
        codes = ("unknown-field:nosuch", "bad-value:is:gone", "unopened-parenthesis")
        pane.show_found(found([1], notes=codes))
        said = pane.question.note.text()
        assert ("“nosuch:”" in said, "“is:gone”" in said, "A parenthesis closes" in said) == (True,) * 3
        pane.show_found(found([1], notes=tuple(f"unknown-field:{name}" for name in "abcdefgh")))
        assert pane.question.note.text().count("No field") == 3

    def test_what_is_not_searchable_yet_is_told_while_words_are_looked_for(self, pane):
        pane.show_waiting(3_400)
        pane.show_found(found([], words="cocoa"))
        assert pane.question.note.isVisible()
        assert pane.question.note.text() == "3,400 articles are not searchable yet."
        pane.show_found(found([1], words=""))
        assert not pane.question.note.isVisible()
        pane.show_found(found([], words="cocoa"))
        pane.show_waiting(0)
        assert not pane.question.note.isVisible()


class TestRowMenu:
    def test_a_right_click_chooses_the_row_and_opens_its_menu(self, qtbot, pane):
        action = QAction("Star", pane)
        pane.set_row_actions([action])
        pane.show_found(found(range(1, 9)))
        at = QPoint(100, ROW * 2 + 30)
        qtbot.mousePress(pane.view().viewport(), Qt.MouseButton.RightButton, pos=at)
        pane.view().customContextMenuRequested.emit(at)
        assert pane.current() == 3
        assert pane.answers.menu.isVisible()
        assert pane.answers.menu.actions() == [action]
        pane.answers.menu.close()

    def test_beside_the_rows_there_is_no_menu(self, pane):
        pane.set_row_actions([QAction("Star", pane)])
        pane.show_found(found([1]))
        pane.view().customContextMenuRequested.emit(QPoint(100, ROW * 3))
        assert not pane.answers.menu.isVisible()


class TestPicture:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_an_unread_article_has_a_dot_and_the_chosen_one_a_ground(self, look, pane, theme):
        look.choose(theme)
        answer = found([1, 2])
        rows = (row(1, unread=True), row(2))
        pane.show_found(Found(answer.query, answer.ids, 2, 1.0, rows))
        pane.select(ArticleId(2))
        picture = pane.view().viewport().grab().toImage()
        assert picture.pixelColor(19, 21).name() == look.colour("accent").name()
        assert picture.pixelColor(19, ROW + 21).name() == look.colour("selection").name()
        assert picture.pixelColor(100, ROW - 1).name() == look.colour("line").name()
        look.choose("light")

    def test_matched_words_take_the_colour_of_the_theme_in_force(self, look, pane):
        pane.show_found(found([1]))
        for theme in ("light", "dark"):
            look.choose(theme)
            image = pane.view().viewport().grab().toImage()
            seen = {image.pixelColor(x, y).name() for x in range(30, 130) for y in range(50, 76)}
            assert look.colour("match").name() in seen
        look.choose("light")

    def test_many_tags_do_not_reach_the_count_of_notes(self, look, pane):
        tags = tuple(TagMark(f"a tag of some length {number}", "blue") for number in range(9))
        answer = found([1])
        pane.show_found(Found(answer.query, answer.ids, 1, 1.0, (row(1, tags=tags, notes=1234),)))
        image = pane.view().viewport().grab().toImage()
        chip = look.colour("chip").name()
        columns = [
            x for x in range(image.width()) for y in range(70, ROW) if image.pixelColor(x, y).name() == chip
        ]
        assert columns
        assert max(columns) < 372 - 90

    def test_tips_tell_the_day_the_cut_title_and_the_tags(self, look, pane):
        from PySide6.QtWidgets import QStyleOptionViewItem

        option = QStyleOptionViewItem()
        option.rect = pane.view().visualRect(pane.answers.model.index(0, 0))
        option.rect.setSize(pane.view().viewport().size())
        long = row(1, title="word " * 60, tags=(TagMark("trade", "blue"), TagMark("grain", "green")))
        tip = pane.answers.delegate.tip
        assert tip(long, option, 20) == "Friday, 7 Nov 2025, 08:44"
        assert tip(long, option, 50) == long.title
        assert tip(long, option, 110) == "trade, grain"
        assert tip(row(2), option, 40) == ""


def test_a_title_in_a_tip_is_text_and_never_a_page():
    assert (
        plain_tip('<img src="file:///x"> & co') == "<qt>&lt;img src=&quot;file:///x&quot;&gt; &amp; co</qt>"
    )
    assert plain_tip("") == ""


def test_a_slipping_mouse_opens_one_article(qtbot, pane):
    pane.show_found(found(range(1, 9)))
    chosen = QSignalSpy(pane.article_asked)
    area = pane.view().viewport()
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=QPoint(100, ROW - 3))
    slip = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(100, ROW + 40),
        area.mapToGlobal(QPointF(100, ROW + 40)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(area, slip)
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=QPoint(100, ROW + 40))
    assert asked(chosen) == [1]
    assert pane.selected() == [1]


def test_undo_is_the_window_s_when_nothing_was_typed(qtbot, pane):
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), pane)
    pane.focus_search()
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "comet")
    fired = QSignalSpy(shortcut.activated)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (fired.count(), pane.words()) == (0, "")


def test_space_presses_the_order_and_turns_no_page(qtbot, pane):
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Space), pane)
    fired = QSignalSpy(shortcut.activated)
    pane.show_found(found([1]))
    button = pane.header.sort_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert (fired.count(), button.choices.isVisible()) == (0, True)
    button.choices.close()


def test_painting_for_long_loses_no_none(pane):
    pane.show_found(found(range(1, 400)))
    area = pane.view().viewport()
    bar = pane.view().verticalScrollBar()
    area.repaint()
    gc.collect()  # what tests before left behind holds None too
    before = sys.getrefcount(None)
    for frame in range(200):
        bar.setValue(frame * 40)
        area.repaint()
    assert sys.getrefcount(None) > before - 50
