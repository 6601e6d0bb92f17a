"""The desk: the only thing the screen talks to. It takes wishes and gives answers, never waiting."""

import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, Final, ParamSpec

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.jobs.errands import Errands
from reader.jobs.import_run import ImportRun
from reader.jobs.indexing import Indexing
from reader.jobs.job import Job
from reader.jobs.lane import Call, Lane, Outcome
from reader.jobs.link import Link, worker_command
from reader.library.library import Library
from reader.library.long_verbs import LONG_VERBS, LongVerb
from reader.model.aside import Aside, Task
from reader.model.change import Changes, Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.store.imports import Order

P = ParamSpec("P")

SWITCH_INTERVAL: Final = 0.0001
"""Seconds between hand-overs among threads: turns hitches of 200 ms into single late frames.

While a lane computes, each call from Qt into Python waits so long and a little more: 0.6 ms with 0.0005,
0.2 ms with this, of which a painting of the window has dozens.
"""


_CALM: Final = 2_000
"""Milliseconds of rest before names are recognised that nobody waits for: the model is heavy to load."""
_OF_THE_INDEX: Final = frozenset({"catch_up", "repair_index", "rebuild_index"})
"""Long verbs that all bring the index up to date in the end."""
_READ_PATIENCE: Final = 1.5
"""Seconds a read that is under way gets when the desk is closed; edits get longer."""


