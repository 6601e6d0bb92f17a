"""What the page shows while no article is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconLabel, label
from reader.ui.look.look import Look


class EmptyPage(QWidget):
    """A quiet hint how to go on."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(tr("No article is open"))
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(9)
        column.addWidget(IconLabel(look, "newspaper", "scroll", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        words = label(tr("Choose an article to read it here."), "muted")
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(self._hints(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(11)

    def _hints(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place, (key, words) in enumerate((("J", tr("next")), ("K", tr("previous")), ("/", tr("search")))):
            if place:
                row.addSpacing(12)
            row.addWidget(label(key, "key"))
            row.addWidget(label(words, "faint"))
        return made
