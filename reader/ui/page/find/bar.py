"""The bar in which words are typed to be found in the open article."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reader.model.hits import Wanted
from reader.model.wording import note_words, tr
from reader.ui.kit.flow import Flow
from reader.ui.kit.keys import ENTERS
from reader.ui.kit.parts import IconButton, hairline, label, push_button
from reader.ui.kit.speech import announce
from reader.ui.kit.words_edit import WordsEdit
from reader.ui.look.look import Look
from reader.ui.page.find.counter import HitCounter

_FIELD: Final = 176
_MOST_SIGNS: Final = 500


class FindLine(WordsEdit):
    """The line itself; Shift and Enter lead back."""

    turned_back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Shift and Enter apart from Enter."""
        if event.key() in ENTERS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.turned_back.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Says what is wanted in the article, and which of the hits is seen.

    `wanted_changed` carries a `Wanted`, or None when there are no words; `stepped` 1 for the next hit and
    -1 for the one before; `left` tells that the bar is to be closed.
    """

    wanted_changed = Signal(object)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(tr("Find in the article"))
        self.line = FindLine()
        self.line.setFixedWidth(_FIELD)
        self.line.setMaxLength(_MOST_SIGNS)
        self.line.setAcceptDrops(False)  # files that are dropped here are for the window
        self.line.setPlaceholderText(tr("Find in this article"))
        self.line.setAccessibleName(tr("Find in this article"))
        self.counter = HitCounter(look)
        self.counter.keep_room()
        self._cased = self._choice(tr("Match case"), tr("Tell capitals from small letters"))
        self._whole = self._choice(tr("Whole words"), tr("Find no parts of words"))
        self._pattern = self._choice(tr("Regular expression"), tr("Read the words as a regular expression"))
        self._close = IconButton(look, "x", tr("Close (Esc)"), size=14, side=32)
        self._note = label("", "faint", wrap=True)
        self._note.hide()
        self._lay_out()
        self._connect()

    def wanted(self) -> Wanted | None:
        """Give what is looked for; None while the bar is closed or has no words."""
        words = self.line.text()
        if self.isHidden() or not words.strip():
            return None
        return Wanted(words, self._whole.isChecked(), self._cased.isChecked(), self._pattern.isChecked())

    def begin(self, words: str) -> None:
        """Show the bar to type in; `words` stand there instead of those of before, unless they are empty."""
        if words:
            self.line.setText(words)
        self.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tell()

    def show_place(self, place: int | None, total: int, *, more: bool) -> None:
        """Say which hit is chosen, from 0, of how many; `more` says that there are more than those."""
        self.counter.show_place(place, total, more=more)
        self.counter.setVisible(self.wanted() is not None)

    def show_note(self, note: str) -> None:
        """Say what came in the way, by the code of a note; nothing when it is empty."""
        words = note_words(note) if note else ""
        if words != self._note.text():
            announce(self, words)
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def note(self) -> str:
        """Give what is said of what came in the way."""
        return self._note.text()

    def choices(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        """Give the buttons for case, whole words and regular expressions."""
        return self._cased, self._whole, self._pattern

    def _choice(self, words: str, tip: str) -> QPushButton:
        button = push_button(words, "choice")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(tip)
        button.toggled.connect(self._tell)
        return button

    def _connect(self) -> None:
        self.line.textChanged.connect(self._tell)
        self.line.entered.connect(lambda: self.stepped.emit(1))
        self.line.turned_back.connect(lambda: self.stepped.emit(-1))
        self.line.escaped.connect(self.left)
        self.counter.stepped.connect(self.stepped)
        self._close.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape from any of the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if not self.isHidden():
            self.wanted_changed.emit(self.wanted())

    def _lay_out(self) -> None:
        parts = QWidget()
        flow = Flow(parts, gap=6)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(_row(8, self.line, self.counter))
        flow.addWidget(_row(2, self._cased, self._whole, self._pattern))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        for each in (parts, self):
            each.setSizePolicy(policy)
        ground = QHBoxLayout()
        ground.setContentsMargins(20, 8, 12, 8)
        ground.addWidget(parts, 1)
        ground.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(ground)
        self._note.setContentsMargins(20, 0, 14, 8)
        column.addWidget(self._note)


def _row(gap: int, *widgets: QWidget) -> QWidget:
    """Put widgets side by side, never one below the other."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    for each in widgets:
        row.addWidget(each)
    return made
