"""One import under way: files are read in the worker, stored in the write lane, one parcel at a time."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol

from PySide6.QtCore import QObject, Signal

from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.change import Progress
from reader.model.errors import ReaderError
from reader.model.ids import BatchId
from reader.model.message import unpack
from reader.model.parcel import Parcel

P = ParamSpec("P")


class Clerk(Protocol):
    """The part of the desk an import needs."""

    def write(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit."""

    def store(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for something to be stored after all edits that were asked for."""

    def long(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for a long verb."""

    def proceed(self, job: Job) -> None:
        """Give a relayed long verb its next credit."""

    def new_job(self, name: str) -> Job:
        """Make a job for work that is made of several calls."""


class ImportRun(QObject):
    """Drives one import. The reader gets its next credit only when its last parcel is stored.

    So at most one parcel of texts is ever between the two, and the user's own edits go in between. `start`
    begins the batch or, when one was cut off, gives it. `stored` carries how many articles were stored anew.
    """

    stored = Signal(int)

    def __init__(self, desk: "Clerk", start: Callable[[Library], BatchId]) -> None:
        super().__init__(desk if isinstance(desk, QObject) else None)
        self._desk = desk
        self._batch = BatchId(0)
        self._trouble: ReaderError | None = None
        self._reading: Job | None = None
        self._count = 0
        self.job = desk.new_job("import_files")
        self.job.cancel_asked.connect(self._cancel)
        self.job.paused.connect(self._rest)
        desk.write(start).then(self._started).or_else(self._start_failed)

    def _started(self, batch: BatchId) -> None:
        self._batch = batch
        self._reading = self._desk.long(Library.read_parcels, batch)
        self._reading.or_else(self._failed)
        self._reading.progressed.connect(self._parcel_read)
        self._reading.ended.connect(self._all_read)
        if self.job.is_paused():
            self._reading.pause()
        if self.job.is_cancelled():
            self._reading.cancel()

    def _start_failed(self, error: ReaderError) -> None:
        self.job.failed.emit(error)
        self._end()

    def _parcel_read(self, data: bytes) -> None:
        storing = self._desk.store(_store, self._batch, data)
        storing.then(self._stored).or_else(self._failed)
        storing.ended.connect(self._give_credit)

    def _stored(self, progress: Progress) -> None:
        self.job.progressed.emit(progress)
        if progress.report is not None:
            before, self._count = self._count, progress.report.added + progress.report.updated
            self.stored.emit(self._count - before)

    def _failed(self, error: ReaderError) -> None:
        self._trouble = error
        self.job.cancel()

    def _give_credit(self) -> None:
        if self._reading is not None:
            self._desk.proceed(self._reading)

    def _cancel(self) -> None:
        if self._reading is not None:
            self._reading.cancel()

    def _rest(self, on: bool) -> None:
        if self._reading is not None:
            (self._reading.pause if on else self._reading.resume)()

    def _all_read(self) -> None:
        self._reading = None
        finish = self._desk.store(Library.finish_import, self._batch, self.job.is_cancelled())
        finish.done.connect(self.job.done)
        finish.or_else(self._failed)
        finish.ended.connect(self._end)

    def _end(self) -> None:
        if self._trouble is not None:
            self.job.failed.emit(self._trouble)
        self.job.ended.emit()
        self.job.deleteLater()


def _store(library: Library, batch: BatchId, data: bytes) -> Progress:
    """Unpack a parcel where it is stored: on the screen's thread that would hold up the window."""
    return library.store_parcel(batch, unpack(data, Parcel))
