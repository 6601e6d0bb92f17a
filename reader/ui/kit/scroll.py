"""A column of widgets that scrolls; its margins stay even when the scroll bar comes and goes."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reader.ui.kit.speech import speak_as

_MARGIN: Final = 16
_BAR: Final = 11
"""Pixels around the column, and those of the scroll bar, which the right margin makes room for."""


class ScrollColumn(QScrollArea):
    """Lays widgets out below each other in `column`, on `ground`."""

    def __init__(self, *, gap: int = 12, list_name: str = "") -> None:
        """Lay out with `gap` pixels between; with a `list_name` the column is told as a list of that name."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = QWidget()
        if list_name:
            speak_as(self.ground, QAccessible.Role.List, list_name)
        self.column = QVBoxLayout(self.ground)
        self.column.setSpacing(gap)
        self.setWidget(self.ground)
        self.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit(0, 0)

    def _fit(self, _least: int, most: int) -> None:
        right = _MARGIN - _BAR if most > 0 else _MARGIN
        self.column.setContentsMargins(_MARGIN, _MARGIN, right, _MARGIN)
