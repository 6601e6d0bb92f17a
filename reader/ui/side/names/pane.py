"""The pane of the entities: a field to narrow the list down, the list, and why there is none."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reader.model.ids import VersionId
from reader.model.mention import Family, Mention, Names
from reader.model.wording import tr
from reader.ui.kit.families import state_words
from reader.ui.kit.keys import ENTERS, leave_to_window
from reader.ui.kit.parts import label
from reader.ui.look.look import Look
from reader.ui.side.names.entries import NameModel
from reader.ui.side.names.view import NamesView

FEW: Final = 12
"""Names up to which no field is needed to narrow them down."""


class FilterLine(QLineEdit):
    """The field: Enter and Down go on to the list, Esc empties it first."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Filter names"))
        self.setAccessibleName(tr("Filter names"))
        self.setClearButtonEnabled(False)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the window when there is none here."""
        if leave_to_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on by Enter and Down; Esc empties the line, and leads out of it when it is empty."""
        if event.key() in (*ENTERS, Qt.Key.Key_Down):
            self.list_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class NamesPane(QWidget):
    """Lists what the open article names.

    `mention_asked` carries the mention to go to, `name_asked` the `NameRef` whose articles are wanted.
    """

    mention_asked = Signal(object)
    name_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._at: Mention | None = None
        self._text: VersionId | None = None
        self._model = NameModel(self)
        self._view = NamesView(look, self._model)
        self._filter = FilterLine()
        self._filter.hide()
        self._state = label("", "muted", wrap=True)
        self._state.setContentsMargins(20, 18, 20, 0)
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        field = QVBoxLayout()
        field.setContentsMargins(14, 12, 14, 0)
        field.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self._state)
        column.addWidget(self._view, 1)
        self._filter.textChanged.connect(self._narrow)
        self._filter.list_asked.connect(self._enter_list)
        self._view.row_chosen.connect(self._go)
        self._view.search_asked.connect(self._search)

    def show_names(self, names: Names | None) -> None:
        """Show the names of the open article; None while nothing is known of them.

        When more is told of the same text, what was typed to narrow the list down stays.
        """
        self._at = None
        mentions = () if names is None else names.mentions
        text = None if names is None else names.version
        if text != self._text:
            self._text = text
            self._filter.clear()
        self._model.show_mentions(mentions)
        self._filter.setVisible(self._model.names() > FEW)
        words = "" if names is None else state_words(names)
        if names is not None and not words and not self._model.names():
            words = tr("Nothing is named in this article.")
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def set_hidden(self, hidden: frozenset[Family]) -> None:
        """Take the families that are not seen on the page."""
        self._model.set_hidden(hidden)
        self._view.viewport().update()

    def choose(self, mention: Mention | None) -> None:
        """Choose the name a mention belongs to, or none, without telling."""
        self._at = mention
        place = None if mention is None else self._model.place_of(mention)
        if place is None:
            self._view.clearSelection()
        else:
            self._view.choose(place)
            self._view.scrollTo(self._model.index(place))

    def focus_list(self) -> None:
        """Let the keys go to the list."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def model(self) -> NameModel:
        """Give the lines."""
        return self._model

    def view(self) -> NamesView:
        """Give the widget that shows the lines."""
        return self._view

    def filter(self) -> FilterLine:
        """Give the field that narrows the list down."""
        return self._filter

    def state(self) -> str:
        """Give what is said in place of names."""
        return self._state.text()

    def _narrow(self, words: str) -> None:
        self._model.narrow(words)
        if self._at is not None:
            self.choose(self._at)

    def _enter_list(self) -> None:
        """Go on to the list, to its first name unless one is chosen there."""
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.selectionModel().hasSelection() and self._model.rowCount() > 1:
            self._view.choose(1)
            self._go(1)

    def _go(self, row: int) -> None:
        """Go to the first mention of a name, or on to its next one when it is there already."""
        entry = self._model.entry(row)
        if entry is None or entry.heading:
            return
        here = entry.mentions.index(self._at) + 1 if self._at in entry.mentions else 0
        self._at = entry.mentions[here % len(entry.mentions)]
        self.mention_asked.emit(self._at)

    def _search(self, row: int) -> None:
        entry = self._model.entry(row)
        name = None if entry is None else entry.reference()
        if name is not None:
            self.name_asked.emit(name)
