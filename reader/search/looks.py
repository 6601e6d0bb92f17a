"""Looks: long work calls one at least every twentieth of a second, so that other work can go in between."""

from collections.abc import Callable

Look = Callable[[], None]


def unwatched() -> None:
    """Look at nothing."""
