"""The vocabulary of a feed: every piece of text met so far is analysed once, and then only a number."""

from array import array
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import analysed_anew, chunks_of, form_of, is_paired
from reader.search.looks import Look, unwatched

_BETWEEN_LOOKS: Final = 20_000
"""Pieces numbered between two looks: a few milliseconds."""
_MANY: Final = 250_000
"""Pieces remembered; then it begins anew, to save memory."""
_MANY_WORDS: Final = 2_000_000
"""Words of all pieces together, as `_MANY`."""
_AROUND: Final = ".,;:!?'\"()[]-&/“”‘’—–…"
"""Signs that are no part of a chunk where they stand before or behind its letters."""
_PLAIN: Final = 100
"""Signs of a piece that is one word as it stands."""
INITIALS: Final = 2
"""First signs of words that have postings of their own: beginnings so short have thousands of terms."""


class _Pieces(dict[str, int]):
    """The number of every piece; a new one is analysed at once."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._vocabulary.learn(piece)
        return number


class Vocabulary:
    """Numbers for pieces, and the words each holds: numbers of forms and surfaces."""

    def __init__(self) -> None:
        self._pieces = _Pieces(self)
        self._look: Look = unwatched
        self.words: list[str] = []
        """Every word, by its number: both forms and surfaces."""
        self.initials: list[str] = [""]
        """What words begin with, by number; the first stands for nothing."""
        self._numbers: dict[str, int] = {}
        self._numbers_of_initials: dict[str, int] = {"": 0}
        self._shared = array("H")
        self._begun = tuple(array("I") for _ in range(INITIALS))
        self._steps = array("I")
        self._parts = array("I")
        self._form = array("I")
        self._surface = array("I")
        self._offset = array("I")

    @property
    def is_full(self) -> bool:
        """Tell whether it remembers so much that a new one should be begun."""
        return len(self._steps) >= _MANY or len(self._form) >= _MANY_WORDS

    def number(self, pieces: Iterable[str], into: "array[int]", look: Look) -> int:
        """Append the numbers of pieces; give how many there were."""
        self._look = look  # it is called within long pieces, too
        before = len(into)
        number = self._pieces.__getitem__
        feed = iter(pieces)
        while True:
            at = len(into)
            into.extend(map(number, islice(feed, _BETWEEN_LOOKS)))
            if len(into) < at + _BETWEEN_LOOKS:
                return len(into) - before
            look()

    def learn(self, piece: str) -> int:
        """Analyse a new piece and give it a number."""
        steps = parts = 0
        bare = piece.strip(_AROUND)
        if len(bare) <= _PLAIN and bare.isascii() and bare.isalnum():  # as most are: a word as it stands
            surface = bare if bare.islower() else bare.lower()  # the same object takes no memory again
            self._add(form_of(surface), surface, 0)
            steps = parts = 1
        else:
            for number, run in enumerate(chunks_of(piece), 1):
                chunk = analysed_anew(run, self._look)
                for part in chunk.parts:
                    self._add(part.form, part.surface, steps + part.step)
                steps += chunk.steps
                parts += len(chunk.parts)
                if not number % _BETWEEN_LOOKS:
                    self._look()
        self._steps.append(steps)
        self._parts.append(parts)
        return len(self._steps) - 1

    def _add(self, form: str, surface: str, offset: int) -> None:
        of_form = self._word(form)
        self._form.append(of_form)
        self._offset.append(offset)
        if surface == form:
            self._surface.append(of_form)
            return
        number = self._word(surface)
        self._surface.append(number)
        if not self._shared[number]:
            self._shared[number] = _shared(surface.encode(), form.encode())

    def _word(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
            self._shared.append(0)
            for signs, begun in enumerate(self._begun, 1):
                begun.append(self._initial(word[:signs]) if len(word) >= signs else 0)
        return number

    def _initial(self, name: str) -> int:
        number = self._numbers_of_initials.get(name)
        if number is None:
            if len(name) > 1 and is_paired(name[0]):  # such pairs are terms themselves
                number = 0
            else:
                number = len(self.initials)
                self.initials.append(name)
            self._numbers_of_initials[name] = number
        return number

    def known(self) -> "Known":
        """Give what it knows as arrays."""
        return Known(
            _copied(self._steps),
            _copied(self._parts),
            _copied(self._form),
            _copied(self._surface),
            _copied(self._offset),
            _copied(self._shared),
            tuple(_copied(each) for each in self._begun),
        )


class Known:
    """What is known of pieces: how many positions and words each takes, and the words in order.

    And of words: how many bytes a surface has in common with its form, from the start, and the numbers of
    what it begins with, by how many signs.
    """

    def __init__(
        self,
        steps: NDArray[Any],
        parts: NDArray[Any],
        form: NDArray[Any],
        surface: NDArray[Any],
        offset: NDArray[Any],
        shared: NDArray[Any],
        begun: tuple[NDArray[Any], ...],
    ) -> None:
        self.steps, self.parts, self.form, self.surface, self.offset = steps, parts, form, surface, offset
        self.shared, self.begun = shared, begun
        self.first = np.cumsum(parts, dtype=np.int64) - parts
        """Where the words of each piece begin."""


def _copied(numbers: "array[int]") -> NDArray[Any]:
    """Copy numbers: an array that lends its memory cannot grow."""
    return np.array(np.frombuffer(numbers, f"u{numbers.itemsize}"))


def _shared(surface: bytes, form: bytes) -> int:
    if surface.startswith(form):
        return len(form)
    return next(
        (at for at, (one, other) in enumerate(zip(surface, form, strict=False)) if one != other),
        min(len(surface), len(form)),
    )
