"""Several articles chosen in the real window: said, acted on by one key or click, undone in one step."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hands import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Query, Shelf
from reader.ui.sheets.tags_sheet import TagsSheet

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
COUNT = 12


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    folder, news = tmp_path / "library", tmp_path / "Evening Post"
    Library.create(folder)
    news.mkdir()
    for number in range(COUNT):
        text = (
            f"Ferry {number} sails\n\nPublished: {number + 1:02} Nov. 2025, 08:00\n\nThe ferry {number} left."
        )
        (news / f"{number}.txt").write_text(text, "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "Evening Post", ["boats"])
        for _ in library.catch_up():
            pass
    with Stage(folder, Scene()) as made:
        made.window.browsing.set_mark_read_after(-1)  # only what the user says changes anything
        made.settle()
        made.window.activateWindow()
        made.window.panes.list.focus_list()
        yield made


def rows(stage: Stage, query: Query | None = None):
    """Give the rows of articles as another reader of the library finds them, the newest first."""
    with closing(Library.open(stage.desk.folder, writable=False)) as library:
        return library.search(query or Query()).rows


def choose(stage: Stage, count: int) -> None:
    """Choose so many from the first on."""
    if stage.window.panes.list.current() is None:
        press(stage, Key.Key_J)
    for _ in range(count - 1):
        press(stage, Key.Key_J, SHIFT)


def test_how_many_are_chosen_is_said_until_one_is(stage: Stage):
    articles = stage.window.panes.list
    line = articles.chosen_line()
    press(stage, Key.Key_J)
    assert not line.isVisible()
    press(stage, Key.Key_J, SHIFT)
    press(stage, Key.Key_Down, SHIFT)
    assert (line.isVisible(), line.words()) == (True, "3 chosen")
    press(stage, Key.Key_K, SHIFT)
    assert line.words() == "2 chosen"
    press(stage, Key.Key_A, CTRL)
    assert line.words() == f"{COUNT} chosen"
    press(stage, Key.Key_Escape)
    assert not line.isVisible()
    assert len(articles.selected()) == 1
    view = articles.view()
    place = view.visualRect(view.model().index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    stage.settle()
    assert line.words() == "2 chosen"


def test_each_action_on_several_is_one_step_of_undo(stage: Stage):
    choose(stage, 3)
    press(stage, Key.Key_S)
    assert [row.starred for row in rows(stage)] == [True] * 3 + [False] * (COUNT - 3)
    press(stage, Key.Key_S)
    assert not any(row.starred for row in rows(stage))
    press(stage, Key.Key_Z, CTRL)
    press(stage, Key.Key_Z, CTRL)
    assert not any(row.starred for row in rows(stage))
    assert stage.window.panes.list.chosen_line().words() == "3 chosen"

    press(stage, Key.Key_U)
    assert [row.unread for row in rows(stage)] == [False] * 3 + [True] * (COUNT - 3)
    press(stage, Key.Key_Z, CTRL)
    assert all(row.unread for row in rows(stage))

    press(stage, Key.Key_A)
    assert len(rows(stage, Query(shelf=Shelf.ARCHIVE))) == 3
    press(stage, Key.Key_Z, CTRL)
    assert not rows(stage, Query(shelf=Shelf.ARCHIVE))

    stage.window.panes.list.select_first()
    choose(stage, 3)
    press(stage, Key.Key_Delete)
    assert len(rows(stage)) == COUNT - 3
    assert len(rows(stage, Query(shelf=Shelf.BIN))) == 3
    kept = stage.window.panes.list.selected()
    assert [row.id for row in rows(stage)][:1] == kept  # the one after them is gone on to
    press(stage, Key.Key_Z, CTRL)
    assert len(rows(stage)) == COUNT


def test_tags_of_several_are_changed_on_a_sheet_as_one_step(stage: Stage):
    choose(stage, 2)
    QTest.mouseClick(stage.window.panes.list.chosen_line().button("article_tags"), Qt.MouseButton.LeftButton)
    stage.settle()
    sheet = stage.window.findChild(TagsSheet)
    assert sheet is not None
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Backspace)  # what they have in common goes
    QTest.keyClicks(QApplication.focusWidget(), "harbour,sea")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    stage.settle()
    tags = [tuple(tag.name for tag in row.tags) for row in rows(stage)]
    assert tags == [("harbour", "sea")] * 2 + [("boats",)] * (COUNT - 2)
    stage.window.activateWindow()
    assert QTest.qWaitForWindowActive(stage.window)
    press(stage, Key.Key_Z, CTRL)
    assert all(tuple(tag.name for tag in row.tags) == ("boats",) for row in rows(stage))


def test_what_is_left_of_a_choice_is_meant_though_another_article_is_open(stage: Stage):
    choose(stage, 2)
    view = stage.window.panes.list.view()
    second = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, second)
    stage.settle()
    press(stage, Key.Key_S)
    assert [row.starred for row in rows(stage)][:2] == [True, False]


def test_the_chosen_stay_chosen_when_others_come_in(stage: Stage):
    choose(stage, 4)
    before = stage.window.panes.list.selected()
    stage.desk.write(Library.move_to_bin, [rows(stage)[-1].id])
    stage.settle()
    assert stage.window.panes.list.selected() == before
    assert stage.window.panes.list.chosen_line().words() == "4 chosen"


def test_only_the_chosen_are_exported(stage: Stage, tmp_path: Path):
    stage.desk.write(Library.tag_articles, [row.id for row in rows(stage)], ["kept"])
    stage.settle()
    choose(stage, 2)
    press(stage, Key.Key_E, CTRL)
    dialog = stage.window.findChild(QFileDialog)
    assert dialog is not None
    assert "2 articles" in dialog.windowTitle()
    path = tmp_path / "chosen.md"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert stage.wait_until(path.exists)
    stage.settle()
    text = path.read_text("utf-8")
    assert [number for number in range(COUNT) if f"Ferry {number} sails" in text] == [10, 11]
