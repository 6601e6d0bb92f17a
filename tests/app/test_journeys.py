"""The main job through the real window with real keys, from the import to a second start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import Article, Field
from reader.model.query import Query, Shelf
from reader.model.span import Span
from reader.ui.page.top_bar import TopBar
from reader.ui.sheets.import_sheet import ImportSheet
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.report_sheet import ReportSheet
from reader.ui.sheets.reports_sheet import ReportsSheet

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "Evening Post"
    path.mkdir()
    (path / "moon.txt").write_text(MOON, "utf-8")
    (path / "rates.txt").write_text(RATES, "utf-8")
    return path


@pytest.fixture
def stage(qtbot: QtBot, folder: Path) -> Iterator[Stage]:
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        yield made


@pytest.fixture
def filled(stage: Stage, news: Path) -> Stage:
    stage.window.importing.run([news], "Evening Post", ["space"])
    stage.settle()
    return stage


def write(words: str) -> None:
    """Type words wherever the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def opened(stage: Stage) -> Article:
    article = stage.window.panes.page.article()
    assert article is not None
    return article


def open_moon(stage: Stage) -> Article:
    """Find the article about the lander with keys alone, and open it."""
    press(stage, Key.Key_Slash)
    write("lander")
    stage.settle()
    press(stage, Key.Key_Return)
    return opened(stage)


def select(stage: Stage, words: str) -> Span:
    start = opened(stage).text.index(words)
    span = Span(start, start + len(words))
    stage.window.panes.page.select(span)
    stage.window.panes.page.view().setFocus()
    return span


def test_the_main_job_and_everything_is_there_after_a_restart(stage: Stage, news: Path, folder: Path):
    stage.window.importing.run([news], "Evening Post", ["space"])
    stage.settle()
    assert open_moon(stage).source == "Evening Post"

    select(stage, "lunar south pole")
    press(stage, Key.Key_H)
    mark = opened(stage).highlights[0]
    assert (mark.quote.exact, mark.label) == ("lunar south pole", 1)
    assert [each.highlight for each in stage.window.panes.page.painted_marks()] == [mark.id]

    press(stage, Key.Key_N)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    write("h is typed here, and 1, s, u and / too")
    stage.window.panes.side.flush()
    stage.settle()
    stage.window.panes.page.view().setFocus()
    press(stage, Key.Key_T)
    write("to verify")
    press(stage, Key.Key_Return)
    stage.window.panes.page.view().setFocus()
    press(stage, Key.Key_S)
    before = opened(stage)
    assert before.starred
    assert (before.highlights[0].note, before.highlights[0].tags) == (
        "h is typed here, and 1, s, u and / too",
        ("to verify",),
    )
    stage.close()

    with Stage(folder, Scene("dark")) as again:
        again.settle()
        assert open_moon(again) == before
        assert len(again.window.panes.page.painted_marks()) == 1


def test_results_appear_with_every_key(filled: Stage):
    press(filled, Key.Key_Slash)
    totals = []
    for letter in "quarter":
        write(letter)
        filled.settle()
        totals.append(filled.window.browsing.found.total)
    assert totals[-1] == 1
    assert totals[0] >= totals[-1]
    assert filled.window.panes.list.rows_shown()[0].snippet.marks


def test_single_keys_stay_out_of_text_fields(filled: Stage):
    article = open_moon(filled)
    press(filled, Key.Key_Slash)
    write("us1n hst")
    filled.settle()
    assert filled.window.panes.list.words() == "us1n hst"
    assert Library.article  # the verbs are there; none of them was asked for
    filled.window.browsing.open_article(article.id)
    filled.settle()
    assert opened(filled).starred is False
    assert opened(filled).highlights == ()


def test_labels_by_number_and_undo_redo_by_key(filled: Stage):
    open_moon(filled)
    select(filled, "fourteen days")
    press(filled, Key.Key_4)
    assert opened(filled).highlights[0].label == 4
    press(filled, Key.Key_2)
    assert opened(filled).highlights[0].label == 2
    press(filled, Key.Key_Z, CTRL)
    assert opened(filled).highlights[0].label == 4
    press(filled, Key.Key_Z, CTRL)
    assert opened(filled).highlights == ()
    assert filled.window.panes.page.painted_marks() == []
    press(filled, Key.Key_Z, CTRL | SHIFT)
    press(filled, Key.Key_Z, CTRL | SHIFT)
    assert opened(filled).highlights[0].label == 2
    select(filled, "soil")
    press(filled, Key.Key_H)
    assert [mark.label for mark in opened(filled).highlights] == [2, 2]


