"""The heading of a group of rows: a band over its first row, and one that stays at the top of the list."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.model.query import Found, Sort
from reader.model.wording import tr
from reader.ui.kit.dates import day_heading
from reader.ui.list.view import ArticleView
from reader.ui.look.look import Look

BAND: Final = 26
"""Height of a heading in pixels."""
_LEFT: Final = 22
_RIGHT: Final = 14


def paint_heading(painter: QPainter, look: Look, place: QRectF, words: str) -> None:
    """Draw the words of a heading in its band."""
    painter.setFont(look.ui(12, 600))
    painter.setPen(look.colour("muted"))
    room = place.adjusted(_LEFT, 0, -_RIGHT, 0)
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def headings_of(found: Found, now: date) -> dict[int, str]:
    """Word the headings of an answer, by the place of the row that each stands over."""
    if (found.sort or found.query.sort) is Sort.SOURCE:
        return {place: source or tr("No source") for place, source in found.headings}
    return {place: day_heading(day, now) for place, day in found.headings}


class TopHeading(QWidget):
    """Lies over the top of the rows and says in which group they are; the next heading pushes it away.

    `heading` gives the words over a row, `group` those of the group that a row is in.
    """

    def __init__(
        self, view: ArticleView, look: Look, heading: Callable[[int], str], group: Callable[[int], str]
    ) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self._heading, self._group = heading, group
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.verticalScrollBar().rangeChanged.connect(self.place)
        view.viewport().installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the rows."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Show the heading of the uppermost row in sight, as far as the next one leaves room."""
        rows = self._view.rows_in_view()
        self._words = self._group(rows[0]) if rows else ""
        self._view.set_covered(BAND if self._words else 0)
        self.setVisible(bool(self._words))
        if not self._words:
            return
        top = 0
        if len(rows) > 1 and self._heading(rows[1]):
            below = self._view.visualRect(self._view.model().index(rows[1], 0)).top()
            top = min(0, below - BAND)
        area = self._view.viewport().geometry()
        self.setGeometry(area.left(), area.top() + top, area.width(), BAND)
        self.update()

    def words(self) -> str:
        """Give what is said; empty when there is no heading."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heading on the ground of the list."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("list"))
        paint_heading(painter, self._look, QRectF(self.rect()), self._words)
        line = QRectF(_LEFT, self.height() - 1, self.width() - _LEFT - _RIGHT, 1)
        painter.fillRect(line, self._look.colour("line"))
        painter.end()
