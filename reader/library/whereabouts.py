"""Where the worker is: a small file that outlives it, so that its window knows what it died of.

A line through the pipe for each file and article would wake the screen hundreds of times a second; this costs
the screen nothing, and holds after a kill. It may be deleted at any time.
"""

import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from reader.model.aside import Task
from reader.model.message import pack, unpack

_FILE: Final = "worker.at"
_LENGTH: Final = struct.Struct(">I")
_ROOM: Final = 16 * 1024
"""Bytes that are always there, so that noting a place needs no more room on a full disk."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is under way: the job, and the unit of it. `beat` grows with every look; job 0 is names."""

    beat: int = 0
    busy: bool = False
    job: int = 0
    task: Task = Task.VERB
    subject: str = ""


class Whereabouts:
    """The worker's side."""

    def __init__(self, library: Path) -> None:
        self._file = None
        with suppress(OSError):  # without it, everything works but what stops the worker is not found
            self._file = (library / _FILE).open("w+b", buffering=0)
            self._file.write(bytes(_ROOM))

    def note(self, place: Place) -> None:
        """Note where the worker is."""
        data = pack(place)
        if self._file is not None and len(data) + _LENGTH.size <= _ROOM:
            with suppress(OSError):
                self._file.seek(0)
                self._file.write(_LENGTH.pack(len(data)) + data)

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()


def forget(library: Path) -> None:
    """Remove what an earlier worker noted."""
    with suppress(OSError):
        (library / _FILE).unlink(missing_ok=True)


def last_place(library: Path) -> Place:
    """Give where the worker was last; nowhere when that is not known."""
    with suppress(OSError, struct.error, msgspec.MsgspecError):
        data = (library / _FILE).read_bytes()
        return unpack(data[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(data)[0]], Place)
    return Place()
