"""Checksums of the index's files, because Whoosh has none."""

import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reader.search.looks import Look, unwatched

_PIECE: Final = 1 << 20
_POSTINGS: Final = ".pst"


def checksum(path: Path, look: Look = unwatched) -> tuple[int, int]:
    """Give the size and the CRC-32 of a file.

    Raises:
        OSError: when it cannot be read.
    """
    size = total = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            total = zlib.crc32(piece, total)
            look()
    return size, total


def first_damage(
    folder: Path, sums: Mapping[str, tuple[int, int]], look: Look = unwatched, *, whole: bool
) -> str:
    """Give the name of the first file that is not as it was written, or nothing.

    Unless `whole`, the postings are checked by their size only: they are most of the index, and every list
    has checksums of its own, which are compared when it is read.

    Raises:
        OSError: when a file cannot be read.
    """
    for name, (size, total) in sums.items():
        path = folder / name
        if whole or not name.endswith(_POSTINGS):
            if checksum(path, look) != (size, total):
                return name
        elif path.stat().st_size != size:
            return name
    return ""
