"""What is done to a tag wherever it is: renamed, merged into another, coloured, deleted. One edit each."""

from collections.abc import Callable

from reader.library.clock import now
from reader.model.annotation import clean_tag
from reader.model.change import Changes, EditKind, EditMark
from reader.store.files.database import Database
from reader.store.user import edits, tags


def rename(db: Database, name: str, new: str) -> Changes:
    """Give a tag another name, or spell it otherwise.

    Raises:
        ReaderError: `TAG_MISSING`; `TAG_EXISTS` when something bears another tag of that name already;
            `TAG_INVALID`.
    """
    cleaned = clean_tag(new)
    return _done(db, EditKind.TAG_RENAME, name, lambda: tags.rename(db, name, cleaned))


def merge(db: Database, name: str, into: str) -> Changes:
    """Give everything that bears a tag another one in its place.

    Raises:
        ReaderError: `TAG_MISSING`, for either.
    """
    return _done(db, EditKind.TAG_MERGE, name, lambda: tags.merge(db, name, into))


def set_colour(db: Database, name: str, colour: str) -> Changes:
    """Give a tag one of `TAG_COLOURS`.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    return _done(db, EditKind.TAG_COLOUR, name, lambda: tags.set_colour(db, name, colour))


def remove(db: Database, name: str) -> Changes:
    """Take a tag from everything that bears it; articles and highlights stay.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    return _done(db, EditKind.TAG_REMOVE, name, lambda: tags.remove(db, name))


def _done(db: Database, kind: EditKind, name: str, change: Callable[[], None]) -> Changes:
    mark = EditMark(kind, tags.used_tag(db, name)[1].name)
    with edits.edit(db, mark, now=now()):
        change()
    return Changes(everything=True, lists=True, undo=edits.state(db), done=mark)
