"""Walk the sheets by Tab: every stop has a name, is reached in the order it stands in, and Esc leads out."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hands import stops
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom import two_articles
from reader.app.stage import Scene, Stage
from reader.ui.sheets.sheet import Sheet

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BACK = 24
"""Pixels by which a stop may stand above the one before it: labels and fields of one row differ in height."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_articles(tmp_path_factory.mktemp("filled"), ["news", "space"])


@pytest.fixture
def stage(qtbot: QtBot, filled: Path) -> Iterator[Stage]:
    with Stage(filled, Scene()) as made:
        made.settle()
        made.window.browsing.take_tag("news")
        made.settle()
        made.window.activateWindow()
        yield made


def import_sheet(stage: Stage) -> None:
    stage.window.importing.take([stage.desk.folder.parent / "Post"])


SHEETS: dict[str, Callable[[Stage], object]] = {
    **{
        name: lambda stage, name=name: stage.window.actions_table[name].trigger()
        for name in ("preferences", "imports", "about", "shortcuts", "search_language", "backups")
    },
    **{
        name: lambda stage, name=name: stage.window.actions_table[name].trigger()
        for name in ("new_library", "rename_tag", "merge_tag")
    },
    "import": import_sheet,
}


def told(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Give name and role; one given by `speak_as` is heard only in the whole program."""
    interface = QAccessible.queryAccessibleInterface(widget)
    given = widget.property("spokenRole")
    role = interface.role() if given is None else QAccessible.Role(given)
    return interface.text(QAccessible.Text.Name), role


def uppermost_left(sheet: QWidget, walked: list[QWidget]) -> QWidget:
    """Give the stop where reading begins: the leftmost of those in the first row."""
    places = {stop: stop.mapTo(sheet, QPoint(0, 0)) for stop in walked}
    top = min(place.y() for place in places.values())
    row = [stop for stop, place in places.items() if place.y() <= top + BACK]
    return min(row, key=lambda stop: places[stop].x())


def test_every_stop_has_a_name_and_a_role_and_comes_in_order(stage: Stage):
    lacking, unordered = [], []
    for name, ask in SHEETS.items():
        ask(stage)
        stage.settle()
        (sheet,) = [each for each in stage.window.findChildren(Sheet) if each.isVisible()]
        assert told(sheet)[0], name
        sheet.activateWindow()
        assert stage.wait_until(sheet.isActiveWindow)
        walked = stops(sheet, 60)
        assert all(sheet.isAncestorOf(stop) for stop in walked), name
        for stop in walked:
            words, role = told(stop)
            if not words or role in (QAccessible.Role.NoRole, QAccessible.Role.Client):
                lacking.append((name, type(stop).__name__, words, role))
        first = walked.index(uppermost_left(sheet, walked))
        tops = [each.mapTo(sheet, QPoint(0, 0)).y() for each in (*walked[first:], *walked[:first])]
        if any(after < before - BACK for before, after in pairwise(tops)):
            unordered.append((name, tops))
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        stage.settle()
        assert not [each for each in stage.window.findChildren(Sheet) if each.isVisible()], name
    assert lacking == []
    assert unordered == []
