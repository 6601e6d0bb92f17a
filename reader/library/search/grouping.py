"""Groups: the answers in the order of their sources, and where each day or source begins among them."""

from collections.abc import Sequence
from unicodedata import normalize

from reader.store import facts
from reader.store.files.database import Database


class Grouping:
    """Knows the day and the source of every article, until something changes."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._state = (-1, -1)
        self._days: dict[int, str] | None = None
        self._sources: dict[int, str] | None = None
        self._ranks: dict[str, int] = {}

    def by_source(self, ids: Sequence[int]) -> list[int]:
        """Give articles by the names of their sources, those without one last; within one as they come."""
        sources, last = self._source_names(), len(self._ranks)
        rank = {article: self._ranks[source] for article, source in sources.items()}
        return sorted(ids, key=lambda article: rank.get(article, last))

    def headings(self, ids: Sequence[int], *, sources: bool) -> tuple[tuple[int, str], ...]:
        """Give the places where another day, or another source, begins; empty words for none."""
        known = self._source_names() if sources else self._day_names()
        found: list[tuple[int, str]] = []
        before: str | None = None
        for place, article in enumerate(ids):
            name = known.get(article, "")
            if name != before:
                found.append((place, name))
                before = name
        return tuple(found)

    def _source_names(self) -> dict[int, str]:
        self._forget_if_changed()
        if self._sources is None:
            self._sources = facts.source_names(self._db)
            names = sorted(set(self._sources.values()), key=lambda name: (_folded(name), name))
            self._ranks = {name: rank for rank, name in enumerate(names)}
        return self._sources

    def _day_names(self) -> dict[int, str]:
        self._forget_if_changed()
        if self._days is None:
            self._days = facts.days(self._db)
        return self._days

    def _forget_if_changed(self) -> None:
        state = self._db.state()
        if state != self._state:
            self._state = state
            self._days = self._sources = None


def _folded(name: str) -> str:
    return normalize("NFC", name.casefold())
