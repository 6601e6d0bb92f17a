"""A lane: one thread with a session of its own, where calls are served one after the other."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, Protocol, TypeVar

from reader.jobs.job import Job
from reader.model.errors import InterruptedWork, ReaderError


class Session(Protocol):
    """What a lane opens in its thread and closes there."""

    def close(self) -> None:
        """Give back what the session holds."""


S = TypeVar("S", bound=Session)


class Outcome(Enum):
    """What came of a step."""

    DONE = auto()
    PROGRESSED = auto()
    FAILED = auto()
    BROKEN = auto()
    DROPPED = auto()


@dataclass(slots=True)
class Call(Generic[S]):
    """A verb waiting for its turn; a `patient` one lets all others go first.

    One that `yields` is patient, and is broken off while it is served when any other is asked for.
    """

    job: Job
    verb: Callable[[S], Any]
    slot: str = ""
    patient: bool = False
    yields: bool = False


Deliver = Callable[[Job, Outcome, object], None]


class Lane(Generic[S]):
    """Serves calls in their order, patient ones when no other waits.

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
        self._closing = False
        self._thread = threading.Thread(target=self._run, name=f"lane {name}", daemon=True)

    def start(self) -> None:
        """Start the thread; it opens its session at the first call."""
        self._thread.start()

    def put(self, call: Call[S]) -> None:
        """Queue a call; one with a slot drops older ones of that slot, waiting or being served."""
        with self._wake:
            if call.slot:
                self._outdate(call.slot)
            if not call.yields and self._current is not None and self._current.yields:
                self._current.job.outdate()
            (self._patient if call.patient or call.yields else self._calls).append(call)
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
                if self._calls:
                    call = self._calls.popleft()
                elif self._patient:
                    call = self._patient.popleft()
                elif self._closing:
                    return None
                else:
                    self._wake.wait()
                    continue
                self._current = call
                return call

    def _serve(self, call: Call[S], session: S) -> None:
        try:
            self._deliver(call.job, Outcome.DONE, call.verb(session))
        except InterruptedWork:
            self._deliver(call.job, Outcome.DROPPED, None)
        except ReaderError as error:
            self._deliver(call.job, Outcome.FAILED, error)
        except Exception as error:  # noqa: BLE001 (a lane must outlive every bug; it is reported)
            self._deliver(call.job, Outcome.BROKEN, error)

    def _drop_the_rest(self) -> None:
        with self._wake:
            rest = [*self._calls, *self._patient]
            self._calls.clear()
            self._patient.clear()
        for call in rest:
            self._deliver(call.job, Outcome.DROPPED, None)
