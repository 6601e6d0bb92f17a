"""How long the open article is and how much of it was on the screen: `412 words · 34 %`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QTextEdit

from reader.model.wording import joined, tr


class ReadShare(QLabel):
    """A quiet line that follows the scrolling of a text; a brief one leaves the length to its tip."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__()
        self.setProperty("kind", "faint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._length = ""
        self._brief = False
        self._told: tuple[int, str, bool] | None = None
        self._bar = view.verticalScrollBar()
        self._bar.valueChanged.connect(self._show)
        self._bar.rangeChanged.connect(self._show)

    def take_length(self, words: str) -> None:
        """Take the words for the length of another article."""
        self._length = words
        self._show()

    def be_brief(self, *, brief: bool) -> None:
        """Leave out the length, or show it again."""
        if brief != self._brief:
            self._brief = brief
            self._show()

    def width_of(self, *, brief: bool) -> int:
        """Give the pixels that the line takes at most."""
        return self.fontMetrics().horizontalAdvance(self._words(100, brief=brief)) + 1

    def percent(self) -> int:
        """Give what has been on the screen down to its lower edge; all of it only at the very end."""
        whole = self._bar.maximum() + self._bar.pageStep()
        return (self._bar.value() + self._bar.pageStep()) * 100 // max(1, whole)

    def _show(self) -> None:
        told = (self.percent(), self._length, self._brief)
        if told == self._told:
            return
        self._told = told
        self.setFixedWidth(self.width_of(brief=self._brief))  # the same however far: nothing beside it moves
        self.setText(self._words(self.percent(), brief=self._brief))
        self.setToolTip(tr("{length}; {percent} % of it read", length=self._length, percent=self.percent()))

    def _words(self, percent: int, *, brief: bool) -> str:
        share = tr("{percent} %", percent=percent)
        return share if brief else joined(" · ", self._length, share)
