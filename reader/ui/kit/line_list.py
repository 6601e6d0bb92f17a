"""A list of lines under headings: keys step over headings, and letters are left to the window."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}

Index = QModelIndex | QPersistentModelIndex


class LineList(QListView):
    """Shows the lines.

    `row_chosen` tells that the user went to one, `row_meant` that it was by a click or Enter, and not only
    on the way to another.
    """

    row_chosen = Signal(int)
    row_meant = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make a list that a screen reader calls `name`."""
        super().__init__(parent)
        self._by_keys = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are the window's shortcuts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over headings; leave every other key to the window."""
        here = self.currentIndex().row()
        count = self.model().rowCount()
        if event.key() in _STEPS:
            self._step(here, _STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self._step(-1, 1)
        elif event.key() == Qt.Key.Key_End:
            self._step(count, -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0:
            self.row_chosen.emit(here)
            self.row_meant.emit(here)
        else:
            event.ignore()
            return
        self._lead_by_keys(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus; the ring shows when it came by a key."""
        super().focusInEvent(event)
        self._lead_by_keys(event.reason() != Qt.FocusReason.MouseFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the mouse; nothing is unchosen by a click beside them."""
        self._lead_by_keys(False)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._can_be_chosen(index.row()):
            self.choose(index.row())
            self.row_chosen.emit(index.row())
            self.row_meant.emit(index.row())

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        """Tell the delegate whether the ring is wanted."""
        super().initViewItemOption(option)
        if self._by_keys:
            option.state |= QStyle.StateFlag.State_KeyboardFocusChange
        else:
            option.state &= ~QStyle.StateFlag.State_KeyboardFocusChange

    def choose(self, row: int) -> None:
        """Make a line the chosen one, without telling."""
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _step(self, start: int, step: int) -> None:
        """Go `step` lines on, or as far as there are lines, to one that can be chosen."""
        count = self.model().rowCount()
        way = 1 if step > 0 else -1
        reached, row = None, start + way
        while 0 <= row < count and (reached is None or abs(row - start) <= abs(step)):
            if self._can_be_chosen(row):
                reached = row
            row += way
        if reached is not None:
            self.choose(reached)
            self.row_chosen.emit(reached)

    def _can_be_chosen(self, row: int) -> bool:
        return bool(self.model().flags(self.model().index(row, 0)) & Qt.ItemFlag.ItemIsSelectable)

    def _lead_by_keys(self, by_keys: bool) -> None:
        if by_keys != self._by_keys:
            self._by_keys = by_keys
            self.viewport().update()
