"""The search field: a line to type in, with a hint of its key when empty and a clear button when not."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import leave_undo
from reader.ui.kit.parts import IconButton, IconLabel, label
from reader.ui.list.proposing import Proposing
from reader.ui.look.look import Look

_SAVE_KEY: Final = "Ctrl+D"
_FINISHED: Final = frozenset('"“”„»')
"""A quotation mark ends a word as a blank does."""


class WordsEdit(QLineEdit):
    """The line itself; keys that lead out of it are told."""

    escaped = Signal()
    entered = Signal()
    went_down = Signal()
    focus_changed = Signal(bool)

    def event(self, event: QEvent) -> bool:
        """Keep Escape for this line; leave Ctrl+D to the window, and Undo when there is none here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination())
            if keys == QKeySequence(_SAVE_KEY):  # on some desktops it deletes a letter
                event.ignore()
                return True
        if leave_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell the keys that lead out of the line; leave the others to it."""
        leading = {
            Qt.Key.Key_Escape: self.escaped,
            Qt.Key.Key_Return: self.entered,
            Qt.Key.Key_Enter: self.entered,
            Qt.Key.Key_Down: self.went_down,
        }.get(Qt.Key(event.key()))
        if leading is not None:
            leading.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that typing goes here now."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing goes elsewhere."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class SearchField(QFrame):
    """Where words are typed.

    `words_changed` tells the words at every key, and whether they may still be being typed.
    `list_asked` tells that the user goes on to the answers: True by Enter, False by the arrow key.
    `left` tells a second Escape, `save_asked` that the search is to be kept, `help_asked` that the language
    is to be explained.
    """

    words_changed = Signal(str, bool)
    list_asked = Signal(bool)
    left = Signal()
    save_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "field")
        self.setFixedHeight(38)
        self.line = WordsEdit()
        self.line.setProperty("kind", "bare")
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)  # files that are dropped here are for the window
        self.line.setAccessibleName(tr("Search articles"))
        self.line.setToolTip(tr("Search (/)"))
        self._key = label("/", "key")
        self._key.setFixedHeight(22)
        self._clear = IconButton(look, "x", tr("Clear the search (Esc)"), size=14, side=26)
        self._clear.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 7, 0)
        row.setSpacing(7)
        row.addWidget(IconLabel(look, "search", "muted", 16))
        row.addWidget(self.line, 1)
        self._help = IconButton(look, "circle-help", tr("What can be typed here"), size=15, side=26)
        self._help.show_icon("circle-help", "faint")
        self._save = IconButton(look, "bookmark", "", size=15, side=26)
        row.addWidget(self._key)
        row.addWidget(self._clear)
        row.addWidget(self._save)
        row.addWidget(self._help)
        self.proposing = Proposing(look, self.line, self)
        self.setFocusProxy(self.line)
        self.show_saved_name("", offered=False)
        self._connect()

    def words(self) -> str:
        """Give the words as they stand."""
        return self.line.text()

    def set_words(self, words: str) -> None:
        """Put words into the line without telling it."""
        if words != self.line.text():
            self.line.setText(words)

    def show_saved_name(self, name: str, *, offered: bool) -> None:
        """Say whether the search can be kept, and under which name it is, if it is."""
        self._save.setVisible(offered)
        self._save.show_icon("bookmark", "accent" if name else "faint")
        self._save.set_tip(
            tr("Saved as “{name}”: change it (Ctrl+D)", name=name)
            if name
            else tr("Save this search (Ctrl+D)")
        )

    def _connect(self) -> None:
        self.line.textEdited.connect(lambda words: self.words_changed.emit(words, unfinished(words)))
        self.line.textChanged.connect(self._show_hint)
        self.line.escaped.connect(self._escape)
        self.line.entered.connect(lambda: self.list_asked.emit(True))
        self.line.went_down.connect(lambda: self.list_asked.emit(False))
        self.line.focus_changed.connect(self._show_focus)
        self._clear.clicked.connect(self.clear_words)
        self._save.clicked.connect(self.save_asked)
        self._help.clicked.connect(self.help_asked)
        self.proposing.taken.connect(lambda words: self.words_changed.emit(words, unfinished(words)))

    def clear_words(self) -> None:
        """Empty the line, as the user's own doing."""
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words_changed.emit("", False)

    def _escape(self) -> None:
        if self.line.text():
            self.clear_words()
        else:
            self.left.emit()

    def _show_hint(self, words: str) -> None:
        self._key.setVisible(not words)
        self._clear.setVisible(bool(words))

    def _show_focus(self, focused: bool) -> None:
        self.setProperty("focus", "true" if focused else "false")
        self.style().unpolish(self)
        self.style().polish(self)


def unfinished(words: str) -> bool:
    """Tell whether the last word may still be being typed."""
    return bool(words) and not words[-1].isspace() and words[-1] not in _FINISHED
