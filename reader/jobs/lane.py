"""A lane: one thread with a session of its own, where calls are served one after the other."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic
from typing import Any, Final, Generic, Protocol, TypeVar

from reader.jobs.job import Job
from reader.model.errors import PASSING, InterruptedWork, ReaderError


class Session(Protocol):
    """What a lane opens in its thread and closes there."""

    def close(self) -> None:
        """Give back what the session holds."""


S = TypeVar("S", bound=Session)

AGAIN: Final = 2.0
"""Seconds between two tries of a call that is held up."""


class Outcome(Enum):
    """What came of a step."""

    DONE = auto()
    PROGRESSED = auto()
    HELD_UP = auto()
    FAILED = auto()
    BROKEN = auto()
    DROPPED = auto()


@dataclass(slots=True)
class Call(Generic[S]):
    """A verb waiting for its turn; a `patient` one lets all others go first.

    One that `yields` is patient, and is broken off while it is served when any other is asked for.
    One that is `lasting` is tried again until it is done when it meets a trouble that passes by itself.
    """

    job: Job
    verb: Callable[[S], Any]
    slot: str = ""
    patient: bool = False
    yields: bool = False
    lasting: bool = False
    held_up: bool = False
    """It has met such a trouble."""


Deliver = Callable[[Job, Outcome, object], None]


class Lane(Generic[S]):
    """Serves calls in their order, patient ones when no other waits.

    While a call is held up by a trouble that passes, those behind it wait: what was asked for later is done
    later, such as an undo. Only calls that are not lasting fail at once meanwhile, of the same trouble.
    `deliver` is called on the lane's thread and must hand over to the screen's thread itself.
    """

    def __init__(self, name: str, open_session: Callable[[Callable[[], bool]], S], deliver: Deliver) -> None:
        self.name = name
        self._open_session = open_session
        self._deliver = deliver
        self._wake = threading.Condition()
        self._calls: deque[Call[S]] = deque()
        self._patient: deque[Call[S]] = deque()
        self._current: Call[S] | None = None
        self._trouble: ReaderError | None = None
        """What holds up the first of the calls, until it is tried again at `_due`."""
        self._due = 0.0
        self._closing = self._hopeless = False
        self._thread = threading.Thread(target=self._run, name=f"lane {name}", daemon=True)

    def start(self) -> None:
        """Start the thread; it opens its session at the first call."""
        self._thread.start()

    def put(self, call: Call[S]) -> None:
        """Queue a call.

        One with a slot drops older ones of that slot, waiting or being served; a lasting one drops only
        the one right before it, and only if that has not been tried yet.
        """
        with self._wake:
            if self._calls and self._calls[0].held_up and not call.lasting:
                self._deliver(call.job, Outcome.FAILED, self._trouble)
                return
            if call.slot and call.lasting:
                self._take_place_of_last(call.slot)
            elif call.slot:
                self._outdate(call.slot)
            if not call.yields and self._current is not None and self._current.yields:
                self._current.job.outdate()
            (self._patient if call.patient or call.yields else self._calls).append(call)
            self._wake.notify()

    def try_now(self) -> None:
        """Try a call that is held up again without waiting any longer; drop those that were cancelled."""
        with self._wake:
            self._due = 0.0
            for queue in (self._calls, self._patient):
                for call in [each for each in queue if self._is_unwanted(each)]:
                    queue.remove(call)
                    self._deliver(call.job, Outcome.DROPPED, None)
            self._wake.notify()

    def stop(self) -> None:
        """Tell the lane to end after what was asked for; `close` then waits for it."""
        with self._wake:
            self._closing = True
            for call in (*self._calls, *self._patient):
                call.job.outdate()
            if self._current is not None:
                self._current.job.outdate()
            self._wake.notify()

    def close(self, patience: float = 10.0) -> bool:
        """Stop after the present step; wait up to `patience` seconds; tell whether the thread ended."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    def is_cancelled(self) -> bool:
        """Tell the verb at work whether its answer is still wanted."""
        current = self._current
        return current is not None and current.job.is_cancelled()

    def _outdate(self, slot: str) -> None:
        for older in [each for each in self._calls if each.slot == slot]:
            self._calls.remove(older)
            older.job.outdate()
            self._deliver(older.job, Outcome.DROPPED, None)
        if self._current is not None and self._current.slot == slot:
            self._current.job.outdate()

    def _is_unwanted(self, call: Call[S]) -> bool:
        """Tell whether a lasting call was cancelled; at the end every job is, and is still done."""
        return call.lasting and call.job.is_cancelled() and not self._closing

    def _take_place_of_last(self, slot: str) -> None:
        if self._calls and self._calls[-1].slot == slot and not self._calls[-1].held_up:
            self._deliver(self._calls.pop().job, Outcome.DROPPED, None)

    def _run(self) -> None:
        session: S | None = None
        try:
            while (call := self._next()) is not None:
                try:
                    if session is None:
                        session = self._open_session(self.is_cancelled)
                except ReaderError as error:
                    self._deliver(call.job, Outcome.FAILED, error)
                except Exception as error:  # noqa: BLE001 (a lane must outlive every bug; it is reported)
                    self._deliver(call.job, Outcome.BROKEN, error)
                else:
                    self._serve(call, session)
                self._current = None
        finally:
            self._drop_the_rest()
            if session is not None:
                session.close()

    def _next(self) -> Call[S] | None:
        with self._wake:
            while True:
                # Edits asked for before closing are still made: nobody loses a note by quitting.
                queue = self._calls or self._patient
                rest = self._due - monotonic() if queue and queue[0].held_up and not self._closing else 0.0
                if self._hopeless or (self._closing and not queue):
                    return None
                if rest > 0:
                    self._wake.wait(rest)
                elif not queue:
                    self._wake.wait()
                else:
                    self._current = queue.popleft()
                    return self._current

    def _serve(self, call: Call[S], session: S) -> None:
        outcome, value = self._outcome(call, session)
        if outcome is Outcome.FAILED and call.lasting and value.code in PASSING:
            outcome = self._hold(call, value)
        self._deliver(call.job, outcome, value)

    def _outcome(self, call: Call[S], session: S) -> tuple[Outcome, Any]:
        if self._is_unwanted(call):
            return Outcome.DROPPED, None
        try:
            return Outcome.DONE, call.verb(session)
        except InterruptedWork:
            return Outcome.DROPPED, None
        except ReaderError as error:
            return Outcome.FAILED, error
        except Exception as error:  # noqa: BLE001 (a lane must outlive every bug; it is reported)
            return Outcome.BROKEN, error

    def _hold(self, call: Call[S], trouble: ReaderError) -> Outcome:
        """Put a call back to its place, to be tried again; at the end nothing waits for better times."""
        with self._wake:
            if self._closing:
                self._hopeless = True
                return Outcome.DROPPED
            call.held_up = True
            self._trouble, self._due = trouble, monotonic() + AGAIN
            for hasty in [each for each in self._calls if not each.lasting]:
                self._calls.remove(hasty)
                self._deliver(hasty.job, Outcome.FAILED, trouble)
            (self._patient if call.patient else self._calls).appendleft(call)
        return Outcome.HELD_UP

    def _drop_the_rest(self) -> None:
        with self._wake:
            rest = [*self._calls, *self._patient]
            self._calls.clear()
            self._patient.clear()
        for call in rest:
            self._deliver(call.job, Outcome.DROPPED, None)
