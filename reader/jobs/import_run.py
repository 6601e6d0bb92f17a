"""One import under way: files are read in the long lane, stored in the write lane, one parcel at a time."""

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec, Protocol

from PySide6.QtCore import QObject

from reader.jobs.job import Job
from reader.jobs.lane import Call, Lane
from reader.library.importing import Parcel
from reader.library.library import Library
from reader.model.change import Progress
from reader.model.errors import ReaderError
from reader.model.ids import BatchId

P = ParamSpec("P")


class Writer(Protocol):
    """The part of the desk an import needs."""

    def write(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit."""

    def new_job(self, name: str) -> Job:
        """Make a job for work that is made of several calls."""


class ImportRun(QObject):
    """Drives one import. The reader gets its next credit only when its last parcel is stored.

    So at most one parcel of texts is ever between the two, and the user's own edits go in between.
    """

    def __init__(
        self,
        desk: "Writer",
        reading_lane: Lane[Library],
        paths: Sequence[str],
        source: str,
        tags: Sequence[str],
    ) -> None:
        super().__init__(desk if isinstance(desk, QObject) else None)
        self._desk = desk
        self._lane = reading_lane
        self._paths, self._source, self._tags = paths, source, tags
        self._batch = BatchId(0)
        self._trouble: ReaderError | None = None
        self._reading: Job | None = None
        self.job = desk.new_job("import_files")
        start = desk.write(Library.start_import, source, tags)
        start.then(self._started).or_else(self._start_failed)

    def _started(self, batch: BatchId) -> None:
        self._batch = batch
        paths, source = self._paths, self._source
        self._reading = self._desk.new_job("read_parcels")
        self._reading.or_else(self._failed)
        self._reading.progressed.connect(self._parcel_read)
        self._reading.ended.connect(self._all_read)
        self._lane.put(Call(self._reading, lambda library: library.read_parcels(paths, source), relayed=True))
        self._pass_on_cancel()

    def _start_failed(self, error: ReaderError) -> None:
        self.job.failed.emit(error)
        self._end()

    def _parcel_read(self, parcel: Parcel) -> None:
        storing = self._desk.write(Library.store_parcel, self._batch, parcel)
        storing.then(self._stored).or_else(self._failed)
        storing.ended.connect(self._give_credit)

    def _stored(self, progress: Progress) -> None:
        self.job.progressed.emit(progress)

    def _failed(self, error: ReaderError) -> None:
        self._trouble = error
        self.job.cancel()

    def _give_credit(self) -> None:
        self._pass_on_cancel()
        if self._reading is not None:
            self._lane.proceed(self._reading)

    def _pass_on_cancel(self) -> None:
        if self.job.is_cancelled() and self._reading is not None:
            self._reading.cancel()

    def _all_read(self) -> None:
        self._reading = None
        finish = self._desk.write(Library.finish_import, self._batch, self.job.is_cancelled())
        finish.done.connect(self.job.done)
        finish.or_else(self._failed)
        finish.ended.connect(self._end)

    def _end(self) -> None:
        if self._trouble is not None:
            self.job.failed.emit(self._trouble)
        self.job.ended.emit()
        self.job.deleteLater()
