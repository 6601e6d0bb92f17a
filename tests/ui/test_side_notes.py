"""The notes as a user meets them: cards in text order, unfolding, writing, saving, and late answers."""

from dataclasses import replace
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.model.annotation import AnchorState, Highlight, Label, Quote
from reader.model.article import Article, Block, Role
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.ui.kit.parts import IconButton
from reader.ui.kit.pills import TagToken
from reader.ui.look.look import Look
from reader.ui.side.bar import SideBar
from reader.ui.side.card import NoteCard
from reader.ui.side.label_dots import LabelDot
from reader.ui.side.note_editor import NoteEditor
from reader.ui.side.note_field import NoteField
from reader.ui.side.notes import PAGE

COLOURS = ("yellow", "green", "blue", "pink", "orange", "purple", "teal", "grey")
LABELS = tuple(Label(number, f"Meaning {number}", colour) for number, colour in enumerate(COLOURS, 1))
TEXT = "The Danube passes through ten countries. " * 400


def mark(
    identity: int, start: int, *, label: int = 1, note: str = "", tags: tuple[str, ...] = ()
) -> Highlight:
    return Highlight(
        HighlightId(identity),
        ArticleId(1),
        start,
        start + 10,
        Quote(TEXT[start : start + 10] or "a quote", "", ""),
        label,
        note,
        tags,
        AnchorState.EXACT,
        "2025-11-07T08:51:00Z",
        "2025-11-07T08:51:00Z",
    )


def orphan(identity: int) -> Highlight:
    return replace(mark(identity, 0), start=None, end=None, state=AnchorState.ORPHAN)


def article(*highlights: Highlight, identity: int = 1) -> Article:
    return Article(
        id=ArticleId(identity),
        version=VersionId(identity),
        version_number=1,
        version_count=1,
        title="The Danube",
        source="Sample",
        author="",
        published="2025-11-07",
        updated="",
        language="en",
        url="",
        origin="danube.txt",
        encoding="utf-8",
        added="2025-11-07T08:00:00Z",
        text=TEXT,
        blocks=(Block(Role.PARAGRAPH, 0, len(TEXT)),),
        corrected=frozenset(),
        tags=(),
        highlights=highlights,
        unread=False,
        starred=False,
        binned=False,
        position=0,
    )


