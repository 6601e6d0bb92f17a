"""Where the open article comes from, in one line."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from reader.model.wording import joined, paired

STEP: Final = "  ›  "
"""Stands between the steps of the way to an article."""
_LEAST: Final = 40
"""Pixels below which the start of the way is left out altogether."""


class Crumb(QLabel):
    """The way to an article, and its place there; where there is no room, the way is cut, then the place."""

    def __init__(self) -> None:
        super().__init__()
        self._way = self._place = ""
        self.setProperty("kind", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_way(self, way: str, place: str) -> None:
        """Show them; a screen reader hears both whole."""
        self._way, self._place = way, place
        self.setText(joined(STEP, way, place))
        self.setToolTip(self.text())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the words give way first."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), where, paired(self.shown()))
        painter.end()

    def shown(self) -> str:
        """Give what fits into the width."""
        measure, cut = self.fontMetrics(), Qt.TextElideMode.ElideRight
        if measure.horizontalAdvance(self.text()) <= self.width():
            return self.text()
        tail = f"{STEP}{self._place}" if self._place else ""
        room = self.width() - measure.horizontalAdvance(tail)
        if room < _LEAST:
            return measure.elidedText(self._place or self._way, cut, self.width())
        return joined(STEP, measure.elidedText(self._way, cut, room), self._place)
