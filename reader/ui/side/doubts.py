"""What was not sure when an article was read, said beside the fact it is about."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.model.wording import doubt_words
from reader.ui.kit.dates import full_date
from reader.ui.kit.parts import label


class DoubtedLine(QWidget):
    """A fact that is only shown, with what is not sure about it under it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "value", wrap=True)
        self._doubt = label("", "faint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._words)
        column.addWidget(self._doubt)

    def show_words(self, words: str, doubt: str) -> None:
        """Show a fact and what is not sure about it, perhaps nothing."""
        self._words.setText(words)
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))

    def text(self) -> str:
        """Give the fact as shown."""
        return self._words.text()


def doubts_about(doubts: Sequence[str], codes: Collection[str]) -> str:
    """Word the doubts of these codes; the detail of one is a date."""
    parted = (doubt.partition(":") for doubt in doubts)
    return " ".join(doubt_words(code, full_date(detail)) for code, _, detail in parted if code in codes)
