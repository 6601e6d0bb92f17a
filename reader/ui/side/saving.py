"""Saves a note while it is being written: soon after the last key, and never much later than the first."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.ui.kit.awaited import Awaited

REST: Final = 600
"""Milliseconds after the last key until the note is saved."""
LIMIT: Final = 1000
"""Milliseconds after the first unsaved key until the note is saved, even while typing goes on."""


class NoteSaving(QObject):
    """Decides when the text of one note is saved, and which text told back is news.

    `save_asked` carries the text; `stored` says that the last text sent was told back.
    """

    save_asked = Signal(str)
    stored = Signal()

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._saved = text
        self._awaited = Awaited(text)
        self._rest = self._timer(REST)
        self._limit = self._timer(LIMIT)

    @property
    def unsaved(self) -> bool:
        """Tell whether something was typed that was not sent to be saved."""
        return self._text != self._saved

    def touch(self, text: str) -> None:
        """Take the text as it is after a key."""
        self._text = text
        if not self.unsaved:
            self._stop()
            return
        self._rest.start()
        if not self._limit.isActive():
            self._limit.start()

    def save(self) -> None:
        """Send what is unsaved now."""
        self._stop()
        if self.unsaved:
            self._saved = self._text
            self._awaited.send(self._text)
            self.save_asked.emit(self._text)

    def flush(self) -> None:
        """Send what is unsaved, and take whatever is told next as the truth: an undo may follow."""
        self.save()
        self._awaited.forget()

    def discard(self) -> None:
        """Forget what is unsaved: there is nothing left that it could belong to."""
        self._stop()
        self._saved = self._text

    def settle(self, text: str) -> bool:
        """Take the text told back, and tell whether the field has to show it."""
        waiting = not self._awaited.stored
        news = self._awaited.settle(text)
        if waiting and self._awaited.stored and text == self._text:
            self.stored.emit()
        if not news or self.unsaved or text == self._text:
            return False
        self._text = self._saved = text
        return True

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save)
        return timer

    def _stop(self) -> None:
        self._rest.stop()
        self._limit.stop()
