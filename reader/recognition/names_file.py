"""The file `names.sqlite`: opened, read, and set aside when it is damaged."""

import sqlite3
from array import array
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final, Self

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, ChangeNumber, VersionId
from reader.model.mention import FAMILIES, Mention, NameRef, Recognition
from reader.recognition.packing import unpack_mentions
from reader.recognition.shape import is_ours, lay_out
from reader.recognition.troubles import troubles

FILE_NAME: Final = "names.sqlite"
_BESIDE: Final = ("", "-wal", "-shm")
_FOR_READING: Final = ("PRAGMA query_only = ON", "SELECT count(*) FROM progress")
_PATIENCE: Final = 5.0
"""Seconds to wait for another program's lock."""


class Recognised:
    """What is known of one version of an article; the mentions are unpacked when they are asked for."""

    def __init__(self, path: Path, row: tuple[int, str, int, str, str, bytes]) -> None:
        version, self.model, self.rules, self.language, state, self._packed = row
        self.version = VersionId(version)
        self._path = path
        with troubles(path):
            self.state = Recognition(state)

    def mentions(self) -> tuple[Mention, ...]:
        """Give the mentions in text order.

        Raises:
            ReaderError: `NAMES_DAMAGED`.
        """
        with troubles(self._path):
            return unpack_mentions(self._packed)


class NamesFile:
    """A connection to the file, owned by the thread that opened it.

    Every method raises `ReaderError`: `NAMES_DAMAGED`, `DISK_FULL`, `FOLDER_READ_ONLY` or `LIBRARY_LOCKED`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._identity = _identity(path)

    @classmethod
    def to_read(cls, folder: Path) -> Self | None:
        """Open the file of a library for reading; None when there is none, or none that can be read."""
        path = folder / FILE_NAME
        if not path.is_file():
            return None
        log = path.with_name(f"{FILE_NAME}-wal")
        try:
            return cls(_connected(path, "mode=ro", *_FOR_READING), path)
        except ReaderError as error:
            if error.code is not Trouble.FOLDER_READ_ONLY or (log.exists() and log.stat().st_size):
                return None
        try:  # where no file can be made beside it, nobody changes it either
            return cls(_connected(path, "mode=ro&immutable=1", *_FOR_READING), path)
        except ReaderError:
            return None

    def close(self) -> None:
        """Give the connection back."""
        self.connection.close()

    def is_replaced(self) -> bool:
        """Tell whether another file lies in its place by now, or none."""
        return _identity(self.path) != self._identity

    def read_to(self) -> ChangeNumber:
        """Tell up to which change of the library the file has read."""
        return ChangeNumber(self.numbers("SELECT read_to FROM progress")[0])

    def is_of(self, lineage: str) -> bool:
        """Tell whether it was made from this line of history of the library."""
        return bool(self.numbers("SELECT count(*) FROM progress WHERE lineage = ?", (lineage,))[0])

    def is_sound(self) -> bool:
        """Read the whole file through: tell whether its pages and tables make sense."""
        with troubles(self.path):
            found: list[tuple[str]] = self.connection.execute("PRAGMA integrity_check(1)").fetchall()
        return found == [("ok",)]

    def recognised(self, article: ArticleId) -> Recognised | None:
        """Give what is known of an article, in whatever version."""
        with troubles(self.path):
            row = self.connection.execute(
                "SELECT version, model, rules, language, state, mentions FROM recognised WHERE article = ?",
                (article,),
            ).fetchone()
            return None if row is None else Recognised(self.path, row)

    def versions(self, model: str, rules: int) -> "array[int]":
        """Give the versions that a model and rules have been over."""
        return self.numbers("SELECT version FROM recognised WHERE model = ? AND rules = ?", (model, rules))

    def naming(self, name: NameRef) -> "array[int]":
        """Give the articles that name it, in the order of their identities."""
        return self.numbers(
            """SELECT article FROM named
               WHERE alias = (SELECT id FROM aliases WHERE family = ? AND key = ?) ORDER BY article""",
            (FAMILIES.get(name.type, ""), name.key),
        )

    def count(self, name: NameRef) -> tuple[int, int]:
        """Count the articles that name it, and the mentions in them."""
        counts = self.numbers(
            """SELECT mentions FROM named
               WHERE alias = (SELECT id FROM aliases WHERE family = ? AND key = ?)""",
            (FAMILIES.get(name.type, ""), name.key),
        )
        return len(counts), sum(counts)

    def numbers(self, sql: str, parameters: Iterable[str | int] = ()) -> "array[int]":
        """Give the integers of a statement's only column."""
        with troubles(self.path):
            return array("q", chain.from_iterable(self.connection.execute(sql, tuple(parameters))))


def make_or_open(folder: Path, lineage: str) -> sqlite3.Connection:
    """Open the file of a library for writing; where there is none, make it for that lineage.

    Raises:
        ReaderError: `NAMES_DAMAGED` when it is no such file or of another version; `DISK_FULL`,
            `FOLDER_READ_ONLY`, `LIBRARY_LOCKED`.
    """
    path = folder / FILE_NAME
    if not path.exists():
        fresh = folder / f".new-{FILE_NAME}"
        with troubles(path):
            fresh.unlink(missing_ok=True)
            connection = sqlite3.connect(fresh, isolation_level=None)
            try:
                lay_out(connection, lineage)
            finally:
                connection.close()
            for rest in _BESIDE[1:]:  # of a file that somebody deleted alone
                path.with_name(FILE_NAME + rest).unlink(missing_ok=True)
            fresh.replace(path)
    # Losing the last commits to a power cut is no harm; a log keeps the file whole.
    return _connected(path, "mode=rw", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL")


def set_aside(folder: Path) -> None:
    """Rename a damaged file away, so that a new one is made; only the last such is kept.

    Raises:
        ReaderError: `FOLDER_READ_ONLY`.
    """
    path = folder / FILE_NAME
    with troubles(path):
        for rest in reversed(_BESIDE):
            part = path.with_name(FILE_NAME + rest)
            aside = path.with_name(f"names-damaged.sqlite{rest}")
            aside.unlink(missing_ok=True)
            if part.exists():
                part.replace(aside)


def _connected(path: Path, mode: str, *first: str) -> sqlite3.Connection:
    with troubles(path):
        address = f"{path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE)
        try:
            if not is_ours(connection):
                raise ReaderError(Trouble.NAMES_DAMAGED, folder=path.parent, path=path)
            for statement in first:
                connection.execute(statement).fetchall()
        except BaseException:
            connection.close()
            raise
        return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
