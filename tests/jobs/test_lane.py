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


class Weather:
    """Says whether there is room, and keeps what was stored."""

    def __init__(self) -> None:
        self.full = True
        self.made: list[str] = []

    def store(self, name: str) -> Callable[[object], None]:
        def verb(_session: object) -> None:
            if self.full:
                raise ReaderError(Trouble.DISK_FULL, folder="x")
            self.made.append(name)

        return verb


@pytest.fixture
def weather() -> Weather:
    return Weather()


def test_a_lasting_call_is_tried_until_it_is_done_and_those_behind_it_wait(lane, post, owner, weather):
    for name in ("note", "undo"):
        lane.put(Call(Job(name, owner), weather.store(name), lasting=True))
    lane.start()
    post.wait(1)
    lane.try_now()
    assert {(name, outcome) for name, outcome, _ in post.wait(2)} == {("note", Outcome.HELD_UP)}
    weather.full = False
    lane.try_now()
    post.wait(4)
    assert weather.made == ["note", "undo"]


def test_it_is_tried_again_by_itself(lane, post, owner, weather, monkeypatch):
    monkeypatch.setattr("reader.jobs.lane.AGAIN", 0.01)
    lane.put(Call(Job("note", owner), weather.store("note"), lasting=True))
    lane.start()
    post.wait(3)
    weather.full = False
    while post.wait(1)[-1][1] is not Outcome.DONE:
        threading.Event().wait(0.01)
    assert weather.made == ["note"]


def test_while_one_is_held_up_the_others_fail_at_once(lane, post, owner, weather):
    lane.put(Call(Job("note", owner), weather.store("note"), lasting=True))
    lane.put(Call(Job("read before", owner), weather.store("read before")))
    lane.start()
    post.wait(2)
    lane.put(Call(Job("read after", owner), weather.store("read after")))
    assert {(name, outcome) for name, outcome, _ in post.wait(3)} == {
        ("note", Outcome.HELD_UP),
        ("read before", Outcome.FAILED),
        ("read after", Outcome.FAILED),
    }


def test_a_patient_call_that_is_held_up_lets_others_go_on(lane, post, owner, weather):
    lane.put(Call(Job("parcel", owner), weather.store("parcel"), patient=True, lasting=True))
    lane.start()
    post.wait(1)
    lane.put(Call(Job("star", owner), lambda _: weather.made.append("star"), lasting=True))
    assert [(name, outcome) for name, outcome, _ in post.wait(2)][-1] == ("star", Outcome.DONE)
    weather.full = False
    lane.try_now()
    post.wait(3)
    assert weather.made == ["star", "parcel"]


def test_a_call_that_is_held_up_can_be_cancelled(lane, post, owner, weather):
    job = Job("parcel", owner)
    lane.put(Call(job, weather.store("parcel"), patient=True, lasting=True))
    lane.start()
    post.wait(1)
    job.cancel()
    lane.try_now()
    assert post.wait(2)[-1][1] is Outcome.DROPPED
    assert weather.made == []


def test_one_that_waits_behind_it_can_be_cancelled(lane, post, owner, weather):
    job = Job("import", owner)
    lane.put(Call(Job("note", owner), weather.store("note"), lasting=True))
    lane.put(Call(job, weather.store("import"), lasting=True))
    lane.start()
    post.wait(1)
    job.cancel()
    lane.try_now()
    assert ("import", Outcome.DROPPED, None) in post.wait(2)


def test_a_lasting_call_takes_the_place_of_the_one_right_before_it_only(lane, post, owner, weather):
    for name, slot in (("a", "note"), ("b", "note"), ("undo", ""), ("c", "note"), ("d", "note")):
        lane.put(Call(Job(name, owner), weather.store(name), slot, lasting=True))
    weather.full = False
    lane.start()
    post.wait(5)
    assert weather.made == ["b", "undo", "d"]


def test_at_the_end_nothing_waits_for_better_times(lane, post, owner, weather):
    for name in ("a", "b"):
        lane.put(Call(Job(name, owner), weather.store(name), lasting=True))
    lane.start()
    post.wait(1)
    assert lane.close()
    assert {outcome for name, outcome, _ in post.wait(3)[1:]} == {Outcome.DROPPED}
    assert weather.made == []


def test_a_trouble_that_does_not_pass_is_told_at_once(lane, post, owner):
    def refuse(_session: object) -> None:
        raise ReaderError(Trouble.HIGHLIGHT_MISSING)

    lane.start()
    lane.put(Call(Job("note", owner), refuse, lasting=True))
    assert post.wait(1)[0][1] is Outcome.FAILED
