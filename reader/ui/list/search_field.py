"""The search field: a line to type in, with a hint of its key when empty and a clear button when not."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import key_of
from reader.ui.kit.parts import IconButton, IconLabel, label
from reader.ui.kit.words_edit import WordsEdit
from reader.ui.list.proposing import Proposing
from reader.ui.look.look import Look

_FINISHED: Final = frozenset('"“”„»')
"""A quotation mark ends a word as a blank does."""


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
        self._action: QAction | None = None
        self._saving: QAction | None = None
        self._saved_name = ""
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

    def follow(self, action: QAction) -> None:
        """Show the key that leads here, also when it changes."""
        self._action = action
        action.changed.connect(self._show_key)
        self._show_key()

    def follow_saving(self, action: QAction) -> None:
        """Show the key that keeps the search, also when it changes."""
        self._saving = action
        action.changed.connect(self._show_saving)
        self._show_saving()

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
        self._saved_name = name
        self._show_saving()

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

    def _show_key(self) -> None:
        if self._action is None:
            return
        key = key_of(self._action)
        self._key.setText(key)
        self._show_hint(self.line.text())
        self.line.setToolTip(tr("Search ({key})", key=key) if key else tr("Search"))

    def _show_saving(self) -> None:
        name = self._saved_name
        words = tr("Saved as “{name}”: change it", name=name) if name else tr("Save this search")
        key = "" if self._saving is None else key_of(self._saving)
        self._save.set_tip(tr("{words} ({key})", words=words, key=key) if key else words)

    def _show_hint(self, words: str) -> None:
        self._key.setVisible(not words and bool(self._key.text()))
        self._clear.setVisible(bool(words))

    def _show_focus(self, focused: bool) -> None:
        self.setProperty("focus", "true" if focused else "false")
        self.style().unpolish(self)
        self.style().polish(self)


def unfinished(words: str) -> bool:
    """Tell whether the last word may still be being typed."""
    return bool(words) and not words[-1].isspace() and words[-1] not in _FINISHED
