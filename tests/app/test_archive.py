"""The archive in the real window: articles that are done go there by a key, alone or together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Shelf

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    folder, news = tmp_path / "library", tmp_path / "Post"
    Library.create(folder)
    news.mkdir()
    for number, text in enumerate((MOON, RATES, RATES.replace("rates", "prices"))):
        (news / f"{number}.txt").write_text(text, "utf-8")
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "", [])
    library.close()
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        yield made


def listed(stage: Stage, shelf: Shelf) -> list[int]:
    stage.window.browsing.take_shelf(shelf)
    stage.settle()
    return list(stage.window.browsing.found.identities())


def test_an_article_that_is_done_leaves_what_is_unread_and_the_next_one_opens(stage: Stage):
    first, second, third = listed(stage, Shelf.UNREAD)
    press(stage, Key.Key_J)
    press(stage, Key.Key_A)
    assert list(stage.window.browsing.found.identities()) == [second, third]
    article = stage.window.panes.page.article()
    assert article is not None
    assert article.id == second
    assert stage.window.panes.toasts.message() == "Archived"
    assert listed(stage, Shelf.ARCHIVE) == [first]
    assert listed(stage, Shelf.ALL) == [first, second, third]
    listed(stage, Shelf.UNREAD)
    stage.window.panes.list.select_first()
    stage.settle()
    press(stage, Key.Key_A)
    assert listed(stage, Shelf.ARCHIVE) == [first, second]
    for _ in range(2):
        press(stage, Key.Key_Z, CTRL)
    assert listed(stage, Shelf.ARCHIVE) == []
    press(stage, Key.Key_Z, CTRL | SHIFT)
    assert listed(stage, Shelf.ARCHIVE) == [first]
    stage.window.panes.list.select_first()
    stage.settle()
    press(stage, Key.Key_A)
    assert stage.window.panes.toasts.message() == "Taken out of the archive"
    assert listed(stage, Shelf.ARCHIVE) == []


def test_several_go_there_as_one_edit(stage: Stage):
    press(stage, Key.Key_J)
    press(stage, Key.Key_A, CTRL)
    press(stage, Key.Key_A)
    assert stage.window.panes.toasts.message() == "3 articles archived"
    assert len(listed(stage, Shelf.ARCHIVE)) == 3
    press(stage, Key.Key_Z, CTRL)
    assert listed(stage, Shelf.ARCHIVE) == []