def test_next_and_previous_article_and_the_reading_position(filled: Stage):
    filled.window.resize(1600, 420)
    press(filled, Key.Key_J)
    first = opened(filled).id
    press(filled, Key.Key_J)
    second = opened(filled).id
    assert second != first
    bar = filled.window.panes.page.view().verticalScrollBar()
    bar.setValue(bar.maximum())
    left_at = bar.value()
    assert left_at > 100
    press(filled, Key.Key_K)
    assert opened(filled).id == first
    assert bar.value() < left_at
    press(filled, Key.Key_J)
    assert opened(filled).id == second
    assert opened(filled).position > 0
    assert abs(bar.value() - left_at) < 40


def test_an_article_goes_to_the_bin_and_comes_back(filled: Stage):
    moon = open_moon(filled)
    press(filled, Key.Key_Delete)
    assert filled.window.browsing.found.total == 0
    assert filled.window.panes.toasts.message() == "Moved to the bin"
    press(filled, Key.Key_Z, CTRL)
    assert filled.window.browsing.found.total == 1
    filled.window.browsing.take_shelf(Shelf.ALL)
    filled.window.browsing.open_article(moon.id)
    filled.settle()
    filled.window.actions_table["delete"].trigger()
    filled.settle()
    filled.window.browsing.take_shelf(Shelf.BIN)
    filled.window.browsing.open_article(moon.id)
    filled.settle()
    filled.window.actions_table["restore"].trigger()
    filled.settle()
    assert filled.window.browsing.found.total == 0


def test_an_article_counts_as_read_after_a_moment(filled: Stage, qtbot: QtBot):
    open_moon(filled)
    assert opened(filled).unread
    qtbot.waitUntil(lambda: not opened(filled).unread, timeout=10_000)
    filled.settle()
    assert filled.window.panes.list.rows_shown()[0].unread is False


def test_a_fact_is_corrected_in_the_side_bar_and_can_be_undone(filled: Stage):
    open_moon(filled)
    filled.window.panes.side.correction_asked.emit(Field.SOURCE, "Morning Post")
    filled.settle()
    assert opened(filled).source == "Morning Post"
    assert filled.window.panes.list.rows_shown()[0].source == "Morning Post"
    filled.window.actions_table["undo"].trigger()
    filled.settle()
    assert opened(filled).source == "Evening Post"


def test_dropped_files_ask_for_their_source_and_are_imported(stage: Stage, news: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(news))])
    drop = QDropEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    stage.window.dropEvent(drop)
    (sheet,) = stage.window.findChildren(ImportSheet)
    assert sheet.source() == "Evening Post"
    sheet.accept()
    stage.settle()
    assert {row.source for row in stage.window.panes.list.rows_shown()} == {"Evening Post", "Rates Desk"}


def test_every_action_can_be_triggered_without_an_open_article(stage: Stage):
    leave_out = {
        "quit",
        "import_files",
        "import_folder",
        "export",
        "new_library",
        "open_library",
        "show_library",
    }
    for action in stage.window.actions():
        if action.objectName() not in leave_out:
            action.trigger()
            stage.settle()
            modal = QApplication.activeModalWidget()
            if isinstance(modal, QWidget):
                modal.close()


def test_a_typed_question_is_what_the_engine_answers(filled: Stage, folder: Path):
    filled.ask("first")
    library = Library.open(folder, writable=False)
    found = library.search(Query("first"))
    library.close()
    assert filled.window.browsing.found.ids == found.ids


def test_the_page_has_most_of_the_room_in_every_window(filled: Stage):
    window, panes = filled.window, filled.window.panes
    for width, articles in ((1100, 300), (1300, 312), (1450, 342), (1600, 372), (2000, 372)):
        window.resize(width, 800)
        filled.settle()
        assert panes.list.width() == pytest.approx(articles, abs=3), width
        assert panes.page.width() > max(panes.list.width(), panes.side.width(), panes.collections.width())
        assert panes.page.width() >= 520, width
    window.close()
    assert window.settings.panes == ""  # the next window chooses anew


