"""Asks how a search is called that is to be kept, and what it looks for."""

from collections.abc import Collection
from typing import Final

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from reader.model.errors import ReaderError
from reader.model.saved_search import LONGEST, clean_search_name, clean_words
from reader.model.wording import tr, trouble_words
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet

_LONGEST_SHOWN: Final = 20
"""Code points of a name that a button shows."""


class SavedSearchSheet(Sheet):
    """Accepted when the user means it; `name` and `words` are then to be kept.

    `replaces` tells that they take the place of the search named `before`, if one was given.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        name: str,
        words: str,
        taken: Collection[str],
        parent: QWidget | None = None,
        *,
        before: str = "",
    ) -> None:
        """Show a name and words; `taken` are names, folded, that other searches have."""
        super().__init__(title, parent, wide=520)
        self._taken = taken
        self._before = before
        self.replaces = False
        self._name = QLineEdit(name)
        self._name.setAccessibleName(tr("Name"))
        self._name.setMaxLength(LONGEST)
        self._name.selectAll()
        self._words = QLineEdit(words)
        self._words.setAccessibleName(tr("What is searched for"))
        self._words.setCursorPosition(0)
        self._about = label("", "faint", wrap=True)
        self._save = push_button(tr("Save"), "primary")
        self._save.setDefault(True)
        self._replace = push_button(tr("Change “{name}” Instead", name=_short(before)))
        self._replace.setVisible(bool(before))
        self._lay_out()
        for field in (self._name, self._words):
            field.textChanged.connect(self._judge)
        self._save.clicked.connect(self.accept)
        self._replace.clicked.connect(self._accept_in_place)
        self.first = self._name
        self._judge()

    def name(self) -> str:
        """Give the name."""
        return self._before if self.replaces else self._name.text()

    def words(self) -> str:
        """Give what is searched for."""
        return self._words.text()

    def _lay_out(self) -> None:
        self.column.addSpacing(6)
        for words, field in ((tr("Name"), self._name), (tr("Search"), self._words)):
            self.column.addWidget(_name_of(words, field))
            self.column.addWidget(field)
            self.column.addSpacing(8)
        self.column.addWidget(self._about)
        self.foot.addWidget(self._replace)
        self.foot.addStretch(1)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self._save)

    def _accept_in_place(self) -> None:
        self.replaces = True
        self.accept()

    def _judge(self) -> None:
        """Say what is in the way, if anything is."""
        trouble = ""
        try:
            clean_words(self._words.text())
            self._replace.setEnabled(True)
            name = clean_search_name(self._name.text())
            if name.casefold() in self._taken:
                trouble = tr("There is a saved search of this name already.")
        except ReaderError as error:
            trouble = " ".join(trouble_words(error))
            self._replace.setEnabled(bool(self._words.text().strip()))
        self._save.setEnabled(not trouble)
        self._about.setText(trouble or tr("Filters such as is:unread or date:today work here too."))


def _name_of(words: str, field: QWidget) -> QLabel:
    made = label(words, "strong")
    made.setBuddy(field)
    return made


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_SHOWN else name[: _LONGEST_SHOWN - 1] + "…"
