"""Asks which tags several articles get, and which they lose."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from reader.model.article import TagMark
from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet


class TagsSheet(Sheet):
    """Accepted when the user means it; `added` and `removed` are then what is to be changed."""

    def __init__(
        self, look: Look, count: int, common: Sequence[TagMark], known: Sequence[str], parent: QWidget
    ) -> None:
        """Show the tags that all of `count` articles have; those in `known` are proposed."""
        super().__init__(tr("Tags of {count} articles", count=f"{count:,}"), parent, wide=440)
        self._common = tuple(tag.name for tag in common)
        self._editor = TagEditor(look)
        self._editor.set_tags(tuple(common))
        self._editor.set_known(tuple(known))
        self.column.addSpacing(6)
        self.column.addWidget(self._editor)
        about = tr("A tag you add is put on every one of them. Tags that only some of them have stay.")
        if common:
            about = tr("These are on all of them. What you add or remove here changes every one.")
        self.column.addWidget(label(about, "faint", wrap=True))
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        save = push_button(tr("Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(save)
        self.first = self._editor

    def added(self) -> tuple[str, ...]:
        """Give the names of the tags that every article gets."""
        return tuple(name for name in self._editor.tags() if name not in self._common)

    def removed(self) -> tuple[str, ...]:
        """Give the names of the tags that every article loses."""
        kept = set(self._editor.tags())
        return tuple(name for name in self._common if name not in kept)

    def done(self, result: int) -> None:
        """Take a tag that was typed but not entered, then close."""
        if result == QDialog.DialogCode.Accepted:
            self._editor.add_typed()
        super().done(result)
