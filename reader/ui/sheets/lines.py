"""A list of two-line entries, such as a file and why it could not be read."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look

_SECOND: Final = Qt.ItemDataRole.UserRole + 1
KEY: Final = Qt.ItemDataRole.UserRole + 2
"""Role under which an entry keeps what it stands for."""
_ROW: Final = 50

Index = QModelIndex | QPersistentModelIndex


class LinesView(QListView):
    """Shows entries of a first line, a second line and a key; Ctrl+C copies the chosen ones."""

    def __init__(self, look: Look, entries: Sequence[tuple[str, str, object]], name: str) -> None:
        super().__init__()
        self._look = look
        self._entries = QStandardItemModel(self)
        self._delegate = _LinesDelegate(look, self)
        self.setModel(self._entries)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.viewport().update)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[tuple[str, str, object]]) -> None:
        """Show other entries."""
        self._entries.clear()
        for first, second, key in entries:
            item = QStandardItem(first)
            item.setEditable(False)
            item.setData(second, _SECOND)
            item.setData(key, KEY)
            item.setData(f"{first}: {second}", Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(plain_tip(first))
            self._entries.appendRow(item)
        self.setMinimumHeight(min(5, max(1, len(entries))) * _ROW)
        if entries:
            self.selectionModel().setCurrentIndex(
                self._entries.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Give room for up to eight entries, in pixels."""
        return QSize(360, min(8, max(1, self._entries.rowCount())) * _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        lines = [f"{index.data()}\t{index.data(_SECOND)}" for index in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))


def in_card(view: LinesView) -> QFrame:
    """Put a list into a card, as it stands on a sheet."""
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(5, 5, 5, 5)
    column.addWidget(view)
    return card


class _LinesDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: LinesView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of an entry in pixels."""
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Write the two lines."""
        look = self._look
        area = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0, 1, -1, -2), 8, 8)
        self._write(painter, area.adjusted(10, 6, -10, -6), str(index.data()), str(index.data(_SECOND)))
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, first: str, second: str) -> None:
        look = self._look
        for words, font, token, edge, cut in (
            (first, look.ui(13, 500), "text", Qt.AlignmentFlag.AlignTop, Qt.TextElideMode.ElideMiddle),
            (second, look.ui(12), "muted", Qt.AlignmentFlag.AlignBottom, Qt.TextElideMode.ElideRight),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(token))
            shown = QFontMetrics(font).elidedText(words, cut, area.width())
            painter.drawText(area, edge | Qt.AlignmentFlag.AlignLeft, shown)
