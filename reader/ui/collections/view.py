"""The lines of the collections as a widget: saved searches are renamed in place and deleted by a key."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from reader.ui.collections.entries import Entry
from reader.ui.kit.line_list import LineList


class EntryList(LineList):
    """Shows the entries. `removal_asked` tells that the current one is to be deleted."""

    removal_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Del for a saved search: elsewhere it moves the open article to the bin."""
        if event.type() == QEvent.Type.ShortcutOverride and self._deletes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete a saved search by Del."""
        if self.is_renaming():
            event.ignore()  # Enter ends a name here too, and does not go to the line
        elif self._deletes(event):
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def is_renaming(self) -> bool:
        """Tell whether a name is being typed."""
        return self.state() == QListView.State.EditingState

    def _deletes(self, event: QEvent) -> bool:
        entry = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
            and isinstance(entry, Entry)
            and entry.search is not None
        )
