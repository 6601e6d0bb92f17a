"""The worker's queue: what is to be done, the most urgent first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from reader.library.long_verbs import Urgency


class Work(Protocol):
    """Something that is done step by step."""

    @property
    def urgency(self) -> Urgency:
        """How urgent its next step is."""

    def is_ready(self) -> bool:
        """Tell whether a step can be done now."""


@dataclass(slots=True, eq=False)
class Task:
    """One long verb the window asked for."""

    job: int
    verb: str
    urgency: Urgency
    begin: Callable[[], Iterator[Any]]
    relayed: bool = False
    steps: Iterator[Any] | None = field(default=None)
    cancelled: bool = False
    paused: bool = False
    waiting: bool = False
    """For its next credit."""

    def is_ready(self) -> bool:
        """Tell whether a step can be done now; a cancelled task is always ready, to end."""
        return self.cancelled or not (self.paused or self.waiting)


class Queue:
    """Holds what is to be done; of equally urgent work, what came first goes first."""

    def __init__(self) -> None:
        self._work: list[Work] = []

    def put(self, work: Work) -> None:
        """Take work in."""
        self._work.append(work)

    def remove(self, work: Work) -> None:
        """Forget work that has come to its end."""
        self._work.remove(work)

    def next(self) -> Work | None:
        """Give the most urgent work of which a step can be done; it stays in the queue."""
        return min(
            (each for each in self._work if each.is_ready()), key=lambda each: each.urgency, default=None
        )

    def task(self, job: int) -> Task | None:
        """Give the task of a job that has not ended yet."""
        return next((each for each in self._work if isinstance(each, Task) and each.job == job), None)

    def tasks(self) -> list[Task]:
        """Give every task that has not ended yet."""
        return [each for each in self._work if isinstance(each, Task)]
