"""Libraries that are new, old, newer, foreign, damaged, locked, read-only or on a full disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.model.errors import ReaderError, Trouble
from reader.model.query import Shelf
from reader.store import articles, imports, lineage
from reader.store.files import originals, schema
from reader.store.files.database import Database
from reader.store.files.schema import Step
from reader.store.files.troubles import FILE_NAME
from reader.store.user import annotations, edits

NOBODY = 65534


def raw(folder: Path) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed library."""
    Database.create(tmp_path / "lib").close()
    return tmp_path / "lib"


def test_a_new_library_has_its_folders_and_settings(tmp_path: Path):
    db = Database.create(tmp_path / "new" / "library")
    assert sorted(path.name for path in db.folder.iterdir() if path.is_dir()) == ["backups", "originals"]
    settings = {
        name: db.numbers(f"PRAGMA {name}")[0]
        for name in ("application_id", "user_version", "foreign_keys", "synchronous")
    }
    assert settings == {
        "application_id": 0x5072736D,
        "user_version": schema.steps()[-1].number,
        "foreign_keys": 1,
        "synchronous": 2,
    }
    mode = db.one("PRAGMA journal_mode")
    assert mode is not None
    assert mode[0] == "wal"
    assert not db.rows("PRAGMA foreign_key_check")
    db.close()
    assert not (db.folder / ".new-library.sqlite").exists()


def test_a_library_is_not_made_where_something_is(tmp_path: Path, folder: Path, trouble_of):
    assert trouble_of(Database.create, folder) is Trouble.LIBRARY_EXISTS
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    assert trouble_of(Database.create, tmp_path / "other") is Trouble.LIBRARY_EXISTS
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["letter.txt"]


def test_leavings_of_a_killed_creation_do_not_stand_in_the_way(tmp_path: Path):
    (tmp_path / ".new-library.sqlite").write_bytes(b"half")
    (tmp_path / "owner.lock").touch()
    Database.create(tmp_path).close()
    Database.open(tmp_path, writable=False).close()


def test_missing(tmp_path: Path, trouble_of):
    assert trouble_of(Database.open, tmp_path, writable=True) is Trouble.LIBRARY_MISSING
    assert trouble_of(Database.open, tmp_path / "nowhere", writable=False) is Trouble.LIBRARY_MISSING
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("content", [b"%PDF-1.7 " * 40, b"short", b"\0" * 4096])
def test_foreign_bytes_are_refused_and_left_alone(tmp_path: Path, content: bytes, writable: bool, trouble_of):
    (tmp_path / FILE_NAME).write_bytes(content)
    assert trouble_of(Database.open, tmp_path, writable=writable) is Trouble.LIBRARY_FOREIGN
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_another_programs_database_is_foreign(tmp_path: Path, trouble_of):
    with raw(tmp_path) as connection:
        connection.execute("CREATE TABLE articles (id)")
    assert trouble_of(Database.open, tmp_path, writable=True) is Trouble.LIBRARY_FOREIGN


def test_a_newer_library_is_refused_with_both_numbers(folder: Path):
    with raw(folder) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(ReaderError) as caught:
        Database.open(folder, writable=True)
    assert caught.value.code is Trouble.LIBRARY_NEWER
    assert caught.value.values["found"] == 999
    assert caught.value.values["known"] == schema.steps()[-1].number


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize("left", [0, 50, 100, 4096, 20_000])
def test_a_truncated_library_is_damaged(folder: Path, left: int, writable: bool, trouble_of):
    content = (folder / FILE_NAME).read_bytes()[:left]
    (folder / FILE_NAME).write_bytes(content)
    assert trouble_of(Database.open, folder, writable=writable) is Trouble.LIBRARY_DAMAGED
    assert (folder / FILE_NAME).read_bytes() == content


def test_overwritten_pages_are_damage_not_a_crash(folder: Path, trouble_of):
    path = folder / FILE_NAME
    content = bytearray(path.read_bytes())
    content[100 : len(content)] = b"\xa5" * (len(content) - 100)
    path.write_bytes(content)
    assert trouble_of(Database.open, folder, writable=True) is Trouble.LIBRARY_DAMAGED


def test_damage_met_later_is_told_too(shop, trouble_of):
    folder = shop.db.folder
    article = shop.add()
    shop.db.close()
    path = folder / FILE_NAME
    with raw(folder) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'versions'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    reopened = Database.open(folder, writable=False)
    assert trouble_of(articles.article, reopened, article) is Trouble.LIBRARY_DAMAGED
    reopened.close()


# Migrations