class Desk(QObject):
    """Serves one open library: short verbs in two lanes, reading and writing; long ones in the worker.

    `changed` tells every pane once what an edit or a long verb changed; `troubled` carries a
    `ReaderError` nobody else words; `broke` carries the report of a bug of ours.
    `long_progressed` and `long_ended` tell of running long jobs; `settled` says that nothing is left to do.
    `left_out` tells that what is left out, because it stopped the worker twice, is something else now.
    `recognised` carries the identities of articles whose names have been found, `names_counted` how many
    articles have been recognised, of how many.
    `opening` is the job that opens the library; when it fails, the library cannot be used.
    `held_up` carries a trouble that keeps something from being stored, with each try; `went_on` says that
    nothing is held up any longer, `all_stored` that no edit waits to be stored.
    A desk that is `reading_only` drops every edit: for a look at a library that another program owns.
    """

    changed = Signal(object)
    troubled = Signal(object)
    broke = Signal(str)
    long_progressed = Signal(object, object)
    long_ended = Signal(object)
    recognised = Signal(object)
    left_out = Signal()
    names_counted = Signal(int, int)
    held_up = Signal(object)
    went_on = Signal()
    all_stored = Signal()
    settled = Signal()
    _arrived = Signal(object, object, object)

    def __init__(
        self,
        folder: Path,
        *,
        reading_only: bool = False,
        names_model: str = "sm",
        worker: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Open the desk on a library, with one of `reader.library.names.models.MODELS`.

        `worker` is another command for the worker than the usual one.
        """
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.folder = folder
        self._reading_only = reading_only
        self._names_model = names_model
        self._open_jobs = 0
        self._unstored = 0
        self._held: set[Job] = set()
        self._closed = False
        self._writer_opened = threading.Event()
        if reading_only:
            self._writer_opened.set()
        self._imports: list[ImportRun] = []
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._recognise_all)
        self._verbs_left_out: set[str] = set()
        self._early: list[Callable[[], None]] | None = []
        """Long verbs asked for before the library was open."""
        self._arrived.connect(self._queue_answer, Qt.ConnectionType.QueuedConnection)
        self._answers: deque[tuple[Job, Outcome, object]] = deque()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._deliver_answer)
        self._read_lane = self._lane("read", writable=False)
        self._write_lane = self._lane("write", writable=True)
        self._link = Link(folder, worker or worker_command(folder), self)
        self._errands = Errands(self._link, self._receive, self._leave_out, self)
        self._errands.use_model(names_model)
        self._errands.recognised.connect(self.recognised)
        self._errands.names_counted.connect(self.names_counted)
        self._errands.troubled.connect(self.troubled)
        self._errands.broke.connect(self.broke)
        # The writer opens the library before anybody asks: readers wait for it.
        self.opening = self.attempt(Library.undo_state)
        self.opening.ended.connect(self._opened)
        self._indexing = Indexing(self.long, self)
        self._indexing.progressed.connect(self.long_progressed)
        self._indexing.ended.connect(self.long_ended)
        self._indexing.troubled.connect(self.troubled)
        self._indexing.rested.connect(self._calm.start)

    def read(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for an answer; nothing is changed by it."""
        return self._short(self._read_lane, verb, "", *args, **kwargs)

    def latest(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an answer; a newer call of the same verb drops this one, also while it is served."""
        slot = getattr(verb, "__name__", repr(verb))
        return self._short(self._read_lane, verb, slot, *args, **kwargs)

    def idly(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for an answer that nobody waits for; it is dropped when anything else is asked meanwhile."""
        job = self._job(verb)
        self._read_lane.put(Call(job, lambda library: verb(library, *args, **kwargs), yields=True))
        return job

    def write(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit; its Changes are told to every pane before the job is done.

        When it meets a trouble that passes by itself, it is kept and tried again until it is stored; edits
        asked for after it wait for it.
        """
        return self._edit(verb, "", *args, **kwargs)

    def overwrite(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for such an edit that takes the place of a waiting one right before it.

        That one must be by the same verb and about the same thing, which the first of `args` names.
        """
        slot = f"{getattr(verb, '__name__', verb)} {args[0]}"
        return self._edit(verb, slot, *args, **kwargs)

    def attempt(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for an edit that fails of every trouble: one that nobody would miss or whose asker is told."""
        if self._reading_only:
            return self._dropped(verb)
        return self._short(self._write_lane, verb, "", *args, **kwargs)

    def store(
        self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> Job:
        """Ask for something to be stored after all edits that were asked for, and until it is."""
        job = self._job(verb)
        job.cancel_asked.connect(self.store_now)
        self._write_lane.put(
            Call(job, lambda library: verb(library, *args, **kwargs), patient=True, lasting=True)
        )
        return job

    def long(self, verb: Callable[Concatenate[Library, P], object], *args: P.args, **kwargs: P.kwargs) -> Job:
        """Ask for a long verb, one of `LONG_VERBS`: cancellable, and run in the worker."""
        known = LONG_VERBS[getattr(verb, "__name__", repr(verb))]
        return self._long(known, known.pack(args, kwargs))

    def _long(self, known: LongVerb, packed: bytes) -> Job:
        job = self.new_job(known.name)
        job.done.connect(lambda _: self._take_in(known.name))
        self._when_open(lambda: self._errands.ask(job, known.name, packed, relayed=known.relayed))
        return job

    def proceed(self, job: Job) -> None:
        """Give a relayed long verb its next credit."""
        self._errands.proceed(job)

    def import_files(self, paths: Sequence[Path], source: str, tags: Sequence[str]) -> Job:
        """Import files and folders; the job's answer is the ImportReport, also after a cancel."""
        names = [str(path) for path in paths]
        run = self._new_import()
        run.begin(lambda library: library.start_import(names, source, tags))
        return run.job

    def resume_imports(self, told: Callable[[Job], object]) -> None:
        """Go on with the imports that the end of the program cut off; `told` hears of each."""
        if self._reading_only:
            return

        def resume(batches: list[BatchId]) -> None:
            for batch in batches:
                run = self._new_import()
                run.go_on(batch)
                told(run.job)

        self.read(Library.unfinished_imports).then(resume)

    def catch_up(self, *, repair: bool = False) -> None:
        """Bring the index up to date, unless that is under way; while an import runs, by turns.

        `repair` looks for damage first.
        """
        if not self._reading_only:
            self._indexing.catch_up(repair=repair)

    def rebuild_index(self) -> None:
        """Make the index anew, when what is under way with it has ended."""
        if not self._reading_only:
            self._indexing.rebuild()

    def index_now(self) -> None:
        """Go on with the index after it was cancelled or given up."""
        if not self._reading_only:
            self._indexing.go_on()

    def is_indexing(self) -> bool:
        """Tell whether the index is being brought up to date, or will be in an import under way."""
        return self._indexing.is_running()

    def is_importing(self) -> bool:
        """Tell whether an import is under way."""
        return bool(self._imports)

    def index_rests(self) -> bool:
        """Tell whether the index stays as it is until somebody asks for more, although that may be done."""
        return not (self._reading_only or self._closed or self.is_indexing())

    def recognises(self) -> bool:
        """Tell whether names are found here that are not known yet."""
        return not self._reading_only

    def wish_names(self, open_article: ArticleId | None, visible: Sequence[ArticleId]) -> None:
        """Say which article is open and which are in sight: their names are recognised first."""
        if not (self._closed or self._reading_only):
            self._when_open(lambda: self._errands.see(open_article, visible))

    def use_names_model(self, model: str) -> None:
        """Recognise names with another model from now on; those found before are made anew."""
        if self._closed or model == self._names_model:
            return
        self._names_model = model
        self.read(Library.use_names_model, model)
        if not self._reading_only:
            self._errands.use_model(model)

    def try_again(self, told: Callable[[Job], object]) -> None:
        """Leave nothing out any longer, and do it all now.

        `told` hears of each job: imports of files, exports and backups.
        """

        def begin(found: tuple[list[Order], list[Aside]]) -> None:
            orders, verbs = found
            self._verbs_left_out.clear()
            self.left_out.emit()
            for order in orders:
                told(self.import_files([Path(path) for path in order.paths], order.source, order.tags))
            for aside in verbs:
                if aside.mark and aside.subject not in _OF_THE_INDEX:
                    told(self._told(self._long(LONG_VERBS[aside.subject], bytes.fromhex(aside.mark))))
            self.catch_up(repair=True)
            self._errands.recognise_all(again=True)

        self.write(Library.try_again).then(begin)

    def _told(self, job: Job) -> Job:
        """Let a long job be seen by whoever shows those."""
        job.progressed.connect(lambda step: self.long_progressed.emit(job, step))
        job.ended.connect(lambda: self.long_ended.emit(job))
        return job

    def pause_names(self, on: bool) -> None:
        """Let the recognition of all other articles rest, or go on with it."""
        if not (self._closed or self._reading_only):
            self._when_open(lambda: self._errands.pause_names(on))

    def worker_process(self) -> int:
        """Give the number of the worker's process, 0 when there is none."""
        return self._link.process_id()

    def new_job(self, name: str) -> Job:
        """Make a job for work that is made of several calls."""
        self._open_jobs += 1
        job = Job(name, self)
        job.ended.connect(self._job_ended)
        return job

    def unstored(self) -> int:
        """Tell how many edits are not stored yet."""
        return self._unstored

    def store_now(self) -> None:
        """Try what is held up again, now."""
        self._write_lane.try_now()

    def is_settled(self) -> bool:
        """Tell whether nothing asked for is still to be answered."""
        return self._open_jobs == 0 and not self._indexing.is_about_to_run()

    def close(self) -> bool:
        """Finish the edits asked for, stop the rest; tell whether every lane ended in time."""
        self._closed = True
        self._calm.stop()
        self._indexing.close()
        self._link.ask_to_leave()
        self._read_lane.stop()
        ended = [self._write_lane.close(), self._read_lane.close(_READ_PATIENCE)]
        self._link.close()
        self._deliver_rest()
        return all(ended)

    def _lane(self, name: str, *, writable: bool) -> Lane[Library]:
        folder = self.folder

        def open_session(cancelled: Callable[[], bool]) -> Library:
            # The writer opens first: it makes an older library a present one, which readers may not.
            if not writable:
                self._writer_opened.wait()
            try:
                return Library.open(
                    folder, writable=writable, cancelled=cancelled, names_model=self._names_model
                )
            finally:
                if writable:
                    self._writer_opened.set()

        lane = Lane(name, open_session, self._arrived.emit)
        lane.start()
        return lane

    def _when_open(self, do: Callable[[], None]) -> None:
        if self._early is None:
            do()
        else:
            self._early.append(do)

    def _opened(self) -> None:
        early, self._early = self._early or [], None
        for do in early:
            do()
        if not self._reading_only:
            self.read(Library.set_aside).then(self._note_left_out).or_else(lambda _: None)

    def _note_left_out(self, asides: list[Aside]) -> None:
        self._verbs_left_out |= {each.subject for each in asides if each.task is Task.VERB}

    def _take_in(self, verb: str) -> None:
        """Note that a verb that was left out did come to its end."""
        same = _OF_THE_INDEX if verb in _OF_THE_INDEX else frozenset({verb})
        done = same & self._verbs_left_out
        if done:
            self._verbs_left_out -= done
            self.attempt(Library.take_in, Task.VERB, sorted(done)).then(lambda _: self.left_out.emit())

    def _new_import(self) -> ImportRun:
        run = ImportRun(self)
        self._imports.append(run)
        self._indexing.begin_import()
        run.job.held_up.connect(lambda error: self._hold(run.job, error))
        run.job.progressed.connect(lambda _: self._go_on_with(run.job))
        run.job.progressed.connect(lambda step: self.long_progressed.emit(run.job, step))
        run.stored.connect(self._indexing.count_stored)
        run.job.failed.connect(lambda error: self._tell_trouble(run.job, error))
        run.job.ended.connect(lambda: self._import_ended(run))
        return run

    def _leave_out(
        self, task: Task, subject: str, asked: bytes, reason: Trouble, stored: Callable[[], None]
    ) -> None:
        if task is Task.VERB:
            self._verbs_left_out.add(subject)
        job = self.attempt(Library.leave_out, task, subject, reason, asked)
        job.ended.connect(stored)
        job.ended.connect(self.left_out)

    def _job(self, verb: object) -> Job:
        return self.new_job(getattr(verb, "__name__", repr(verb)))

    def _job_ended(self) -> None:
        self._open_jobs -= 1
        if self._open_jobs == 0:
            self.settled.emit()

    def _edit(
        self,
        verb: Callable[Concatenate[Library, P], object],
        slot: str,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job:
        if self._reading_only:
            return self._dropped(verb)
        job = self._job(verb)
        self._unstored += 1
        job.ended.connect(self._edit_ended)
        job.cancel_asked.connect(self.store_now)
        self._write_lane.put(Call(job, lambda library: verb(library, *args, **kwargs), slot, lasting=True))
        return job

    def _edit_ended(self) -> None:
        self._unstored -= 1
        if not self._unstored:
            self.all_stored.emit()

    def _dropped(self, verb: object) -> Job:
        job = self._job(verb)
        self._arrived.emit(job, Outcome.DROPPED, None)
        return job

    def _hold(self, job: Job, error: ReaderError) -> None:
        self._held.add(job)
        self.held_up.emit(error)
        for run in self._imports:
            if not run.has_begun():  # it waits behind this: let it be seen, so that it can be cancelled
                self.long_progressed.emit(run.job, Progress(0, 0))

    def _go_on_with(self, job: Job) -> None:
        if job in self._held:
            self._held.remove(job)
            if not self._held:
                self.went_on.emit()

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

    def _queue_answer(self, job: Job, outcome: Outcome, value: object) -> None:
        self._answers.append((job, outcome, value))
        if self._closed:  # nothing is painted any more, and who waits for it is about to go
            self._deliver_rest()
        else:
            self._next.start()

    def _deliver_answer(self) -> None:
        """Hand on one answer: what it changes is painted, and keys and ticks are heard, before the next one.

        Several at once, and the painting of them all, would be one long frame.
        """
        answer = self._answers.popleft()
        if self._answers:
            self._next.start()
        self._receive(*answer)

    def _deliver_rest(self) -> None:
        self._next.stop()
        while self._answers:
            self._receive(*self._answers.popleft())

    def _receive(self, job: Job, outcome: Outcome, value: object) -> None:
        if outcome in (Outcome.PROGRESSED, Outcome.DONE):
            self._tell(value)
        if outcome is Outcome.PROGRESSED:
            job.progressed.emit(value)
            return
        if outcome is Outcome.HELD_UP and isinstance(value, ReaderError):
            job.held_up.emit(value)
            self._hold(job, value)
            return
        self._go_on_with(job)
        if outcome is Outcome.DONE:
            job.done.emit(value)
        elif outcome is Outcome.FAILED and isinstance(value, ReaderError):
            job.failed.emit(value)
            self._tell_trouble(job, value)
        elif outcome is Outcome.BROKEN:
            self.broke.emit(_report(value))
        job.ended.emit()
        job.deleteLater()

    def _tell_trouble(self, job: Job, error: ReaderError) -> None:
        if not job.troubles_are_told:
            self.troubled.emit(error)

    def _tell(self, value: object) -> None:
        """Tell of the changes in an answer, if any; what a parcel brings waits for its import's turns."""
        if isinstance(value, Progress) and value.changes is not None:
            self.changed.emit(value.changes)
        elif isinstance(value, Changes):
            self.changed.emit(value)
            if value.words and not self._reading_only:
                self._indexing.take_edit()

    def _import_ended(self, run: ImportRun) -> None:
        self._imports.remove(run)
        self._go_on_with(run.job)
        self.long_ended.emit(run.job)
        self._indexing.end_import()

    def _recognise_all(self) -> None:
        if not (self._closed or self._reading_only or self._imports):
            self._errands.recognise_all()


def _report(error: object) -> str:
    """Give the report of a bug; the worker sends its own."""
    return "".join(traceback.format_exception(error)) if isinstance(error, BaseException) else str(error)
