"""What is asked: the field, the filters read out of it, and a quiet line about what was made of it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.query import Chip, Found
from reader.ui.kit.parts import label
from reader.ui.list.filter_chips import FilterChips, without_chip
from reader.ui.list.name_chip import NameChip
from reader.ui.list.notice import note_words, place_words
from reader.ui.list.search_field import SearchField
from reader.ui.look.look import Look


class Question(QWidget):
    """Lets the user word what is searched for, and take filters out of it again.

    `words_changed` tells the words, and whether they may still be being typed; `name_left` that the articles
    naming something are to be left; `searched` words whose answers the user went on to. The other signals
    are those of the pane.
    """

    words_changed = Signal(str, bool)
    name_left = Signal()
    searched = Signal(str)
    history_cleared = Signal()
    values_wanted = Signal(str)
    save_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._named_place = ""
        self._waiting = 0
        self._recognised = (0, 0)
        self.field = SearchField(look)
        self.chips = FilterChips(look)
        self.chips.setContentsMargins(0, 10, 0, 0)
        self.name = NameChip(look)
        self._name_row = QWidget()
        self._name_row.setVisible(False)
        self.note = label("", "faint", wrap=True)
        self.note.setContentsMargins(22, 7, 22, 0)
        self.note.setVisible(False)
        self._lay_out()
        self.field.words_changed.connect(self.words_changed)
        self.field.save_asked.connect(self.save_asked)
        self.field.help_asked.connect(self.help_asked)
        self.field.proposing.cleared.connect(self.history_cleared)
        self.field.proposing.values_wanted.connect(self.values_wanted)
        self.chips.removal_asked.connect(self._remove_chip)
        self.name.left.connect(self.name_left)

    def show_found(self, found: Found) -> None:
        """Show how the words were read that led to these answers."""
        self._found = found
        self.chips.show_chips(found.chips)
        self.name.show_name(found.query.name)
        self._name_row.setVisible(found.query.name is not None)
        self._show_note()
        self._show_place()

    def show_waiting(self, waiting: int) -> None:
        """Say how much is stored but not searchable yet, as far as it matters to the question."""
        self._waiting = waiting
        self._show_note()

    def show_recognised(self, done: int, total: int) -> None:
        """Take how many articles are recognised, of how many: a search by a name may miss the others."""
        self._recognised = (done, total)
        self._show_note()

    def set_place(self, hint: str) -> None:
        """Say in the empty field where is searched; an empty hint leaves it to the answers."""
        self._named_place = hint
        self._show_place()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys the field shows."""
        self.field.follow(actions["search"])
        self.field.follow_saving(actions["save_search"])

    def words(self) -> str:
        """Give the words in the field."""
        return self.field.words()

    def ask(self, words: str) -> None:
        """Put finished words into the field, as if the user had typed them."""
        self.field.set_words(words)
        self.words_changed.emit(words, False)

    def clear(self) -> bool:
        """Take the words away, or else leave the articles that name something; tell which it was."""
        if self.words():
            self.field.clear_words()
            return True
        if self._name_row.isVisible():
            self.name_left.emit()
        return False

    def leave_order(self) -> None:
        """Take an order out of the words: another one is wished for."""
        words = self.words()
        if self._found is not None and self.is_answered():
            named = [chip for chip in self._found.chips if chip.words.lower().startswith("sort:")]
            for chip in reversed(named):
                words = without_chip(words, chip)
        if words != self.words():
            self.ask(words)

    def is_answered(self) -> bool:
        """Tell whether the answers to the words in the field are here."""
        return self._found is not None and self._found.query.words == self.words()

    def remember(self) -> None:
        """Tell that the user goes on with the answers to the words."""
        found, words = self._found, self.words().strip()
        if words and found is not None and found.total and self.is_answered():
            self.searched.emit(words)

    def focus(self) -> None:
        """Put the cursor into the field, with its words selected so that typing replaces them."""
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        field = QVBoxLayout()
        field.setContentsMargins(14, 14, 14, 0)
        field.addWidget(self.field)
        name = QHBoxLayout(self._name_row)
        name.setContentsMargins(16, 10, 16, 0)
        name.addWidget(self.name)
        name.addStretch(1)
        chips = QVBoxLayout()
        chips.setContentsMargins(16, 0, 16, 0)
        chips.addWidget(self.chips)
        column.addLayout(field)
        column.addWidget(self._name_row)
        column.addLayout(chips)
        column.addWidget(self.note)
        self.setTabOrder(self.field.line, self.name)
        self.setTabOrder(self.name, self.chips)

    def _remove_chip(self, chip: Chip) -> None:
        """Take a filter out of the words; the focus goes on to the next one, or else to the field."""
        if not self.is_answered():
            return  # its place is no longer known: the answers are about to come
        if len(self.chips.chips()) == 1 and self.chips.has_focus():
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask(without_chip(self.words(), chip))

    def _show_note(self) -> None:
        if self._found is None:
            return
        note = note_words(self._found, self._waiting, self._recognised)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _show_place(self) -> None:
        hint = self._named_place or (place_words(self._found) if self._found is not None else "")
        self.field.line.setPlaceholderText(hint)
