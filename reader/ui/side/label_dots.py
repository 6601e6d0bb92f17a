"""The eight labels as dots to choose from."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from reader.model.annotation import Label
from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look


class LabelDots(QWidget):
    """Shows which label is set. `label_asked` carries the number of the one the user pressed."""

    label_asked = Signal(int)

    def __init__(self, look: Look, labels: tuple[Label, ...]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Label"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._dots = [LabelDot(look, label) for label in labels]
        for dot in self._dots:
            dot.pressed_for.connect(self.label_asked)
            dot.step_asked.connect(self._step)
            row.addWidget(dot)

    def show_label(self, number: int) -> None:
        """Show which label is set."""
        for dot in self._dots:
            dot.setChecked(dot.number == number)

    def _step(self, number: int, by: int) -> None:
        places = [dot.number for dot in self._dots]
        place = (places.index(number) + by) % len(places)
        self._dots[place].setFocus(Qt.FocusReason.TabFocusReason)


class LabelDot(QAbstractButton):
    """One label: a dot in its colour, ringed when it is the one that is set."""

    pressed_for = Signal(int)
    step_asked = Signal(int, int)

    def __init__(self, look: Look, label: Label) -> None:
        super().__init__()
        self._look = look
        self._colour = label.colour
        self.number = label.number
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(tr("{name} ({key})", name=label.name, key=label.number)))
        self.setAccessibleName(tr("Label {name}", name=label.name))
        self.clicked.connect(self._press)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the room of a dot with its ring, in pixels."""
        return QSize(23, 24)

    def minimumSizeHint(self) -> QSize:
        """Give the least room, so that eight dots fit into the narrowest side bar."""
        return QSize(16, 24)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, and walk along the dots with the arrows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in ENTERS:
            self.click()
        elif event.key() in steps:
            self.step_asked.emit(self.number, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot and, when it is set or has the focus, its ring."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setBrush(look.colour(self._colour))
        painter.setPen(QPen(look.colour(f"{self._colour}-ink", 0.45), 1))
        swell = 0.7 if self.underMouse() else 0.0
        painter.drawEllipse(centre, 6.5 + swell, 6.5 + swell)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent" if self.hasFocus() else "muted"), 1.5))
            ring = min(9.6, self.width() / 2 - 0.8)
            painter.drawEllipse(centre, ring, ring)
        painter.end()

    def _press(self) -> None:
        self.pressed_for.emit(self.number)
