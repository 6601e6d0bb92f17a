"""The one place where errors of SQLite and of the disk become expected troubles."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from errno import (
    EACCES,
    EEXIST,
    EINVAL,
    EIO,
    ELOOP,
    ENAMETOOLONG,
    ENOENT,
    ENOTDIR,
    EPERM,
    EROFS,
)
from pathlib import Path
from typing import Final

from reader.model.errors import NO_ROOM, ReaderError, Trouble
from reader.store.files.backup_files import newest

FILE_NAME: Final = "library.sqlite"
"""The name of the truth in the folder of its library."""

_PRIMARY: Final = 0xFF
"""SQLite's extended result codes carry the plain one in their lowest byte."""

_BY_CODE: Final[dict[int, Trouble]] = {
    sqlite3.SQLITE_BUSY: Trouble.LIBRARY_LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LIBRARY_LOCKED,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.LIBRARY_DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.LIBRARY_DAMAGED,
    sqlite3.SQLITE_IOERR: Trouble.LIBRARY_DAMAGED,
}

_BY_EXTENDED_CODE: Final[dict[int, Trouble]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: Trouble.LIBRARY_MISSING,
    # The shared-memory file beside the library could not grow: the disk is full, the library is whole.
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.DISK_FULL,
    # What the system allows the user to write is used up: SQLite calls only a full disk full.
    sqlite3.SQLITE_IOERR_WRITE: Trouble.DISK_FULL,
    sqlite3.SQLITE_IOERR_TRUNCATE: Trouble.DISK_FULL,
}

_NO_PLACE: Final = frozenset({EACCES, EPERM, EROFS, ENAMETOOLONG, ELOOP, ENOENT, EINVAL, EIO})
"""Errors of a folder where nothing can be written, as one that the system keeps for itself."""
_IN_THE_WAY: Final = frozenset({ENOTDIR, EEXIST})
"""Errors of what should be a folder and is a file."""


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Raise what is expected to happen to the library in `folder` as `ReaderError`; let bugs through."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = _of_sqlite(error)
        if trouble is None:
            raise
        if trouble is Trouble.LIBRARY_DAMAGED:
            raise damaged(folder) from error
        raise ReaderError(trouble, folder=folder, path=folder / FILE_NAME) from error
    except OSError as error:
        if error.errno in _IN_THE_WAY:
            raise ReaderError(Trouble.FOLDER_BLOCKED, folder=_blocked(error, folder)) from error
        trouble = _of_disk(error)
        if trouble is None:
            raise
        raise ReaderError(trouble, folder=folder) from error


def damaged(folder: Path) -> ReaderError:
    """Give the trouble of a library whose file is damaged, with its newest backup if there is one."""
    return ReaderError(
        Trouble.LIBRARY_DAMAGED, folder=folder, path=folder / FILE_NAME, backup=newest(folder) or ""
    )


def _of_sqlite(error: sqlite3.Error) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    if code == sqlite3.SQLITE_ERROR and str(error).startswith("no such table:"):
        return Trouble.LIBRARY_DAMAGED  # lost while the library was open
    return _BY_EXTENDED_CODE.get(code) or _BY_CODE.get(code & _PRIMARY)


def _blocked(error: OSError, folder: Path) -> Path:
    """Find the file that stands where a folder should be."""
    wanted = Path(error.filename) if isinstance(error.filename, str) else folder
    return next((path for path in (*reversed(wanted.parents), wanted) if os.path.isfile(path)), wanted)  # noqa: PTH113


def _of_disk(error: OSError) -> Trouble | None:
    if error.errno in NO_ROOM:
        return Trouble.DISK_FULL
    return Trouble.FOLDER_READ_ONLY if error.errno in _NO_PLACE else None
