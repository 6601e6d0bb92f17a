"""Whoosh's exceptions, told as troubles of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EPERM, EROFS
from pathlib import Path
from typing import Final

from reader.model.errors import NO_ROOM, InterruptedWork, ReaderError, Trouble

_READ_ONLY: Final = frozenset({EACCES, EPERM, EROFS})


@contextmanager
def troubles(folder: Path) -> Iterator[None]:
    """Turn what Whoosh or the disk raises inside into a `ReaderError` about the index in `folder`.

    Whoosh meets damaged files with almost any exception, so every one that is not about a full or
    protected disk means damage. Put nothing of our own inside but calls of Whoosh.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `INDEX_DAMAGED`.
    """
    try:
        yield
    except (ReaderError, InterruptedWork, MemoryError):
        raise
    except OSError as error:
        raise ReaderError(_of(error), folder=folder) from error
    except Exception as error:
        raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder) from error


def _of(error: OSError) -> Trouble:
    if error.errno in NO_ROOM:
        return Trouble.DISK_FULL
    if error.errno in _READ_ONLY:
        return Trouble.FOLDER_READ_ONLY
    return Trouble.INDEX_DAMAGED
