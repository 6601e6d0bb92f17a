"""The search language through the real window with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press, write
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet

Key = Qt.Key


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    news = tmp_path / "Evening Post"
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


def listed(stage: Stage) -> list[str]:
    return [row.title[:8] for row in stage.window.panes.list.rows_shown()]


def test_filters_are_typed_with_proposals_and_taken_out_again(stage: Stage):
    press(stage, Key.Key_Slash)
    write(stage, "first sou")
    press(stage, Key.Key_Tab)
    write(stage, "even")
    press(stage, Key.Key_Tab)
    pane = stage.window.panes.list
    assert pane.words() == 'first source:"Evening Post" '
    assert listed(stage) == ["A lander"]
    (chip,) = pane.question.chips.buttons()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    stage.settle()
    assert (pane.words(), len(listed(stage)), pane.question.chips.buttons()) == ("first", 2, [])


def test_the_languages_of_the_library_are_proposed(stage: Stage):
    press(stage, Key.Key_Slash)
    write(stage, "lang:")
    stage.settle()
    proposing = stage.window.panes.list.question.field.proposing
    assert [(row.shown, row.meaning) for row in proposing.rows()] == [("en", "English"), ("none", "unknown")]
    press(stage, Key.Key_Tab)
    assert (stage.window.panes.list.words(), len(listed(stage))) == ("lang:en ", 2)


def test_words_too_far_apart_for_near_are_said_so_under_the_field(stage: Stage):
    press(stage, Key.Key_Slash)
    write(stage, "first NEAR/400 lander")
    note = stage.window.panes.list.question.note
    assert note.isVisible()
    assert note.text() == "Words near each other may be 100 words apart at most: searched so."


def test_a_misspelled_word_is_asked_about_and_mended_by_enter(stage: Stage):
    press(stage, Key.Key_Slash)
    write(stage, "landre")
    pane = stage.window.panes.list
    assert (listed(stage), pane.meant.button.text()) == ([], "Did you mean lander?")
    press(stage, Key.Key_Return)
    assert (pane.words(), listed(stage), pane.meant.button.isVisible()) == ("lander", ["A lander"], False)


def test_searches_gone_through_are_remembered_and_can_be_forgotten(stage: Stage):
    press(stage, Key.Key_Slash)
    write(stage, "l?nder")
    press(stage, Key.Key_Return)
    assert stage.window.settings.searches == ("l?nder",)
    press(stage, Key.Key_Slash)
    press(stage, Key.Key_Escape)
    press(stage, Key.Key_Down)
    press(stage, Key.Key_Return)
    assert stage.window.panes.list.words() == "l?nder"
    press(stage, Key.Key_Escape)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        press(stage, key)
    assert stage.window.settings.searches == ()


def test_what_cannot_be_read_is_said_in_a_line(stage: Stage):
    stage.ask("nosuch:lander OR moon")
    assert stage.window.panes.list.question.note.text() == "No field “nosuch:”: searched as words."
    assert listed(stage) == ["A lander"]


def test_the_language_is_explained(stage: Stage):
    stage.window.actions_table["search_language"].trigger()
    (sheet,) = stage.window.findChildren(ShortcutsSheet)
    assert sheet.isVisible()
    sheet.close()
