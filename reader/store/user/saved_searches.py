"""Saved searches in their order. What changes them is called inside `edits.edit`; looking is no edit."""

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import SearchId
from reader.model.saved_search import SavedSearch
from reader.store.files.database import Database
from reader.store.user.tags import key_of

_ALL = """SELECT s.id, s.name, s.words, coalesce(l.read_to, 0) AS read_to
    FROM saved_searches AS s LEFT JOIN looks AS l ON l.search_id = s.id"""


def saved_searches(db: Database) -> tuple[SavedSearch, ...]:
    """Give every saved search, in the user's order."""
    rows = db.rows(f"{_ALL} ORDER BY s.place, s.id")
    return tuple(SavedSearch(SearchId(row["id"]), row["name"], row["words"], row["read_to"]) for row in rows)


def saved_search(db: Database, search: SearchId) -> SavedSearch:
    """Give one saved search.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    row = db.one(f"{_ALL} WHERE s.id = ?", (search,))
    if row is None:
        raise ReaderError(Trouble.SEARCH_MISSING, name=search)
    return SavedSearch(search, row["name"], row["words"], row["read_to"])


def named(db: Database, name: str) -> SavedSearch:
    """Give the saved search of a name, however it is spelled in capitals and small letters.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    for each in saved_searches(db):
        if key_of(each.name) == key_of(name):
            return each
    raise ReaderError(Trouble.SEARCH_MISSING, name=name)


def add(db: Database, name: str, words: str) -> SearchId:
    """Save a search after all others.

    Raises:
        ReaderError: `SEARCH_EXISTS` when another one has the name.
    """
    _check_free(db, name, None)
    return SearchId(
        db.insert(
            """INSERT INTO saved_searches (name, words, place)
               SELECT ?, ?, coalesce(max(place), 0) + 1 FROM saved_searches""",
            (name, words),
        )
    )


def change(db: Database, search: SearchId, name: str, words: str) -> None:
    """Give a saved search a name and words.

    Raises:
        ReaderError: `SEARCH_MISSING`; `SEARCH_EXISTS` when another one has the name.
    """
    saved_search(db, search)
    _check_free(db, name, search)
    db.run(
        "UPDATE saved_searches SET name = ?1, words = ?2 WHERE id = ?3 AND (name, words) IS NOT (?1, ?2)",
        (name, words, search),
    )


def move(db: Database, search: SearchId, place: int) -> None:
    """Move a saved search to a place among all, counted from 0; beyond the ends is at the end.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    saved_search(db, search)
    order = [each.id for each in saved_searches(db) if each.id != search]
    order.insert(max(0, place), search)
    for number, each in enumerate(order, start=1):
        db.run("UPDATE saved_searches SET place = ?1 WHERE id = ?2 AND place <> ?1", (number, each))


def remove(db: Database, search: SearchId) -> None:
    """Delete a saved search.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    saved_search(db, search)
    db.run("DELETE FROM saved_searches WHERE id = ?", (search,))


def look_at(db: Database, search: SearchId, read_to: int) -> bool:
    """Note that answers were looked at that hold every change up to `read_to`; tell whether that is news."""
    return bool(
        db.run(
            """INSERT INTO looks (search_id, read_to) VALUES (?, ?)
               ON CONFLICT (search_id) DO UPDATE SET read_to = excluded.read_to
               WHERE excluded.read_to > read_to""",
            (search, read_to),
        )
    )


def _check_free(db: Database, name: str, but: SearchId | None) -> None:
    if any(key_of(each.name) == key_of(name) and each.id != but for each in saved_searches(db)):
        raise ReaderError(Trouble.SEARCH_EXISTS, name=name)
