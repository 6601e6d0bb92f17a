"""The line at the foot: counts in words, true within a second, and the way to what could not be done."""

from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.aside import Task
from reader.model.change import Standing
from reader.model.errors import Trouble
from reader.model.ids import ArticleId
from reader.model.span import Span
from reader.places import resource
from reader.ui.look.look import Look
from reader.ui.sheets.aside_sheet import AsideSheet
from reader.ui.sheets.lines import LinesView
from reader.ui.sheets.reports_sheet import ReportsSheet
from reader.ui.status.standing_line import StandingLine, standing_words

PATIENCE = 20_000
TITLE = "A lander touches down near the Moon's south pole"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(), "No articles yet"),
        (Standing(1, 1), "1 article  ·  searchable"),
        (Standing(1, 0), "1 article  ·  0 searchable"),
        (Standing(12345, 12345), "12,345 articles  ·  all searchable"),
        (Standing(12345, 12000, 8200), "12,345 articles  ·  12,000 searchable  ·  8,200 with names"),
        (Standing(20, 20, 20), "20 articles  ·  all searchable  ·  all with names"),
    ],
)
def test_the_counts_are_worded(standing: Standing, words: str):
    assert standing_words(standing) == words


def test_what_could_not_be_done_is_offered_only_when_there_is_any(qapp, qtbot):
    line = StandingLine(Look(qapp, "light"))
    qtbot.addWidget(line)
    line.show()
    not_read, aside, not_searchable, pause = line.findChildren(QPushButton)
    assert not pause.isVisible()
    assert not not_read.isVisible()
    assert not aside.isVisible()
    assert not not_searchable.isVisible()
    line.show_standing(Standing(5, 3, None, 1))
    assert not not_searchable.isVisible(), "they are on their way"
    line.show_standing(Standing(5, 3, None, 1), index_rests=True)
    line.show_set_aside(2)
    assert not_searchable.text() == "2 articles are not searchable yet: go on"
    assert not_read.text() == "1 file was not read"
    assert aside.text() == "2 things are left out"
    for button, signal in (
        (not_read, line.not_read_asked),
        (aside, line.set_aside_asked),
        (not_searchable, line.index_asked),
    ):
        spy = QSignalSpy(signal)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert spy.count() == 1


@pytest.fixture
def stage(qapp, tmp_path: Path):
    folder = tmp_path / "library"
    Library.create(folder)
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    with Stage(folder, Scene()) as stage:
        stage.settle()
        yield stage


