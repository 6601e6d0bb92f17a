"""Groups of articles as arrays: twenty thousand answers are put in order between two keys."""

from array import array

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


class Groups:
    """The number of the group of every article."""

    def __init__(self, ids: "array[int]", groups: "array[int]", *, without: int) -> None:
        """`without` is the number for an article that has none."""
        known = np.array(ids, np.int64)
        self._without = without
        # By the article's number: most numbers up to the highest are in use.
        self._of: NDArray[np.int32] = np.full(int(known.max()) + 1 if len(known) else 1, without, np.int32)
        self._of[known] = np.array(groups, np.int32)

    def in_order(self, ids: "array[int] | Ids") -> "array[int]":
        """Give articles by the numbers of their groups; within a group as they come."""
        wanted = np.asarray(ids, np.int64)
        order = np.argsort(self._groups_of(wanted), kind="stable")
        return array("q", wanted[order].tobytes())

    def begins(self, ids: "array[int] | Ids") -> list[tuple[int, int]]:
        """Give the places where another group begins among articles, each with its number."""
        found = self._groups_of(np.asarray(ids, np.int64))
        places = np.flatnonzero(np.diff(found, prepend=-1))
        return list(zip(places.tolist(), found[places].tolist(), strict=True))

    def _groups_of(self, ids: Ids) -> NDArray[np.int32]:
        known = ids < len(self._of)
        return np.where(known, self._of[np.where(known, ids, 0)], self._without).astype(np.int32)
