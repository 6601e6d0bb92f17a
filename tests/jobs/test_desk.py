"""The desk with a real library: answers on the screen's thread, edits told once, imports relayed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.jobs.desk import Desk
from reader.jobs.indexing import Indexing
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.article import ImportReport
from reader.model.backup import BackupKind
from reader.model.change import Changes, Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span
from reader.model.wording import trouble_words

PATIENCE = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    made = Desk(folder)
    yield made
    assert made.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    (path / "moon.txt").write_text(MOON, "utf-8")
    (path / "rates.txt").write_text(RATES, "utf-8")
    return path


def answer(qtbot: QtBot, job: Job) -> object:
    with qtbot.waitSignal(job.done, timeout=PATIENCE) as waited:
        pass
    return waited.args[0]


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(desk.is_settled, timeout=PATIENCE)


def test_answers_arrive_on_the_screens_thread(qtbot: QtBot, desk: Desk):
    threads: list[int] = []
    job = desk.read(Library.search, Query()).then(lambda _: threads.append(threading.get_ident()))
    assert answer(qtbot, job).total == 0
    assert threads == [threading.get_ident()]


def test_an_import_is_stored_told_and_indexed(qtbot: QtBot, desk: Desk, files: Path):
    told: list[Changes] = []
    desk.changed.connect(told.append)
    report = answer(qtbot, desk.import_files([files], "news", ["t"]))
    assert isinstance(report, ImportReport)
    assert (report.added, report.failed) == (2, 0)
    settle(qtbot, desk)
    assert any(changes.everything for changes in told)
    assert answer(qtbot, desk.read(Library.search, Query("soil"))).total == 1


def test_an_edit_is_told_to_every_pane_once_and_becomes_searchable(qtbot: QtBot, desk: Desk, files: Path):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query("lander"))).identities()[0])
    told: list[Changes] = []
    desk.changed.connect(told.append)
    changes = answer(qtbot, desk.write(Library.add_highlight, article, Span(0, 8), 1, "remarkable"))
    assert [each.highlight for each in told] == [changes.highlight]
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.search, Query("remarkable"))).total == 1


def test_a_cancelled_import_loses_nothing_that_was_stored(qtbot: QtBot, desk: Desk, tmp_path: Path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(450):
        (many / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    job = desk.import_files([many], "news", [])
    job.progressed.connect(lambda _: job.cancel())
    report = answer(qtbot, job)
    assert report.cancelled
    assert 0 < report.added < 450
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.search, Query())).total == report.added
    report = answer(qtbot, desk.import_files([many], "news", []))
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.search, Query())).total == 450


def test_edits_go_in_between_the_parcels_of_an_import(qtbot: QtBot, desk: Desk, files: Path, tmp_path: Path):
    answer(qtbot, desk.import_files([files], "news", []))
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query())).identities()[0])
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    order: list[str] = []
    job = desk.import_files([many], "news", [])
    job.progressed.connect(
        lambda step: desk.write(Library.set_starred, [article], bool(step.done % 2)).then(
            lambda _: order.append("edit")
        )
    )
    job.done.connect(lambda _: order.append("import"))
    answer(qtbot, job)
    settle(qtbot, desk)
    assert order.index("import") > 2


def test_a_trouble_nobody_words_is_told_by_the_desk(qtbot: QtBot, desk: Desk):
    with qtbot.waitSignal(desk.troubled, timeout=PATIENCE) as waited:
        desk.read(Library.article, ArticleId(99))
    assert waited.args[0].code is Trouble.ARTICLE_MISSING
    told: list[ReaderError] = []
    desk.troubled.connect(told.append)
    job = desk.read(Library.article, ArticleId(99)).or_else(lambda _: None)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        pass
    assert told == []


def test_a_bug_is_reported_and_the_desk_goes_on(qtbot: QtBot, desk: Desk):
    with qtbot.waitSignal(desk.broke, timeout=PATIENCE) as waited:
        desk.read(Library.rows, Query(), b"odd")
    assert "Traceback" in waited.args[0]
    assert answer(qtbot, desk.read(Library.search, Query())).total == 0


def test_a_reading_desk_drops_edits_and_needs_no_ownership(
    qtbot: QtBot, desk: Desk, files: Path, folder: Path
):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    looker = Desk(folder, reading_only=True)
    found = answer(qtbot, looker.read(Library.search, Query("lander")))
    job = looker.write(Library.set_starred, [ArticleId(found.identities()[0])], True)
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        pass
    assert answer(qtbot, looker.read(Library.article, ArticleId(found.identities()[0]))).starred is False
    assert looker.close()


def test_closing_finishes_the_edits_asked_for(qtbot: QtBot, folder: Path, files: Path):
    desk = Desk(folder)
    answer(qtbot, desk.import_files([files], "news", []))
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query())).identities()[0])
    for number in range(30):
        desk.write(Library.set_article_tags, article, [f"tag {number}"])
    assert desk.close()
    library = Library.open(folder, writable=False)
    assert [tag.name for tag in library.article(article).tags] == ["tag 29"]
    library.close()


def test_a_long_verb_gives_its_answer_and_its_last_progress(qtbot: QtBot, desk: Desk, files: Path):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    steps: list[Progress] = []
    job = desk.long(Library.backup, BackupKind.BY_HAND)
    job.progressed.connect(steps.append)
    path = answer(qtbot, job)
    assert isinstance(path, Path)
    assert path.is_file()
    assert steps[-1].done == steps[-1].total


def test_an_export_in_the_worker_counts_what_it_wrote(qtbot: QtBot, desk: Desk, files: Path, tmp_path: Path):
    answer(qtbot, desk.import_files([files], "news", ["t"]))
    settle(qtbot, desk)
    steps: list[Progress] = []
    job = desk.long(Library.export, Query("lander"), tmp_path / "out.md")
    job.progressed.connect(steps.append)
    answer(qtbot, job)
    assert steps[-1].done == 1
    assert "lander" in (tmp_path / "out.md").read_text("utf-8")


def test_a_trouble_in_the_worker_is_told_with_its_words(
    qtbot: QtBot, desk: Desk, files: Path, tmp_path: Path
):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    (tmp_path / "folder").mkdir()
    with qtbot.waitSignal(desk.troubled, timeout=PATIENCE) as waited:
        desk.long(Library.export, Query(), tmp_path / "folder")
    assert waited.args[0].code is Trouble.EXPORT_FAILED
    assert str(tmp_path / "folder") in trouble_words(waited.args[0])[0]


def test_articles_become_searchable_while_their_import_still_runs(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.jobs.indexing._TURN_AFTER", 200)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(1000):
        (many / f"{number:04}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    named: set[str] = set()
    ended: list[int] = []
    found = [0]
    desk.long_progressed.connect(lambda job, _step: named.add(job.name))
    job = desk.import_files([many], "news", [])
    job.progressed.connect(lambda step: job.pause() if step.done >= 400 and found[0] < 200 else None)
    job.ended.connect(lambda: ended.append(1))
    while found[0] < 200:
        assert not ended
        qtbot.wait(50)  # the worker goes behind whatever else wants the processor
        found[0] = answer(qtbot, desk.read(Library.search, Query("soil"))).total
    assert not ended
    assert named == {"import_files"}, "a turn has no row of its own"
    job.resume()
    assert answer(qtbot, job).added == 1000
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.search, Query("soil"))).total == 1000


def test_parcels_of_an_import_wait_for_its_turns_and_a_note_does_not(
    qtbot: QtBot, desk: Desk, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query("lander"))).identities()[0])
    monkeypatch.setattr("reader.jobs.indexing._TURN_AFTER", 10_000)
    desk._indexing._turn.setInterval(600_000)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(350):
        (many / f"{number:04}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    turns: list[str] = []
    stored: list[int] = []
    desk._indexing.ended.connect(lambda run: turns.append(run.name))
    job = desk.import_files([many], "news", [])
    job.progressed.connect(lambda step: job.pause() if step.done >= 200 and not stored else None)
    qtbot.waitUntil(job.is_paused, timeout=PATIENCE)
    stored.append(answer(qtbot, desk.read(Library.standing)).stored)
    assert stored[0] >= 200
    assert not desk._indexing._run
    assert turns == []
    answer(qtbot, desk.write(Library.add_highlight, article, Span(0, 8), 1, "remarkable"))
    qtbot.waitUntil(lambda: turns == ["catch_up"], timeout=PATIENCE)
    assert answer(qtbot, desk.read(Library.search, Query("remarkable"))).total == 1
    job.resume()
    assert answer(qtbot, job).added == 350
    settle(qtbot, desk)


def test_a_cancelled_index_rests_until_the_next_change(qtbot: QtBot, desk: Desk, files: Path):
    answer(qtbot, desk.import_files([files], "news", []))
    settle(qtbot, desk)
    article = ArticleId(answer(qtbot, desk.read(Library.search, Query("lander"))).identities()[0])
    answer(qtbot, desk.write(Library.add_highlight, article, Span(0, 8), 1, "remarkable"))
    qtbot.waitUntil(lambda: desk._indexing._run is not None, timeout=PATIENCE)
    desk._indexing._run.cancel()
    assert desk.is_indexing()
    settle(qtbot, desk)
    assert not desk.is_indexing()
    assert desk.index_rests()
    answer(qtbot, desk.write(Library.add_highlight, article, Span(9, 12), 1, "notable"))
    settle(qtbot, desk)
    assert answer(qtbot, desk.read(Library.search, Query("remarkable"))).total == 1
    assert answer(qtbot, desk.read(Library.waiting)) == 0


class Run(QObject):
    done, progressed, failed, ended = Signal(object), Signal(object), Signal(object), Signal()

    def __init__(self, joining: bool):
        super().__init__()
        self.joining = joining
        self.cancelled = False

    def or_else(self, _told: object) -> "Run":
        return self

    def is_cancelled(self) -> bool:
        return self.cancelled


@pytest.fixture
def runs() -> list[Run]:
    return []


@pytest.fixture
def indexing(qapp, runs: list[Run], monkeypatch: pytest.MonkeyPatch) -> Iterator[Indexing]:
    def begin(_verb: object, joining: bool = True) -> Run:
        runs.append(Run(joining))
        return runs[-1]

    monkeypatch.setattr("reader.jobs.indexing._SHARED", 0.5)
    owner = QObject()
    indexing = Indexing(begin, owner)
    yield indexing
    indexing.close()


def test_edits_close_together_share_a_turn_of_the_index(indexing: Indexing, runs: list[Run]):
    indexing.take_edit()
    assert len(runs) == 1, "the first is made searchable at once"
    for _ in range(4):
        indexing.take_edit()
    runs[0].ended.emit()
    for _ in range(4):
        indexing.take_edit()
    assert len(runs) == 1
    assert indexing.is_running()
    assert 0 < indexing._soon.remainingTime() <= 600, "they are searchable within a second"
    indexing._begun -= 1.0
    indexing._take_turn()
    assert len(runs) == 2
    runs[1].ended.emit()
    assert not indexing.is_running()


def test_the_index_is_joined_when_no_more_edits_come(indexing: Indexing, runs: list[Run]):
    indexing.take_edit()
    assert not runs[0].joining
    assert not indexing._idle.isActive()
    runs[0].ended.emit()
    assert indexing._idle.isActive()
    indexing._begun -= 1.0
    indexing.take_edit()
    assert not indexing._idle.isActive()
    runs[1].ended.emit()
    indexing._idle.timeout.emit()
    assert [run.joining for run in runs] == [False, False, True]
    indexing.take_edit()
    runs[2].ended.emit()
    assert len(runs) == 3
    indexing._begun -= 1.0
    indexing._take_turn()
    runs[3].cancelled = True
    runs[3].ended.emit()
    assert not runs[3].joining
    assert not indexing._idle.isActive(), "who cancelled it wants no more of it"


def test_an_edit_during_a_turn_of_an_import_has_the_next_one_soon(indexing: Indexing, runs: list[Run]):
    indexing.begin_import()
    indexing.count_stored(1_000)
    indexing.take_edit()
    runs[0].ended.emit()
    assert indexing._soon.isActive()


def test_turns_of_the_index_leave_most_of_the_time_to_the_import(indexing: Indexing, runs: list[Run]):
    indexing.begin_import()
    indexing.count_stored(999)
    assert runs == []
    indexing.count_stored(1)
    assert len(runs) == 1
    indexing._begun -= 10.0  # as if it took so long
    runs[0].ended.emit()
    indexing.count_stored(5_000)
    assert len(runs) == 1, "the import has twice as long for itself"
    indexing._free -= 25.0
    indexing.count_stored(1)
    assert len(runs) == 2
    assert not runs[1].joining
    runs[1].ended.emit()
    indexing._free -= 25.0
    indexing._begun -= 25.0
    indexing.take_edit()
    assert len(runs) == 3, "a note does not wait until it is the turn of what is imported"
    runs[2].ended.emit()
    indexing.end_import()
    assert len(runs) == 4
    assert indexing.is_running()
    assert runs[3].joining
    runs[3].ended.emit()
    assert not indexing.is_running()
