"""Unions: which documents of a segment hold any of many words, and how often the most frequent one."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.answering.answers import Mask
from reader.search.answering.patience import Patience
from reader.search.segments.lists import Places
from reader.search.segments.segment import Segment

_TOGETHER: Final = 256
"""Lists that are read between two looks at whether the answer is still wanted."""
_HIGHEST: Final = 255
"""The highest number that one byte holds."""

Words = Sequence[tuple[str, Places]]
"""Fields, and places in their lexicons."""


def holding_any(segment: Segment, words: Words, patience: Patience) -> Mask:
    """Mark the documents that hold any of the words.

    Raises:
        InterruptedWork: when the answer is no longer wanted.
        DamagedListError: when a list is not as it was written.
    """
    marked = np.zeros(segment.size, bool)
    for field, places in _in_pieces(words, patience):
        for documents in segment.documents(field, places):
            marked[documents] = True
    return marked


def most_often(segment: Segment, words: Words, patience: Patience) -> tuple[Places, NDArray[Any]]:
    """Give the documents that hold any of the words, and how often that of them which stands there most.

    As `holding_any`.
    """
    often: NDArray[Any] = np.zeros(segment.size, np.uint8)
    for field, places in _in_pieces(words, patience):
        for documents, counts, once in segment.counts(field, places):
            highest = _HIGHEST if counts.itemsize == 1 else int(counts.max())
            if highest > np.iinfo(often.dtype).max:
                often = often.astype(counts.dtype)
            alike = counts.astype(often.dtype, copy=False)
            if once:
                often[documents] = np.maximum(often.take(documents), alike)
            else:
                np.maximum.at(often, documents, alike)
    found = np.flatnonzero(often)
    return found, often.take(found)


def _in_pieces(words: Words, patience: Patience) -> Iterator[tuple[str, Places]]:
    for field, places in words:
        for at in range(0, len(places), _TOGETHER):
            patience.ask()
            yield field, places[at : at + _TOGETHER]
