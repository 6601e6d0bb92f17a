"""How a line of the collections looks."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.model.saved_search import LONGEST
from reader.model.wording import tr
from reader.ui.collections.entries import ICONS, Entry
from reader.ui.look.look import Look

_LINE, _HEADING, _FIRST_HEADING = 32, 48, 34
_ICON: Final = 16
_NAME_LEFT: Final = 40
"""Pixels from the left edge to the line in which a name is typed."""

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Draws headings, shelves and saved searches with their icon, tags with their dot; counts at the right.

    What is new to a saved search stands before its count. `name_typed` carries a saved search and the name
    that was typed for it in place.
    """

    name_typed = Signal(object, str)

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        look.changed.connect(self._load_icons)
        self._load_icons()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the room of a line."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, Entry) and entry.heading:
            return QSize(160, _HEADING if index.row() else _FIRST_HEADING)
        return QSize(160, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(option.rect).adjusted(10, 1, -10, -1)
        if entry.heading:
            self._paint_heading(painter, plate, entry)
        elif entry.lesson:
            self._paint_lesson(painter, plate, entry)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_plate(painter, plate, option, selected)
            self._paint_mark(painter, plate, entry, selected)
            self._paint_words(painter, plate, entry, selected)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Give the line in which a saved search is renamed."""
        line = QLineEdit(parent)
        line.setMaxLength(LONGEST)
        line.setAccessibleName(tr("Name of the saved search"))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the name as it is; what is being typed stays when counts change."""
        if isinstance(editor, QLineEdit) and not editor.isModified() and not editor.text():
            editor.setText(str(index.data(Qt.ItemDataRole.DisplayRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell the name that was typed."""
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(editor, QLineEdit) and isinstance(entry, Entry):
            self.name_typed.emit(entry.search, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the line where the name stands."""
        editor.setGeometry(QRectF(option.rect).adjusted(_NAME_LEFT, 1, -12, -1).toRect())

    def _load_icons(self) -> None:
        # Read now, so that a missing picture is told when the pane is made and never while it is painted.
        self._icons = {
            (icon, selected): self._look.pixmap(icon, "accent" if selected else "muted", _ICON)
            for icon in ICONS
            for selected in (False, True)
        }

    def _paint_heading(self, painter: QPainter, plate: QRectF, entry: Entry) -> None:
        font = self._look.ui(11, 600)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        painter.setFont(font)
        painter.setPen(self._look.colour("faint"))
        place = plate.adjusted(10, 0, 0, -6)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, entry.name.upper())

    def _paint_lesson(self, painter: QPainter, plate: QRectF, entry: Entry) -> None:
        painter.setFont(self._look.ui(12))
        painter.setPen(self._look.colour("faint"))
        place = plate.adjusted(10, 0, -4, 0)
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, max(0.0, place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_plate(
        self, painter: QPainter, plate: QRectF, option: QStyleOptionViewItem, selected: bool
    ) -> None:
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("selection" if selected else "hover"))
            painter.drawRoundedRect(plate, 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & (
            QStyle.StateFlag.State_KeyboardFocusChange
        ):
            painter.setPen(QPen(self._look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 6.5, 6.5)

    def _paint_mark(self, painter: QPainter, plate: QRectF, entry: Entry, selected: bool) -> None:
        if entry.tag is None:
            at = QPointF(plate.left() + 10, plate.center().y() - _ICON / 2)
            painter.drawPixmap(at, self._icons[entry.mark, selected])
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(f"{entry.mark}-ink"))
            painter.drawEllipse(QPointF(plate.left() + 18, plate.center().y()), 4, 4)

    def _paint_words(self, painter: QPainter, plate: QRectF, entry: Entry, selected: bool) -> None:
        count = "" if entry.count is None else f"{entry.count:,}"
        painter.setFont(figures(self._look.ui(12)))
        painter.setPen(self._look.colour("muted"))
        taken = QFontMetricsF(painter.font()).horizontalAdvance(count)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(plate.adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, count)
        if entry.new:
            taken += self._paint_new(painter, plate.adjusted(0, 0, -18 - taken, 0), entry.new)
        painter.setFont(self._look.ui(13, 500 if selected or entry.new else 400))
        painter.setPen(self._look.colour("text"))
        place = plate.adjusted(35, 0, -20 - taken, 0)
        name = QFontMetricsF(painter.font()).elidedText(
            entry.name, Qt.TextElideMode.ElideRight, max(0.0, place.width())
        )
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, name)

    def _paint_new(self, painter: QPainter, place: QRectF, new: int) -> float:
        """Draw how many are new, with a dot, before the count; give the width it takes."""
        words = f"{new:,}"
        painter.setFont(figures(self._look.ui(12, 600)))
        painter.setPen(self._look.colour("accent"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawEllipse(QPointF(place.right() - wide - 8, place.center().y()), 3, 3)
        return wide + 8 + 14


def figures(font: QFont) -> QFont:
    """Give the font with figures of one width, so that counts stand under each other."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
