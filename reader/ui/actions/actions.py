"""The actions of one window, made from the table: each knows its words, keys and icon at this moment."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from reader.model.wording import tr
from reader.ui.actions.mnemonics import all_marked, escaped, letter_of, marked, plain
from reader.ui.actions.shortcuts import FIXED, ROWS, Shortcuts, shown
from reader.ui.actions.table import ACTIONS, ActionRow, Menu
from reader.ui.kit.dot_icon import dot_icon
from reader.ui.look.look import Look

Handlers = Mapping[str, Callable[[], None]]

_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}
"""Entries that some systems keep in a menu of the program itself."""

Lines = list[tuple[str, str]]


class Actions(QObject):
    """The actions of one window. `triggered` tells the name of one that was carried out."""

    triggered = Signal(str)

    def __init__(
        self, window: QMainWindow, look: Look, handlers: Handlers, shortcuts: Shortcuts | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._shortcuts = shortcuts or Shortcuts()
        self._menus: dict[Menu, QMenu] = {}
        self._choices: dict[str, QActionGroup] = {}
        self._lasting: dict[str, str] = {}
        self._actions = {row.name: self._make(row, handlers[row.name]) for row in ACTIONS}
        for menu in Menu:
            self._fill(menu)
        self.use_shortcuts(self._shortcuts)
        look.changed.connect(self._draw_icons)
        self._draw_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def shortcuts(self) -> Shortcuts:
        """The keys in force."""
        return self._shortcuts

    @property
    def by_name(self) -> Mapping[str, QAction]:
        """Every action by its name."""
        return self._actions

    def menu(self, menu: Menu) -> QMenu:
        """Give a menu."""
        return self._menus[menu]

    def add_submenu(self, menu: Menu, words: str, before: str) -> QMenu:
        """Put a menu into a menu, before an action, with a letter that is free there."""
        taken = frozenset(letter_of(action.text()) for action in self._menus[menu].actions())
        submenu = QMenu(marked(words, taken), self._menus[menu])
        self._menus[menu].insertMenu(self._actions[before], submenu)
        return submenu

    def named(self, names: Sequence[str]) -> list[QAction]:
        """Give several actions in order."""
        return [self._actions[name] for name in names]

    def words(self, name: str) -> str:
        """Give the words of an action as they are now."""
        return plain(self._actions[name].text())

    def lasting_words(self, name: str) -> str:
        """Give the words of an action whatever is open: what lists of all actions call it."""
        return self._lasting.get(name, plain(tr(ROWS[name].words)))

    def rename(self, name: str, words: str, *, lasting: bool = False) -> None:
        """Give an action other words for now, or for good when they are `lasting`.

        Its letter in the menu stays the same as far as the words allow.
        """
        action = self._actions[name]
        if lasting:
            self._lasting[name] = words
        if plain(action.text()) == words:
            return
        others = (other for other in self._menus[ROWS[name].menu].actions() if other is not action)
        taken = frozenset(letter_of(other.text()) for other in others)
        action.setText(marked(words, taken, letter_of(action.text())))

    def use_shortcuts(self, shortcuts: Shortcuts) -> None:
        """Let other keys do the actions from now on."""
        self._shortcuts = shortcuts
        # All are let go first: for a moment no key may do two things.
        changed = {
            name: keys
            for name, action in self._actions.items()
            if (keys := [QKeySequence(key) for key in shortcuts.of(name)]) != action.shortcuts()
        }
        for name in changed:
            self._actions[name].setShortcuts([])
        for name, keys in changed.items():
            self._actions[name].setShortcuts(keys)

    def groups(self) -> list[tuple[str, Lines]]:
        """Give every action by menu with its keys, in words that do not change with what is open."""
        groups = [
            (
                tr(str(menu)).replace("&", ""),
                [
                    (self.lasting_words(row.name), " · ".join(map(shown, self._shortcuts.of(row.name))))
                    for row in ACTIONS
                    if row.menu is menu
                ],
            )
            for menu in Menu
        ]
        return [*groups, (tr("Lists, page and fields"), [(tr(words), keys) for words, keys in FIXED])]

    def _make(self, row: ActionRow, handler: Callable[[], None]) -> QAction:
        action = QAction(self._window)
        action.setObjectName(row.name)
        action.setCheckable(row.checkable)
        action.setMenuRole(_ROLES.get(row.name, QAction.MenuRole.NoRole))
        if row.choice:
            group = self._choices.setdefault(row.choice, QActionGroup(self._window))
            group.addAction(action)
        action.toggled.connect(partial(self._draw_check, action))
        action.triggered.connect(lambda: self._carry_out(row.name, handler))
        self._window.addAction(action)
        return action

    def _carry_out(self, name: str, handler: Callable[[], None]) -> None:
        handler()
        self.triggered.emit(name)

    def _fill(self, menu: Menu) -> None:
        rows = [row for row in ACTIONS if row.menu is menu]
        made = self._menus[menu] = self._window.menuBar().addMenu(tr(str(menu)))
        for row, words in zip(rows, all_marked([tr(row.words) for row in rows]), strict=True):
            self._actions[row.name].setText(words)
            if row.gap:
                made.addSeparator()
            made.addAction(self._actions[row.name])

    def _draw_icons(self) -> None:
        for row in ACTIONS:
            if row.icon:
                self._actions[row.name].setIcon(self._look.icon(row.icon, "muted", 16))
            elif row.dot:
                self._actions[row.name].setIcon(dot_icon(self._look, row.dot))
            elif row.checkable:
                self._draw_check(self._actions[row.name])

    def _draw_check(self, action: QAction, _checked: bool = False) -> None:
        # The style sheet leaves no room for Qt's own check marks, so the icon is one.
        action.setIcon(self._look.icon("check", "accent", 16) if action.isChecked() else QIcon())


def numbered(words: str, place: int) -> str:
    """Give the words of an entry that a digit chooses; `place` is counted from 1, and over 9 has none."""
    return f"&{place}  {escaped(words)}" if place <= 9 else escaped(words)