def test_an_upgrade_backs_up_first_and_ends_the_stack(shop):
    article = shop.add()
    shop.star(article)
    step = Step(
        99, "CREATE TABLE extra (id INTEGER PRIMARY KEY); INSERT INTO extra VALUES (7); -- done; really\n"
    )
    schema.upgrade(shop.db._connection, shop.db.folder, (*schema.steps(), step))
    assert schema.version_of(shop.db._connection) == 99
    assert list(shop.db.numbers("SELECT id FROM extra")) == [7]
    assert edits.state(shop.db).undo is None
    assert [each.standing for each in edits.history(shop.db)] == ["past"]
    [backup] = (shop.db.folder / "backups").iterdir()
    assert backup.name.startswith("before-99-")
    assert backup.suffix == ".zip"
    with zipfile.ZipFile(backup) as archive:
        archive.extract(FILE_NAME, shop.db.folder.parent / "unpacked")
    with closing(sqlite3.connect(shop.db.folder.parent / "unpacked" / FILE_NAME)) as copy:
        assert copy.execute("SELECT starred FROM articles").fetchall() == [(1,)]
        assert copy.execute("PRAGMA user_version").fetchone()[0] == schema.steps()[-1].number


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE extra (id); SELECT nonsense FROM nowhere;",
        "CREATE TABLE extra (id REFERENCES tags); INSERT INTO extra VALUES (12345);",
    ],
)
def test_a_failed_step_leaves_the_library_as_it_was(shop, script: str):
    shop.add()
    before = shop.dump()
    with pytest.raises((sqlite3.Error, RuntimeError)):
        schema.upgrade(shop.db._connection, shop.db.folder, (*schema.steps(), Step(99, script)))
    assert schema.version_of(shop.db._connection) == schema.steps()[-1].number
    assert shop.dump() == before
    assert not shop.db.rows("SELECT 1 FROM sqlite_master WHERE name = 'extra'")
    assert shop.db.numbers("PRAGMA foreign_keys")[0] == 1


def test_migrations_are_numbered_without_gaps_and_apply_like_a_fresh_library(tmp_path: Path):
    known = schema.steps()
    assert [step.number for step in known] == list(range(1, len(known) + 1))
    with closing(sqlite3.connect(tmp_path / "a", isolation_level=None)) as connection:
        for step in known:
            if step.number == 1:
                schema.lay_out(connection, (step,))
            else:
                schema._take(connection, step)
        stepwise = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    db = Database.create(tmp_path / "b")
    fresh = [tuple(row) for row in db.rows("SELECT name, sql FROM sqlite_master ORDER BY name")]
    db.close()
    assert fresh == stepwise


def test_a_backup_is_a_library_with_a_lineage_of_its_own(shop):
    article = shop.add()
    made = shop.db.copy_to(shop.db.folder / "backups", "by-hand", lambda _done, _total: None)
    restored = shop.db.folder.parent / "restored"
    with zipfile.ZipFile(made) as archive:
        archive.extract(FILE_NAME, restored)
    with closing(Database.open(restored, writable=True)) as db:
        assert articles.article(db, article).title == "Water boils at 100 °C"
        assert lineage.lineage(db) != lineage.lineage(shop.db)


# Reading, locks, read-only folders, full disks


def test_a_reader_cannot_write(folder: Path, trouble_of):
    db = Database.open(folder, writable=False)
    assert trouble_of(db.run, "DELETE FROM articles") is Trouble.FOLDER_READ_ONLY
    db.close()


def test_a_reader_sees_one_state_within_a_snapshot(shop):
    first = shop.add(place="1.txt")
    reader = Database.open(shop.db.folder, writable=False)
    with reader.snapshot():
        assert list(articles.listed(reader, shelf=Shelf.ALL, tag=None)) == [first]
        second = shop.add(place="2.txt")
        assert list(articles.listed(reader, shelf=Shelf.ALL, tag=None)) == [first]
    assert list(articles.listed(reader, shelf=Shelf.ALL, tag=None)) == [second, first]
    reader.close()


def test_a_transaction_is_all_or_nothing_and_inner_ones_are_part_of_it(shop):
    def failing() -> None:
        with shop.db.transaction():
            shop.add()
            with shop.db.transaction():
                shop.add(place="b.txt")
            raise RuntimeError("stop")

    batch = shop.batch()
    with pytest.raises(RuntimeError):
        failing()
    assert articles.counts(shop.db).shelves[Shelf.ALL] == 0
    assert imports.report(shop.db, batch).batch == batch


def test_opening_a_library_that_is_locked(folder: Path, trouble_of):
    with raw(folder) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert trouble_of(Database.open, folder, writable=True, patience=10) is Trouble.LIBRARY_LOCKED
        assert trouble_of(Database.open, folder, writable=False, patience=10) is Trouble.LIBRARY_LOCKED


