"""A lane serves calls in its own thread, one after the other."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from reader.jobs.job import Job
from reader.jobs.lane import Call, Lane, Outcome
from reader.model.errors import InterruptedWork, ReaderError, Trouble


class Session:
    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self.cancelled = cancelled
        self.thread = threading.get_ident()
        self.closed_in = 0

    def close(self) -> None:
        self.closed_in = threading.get_ident()


class Post:
    """Collects what a lane delivers."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, Outcome, object]] = []
        self.wake = threading.Condition()

    def deliver(self, job: Job, outcome: Outcome, value: object) -> None:
        with self.wake:
            self.arrived.append((job.name, outcome, value))
            self.wake.notify_all()

    def wait(self, count: int) -> list[tuple[str, Outcome, object]]:
        with self.wake:
            assert self.wake.wait_for(lambda: len(self.arrived) >= count, timeout=10), self.arrived
            return list(self.arrived)


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def sessions() -> list[Session]:
    return []


@pytest.fixture
def lane(post: Post, sessions: list[Session]) -> Iterator[Lane[Session]]:
    def open_session(cancelled: Callable[[], bool]) -> Session:
        sessions.append(Session(cancelled))
        return sessions[-1]

    made = Lane("test", open_session, post.deliver)
    yield made
    made.close()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_answers_in_a_thread_of_its_own_with_one_session(lane, post, sessions, owner):
    lane.start()
    for name in ("one", "two"):
        lane.put(Call(Job(name, owner), lambda session: session.thread))
    answers = post.wait(2)
    assert [name for name, *_ in answers] == ["one", "two"]
    assert answers[0][2] == answers[1][2] != threading.get_ident()
    lane.close()
    assert len(sessions) == 1
    assert sessions[0].closed_in == sessions[0].thread


def test_patient_calls_let_all_others_go_first(lane, post, owner):
    for name in ("patient", "one", "two"):
        lane.put(Call(Job(name, owner), lambda _: None, patient=name == "patient"))
    lane.start()
    assert [name for name, *_ in post.wait(3)] == ["one", "two", "patient"]


def test_patient_calls_asked_for_before_closing_are_still_made(lane, post, owner):
    made: list[int] = []
    for number in range(3):
        lane.put(Call(Job(str(number), owner), lambda _, number=number: made.append(number), patient=True))
    lane.start()
    assert lane.close()
    assert made == [0, 1, 2]


def test_a_call_that_yields_is_broken_off_when_any_other_is_asked_for(lane, post, sessions, owner):
    begun = threading.Event()

    def long(session: Session) -> int:
        begun.set()
        for _ in range(2000):
            if session.cancelled():
                raise InterruptedWork
            threading.Event().wait(0.01)
        return 0

    lane.start()
    lane.put(Call(Job("count", owner), long, yields=True))
    assert begun.wait(10)
    lane.put(Call(Job("another count", owner), lambda _: 1, yields=True))
    lane.put(Call(Job("typed", owner), lambda _: 2))
    assert [(name, outcome) for name, outcome, _ in post.wait(3)] == [
        ("count", Outcome.DROPPED),
        ("typed", Outcome.DONE),
        ("another count", Outcome.DONE),
    ]


def test_calls_that_yield_leave_each_other_in_peace(lane, post, owner):
    lane.start()
    for number in range(9):
        lane.put(Call(Job(str(number), owner), lambda _, number=number: number, yields=True))
    assert [outcome for _, outcome, _ in post.wait(9)] == [Outcome.DONE] * 9


def test_a_newer_call_of_a_slot_drops_the_waiting_one(lane, post, owner):
    for name in ("old", "new"):
        lane.put(Call(Job(name, owner), lambda _: 1, slot="search"))
    lane.start()
    assert [(name, outcome) for name, outcome, _ in post.wait(2)] == [
        ("old", Outcome.DROPPED),
        ("new", Outcome.DONE),
    ]


def test_a_newer_call_of_a_slot_cancels_the_one_being_served(lane, post, owner):
    begun = threading.Event()

    def slow(session: Session) -> None:
        begun.set()
        for _ in range(1_000):
            if session.cancelled():
                raise InterruptedWork
            threading.Event().wait(0.005)

    lane.start()
    lane.put(Call(Job("slow", owner), slow, slot="search"))
    assert begun.wait(10)
    lane.put(Call(Job("new", owner), lambda _: 2, slot="search"))
    assert [(name, outcome) for name, outcome, _ in post.wait(2)] == [
        ("slow", Outcome.DROPPED),
        ("new", Outcome.DONE),
    ]


def test_troubles_and_bugs_are_told_apart_and_the_lane_goes_on(lane, post, owner):
    def trouble(_session):
        raise ReaderError(Trouble.DISK_FULL, folder="x")

    def bug(_session):
        raise ZeroDivisionError

    lane.start()
    for name, verb in (("trouble", trouble), ("bug", bug), ("fine", lambda _: 3)):
        lane.put(Call(Job(name, owner), verb))
    outcomes = {name: outcome for name, outcome, _ in post.wait(3)}
    assert outcomes == {"trouble": Outcome.FAILED, "bug": Outcome.BROKEN, "fine": Outcome.DONE}


def test_edits_asked_for_before_closing_are_still_made(lane, post, owner):
    made: list[int] = []
    for number in range(20):
        lane.put(Call(Job(str(number), owner), lambda _, number=number: made.append(number)))
    lane.start()
    assert lane.close()
    assert made == list(range(20))


def test_a_session_that_cannot_be_opened_fails_every_call(post, owner):
    def refuse(_cancelled):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder="x")

    lane = Lane("test", refuse, post.deliver)
    lane.start()
    lane.put(Call(Job("a", owner), lambda _: 1))
    lane.put(Call(Job("b", owner), lambda _: 1))
    assert {outcome for _, outcome, _ in post.wait(2)} == {Outcome.FAILED}
    assert lane.close()
