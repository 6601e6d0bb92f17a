"""What stands in the collections: headings, shelves and tags, as a small list model."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model.query import Collections, Shelf
from reader.model.wording import tr
from reader.ui.kit.tips import plain_tip

_SHELVES: Final = {
    Shelf.ALL: ("library", "All articles"),
    Shelf.UNREAD: ("inbox", "Unread"),
    Shelf.STARRED: ("star", "Starred"),
    Shelf.ANNOTATED: ("highlighter", "Annotated"),
    Shelf.BIN: ("trash-2", "Bin"),
}
ICONS: Final = tuple(icon for icon, _ in _SHELVES.values())

_TOP: Final = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading when it has neither shelf nor tag; `mark` is an icon or a colour's name."""

    name: str
    shelf: Shelf | None = None
    tag: str | None = None
    mark: str = ""
    count: int = 0

    @property
    def heading(self) -> bool:
        """Whether it only heads the lines below it."""
        return self.shelf is None and self.tag is None

    @property
    def key(self) -> tuple[Shelf | None, str | None, str]:
        """What it is, whatever its count."""
        return self.shelf, self.tag, self.name

    def spoken(self) -> str:
        """Give the line as a screen reader says it."""
        if self.heading:
            return self.name
        counted = tr("1 article") if self.count == 1 else tr("{count} articles", count=f"{self.count:,}")
        name = tr("Tag {tag}", tag=self.name) if self.tag is not None else self.name
        return f"{name}, {counted}"


class EntryModel(QAbstractListModel):
    """The lines; `Entry` is given as UserRole. Counts change in place, so that nothing jumps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries(Collections(), binned=False)

    def show_counts(self, collections: Collections, *, binned: bool) -> bool:
        """Show other counts; `binned`: the bin is shown though empty. Tell whether lines came or went."""
        made = entries(collections, binned=binned)
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

    def place_of(self, shelf: Shelf, tag: str | None) -> int | None:
        """Give the place of a tag, or of a shelf when no tag is named."""
        for place, entry in enumerate(self._entries):
            if (entry.tag == tag) if tag is not None else (entry.shelf is shelf):
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
        if role == Qt.ItemDataRole.ToolTipRole and entry.tag is not None:
            return plain_tip(entry.tag)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let shelves and tags be chosen, headings not."""
        entry = self.entry(index.row())
        if entry is None or entry.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def entries(collections: Collections, *, binned: bool) -> tuple[Entry, ...]:
    """Give the lines for the counts; the bin stands there when it holds something or `binned` says so."""
    lines = [Entry(tr("Library"))]
    for shelf, (icon, name) in _SHELVES.items():
        count = collections.shelves.get(shelf, 0)
        if shelf is not Shelf.BIN or count or binned:
            lines.append(Entry(tr(name), shelf=shelf, mark=icon, count=count))
    if collections.tags:
        lines.append(Entry(tr("Tags")))
        lines += [
            Entry(each.tag.name, tag=each.tag.name, mark=each.tag.colour, count=each.articles)
            for each in collections.tags
        ]
    return tuple(lines)
