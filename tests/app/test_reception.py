"""What the reception makes of its desk: here one that is a fake, and answers when the test says so."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from reader.app.reception import _Searchable
from reader.jobs.job import Job


class FakeDesk(QObject):
    """A desk of which three changes wait for the index."""

    long_ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.runs = 0
        self.importing = False

    def read(self, verb: Callable[..., Any]) -> "FakeDesk":
        assert verb.__name__ == "waiting"
        return self

    def then(self, answer: Callable[[int], None]) -> "FakeDesk":
        answer(3)
        return self

    def or_else(self, told: object) -> "FakeDesk":
        return self

    def catch_up(self) -> None:
        self.runs += 1

    def is_indexing(self) -> bool:
        return True

    def is_importing(self) -> bool:
        return self.importing

    def end_run(self, *, cancelled: bool) -> None:
        job = Job("catch_up", self)
        if cancelled:
            job.cancel()
        self.long_ended.emit(job)


@pytest.fixture
def desk(qapp) -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def told(desk: FakeDesk) -> list[bool]:
    told: list[bool] = []
    _Searchable(desk, desk).then(told.append)  # type: ignore[arg-type]
    return told


def test_an_index_that_gets_nowhere_is_tried_once_more(desk: FakeDesk, told: list[bool]):
    assert (desk.runs, told) == (1, [])
    desk.end_run(cancelled=False)
    assert (desk.runs, told) == (2, [])
    desk.end_run(cancelled=False)
    assert (desk.runs, told) == (2, [False])


def test_an_index_the_user_cancelled_is_not_begun_again(desk: FakeDesk, told: list[bool]):
    desk.end_run(cancelled=True)
    assert (desk.runs, told) == (1, [False])


def test_turns_of_the_index_in_an_import_are_no_failures(desk: FakeDesk, told: list[bool]):
    desk.importing = True
    for _ in range(5):
        desk.end_run(cancelled=False)
    assert told == []
    desk.importing = False
    desk.end_run(cancelled=False)
    desk.end_run(cancelled=False)
    assert told == [False]
