"""Facts for the search: what the store knows of articles, as sets that are kept until something changes."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from reader.search.inside import Inside
from reader.search.known import Known
from reader.search.language.tree import Fact, Said
from reader.store import facts
from reader.store.files.database import Database
from reader.text.day_spans import DaySpan, day_span

_KEPT: Final = 64
"""Sets kept at most."""


def this_day() -> date:
    """Give the day it is here."""
    return datetime.now().astimezone().date()


class Facts:
    """Answers what the store knows; the same question again costs nothing while nothing has changed."""

    def __init__(self, db: Database, today: Callable[[], date] = this_day) -> None:
        self._db = db
        self._today = today
        self._known: dict[tuple[Fact | Said, date], Known] = {}
        self._state = (-1, -1)

    def ids(self, leaf: Fact | Said) -> Known:
        """Give the articles of a fact."""
        state = self._db.state()
        if state != self._state or len(self._known) >= _KEPT:
            self._known.clear()
            self._state = state
        today = self._today()
        known = self._known.get((leaf, today))
        if known is None:
            found = self._said(leaf) if isinstance(leaf, Said) else self._fact(leaf, today)
            known = self._known[leaf, today] = found if isinstance(found, Known) else Known(found)
        return known

    def _said(self, said: Said) -> Iterable[int]:
        if said.field == "source":
            return facts.of_sources(self._db, _holding(facts.all_sources(self._db), said))
        return facts.of_authors(self._db, _holding(facts.authors(self._db), said))

    def _fact(self, fact: Fact, today: date) -> Iterable[int] | Known:
        db, value = self._db, fact.value
        match fact.field, value:
            case "is", "starred":
                return facts.starred(db)
            case "is", "archived":
                return facts.archived(db)
            case "is", _:
                return facts.unread(db, value == "unread")
            case "has", "note":
                return facts.with_note(db)
            case "has", "highlight":
                return facts.with_highlight(db)
            case "has", _:
                return facts.with_tag(db)
            case "tag", "":
                return Known(facts.every(db)).without(Known(facts.with_tag(db)))
            case "tag", _:
                return facts.tagged(db, value, beginning=fact.growing)
            case "lang", _:
                return facts.in_language(db, value, beginning=fact.growing)
        span = day_span(value, today)
        return () if span is None else self._days(fact.field, span)  # none from a later day to an earlier

    def _days(self, field: str, span: DaySpan) -> Iterable[int]:
        day = timedelta(days=1)
        if field == "added":
            return facts.added(self._db, _moment(span.first), _moment(span.last, after=True))
        first, last = span.first, span.last
        if field == "before":
            if first == date.min:
                return ()
            first, last = date.min, first - day
        elif field == "after":
            start = span.first if span.since else span.last
            if start == date.max:
                return ()
            first, last = start + day, date.max
        return facts.published(self._db, first.isoformat(), last.isoformat())


def _holding(names: Iterable[str], said: Said) -> list[str]:
    return [name for name in names if Inside(name).holds(said.leaf)]


def _moment(day: date, *, after: bool = False) -> str:
    """Give the moment in UTC at which a day begins here, or has ended; the ends of the calendar are open."""
    if after:
        if day == date.max:
            return "~"
        day += timedelta(days=1)
    try:
        return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError, OSError):
        return "" if day.year < 1900 else "~"
