"""Backups: whole copies of the library file, made while it is in use."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FOLDER_NAME: Final = "backups"
KEPT: Final = 7
"""Copies kept of each reason."""


def copy_to(connection: sqlite3.Connection, library: Path, reason: str) -> Path:
    """Copy a library to its `backups/<reason>-<ISO time>.sqlite`; only whole copies bear that name.

    The oldest copies of the same reason are removed, so that `KEPT` remain.
    """
    folder = library / FOLDER_NAME
    folder.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")  # the basic form: no colons in a file's name
    path = folder / f"{reason}-{moment}.sqlite"
    unfinished = path.with_suffix(".part")
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            # One file that can be carried anywhere, with no log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    rotate(folder, reason)
    return path


def newest(library: Path) -> Path | None:
    """Give the newest backup of a library, None when it has none or they cannot be looked at."""
    try:
        copies = list((library / FOLDER_NAME).glob("*-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T*.sqlite"))
    except OSError:
        return None
    return max(copies, key=lambda path: path.stem.rpartition("-")[2], default=None)


def rotate(folder: Path, reason: str, kept: int = KEPT) -> None:
    """Remove the oldest backups of a reason, so that `kept` remain."""
    # The times sort as text. A reason may be the beginning of another: ask for the digits of the time.
    copies = sorted(folder.glob(f"{reason}-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T*.sqlite"))
    for path in copies[: max(0, len(copies) - kept)]:
        path.unlink(missing_ok=True)
