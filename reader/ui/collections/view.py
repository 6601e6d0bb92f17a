"""The lines of the collections as a widget: saved searches and tags are renamed and deleted by keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from reader.ui.collections.entries import Entry
from reader.ui.kit.line_list import LineList


class EntryList(LineList):
    """Shows the entries.

    `removal_asked` tells that the current saved search or tag is to be deleted, `renaming_asked` that the
    current tag is to be renamed.
    """

    removal_asked = Signal()
    renaming_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Del for a saved search or tag, and F2 for a tag: elsewhere Del is about the open article."""
        if event.type() == QEvent.Type.ShortcutOverride and (self._deletes(event) or self._renames(event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete by Del, rename a tag by F2."""
        if self.is_renaming():
            event.ignore()  # Enter ends a name here too, and does not go to the line
        elif self._deletes(event):
            self.removal_asked.emit()
        elif self._renames(event):
            self.renaming_asked.emit()
        else:
            super().keyPressEvent(event)

    def is_renaming(self) -> bool:
        """Tell whether a name is being typed."""
        return self.state() == QListView.State.EditingState

    def _deletes(self, event: QEvent) -> bool:
        entry = self._current()
        return _is_key(event, Qt.Key.Key_Delete) and (entry.search is not None or entry.tag is not None)

    def _renames(self, event: QEvent) -> bool:
        return _is_key(event, Qt.Key.Key_F2) and self._current().tag is not None

    def _current(self) -> Entry:
        entry = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry if isinstance(entry, Entry) else Entry("")


def _is_key(event: QEvent, key: Qt.Key) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == key
