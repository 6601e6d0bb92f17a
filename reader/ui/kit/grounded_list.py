"""A list that paints its own ground, so that nothing behind it is painted with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from reader.ui.look.look import Look


class GroundedList(QListView):
    """Stands on one colour of the look; rows that scroll are moved, not painted anew."""

    def __init__(self, look: Look, ground: str, parent: QWidget | None = None) -> None:
        """Take the name of the colour that the rows stand on."""
        super().__init__(parent)
        self._look = look
        self._ground = ground
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the rows on it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.colour(self._ground))
        painter.end()
        super().paintEvent(event)
