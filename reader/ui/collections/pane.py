"""The pane of the collections: the brand, shelves, saved searches and tags, the way back, theme, index."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.model.ids import SearchId
from reader.model.query import Collections, Shelf
from reader.model.saved_search import SavedCount, SavedSearch
from reader.model.wording import tr
from reader.ui.collections.entries import EntryModel
from reader.ui.collections.entry_delegate import EntryDelegate
from reader.ui.collections.view import EntryList
from reader.ui.kit.keys import key_of
from reader.ui.kit.parts import IconButton, label, push_button
from reader.ui.kit.speech import speak_as
from reader.ui.look.look import Look

_BREADTH: Final = 226
_NARROWEST: Final = 180
_TAUGHT: Final = ("save_search", "article_tags")
"""Actions whose keys an empty section teaches."""


class WayBack(QFrame):
    """A quiet card that says where the user is, with the way back. `back_asked` tells the wish."""

    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._words = label("", "note", wrap=True)
        self._words.setContentsMargins(5, 0, 4, 0)  # as far in as the words of the button
        self.button = push_button(tr("Back to my library"), "link")
        self.button.clicked.connect(lambda: self.back_asked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(7, 9, 7, 7)
        column.setSpacing(3)
        column.addWidget(self._words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_words(self, words: str) -> None:
        """Say where the user is."""
        self._words.setText(words)


class CollectionsPane(QWidget):
    """Shows shelves, saved searches and tags with their counts.

    - `shelf_asked`: the `Shelf` the user went to; `tag_asked`: the name of the tag.
    - `search_asked`: the saved search the user went to; `look_asked`: it was by a click or Enter.
    - `name_given`: a saved search and the name typed for it; `search_removal_asked`: the one meant is to go.
    - `tag_menu_asked`: the menu of a tag, with the place on the screen; `tag_renaming_asked` and
      `tag_removal_asked`: the one whose articles are listed is to be renamed, or deleted.
    - `search_meant`: what is done to a saved search would be done to this one, or to none (None).
    - `files_asked`, `folder_asked`: something is to be imported.
    - `theme_asked`: the other theme is wished for; `back_asked`: back to the user's own library.
    """

    shelf_asked = Signal(object)
    tag_asked = Signal(str)
    search_asked = Signal(object)
    look_asked = Signal(object)
    name_given = Signal(object, str)
    search_removal_asked = Signal()
    search_meant = Signal(object)
    tag_menu_asked = Signal(str, QPoint)
    tag_renaming_asked = Signal()
    tag_removal_asked = Signal()
    files_asked = Signal()
    folder_asked = Signal()
    theme_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping, tr("Collections"))
        self.setProperty("kind", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._look = look
        self._chosen: tuple[Shelf, str | None, SearchId | None] = (Shelf.ALL, None, None)
        self._collections = Collections()
        self._saved: tuple[SavedSearch, ...] | None = None
        self._saved_counts: dict[SearchId, SavedCount] = {}
        self._under_menu: SearchId | None = None
        self._taught: dict[str, QAction] = {}
        self._model = EntryModel(self)
        self._view = EntryList(tr("Collections"), self)
        self._view.setModel(self._model)
        self._delegate = EntryDelegate(look, self)
        self._view.setItemDelegate(self._delegate)
        self._view.row_chosen.connect(self._ask)
        self._view.row_meant.connect(self._ask_look)
        self._view.removal_asked.connect(self._ask_removal)
        self._view.renaming_asked.connect(self.tag_renaming_asked)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._delegate.name_typed.connect(self.name_given)
        self._delegate.closeEditor.connect(lambda: QTimer.singleShot(0, self, self._show_entries))
        self._lessons = QTimer(self)
        self._lessons.setSingleShot(True)
        self._lessons.setInterval(0)
        self._lessons.timeout.connect(self._show_entries)
        self._menu = QMenu(self)
        self._menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, lambda: self._mean(None)))
        self._import = self._import_button()
        self._theme = IconButton(look, "sun-moon", "")
        self._theme.clicked.connect(lambda: self.theme_asked.emit())
        self._state = label("", "faint")
        self._way_back = WayBack()
        self._way_back.back_asked.connect(self.back_asked)
        self._lay_out()
        self.show_waiting(0)
        self.show_way_back(None)
        self.select(Shelf.ALL, None)
        look.changed.connect(self._take_look)
        self._take_look()

    def sizeHint(self) -> QSize:
        """Give the size the pane has in a window of 1,600 × 1,000."""
        return QSize(_BREADTH, 900)

    def show_counts(self, collections: Collections) -> None:
        """Show how many articles shelves and tags hold, and how many the index has yet to hear of."""
        self._collections = collections
        self._show_entries()
        self.show_waiting(collections.waiting)

    def show_saved(self, searches: Sequence[SavedSearch]) -> None:
        """Show the saved searches in their order; those that were counted keep their counts."""
        self._saved = tuple(searches)
        known = {each.id for each in searches}
        self._saved_counts = {key: each for key, each in self._saved_counts.items() if key in known}
        self._show_entries()

    def show_saved_count(self, count: SavedCount) -> None:
        """Show how many articles a saved search finds, and how many of them are new."""
        self._saved_counts[count.id] = count
        self._show_entries()

    def select(self, shelf: Shelf, tag: str | None = None, search: SearchId | None = None) -> None:
        """Choose a shelf, or a tag or a saved search when one is named, without asking for it."""
        self._chosen = (shelf, tag, search)
        self._choose_again()
        self.search_meant.emit(self.meant_search())

    def selected(self) -> tuple[Shelf, str | None]:
        """Give what is chosen: a shelf and, if one is chosen, a tag."""
        return self._chosen[:2]

    def meant_search(self) -> SearchId | None:
        """Give the saved search that something is to be done to: that of the menu, else the chosen one."""
        return self._chosen[2] if self._under_menu is None else self._under_menu

    def rename(self, search: SearchId) -> None:
        """Let the user type another name for a saved search, in its place."""
        place = self._model.place_of(Shelf.ALL, None, search)
        if place is not None:
            index = self._model.index(place)
            self._view.scrollTo(index)
            self._view.edit(index)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys an empty section teaches."""
        self._taught = {name: actions[name] for name in _TAUGHT}
        for action in self._taught.values():
            action.changed.connect(self._teach_soon)
        self._teach_soon()

    def set_search_actions(self, actions: Sequence[QAction]) -> None:
        """Set what the menu of a saved search offers."""
        self._menu.clear()
        self._menu.addActions(list(actions))

    def show_waiting(self, waiting: int, *, rests: bool = False) -> None:
        """Say how many changes the index has yet to hear of, and whether it rests meanwhile."""
        if not waiting:
            words = tr("Index up to date")
        elif rests:
            words = tr("{count} not searchable yet", count=f"{waiting:,}")
        else:
            words = tr("Indexing {count} …", count=f"{waiting:,}")
        self._state.setText(words)

    def show_way_back(self, words: str | None) -> None:
        """Say where the user is and offer the way back; None takes the card away."""
        self._way_back.set_words(words or "")
        self._way_back.setVisible(words is not None)

    def focus_list(self) -> None:
        """Let the keys go to the shelves and tags."""
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def view(self) -> EntryList:
        """Give the widget that shows the lines."""
        return self._view

    def _import_button(self) -> IconButton:
        button = IconButton(self._look, "plus", tr("Import articles"), size=18, side=32)
        self._import_menu = QMenu(button)
        files = self._import_menu.addAction(tr("Import files…"))
        files.triggered.connect(lambda: self.files_asked.emit())
        folder = self._import_menu.addAction(tr("Import a folder…"))
        folder.triggered.connect(lambda: self.folder_asked.emit())
        self._import_choices = {"file-plus": files, "folder-plus": folder}
        button.setMenu(self._import_menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 12, 6)
        head.addWidget(label("Pressmark", "brand"))
        head.addStretch(1)
        head.addWidget(self._import)
        card = QVBoxLayout()
        card.setContentsMargins(12, 6, 12, 6)
        card.addWidget(self._way_back)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 20, 10)
        foot.addWidget(self._theme)
        foot.addStretch(1)
        foot.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        column.addLayout(card)
        column.addLayout(foot)
        self.setTabOrder(self._import, self._view)
        self.setTabOrder(self._view, self._way_back.button)
        self.setTabOrder(self._way_back.button, self._theme)

    def _show_entries(self) -> None:
        if self._view.is_renaming():
            return  # lines that come and go would take the name away that is being typed
        # An emptied shelf stays while it is looked at: what one stands on does not vanish.
        shelf, tag, search = self._chosen
        if self._model.show_counts(
            self._collections,
            binned=False,
            saved=self._saved,
            counts=self._saved_counts,
            looked_at=shelf if tag is None and search is None else None,
            keys={name: key_of(action) for name, action in self._taught.items()},
        ):
            self._choose_again()

    def _show_menu(self, at: QPoint) -> None:
        entry = self._model.entry(self._view.indexAt(at).row())
        if entry is not None and entry.search is not None:
            self._mean(entry.search)
            self._menu.popup(self._view.viewport().mapToGlobal(at))
        elif entry is not None and entry.tag is not None:
            self.tag_menu_asked.emit(entry.tag, self._view.viewport().mapToGlobal(at))

    def _teach_soon(self) -> None:
        """Show the keys in force, once for all actions that change together."""
        self._lessons.start()

    def _ask_removal(self) -> None:
        if self._chosen[1] is not None:
            self.tag_removal_asked.emit()
        else:
            self.search_removal_asked.emit()

    def _mean(self, search: SearchId | None) -> None:
        self._under_menu = search
        self.search_meant.emit(self.meant_search())

    def _choose_again(self) -> None:
        place = self._model.place_of(*self._chosen)
        if place is None:
            self._view.selectionModel().clear()
        elif self._view.currentIndex().row() != place or not self._view.selectionModel().hasSelection():
            self._view.choose(place)

    def _ask(self, row: int) -> None:
        entry = self._model.entry(row)
        if entry is None:
            return
        if entry.search is not None:
            self._chosen = (Shelf.ALL, None, entry.search)
            self.search_asked.emit(entry.search)
        elif entry.tag is not None:
            self._chosen = (Shelf.ALL, entry.tag, None)
            self.tag_asked.emit(entry.tag)
        elif entry.shelf is not None:
            self._chosen = (entry.shelf, None, None)
            self.shelf_asked.emit(entry.shelf)

    def _ask_look(self, row: int) -> None:
        entry = self._model.entry(row)
        if entry is not None and entry.search is not None:
            self.look_asked.emit(entry.search)

    def _take_look(self) -> None:
        self._theme.set_tip(tr("Use the light theme") if self._look.theme.dark else tr("Use the dark theme"))
        for icon, choice in self._import_choices.items():
            choice.setIcon(self._look.icon(icon, "muted", 16))
        self._view.viewport().update()
