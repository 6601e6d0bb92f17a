"""Listings: the articles of a shelf, a tag or a name, in order, as arrays that answers are laid over."""

from array import array
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.library.search.orders import Ordered

_SPARE: Final = 1_024
"""Listed articles that are looked at beyond those that likely hold the first."""

Ids = NDArray[np.int64]


class Listing:
    """Articles in the order of their dates."""

    def __init__(self, ids: "array[int]") -> None:
        self.ids: Ids = np.array(ids, np.int64)
        # The place of each article, counted from 1; most numbers up to the highest are in use.
        self._places: NDArray[np.int32] = np.zeros(int(self.ids.max()) + 1 if len(self.ids) else 1, np.int32)
        self._asked: tuple[Ids, NDArray[np.bool_]] | None = None
        self._places[self.ids] = np.arange(1, len(self.ids) + 1, dtype=np.int32)

    def holds(self, articles: Ids) -> NDArray[np.bool_]:
        """Tell which of some articles are listed; they come with the lowest number first.

        The last answer is kept: all articles of an index are asked about again and again.
        """
        if self._asked is None or self._asked[0] is not articles:
            self._asked = articles, self._at(articles) > 0
        return self._asked[1]

    def held(self, articles: Ids) -> NDArray[np.bool_]:
        """Tell which of the listed articles are among some; as `holds`, but in the order of the listing."""
        held = np.zeros(len(self.ids) + 1, bool)
        held[self._at(articles)] = True
        return held[1:]

    def place_of(self, article: int) -> int | None:
        """Give the place of an article, from 0; None when it is not listed."""
        return (
            int(self._places[article]) - 1
            if 0 < article < len(self._places) and self._places[article]
            else None
        )

    def _at(self, articles: Ids) -> NDArray[np.int32]:
        """Give the place of each article, 0 for one that is not listed."""
        known = int(np.searchsorted(articles, len(self._places)))
        places = np.zeros(len(articles), np.int32)
        places[:known] = self._places[articles[:known]]
        return places


class NewestFirst(Ordered):
    """Those found of a listing, in its order."""

    def __init__(self, listing: Listing, articles: Ids) -> None:
        """`articles` are those found, the lowest number first."""
        self._listing = listing
        self._held = listing.held(articles)

    def __len__(self) -> int:
        return self._count

    def first(self, most: int) -> Ids:
        """Give the first `most` articles."""
        if len(self) <= most:
            return self.whole()
        likely = _SPARE + 2 * most * len(self._held) // len(self)
        places = np.flatnonzero(self._held[:likely])
        if len(places) < most:
            places = np.flatnonzero(self._held)
        return self._listing.ids[places[:most]]

    def whole(self) -> Ids:
        """Give all articles."""
        return self._listing.ids[self._held]

    def place_of(self, article: int) -> int | None:
        """Give the place of an article, from 0; None when it is not among them."""
        at = self._listing.place_of(article)
        return int(np.count_nonzero(self._held[:at])) if at is not None and self._held[at] else None

    @cached_property
    def _count(self) -> int:
        return int(np.count_nonzero(self._held))
