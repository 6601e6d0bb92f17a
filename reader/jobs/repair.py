"""Long work on a library that is not open: bringing a backup back."""

import traceback
from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Qt, Signal

from reader.jobs.job import Job
from reader.jobs.lane import Call, Lane, Outcome
from reader.model.change import Progress
from reader.model.errors import InterruptedWork, ReaderError


class _Nothing:
    """The session of work that opens what it needs itself."""

    def close(self) -> None:
        """Give nothing back."""


class Repair(QObject):
    """Runs one generator of Progress in a lane of its own. `broke` carries the report of a bug of ours.

    The job's `done` carries what the generator came to.
    """

    broke = Signal(str)
    _arrived = Signal(object, object, object)

    def __init__(self, work: Callable[[], Generator[Progress, None, object]], parent: QObject) -> None:
        super().__init__(parent)
        self.job = Job("restore", self)
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._lane: Lane[_Nothing] = Lane("repair", lambda _cancelled: _Nothing(), self._arrived.emit)
        self._lane.start()
        self._lane.put(Call(self.job, lambda _: self._run(work())))

    def _run(self, steps: Generator[Progress, None, object]) -> object:
        """Run the generator through, on the lane's thread."""
        while True:
            if self.job.is_cancelled():
                steps.close()
                raise InterruptedWork
            try:
                step = next(steps)
            except StopIteration as end:
                return end.value
            self._arrived.emit(self.job, Outcome.PROGRESSED, step)

    def close(self) -> None:
        """Stop, and wait until everything is as it was."""
        self._lane.close()

    def _receive(self, job: Job, outcome: Outcome, value: object) -> None:
        if outcome is Outcome.PROGRESSED:
            job.progressed.emit(value)
            return
        self._lane.close()
        if outcome is Outcome.DONE:
            job.done.emit(value)
        elif outcome is Outcome.FAILED and isinstance(value, ReaderError):
            job.failed.emit(value)
        elif outcome is Outcome.BROKEN and isinstance(value, BaseException):
            self.broke.emit("".join(traceback.format_exception(value)))
        job.ended.emit()
        self.deleteLater()
