"""A worker that dies, hangs, or never comes up: nothing is lost, what it died of is set aside, and said."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

import workers
from newsroom import MOON
from reader.jobs import indexing
from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.jobs.link import Link
from reader.library.library import Library
from reader.library.long_verbs import LONG_VERBS
from reader.library.whereabouts import Place
from reader.model.article import ImportReport
from reader.model.aside import Task
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.message import Start
from reader.model.query import Query
from reader.model.span import Span

PATIENCE = 180_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def open_desk(qtbot: QtBot, folder: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(worker: str = "") -> Desk:
        desks.append(Desk(folder, worker=workers.command(worker, folder) if worker else ()))
        desks[-1].troubles = []
        desks[-1].troubled.connect(desks[-1].troubles.append)
        return desks[-1]

    yield make
    closed = [desk.close() for desk in desks]  # every one, also when one did not
    assert all(closed)


def write_news(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    return folder


def answer(qtbot: QtBot, job: Job) -> Any:
    with qtbot.waitSignal(job.done, timeout=PATIENCE) as waited:
        pass
    return waited.args[0]


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(desk.is_settled, timeout=PATIENCE)


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.failed


def found(qtbot: QtBot, desk: Desk, words: str) -> int:
    return answer(qtbot, desk.read(Library.search, Query(words))).total


def kill_worker(desk: Desk) -> None:
    number = desk.worker_process()
    assert number
    os.kill(number, signal.SIGKILL)


def test_an_import_goes_on_when_its_worker_is_killed(qtbot: QtBot, open_desk, tmp_path: Path):
    desk = open_desk()
    news = write_news(tmp_path / "news", 650)
    killed: list[int] = []

    def kill_at(step) -> None:
        if len(killed) < 2 and step.done >= 200 * (len(killed) + 1):
            killed.append(step.done)
            kill_worker(desk)

    job = desk.import_files([news], "news", [])
    job.progressed.connect(kill_at)
    report = answer(qtbot, job)
    assert len(killed) == 2
    assert counts(report) == (650, 0, 0, 0)
    settle(qtbot, desk)
    assert found(qtbot, desk, "") == 650
    assert found(qtbot, desk, "soil") == 650
    assert desk.troubles == []


def test_the_index_catches_up_when_its_worker_is_killed(
    qtbot: QtBot, open_desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for turns in ("_TURN", "_TURN_AFTER"):  # what is indexed in turns during the import tells of no steps
        monkeypatch.setattr(indexing, turns, 10_000_000)
    desk = open_desk()
    killed: list[int] = []

    def kill(job: Job, step) -> None:
        if job.name == "catch_up" and not killed:
            killed.append(step.done)
            kill_worker(desk)

    desk.long_progressed.connect(kill)
    report = answer(qtbot, desk.import_files([write_news(tmp_path / "news", 1200)], "news", []))
    assert report.added == 1200
    settle(qtbot, desk)
    assert killed
    assert found(qtbot, desk, "soil") == 1200
    assert answer(qtbot, desk.read(Library.waiting)) == 0


def test_a_file_that_kills_the_worker_twice_is_set_aside_and_listed(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path
):
    desk = open_desk("dies_of_deadly_files")
    news = write_news(tmp_path / "news", 5)
    deadly = news / "0002 deadly.txt"
    deadly.write_text(MOON.replace("Moon", "Deadly Moon"), "utf-8")
    report = answer(qtbot, desk.import_files([news], "news", []))
    assert counts(report) == (5, 0, 0, 1)
    assert [(each.path, each.reason) for each in report.problems] == [
        (str(deadly), Trouble.FILE_STOPPED_READER)
    ]
    assert (folder / "tries").read_text().count("\n") == 2
    settle(qtbot, desk)
    assert found(qtbot, desk, "soil") == 5
    aside = answer(qtbot, desk.read(Library.set_aside))
    assert [(each.task, each.subject, each.reason) for each in aside] == [
        (Task.READ, str(deadly), Trouble.FILE_STOPPED_READER)
    ]

    # From then on it is left out, with no further death, until it has changed.
    report = answer(qtbot, desk.import_files([news], "news", []))
    assert counts(report) == (0, 0, 5, 1)
    assert (folder / "tries").read_text().count("\n") == 2
    settle(qtbot, desk)
    desk.close()
    healthy = open_desk()
    deadly.write_text(MOON.replace("Moon", "Mended Moon, longer than before"), "utf-8")
    report = answer(qtbot, healthy.import_files([news], "news", []))
    assert counts(report) == (1, 0, 5, 0)
    settle(qtbot, healthy)


def test_a_verb_that_kills_the_worker_twice_is_said_once_and_all_else_goes_on(
    qtbot: QtBot, open_desk, tmp_path: Path
):
    desk = open_desk("dies_of_indexing")
    report = answer(qtbot, desk.import_files([write_news(tmp_path / "news", 3)], "news", []))
    assert report.added == 3
    settle(qtbot, desk)
    assert [error.code for error in desk.troubles] == [Trouble.WORK_STOPPED]
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query())).identities()[0])
    answer(qtbot, desk.write(Library.add_highlight, article, Span(0, 3), 1, "noted"))
    report = answer(qtbot, desk.import_files([write_news(tmp_path / "more", 4)], "other", []))
    assert report.added == 4
    settle(qtbot, desk)
    assert len(desk.troubles) == 1
    assert [each.task for each in answer(qtbot, desk.read(Library.set_aside))] == [Task.VERB]

    # When it is done after all, such as after the next start, nothing is left out any longer.
    desk.close()
    healthy = open_desk()
    healthy.catch_up()
    settle(qtbot, healthy)
    assert found(qtbot, healthy, "noted") == 1
    assert answer(qtbot, healthy.read(Library.set_aside)) == []


def test_a_worker_that_never_comes_up_is_said_once_and_edits_go_on(
    qtbot: QtBot, open_desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.link._PAUSES", (10, 10, 10))
    desk = open_desk("dies_at_once")
    job = desk.import_files([write_news(tmp_path / "news", 3)], "news", [])
    failed: list[ReaderError] = []
    job.or_else(failed.append)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        pass
    assert [error.code for error in failed] == [Trouble.WORKER_FAILED]
    assert answer(qtbot, desk.write(Library.set_starred, [], True)) is not None


def test_stray_prints_do_not_break_the_stream(qtbot: QtBot, open_desk, tmp_path: Path):
    desk = open_desk("chatters")
    assert answer(qtbot, desk.import_files([write_news(tmp_path / "news", 3)], "news", [])).added == 3
    settle(qtbot, desk)


def test_a_paused_import_rests_and_goes_on(qtbot: QtBot, open_desk, tmp_path: Path):
    desk = open_desk()
    job = desk.import_files([write_news(tmp_path / "news", 450)], "news", [])
    steps: list[int] = []

    def note(step) -> None:
        steps.append(step.done)
        job.pause()

    job.progressed.connect(note)
    qtbot.waitUntil(lambda: bool(steps), timeout=PATIENCE)
    qtbot.wait(500)
    rested = len(steps)
    assert rested <= 2, "one parcel may have been under way"
    qtbot.wait(300)
    assert len(steps) == rested
    assert not desk.is_settled()
    job.progressed.disconnect(note)
    job.resume()
    assert answer(qtbot, job).added == 450
    settle(qtbot, desk)


def test_closing_does_not_wait_for_an_import_and_the_next_desk_finishes_it(
    qtbot: QtBot, open_desk, tmp_path: Path
):
    desk = open_desk("is_slow")
    news = write_news(tmp_path / "news", 300)
    job = desk.import_files([news], "news", ["t"])
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        pass
    number = desk.worker_process()
    begun = time.monotonic()
    assert desk.close()
    assert time.monotonic() - begun < 5
    assert is_gone(number)

    second = open_desk()
    jobs: list[Job] = []
    second.resume_imports(jobs.append)
    qtbot.waitUntil(lambda: bool(jobs), timeout=PATIENCE)
    assert counts(answer(qtbot, jobs[0])) == (300, 0, 0, 0)
    settle(qtbot, second)
    assert found(qtbot, second, "soil") == 300
    reports = answer(qtbot, second.read(Library.reports))
    assert [counts(each) for each in reports] == [(300, 0, 0, 0)]
    assert answer(qtbot, second.read(Library.unfinished_imports)) == []


def test_a_resumed_import_can_be_cancelled(qtbot: QtBot, open_desk, tmp_path: Path):
    desk = open_desk("is_slow")
    job = desk.import_files([write_news(tmp_path / "news", 300)], "news", [])
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):
        pass
    assert desk.close()
    second = open_desk("is_slow")
    reports: list[ImportReport] = []  # it may have ended before anybody waits for it
    second.resume_imports(lambda job: (job.done.connect(reports.append), job.cancel()))
    qtbot.waitUntil(lambda: bool(reports), timeout=PATIENCE)
    [report] = reports
    assert report.cancelled
    assert 0 < report.added < 300
    settle(qtbot, second)
    assert answer(qtbot, second.read(Library.unfinished_imports)) == []


def test_a_worker_that_hangs_is_killed_and_what_it_hung_in_is_told(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.link._STILL", 1.0)
    monkeypatch.setattr("reader.jobs.link._LOOKED_AFTER", 200)
    owner = QObject()
    link = Link(folder, workers.command("never_looks", folder), owner)
    with qtbot.waitSignal(link.died, timeout=PATIENCE) as waited:
        link.send(Start(7, "catch_up", LONG_VERBS["catch_up"].pack((), {})))
    place = waited.args[0]
    assert isinstance(place, Place)
    assert (place.busy, place.job, place.subject) == (True, 7, "catch_up")
    link.close()


def is_gone(process: int) -> bool:
    """Tell whether a process has ended, also while nobody has asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_names_are_found_when_all_is_calm_and_at_once_where_the_user_looks(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.desk._CALM", 50)
    desk = open_desk("knows_names")
    told: list[frozenset[ArticleId]] = []
    counted: list[tuple[int, int]] = []
    desk.recognised.connect(told.append)
    desk.names_counted.connect(lambda *counts: counted.append(counts))
    desk.pause_names(True)
    answer(qtbot, desk.import_files([write_news(tmp_path / "news", 30)], "news", []))
    settle(qtbot, desk)
    ids = [ArticleId(each) for each in answer(qtbot, desk.read(Library.search, Query())).identities()]
    desk.wish_names(ids[20], ids[10:12])
    qtbot.waitUntil(lambda: sum(map(len, told)) == 3, timeout=PATIENCE)
    assert told[0] == {ids[20]}
    assert frozenset().union(*told) == {ids[20], *ids[10:12]}
    qtbot.wait(300)
    assert sum(map(len, told)) == 3, "the backlog is paused"
    desk.pause_names(False)
    qtbot.waitUntil(lambda: bool(counted) and counted[-1] == (30, 30), timeout=PATIENCE)
    assert sum(map(len, told)) == 30
    assert len(told) < 20, "they are gathered"


def test_an_article_that_kills_the_recognition_twice_is_set_aside(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.desk._CALM", 50)
    desk = open_desk("knows_names")
    news = write_news(tmp_path / "news", 6)
    (news / "x.txt").write_text(MOON.replace("Moon", "deadly Moon"), "utf-8")
    counted: list[tuple[int, int]] = []
    desk.names_counted.connect(lambda *counts: counted.append(counts))
    answer(qtbot, desk.import_files([news], "news", []))
    qtbot.waitUntil(lambda: bool(counted) and counted[-1] == (6, 7), timeout=PATIENCE)
    settle(qtbot, desk)
    (aside,) = answer(qtbot, desk.read(Library.set_aside))
    deadly = answer(qtbot, desk.read(Library.article, ArticleId(int(aside.subject))))
    assert "deadly" in deadly.title
    assert (aside.task, aside.mark, aside.reason) == (
        Task.NAMES,
        str(deadly.version),
        Trouble.NAMES_STOPPED,
    )
    assert desk.troubles == []


def test_names_go_on_after_a_full_disk_which_is_said_once(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.desk._CALM", 50)
    (folder / "full").touch()
    desk = open_desk("knows_names")
    counted: list[tuple[int, int]] = []
    desk.names_counted.connect(lambda *counts: counted.append(counts))
    answer(qtbot, desk.import_files([write_news(tmp_path / "news", 5)], "news", []))
    qtbot.waitUntil(lambda: bool(desk.troubles), timeout=PATIENCE)
    (first, *_) = [ArticleId(each) for each in answer(qtbot, desk.read(Library.search, Query())).identities()]
    desk.wish_names(first, ())
    qtbot.wait(500)
    assert [error.code for error in desk.troubles] == [Trouble.DISK_FULL]
    (folder / "full").unlink()
    qtbot.waitUntil(lambda: bool(counted) and counted[-1] == (5, 5), timeout=PATIENCE)
    assert [error.code for error in desk.troubles] == [Trouble.DISK_FULL]
    settle(qtbot, desk)


def test_a_file_that_was_left_out_is_tried_again_with_its_source_and_tags(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path
):
    desk = open_desk("dies_of_deadly_files")
    news = write_news(tmp_path / "news", 2)
    (news / "deadly.txt").write_text(MOON.replace("Moon", "Deadly Moon"), "utf-8")
    assert counts(answer(qtbot, desk.import_files([news], "Dawn Herald", ["space"]))) == (2, 0, 0, 1)
    settle(qtbot, desk)
    (folder / "healed").touch()
    jobs: list[Job] = []
    desk.try_again(jobs.append)
    qtbot.waitUntil(lambda: bool(jobs), timeout=PATIENCE)
    assert counts(answer(qtbot, jobs[0])) == (1, 0, 0, 0)
    settle(qtbot, desk)
    row = answer(qtbot, desk.read(Library.search, Query("deadly"))).rows[0]
    assert (row.source, [tag.name for tag in row.tags]) == ("Dawn Herald", ["space"])
    assert answer(qtbot, desk.read(Library.set_aside)) == []


def test_names_that_were_left_out_are_tried_again_by_the_running_worker(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.desk._CALM", 50)
    desk = open_desk("knows_names")
    news = write_news(tmp_path / "news", 3)
    (news / "x.txt").write_text(MOON.replace("Moon", "deadly Moon"), "utf-8")
    counted: list[tuple[int, int]] = []
    desk.names_counted.connect(lambda *counts: counted.append(counts))
    answer(qtbot, desk.import_files([news], "news", []))
    qtbot.waitUntil(lambda: bool(counted) and counted[-1] == (3, 4), timeout=PATIENCE)
    settle(qtbot, desk)
    (aside,) = answer(qtbot, desk.read(Library.set_aside))
    assert "deadly" in aside.title
    (folder / "healed").touch()
    worker = desk.worker_process()
    with qtbot.waitSignal(desk.left_out, timeout=PATIENCE):
        desk.try_again(lambda _: None)
    qtbot.waitUntil(lambda: counted[-1] == (4, 4), timeout=PATIENCE)
    assert desk.worker_process() == worker
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.set_aside)) == []


def test_an_index_that_was_left_out_is_made_when_it_is_tried_again(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path
):
    desk = open_desk("dies_of_indexing")
    answer(qtbot, desk.import_files([write_news(tmp_path / "news", 3)], "news", []))
    settle(qtbot, desk)
    assert found(qtbot, desk, "soil") == 0
    (folder / "healed").touch()
    desk.try_again(lambda _: None)
    qtbot.waitUntil(lambda: found(qtbot, desk, "soil") == 3, timeout=PATIENCE)
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.set_aside)) == []


