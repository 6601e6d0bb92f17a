"""Listings: the articles of a shelf, a tag or a name, in order, as arrays that answers are laid over."""

from array import array

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]


class Listing:
    """Articles in the order of their dates."""

    def __init__(self, ids: "array[int]") -> None:
        self.ids: Ids = np.array(ids, np.int64)
        # The place of each article, counted from 1; most numbers up to the highest are in use.
        self._places: NDArray[np.int32] = np.zeros(int(self.ids.max()) + 1 if len(self.ids) else 1, np.int32)
        self._places[self.ids] = np.arange(1, len(self.ids) + 1, dtype=np.int32)

    def holds(self, articles: Ids) -> NDArray[np.bool_]:
        """Tell which of some articles are listed; they come with the lowest number first."""
        return self._at(articles) > 0

    def found_in_order(self, articles: Ids) -> Ids:
        """Give those of some articles that are listed, in the order of the listing; as `holds`."""
        found = np.zeros(len(self.ids) + 1, bool)
        found[self._at(articles)] = True
        return self.ids[found[1:]]

    def _at(self, articles: Ids) -> NDArray[np.int32]:
        """Give the place of each article, 0 for one that is not listed."""
        known = int(np.searchsorted(articles, len(self._places)))
        places = np.zeros(len(articles), np.int32)
        places[:known] = self._places[articles[:known]]
        return places
