"""Regular expressions over stored text: bounded in time, and never a matter of capitals."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from time import monotonic
from typing import Final

import regex

from reader.model.hits import MOST_HITS
from reader.model.span import Span

_FLAGS: Final = regex.IGNORECASE | regex.MULTILINE
_LONGEST: Final = 500
"""Signs of a pattern."""
_PASSAGES: Final = 0.05
"""Seconds that the passages of one text are looked for."""
_MOST: Final = 200
"""Passages of one text that are worth marking."""
_ONE_TEXT: Final = 0.5
"""Seconds that may be spent on one text."""


class OutOfTimeError(Exception):
    """A pattern took longer than it may."""


@lru_cache(maxsize=32)
def _compiled(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern, _FLAGS)


def is_pattern(pattern: str) -> bool:
    """Tell whether a pattern can be read, and is no longer than anybody would type."""
    try:
        return len(pattern) <= _LONGEST and _compiled(pattern) is not None
    except (regex.error, ValueError, OverflowError, RecursionError):
        return False


def found_in(pattern: str, text: str, *, thorough: bool = False) -> Iterator[Span]:
    """Give the passages of a text that fit a pattern, as far as they are found in a moment.

    `thorough` gives all of them, as far as they are found in half a second.
    """
    seconds, most = (_ONE_TEXT, MOST_HITS) if thorough else (_PASSAGES, _MOST)
    try:
        for number, found in enumerate(_compiled(pattern).finditer(text, timeout=seconds, concurrent=True)):
            if found.end() > found.start():
                yield Span(found.start(), found.end())
            if number >= most:
                return
    except TimeoutError:
        return


class Scan:
    """One look through many texts, within a number of seconds."""

    def __init__(self, pattern: str, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._compiled = _compiled(pattern)
        self._clock = clock
        self._end = clock() + seconds

    def fits(self, text: str) -> bool:
        """Tell whether a text has a passage that fits the pattern.

        Raises:
            OutOfTimeError: when the time is used up.
        """
        left = min(self._end - self._clock(), _ONE_TEXT)
        if left <= 0:
            raise OutOfTimeError
        try:
            # Other threads go on meanwhile: a pattern may take long.
            return self._compiled.search(text, timeout=left, concurrent=True) is not None
        except TimeoutError:
            raise OutOfTimeError from None
