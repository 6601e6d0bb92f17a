"""The hands of a user at the window: keys pressed wherever the focus is, each waited for."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

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


def opened_menu() -> QMenu:
    """Give the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def stops(window: QWidget, most: int) -> list[QWidget]:
    """Walk by Tab until the first stop comes again, within `most` keys."""
    found: list[QWidget] = []
    for _ in range(most):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        if stop in found:
            return found
        found.append(stop)
    raise AssertionError("Tab never comes back")
