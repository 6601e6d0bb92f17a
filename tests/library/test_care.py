"""Backups and restores: whole, of one moment, of themselves, and nothing lost on the way."""

import shutil
import sqlite3
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom import MOON, catch_up, named
from reader.library.care import backing_up
from reader.library.library import Library
from reader.model.article import Article
from reader.model.backup import BackupKind, Keep
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.model.query import Query
from reader.model.span import Span
from reader.store.files import originals
from reader.store.files.database import Database
from reader.store.files.troubles import FILE_NAME

NOW = datetime.now(UTC)
HAND = BackupKind.BY_HAND


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table but the lineage, which is another one after a restore."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
            for name in names
            if name != "lineage"
        }


def end_of(steps):
    """Run a generator through and give what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def backed_up(library: Library, kind: BackupKind = HAND) -> Path:
    path = end_of(library.backup(kind))
    assert path.is_file()
    return path


def trouble(steps) -> Trouble:
    with pytest.raises(ReaderError) as caught:
        end_of(steps)
    return caught.value.code


def add(library: Library, folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    library.import_files([str(folder / name)], "later", [])


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# Backing up


def test_a_backup_says_what_it_holds_and_is_whole(filled: Library, moon: Article):
    filled.add_highlight(moon.id, Span(0, 8), 1, "a note")
    path = backed_up(filled)
    [listed] = filled.backups()
    assert (listed.path, listed.kind, listed.damaged) == (path, HAND, False)
    assert (listed.articles, listed.highlights, listed.size) == (2, 1, path.stat().st_size)
    assert abs(datetime.fromisoformat(listed.made) - datetime.now(UTC)) < timedelta(minutes=5)
    assert contents(path.parent) == {path.name}
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_a_backup_is_of_one_moment_though_it_is_written_to_meanwhile(filled: Library, moon: Article):
    before = rows(filled.folder)
    steps = filled.backup(HAND)
    next(steps)
    for number in range(50):
        filled.add_highlight(moon.id, Span(number, number + 3), 1, "x" * 5000)
    path = end_of(steps)
    folder = filled.folder.parent / "seen"
    end_of(backing_up.restore_as_new(path, folder))
    seen = rows(folder)
    assert len(seen["highlights"]) in range(51)
    assert seen["articles"][0][:2] == before["articles"][0][:2]
    assert len(seen["notes"]) == len(seen["highlights"])


@pytest.mark.parametrize("at", range(3))
def test_a_backup_that_is_cancelled_leaves_nothing(filled: Library, at: int):
    told: list[int] = []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if len(told) > at:
            raise InterruptedWork

    with closing(Database.open(filled.folder, writable=False)) as db, pytest.raises(InterruptedWork):
        db.copy_to(filled.folder / "backups", "by-hand", stop)
    assert contents(filled.folder / "backups") == set()


def test_whoever_leaves_a_backup_in_the_middle_waits_until_it_has_stopped(filled: Library):
    steps = filled.backup(HAND)
    next(steps)
    steps.close()
    left = contents(filled.folder / "backups")
    assert {name for name in left if not name.endswith(".zip")} == set()


def test_a_damaged_library_gives_no_backup_and_drops_none(filled: Library):
    for _ in range(2):
        backed_up(filled, BackupKind.DAILY)
    filled.close()
    path = filled.folder / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    before = contents(filled.folder / "backups")
    steps = backing_up.backup(filled.folder, BackupKind.DAILY, None, Keep(1, 0, 0))
    assert trouble(steps) is Trouble.LIBRARY_DAMAGED
    assert contents(filled.folder / "backups") == before


def test_backups_rotate_and_may_lie_elsewhere(filled: Library, tmp_path: Path):
    elsewhere = tmp_path / "stick" / "backups"
    for _ in range(3):
        path = end_of(filled.backup(BackupKind.DAILY, elsewhere, Keep(2, 0, 0)))
    assert path.parent == elsewhere
    assert [each.path for each in filled.backups(elsewhere)] == [path]  # of one day the newest
    assert filled.backups() == []


def test_a_daily_backup_is_due_when_a_day_is_over_and_something_has_changed(filled: Library, moon: Article):
    def due(after: timedelta) -> bool:
        with closing(Database.open(filled.folder, writable=False)) as db:
            return backing_up.is_due(db, None, datetime.now(UTC) + after)

    assert due(timedelta())  # there is none yet
    assert filled.backup_is_due()
    backed_up(filled, BackupKind.DAILY)
    assert not filled.backup_is_due()
    assert not due(timedelta(days=2))  # nothing has changed
    for change in (
        lambda: filled.set_starred([moon.id], True),
        filled.undo,
        lambda: filled.save_position(moon.id, 7),
        lambda: filled.mark_read(moon.id),
        lambda: add(filled, filled.folder.parent / "more", "one.txt", "One more\n\nThis is one more.\n"),
    ):
        change()
        assert due(timedelta(days=2))
        assert not due(timedelta(hours=23))
        backed_up(filled, BackupKind.DAILY)


def test_an_empty_library_needs_no_backup(library: Library):
    assert not library.backup_is_due()


# Restoring into the same library


def restore(backup: Path, folder: Path) -> Path | None:
    end_of(backing_up.stage(backup, folder))
    return backing_up.put_in_place(folder)


def test_a_restore_brings_every_row_back_and_keeps_what_was(filled: Library, moon: Article, tmp_path: Path):
    filled.add_highlight(moon.id, Span(0, 8), 3, "first", ["tag"])
    path = backed_up(filled)
    before, folder = rows(filled.folder), filled.folder
    filled.add_highlight(moon.id, Span(10, 14), 2, "second")
    add(filled, tmp_path / "more", "comet.txt", "A comet passes\n\nThe comet passes the Earth.\n")
    catch_up(filled)
    later, lineage = rows(folder), filled.lineage()
    filled.close()

    kept = restore(path, folder)

    assert rows(folder) == before
    library = Library.open(folder, writable=True)
    assert library.lineage() != lineage
    assert library.search(Query("comet")).partial  # the index is of what was before
    catch_up(library)
    assert library.search(Query("comet")).total == 0
    assert library.search(Query("lander")).total == 1
    shown = next(each for each in library.backups() if each.path == kept)
    assert (shown.kind, shown.articles, shown.highlights) == (BackupKind.BEFORE_RESTORE, 3, 2)
    library.close()
    assert kept is not None
    restore(kept, folder)
    assert rows(folder) == later


def test_restoring_twice_and_going_on_differently_is_found_out(filled: Library, tmp_path: Path):
    """Both times the change numbers are the same, and the index is not behind."""
    path, folder = backed_up(filled), filled.folder
    words = ("comet", "meteor")
    for word in words:
        filled.close()
        restore(path, folder)
        filled = Library.open(folder, writable=True)
        add(filled, tmp_path / word, "new.txt", f"A {word} passes\n\nThe {word} passes the Earth.\n")
        catch_up(filled)
        assert [filled.search(Query(each)).total for each in words] == [int(each == word) for each in words]
    filled.close()


def test_a_restore_brings_back_a_library_that_is_gone_or_damaged(filled: Library):
    path, folder = backed_up(filled), filled.folder
    filled.close()
    before = rows(folder)
    (folder / FILE_NAME).write_bytes(b"\xa5" * 5000)
    kept = restore(path, folder)
    assert rows(folder) == before
    assert kept is not None
    assert kept.read_bytes() == b"\xa5" * 5000
    (folder / FILE_NAME).unlink()
    assert restore(path, folder) is None
    assert rows(folder) == before


def test_a_library_that_is_read_elsewhere_is_not_exchanged(filled: Library, moon: Article):
    path, folder = backed_up(filled), filled.folder
    filled.set_starred([moon.id], True)
    before = rows(folder)
    end_of(backing_up.stage(path, folder))
    filled.close()
    with closing(sqlite3.connect(folder / FILE_NAME)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM articles").fetchone()
        with pytest.raises(ReaderError) as caught:
            backing_up.put_in_place(folder)
        assert caught.value.code is Trouble.LIBRARY_LOCKED
    assert rows(folder) == before


def test_originals_deleted_since_come_back_and_go_with_the_last_backup_that_speaks_of_them(
    filled: Library, moon: Article
):
    folder = filled.folder
    first = contents(folder / "originals")
    path = backed_up(filled, BackupKind.DAILY)
    filled.move_to_bin([moon.id])
    filled.empty_bin()
    gone = first - contents(folder / "originals")
    assert len(gone) == 1
    filled.close()
    restore(path, folder)
    assert contents(folder / "originals") == first
    with closing(Database.open(folder, writable=True)) as db:
        for name in gone:
            assert originals.fetch(folder, Path(name).name).decode() == MOON
        assert len(db.numbers("SELECT id FROM articles")) == 2
    aside = folder / "backups" / "originals"
    assert len(contents(aside)) == 1
    backing_up.rotate(folder, None, Keep(), NOW)
    assert len(contents(aside)) == 1  # a backup still speaks of it
    for each in (folder / "backups").glob("*.*"):
        each.unlink()
    time.sleep(0.01)
    backing_up.rotate(folder, None, Keep(), datetime.now(UTC))
    assert contents(aside) == set()


# Restoring into a new library


def test_a_new_library_has_every_row_and_every_original(filled: Library, moon: Article, tmp_path: Path):
    filled.add_highlight(moon.id, Span(0, 8), 3, "first")
    path, before = backed_up(filled), rows(filled.folder)
    carried = tmp_path / "stick"
    carried.mkdir()
    shutil.move(path, carried)
    assert end_of(backing_up.restore_as_new(carried / path.name, tmp_path / "fresh")) == 0
    assert rows(tmp_path / "fresh") == before == rows(filled.folder)
    assert contents(tmp_path / "fresh" / "originals") == contents(filled.folder / "originals")
    for mine in (tmp_path / "fresh" / "originals").rglob("*"):
        theirs = filled.folder / mine.relative_to(tmp_path / "fresh")
        assert mine.is_dir() or not mine.samefile(theirs)
    library = Library.open(tmp_path / "fresh", writable=True)
    catch_up(library)
    assert library.search(Query("lander")).total == 1
    assert library.lineage() != filled.lineage()
    library.close()


def test_originals_that_are_nowhere_are_counted(filled: Library, tmp_path: Path):
    path = backed_up(filled)
    shutil.rmtree(filled.folder / "originals")
    assert end_of(backing_up.restore_as_new(path, tmp_path / "fresh")) == 2
    library = Library.open(tmp_path / "fresh", writable=False)
    assert "lander" in named(library, "lander").text
    library.close()


def test_a_new_library_needs_an_empty_folder(filled: Library, tmp_path: Path):
    path = backed_up(filled)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", "utf-8")
    assert trouble(backing_up.restore_as_new(path, tmp_path / "full")) is Trouble.LIBRARY_EXISTS
    assert contents(tmp_path / "full") == {"letter.txt"}


# Bad backups


def damaged(path: Path, how: str) -> Path:
    content = bytearray(path.read_bytes())
    match how:
        case "truncated":
            content = content[: len(content) // 2]
        case "flipped":
            content[len(content) // 2] ^= 0xFF
        case "zeroed":
            content[:] = bytes(len(content))
        case "empty":
            content = bytearray()
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("how", ["truncated", "flipped", "zeroed", "empty"])
def test_a_damaged_backup_is_told_and_the_library_stays(filled: Library, tmp_path: Path, how: str):
    path = damaged(backed_up(filled), how)
    before, files = rows(filled.folder), contents(filled.folder)
    assert trouble(backing_up.stage(path, filled.folder)) is Trouble.BACKUP_DAMAGED
    assert trouble(backing_up.restore_as_new(path, tmp_path / "fresh")) is Trouble.BACKUP_DAMAGED
    assert rows(filled.folder) == before
    assert contents(filled.folder) == files
    assert list((tmp_path / "fresh").iterdir()) == []
    if how != "flipped":
        assert [each.damaged for each in filled.backups()] == [True]


def test_a_backup_of_something_else_or_of_a_newer_program_is_refused(filled: Library, tmp_path: Path):
    path = backed_up(filled)
    with zipfile.ZipFile(path) as archive:
        archive.extract(FILE_NAME, tmp_path)
    for change, expected in (
        ("PRAGMA user_version = 9999", Trouble.LIBRARY_NEWER),
        ("PRAGMA application_id = 7", Trouble.BACKUP_DAMAGED),
    ):
        with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
            connection.execute(change)
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(tmp_path / FILE_NAME, FILE_NAME)
        assert trouble(backing_up.stage(path, filled.folder)) is expected
    assert trouble(backing_up.stage(tmp_path / "none.zip", filled.folder)) is Trouble.BACKUP_MISSING
    assert not (filled.folder / ".restored.sqlite").exists()
