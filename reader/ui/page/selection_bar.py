"""The small bar near a selection or a clicked mark: labels, note, tags, copy, removal."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from reader.model.annotation import LABELS
from reader.model.wording import tr
from reader.ui.kit.parts import IconButton
from reader.ui.look.look import Look

SHADOW: Final = 10
"""Pixels around the bar in which its shadow fades."""

_ROUND: Final = 11.0
_GAP: Final = 6


class LabelSpot(QAbstractButton):
    """A label to press: a spot in its colour, ringed when it is the one in use."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look = look
        self._colour = "grey"
        self._ring = ""
        self.number = number
        self.setFixedSize(26, 30)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_label(self, name: str, colour: str) -> None:
        """Take the label's name and colour."""
        self._colour = colour
        tip = f"{self.number} · {name}" if name else str(self.number)
        self.setToolTip(tip)
        self.setAccessibleName(tr("Label {name}", name=name or self.number))
        self.update()

    def show_ring(self, token: str) -> None:
        """Ring the spot in a colour, or, given nothing, no longer."""
        self._ring = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the spot."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        radius = 9.0 if self.underMouse() else 8.0
        painter.setPen(QPen(look.colour(f"{self._colour}-ink", 0.5), 1))
        painter.setBrush(look.colour(self._colour))
        painter.drawEllipse(centre, radius, radius)
        if self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour(self._ring), 1.4))
            painter.drawEllipse(centre, 11.2, 11.2)
        painter.end()


class SelectionBar(QWidget):
    """Floats over the page. It never takes the focus, so that keys still go to the text."""

    label_asked = Signal(int)
    note_asked = Signal()
    tags_asked = Signal()
    copy_asked = Signal()
    remove_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._last_label = 0
        self._current = 0
        self._offered = False
        self._changes = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Selection tools"))
        self._spots = [LabelSpot(look, number) for number in LABELS]
        self._note = self._button("sticky-note", tr("Note (N)"), self.note_asked)
        self._tags = self._button("tag", tr("Tags (T)"), self.tags_asked)
        self._copy = self._button("copy", tr("Copy (Ctrl+C)"), self.copy_asked)
        self._remove = self._button("trash-2", tr("Remove Highlight (Backspace)"), self.remove_asked)
        self._lay_out()
        look.changed.connect(self.update)
        self.hide()

    def set_labels(self, names: Mapping[int, str], colours: Mapping[int, str]) -> None:
        """Take the names and colours of the labels."""
        for spot in self._spots:
            spot.show_label(names.get(spot.number, ""), colours[spot.number])

    def set_last_label(self, label: int) -> None:
        """Show quietly which label is used when none is named."""
        self._last_label = label
        self._show_rings()

    def offer_new(self) -> None:
        """Offer to mark a selection."""
        self._offer(0, changes=False)

    def offer_change(self, label: int) -> None:
        """Offer to change a highlight that has this label."""
        self._offer(label, changes=True)

    def dismiss(self) -> None:
        """Offer nothing any longer."""
        self._offered = self._changes = False
        self.hide()

    def is_offered(self) -> bool:
        """Tell whether the bar has something to offer, even while there is no room to show it."""
        return self._offered

    def changes_highlight(self) -> bool:
        """Tell whether the bar is about a highlight and not about a selection."""
        return self._changes

    def show_near(self, lines: Sequence[QRectF], room: QRect, *, upwards: bool) -> None:
        """Show the bar within `room`, below the last of `lines` or above the first, never over them.

        `upwards` says that above is better. Where neither side has room, the bar is hidden.
        """
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
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setBrush(look.colour("shadow", 0.05 if look.theme.dark else 0.022))
        for spread in range(SHADOW - 2):
            shadow = ground.adjusted(-spread, 2 - spread, spread, 2 + spread)
            painter.drawRoundedRect(shadow, _ROUND + spread, _ROUND + spread)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
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

    def _offer(self, label: int, *, changes: bool) -> None:
        self._offered, self._changes, self._current = True, changes, label
        self._remove.setVisible(changes)
        self._show_rings()

    def _show_rings(self) -> None:
        ringed, token = (self._current, "text") if self._changes else (self._last_label, "faint")
        for spot in self._spots:
            spot.show_ring(token if spot.number == ringed else "")

    def _button(self, icon: str, tip: str, signal: SignalInstance) -> IconButton:
        button = IconButton(self._look, icon, tip, side=32)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 9, SHADOW + 5, SHADOW + 7, SHADOW + 5)
        row.setSpacing(0)
        for spot in self._spots:
            spot.clicked.connect(self._press)
            row.addWidget(spot)
        line = QFrame()
        line.setProperty("kind", "hairline")
        line.setFixedSize(1, 22)
        row.addSpacing(7)
        row.addWidget(line)
        row.addSpacing(5)
        for button in (self._note, self._tags, self._copy, self._remove):
            row.addWidget(button)

    def _press(self) -> None:
        spot = self.sender()
        if isinstance(spot, LabelSpot):
            self.label_asked.emit(spot.number)
