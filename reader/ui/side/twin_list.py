"""The other papers that printed the open article, each a way there."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reader.model.article import Twin
from reader.model.wording import joined, tr
from reader.ui.kit.dates import long_date
from reader.ui.kit.parts import PressedButton, label
from reader.ui.kit.tips import plain_tip

_SHOWN: Final = 6
_AROUND: Final = 8
"""Pixels of a button beside its words."""


class TwinList(QWidget):
    """A button for each article that reads the same; `article_asked` carries the one that is pressed."""

    article_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Twin, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_twins(self, twins: Sequence[Twin]) -> None:
        """Show these, and how many more there are when they are many."""
        if tuple(twins) == self._shown:
            return
        self._shown = tuple(twins)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for twin in self._shown[:_SHOWN]:
            button = _TwinButton(twin_words(twin))
            button.clicked.connect(partial(self.article_asked.emit, twin.id))
            self._column.addWidget(button)
        more = len(self._shown) - _SHOWN
        if more > 0:
            self._column.addWidget(label(tr("and {count} more", count=str(more)), "faint"))


class _TwinButton(PressedButton):
    """Words that lead to an article, cut at their end where there is no room."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setProperty("kind", "inline")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Also in {paper}: open", paper=words))
        self.setToolTip(plain_tip(words))
        self.setText("…")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the new width."""
        super().resizeEvent(event)
        room = self.width() - _AROUND
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))


def twin_words(twin: Twin) -> str:
    """Word where and when an article was printed."""
    return joined(", ", twin.source or tr("Unknown source"), long_date(twin.published))
