"""A small bar that floats over the page, near the words it is about."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.ui.kit.floating import SHADOW, paint_card
from reader.ui.look.look import Look

_GAP: Final = 6


class FloatingBar(QWidget):
    """Stands below or above some lines. It never takes the focus, so that keys still go to the text."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self.update)
        self.hide()

    def show_near(self, lines: Sequence[QRectF], room: QRect, *, upwards: bool) -> None:
        """Show the bar within `room`, below the last of `lines` or above the first, never over them.

        `upwards` says that above is better. Where neither side has room, the bar is hidden.
        """
        layout = self.layout()
        if layout is not None:  # hidden, it would measure the words of before
            layout.activate()
        self.adjustSize()
        corner = self._corner(lines, room, upwards=upwards) if lines else None
        if corner is None:
            self.hide()
            return
        self.move(corner)
        self.show()
        self.raise_()

    def body(self) -> QRect:
        """Give the rectangle of the bar without its shadow, within its parent."""
        return self.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks between the buttons from reaching the text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground with its shadow."""
        painter = QPainter(self)
        ground = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_card(painter, self._look, ground)
        painter.end()

    def _corner(self, lines: Sequence[QRectF], room: QRect, *, upwards: bool) -> QPoint | None:
        first, last = lines[0], lines[-1]
        high, wide = self.height() - 2 * SHADOW, self.width() - 2 * SHADOW
        below = round(last.bottom()) + _GAP
        above = round(first.top()) - _GAP - high
        fits_below = below + high <= room.bottom()
        fits_above = above >= room.top()
        if not fits_below and not fits_above:
            return None
        up = fits_above and (upwards or not fits_below)
        wanted = round((first.left() if up else last.right()) - wide / 2)
        left = max(room.left() + 8, min(wanted, room.right() - wide - 8))
        return QPoint(left - SHADOW, (above if up else below) - SHADOW)
