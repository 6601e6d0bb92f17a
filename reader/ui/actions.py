"""The one table of actions: menus, shortcuts and the shortcut sheet are made from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from reader.model.wording import tr
from reader.ui.look.look import Look


class Menu(StrEnum):
    """The menus, in their order; `&` stands before the letter that opens one with Alt."""

    FILE = "&File"
    EDIT = "&Edit"
    SEARCH = "&Search"
    ARTICLE = "&Article"
    MARK = "&Mark"
    VIEW = "&View"
    HELP = "&Help"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action: its name in the program, its words, keys, icon and place; `gap` puts a line before it."""

    name: str
    words: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    gap: bool = False
    checkable: bool = False


ACTIONS: Final = (
    ActionRow("import_files", "Import Files…", Menu.FILE, ("Ctrl+O",), "file-plus"),
    ActionRow("import_folder", "Import a Folder…", Menu.FILE, ("Ctrl+Shift+O",), "folder-plus"),
    ActionRow("imports", "Past Imports…", Menu.FILE, (), "history"),
    ActionRow("export", "Export Highlights and Notes…", Menu.FILE, ("Ctrl+E",), "file-down"),
    ActionRow("backups", "Backups…", Menu.FILE, (), "archive"),
    ActionRow("new_library", "New Library…", Menu.FILE, (), "library", gap=True),
    ActionRow("open_library", "Open Library…", Menu.FILE, (), "folder-open"),
    ActionRow("sample_library", "Open the Sample Library", Menu.FILE, (), "book-open"),
    ActionRow("show_library", "Show Where the Library Lies", Menu.FILE, (), "folder"),
    ActionRow("quit", "Quit", Menu.FILE, ("Ctrl+Q",), "log-out", gap=True),
    ActionRow("undo", "Undo", Menu.EDIT, ("Ctrl+Z",), "undo-2"),
    ActionRow("redo", "Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    ActionRow("search", "Search", Menu.EDIT, ("/", "Ctrl+Shift+F"), "search", gap=True),
    ActionRow("find", "Find in the Article", Menu.EDIT, ("Ctrl+F",), "file-text"),
    ActionRow("next_hit", "Next Hit on the Page", Menu.EDIT, ("F3", "Ctrl+G"), "chevron-down"),
    ActionRow(
        "previous_hit", "Previous Hit on the Page", Menu.EDIT, ("Shift+F3", "Ctrl+Shift+G"), "chevron-up"
    ),
    ActionRow("preferences", "Preferences…", Menu.EDIT, ("Ctrl+,",), "settings-2", gap=True),
    ActionRow("save_search", "Save This Search…", Menu.SEARCH, ("Ctrl+D",), "bookmark"),
    ActionRow("rename_search", "Rename Saved Search", Menu.SEARCH, ("F2",), "pencil", gap=True),
    ActionRow("change_search", "Change Saved Search…", Menu.SEARCH),
    ActionRow("search_up", "Move Saved Search Up", Menu.SEARCH, ("Alt+Up",), "chevron-up"),
    ActionRow("search_down", "Move Saved Search Down", Menu.SEARCH, ("Alt+Down",), "chevron-down"),
    ActionRow("delete_search", "Delete Saved Search", Menu.SEARCH, (), "trash-2"),
    ActionRow("next_article", "Next Article", Menu.ARTICLE, ("J",), "chevron-down"),
    ActionRow("previous_article", "Previous Article", Menu.ARTICLE, ("K",), "chevron-up"),
    ActionRow("page_down", "Page On", Menu.ARTICLE, ("Space",)),
    ActionRow("page_up", "Page Back", Menu.ARTICLE, ("Shift+Space",)),
    ActionRow("star", "Star", Menu.ARTICLE, ("S",), "star", gap=True),
    ActionRow("unread", "Mark as Read or Unread", Menu.ARTICLE, ("U",), "mail"),
    ActionRow("article_tags", "Tags of the Article…", Menu.ARTICLE, ("Shift+T",), "tag"),
    ActionRow("copy_link", "Copy Link", Menu.ARTICLE, ("Ctrl+Shift+C",), "link"),
    ActionRow("delete", "Move to the Bin", Menu.ARTICLE, ("Del",), "trash-2", gap=True),
    ActionRow("restore", "Restore from the Bin", Menu.ARTICLE, (), "rotate-ccw"),
    ActionRow("empty_bin", "Empty the Bin…", Menu.ARTICLE),
    ActionRow("highlight", "Highlight", Menu.MARK, ("H",), "highlighter"),
    ActionRow("note", "Note", Menu.MARK, ("N",), "sticky-note"),
    ActionRow("tags", "Tags", Menu.MARK, ("T",), "tags"),
    ActionRow("remove_highlight", "Remove Highlight", Menu.MARK, ("Backspace",), "x"),
    ActionRow("next_highlight", "Next Highlight", Menu.MARK, ("]",), gap=True),
    ActionRow("previous_highlight", "Previous Highlight", Menu.MARK, ("[",)),
    ActionRow("next_name", "Next Name", Menu.MARK, ("E",), gap=True),
    ActionRow("previous_name", "Previous Name", Menu.MARK, ("Shift+E",)),
    ActionRow("find_name", "Find All Articles That Name It", Menu.MARK, (), "search"),
    *(ActionRow(f"label_{n}", f"Label {n}", Menu.MARK, (str(n),), gap=n == 1) for n in range(1, 9)),
    ActionRow("theme_system", "Theme of the System", Menu.VIEW, checkable=True),
    ActionRow("theme_light", "Light", Menu.VIEW, checkable=True),
    ActionRow("theme_dark", "Dark", Menu.VIEW, checkable=True),
    ActionRow("theme_contrast", "High Contrast", Menu.VIEW, checkable=True),
    ActionRow("text_style", "Look of the Text", Menu.VIEW, (), "a-large-small", gap=True),
    ActionRow("larger_text", "Larger Text", Menu.VIEW, ("Ctrl++", "Ctrl+=")),
    ActionRow("smaller_text", "Smaller Text", Menu.VIEW, ("Ctrl+-",)),
    ActionRow("usual_text", "Usual Text Size", Menu.VIEW, ("Ctrl+0",)),
    ActionRow("collections", "Collections", Menu.VIEW, ("F8",), gap=True, checkable=True),
    ActionRow("side_bar", "Side Bar", Menu.VIEW, ("F9",), checkable=True),
    ActionRow("next_pane", "Next Pane", Menu.VIEW, ("F6",), gap=True),
    ActionRow("previous_pane", "Previous Pane", Menu.VIEW, ("Shift+F6",)),
    ActionRow("shortcuts", "Keyboard Shortcuts", Menu.HELP, ("?",), "command"),
    ActionRow("search_language", "Search Language", Menu.HELP, (), "circle-help"),
    ActionRow("about", "About Pressmark", Menu.HELP, (), "info"),
)

Handlers = Mapping[str, Callable[[], None]]


class Actions:
    """The actions of one window."""

    def __init__(self, window: QMainWindow, look: Look, handlers: Handlers) -> None:
        self._window = window
        self._look = look
        self._menus: dict[Menu, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        for row in ACTIONS:
            action = self._actions[row.name] = self._make(row, handlers[row.name])
            menu = self._menu(row.menu)
            if row.gap:
                menu.addSeparator()
            menu.addAction(action)
        look.changed.connect(self._draw_icons)
        self._draw_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, menu: Menu) -> QMenu:
        """Give a menu, such as to put recent libraries into it."""
        return self._menus[menu]

    def named(self, names: Sequence[str]) -> list[QAction]:
        """Give several actions in order."""
        return [self._actions[name] for name in names]

    def _make(self, row: ActionRow, handler: Callable[[], None]) -> QAction:
        action = QAction(tr(row.words), self._window)
        action.setObjectName(row.name)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setCheckable(row.checkable)
        action.toggled.connect(partial(self._draw_check, action))
        action.triggered.connect(lambda: handler())
        self._window.addAction(action)
        return action

    def _menu(self, menu: Menu) -> QMenu:
        if menu not in self._menus:
            self._menus[menu] = self._window.menuBar().addMenu(tr(str(menu)))
        return self._menus[menu]

    def _draw_icons(self) -> None:
        for row in ACTIONS:
            if row.icon:
                self._actions[row.name].setIcon(self._look.icon(row.icon, "muted", 16))
            elif row.checkable:
                self._draw_check(self._actions[row.name])

    def _draw_check(self, action: QAction, _checked: bool = False) -> None:
        # The style sheet leaves no room for Qt's own check marks, so the icon is one.
        action.setIcon(self._look.icon("check", "accent", 16) if action.isChecked() else QIcon())

    def shortcut_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the shortcuts by menu, in the words of the menus."""
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for menu in Menu:
            rows = [
                (self._actions[row.name].text(), " · ".join(QKeySequence(key).toString() for key in row.keys))
                for row in ACTIONS
                if row.menu is menu and row.keys
            ]
            if rows:
                groups.append((tr(str(menu)).replace("&", ""), rows))
        return groups
