"""Saved searches: kept, renamed, reworded, moved, deleted; and looked at, which is no edit."""

from dataclasses import replace

from reader.library.clock import now
from reader.model.change import Changes, EditKind, EditMark
from reader.model.ids import SearchId
from reader.model.saved_search import clean_search_name, clean_words
from reader.store.files.database import Database
from reader.store.user import edits, saved_searches


def save_search(db: Database, name: str, words: str, read_to: int) -> Changes:
    """Keep words under a name; of what is stored up to the change `read_to`, nothing is new to them.

    Raises:
        ReaderError: `SEARCH_EXISTS`, `SEARCH_NAME_INVALID` or `SEARCH_EMPTY`.
    """
    name, words = clean_search_name(name), clean_words(words)
    mark = EditMark(EditKind.SEARCH, name)
    with edits.edit(db, mark, now=now()):
        search = saved_searches.add(db, name, words)
        saved_searches.look_at(db, search, read_to)
    return replace(_changed(db, mark), search=search)


def change_search(db: Database, search: SearchId, name: str, words: str) -> Changes:
    """Give a saved search another name, or other words.

    Raises:
        ReaderError: `SEARCH_MISSING`, `SEARCH_EXISTS`, `SEARCH_NAME_INVALID` or `SEARCH_EMPTY`.
    """
    name, words = clean_search_name(name), clean_words(words)
    mark = EditMark(EditKind.SEARCH_CHANGE, name)
    with edits.edit(db, mark, now=now()):
        saved_searches.change(db, search, name, words)
    return _changed(db, mark)


def move_search(db: Database, search: SearchId, place: int) -> Changes:
    """Move a saved search to a place among all, counted from 0.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    mark = EditMark(EditKind.SEARCH_MOVE, saved_searches.saved_search(db, search).name)
    with edits.edit(db, mark, now=now()):
        saved_searches.move(db, search, place)
    return _changed(db, mark)


def remove_search(db: Database, search: SearchId) -> Changes:
    """Delete a saved search.

    Raises:
        ReaderError: `SEARCH_MISSING`.
    """
    mark = EditMark(EditKind.SEARCH_REMOVE, saved_searches.saved_search(db, search).name)
    with edits.edit(db, mark, now=now()):
        saved_searches.remove(db, search)
    return _changed(db, mark)


def look_at_search(db: Database, search: SearchId, read_to: int) -> Changes:
    """Note that answers were looked at that hold every change up to `read_to`; no edit."""
    return Changes(searches=saved_searches.look_at(db, search, read_to), undo=edits.state(db))


def _changed(db: Database, mark: EditMark) -> Changes:
    return Changes(searches=True, undo=edits.state(db), done=mark)
