"""Libraries kept from older versions of the program still open, with everything in them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.errors import ReaderError
from reader.model.ids import ArticleId
from reader.store import articles, imports
from reader.store.files import schema
from reader.store.files.backup_files import FOLDER_NAME
from reader.store.files.database import Database
from reader.store.files.troubles import FILE_NAME
from reader.store.lineage import lineage

KEPT = sorted((Path(__file__).parent / "kept").glob("*.sql"))


def test_one_library_is_kept_of_every_shape_but_the_present_one():
    assert [int(path.stem) for path in KEPT] == [step.number for step in schema.steps()[:-1]]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_kept_library_is_upgraded_whole_after_a_backup(kept: Path, tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(kept.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {int(kept.stem)}")
    db = Database.open(tmp_path, writable=True)
    tide, ice = articles.article(db, ArticleId(2)), articles.article(db, ArticleId(1))
    assert "twice a day" in tide.text or "twice a day" in ice.text
    assert sum(len(each.highlights) for each in (tide, ice)) == 1
    assert lineage(db)
    assert not imports.unfinished(db)  # nobody knows any longer what they had still to read
    assert db.rows("PRAGMA integrity_check")[0][0] == "ok"
    assert len(list((tmp_path / FOLDER_NAME).glob(f"before-{int(kept.stem) + 1}-*"))) == 1
    db.close()


def laid_out(kept: Path, folder: Path) -> Path:
    """Lay a kept library out in a folder; give its file."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript(kept.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {int(kept.stem)}")
    return folder / FILE_NAME


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_reader_leaves_an_older_library_as_it_is_and_reads_it(kept: Path, tmp_path: Path):
    path = laid_out(kept, tmp_path / "library")
    before = path.read_bytes()
    assert Database.is_older(path.parent)
    db = Database.open(path.parent, writable=False)
    assert sum(len(articles.article(db, ArticleId(number)).highlights) for number in (1, 2)) == 1
    assert lineage(db)
    assert articles.counts(db).shelves
    with pytest.raises(ReaderError):
        db.run("DELETE FROM articles")
    db.close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [FILE_NAME]


def test_what_is_no_older_library_is_not_taken_for_one(tmp_path: Path):
    assert not Database.is_older(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"SQLite format 3\0" + bytes(200))
    assert not Database.is_older(tmp_path)
    Database.create(tmp_path / "new").close()
    assert not Database.is_older(tmp_path / "new")
