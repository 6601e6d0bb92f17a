"""Bringing an older library up to date before it is only read, when that is nobody else's business."""

from contextlib import suppress
from pathlib import Path

from reader.library.ownership import Ownership
from reader.model.errors import ReaderError
from reader.store.files.database import Database


def bring_up_to_date(folder: Path) -> None:
    """Bring an older library up to date, after a backup, if no other program owns it and it can be written.

    Else nothing happens, and whoever reads it reads an upgraded copy, which takes longer each time.
    """
    if Database.is_older(folder):
        # What is in the way of this need not be in the way of reading; if it is, that tells of it.
        with suppress(ReaderError), Ownership(folder):
            Database.open(folder, writable=True).close()