@contextmanager
def as_nobody():
    """The superuser may write anywhere: take another user's rights for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        if not os.access(schema.__file__, os.R_OK, effective_ids=True):
            pytest.skip("the checkout itself is the superuser's alone")
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def sealed(shop):
    """A library with one article in a folder nobody may write to."""
    shop.add()
    shop.db.close()
    top = Path(tempfile.mkdtemp())
    shutil.copytree(shop.db.folder, top / "lib")
    if os.geteuid() == 0:
        for path in (top, *top.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    for path in (top / "lib").rglob("*"):
        path.chmod(0o444 if path.is_file() else 0o555)
    (top / "lib").chmod(0o555)
    yield top / "lib"
    for path in (top / "lib", *(top / "lib").rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(top)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs rights as on Unix")
def test_a_read_only_folder_is_read_but_not_written(sealed: Path, trouble_of):
    with as_nobody():
        db = Database.open(sealed, writable=False)
        assert articles.counts(db).shelves[Shelf.ALL] == 1
        db.close()
        assert trouble_of(Database.open, sealed, writable=True) is Trouble.FOLDER_READ_ONLY
        assert trouble_of(Database.create, sealed / "inner") is Trouble.FOLDER_READ_ONLY
        assert trouble_of(originals.keep, sealed, b"bytes") is Trouble.FOLDER_READ_ONLY
    assert sorted(path.name for path in sealed.iterdir()) == ["backups", FILE_NAME, "originals"]


def test_a_full_disk_loses_nothing(shop, trouble_of):
    article = shop.add()
    highlight = shop.mark(article, 0, 5)
    before = shop.dump()
    pages = shop.db.numbers("PRAGMA page_count")[0]
    shop.db.run(f"PRAGMA max_page_count = {pages}")
    long = shop.draft("Long", *(f"Sentence {number} of a long text." for number in range(10_000)))
    assert trouble_of(shop.add, long, batch=1) is Trouble.DISK_FULL
    assert trouble_of(shop.note, highlight, "x" * 300_000) is Trouble.DISK_FULL
    assert shop.dump() == before
    shop.db.run("PRAGMA max_page_count = 1000000")
    shop.add(long)
    assert edits.undo(shop.db, now=shop.now) is not None


def test_a_kill_loses_only_what_was_not_committed(shop):
    article = shop.add()
    shop.star(article)
    before = shop.dump()
    folder = shop.db.folder
    shop.db.close()
    program = f"""
import os
from pathlib import Path
from reader.store.files.database import Database
db = Database.open(Path({str(folder)!r}), writable=True)
db.run("UPDATE articles SET position = 5")
db.run("BEGIN IMMEDIATE")
db.run("UPDATE articles SET starred = 0, position = 99")
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    shop.db = Database.open(folder, writable=True)
    assert articles.article(shop.db, article).position == 5
    shop.db.run("UPDATE articles SET position = 0")
    assert shop.dump() == before
    assert edits.undo(shop.db, now=shop.now) is not None
    shop.db.close()


def test_lone_surrogates_are_stored_as_the_replacement_sign(shop):
    broken = "half \ud83d of a pair"
    article = shop.add(shop.draft("Title", broken), place="na\udcffme.txt")
    stored = articles.article(shop.db, article)
    assert stored.text == "Title\n\nhalf \ufffd of a pair"
    assert stored.text[stored.blocks[1].start : stored.blocks[1].end] == "half \ufffd of a pair"
    assert articles.by_origin(shop.db, "/news", "na\udcffme.txt") == [article]
    highlight = shop.mark(article, 0, 5, note="note \udc00")
    assert annotations.highlight(shop.db, highlight).note == "note \ufffd"
    edits.undo(shop.db, now=shop.now)
    edits.redo(shop.db, now=shop.now)
    assert annotations.highlight(shop.db, highlight).note == "note \ufffd"


# Originals


def test_originals_are_kept_once_and_checked(db, trouble_of):
    digest = originals.keep(db.folder, b"bytes of a file")
    assert originals.keep(db.folder, b"bytes of a file") == digest
    path = originals.path_of(db.folder, digest)
    assert path.parent.name == digest[:2]
    assert [each.name for each in path.parent.iterdir()] == [digest]
    assert originals.fetch(db.folder, digest) == b"bytes of a file"
    path.write_bytes(path.read_bytes()[:-3])
    assert trouble_of(originals.fetch, db.folder, digest) is Trouble.FILE_UNREADABLE
    originals.drop(db.folder, digest)
    originals.drop(db.folder, digest)
    assert trouble_of(originals.fetch, db.folder, digest) is Trouble.FILE_MISSING


def test_many_numbers_are_those_of_the_rows(shop):
    wanted = """WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 7 FROM n WHERE i < 9e15)
                SELECT i FROM n WHERE i % ?2 = 0 LIMIT 500"""
    assert shop.db.many_numbers(wanted, (-40, 3)) == shop.db.numbers(wanted, (-40, 3))
    assert len(shop.db.many_numbers(wanted, (-40, 3))) == 500
    assert list(shop.db.many_numbers("SELECT id FROM articles WHERE id < 0")) == []
    with pytest.raises(ReaderError):
        shop.db.many_numbers("SELECT id FROM nowhere")
