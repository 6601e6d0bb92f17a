"""A piece of work that was asked for, as the screen sees it."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from reader.model.errors import ReaderError


class Job(QObject):
    """One call of a verb. Its signals are emitted on the screen's thread.

    `done` carries the answer, `progressed` what a long verb yielded, `failed` a `ReaderError`;
    `ended` comes last in every case, also after a cancel or a bug. `held_up` carries the trouble that
    has to pass before the job goes on by itself; it comes again with each try that fails.
    """

    done = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)
    held_up = Signal(object)
    ended = Signal()
    cancel_asked = Signal()
    paused = Signal(bool)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.name = name
        self._cancelled = threading.Event()
        self._resting = False

    def cancel(self) -> None:
        """Say that the answer is no longer wanted; a long verb stops at its next look."""
        if not self._cancelled.is_set():
            self._cancelled.set()
            self.cancel_asked.emit()

    def outdate(self) -> None:
        """Do so from within a lane, where the job may have ended already."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Tell whether somebody cancelled; may be asked from any thread."""
        return self._cancelled.is_set()

    def pause(self) -> None:
        """Let a long verb rest after its present step."""
        self._rest(on=True)

    def resume(self) -> None:
        """Let it go on."""
        self._rest(on=False)

    def is_paused(self) -> bool:
        """Tell whether it was told to rest."""
        return self._resting

    def _rest(self, *, on: bool) -> None:
        if on != self._resting:
            self._resting = on
            self.paused.emit(on)

    def then(self, answer: Callable[[Any], None]) -> "Job":
        """Call `answer` on the screen's thread when the job is done."""
        self.done.connect(answer)
        return self

    def or_else(self, told: Callable[[ReaderError], None]) -> "Job":
        """Call `told` when an expected trouble came up; without it, the desk tells of it."""
        self.failed.connect(told)
        self._told = True
        return self

    _told = False

    @property
    def troubles_are_told(self) -> bool:
        """Tell whether whoever asked words the trouble, so that the desk need not."""
        return self._told
