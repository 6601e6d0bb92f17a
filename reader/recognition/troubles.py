"""The one place where errors about `names.sqlite` become expected troubles."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from reader.model.errors import NO_ROOM, ReaderError, Trouble

_BY_CODE: Final[dict[int, Trouble]] = {
    sqlite3.SQLITE_BUSY: Trouble.LIBRARY_LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LIBRARY_LOCKED,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_READONLY: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.FOLDER_READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.FOLDER_READ_ONLY,
}


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Tell what SQLite and the disk raise about the file at `path` as `ReaderError`.

    All that is not about a lock or the disk means damage: what the file holds is made again anyway.
    """
    try:
        yield
    except sqlite3.ProgrammingError:  # ours
        raise
    except sqlite3.Error as error:
        raise ReaderError(_of(error), folder=path.parent, path=path) from error
    except OSError as error:
        code = Trouble.DISK_FULL if error.errno in NO_ROOM else Trouble.FOLDER_READ_ONLY
        raise ReaderError(code, folder=path.parent, path=path) from error
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
        raise ReaderError(Trouble.NAMES_DAMAGED, folder=path.parent, path=path) from error


def _of(error: sqlite3.Error) -> Trouble:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return Trouble.NAMES_DAMAGED
    if code in (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE):
        return Trouble.DISK_FULL
    return _BY_CODE.get(code & 0xFF, Trouble.NAMES_DAMAGED)
