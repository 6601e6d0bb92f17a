"""One connection to a library, and everything that is peculiar to SQLite."""

import sqlite3
import stat
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ELOOP, ENAMETOOLONG
from itertools import chain
from pathlib import Path
from typing import Final, Self

import msgspec

from reader.model.errors import ReaderError, Trouble
from reader.store.files import backup_files, backups, originals, schema
from reader.store.files.troubles import FILE_NAME, damaged, told

Value = str | int | float | None
Parameters = Sequence[Value]

_UNFINISHED: Final = ".new-library.sqlite"
_PASSED_OVER: Final = frozenset(
    {_UNFINISHED, ".restored.sqlite", "owner.lock", ".DS_Store", "desktop.ini", "Thumbs.db"}
)
"""Files that do not make a folder someone else's: our own leavings and those of desktops."""

_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
"""Bytes of the header of an SQLite file."""

_LARGEST: Final = 2**63 - 1
"""The largest number SQLite keeps; none is ever given to a row."""


class Database:
    """One connection to the library in `folder`, owned by the thread that opened it.

    There is one writing `Database` a library. Texts with lone surrogates, which no UTF-8 can hold, are
    stored and looked up with U+FFFD in their places: offsets stay what they were. Every method raises
    `ReaderError` with `DISK_FULL`, `LIBRARY_LOCKED`, `FOLDER_READ_ONLY` or `LIBRARY_DAMAGED` for what
    may happen to a file on a disk.
    """

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a new library in `folder`, which must be empty or not there yet, and open it for writing.

        Raises:
            ReaderError: `LIBRARY_EXISTS` when the folder holds anything; `FOLDER_READ_ONLY`,
                `FOLDER_BLOCKED`, `DISK_FULL`.
        """
        unfinished = folder / _UNFINISHED
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            require_empty(folder)
            try:
                unfinished.unlink(missing_ok=True)
                _lay_out(unfinished)
                (folder / originals.FOLDER_NAME).mkdir()
                (folder / backup_files.FOLDER_NAME).mkdir()
                # Last, and in one go: a library is whole or not there.
                unfinished.replace(folder / FILE_NAME)
            except BaseException:
                _clear(folder)
                raise
        return cls.open(folder, writable=True)

    @classmethod
    def open(cls, folder: Path, *, writable: bool, patience: int = 5_000) -> Self:
        """Open the library in `folder`; a writer first brings an older one up to date, after a backup.

        A reader leaves it as it is, and reads an upgraded copy that nobody sees: it may belong to another
        program, or lie where nothing can be written. `patience` is how long to wait for another program's
        lock, in milliseconds. A library in a folder that cannot be written to still opens for reading where
        SQLite can.

        Raises:
            ReaderError: `LIBRARY_MISSING`, `LIBRARY_FOREIGN`, `LIBRARY_NEWER`, `LIBRARY_DAMAGED`,
                `LIBRARY_LOCKED`, `LIBRARY_UNREADABLE`, `FOLDER_READ_ONLY`, `FOLDER_BLOCKED` or `DISK_FULL`.
        """
        _check_file(folder)
        with told(folder):
            connection = (
                _connect_to_write(folder, patience) if writable else _connect_to_read(folder, patience)
            )
            try:
                if not _bring_up_to_date(connection, folder, writable=writable):
                    connection = _upgraded_copy(connection)
                return cls(connection, folder)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def is_older(cls, folder: Path) -> bool:
        """Tell whether the library in `folder` has an older shape than ours; what is no library has none."""
        path = folder / FILE_NAME
        try:
            if not path.is_file():  # opening a pipe would wait for ever
                return False
            with path.open("rb") as file:
                header = file.read(_HEADER)
        except OSError:
            return False
        ours = header.startswith(_MAGIC) and int.from_bytes(header[68:72], "big") == schema.APPLICATION_ID
        return ours and 0 < int.from_bytes(header[60:64], "big") < schema.steps()[-1].number

    def close(self) -> None:
        """Close the connection; what was committed is on the disk."""
        self._connection.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Give every row a statement answers with."""
        with told(self.folder):
            return self._execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """Give the first row a statement answers with, or None."""
        with told(self.folder):
            row: sqlite3.Row | None = self._execute(sql, parameters).fetchone()
            return row

    def numbers(self, sql: str, parameters: Parameters = ()) -> "array[int]":
        """Give the integers of a statement's first and only column, without a row object for each."""
        with told(self.folder):
            cursor = self._execute(sql, parameters)
            cursor.row_factory = None
            return array("q", chain.from_iterable(cursor))

    def many_numbers(self, sql: str, parameters: Parameters = ()) -> "array[int]":
        """As `numbers`, of a SELECT with very many rows: as one text they take a third of the time."""
        whole = f"WITH found(number) AS ({sql}) SELECT json_group_array(number) FROM found"  # noqa: S608 (ours)
        with told(self.folder):
            text: str = self._execute(whole, parameters).fetchone()[0]
            return array("q", msgspec.json.decode(text, type=list[int]))

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Carry out a statement; give the number of rows it changed, not counting those of triggers."""
        with told(self.folder):
            return self._execute(sql, parameters).rowcount

    def run_many(self, sql: str, many: Iterable[Parameters]) -> None:
        """Carry out a statement once for each of `many`."""
        with told(self.folder):
            for parameters in many:
                self._execute(sql, parameters)

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Carry out an INSERT of one row; give the row's number."""
        with told(self.folder):
            return self._execute(sql, parameters).lastrowid or 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of what is done within, or none of it; inside an open transaction, be part of that."""
        with self._bracket("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything within from one state of the library, whatever is written meanwhile."""
        with self._bracket("BEGIN"):
            yield

    def copy_to(self, folder: Path, reason: str, tell: backups.Tell) -> Path:
        """Copy the library as it is at this moment into a folder of backups, whatever is written meanwhile.

        Raises:
            InterruptedWork: when `tell` raised it.
        """
        with self.snapshot():
            self.one("SELECT 1 FROM sqlite_master")  # from here on this state is read, and no other
            return backups.copy_to(self._connection, self.folder, folder, reason, tell)

    def mark(self) -> str:
        """Give a mark of what the library holds: another one after every change."""
        with told(self.folder):
            return backups.mark(self._connection)

    def is_sound(self) -> bool:
        """Read the whole library through: tell whether its pages, tables and references make sense."""
        found = self.rows("PRAGMA integrity_check(1)")
        return [row[0] for row in found] == ["ok"] and not self.rows("PRAGMA foreign_key_check")

    def state(self) -> tuple[int, int]:
        """Give numbers that stay the same as long as nobody, here or elsewhere, has written anything."""
        row = self.one("PRAGMA data_version")
        return (row[0] if row else 0), self._connection.total_changes

    @contextmanager
    def _bracket(self, begin: str) -> Iterator[None]:
        if self._is_under_way():
            yield
            return
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # A full disk has SQLite roll back by itself.
            if self._is_under_way():
                self._connection.execute("ROLLBACK")
            raise

    def _is_under_way(self) -> bool:
        return self._connection.in_transaction

    def _execute(self, sql: str, parameters: Parameters) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, parameters)
        except (UnicodeEncodeError, OverflowError):
            return self._connection.execute(sql, [_storable(value) for value in parameters])


