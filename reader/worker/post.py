"""The post between the worker and its window: frames in and out of the two pipes it was started with."""

import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import Final, Generic, Protocol, TypeVar

import msgspec

from reader.model.message import Fact, Frames, Wish, framed

W = TypeVar("W")

_PIECE: Final = 1 << 16
_GRACE: Final = 1.0
"""Seconds for closing files after the window is gone."""


class Post(Protocol):
    """What the worker needs of it."""

    gone: bool
    """The window is gone: nobody waits for anything any longer."""

    def take(self, patience: float | None = 0.0) -> Wish | None:
        """Give the next wish; wait for it up to `patience` seconds, for ever if None."""

    def tell(self, fact: Fact) -> None:
        """Send a fact to the window."""


class PipePost(Generic[W]):
    """Takes over the process's standard input and output.

    What anything else prints goes to standard error, so that it cannot break into the frames. A thread
    waits for wishes and does nothing else; when the window is gone, it gives the worker a second to close
    its files and ends the process, whatever that is doing.
    """

    def __init__(self, decode: Callable[[bytes], W]) -> None:
        self.gone = False
        self._decode = decode
        self._in = os.dup(0)
        self._out = os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        self._wishes: queue.SimpleQueue[W | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="post", daemon=True).start()

    def take(self, patience: float | None = 0.0) -> W | None:
        """Give the next wish; wait for it up to `patience` seconds, for ever if None."""
        if self.gone:
            return None
        try:
            return self._wishes.get(block=patience != 0.0, timeout=patience)
        except queue.Empty:
            return None

    def tell(self, fact: msgspec.Struct) -> None:
        """Send a fact to the window; nothing is sent once it is gone."""
        data = framed(fact)
        try:
            while data and not self.gone:
                data = data[os.write(self._out, data) :]
        except OSError:
            self.gone = True

    def end(self) -> None:
        """Note that the window is gone."""
        self.gone = True
        self._wishes.put(None)  # wakes whoever waits

    def _listen(self) -> None:
        frames = Frames()
        try:
            while piece := os.read(self._in, _PIECE):
                for message in frames.feed(piece):
                    self._wishes.put(self._decode(message))
        finally:
            self.end()
            time.sleep(_GRACE)
            os._exit(1)
