"""Bring a backup back: first everything that takes long or may fail, beside the library; then one rename."""

import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from reader.model.backup import BackupKind
from reader.model.errors import ReaderError, Trouble
from reader.store.files import originals, schema
from reader.store.files.backup_files import FOLDER_NAME, path_for, reason_of
from reader.store.files.backups import check_whole
from reader.store.files.database import check_header, require_empty
from reader.store.files.troubles import FILE_NAME, told

STAGED: Final = ".restored.sqlite"
"""The unpacked and checked backup, until it takes the library's place."""

_PIECE: Final = 1 << 20

Tell = Callable[[int, int], None]


def stage(backup: Path, folder: Path, tell: Tell) -> None:
    """Unpack a backup into `folder` as `STAGED`, check it whole, and give it a lineage of its own.

    Raises:
        ReaderError: `BACKUP_MISSING`, `BACKUP_DAMAGED`, `LIBRARY_NEWER`, `DISK_FULL`, `FOLDER_READ_ONLY`.
        InterruptedWork: when `tell` raised it.
    """
    if not backup.is_file():
        raise ReaderError(Trouble.BACKUP_MISSING, path=backup)
    staged = folder / STAGED
    try:
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _unpack(backup, staged, tell)
            check_header(staged, staged)
            with closing(sqlite3.connect(staged, isolation_level=None)) as connection:
                _check(connection, backup, tell)
    except ReaderError as error:
        discard(folder)
        if error.code in (Trouble.LIBRARY_DAMAGED, Trouble.LIBRARY_FOREIGN):
            raise ReaderError(Trouble.BACKUP_DAMAGED, path=backup) from error
        raise
    except BaseException:
        discard(folder)
        raise


def discard(folder: Path) -> None:
    """Take a staged backup away."""
    for name in (STAGED, f"{STAGED}-journal"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def digests(folder: Path) -> list[str]:
    """Name the originals that the staged backup speaks of."""
    with told(folder), closing(sqlite3.connect(folder / STAGED)) as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT digest FROM versions ORDER BY digest")]


def put_in_place(folder: Path) -> Path | None:
    """Let the staged backup become the library of `folder`, which nobody may have open.

    The library there is kept in its `backups` as it was, before a restore; give where. At every moment
    `folder` holds one whole library: the old one or the new one.

    Raises:
        ReaderError: `LIBRARY_LOCKED` when another program still reads the library; `FOLDER_READ_ONLY`.
    """
    present, staged = folder / FILE_NAME, folder / STAGED
    with told(folder):
        kept: Path | None = None
        if present.exists():
            _close_log(present)
            kept = path_for(folder / FOLDER_NAME, reason_of(BackupKind.BEFORE_RESTORE), "sqlite")
            kept.parent.mkdir(exist_ok=True)
            for ending in ("-wal", "-shm"):  # left only by a library that SQLite could not open
                log = folder / f"{FILE_NAME}{ending}"
                if log.exists():
                    log.replace(kept.with_name(f"{kept.name}{ending}"))
            _keep(present, kept)
        staged.replace(present)
        return kept


def begin_library(folder: Path) -> None:
    """Make ready an empty folder for a restored library.

    Raises:
        ReaderError: `LIBRARY_EXISTS`, `FOLDER_READ_ONLY`.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        require_empty(folder)
        for name in (originals.FOLDER_NAME, FOLDER_NAME):
            (folder / name).mkdir(exist_ok=True)


def clear(folder: Path) -> None:
    """Take away what a failed restore left in a folder that was empty before."""
    for name in (originals.FOLDER_NAME, FOLDER_NAME):
        shutil.rmtree(folder / name, ignore_errors=True)


def bring_originals(wanted: Sequence[str], sources: Sequence[Path], folder: Path, tell: Tell) -> int:
    """Copy the originals a library speaks of from other libraries; give how many are in none of them.

    Copies, not links: the new library shares nothing with the old one, and may lie on another disk.
    """
    missing = 0
    for done, digest in enumerate(wanted):
        tell(done, len(wanted))
        with told(folder):
            missing += not originals.bring_back(folder, digest, sources)
    return missing


def _unpack(backup: Path, staged: Path, tell: Tell) -> None:
    if backup.suffix == ".sqlite":
        shutil.copyfile(backup, staged)
        return
    try:
        with zipfile.ZipFile(backup) as archive, staged.open("wb") as out:
            size = max(1, archive.getinfo(FILE_NAME).file_size)
            with archive.open(FILE_NAME) as source:
                done = 0
                while piece := source.read(_PIECE):  # the last piece fails when the checksum does
                    out.write(piece)
                    done += len(piece)
                    tell(done // 2, size)
            out.flush()
            os.fsync(out.fileno())
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReaderError(Trouble.BACKUP_DAMAGED, path=backup) from error


def _check(connection: sqlite3.Connection, backup: Path, tell: Tell) -> None:
    found, newest = schema.version_of(connection), schema.steps()[-1].number
    if found > newest:
        raise ReaderError(Trouble.LIBRARY_NEWER, folder=backup, found=found, known=newest)
    check_whole(connection, lambda: tell(1, 2))
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'lineage'").fetchone():
        connection.execute("UPDATE lineage SET name = lower(hex(randomblob(16)))")
    connection.execute("PRAGMA journal_mode = DELETE")


def _close_log(present: Path) -> None:
    """Bring what stands in the log into the file; a damaged library is left as it is."""
    try:
        with closing(sqlite3.connect(present, isolation_level=None, timeout=5)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise


def _keep(present: Path, kept: Path) -> None:
    """Give the file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(present, kept)
    except OSError:
        shutil.copy2(present, kept)
