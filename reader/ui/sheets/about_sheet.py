"""What the program is, and the licences of all its parts, to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader import __version__
from reader.library.parts import Part
from reader.model.wording import tr
from reader.ui.kit.parts import IconLabel, label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.lines import KEY, LinesView, in_card
from reader.ui.sheets.sheet import Sheet


class AboutSheet(Sheet):
    """Lists the parts at the left; the licence of the chosen one stands at the right."""

    def __init__(self, look: Look, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(tr("Pressmark"), parent, wide=960)
        self._look = look
        self._parts = parts
        self.column.addLayout(self._head())
        self.column.addSpacing(8)
        entries = [(f"{each.name} {each.version}".strip(), each.licence, each) for each in parts]
        self._list = LinesView(look, entries, tr("Parts of the program"))
        self._list.setSelectionMode(LinesView.SelectionMode.SingleSelection)
        self._list.setMinimumWidth(250)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setProperty("kind", "licence")
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setMinimumHeight(320)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(in_card(self._list), 3)
        sides.addWidget(self._text, 7)
        self.column.addLayout(sides, 1)
        self._copy = push_button(tr("Copy this licence"))
        self._copy.clicked.connect(self._copy_text)
        self.foot.addWidget(self._copy)
        everything = push_button(tr("Copy all"))
        everything.setToolTip(tr("Copy the licences of all parts"))
        everything.clicked.connect(self._copy_all)
        self.foot.addWidget(everything)
        self.add_close()
        self._list.selectionModel().currentChanged.connect(lambda *_: self._show())
        self._list.setCurrentIndex(self._list.model().index(0, 0))
        self._show()

    def text(self) -> str:
        """Give the licence that is shown."""
        return self._text.toPlainText()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel(self._look, "pressmark", "accent", 40), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        version = label(tr("Version {version}", version=__version__), "strong")
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(version)
        about = tr(
            "A desktop reader for people who read articles for a living, under the MIT licence. "
            "Nothing leaves this computer."
        )
        words.addWidget(label(about, "muted", wrap=True))
        row.addLayout(words, 1)
        return row

    def _chosen(self) -> Part | None:
        part = self._list.currentIndex().data(KEY)
        return part if isinstance(part, Part) else None

    def _show(self) -> None:
        part = self._chosen()
        if part is not None:
            self._text.setPlainText(part.text)
            self._text.setAccessibleName(tr("Licence of {part}", part=part.name))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copy.setText(tr("Copied"))

    def _copy_all(self) -> None:
        whole = [f"{each.name} {each.version}\n{each.licence}\n\n{each.text}" for each in self._parts]
        QGuiApplication.clipboard().setText(("\n\n" + "-" * 72 + "\n\n").join(whole))
