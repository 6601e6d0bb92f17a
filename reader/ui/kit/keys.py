"""Which keys a widget keeps for itself although the window has shortcuts on them."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES: Final = (Qt.Key.Key_Space, *ENTERS)


def keep_presses(event: QEvent) -> bool:
    """Keep Space and Enter for a focused button: they press it, and do not turn the page."""
    if (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() in _PRESSES
    ):
        event.accept()
        return True
    return False


def leave_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Leave Undo and Redo to the window, unless the field itself has something to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    empty_undo = event.matches(QKeySequence.StandardKey.Undo) and not undo
    empty_redo = event.matches(QKeySequence.StandardKey.Redo) and not redo
    if empty_undo or empty_redo:
        event.ignore()
        return True
    return False
