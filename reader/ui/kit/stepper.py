"""A number that is made larger or smaller by steps, with two buttons or the arrow keys."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


class Stepper(QWidget):
    """Shows one of some values; `stepped` carries the value the user chose."""

    stepped = Signal(int)

    def __init__(self, values: Sequence[int], name: str, words: Callable[[int], str]) -> None:
        super().__init__()
        self._values = list(values)
        self._words = words
        self._place = 0
        self.setAccessibleName(name)
        self._less = push_button("−", "step")
        self._less.setAccessibleName(tr("Less: {name}", name=name))
        self._more = push_button("+", "step")
        self._more.setAccessibleName(tr("More: {name}", name=name))
        self._shown: QLabel = label("", "plain")
        self._shown.setMinimumWidth(96)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._less.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        for button in (self._less, self._more):
            button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._less, self._shown, self._more):
            row.addWidget(part)
        row.addStretch(1)

    def show_value(self, value: int) -> None:
        """Show a value without telling; the nearest when it is none of the steps."""
        self._place = min(range(len(self._values)), key=lambda place: abs(self._values[place] - value))
        words = self._words(self._values[self._place])
        self._shown.setText(words)
        self.setAccessibleDescription(words)
        self._less.setEnabled(self._place > 0)
        self._more.setEnabled(self._place < len(self._values) - 1)

    def value(self) -> int:
        """Give the value shown."""
        return self._values[self._place]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step by the arrow keys while one of the buttons has the focus; Qt would go to the next button."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = _STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        place = max(0, min(len(self._values) - 1, self._place + by))
        if place != self._place:
            self.show_value(self._values[place])
            self.stepped.emit(self.value())
