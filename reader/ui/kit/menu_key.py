"""Shift+F10 asks for the menu of whatever has the focus; Qt itself hears only the key Menu on this system."""

import sys
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

HEARD_BY_QT: Final = sys.platform == "win32"


def hear_menu_key(window: QWidget) -> None:
    """Let Shift+F10 do in a window what the key Menu does."""
    if not HEARD_BY_QT:
        shortcut = QShortcut(QKeySequence("Shift+F10"), window)
        shortcut.activated.connect(ask_menu)


def ask_menu() -> None:
    """Ask what has the focus for its menu, at its cursor."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = cursor.center() if isinstance(cursor, QRect) and cursor.isValid() else widget.rect().center()
    _send(widget, at)


def _send(widget: QWidget, at: QPoint) -> None:
    """Send the event as Qt does: a list or text hears of its menu through its viewport."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
    QApplication.sendEvent(target, event)
