"""A chip with a cross: a few words in a pill, which a click or a key takes away."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.pills import paint_cross
from reader.ui.look.look import Look

_HEIGHT: Final = 26
_LEFT, _RIGHT, _CROSS = 12, 27, 14
"""Pixels before and after the words, and from the right edge to the middle of the cross."""
_DOT: Final = 15
"""Pixels that a dot before the words takes."""
_WIDEST: Final = 300
_NARROWEST: Final = 90


class CrossChip(QAbstractButton):
    """A pill of words and a cross. A click, Space, Enter, Del or Backspace presses it.

    `dot` names the colour of a dot before the words; without a name there is none.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._dot = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def show_words(self, words: str, dot: str = "") -> None:
        """Show words, behind a dot of a colour if one is named."""
        self._dot = dot
        self.setText(words)
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the chip."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter, Del and Backspace press the chip too."""
        if event.key() in (*ENTERS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Give the room of dot, words and cross in pixels."""
        words = QFontMetricsF(self._look.ui(12, 500)).horizontalAdvance(self.text())
        return QSize(min(_WIDEST, round(words) + self._before() + _RIGHT + 2), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the words give way."""
        return QSize(min(_NARROWEST, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("accent"), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(look.colour("chip"))
        painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(self._dot))
            painter.drawEllipse(QPointF(pill.left() + _DOT, pill.center().y()), 4.2, 4.2)
        painter.setFont(look.ui(12, 500))
        painter.setPen(look.colour("chip-text"))
        words = pill.adjusted(self._before(), 0, -_RIGHT, 0)
        shown = QFontMetricsF(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        at = QPointF(pill.right() - _CROSS, pill.center().y())
        paint_cross(painter, look, at, strong=self.underMouse() or self.hasFocus())
        painter.end()

    def _before(self) -> int:
        return _LEFT + _DOT if self._dot else _LEFT
