"""The collections as a user meets them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from reader.model.article import TagMark
from reader.model.ids import SearchId
from reader.model.query import Collections, Shelf, TagCount
from reader.model.saved_search import SavedCount, SavedSearch
from reader.ui.collections.entries import EntryModel
from reader.ui.collections.pane import CollectionsPane

SPOKEN = Qt.ItemDataRole.AccessibleTextRole

"""The screen that is none cannot keep a window to its smallest size, and says so."""


@pytest.fixture
def pane(qtbot, look) -> CollectionsPane:
    made = CollectionsPane(look)
    qtbot.addWidget(made)
    made.resize(226, 900)
    made.show()
    qtbot.waitActive(made)
    return made


def counts(binned: int = 0, tags=(("trade", 12), ("grain", 1)), **shelves) -> Collections:
    held = {Shelf.ALL: 128412, Shelf.UNREAD: 1204, Shelf.STARRED: 86, Shelf.ANNOTATED: 1, Shelf.BIN: binned}
    marks = tuple(TagCount(TagMark(name, "blue"), count) for name, count in tags)
    return Collections(held, marks, **shelves)


def lines(pane: CollectionsPane, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = pane.view().model()
    return [model.index(place, 0).data(role) for place in range(model.rowCount())]


def asked(spy: QSignalSpy) -> list:
    return [spy.at(place)[0] for place in range(spy.count())]


def test_the_lines_and_how_they_are_said(pane):
    pane.show_counts(counts())
    assert lines(pane) == [
        "Library",
        "All articles",
        "Unread",
        "Starred",
        "Annotated",
        "Tags",
        "trade",
        "grain",
    ]
    assert lines(pane, SPOKEN)[2] == "Unread, 1,204 articles"
    assert lines(pane, SPOKEN)[4] == "Annotated, 1 article"
    assert lines(pane, SPOKEN)[6] == "Tag trade, 12 articles"


def test_the_bin_is_there_when_it_holds_something_or_is_looked_at(pane):
    pane.show_counts(counts(binned=2))
    assert "Bin" in lines(pane)
    pane.select(Shelf.BIN)
    pane.show_counts(counts())
    assert "Bin" in lines(pane)
    pane.select(Shelf.ALL)
    pane.show_counts(counts())
    assert "Bin" not in lines(pane)


def test_there_is_no_heading_over_no_tags(pane):
    pane.show_counts(counts(tags=()))
    assert "Tags" not in lines(pane)


SAVED = (SavedSearch(SearchId(1), "moon", "moon"), SavedSearch(SearchId(2), "Money <b>", "rates OR bank"))


def test_saved_searches_stand_between_shelves_and_tags(pane):
    pane.show_counts(counts())
    assert "Saved searches" not in lines(pane)  # it is not known yet whether there are any
    pane.show_saved(())
    assert lines(pane)[5:8] == ["Saved searches", "Save a search to keep it here.", "Tags"]
    pane.show_saved(SAVED)
    assert lines(pane, SPOKEN)[6:9] == ["Saved search moon", "Saved search Money <b>", "Tags"]
    pane.show_saved_count(SavedCount(SearchId(2), 1412, 3))
    assert lines(pane, SPOKEN)[7] == "Saved search Money <b>, 1,412 articles, 3 new"
    assert "&lt;b&gt;<br>rates OR bank" in lines(pane, Qt.ItemDataRole.ToolTipRole)[7]
    pane.show_saved(SAVED[1:])
    assert lines(pane, SPOKEN)[6] == "Saved search Money <b>, 1,412 articles, 3 new"


def test_an_empty_section_teaches_the_key_that_is_in_force(qtbot, pane):
    saving, tagging = QAction(pane), QAction(pane)
    saving.setShortcut("Ctrl+D")
    pane.set_actions({"save_search": saving, "article_tags": tagging})
    pane.show_counts(replace(counts(), tags=()))
    pane.show_saved(())
    assert lines(pane)[-4:] == [
        "Saved searches",
        "Ctrl+D keeps a search here.",
        "Tags",
        "Tag an article to find it here.",
    ]
    saving.setShortcut("Ctrl+B")
    tagging.setShortcut("Shift+T")
    qtbot.waitUntil(lambda: lines(pane)[-1] == "Shift+T tags the open article.")
    assert lines(pane)[-3] == "Ctrl+B keeps a search here."


def test_a_lesson_is_not_stepped_to(qtbot, pane):
    pane.show_counts(counts())
    pane.show_saved(())
    pane.select(Shelf.ANNOTATED)
    pane.focus_list()
    tags = QSignalSpy(pane.tag_asked)
    qtbot.keyClick(pane.view(), Qt.Key.Key_Down)
    assert asked(tags) == ["trade"]


def test_a_click_and_enter_look_and_arrows_only_pass(qtbot, pane):
    pane.show_counts(counts())
    pane.show_saved(SAVED)
    shown, looked = QSignalSpy(pane.search_asked), QSignalSpy(pane.look_asked)
    view = pane.view()
    at = view.visualRect(view.model().index(6, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (asked(shown), asked(looked)) == ([1, 2], [1])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked(looked) == [1, 2]
    assert (pane.selected(), pane.meant_search()) == ((Shelf.ALL, None), 2)


def test_the_choice_follows_a_saved_search_that_moves(pane):
    pane.show_counts(counts())
    pane.show_saved(SAVED)
    pane.select(Shelf.ALL, None, SearchId(1))
    pane.show_saved(SAVED[::-1])
    assert pane.view().currentIndex().row() == 7
    pane.show_saved(SAVED[1:])
    assert not pane.view().selectionModel().hasSelection()


def test_del_is_kept_for_a_saved_search_alone(qtbot, pane):
    fired = QSignalSpy(QShortcut(QKeySequence(Qt.Key.Key_Delete), pane).activated)
    gone = QSignalSpy(pane.search_removal_asked)
    pane.show_counts(counts())
    pane.show_saved(SAVED)
    pane.focus_list()
    pane.select(Shelf.ALL, None, SearchId(1))
    qtbot.keyClick(pane.view(), Qt.Key.Key_Delete)
    assert (gone.count(), fired.count()) == (1, 0)
    pane.select(Shelf.UNREAD)
    qtbot.keyClick(pane.view(), Qt.Key.Key_Delete)
    assert (gone.count(), fired.count()) == (1, 1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_new_is_marked_before_the_count(look, pane, theme):
    look.choose(theme)
    pane.show_counts(counts())
    pane.show_saved(SAVED)
    plain = pane.view().viewport().grab().toImage()
    pane.show_saved_count(SavedCount(SearchId(1), 7, 2))
    marked = pane.view().viewport().grab().toImage()
    row = pane.view().visualRect(pane.view().model().index(6, 0))
    accent = look.colour("accent").name()
    right = range(row.right() - 70, row.right() - 20)
    middle = row.center().y()
    assert accent not in {plain.pixelColor(x, middle).name() for x in right}
    assert accent in {marked.pixelColor(x, middle).name() for x in right}
    look.choose("light")


def test_a_click_asks_for_a_shelf_or_a_tag(qtbot, pane):
    pane.show_counts(counts())
    shelves, tags = QSignalSpy(pane.shelf_asked), QSignalSpy(pane.tag_asked)
    view = pane.view()
    for place in (3, 6, 0, 5):
        at = view.visualRect(view.model().index(place, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 700))
    assert (asked(shelves), asked(tags)) == ([Shelf.STARRED], ["trade"])
    assert pane.selected() == (Shelf.ALL, "trade")
    assert view.currentIndex().row() == 6


def test_keys_step_over_headings_and_stop_at_the_ends(qtbot, pane):
    pane.show_counts(counts())
    pane.select(Shelf.ANNOTATED)
    pane.focus_list()
    shelves, tags = QSignalSpy(pane.shelf_asked), QSignalSpy(pane.tag_asked)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(pane.view(), key)
    assert (asked(tags), asked(shelves)) == (["trade", "grain", "trade"], [Shelf.ANNOTATED])
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Return):
        qtbot.keyClick(pane.view(), key)
    assert asked(shelves)[1:] == [Shelf.ALL, Shelf.ALL, Shelf.ALL]
    assert asked(tags)[3:] == ["grain"]


def test_letters_reach_the_window(qtbot, pane):
    pane.show_counts(counts())
    pane.select(Shelf.ALL)
    qtbot.keyClicks(pane.view(), "u")
    assert pane.selected() == (Shelf.ALL, None)
    assert pane.view().currentIndex().row() == 1


def test_choosing_for_the_window_is_silent(pane):
    pane.show_counts(counts())
    shelves, tags = QSignalSpy(pane.shelf_asked), QSignalSpy(pane.tag_asked)
    pane.select(Shelf.UNREAD)
    assert pane.view().currentIndex().data() == "Unread"
    pane.select(Shelf.ALL, "grain")
    assert pane.view().currentIndex().data() == "grain"
    pane.select(Shelf.ALL, "no such tag")
    assert not pane.view().selectionModel().hasSelection()
    assert (shelves.count(), tags.count()) == (0, 0)


def test_the_choice_stays_when_tags_come_and_go(pane):
    pane.show_counts(counts())
    pane.select(Shelf.ALL, "grain")
    pane.show_counts(counts(tags=(("apples", 3), ("trade", 12), ("grain", 2))))
    assert pane.view().currentIndex().data() == "grain"
    assert pane.view().selectionModel().isSelected(pane.view().currentIndex())


def test_other_counts_change_in_place(qtbot):
    model = EntryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.show_counts(counts(), binned=False)
    changed = QSignalSpy(model.dataChanged)
    assert not model.show_counts(counts(tags=(("trade", 13), ("grain", 1))), binned=False)
    assert [changed.at(place)[0].row() for place in range(changed.count())] == [6]
    assert model.index(6).data(SPOKEN) == "Tag trade, 13 articles"
    del tester


def test_the_state_of_the_index(pane):
    def said() -> list[str]:
        return [each.text() for each in pane.findChildren(QLabel)]

    assert "Index up to date" in said()
    pane.show_counts(counts(waiting=1204))
    assert "Indexing 1,204 …" in said()
    pane.show_waiting(0)
    assert "Index up to date" in said()


def test_the_way_back(qtbot, pane):
    button = next(b for b in pane.findChildren(QPushButton) if b.text() == "Back to my library")
    assert not button.isVisible()
    pane.show_way_back("This is the sample library.")
    assert button.isVisible()
    with qtbot.waitSignal(pane.back_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    pane.show_way_back(None)
    assert not button.isVisible()


def test_import_and_theme_are_asked_for(qtbot, look, pane):
    add, theme = (
        next(b for b in pane.findChildren(QToolButton) if b.accessibleName() == name)
        for name in ("Import articles", "Use the dark theme")
    )
    files, folder = add.menu().actions()
    with qtbot.waitSignal(pane.files_asked):
        files.trigger()
    with qtbot.waitSignal(pane.folder_asked):
        folder.trigger()
    with qtbot.waitSignal(pane.theme_asked):
        qtbot.mouseClick(theme, Qt.MouseButton.LeftButton)
    look.choose("dark")
    assert theme.toolTip() == "Use the light theme"
    look.choose("light")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_line_has_a_ground_and_a_tag_its_dot(look, pane, theme):
    look.choose(theme)
    pane.show_counts(counts())
    pane.select(Shelf.UNREAD)
    image = pane.view().viewport().grab().toImage()
    view = pane.view()
    chosen = view.visualRect(view.model().index(2, 0))
    dot = view.visualRect(view.model().index(6, 0))
    assert image.pixelColor(120, chosen.center().y()).name() == look.colour("selection").name()
    assert image.pixelColor(28, dot.center().y()).name() == look.colour("blue-ink").name()
    look.choose("light")


def test_every_button_has_a_name(pane):
    for button in [*pane.findChildren(QToolButton), *pane.findChildren(QPushButton)]:
        assert button.accessibleName() or button.text()


def test_the_pane_wishes_for_its_width(pane):
    assert pane.sizeHint().width() == 226


def test_space_presses_a_button_and_turns_no_page(qtbot, pane):
    fired = QSignalSpy(QShortcut(QKeySequence(Qt.Key.Key_Space), pane).activated)
    pane.show_way_back("This is the sample library.")
    back = next(b for b in pane.findChildren(QPushButton) if b.text() == "Back to my library")
    theme = next(b for b in pane.findChildren(QToolButton) if b.accessibleName() == "Use the dark theme")
    for button, wish in ((back, pane.back_asked), (theme, pane.theme_asked)):
        button.setFocus()
        with qtbot.waitSignal(wish):
            qtbot.keyClick(button, Qt.Key.Key_Space)
    assert fired.count() == 0
