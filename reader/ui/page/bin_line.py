"""A quiet line over an article that lies in the bin, with the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconLabel, hairline, label, push_button
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look


class BinLine(QWidget):
    """Says that the open article is in the bin; `restore_asked` tells that it is to be put back."""

    restore_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label(tr("This article is in the bin."), "muted")
        self.button = push_button(tr("Put back"), "link")
        self.button.clicked.connect(lambda: self.restore_asked.emit())
        row = QHBoxLayout()
        row.setContentsMargins(20, 5, 14, 5)
        row.setSpacing(9)
        row.addWidget(IconLabel(look, "trash-2", "muted", 15))
        row.addWidget(self._words)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline())
        self.setAccessibleName(self._words.text())
        self.hide()

    def show_binned(self, *, binned: bool) -> None:
        """Show the line or take it away; it is said when it comes."""
        if binned and self.isHidden():
            announce(self, self._words.text())
        self.setVisible(binned)
