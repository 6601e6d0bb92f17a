"""The list of entities itself: going to a name, and the ways to all articles that name it."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS
from reader.ui.kit.line_list import LineList
from reader.ui.look.look import Look
from reader.ui.side.names.entries import NameEntry, NameModel
from reader.ui.side.names.entry_delegate import NameDelegate, search_place


class NamesView(LineList):
    """Shows the names. `row_chosen`: the user went to one; `search_asked`: find all that name it."""

    search_asked = Signal(int)

    def __init__(self, look: Look, model: NameModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Entities"), parent)
        self._look = look
        self._names = model
        self._delegate = NameDelegate(look, model, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setAccessibleDescription(
            tr("Enter goes to the name on the page, Ctrl+Enter finds all articles that name it")
        )
        look.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find all articles by Ctrl+Enter; leave the other keys to the list."""
        if event.key() in ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.search_asked.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._is_chosen():
            self._step(max(0, self.currentIndex().row() - 1), 1)  # the focus alone makes a line current
            self._lead_by_keys(True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the mouse, or press its search button."""
        index = self._searched_at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.search_asked.emit(index.row())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Find all articles that name the line under the mouse."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.search_asked.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at names with the hand."""
        super().mouseMoveEvent(event)
        entry = self._names.entry(self.indexAt(event.position().toPoint()).row())
        pressed = entry is not None and not entry.heading
        shape = Qt.CursorShape.PointingHandCursor if pressed else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a name."""
        index = self.currentIndex()
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            index = self.indexAt(event.pos())
        entry = self._names.entry(index.row())
        if entry is None or entry.heading:
            return
        menu = self._menu(entry, index)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the search button does."""
        if isinstance(event, QHelpEvent) and self._searched_at(event.pos()) is not None:
            tip = tr("Find all articles that name it (Ctrl+Enter)")
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        return super().viewportEvent(event)

    def _is_chosen(self) -> bool:
        return self.selectionModel().hasSelection()

    def _menu(self, entry: NameEntry, index: QModelIndex) -> QMenu:
        menu = QMenu(self)
        row = index.row()
        if entry.reference() is not None:
            words = tr("Find All Articles That Name It")
            menu.addAction(self._look.icon("search", size=16), words, lambda: self.search_asked.emit(row))
        copied = entry.name
        menu.addAction(
            self._look.icon("copy", size=16),
            tr("Copy"),
            lambda: QGuiApplication.clipboard().setText(copied),
        )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _searched_at(self, point: QPoint) -> QModelIndex | None:
        """Give the line whose search button is under a point."""
        index = self.indexAt(point)
        entry = self._names.entry(index.row())
        if entry is None or entry.reference() is None:
            return None
        return index if search_place(self.visualRect(index)).contains(point) else None
