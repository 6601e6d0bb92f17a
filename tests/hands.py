"""The hands of a user at the window: keys pressed wherever the focus is, each waited for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.app.stage import Stage

_NONE = Qt.KeyboardModifier.NoModifier


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key wherever the focus is, and wait for what comes of it."""
    QTest.keyClick(QApplication.focusWidget() or stage.window, key, modifier)
    stage.settle()


def write(stage: Stage, words: str) -> None:
    """Type words wherever the focus is, and wait for what comes of them."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)
    stage.settle()


def search(stage: Stage, words: str) -> None:
    """Search for words as a user does: from anywhere, and with Return at the end."""
    press(stage, Qt.Key.Key_Slash)
    write(stage, words)
    press(stage, Qt.Key.Key_Return)
