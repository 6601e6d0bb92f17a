"""How a line of the list of entities looks."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.kit.families import ink
from reader.ui.look.look import Look
from reader.ui.side.names.entries import NameEntry, NameModel

LINE: Final = 31
"""Height of every line in pixels: lines of one height are laid out without being asked each."""

_EDGE: Final = 14
_COUNT: Final = 40
_SEARCH: Final = 28
_ICON: Final = 15

Index = QModelIndex | QPersistentModelIndex


def search_place(line: QRect) -> QRect:
    """Give where in a line the button lies that finds all articles that name it."""
    return QRect(line.right() - _EDGE - _COUNT - _SEARCH + 1, line.top() + 1, _SEARCH, line.height() - 2)


class NameDelegate(QStyledItemDelegate):
    """Draws families with their dot, and names on a bar as long as they are often named."""

    def __init__(self, look: Look, model: NameModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the room of a line."""
        return QSize(160, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, NameEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(option.rect).adjusted(_EDGE, 1.5, -_EDGE, -1.5)
        if entry.heading:
            self._paint_heading(painter, plate, entry)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_plate(painter, plate, option, entry)
            offered = (selected or hovered) and entry.reference() is not None
            self._paint_words(painter, plate, entry, offered=offered)
            if offered:
                place = QRectF(search_place(option.rect)).center() - QPointF(_ICON / 2, _ICON / 2)
                painter.drawPixmap(place, self._look.pixmap("search", "accent", _ICON))
        painter.restore()

    def _paint_heading(self, painter: QPainter, plate: QRectF, entry: NameEntry) -> None:
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ink(entry.family)))
        middle = plate.center().y() + 3
        painter.drawEllipse(QPointF(plate.left() + 6, middle), 4.2, 4.2)
        font = look.ui(11, 600)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        painter.setFont(font)
        painter.setPen(look.colour("faint"))
        low = plate.translated(0, 3)
        painter.drawText(low.adjusted(18, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.name.upper())
        self._paint_count(painter, low, entry, "faint")

    def _paint_plate(
        self, painter: QPainter, plate: QRectF, option: QStyleOptionViewItem, entry: NameEntry
    ) -> None:
        look = self._look
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("selection" if selected else "hover"))
            painter.drawRoundedRect(plate, 7, 7)
        room = plate.width() - _COUNT
        bar = QRectF(plate.left(), plate.top(), max(12.0, room * entry.share), plate.height())
        strength = 0.3 if look.theme.dark else 0.18
        hidden = entry.family in self._model.hidden
        painter.setBrush(look.colour(ink(entry.family), strength * (0.35 if hidden else 1)))
        painter.drawRoundedRect(bar, 6, 6)
        keyed = option.state & QStyle.StateFlag.State_KeyboardFocusChange
        if keyed and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 6.5, 6.5)

    def _paint_words(self, painter: QPainter, plate: QRectF, entry: NameEntry, *, offered: bool) -> None:
        look = self._look
        hidden = entry.family in self._model.hidden
        middle = Qt.AlignmentFlag.AlignVCenter
        self._paint_count(painter, plate, entry, "faint" if hidden else "muted")
        room = plate.adjusted(10, 0, -_COUNT - (_SEARCH if offered else 0), 0)
        painter.setFont(look.ui(13))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(look.colour("faint" if hidden else "text"))
        painter.drawText(room, middle, name)
        rest = room.adjusted(metrics.horizontalAdvance(name) + 8, 0, 0, 0)
        if entry.reading and rest.width() > 30:
            painter.setFont(look.ui(12))
            painter.setPen(look.colour("faint"))
            shown = QFontMetricsF(painter.font()).elidedText(
                entry.reading, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, middle, shown)

    def _paint_count(self, painter: QPainter, plate: QRectF, entry: NameEntry, token: str) -> None:
        font = self._look.ui(12)
        font.setFeature(QFont.Tag("tnum"), 1)
        painter.setFont(font)
        painter.setPen(self._look.colour(token))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(plate.adjusted(0, 0, -4, 0), right, f"{entry.count:,}")
