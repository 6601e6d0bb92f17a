"""Keeps what the user has just changed on the screen while older answers are still on their way."""

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Awaited(Generic[Value]):
    """One value that is shown, changed by the user, sent away and told back later.

    What is told back may be older than what the user has done meanwhile. `settle` says whether a value
    told back is news and has to be shown.
    """

    def __init__(self, value: Value) -> None:
        self._told = value
        self._sent: list[Value] = []

    def send(self, value: Value) -> None:
        """Note that the user's value was sent to be stored."""
        self._sent.append(value)

    def forget(self) -> None:
        """Wait for nothing: whatever is told next is the truth, such as after an undo."""
        self._sent.clear()

    @property
    def stored(self) -> bool:
        """Tell whether everything sent was told back."""
        return not self._sent

    def settle(self, value: Value) -> bool:
        """Take a value told back, and tell whether it has to be shown."""
        if value in self._sent:
            del self._sent[: self._sent.index(value) + 1]
            self._told = value
            return False
        if self._sent and value == self._told:
            return False  # asked for before what was sent was stored
        self._sent.clear()
        self._told = value
        return True