def test_an_export_that_was_left_out_is_listed_and_done_when_it_is_tried_again(
    qtbot: QtBot, open_desk, tmp_path: Path, folder: Path
):
    desk = open_desk("dies_of_files")
    answer(qtbot, desk.import_files([write_news(tmp_path / "news", 3)], "news", []))
    settle(qtbot, desk)
    (article, *_) = [
        ArticleId(each) for each in answer(qtbot, desk.read(Library.search, Query())).identities()
    ]
    answer(qtbot, desk.write(Library.add_highlight, article, Span(0, 3), 1, "noted"))
    path = tmp_path / "notes.md"
    path.write_text("of last week")
    job = desk.long(Library.export, Query(), path)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        pass
    settle(qtbot, desk)
    assert [error.code for error in desk.troubles] == [Trouble.WORK_STOPPED]
    assert path.read_text() == "of last week"
    desk.close()

    healthy = open_desk()
    assert [(each.task, each.subject) for each in answer(qtbot, healthy.read(Library.set_aside))] == [
        (Task.VERB, "export")
    ]
    jobs: list[Job] = []
    healthy.try_again(jobs.append)
    qtbot.waitUntil(lambda: bool(jobs), timeout=PATIENCE)
    settle(qtbot, healthy)
    assert "noted" in path.read_text()
    assert answer(qtbot, healthy.read(Library.set_aside)) == []
