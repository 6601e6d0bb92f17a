"""Originals: the files as they came, compressed, each under the name of what it holds."""

import tempfile
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from reader.model.errors import ReaderError, Trouble
from reader.store.troubles import told

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
    if path.exists():
        return digest
    temporary: Path | None = None
    try:
        with told(folder):
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
    """Remove an original; one that is gone, or cannot be removed, is no trouble."""
    with suppress(OSError):
        path_of(folder, digest).unlink()
