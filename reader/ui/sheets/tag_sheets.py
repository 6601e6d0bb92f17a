"""Ask for another name of a tag, or for the tag that it is to be merged into."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from reader.model.annotation import clean_tag
from reader.model.errors import ReaderError
from reader.model.query import TagCount
from reader.model.wording import tr, trouble_words
from reader.ui.kit.dot_icon import dot_icon
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet

_WIDE: Final = 440
_SEEN: Final = 8
"""Tags that are seen at once; the list scrolls with more."""
_LINE: Final = 30


class RenameSheet(Sheet):
    """Asks for another name of a tag; accepted, `name` gives one that can be a tag."""

    def __init__(self, look: Look, tag: str, known: Sequence[str], parent: QWidget) -> None:
        """Begin with the name it has; one in `known` would make the two one."""
        super().__init__(tr("Rename the tag “{tag}”", tag=tag), parent, wide=_WIDE)
        self._tag = tag
        self._known = {name.casefold(): name for name in known if name != tag}
        self._line = QLineEdit(tag)
        self._line.setAccessibleName(tr("Name of the tag"))
        self._line.selectAll()
        self._note = label("", "faint", wrap=True)
        self.column.addSpacing(6)
        self.column.addWidget(self._line)
        self.column.addWidget(self._note)
        self._save = _foot(self, tr("Rename"))
        self._line.textChanged.connect(self._look_at)
        self.first = self._line
        self._look_at()

    def name(self) -> str:
        """Give the name that was typed."""
        return clean_tag(self._line.text())

    def _look_at(self) -> None:
        """Say what the name would do, or why it cannot be one."""
        note = tr("Everything that bears it gets the new name.")
        possible = True
        try:
            other = self._known.get(self.name().casefold())
        except ReaderError as error:
            possible, other = False, None
            note = " ".join(trouble_words(error)) if self._line.text().strip() else ""
        if other is not None:
            note = tr("There is a tag “{tag}” already: the two would become one.", tag=other)
        self._note.setText(note)
        self._line.setAccessibleDescription(note)
        self._save.setText(tr("Merge…") if other is not None else tr("Rename"))
        self._save.setEnabled(possible)


class MergeSheet(Sheet):
    """Asks for the tag that takes the place of another; accepted, `chosen` gives it."""

    def __init__(self, look: Look, tag: str, others: Sequence[TagCount], parent: QWidget) -> None:
        super().__init__(tr("Merge “{tag}” into…", tag=tag), parent, wide=_WIDE)
        about = tr("Whatever bears “{tag}” gets the tag you choose instead.", tag=tag)
        self.column.addWidget(label(about, "muted", wrap=True))
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Tags"))
        self._list.setAccessibleDescription(about)
        for each in others:
            item = QListWidgetItem(dot_icon(look, each.tag.colour), each.tag.name)
            count = each.articles
            counted = tr("1 article") if count == 1 else tr("{count} articles", count=f"{count:,}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.tag.name}, {counted}")
            item.setToolTip(counted)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setFixedHeight(min(len(others), _SEEN) * _LINE + 12)
        self._list.itemDoubleClicked.connect(lambda _: self.accept())
        self.column.addWidget(self._list)
        _foot(self, tr("Merge"))
        self.first = self._list

    def chosen(self) -> str:
        """Give the name of the tag that was chosen."""
        item = self._list.currentItem()
        return "" if item is None else item.text()


def _foot(sheet: Sheet, words: str) -> QPushButton:
    """Put a way out and the button that does it at the foot; Enter presses the latter."""
    cancel = push_button(tr("Cancel"))
    cancel.clicked.connect(sheet.reject)
    save = push_button(words, "primary")
    save.setDefault(True)
    save.clicked.connect(sheet.accept)
    sheet.foot.addStretch(1)
    sheet.foot.addWidget(cancel)
    sheet.foot.addWidget(save)
    return save
