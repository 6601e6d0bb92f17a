"""The list view itself: rows of one height, keys that move, and letters left to the window."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem, QWidget

from reader.model.wording import tr
from reader.ui.kit.grounded_list import GroundedList
from reader.ui.look.look import Look

_STEP: Final = 48
"""Pixels that one line of scrolling moves."""

_MOVING: Final = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)

_KEY_REASONS: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class ArticleView(GroundedList):
    """Shows the rows. `row_chosen` tells that the user went to a row, or pressed Enter on it.

    `choice_changed` tells how many rows are chosen now.
    """

    row_chosen = Signal(int)
    choice_changed = Signal(int)
    escaped = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "list", parent)
        self._quiet = False
        self._by_keys = False
        self._covered = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Articles"))

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters are the window's shortcuts, and titles are found by the search field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select by the usual keys, choose by Enter; leave every other key to the window."""
        self._lead_by_keys(True)
        if event.key() == Qt.Key.Key_Escape:
            if self.chosen_count() > 1:
                self.choose_one()
            else:
                self.escaped.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.row_chosen.emit(self.currentIndex().row())
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.current_row() is None:
            self.go_to(max(0, self.currentIndex().row()), quietly=False)
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _MOVING or (control and event.key() in (Qt.Key.Key_A, Qt.Key.Key_C)):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without going to a row: looking at the list opens nothing."""
        self._lead_by_keys(event.reason() in _KEY_REASONS)
        self._quiet = True
        super().focusInEvent(event)
        self._quiet = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse; a click on the current one chooses it again."""
        self._lead_by_keys(False)
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        here = self.indexAt(event.position().toPoint()).row()
        if here >= 0 and here == before and event.button() == Qt.MouseButton.LeftButton:
            self.row_chosen.emit(here)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the mouse is over; a hand that slips while it clicks chooses no second row."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell that the user went to another row."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.row_chosen.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell how many rows are chosen."""
        super().selectionChanged(selected, deselected)
        self.choice_changed.emit(self.chosen_count())

    def extend(self, step: int) -> None:
        """Choose the next row too (`step` 1), or the one before (-1); going back gives up the last again."""
        row = self.current_row()
        if row is None:
            self.go_to(max(0, self.currentIndex().row()), quietly=False)
            return
        if not 0 <= row + step < self.model().rowCount():
            return
        self._lead_by_keys(True)
        here, there = self.model().index(row, 0), self.model().index(row + step, 0)
        selection, flag = self.selectionModel(), self.selectionModel().SelectionFlag
        if selection.isSelected(there):
            selection.select(here, flag.Deselect)
        else:
            selection.select(there, flag.Select)
        selection.setCurrentIndex(there, flag.NoUpdate)

    def choose_one(self) -> None:
        """Choose no more than the current row, or else the first of those that are chosen."""
        row = self.current_row()
        if row is None:
            row = min((part.top() for part in self.selectionModel().selection().toList()), default=None)
        if row is not None:
            flag = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), flag.ClearAndSelect)

    def set_covered(self, pixels: int) -> None:
        """Take how much of the top something lies over: rows gone to are kept clear of it."""
        self._covered = pixels

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a row, out from under what lies over the top."""
        super().scrollTo(index, hint)
        hidden = self._covered - self.visualRect(index).top()
        if hint is QListView.ScrollHint.EnsureVisible and 0 < hidden <= self._covered:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - hidden)

    def led_by_keys(self) -> bool:
        """Tell whether the list is walked by keys: only then does a ring show where they go."""
        return self._by_keys and self.hasFocus()

    def go_to(self, row: int, *, quietly: bool) -> None:
        """Make a row the current and only chosen one and scroll to it; `quietly`: without telling."""
        model = self.model()
        if not 0 <= row < model.rowCount():
            return
        # The focus alone makes a row current: going to it then changes nothing that Qt would tell.
        untold = self.currentIndex().row() == row and self.current_row() is None
        self._quiet = quietly
        # By name: Qt's own way would look at the keys held down, and add to what is chosen or take from it.
        flag = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(model.index(row, 0), flag.ClearAndSelect)
        self._quiet = False
        if untold and not quietly:
            self.row_chosen.emit(row)

    def choose_rows(self, current: int | None, rows: Sequence[int]) -> None:
        """Choose rows, given from the top down, without scrolling to them and without telling.

        `current` is the one that keys go on from; None leaves that as it is.
        """
        model, selection = self.model(), self.selectionModel()
        wanted = QItemSelection()
        for first, last in stretches_of(rows):
            wanted.append(QItemSelectionRange(model.index(first, 0), model.index(last, 0)))
        self._quiet = True
        flag = selection.SelectionFlag
        if current is not None:
            selection.setCurrentIndex(model.index(current, 0), flag.NoUpdate)
        selection.select(wanted, flag.ClearAndSelect)
        self._quiet = False

    def option_of(self, index: QModelIndex) -> QStyleOptionViewItem:
        """Give what the delegate draws a row by."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return option

    def current_row(self) -> int | None:
        """Give the row that is current and chosen; the mere place of the focus does not count."""
        index = self.currentIndex()
        return index.row() if index.isValid() and self.selectionModel().isSelected(index) else None

    def chosen_count(self) -> int:
        """Count the chosen rows."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def chosen_rows(self) -> list[int]:
        """Give every chosen row, from the top down."""
        parts = self.selectionModel().selection().toList()
        return sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))

    def _lead_by_keys(self, by_keys: bool) -> None:
        if by_keys != self._by_keys:
            self._by_keys = by_keys
            self.viewport().update()

    def rows_in_view(self) -> range:
        """Give the rows of which something is to be seen."""
        first = self.indexAt(QPoint(self.viewport().width() // 2, 0))
        if not first.isValid():
            return range(0)
        last = self.indexAt(QPoint(self.viewport().width() // 2, self.viewport().height() - 1))
        model = self.model()
        return range(first.row(), (last.row() if last.isValid() else model.rowCount() - 1) + 1)


def stretches_of(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last of each stretch of rows that follow each other."""
    first = last = None
    for row in rows:
        if first is None or last is None:
            first = last = row
        elif row == last + 1:
            last = row
        else:
            yield first, last
            first = last = row
    if first is not None and last is not None:
        yield first, last
