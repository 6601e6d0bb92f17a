"""What a screen reader says of edits: what was stored, where no message on the window tells it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.model.change import Changes, EditKind
from reader.model.wording import tr
from reader.ui.errands.filing import Filing
from reader.ui.kit.speech import announce

_MOMENT: Final = 300
"""Milliseconds in which it is known whether this was an undo, which a message says."""
_REST: Final = 1200
"""Milliseconds without another save until a note counts as written: it is saved each second of typing."""

_SAID: Final[dict[EditKind, str]] = {
    EditKind.HIGHLIGHT: "Highlighted",
    EditKind.HIGHLIGHT_LABEL: "Label stored",
    EditKind.HIGHLIGHT_REMOVE: "Highlight removed",
    EditKind.HIGHLIGHT_TAG: "Tags stored",
    EditKind.NOTE: "Note stored",
    EditKind.ARTICLE_TAG: "Tags stored",
    EditKind.CORRECT: "Correction stored",
    EditKind.SEARCH: "Search saved",
    EditKind.SEARCH_CHANGE: "Saved search changed",
    EditKind.SEARCH_MOVE: "Saved search moved",
}
"""The others are told by a message, or by the pane that knows more than the kind."""


class Announcing(QObject):
    """Has each edit said, a moment after it was stored; what was undone or done again says a message."""

    def __init__(self, desk: Desk, filing: Filing, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._words = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._say)
        desk.changed.connect(self._take)
        filing.turned.connect(self._pause.stop)

    def _take(self, changes: Changes) -> None:
        done = changes.done
        if done is None or done.kind not in _SAID:
            return
        self._words = tr(_SAID[done.kind])
        self._pause.start(_REST if done.kind is EditKind.NOTE else _MOMENT)

    def _say(self) -> None:
        announce(self._window, self._words)
