"""What the page shows while no article is open."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconLabel, KeyLabel, label
from reader.ui.look.look import Look


class EmptyPage(QWidget):
    """A quiet hint how to go on."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(tr("No article is open"))
        self._keys = {
            "next_article": KeyLabel("J"),
            "previous_article": KeyLabel("K"),
            "search": KeyLabel("/"),
        }
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

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys are hinted at."""
        for name, key in self._keys.items():
            key.follow(actions[name])

    def _hints(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = {"next_article": tr("next"), "previous_article": tr("previous"), "search": tr("search")}
        for name, key in self._keys.items():
            if row.count():
                row.addSpacing(12)
            row.addWidget(key)
            row.addWidget(label(words[name], "faint"))
        return made
