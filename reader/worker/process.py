"""The worker's process: how it is set up, and that it never outlives its window."""

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.library.library import Library
from reader.library.watch import Watch
from reader.library.whereabouts import Whereabouts
from reader.model.message import wish_of
from reader.worker.post import PipePost
from reader.worker.worker import Worker

_NICE: Final = 10
_SIGNAL_OF_PARENTS_DEATH: Final = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""


def serve(folder: Path) -> int:
    """Work for the window that started this process until it wants no more, or is gone."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # one busy thread: the other core is the window's
    post = PipePost(wish_of)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: post.end())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window
    step_back()

    def open_library(watch: Watch) -> Library:
        return Library.open(folder, writable=False, watch=watch)

    notes = Whereabouts(folder)
    try:
        gc.disable()
        Worker(open_library, post, notes, _tidy).run()
    finally:
        notes.close()
    return 0


def _tidy() -> None:
    """Collect garbage between two steps: in the middle of a commit, with all its lists, it takes 0.15 s.

    What is there afterwards, such as the names model, is here to stay and is not looked at again.
    """
    gc.collect()
    gc.freeze()


def step_back() -> None:
    """Let the window go first; and, as a second belt, have Linux tell of the death of the parent."""
    with suppress(AttributeError, OSError):
        os.nice(max(0, _NICE - os.nice(0)))  # who starts it may have stepped back already
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)
