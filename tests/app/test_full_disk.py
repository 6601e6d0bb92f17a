"""The disk fills under the open window: one sentence says so, nothing is lost, and all goes on by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from small_disk import KINDS, Disk, disk_of

from newsroom import MOON
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import Field, ImportReport
from reader.model.errors import Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.side.card import NoteCard
from reader.ui.status.job_row import JobRow

PATIENCE = 120_000
FILES = 300


@pytest.fixture(params=KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disk_of(request.param, tmp_path / "disk", 12) as made:
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(FILES):
        lines = "".join(f"Line {number * line} of the day, and no other.\n" for line in range(1, 60))
        (folder / f"{number:03}.txt").write_text(f"Moon {number}\n\n{MOON}\n\n{lines}", "utf-8")
    return folder


@pytest.fixture
def folder(disk: Disk, tmp_path: Path) -> Path:
    path = disk.path / "library"
    Library.create(path)
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library = Library.open(path, writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.add_highlight(ArticleId(1), Span(0, 4), 1)
    for _ in library.catch_up():
        pass
    library.close()
    return path


@pytest.fixture
def stage(qtbot: QtBot, folder: Path) -> Iterator[Stage]:
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.browsing.open_article(ArticleId(1))
        made.settle()
        yield made


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "library.sqlite")) as look:
        return look.execute(sql).fetchall()


def held(stage: Stage) -> tuple[str, str]:
    return stage.window.panes.strip.held.words()


def is_full(stage: Stage) -> bool:
    return held(stage)[0].startswith("There is no room left on the disk of")


def only_full_disks(stage: Stage) -> None:
    """Forget the troubles told, which may be of the index and the names, too."""
    assert {each.code for each in stage.troubles} <= {Trouble.DISK_FULL}
    assert stage.bugs == []
    stage.troubles.clear()


def import_until_full(qtbot: QtBot, stage: Stage, disk: Disk, news: Path) -> list[ImportReport]:
    reports: list[ImportReport] = []
    job = stage.window.importing.run([news], "news", [])
    job.done.connect(reports.append)
    qtbot.waitUntil(lambda: bool(stage.window.panes.strip.jobs()), timeout=PATIENCE)
    disk.fill()
    qtbot.waitUntil(lambda: is_full(stage), timeout=PATIENCE)
    return reports


def test_an_import_waits_and_goes_on_by_itself(qtbot, stage, disk, folder, news):
    reports = import_until_full(qtbot, stage, disk, news)
    qtbot.wait(5_000)  # some tries
    assert reports == []
    assert is_full(stage)
    assert ask(folder, "SELECT finished FROM batches ORDER BY id DESC LIMIT 1") == [("",)]
    only_full_disks(stage)
    disk.clear()
    qtbot.waitUntil(lambda: bool(reports), timeout=PATIENCE)
    assert held(stage) == ("", "")
    (report,) = reports
    assert (report.added, report.unchanged, report.failed, report.cancelled) == (FILES, 0, 0, False)
    assert ask(folder, "SELECT count(*) FROM articles") == [(FILES + 1,)]
    only_full_disks(stage)
    stage.desk.index_now()
    searchable: list[int] = []

    def look() -> bool:
        stage.desk.read(Library.search, Query("soil")).then(lambda found: searchable.append(found.total))
        return FILES + 1 in searchable

    qtbot.waitUntil(look, timeout=PATIENCE)
    only_full_disks(stage)


def test_an_import_that_waits_can_be_cancelled(qtbot, stage, disk, folder, news):
    import_until_full(qtbot, stage, disk, news)
    rows = [each for each in stage.window.panes.strip.findChildren(JobRow) if each.isVisible()]
    buttons = [each for row in rows for each in row.findChildren(QPushButton) if each.isVisible()]
    cancel = next(each for each in buttons if each.accessibleName() == "Cancel: Importing")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not stage.desk.is_importing(), timeout=PATIENCE)
    disk.clear()
    last = "SELECT finished <> '', cancelled FROM batches ORDER BY id DESC LIMIT 1"
    qtbot.waitUntil(lambda: ask(folder, last) == [(1, 1)], timeout=PATIENCE)
    qtbot.waitUntil(lambda: held(stage) == ("", ""), timeout=PATIENCE)
    only_full_disks(stage)


def test_an_import_that_waited_is_resumed_after_a_restart(qtbot, disk, folder, news):
    with Stage(folder, Scene()) as first:
        first.settle()
        import_until_full(qtbot, first, disk, news)
        only_full_disks(first)
    disk.clear()
    with Stage(folder, Scene()) as second:
        qtbot.waitUntil(second.desk.is_importing, timeout=PATIENCE)
        qtbot.waitUntil(lambda: not second.desk.is_importing(), timeout=PATIENCE)
        (counts,) = ask(
            folder, "SELECT added, unchanged, failed, cancelled FROM batches ORDER BY id DESC LIMIT 1"
        )
        assert counts == (FILES, 0, 0, 0)
        assert ask(folder, "SELECT count(*) FROM articles") == [(FILES + 1,)]
        only_full_disks(second)


def test_an_import_begun_on_a_full_disk_begins_when_there_is_room(qtbot, stage, disk, folder, news):
    use_up(stage, disk)
    reports: list[ImportReport] = []
    stage.window.importing.run([news / "000.txt"], "news", []).done.connect(reports.append)
    qtbot.waitUntil(lambda: is_full(stage), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(stage.window.panes.strip.jobs()), timeout=PATIENCE)
    disk.clear()
    qtbot.waitUntil(lambda: bool(reports), timeout=PATIENCE)
    assert reports[0].added == 1
    only_full_disks(stage)


def use_up(stage: Stage, disk: Disk) -> None:
    """Fill the disk, and the room that the library's own log has left."""
    disk.fill()
    log = disk.path / "library" / "library.sqlite-wal"
    with closing(sqlite3.connect(disk.path / "library" / "library.sqlite")) as other:
        try:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for _ in range(200):
                other.execute("UPDATE batches SET source = source")
                other.commit()
        except sqlite3.Error:
            pass
    assert log.exists()


