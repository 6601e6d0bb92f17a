"""The desk: the only thing the screen talks to. It takes wishes and gives answers, never waiting."""

import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, Final, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal

from reader.jobs.import_run import ImportRun
from reader.jobs.job import Job
from reader.jobs.lane import Call, Lane, Outcome
from reader.library.library import Library
from reader.model.change import Changes, Progress
from reader.model.errors import ReaderError

P = ParamSpec("P")

SWITCH_INTERVAL: Final = 0.0005
"""Seconds between hand-overs among threads: turns hitches of 200 ms into single late frames."""


class Desk(QObject):
    """Serves one open library through three lanes: reading, writing, and long work.

    `changed` tells every pane once what an edit or a long verb changed; `troubled` carries a
    `ReaderError` nobody else words; `broke` carries the report of a bug of ours.
    `long_progressed` and `long_ended` tell of running long jobs; `settled` says that nothing is left to do.
    `opening` is the job that opens the library; when it fails, the library cannot be used.
    A desk that is `reading_only` drops every edit: for a look at a library that another program owns.
    """

    changed = Signal(object)
    troubled = Signal(object)
    broke = Signal(str)
    long_progressed = Signal(object, object)
    long_ended = Signal(object)
    settled = Signal()
    _arrived = Signal(object, object, object)

    def __init__(self, folder: Path, *, reading_only: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.folder = folder
        self._reading_only = reading_only
        self._open_jobs = 0
        self._closed = False
        self._writer_opened = threading.Event()
        if reading_only:
            self._writer_opened.set()
        self._indexing: Job | None = None
        self._imports: list[ImportRun] = []
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._read_lane = self._lane("read", writable=False)
        self._write_lane = self._lane("write", writable=True)
        self._long_lane = self._lane("long", writable=False)
        # The writer opens the library before anybody asks: readers wait for it.
        self.opening = self.write(Library.undo_state)

    def read(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for an answer; nothing is changed by it."""
        return self._short(self._read_lane, verb, "", *args, **kwargs)

    def latest(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an answer; a newer call of the same verb drops this one, also while it is served."""
        slot = getattr(verb, "__name__", repr(verb))
        return self._short(self._read_lane, verb, slot, *args, **kwargs)

    def write(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit; its Changes are told to every pane before the job is done."""
        if self._reading_only:
            job = self._job(verb)
            self._arrived.emit(job, Outcome.DROPPED, None)
            return job
        return self._short(self._write_lane, verb, "", *args, **kwargs)

    def long(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for a long verb: a generator of Progress, cancellable between its steps."""
        job = self._job(verb)
        self._long_lane.put(Call(job, lambda library: verb(library, *args, **kwargs)))
        return job

    def import_files(self, paths: Sequence[Path], source: str, tags: Sequence[str]) -> Job:
        """Import files and folders; the job's answer is the ImportReport, also after a cancel."""
        run = ImportRun(self, self._long_lane, [str(path) for path in paths], source, tuple(tags))
        self._imports.append(run)
        run.job.progressed.connect(lambda step: self.long_progressed.emit(run.job, step))
        run.job.failed.connect(lambda error: self._tell_trouble(run.job, error))
        run.job.ended.connect(lambda: self._import_ended(run))
        return run.job

    def catch_up(self, *, repair: bool = False) -> None:
        """Bring the index up to date, unless that is under way or an import still brings more.

        `repair` looks for damage first.
        """
        if self._closed or self._reading_only or self._indexing is not None or self._imports:
            return
        job = self._indexing = self.long(Library.repair_index if repair else Library.catch_up)
        job.or_else(self.troubled.emit)
        job.progressed.connect(lambda step: self.long_progressed.emit(job, step))
        job.ended.connect(self._caught_up)

    def new_job(self, name: str) -> Job:
        """Make a job for work that is made of several calls."""
        self._open_jobs += 1
        job = Job(name, self)
        job.ended.connect(self._job_ended)
        return job

    def is_settled(self) -> bool:
        """Tell whether nothing asked for is still to be answered."""
        return self._open_jobs == 0

    def close(self) -> bool:
        """Finish the edits asked for, stop the rest; tell whether every lane ended in time."""
        self._closed = True
        lanes = (self._long_lane, self._read_lane, self._write_lane)
        ended = [lane.close() for lane in lanes]  # every one, also when one did not end
        return all(ended)

    def _lane(self, name: str, *, writable: bool) -> Lane[Library]:
        folder = self.folder

        def open_session(cancelled: Callable[[], bool]) -> Library:
            # The writer opens first: it makes an older library a present one, which readers may not.
            if not writable:
                self._writer_opened.wait()
            try:
                return Library.open(folder, writable=writable, cancelled=cancelled)
            finally:
                if writable:
                    self._writer_opened.set()

        lane = Lane(name, open_session, self._arrived.emit)
        lane.start()
        return lane

    def _job(self, verb: object) -> Job:
        return self.new_job(getattr(verb, "__name__", repr(verb)))

    def _job_ended(self) -> None:
        self._open_jobs -= 1
        if self._open_jobs == 0:
            self.settled.emit()

    def _short(
        self,
        lane: Lane[Library],
        verb: Callable[Concatenate[Library, P], object],
        slot: str,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        job = self._job(verb)
        lane.put(Call(job, lambda library: verb(library, *args, **kwargs), slot))
        return job

    def _receive(self, job: Job, outcome: Outcome, value: object) -> None:
        if outcome in (Outcome.PROGRESSED, Outcome.DONE):
            changes = value.changes if isinstance(value, Progress) else value
            if isinstance(changes, Changes):
                self._tell(changes)
        if outcome is Outcome.PROGRESSED:
            job.progressed.emit(value)
            return
        if outcome is Outcome.DONE:
            job.done.emit(value)
        elif outcome is Outcome.FAILED and isinstance(value, ReaderError):
            job.failed.emit(value)
            self._tell_trouble(job, value)
        elif outcome is Outcome.BROKEN and isinstance(value, BaseException):
            self.broke.emit("".join(traceback.format_exception(value)))
        job.ended.emit()
        job.deleteLater()

    def _tell_trouble(self, job: Job, error: ReaderError) -> None:
        if not job.troubles_are_told:
            self.troubled.emit(error)

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
        if changes.words:
            self.catch_up()

    def _import_ended(self, run: ImportRun) -> None:
        self._imports.remove(run)
        self.long_ended.emit(run.job)
        self.catch_up()

    def _caught_up(self) -> None:
        job, self._indexing = self._indexing, None
        self.long_ended.emit(job)
