"""Backups: whole, checked and compressed copies of the library file, made while it is in use.

A backup is a zip file with `library.sqlite` and `about.json` in it: any computer can open it, it carries a
checksum, and the list of backups reads the second only. Compressed, because rotation keeps about two dozen
copies: at the quickest level the file is a quarter as large, in 1.6 instead of 0.5 seconds for 20,000
articles. A copy set aside before a restore is the library file as it was, `.sqlite`.
"""

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from reader.model.backup import Backup, BackupKind
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.store.files.backup_files import NAME, path_for
from reader.store.files.backup_files import made as made_at
from reader.store.files.troubles import FILE_NAME, damaged, told

ABOUT: Final = "about.json"

_PAGES: Final = 256
"""Pages a step of copying: a megabyte, a few milliseconds."""
_PIECE: Final = 1 << 20
_STEPS: Final = 100
_LEFT_BEHIND: Final = 3_600
"""Seconds after which nobody writes to a part of a backup any longer."""
_CHECK_EVERY: Final = 20_000
"""Instructions of SQLite between two looks at whether the check is still wanted."""

Tell = Callable[[int, int], None]
"""Called with how far a copy is, of how much; may raise `InterruptedWork`."""


def _silent(_done: int, _total: int) -> None:
    pass


def copy_to(
    connection: sqlite3.Connection, library: Path, folder: Path, reason: str, tell: Tell = _silent
) -> Path:
    """Copy a library into `folder` as `<reason>-<time>.zip`; only whole and checked copies bear that name.

    Raises:
        ReaderError: `DISK_FULL` or `FOLDER_READ_ONLY` of `folder`; `LIBRARY_DAMAGED` or `LIBRARY_LOCKED`
            of the library.
        InterruptedWork: when `tell` raised it.
    """
    path = path_for(folder, reason)
    plain, packed = folder / f".{path.stem}.sqlite.part", folder / f".{path.stem}.zip.part"
    try:
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            about = _copy(connection, plain, tell)
            about |= {"library": str(library.absolute()), "made": made_at(path)}
            _pack(plain, packed, about, tell)
            packed.replace(path)
    except ReaderError as error:
        if error.code not in (Trouble.LIBRARY_DAMAGED, Trouble.LIBRARY_LOCKED):
            raise
        if error.code is Trouble.LIBRARY_DAMAGED:
            raise damaged(library) from error
        raise ReaderError(error.code, folder=library, path=library / FILE_NAME) from error
    finally:
        for part in (plain, packed, plain.with_name(f"{plain.name}-journal")):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return path


def listed(folders: Iterable[Path]) -> list[Backup]:
    """List the backups in folders, the newest first; a folder that is not there holds none."""
    found: dict[Path, Backup] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if match := NAME.fullmatch(path.name):
                    found[path.resolve()] = _described(path, match)
    return sorted(found.values(), key=lambda each: each.made, reverse=True)


def clear_leftovers(folders: Iterable[Path], now: datetime) -> None:
    """Remove what backups that were killed half-way have left behind: a file nobody touched for an hour."""
    with suppress(OSError):
        for folder in folders:
            for path in folder.glob(".*.part*"):
                if now.timestamp() - path.stat().st_mtime > _LEFT_BEHIND:
                    path.unlink()


def about(path: Path) -> dict[str, Any]:
    """Give what a backup tells about itself: articles, highlights, library, made, mark, shape.

    Raises:
        ReaderError: `BACKUP_DAMAGED`.
    """
    try:
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
                return _facts(db)
        with zipfile.ZipFile(path) as packed:
            stored = json.loads(packed.read(ABOUT))
        if isinstance(stored, dict):
            return stored
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, sqlite3.Error, EOFError) as error:
        raise ReaderError(Trouble.BACKUP_DAMAGED, path=path) from error
    raise ReaderError(Trouble.BACKUP_DAMAGED, path=path)


def mark(connection: sqlite3.Connection) -> str:
    """Give a mark of what the library holds; whatever the user or an import changes, changes it."""
    row = connection.execute(
        """SELECT (SELECT coalesce(max(number), 0) FROM changes),
                  (SELECT coalesce(max(id), 0) FROM edits),
                  (SELECT count(*) FROM edits WHERE state = 'undone'),
                  (SELECT coalesce(max(id), 0) FROM batches),
                  (SELECT count(*) FROM batches WHERE undone > ''),
                  (SELECT count(*) FROM articles), (SELECT coalesce(sum(unread), 0) FROM articles),
                  (SELECT coalesce(sum(position), 0) FROM articles)"""
    ).fetchone()
    return "-".join(str(part) for part in row)


def _described(path: Path, match: re.Match[str]) -> Backup:
    upgrade = int(match[2]) if match[2] else 0
    kind = BackupKind.BEFORE_UPGRADE if upgrade else BackupKind(match[1])
    size = path.stat().st_size
    try:
        facts = about(path)
        articles, highlights = int(facts["articles"]), int(facts["highlights"])
    except (ReaderError, KeyError, ValueError, TypeError):
        return Backup(path, kind, made_at(path), size, upgrade=upgrade, damaged=True)
    return Backup(path, kind, made_at(path), size, articles, highlights, upgrade)


def _copy(connection: sqlite3.Connection, path: Path, tell: Tell) -> dict[str, Any]:
    """Copy and check the library; the copy is one file with no log beside it, of a lineage of its own."""

    def step(_status: int, left: int, total: int) -> None:
        tell((total - left) * _STEPS // max(1, total), 3 * _STEPS)

    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        connection.backup(copy, pages=_PAGES, progress=step)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'lineage'").fetchone():
            copy.execute("UPDATE lineage SET name = lower(hex(randomblob(16)))")
        check_whole(copy, lambda: tell(_STEPS, 3 * _STEPS))
        tell(2 * _STEPS, 3 * _STEPS)
        return _facts(copy)


def check_whole(connection: sqlite3.Connection, between: Callable[[], None]) -> None:
    """Read a whole library file through; `between` is called now and then and may raise.

    Raises:
        sqlite3.DatabaseError: with the code of a damaged file.
    """
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            between()
        except InterruptedWork as stop:
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(look, _CHECK_EVERY)
    try:
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
    if verdict != "ok":
        damage = sqlite3.DatabaseError(verdict)
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    def one(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    return {
        "shape": one("PRAGMA user_version"),
        "articles": one("SELECT count(*) FROM articles"),
        "highlights": one("SELECT count(*) FROM highlights"),
        "mark": mark(connection),
    }


def _pack(plain: Path, packed: Path, facts: dict[str, Any], tell: Tell) -> None:
    size = max(1, plain.stat().st_size)
    done = 0
    with packed.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(ABOUT, json.dumps(facts, indent=1))
            with plain.open("rb") as source, archive.open(FILE_NAME, "w", force_zip64=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    done += len(piece)
                    tell(2 * _STEPS + done * _STEPS // size, 3 * _STEPS)
        out.flush()
        os.fsync(out.fileno())
