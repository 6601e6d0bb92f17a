"""Places of words as ordered numbers: the document, 32 bits on, and the position in it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.search.segments.lists import Places, ranges

BITS: Final = 32
_SHORT: Final = 8
"""Times as many numbers as a row holds another one holds in which they are looked up one by one."""


def shared(some: Places, others: Places) -> Places:
    """Give what both of two ordered rows hold, each of which holds a number once.

    The numbers of a much shorter row are looked up in the longer one; else both are merged.
    """
    if len(some) > len(others):
        some, others = others, some
    if len(some) * _SHORT < len(others):
        both: Places = some[np.flatnonzero(_next(others, some) == some)]
        return both
    merged = np.concatenate((some, others))
    merged.sort(kind="stable")  # which merges what is in order already
    twice: Places = merged[np.flatnonzero(merged[1:] == merged[:-1])]
    return twice


def counted(numbers: Places) -> tuple[Places, Places]:
    """Give each of some ordered numbers once, and how often it is there."""
    new = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    firsts = np.flatnonzero(new)
    return numbers[firsts], np.diff(np.append(firsts, len(numbers)))


def neighbours(members: Sequence[Places], distance: int) -> Places:
    """Give the places from which on every member comes within so many positions; they may be repeated.

    Each is the place of a member: only those about the places of the rarest one are looked at.
    """
    rarest = min(members, key=len)
    found = [rarest[:0]]
    for places in members:
        first = np.searchsorted(places, rarest - distance)
        within = np.searchsorted(places, rarest, "right") - first
        starts = places[_once(ranges(first, within), len(places))]
        for others in members:
            if others is not places:
                away = _next(others, starts) - starts
                starts = starts[(away >= 0) & (away <= distance)]
        found.append(starts)
    return np.concatenate(found)


def _next(places: Places, starts: Places) -> Places:
    """Give for each start the first place that is not before it; an earlier one where none is left."""
    if not len(places):
        return starts - 1
    return places.take(np.searchsorted(places, starts), mode="clip")


def _once(numbers: Places, limit: int) -> Places:
    """Give each number below a limit once, in order."""
    marked: NDArray[np.bool_] = np.zeros(limit, bool)
    marked[numbers] = True
    return np.flatnonzero(marked)
