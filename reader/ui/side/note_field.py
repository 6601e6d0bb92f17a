"""The field a note is written in: it grows with the text."""

from typing import Final

from PySide6.QtCore import QEvent, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from reader.model.wording import tr
from reader.ui.kit.keys import leave_to_window
from reader.ui.look.look import Look

_FEWEST: Final = 3
_MOST: Final = 14
_EDGES: Final = 20
"""Lines shown, and pixels of frame and padding above and below them."""


class NoteField(QPlainTextEdit):
    """Plain text that undoes its own typing first, and leaves further Undo to the window.

    `escaped` says that Esc was pressed, `left` that the focus went elsewhere within the program.
    """

    escaped = Signal()
    left = Signal()

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self._take_font()
        self.setPlaceholderText(tr("Add a note…"))
        self.setAccessibleName(tr("Note"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit(self.document().size())
        look.changed.connect(self._take_font)

    def _take_font(self) -> None:
        self._line = QFontMetrics(self._look.ui(13)).lineSpacing()
        self.setFont(self._look.ui(13))

    def words(self) -> str:
        """Give the text as it was typed; `toPlainText` would turn no-break spaces into common ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window when there is no typing to undo or redo."""
        pages = self.document()
        if leave_to_window(event, undo=pages.isUndoAvailable(), redo=pages.isRedoAvailable()):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went; a menu of the field itself does not count."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _fit(self, size: QSizeF) -> None:
        # A plain text document counts its height in lines.
        lines = max(_FEWEST, min(_MOST, round(size.height())))
        self.setFixedHeight(lines * self._line + _EDGES)
        fits = size.height() <= _MOST
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
