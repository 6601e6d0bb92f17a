"""The list of the palette: headings and offers, and how they are painted."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.model.wording import tr
from reader.ui.kit.grounded_list import GroundedList
from reader.ui.look.look import Look
from reader.ui.look.tokens import MARK_COLOURS
from reader.ui.palette.offers import Arranged, Offer

LINE: Final = 36
HEADING: Final = 30
_TOP: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """An offer, or a heading over the offers below it."""

    heading: str = ""
    offer: Offer | None = None


class LineModel(QAbstractListModel):
    """The lines; a `Line` is given as UserRole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_sections(self, sections: Arranged) -> None:
        """Show sections in place of what was shown."""
        lines: list[Line] = []
        for heading, offers in sections:
            if offers:
                lines.append(Line(tr(str(heading))))
            lines += [Line(offer=offer) for offer in offers]
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def place_of(self, name: str) -> int | None:
        """Give the place of an offer by its name."""
        for place, line in enumerate(self.lines):
            if line.offer is not None and line.offer.name == name:
                return place
        return None

    def step(self, start: int, by: int) -> int | None:
        """Give the offer `by` offers on from a place, round and round; None when there is none."""
        places = [place for place, line in enumerate(self.lines) if line.offer is not None]
        if not places:
            return None
        here = places.index(start) if start in places else (-1 if by > 0 else 0)
        if abs(by) > 1:
            return places[min(max(here + by, 0), len(places) - 1)]
        return places[(here + by) % len(places)]

    def rowCount(self, parent: _Index = _TOP) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words, the sentence for a screen reader, or the `Line` as UserRole."""
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.heading if line.offer is None else line.offer.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.heading if line.offer is None else line.offer.spoken()
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let offers be chosen, headings not."""
        line = self.lines[index.row()] if 0 <= index.row() < len(self.lines) else Line()
        if line.offer is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class LineView(GroundedList):
    """The lines on the card; the keys stay in the field above."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "card", parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("What can be chosen"))

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: what is typed belongs to the field."""

    def wished_height(self) -> int:
        """Give the pixels that show every line."""
        model = self.model()
        assert isinstance(model, LineModel)
        return sum(HEADING if line.offer is None else LINE for line in model.lines)


class LineDelegate(QStyledItemDelegate):
    """Paints a heading, or an offer: its mark, its words, what is said of it, and its keys at the right."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give the room of a line."""
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, LINE if isinstance(line, Line) and line.offer is not None else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if line.offer is None:
            self._paint_heading(painter, area, line.heading)
        else:
            self._paint_plate(painter, area, option)
            self._paint_offer(painter, area.adjusted(20, 0, -20, 0), line.offer)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, words: str) -> None:
        font = self._look.ui(11, 600)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        painter.setFont(font)
        painter.setPen(self._look.colour("faint"))
        inner = area.adjusted(20, 0, -20, -5)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words.upper())

    def _paint_plate(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem) -> None:
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("selection" if selected else "hover"))
            painter.drawRoundedRect(area.adjusted(8, 1, -8, -1), 8, 8)

    def _paint_offer(self, painter: QPainter, area: QRectF, offer: Offer) -> None:
        self._paint_mark(painter, area, offer)
        area = area.adjusted(28, 0, 0, 0)
        for key in reversed(offer.keys):
            area.setRight(self._paint_key(painter, area, key))
        if offer.keys:
            area.setRight(area.right() - 8)
        detail_font = self._look.ui(12)
        wide = QFontMetricsF(detail_font).horizontalAdvance(offer.detail) if offer.detail else 0.0
        wide = min(wide, area.width() * 0.45)
        words_area = area.adjusted(0, 0, -(wide + 18 if wide else 0), 0)
        self._paint_words(painter, words_area, offer)
        if wide:
            painter.setFont(detail_font)
            painter.setPen(self._look.colour("faint"))
            shown = QFontMetricsF(detail_font).elidedText(offer.detail, Qt.TextElideMode.ElideRight, wide + 1)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)

    def _paint_mark(self, painter: QPainter, area: QRectF, offer: Offer) -> None:
        middle = area.center().y()
        if offer.mark in MARK_COLOURS or offer.mark.startswith("name-"):
            token = offer.mark if offer.mark.startswith("name-") else f"{offer.mark}-ink"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(token))
            painter.drawEllipse(QPointF(area.left() + 8, middle), 4, 4)
        elif offer.mark:
            painter.setOpacity(1.0 if offer.possible else 0.5)
            painter.drawPixmap(QPointF(area.left(), middle - 8), self._look.pixmap(offer.mark, "muted", 16))
            painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, area: QRectF, offer: Offer) -> None:
        font = self._look.ui(13, 500)
        shown = QFontMetricsF(font).elidedText(offer.words, Qt.TextElideMode.ElideRight, area.width())
        layout = QTextLayout(shown, font)
        layout.setFormats([_meant(shown, place, self._look) for place in offer.places if place < len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1.0, area.width() + 40))
        layout.endLayout()
        painter.setPen(self._look.colour("text" if offer.possible else "faint"))
        layout.draw(painter, QPointF(area.left(), area.center().y() - line.height() / 2))

    def _paint_key(self, painter: QPainter, area: QRectF, key: str) -> float:
        """Draw a key at the right end of an area; give where the rest of it ends."""
        font = self._look.ui(11)
        painter.setFont(font)
        wide = QFontMetricsF(font).horizontalAdvance(key) + 14
        chip = QRectF(area.right() - wide, area.center().y() - 10, wide, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("chip"))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(self._look.colour("chip-text"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, key)
        return chip.left() - 4


def _meant(words: str, place: int, look: Look) -> QTextLayout.FormatRange:
    """Give the look of a letter that was meant; Qt counts its place in UTF-16."""
    made = QTextLayout.FormatRange()
    made.start = len(words[:place].encode("utf-16-le", "surrogatepass")) // 2
    made.length = 1 if words[place] <= "\uffff" else 2
    form = QTextCharFormat()
    form.setForeground(look.colour("accent"))
    made.format = form
    return made
