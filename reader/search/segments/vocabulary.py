"""The vocabulary of a feed: every chunk met so far is analysed once, and then only a number."""

from array import array
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import analysed, form_of
from reader.search.looks import Look, unwatched

_BETWEEN_LOOKS: Final = 20_000
"""Chunks numbered between two looks: a few milliseconds."""
_MANY: Final = 250_000
"""Chunks remembered; then it begins anew, to save memory."""


class _Chunks(dict[str, int]):
    """The number of every chunk; a new one is analysed at once."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, run: str) -> int:
        number = self[run] = self._vocabulary.learn(run)
        return number


class _Shared(dict[bytes, int]):
    """How many bytes a surface has in common with its form, from the start; found out once."""

    def __missing__(self, surface: bytes) -> int:
        form = form_of(surface.decode()).encode()
        same = next(
            (at for at, (one, other) in enumerate(zip(surface, form, strict=False)) if one != other),
            min(len(surface), len(form)),
        )
        self[surface] = same
        return same


class Vocabulary:
    """Numbers for chunks, and the words each chunk holds: numbers of forms and surfaces."""

    def __init__(self) -> None:
        self._chunks = _Chunks(self)
        self._look: Look = unwatched
        self.terms: list[bytes] = []
        """Every word, by its number: both forms and surfaces."""
        self.shared = _Shared()
        self._numbers: dict[str, int] = {}
        self._steps = array("I")
        self._parts = array("I")
        self._form = array("I")
        self._surface = array("I")
        self._offset = array("I")

    @property
    def is_full(self) -> bool:
        """Tell whether it remembers so much that a new one should be begun."""
        return len(self._steps) >= _MANY

    def number(self, chunks: Iterable[str], into: "array[int]", look: Look) -> int:
        """Append the numbers of chunks; give how many there were."""
        self._look = look  # it is called within long chunks, too
        before = len(into)
        number = self._chunks.__getitem__
        feed = iter(chunks)
        while True:
            at = len(into)
            into.extend(map(number, islice(feed, _BETWEEN_LOOKS)))
            if len(into) < at + _BETWEEN_LOOKS:
                return len(into) - before
            look()

    def learn(self, run: str) -> int:
        """Analyse a new chunk and give it a number."""
        parts, steps = analysed(run, self._look)
        for part in parts:
            self._form.append(self._word(part.form))
            self._surface.append(self._word(part.surface))
            self._offset.append(part.step)
        self._steps.append(steps)
        self._parts.append(len(parts))
        return len(self._steps) - 1

    def _word(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.terms)
            self.terms.append(word.encode())
        return number

    def arrays(self) -> "Chunks":
        """Give what it knows as arrays."""
        return Chunks(
            *(_copied(each) for each in (self._steps, self._parts, self._form, self._surface, self._offset))
        )


class Chunks:
    """What is known of chunks: how many positions and words each takes, and the words in order."""

    def __init__(self, *arrays: NDArray[np.int64]) -> None:
        self.steps, self.parts, self.form, self.surface, self.offset = arrays
        self.first = np.cumsum(self.parts) - self.parts
        """Where the words of each begin."""


def _copied(numbers: "array[int]") -> NDArray[Any]:
    return np.array(numbers, np.int64)
