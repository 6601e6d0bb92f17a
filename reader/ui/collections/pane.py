"""The pane of the collections: the brand, shelves and tags, the way back, theme and state of the index."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.model.query import Collections, Shelf
from reader.model.wording import tr
from reader.ui.collections.entries import EntryModel
from reader.ui.collections.entry_delegate import EntryDelegate
from reader.ui.kit.line_list import LineList
from reader.ui.kit.parts import IconButton, label, push_button
from reader.ui.look.look import Look

_BREADTH: Final = 226
_NARROWEST: Final = 180


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
    """Shows shelves and tags with their counts.

    - `shelf_asked`: the `Shelf` the user went to; `tag_asked`: the name of the tag.
    - `files_asked`, `folder_asked`: something is to be imported.
    - `theme_asked`: the other theme is wished for; `back_asked`: back to the user's own library.
    """

    shelf_asked = Signal(object)
    tag_asked = Signal(str)
    files_asked = Signal()
    folder_asked = Signal()
    theme_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._look = look
        self._chosen: tuple[Shelf, str | None] = (Shelf.ALL, None)
        self._model = EntryModel(self)
        self._view = LineList(tr("Collections"), self)
        self._view.setModel(self._model)
        self._delegate = EntryDelegate(look, self)
        self._view.setItemDelegate(self._delegate)
        self._view.row_chosen.connect(self._ask)
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
        # An emptied bin stays while it is looked at: what one stands on does not vanish.
        if self._model.show_counts(collections, binned=self._chosen == (Shelf.BIN, None)):
            self._choose_again()
        self.show_waiting(collections.waiting)

    def select(self, shelf: Shelf, tag: str | None = None) -> None:
        """Choose a shelf, or a tag when one is named, without asking for it."""
        self._chosen = (shelf, tag)
        self._choose_again()

    def selected(self) -> tuple[Shelf, str | None]:
        """Give what is chosen: a shelf and, if one is chosen, a tag."""
        return self._chosen

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

    def view(self) -> LineList:
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
        if entry.tag is not None:
            self._chosen = (Shelf.ALL, entry.tag)
            self.tag_asked.emit(entry.tag)
        elif entry.shelf is not None:
            self._chosen = (entry.shelf, None)
            self.shelf_asked.emit(entry.shelf)

    def _take_look(self) -> None:
        self._theme.set_tip(tr("Use the light theme") if self._look.theme.dark else tr("Use the dark theme"))
        for icon, choice in self._import_choices.items():
            choice.setIcon(self._look.icon(icon, "muted", 16))
        self._view.viewport().update()
