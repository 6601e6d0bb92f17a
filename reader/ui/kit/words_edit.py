"""A line to type words in, which tells the keys that lead out of it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from reader.ui.kit.keys import leave_to_window


class WordsEdit(QLineEdit):
    """The line itself; keys that lead out of it are told."""

    escaped = Signal()
    entered = Signal()
    went_down = Signal()
    focus_changed = Signal(bool)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for this line, and leave to the window what is not for it."""
        if leave_to_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys that lead out of the line; leave the others to it."""
        leading = {
            Qt.Key.Key_Escape: self.escaped,
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_Down: self.went_down,
        }.get(Qt.Key(event.key()))
        if leading is not None:
            leading.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that typing goes here now."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing goes elsewhere."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)
