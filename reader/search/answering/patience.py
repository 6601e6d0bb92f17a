"""Patience: long look-ups ask every few milliseconds whether their answer is still wanted."""

from collections.abc import Callable
from typing import Final

from reader.model.errors import InterruptedWork

_PAUSE: Final = 4_000
"""Postings between two looks at whether the answer is still wanted: about 2 ms."""


class Patience:
    """Counts work, and asks every few milliseconds whether it is still wanted."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self._left = 0

    def spend(self, work: int) -> None:
        """Count work, in postings.

        Raises:
            InterruptedWork: when it is no longer wanted.
        """
        self._left -= work
        if self._left < 0:
            self._left = _PAUSE
            if self._cancelled():
                raise InterruptedWork

    def ask(self) -> None:
        """Ask now: before a piece of work that takes a millisecond or so.

        Raises:
            InterruptedWork: when it is no longer wanted.
        """
        self._left = 0
        self.spend(1)
