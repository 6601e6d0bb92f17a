"""The window is walked by Tab: every stop has a name and is seen to have the focus, in every theme."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hands import stops
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.look.themes import THEMES
from reader.ui.side.face import CardFace

RING = 4
"""Pixels around a widget in which its ring may lie."""


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    folder, news = tmp_path / "library", tmp_path / "Post"
    Library.create(folder)
    news.mkdir()
    (news / "1.txt").write_text(RATES, "utf-8")
    (news / "2.txt").write_text(MOON, "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "Post", ["economy"])
        for _ in library.catch_up():
            pass
        (first, _) = library.search(Query()).identities()
        for start in (0, 20):
            library.add_highlight(first, Span(start, start + 8), 2, "ask")
    with Stage(folder, Scene(width=1600, height=1000)) as made:
        made.settle()
        made.window.open_article(first, None)
        made.settle()
        made.window.activateWindow()
        yield made


def seen(window: QWidget, stop: QWidget) -> bytes:
    """Give what is seen of a widget and a little around it."""
    ringed = stop.parentWidget() if isinstance(stop, CardFace) else stop  # the ring is around the whole card
    place = QRect(ringed.mapTo(window, QPoint(0, 0)), ringed.size()).adjusted(-RING, -RING, RING, RING)
    image = window.grab(place).toImage()
    return bytes(image.constBits())


def test_every_stop_has_a_name_and_a_ring_in_every_theme(stage: Stage):
    window = stage.window
    window.panes.list.focus_list()
    walked = stops(window, 120)
    panes = [window.panes.collections, window.panes.list, window.panes.page, window.panes.side]
    for pane in panes:
        assert any(pane.isAncestorOf(stop) for stop in walked)
    unnamed = [
        stop for stop in walked if not QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name)
    ]
    assert unnamed == []
    ringless = []
    for theme in THEMES:
        window._look._take(theme)
        for stop in walked:
            if (focused := QApplication.focusWidget()) is not None:
                focused.clearFocus()
            before = seen(window, stop)
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            if seen(window, stop) == before:
                ringless.append((theme.name, type(stop).__name__, stop.accessibleName()))
    assert ringless == []
