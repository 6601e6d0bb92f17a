"""The line that says what a search without answers may have meant."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.speech import announce
from reader.ui.kit.tips import plain_tip
from reader.ui.list.notice import shortened

_REST: Final = 100
"""Pixels of the pane that are not for the words: its edges and the key."""


class MeantLine(QWidget):
    """Asks "Did you mean …?"; `taken` tells that the user did. It is hidden while there is nothing to ask."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestion = ""
        self.button = push_button("", "link")
        self.button.setMinimumWidth(1)  # long words give way, and do not widen the pane
        self.button.clicked.connect(lambda: self.taken.emit())
        self.key = label(tr("Enter"), "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 0, 14, 0)
        row.addWidget(self.button)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setVisible(False)

    def show_words(self, words: str, room: int) -> None:
        """Ask whether these words were meant, in a pane of that many pixels; empty words ask nothing."""
        self._suggestion = words
        meant = tr("Did you mean {words}?", words=shortened(words)) if words else ""
        metrics = self.button.fontMetrics()
        self.button.setText(metrics.elidedText(meant, Qt.TextElideMode.ElideRight, room - _REST))
        self.button.setAccessibleName(meant)
        self.button.setToolTip(plain_tip(words) if words else "")
        self.setVisible(bool(words))
        if words:
            announce(self, meant)

    def words(self) -> str:
        """Give the words that may have been meant; empty when nothing is asked."""
        return self._suggestion
