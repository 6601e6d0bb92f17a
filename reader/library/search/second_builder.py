"""The second builder: this same program in another role, which writes a part of a large feed for the index.

It reads the library, writes into the folder of bundles and nowhere else, and dies with who started it.
"""

import os
import queue
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from reader.model.message import Frames, framed
from reader.places import program
from reader.search.segments.bundle import Bundle

_PIECE: Final = 1 << 16
_NO_CONSOLE: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Stretch(msgspec.Struct, frozen=True, tag=True):
    """Wish: write the changes after one number and up to another; `kinds` are those of the gathering."""

    after: int
    upto: int
    changes: int
    kinds: tuple[str, ...]


def builder_command(library: Path) -> list[str]:
    """Give the command that starts this same program as the second builder of a library."""
    return [*program(), "--library", str(library), "--builder"]


def is_worth_it() -> bool:
    """Tell whether this process may use a second processor."""
    try:
        return len(os.sched_getaffinity(0)) > 1
    except AttributeError:  # Windows, macOS
        return (os.cpu_count() or 1) > 1


class SecondBuilder:
    """Its process, as who started it sees it. It is given one stretch at a time.

    Whatever goes wrong with it, it is `gone`, and what it was at must be built by another.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self.gone = False
        self._bundles: queue.SimpleQueue[Bundle | None] = queue.SimpleQueue()
        try:
            self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_NO_CONSOLE
            )
        except OSError:
            self._process = None
            self.gone = True
        else:
            threading.Thread(target=self._listen, name="second builder", daemon=True).start()

    def process_id(self) -> int:
        """Give the number of its process, 0 when there is none."""
        return self._process.pid if self._process is not None else 0

    def give(self, stretch: Stretch) -> None:
        """Have it write a stretch; it must be at nothing else."""
        pipe = self._process.stdin if self._process is not None else None
        if pipe is None:
            return
        try:
            pipe.write(framed(stretch))
            pipe.flush()
        except OSError:
            self.gone = True

    def take(self, patience: float = 0.0) -> Bundle | None:
        """Give what it has written, once that is whole; wait for it up to `patience` seconds."""
        try:
            bundle = self._bundles.get(block=patience > 0, timeout=patience or None)
        except queue.Empty:
            return None
        if bundle is None:
            self.gone = True
        return bundle

    def close(self) -> None:
        """End it; what it is at is lost."""
        process = self._process
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _listen(self) -> None:
        process, frames = self._process, Frames()
        if process is None or process.stdout is None:
            return
        with suppress(OSError, ValueError, msgspec.MsgspecError):
            while piece := os.read(process.stdout.fileno(), _PIECE):
                for message in frames.feed(piece):
                    self._bundles.put(msgspec.msgpack.decode(message, type=Bundle))
        self._bundles.put(None)
