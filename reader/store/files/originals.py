"""Originals: the files as they came, compressed, each under the name of what it holds."""

import os
import shutil
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from reader.model.errors import ReaderError, Trouble
from reader.store.files import backup_files
from reader.store.files.troubles import told

FOLDER_NAME: Final = "originals"


def path_of(folder: Path, digest: str) -> Path:
    """Give the place of an original in the library `folder`."""
    return folder / FOLDER_NAME / digest[:2] / digest


def keep(folder: Path, data: bytes) -> str:
    """Keep the bytes of a file in the library `folder`; give their SHA-256 in hexadecimal digits.

    Not forced to the disk file by file: an original lost with the power is found out by `fetch`, and the
    stored text does not depend on it.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, or `FOLDER_BLOCKED` when a file is in the way.
    """
    digest = sha256(data).hexdigest()
    path = path_of(folder, digest)
    temporary: Path | None = None
    try:
        with told(folder / FOLDER_NAME):
            if path.exists():
                return digest
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                temporary = Path(file.name)
                file.write(zlib.compress(data))
            temporary.replace(path)
    except BaseException:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise
    return digest


def fetch(folder: Path, digest: str) -> bytes:
    """Give the bytes of a kept file.

    Raises:
        ReaderError: `FILE_MISSING`, or `FILE_UNREADABLE` when what is there is not what was kept.
    """
    path = path_of(folder, digest)
    try:
        data = zlib.decompress(path.read_bytes())
    except FileNotFoundError:
        raise ReaderError(Trouble.FILE_MISSING, path=path) from None
    except (OSError, zlib.error):
        raise ReaderError(Trouble.FILE_UNREADABLE, path=path) from None
    if sha256(data).hexdigest() != digest:
        raise ReaderError(Trouble.FILE_UNREADABLE, path=path)
    return data


def drop(folder: Path, digest: str) -> None:
    """Put an original that no version needs any more aside; one that is gone is no trouble.

    Backups hold no originals, but may speak of this one: it stays beside them until `clear_dropped`.
    """
    with suppress(OSError):
        aside = dropped_path_of(folder, digest)
        aside.parent.mkdir(parents=True, exist_ok=True)
        path_of(folder, digest).replace(aside)
        os.utime(aside)


def dropped_path_of(folder: Path, digest: str) -> Path:
    """Give the place of an original that was put aside."""
    return folder / backup_files.FOLDER_NAME / FOLDER_NAME / digest[:2] / digest


def clear_dropped(folder: Path, before: float) -> None:
    """Remove the originals that were put aside before a moment, in seconds as `time.time` counts them."""
    aside = folder / backup_files.FOLDER_NAME / FOLDER_NAME
    with suppress(OSError):
        for path in aside.glob("??/*"):
            if path.stat().st_mtime < before:
                path.unlink()


def bring_back(folder: Path, digest: str, sources: Sequence[Path]) -> bool:
    """Make sure the library `folder` has an original that one of the libraries `sources` has or put aside.

    Raises:
        OSError: when it cannot be written.
    """
    path = path_of(folder, digest)
    if path.exists():
        return True
    for source in sources:
        for known in (path_of(source, digest), dropped_path_of(source, digest)):
            if known.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                part = path.with_name(f".{digest}")
                shutil.copyfile(known, part)
                part.replace(path)
                return True
    return False
