"""The chip over the list that says which name the articles shown have in common; its cross leads back."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reader.model.mention import FAMILIES, NameRef
from reader.model.wording import tr
from reader.ui.kit.families import ink, type_words
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look

_HEIGHT: Final = 28
_LEFT, _RIGHT, _CROSS = 27, 30, 15
"""Pixels before and after the words, and from the right edge to the middle of the cross."""


class NameChip(QAbstractButton):
    """Shows a name that is searched for. A click, Space, Enter, Del or Backspace leads back."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._name: NameRef | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setVisible(False)
        self.clicked.connect(self.left)
        look.changed.connect(self.update)

    def show_name(self, name: NameRef | None) -> None:
        """Show a name, or hide the chip."""
        self._name = name
        self.setVisible(name is not None)
        if name is not None:
            self.setText(tr("Names: {name}", name=name.name))
            self.setToolTip(plain_tip(tr("Back to where you were: {name}", name=name.name)))
            spoken = tr("Articles that name {name}, {kind}. Press to go back to where you were")
            self.setAccessibleName(spoken.format(name=name.name, kind=type_words(name.type)))
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the chip."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead back by Enter, Del and Backspace too."""
        if event.key() in (*ENTERS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Give the room of dot, words and cross."""
        words = QFontMetricsF(self._look.ui(12, 500)).horizontalAdvance(self.text())
        return QSize(round(words) + _LEFT + _RIGHT + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the words give way."""
        return QSize(90, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        if self._name is None:
            return
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ring = QPen(look.colour("accent"), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(look.colour("chip"))
        painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ink(FAMILIES.get(self._name.type))))
        painter.drawEllipse(QPointF(pill.left() + 15, pill.center().y()), 4.2, 4.2)
        painter.setFont(look.ui(12, 500))
        painter.setPen(look.colour("chip-text"))
        words = pill.adjusted(_LEFT, 0, -_RIGHT, 0)
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        self._paint_cross(painter, QPointF(pill.right() - _CROSS, pill.center().y()))
        painter.end()

    def _paint_cross(self, painter: QPainter, at: QPointF) -> None:
        strong = self._look.colour("text" if self.underMouse() or self.hasFocus() else "faint")
        painter.setPen(QPen(strong, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        arm = 3.2
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
