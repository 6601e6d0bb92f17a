"""The page of the preferences where keys are changed: find an action, press its new keys."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.actions.mnemonics import plain
from reader.ui.actions.shortcuts import ROWS, Keys, Shortcuts, pressed, refusal, shown
from reader.ui.actions.table import ACTIONS, ActionRow, Menu
from reader.ui.kit.keys import ENTERS
from reader.ui.kit.line_list import LineList
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look
from reader.ui.palette.lines import LineDelegate, LineModel
from reader.ui.palette.matching import fit
from reader.ui.palette.offers import Kind, Offer

_HIGH: Final = 268
"""Pixels of the list."""
_LEAVING: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyField(QLineEdit):
    """Shows keys, and takes those that are pressed. `key_pressed` carries them, `left` tells Esc."""

    key_pressed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPlaceholderText(tr("No keys. Press some"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaximumWidth(190)

    def event(self, event: QEvent) -> bool:
        """Take every key but those that lead on to the next control."""
        if not isinstance(event, QKeyEvent) or event.key() in _LEAVING:
            return super().event(event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif key := pressed(event.keyCombination()):
            self.key_pressed.emit(key)


class _ActionList(LineList):
    """The actions. `entered` tells that the keys of the chosen one are to be pressed."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the keys by Enter."""
        if event.key() in ENTERS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class KeysPage(QWidget):
    """`chosen` carries the keys that the user gave, by the action's name."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._shortcuts = Shortcuts()
        self._name = ACTIONS[0].name
        self._wished = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find an action, or type its keys"))
        self.search.setAccessibleName(tr("Find an action"))
        self.model = LineModel(self)
        self.list = _ActionList(tr("Actions and their keys"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(look, self.list))
        self.list.setFixedHeight(_HIGH)
        self._what = label("", "strong")
        self.field = KeyField()
        self.none = push_button(tr("None"))
        self.usual = push_button(tr("Usual"))
        self.all_usual = push_button(tr("Usual keys for all"), "link")
        self._words = label("", "faint", wrap=True)
        self.take_it = push_button("", "link")
        self._lay_out()
        self._connect()

    def show_keys(self, keys: Mapping[str, Keys]) -> None:
        """Show the keys in force."""
        self._shortcuts = Shortcuts(keys)
        self._show_lines()
        self._show_action()

    def message(self) -> str:
        """Give what is said about the keys that were pressed."""
        return self._words.text()

    def choose(self, name: str) -> None:
        """Choose an action, as a click on it would."""
        self._name = name
        place = self.model.place_of(f"{Kind.COMMAND}:{name}")
        if place is not None:
            self.list.choose(place)
            self.list.scrollTo(self.model.index(place))
        self._wished = ""
        self._show_action()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._what, 1)
        for widget in (self.field, self.none, self.usual):
            row.addWidget(widget)
        column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._words, 1)
        foot.addWidget(self.take_it)
        foot.addWidget(self.all_usual)
        column.addLayout(foot)
        column.addStretch(1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._search())
        self.list.row_chosen.connect(self._take_row)
        self.list.entered.connect(self._to_field)
        self.list.doubleClicked.connect(self._to_field)
        self.field.key_pressed.connect(self._press)
        self.field.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.none.clicked.connect(lambda: self._give(()))
        self.usual.clicked.connect(lambda: self._take(self._shortcuts.usual(self._name)))
        self.all_usual.clicked.connect(lambda: self._take(Shortcuts()))
        self.take_it.clicked.connect(lambda: self._give((self._wished,)))

    def _to_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self) -> None:
        self._show_lines()
        first = self.model.step(-1, 1)
        offer = None if first is None else self.model.lines[first].offer
        if offer is not None and self.model.place_of(f"{Kind.COMMAND}:{self._name}") is None:
            self.choose(offer.key)

    def _take_row(self, row: int) -> None:
        offer = self.model.lines[row].offer
        if offer is not None:
            self._name = offer.key
            self._wished = ""
            self._show_action()

    def _press(self, key: str) -> None:
        holder = self._shortcuts.holder(key)
        self._wished = ""
        if why := refusal(key):
            self._say(why)
        elif holder is None:
            self._give((key,))
        elif holder.name == self._name:
            self._say(tr("It has these keys already."))
        else:
            self._wished = key
            self._say(tr("{key} belongs to “{action}”.", key=shown(key), action=_words(holder)))

    def _give(self, keys: Keys) -> None:
        self._take(self._shortcuts.given(self._name, keys))

    def _take(self, shortcuts: Shortcuts) -> None:
        self._wished = ""
        self.show_keys(shortcuts.chosen)
        self.chosen.emit(dict(shortcuts.chosen))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self.take_it.setText(tr("Give it to this one"))
        self.take_it.setVisible(bool(self._wished))
        announce(self.field, words)

    def _show_lines(self) -> None:
        self.model.show_sections([(tr(str(menu)).replace("&", ""), self._of(menu)) for menu in Menu])
        place = self.model.place_of(f"{Kind.COMMAND}:{self._name}")
        if place is not None:
            self.list.choose(place)

    def _of(self, menu: Menu) -> list[Offer]:
        typed = self.search.text().strip()
        found = []
        for row in ACTIONS:
            keys = tuple(map(shown, self._shortcuts.of(row.name)))
            if row.menu is not menu or not _fits(typed, row, keys):
                continue
            detail = "" if self._shortcuts.is_usual(row.name) else tr("changed")
            found.append(Offer(Kind.COMMAND, row.name, _words(row), detail, keys, row.icon))
        return found

    def _show_action(self) -> None:
        row = ROWS[self._name]
        self._what.setText(_words(row))
        self.field.setText("  ".join(map(shown, self._shortcuts.of(row.name))))
        self.field.setAccessibleName(tr("Keys of {action}: press new ones", action=_words(row)))
        self.none.setEnabled(bool(self._shortcuts.of(row.name)))
        self.usual.setEnabled(not self._shortcuts.is_usual(row.name))
        self.all_usual.setEnabled(bool(self._shortcuts.chosen))
        self._say(tr("Click the keys, or press Enter on the action; then press the new ones."))


def _words(row: ActionRow) -> str:
    return plain(tr(row.words))


def _fits(typed: str, row: ActionRow, keys: Keys) -> bool:
    if not typed:
        return True
    asked = typed.casefold()
    by_keys = any(asked == key.casefold() or (len(asked) > 1 and asked in key.casefold()) for key in keys)
    return by_keys or fit(typed, f"{_words(row)} {tr(row.also)}") is not None
