"""Orders: the articles of an answer as the list shows them, of which only the first are put in order at once.

What is not asked for is not done: most answers are replaced by those to the next key. An order never
changes, so that the rest of it fits what was shown of it; any thread may ask for that.
"""

from abc import ABC, abstractmethod
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and the first list of a window does without
    import numpy as np
    from numpy.typing import NDArray

    from reader.search.answering.searcher import Hits

    Ids = NDArray[np.int64]


class Ordered(ABC):
    """The articles of an answer in their order."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def first(self, most: int) -> "array[int] | Ids":
        """Give the first `most` articles."""

    @abstractmethod
    def whole(self) -> "array[int] | Ids":
        """Give all articles."""

    @abstractmethod
    def place_of(self, article: int) -> int | None:
        """Give the place of an article, from 0; None when it is not among them."""

    def ids(self) -> bytes:
        """Give every identity as a signed 64-bit integer in bytes."""
        return self.whole().tobytes()


class Given(Ordered):
    """An order that is known already."""

    def __init__(self, ids: "array[int]") -> None:
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def first(self, most: int) -> "array[int]":
        """Give the first `most` articles."""
        return self._ids[:most]

    def whole(self) -> "array[int]":
        """Give all articles."""
        return self._ids

    def place_of(self, article: int) -> int | None:
        """Give the place of an article, from 0; None when it is not among them."""
        try:
            return self._ids.index(article)
        except ValueError:
            return None


class BestFirst(Ordered):
    """The best first, the newest of equals."""

    def __init__(self, hits: "Hits") -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    def first(self, most: int) -> "Ids":
        """Give the first `most` articles."""
        return self._hits.first(most)

    def whole(self) -> "Ids":
        """Give all articles."""
        return self._hits.best_first()

    def place_of(self, article: int) -> int | None:
        """Give the place of an article, from 0; None when it is not among them."""
        return self._hits.place_of(article)