@pytest.fixture
def ground(qtbot, look) -> QWidget:
    """A window with the side bar, and a line for the focus to go to."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(SideBar(look), 1)
    column.addWidget(QLineEdit())
    ground.resize(312, 900)
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
    return ground


@pytest.fixture
def bar(ground) -> SideBar:
    bar = ground.findChild(SideBar)
    bar.set_labels(LABELS)
    return bar


def told(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(place)) for place in range(spy.count())]


def cards(bar: SideBar) -> list[NoteCard]:
    column = bar.notes.column
    widgets = [column.itemAt(place).widget() for place in range(column.count())]
    return [each for each in widgets if isinstance(each, NoteCard)]


def order(bar: SideBar) -> list[int]:
    return [card.highlight.id for card in cards(bar)]


def card_of(bar: SideBar, identity: int) -> NoteCard:
    return next(card for card in cards(bar) if card.highlight.id == identity)


def field_of(bar: SideBar) -> NoteField:
    editors = [each for each in bar.findChildren(NoteEditor) if each.isVisible()]
    assert len(editors) == 1
    return editors[0].findChild(NoteField)


def unfolded(bar: SideBar) -> list[int]:
    return [card.highlight.id for card in cards(bar) if card.unfolded]


class TestCards:
    def test_stand_in_text_order_with_their_numbers(self, bar):
        bar.show_article(article(mark(1, 90), orphan(2), mark(3, 10), mark(4, 50)))
        assert order(bar) == [3, 4, 1, 2]
        assert [card.face._number for card in cards(bar)] == [1, 2, 3, 0]

    def test_the_tab_counts_them(self, bar):
        bar.show_article(article(mark(1, 90), mark(2, 10)))
        tabs = [each for each in bar.findChildren(QPushButton) if each.isCheckable()]
        names = [each.text() for each in tabs if not each.isHidden()]
        assert names == ["Notes  2", "Info"]
        bar.show_article(article())
        assert next(each.text() for each in bar.findChildren(QPushButton) if each.isCheckable()) == "Notes"

    def test_an_article_without_marks_teaches(self, bar):
        bar.show_article(article())
        assert bar.notes._empty.isVisible()
        bar.show_article(article(mark(1, 0)))
        assert not bar.notes._empty.isVisible()
        bar.show_article(None)
        assert not bar.notes._empty.isVisible()
        assert not cards(bar)

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_stripe_has_the_colour_of_the_label(self, request, look, bar, theme):
        request.addfinalizer(lambda: look.choose("light"))
        look.choose(theme)
        bar.show_article(article(mark(1, 0, label=2)))
        card = card_of(bar, 1)
        image = card.grab().toImage()
        assert image.pixelColor(9, card.height() // 2).name() == look.colour("green").name()
        bar.show_article(article(mark(1, 0, label=4)))
        image = card.grab().toImage()
        assert image.pixelColor(9, card.height() // 2).name() == look.colour("pink").name()

    def test_the_focus_is_seen(self, look, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        card_of(bar, 2).face.setFocus()

        def edge(identity: int) -> str:
            image = card_of(bar, identity).grab().toImage()
            return image.pixelColor(image.width() // 2, 0).name()

        assert edge(2) == look.colour("accent").name()
        assert edge(1) == look.colour("line").name()

    def test_quote_and_note_are_said_to_a_screen_reader(self, bar):
        bar.show_article(article(mark(1, 0, note="Check the\nmap", tags=("river",)), mark(2, 20), orphan(3)))
        first, second, lost = (card.face for card in cards(bar))
        assert first.accessibleName() == "Highlight 1 of 2: “The Danube”, note: Check the map"
        assert first.accessibleDescription().startswith("Label Meaning 1. Tags: river. ")
        assert second.accessibleName().startswith("Highlight 2 of 2: “")
        assert "note" not in second.accessibleName()
        assert lost.accessibleName().startswith("Highlight without a place in the text: “")

    def test_all_words_have_room(self, bar):
        bar.show_article(article(mark(1, 0, note="word " * 30, tags=("river",)), mark(2, 20), orphan(3)))
        bar.choose(HighlightId(2))
        bar.notes.column.activate()
        for card in cards(bar):
            assert card.face.height() == card.face.heightForWidth(card.face.width())

    def test_a_longer_note_makes_a_higher_card(self, qtbot, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20, note="One line"), mark(3, 40, note="word " * 30)))
        bar.notes.column.activate()
        plain, one, four = (card.height() for card in cards(bar))
        assert plain < one < four
        assert four - one == 3 * 18  # four lines of note at the most

    def test_a_click_chooses_and_tells(self, qtbot, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        spy = QSignalSpy(bar.highlight_chosen)
        qtbot.mouseClick(card_of(bar, 2).face, Qt.MouseButton.LeftButton)
        assert told(spy) == [(2,)]
        assert unfolded(bar) == [2]
        qtbot.mouseClick(card_of(bar, 1), Qt.MouseButton.LeftButton, pos=QPoint(3, 20))
        assert told(spy) == [(2,), (1,)]
        assert unfolded(bar) == [1]

    def test_choosing_from_outside_tells_nothing(self, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        spy = QSignalSpy(bar.highlight_chosen)
        bar.choose(HighlightId(2))
        assert unfolded(bar) == [2]
        bar.choose(None)
        assert unfolded(bar) == []
        assert spy.count() == 0

    def test_keys_walk_and_open(self, qtbot, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        card_of(bar, 1).face.setFocus()
        qtbot.keyClick(card_of(bar, 1).face, Qt.Key.Key_Down)
        assert card_of(bar, 2).face.hasFocus()
        qtbot.keyClick(card_of(bar, 2).face, Qt.Key.Key_Space)
        assert unfolded(bar) == [2]
        qtbot.keyClick(card_of(bar, 2).face, Qt.Key.Key_Return)
        assert field_of(bar).hasFocus()
        qtbot.keyClick(field_of(bar), Qt.Key.Key_Escape)
        assert card_of(bar, 2).face.hasFocus()

    def test_space_on_a_card_does_not_turn_the_page(self, qtbot, ground, bar):
        page_on = QAction("Page on", ground)
        page_on.setShortcut(QKeySequence("Space"))
        ground.addAction(page_on)
        spy = QSignalSpy(page_on.triggered)
        bar.show_article(article(mark(1, 0)))
        card_of(bar, 1).face.setFocus()
        qtbot.keyClick(card_of(bar, 1).face, Qt.Key.Key_Space)
        assert spy.count() == 0
        assert unfolded(bar) == [1]

    def test_a_chosen_card_that_lies_below_is_scrolled_to(self, qtbot, bar):
        bar.show_article(article(*(mark(number, number * 10) for number in range(1, 40))))
        bar.choose(HighlightId(39))
        view = bar.notes.viewport()
        qtbot.waitUntil(lambda: card_of(bar, 39).mapTo(view, QPoint(0, 0)).y() < view.height() - 60)

    def test_cards_are_filled_anew_for_another_article(self, bar):
        bar.show_article(article(*(mark(number, number * 10, note="old") for number in range(1, 9))))
        bar.choose(HighlightId(3))
        bar.show_article(article(mark(21, 0, label=3), mark(22, 5, note="new"), identity=2))
        assert order(bar) == [21, 22]
        assert unfolded(bar) == []
        assert ["note: new" in card.face.accessibleName() for card in cards(bar)] == [False, True]
        assert sum(card.isVisible() for card in bar.findChildren(NoteCard)) == 2
        bar.show_article(article(*(mark(number, number * 10) for number in range(1, 9))))
        assert order(bar) == list(range(1, 9))

    def test_removing_a_mark_keeps_the_other_cards(self, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20), mark(3, 40)))
        kept = card_of(bar, 3)
        bar.show_article(article(mark(1, 0), mark(3, 40)))
        assert order(bar) == [1, 3]
        assert card_of(bar, 3) is kept
        assert kept.face._number == 2


class TestThousands:
    def test_five_thousand_marks_show_the_first_and_do_not_freeze(self, bar):
        many = article(*(mark(number, number * 3) for number in range(1, 5001)))
        begun = monotonic()
        bar.show_article(many)
        assert monotonic() - begun < 2.0
        assert order(bar) == list(range(1, PAGE + 1))
        assert bar.notes.count() == 5000

    def test_more_are_shown_on_request(self, qtbot, bar):
        bar.show_article(article(*(mark(number, number * 3) for number in range(1, 2 * PAGE + 31))))
        assert not bar.notes._earlier.isVisible()
        qtbot.keyClick(bar.notes._later, Qt.Key.Key_Return)
        assert len(cards(bar)) == 2 * PAGE
        qtbot.keyClick(bar.notes._later, Qt.Key.Key_Return)
        assert order(bar) == list(range(1, 2 * PAGE + 31))
        assert not bar.notes._later.isVisible()

    def test_a_far_mark_is_shown_with_its_neighbours(self, qtbot, bar):
        bar.show_article(article(*(mark(number, number * 3) for number in range(1, 5001))))
        bar.choose(HighlightId(4000))
        assert unfolded(bar) == [4000]
        assert len(cards(bar)) == PAGE
        assert card_of(bar, 4000).face._number == 4000
        qtbot.keyClick(bar.notes._earlier, Qt.Key.Key_Space)
        assert len(cards(bar)) == 2 * PAGE
        assert unfolded(bar) == [4000]

    def test_what_is_being_written_never_slides_out_of_sight(self, qtbot, bar):
        marks = [mark(number, number * 3 + 10) for number in range(1, PAGE + 50)]
        bar.show_article(article(*marks))
        bar.open_note(HighlightId(PAGE))
        qtbot.keyClicks(field_of(bar), "kept")
        bar.show_article(article(mark(900, 0), *marks))
        assert unfolded(bar) == [PAGE]
        assert field_of(bar).toPlainText() == "kept"


class TestWriting:
    def test_a_note_is_told_after_the_keys_rest(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        with qtbot.waitSignal(bar.note_changed, timeout=5000) as blocker:
            qtbot.keyClicks(field_of(bar), "Ask twice")
        assert blocker.args == [1, "Ask twice"]

    def test_going_elsewhere_tells_at_once(self, qtbot, ground, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        spy = QSignalSpy(bar.note_changed)
        qtbot.keyClicks(field_of(bar), "a")
        ground.findChildren(QLineEdit)[-1].setFocus()
        assert told(spy) == [(1, "a")]

    def test_choosing_another_card_tells_at_once(self, qtbot, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        bar.open_note(HighlightId(1))
        spy = QSignalSpy(bar.note_changed)
        qtbot.keyClicks(field_of(bar), "a")
        bar.open_note(HighlightId(2))
        assert told(spy) == [(1, "a")]

    def test_another_article_tells_at_once(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        spy = QSignalSpy(bar.note_changed)
        qtbot.keyClicks(field_of(bar), "a")
        bar.show_article(article(mark(7, 0), identity=2))
        assert told(spy) == [(1, "a")]
        assert order(bar) == [7]
        assert unfolded(bar) == []

    def test_flush_tells_at_once(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        spy = QSignalSpy(bar.note_changed)
        qtbot.keyClicks(field_of(bar), "a")
        bar.flush()
        assert told(spy) == [(1, "a")]

    def test_the_answer_leaves_text_cursor_and_history_alone(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        field = field_of(bar)
        qtbot.keyClicks(field, "abc")
        field.clearFocus()  # saves
        field.setFocus()
        qtbot.keyClicks(field, "d")
        qtbot.keyClick(field, Qt.Key.Key_Left)
        bar.show_article(article(mark(1, 0, note="abc")))
        assert field_of(bar) is field
        assert field.toPlainText() == "abcd"
        assert field.textCursor().position() == 3
        field.undo()
        assert field.toPlainText() != "abcd"

    def test_a_late_older_answer_does_not_bring_old_text_back(self, qtbot, bar):
        bar.show_article(article(mark(1, 0, note="old")))
        bar.open_note(HighlightId(1))
        field = field_of(bar)
        qtbot.keyClicks(field, "er")
        field.clearFocus()  # saves "older"
        bar.show_article(article(mark(1, 0, note="old")))
        assert field.toPlainText() == "older"

    def test_an_undo_from_outside_is_shown(self, qtbot, bar):
        bar.show_article(article(mark(1, 0, note="old")))
        bar.open_note(HighlightId(1))
        qtbot.keyClicks(field_of(bar), "er")
        bar.flush()
        bar.show_article(article(mark(1, 0, note="older")))
        bar.show_article(article(mark(1, 0, note="old")))
        assert field_of(bar).toPlainText() == "old"

    def test_saved_is_said_when_it_is_stored(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        field = field_of(bar)
        saved = next(each for each in bar.findChildren(NoteEditor) if each.isVisible())._saved
        qtbot.keyClicks(field, "a")
        field.clearFocus()
        assert saved.text() == ""
        bar.show_article(article(mark(1, 0, note="a")))
        assert (saved.text(), saved.accessibleName()) == ("✓", "Saved")
        field.setFocus()
        qtbot.keyClicks(field, "b")
        assert saved.text() == ""

    def test_undo_in_the_note_undoes_typing_before_the_window_undoes(self, qtbot, ground, bar):
        undo = QAction("Undo", ground)
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        ground.addAction(undo)
        spy = QSignalSpy(undo.triggered)
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        field = field_of(bar)
        qtbot.keyClicks(field, "abc")
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (field.toPlainText(), spy.count()) == ("", 0)
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert spy.count() == 1

    def test_letters_are_written_and_no_shortcuts(self, qtbot, ground, bar):
        star = QAction("Star", ground)
        star.setShortcut(QKeySequence("S"))
        ground.addAction(star)
        spy = QSignalSpy(star.triggered)
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        qtbot.keyClicks(field_of(bar), "s 1")
        assert (field_of(bar).toPlainText(), spy.count()) == ("s 1", 0)

    @pytest.mark.parametrize("note", ["two\nlines", "👩‍👩‍👧 and 𝒳", "no\u00a0break", "שלום world", "e\u0301"])
    def test_the_text_told_is_the_text_written(self, qtbot, bar, note):
        bar.show_article(article(mark(1, 0, note=note)))
        bar.open_note(HighlightId(1))
        spy = QSignalSpy(bar.note_changed)
        qtbot.keyClicks(field_of(bar), "!")
        bar.flush()
        assert told(spy) == [(1, note + "!")]

    def test_the_field_grows_with_the_text(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        field = field_of(bar)
        low = field.height()
        field.insertPlainText("\n".join("line" for _ in range(8)))
        assert field.height() > low
        field.insertPlainText("\n" * 100)
        assert field.height() < 400


class TestWishes:
    def test_a_note_is_opened_as_soon_as_its_mark_is_there(self, bar):
        bar.show_article(article(mark(1, 0)))
        bar.choose(HighlightId(2))
        bar.open_note(HighlightId(2))
        assert unfolded(bar) == []
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        assert unfolded(bar) == [2]
        assert field_of(bar).hasFocus()

    def test_opening_a_note_leaves_the_info(self, bar):
        bar.show_article(article(mark(1, 0)))
        bar.show_info()
        assert not bar.notes.isVisible()
        bar.open_note(HighlightId(1))
        assert bar.notes.isVisible()
        assert field_of(bar).hasFocus()

    def test_tags_are_opened_and_told(self, qtbot, bar):
        bar.show_article(article(mark(1, 0, tags=("river",))))
        bar.open_tags(HighlightId(1))
        spy = QSignalSpy(bar.highlight_tags_changed)
        line = bar.window().focusWidget()
        assert isinstance(line, QLineEdit)
        qtbot.keyClicks(line, "trade,")
        assert told(spy) == [(1, ("river", "trade"))]
        bar.show_article(article(mark(1, 0, tags=("river",))))  # asked for before the tag was stored
        names = [token.tag.name for token in bar.findChildren(TagToken) if token.isVisible()]
        assert names == ["river", "trade"]

    def test_escape_leaves_the_tags_for_the_card(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_tags(HighlightId(1))
        line = bar.window().focusWidget()
        qtbot.keyClicks(line, "trade")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert line.hasFocus()
        qtbot.keyClick(line, Qt.Key.Key_Escape)
        assert card_of(bar, 1).face.hasFocus()

    def test_a_label_is_asked_for(self, qtbot, bar):
        bar.show_article(article(mark(1, 0, label=2)))
        bar.choose(HighlightId(1))
        spy = QSignalSpy(bar.label_asked)
        dots = [dot for dot in bar.findChildren(LabelDot) if dot.isVisible()]
        assert [dot.number for dot in dots if dot.isChecked()] == [2]
        qtbot.mouseClick(dots[4], Qt.MouseButton.LeftButton)
        assert told(spy) == [(1, 5)]
        assert [dot.number for dot in dots if dot.isChecked()] == [5]

    def test_labels_are_reached_by_keys(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.choose(HighlightId(1))
        spy = QSignalSpy(bar.label_asked)
        dots = [dot for dot in bar.findChildren(LabelDot) if dot.isVisible()]
        dots[0].setFocus()
        qtbot.keyClick(dots[0], Qt.Key.Key_Right)
        assert dots[1].hasFocus()
        qtbot.keyClick(dots[1], Qt.Key.Key_Return)
        assert told(spy) == [(1, 2)]

    def test_removing_saves_the_note_first(self, qtbot, bar):
        bar.show_article(article(mark(1, 0)))
        bar.open_note(HighlightId(1))
        happened: list[str] = []
        bar.note_changed.connect(lambda _, text: happened.append(text))
        bar.remove_asked.connect(lambda identity: happened.append(f"removed {identity}"))
        qtbot.keyClicks(field_of(bar), "a")
        editor = next(each for each in bar.findChildren(NoteEditor) if each.isVisible())
        qtbot.mouseClick(editor.findChild(IconButton), Qt.MouseButton.LeftButton)
        assert happened == ["a", "removed 1"]

    def test_nothing_is_told_for_a_mark_that_is_gone(self, qtbot, bar):
        bar.show_article(article(mark(1, 0), mark(2, 20)))
        bar.open_note(HighlightId(1))
        qtbot.keyClicks(field_of(bar), "a")
        spy = QSignalSpy(bar.note_changed)
        bar.show_article(article(mark(2, 20)))
        bar.flush()
        assert order(bar) == [2]
        assert unfolded(bar) == []
        assert spy.count() == 0


def test_every_control_has_a_name(bar):
    bar.show_article(article(mark(1, 0, tags=("river",)), mark(2, 20)))
    bar.choose(HighlightId(1))
    for widget in bar.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text())
            assert named, widget


def test_the_theme_changes_in_place(qapp, qtbot):
    look = Look(qapp, "light")
    bar = SideBar(look)
    qtbot.addWidget(bar)
    bar.set_labels(LABELS)
    bar.show_article(article(mark(1, 0)))
    bar.resize(312, 500)
    bar.show()
    light = card_of(bar, 1).grab().toImage().pixelColor(60, 6).name()
    look.choose("dark")
    dark = card_of(bar, 1).grab().toImage().pixelColor(60, 6).name()
    assert (light, dark) == ("#ffffff", look.colour("card").name())


@pytest.mark.parametrize("width", [230, 256, 312])
def test_the_hint_of_a_side_bar_without_notes_is_shown_whole(qtbot, ground, bar, width):
    ground.resize(width, 900)
    (hint,) = (each for each in bar.notes.findChildren(QLabel) if each.isVisible() and each.wordWrap())
    qtbot.waitUntil(lambda: hint.height() >= hint.heightForWidth(hint.width()) and hint.width() < width)


@pytest.mark.parametrize("width", [240, 250, 256, 312])
def test_an_unfolded_card_that_was_saved_is_shown_whole(qtbot, ground, bar, width):
    bar.show_article(
        article(mark(1, 0, note="Ask the harbour master", tags=("a rather long tag",)), mark(2, 20))
    )
    bar.choose(HighlightId(1))
    editor = bar.findChild(NoteEditor)
    editor._tell_stored()
    ground.resize(width, 900)
    edge = bar.notes.viewport().width()
    qtbot.waitUntil(lambda: bar.width() == width and bar.notes.ground.width() <= edge)
    for part in (*editor.findChildren(LabelDot), editor.findChild(IconButton)):
        left = part.mapTo(bar.notes.viewport(), QPoint(0, 0)).x()
        assert left >= 0, part
        assert left + part.width() <= bar.notes.viewport().width(), part
    assert all(dot.width() >= 16 for dot in editor.findChildren(LabelDot))
