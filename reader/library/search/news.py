"""News: which articles came in, or got another text, after a saved search was last looked at."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.store import changes
from reader.store.files.database import Database

_NEVER: Final = -1


class News:
    """Counts what is new among articles; the feed of changes is read once for many counts."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._state = (-1, -1)
        self._since = 0
        self._last: NDArray[np.int64] = np.zeros(0, np.int64)
        """The last change of each article that changed after `_since`."""

    def count(self, ids: "Sequence[int] | NDArray[np.int64]", read_to: int) -> int:
        """Count those of some articles that changed after `read_to`."""
        self._read(read_to)
        numbers = np.asarray(ids, np.int64)
        known = numbers[numbers < len(self._last)]
        return int(np.count_nonzero(self._last[known] > read_to))

    def _read(self, since: int) -> None:
        state = self._db.state()
        if state == self._state and self._since <= since:
            return
        numbers, articles = changes.new_articles(self._db, since)
        subjects = np.array(articles, np.int64)
        self._last = np.full(int(subjects.max()) + 1 if len(subjects) else 0, _NEVER, np.int64)
        self._last[subjects] = np.array(numbers, np.int64)
        self._state, self._since = state, since
