"""The line that takes the place of the list's count while several articles are chosen."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconButton, label
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look

_OFFERED: Final = (
    ("star", "star"),
    ("unread", "mail"),
    ("article_tags", "tag"),
    ("archive", "archive"),
    ("export", "file-down"),
    ("delete", "trash-2"),
    ("restore", "rotate-ccw"),
)
"""Actions that are done to all that are chosen, and their icons."""
_EITHER: Final = frozenset({"delete", "restore"})
"""Of these only the one that can be done is shown."""
_PAUSE: Final = 400
"""Milliseconds without another change after which the number is said."""


class ChosenLine(QWidget):
    """Says how many articles are chosen and what can be done with them all.

    `none_asked`: only the current one is to be chosen again.
    """

    none_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = label("", "strong")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, IconButton] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: announce(self, self._count.text()))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(22, 8, 10, 6)
        self._row.setSpacing(0)
        self._row.addWidget(self._count, 1)
        self._leave = self._button("x", tr("Choose only one (Esc)"))
        self._leave.clicked.connect(self.none_asked)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take what can be done to several articles, by the names in the table of actions."""
        for name, icon in _OFFERED:
            if name in actions:
                self._offer(name, icon, actions[name])

    def show_count(self, count: int) -> None:
        """Say how many are chosen."""
        self._count.setText(tr("{count} chosen", count=f"{count:,}"))
        self._count.setAccessibleName(tr("{count} articles chosen", count=f"{count:,}"))
        self._pause.start()

    def words(self) -> str:
        """Give what is said."""
        return self._count.text()

    def button(self, name: str) -> IconButton:
        """Give the button of an action."""
        return self._buttons[name]

    def _offer(self, name: str, icon: str, action: QAction) -> None:
        button = self._buttons[name] = self._button(icon, "", before=self._leave)
        button.follow(action)
        button.clicked.connect(action.trigger)

        def take() -> None:
            button.setEnabled(action.isEnabled())
            button.setVisible(name not in _EITHER or action.isEnabled())

        action.changed.connect(take)
        take()

    def _button(self, icon: str, tip: str, *, before: QWidget | None = None) -> IconButton:
        button = IconButton(self._look, icon, tip, size=17, side=30)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(self._row.count() if before is None else self._row.indexOf(before), button)
        return button
