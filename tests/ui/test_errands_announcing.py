"""Edits are said to a screen reader once they are stored, and once only."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.model.change import Changes, EditKind, EditMark
from reader.ui.errands import announcing
from reader.ui.errands.announcing import Announcing


class FakeDesk(QObject):
    changed = Signal(object)

    def tell(self, kind: EditKind | None) -> None:
        self.changed.emit(Changes(done=None if kind is None else EditMark(kind)))


class FakeFiling(QObject):
    turned = Signal()


@pytest.fixture
def scene(qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    said: list[str] = []
    monkeypatch.setattr(announcing, "announce", lambda _widget, words: said.append(words))
    desk, filing = FakeDesk(), FakeFiling()
    errand = Announcing(desk, filing, window)
    return SimpleNamespace(desk=desk, filing=filing, said=said, errand=errand)


def test_what_was_stored_is_said(qtbot, scene):
    scene.desk.tell(EditKind.HIGHLIGHT)
    qtbot.waitUntil(lambda: scene.said == ["Highlighted"])
    scene.desk.tell(EditKind.CORRECT)
    qtbot.waitUntil(lambda: scene.said == ["Highlighted", "Correction stored"])
    scene.desk.tell(None)
    assert not scene.errand._pause.isActive()


def test_a_note_is_said_once_however_often_it_is_saved_while_it_is_written(qtbot, scene):
    for _ in range(5):
        scene.desk.tell(EditKind.NOTE)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: scene.said == ["Note stored"])
    qtbot.wait(50)
    assert scene.said == ["Note stored"]


def test_what_was_undone_or_done_again_is_left_to_the_message(scene):
    scene.desk.tell(EditKind.HIGHLIGHT)
    scene.filing.turned.emit()
    assert not scene.errand._pause.isActive()
    assert scene.said == []