def test_the_counts_follow_an_import_and_the_bin(stage: Stage, qtbot, tmp_path: Path):
    line = stage.window.panes.strip.standing
    assert line.words() == "No articles yet"
    (tmp_path / "rates.txt").write_text(RATES, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    stage.window.importing.run([tmp_path / name for name in ("moon.txt", "rates.txt", "empty.txt")], "", [])
    qtbot.waitUntil(lambda: line.words().startswith("2 articles  ·  all searchable"), timeout=PATIENCE)
    for sheet in QApplication.topLevelWidgets():
        sheet.close() if sheet.objectName() == "" and sheet is not stage.window else None
    line.not_read_asked.emit()
    stage.settle()
    assert stage.window.findChild(ReportsSheet).isVisible()
    stage.desk.write(Library.move_to_bin, [ArticleId(1)])
    qtbot.waitUntil(lambda: line.words().startswith("1 article  ·  searchable"), timeout=PATIENCE)


def test_many_changes_are_counted_at_most_once_a_second(stage: Stage, qtbot, tmp_path: Path, monkeypatch):
    stage.window.importing.run([tmp_path / "moon.txt"], "", [])
    line = stage.window.panes.strip.standing
    qtbot.waitUntil(lambda: line.words().startswith("1 article  ·  searchable"), timeout=PATIENCE)
    asked: list[str] = []
    latest = Desk.latest

    def counted(self, verb, *arguments, **more):
        asked.append(verb.__name__)
        return latest(self, verb, *arguments, **more)

    monkeypatch.setattr(Desk, "latest", counted)
    begun = monotonic()
    stage.window.standing.ask()
    for place in range(30):
        stage.desk.write(Library.add_highlight, ArticleId(1), Span(place, place + 2), 1)
    stage.settle()
    before = asked.count("standing")
    assert before <= 2 + (monotonic() - begun)
    qtbot.waitUntil(lambda: asked.count("standing") > 1, timeout=PATIENCE)


def test_what_is_left_out_is_listed_and_tried_again(stage: Stage, qtbot, tmp_path: Path):
    line = stage.window.panes.strip.standing
    stage.window.importing.run([tmp_path / "moon.txt"], "", [])
    qtbot.waitUntil(lambda: line.words().startswith("1 article  ·  searchable"), timeout=PATIENCE)
    stage.desk._leave_out(Task.NAMES, "1", b"", Trouble.NAMES_STOPPED, lambda: None)
    qtbot.waitUntil(lambda: bool(line.findChildren(QPushButton)[1].isVisible()), timeout=PATIENCE)
    line.set_aside_asked.emit()
    qtbot.waitUntil(lambda: stage.window.findChild(AsideSheet) is not None, timeout=PATIENCE)
    sheet = stage.window.findChild(AsideSheet)
    assert sheet.findChild(LinesView).model().index(0, 0).data() == f"Names in: {TITLE}"
    again = next(each for each in sheet.findChildren(QPushButton) if each.text() == "Try again")
    again.click()
    qtbot.waitUntil(lambda: not line.findChildren(QPushButton)[1].isVisible(), timeout=PATIENCE)


def test_articles_are_counted_whose_names_are_found(stage: Stage, qtbot, tmp_path: Path):
    line = stage.window.panes.strip.standing
    stage.window.importing.run([tmp_path / "moon.txt"], "", [])
    qtbot.waitUntil(lambda: line.words() == "1 article  ·  searchable  ·  1 with names", timeout=60_000)


def test_the_finding_of_names_rests_and_goes_on(stage: Stage, qapp, qtbot, tmp_path: Path, monkeypatch):
    told: list[bool] = []
    monkeypatch.setattr(stage.desk, "pause_names", told.append)
    line = StandingLine(Look(qapp, "light"))
    qtbot.addWidget(line)
    line.pause_asked.connect(stage.desk.pause_names)
    line.show()
    line.show_standing(Standing(20, 20, 8))
    pause = line.findChildren(QPushButton)[3]
    assert pause.isVisible()
    pausing = pause.icon().cacheKey()
    pause.setFocus()
    QTest.keyClick(pause, Qt.Key.Key_Space)
    assert pause.text() == "Go on finding names"
    assert pause.icon().cacheKey() != pausing
    QTest.keyClick(pause, Qt.Key.Key_Return)
    assert told == [True, False]
    line.show_standing(Standing(20, 20, 20))
    assert not pause.isVisible()


def test_the_names_of_the_samples_come_to_an_end(qapp, qtbot, tmp_path: Path):
    folder = tmp_path / "samples"
    Library.create(folder)
    with Stage(folder, Scene()) as stage:
        stage.settle()
        line = stage.window.panes.strip.standing
        pause = line.findChildren(QPushButton)[3]
        stage.window.importing.run([resource("samples")], "Samples", [])
        qtbot.waitUntil(lambda: "all searchable" in line.words(), timeout=60_000)
        qtbot.waitUntil(lambda: line.words().endswith("all with names"), timeout=120_000)
        assert not pause.isVisible()


MANY = 2400
"""Articles that keep the index busy for several steps."""


def test_an_index_that_was_cancelled_says_what_is_missing_and_goes_on_by_a_click(
    stage: Stage, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stopped: list[str] = []

    def stop(job, _step) -> None:
        if job.name == "catch_up" and not stopped:
            stopped.append(job.name)
            job.cancel()

    stage.desk.long_progressed.connect(stop)
    monkeypatch.setattr("reader.jobs.indexing._TURN_AFTER", 100_000)
    stage.desk._indexing._turn.setInterval(600_000)
    news = tmp_path / "many"
    news.mkdir()
    for number in range(MANY):
        (news / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    line = stage.window.panes.strip.standing
    not_searchable = line.findChildren(QPushButton)[2]
    stage.desk.import_files([news], "", [])
    qtbot.waitUntil(not_searchable.isVisible, timeout=60_000)
    assert stopped
    # How far it came before the worker heard of it depends on the machine; both places say the same.
    missing, words = not_searchable.text().split(" ", 1)
    assert words == "articles are not searchable yet: go on"
    assert 0 < int(missing.replace(",", "")) < MANY
    state = stage.window.panes.collections._state
    qtbot.waitUntil(lambda: state.text() == f"{missing} not searchable yet", timeout=PATIENCE)
    assert not stage.desk.is_indexing()
    not_searchable.click()
    qtbot.waitUntil(lambda: line.words().startswith(f"{MANY:,} articles  ·  all searchable"), timeout=60_000)
    qtbot.waitUntil(lambda: not not_searchable.isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: state.text() == "Index up to date", timeout=PATIENCE)


def test_the_row_of_an_import_lets_it_rest_and_go_on(stage: Stage, qtbot, tmp_path: Path):
    news = tmp_path / "many"
    news.mkdir()
    for number in range(450):
        (news / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    strip = stage.window.panes.strip
    pauses: list[QToolButton] = []

    def press(_job, _step) -> None:
        pauses.extend(each for each in strip.findChildren(QToolButton) if not pauses)
        if len(pauses) == 1 and pauses[0].accessibleName() == "Pause: Importing":
            QTest.keyClick(pauses[0], Qt.Key.Key_Return)

    stage.desk.long_progressed.connect(press)
    job = stage.desk.import_files([news], "", [])
    qtbot.waitUntil(job.is_paused, timeout=PATIENCE)
    stage.desk.long_progressed.disconnect(press)
    assert pauses[0].accessibleName() == "Go on: Importing"
    qtbot.wait(600)
    shown = [each.text() for each in strip.findChildren(QLabel) if each.text().startswith("Paused · ")]
    qtbot.wait(600)
    assert shown == [each.text() for each in strip.findChildren(QLabel) if each.text().startswith("Paused")]
    assert shown
    with qtbot.waitSignal(job.done, timeout=PATIENCE) as waited:
        QTest.keyClick(pauses[0], Qt.Key.Key_Space)
    assert waited.args[0].added == 450
    stage.settle()