def require_empty(folder: Path) -> None:
    """Make sure that a folder holds nothing of anybody's.

    Raises:
        ReaderError: `LIBRARY_EXISTS`.
    """
    if any(path.name not in _PASSED_OVER for path in folder.iterdir()):
        raise ReaderError(Trouble.LIBRARY_EXISTS, folder=folder)


def _storable(value: Value) -> Value:
    """Give what SQLite can take: no lone surrogates, no number beyond the largest, which names nothing."""
    if isinstance(value, int):
        return max(-_LARGEST, min(value, _LARGEST))
    if not isinstance(value, str):
        return value
    return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in value)


def _lay_out(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        schema.lay_out(connection, schema.steps())
    finally:
        connection.close()


def _clear(folder: Path) -> None:
    """Take away what a failed creation left, so that the next can begin."""
    with suppress(OSError):
        (folder / _UNFINISHED).unlink(missing_ok=True)
    for name in (originals.FOLDER_NAME, backup_files.FOLDER_NAME):
        with suppress(OSError):
            (folder / name).rmdir()


def _bring_up_to_date(connection: sqlite3.Connection, folder: Path, *, writable: bool) -> bool:
    """Tell whether the library has the shape we know, after bringing it there where that is allowed."""
    known = schema.steps()
    found, newest = schema.version_of(connection), known[-1].number
    if found > newest:
        raise ReaderError(Trouble.LIBRARY_NEWER, folder=folder, found=found, known=newest)
    if found < 1 or not schema.is_whole(connection, known):
        raise damaged(folder)
    if found < newest and not writable:
        return False
    schema.upgrade(connection, folder, known)
    return True


_FOR_ALL: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = OFF",  # some builds of SQLite have it on
    "PRAGMA cache_size = -16000",
)
_FOR_WRITING: Final = (
    *_FOR_ALL,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    # SQLite opens a file it may not write without a word: ask at once, not at the first edit.
    "BEGIN IMMEDIATE",
    "ROLLBACK",
)
_FOR_READING: Final = (*_FOR_ALL, "PRAGMA query_only = ON", "SELECT count(*) FROM sqlite_master")


