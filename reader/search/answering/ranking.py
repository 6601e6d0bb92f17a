"""Order: the best scores first, and among equal ones the last, which is the newest article."""

from typing import Final

import numpy as np

from reader.search.answering.answers import Scores
from reader.search.segments.lists import Places

_MANY: Final = 8
"""Times as many scores as are wanted, from which on those that cannot be among the best are left out."""
_BLOCKS: Final = 4
"""Blocks for each one wanted."""


def in_order(scores: Scores) -> Places:
    """Give the places of the scores, the highest first; among equals the later place first.

    A score of 32 bits, which sorts like a whole number as it is not negative, and its place make one number.
    """
    keys = scores.astype(np.float32).view(np.uint32).astype(np.uint64) << np.uint64(32)
    keys |= np.arange(len(scores), dtype=np.uint64)
    keys.sort()
    return (keys[::-1] & np.uint64(0xFFFFFFFF)).astype(np.int64)


def best(scores: Scores, most: int) -> Places:
    """Give the first `most` places of `in_order`, without putting all in order.

    The highest of each of some blocks tell a bound: so many scores reach it, and the rest need no look.
    """
    if len(scores) <= most * _MANY:
        return in_order(scores)[:most]
    blocks = most * _BLOCKS
    rows = len(scores) // blocks
    highest = scores[: rows * blocks].reshape(rows, blocks).max(axis=0)
    bound = np.partition(highest, blocks - most)[blocks - most]
    above = np.flatnonzero(scores > bound)
    ordered: Places = above[in_order(scores[above])[:most]]
    if len(ordered) == most:
        return ordered
    equal = np.flatnonzero(scores == bound)[len(ordered) - most :]
    return np.concatenate((ordered, equal[::-1]))
