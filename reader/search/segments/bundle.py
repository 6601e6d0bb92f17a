"""A bundle: a segment that is written beside the index, and taken in later.

So several processes can write segments at once, while one alone says what the index holds. Bundles lie in
a folder of their own: what is never taken in counts for nothing and is deleted with it.
"""

from pathlib import Path
from typing import Final

import msgspec

_FOLDER: Final = "MAIN_bundles"


class Bundle(msgspec.Struct, frozen=True, tag=True):
    """What the table of contents must know of a segment; one without documents has no files."""

    segment: str
    documents: int
    dead: tuple[int, ...]
    """Documents that a later one of the same name has replaced."""
    replaced: tuple[tuple[int, int], ...]
    """Names, as number of a kind and key, that older segments must no longer have."""
    kinds: tuple[str, ...]
    """What the numbers of kinds stand for."""
    sums: dict[str, tuple[int, int]]
    """Size and CRC-32 of every file."""


def bundles_folder(index: Path) -> Path:
    """Give the folder where the bundles of an index wait to be taken in."""
    return index / _FOLDER
