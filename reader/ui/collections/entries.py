"""What stands in the collections: headings, shelves, saved searches and tags, as a small list model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model.ids import SearchId
from reader.model.query import Collections, Shelf
from reader.model.saved_search import SavedCount, SavedSearch
from reader.model.wording import tr
from reader.ui.kit.tips import plain_tip

_SHELVES: Final = {
    Shelf.ALL: ("library", "All articles"),
    Shelf.UNREAD: ("inbox", "Unread"),
    Shelf.STARRED: ("star", "Starred"),
    Shelf.ANNOTATED: ("highlighter", "Annotated"),
    Shelf.ARCHIVE: ("archive", "Archive"),
    Shelf.BIN: ("trash-2", "Bin"),
}
SEARCH_ICON: Final = "search"
_WHEN_FILLED: Final = frozenset({Shelf.ARCHIVE, Shelf.BIN})
ICONS: Final = (*(icon for icon, _ in _SHELVES.values()), SEARCH_ICON)

_TOP: Final = QModelIndex()
_NO_COUNTS: Final[Mapping[SearchId, SavedCount]] = MappingProxyType({})

_NO_KEYS: Final[Mapping[str, str]] = MappingProxyType({})

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading when it is nothing else; `mark` is an icon or a colour's name.

    `count` is None while it is not known, `new` counts what came in since a saved search was looked at, `tip`
    tells more. A `lesson` teaches how to fill a section that is empty.
    """

    name: str
    shelf: Shelf | None = None
    tag: str | None = None
    search: SearchId | None = None
    mark: str = ""
    count: int | None = 0
    new: int = 0
    tip: str = ""
    lesson: bool = False

    @property
    def heading(self) -> bool:
        """Whether it only heads the lines below it."""
        return self.shelf is None and self.tag is None and self.search is None and not self.lesson

    @property
    def can_be_chosen(self) -> bool:
        """Whether there is something to be shown of it."""
        return not self.heading and not self.lesson

    @property
    def key(self) -> tuple[Shelf | None, str | None, SearchId | None, str]:
        """What it is, whatever its count; a saved search stays what it is under another name."""
        return self.shelf, self.tag, self.search, "" if self.search is not None else self.name

    def spoken(self) -> str:
        """Give the line as a screen reader says it."""
        if not self.can_be_chosen:
            return self.name
        name = self.name
        if self.tag is not None:
            name = tr("Tag {tag}", tag=name)
        elif self.search is not None:
            name = tr("Saved search {name}", name=name)
        counted = ""
        if self.count is not None:
            counted = tr("1 article") if self.count == 1 else tr("{count} articles", count=f"{self.count:,}")
        new = tr("{count} new", count=f"{self.new:,}") if self.new else ""
        return ", ".join(part for part in (name, counted, new) if part)


class EntryModel(QAbstractListModel):
    """The lines; `Entry` is given as UserRole. Counts change in place, so that nothing jumps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries(Collections(), binned=False)

    def show_counts(
        self,
        collections: Collections,
        *,
        binned: bool,
        saved: Sequence[SavedSearch] | None = None,
        counts: Mapping[SearchId, SavedCount] = _NO_COUNTS,
        looked_at: Shelf | None = None,
        keys: Mapping[str, str] = _NO_KEYS,
    ) -> bool:
        """Show other counts; `binned`: the bin is shown though empty. Tell whether lines came or went.

        `saved` is None while it is not known which searches are saved.
        """
        made = entries(collections, binned=binned, saved=saved, counts=counts, looked_at=looked_at, keys=keys)
        if [entry.key for entry in made] == [entry.key for entry in self._entries]:
            changed = [place for place, entry in enumerate(made) if entry != self._entries[place]]
            self._entries = made
            for place in changed:
                self.dataChanged.emit(self.index(place), self.index(place))
            return False
        self.beginResetModel()
        self._entries = made
        self.endResetModel()
        return True

    def place_of(self, shelf: Shelf, tag: str | None, search: SearchId | None = None) -> int | None:
        """Give the place of a saved search or a tag, or of a shelf when neither is named."""
        for place, entry in enumerate(self._entries):
            if search is not None:
                if entry.search == search:
                    return place
            elif (entry.tag == tag) if tag is not None else (entry.shelf is shelf):
                return place
        return None

    def entry(self, place: int) -> Entry | None:
        """Give the line at a place."""
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the name, the sentence for a screen reader, or the `Entry` as UserRole."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and (entry.tip or entry.tag is not None):
            return plain_tip(entry.tip or entry.name)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let shelves, saved searches and tags be chosen, headings not."""
        entry = self.entry(index.row())
        if entry is None or not entry.can_be_chosen:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if entry.search is None else flags | Qt.ItemFlag.ItemIsEditable


def entries(
    collections: Collections,
    *,
    binned: bool,
    saved: Sequence[SavedSearch] | None = None,
    counts: Mapping[SearchId, SavedCount] = _NO_COUNTS,
    looked_at: Shelf | None = None,
    keys: Mapping[str, str] = _NO_KEYS,
) -> tuple[Entry, ...]:
    """Give the lines for the counts.

    `keys` are those that fill an empty section, by the name of the action.
    Archive and bin stand there when they hold something, are `looked_at`, or, for the bin, `binned` says so.
    """
    lines = [Entry(tr("Library"))]
    for shelf, (icon, name) in _SHELVES.items():
        count = collections.shelves.get(shelf, 0)
        if shelf not in _WHEN_FILLED or count or shelf is looked_at or (shelf is Shelf.BIN and binned):
            lines.append(Entry(tr(name), shelf=shelf, mark=icon, count=count))
    if saved is not None:
        lines.append(Entry(tr("Saved searches")))
        lines += [_saved_entry(each, counts.get(each.id)) for each in saved]
        if not saved:
            key = keys.get("save_search", "")
            words = tr("{key} keeps a search here.", key=key) if key else tr("Save a search to keep it here.")
            lines.append(Entry(words, lesson=True))
    filled = bool(collections.shelves.get(Shelf.ALL))
    if collections.tags or (filled and keys):
        lines.append(Entry(tr("Tags")))
    if not collections.tags and filled and keys:
        key = keys.get("article_tags", "")
        words = tr("{key} tags the open article.", key=key) if key else tr("Tag an article to find it here.")
        lines.append(Entry(words, lesson=True))
    if collections.tags:
        lines += [
            Entry(each.tag.name, tag=each.tag.name, mark=each.tag.colour, count=each.articles)
            for each in collections.tags
        ]
    return tuple(lines)


def _saved_entry(search: SavedSearch, count: SavedCount | None) -> Entry:
    return Entry(
        search.name,
        search=search.id,
        mark=SEARCH_ICON,
        count=None if count is None else count.articles,
        new=0 if count is None else count.new,
        tip=search.name if search.name == search.words else f"{search.name}\n{search.words}",
    )