def test_widths_that_the_user_chose_stay(filled: Stage):
    window, panes = filled.window, filled.window.panes
    splitter = panes.list.parentWidget()
    assert isinstance(splitter, QSplitter)
    before = panes.list.width()
    handle = splitter.handle(2)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(60, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    chosen = panes.list.width()
    assert chosen == pytest.approx(before + 60, abs=4)
    window.resize(1400, 800)
    filled.settle()
    assert panes.list.width() == chosen
    window.close()
    assert window.settings.panes


def test_panes_step_aside_in_a_narrow_window(filled: Stage):
    panes = filled.window.panes
    seen = [panes.collections, panes.list, panes.page, panes.side]

    def shown() -> list[bool]:
        return [pane.isVisible() for pane in seen]

    assert shown() == [True, True, True, True]
    filled.window.resize(1299, 800)
    assert shown() == [False, True, True, True]
    filled.window.resize(1000, 800)
    assert shown() == [False, True, True, False]
    filled.window.resize(700, 800)
    assert shown() == [False, True, False, False]
    press(filled, Key.Key_J)
    assert shown() == [False, False, True, False]
    press(filled, Key.Key_Slash)
    assert shown() == [False, True, False, False]
    filled.window.resize(1600, 800)
    assert shown() == [True, True, True, True]
    filled.window.actions_table["side_bar"].trigger()
    assert shown() == [True, True, True, False]
    open_moon(filled)
    press(filled, Key.Key_T)
    assert shown() == [True, True, True, True]


def test_a_wing_that_is_insisted_on_in_a_narrow_window_leaves_the_page_whole(filled: Stage):
    window, panes = filled.window, filled.window.panes
    window.resize(1000, 680)
    open_moon(filled)
    for key, wing, other in (
        (Key.Key_F9, panes.side, panes.collections),
        (Key.Key_F8, panes.collections, panes.side),
        (Key.Key_F9, panes.side, panes.collections),
    ):
        press(filled, key)
        assert wing.isVisible()
        assert not other.isVisible()
        assert panes.page.width() >= 440
        for pane in (panes.list, panes.page, wing):
            right = pane.mapTo(window, QPoint(pane.width(), 0)).x()
            assert right <= window.width()
    window.resize(1600, 800)
    assert panes.collections.isVisible()
    assert panes.side.isVisible()


def test_f6_walks_round_the_panes_that_are_seen(filled: Stage):
    panes = filled.window.panes
    seen = {"collections": panes.collections, "list": panes.list, "page": panes.page, "side": panes.side}
    open_moon(filled)
    panes.list.focus_list()

    def walked(count: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
        names = []
        for _ in range(count):
            press(filled, Key.Key_F6, modifier)
            focus = QApplication.focusWidget()
            names += [name for name, pane in seen.items() if pane.isAncestorOf(focus)]
        return names

    assert walked(5) == ["page", "side", "collections", "list", "page"]
    assert walked(2, Qt.KeyboardModifier.ShiftModifier) == ["list", "collections"]
    filled.window.resize(1000, 680)
    panes.list.focus_list()
    assert walked(2) == ["page", "list"]


def test_an_import_is_taken_back_from_its_report(filled: Stage):
    window = filled.window
    moon = open_moon(filled)
    select(filled, "lunar south pole")
    press(filled, Key.Key_H)
    filled.ask("")
    window.importing.show_reports()
    filled.settle()
    (past,) = window.findChildren(ReportsSheet)
    past.report_asked.emit(1)
    filled.settle()
    (sheet,) = window.findChildren(ReportSheet)
    sheet.undo_asked.emit(1)
    filled.settle()
    assert [row.id for row in window.panes.list.rows_shown()] == [moon.id]
    shown = [each for each in window.findChildren(ReportSheet) if each.isVisible()]
    assert len(shown) == 1
    for each in (past, *shown):
        each.close()


def test_an_import_is_cancelled_in_the_window_and_loses_nothing(stage: Stage, tmp_path: Path, qtbot: QtBot):
    many = tmp_path / "Many"
    many.mkdir()
    for number in range(2_000):
        (many / f"{number}.txt").write_text(f"Report {number}\n\nHarvest {number} is in.\n", "utf-8")
    strip = stage.window.panes.strip
    stage.window.importing.run([many], "Many", [])
    qtbot.waitUntil(lambda: bool(strip.jobs()), timeout=20_000)
    cancel = next(
        each for each in strip.findChildren(QPushButton) if each.accessibleName() == "Cancel: Importing"
    )
    qtbot.waitUntil(cancel.isVisible, timeout=20_000)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    stage.settle()
    (report,) = stage.window.findChildren(ReportSheet)
    assert report.windowTitle().startswith("Import cancelled")
    stored = stage.window.browsing.found.total
    assert 0 < stored < 2_000
    press(stage, Key.Key_Slash)
    write("harvest")
    stage.settle()
    assert stage.window.browsing.found.total == stored
    assert not strip.jobs()


def test_only_what_can_be_done_is_offered(filled: Stage):
    actions = filled.window.actions_table

    def offered(*names: str) -> list[bool]:
        return [actions[name].isEnabled() for name in names]

    assert offered("star", "delete", "restore", "highlight", "empty_bin", "undo") == [False] * 6
    moon = open_moon(filled)
    assert offered("star", "delete", "restore", "highlight", "empty_bin") == [True, True, False, True, False]
    actions["delete"].trigger()
    filled.settle()
    filled.window.browsing.take_shelf(Shelf.BIN)
    filled.window.browsing.open_article(moon.id)
    filled.settle()
    assert offered("delete", "restore", "empty_bin", "undo") == [False, True, True, True]


def test_the_bin_is_emptied_only_when_the_user_means_it(filled: Stage):
    actions = filled.window.actions_table
    moon = open_moon(filled)
    actions["delete"].trigger()
    filled.settle()
    for answer in (QuestionSheet.reject, QuestionSheet.accept):
        actions["empty_bin"].trigger()
        (sheet,) = [each for each in filled.window.findChildren(QuestionSheet) if each.isVisible()]
        answer(sheet)
        filled.settle()
        filled.window.browsing.take_shelf(Shelf.BIN)
        filled.settle()
        left = [row.id for row in filled.window.panes.list.rows_shown()]
        assert left == ([moon.id] if answer is QuestionSheet.reject else [])
    assert filled.window.panes.page.article() is None or opened(filled).id != moon.id


def test_enter_opens_what_half_a_word_has_found(filled: Stage):
    press(filled, Key.Key_Slash)
    write("chandra")
    filled.settle()
    press(filled, Key.Key_Return)
    assert "lander" in opened(filled).title
    press(filled, Key.Key_Slash)
    press(filled, Key.Key_Return)
    assert filled.window.browsing.found.total == 1


def test_several_chosen_articles_are_one_edit(filled: Stage):
    press(filled, Key.Key_J)
    filled.window.panes.list.view().selectAll()
    press(filled, Key.Key_S)
    assert [row.starred for row in filled.window.panes.list.rows_shown()] == [True, True]
    press(filled, Key.Key_Delete)
    assert filled.window.browsing.found.total == 0
    assert filled.window.panes.toasts.message() == "2 articles moved to the bin"
    press(filled, Key.Key_Z, CTRL)
    assert filled.window.browsing.found.total == 2
    press(filled, Key.Key_Z, CTRL)
    assert [row.starred for row in filled.window.panes.list.rows_shown()] == [False, False]


def test_a_key_that_needs_a_passage_says_so(filled: Stage):
    open_moon(filled)
    press(filled, Key.Key_N)
    assert filled.window.panes.toasts.message() == "Select a passage first."
    assert opened(filled).highlights == ()


def test_escape_in_the_list_clears_the_search(filled: Stage):
    press(filled, Key.Key_Slash)
    write("nothing of the kind")
    filled.settle()
    filled.window.panes.list.focus_list()
    press(filled, Key.Key_Escape)
    assert filled.window.panes.list.words() == ""
    assert filled.window.browsing.found.total == 2
    assert QApplication.focusWidget() is filled.window.panes.list.view()


def test_leaving_a_search_that_missed_the_open_article_leads_back_to_it(filled: Stage):
    press(filled, Key.Key_J)
    press(filled, Key.Key_J)
    second = opened(filled)
    press(filled, Key.Key_Slash)
    write("nothing of the kind")
    filled.settle()
    assert filled.window.panes.list.current() is None
    press(filled, Key.Key_Escape)
    assert filled.window.panes.list.current() == second.id
    press(filled, Key.Key_Escape)
    press(filled, Key.Key_K)
    assert opened(filled).id != second.id


def test_a_query_from_right_to_left_leaves_the_line_above_the_page_in_order(filled: Stage):
    open_moon(filled)
    filled.ask("الرياض")
    bar = filled.window.panes.page.findChild(TopBar)
    assert isinstance(bar, TopBar)
    assert bar.crumb() == "\u2068الرياض\u2069"
    filled.ask("lander OR الرياض")
    assert bar.crumb() == "\u2068lander OR الرياض\u2069  ›  Article 1 of 1"
