"""What stands in the list of entities: a heading for each family, and each name below with its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model.mention import NAMED, Family, Mention, NameRef
from reader.model.wording import joined, tr
from reader.ui.kit.families import family_words, mentions_words, reading_words, type_words
from reader.ui.kit.tips import plain_tip

_TOP: Final = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One line: a family when it has no mentions of its own, else a name with its mentions in text order.

    `share` is how often it is named, measured by the most named one (0 to 1).
    """

    family: Family
    name: str
    count: int
    mentions: tuple[Mention, ...] = ()
    share: float = 0.0

    @property
    def heading(self) -> bool:
        """Whether it only heads the lines below it."""
        return not self.mentions

    @property
    def reading(self) -> str:
        """What the first mention comes to, where that is not plain from its words."""
        value = self.mentions[0].value if self.mentions else ""
        return "" if value.casefold() == self.name.casefold() else value

    def reference(self) -> NameRef | None:
        """Give the name as articles are searched by it; None when they are not."""
        if not self.mentions or self.family not in NAMED:
            return None
        first = self.mentions[0]
        return NameRef(first.key, first.type, first.name)

    def spoken(self) -> str:
        """Give the line as a screen reader says it."""
        if self.heading:
            return joined(", ", self.name, mentions_words(self.count))
        return joined(", ", self.name, type_words(self.mentions[0].type), mentions_words(self.count))


class NameModel(QAbstractListModel):
    """The lines of one article; words narrow them down."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[NameEntry, ...] = ()
        self._entries: tuple[NameEntry, ...] = ()
        self._words = ""
        self.hidden: frozenset[Family] = frozenset()

    def show_mentions(self, mentions: Sequence[Mention]) -> None:
        """Show the names of an article."""
        self._names = named(mentions)
        self._narrow()

    def narrow(self, words: str) -> None:
        """Show only the names that hold these words."""
        self._words = words.strip().casefold()
        self._narrow()

    def set_hidden(self, hidden: frozenset[Family]) -> None:
        """Take the families that are not seen on the page: their names are fainter here."""
        self.hidden = hidden
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def names(self) -> int:
        """Count the names of the article, whatever words narrow the list."""
        return len(self._names)

    def entry(self, place: int) -> NameEntry | None:
        """Give the line at a place."""
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def place_of(self, mention: Mention) -> int | None:
        """Give the place of the name that a mention belongs to."""
        for place, entry in enumerate(self._entries):
            if entry.mentions and entry.mentions[0].cluster == mention.cluster:
                return place
        return None

    def rowCount(self, parent: Index = _TOP) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the name, the sentence for a screen reader, or the `NameEntry` as UserRole."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and not entry.heading:
            return plain_tip("\n".join(filter(None, (entry.name, reading_words(entry.mentions[0])))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names be chosen, headings not."""
        entry = self.entry(index.row())
        if entry is None or entry.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _narrow(self) -> None:
        words = self._words
        kept = [name for name in self._names if words in name.name.casefold() or _worded(name, words)]
        self.beginResetModel()
        self._entries = tuple(_with_headings(kept))
        self.endResetModel()


def named(mentions: Sequence[Mention]) -> tuple[NameEntry, ...]:
    """Give each name once: by family, the most named first, those named as often in text order."""
    clusters: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.family is not None:
            clusters.setdefault(mention.cluster, []).append(mention)
    most = max(map(len, clusters.values()), default=1)
    order = list(Family)
    entries = []
    for group in clusters.values():
        family = group[0].family
        if family is not None:
            name = group[0].name or tr("Unnamed")
            entries.append(NameEntry(family, name, len(group), tuple(group), len(group) / most))
    entries.sort(key=lambda entry: (order.index(entry.family), -entry.count, entry.mentions[0].start))
    return tuple(entries)


def _with_headings(names: Sequence[NameEntry]) -> list[NameEntry]:
    counts: dict[Family, int] = {}
    for name in names:
        counts[name.family] = counts.get(name.family, 0) + name.count
    lines: list[NameEntry] = []
    for name in names:
        if not lines or lines[-1].family is not name.family:
            lines.append(NameEntry(name.family, family_words(name.family), counts[name.family]))
        lines.append(name)
    return lines


def _worded(name: NameEntry, words: str) -> bool:
    return any(words in mention.value.casefold() for mention in name.mentions)
