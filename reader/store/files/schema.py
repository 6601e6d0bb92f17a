"""The shape of a library: numbered migrations, each one transaction after a backup."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from reader.store.files.backup_files import FOLDER_NAME
from reader.store.files.backups import copy_to

APPLICATION_ID: Final = int.from_bytes(b"Prsm", "big")
"""Marks an SQLite file as ours."""

_FOLDER: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: the number it brings a library to, and its statements."""

    number: int
    script: str


def steps(folder: Path = _FOLDER) -> tuple[Step, ...]:
    """Read the migrations, in order."""
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return tuple(Step(int(path.name[:4]), path.read_text("utf-8")) for path in paths)


def version_of(connection: sqlite3.Connection) -> int:
    """Tell up to which migration a library has come."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@cache
def parts(known: tuple[Step, ...]) -> frozenset[tuple[str, str]]:
    """Name what a library has after these steps: its tables with their columns, and its triggers."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        lay_out(connection, known)
        return _parts_of(connection)


def is_whole(connection: sqlite3.Connection, known: tuple[Step, ...]) -> bool:
    """Tell whether a library has every part it should have at the version it is of."""
    found = version_of(connection)
    return parts(tuple(step for step in known if step.number <= found)) <= _parts_of(connection)


def _parts_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    columns = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    ).fetchall()
    triggers = connection.execute("SELECT name, '' FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return frozenset((str(name), str(column)) for name, column in (*columns, *triggers))


def lay_out(connection: sqlite3.Connection, known: tuple[Step, ...]) -> None:
    """Make a new library of an empty file, in one transaction."""
    script = "\n".join(step.script for step in known)
    pragmas = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {known[-1].number};"
    connection.executescript(f"BEGIN IMMEDIATE; {script}\n{pragmas} COMMIT;")


def upgrade(connection: sqlite3.Connection, library: Path, known: tuple[Step, ...]) -> None:
    """Bring an older library up to date; a step that fails leaves it as it was before that step.

    A backup named after the version is made first. The stack of undo ends here, because images of rows
    fit the tables they were taken from; the history stays.
    """
    missing = _missing(connection, known)
    if not missing:
        return
    copy_to(connection, library, library / FOLDER_NAME, f"before-{missing[0].number}")
    _take_all(connection, missing)


def upgraded_copy(connection: sqlite3.Connection, known: tuple[Step, ...]) -> sqlite3.Connection:
    """Copy an older library as it is now into a file that has no name and is gone with the connection.

    The copy is brought up to date; the library stays as it is.
    """
    copy = sqlite3.connect("", isolation_level=None)
    try:
        connection.backup(copy)
        _take_all(copy, _missing(copy, known))
    except BaseException:
        copy.close()
        raise
    return copy


def _missing(connection: sqlite3.Connection, known: tuple[Step, ...]) -> list[Step]:
    found = version_of(connection)
    return [step for step in known if step.number > found]


def _take_all(connection: sqlite3.Connection, missing: Iterable[Step]) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may have to build a table anew
    try:
        for step in missing:
            _take(connection, step)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _statements(script: str) -> Iterator[str]:
    """Cut a script into statements: `executescript` would end the transaction it is to be part of."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _take(connection: sqlite3.Connection, step: Step) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE edits SET state = 'past'")
        for statement in _statements(step.script):
            connection.execute(statement)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise RuntimeError(f"migration {step.number} leaves a loose row in {broken[0]}")
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
