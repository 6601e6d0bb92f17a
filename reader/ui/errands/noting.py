"""Store notes as they are written; one that cannot be stored is kept, and tried again until it can."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.errors import PASSING, ReaderError
from reader.model.ids import HighlightId

_AGAIN: Final = 2_000
"""Milliseconds between two tries."""


class Noting(QObject):
    """Knows the notes that are not stored yet.

    `emptied` says that the last of them was stored. `refused` carries the trouble of each try that failed;
    `troubled` only that of the first in a row: the others happen by themselves.
    """

    emptied = Signal()
    refused = Signal(object)
    troubled = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[HighlightId, str] = {}
        self._told = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(lambda: self.try_again())

    def store(self, highlight: HighlightId, note: str) -> None:
        """Store the note of a highlight."""
        self._kept[highlight] = note
        self._send(highlight, note)

    def has_unstored(self) -> bool:
        """Tell whether a note is not stored yet."""
        return bool(self._kept)

    def try_again(self, *, quietly: bool = False) -> None:
        """Store what could not be stored, now; `quietly` has only `refused` tell of a failure."""
        self._again.stop()
        self._told = self._told or quietly
        for highlight, note in list(self._kept.items()):
            self._send(highlight, note)

    def _send(self, highlight: HighlightId, note: str) -> None:
        job = self._desk.write(Library.set_note, highlight, note)
        refused: list[ReaderError] = []
        job.then(self._take_success).or_else(refused.append)
        job.ended.connect(lambda: self._take_end(highlight, note, refused))

    def _take_success(self, _changes: object) -> None:
        self._told = False

    def _take_end(self, highlight: HighlightId, note: str, refused: list[ReaderError]) -> None:
        if not refused or refused[0].code not in PASSING:
            self._settle(highlight, note)
        elif highlight in self._kept:
            self._again.start()
        for error in refused:
            if not (error.code in PASSING and self._told):
                self.troubled.emit(error)
            self._told = self._told or error.code in PASSING
            self.refused.emit(error)

    def _settle(self, highlight: HighlightId, note: str) -> None:
        """Keep a note no longer, unless a newer text of it is on its way."""
        if self._kept.get(highlight) == note:
            del self._kept[highlight]
            if not self._kept:
                self.emptied.emit()
