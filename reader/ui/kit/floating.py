"""What floats over the window: a card with a shadow, and a popover with controls below a button."""

from typing import Final, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reader.ui.look.look import Look

SHADOW: Final = 10
"""Pixels around a card in which its shadow fades."""

_ROUND: Final = 11.0


def paint_card(painter: QPainter, look: Look, ground: QRectF) -> None:
    """Draw a card with its shadow; the shadow reaches `SHADOW` pixels beyond the ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("shadow", 0.05 if look.theme.dark else 0.022))
    for spread in range(SHADOW - 2):
        shadow = ground.adjusted(-spread, 2 - spread, spread, 2 + spread)
        painter.drawRoundedRect(shadow, _ROUND + spread, _ROUND + spread)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.colour("card"))
    painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)


class Popover(QWidget):
    """Controls on a card below a button.

    It goes on Escape, when the user turns to something else, and with the button.
    It is no window of its own, so that what lies behind it shows each choice at once.
    """

    def __init__(self, look: Look, button: QWidget) -> None:
        super().__init__(button.window())
        self._look = look
        self._application = cast(QApplication, QApplication.instance())
        self._button = button
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SHADOW + 18, SHADOW + 14, SHADOW + 18, SHADOW + 16)
        look.changed.connect(self.fit)
        self.hide()

    def open(self) -> None:
        """Show the popover, with the keys going to its first control."""
        self.fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.focusNextChild()
        self._application.installEventFilter(self)

    def fit(self) -> None:
        """Stand below the button, within the window, as large as the controls need."""
        self.adjustSize()
        window = self._button.window()
        under = self._button.mapTo(window, QPoint(self._button.width(), self._button.height()))
        room = window.width() - self.width()
        self.move(max(0, min(under.x() - self.width() + SHADOW, room)), under.y() + 4 - SHADOW)

    def leave(self) -> None:
        """Go, and give the keys back to the button."""
        self._application.removeEventFilter(self)
        self.hide()
        if self._button.isVisible():
            self._button.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when the user presses somewhere else or changes the size of the window."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self._holds(watched, event):
                self.leave()
                return self._button is watched  # a second press on the button only closes
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self.fit()
        elif event.type() == QEvent.Type.Hide and watched is self._button:
            self.leave()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that are pressed here from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_plain(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Escape; no other key goes on to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses between the controls from what lies below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        ground = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_card(painter, self._look, ground)
        painter.end()

    def _holds(self, watched: QObject, event: QMouseEvent) -> bool:
        if not isinstance(watched, QWidget):
            return True  # the press comes again, for the widget it is meant for
        card = QRect(self.mapToGlobal(QPoint(SHADOW, SHADOW)), self.size().shrunkBy(self.contentsMargins()))
        inside = card.contains(event.globalPosition().toPoint())
        elsewhere = watched.window() is not self.window()  # such as the list of a field, over the popover
        return inside or elsewhere or watched is self or self.isAncestorOf(watched)


def _is_plain(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
