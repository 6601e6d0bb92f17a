"""Asks how a new library is called and where it lies."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QWidget

from reader.model.wording import tr
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet


class NewLibrarySheet(Sheet):
    """Accepted when the user wants the library; `folder` is then where it is to be made."""

    def __init__(self, look: Look, place: Path, parent: QWidget | None = None) -> None:
        super().__init__(tr("New library"), parent)
        self._place = place
        self._name = QLineEdit(free_name(place))
        self._name.setAccessibleName(tr("Name"))
        self._name.setMaxLength(100)
        self._name.selectAll()
        self._shown_place = ElidedLine(look)
        self._choose = push_button(tr("Choose…"))
        self._choose.setAccessibleDescription(tr("Choose the folder that the library is made in"))
        self._about = label("", "faint", wrap=True)
        self._make = push_button(tr("Make Library"), "primary")
        self._make.setDefault(True)
        self._lay_out()
        self._name.textChanged.connect(self._judge)
        self._choose.clicked.connect(self._choose_place)
        self._make.clicked.connect(self.accept)
        self.first = self._name
        self._judge()

    def folder(self) -> Path:
        """Give the folder that the library is to be made in; it need not be there yet."""
        return self._place / self._name.text().strip()

    def take_place(self, place: Path) -> None:
        """Take another folder for the library to lie in."""
        self._place = place
        self._judge()

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(label(tr("A library is a folder with everything in it."), "faint", wrap=True))
        column.addSpacing(10)
        column.addWidget(_name_of(tr("Name"), self._name))
        column.addWidget(self._name)
        column.addSpacing(10)
        column.addWidget(_name_of(tr("Place"), self._choose))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._shown_place, 1)
        row.addWidget(self._choose)
        column.addLayout(row)
        column.addSpacing(2)
        column.addWidget(self._about)
        cancel = push_button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self._make)

    def _judge(self) -> None:
        """Say what is in the way of the library, if anything is."""
        self._shown_place.show_text(str(self._place), tr("Place"))
        trouble = trouble_with(self._place, self._name.text())
        self._make.setEnabled(not trouble)
        self._about.setText(trouble or tr("It will be a new folder there."))

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, tr("Where the library is to lie"), str(self._place))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.take_place(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def free_name(place: Path) -> str:
    """Propose a name that nothing in a folder has yet."""
    first = tr("My library")
    name, number = first, 1
    while (place / name).exists():
        number += 1
        name = f"{first} {number}"
    return name


def trouble_with(place: Path, name: str) -> str:
    """Say why a folder of that name cannot become a library; nothing when it can."""
    name = name.strip()
    if not name:
        return tr("Give the library a name.")
    if name in (".", "..") or any(sign in '/\\:*?"<>|' or ord(sign) < ord(" ") for sign in name):
        return tr('A name cannot be dots alone or hold any of / \\ : * ? " < > |')
    folder = place / name
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return tr("There is something of that name already: choose another one.")
    except OSError:
        return tr("The folder of that name may not be looked into: choose another one.")
    return ""


def _name_of(words: str, field: QWidget) -> QLabel:
    made = label(words, "strong")
    made.setBuddy(field)
    return made
