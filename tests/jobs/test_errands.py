"""What the worker died of is counted by the unit, and only while nothing was done well of it."""

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from reader.jobs.errands import Errands
from reader.jobs.job import Job
from reader.library.whereabouts import Place
from reader.model.aside import Task
from reader.model.errors import Trouble
from reader.model.ids import ArticleId
from reader.model.message import Dropped, ParcelRead, Recognised


class Wire(QObject):
    """Stands for the link: a worker that is always there, and dies when it is told to."""

    started = Signal()
    received = Signal(object)
    died = Signal(object)
    back = Signal()
    gave_up = Signal()

    def send(self, _wish: object) -> None:
        pass

    def may_start(self) -> bool:
        return True

    def is_up(self) -> bool:
        return True


class Office:
    def __init__(self) -> None:
        self.owner = QObject()
        self.wire = Wire(self.owner)
        self.left_out: list[tuple[Task, str, bytes, Trouble]] = []
        self.errands = Errands(self.wire, lambda *_told: None, self._set_aside, self.owner)  # type: ignore[arg-type]

    def _set_aside(self, task, subject, asked, reason, stored) -> None:
        self.left_out.append((task, subject, asked, reason))
        stored()

    def ask(self, verb: str) -> None:
        self.errands.ask(Job(verb, self.owner), verb, verb.encode(), relayed=verb == "read_parcels")

    def die(self, job: int, task: Task, subject: str) -> None:
        self.wire.died.emit(Place(busy=True, job=job, task=task, subject=subject))
        self.wire.back.emit()


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office()


def test_names_of_an_article_that_were_found_in_between(office: Office):
    office.die(0, Task.NAMES, "7")
    office.wire.received.emit(Recognised((ArticleId(7),)))
    office.die(0, Task.NAMES, "7")
    assert office.left_out == []
    office.die(0, Task.NAMES, "7")
    assert office.left_out == [(Task.NAMES, "7", b"", Trouble.NAMES_STOPPED)]


def test_a_file_that_was_read_in_between(office: Office):
    office.ask("read_parcels")
    office.die(1, Task.READ, "a.txt")
    office.wire.received.emit(ParcelRead(1, b""))
    office.die(1, Task.READ, "a.txt")
    assert office.left_out == []
    office.die(1, Task.READ, "a.txt")
    assert office.left_out == [(Task.READ, "a.txt", b"", Trouble.FILE_STOPPED_READER)]


def test_exports_are_told_apart(office: Office):
    office.ask("export")
    office.die(1, Task.VERB, "export")
    office.wire.received.emit(Dropped(1))
    office.ask("export")
    office.die(2, Task.VERB, "export")
    assert office.left_out == []
    office.die(2, Task.VERB, "export")
    assert office.left_out == [(Task.VERB, "export", b"export", Trouble.WORK_STOPPED)]
