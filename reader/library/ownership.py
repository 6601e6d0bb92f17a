"""Who owns a library: one program at a time may write to it."""

import os
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import FileLock, Timeout

from reader.model.errors import NO_ROOM, ReaderError, Trouble

_LOCK: Final = "owner.lock"


class Ownership:
    """Held while a library is written to; given back by `release`, or by the system when the program ends."""

    def __init__(self, folder: Path) -> None:
        """Take the library in `folder`.

        Raises:
            ReaderError: `LIBRARY_IN_USE` when another program holds it; `LIBRARY_UNREADABLE` when its
                folder may not be entered; `FOLDER_READ_ONLY` or `DISK_FULL` when no lock can be written
                there.
        """
        self._lock = FileLock(folder / _LOCK, timeout=0)
        try:
            self._lock.acquire()
        except Timeout:
            raise ReaderError(Trouble.LIBRARY_IN_USE, folder=folder) from None
        except OSError as error:
            lock = folder / _LOCK
            blocked = os.path.isdir(lock)  # noqa: PTH112 (False also where one may not look)
            raise ReaderError(_trouble(folder, error), folder=lock if blocked else folder) from None

    def release(self) -> None:
        """Give the library back."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _trouble(folder: Path, error: OSError) -> Trouble:
    if error.errno in NO_ROOM:
        return Trouble.DISK_FULL
    try:
        os.scandir(folder).close()
    except PermissionError:
        return Trouble.LIBRARY_UNREADABLE
    except OSError:
        pass
    return Trouble.FOLDER_READ_ONLY