def _connect_to_write(folder: Path, patience: int) -> sqlite3.Connection:
    return _connect(folder, "mode=rw", patience, _FOR_WRITING)


def _connect_to_read(folder: Path, patience: int) -> sqlite3.Connection:
    """Open for reading; where no file can be made beside the library, read it as one nobody changes."""
    try:
        return _connect(folder, "mode=ro", patience, _FOR_READING)
    except sqlite3.OperationalError as error:
        # What a log holds would be missing; and a lock says that somebody does change it.
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY or _has_log(folder / FILE_NAME):
            raise
        return _connect(folder, "mode=ro&immutable=1", patience, _FOR_READING)


def _upgraded_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = schema.upgraded_copy(connection, schema.steps())
    copy.row_factory = sqlite3.Row
    for statement in _FOR_READING:
        copy.execute(statement).fetchall()
    connection.close()
    return copy


def _connect(folder: Path, mode: str, patience: int, first: Sequence[str]) -> sqlite3.Connection:
    address = f"{(folder / FILE_NAME).absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=patience / 1000)
    connection.row_factory = sqlite3.Row
    try:
        for statement in first:
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _check_file(folder: Path) -> None:
    """Look at the file before SQLite does: it would create what is missing and accept what is cut off.

    Raises:
        ReaderError: `LIBRARY_MISSING`, `LIBRARY_FOREIGN`, `LIBRARY_DAMAGED` or `LIBRARY_UNREADABLE`.
    """
    path = folder / FILE_NAME
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):  # opening a pipe would wait for ever
            raise ReaderError(Trouble.LIBRARY_FOREIGN, path=path)
        check_header(path, folder)
    except (FileNotFoundError, NotADirectoryError):
        raise ReaderError(Trouble.LIBRARY_MISSING, folder=folder) from None
    except OSError as error:
        code = Trouble.LIBRARY_MISSING if error.errno in (ELOOP, ENAMETOOLONG) else Trouble.LIBRARY_UNREADABLE
        raise ReaderError(code, folder=folder) from error


def check_header(path: Path, folder: Path) -> None:
    """Look at the first bytes of a library file, and whether the rest is there.

    Raises:
        ReaderError: `LIBRARY_FOREIGN` or `LIBRARY_DAMAGED`.
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
    size = path.stat().st_size
    if len(header) < _HEADER and _MAGIC.startswith(header[: len(_MAGIC)]):
        raise damaged(folder)
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise ReaderError(Trouble.LIBRARY_FOREIGN, path=path)
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < (65536 if page == 1 else page) * pages and not _has_log(path):
        raise damaged(folder)
