"""Which keys a widget keeps for itself although the window has shortcuts on them."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OF_THE_WINDOW: Final = (Qt.Key.Key_K, Qt.Key.Key_D)
_PRESSES: Final = (Qt.Key.Key_Space, *ENTERS)


def key_of(action: QAction) -> str:
    """Give the key that does an action now, as this system writes it; empty when it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


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


def leave_to_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Leave Undo and Redo to the window, unless the field itself has something to undo or redo.

    So are keys by which some systems delete in a line: Ctrl+K opens the palette, Ctrl+D keeps a search.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    empty_undo = event.matches(QKeySequence.StandardKey.Undo) and not undo
    empty_redo = event.matches(QKeySequence.StandardKey.Redo) and not redo
    controlled = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if empty_undo or empty_redo or (controlled and event.key() in _OF_THE_WINDOW):
        event.ignore()
        return True
    return False
