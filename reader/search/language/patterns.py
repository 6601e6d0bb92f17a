"""Regular expressions over stored text: bounded in time, and never a matter of capitals."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import prod
from time import monotonic
from typing import Final

import regex

from reader.model.hits import MOST_HITS
from reader.model.span import Span

_FLAGS: Final = regex.IGNORECASE | regex.MULTILINE
_LONGEST: Final = 500
"""Signs of a pattern."""
_POSITION: Final = re.compile(r" at position (\d+)")
_COUNTS: Final = re.compile(r"\{\s*(\d+)")
_MOST_COPIES: Final = 20_000
"""That numbers in braces may make of what stands before them, all taken together."""
_PASSAGES: Final = 0.05
"""Seconds that the passages of one text are looked for."""
_MOST: Final = 200
"""Passages of one text that are worth marking."""
_ONE_TEXT: Final = 0.5
"""Seconds that may be spent on one text."""


class OutOfTimeError(Exception):
    """A pattern took longer than it may."""


@lru_cache(maxsize=32)
def compiled(pattern: str, cased: bool = False) -> "regex.Pattern[str]":
    """Make a pattern ready; `cased` tells capitals from small letters."""
    return regex.compile(pattern, _FLAGS & ~regex.IGNORECASE if cased else _FLAGS)


def is_pattern(pattern: str) -> bool:
    """Tell whether a pattern can be read, and is no larger than anybody would need."""
    return not unreadable(pattern)


def _place(position: "re.Match[str]") -> str:
    return f" at sign {int(position[1]) + 1}"  # for people, who count from one


def unreadable(pattern: str) -> str:
    """Give the code of the note that says why a pattern cannot be used, or nothing when it can."""
    if len(pattern) > _LONGEST:
        return "pattern-long"
    # The engine writes out what is repeated: (?:a{999}){999} would take seconds, one more gigabytes.
    if prod(int(number) or 1 for number in _COUNTS.findall(pattern)) > _MOST_COPIES:
        return "pattern-large"
    try:
        compiled(pattern)
    except regex.error as error:
        return f"pattern-wrong:{_POSITION.sub(_place, str(error))}"
    except (ValueError, OverflowError, RecursionError):
        return "pattern-wrong:it is too intricate"
    return ""


def found_in(pattern: str, text: str, *, thorough: bool = False) -> Iterator[Span]:
    """Give the passages of a text that fit a pattern, as far as they are found in a moment.

    `thorough` gives all of them, as far as they are found in half a second.
    """
    seconds, most = (_ONE_TEXT, MOST_HITS) if thorough else (_PASSAGES, _MOST)
    try:
        for number, found in enumerate(compiled(pattern).finditer(text, timeout=seconds, concurrent=True)):
            if found.end() > found.start():
                yield Span(found.start(), found.end())
            if number >= most:
                return
    except TimeoutError:
        return


class Scan:
    """One look through many texts, within a number of seconds."""

    def __init__(self, pattern: str, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._compiled = compiled(pattern)
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
