"""Saved searches through the real window with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press, write
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.ui.sheets.saved_search_sheet import SavedSearchSheet

Key, Mod = Qt.Key, Qt.KeyboardModifier
UP = RATES.replace("lowers its", "raises its").replace("lowered", "raised").replace("2024", "2025")


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    news = tmp_path / "news"
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(RATES, "utf-8")
    Library.create(tmp_path / "library")
    with Stage(tmp_path / "library", Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.importing.run([news], "Evening Post", ["space"])
        made.settle()
        yield made


def said(stage: Stage) -> list[str]:
    """Give the lines of the section as a screen reader says them."""
    model = stage.window.panes.collections.view().model()
    lines = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]
    first = lines.index("Saved searches") + 1
    return lines[first : lines.index("Tags")]


def at(stage: Stage, name: str) -> QPoint:
    view = stage.window.panes.collections.view()
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    return view.visualRect(next(row for row in rows if row.data() == name)).center()


def click(stage: Stage, name: str) -> None:
    viewport = stage.window.panes.collections.view().viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at(stage, name))
    stage.settle()


def sheet_of(stage: Stage) -> SavedSearchSheet:
    (sheet,) = [each for each in stage.window.findChildren(SavedSearchSheet) if each.isVisible()]
    return sheet


def activate(stage: Stage) -> None:
    """Do what a window manager does when a sheet is gone."""
    stage.window.activateWindow()
    stage.settle()


def save(stage: Stage, words: str, name: str = "") -> None:
    """Search and keep that, as somebody does who knows the keys."""
    stage.window.panes.list.focus_search()
    write(stage, words)
    press(stage, Key.Key_D, Mod.ControlModifier)
    sheet_of(stage)
    if name:
        write(stage, name)
    press(stage, Key.Key_Return)
    activate(stage)


def bring(
    stage: Stage, tmp_path: Path, text: str = UP, name: str = "up.txt", tags: tuple[str, ...] = ()
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    stage.window.importing.run([tmp_path / name], "Evening Post", list(tags))
    stage.settle()


def titles(stage: Stage) -> list[str]:
    return [row.title.split()[2] for row in stage.window.panes.list.rows_shown()]


def test_a_search_is_kept_by_keys_and_counts_what_comes_in(stage: Stage, tmp_path: Path):
    assert said(stage) == ["Ctrl+D keeps a search here."]
    save(stage, "bank rates")
    assert said(stage) == ["Saved search bank rates, 1 article"]
    assert stage.window.panes.collections.meant_search() is not None
    click(stage, "All articles")
    assert stage.window.panes.list.words() == ""
    bring(stage, tmp_path)
    assert said(stage) == ["Saved search bank rates, 2 articles, 1 new"]
    click(stage, "bank rates")
    assert stage.window.panes.list.words() == "bank rates"
    assert said(stage) == ["Saved search bank rates, 2 articles"]
    assert {row.title.split()[2]: row.new for row in stage.window.panes.list.rows_shown()} == {
        "raises": True,
        "lowers": False,
    }
    bring(stage, tmp_path, UP.replace("raises", "freezes").replace("raised", "froze"), "third.txt")
    assert said(stage) == ["Saved search bank rates, 3 articles, 1 new"]
    click(stage, "bank rates")
    assert said(stage) == ["Saved search bank rates, 3 articles"]
    assert [row.new for row in stage.window.panes.list.rows_shown()].count(True) == 1


def test_stepping_past_one_is_not_looking_but_resting_on_it_is(stage: Stage, tmp_path: Path):
    save(stage, "rates")
    save(stage, "lander OR bank")
    click(stage, "Starred")
    bring(stage, tmp_path)
    view = stage.window.panes.collections.view()
    view.setFocus()
    for _ in range(2):  # from Starred over Annotated to the first, …
        QTest.keyClick(view, Key.Key_Down)
    assert stage.window.panes.list.words() == "rates"
    QTest.keyClick(view, Key.Key_Up)  # … and away again at once
    stage.settle()
    assert said(stage)[0] == "Saved search rates, 2 articles, 1 new"
    QTest.keyClick(view, Key.Key_Down)
    stage.settle()  # which waits until it counts as looked at
    assert said(stage) == ["Saved search rates, 2 articles", "Saved search lander OR bank, 3 articles, 1 new"]
    QTest.keyClick(view, Key.Key_Down)
    press(stage, Key.Key_Return)
    assert said(stage)[1] == "Saved search lander OR bank, 3 articles"


def test_one_is_renamed_in_place_and_that_is_undone(stage: Stage):
    save(stage, "rates")
    press(stage, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "rates"
    write(stage, "Zinsen")  # what was selected is typed over; letters are no shortcuts here
    press(stage, Key.Key_Return)
    assert said(stage) == ["Saved search Zinsen, 1 article"]
    assert stage.window.panes.list.words() == "rates"
    press(stage, Key.Key_Z, Mod.ControlModifier)
    assert said(stage) == ["Saved search rates, 1 article"]
    press(stage, Key.Key_F2)
    write(stage, "other")
    press(stage, Key.Key_Escape)
    assert said(stage) == ["Saved search rates, 1 article"]


def test_a_name_that_is_being_typed_stays_while_counts_change_and_lines_come(stage: Stage, tmp_path: Path):
    save(stage, "rates")
    press(stage, Key.Key_F2)
    write(stage, "Zin")
    bring(stage, tmp_path, tags=("a tag of its own",))
    write(stage, "sen")
    press(stage, Key.Key_Return)
    assert said(stage) == ["Saved search Zinsen, 2 articles, 1 new"]


def test_two_of_one_name_are_refused_in_the_sheet_and_in_place(stage: Stage):
    save(stage, "rates")
    stage.window.panes.list.focus_search()
    write(stage, "lander")
    press(stage, Key.Key_D, Mod.ControlModifier)
    write(stage, "RATES")
    press(stage, Key.Key_Return)
    sheet = sheet_of(stage)
    assert sheet.isVisible()
    press(stage, Key.Key_Escape)
    activate(stage)
    save(stage, "lander")
    press(stage, Key.Key_F2)
    write(stage, "Rates")
    press(stage, Key.Key_Return)
    assert said(stage) == ["Saved search rates, 1 article", "Saved search lander, 1 article"]
    assert stage.window.panes.toasts.isVisible()


def test_they_are_moved_and_deleted_by_keys_and_undo_brings_them_back(stage: Stage):
    for words in ("rates", "lander", "is:unread"):
        save(stage, words)
    names = [each.split(",")[0].removeprefix("Saved search ") for each in said(stage)]
    assert names == ["rates", "lander", "is:unread"]
    press(stage, Key.Key_Up, Mod.AltModifier)
    assert said(stage)[1].startswith("Saved search is:unread")
    view = stage.window.panes.collections.view()
    view.setFocus()
    press(stage, Key.Key_Delete)
    assert len(said(stage)) == 2
    assert stage.window.panes.list.words() == "is:unread"  # its words are still in the box
    assert not any(row for row in [stage.window.panes.collections.meant_search()] if row)
    press(stage, Key.Key_Z, Mod.ControlModifier)
    press(stage, Key.Key_Z, Mod.ControlModifier)
    assert [each.split(",")[0].removeprefix("Saved search ") for each in said(stage)] == names


def test_changed_words_may_take_the_place_of_the_saved_ones(stage: Stage):
    save(stage, "rates", "Money")
    stage.window.panes.list.focus_search()
    press(stage, Key.Key_End)
    write(stage, " OR lander")
    press(stage, Key.Key_D, Mod.ControlModifier)
    sheet = sheet_of(stage)
    (button,) = [each for each in sheet.findChildren(QPushButton) if each.text() == "Change “Money” Instead"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    activate(stage)
    assert said(stage) == ["Saved search Money, 2 articles"]
    assert stage.window.panes.collections.meant_search() is not None
    stage.window.panes.list.focus_list()  # in the box, Ctrl+Z is for what was typed there
    press(stage, Key.Key_Z, Mod.ControlModifier)
    assert said(stage) == ["Saved search Money, 1 article"]
    assert stage.window.panes.list.words() == "rates"


def test_the_menu_of_a_line_means_that_line(stage: Stage):
    save(stage, "rates")
    save(stage, "lander")
    view = stage.window.panes.collections.view()
    view.customContextMenuRequested.emit(at(stage, "rates"))
    (menu,) = [each for each in stage.window.panes.collections.findChildren(QMenu) if each.isVisible()]
    assert menu.actions()[-1].iconText() == "Delete Saved Search"
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[-1]).center())
    stage.settle()
    assert said(stage) == ["Saved search lander, 1 article"]
    assert stage.window.panes.list.words() == "lander"


def test_a_shelf_is_kept_with_its_words(stage: Stage):
    click(stage, "Unread")
    save(stage, "lander OR bank")
    assert said(stage) == ["Saved search is:unread -is:archived (lander OR bank), 2 articles"]
    assert stage.window.panes.list.words() == "is:unread -is:archived (lander OR bank)"
    click(stage, "space")
    assert stage.window.panes.list.words() == ""


def test_counts_follow_what_the_user_does(stage: Stage):
    save(stage, "is:starred")
    assert said(stage) == ["Saved search is:starred, 0 articles"]
    stage.ask("")
    stage.window.panes.list.focus_list()
    press(stage, Key.Key_J)
    press(stage, Key.Key_S)
    assert said(stage) == ["Saved search is:starred, 1 article"]  # and nothing new: it was the user


def test_they_are_there_after_a_restart(qtbot: QtBot, stage: Stage, tmp_path: Path):
    save(stage, "rates")
    bring(stage, tmp_path)
    stage.close()
    with Stage(tmp_path / "library", Scene()) as again:
        again.settle()
        assert said(again) == ["Saved search rates, 2 articles, 1 new"]
