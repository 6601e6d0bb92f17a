"""Occurrences: where the words of a field stand, sorted into postings a stretch of words at a time.

A number of 64 bits holds a word, a document and a position. The words are those of a vocabulary in the order
of their texts, so that sorted numbers are postings in the order of a lexicon.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.looks import Look
from reader.search.segments.lists import Places

Keys = NDArray[np.uint64]

_STRETCH: Final = 200_000
"""Occurrences that are sorted at once: some milliseconds."""


class Layout:
    """How many bits of a number stand for what: all that words and documents leave are for positions."""

    def __init__(self, words: int, documents: int) -> None:
        self.words = words
        of_documents = max(1, (documents - 1).bit_length())
        self.word = np.uint64(64 - max(1, (words - 1).bit_length()))
        self.document = np.uint64(int(self.word) - of_documents)
        self._documents = np.uint64((1 << of_documents) - 1)
        self._positions = np.uint64((1 << int(self.document)) - 1)

    def keys(self, words: NDArray[Any], documents: NDArray[Any], positions: NDArray[Any]) -> Keys:
        """Put numbers together.

        Raises:
            OverflowError: when they do not fit into 64 bits.
        """
        if len(positions) and int(positions.max()) > int(self._positions):
            raise OverflowError
        keys: Keys = words.astype(np.uint64) << self.word
        keys |= documents.astype(np.uint64) << self.document
        keys |= positions.astype(np.uint64)
        return keys

    def first(self, keys: Keys, word: int) -> int:
        """Give the place of the first of sorted numbers that is of a word, or of one behind it."""
        if word >= self.words:
            return len(keys)
        return int(np.searchsorted(keys, np.uint64(word << int(self.word))))

    def words_of(self, keys: Keys) -> Places:
        """Give the words."""
        return (keys >> self.word).astype(np.int64)

    def documents_of(self, keys: Keys) -> NDArray[np.uint32]:
        """Give the documents."""
        return (keys >> self.document & self._documents).astype(np.uint32)

    def positions_of(self, keys: Keys) -> NDArray[np.uint32]:
        """Give the positions."""
        return (keys & self._positions).astype(np.uint32)


class Occurrences:
    """The occurrences of a field: first all are taken in, then they are given back word by word."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._counts = np.zeros(layout.words, np.int64)
        self._taken: list[Keys] = []
        self._waiting: list[list[Keys]] = []
        """What is yet to be sorted, by stretch."""
        self._borders: Places = np.zeros(1, np.int64)
        """The first word of each stretch, and the number of words."""
        self._sorted: tuple[int, Keys] = (-1, np.zeros(0, np.uint64))
        """The stretch that was asked for last."""
        self.words: Places = np.zeros(0, np.int64)
        """The words that occur, in order."""
        self.counts: Places = np.zeros(0, np.int64)
        """How often each of them does."""

    def add(self, keys: Keys) -> None:
        """Take occurrences in, in any order."""
        self._counts += np.bincount(self._layout.words_of(keys), minlength=self._layout.words)
        self._taken.append(keys)

    def settle(self, look: Look) -> None:
        """Sort them by stretches of words; no more may come."""
        self.words = np.flatnonzero(self._counts)
        self.counts = self._counts[self.words]
        reach = np.cumsum(self._counts) - 1
        stretch = np.maximum(reach, 0) // _STRETCH  # of each word, by where its last occurrence lies
        names = np.flatnonzero(np.diff(stretch, prepend=-1))
        self._borders = np.append(names, self._layout.words)
        number = np.repeat(np.arange(len(names)), np.diff(self._borders))
        number = number.astype(np.min_scalar_type(len(names)))  # the fewer bytes, the quicker to sort
        self._waiting = [[] for _ in names]
        self._taken.reverse()
        while self._taken and len(names):
            look()
            keys = self._taken.pop()
            if len(names) == 1:
                self._waiting[0].append(keys)
                continue
            of_keys = number[self._layout.words_of(keys)]
            ordered = keys[np.argsort(of_keys, kind="stable")]
            ends = np.cumsum(np.bincount(of_keys, minlength=len(names)))
            for waiting, part in zip(self._waiting, np.split(ordered, ends[:-1]), strict=True):
                if len(part):
                    waiting.append(part)

    def between(self, first: int, last: int) -> Keys:
        """Give the occurrences of the words that occur from one place of them up to another, sorted.

        Each may be asked for once, in order: what was given is forgotten.
        """
        low, high = int(self.words[first]), int(self.words[last - 1]) + 1
        begin = int(np.searchsorted(self._borders, low, "right")) - 1
        end = int(np.searchsorted(self._borders, high, "left"))
        found = [self._of_stretch(number) for number in range(begin, end)]
        keys = found[0] if len(found) == 1 else np.concatenate(found)
        return keys[self._layout.first(keys, low) : self._layout.first(keys, high)]

    def _of_stretch(self, number: int) -> Keys:
        at, keys = self._sorted
        if at != number:
            keys = np.concatenate(self._waiting[number])
            self._waiting[number] = []
            keys.sort()
            keys = keys[new(keys)]
            self._sorted = number, keys
        return keys


def new(keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of the sorted keys differ from the one before."""
    found = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=found[1:])
    return found
