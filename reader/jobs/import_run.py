"""One import under way: files are read in the worker, stored in the write lane, one parcel at a time."""

from collections.abc import Callable
from typing import Concatenate, Final, ParamSpec, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.change import Progress
from reader.model.errors import PASSING, ReaderError
from reader.model.ids import BatchId
from reader.model.message import unpack
from reader.model.parcel import Parcel

P = ParamSpec("P")

_AGAIN: Final = 2_000
"""Milliseconds until files are read again after a trouble that passes."""


class Clerk(Protocol):
    """The part of the desk an import needs."""

    def write(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit."""

    def store(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for something to be stored after all edits that were asked for, and until it is."""

    def long(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for a long verb."""

    def proceed(self, job: Job) -> None:
        """Give a relayed long verb its next credit."""

    def new_job(self, name: str) -> Job:
        """Make a job for work that is made of several calls."""


class ImportRun(QObject):
    """Drives one import. The reader gets its next credit only when its last parcel is stored.

    So at most one parcel of texts is ever between the two, and the user's own edits go in between. `stored`
    carries how many articles were stored anew. A trouble that passes by itself holds the import up; it goes
    on when that has passed, or is cancelled.
    """

    stored = Signal(int)

    def __init__(self, desk: "Clerk") -> None:
        super().__init__(desk if isinstance(desk, QObject) else None)
        self._desk = desk
        self._batch = BatchId(0)
        self._trouble: ReaderError | None = None
        self._reading: Job | None = None
        self._storing: Job | None = None
        """The start or a parcel, while it waits to be stored; an end that waits keeps nobody."""
        self._held_end: Job | None = None
        """The end, while it is held up."""
        self._count = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self._read)
        self.job = desk.new_job("import_files")
        self.job.cancel_asked.connect(self._cancel)
        self.job.paused.connect(self._rest)

    def begin(self, start: Callable[[Library], BatchId]) -> None:
        """Store that it begins, then read."""
        starting = self._storing = self._follow(self._desk.write(start))
        starting.then(self.go_on)
        starting.ended.connect(self._start_ended)

    def go_on(self, batch: BatchId) -> None:
        """Read what is not read yet of an import that is stored."""
        self._batch = batch
        self._read()

    def has_begun(self) -> bool:
        """Tell whether its batch is stored."""
        return bool(self._batch)

    def _follow(self, storing: Job) -> Job:
        """Hear of what holds up something to be stored, or goes wrong with it."""
        storing.held_up.connect(self.job.held_up)
        return storing.or_else(self._failed)

    def _start_ended(self) -> None:
        self._storing = None
        if not self._batch:
            self._end()

    def _read(self) -> None:
        self._reading = self._desk.long(Library.read_parcels, self._batch)
        self._reading.or_else(self._reading_failed)
        self._reading.progressed.connect(self._parcel_read)
        self._reading.ended.connect(self._reading_ended)
        if self.job.is_paused():
            self._reading.pause()
        if self.job.is_cancelled():
            self._reading.cancel()

    def _parcel_read(self, data: bytes) -> None:
        storing = self._storing = self._follow(self._desk.store(_store, self._batch, data))
        storing.then(self._stored)
        storing.ended.connect(self._give_credit)

    def _stored(self, progress: Progress) -> None:
        self.job.progressed.emit(progress)
        if progress.report is not None:
            before, self._count = self._count, progress.report.added + progress.report.updated
            self.stored.emit(self._count - before)

    def _reading_failed(self, error: ReaderError) -> None:
        if error.code in PASSING and not self.job.is_cancelled():
            self._again.start()
            self.job.held_up.emit(error)
        else:
            self._failed(error)

    def _failed(self, error: ReaderError) -> None:
        self._trouble = error
        self.job.cancel()

    def _give_credit(self) -> None:
        self._storing = None
        if self._reading is not None:
            self._desk.proceed(self._reading)

    def _cancel(self) -> None:
        if self._storing is not None:
            self._storing.cancel()
        if self._reading is not None:
            self._reading.cancel()
        if self._again.isActive():
            self._again.stop()
            self._finish()
        self._let_go()

    def _rest(self, on: bool) -> None:
        if self._reading is not None:
            (self._reading.pause if on else self._reading.resume)()

    def _reading_ended(self) -> None:
        self._reading = None
        if not self._again.isActive():
            self._finish()

    def _finish(self) -> None:
        finish = self._desk.store(Library.finish_import, self._batch, self.job.is_cancelled())
        self._follow(finish)
        finish.done.connect(self.job.done)
        finish.held_up.connect(lambda _: self._end_held_up(finish))
        finish.ended.connect(self._end)

    def _end_held_up(self, finish: Job) -> None:
        self._held_end = finish
        self._let_go()

    def _let_go(self) -> None:
        """End a cancelled import whose end cannot be stored yet: the user need not wait for that."""
        end = self._held_end
        if end is not None and self.job.is_cancelled():
            for signal in (end.done, end.failed, end.held_up):
                signal.disconnect()
            end.ended.disconnect(self._end)
            self._end()

    def _end(self) -> None:
        self._held_end = None
        if self._trouble is not None:
            self.job.failed.emit(self._trouble)
        self.job.ended.emit()
        self.job.deleteLater()


def _store(library: Library, batch: BatchId, data: bytes) -> Progress:
    """Unpack a parcel where it is stored: on the screen's thread that would hold up the window."""
    return library.store_parcel(batch, unpack(data, Parcel))
