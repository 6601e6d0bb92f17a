"""Groups: the answers in the order of their sources, and where each day or source begins among them."""

from array import array
from typing import TYPE_CHECKING
from unicodedata import normalize

from reader.store import facts
from reader.store.files.database import Database

if TYPE_CHECKING:
    from reader.library.search.groups import Groups, Ids

# `groups` needs numpy, which the first list of a window does without.


class Grouping:
    """Knows the day and the source of every article, until something changes."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._state = (-1, -1)
        self._days: Groups | None = None
        self._sources: Groups | None = None
        self._names: list[str] = []

    def by_source(self, ids: "array[int] | Ids") -> "array[int]":
        """Give articles by the names of their sources, those without one last; within one as they come."""
        return self._by_source().in_order(ids)

    def headings(self, ids: "array[int] | Ids", *, sources: bool) -> tuple[tuple[int, str], ...]:
        """Give the places where another day, or another source, begins; empty words for none."""
        if sources:
            names = [*self._names_in_order(), ""]
            return tuple((place, names[group]) for place, group in self._by_source().begins(ids))
        return tuple((place, day_of(number)) for place, number in self._by_day().begins(ids))

    def _names_in_order(self) -> list[str]:
        self._by_source()
        return self._names

    def _by_source(self) -> "Groups":
        self._forget_if_changed()
        if self._sources is None:
            from reader.library.search.groups import Groups

            self._names = sorted(facts.sources(self._db), key=lambda name: (_folded(name), name))
            known = facts.by_source(self._db, self._names)
            self._sources = Groups(*known, without=len(self._names))
        return self._sources

    def _by_day(self) -> "Groups":
        self._forget_if_changed()
        if self._days is None:
            from reader.library.search.groups import Groups

            self._days = Groups(*facts.by_day(self._db), without=0)
        return self._days

    def _forget_if_changed(self) -> None:
        state = self._db.state()
        if state != self._state:
            self._state = state
            self._days = self._sources = None


def day_of(number: int) -> str:
    """Give the day of a number such as 20251105 as ISO, or the month of 202511; empty words for 0."""
    signs = str(number or "")
    return "-".join(part for part in (signs[:4], signs[4:6], signs[6:]) if part)


def _folded(name: str) -> str:
    return normalize("NFC", name.casefold())
