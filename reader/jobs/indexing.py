"""The index kept up to date: after every change, by turns in an import, later after a trouble that passes."""

from collections.abc import Callable
from time import monotonic
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.change import Progress
from reader.model.errors import PASSING, ReaderError, Trouble

_TURN: Final = 5_000
"""Milliseconds of an import after which the index gets a turn, …"""
_TURN_AFTER: Final = 1_000
"""… or articles stored; …"""
_REST: Final = 2
"""… but only after so many times what its last turn took, so that the import goes on well."""
_SHARED: Final = 0.5
"""Seconds from turn to turn: edits in between share the next one, and are searchable within a second."""
_IDLE: Final = 3_000
"""Milliseconds without an edit after which small parts of the index are joined, to be faster."""
_LATER: Final = 10_000
"""Milliseconds until the index is gone on with after a trouble that passes, such as a full disk."""


class Long(Protocol):
    """Asks for a long verb, as `Desk.long` does."""

    def __call__(self, verb: Callable[..., object], **arguments: object) -> Job:
        """Ask for it."""


class Indexing(QObject):
    """Asks for one run of the index at a time, by `long`.

    `progressed` carries a run and its Progress, but not of turns in an import, which tells how far it is
    itself; `ended` carries a run, `troubled` a trouble to be told; `rested` says that no run follows.
    """

    progressed = Signal(object, object)
    ended = Signal(object)
    troubled = Signal(object)
    rested = Signal()

    def __init__(self, long: Long, parent: QObject) -> None:
        super().__init__(parent)
        self._long = long
        self._run: Job | None = None
        self._again = self._anew = self._stuck = self._trying_again = self._closed = False
        self._imports = 0
        self._stored = 0
        """Articles stored by imports since the last turn began."""
        self._begun = self._free = -_SHARED
        self._joined = True
        """The last run joined what it could."""
        self._turn = self._timer(_TURN, self._take_turn)
        self._soon = self._timer(0, self._take_turn)
        self._idle = self._timer(_IDLE, self.catch_up)
        self._later = self._timer(_LATER, self._try_again)

    def catch_up(self, *, repair: bool = False) -> None:
        """Bring the index up to date and join its parts, unless that is under way; in an import by a turn.

        `repair` looks for damage first.
        """
        if self._closed or (self._stuck and not repair):
            return
        if self._run is not None or self._imports:
            self.take_edit()
        else:
            self._begin(Library.repair_index if repair else Library.catch_up)

    def take_edit(self) -> None:
        """Make an edit searchable by the next turn, with those that come until then; join when no more come.

        Whoever wrote a note looks for it sooner than for what is being imported.
        """
        if self._closed or self._stuck:
            return
        if self._run is not None:
            self._again = True
        else:
            self._take_turn()

    def rebuild(self) -> None:
        """Make the index anew, when what is under way with it has ended."""
        if self._closed:
            return
        self._stuck = False
        if self._run is not None:
            self._anew = True
        else:
            self._begin(Library.rebuild_index)

    def go_on(self) -> None:
        """Bring it up to date also after it was cancelled or given up."""
        self._stuck = False
        self.catch_up()

    def is_running(self) -> bool:
        """Tell whether the index is being brought up to date, or will be in an import under way."""
        return self._run is not None or bool(self._imports) or self.is_about_to_run()

    def is_about_to_run(self) -> bool:
        """Tell whether a turn comes in a moment."""
        return self._soon.isActive()

    def begin_import(self) -> None:
        """Take turns from now on."""
        self._imports += 1
        self._idle.stop()  # its end has that done
        self._turn.start()

    def end_import(self) -> None:
        """Do the rest."""
        self._imports -= 1
        self.catch_up()

    def count_stored(self, articles: int) -> None:
        """Hear how many articles an import has stored just now."""
        self._stored += articles
        if self._stored >= _TURN_AFTER:
            self._take_turn()

    def close(self) -> None:
        """Begin nothing any more."""
        self._closed = True
        for timer in (self._turn, self._soon, self._idle, self._later):
            timer.stop()

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _take_turn(self) -> None:
        """Have the worker go on with the index, once it is time."""
        if self._run is not None or self._closed or self._stuck:
            return
        if self._imports and self._later.isActive():
            return  # it is tried again then
        due = max(self._begun + _SHARED, self._free if self._imports else 0.0)
        rest = round(1000 * (due - monotonic()))
        if rest > 0:
            self._soon.start(rest)
        else:
            self._begin(Library.catch_up, joining=False)

    def _begin(self, verb: Callable[..., object], **how: object) -> None:
        self._stored = 0
        self._begun = monotonic()
        self._turn.stop()
        self._soon.stop()
        self._idle.stop()
        self._joined = bool(how.get("joining", True))
        run = self._run = self._long(verb, **how)
        run.or_else(self._failed)
        run.progressed.connect(self._tell)
        run.ended.connect(self._ended)

    def _tell(self, step: Progress) -> None:
        if not self._imports:
            self.progressed.emit(self._run, step)

    def _failed(self, error: ReaderError) -> None:
        # It would stop the worker again and again; the next start of the program tries anew.
        self._stuck = error.code in (Trouble.WORK_STOPPED, Trouble.WORKER_FAILED)
        if error.code in PASSING and not self._closed:
            self._later.start()
        again, self._trying_again = self._trying_again, False
        if not (again and error.code in PASSING):  # that was said the first time
            self.troubled.emit(error)

    def _try_again(self) -> None:
        self.catch_up()
        if self._run is not None:
            self._trying_again = True
            self._run.done.connect(self._went_on)

    def _went_on(self) -> None:
        self._trying_again = False

    def _ended(self) -> None:
        run, self._run = self._run, None
        cancelled = run is not None and run.is_cancelled()
        self._free = monotonic() + _REST * (monotonic() - self._begun)
        self.ended.emit(run)
        again, self._again = self._again, False
        if self._anew:
            self._anew = False
            self.rebuild()
        elif again and not cancelled:
            self.take_edit()  # something was stored while it was ending
        elif self._imports:
            self._turn.start(_TURN)
        elif not (self._joined or cancelled or self._later.isActive() or self._closed):
            self._idle.start()
        if self._run is None and not (self.is_about_to_run() or self._closed):
            self.rested.emit()
