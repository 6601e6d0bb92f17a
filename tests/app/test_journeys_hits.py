"""Hits of a search on the page, through the real window with real keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press, search, write
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.span import Span
from reader.ui.page.find.bar import FindBar

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
    assert (counted(stage), outlined(stage)) == ("Hit 1 of 2", ["heron"])
    press(stage, Key.Key_F3)
    assert counted(stage) == "Hit 2 of 2"
    press(stage, Key.Key_G, CTRL)
    assert counted(stage) == "Hit 1 of 2"
    press(stage, Key.Key_F3, SHIFT)
    assert counted(stage) == "Hit 2 of 2"
    press(stage, Key.Key_G, CTRL | SHIFT)
    assert counted(stage) == "Hit 1 of 2"


def test_hits_follow_what_is_typed_and_go_with_the_search(stage: Stage):
    search(stage, "keeper")
    assert counted(stage) == "Hit 1 of 39"
    top = stage.window.panes.page.view().verticalScrollBar().value()
    press(stage, Key.Key_Slash)
    QApplication.focusWidget().selectAll()
    write(stage, "dus")
    assert counted(stage) == "39 hits"
    assert set(outlined(stage)) == {"dusk"}
    assert stage.window.panes.page.view().verticalScrollBar().value() == top
    press(stage, Key.Key_F3)
    assert counted(stage) == "Hit 1 of 39"
    press(stage, Key.Key_Escape)
    assert (counted(stage), outlined(stage)) == ("", [])
    assert not stage.window.actions_table["next_hit"].isEnabled()


def test_the_next_answer_has_hits_of_its_own(stage: Stage):
    search(stage, "first")
    seen = []
    for _ in range(2):
        seen.append((stage.window.panes.page.article().title[:9], counted(stage)))
        press(stage, Key.Key_J)
    assert sorted(seen) == [("A lander ", "Hit 1 of 1"), ("Central b", "Hit 1 of 1")]


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
    assert (counted(stage), outlined(stage)) == ("Hit 2 of 2", ["heron"])


def find(stage: Stage, words: str) -> FindBar:
    press(stage, Key.Key_F, CTRL)
    write(stage, words)
    return stage.window.panes.page.find_bar()


def test_words_are_found_in_the_article_as_they_are_typed(stage: Stage):
    search(stage, "heron")
    bar = find(stage, "ston")
    assert QApplication.focusWidget() is bar.line
    first = int(bar.counter.words().removeprefix("Hit ").removesuffix(" of 39"))
    assert 17 <= first <= 20  # from where the reader was
    assert counted(stage) == ""
    assert set(outlined(stage)) == {"ston"}
    press(stage, Key.Key_Return)
    assert bar.counter.words() == f"Hit {first + 1} of 39"
    press(stage, Key.Key_Return, SHIFT)
    press(stage, Key.Key_Return, SHIFT)
    assert bar.counter.words() == f"Hit {first - 1} of 39"
    press(stage, Key.Key_F3)
    assert bar.counter.words() == f"Hit {first} of 39"
    write(stage, "q")
    assert (bar.counter.words(), outlined(stage)) == ("No hits", [])


def test_escape_gives_the_focus_to_the_page_with_the_hit_selected(stage: Stage):
    search(stage, "heron")
    bar = find(stage, "by hand")
    press(stage, Key.Key_Escape)
    page = stage.window.panes.page
    assert not bar.isVisible()
    assert QApplication.focusWidget() is page.view()
    span = page.selected_span()
    assert page.article().text[span.start : span.end] == "by hand"
    assert set(outlined(stage)) == {"heron"}
    press(stage, Key.Key_H)
    assert len(page.article().highlights) == 1


def test_the_choices_narrow_what_is_found(stage: Stage):
    search(stage, "heron")
    bar = find(stage, "lock")
    assert bar.counter.words().endswith("of 40")
    cased, whole, pattern = bar.choices()
    for choice, expected in ((whole, "39"), (cased, "No hits"), (cased, "39"), (whole, "40")):
        press_on(stage, choice)
        assert bar.counter.words().endswith(expected)
    press_on(stage, pattern)
    bar.line.setFocus()
    bar.line.selectAll()
    write(stage, r"lock \d\d")
    assert bar.counter.words().endswith("of 30")


def press_on(stage: Stage, button: QPushButton) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, Key.Key_Space)


def test_a_bad_expression_is_said_in_a_sentence_and_a_slow_one_never_freezes(stage: Stage):
    search(stage, "heron")
    bar = find(stage, "(her")
    press_on(stage, bar.choices()[2])
    assert bar.note() == "Not a regular expression: missing ) at sign 5."
    bar.line.setFocus()
    write(stage, ")")
    assert (bar.note(), bar.counter.words()[-5:]) == ("", "of 41")
    late = LateTicks()
    bar.line.selectAll()
    write(stage, "(([a-z ,])+.)+[A-Z]([a-z])+$")
    assert bar.note() in ("", "Out of time: there may be more hits than are outlined.")
    assert late.worst() < 1_000


class LateTicks:
    """Counts how long the window's thread was ever held up, in milliseconds."""

    def __init__(self) -> None:
        self._timer, self._clock, self._gaps = QTimer(), QElapsedTimer(), [0]
        self._clock.start()
        self._timer.timeout.connect(lambda: self._gaps.append(self._clock.restart()))
        self._timer.start(10)

    def worst(self) -> int:
        return max(self._gaps)


def test_the_selection_is_what_is_found_and_the_next_article_is_looked_through_too(stage: Stage):
    search(stage, "first")
    page = stage.window.panes.page
    start = page.article().text.index("first")
    page.select(Span(start, start + 5))
    bar = find(stage, "")
    assert bar.line.text() == "first"
    before = page.article().id
    press(stage, Key.Key_Tab)
    stage.window.actions_table["next_article"].trigger()
    stage.settle()
    assert page.article().id != before
    assert bar.counter.words() == "Hit 1 of 1"
    assert outlined(stage) == ["first"]


def test_other_keys_lead_to_the_search_of_the_library(stage: Stage):
    press(stage, Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert field.accessibleName() == "Search articles"  # no article is open to find anything in
    press(stage, Key.Key_Escape)
    press(stage, Key.Key_J)
    press(stage, Key.Key_F, CTRL)
    assert QApplication.focusWidget() is not field
    press(stage, Key.Key_F, CTRL | SHIFT)
    assert QApplication.focusWidget() is field
