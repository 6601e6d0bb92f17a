"""Long work under watch: it says what it begins, and looks up at least every twentieth of a second."""

from collections.abc import Callable
from typing import Protocol

from reader.model.aside import Task
from reader.model.errors import InterruptedWork


class Watch(Protocol):
    """Whoever a long verb works for."""

    def look(self) -> None:
        """Be asked often; other work may be done within.

        Raises:
            InterruptedWork: when the verb's answer is no longer wanted.
        """

    def begin(self, task: Task, subject: str) -> None:
        """Hear of a unit that is begun: if the process dies in it twice, it will be set aside."""


class Unwatched:
    """Only heeds whether somebody has cancelled."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled

    def look(self) -> None:
        """Stop when somebody has cancelled.

        Raises:
            InterruptedWork: when that is so.
        """
        if self._cancelled():
            raise InterruptedWork

    def begin(self, task: Task, subject: str) -> None:
        """Nobody listens."""
