"""The small bar near a selection or a clicked mark: labels, note, tags, copy, removal."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget

from reader.model.annotation import LABELS
from reader.model.wording import tr
from reader.ui.kit.floating import SHADOW
from reader.ui.kit.parts import IconButton
from reader.ui.look.look import Look
from reader.ui.page.floating_bar import FloatingBar


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


class SelectionBar(FloatingBar):
    """Offers what can be done with a selection or with a highlight."""

    label_asked = Signal(int)
    note_asked = Signal()
    tags_asked = Signal()
    copy_asked = Signal()
    remove_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._last_label = 0
        self._current = 0
        self._offered = False
        self._changes = False
        self.setAccessibleName(tr("Selection tools"))
        self._spots = [LabelSpot(look, number) for number in LABELS]
        self._note = self._button("sticky-note", tr("Write a Note"), self.note_asked)
        self._tags = self._button("tag", tr("Tags of the Highlight"), self.tags_asked)
        self._copy = self._button("copy", tr("Copy (Ctrl+C)"), self.copy_asked)
        self._remove = self._button("trash-2", tr("Remove Highlight"), self.remove_asked)
        self._lay_out()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that the buttons stand for, whose words and keys are their tips."""
        self._note.follow(actions["note"])
        self._tags.follow(actions["tags"])
        self._remove.follow(actions["remove_highlight"])

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
