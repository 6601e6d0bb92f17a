"""The quiet line at the end of an article that had lines cut when it was imported."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import PressedButton
from reader.ui.look.look import Look


class CutLine(PressedButton):
    """Says how many lines were cut; pressing it shows or hides them."""

    PAD: Final = 6
    """Pixels between the words and the edge."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._says = self._offers = ""
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.update)

    def show_lines(self, count: int, *, shown: bool) -> None:
        """Say how many lines were cut, and offer to show or hide them."""
        self._count = count
        if count == 1:
            self._says = tr("1 line was cut when this was imported")
        else:
            self._says = tr("{count} lines were cut when this was imported", count=f"{count:,}")
        self._offers = tr("Hide") if shown else tr("Show")
        self.setText(f"{self._says} · {self._offers}")
        self.setAccessibleName(self.text())
        self.resize(self.sizeHint())
        self.update()

    def count(self) -> int:
        """Give how many lines were cut."""
        return self._count

    def sizeHint(self) -> QSize:
        """Give the room of the words."""
        metrics = QFontMetricsF(self._look.ui(12, 500))
        return QSize(round(metrics.horizontalAdvance(self.text())) + 2 * self.PAD + 2, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the line."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(self.PAD, 0, -self.PAD, 0)
        says = f"{self._says} · "
        painter.setFont(look.ui(12))
        painter.setPen(look.colour("faint"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, says)
        area.setLeft(area.left() + QFontMetricsF(look.ui(12)).horizontalAdvance(says))
        painter.setFont(look.ui(12, 500))
        painter.setPen(look.colour("accent-hover" if self.underMouse() else "accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._offers)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
