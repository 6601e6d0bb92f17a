"""The search field and its language: chips, proposals, history, what was meant."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel

from reader.model.article import ArticleRow, Snippet
from reader.model.ids import ArticleId
from reader.model.query import Chip, Found, Query, Sort
from reader.model.query_fields import EXAMPLES, FIELDS
from reader.search.language.query import parse
from reader.ui.list.completion import Known, proposals, quoted, wanted_values
from reader.ui.list.filter_chips import without_chip
from reader.ui.list.pane import ListPane
from reader.ui.look.look import Look
from reader.ui.sheets.search_language import WIDE, language_groups
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet

KNOWN = Known(
    ("space", "to read", "Space/Moon", "none"), ("Rates Desk", "Evening Desk"), ("en", "ko", "en-gb", "de")
)


@pytest.fixture
def pane(qtbot, look) -> ListPane:
    made = ListPane(look)
    qtbot.addWidget(made)
    made.resize(372, 900)
    made.show()
    qtbot.waitActive(made)
    return made


def found(words: str, total: int = 2, **facts) -> Found:
    query = Query(words, sort=facts.pop("asked", Sort.RELEVANCE))
    pieces = parse(words).pieces
    chips = tuple(
        Chip(piece.start, piece.end, words[piece.start : piece.end])
        for piece in pieces
        if piece.filter and piece.top
    )
    ids = array("q", range(1, total + 1))
    rows = tuple(
        ArticleRow(ArticleId(n), f"Title {n}", "Desk", "2025-11-07", Snippet("a"), (), 0, False, False)
        for n in ids
    )
    return Found(query, ids.tobytes(), total, 1.0, rows, chips=chips, **facts)


def show(pane: ListPane, words: str, total: int = 2, **facts) -> None:
    pane.set_words(words)
    pane.show_found(found(words, total, **facts))


def told(spy: QSignalSpy) -> list:
    return [spy.at(place) if len(spy.at(place)) > 1 else spy.at(place)[0] for place in range(spy.count())]


class TestChips:
    def test_a_click_takes_a_filter_out_of_the_words(self, qtbot, pane):
        show(pane, "comet -tag:space  is:unread tail")
        chips = pane.question.chips.buttons()
        assert [chip.text() for chip in chips] == ["not tag:space", "is:unread"]
        spy = QSignalSpy(pane.words_changed)
        qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
        assert told(spy) == [["comet is:unread tail", False]]
        assert pane.words() == "comet is:unread tail"

    def test_words_typed_since_keep_a_chip_from_cutting_at_the_wrong_place(self, qtbot, pane):
        show(pane, "comet is:unread")
        pane.set_words("a comet is:unread")
        spy = QSignalSpy(pane.words_changed)
        qtbot.mouseClick(pane.question.chips.buttons()[0], Qt.MouseButton.LeftButton)
        assert (told(spy), pane.words()) == ([], "a comet is:unread")

    @pytest.mark.parametrize(
        "key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace]
    )
    def test_chips_are_worked_by_keys_and_the_focus_goes_on(self, qtbot, pane, key):
        show(pane, "is:read has:note")
        pane.focus_search()
        for _ in range(6):
            if QApplication.focusWidget() in pane.question.chips.buttons():
                break
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        first = pane.question.chips.buttons()[0]
        assert QApplication.focusWidget() is first
        qtbot.keyClick(first, key)
        assert pane.words() == "has:note"
        pane.show_found(found("has:note"))
        (last,) = pane.question.chips.buttons()
        assert QApplication.focusWidget() is last
        qtbot.keyClick(last, key)
        assert pane.words() == ""
        assert QApplication.focusWidget() is pane.question.field.line

    def test_chips_go_with_their_filters(self, pane):
        show(pane, "comet is:unread", total=0)
        assert pane.answers.empty.words().startswith("Nothing fits “comet is:unread”.")
        show(pane, "comet is:unread")
        assert pane.question.chips.isVisible()
        show(pane, "comet")
        assert not pane.question.chips.isVisible()

    def test_another_order_takes_the_one_out_that_the_words_name(self, qtbot, pane):
        show(pane, "comet sort:date", sort=Sort.DATE)
        assert "Newest" in pane.header.sort_button.text()
        spies = QSignalSpy(pane.words_changed), QSignalSpy(pane.sort_asked)
        pane.header.sort_button.choices.actions()[0].trigger()
        assert [told(spy) for spy in spies] == [[["comet", False]], [Sort.RELEVANCE]]

    def test_words_without_a_filter(self):
        for words, chip, left in (
            ("a tag:b c", (2, 7), "a c"),
            ("tag:b", (0, 5), ""),
            ("tag:b  c", (0, 5), "c"),
        ):
            assert without_chip(words, Chip(*chip, "")) == left


class TestProposals:
    def test_a_field_and_then_its_value_by_tab(self, qtbot, pane):
        pane.set_known_tags(KNOWN.tags)
        pane.focus_search()
        line = pane.question.field.line
        qtbot.keyClicks(line, "comet tag")
        assert [row.shown for row in pane.question.field.proposing.rows()] == ["tag:"]
        spy = QSignalSpy(pane.words_changed)
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert line.text() == "comet tag:"
        qtbot.keyClick(line, Qt.Key.Key_Down)
        qtbot.keyClick(line, Qt.Key.Key_Down)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == 'comet tag:"to read" '
        assert told(spy)[-1] == ['comet tag:"to read" ', False]
        assert pane.question.field.proposing.rows() == ()
        assert line.hasFocus()

    def test_enter_and_down_are_those_of_the_list_when_nothing_is_chosen(self, qtbot, pane):
        pane.focus_search()
        line = pane.question.field.line
        qtbot.keyClicks(line, "tag")
        spy = QSignalSpy(pane.question.field.list_asked)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert told(spy) == [True]
        assert not pane.question.field.proposing.view.isVisible()

    def test_escape_puts_the_proposals_away_before_the_words(self, qtbot, pane):
        pane.focus_search()
        line = pane.question.field.line
        qtbot.keyClicks(line, "tag")
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert (line.text(), pane.question.field.proposing.rows()) == ("tag", ())
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert line.text() == ""

    def test_sources_are_asked_for_when_one_is_typed(self, qtbot, pane):
        pane.focus_search()
        spy = QSignalSpy(pane.values_wanted)
        qtbot.keyClicks(pane.question.field.line, "comet")
        assert spy.count() == 0
        qtbot.keyClicks(pane.question.field.line, " source:de")
        assert told(spy) == ["source"]
        pane.set_known_values("source", KNOWN.sources)
        assert [row.shown for row in pane.question.field.proposing.rows()] == list(KNOWN.sources)
        qtbot.keyClicks(pane.question.field.line, "sk lang:e")
        assert told(spy) == ["source", "lang"]
        pane.set_known_values("lang", KNOWN.languages)
        rows = pane.question.field.proposing.rows()
        assert [(row.shown, row.meaning) for row in rows] == [("en", "English"), ("en-gb", "English")]

    def test_sources_are_asked_for_again_when_the_library_may_have_changed(self, qtbot, pane):
        pane.focus_search()
        spy = QSignalSpy(pane.values_wanted)
        qtbot.keyClicks(pane.question.field.line, "lang:e")
        pane.set_known_tags(KNOWN.tags)
        qtbot.keyClicks(pane.question.field.line, "n")
        assert told(spy) == ["lang", "lang"]

    def test_a_click_takes_a_proposal(self, qtbot, pane):
        pane.focus_search()
        qtbot.keyClicks(pane.question.field.line, "is:un")
        view = pane.question.field.proposing.view
        place = view.visualRect(view.model().index(0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert pane.words() == "is:unread "

    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            ("", []),
            ("comet", []),
            ("ti", []),
            ("tit", ["title:"]),
            ("-tit", ["title:"]),
            ("(tit", ["title:"]),
            ("is", ["is:"]),
            ("TAG:sp", ["space", "Space/Moon"]),
            ("tag:mo", ["Space/Moon"]),
            ('tag:"to', ["to read"]),
            ("tag:n", ["none", "none"]),
            ("source:desk", ["Rates Desk", "Evening Desk"]),
            ("lang:", ["en", "ko", "en-gb", "de", "none"]),
            ("lang:En", ["en", "en-gb"]),
            ("lang:kor", ["ko"]),
            ("lang:germ", ["de"]),
            ("lang:en", ["en-gb"]),
            ("has:", ["note", "highlight", "tag"]),
            ("is:unread", []),
            ("date:last", ["last week", "last month", "last year"]),
            ("sort:d", ["date"]),
            ("nosuch:", []),
            ('"tit', []),
            ("12:", []),
        ],
    )
    def test_what_is_proposed(self, words: str, shown: list[str]):
        assert [row.shown for row in proposals(words, len(words), KNOWN).rows] == shown

    def test_what_is_proposed_is_read_as_meant(self):
        for words in ("tag:", "source:", "is:", "has:", "date:", "lang:", "sort:", "added:"):
            for row in proposals(words, len(words), KNOWN).rows:
                parsed = parse(row.text)
                assert (parsed.notes, len(parsed.pieces)) == ((), 1), row
        for value in ("none", "to read", "a(b", "-x", 'a"b', "tag:x", "a*"):
            assert len(parse(f"tag:{quoted(value)}").pieces) == 1, value
            assert parse(f"tag:{quoted(value)}").notes == ()

    def test_only_the_piece_at_the_cursor_is_replaced(self, qtbot, pane):
        pane.set_known_tags(KNOWN.tags)
        pane.focus_search()
        line = pane.question.field.line
        line.setText("a  b")
        line.setCursorPosition(2)
        qtbot.keyClicks(line, "tag:sp")
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        assert line.text() == "a tag:space b"
        assert wanted_values("source:", 7) == "source"
        assert wanted_values("source: ", 8) == ""
        assert wanted_values("-LANG:e", 7) == "lang"
        assert wanted_values("tag:e", 5) == ""


class TestHistory:
    def test_searches_gone_through_are_told_and_shown_again(self, qtbot, pane):
        spy = QSignalSpy(pane.searched)
        show(pane, " comet ")
        pane.select_first()
        show(pane, "nothing", total=0)
        assert told(spy) == ["comet"]
        pane.set_words("")
        pane.set_history(("comet", "moon is:unread"))
        pane.focus_search()
        line = pane.question.field.line
        qtbot.keyClick(line, Qt.Key.Key_Down)
        assert [row.shown for row in pane.question.field.proposing.rows()][:2] == ["comet", "moon is:unread"]
        qtbot.keyClick(line, Qt.Key.Key_Down)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert pane.words() == "moon is:unread"

    def test_the_history_can_be_forgotten(self, qtbot, pane):
        pane.set_history(("comet",))
        pane.focus_search()
        spy = QSignalSpy(pane.history_cleared)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(pane.question.field.line, key)
        assert spy.count() == 1
        qtbot.keyClick(pane.question.field.line, Qt.Key.Key_Down)
        assert pane.question.field.proposing.rows() == ()


class TestMeant:
    def test_one_click_takes_it(self, qtbot, pane):
        show(pane, "coemt is:read", total=0)
        pane.show_suggestion("comet is:read")
        assert pane.meant.button.text() == "Did you mean comet is:read?"
        spy = QSignalSpy(pane.words_changed)
        qtbot.mouseClick(pane.meant.button, Qt.MouseButton.LeftButton)
        assert told(spy) == [["comet is:read", False]]

    def test_long_words_do_not_widen_the_pane(self, pane):
        show(pane, "coemt " + "is:read " * 9, total=0)
        pane.resize(290, 900)
        pane.show_suggestion("comet " + "is:read " * 9)
        assert pane.meant.button.text().endswith("…")
        assert pane.minimumSizeHint().width() <= 290
        assert pane.meant.key.geometry().right() < pane.width()

    def test_enter_takes_it(self, qtbot, pane):
        show(pane, "coemt", total=0)
        pane.show_suggestion("comet")
        pane.focus_search()
        qtbot.keyClick(pane.question.field.line, Qt.Key.Key_Return)
        assert pane.words() == "comet"
        assert pane.question.field.line.hasFocus()

    def test_it_stays_while_the_same_is_asked_anew_and_goes_with_another_question(self, pane):
        show(pane, "coemt", total=0)
        pane.show_suggestion("comet")
        show(pane, "coemt", total=0)
        assert pane.meant.button.isVisible()
        show(pane, "coemtx", total=0)
        assert not pane.meant.button.isVisible()


class TestHelp:
    def test_the_button_asks_for_it(self, qtbot, pane):
        spy = QSignalSpy(pane.help_asked)
        qtbot.mouseClick(pane.question.field._help, Qt.MouseButton.LeftButton)
        assert spy.count() == 1

    def test_every_example_is_read_without_a_note_and_every_field_has_one(self):
        assert EXAMPLES.keys() == FIELDS.keys()
        examples = [
            how for _, rows in language_groups()[::2] for _, hows in rows for how in hows.split(" · ")
        ]
        examples += [f"date:{how}" for _, hows in language_groups()[1][1] for how in hows.split(" · ")]
        assert len(examples) > 30
        for each in examples:
            parsed = parse(each)
            assert (parsed.notes, bool(parsed.pieces)) == ((), True), each

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_sheet_shows_all_of_it(self, qtbot, qapp, theme):
        sheet = ShortcutsSheet(Look(qapp, theme), language_groups(), title="Search language", wide=WIDE)
        qtbot.addWidget(sheet)
        sheet.show()
        labels = [each for each in sheet.findChildren(QLabel) if each.property("kind") == "key"]
        edge = sheet.width()
        assert labels
        assert all(each.mapTo(sheet, each.rect().topRight()).x() < edge - 10 for each in labels)
