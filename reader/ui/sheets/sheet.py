"""What all sheets have in common: a title, a column, and a row of buttons at the foot."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button

_NARROWEST: Final = 400


class Sheet(QDialog):
    """A dialog with a title; `column` takes what stands between title and buttons."""

    def __init__(self, title: str, parent: QWidget | None = None, *, wide: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.first: QWidget | None = None
        """What has the focus when the sheet opens."""
        self.setMinimumWidth(min(_NARROWEST, wide))
        self.resize(wide, 10)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(26, 22, 26, 20)
        frame.setSpacing(0)
        self.heading = label(title, "title", wrap=True)
        frame.addWidget(self.heading)
        frame.addSpacing(6)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        frame.addLayout(self.column, 1)
        frame.addSpacing(18)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        frame.addLayout(self.foot)

    def event(self, event: QEvent) -> bool:
        """Grow with what is in the sheet."""
        known = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return known

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that wrapped words need; Qt reckons with their shortest form only."""
        super().showEvent(event)
        self._fit()
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if self.height() < needed:
            self.resize(self.width(), needed)

    def add_close(self, words: str = "") -> None:
        """Put the button that closes the sheet at the right of its foot; Enter presses it."""
        button = push_button(words or tr("Close"), "primary")
        button.setDefault(True)
        button.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(button)
        self.first = button
