"""Hits of a search on the page, through the real window with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier

LOCKS = "The locks of the upper river\n\n" + "\n\n".join(
    f"Lock {n} was built of stone and is opened by hand each morning, whatever the weather brings, and then "
    f"closed again at dusk. Its keeper lives nearby{' with a grey heron' if n in (20, 31) else ''}."
    for n in range(1, 40)
)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    news = tmp_path / "Evening Post"
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(RATES, "utf-8")
    (news / "locks.txt").write_text(LOCKS, "utf-8")
    Library.create(tmp_path / "library")
    with Stage(tmp_path / "library", Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.importing.run([news], "Evening Post", [])
        made.settle()
        made.wait_until(lambda: not made.desk.is_indexing())
        made.settle()
        yield made


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(QApplication.focusWidget() or stage.window, key, modifier)
    stage.settle()


def write(stage: Stage, words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    stage.settle()


def search(stage: Stage, words: str) -> None:
    press(stage, Key.Key_Slash)
    write(stage, words)
    press(stage, Key.Key_Return)


def counted(stage: Stage) -> str:
    counter = stage.window.panes.page.hit_counter()
    return counter.words() if counter.isVisible() else ""


def outlined(stage: Stage) -> list[str]:
    page = stage.window.panes.page
    hits, text = page.view().hits(), page.article().text
    spans = (hits[each.place] for each in page.view().outlines())
    return [text[span.start : span.end] for span in spans]


def test_an_article_found_by_a_search_opens_at_its_first_hit(stage: Stage):
    search(stage, "heron")
    page = stage.window.panes.page
    assert page.article().title == "The locks of the upper river"
    assert (counted(stage), outlined(stage)) == ("1 of 2", ["heron"])
    press(stage, Key.Key_F3)
    assert counted(stage) == "2 of 2"
    press(stage, Key.Key_G, CTRL)
    assert counted(stage) == "1 of 2"
    press(stage, Key.Key_F3, SHIFT)
    assert counted(stage) == "2 of 2"
    press(stage, Key.Key_G, CTRL | SHIFT)
    assert counted(stage) == "1 of 2"


def test_hits_follow_what_is_typed_and_go_with_the_search(stage: Stage):
    search(stage, "keeper")
    assert counted(stage) == "1 of 39"
    top = stage.window.panes.page.view().verticalScrollBar().value()
    press(stage, Key.Key_Slash)
    QApplication.focusWidget().selectAll()
    write(stage, "dus")
    assert counted(stage) == "39 hits"
    assert set(outlined(stage)) == {"dusk"}
    assert stage.window.panes.page.view().verticalScrollBar().value() == top
    press(stage, Key.Key_F3)
    assert counted(stage) == "1 of 39"
    press(stage, Key.Key_Escape)
    assert (counted(stage), outlined(stage)) == ("", [])
    assert not stage.window.actions_table["next_hit"].isEnabled()


def test_the_next_answer_has_hits_of_its_own(stage: Stage):
    search(stage, "first")
    seen = []
    for _ in range(2):
        seen.append((stage.window.panes.page.article().title[:9], counted(stage)))
        press(stage, Key.Key_J)
    assert sorted(seen) == [("A lander ", "1 of 1"), ("Central b", "1 of 1")]


def test_without_a_search_nothing_is_outlined(stage: Stage):
    press(stage, Key.Key_J)
    assert stage.window.panes.page.article() is not None
    assert (counted(stage), outlined(stage)) == ("", [])


def test_another_theme_and_a_highlight_leave_the_hits(stage: Stage):
    search(stage, "heron")
    press(stage, Key.Key_F3)
    stage.window.actions_table["theme_dark"].trigger()
    page = stage.window.panes.page
    span = page.view().hits()[1]
    page.select(span)
    press(stage, Key.Key_H)
    assert len(page.article().highlights) == 1
    assert (counted(stage), outlined(stage)) == ("2 of 2", ["heron"])
