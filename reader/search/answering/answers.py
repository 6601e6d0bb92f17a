"""Answers: which articles a part of a query finds, and how well each answers it, told once that is asked.

Which are found is known at once, as one sign for each article. Scores are added up only for the articles
that somebody wants in order: where several words must stand together, those are few.
"""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from reader.search.segments.lists import Places

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]


class Answer:
    """What is found, nothing of it better than the rest."""

    def __init__(self, found: Mask) -> None:
        self.found = found
        """For each article of a snapshot whether it is found."""

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add what the wanted articles are worth, so many times, to their scores: 0 where not found."""


class Weighed(Answer):
    """An answer that counts so many times as much."""

    def __init__(self, part: Answer, factor: float) -> None:
        super().__init__(part.found)
        self._part = part
        self._factor = factor

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add the scores of the part, times the factor."""
        self._part.add(scores, wanted, factor * self._factor)


class Shared(Answer):
    """What all of some answers find, but for what is `without`."""

    def __init__(self, parts: Sequence[Answer], without: Sequence[Answer] = ()) -> None:
        found = reduce(np.logical_and, [part.found for part in parts])
        super().__init__(reduce(lambda left, part: left & ~part.found, without, found))
        self._parts = parts

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add the scores of every part."""
        both = wanted & self.found
        for part in self._parts:
            part.add(scores, both, factor)


class Either(Answer):
    """What at least one of some answers finds."""

    def __init__(self, parts: Sequence[Answer]) -> None:
        super().__init__(reduce(np.logical_or, [part.found for part in parts]))
        self._parts = parts

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add the scores of the parts that find each."""
        for part in self._parts:
            part.add(scores, wanted, factor)


class Laid(Answer):
    """An answer laid over more articles: `places` are those of its own among all."""

    def __init__(self, part: Answer, places: Places, size: int) -> None:
        found = np.zeros(size, bool)
        found[places] = part.found
        super().__init__(found)
        self._part = part
        self._places = places

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add the scores of the part."""
        own = np.zeros(len(self._places), np.float32)
        self._part.add(own, wanted[self._places], factor)
        scores[self._places] += own
