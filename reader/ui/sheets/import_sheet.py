"""Asks, before an import, where the articles come from and which tags they get."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from reader.model.graphemes import start_of
from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet

_NAME_SIGNS: Final = 33
"""Signs of a name that fit in one line of a title."""


class ImportSheet(Sheet):
    """Accepted when the user wants the import; `source` and `tags` are then what was chosen."""

    def __init__(
        self,
        look: Look,
        paths: Sequence[Path],
        proposal: str,
        known_tags: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title_of(paths), parent)
        self._source = QLineEdit(proposal)
        self._source.setPlaceholderText(tr("No source"))
        self._source.setAccessibleName(tr("Source"))
        self._source.selectAll()
        self._tags = TagEditor(look)
        self._tags.set_known(tuple(known_tags))
        self._lay_out(paths)
        self.first = self._source

    def source(self) -> str:
        """Give the source for files that name none; may be empty."""
        return " ".join(self._source.text().split())

    def tags(self) -> tuple[str, ...]:
        """Give the tags that every article of this import gets."""
        return self._tags.tags()

    def done(self, result: int) -> None:
        """Take a tag that was typed but not entered, then close."""
        if result == QDialog.DialogCode.Accepted:
            self._tags.add_typed()
        super().done(result)

    def _lay_out(self, paths: Sequence[Path]) -> None:
        column = self.column
        column.addWidget(label(_place_of(paths), "faint", wrap=True))
        column.addSpacing(10)
        column.addWidget(_name_of(tr("Source"), self._source))
        column.addWidget(self._source)
        column.addWidget(label(tr("Files without a source of their own get this one."), "faint", wrap=True))
        column.addSpacing(10)
        column.addWidget(_name_of(tr("Tags"), self._tags))
        column.addWidget(self._tags)
        column.addWidget(
            label(
                tr("Every article of this import gets these."),
                "faint",
                wrap=True,
            )
        )
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        start = push_button(tr("Import"), "primary")
        start.setDefault(True)
        start.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(start)


def title_of(paths: Sequence[Path]) -> str:
    """Name what is imported: `Import “news”` for a folder or one file, `Import 3 files` for several."""
    folders = sum(path.is_dir() for path in paths)
    if len(paths) == 1 and folders:
        return tr("Import folder “{name}”", name=_brief(paths[0].name))
    if len(paths) == 1:
        return tr("Import “{name}”", name=_brief(paths[0].name))
    if folders == len(paths):
        return tr("Import {count} folders", count=f"{len(paths):,}")
    if folders:
        return tr("Import {count} files and folders", count=f"{len(paths):,}")
    return tr("Import {count} files", count=f"{len(paths):,}")


def _brief(name: str) -> str:
    """Take the middle out of a name that would not fit in a title; its ending tells what it is."""
    if len(name) <= _NAME_SIGNS:
        return name
    head, tail = _NAME_SIGNS * 2 // 3, _NAME_SIGNS // 3
    return f"{name[: start_of(name, head)]}…{name[start_of(name, len(name) - tail) :]}"


def _place_of(paths: Sequence[Path]) -> str:
    parents = {path.parent for path in paths}
    if len(parents) == 1:
        return tr("From {folder}", folder=parents.pop())
    return tr("From {count} folders", count=f"{len(parents):,}")


def _name_of(words: str, field: QWidget) -> QLabel:
    made = label(words, "strong")
    made.setBuddy(field)
    return made
