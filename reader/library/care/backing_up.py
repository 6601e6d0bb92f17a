"""Care of a library: backups that keep themselves up to date, and bringing one back."""

import shutil
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from reader.model.backup import Backup, BackupKind, Keep, outlived
from reader.model.change import Progress
from reader.model.errors import InterruptedWork, ReaderError
from reader.store import imports
from reader.store.files import backup_files, backups, originals, restoring
from reader.store.files.database import Database
from reader.store.files.troubles import told

DAY: Final = timedelta(days=1)

_TICK: Final = 0.04
"""Seconds between two looks at a copy under way."""

Work = Callable[[Callable[[int, int], None]], object]


def backups_of(library: Path, elsewhere: Path | None = None) -> list[Backup]:
    """List the backups of a library, the newest first; `elsewhere` is the folder the user chose for them."""
    return backups.listed(backup_folders(library, elsewhere))


def backup_folders(library: Path, elsewhere: Path | None = None) -> list[Path]:
    """Give the folders in which backups of a library lie; new ones are made in the first."""
    own = library / backup_files.FOLDER_NAME
    return [own] if elsewhere is None else [elsewhere, own]


def is_due(db: Database, elsewhere: Path | None, now: datetime) -> bool:
    """Tell whether a daily backup is called for: the last is over a day old, and something has changed."""
    known = [each for each in backups_of(db.folder, elsewhere) if not each.damaged]
    recent = [each for each in known if each.kind is not BackupKind.BEFORE_RESTORE]
    if not recent:
        return not imports.is_empty(db)
    if now - datetime.fromisoformat(recent[0].made) < DAY:
        return False
    with suppress(ReaderError):
        return bool(backups.about(recent[0].path).get("mark") != db.mark())
    return True


def backup(
    library: Path, kind: BackupKind, elsewhere: Path | None, keep: Keep
) -> Generator[Progress, None, Path]:
    """Copy the library, then let backups go that have outlived their use; give the path of the new one.

    The library may be written to meanwhile: the copy is of one moment.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_DAMAGED`; nothing is left behind then.
    """
    folder = backup_folders(library, elsewhere)[0]
    made: list[Path] = []

    def work(tell: Callable[[int, int], None]) -> None:
        db = Database.open(library, writable=False)
        try:
            made.append(db.copy_to(folder, backup_files.reason_of(kind), tell))
        finally:
            db.close()

    yield from _followed(work)
    rotate(library, elsewhere, keep, datetime.now(UTC))
    return made[0]


def rotate(library: Path, elsewhere: Path | None, keep: Keep, now: datetime) -> None:
    """Remove the backups that have outlived their use, and originals that only those could speak of."""
    known = backups_of(library, elsewhere)
    gone = {each.path for each in outlived(known, keep, now)}
    for path in gone:
        with suppress(OSError):
            path.unlink()
            for ending in ("-wal", "-shm"):
                path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    backups.clear_leftovers(backup_folders(library, elsewhere), now)
    left = [datetime.fromisoformat(each.made) for each in known if each.path not in gone]
    originals.clear_dropped(library, min(left, default=now).timestamp())


def room(folder: Path) -> int:
    """Give the bytes that are free on the disk of a folder; 0 where that cannot be told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def make_folder(folder: Path) -> None:
    """Make the folder that a backup is to be put into, if it is not there.

    Raises:
        ReaderError: `FOLDER_BLOCKED`, `FOLDER_READ_ONLY` or `DISK_FULL`.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)


def stage(backup_file: Path, folder: Path) -> Generator[Progress, None, int]:
    """Do everything of a restore into the library `folder` but the last step, which `put_in_place` is.

    The library may be in use meanwhile, and stays as it is. Give how many originals are nowhere.

    Raises:
        ReaderError: `BACKUP_MISSING`, `BACKUP_DAMAGED`, `LIBRARY_NEWER`, `DISK_FULL`, `FOLDER_READ_ONLY`.
    """
    missing: list[int] = []

    def work(tell: Callable[[int, int], None]) -> None:
        restoring.stage(backup_file, folder, tell)
        wanted = restoring.digests(folder)
        missing.append(restoring.bring_originals(wanted, _homes(backup_file, folder), folder, tell))

    yield from _followed(work)
    return missing[0]


def put_in_place(folder: Path) -> Path | None:
    """Let the staged backup become the library; give where the one before is kept.

    Raises:
        ReaderError: `LIBRARY_LOCKED` while another program reads the library, `FOLDER_READ_ONLY`.
    """
    return restoring.put_in_place(folder)


def discard(folder: Path) -> None:
    """Throw away what was staged; the library stays as it is."""
    restoring.discard(folder)


def restore_as_new(backup_file: Path, folder: Path) -> Generator[Progress, None, int]:
    """Make a new library of a backup, with the originals of the library it was made of.

    Give how many originals were not found.

    Raises:
        ReaderError: as `stage`, and `LIBRARY_EXISTS` when the folder is not empty; it is left empty then.
    """
    restoring.begin_library(folder)
    try:
        missing = yield from stage(backup_file, folder)
        restoring.put_in_place(folder)
    except BaseException:
        restoring.discard(folder)
        restoring.clear(folder)
        raise
    return missing


def _homes(backup_file: Path, folder: Path) -> list[Path]:
    """Give the libraries that may have the originals: this one, and the one the backup was made of."""
    homes = [folder, backup_file.absolute().parent.parent]
    with suppress(ReaderError):
        named = backups.about(backup_file).get("library")
        if isinstance(named, str):
            homes.append(Path(named))
    return homes


def _followed(work: Work) -> Generator[Progress, None, None]:
    """Do work that no generator can cut into steps in a thread of its own, and tell how far it is.

    SQLite's copying of a file cannot be left in the middle and taken up again, and begins anew when the
    library is written to from outside; so it runs through, while whoever asked goes on in between.
    """
    state = {"done": 0, "total": 0}
    stopping = threading.Event()
    raised: list[BaseException] = []

    def tell(done: int, total: int) -> None:
        if stopping.is_set():
            raise InterruptedWork
        state.update(done=done, total=total)

    def run() -> None:
        try:
            work(tell)
        except BaseException as error:  # noqa: BLE001 (handed over to whoever waits)
            raised.append(error)

    thread = threading.Thread(target=run, name="care", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_TICK)
            yield Progress(state["done"], state["total"])
    finally:
        stopping.set()
        thread.join()
    if raised:
        raise raised[0]
