"""Reading verbs on a library of an older shape: they answer, and never write to what another program owns."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli.verbs import run
from reader.library.ownership import Ownership
from reader.model.errors import ReaderError, Trouble
from reader.store.files import schema
from reader.store.files.troubles import FILE_NAME

KEPT = Path(__file__).parents[1] / "store" / "kept" / "0002.sql"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a library of the second shape."""
    library = tmp_path / "library"
    library.mkdir()
    with closing(sqlite3.connect(library / FILE_NAME)) as connection:
        connection.executescript(KEPT.read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 2")
    return library


def shape(folder: Path) -> int:
    return int.from_bytes((folder / FILE_NAME).read_bytes()[60:64], "big")


def total(folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    assert run(["--library", str(folder), "search", "", "--json"]) == 0
    return int(json.loads(capsys.readouterr().out)["total"])


def test_what_another_program_owns_is_read_and_stays_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    before = (folder / FILE_NAME).read_bytes()
    with Ownership(folder):
        assert total(folder, capsys) == 1
        assert run(["--library", str(folder), "show", "1", "2", "--json"]) == 0
        assert len(json.loads(capsys.readouterr().out)) == 2
    assert (folder / FILE_NAME).read_bytes() == before
    assert not (folder / "backups").exists()


def test_what_nobody_owns_is_brought_up_to_date_once_after_a_backup(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert total(folder, capsys) == 1
    newest = schema.steps()[-1].number
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        assert schema.version_of(connection) == newest
    assert total(folder, capsys) == 1
    assert len(list((folder / "backups").glob("before-3-*"))) == 1


def test_where_nothing_can_be_written_it_is_read_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise ReaderError(Trouble.FOLDER_READ_ONLY, folder=folder)

    monkeypatch.setattr("reader.library.ownership.Ownership.__init__", refuse)
    before = (folder / FILE_NAME).read_bytes()
    assert total(folder, capsys) == 1
    assert (folder / FILE_NAME).read_bytes() == before
