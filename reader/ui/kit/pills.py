"""Pills: a tag as a label to look at, and as a token that can be taken away."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reader.model.article import TagMark
from reader.model.wording import tr
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look

PILL_HEIGHT: Final = 20
_TOKEN_HEIGHT: Final = 22
_FONT: Final = 11
_WIDEST: Final = 220


def pill_width(look: Look, name: str) -> float:
    """Give the width in pixels of a tag's pill without a dot."""
    return min(float(_WIDEST), QFontMetricsF(look.ui(_FONT, 500)).horizontalAdvance(name) + 20)


def paint_pill(painter: QPainter, look: Look, at: QPointF, name: str) -> float:
    """Draw a tag's pill without a dot at `at`, and give its width in pixels."""
    width = pill_width(look, name)
    pill = QRectF(at.x(), at.y(), width, PILL_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("chip"))
    painter.drawRoundedRect(pill, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    font = look.ui(_FONT, 500)
    painter.setFont(font)
    painter.setPen(look.colour("chip-text"))
    shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, width - 20 + 0.5)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
    return width


def paint_cross(painter: QPainter, look: Look, at: QPointF, *, strong: bool) -> None:
    """Draw the cross that takes something away, around `at`."""
    ink = look.colour("text" if strong else "faint")
    painter.setPen(QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    arm = 3.0
    painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
    painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


class TagToken(QAbstractButton):
    """A tag with a cross. A click on the cross, or Space, Del or Backspace with the focus, takes it away.

    `menu_asked` carries its name and the place on the screen where its menu is wanted.
    """

    removal_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, look: Look, tag: TagMark) -> None:
        super().__init__()
        self._look = look
        self.tag = tag
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("Remove the tag {tag}", tag=tag.name))
        self.setToolTip(plain_tip(tr("Remove “{tag}”", tag=tag.name)))
        self.clicked.connect(self._ask)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the room the token takes in pixels."""
        words = QFontMetricsF(self._look.ui(_FONT, 500)).horizontalAdvance(self.tag.name)
        return QSize(min(_WIDEST, round(words) + self._indent() + 26), _TOKEN_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the tag away on Del and Backspace too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tag."""
        self.menu_asked.emit(self.tag.name, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its dot, its name and the cross."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ring = QPen(look.colour("accent"), 1.0) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
        painter.setPen(ring)
        painter.setBrush(look.colour("chip"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        if self.tag.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{self.tag.colour}-ink"))
            painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 2.8, 2.8)
        font = look.ui(_FONT, 500)
        painter.setFont(font)
        painter.setPen(look.colour("chip-text"))
        words = pill.adjusted(self._indent(), 0, -22, 0)
        shown = QFontMetricsF(font).elidedText(self.tag.name, Qt.TextElideMode.ElideRight, words.width() + 1)
        painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        at = QPointF(pill.right() - 12, pill.center().y())
        paint_cross(painter, look, at, strong=self.underMouse() or self.hasFocus())
        painter.end()

    def _indent(self) -> int:
        return 18 if self.tag.colour else 10

    def _ask(self) -> None:
        self.removal_asked.emit(self.tag.name)
