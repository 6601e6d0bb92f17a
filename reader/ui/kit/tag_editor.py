"""The field in which tags are set: tokens with a cross, and a line that completes known tags."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from reader.model.annotation import clean_tag
from reader.model.article import TagMark
from reader.model.errors import ReaderError
from reader.model.wording import tr, trouble_words
from reader.ui.kit.flow import Flow
from reader.ui.kit.keys import leave_to_window
from reader.ui.kit.parts import label
from reader.ui.kit.pills import TagToken
from reader.ui.look.look import Look

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma)

_WRITING: Final = 80
_RESTING: Final = 14
"""Pixels that the line needs beside the tokens while it is written in, and while it rests."""


class TagEditor(QWidget):
    """Shows tags and lets the user add and remove them.

    `tags_changed` carries the new names as a tuple, after each tag added or removed by the user.
    `finished` says that the user is done: Esc, or the focus went elsewhere.
    """

    tags_changed = Signal(object)
    finished = Signal()
    menu_asked = Signal(str, QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._marks: tuple[TagMark, ...] = ()
        self._known: tuple[str, ...] = ()
        self._tokens: list[TagToken] = []
        self._field = QFrame()
        self._field.setProperty("kind", "field")
        self._flow = Flow(self._field, gap=5, last_fills=True)
        self._flow.setContentsMargins(7, 6, 7, 6)
        self._flow.set_least_last(_RESTING)
        self._line = _TagLine()
        self._flow.addWidget(self._line)
        self._trouble = label("", "danger", wrap=True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._field)
        column.addWidget(self._trouble)
        self._popup = QListView()
        self._completer = self._make_completer()
        look.changed.connect(self._dress_popup)
        self._dress_popup()
        self._connect()
        self.setFocusProxy(self._line)
        self.setAccessibleName(tr("Tags"))

    def set_tags(self, tags: tuple[TagMark, ...]) -> None:
        """Show these tags; what is being typed stays."""
        if tags == self._marks:
            return
        self._marks = tags
        self._redraw()

    def set_known(self, names: tuple[str, ...]) -> None:
        """Take the names that are proposed while typing."""
        self._known = names
        self._propose()

    def tags(self) -> tuple[str, ...]:
        """Give the names of the tags shown."""
        return tuple(mark.name for mark in self._marks)

    def add_typed(self) -> None:
        """Take what is in the line as a tag, as Enter does."""
        self._add(self._line.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the line, wherever in the field the click was."""
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)

    def _make_completer(self) -> QCompleter:
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        # Not `QLineEdit.setCompleter`: that would put the chosen name back into the emptied line.
        completer.setPopup(self._popup)
        completer.setWidget(self._line)
        return completer

    def _dress_popup(self) -> None:
        card, line, text, chosen = (
            self._look.colour(token).name() for token in ("card", "line", "text", "selection")
        )
        self._popup.setStyleSheet(
            f"QListView {{ background: {card}; color: {text}; border: 1px solid {line}; padding: 4px; }}"
            f"QListView::item {{ padding: 4px 8px; border-radius: 5px; }}"
            f"QListView::item:selected, QListView::item:hover {{ background: {chosen}; color: {text}; }}"
        )

    def _connect(self) -> None:
        self._completer.activated.connect(self._add)
        self._line.entered.connect(self.add_typed)
        self._line.last_removal_asked.connect(self._remove_last)
        self._line.escaped.connect(self._escape)
        self._line.left.connect(self._leave)
        self._line.arrived.connect(self._arrive)
        self._line.textEdited.connect(self._complete)
        self._line.popup = self._popup

    def _complete(self, typed: str) -> None:
        self._show_trouble("")
        if not typed.strip():
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(typed.strip())
        area = self._line.rect().translated(0, 6)
        area.setWidth(max(180, min(260, self._field.width())))
        self._completer.complete(area)

    def _add(self, typed: str) -> None:
        self._popup.hide()
        if not typed.strip():
            return
        try:
            name = clean_tag(typed)
        except ReaderError as error:
            self._show_trouble(trouble_words(error)[0])
            return
        same = (known for known in self._known if known.casefold() == name.casefold())
        name = next(same, name)
        self._line.clear()
        self._show_trouble("")
        if name.casefold() not in {mark.name.casefold() for mark in self._marks}:
            self._change((*self._marks, TagMark(name, "")))

    def _remove(self, name: str) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(tuple(mark for mark in self._marks if mark.name != name))

    def _remove_last(self) -> None:
        if self._marks:
            self._change(self._marks[:-1])

    def _change(self, marks: Sequence[TagMark]) -> None:
        self._marks = tuple(marks)
        self._redraw()
        self.tags_changed.emit(self.tags())

    def _redraw(self) -> None:
        for token in self._tokens:
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = [TagToken(self._look, mark) for mark in self._marks]
        for token in self._tokens:
            token.removal_asked.connect(self._remove)
            token.menu_asked.connect(self.menu_asked)
            self._flow.insert_before_last(token)
            token.show()
        for before, after in pairwise([*self._tokens, self._line]):
            QWidget.setTabOrder(before, after)
        self._line.setPlaceholderText("+" if self._marks else tr("Add a tag…"))
        self._propose()
        self.updateGeometry()

    def _propose(self) -> None:
        taken = set(self.tags())
        self._names.setStringList([name for name in self._known if name not in taken])

    def _show_trouble(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _arrive(self) -> None:
        self._mark_focus(focused=True)

    def _escape(self) -> None:
        if self._popup.isVisible():
            self._popup.hide()
        elif self._line.text():
            self._line.clear()
            self._show_trouble("")
        else:
            self.finished.emit()

    def _leave(self) -> None:
        self._mark_focus(focused=False)
        self.add_typed()
        if not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.finished.emit()

    def _mark_focus(self, *, focused: bool) -> None:
        self._flow.set_least_last(_WRITING if focused else _RESTING)
        self._field.setProperty("focus", "true" if focused else "false")
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)


class _TagLine(QLineEdit):
    """The line in a tag field; it tells what the keys mean there."""

    entered = Signal()
    escaped = Signal()
    arrived = Signal()
    left = Signal()
    last_removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.popup: QListView | None = None
        self.setProperty("kind", "bare")
        self.setPlaceholderText(tr("Add a tag…"))
        self.setAccessibleName(tr("Add a tag"))
        self.setMinimumHeight(22)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the window when there is no typing to undo."""
        if leave_to_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add on Enter and comma, remove on Backspace in the empty line, leave on Esc."""
        popup = self.popup
        choosing = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if event.key() in _ENTERS and not (choosing and event.key() != Qt.Key.Key_Comma):
            if self.text().strip():
                self.entered.emit()
            elif event.key() != Qt.Key.Key_Comma:
                event.ignore()  # an empty line leaves Enter to the sheet's own button
        elif event.key() in _ENTERS:
            event.ignore()  # the completer takes what is chosen in its list
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.last_removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the field has the focus."""
        super().focusInEvent(event)
        self.arrived.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went, unless a list popped up or another program came to the front."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.left.emit()
