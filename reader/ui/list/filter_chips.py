"""Chips under the search field: the filters among its words, each of which a click takes out again."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.model.query import Chip
from reader.model.wording import tr
from reader.ui.kit.flow import Flow
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look

_HEIGHT: Final = 26
_LEFT, _RIGHT, _CROSS = 12, 27, 14
"""Pixels before and after the words, and from the right edge to the middle of the cross."""
_WIDEST: Final = 300


class FilterChip(QAbstractButton):
    """One filter. A click, Space, Enter, Del or Backspace takes it out."""

    def __init__(self, look: Look, chip: Chip) -> None:
        super().__init__()
        self._look = look
        self.chip = chip
        self.setText(_spoken(chip.words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(plain_tip(tr("Take “{words}” out of the search", words=chip.words)))
        self.setAccessibleName(tr("Filter {words}. Press to take it out", words=self.text()))
        look.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the chip."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the filter out by Enter, Del and Backspace too."""
        if event.key() in (*ENTERS, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Give the room of words and cross."""
        words = QFontMetricsF(self._look.ui(12, 500)).horizontalAdvance(self.text())
        return QSize(min(_WIDEST, round(words) + _LEFT + _RIGHT + 2), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Let the words give way."""
        return QSize(min(90, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("accent"), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(look.colour("chip"))
        painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
        painter.setFont(look.ui(12, 500))
        painter.setPen(look.colour("chip-text"))
        words = pill.adjusted(_LEFT, 0, -_RIGHT, 0)
        shown = QFontMetricsF(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width() + 1
        )
        painter.drawText(words.adjusted(0, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        strong = look.colour("text" if self.underMouse() or self.hasFocus() else "faint")
        painter.setPen(QPen(strong, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        at, arm = QPointF(pill.right() - _CROSS, pill.center().y()), 3.0
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
        painter.end()


class FilterChips(QWidget):
    """All filters of the question whose answers are shown. `removal_asked` carries the `Chip`."""

    removal_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._flow = Flow(self, gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[FilterChip] = []
        self.setAccessibleName(tr("Filters of the search"))
        self.setVisible(False)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show filters; the focus stays at its place among them."""
        if tuple(chips) == self._chips:
            return
        place = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), None)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._chips = tuple(chips)
        self._buttons = [FilterChip(self._look, chip) for chip in chips]
        self.setVisible(bool(chips))
        before: QWidget | None = None
        for button in self._buttons:
            button.clicked.connect(lambda _=False, chip=button.chip: self.removal_asked.emit(chip))
            self._flow.addWidget(button)
            button.show()  # else only after the next layout, and the focus could not go to it yet
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        self.updateGeometry()
        if place is not None and self._buttons:
            self._buttons[min(place, len(self._buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def chips(self) -> tuple[Chip, ...]:
        """Give the filters shown."""
        return self._chips

    def buttons(self) -> list[FilterChip]:
        """Give the chips in their order."""
        return list(self._buttons)

    def has_focus(self) -> bool:
        """Tell whether one of the chips has the focus."""
        return any(button.hasFocus() for button in self._buttons)


def without_chip(words: str, chip: Chip) -> str:
    """Give the words of a search without one of their filters."""
    before, after = words[: chip.start].rstrip(), words[chip.end :].lstrip()
    return f"{before} {after}" if before and after else before + after


def _spoken(words: str) -> str:
    """Write a filter out as the chip shows it."""
    if words.startswith("-"):
        return tr("not {words}", words=words.lstrip("-"))
    return words
