"""What an unfolded card shows: the note being written, tags, labels, and the way to remove the highlight."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.annotation import Highlight, Label
from reader.model.article import TagMark
from reader.model.ids import HighlightId
from reader.model.wording import tr
from reader.ui.kit.awaited import Awaited
from reader.ui.kit.parts import IconButton, label
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.look.look import Look
from reader.ui.side.label_dots import LabelDots
from reader.ui.side.note_field import NoteField
from reader.ui.side.saving import NoteSaving


class NoteEditor(QWidget):
    """Edits one highlight.

    Every signal starts with the identity of that highlight, but `left`, and `tag_menu_asked`, which carries
    a tag's name and a place on the screen.
    """

    note_changed = Signal(object, str)
    tags_changed = Signal(object, object)
    label_asked = Signal(object, int)
    remove_asked = Signal(object)
    left = Signal()
    tag_menu_asked = Signal(str, QPoint)

    def __init__(
        self, look: Look, highlight: Highlight, labels: tuple[Label, ...], known_tags: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.highlight: HighlightId = highlight.id
        self._field = NoteField(look, highlight.note)
        self._saving = NoteSaving(highlight.note, self)
        self._tags = TagEditor(look)
        self._tags.set_known(known_tags)
        self._tags.set_tags(_marks(highlight.tags))
        self._awaited_tags = Awaited(frozenset(highlight.tags))
        self._dots = LabelDots(look, labels)
        self._dots.show_label(highlight.label)
        self._saved = label("", "faint")
        self._remove = IconButton(look, "trash-2", tr("Remove the highlight"), size=16, side=28)
        self._lay_out()
        self._connect()

    def show_highlight(self, highlight: Highlight, *, stored: bool = True) -> None:
        """Take what is stored now; what the user has just typed stays, as does a note not `stored` yet."""
        if stored and self._saving.settle(highlight.note):
            self._field.blockSignals(True)
            self._field.setPlainText(highlight.note)
            self._field.blockSignals(False)
            self._saved.setText("")
        if self._awaited_tags.settle(frozenset(highlight.tags)):
            self._tags.set_tags(_marks(highlight.tags))
        self._dots.show_label(highlight.label)

    def set_known_tags(self, names: tuple[str, ...]) -> None:
        """Take the tags that are proposed."""
        self._tags.set_known(names)

    def write(self) -> None:
        """Put the cursor at the end of the note."""
        cursor = self._field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._field.setTextCursor(cursor)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_tags(self) -> None:
        """Put the cursor into the tags."""
        self._tags.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Save what is unsaved at once."""
        self._saving.flush()
        self._awaited_tags.forget()

    def discard(self) -> None:
        """Forget what is unsaved, because the highlight is gone."""
        self._saving.discard()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(2)
        foot.addWidget(self._dots)
        foot.addStretch(1)
        foot.addWidget(self._saved)
        foot.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(7)
        column.addWidget(self._field)
        column.addWidget(self._tags)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._type)
        self._field.left.connect(self._saving.save)
        self._field.escaped.connect(self._leave)
        self._saving.save_asked.connect(self._send_note)
        self._saving.stored.connect(self._tell_stored)
        self._tags.tags_changed.connect(self._send_tags)
        self._tags.finished.connect(self._finish_tags)
        self._tags.menu_asked.connect(self.tag_menu_asked)
        self._dots.label_asked.connect(self._ask_label)
        self._remove.clicked.connect(self._ask_removal)

    def _type(self) -> None:
        self._saved.setText("")
        self._saving.touch(self._field.words())

    def _leave(self) -> None:
        self._saving.save()
        self.left.emit()

    def _finish_tags(self) -> None:
        self._saving.save()
        if self._tags.isAncestorOf(self.focusWidget() or self):
            self.left.emit()

    def _send_note(self, text: str) -> None:
        self.note_changed.emit(self.highlight, text)

    def _tell_stored(self) -> None:
        self._saved.setText("✓")  # the word would make the card wider than the bar
        self._saved.setToolTip(tr("Saved"))
        self._saved.setAccessibleName(tr("Saved"))

    def _send_tags(self, names: tuple[str, ...]) -> None:
        self._awaited_tags.send(frozenset(names))
        self.tags_changed.emit(self.highlight, names)

    def _ask_label(self, number: int) -> None:
        self._dots.show_label(number)
        self.label_asked.emit(self.highlight, number)

    def _ask_removal(self) -> None:
        self._saving.save()  # an undo of the removal brings the whole note back
        self.remove_asked.emit(self.highlight)


def _marks(names: tuple[str, ...]) -> tuple[TagMark, ...]:
    return tuple(TagMark(name, "") for name in names)
