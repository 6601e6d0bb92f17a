"""The index kept up to date: after every change, by turns in an import, later after a trouble that passes."""

from collections.abc import Callable
from time import monotonic
from typing import Final

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
_LATER: Final = 10_000
"""Milliseconds until the index is gone on with after a trouble that passes, such as a full disk."""


class Indexing(QObject):
    """Asks for one run of the index at a time, by `long`.

    `progressed` carries a run and its Progress, but not of turns in an import, which tells how far it is
    itself; `ended` carries a run, `troubled` a trouble to be told; `rested` says that no run follows.
    """

    progressed = Signal(object, object)
    ended = Signal(object)
    troubled = Signal(object)
    rested = Signal()

    def __init__(self, long: Callable[[Callable[[Library], object]], Job], parent: QObject) -> None:
        super().__init__(parent)
        self._long = long
        self._run: Job | None = None
        self._again = self._anew = self._stuck = self._trying_again = self._closed = False
        self._imports = 0
        self._stored = 0
        """Articles stored by imports since the last turn began."""
        self._begun = self._free = 0.0
        self._turn = self._timer(_TURN, self._take_turn)
        self._later = self._timer(_LATER, self._try_again)

    def catch_up(self, *, repair: bool = False) -> None:
        """Bring the index up to date, unless that is under way; in an import by an early turn.

        `repair` looks for damage first.
        """
        if self._closed or (self._stuck and not repair):
            return
        if self._run is not None:
            self._again = True
        elif self._imports:
            self._take_turn()  # whoever wrote a note looks for it sooner than for what is being imported
        else:
            self._begin(Library.repair_index if repair else Library.catch_up)

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
        return self._run is not None or bool(self._imports)

    def begin_import(self) -> None:
        """Take turns from now on."""
        self._imports += 1
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
        self._turn.stop()
        self._later.stop()

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _take_turn(self) -> None:
        """Have the worker go on with the index while parcels are stored."""
        if not self._imports or self._run is not None or self._closed or self._stuck:
            return
        rest = self._free - monotonic()
        if rest > 0 or self._later.isActive():
            self._turn.start(max(100, round(1000 * rest)))
        else:
            self._begin(Library.catch_up)

    def _begin(self, verb: Callable[[Library], object]) -> None:
        self._stored = 0
        self._begun = monotonic()
        run = self._run = self._long(verb)
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
        self._free = monotonic() + _REST * (monotonic() - self._begun)
        self.ended.emit(run)
        again, self._again = self._again, False
        if self._anew:
            self._anew = False
            self.rebuild()
        elif self._imports:
            self._turn.start(_TURN)
        elif again and not (run is not None and run.is_cancelled()):
            self.catch_up()  # something was stored while it was ending
        if self._run is None and not self._closed:
            self.rested.emit()