def test_note_tags_highlight_star_and_fact_wait_in_their_order(qtbot, stage, disk, folder):
    window = stage.window
    use_up(stage, disk)
    side, page = window.panes.side, window.panes.page
    side.open_note(HighlightId(1))
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Written on a full disk.")
    qtbot.waitUntil(lambda: is_full(stage), timeout=PATIENCE)
    side.highlight_tags_changed.emit(HighlightId(1), ("soil",))
    side.article_tags_changed.emit(("space",))
    side.correction_asked.emit(Field.AUTHOR, "Ada")
    page.highlight_asked.emit(10, 14, 2)
    window.filing.star()
    window.filing.undo()  # takes back the star, and nothing else
    window.filing.star()
    qtbot.waitUntil(lambda: held(stage)[1].endswith("changes are not stored yet"), timeout=PATIENCE)
    assert stage.desk.unstored() >= 8
    assert ask(folder, "SELECT count(*) FROM notes") == [(0,)]
    side.choose(None)  # fold the card: it shows what was written
    card = next(each for each in side.findChildren(NoteCard) if each.highlight.id == 1)
    assert card.highlight.note == "Written on a full disk."
    only_full_disks(stage)
    disk.clear()
    qtbot.waitUntil(lambda: not stage.desk.unstored(), timeout=PATIENCE)
    stage.settle()
    assert held(stage) == ("", "")
    assert ask(folder, "SELECT body FROM notes") == [("Written on a full disk.",)]
    assert ask(folder, "SELECT count(*) FROM highlights") == [(2,)]
    article = page.article()
    assert article is not None
    assert article.author == "Ada"
    assert article.starred
    assert [mark.name for mark in article.tags] == ["space"]
    assert sorted(mark.tags for mark in article.highlights) == [(), ("soil",)]
    for _ in range(6):
        window.filing.undo()
    stage.settle()
    assert ask(folder, "SELECT count(*) FROM highlights") == [(1,)]
    assert ask(folder, "SELECT count(*) FROM notes") == [(0,)]
    only_full_disks(stage)


def test_a_backup_is_told_leaves_nothing_and_succeeds_later(qtbot, stage, disk, folder):
    disk.fill()
    stage.window.caring.back_up()
    qtbot.waitUntil(lambda: bool(stage.troubles), timeout=PATIENCE)
    only_full_disks(stage)
    assert list((folder / "backups").iterdir()) == []
    disk.clear()
    stage.window.caring.back_up()
    qtbot.waitUntil(lambda: bool(list((folder / "backups").glob("*.zip"))), timeout=PATIENCE)
    stage.settle()


def test_an_export_is_told_keeps_the_older_file_and_succeeds_later(qtbot, stage, disk, folder):
    path = disk.path / "out.md"
    path.write_text("older", "utf-8")
    disk.fill()
    stage.window.exporting.run(Query(), path)
    qtbot.waitUntil(lambda: bool(stage.troubles), timeout=PATIENCE)
    only_full_disks(stage)
    assert path.read_text("utf-8") == "older"
    assert [each.name for each in disk.path.iterdir() if each.name.startswith(".pressmark")] == []
    disk.clear()
    stage.window.exporting.run(Query(), path)
    qtbot.waitUntil(lambda: "Moon" in path.read_text("utf-8"), timeout=PATIENCE)
    stage.settle()
