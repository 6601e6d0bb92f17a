"""The line that says what keeps something from being stored."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.ui.kit.parts import IconLabel, label
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look


class HeldLine(QWidget):
    """A sentence with its sign, and at its end how much waits."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = label("", "strong", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 16, 7)
        row.setSpacing(10)
        row.addWidget(IconLabel(look, "triangle-alert", "match", 18))
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        self.hide()

    def show_words(self, sentence: str, count: str) -> None:
        """Show the sentence and how much waits; it is announced once."""
        if self._words.text() != sentence or self.isHidden():
            announce(self, sentence)
        self._words.setText(sentence)
        self._count.setText(count)
        self._count.setVisible(bool(count))
        self.setAccessibleName(" ".join(filter(None, (sentence, count))))
        self.show()

    def words(self) -> tuple[str, str]:
        """Give the sentence and how much waits; empty while nothing is held up."""
        return ("", "") if self.isHidden() else (self._words.text(), self._count.text())
